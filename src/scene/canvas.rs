//! The things of a map, each with all that makes it look otherwise, and what takes them.

use std::rc::Rc;

use super::Item;
use super::input::MapInput;
use crate::sorting::Table;
use crate::timeline::{Certainty, HostSnapshot, HostState, Phase, Weight};

/// A thing of a map, with all that makes it look otherwise on another day or when something else is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a> {
    /// The zones, and the lines between hosts that are perhaps the same.
    Ground,
    /// The ground along an arrow, which keeps crossings apart.
    Casing(&'a str, ArrowState),
    /// An arrow.
    Arrow(&'a str, ArrowState),
    /// The number on it.
    Badge(&'a str, ArrowState),
    /// The card of several hosts: how many stand how.
    Group(&'a str, Stand),
    /// The card of a host, and whether it is chosen.
    Card(&'a Rc<HostSnapshot>, bool),
}

/// How many hosts stand how; the flag is for those that nobody says to be reached.
pub type Stand = Vec<(HostState, Certainty, bool, usize)>;

/// How an arrow looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrowState {
    /// How far its steps have come.
    pub phase: Phase,
    /// How loud the loudest of them is.
    pub weight: Weight,
    /// Whether it changes on the day.
    pub is_newest: bool,
    /// Whether a step of it is chosen.
    pub is_chosen: bool,
}

/// Takes the things of a map, from back to front.
pub trait Canvas {
    /// Takes a thing, and makes it unless it has it.
    fn add(&mut self, part: Part<'_>, make: &dyn Fn() -> Vec<Item>);
}

/// For figures: everything is made.
impl Canvas for Vec<Item> {
    fn add(&mut self, _: Part<'_>, make: &dyn Fn() -> Vec<Item>) {
        self.extend(make());
    }
}

/// Which steps share an arrow, and where it lies: no day changes that.
#[derive(Debug, Default)]
pub struct Frame {
    /// The place of each arrow in the layout, and the card at which it begins.
    pub arrows: Vec<(usize, String)>,
    /// The arrow of each step that is told, in their order.
    pub of_step: Vec<Option<usize>>,
}

impl Frame {
    /// The frame of a map.
    pub fn of(input: &MapInput<'_>) -> Self {
        let (folded, layout) = (&input.ground.folded, &input.ground.layout);
        let mut frame = Self::default();
        let mut bundles: Table<usize> = Table::default();
        for it in &input.snapshot.pivots {
            let id = folded.arrow(&it.id);
            let known = bundles.get(id).copied();
            let made = || {
                let (edge, pivot) = (layout.place_of_edge(id)?, input.teller.incident.pivot(&it.id)?);
                frame.arrows.push((edge, folded.card(&pivot.from).to_owned()));
                let at = frame.arrows.len() - 1;
                if folded.bundle_of(&it.id).is_some() {
                    bundles.insert(id, at);
                }
                Some(at)
            };
            let at = known.or_else(made);
            frame.of_step.push(at);
        }
        frame
    }
}
