//! How much each source tells, itself and in what it quotes: whom it is worth hearing alone.

use std::cmp::Reverse;

use crate::incident::{Day, Id, Incident, Said, Source};
use crate::sorting;

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
    sources.into_iter().map(|it| telling(incident, &it.id)).collect()
}

fn telling(incident: &Incident, source: &str) -> Telling {
    let tells = |said: &Said| said.tellers().any(|it| it == source);
    let told: Vec<_> = incident.pivots.iter().filter(|it| it.claims.iter().any(|it| tells(it))).collect();
    let mut telling = Telling {
        source: source.to_owned(),
        n_pivots: told.len(),
        n_events: incident.events.iter().filter(|it| it.claims.iter().any(|it| tells(it))).count(),
        n_counts: incident.counts.iter().filter(|it| it.claims.iter().any(|it| tells(it))).count(),
        n_facts: incident.facts.iter().filter(|it| it.claims.iter().any(|it| tells(it))).count(),
        is_of_map: !told.is_empty(),
        ..Telling::default()
    };
    for host in &incident.hosts {
        let has_state = host.states.iter().any(|it| tells(it));
        let is_named = host.names.iter().any(|it| tells(it))
            || host.zone.iter().any(|it| tells(it))
            || told.iter().any(|it| it.from == host.id || it.to == host.id);
        telling.n_hosts += usize::from(has_state || is_named);
        telling.is_of_map |= has_state;
    }
    telling
}

/// Whether a source counts on the reader's clock: it was out by then.
pub fn is_out(incident: &Incident, source: &str, known_on: Option<Day>) -> bool {
    known_on.is_none_or(|day| incident.source(source).and_then(Source::known_from).is_some_and(|it| it <= day))
}
