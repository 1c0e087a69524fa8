//! The story as a list: pivots and events in the order in which they happened, as far as it is told.

use std::collections::BTreeMap;

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

/// All that happened, in order: by the first day it can be, never before what a source puts before it.
pub fn story(view: View<'_>, times: &BTreeMap<Id, When>) -> Vec<Step> {
    let incident = view.incident;
    let pivots = incident.pivots.iter().map(|it| (&it.id, &it.claims));
    let events = incident.events.iter().map(|it| (&it.id, &it.claims));
    let parts: Vec<_> = pivots.chain(events).filter(|(id, _)| times.contains_key(*id)).collect();
    let mut depth: BTreeMap<&Id, usize> = parts.iter().map(|(id, _)| (*id, 0)).collect();
    for _ in 0..parts.len() {
        let mut moved = false;
        for (id, claims) in &parts {
            let before = view.claims(claims).into_iter().flat_map(|it| &it.after);
            let least = before.filter_map(|it| depth.get(it)).max().map_or(0, |it| it + 1).min(parts.len());
            if let Some(it) = depth.get_mut(*id).filter(|it| **it < least) {
                *it = least;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let mut steps: Vec<(usize, Step)> = parts
        .iter()
        .filter_map(|(id, _)| Some((*depth.get(*id)?, Step { id: (*id).clone(), when: *times.get(*id)? })))
        .collect();
    steps.sort_by_key(|(depth, step)| {
        let span = step.when.span;
        (span.earliest.or(span.latest), *depth, span.latest)
    });
    steps.into_iter().map(|(_, step)| step).collect()
}
