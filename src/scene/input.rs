//! What the map is drawn of.

use super::theme::Theme;
use crate::fold::Folded;
use crate::layout::Layout;
use crate::sorting::Table;
use crate::timeline::{Diff, Snapshot};
use crate::words::Teller;

/// What every map of an incident stands on, whatever the day: what shares a card, and where everything lies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ground {
    /// What shares a card, and what an arrow.
    pub folded: Folded,
    /// Where cards and arrows lie.
    pub layout: Layout,
}

/// All that a map shows.
#[derive(Debug, Clone, Copy)]
pub struct MapInput<'a> {
    /// Whose labels and words it has.
    pub teller: Teller<'a>,
    /// Where everything is, and what shares a card.
    pub ground: &'a Ground,
    /// The number of each step, the same under every lens.
    pub numbers: &'a Table<usize>,
    /// How everything stands.
    pub snapshot: &'a Snapshot,
    /// What is chosen.
    pub selection: Option<&'a str>,
    /// How much larger words are drawn, where the map is seen smaller than it is drawn.
    pub words: f64,
    /// Light or dark.
    pub theme: &'a Theme,
    /// What changed, where that is shown.
    pub diff: Option<&'a Diff>,
}
