//! A source's statement about one attribute.

use std::ops::Deref;

use super::word::words;
use super::{Id, Marking, Moment, Span, Text};

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

/// One statement of one source: what, how firmly, and of which time.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<T> {
    /// The statement: a name, a zone, a state, an amount.
    pub value: T,
    /// Its source, how firmly it is said, and the time of which it speaks.
    pub said: Said,
}

impl<T> Deref for Claim<T> {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

/// A claim without its value: all that ordering, hearing and citing it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The moment it speaks of; `None` where the source gives no time.
    pub when: Option<Moment>,
    /// Pivots and events that the source puts before this one.
    pub after: Vec<Id>,
    /// How firmly.
    pub hedge: Hedge,
    /// How likely the file's author holds it, in words of the author's own; nothing follows from it.
    pub likelihood: Option<Box<Text>>,
    /// Who says so: the original.
    pub source: Id,
    /// The sources through which the original reached us.
    pub via: Vec<Id>,
    /// The words of the source that say it.
    pub quote: Option<Box<Quote>>,
    /// Anything a reader should know about it. Few claims have it, and there are many claims.
    pub note: Option<Box<Text>>,
    /// What was inferred and is not printed there.
    pub inferred: Option<Box<Text>>,
    /// How far this claim may be shared, if stricter than the incident.
    pub marking: Option<Marking>,
}

/// What stands in a source, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words; empty where only the place is given.
    pub words: String,
    /// Where in the source.
    pub at: Option<String>,
}

impl Said {
    /// The original source and those that tell it.
    pub fn tellers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.source).chain(&self.via).map(String::as_str)
    }

    /// The days it speaks of; unbounded if it gives no time.
    pub fn span(&self) -> Span {
        self.when.as_ref().map(Moment::span).unwrap_or_default()
    }

    /// Whether it says that it is not so.
    pub fn is_denial(&self) -> bool {
        self.hedge == Hedge::Denied
    }
}
