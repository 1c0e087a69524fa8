//! How loudly the map tells each step: the main path, what else is told, and the ways that only others tell.
//!
//! A map of all that thirty sources tell is a net in which no way can be seen. So one way is loud. Which one, the author of
//! the file can say (`main`). Where the file is silent, it is the way from the intruder to what mattered most that the
//! most, and the best, sources tell: with "VPN → file server" told by the victim and "mail → file server" by one paper,
//! the way over the VPN. Where nothing is told to have mattered, no way is louder than another.
//!
//! No day changes it: on the first day the way is as loud as on the last, so that nothing jumps when the slider moves.

use std::cmp::Reverse;

use super::lens::Attribute;
use super::mattered::Why;
use super::position::View;
use super::when::{Heard, HeardStep, When};
use crate::incident::{Day, Hedge, HostKind, Incident, Role, Source, SourceKind};
use crate::sorting;

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
        main = derived(view, steps, mattered);
    }
    let mut weights = vec![Weight::Other; steps.len()];
    if main.is_empty() {
        return weights;
    }
    // whose word is never faint
    let first_hand = |it: &Source| matches!(it.kind, SourceKind::Victim | SourceKind::Authority);
    let mut is_heard: Vec<bool> = incident.sources.iter().map(first_hand).collect();
    for at in &main {
        tellers(incident, &steps[*at]).for_each(|it| is_heard[it] = true);
    }
    for (at, step) in steps.iter().enumerate() {
        if !tellers(incident, step).any(|it| is_heard[it]) {
            weights[at] = Weight::Rival;
        }
    }
    for at in main {
        weights[at] = Weight::Main;
    }
    weights
}

/// Marks what mattered where the main path ends.
pub(super) fn mark_goals(incident: &Incident, weights: &[Weight], mattered: &mut [Option<Why>]) {
    for is_goal in [true, false] {
        for (it, _) in incident.pivots.iter().zip(weights).filter(|it| *it.1 == Weight::Main && it.0.from != it.0.to) {
            let end = if is_goal { &it.to } else { &it.from };
            if let Some(why) = incident.place_of_host(end).and_then(|at| mattered[at].as_mut()) {
                why.is_goal = is_goal;
            }
        }
    }
}

/// A place at which the main path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayIn {
    /// Which of them it is, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
}

/// Where the main path begins, and when the intruder came there: the first host that its first step reaches, or the host of
/// the victim from which it leaves, where nobody says how the intruder came there. By the place of the host.
pub(super) fn ways_in(incident: &Incident, weights: &[Weight], heard: &Heard<'_>) -> Vec<(usize, WayIn, When)> {
    let ends = |at: usize| {
        let (pivot, when) = (&incident.pivots[at], heard.steps[at].when?);
        let ends = incident.place_of_host(&pivot.from).zip(incident.place_of_host(&pivot.to))?;
        Some((ends, when)).filter(|_| weights[at] == Weight::Main && pivot.from != pivot.to)
    };
    let main: Vec<_> = (0..weights.len()).filter_map(ends).collect();
    let mut is_reached = vec![false; incident.hosts.len()];
    for ((_, to), _) in &main {
        is_reached[*to] = true;
    }
    let mut found: Vec<(usize, When)> = Vec::new();
    let mut is_found = vec![false; incident.hosts.len()];
    for ((from, to), when) in main.into_iter().filter(|it| !is_reached[it.0.0]) {
        let first = if incident.hosts[from].role == Role::Inside { from } else { to };
        // a card that is a step and no machine is no place
        if incident.hosts[first].kind != HostKind::Step && !std::mem::replace(&mut is_found[first], true) {
            found.push((first, when));
        }
    }
    let of = found.len();
    found.into_iter().enumerate().map(|(nth, (host, when))| (host, WayIn { at: nth, of }, when)).collect()
}

/// Who says that a step happened, by the place of the source; one who says it twice comes twice.
fn tellers(incident: &Incident, step: &HeardStep<'_>) -> impl Iterator<Item = usize> {
    step.said.iter().filter(|it| !it.is_denial()).filter_map(|it| incident.place_of_source(&it.source))
}

