//! What has become of a host by a day: its state, how certain it is, and since when.

use crate::sorting::{self, Table};

use super::lens::Attribute;
use super::lens::said;
use super::position::View;
use super::when::{Phase, When};
use crate::incident::{Day, End, Host, HostKind, Id, Pivot, Role, Span, StateChange};

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
        /// In service again.
        Restored = "restored",
        /// An outside party that takes part from now on: the intruder, or where data goes.
        Active = "active",
    }
}

crate::incident::words! {
    /// Whether a change is certain on the day.
    Certainty {
        /// A source states it, and the day is after its moment.
        Certain = "certain",
        /// The day lies within its moment, or sources only call it possible.
        Possible = "possible",
    }
}

impl HostState {
    /// The state that begins with a change.
    fn after(change: StateChange) -> Self {
        match change {
            StateChange::NotExamined => Self::NotExamined,
            StateChange::Clean => Self::Clean,
            StateChange::Compromised => Self::Compromised,
            StateChange::Contained => Self::Contained,
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
            HostState::Compromised | HostState::Contained | HostState::Restored => true,
            HostState::NotYet | HostState::Unknown | HostState::NotExamined | HostState::Clean | HostState::Active => {
                false
            }
        }
    }
}

/// The steps that a lens lets be seen, by the hosts that they touch.
pub struct Steps<'a> {
    times: &'a Table<When>,
    of_host: Table<Vec<(&'a Pivot, When)>>,
}

impl<'a> Steps<'a> {
    /// The pivots with a time.
    pub fn of(view: View<'a>, times: &'a Table<When>) -> Self {
        let mut of_host: Table<Vec<(&Pivot, When)>> = Table::default();
        for pivot in &view.incident.pivots {
            let Some(when) = times.get(&pivot.id) else { continue };
            of_host.entry(&pivot.from).push((pivot, *when));
            if pivot.to != pivot.from {
                of_host.entry(&pivot.to).push((pivot, *when));
            }
        }
        Self { times, of_host }
    }
}

/// The host under the lens, or `None` if no visible claim is about it.
pub fn snapshot(view: View<'_>, host: &Host, steps: &Steps<'_>) -> Option<HostSnapshot> {
    let times = steps.times;
    let touching = steps.of_host.get(&host.id).map_or(&[][..], Vec::as_slice);
    let mut said = view.said(&host.id, Attribute::Name, &host.names);
    said.extend(view.said(&host.id, Attribute::Zone, &host.zone));
    said.extend(view.said(&host.id, Attribute::State, &host.states));
    said.extend(touching.iter().flat_map(|(it, _)| view.said(&it.id, Attribute::When, &it.claims)));
    if said.is_empty() {
        return None;
    }
    let zones = view.zone_positions(host);
    let (mut changes, is_other_time) = changes(view, host, times);
    let arrivals = arrivals(host, touching);
    match changes.iter_mut().find(|(state, _)| *state == HostState::Compromised) {
        Some((_, when)) if when.undated => {
            // who states that it was reached makes that certain, however it was
            let (disputed, hedged) = (when.disputed, when.hedged);
            *when = arrivals.last().map_or(*when, |it| When { disputed, hedged: hedged && it.hedged, ..*it });
        }
        // a way that is told makes its target possible, even before the day on which a source says that it was reached
        Some(_) => changes
            .splice(0..0, arrivals.into_iter().map(|it| (HostState::Compromised, When { hedged: true, ..it })))
            .for_each(drop),
        None => changes.extend(arrivals.into_iter().map(|it| (HostState::Compromised, it))),
    }
    let (state, certainty, when) = on(view.lens.as_of, host, &mut changes);
    let (sources, support) = view.sources_and_support(&said);
    Some(HostSnapshot {
        id: host.id.clone(),
        zone: zones.shown_id().cloned(),
        state,
        certainty,
        since: when.span,
        undated: when.undated,
        disputed: zones.disputed || is_other_time,
        sources,
        support,
    })
}

/// The changes that sources state of a host, with their times; and whether they disagree about any.
fn changes(view: View<'_>, host: &Host, times: &Table<When>) -> (Vec<(HostState, When)>, bool) {
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
            let before = || seen.iter().flat_map(|it| &it.after).filter_map(|id| times.get(id));
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
/// First by all claims, if some of them are hedged, and then by those that state it.
fn arrivals(host: &Host, touching: &[(&Pivot, When)]) -> Vec<When> {
    let stated: Vec<(&Pivot, When)> = touching.iter().copied().filter(|(_, when)| !when.hedged).collect();
    let anybody = arrival(host, touching).map(|it| When { hedged: true, ..it });
    let anybody = anybody.filter(|_| stated.len() < touching.len());
    anybody.into_iter().chain(arrival(host, &stated)).collect()
}

fn arrival(host: &Host, touching: &[(&Pivot, When)]) -> Option<When> {
    let of = |is_wanted: &dyn Fn(&Pivot) -> bool| -> Vec<When> {
        touching.iter().filter(|(it, _)| is_wanted(it)).map(|(_, when)| *when).collect()
    };
    let incoming = of(&|it| it.to == host.id && it.from != host.id);
    if incoming.is_empty() {
        let outgoing = of(&|it| it.from == host.id);
        let is_origin = host.role == Role::Intruder;
        return first(&outgoing)
            .map(|it| When { span: it.span.with_start(it.span.start().filter(|_| is_origin)), ..it });
    }
    first(&incoming)
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

/// The state on a day: the last change that can have happened by then.
fn on(day: Day, host: &Host, changes: &mut [(HostState, When)]) -> (HostState, Certainty, When) {
    let mut state = (HostState::NotYet, Certainty::Certain, When::default());
    sorting::by_key(changes, |(state, _)| *state);
    let is_victims = host.role == Role::Inside && host.kind != HostKind::Step;
    let reached = if is_victims { HostState::Compromised } else { HostState::Active };
    for (change, when) in changes.iter() {
        let change = if *change == HostState::Compromised { reached } else { *change };
        match when.phase(day) {
            Phase::After if !when.hedged => state = (change, Certainty::Certain, *when),
            Phase::After | Phase::During => state = (change, Certainty::Possible, *when),
            Phase::Unknown if state.0 == HostState::NotYet => state = (HostState::Unknown, Certainty::Possible, *when),
            Phase::Before if state.0 == HostState::NotYet => state.2 = *when,
            Phase::Unknown | Phase::Before => {}
        }
    }
    state
}
