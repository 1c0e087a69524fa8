//! What changed from one lens to another: the value, its words, and what the map shows of it.

use crate::scene::changes;
use crate::timeline::{Diff, Lens, Snapshot};
use crate::words::{Changed, Teller};

/// A comparison: the value, and its words.
#[derive(Debug)]
pub struct Comparison {
    /// What changed.
    pub diff: Diff,
    /// The same in words.
    pub text: Changed,
    /// How it stood before.
    pub before: Snapshot,
    /// How it stands, with what was withdrawn: what the map shows.
    pub drawn: Snapshot,
}

impl Comparison {
    /// What changed from another lens to this snapshot.
    pub fn of(teller: Teller<'_>, against: &Lens, after: &Snapshot) -> Self {
        let before = Snapshot::of(teller.incident, against);
        let diff = Diff::of(&before, after);
        Self { text: teller.changes(&diff), drawn: changes::together(&diff, after), diff, before }
    }
}
