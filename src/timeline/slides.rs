//! The story step by step, for presentations and sequences of figures: as the file curates it, or else day by day.

use super::{Lens, Snapshot, Step, Timeline};
use crate::incident::{Incident, Slide};
use crate::sorting;

/// The steps of a story; never empty.
pub fn slides(incident: &Incident, timeline: &Timeline) -> Vec<Slide> {
    if incident.story.is_empty() { days(incident, timeline) } else { incident.story.clone() }
}

/// A step for each day on which something surely happened, about what did.
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
    let days: Vec<Slide> = days.collect();
    if days.is_empty() { vec![slide(timeline.last(), Vec::new())] } else { days }
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
