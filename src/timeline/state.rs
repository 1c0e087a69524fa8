//! What has become of a host by a day: its state, how certain it is, and since when.

use std::cell::RefCell;
use std::rc::Rc;

use super::certainty::Certainty;
use super::lens::{Attribute, said};
use super::mattered::{Mattered, Why, certainty_by};
use super::position::View;
use super::weight::WayIn;
use super::when::{Heard, Phase, When};
use crate::incident::{Day, End, Host, HostKind, Id, Pivot, Role, Said, Span, StateChange};
use crate::sorting;

crate::incident::words! {
    /// The state of a host on a day.
    HostState {
        /// The intruder has not been there yet.
        NotYet = "not-yet",
        /// It has been reached, and no source says when.
        Unknown = "unknown",
        /// Not looked at yet.
        NotExamined = "not-examined",
        /// Looked at, and found clean.
        Clean = "clean",
        /// The intruder is in.
        Compromised = "compromised",
        /// The intruder is kept out.
        Contained = "contained",
        /// Out of service by what the intruder did: until it is restored, whoever else is kept out.
        Disrupted = "disrupted",
        /// In service again.
        Restored = "restored",
        /// An outside party that takes part from now on: the intruder, or where data goes.
        Active = "active",
    }
}

impl HostState {
    /// The place of the state where the worst is told first.
    pub fn gravity(self) -> u8 {
        match self {
            Self::Disrupted => 0,
            Self::Compromised => 1,
            Self::Contained => 2,
            Self::Restored => 3,
            Self::Active => 4,
            Self::Clean => 5,
            Self::NotExamined => 6,
            Self::Unknown => 7,
            Self::NotYet => 8,
        }
    }

    /// The state that begins with a change.
    pub fn after(change: StateChange) -> Self {
        match change {
            StateChange::NotExamined => Self::NotExamined,
            StateChange::Clean => Self::Clean,
            StateChange::Compromised => Self::Compromised,
            StateChange::Contained => Self::Contained,
            StateChange::Disrupted => Self::Disrupted,
            StateChange::Restored => Self::Restored,
        }
    }
}

/// A host on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct HostSnapshot {
    /// Its id.
    pub id: Id,
    /// The zone that is shown, if a source says where it is.
    pub zone: Option<Id>,
    /// Its state on the day.
    pub state: HostState,
    /// How certain that is.
    pub certainty: Certainty,
    /// When the state began; where it is not yet reached, when it will be.
    pub since: Span,
    /// The bounds of `since` follow from the told order only.
    pub undated: bool,
    /// Sources disagree about where it is, or when its state changed.
    pub disputed: bool,
    /// Who speaks of it.
    pub sources: Vec<Id>,
    /// How many of them say something of it, and not only that it is not so.
    pub support: usize,
    /// Why it mattered by the day, and how certain that is.
    pub mattered: Option<(Mattered, Certainty)>,
    /// Whether the main path ends there, where it mattered.
    pub is_goal: bool,
    /// Whether the main path begins there by the day, and how certain that is.
    pub way_in: Option<(WayIn, Certainty)>,
}

impl HostSnapshot {
    /// Whether no visible claim says that it is or will be reached, or anything else of its state.
    pub fn is_never_reached(&self) -> bool {
        self.state == HostState::NotYet && self.since.is_unbounded() && !self.undated
    }
}

impl HostSnapshot {
    /// Whether the intruder has been on it, certainly or possibly.
    pub fn is_reached(&self) -> bool {
        match self.state {
            HostState::Compromised | HostState::Contained | HostState::Disrupted | HostState::Restored => true,
            HostState::NotYet | HostState::Unknown | HostState::NotExamined | HostState::Clean | HostState::Active => {
                false
            }
        }
    }
}

/// The steps that a lens lets be seen, by the hosts that they touch.
pub struct Steps<'a> {
    heard: &'a Heard<'a>,
    /// In the order of the hosts.
    of_host: Vec<Vec<Touch<'a>>>,
}

/// A step that touches a host.
#[derive(Clone, Copy)]
struct Touch<'a> {
    pivot: &'a Pivot,
    when: When,
    said: &'a [&'a Said],
}

impl<'a> Steps<'a> {
    /// The pivots with a time.
    pub fn of(view: View<'a>, heard: &'a Heard<'a>) -> Self {
        let mut of_host: Vec<Vec<Touch<'a>>> = vec![Vec::new(); view.incident.hosts.len()];
        for (pivot, step) in view.incident.pivots.iter().zip(&heard.steps) {
            let Some(when) = step.when else { continue };
            let is_loop = pivot.to == pivot.from;
            for end in [Some(&pivot.from), Some(&pivot.to).filter(|_| !is_loop)].into_iter().flatten() {
                if let Some(at) = view.incident.place_of_host(end) {
                    of_host[at].push(Touch { pivot, when, said: &step.said });
                }
            }
        }
        Self { heard, of_host }
    }
}

