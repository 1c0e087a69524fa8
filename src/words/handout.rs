//! The glossary of the printed handout: only the terms that it uses.

use super::Teller;
use crate::incident::{Hedge, Marking};
use crate::timeline::{Certainty, HostState, Phase, Snapshot};
use crate::tongue::Tongue;

impl Teller<'_> {
    /// The terms of a handout with what they mean.
    pub fn glossary(self, snapshot: &Snapshot) -> Vec<(&'static str, &'static str)> {
        let tongue = self.tongue;
        let mut terms =
            vec![(tongue.term_as_of(), tongue.about_as_of()), (tongue.term_known_on(), tongue.about_known_on())];
        let mut add = |is_used: bool, term, meaning| {
            if is_used {
                terms.push((term, meaning));
            }
        };
        let hosts = &snapshot.hosts;
        add(snapshot.lens.told_by.is_some(), tongue.term_told_by(), tongue.about_told_by());
        for state in HostState::ALL.iter().copied() {
            let is_used = hosts.iter().any(|it| it.state == state);
            add(is_used, tongue.state_name(state), tongue.state_meaning(state));
        }
        let steps = || snapshot.pivots.iter().chain(&snapshot.events);
        let is_possible =
            hosts.iter().any(|it| it.certainty == Certainty::Possible) || steps().any(|it| it.phase == Phase::During);
        add(is_possible, tongue.term_possibly(), tongue.about_possibly());
        let is_unknown = steps().any(|it| it.phase == Phase::Unknown);
        add(is_unknown, tongue.phase_unknown(), tongue.about_date_unknown());
        let is_disputed = hosts.iter().any(|it| it.disputed) || steps().any(|it| it.when.disputed);
        add(is_disputed, tongue.term_disputed(), tongue.about_disputed());
        let is_same = self.incident.hosts.iter().any(|it| !it.perhaps_same_as.is_empty());
        add(is_same, tongue.term_same(), tongue.about_same());
        let is_said = |hedge| snapshot.totals.iter().any(|it| it.hedge == hedge);
        add(is_said(Hedge::Possible), tongue.term_possible_number(), tongue.about_possible_number());
        add(is_said(Hedge::Rumoured), tongue.hedge_rumoured(), tongue.about_rumour());
        add(is_said(Hedge::Denied), tongue.hedge_denied(), tongue.about_denial());
        let marking = self.incident.strictest();
        add(true, tongue.marking(marking), tongue.marking_meaning(marking));
        terms
    }
}

impl Tongue {
    fn state_meaning(&self, state: HostState) -> &'static str {
        match state {
            HostState::NotYet => self.about_not_yet(),
            HostState::Unknown => self.about_unknown(),
            HostState::NotExamined => self.about_not_examined(),
            HostState::Clean => self.about_clean(),
            HostState::Compromised => self.about_compromised(),
            HostState::Contained => self.about_contained(),
            HostState::Disrupted => self.about_disrupted(),
            HostState::Restored => self.about_restored(),
            HostState::Active => self.about_active(),
        }
    }

    /// What the marking allows (FIRST, Traffic Light Protocol 2.0).
    fn marking_meaning(&self, marking: Option<Marking>) -> &'static str {
        match marking {
            None => self.about_unmarked(),
            Some(Marking::Red) => self.about_red(),
            Some(Marking::AmberStrict) => self.about_amber_strict(),
            Some(Marking::Amber) => self.about_amber(),
            Some(Marking::Green) => self.about_green(),
            Some(Marking::Clear) => self.about_clear(),
        }
    }
}
