//! A lane, and what lies in it.

use super::extent::Extent;
use crate::fold::Group;
use crate::incident::HostKind;
use crate::scene::Paint;
use crate::timeline::{Certainty, HostState, Phase, Weight, When};

/// A lane.
#[derive(Debug)]
pub struct Lane<'a> {
    /// The host, or the group that shares the card; `None` is the lane of what concerns no single host.
    pub id: Option<&'a str>,
    /// The group.
    pub group: Option<&'a Group>,
    /// Its icon.
    pub kind: Option<HostKind>,
    /// The language of its name, where it is not that of our own words.
    pub language: Option<&'a str>,
    /// Its name.
    pub name: String,
    /// Why it mattered by the day.
    pub mattered: Option<String>,
    /// What a screen reader says of it.
    pub spoken: String,
    /// How its hosts stand, from left to right.
    pub pieces: Vec<Piece>,
    /// Steps that lead here, and events.
    pub marks: Vec<Mark<'a>>,
    /// How many of them find no room, in words.
    pub more: Option<String>,
    /// Where arrows cross it or end in it, from left to right.
    pub crossed: Vec<f64>,
    /// Upper edge.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// Upper edge of the bar.
    pub bar_y: f64,
}

/// A piece of a bar: from a place of the axis until the next begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Where it begins, from 0 to 1.
    pub from: f64,
    /// How many hosts stand how, the worst first.
    pub parts: Vec<(HostState, Certainty, usize)>,
}

/// The step of an arrow, the steps of one that stands for several, or an event.
#[derive(Debug)]
pub struct Mark<'a> {
    /// The id of the arrow or the event.
    pub id: &'a str,
    /// The group that opens in place of choosing.
    pub opens: Option<&'a str>,
    /// The number of a step, or those of several.
    pub number: Option<String>,
    /// What an event is called, with its language where it is not that of our own words.
    pub name: Option<(Option<&'a str>, &'a str)>,
    /// The lane from which it leads, if it leads from another.
    pub from: Option<usize>,
    /// In which lane it lies.
    pub to: usize,
    /// Where it lies from left to right.
    pub extent: Extent,
    /// The middle of its row.
    pub y: f64,
    /// How far it has come.
    pub phase: Phase,
    /// How loudly it is told.
    pub weight: Weight,
    /// Its color and its dashes.
    pub paint: Paint,
    /// When it happened.
    pub when: When,
    /// What a screen reader says of it.
    pub spoken: String,
}

impl Mark<'_> {
    /// Whether it has happened by the day.
    pub fn is_done(&self) -> bool {
        self.phase != Phase::Before
    }
}
