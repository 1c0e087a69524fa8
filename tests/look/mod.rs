//! Files of tapes, read; and lenses through which laws look at them.

use breachmap::import::{Imported, import};
use breachmap::incident::{Day, Incident};
use breachmap::timeline::{Lens, Timeline};
use proptest::prelude::*;
use serde_json::Value;

/// Reads a file that can be read.
pub fn read(file: &Value) -> Imported {
    import(file.to_string().as_bytes()).unwrap()
}

/// Days on which something can change, and days beyond.
pub fn days(incident: &Incident) -> Vec<Day> {
    let mut days = Timeline::of(incident).stops;
    if days[0].told().is_some() {
        days.extend([days[0].plus(-400), days[days.len() - 1].plus(400)]);
    }
    days.sort_unstable();
    days
}

/// The lens that three numbers choose.
pub fn lens(incident: &Incident, as_of: usize, known_on: Option<usize>, told_by: Option<u8>) -> Lens {
    let days = days(incident);
    let told_by = told_by.map(|bits| {
        let chosen = incident.sources.iter().enumerate().filter(|(i, _)| bits >> (i % 8) & 1 == 1);
        chosen.map(|(_, it)| it.id.clone()).collect()
    });
    Lens {
        as_of: days[as_of % days.len()],
        known_on: known_on.map(|it| days[it % days.len()]),
        told_by,
        prefer: Vec::new(),
    }
}

/// So many tries that the suite stays quick; `PROPTEST_CASES=5000` looks harder.
pub fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
