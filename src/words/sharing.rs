//! What was done to a file before it was handed on.

use super::Teller;
use crate::incident::{Marking, Sharing};
use crate::tongue::Tongue;

impl Tongue {
    /// A marking; absent is "not marked", never CLEAR.
    pub fn marking(&self, marking: Option<Marking>) -> &'static str {
        marking.map_or(self.not_marked(), Marking::as_str)
    }

    /// How a file is marked, as a sentence.
    pub fn how_marked(&self, marking: Option<Marking>) -> String {
        match marking {
            Some(level) => self.it_is_marked(level.as_str()),
            None => self.it_is(self.not_marked()),
        }
    }

    /// What is missing and what is renamed; `None` if nothing is.
    ///
    /// `3 claims marked above TLP:GREEN are left out, and with them 1 part and 2 sources. Hosts and people have neutral names.`
    pub fn sharing(&self, it: &Sharing) -> Option<String> {
        let left_out = it.marking.filter(|_| it.is_less()).map(|level| {
            let what = self.left_out_above(it.claims, level.as_str());
            let with = [
                (it.parts, self.n_parts(it.parts)),
                (it.sources, self.n_left_sources(it.sources)),
                (it.texts, self.n_texts(it.texts)),
            ];
            let with: Vec<String> = with.into_iter().filter(|it| it.0 > 0).map(|it| it.1).collect();
            self.full_stop(if with.is_empty() { what } else { self.left_out_with(what, self.list(&with)) })
        });
        match (left_out, it.redacted) {
            (Some(left_out), true) => Some(self.next_sentence(left_out, self.neutral_names())),
            (None, true) => Some(self.neutral_names().to_owned()),
            (left_out, false) => left_out,
        }
    }
}

impl Teller<'_> {
    /// For whom a text is, and what it lacks, in a line or two: a text is copied without its file.
    pub fn handed_on(self) -> String {
        let mut lines = self.tongue.marking(self.incident.strictest()).to_owned();
        if let Some(left_out) = self.incident.shared.as_ref().and_then(|it| self.tongue.sharing(it)) {
            lines.push('\n');
            lines.push_str(&left_out);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use crate::incident::{Marking, Sharing};
    use crate::tongue::Tongue;

    #[test]
    fn only_what_was_done_is_said() {
        let note = |claims, parts, texts, redacted| {
            let marking = Some(Marking::Green);
            Tongue::of("en").sharing(&Sharing { marking, claims, parts, sources: parts, texts, redacted })
        };
        assert_eq!(note(0, 0, 0, false), None);
        assert_eq!(note(1, 0, 0, false).as_deref(), Some("1 claim marked above TLP:GREEN is left out."));
        assert_eq!(
            note(3, 1, 2, true).as_deref(),
            Some(
                "3 claims marked above TLP:GREEN are left out, and with them 1 part, 1 source and 2 texts. \
                 Hosts and people have neutral names."
            )
        );
    }
}
