//! Filter: what of map and story is lit because it matches. Nothing is taken away, and nothing moves; numbers are of the whole.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::State;
use super::facet::{Facet, Filter};
use crate::attack::Tactic;
use crate::incident::{Day, HostKind, Id, Incident, Pivot};
use crate::sorting;
use crate::timeline::{Happening, HostSnapshot, HostState, Snapshot};

/// Drops what the incident does not know: a link must not bring words of its own.
pub fn check(state: &mut State) {
    let Some(ready) = state.ready().cloned() else { return };
    let incident = &ready.incident;
    state.look.filter.keep(|facet, value| match facet {
        Facet::Zone => incident.zone(value).is_some(),
        Facet::Kind => HostKind::parse(value).is_some(),
        Facet::State => HostState::parse(value).is_some(),
        Facet::Tactic => is_told(incident, value),
        Facet::Source => incident.source(value).is_some(),
        Facet::From | Facet::To => Day::parse(value).is_some(),
    });
}

/// Whether an incident has what is asked for: a tactic or technique by which a step was made, or a tactic of ATT&CK with such techniques.
fn is_told(incident: &Incident, value: &str) -> bool {
    let is_used = |word: &str| incident.pivots.iter().any(|it| is_of(it, word));
    match value.split_once('~') {
        None => is_used(value),
        Some((tactic, techniques)) => Tactic::parse(tactic).is_some() && techniques.split('~').all(is_used),
    }
}

/// Whether a step is of a tactic or technique, or of one of several; those of a technique are its own.
fn is_of(pivot: &Pivot, tactic: &str) -> bool {
    let Some(technique) = pivot.technique.as_deref() else { return false };
    let mut words = tactic.split('~').filter_map(|it| technique.strip_prefix(it));
    words.any(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What matches a filter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matches {
    /// Hosts, steps and events.
    pub lit: BTreeSet<Id>,
    /// How many hosts, and of how many.
    pub hosts: (usize, usize),
    /// How many steps, and of how many.
    pub steps: (usize, usize),
}

impl Matches {
    /// What matches under a lens; `None` if nothing is asked.
    ///
    /// A host matches by where, what and how it is, and if something is asked of steps, by one of its steps;
    /// a step by its means and its days, and if something is asked of hosts, by one of its ends.
    pub fn of(filter: &Filter, incident: &Incident, snapshot: &Snapshot) -> Option<Self> {
        if filter.is_empty() {
            return None;
        }
        let asked = Asked { filter, incident };
        let hosts = || snapshot.hosts.iter();
        let alike: BTreeSet<&str> = sorting::set_of(hosts().filter(|it| asked.host(it)).map(|it| it.id.as_str()));
        let steps = || snapshot.pivots.iter().filter_map(|it| Some((it, incident.pivot(&it.id)?)));
        let asks_hosts = filter.asks(&[Facet::Zone, Facet::Kind, Facet::State]);
        let asks_steps = filter.asks(&[Facet::Tactic, Facet::From, Facet::To]);
        let is_near = |ends: &[&Id]| !asks_hosts || ends.iter().any(|it| alike.contains(it.as_str()));
        let has =
            |filter: &Filter, sources: &[Id]| filter.admits(Facet::Source, |it| sources.iter().any(|id| id == it));
        let mut matches =
            Self { hosts: (0, snapshot.hosts.len()), steps: (0, snapshot.pivots.len()), ..Self::default() };
        let mut touched: BTreeSet<&str> = BTreeSet::new();
        for (it, pivot) in steps().filter(|(it, pivot)| asked.step(it, Some(pivot))) {
            touched.extend([pivot.from.as_str(), pivot.to.as_str()]);
            if is_near(&[&pivot.from, &pivot.to]) && has(filter, &it.sources) {
                matches.lit.insert(it.id.clone());
            }
        }
        matches.steps.0 = matches.lit.len();
        let is_lit = |it: &&Rc<HostSnapshot>| {
            alike.contains(it.id.as_str())
                && has(filter, &it.sources)
                && (!asks_steps || touched.contains(it.id.as_str()))
        };
        matches.lit.extend(hosts().filter(is_lit).map(|it| it.id.clone()));
        matches.hosts.0 = matches.lit.len() - matches.steps.0;
        let events = snapshot.events.iter().filter(|it| {
            let hosts: Vec<&Id> = incident.event(&it.id).into_iter().flat_map(|it| &it.hosts).collect();
            asked.step(it, None) && is_near(&hosts) && has(filter, &it.sources)
        });
        matches.lit.extend(events.map(|it| it.id.clone()));
        Some(matches)
    }
}

struct Asked<'a> {
    filter: &'a Filter,
    incident: &'a Incident,
}

impl Asked<'_> {
    fn host(&self, it: &HostSnapshot) -> bool {
        let kind = self.incident.host(&it.id).map(|it| it.kind);
        self.filter.admits(Facet::Zone, |id| self.is_in(it.zone.as_deref(), id))
            && self.filter.admits(Facet::Kind, |word| kind.is_some_and(|it| it.as_str() == word))
            && self.filter.admits(Facet::State, |word| it.state.as_str() == word)
    }

    fn is_in<'b>(&'b self, mut zone: Option<&'b str>, wanted: &str) -> bool {
        for _ in 0..=self.incident.zones.len() {
            match zone {
                Some(it) if it == wanted => return true,
                Some(it) => zone = self.incident.zone(it).and_then(|it| it.within.as_deref()),
                None => return false,
            }
        }
        false
    }

    fn step(&self, it: &Happening, pivot: Option<&Pivot>) -> bool {
        let span = it.when.span;
        let day = |word: &str| Day::parse(word);
        let is_after = |word: &str| day(word).is_none_or(|day| span.latest.is_none_or(|it| day <= it));
        let is_before = |word: &str| day(word).is_none_or(|day| span.earliest.is_none_or(|it| it <= day));
        self.filter.admits(Facet::Tactic, |word| pivot.is_some_and(|it| is_of(it, word)))
            && self.filter.admits(Facet::From, is_after)
            && self.filter.admits(Facet::To, is_before)
    }
}
