//! Where a step or an event lies from left to right: when it can have happened, and when it was known.

use super::input::LanesInput;
use crate::incident::End;
use crate::scene::Anchor;
use crate::timeline::When;

/// Half the width of the triangle of a publication, and its height.
pub const TRIANGLE: (f64, f64) = (4.0, 7.0);
/// What can have happened at any time before a day begins so far before it.
const OPEN: f64 = 30.0;

/// When it was known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known {
    /// Nobody who tells it has a date.
    Never,
    /// At this place.
    At(f64),
    /// After the axis ends.
    Later,
}

/// Where a mark lies from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// The day by which it had surely happened, as on the chart.
    pub at: f64,
    /// The first and the last day it can be; where the first is not known, a little before the last.
    pub span: (f64, f64),
    /// Whether the first is known.
    pub is_bounded: bool,
    /// When it was known.
    pub known: Known,
    /// How far it was moved aside from its day, so that arrows of one day lie apart.
    pub aside: f64,
    /// Half the width of its number, or of its dot.
    pub half: f64,
    /// The words beside it: where they begin, or end, and how wide they are.
    pub words: Option<(f64, Anchor, String, f64)>,
    right: f64,
}

/// Where a step lies on the axis: at its day, or where steps without a date have their place.
pub fn place(input: &LanesInput<'_>, id: &str, when: &When) -> f64 {
    let undated = || input.axis.undated.iter().find(|it| it.0 == id).map(|it| it.1);
    let day = || when.span.latest.or(when.span.earliest).map(|it| input.axis.position(it));
    when.undated.then(undated).flatten().or_else(day).unwrap_or(1.0)
}

impl Extent {
    /// Where a step lies that was known then.
    pub fn of(input: &LanesInput<'_>, id: &str, when: &When, known: Option<End>) -> Self {
        let (frame, axis) = (input.frame, input.axis);
        let at = frame.x(place(input, id, when));
        let has_place = when.undated && axis.undated.iter().any(|it| it.0 == id);
        let day = |it: Option<crate::incident::Day>| it.filter(|_| !has_place).map(|it| frame.x(axis.position(it)));
        let last = axis.ends().1;
        let known = match known {
            None => Known::Never,
            // where no day has a place, neither has a publication
            Some(_) if last.told().is_none() => Known::Never,
            Some(it) if it.day > last => Known::Later,
            Some(it) => Known::At(frame.x(axis.position(it.day))),
        };
        let first = day(when.span.earliest);
        let from = first.unwrap_or(if has_place { at } else { (at - OPEN).max(frame.ends().0) });
        // without a last day, it stands on its first
        let from = if when.span.latest.is_some() { from.min(at) } else { at };
        let is_bounded = first.is_some();
        Self { at, span: (from, at), is_bounded, known, aside: 0.0, half: 3.5, words: None, right: frame.whole }
    }

    /// Where it stands, moved aside.
    pub fn x(&self) -> f64 {
        self.at + self.aside
    }

    /// From where to where it covers its row.
    pub fn ends(&self) -> (f64, f64) {
        let (mut from, mut to) = (self.span.0.min(self.x() - self.half), self.x() + self.half);
        match self.known {
            Known::Never => {}
            Known::At(known) => (from, to) = (from.min(known - TRIANGLE.0), to.max(known + TRIANGLE.0)),
            Known::Later => to = self.right,
        }
        match &self.words {
            Some((x, Anchor::End, _, wide)) => from = from.min(x - wide),
            Some((x, _, _, wide)) => to = to.max(x + wide),
            None => {}
        }
        (from, to)
    }
}
