//! How loudly the map tells each step: the main path, what else is told, and the ways that only others tell.
//!
//! A map of all that thirty sources tell is a net in which no way can be seen. So one way is loud. Which one, the author of
//! the file can say (`main`). Where the file is silent, it is the way from the intruder to what mattered most that the
//! most, and the best, sources tell: with "VPN → file server" told by the victim and "mail → file server" by one paper,
//! the way over the VPN. Where nothing is told to have mattered, no way is louder than another.
//!
//! No day changes it: on the first day the way is as loud as on the last, so that nothing jumps when the slider moves.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::mattered::Why;
use super::position::View;
use super::when::{Heard, HeardStep};
use crate::incident::{Hedge, Incident, Role, SourceKind};

crate::incident::words! {
    /// How loudly a step is told, from quiet to loud.
    Weight {
        /// Off the main path, and told only by those who tell nothing of that path, and who neither were breached nor are an authority.
        Rival = "rival",
        /// Off the main path, or of an incident that has none.
        Other = "other",
        /// On the main path.
        Main = "main",
    }
}

/// How loudly each pivot of the file is told.
pub(super) fn weights(view: View<'_>, heard: &Heard<'_>, mattered: &[Option<Why>]) -> Vec<Weight> {
    let incident = view.incident;
    let steps = &heard.steps[..incident.pivots.len()];
    let mut main = chosen(incident, steps);
    if main.is_empty() {
        main = derived(incident, steps, mattered);
    }
    let mut weights = vec![Weight::Other; steps.len()];
    let tellers: BTreeSet<&str> = main.iter().flat_map(|at| tellers(&steps[*at])).collect();
    for (at, step) in steps.iter().enumerate().filter(|_| !main.is_empty()) {
        let is_first_hand = |id: &str| {
            let kind = incident.source(id).map(|it| it.kind);
            matches!(kind, Some(SourceKind::Victim | SourceKind::Authority))
        };
        if step.when.is_some() && !self::tellers(step).any(|it| tellers.contains(it) || is_first_hand(it)) {
            weights[at] = Weight::Rival;
        }
    }
    main.into_iter().for_each(|at| weights[at] = Weight::Main);
    weights
}

/// Who says that a step happened.
fn tellers<'a>(step: &'a HeardStep<'_>) -> impl Iterator<Item = &'a str> {
    step.said.iter().filter(|it| !it.is_denial()).map(|it| it.source.as_str())
}

/// The ways that the file names, as far as those who are heard tell the whole of them. A way begins at each step from the intruder.
fn chosen(incident: &Incident, steps: &[HeardStep<'_>]) -> Vec<usize> {
    let mut ways: Vec<Vec<usize>> = Vec::new();
    for at in incident.main.iter().filter_map(|id| incident.place_of_step(id)).filter(|at| *at < steps.len()) {
        let from = incident.host(&incident.pivots[at].from);
        match ways.last_mut() {
            Some(way) if from.is_some_and(|it| it.role != Role::Intruder) => way.push(at),
            _ => ways.push(vec![at]),
        }
    }
    ways.into_iter().filter(|way| way.iter().all(|at| steps[*at].when.is_some())).flatten().collect()
}

/// How little a step is told: the better and the more who say it, and the firmer they do, the less it costs to go by it.
fn cost(incident: &Incident, step: &HeardStep<'_>) -> u64 {
    let kinds = step.said.iter().filter(|it| !it.is_denial()).filter_map(|it| incident.source(&it.source));
    let best = kinds.map(|it| it.kind as u64).min().unwrap_or(SourceKind::Editor as u64);
    let is_firm = step.said.iter().any(|it| it.hedge == Hedge::Stated);
    let is_alone = tellers(step).collect::<BTreeSet<_>>().len() < 2;
    10 + 4 * best + if is_firm { 0 } else { 12 } + if is_alone { 4 } else { 0 }
}

/// The cheapest way by which the intruder came to a host.
#[derive(Clone, Copy)]
struct Came {
    cost: u64,
    /// The last step of it.
    by: usize,
}

/// The way that the most and the best sources tell, from where the intruder is to what mattered most.
fn derived(incident: &Incident, steps: &[HeardStep<'_>], mattered: &[Option<Why>]) -> Vec<usize> {
    if mattered.iter().all(Option::is_none) {
        return Vec::new();
    }
    let ends: Vec<Option<[usize; 2]>> = (incident.pivots.iter().zip(steps))
        .map(|(it, step)| step.when.and(Some([incident.place_of_host(&it.from)?, incident.place_of_host(&it.to)?])))
        .collect();
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); incident.hosts.len()];
    let mut is_reached = vec![false; incident.hosts.len()];
    for (at, ends) in ends.iter().enumerate() {
        let Some([from, to]) = ends else { continue };
        leaving[*from].push(at);
        is_reached[*to] |= from != to;
    }
    let is_told = |at: usize| !leaving[at].is_empty();
    let of_intruder = |at: &usize| incident.hosts[*at].role == Role::Intruder && is_told(*at);
    let mut starts: Vec<usize> = (0..incident.hosts.len()).filter(of_intruder).collect();
    if starts.is_empty() {
        starts = (0..incident.hosts.len()).filter(|at| is_told(*at) && !is_reached[*at]).collect();
    }
    let mut came: Vec<Option<Came>> = vec![None; incident.hosts.len()];
    let mut is_start = vec![false; incident.hosts.len()];
    let mut heap = BinaryHeap::new();
    for start in starts {
        is_start[start] = true;
        heap.push(Reverse((0, start, usize::MAX, None)));
    }
    while let Some(Reverse((so_far, host, by, from))) = heap.pop() {
        if by != usize::MAX {
            if is_start[host] || came[host].is_some() {
                continue;
            }
            came[host] = Some(Came { cost: so_far, by });
            // what goes out comes back in by no step
            if incident.hosts[host].role != Role::Inside {
                continue;
            }
        }
        for at in &leaving[host] {
            let (Some(when), Some([_, to])) = (steps[*at].when, ends[*at]) else { continue };
            let (first, last) = (when.span.earliest.filter(|_| !when.disputed), when.span.latest);
            // a step that was over before the intruder can have been there goes on from nothing
            if !when.disputed && from.zip(last).is_some_and(|(from, last)| last < from) {
                continue;
            }
            heap.push(Reverse((so_far + cost(incident, &steps[*at]), to, *at, first.max(from))));
        }
    }
    let goal = |at: usize| {
        let came = came[at].filter(|_| mattered[at].is_some())?;
        let name = incident.hosts[at].id.as_str();
        let counted = incident.counts.iter().filter(|it| it.host.as_deref() == Some(name)).flat_map(|it| &it.claims);
        let tell: BTreeSet<&str> =
            counted.map(|it| it.source.as_str()).chain(tellers(&steps[came.by])).collect();
        Some(((mattered[at].map(|it| it.why), tell.len(), Reverse(came.cost), Reverse(at)), at))
    };
    let mut way = Vec::new();
    let best = (0..incident.hosts.len()).filter_map(goal).max_by_key(|it| it.0);
    let mut next = best.map(|(_, at)| at);
    while let Some(Came { by, .. }) = next.and_then(|at| came[at]) {
        way.push(by);
        next = ends[by].map(|it| it[0]);
    }
    way
}
