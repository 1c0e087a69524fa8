//! Lists of breaches as tables: what authorities were told (`register.rs`, with the columns of each in `columns.rs`), and what
//! intruders claim on their sites (`claims.rs`).

pub mod claims;
mod columns;
pub mod register;

use super::make::{self, Names, Voice, Words};
use crate::import::draft::{HostDraft, IncidentDraft, ZoneDraft};
use crate::tongue::Phrase;

/// A zone around everything that is not the victim's, and in it whoever broke in.
fn intruder(draft: &mut IncidentDraft, label: impl Into<Words>, voice: &Voice, names: &mut Names) -> String {
    let outside =
        ZoneDraft { id: names.id("outside"), label: make::text(Phrase::import_outside()), ..ZoneDraft::default() };
    let host = HostDraft {
        id: names.id("actor"),
        label: make::short(label, 40),
        kind: Some("party".to_owned()),
        role: Some("intruder".to_owned()),
        zone: make::each(vec![voice.claim(Some(outside.id.clone()))]),
        ..HostDraft::default()
    };
    let id = host.id.clone();
    push(&mut draft.zones.items, outside);
    push(&mut draft.hosts.items, host);
    id
}

/// Adds a part to a list of a draft.
fn push<T>(items: &mut Vec<(usize, T)>, part: T) {
    items.push((items.len(), part));
}

/// The words of a cell; `None` where it says nothing.
fn said(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|it| !["", "-", "N/A", "n/a", "NA", "None", "null"].contains(it))
}
