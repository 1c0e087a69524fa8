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
mod said;
mod texts;

pub use grammar::Grammar;
pub use phrase::{Arg, Phrase};

/// A language that the program speaks.
#[derive(Debug)]
pub struct Tongue {
    language: Language,
    grammar: Grammar,
}

/// Which language it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    Japanese,
}

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
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
            said::of::<texts::Common>(it).all(),
            said::of::<texts::Time>(it).all(),
            said::of::<texts::Amounts>(it).all(),
            said::of::<texts::Units>(it).all(),
            said::of::<texts::Claims>(it).all(),
            said::of::<texts::Rules>(it).all(),
            said::of::<texts::Papers>(it).all(),
            said::of::<texts::Told>(it).all(),
            said::of::<texts::Changes>(it).all(),
            said::of::<texts::Checking>(it).all(),
            said::of::<texts::Findings>(it).all(),
            said::of::<texts::Refusals>(it).all(),
            said::of::<texts::Page>(it).all(),
            said::of::<texts::Aids>(it).all(),
            said::of::<texts::Sheet>(it).all(),
            said::of::<texts::Keeping>(it).all(),
            said::of::<texts::OnMap>(it).all(),
            said::of::<texts::Tactics>(it).all(),
            said::of::<texts::Dates>(it).all(),
            said::of::<texts::Diagrams>(it).all(),
            said::of::<texts::OwnFiles>(it).all(),
            said::of::<texts::Seeking>(it).all(),
            said::of::<texts::Failures>(it).all(),
            said::of::<texts::Giving>(it).all(),
            said::of::<texts::Lists>(it).all(),
            said::of::<texts::Drawn>(it).all(),
            said::of::<texts::Legend>(it).all(),
            said::of::<texts::Edits>(it).all(),
            said::of::<texts::Exports>(it).all(),
            said::of::<texts::Imports>(it).all(),
            said::of::<texts::ImportFormats>(it).all(),
            said::of::<texts::ImportLists>(it).all(),
            said::of::<texts::ImportVeris>(it).all(),
            said::of::<texts::ImportFlow>(it).all(),
            said::of::<texts::ImportStix>(it).all(),
            said::of::<texts::ImportMisp>(it).all(),
            said::of::<texts::ImportKinds>(it).all(),
            said::of::<texts::ImportLogs>(it).all(),
            said::of::<texts::ImportTable>(it).all(),
            said::of::<texts::ImportRefusals>(it).all(),
            #[cfg(feature = "cli")]
            said::of::<texts::Command>(it).all(),
            #[cfg(feature = "cli")]
            said::of::<texts::Preflight>(it).all(),
            #[cfg(feature = "cli")]
            said::of::<texts::Together>(it).all(),
            #[cfg(feature = "cli")]
            said::of::<texts::Quotes>(it).all(),
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
