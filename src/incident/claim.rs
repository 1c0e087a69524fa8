//! A source's statement about one attribute.

use super::word::words;
use super::{Id, Marking, Moment, Text};

words! {
    /// How firmly a source says it; declared from firm to against.
    Hedge {
        /// Said as a fact.
        Stated = "stated",
        /// May, could, possibly.
        Possible = "possible",
        /// Passed on as hearsay.
        Rumoured = "rumoured",
        /// Said not to be so.
        Denied = "denied",
    }
}

/// Who says what, how firmly, and of which time.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<T> {
    /// What is said.
    pub value: T,
    /// The moment it speaks of; `None` where the source gives no time.
    pub when: Option<Moment>,
    /// Pivots and events that the source puts before this one.
    pub after: Vec<Id>,
    /// How firmly.
    pub hedge: Hedge,
    /// Who says so: the original.
    pub source: Id,
    /// The sources through which the original reached us.
    pub via: Vec<Id>,
    /// Anything a reader should know about it.
    pub note: Option<Text>,
    /// What was inferred and is not printed there.
    pub inferred: Option<Text>,
    /// How far this claim may be shared, if stricter than the incident.
    pub marking: Option<Marking>,
}

impl<T> Claim<T> {
    /// The original source and those that tell it.
    pub fn tellers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.source).chain(&self.via).map(String::as_str)
    }
}
