//! Places in the story for steps without a date: after the day before them, in told order, without a day of their own.
//!
//! Seen from such a step, what is told to come before it is done, and what is told to come after it has not happened yet;
//! of what no source puts in an order with it, no more is known than the days tell. With "VPN, then Server B, then
//! Server A", all undated between 7 and 11 May: at the step to Server B the VPN is compromised, Server A is not reached,
//! and a server of another branch is still "possibly" reached.

use std::collections::BTreeSet;

use super::position::View;
use super::story::story;
use super::when::{Heard, Phase};
use super::{Lens, Timeline};
use crate::incident::{Day, Id, Incident};
use crate::sorting::Table;

/// A step without a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undated {
    /// The pivot or event.
    pub step: Id,
    /// The last day on which something can change before it.
    pub after: Day,
}

/// The steps without a date that happen between two days of the timeline, in told order.
pub fn undated(incident: &Incident, timeline: &Timeline) -> Vec<Undated> {
    let lens = Lens::on(timeline.last());
    let heard = Heard::of(View { incident, lens: &lens });
    let mut places: Vec<Undated> = Vec::new();
    let mut now = timeline.first();
    for step in story(&heard) {
        if !step.when.undated {
            now = now.max(step.day().unwrap_or(now));
            continue;
        }
        // it has happened by its latest day: it must have its place before
        let open_until = step.when.span.latest.and_then(|it| timeline.previous(it)).unwrap_or(now);
        let after = now.min(open_until).max(places.last().map_or(timeline.first(), |it| it.after));
        if step.when.span.latest.is_none_or(|latest| after < latest) {
            places.push(Undated { step: step.id, after });
        }
    }
    places
}

/// Looks at undated times from a step: whatever the told order says of them.
pub fn look_from(view: View<'_>, times: &mut Heard<'_>, step: &str) {
    let pivots = view.incident.pivots.iter().map(|it| (&it.id, &it.claims));
    let happened = pivots.chain(view.incident.events.iter().map(|it| (&it.id, &it.claims)));
    let (mut earlier, mut later) = (Table::default(), Table::default());
    for (id, claims) in happened {
        let seen = claims.iter().filter(|it| view.lens.sees(view.incident, it));
        for before in seen.flat_map(|it| &it.said.after) {
            let (earlier, later): (&mut Vec<&Id>, &mut Vec<&Id>) = (earlier.entry(id), later.entry(before));
            earlier.push(before);
            later.push(id);
        }
    }
    let (before, after) = (reached(step, &earlier), reached(step, &later));
    if view.lens.as_of.told().is_none() {
        // where the order says nothing, no day says anything either
        let all = view.incident.pivots.iter().map(|it| &it.id).chain(view.incident.events.iter().map(|it| &it.id));
        all.for_each(|id| tell(times, id, Phase::Unknown));
    }
    // several sources may put things round in a circle: then the order says nothing
    for id in before.difference(&after).chain([&step]) {
        tell(times, id, Phase::After);
    }
    for id in after.difference(&before).filter(|id| **id != step) {
        tell(times, id, Phase::Before);
    }
}

fn tell(times: &mut Heard<'_>, id: &str, phase: Phase) {
    if let Some(it) = times.when_mut(id).filter(|it| it.undated) {
        it.told = Some(phase);
    }
}

/// All that lies on the way from a step.
fn reached<'a>(from: &'a str, next: &Table<Vec<&'a Id>>) -> BTreeSet<&'a str> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for id in next.get(at).into_iter().flatten() {
            if found.insert(id) {
                open.push(id);
            }
        }
    }
    found
}
