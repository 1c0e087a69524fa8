//! The one value that decides what is shown: the world's clock, the reader's clock, and who is heard.

use std::collections::BTreeSet;

use crate::incident::{Day, Id, Incident, Said};

/// What is looked at, with whose knowledge, and by whose word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The world's clock: the state of things on this day.
    pub as_of: Day,
    /// The reader's clock: only claims published by this day count. `None` is the latest knowledge.
    pub known_on: Option<Day>,
    /// Whose word counts. `None` is everybody's.
    pub told_by: Option<BTreeSet<Id>>,
}

impl Lens {
    /// Everybody's word and the latest knowledge, on one day.
    pub fn on(as_of: Day) -> Self {
        Self { as_of, known_on: None, told_by: None }
    }

    /// Whether this claim counts: its original was out by `known_on`, and it or a source that tells it is heard.
    pub fn sees(&self, incident: &Incident, claim: &Said) -> bool {
        let is_heard = self.told_by.as_ref().is_none_or(|chosen| claim.tellers().any(|it| chosen.contains(it)));
        let is_known = self.known_on.is_none_or(|day| {
            let known_from = incident.source(&claim.source).and_then(crate::incident::Source::known_from);
            known_from.is_some_and(|from| from <= day)
        });
        is_heard && is_known
    }
}
