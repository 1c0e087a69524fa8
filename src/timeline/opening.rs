//! The day with which an incident opens.

use super::{Days, Lens, Snapshot};
use crate::incident::{Day, Incident};

/// The first stop from which on nothing changes that is seen at once: the states of hosts, what has happened, the number that stands
/// first. After it there are notices, and numbers of other units. `None` if there is no stop.
pub fn opening(incident: &Incident, stops: &[Day]) -> Option<Day> {
    let last = *stops.last()?;
    let told = incident.happened_spans().flat_map(|it| [it.earliest, it.latest]).flatten().max();
    // before the last day on which something happened there is nothing to look for, and mostly that is the last stop
    let Some(told) = told.filter(|it| *it < last) else { return Some(last) };
    let lens = Lens::on(last);
    let days = Days::of(incident, &lens, None);
    let seen = |day: Day| days.on(incident, &Lens::on(day));
    let whole = seen(last);
    let later = stops.iter().rev().copied().take_while(|it| *it >= told);
    later.take_while(|it| looks_alike(&whole, &seen(*it))).last()
}

fn looks_alike(one: &Snapshot, other: &Snapshot) -> bool {
    let hosts = |it: &Snapshot| it.hosts.iter().map(|it| (it.state, it.certainty, it.mattered)).collect::<Vec<_>>();
    let happened = |it: &Snapshot| it.pivots.iter().chain(&it.events).map(|it| it.phase).collect::<Vec<_>>();
    let number = |it: &Snapshot| it.totals.first().map(|it| (it.unit.clone(), it.low, it.high));
    number(one) == number(other) && hosts(one) == hosts(other) && happened(one) == happened(other)
}
