//! Who says so, and when it was said.

use super::word::words;
use super::{Day, Id, Moment, Text};

words! {
    /// What a source is to the incident; declared in the order in which sources are preferred.
    SourceKind {
        /// The victim's own notice.
        Victim = "victim",
        /// A regulator, ministry, court or police.
        Authority = "authority",
        /// Named press.
        Press = "press",
        /// An analyst, vendor or database that retells.
        Analyst = "analyst",
        /// Somebody who is not named.
        Anonymous = "anonymous",
        /// An inference of whoever wrote the file.
        Editor = "editor",
    }
}

/// Somebody who says something, at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// By what claims name it.
    pub id: Id,
    /// What it is to the incident.
    pub kind: SourceKind,
    /// Who publishes it.
    pub publisher: Text,
    /// Its title.
    pub title: Option<Text>,
    /// Its address; https, http or mailto.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Anything a reader should know about it.
    pub note: Option<Text>,
    /// What was inferred and is not printed there.
    pub inferred: Option<Text>,
}

impl Source {
    /// The day from which on it counts as known; `None` if it is not known by when it was out.
    pub fn known_from(&self) -> Option<Day> {
        self.published.as_ref().and_then(|it| it.span().latest)
    }
}
