//! The story step by step, for presentations and sequences of figures: as the file curates it, or else by the days that mattered.

use std::cmp::Reverse;

use super::{Lens, Snapshot, Step, Timeline, View, consequence};
use crate::incident::{Claim, Incident, Slide, StateChange};
use crate::sorting;

/// A room follows so many steps. Equifax has 27 days on which something happened, and nobody listens to the twentieth.
const MOST: usize = 8;

/// The steps of a story; never empty.
pub fn slides(incident: &Incident, timeline: &Timeline) -> Vec<Slide> {
    if incident.story.is_empty() { days(incident, timeline) } else { incident.story.clone() }
}

/// A step for each of the days from which most followed, about what surely happened on it.
fn days(incident: &Incident, timeline: &Timeline) -> Vec<Slide> {
    let whole = Snapshot::of(incident, &Lens::on(timeline.last()));
    let on = |step: &Step| step.day().filter(|_| !step.when.undated);
    let slide = |day, select| Slide { as_of: day, known_on: None, told_by: None, select, words: None, notes: None };
    let mut told: Vec<&Step> = whole.story.iter().filter(|it| on(it).is_some()).collect();
    sorting::by_key(&mut told, |it| on(it));
    let about = |day| {
        let rest = &told[told.partition_point(|it| on(it) < Some(day))..];
        let here = &rest[..rest.partition_point(|it| on(it) == Some(day))];
        here.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    let days = timeline.stops.iter().map(|day| slide(*day, about(*day))).filter(|it| !it.select.is_empty());
    let mut days: Vec<(u32, Slide)> = days.map(|it| (weight(incident, &whole, &it), it)).collect();
    // the weightiest days; of two that weigh the same, the earlier
    sorting::by_key(&mut days, |(weight, it)| (Reverse(*weight), it.as_of));
    days.truncate(MOST);
    sorting::by_key(&mut days, |(_, it)| it.as_of);
    let days: Vec<Slide> = days.into_iter().map(|it| it.1).collect();
    if days.is_empty() { vec![slide(timeline.opening, Vec::new())] } else { days }
}

/// How much followed from what happened on a day: the weightiest of it counts, and a little that there was more of it.
fn weight(incident: &Incident, whole: &Snapshot, slide: &Slide) -> u32 {
    let view = View { incident, lens: &whole.lens };
    let told = whole.story.iter().filter(|it| slide.select.contains(&it.id));
    let told = told.map(|it| consequence(view, whole, it));
    let (most, all) = told.fold((0, 0), |(most, all): (u32, u32), it| (most.max(it), all + it));
    let is_disruption = |it: &Claim<StateChange>| {
        it.value == StateChange::Disrupted && !it.is_denial() && it.span().latest == Some(slide.as_of)
    };
    let is_worst = incident.hosts.iter().flat_map(|it| &it.states).any(is_disruption);
    most + all.min(100) / 10 + if is_worst { 90 } else { 0 }
}

/// The hosts and pivots that stand out in a step: those that it is about, and those of its events and counts.
pub fn standing_out(incident: &Incident, slide: &Slide) -> Vec<String> {
    let mut ids = slide.select.clone();
    for id in &slide.select {
        let events = incident.event(id).into_iter().flat_map(|it| it.hosts.iter().cloned());
        let counts = incident.count(id).and_then(|it| it.host.clone());
        let ends = incident.pivot(id).map(|it| it.to.clone());
        ids.extend(events.chain(counts).chain(ends));
    }
    ids
}
