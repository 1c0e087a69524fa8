//! A text that is not yet in any language: what to say, and what it is said of.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Tongue;

/// What fills a hole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Words that are the same in every language: a name, a quotation, a date that is already in words.
    Text(String),
    /// A number; it chooses between the forms of `{n|host|hosts}`.
    Number(u64),
    /// Something that has words of its own in each language.
    Phrase(Phrase),
    /// What another program of ours has said already, in each language, by its tag.
    InAll(Vec<(String, String)>),
}

/// A text of one of the lists in `texts.rs`, and what fills its holes.
///
/// Whatever is found before anybody asks in which language, is kept as a phrase: findings, failures, reports of imports.
///
/// ```
/// use breachmap::tongue::{Phrase, Tongue};
/// let both = Phrase::and("a", "b");
/// assert_eq!(both.tell(Tongue::of("en")), "a and b");
/// ```
#[derive(Debug, Clone)]
pub struct Phrase {
    /// What to say.
    pub(super) text: &'static Text,
    /// What fills its holes.
    pub(super) with: Vec<(&'static str, Arg)>,
}

/// A text in all languages.
#[derive(Debug)]
pub(super) struct Text {
    /// Its name, by which two phrases are the same.
    pub(super) name: &'static str,
    /// Its wording in a language.
    pub(super) wording: fn(&Tongue) -> &'static str,
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        self.text.name == other.text.name && self.with == other.with
    }
}

impl Eq for Phrase {}

impl PartialOrd for Phrase {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Phrase {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.text.name, &self.with).cmp(&(other.text.name, &other.with))
    }
}

impl Phrase {
    /// The text in one language.
    pub fn tell(&self, tongue: &Tongue) -> String {
        tongue.fill((self.text.wording)(tongue), &self.with)
    }

    /// The text in every language, each with its tag: for what is written once and read by anybody.
    pub fn in_all(&self) -> impl Iterator<Item = (&'static str, String)> {
        Tongue::ALL.iter().map(|it| (it.tag(), self.tell(it)))
    }
}

impl Arg {
    /// What it says in one language.
    pub fn tell(&self, tongue: &Tongue) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(n) => tongue.number(*n),
            Self::Phrase(phrase) => phrase.tell(tongue),
            Self::InAll(all) => {
                let own = all.iter().find(|(tag, _)| tag == tongue.tag()).or(all.first());
                own.map_or_else(String::new, |(_, words)| words.clone())
            }
        }
    }
}

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self::Text(words.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(words: &String) -> Self {
        Self::Text(words.clone())
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Text(words)
    }
}

impl From<u64> for Arg {
    fn from(n: u64) -> Self {
        Self::Number(n)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Number(n as u64)
    }
}

impl From<Cow<'_, str>> for Arg {
    fn from(words: Cow<'_, str>) -> Self {
        Self::Text(words.into_owned())
    }
}

impl From<u8> for Arg {
    fn from(n: u8) -> Self {
        Self::Number(u64::from(n))
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}
