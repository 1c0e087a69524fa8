//! The way to a host or a step, and on from it: all steps by which the intruder could have come there, and what they went on to.
//!
//! Only what is told under the lens and has happened by its day is part of a way, and only in an order that the told days allow:
//! by a step that certainly came later nobody came here. What goes out, data to a drop site or a beacon to its server, ends a
//! way: nobody comes back in by it. Where sources disagree on when a step was, its day excludes nothing.

use std::collections::{BTreeSet, BinaryHeap};
use std::rc::Rc;

use crate::incident::{Id, Incident, Pivot, Role};
use crate::sorting;
use crate::timeline::{Happening, Snapshot};

/// All ways to something and on from it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    /// The ways that lead there.
    pub into: Thread,
    /// What went on from there.
    pub on: Thread,
    /// The hosts and steps of both, and what was asked for.
    pub lit: BTreeSet<Id>,
}

/// Steps that hang together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thread {
    /// All of its steps, in the order of the file.
    pub steps: Vec<Id>,
    /// One way, step by step: of those in, one of the fewest steps; of those on, the only one there is, or nothing.
    pub chain: Vec<Id>,
}

impl Thread {
    /// Whether there is no other way.
    pub fn is_only(&self) -> bool {
        self.steps.len() == self.chain.len()
    }
}

impl Way {
    /// The way of a host or a step, or of several that share a card or an arrow; `None` if there is none.
    pub fn of<'a>(incident: &Incident, snapshot: &Snapshot, ids: impl Iterator<Item = &'a str>) -> Option<Self> {
        let net = Net::of(incident, snapshot);
        let (mut starts, mut into, mut on) = (vec![false; incident.hosts.len()], Vec::new(), Vec::new());
        let mut lit = BTreeSet::new();
        for id in ids {
            lit.insert(id.to_owned());
            if let Some(host) = incident.place_of_host(id) {
                starts[host] = true;
                // what goes back to the intruder is no way in
                let is_in = |arc: &&usize| incident.hosts[host].role != Role::Intruder || !net.arcs[**arc].is_exit;
                into.extend(net.at[BACK][host].iter().filter(is_in).map(|arc| (*arc, i64::MAX)));
                on.extend(net.at[ON][host].iter().map(|arc| (*arc, i64::MAX)));
            } else if let Some(at) = net.arcs.iter().position(|it| it.id == id) {
                let arc = &net.arcs[at];
                starts[arc.ends[1]] = true;
                into.push((at, i64::MAX));
                on.extend(net.at[ON][arc.ends[1]].iter().filter(|_| !arc.is_exit).map(|next| (*next, -arc.span[0])));
            }
        }
        let way = Self { into: net.led_in(&into, &starts), on: net.led_on(&on, &starts), lit };
        (!way.into.steps.is_empty() || !way.on.steps.is_empty()).then(|| way.with_ends(incident))
    }

    fn with_ends(mut self, incident: &Incident) -> Self {
        for id in self.into.steps.iter().chain(&self.on.steps) {
            let ends = incident.pivot(id).map(|it| [it.from.clone(), it.to.clone()]);
            self.lit.extend(ends.into_iter().flatten().chain([id.clone()]));
        }
        self
    }
}

/// Which end of an arc a search looks from: at the arcs that leave a host, or at those that reach it.
const ON: usize = 0;
const BACK: usize = 1;

/// A step between places in the list of hosts.
struct Arc<'a> {
    id: &'a str,
    ends: [usize; 2],
    /// The first and the last time it can have been.
    span: [i64; 2],
    /// Whether it leads out.
    is_exit: bool,
}

/// The steps that have happened, and of each host those that leave it and those that reach it.
struct Net<'a> {
    incident: &'a Incident,
    arcs: Vec<Arc<'a>>,
    at: [Vec<Vec<usize>>; 2],
}

/// What a search found.
struct Found {
    /// Of each arc, whether a way goes along it.
    is_used: Vec<bool>,
    /// Of each host, the arc by which it was found.
    via: Vec<Option<usize>>,
    /// The hosts in the order in which they were found.
    hosts: Vec<usize>,
}

impl<'a> Net<'a> {
    fn of(incident: &'a Incident, snapshot: &Snapshot) -> Self {
        let role = |at: usize| incident.hosts[at].role;
        let arc = |it: &Rc<Happening>| {
            let Pivot { id, from, to, .. } = incident.pivot(&it.id)?;
            let ends = [incident.place_of_host(from)?, incident.place_of_host(to)?];
            let is_exit = match (role(ends[0]), role(ends[1])) {
                (_, Role::Inside) | (Role::Intruder, _) | (Role::Outside, Role::Outside) => false,
                (Role::Inside | Role::Outside, Role::Intruder) | (Role::Inside, Role::Outside) => true,
            };
            Some(Arc { id, ends, span: span(it), is_exit })
        };
        let arcs: Vec<Arc<'_>> = snapshot.pivots.iter().filter(|it| it.is_done()).filter_map(arc).collect();
        let mut at = [vec![Vec::new(); incident.hosts.len()], vec![Vec::new(); incident.hosts.len()]];
        for (place, arc) in arcs.iter().enumerate() {
            at[ON][arc.ends[0]].push(place);
            at[BACK][arc.ends[1]].push(place);
        }
        Self { incident, arcs, at }
    }

