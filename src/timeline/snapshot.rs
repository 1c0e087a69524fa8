//! The state of everything under a lens: what map, counts, clocks, text and exports are drawn from.

use std::cell::RefCell;
use std::rc::Rc;

use super::certainty::Certainty;
use super::clock::{Clock, Milestone, clocks};
use super::lens::Lens;
use super::mattered::mattered;
use super::place::look_from;
use super::position::View;
use super::state::{self, HostSnapshot, HostTold, Steps};
use super::story::{Step, story};
use super::total::{Reach, Total, totals};
use super::weight::{Weight, mark_goals, ways_in, weights};
use super::when::{Heard, HeardStep, Phase, When};
use crate::incident::{Day, EventKind, Id, Incident, Span};
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
    /// How loudly it is told; events are all alike.
    pub weight: Weight,
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
    pub hosts: Vec<Rc<HostSnapshot>>,
    /// The pivots with a visible claim.
    pub pivots: Vec<Rc<Happening>>,
    /// The events with a visible claim.
    pub events: Vec<Rc<Happening>>,
    /// How many are affected, by unit.
    pub totals: Vec<Total>,
    /// The spans between milestones.
    pub clocks: Vec<Clock>,
    /// Pivots and events in order.
    pub story: Rc<[Step]>,
    /// Where each of them stands in its list.
    pub(super) index: Rc<Index>,
}

/// Where the parts of a snapshot stand in their lists, by id: a map asks for both ends of each arrow.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Index {
    hosts: Table<usize>,
    pivots: Table<usize>,
    events: Table<usize>,
}

impl Index {
    fn of(hosts: &[Rc<HostSnapshot>], pivots: &[Rc<Happening>], events: &[Rc<Happening>]) -> Self {
        let places = |all: &[Rc<Happening>]| sorting::places(all.iter().map(|it| it.id.as_str()));
        let hosts = sorting::places(hosts.iter().map(|it| it.id.as_str()));
        Self { hosts, pivots: places(pivots), events: places(events) }
    }
}

impl Snapshot {
    /// Looks at `incident` through `lens`.
    pub fn of(incident: &Incident, lens: &Lens) -> Self {
        Self::from_step(incident, lens, None)
    }

    /// The incident under a lens, seen from a step without a date, which comes after the day of the lens and before the next.
    pub fn from_step(incident: &Incident, lens: &Lens, step: Option<&str>) -> Self {
        Days::of(incident, lens, step).on(incident, lens)
    }

    /// Numbers the parts again, after some were added or taken away.
    pub(crate) fn indexed(mut self) -> Self {
        self.index = Rc::new(Index::of(&self.hosts, &self.pivots, &self.events));
        self
    }

    /// The host with this id, if a visible claim is about it.
    pub fn host(&self, id: &str) -> Option<&HostSnapshot> {
        self.index.hosts.get(id).and_then(|at| self.hosts.get(*at)).map(Rc::as_ref)
    }

    /// The pivot with this id, if a visible claim tells it.
    pub fn pivot(&self, id: &str) -> Option<&Happening> {
        self.index.pivots.get(id).and_then(|at| self.pivots.get(*at)).map(Rc::as_ref)
    }

    /// The event with this id, if a visible claim tells it.
    pub fn event(&self, id: &str) -> Option<&Happening> {
        self.index.events.get(id).and_then(|at| self.events.get(*at)).map(Rc::as_ref)
    }
}

/// All that a lens lets be heard, whatever its day: what a step from day to day need not find out again.
#[derive(Debug)]
pub struct Days {
    step: Option<Id>,
    hosts: Vec<HostTold>,
    pivots: Vec<Happened>,
    events: Vec<Happened>,
    clocks: Vec<Clock>,
    story: Rc<[Step]>,
    index: Rc<Index>,
}

