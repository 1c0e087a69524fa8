//! The story as a list: pivots and events in the order in which they happened, as far as it is told.

use crate::sorting::{self, Table};

use super::lens::Lens;
use super::position::View;
use super::when::{Heard, When};
use crate::incident::{Day, Id, Incident, Role};

/// A pivot or an event in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The id of the pivot or event.
    pub id: Id,
    /// When it happened.
    pub when: When,
}

impl Step {
    /// The day on which the slider stands when this step is chosen: the day by which it has surely happened.
    pub fn day(&self) -> Option<Day> {
        self.when.span.latest.or(self.when.span.earliest)
    }
}

/// All that happened, in order: by the first day it can be, on one day by the instant, and never before what a source puts before it,
/// nor a step from a host before the way by which the same source has the intruder come to it, unless the days that are shown leave no
/// room for that.
pub fn story(heard: &Heard<'_>) -> Vec<Step> {
    let told = heard.steps.iter().filter_map(|it| Some((Step { id: it.id.clone(), when: it.when? }, &it.said)));
    let mut waiting: Vec<Waiting<'_>> = told
        .map(|(step, said)| {
            let before = said.iter().flat_map(|it| &it.after);
            let before = before.filter(|id| heard.when(id).is_some_and(|it| leaves_room(it, &step.when))).collect();
            (step, before)
        })
        .collect();
    sorting::by_key(&mut waiting, |(step, _)| {
        (step.when.span.earliest.or(step.when.span.latest), step.when.span.latest, step.when.instant())
    });
    in_told_order(follow_paths(heard, waiting))
}

/// Puts the way to a host before the step that goes on from there, where it would stand after it: who tells "from the branch to Server B"
/// without a day, and Server B to Server A on 7 May, has told which came first.
///
/// Only what waits for nothing is moved, so that no order that is told is broken.
fn follow_paths<'a>(heard: &Heard<'_>, steps: Vec<Waiting<'a>>) -> Vec<Waiting<'a>> {
    let incident = heard.incident;
    let pivot = |it: &Waiting<'_>| incident.place_of_step(&it.0.id).filter(|it| *it < incident.pivots.len());
    let pivots: Vec<Option<usize>> = steps.iter().map(pivot).collect();
    let mut ways: Ways = Table::default();
    for (at, pivot) in pivots.iter().enumerate() {
        if let Some(pivot) = pivot {
            ways.entry(&incident.pivots[*pivot].to).push((at, *pivot));
        }
    }
    let mut is_taken = vec![false; steps.len()];
    let mut order = Vec::with_capacity(steps.len());
    for at in 0..steps.len() {
        let mut chain = Vec::new();
        let mut next = Some(at).filter(|it| !is_taken[*it]);
        while let Some(at) = next {
            is_taken[at] = true;
            chain.push(at);
            next = pivots[at].and_then(|here| way(heard, (&steps, &is_taken), &ways, (at, here)));
        }
        order.extend(chain.into_iter().rev());
    }
    let mut steps: Vec<Option<Waiting<'a>>> = steps.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| steps[at].take()).collect()
}

/// A step, and those that are told before it.
type Waiting<'a> = (Step, Vec<&'a Id>);

/// The steps to each host, in order: their places among the steps, and in the file.
type Ways = Table<Vec<(usize, usize)>>;

