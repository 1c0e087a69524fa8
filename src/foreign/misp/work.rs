//! An event in the making.

use serde_json::Value;

use super::thing::Thing;
use crate::foreign::make::{self, Words};
use crate::foreign::{Fidelity, tlp};
use crate::import::draft::{ClaimDraft, FactDraft, IncidentDraft, SourceDraft};
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The id of the source that the event itself is.
pub const EVENT: &str = "event";

/// An event in the making.
pub struct Work<'a> {
    /// The event.
    pub event: &'a Value,
    /// Where it stands.
    pub at: &'a str,
    /// The report.
    pub report: &'a mut Fidelity,
    /// The ids that are taken.
    pub names: make::Names,
    /// Its things.
    pub things: Vec<Thing<'a>>,
    /// What has no place on the map.
    pub facts: Vec<FactDraft>,
    /// Analysts, each with the day on which he wrote.
    pub voices: Vec<SourceDraft>,
    /// What is made of it.
    pub draft: IncidentDraft,
}

impl Work<'_> {
    /// What the event says of the whole.
    pub fn claim<V>(value: Option<V>) -> ClaimDraft<V> {
        make::claim(value, EVENT)
    }

    /// The marking of a claim that is made of a part.
    pub fn beside(&self, marking: Option<Marking>) -> Option<String> {
        tlp::beside(marking, self.draft.marking.as_deref().and_then(Marking::parse))
    }

    /// Adds a fact.
    pub fn fact(&mut self, label: Phrase, value: impl Into<Words>, marking: Option<Marking>) {
        let label = label.into();
        let id = Some(self.names.id(&make::name(&label)));
        let mut claim = Self::claim(Some(make::text(value)));
        claim.said.marking = self.beside(marking);
        let claims = make::each(vec![claim]);
        self.facts.push(FactDraft { id, label: Some(make::text(label)), claims, ..FactDraft::default() });
    }
}
