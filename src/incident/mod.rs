//! The nouns of a breach, always valid: ids resolve, moments are read, amounts are not crossed.
//!
//! Built by [`crate::import`] only; nothing downstream checks again.

mod claim;
mod count;
mod day;
mod jurisdiction;
mod marking;
mod moment;
mod origin;
mod sharing;
mod slide;
mod source;
mod span;
mod text;
mod thing;
mod time_of_day;
pub(crate) mod word;

pub(crate) use word::words;

pub use claim::{Claim, Hedge, Quote, Said};
pub use count::{Amount, Count, Overlap, Quantity};
pub use day::Day;
pub use jurisdiction::Jurisdiction;
pub use marking::Marking;
pub use moment::{Moment, MomentError};
pub use origin::{Fate, Origin, OriginEntry};
pub use sharing::Sharing;
pub use slide::Slide;
pub use source::{Source, SourceKind};
pub use span::{End, Precision, Span};
pub use text::Text;
pub use thing::{Event, EventKind, Fact, Host, HostKind, Pivot, Role, StateChange, Topic, Zone};
pub use time_of_day::TimeOfDay;

use std::collections::BTreeSet;

use crate::sorting::{self, Table};

/// The id of a source, zone, host, pivot, event, count or fact; unique in its incident.
pub type Id = String;

/// One breach, as its sources tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// A name for addresses and file names.
    pub id: Id,
    /// What people call it.
    pub title: Text,
    /// A sentence or two for a newcomer.
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
    /// The steps of the main path, by id; empty if the file names none, then it follows from what is told.
    pub main: Vec<Id>,
    /// What happened and is not a pivot.
    pub events: Vec<Event>,
    /// The ledger of who is affected.
    pub counts: Vec<Count>,
    /// The steps of the presentation; empty if the file has none, then they follow from the days.
    pub story: Vec<Slide>,
    /// The file of another tool from which it was made, if it was.
    pub imported: Option<Origin>,
    /// What was done to it before it was handed on; `None` if nothing was.
    pub shared: Option<Sharing>,
    /// The strictest marking that stands where the format has none, or under another name: what it marks is not known.
    pub stray_marking: Option<Marking>,
    /// Where each part stands in its list.
    pub(crate) index: Index,
}

/// Where the parts of an incident stand in their lists, by id.
///
/// Every claim asks for its source: with 8,000 sources and a scan of the list, that alone held a page for 15 seconds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Index {
    sources: Table<usize>,
    zones: Table<usize>,
    hosts: Table<usize>,
    pivots: Table<usize>,
    events: Table<usize>,
    counts: Table<usize>,
    facts: Table<usize>,
    /// Every day that ends a time which somebody gives, in order, as precisely as anybody tells it.
    told: Vec<End>,
}

/// Numbers a list by the ids of its parts; of equal ones, which only unnamed facts can have, the first counts.
fn numbered<'a>(ids: impl Iterator<Item = &'a Id>) -> Table<usize> {
    sorting::places(ids.map(String::as_str))
}

impl Incident {
    /// All times that sources give of steps, events, states and counts.
    pub fn told_spans(&self) -> impl Iterator<Item = Span> {
        self.happened_spans().chain(self.counts.iter().flat_map(|it| &it.claims).map(|it| it.span()))
    }

    /// Those of steps, events and states of hosts.
    pub fn happened_spans(&self) -> impl Iterator<Item = Span> {
        let happened = self.pivots.iter().map(|it| &it.claims).chain(self.events.iter().map(|it| &it.claims));
        let states = self.hosts.iter().flat_map(|it| &it.states).map(|it| it.span());
        happened.flatten().map(|it| it.span()).chain(states)
    }

    /// The day as precisely as anybody tells it; `None` if nobody does. With claims of "May 2020" and of no day in it,
    /// 31 May is the end of that month, and 30 May is nothing.
    pub fn told_as(&self, day: Day) -> Option<End> {
        let at = self.index.told.partition_point(|it| it.day < day);
        self.index.told.get(at).copied().filter(|it| it.day == day)
    }

    /// Every end of a time that is given, published or presented; of each day the most precise.
    fn told_ends(&self) -> Vec<End> {
        let published = self.sources.iter().filter_map(|it| Some(it.published.as_ref()?.span()));
        let facts = self.facts.iter().flat_map(|it| &it.claims).map(|it| it.span());
        let presented = self.story.iter().flat_map(|it| [Some(it.as_of), it.known_on]).flatten().map(Span::day);
        let spans = self.told_spans().chain(published).chain(facts).chain(presented);
        let mut ends: Vec<End> = spans.flat_map(|it| [it.start(), it.stop()]).flatten().collect();
        sorting::by_key(&mut ends, |it| *it);
        ends.dedup_by_key(|it| it.day);
        ends
    }