/// All that is told of a host, whatever the day.
#[derive(Debug)]
pub struct HostTold {
    /// How its state changes, in the order of the states.
    changes: Vec<(HostState, When)>,
    /// Why it mattered.
    mattered: Option<Why>,
    /// Whether the main path begins there, and when the intruder came.
    way_in: Option<(WayIn, When)>,
    /// How it stood when it was last looked at: from day to day most hosts stay as they are.
    last: RefCell<Rc<HostSnapshot>>,
}

impl HostTold {
    /// The host as it stood when it was last looked at.
    pub fn last(&self) -> Rc<HostSnapshot> {
        Rc::clone(&self.last.borrow())
    }

    /// The host on a day.
    pub fn on(&self, day: Day) -> Rc<HostSnapshot> {
        let (state, certainty, when) = self.state(day);
        let mattered = self.mattered.and_then(|it| it.on(day));
        let way_in = self.way_in.and_then(|(it, when)| Some((it, certainty_by(&when, day)?)));
        let mut last = self.last.borrow_mut();
        let seen = (last.state, last.certainty, last.since, last.undated, last.mattered, last.way_in);
        if seen != (state, certainty, when.span, when.undated, mattered, way_in) {
            let (since, undated) = (when.span, when.undated);
            let changed = HostSnapshot { state, certainty, since, undated, mattered, way_in, ..(**last).clone() };
            *last = Rc::new(changed);
        }
        Rc::clone(&last)
    }

    /// The days on which it can come to stand otherwise.
    pub fn turns(&self) -> impl Iterator<Item = Day> {
        self.changes.iter().flat_map(|(_, when)| [when.span.earliest, when.span.latest]).flatten()
    }

    /// Its state on a day, how certain that is, and since when it is so.
    pub fn standing(&self, day: Day) -> (HostState, Certainty, Span) {
        let (state, certainty, when) = self.state(day);
        (state, certainty, when.span)
    }

    /// The state on a day: the last change that can have happened by then.
    fn state(&self, day: Day) -> (HostState, Certainty, When) {
        let mut state = (HostState::NotYet, Certainty::Certain, When::default());
        for (change, when) in &self.changes {
            match when.phase(day) {
                Phase::After if !when.hedged => state = (*change, Certainty::Certain, *when),
                Phase::After | Phase::During => state = (*change, Certainty::Possible, *when),
                Phase::Unknown if state.0 == HostState::NotYet => {
                    state = (HostState::Unknown, Certainty::Possible, *when);
                }
                Phase::Before if state.0 == HostState::NotYet => state.2 = *when,
                Phase::Unknown | Phase::Before => {}
            }
        }
        state
    }
}

/// What the lens lets be heard of the host at this place in the file, or `None` if no visible claim is about it.
pub fn told(
    view: View<'_>,
    at: usize,
    steps: &Steps<'_>,
    mattered: Option<Why>,
    way_in: Option<(WayIn, When)>,
) -> Option<HostTold> {
    let (host, touching) = (&view.incident.hosts[at], &steps.of_host[at]);
    let mut said = view.said(&host.id, Attribute::Name, &host.names);
    said.extend(view.said(&host.id, Attribute::Zone, &host.zone));
    said.extend(view.said(&host.id, Attribute::State, &host.states));
    said.extend(touching.iter().flat_map(|it| it.said));
    if said.is_empty() {
        return None;
    }
    let zones = view.zone_positions(host);
    let (mut changes, is_other_time) = changes(view, host, steps.heard);
    let touching: Vec<(&Pivot, When)> = touching.iter().map(|it| (it.pivot, it.when)).collect();
    let mut arrivals = arrivals(host, &touching);
    match changes.iter_mut().find(|(state, _)| *state == HostState::Compromised) {
        Some((_, when)) if when.undated => {
            // who states that it was reached makes that certain, however it was
            let (disputed, hedged) = (when.disputed, when.hedged);
            *when = arrivals.pop().map_or(*when, |it| When { disputed, hedged: hedged && it.hedged, ..it });
        }
        Some(_) => {}
        None => changes.extend(arrivals.pop().map(|it| (HostState::Compromised, it))),
    }
    // a way that is told makes its ends possible, even before the day on which a source says that the host was reached
    let possible = arrivals.into_iter().map(|it| (HostState::Compromised, When { hedged: true, ..it }));
    changes.splice(0..0, possible).for_each(drop);
    sorting::by_key(&mut changes, |(state, _)| *state);
    let is_victims = host.role == Role::Inside && host.kind != HostKind::Step;
    for (state, _) in changes.iter_mut().filter(|(state, _)| !is_victims && *state == HostState::Compromised) {
        *state = HostState::Active;
    }
    let (sources, support) = view.sources_and_support(&said);
    let never = HostSnapshot {
        id: host.id.clone(),
        zone: zones.shown_id().cloned(),
        state: HostState::NotYet,
        certainty: Certainty::Certain,
        since: Span::default(),
        undated: false,
        disputed: zones.disputed || is_other_time,
        sources,
        support,
        mattered: None,
        is_goal: mattered.is_some_and(|it| it.is_goal),
        way_in: None,
    };
    Some(HostTold { changes, mattered, way_in, last: RefCell::new(Rc::new(never)) })
}