    /// Goes along arcs from these, each with the latest time that is left; backwards, or on. A host is looked at once: first
    /// the one that leaves the most time, so that whatever can be reached is, or the one of the fewest steps.
    fn search(&self, seeds: &[(usize, i64)], starts: &[bool], side: usize, by_steps: bool) -> Found {
        let hosts = self.incident.hosts.len();
        let mut found = Found { is_used: vec![false; self.arcs.len()], via: vec![None; hosts], hosts: Vec::new() };
        let mut heap = BinaryHeap::new();
        let go = |heap: &mut BinaryHeap<_>, is_used: &mut Vec<bool>, at: usize, left: i64, steps: i64| {
            let Arc { ends, span: [first, last], is_exit, .. } = self.arcs[at];
            // on the way on, time runs backwards
            let (first, last) = if side == BACK { (first, last) } else { (-last, -first) };
            let next = ends[1 - side];
            if first > left || starts[next] {
                return;
            }
            is_used[at] = true;
            if side == BACK || !is_exit {
                let left = left.min(last);
                heap.push((if by_steps { steps } else { left }, left, steps, next, at));
            }
        };
        for (at, left) in seeds {
            go(&mut heap, &mut found.is_used, *at, *left, 0);
        }
        while let Some((_, left, steps, host, via)) = heap.pop() {
            if found.via[host].is_some() {
                continue;
            }
            found.via[host] = Some(via);
            found.hosts.push(host);
            for at in &self.at[side][host] {
                if side == ON || !self.arcs[*at].is_exit {
                    go(&mut heap, &mut found.is_used, *at, left, steps - 1);
                }
            }
        }
        found
    }

    fn steps(&self, found: &Found) -> Vec<Id> {
        let used = self.arcs.iter().zip(&found.is_used).filter(|it| *it.1);
        used.map(|(arc, _)| arc.id.to_owned()).collect()
    }

    fn led_in(&self, seeds: &[(usize, i64)], starts: &[bool]) -> Thread {
        let all = self.search(seeds, starts, BACK, false);
        let short = self.search(seeds, starts, BACK, true);
        let is_intruder = |at: &usize| self.incident.hosts[*at].role == Role::Intruder;
        let is_first = |at: &usize| !self.at[BACK][*at].iter().any(|arc| all.is_used[*arc]);
        // the shortest from an intruder, or from somewhere; days can exclude the shortest, but never all
        let of_intruder = |found: &'_ Found| found.hosts.iter().copied().find(is_intruder);
        let begin = (of_intruder(&short).map(|it| (&short, it)))
            .or_else(|| of_intruder(&all).map(|it| (&all, it)))
            .or_else(|| short.hosts.iter().copied().find(is_first).map(|it| (&short, it)))
            .or_else(|| all.hosts.last().map(|it| (&all, *it)));
        let mut chain = Vec::new();
        if let Some((found, mut host)) = begin {
            while let Some(at) = found.via[host] {
                chain.push(self.arcs[at].id.to_owned());
                host = self.arcs[at].ends[1];
            }
        }
        Thread { steps: self.steps(&all), chain }
    }

    fn led_on(&self, seeds: &[(usize, i64)], starts: &[bool]) -> Thread {
        let all = self.search(seeds, starts, ON, false);
        let steps = self.steps(&all);
        // the only way on, if it takes in all of them
        let mut chain = Vec::new();
        let mut next = seeds.iter().map(|it| it.0).find(|at| all.is_used[*at]);
        while let Some(at) = next.filter(|_| chain.len() < steps.len()) {
            chain.push(self.arcs[at].id.to_owned());
            let goes_on = !self.arcs[at].is_exit;
            next = self.at[ON][self.arcs[at].ends[1]].iter().copied().find(|it| goes_on && all.is_used[*it]);
        }
        let is_whole = sorting::set_of(chain.iter().map(String::as_str)).len() == steps.len();
        Thread { steps, chain: if is_whole { chain } else { Vec::new() } }
    }
}

/// A day has so many places for instants, more than it has seconds, in whatever zone.
const DAY: i64 = 1 << 19;

/// The first and the last time that something can have been, by the day as it is told, and within a day by the instant.
fn span(it: &Happening) -> [i64; 2] {
    let when = &it.when;
    let (first, last) = (when.span.earliest.filter(|_| !when.disputed), when.span.latest.filter(|_| !when.disputed));
    let within = first.and_then(|day| Some(when.instant()? - i64::from(day.number()) * 86_400 + DAY / 2));
    [
        first.map_or(-i64::MAX, |day| i64::from(day.number()) * DAY + within.unwrap_or_default()),
        last.map_or(i64::MAX, |day| i64::from(day.number()) * DAY + within.unwrap_or(DAY - 1)),
    ]
}
