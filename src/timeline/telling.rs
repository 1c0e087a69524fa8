//! How much each source tells, itself and in what it quotes: whom it is worth hearing alone.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::incident::{Day, Id, Incident, Said, Source};
use crate::sorting::{self, Table};

/// What one source tells, whenever it was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Telling {
    /// The source.
    pub source: Id,
    /// How many hosts it speaks of.
    pub n_hosts: usize,
    /// How many steps of the intruder.
    pub n_pivots: usize,
    /// How many events.
    pub n_events: usize,
    /// How many entries of the ledger.
    pub n_counts: usize,
    /// How many facts about the whole.
    pub n_facts: usize,
    /// Whether it tells a step of the intruder, or what became of a host: enough for a map of its own.
    pub is_of_map: bool,
}

impl Telling {
    /// How many things it speaks of.
    pub fn n_things(&self) -> usize {
        self.n_hosts + self.n_pivots + self.n_events + self.n_counts + self.n_facts
    }
}

/// What each source tells, in the order of publication; those without a day last.
pub fn tellings(incident: &Incident) -> Vec<Telling> {
    let mut sources: Vec<&Source> = incident.sources.iter().collect();
    sorting::by_key(&mut sources, |it| {
        let known_from = it.known_from();
        let earliest = it.published.as_ref().and_then(|it| it.span().earliest);
        (known_from.is_none(), known_from, Reverse(earliest))
    });
    let mut told = all(incident);
    let telling = |source: &Source| Telling { source: source.id.clone(), ..std::mem::take(told.entry(&source.id)) };
    sources.into_iter().map(telling).collect()
}

/// What each source tells, by its id.
fn all(incident: &Incident) -> Table<Telling> {
    let mut all: Table<Telling> = Table::default();
    // for each host, who tells of a step from it or to it
    let mut of_steps: Table<Vec<&str>> = Table::default();
    for pivot in &incident.pivots {
        for teller in tellers(pivot.claims.iter().map(|it| &it.said)) {
            let telling = all.entry(teller);
            telling.n_pivots += 1;
            telling.is_of_map = true;
            of_steps.entry(&pivot.from).push(teller);
            of_steps.entry(&pivot.to).push(teller);
        }
    }
    for event in &incident.events {
        for it in &tellers(event.claims.iter().map(|it| &it.said)) {
            all.entry(it).n_events += 1;
        }
    }
    for count in &incident.counts {
        for it in &tellers(count.claims.iter().map(|it| &it.said)) {
            all.entry(it).n_counts += 1;
        }
    }
    for fact in &incident.facts {
        for it in &tellers(fact.claims.iter().map(|it| &it.said)) {
            all.entry(it).n_facts += 1;
        }
    }
    for host in &incident.hosts {
        let mut named = tellers(host.states.iter().map(|it| &it.said));
        for it in &named {
            all.entry(it).is_of_map = true;
        }
        named.extend(tellers(host.names.iter().map(|it| &it.said).chain(host.zone.iter().map(|it| &it.said))));
        named.extend(of_steps.get(&host.id).into_iter().flatten());
        for it in &named {
            all.entry(it).n_hosts += 1;
        }
    }
    all
}

/// Who says any of these, or passes it on.
fn tellers<'a>(said: impl Iterator<Item = &'a Said>) -> BTreeSet<&'a str> {
    sorting::set_of(said.flat_map(Said::tellers))
}

/// Whether a source counts on the reader's clock: it was out by then.
pub fn is_out(incident: &Incident, source: &str, known_on: Option<Day>) -> bool {
    known_on.is_none_or(|day| incident.source(source).and_then(Source::known_from).is_some_and(|it| it <= day))
}
