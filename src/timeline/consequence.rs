//! How much follows from a step: which days make a presentation, and what of a day its sentence tells first.

use super::{Snapshot, Step, View, Weight};
use crate::incident::{Claim, Event, EventKind, StateChange};

/// How much follows from a step, as whom the snapshot hears tells it.
pub fn consequence(view: View<'_>, snapshot: &Snapshot, step: &Step) -> u32 {
    let pivot = || match snapshot.pivot(&step.id).map(|it| it.weight) {
        Some(Weight::Main) => 60,
        Some(Weight::Other) => 20,
        Some(Weight::Rival) => 10,
        None => 0,
    };
    view.incident.event(&step.id).map_or_else(pivot, |it| event(it, disrupts(view, it, step)))
}

/// How much follows from an event of a kind. What stopped hosts has no kind of its own.
fn event(it: &Event, disrupts: bool) -> u32 {
    match it.kind {
        EventKind::Compromise => 90,
        EventKind::Other if disrupts => 90,
        EventKind::Exfiltration => 85,
        EventKind::Detection => 80,
        EventKind::PublicNotice => 70,
        EventKind::LeakJudgedPossible => 65,
        EventKind::Containment => 55,
        EventKind::CustomersTold | EventKind::JudgedMaterial => 50,
        EventKind::AuthorityTold => 40,
        EventKind::Remediation => 30,
        EventKind::Investigation => 25,
        EventKind::Other => 15,
    }
}

/// Whether a host that the event names is said to be out of service from the day of it.
fn disrupts(view: View<'_>, it: &Event, step: &Step) -> bool {
    let states = it.hosts.iter().filter_map(|id| view.incident.host(id)).flat_map(|it| &it.states);
    let is_heard = |it: &&Claim<StateChange>| view.lens.sees(view.incident, it);
    let mut worst = states.filter(|it| it.value == StateChange::Disrupted && !it.is_denial()).filter(is_heard);
    step.day().is_some_and(|day| worst.any(|it| it.span().latest == Some(day)))
}
