//! Time as lanes, as somebody looks at it: the drawing for the room there is, and where the keyboard goes in it.

use std::rc::Rc;

use super::view::Shown;
use crate::incident::Id;
use crate::paint::{self, SvgNode};
use crate::scene::Ground;
use crate::scene::lanes::{self, Frame, LanesInput, Plan};
use crate::scene::legend;
use crate::scene::map::MapInput;
use crate::timeline::Courses;

/// The page.
#[derive(Debug, PartialEq)]
pub struct Lanes {
    /// What stays above the lanes, and its height.
    pub head: (Rc<[Rc<SvgNode>]>, f64),
    /// The same in words.
    pub sentence: String,
    /// The lanes, and their height.
    pub body: (Rc<[Rc<SvgNode>]>, f64),
    /// What lines and grounds mean.
    pub key: String,
    /// What the looks of bars and arrows mean, and its height.
    pub legend: (Rc<[Rc<SvgNode>]>, f64),
    /// The lanes from top to bottom, each with its steps from left to right.
    order: Vec<(Option<Id>, Vec<Id>)>,
}

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// To the lane above.
    Up,
    /// To the lane below.
    Down,
    /// Along the lane.
    Right,
    /// Back along it.
    Left,
    /// To the first lane.
    First,
    /// To the last.
    Last,
}

impl Shown {
    /// How hosts stand on all days, and when steps were known.
    pub fn courses(&self) -> Courses {
        Courses::of(&self.ready.incident, &self.snapshot.lens, &self.axis)
    }
}

impl Lanes {
    /// The lanes of what is shown.
    pub fn of(shown: &Shown, courses: &Courses, frame: Frame) -> Self {
        let map = shown.map_input();
        let input = LanesInput {
            map,
            courses,
            axis: &shown.axis,
            publications: &shown.ready.publications,
            frame,
            is_brief: false,
        };
        let (head, plan) = (lanes::head(&input), Plan::of(&input, 0.0));
        let (body, seen) = (lanes::scene(&input, &plan), lanes::seen(&input));
        let seen = MapInput { snapshot: &seen, ground: &Ground::default(), ..map };
        let legend = legend::scene(&seen, (frame.whole - 2.0 * MARGIN).max(1.0));
        let owned = |(lane, steps): (Option<&str>, Vec<&str>)| {
            (lane.map(str::to_owned), steps.into_iter().map(str::to_owned).collect())
        };
        Self {
            sentence: lanes::sentence(&input),
            key: lanes::key(&input),
            head: (paint::shared(&head), head.bounds.height),
            body: (paint::shared(&body), body.bounds.height),
            legend: (paint::shared(&legend), legend.bounds.height),
            order: plan.order().into_iter().map(owned).collect(),
        }
    }

    /// Where the tab key leads first.
    pub fn first(&self) -> Option<&str> {
        let (lane, steps) = self.order.first()?;
        lane.as_deref().or(steps.first().map(String::as_str))
    }

    /// Whether it is among the lanes.
    pub fn has(&self, id: &str) -> bool {
        self.order.iter().any(|(lane, steps)| lane.as_deref() == Some(id) || steps.iter().any(|it| it == id))
    }

    /// Where the keyboard goes from a lane or a step; nowhere if there is nothing.
    pub fn next(&self, from: &str, go: Go) -> Option<&str> {
        let stops = |at: usize| {
            let (lane, steps) = &self.order[at];
            lane.iter().chain(steps).map(String::as_str).collect::<Vec<_>>()
        };
        let at = self.order.iter().position(|(lane, steps)| lane.iter().chain(steps).any(|it| it == from))?;
        let here = stops(at);
        let place = here.iter().position(|it| *it == from)?;
        match go {
            Go::Right => here.get(place + 1).copied(),
            Go::Left => here.get(place.checked_sub(1)?).copied(),
            // from a step, up leads to its own lane first
            Go::Up if place > 0 && self.order[at].0.is_some() => here.first().copied(),
            Go::Up => stops(at.checked_sub(1)?).first().copied(),
            Go::Down if at + 1 < self.order.len() => stops(at + 1).first().copied(),
            Go::Down => None,
            Go::First => stops(0).first().copied(),
            Go::Last => stops(self.order.len() - 1).first().copied(),
        }
    }
}

/// Left and right of the legend.
const MARGIN: f64 = 16.0;
