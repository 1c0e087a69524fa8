//! What is derived only to show something else than the map, as a part of the program.

use super::compare::Comparison;
use super::present::Presented;
use crate::incident::Slide;
use crate::timeline::{Lens, Snapshot};
use crate::words::Teller;

/// What is derived only to show something else than the map.
pub struct Views {
    /// What changed from another lens to a snapshot.
    pub compare: fn(Teller<'_>, &Lens, &Snapshot) -> Comparison,
    /// A step of the presentation.
    pub present: fn(&[Slide], usize, Teller<'_>, &Snapshot, bool) -> Option<Presented>,
}

/// All of it.
pub static VIEWS: Views = Views { compare: Comparison::of, present: Presented::of };
