//! What is derived only to show something else than the map, as a part of the program.

use super::action::Index;
use super::compare::Comparison;
use super::effect::Effect;
use super::listing::Brought;
use super::present::{Presented, Stage};
use super::{State, indexed, listing};
use crate::incident::Slide;
use crate::timeline::{Lens, Snapshot};
use crate::words::Teller;

/// What is derived only to show something else than the map.
pub struct Views {
    /// What changed from another lens to a snapshot.
    pub compare: fn(Teller<'_>, &Lens, &Snapshot) -> Comparison,
    /// A step of the presentation.
    pub present: fn(&[Slide], Stage, Teller<'_>, &Snapshot, bool) -> Option<Presented>,
    /// Shows the list of what the reader found.
    pub collected: fn(&mut State, String, Brought, &[u8]) -> Option<Effect>,
    /// What becomes of an index of incidents.
    pub index: fn(&mut State, Index) -> Option<Effect>,
}

/// All of it.
pub static VIEWS: Views =
    Views { compare: Comparison::of, present: Presented::of, collected: listing::collected, index: indexed::update };