/// The way to the host from which a pivot starts that the same source tells, if none has its place yet.
fn way(
    heard: &Heard<'_>,
    (steps, is_taken): (&[Waiting<'_>], &[bool]),
    ways: &Ways,
    (at, here): (usize, usize),
) -> Option<usize> {
    let from = &heard.incident.pivots[here].from;
    let is_together = |it: &&(usize, usize)| {
        heard.steps[it.1].said.iter().any(|it| heard.steps[here].said.iter().any(|own| own.source == it.source))
    };
    let mut all = ways.get(from)?.iter();
    if is_intruders(heard.incident, from) || all.clone().any(|it| is_taken[it.0] && is_together(&it)) {
        return None;
    }
    let when = steps[at].0.when;
    let can_be_first = |it: &&(usize, usize)| {
        let (step, before) = &steps[it.0];
        let is_timed = step.when.time.is_some() && when.time.is_some();
        !is_taken[it.0] && before.is_empty() && !is_timed && leaves_room(&step.when, &when)
    };
    all.find(|it| can_be_first(it) && is_together(it) && begins_elsewhere(heard.incident, ways, it.1, from))
        .map(|it| it.0)
}

fn is_intruders(incident: &Incident, host: &str) -> bool {
    incident.host(host).is_some_and(|it| it.role == Role::Intruder)
}

/// So many hosts back are looked at.
const BACK: usize = 64;

/// Whether the intruder could take this pivot without having been on a host.
fn begins_elsewhere(incident: &Incident, ways: &Ways, pivot: usize, host: &str) -> bool {
    let (mut open, mut seen) = (vec![&incident.pivots[pivot].from], Vec::new());
    while let Some(at) = open.pop().filter(|_| seen.len() < BACK) {
        if at == host || seen.contains(&at) {
            continue;
        }
        seen.push(at);
        match ways.get(at).filter(|_| !is_intruders(incident, at)) {
            Some(all) => open.extend(all.iter().map(|it| &incident.pivots[it.1].from)),
            None => return true,
        }
    }
    false
}

/// The number of each pivot, from 1, in the order of the whole story: everybody heard and everything known.
///
/// Under another lens the order can be another, and steps can be missing; the number stays, so that "step 7" is the same step
/// on every slide, figure and list. What is only denied has no place in the story, and is numbered after it.
pub fn numbers(incident: &Incident) -> Table<usize> {
    let lens = Lens::on(Day::UNTOLD);
    let told = story(&Heard::of(View { incident, lens: &lens })).into_iter().map(|it| it.id);
    let all = told.filter(|id| incident.pivot(id).is_some()).chain(incident.pivots.iter().map(|it| it.id.clone()));
    let mut numbers = Table::default();
    let mut n = 0;
    for id in all {
        if numbers.get(&id).is_none() {
            n += 1;
            numbers.insert(&id, n);
        }
    }
    numbers
}

/// Steps in the order in which they stand, but each after those that are told before it.
///
/// Steps that wait for no other go in the order of the list. Where several sources put things round in a circle,
/// such as `a` after `b` and `b` after `a`, the earliest goes first.
fn in_told_order(waiting: Vec<Waiting<'_>>) -> Vec<Step> {
    if waiting.iter().all(|(_, before)| before.is_empty()) {
        return waiting.into_iter().map(|(step, _)| step).collect();
    }
    let places: Table<usize> = waiting.iter().enumerate().map(|(at, (step, _))| (step.id.as_str(), at)).collect();
    let mut waits_for = vec![0; waiting.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); waiting.len()];
    for (at, (_, before)) in waiting.iter().enumerate() {
        for first in before.iter().filter_map(|id| places.get(id)) {
            waits_for[at] += 1;
            followers[*first].push(at);
        }
    }
    let mut free = sorting::set_of((0..waiting.len()).filter(|at| waits_for[*at] == 0));
    let mut is_told = vec![false; waiting.len()];
    let mut first_left = 0;
    let mut order = Vec::with_capacity(waiting.len());
    while order.len() < waiting.len() {
        while is_told[first_left] {
            first_left += 1;
        }
        let next = free.pop_first().unwrap_or(first_left);
        is_told[next] = true;
        order.push(next);
        for at in &followers[next] {
            waits_for[*at] -= 1;
            if waits_for[*at] == 0 && !is_told[*at] {
                free.insert(*at);
            }
        }
    }
    let mut steps: Vec<Option<Step>> = waiting.into_iter().map(|(step, _)| Some(step)).collect();
    order.into_iter().filter_map(|at| steps[at].take()).collect()
}

/// Whether the one can have happened before the other, or on the same day.
fn leaves_room(first: &When, second: &When) -> bool {
    !matches!((first.span.earliest, second.span.latest), (Some(first), Some(second)) if second < first)
}
