//! What stands below a figure, so that it can be cut out and still be judged: sources and data; and what it is compared with.

use crate::incident::Incident;
use crate::timeline::{Diff, Snapshot, diff};

/// So many sources are named below a figure; of more, only how many.
const NAMED: usize = 40;

/// Whose word the picture is drawn from, each publisher once: `Sources: NTT Communications, CSIDB`, or `…, and 84 more`.
pub fn sources(incident: &Incident, snapshot: &Snapshot, language: &str) -> String {
    let parts = (snapshot.hosts.iter().map(|it| &it.sources))
        .chain(snapshot.pivots.iter().chain(&snapshot.events).map(|it| &it.sources))
        .chain(snapshot.totals.iter().map(|it| &it.sources));
    let mut told: Vec<&str> = Vec::new();
    for id in parts.flatten() {
        let name = incident.label(id, language).unwrap_or(id);
        if !told.contains(&name) {
            told.push(name);
        }
    }
    let n_more = told.len().saturating_sub(NAMED);
    told.truncate(NAMED);
    match (told.is_empty(), n_more) {
        (true, _) => "Sources: none".to_owned(),
        (false, 0) => format!("Sources: {}", told.join(", ")),
        (false, n) => format!("Sources: {}, and {n} more that the file names", told.join(", ")),
    }
}

/// Which data it is drawn from: `Data: ntt-2020, SHA-256 0123456789abcdef…`.
pub fn data(incident: &Incident, digest: &str) -> String {
    format!("Data: {}, SHA-256 {digest}…", incident.id)
}

/// What a picture is compared with, and how much changed.
pub fn compared(incident: &Incident, diff: &Diff, language: &str) -> String {
    let (before, after, _) = diff::words::lenses(incident, &diff.from, &diff.to, language);
    format!("What changed, {before} → {after}: {}", diff::words::text(incident, diff, language).tally())
}
