//! What is derived only to show something else than the map, as a part of the program.

use super::action::{Index, Talk};
use super::compare::Comparison;
use super::effect::Effect;
use super::listing::Brought;
use super::present::{Act, Presented};
use super::{State, indexed, listing, present};
use crate::scene::Scene;
use crate::timeline::{Lens, Snapshot};
use crate::words::Teller;

/// What is derived only to show something else than the map.
pub struct Views {
    /// What changed from another lens to a snapshot.
    pub compare: fn(Teller<'_>, &Lens, &Snapshot) -> Comparison,
    /// What of a presentation is on the screen, and what stands out on its map.
    pub present: fn(&Act<'_>, &mut Scene) -> Option<Presented>,
    /// Goes from step to step of a presentation.
    pub talk: fn(&mut State, Talk) -> Option<Effect>,
    /// Goes on presenting where a link led, or another incident.
    pub resume: fn(&mut State),
    /// The number of a step, where the lens alone does not say which it is.
    pub unclear_slide: fn(&State) -> Option<usize>,
    /// Shows the list of what the reader found.
    pub collected: fn(&mut State, String, Brought, &[u8]) -> Option<Effect>,
    /// What becomes of an index of incidents.
    pub index: fn(&mut State, Index) -> Option<Effect>,
}

/// All of it.
pub static VIEWS: Views = Views {
    compare: Comparison::of,
    present: present::on_stage,
    talk: present::update,
    resume: present::what_is_shown,
    unclear_slide: present::unclear_slide,
    collected: listing::collected,
    index: indexed::update,
};