    /// The marking of all of it together: the strictest of its own, of all its claims, and of what else is marked.
    pub fn strictest(&self) -> Option<Marking> {
        let hosts = self.hosts.iter().flat_map(|it| {
            let ids = it.zone.iter().chain(&it.perhaps_same_as).map(|it| &it.said);
            ids.chain(it.names.iter().map(|it| &it.said)).chain(it.states.iter().map(|it| &it.said))
        });
        let happened = self.pivots.iter().flat_map(|it| &it.claims).chain(self.events.iter().flat_map(|it| &it.claims));
        let counts = self.counts.iter().flat_map(|it| &it.claims).map(|it| &it.said);
        let facts = self.facts.iter().flat_map(|it| &it.claims).map(|it| &it.said);
        let all = hosts.chain(happened.map(|it| &it.said)).chain(counts).chain(facts);
        let whole = Marking::stricter(self.marking, self.stray_marking);
        all.map(|it| it.marking).fold(whole, Marking::stricter)
    }

    /// Numbers the parts again, when the last of them has been added or taken away.
    pub(crate) fn indexed(mut self) -> Self {
        self.index = Index {
            told: self.told_ends(),
            sources: numbered(self.sources.iter().map(|it| &it.id)),
            zones: numbered(self.zones.iter().map(|it| &it.id)),
            hosts: numbered(self.hosts.iter().map(|it| &it.id)),
            pivots: numbered(self.pivots.iter().map(|it| &it.id)),
            events: numbered(self.events.iter().map(|it| &it.id)),
            counts: numbered(self.counts.iter().map(|it| &it.id)),
            facts: numbered(self.facts.iter().map(|it| &it.id)),
        };
        self
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.index.sources.get(id).map(|at| &self.sources[*at])
    }

    /// The place of a source in the list.
    pub fn place_of_source(&self, id: &str) -> Option<usize> {
        self.index.sources.get(id).copied()
    }

    /// The host with this id.
    pub fn host(&self, id: &str) -> Option<&Host> {
        self.index.hosts.get(id).map(|at| &self.hosts[*at])
    }

    /// The place of a host in the list.
    pub fn place_of_host(&self, id: &str) -> Option<usize> {
        self.index.hosts.get(id).copied()
    }

    /// The zone with this id.
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.index.zones.get(id).map(|at| &self.zones[*at])
    }

    /// The pivot with this id.
    pub fn pivot(&self, id: &str) -> Option<&Pivot> {
        self.index.pivots.get(id).map(|at| &self.pivots[*at])
    }

    /// Where the pivot or event with this id stands in the list of all pivots and then all events.
    pub fn place_of_step(&self, id: &str) -> Option<usize> {
        let pivot = self.index.pivots.get(id).copied();
        pivot.or_else(|| self.index.events.get(id).map(|at| self.pivots.len() + at))
    }

    /// The event with this id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.index.events.get(id).map(|at| &self.events[*at])
    }

    /// The pivot or the event with this id, and what is claimed of it.
    pub fn happened(&self, id: &str) -> Option<(&Id, &[Claim<()>])> {
        let pivot = self.pivot(id).map(|it| (&it.id, it.claims.as_slice()));
        pivot.or_else(|| self.event(id).map(|it| (&it.id, it.claims.as_slice())))
    }

    /// The count with this id.
    pub fn count(&self, id: &str) -> Option<&Count> {
        self.index.counts.get(id).map(|at| &self.counts[*at])
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.index.facts.get(id).map(|at| &self.facts[*at])
    }

    /// What people call the part with this id, in `language`.
    pub fn label(&self, id: &str, language: &str) -> Option<&str> {
        self.text(id).map(|it| it.get(language))
    }

    /// What people call the part with this id.
    pub fn text(&self, id: &str) -> Option<&Text> {
        (self.host(id).map(|it| &it.label))
            .or_else(|| self.zone(id).map(|it| &it.label))
            .or_else(|| self.event(id).map(|it| &it.label))
            .or_else(|| self.count(id).map(|it| &it.label))
            .or_else(|| self.fact(id).map(|it| &it.label))
            .or_else(|| self.source(id).map(|it| &it.publisher))
    }

    /// Whether of any two of these zones one lies within the other.
    pub fn zones_are_nested<'a>(&'a self, zones: impl Iterator<Item = &'a str>) -> bool {
        let around = |id: &str| self.zone(id)?.within.as_deref();
        // the zones from the innermost one outwards
        let mut nest: BTreeSet<&str> = BTreeSet::new();
        let mut innermost: Option<&str> = None;
        for zone in zones {
            if nest.contains(zone) {
                continue;
            }
            let mut at = Some(zone);
            while let Some(id) = at.filter(|it| Some(*it) != innermost && nest.insert(it)) {
                at = around(id);
            }
            if innermost.is_some() && at != innermost {
                return false;
            }
            innermost = Some(zone);
        }
        true
    }
}
