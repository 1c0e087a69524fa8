//! What mattered: where the data lay, where it went, and what stopped.
//!
//! Only what somebody says counts, and whoever is heard can say it: an outside server that malware calls is no place to which
//! data went, unless a source says so by a technique of exfiltration or an event of that kind.

use super::certainty::Certainty;
use super::lens::Attribute;
use super::position::View;
use super::when::{Heard, Phase, When};
use crate::incident::{Day, EventKind, Id, Role, Said, StateChange};

crate::incident::words! {
    /// Why a host mattered.
    Mattered {
        /// What the intruder did put it out of service.
        Stopped = "stopped",
        /// It held what is counted.
        Data = "data",
        /// Data went there.
        Out = "data-out",
    }
}

/// Techniques by which data goes out (the tactic Exfiltration of MITRE ATT&CK, and all under it).
const EXFILTRATION: [&str; 10] =
    ["TA0010", "T1011", "T1020", "T1029", "T1030", "T1041", "T1048", "T1052", "T1537", "T1567"];

/// Whether a technique, by its id, is one by which data goes out: `T1567.002` is, as `T1567` is.
fn takes_data_out(technique: &str) -> bool {
    let whole = technique.split('.').next().unwrap_or(technique);
    EXFILTRATION.iter().any(|it| it.eq_ignore_ascii_case(whole))
}

/// Why a host mattered, and since when: it held data all along, and data went there on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Why {
    /// Why.
    pub why: Mattered,
    /// Since when; `None` is all along.
    pub when: Option<When>,
    /// Whether the main path ends there.
    pub is_goal: bool,
}

impl Why {
    /// Whether it is so on a day, and how certain that is.
    pub fn on(&self, day: Day) -> Option<(Mattered, Certainty)> {
        Some((self.why, self.when.map_or(Some(Certainty::Certain), |it| certainty_by(&it, day))?))
    }

    /// Of two reasons the weightier; of two times the firmer, then the earlier.
    fn or(self, other: Self) -> Self {
        let rank = |it: &Self| {
            let firm = it.when.as_ref().is_none_or(|it| !it.hedged);
            (it.why, firm, std::cmp::Reverse(it.when.as_ref().and_then(|it| it.span.earliest)))
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}

/// How certain it is that something has happened by a day; `None` before it.
pub(super) fn certainty_by(when: &When, day: Day) -> Option<Certainty> {
    match (when.phase(day), when.hedged) {
        (Phase::Before, _) => None,
        (Phase::After, false) => Some(Certainty::Certain),
        (Phase::After, true) | (Phase::During | Phase::Unknown, _) => Some(Certainty::Possible),
    }
}

/// Why each host of the file mattered, by those who are heard.
pub(super) fn mattered(view: View<'_>, heard: &Heard<'_>) -> Vec<Option<Why>> {
    let incident = view.incident;
    let mut all: Vec<Option<Why>> = vec![None; incident.hosts.len()];
    let mut mark = |id: &Id, why: Mattered, when: Option<When>| {
        let Some(at) = incident.place_of_host(id) else { return };
        let it = Why { why, when, is_goal: false };
        all[at] = Some(all[at].map_or(it, |known| known.or(it)));
    };
    for host in incident.hosts.iter().filter(|it| it.role == Role::Inside) {
        let states = view.claims(&host.id, Attribute::State, &host.states);
        let stopped: Vec<&Said> =
            states.iter().filter(|it| it.value == StateChange::Disrupted).map(|it| &it.said).collect();
        if stopped.first().is_some_and(|it| !it.is_denial()) {
            mark(&host.id, Mattered::Stopped, Some(When::of(view, &stopped)));
        }
    }
    for count in &incident.counts {
        let said = view.said(&count.id, Attribute::Amount, &count.claims);
        for host in count.host.iter().filter(|_| said.iter().any(|it| !it.is_denial())) {
            mark(host, Mattered::Data, None);
        }
    }
    let (pivots, events) = heard.steps.split_at(incident.pivots.len());
    for (event, step) in incident.events.iter().zip(events).filter(|(_, it)| it.when.is_some()) {
        let is_outside = |id: &&Id| incident.host(id).is_some_and(|it| it.role != Role::Inside);
        if event.kind == EventKind::Exfiltration {
            event.hosts.iter().filter(is_outside).for_each(|it| mark(it, Mattered::Out, step.when));
        }
    }
    for (pivot, step) in incident.pivots.iter().zip(pivots).filter(|(_, it)| it.when.is_some()) {
        let leads_out = incident.host(&pivot.to).is_some_and(|it| it.role != Role::Inside);
        if leads_out && pivot.technique.as_deref().is_some_and(takes_data_out) {
            mark(&pivot.to, Mattered::Out, step.when);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_techniques_of_exfiltration_take_data_out() {
        assert!(takes_data_out("T1567.002") && takes_data_out("ta0010"));
        assert!(!takes_data_out("T1071.001"), "a beacon calls home, and no data need go with it");
        assert!(!takes_data_out("T1020X"));
    }
}
