//! What parts of the program can do that come later, as tables of functions.

use super::action::{Action, Edit, Give, Index, Talk};
use super::comparison::Comparison;
use super::effect::Effect;
use super::presented::{Act, Presented};
use super::wish::{Draft, Gathered, Wish};
use super::{Failure, State};
use crate::export::share::Share;
use crate::paint::SvgNode;
use crate::scene::Scene;
use crate::scene::map::MapInput;
use crate::timeline::{Lens, Snapshot};
use crate::tongue::Arg;
use crate::words::Teller;

/// Handing on.
pub struct Handing {
    /// Thinks about it, and does it.
    pub update: fn(&mut State, Give) -> Option<Effect>,
    /// What changed, in words for the clipboard.
    pub changes: fn(&State) -> Result<Effect, Failure>,
    /// What is printed.
    pub handout: fn(&State, Share) -> Result<SvgNode, Failure>,
    /// The file of a wish, or what must be gathered for it.
    pub file: fn(&State, &Wish) -> Result<Effect, Failure>,
}

/// Making what takes much of the program: files for office programs and programs of diagrams, and briefings.
pub struct Office {
    /// What a wish becomes.
    pub draft: fn(&State, &Wish) -> Result<Draft, Failure>,
    /// The briefing made of what was gathered.
    pub brief: fn(&Gathered) -> Result<Draft, Failure>,
}

/// How many files were brought, and those that are not read, each with the reason.
pub type Brought = (usize, Vec<Arg>);

/// What is derived only to show something else than the map.
pub struct Views {
    /// What changed from another lens to a snapshot.
    pub compare: fn(Teller<'_>, &Lens, &Snapshot) -> Comparison,
    /// What the looks on a map mean, in rows of at most a width.
    pub legend: fn(&MapInput<'_>, f64) -> Scene,
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

/// Writing in an incident.
pub struct Writing {
    /// Sees all that happens before anything else does: what would lose edits waits for an answer, and the rows of a table
    /// are added to what is written. Gives back what is none of its business.
    pub first: fn(&mut State, Action) -> Result<Action, Option<Effect>>,
    /// What becomes of what somebody writes.
    pub update: fn(&mut State, Edit) -> Option<Effect>,
}
