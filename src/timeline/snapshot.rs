//! The state of everything under a lens: what map, counts, clocks, text and exports are drawn from.

use super::clock::{Clock, Milestone, clocks};
use super::lens::{Attribute, Lens};
use super::place::look_from;
use super::position::View;
use super::state::{self, Certainty, HostSnapshot, Steps};
use super::story::{Step, story};
use super::total::{Total, totals};
use super::when::{Phase, When, times};
use crate::incident::{EventKind, Id, Incident, Span};
use crate::sorting::{self, Table};

/// A pivot or an event on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// Its id.
    pub id: Id,
    /// When it happened.
    pub when: When,
    /// Whether the day lies before, within or after that; never after it if sources only call it possible.
    pub phase: Phase,
    /// Who speaks of it.
    pub sources: Vec<Id>,
    /// How many of them say that it happened.
    pub support: usize,
}

impl Happening {
    /// Whether it has happened by the day, surely or perhaps.
    pub fn is_done(&self) -> bool {
        self.phase != Phase::Before
    }

    /// How certain it is that it has, or has not.
    pub fn certainty(&self) -> Certainty {
        match self.phase {
            Phase::Before | Phase::After => Certainty::Certain,
            Phase::During | Phase::Unknown => Certainty::Possible,
        }
    }
}

/// An incident under a lens.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// What was looked at.
    pub lens: Lens,
    /// The step without a date from which it was looked at, if it was.
    pub step: Option<Id>,
    /// The hosts with a visible claim.
    pub hosts: Vec<HostSnapshot>,
    /// The pivots with a visible claim.
    pub pivots: Vec<Happening>,
    /// The events with a visible claim.
    pub events: Vec<Happening>,
    /// How many are affected, by unit.
    pub totals: Vec<Total>,
    /// The spans between milestones.
    pub clocks: Vec<Clock>,
    /// Pivots and events in order.
    pub story: Vec<Step>,
    /// Where each of them stands in its list.
    pub(super) index: Index,
}

/// Where the parts of a snapshot stand in their lists, by id: a map asks for both ends of each arrow.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Index {
    hosts: Table<usize>,
    pivots: Table<usize>,
    events: Table<usize>,
}

impl Snapshot {
    /// Looks at `incident` through `lens`.
    pub fn of(incident: &Incident, lens: &Lens) -> Self {
        Self::from_step(incident, lens, None)
    }

    /// The incident under a lens, seen from a step without a date, which comes after the day of the lens and before the next.
    pub fn from_step(incident: &Incident, lens: &Lens, step: Option<&str>) -> Self {
        let view = View { incident, lens };
        let mut times = times(view);
        let step = step.filter(|it| times.get(it).is_some_and(|it| it.undated));
        if let Some(step) = step {
            look_from(view, &mut times, step);
        }
        let steps = Steps::of(view, &times);
        let hosts: Vec<HostSnapshot> =
            incident.hosts.iter().filter_map(|it| state::snapshot(view, it, &steps)).collect();
        let happening = |id: &Id, claims| {
            let when = *times.get(id)?;
            let (sources, support) = view.sources_and_support(&view.said(id, Attribute::When, claims));
            Some(Happening {
                id: id.clone(),
                when,
                // a step that sources only call possible is never certain to have happened
                phase: match when.phase(lens.as_of) {
                    Phase::After if when.hedged => Phase::During,
                    phase => phase,
                },
                sources,
                support,
            })
        };
        Self {
            lens: lens.clone(),
            step: step.map(str::to_owned),
            pivots: incident.pivots.iter().filter_map(|it| happening(&it.id, &it.claims)).collect(),
            events: incident.events.iter().filter_map(|it| happening(&it.id, &it.claims)).collect(),
            totals: totals(view, &hosts),
            clocks: clocks(view, &times),
            story: story(view, &times),
            hosts,
            index: Index::default(),
        }
        .indexed()
    }

    /// Numbers the parts again, after some were added or taken away.
    pub(crate) fn indexed(mut self) -> Self {
        self.index = Index {
            hosts: sorting::places(self.hosts.iter().map(|it| it.id.as_str())),
            pivots: sorting::places(self.pivots.iter().map(|it| it.id.as_str())),
            events: sorting::places(self.events.iter().map(|it| it.id.as_str())),
        };
        self
    }

    /// The host with this id, if a visible claim is about it.
    pub fn host(&self, id: &str) -> Option<&HostSnapshot> {
        self.index.hosts.get(id).and_then(|at| self.hosts.get(*at))
    }

    /// The pivot with this id, if a visible claim tells it.
    pub fn pivot(&self, id: &str) -> Option<&Happening> {
        self.index.pivots.get(id).and_then(|at| self.pivots.get(*at))
    }

    /// The event with this id, if a visible claim tells it.
    pub fn event(&self, id: &str) -> Option<&Happening> {
        self.index.events.get(id).and_then(|at| self.events.get(*at))
    }
}

/// When the intruder first did anything, as far as that is dated.
pub fn first_access(incident: &Incident, snapshot: &Snapshot) -> Option<Span> {
    let when = |id: &str| snapshot.pivot(id).or_else(|| snapshot.event(id)).map(|it| it.when);
    Milestone::Access.shown(incident, &when).map(|it| it.span)
}

/// When the first event of a kind was, if one is dated.
pub(super) fn first_event(incident: &Incident, snapshot: &Snapshot, kind: EventKind) -> Option<Span> {
    Milestone::Event(kind).shown(incident, &|id| snapshot.event(id).map(|it| it.when)).map(|it| it.span)
}
