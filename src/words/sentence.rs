//! A snapshot as one sentence: what happened that day, how many, and how the hosts stand.

use super::Teller;
use crate::incident::{EventKind, HostKind, Role};
use crate::sorting;
use crate::timeline::{Certainty, HostSnapshot, HostState, Phase, Snapshot, Step};

/// How many things of one day the sentence names before it counts the rest.
const NAMED: usize = 2;

impl Teller<'_> {
    /// `11 May 2020: NTT Communications judges a leak possible; 621 companies, possibly; 7 hosts compromised.`
    pub fn sentence(self, snapshot: &Snapshot) -> String {
        let (tongue, today) = (self.tongue, snapshot.lens.as_of);
        let happened = self.happened(snapshot);
        let happened = if happened.is_empty() { happened } else { tongue.day_happened(happened) };
        let when = match (today.told(), &snapshot.step) {
            (None, Some(_)) => String::new(), // the step says so
            (None, None) => tongue.on_day(tongue.no_date()),
            (Some(today), Some(_)) => tongue.past_day(tongue.day(today)),
            (Some(today), None) => tongue.on_day(tongue.day(today)),
        };
        tongue.capital(&tongue.day_told(when, happened, self.first_count(snapshot), self.hosts(snapshot)))
    }

    /// What happened on the day, or since when nothing did; empty where there is no day.
    fn happened(self, snapshot: &Snapshot) -> String {
        let (tongue, today) = (self.tongue, snapshot.lens.as_of);
        if let Some(step) = &snapshot.step {
            return tongue.happened_undated(self.step(step));
        }
        let dated = || snapshot.story.iter().filter(|it| !it.when.undated);
        let is_milestone = |id: &str| self.incident.event(id).is_some_and(|it| it.kind != EventKind::Other);
        let rank = |step: &&Step| (!is_milestone(&step.id), snapshot.pivot(&step.id).is_none());
        let mut certain: Vec<&Step> = dated().filter(|it| it.when.span.latest == Some(today)).collect();
        sorting::by_key(&mut certain, rank); // milestones are named before where they went, and that before all else
        let begun: Vec<&Step> =
            dated().filter(|it| it.when.span.earliest == Some(today) && it.when.span.latest != Some(today)).collect();
        let mut happened: Vec<String> = certain.into_iter().map(|it| self.step(&it.id)).collect();
        happened.extend(begun.into_iter().map(|it| tongue.possibly_happened(self.step(&it.id))));
        if happened.is_empty() && today.told().is_some() {
            let last = dated().filter(|it| it.day().is_some_and(|day| day < today)).max_by_key(|it| it.day());
            return match last.and_then(|it| Some((it, it.day()?))) {
                Some((step, since)) => tongue.nothing_since(tongue.day(since), self.step(&step.id)),
                None if dated().next().is_none() && !snapshot.story.is_empty() => tongue.no_step_dated().to_owned(),
                None if is_any_undated(snapshot) => tongue.nothing_dated_yet().to_owned(),
                None => tongue.nothing_yet().to_owned(),
            };
        }
        let more = happened.len().saturating_sub(NAMED);
        happened.truncate(NAMED);
        let named = tongue.join(&happened);
        if more == 0 { named } else { tongue.and_other_steps(named, more) }
    }

    /// How many hosts of the victim stand how: `5 hosts compromised (2 more possibly), 1 contained`.
    pub fn hosts(self, snapshot: &Snapshot) -> String {
        let (incident, tongue) = (self.incident, self.tongue);
        let is_inside = |id: &str| incident.host(id).is_some_and(|it| it.role == Role::Inside);
        let mut parts = Vec::new();
        for state in [HostState::Compromised, HostState::Contained, HostState::Restored, HostState::Unknown] {
            let of_state: Vec<_> = snapshot.hosts.iter().filter(|it| it.state == state && is_inside(&it.id)).collect();
            if of_state.is_empty() {
                continue;
            }
            let possibly = of_state.iter().filter(|it| it.certainty == Certainty::Possible).count();
            let (n, name) = (of_state.len(), tongue.state_name(state));
            let (n, stand) = match n - possibly {
                _ if state == HostState::Unknown => (n, tongue.stand_undated().to_owned()),
                certain if certain == n => (n, name.to_owned()),
                0 => (n, tongue.stand_all_possibly(name)),
                certain => (certain, tongue.stand_more_possibly(name, possibly)),
            };
            parts.push(if parts.is_empty() { tongue.hosts_stand(n, stand) } else { tongue.more_stand(n, stand) });
        }
        if !parts.is_empty() {
            return tongue.join(&parts);
        }
        if !incident.hosts.iter().any(|it| it.role == Role::Inside && it.kind != HostKind::Step) {
            return tongue.no_host_named().to_owned();
        }
        let is_none_told = snapshot.hosts.iter().all(HostSnapshot::is_never_reached);
        if is_none_told { tongue.no_host_reached() } else { tongue.no_host_reached_yet() }.to_owned()
    }
}

/// Whether something is told that can have happened by the day, and has no date.
fn is_any_undated(snapshot: &Snapshot) -> bool {
    let happened = snapshot.pivots.iter().chain(&snapshot.events).any(|it| it.phase != Phase::Before);
    happened || snapshot.hosts.iter().any(|it| it.state == HostState::Unknown)
}
