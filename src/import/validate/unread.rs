//! What of a file cannot be read: items of another shape, and fields that the format does not know. Their markings count all the same.

use super::Check;
use crate::diag::Code;
use crate::import::at::At;
use crate::import::each::Broken;
use crate::import::field::{Problem, Rest};
use crate::import::json::token;
use crate::import::marked;
use crate::import::role::Known;
use crate::import::short::{CLAIMS, SOURCE};
use crate::incident::Marking;
use crate::tongue::Phrase;

impl Check<'_> {
    /// Reports the items of a list that cannot be read.
    pub(super) fn broken(&mut self, broken: &[Broken], at: &At<'_>) {
        for broken in broken {
            let index = broken.index.map_or(String::new(), |it| format!("/{it}"));
            let pointer = format!("{at}{index}{}", broken.misfit.pointer);
            self.stray_marking = Marking::stricter(self.stray_marking, marked::within(&broken.value));
            let message = Phrase::finding_part_left_out(broken.misfit.problem.phrase());
            let finding = self.report.error(Code::WrongShape, &pointer, message);
            if broken.misfit.problem == Problem::Missing(SOURCE.to_owned()) {
                finding.hint(Phrase::hint_no_source());
            }
        }
    }

    /// Reports the fields that are none of `known`. `at` is `None` for the whole file.
    pub(super) fn unknown(&mut self, rest: &Rest, known: &[Known], at: Option<&At<'_>>) {
        let strays = rest.values().map(marked::within).fold(marked::marking(rest), Marking::stricter);
        self.stray_marking = Marking::stricter(self.stray_marking, strays);
        for key in rest.keys().filter(|it| *it != "$comment") {
            let pointer = format!("{}/{}", at.map(At::to_string).unwrap_or_default(), token(key));
            if key == marked::KEY && rest[key].as_str().is_some_and(Marking::is_word) {
                continue; // the format has none here, but sharing keeps to it
            }
            if marked::is_meant(key) {
                let finding = self.report.error(Code::UnknownField, &pointer, Phrase::finding_marking_meant(key));
                finding.hint(Phrase::hint_marking_meant());
                continue;
            }
            let of_claim = known.iter().find(|it| it.name == CLAIMS).map_or(&[][..], |it| it.inside);
            let known: Vec<&str> = known.iter().chain(of_claim).map(|it| it.name).collect();
            let finding = self.report.warn(Code::UnknownField, &pointer, Phrase::finding_unknown_field(key));
            if known.contains(&&**key) {
                finding.hint(Phrase::hint_in_claim());
            } else {
                finding.suggest(key, &known);
            }
        }
    }
}
