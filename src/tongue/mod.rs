//! What the program says to people, in each language it speaks. It knows no incident: values come in, text goes out.
//!
//! [`texts`] lists every text with the holes that values fill; `en.rs`, `ja.rs` and so on hold the wordings.
//! A language that lacks a text does not compile, nor does a text with a hole that nobody fills.
//!
//! ```
//! use breachmap::tongue::Tongue;
//! let english = Tongue::of("en-GB");
//! assert_eq!(english.and("CSIDB", "CyberScoop"), "CSIDB and CyberScoop");
//! assert_eq!(Tongue::of("xx").tag(), "en", "who speaks no language that we know is spoken to in English");
//! ```

mod en;
mod fill;
mod grammar;
mod ja;
mod phrase;
mod texts;

pub use grammar::Grammar;
pub use phrase::{Arg, Phrase};

/// All wordings of one language.
#[derive(Debug)]
pub struct Tongue {
    grammar: Grammar,
    common: texts::Common,
    time: texts::Time,
    amounts: texts::Amounts,
    units: texts::Units,
    claims: texts::Claims,
    rules: texts::Rules,
    papers: texts::Papers,
    told: texts::Told,
    changes: texts::Changes,
    findings: texts::Findings,
    refusals: texts::Refusals,
    page: texts::Page,
    aids: texts::Aids,
    tactics: texts::Tactics,
    own_files: texts::OwnFiles,
    seeking: texts::Seeking,
    failures: texts::Failures,
    giving: texts::Giving,
    lists: texts::Lists,
    drawn: texts::Drawn,
    exports: texts::Exports,
    #[cfg(feature = "foreign")]
    imports: texts::Imports,
    #[cfg(feature = "foreign")]
    import_formats: texts::ImportFormats,
    #[cfg(feature = "foreign")]
    import_lists: texts::ImportLists,
    #[cfg(feature = "foreign")]
    import_veris: texts::ImportVeris,
    #[cfg(feature = "foreign")]
    import_flow: texts::ImportFlow,
    #[cfg(feature = "foreign")]
    import_stix: texts::ImportStix,
    #[cfg(feature = "foreign")]
    import_misp: texts::ImportMisp,
    #[cfg(feature = "foreign")]
    import_kinds: texts::ImportKinds,
    #[cfg(feature = "foreign")]
    import_logs: texts::ImportLogs,
    #[cfg(feature = "foreign")]
    import_table: texts::ImportTable,
    #[cfg(feature = "foreign")]
    import_refusals: texts::ImportRefusals,
    #[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
    #[cfg(feature = "cli")]
    command: texts::Command,
}

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Tongue {
    /// All languages that the program speaks; the first is spoken to whoever speaks none of them.
    pub const ALL: &[&'static Self] = &[&en::EN, &ja::JA];

    /// The language of a BCP 47 tag, whatever its region: `ja-JP` is Japanese. English, if we do not speak it.
    pub fn of(tag: &str) -> &'static Self {
        Self::spoken(tag).unwrap_or(&en::EN)
    }

    /// The same, if we speak it.
    pub fn spoken(tag: &str) -> Option<&'static Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|it| it.tag().eq_ignore_ascii_case(language))
    }

    /// Its BCP 47 tag, for `lang`.
    pub fn tag(&self) -> &'static str {
        self.grammar.tag
    }

    /// The language of words amid ours, for `lang`; nothing where they are in this one.
    pub fn other<'a>(&self, tag: &'a str) -> Option<&'a str> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        (!language.is_empty() && !language.eq_ignore_ascii_case(self.tag())).then_some(tag)
    }

    /// Its own name, for the choice of a language.
    pub fn name(&self) -> &'static str {
        self.grammar.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Name, wording and holes of a text.
    type Text = (&'static str, &'static str, &'static [&'static str]);

    fn all(it: &Tongue) -> Vec<Text> {
        let groups = [
            it.common.all(),
            it.time.all(),
            it.amounts.all(),
            it.units.all(),
            it.claims.all(),
            it.rules.all(),
            it.papers.all(),
            it.told.all(),
            it.changes.all(),
            it.findings.all(),
            it.refusals.all(),
            it.page.all(),
            it.aids.all(),
            it.tactics.all(),
            it.own_files.all(),
            it.seeking.all(),
            it.failures.all(),
            it.giving.all(),
            it.lists.all(),
            it.drawn.all(),
            it.exports.all(),
            it.imports.all(),
            it.import_formats.all(),
            it.import_lists.all(),
            it.import_veris.all(),
            it.import_flow.all(),
            it.import_stix.all(),
            it.import_misp.all(),
            it.import_kinds.all(),
            it.import_logs.all(),
            it.import_table.all(),
            it.import_refusals.all(),
            #[cfg(feature = "cli")]
            it.command.all(),
        ];
        groups.concat()
    }

    #[test]
    fn every_language_says_everything_with_all_that_it_is_given() {
        let is_said = |wording: &str, hole: &str| {
            [format!("{{{hole}}}"), format!("{{{hole}|")].iter().any(|it| wording.contains(it.as_str()))
        };
        for tongue in [&en::EN, &ja::JA] {
            for (name, wording, holes) in all(tongue) {
                let dropped: Vec<_> = holes.iter().filter(|it| !is_said(wording, it)).collect();
                assert!(dropped.is_empty(), "{} {name}: {wording:?} does not say {dropped:?}", tongue.tag());
            }
        }
    }

    #[test]
    fn no_two_texts_have_one_name() {
        let names: Vec<_> = all(&en::EN).into_iter().map(|it| it.0).collect();
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
    }
}
