//! The nouns of a breach, always valid: ids resolve, moments are read, amounts are not crossed.
//!
//! Built by [`crate::import`] only; nothing downstream checks again.

mod claim;
mod count;
mod jurisdiction;
mod marking;
mod moment;
mod origin;
mod sharing;
mod slide;
mod source;
mod text;
mod thing;
mod time_of_day;
pub(crate) mod word;

pub(crate) use word::words;

pub use claim::{Claim, Hedge, Said};
pub use count::{Amount, Count, Overlap, Quantity};
pub use jurisdiction::Jurisdiction;
pub use marking::Marking;
pub use moment::{Day, Moment, MomentError, Span};
pub use origin::{Fate, Origin, OriginEntry};
pub use sharing::Sharing;
pub use slide::Slide;
pub use source::{Source, SourceKind};
pub use text::Text;
pub use thing::{Event, EventKind, Fact, Host, HostKind, Pivot, Role, StateChange, Topic, Zone};
pub use time_of_day::TimeOfDay;

/// The id of a source, zone, host, pivot, event, count or fact; unique in its incident.
pub type Id = String;

/// One breach, as its sources tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// A name for addresses and file names.
    pub id: Id,
    /// What people call it.
    pub title: Text,
    /// A sentence or two for somebody who has never heard of it.
    pub summary: Option<Text>,
    /// How far it may be shared. `None` is "not marked", never CLEAR.
    pub marking: Option<Marking>,
    /// The language of plain strings, as a BCP 47 tag.
    pub language: String,
    /// Whose law it is tied to.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Who says so.
    pub sources: Vec<Source>,
    /// What sources say of the incident as a whole.
    pub facts: Vec<Fact>,
    /// Places and networks.
    pub zones: Vec<Zone>,
    /// What the story names.
    pub hosts: Vec<Host>,
    /// The intruder's steps.
    pub pivots: Vec<Pivot>,
    /// What happened and is not a pivot.
    pub events: Vec<Event>,
    /// The ledger of who is affected.
    pub counts: Vec<Count>,
    /// The story as it is to be presented; empty where nobody curated it.
    pub story: Vec<Slide>,
    /// The file of another tool from which it was made, if it was.
    pub imported: Option<Origin>,
    /// What was done to it before it was handed on; `None` if nothing was.
    pub shared: Option<Sharing>,
}

impl Incident {
    /// The marking of all of it together: the strictest of its own and of all its claims.
    pub fn strictest(&self) -> Option<Marking> {
        let hosts = self.hosts.iter().flat_map(|it| {
            let ids = it.zone.iter().chain(&it.perhaps_same_as).map(|it| &it.said);
            ids.chain(it.names.iter().map(|it| &it.said)).chain(it.states.iter().map(|it| &it.said))
        });
        let happened = self.pivots.iter().flat_map(|it| &it.claims).chain(self.events.iter().flat_map(|it| &it.claims));
        let counts = self.counts.iter().flat_map(|it| &it.claims).map(|it| &it.said);
        let facts = self.facts.iter().flat_map(|it| &it.claims).map(|it| &it.said);
        let all = hosts.chain(happened.map(|it| &it.said)).chain(counts).chain(facts);
        all.map(|it| it.marking).fold(self.marking, Marking::stricter)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|it| it.id == id)
    }

    /// The host with this id.
    pub fn host(&self, id: &str) -> Option<&Host> {
        self.hosts.iter().find(|it| it.id == id)
    }

    /// The zone with this id.
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.zones.iter().find(|it| it.id == id)
    }

    /// What people call the part with this id, in `language`.
    pub fn label(&self, id: &str, language: &str) -> Option<&str> {
        let parts = (self.hosts.iter().map(|it| (&it.id, &it.label)))
            .chain(self.zones.iter().map(|it| (&it.id, &it.label)))
            .chain(self.events.iter().map(|it| (&it.id, &it.label)))
            .chain(self.counts.iter().map(|it| (&it.id, &it.label)))
            .chain(self.facts.iter().map(|it| (&it.id, &it.label)));
        let found = parts.into_iter().find(|(part, _)| part.as_str() == id);
        found.map(|(_, label)| label.get(language)).or_else(|| self.source(id).map(|it| it.publisher.get(language)))
    }

    /// Whether zone `inner` is `outer` or lies within it.
    pub fn zone_is_within(&self, inner: &str, outer: &str) -> bool {
        let mut at = Some(inner);
        let mut steps = 0;
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            steps += 1;
            at = self.zone(id).and_then(|it| it.within.as_deref()).filter(|_| steps <= self.zones.len());
        }
        false
    }
}