/// How many different ones there are.
fn n_different(mut all: Vec<usize>) -> usize {
    sorting::by_key(&mut all, |it| *it);
    all.dedup();
    all.len()
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
fn cost(incident: &Incident, step: &HeardStep<'_>) -> usize {
    let best = tellers(incident, step).map(|it| incident.sources[it].kind as usize).min();
    let is_firm = step.said.iter().any(|it| it.hedge == Hedge::Stated);
    let is_alone = n_different(tellers(incident, step).collect()) < 2;
    10 + 4 * best.unwrap_or(SourceKind::Intruder as usize) + if is_firm { 0 } else { 12 } + if is_alone { 4 } else { 0 }
}

/// So many ways are followed for each host, taken together.
const MOST: usize = 4;

/// More than any step costs.
const DEAREST: usize = 64;

/// A way by which the intruder came to a host.
#[derive(Clone, Copy)]
struct Came {
    cost: usize,
    /// The last step of it, and the way to where that begins; none where the intruder is from the beginning.
    by: Option<(usize, usize)>,
    /// Not before this day.
    from: Option<Day>,
}

/// Who says how many were affected at each host; one who says it twice comes twice.
fn counters(view: View<'_>) -> Vec<Vec<usize>> {
    let incident = view.incident;
    let mut counted: Vec<Vec<usize>> = vec![Vec::new(); incident.hosts.len()];
    for count in &incident.counts {
        let at = count.host.as_ref().and_then(|it| incident.place_of_host(it));
        // who is not heard decides nothing
        let said = view.said(&count.id, Attribute::Amount, &count.claims);
        let tell = said.iter().filter(|it| !it.is_denial()).filter_map(|it| incident.place_of_source(&it.source));
        if let Some(at) = at {
            counted[at].extend(tell);
        }
    }
    counted
}

/// The way that the most and the best sources tell, from where the intruder is to what mattered most.
fn derived(view: View<'_>, steps: &[HeardStep<'_>], mattered: &[Option<Why>]) -> Vec<usize> {
    let incident = view.incident;
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
    let n_hosts = incident.hosts.len();
    // the cheapest way to each host, and behind these the dearer ones that came there earlier: what had left by then left by one
    let mut came: Vec<Option<Came>> = vec![None; n_hosts];
    let mut last: Vec<usize> = (0..n_hosts).collect();
    // what can be reached at each cost from here on: no step costs more than there are places (Dial's algorithm)
    let mut next: Vec<Vec<(usize, Came)>> = vec![Vec::new(); DEAREST];
    next[0] = starts.into_iter().map(|it| (it, Came { cost: 0, by: None, from: None })).collect();
    let (mut at_cost, mut n_waiting) = (0, next[0].len());
    while n_waiting > 0 {
        let mut here = std::mem::take(&mut next[at_cost % DEAREST]);
        n_waiting -= here.len();
        // of ways that are told equally well the earlier, and then the one whose ids come first: never the place in the file
        sorting::by_key(&mut here, |(_, it)| (it.from, it.by.map(|it| &incident.pivots[it.0].id)));
        for (host, it) in here {
            let mut nth = last[host];
            if let Some(cheaper) = came[nth] {
                if it.from >= cheaper.from || came.len() > MOST * n_hosts {
                    continue;
                }
                nth = came.len();
                came.push(None);
            }
            (came[nth], last[host]) = (Some(it), nth);
            // what goes out comes back in by no step
            if it.by.is_some() && incident.hosts[host].role != Role::Inside {
                continue;
            }
            for at in &leaving[host] {
                let (Some(when), Some([_, to])) = (steps[*at].when, ends[*at]) else { continue };
                let (first, last) = (when.span.earliest.filter(|_| !when.disputed), when.span.latest);
                // a step that was over before the intruder can have been there goes on from nothing
                if !when.disputed && it.from.zip(last).is_some_and(|(from, last)| last < from) {
                    continue;
                }
                let cost = it.cost + cost(incident, &steps[*at]);
                next[cost % DEAREST].push((to, Came { cost, by: Some((*at, nth)), from: first.max(it.from) }));
                n_waiting += 1;
            }
        }
        at_cost += 1;
    }
    let counted = counters(view);
    let weight_of = |at: usize| {
        let (came, why) = (came[at]?, mattered[at]?);
        let mut tell = counted[at].clone();
        tell.extend(tellers(incident, &steps[came.by?.0]));
        Some((why.why, n_different(tell), Reverse(came.cost)))
    };
    let mut goal = None;
    for at in 0..incident.hosts.len() {
        let Some(weight) = weight_of(at) else { continue };
        // of two that weigh the same, the one whose id comes first
        let rank = (weight, Reverse(&incident.hosts[at].id));
        if goal.as_ref().is_none_or(|(_, most)| rank > *most) {
            goal = Some((at, rank));
        }
    }
    let mut way = Vec::new();
    let mut next = goal.map(|it| it.0);
    while let Some((step, before)) = next.and_then(|nth| came[nth]).and_then(|it| it.by) {
        way.push(step);
        next = Some(before);
    }
    way
}
