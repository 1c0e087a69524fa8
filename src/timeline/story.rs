//! The story as a list: pivots and events in the order in which they happened, as far as it is told.

use crate::sorting::{self, Table};

use super::lens::Attribute;
use super::position::View;
use super::when::When;
use crate::incident::{Day, Id};

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
pub fn story(view: View<'_>, times: &Table<When>) -> Vec<Step> {
    let incident = view.incident;
    let pivots = incident.pivots.iter().map(|it| (&it.id, &it.claims));
    let events = incident.events.iter().map(|it| (&it.id, &it.claims));
    let told =
        pivots.chain(events).filter_map(|(id, claims)| Some((Step { id: id.clone(), when: *times.get(id)? }, claims)));
    let mut waiting: Vec<(Step, Vec<&Id>)> = told
        .map(|(step, claims)| {
            let before = view.said(&step.id, Attribute::When, claims).into_iter().flat_map(|it| &it.after);
            let before = before.filter(|id| times.get(id).is_some_and(|it| leaves_room(it, &step.when))).collect();
            (step, before)
        })
        .collect();
    sorting::by_key(&mut waiting, |(step, _)| {
        (step.when.span.earliest.or(step.when.span.latest), step.when.span.latest, step.when.instant())
    });
    let mut open = sorting::set_of(waiting.iter().map(|(step, _)| step.id.clone()));
    let mut story = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let next = waiting.iter().position(|(_, before)| !before.iter().any(|id| open.contains(*id)));
        // several sources may put things round in a circle: then the earliest goes first
        let (step, _) = waiting.remove(next.unwrap_or(0));
        open.remove(&step.id);
        story.push(step);
    }
    story
}

/// Whether the one can have happened before the other, or on the same day.
fn leaves_room(first: &When, second: &When) -> bool {
    !matches!((first.span.earliest, second.span.latest), (Some(first), Some(second)) if second < first)
}