impl Days {
    /// What the lens lets be heard, seen from a step if that has no date. Of the day of the lens it counts only whether it is one.
    pub fn of(incident: &Incident, lens: &Lens, step: Option<&str>) -> Self {
        let view = View { incident, lens };
        let mut heard = Heard::of(view);
        let step = step.filter(|it| heard.when(it).is_some_and(|it| it.undated));
        if let Some(step) = step {
            look_from(view, &mut heard, step);
        }
        let steps = Steps::of(view, &heard);
        let mut mattered = mattered(view, &heard);
        let weights = weights(view, &heard, &mattered);
        mark_goals(incident, &weights, &mut mattered);
        let ways_in = ways_in(incident, &weights, &heard);
        let way_in = |at: usize| ways_in.iter().find(|it| it.0 == at).map(|it| (it.1, it.2));
        let told = |at: usize| state::told(view, at, &steps, mattered[at], way_in(at));
        let hosts: Vec<HostTold> = (0..incident.hosts.len()).filter_map(told).collect();
        let weights = weights.into_iter().chain(std::iter::repeat(Weight::Other));
        let mut happened = heard.steps.iter().zip(weights).map(|(it, weight)| Happened::of(view, it, weight));
        let pivots: Vec<Happened> = happened.by_ref().take(incident.pivots.len()).flatten().collect();
        let events: Vec<Happened> = happened.flatten().collect();
        let last = |all: &[Happened]| all.iter().map(|it| Rc::clone(&it.0.borrow())).collect::<Vec<_>>();
        let index = Index::of(&hosts.iter().map(HostTold::last).collect::<Vec<_>>(), &last(&pivots), &last(&events));
        Self {
            step: step.map(str::to_owned),
            hosts,
            pivots,
            events,
            clocks: clocks(view, &heard),
            story: story(&heard).into(),
            index: Rc::new(index),
        }
    }

    /// How many hosts are told.
    pub(super) fn n_hosts(&self) -> usize {
        self.hosts.len()
    }

    /// All that is told of one of them.
    pub(super) fn host(&self, at: usize) -> &HostTold {
        &self.hosts[at]
    }

    /// The incident on the day of a lens that differs from the one that is heard in nothing else.
    pub fn on(&self, incident: &Incident, lens: &Lens) -> Snapshot {
        let day = lens.as_of;
        let mut snapshot = Snapshot {
            lens: lens.clone(),
            step: self.step.clone(),
            hosts: self.hosts.iter().map(|it| it.on(day)).collect(),
            pivots: self.pivots.iter().map(|it| it.on(day)).collect(),
            events: self.events.iter().map(|it| it.on(day)).collect(),
            totals: Vec::new(),
            clocks: self.clocks.clone(),
            story: Rc::clone(&self.story),
            index: Rc::clone(&self.index),
        };
        let is_any = snapshot.hosts.is_empty() || snapshot.hosts.iter().any(|it| it.is_reached());
        snapshot.totals = totals(View { incident, lens }, &Reach { host: &|id| snapshot.host(id), is_any });
        snapshot
    }
}

/// A pivot or an event, as it was when it was last looked at: only its phase depends on the day.
#[derive(Debug)]
struct Happened(RefCell<Rc<Happening>>);

impl Happened {
    /// What is heard of it, or `None` if it is only denied.
    fn of(view: View<'_>, heard: &HeardStep<'_>, weight: Weight) -> Option<Self> {
        let when = heard.when?;
        let (sources, support) = view.sources_and_support(&heard.said);
        let happening = Happening { id: heard.id.clone(), when, phase: Phase::Before, sources, support, weight };
        Some(Self(RefCell::new(Rc::new(happening))))
    }

    fn on(&self, day: Day) -> Rc<Happening> {
        let mut last = self.0.borrow_mut();
        // a step that sources only call possible is never certain to have happened
        let phase = match last.when.phase(day) {
            Phase::After if last.when.hedged => Phase::During,
            phase @ (Phase::Before | Phase::Unknown | Phase::During | Phase::After) => phase,
        };
        if last.phase != phase {
            *last = Rc::new(Happening { phase, ..(**last).clone() });
        }
        Rc::clone(&last)
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
