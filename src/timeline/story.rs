//! The story as a list: pivots and events in the order in which they happened, as far as it is told.

use crate::sorting::{self, Table};

use super::lens::Lens;
use super::position::View;
use super::when::{Heard, When};
use crate::incident::{Day, Id, Incident};

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
/// unless the days that are shown leave no room for that.
pub fn story(heard: &Heard<'_>) -> Vec<Step> {
    let told = heard.steps.iter().filter_map(|it| Some((Step { id: it.id.clone(), when: it.when? }, &it.said)));
    let mut waiting: Vec<(Step, Vec<&Id>)> = told
        .map(|(step, said)| {
            let before = said.iter().flat_map(|it| &it.after);
            let before = before.filter(|id| heard.when(id).is_some_and(|it| leaves_room(it, &step.when))).collect();
            (step, before)
        })
        .collect();
    sorting::by_key(&mut waiting, |(step, _)| {
        (step.when.span.earliest.or(step.when.span.latest), step.when.span.latest, step.when.instant())
    });
    in_told_order(waiting)
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
fn in_told_order(waiting: Vec<(Step, Vec<&Id>)>) -> Vec<Step> {
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