/// The changes that sources state of a host, with their times; and whether they disagree about any.
fn changes(view: View<'_>, host: &Host, heard: &Heard<'_>) -> (Vec<(HostState, When)>, bool) {
    if host.states.is_empty() {
        return (Vec::new(), false);
    }
    let seen = view.claims(&host.id, Attribute::State, &host.states);
    let mut disputed = false;
    let of = |change: &StateChange| {
        let (change, state) = (*change, HostState::after(*change));
        let seen = said(seen.iter().copied().filter(|it| it.value == change));
        let mut when = When::of(view, &seen);
        disputed |= when.disputed;
        if seen.first().is_none_or(|it| it.is_denial()) {
            return None;
        }
        if when.undated {
            let before = || seen.iter().flat_map(|it| &it.after).filter_map(|id| heard.when(id));
            when.span = when.span.with_start(before().filter_map(|it| it.span.start()).max());
            // not before what comes before it
            when.told = before().filter_map(|it| it.told).min().filter(|it| *it != Phase::After);
        }
        Some((state, when))
    };
    let mut all: Vec<(HostState, When)> = StateChange::ALL.iter().filter_map(of).collect();
    sorting::by_key(&mut all, |(state, _)| *state);
    (all, disputed)
}

/// When the intruder first came to the host: by its incoming pivots, or else before its outgoing ones.
/// First from when on a step can have left it already, then by all claims, if some of them are hedged,
/// and last by those that state it.
fn arrivals(host: &Host, touching: &[(&Pivot, When)]) -> Vec<When> {
    let stated: Vec<(&Pivot, When)> = touching.iter().copied().filter(|(_, when)| !when.hedged).collect();
    let anybody = arrival(host, touching);
    let is_early = |it: &When| anybody.is_some_and(|anybody| it.span.earliest < anybody.span.earliest);
    // that it was reached one day is told, so whoever can have left it can have been there
    let left = departure(host, touching).filter(is_early);
    let left = left.map(|it| When { told: it.told.or(Some(Phase::During)), ..it });
    let anybody = anybody.filter(|_| stated.len() < touching.len());
    left.into_iter().chain(anybody).map(|it| When { hedged: true, ..it }).chain(arrival(host, &stated)).collect()
}

fn arrival(host: &Host, touching: &[(&Pivot, When)]) -> Option<When> {
    let incoming = first(&times(touching, |it| it.to == host.id && it.from != host.id));
    let is_origin = host.role == Role::Intruder;
    let outgoing = departure(host, touching)
        .map(|it| When { span: it.span.with_start(it.span.start().filter(|_| is_origin)), ..it });
    // who left a host before anybody is told to come to it was there already
    let was_there =
        |incoming: &When| outgoing.filter(|it| it.span.latest.is_some() && it.span.latest < incoming.span.earliest);
    incoming.map(|it| was_there(&it).unwrap_or(it)).or(outgoing)
}

/// When the intruder first went on from the host.
fn departure(host: &Host, touching: &[(&Pivot, When)]) -> Option<When> {
    first(&times(touching, |it| it.from == host.id))
}

fn times(touching: &[(&Pivot, When)], is_wanted: impl Fn(&Pivot) -> bool) -> Vec<When> {
    touching.iter().filter(|(it, _)| is_wanted(it)).map(|(_, when)| *when).collect()
}

/// The first of several times: it is over once one of them is surely over, and begins once one of them can.
fn first(times: &[When]) -> Option<When> {
    let stop = times.iter().filter_map(|it| it.span.stop()).min();
    let latest = stop.map(|it| it.day);
    let can_be_first =
        |it: &&When| it.span.earliest.is_none_or(|earliest| latest.is_none_or(|latest| earliest <= latest));
    let rivals: Vec<&When> = times.iter().filter(can_be_first).collect();
    let dated: Vec<End> = rivals.iter().filter_map(|it| it.span.start()).collect();
    // reached, if one of them is told to be done; not yet, if all are told to come
    let told = rivals.iter().map(|it| it.told).max().flatten();
    let told = told.filter(|it| *it == Phase::After || rivals.iter().all(|it| it.told.is_some()));
    Some(When {
        span: Span::of(if dated.len() == rivals.len() { dated.into_iter().min() } else { None }, stop),
        undated: rivals.iter().all(|it| it.undated),
        hedged: rivals.iter().all(|it| it.hedged),
        told,
        ..When::default()
    })
    .filter(|_| !times.is_empty())
}
