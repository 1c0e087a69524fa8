//! Sources: who publishes, and when.

use super::word::words;
use super::{Day, End, Id, Moment, Text};

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
        /// An unnamed person.
        Anonymous = "anonymous",
        /// An inference of the author of the file.
        Editor = "editor",
        /// Whoever did it, or claims so: a leak site, a ransom note.
        Intruder = "intruder",
    }
}

/// A publication: a notice, an article, a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name in claims.
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
    /// How far the file's author relies on it, in words of the author's own; nothing follows from it.
    pub reliability: Option<Text>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The SHA-256 of the saved document, in lower case.
    pub sha256: Option<String>,
    /// Anything a reader should know about it.
    pub note: Option<Text>,
    /// What was inferred and is not printed there.
    pub inferred: Option<Text>,
}

impl Source {
    /// The day from which it counts as known: the last day on which it can have been published; `None` if there is none.
    pub fn known_from(&self) -> Option<Day> {
        self.out_by().map(|it| it.day)
    }

    /// The same day, as precisely as it is told: a source "of May 2020" is out by the end of that month.
    pub fn out_by(&self) -> Option<End> {
        self.published.as_ref().and_then(|it| it.span().stop())
    }
}
