//! A finished display list: a painter decides nothing and measures no text.

pub mod canvas;
pub mod changes;
pub mod chart;
pub mod emphasis;
pub mod group;
pub mod icon;
mod input;
pub mod label;
pub mod lanes;
pub mod legend;
pub mod map;
pub mod measure;
mod plot;
mod recorder;

pub mod small;
pub mod style;
pub mod tag;
pub mod text;
pub mod theme;
mod ticks;
pub mod years;

use crate::layout::geometry::{Path, Point, Rect};
pub use input::Ground;
use theme::Color;

/// A picture in its own units.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// What is to be seen of it.
    pub bounds: Rect,
    /// From back to front.
    pub items: Vec<Item>,
}

/// Something to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Items that belong together.
    Group(Group),
    /// A rectangle with rounded corners of this radius.
    Rect(Rect, f64, Paint),
    /// A circle: center and radius.
    Circle(Point, f64, Paint),
    /// Lines and curves.
    Path(Path, Paint),
    /// One line of text.
    Text(Text),
}

/// Items that belong together, perhaps because they show one thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// The id of the host or pivot that it shows, if it can be chosen.
    pub entity: Option<String>,
    /// The id of the group of hosts that opens in place of choosing.
    pub opens: Option<String>,
    /// What a screen reader says of it.
    pub label: Option<String>,
    /// The items, from back to front.
    pub items: Vec<Item>,
}

/// How a shape is filled and outlined.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Paint {
    /// Color of the inside; `None` leaves it open.
    pub fill: Option<Color>,
    /// Color of the outline; `None` draws none.
    pub stroke: Option<Color>,
    /// Width of the outline.
    pub width: f64,
    /// Lengths of dashes and gaps; empty is a solid line.
    pub dash: &'static [f64],
}

impl Paint {
    /// Filled, without an outline.
    pub fn fill(color: Color) -> Self {
        Self { fill: Some(color), ..Self::default() }
    }

    /// Outlined, not filled.
    pub fn stroke(color: Color, width: f64) -> Self {
        Self { stroke: Some(color), width, ..Self::default() }
    }

    /// The same with an outline.
    #[must_use]
    pub fn with_stroke(self, color: Color, width: f64) -> Self {
        Self { stroke: Some(color), width, ..self }
    }

    /// The same with a dashed outline.
    #[must_use]
    pub fn dashed(self, dash: &'static [f64]) -> Self {
        Self { dash, ..self }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where its baseline begins, has its middle, or ends.
    pub at: Point,
    /// Which of these three.
    pub anchor: Anchor,
    /// Height of the font in scene units.
    pub size: f64,
    /// Semibold instead of regular.
    pub is_bold: bool,
    /// Color of the letters.
    pub color: Color,
    /// The words.
    pub words: String,
    /// The tag of their language, where it is not that of the picture.
    pub language: Option<String>,
}

impl Text {
    /// A line in the language of the picture.
    pub fn new(at: Point, anchor: Anchor, size: f64, is_bold: bool, color: Color, words: String) -> Self {
        Self { at, anchor, size, is_bold, color, words, language: None }
    }

    /// The same in a language of its own.
    #[must_use]
    pub fn in_language(self, tag: Option<&str>) -> Self {
        Self { language: tag.map(str::to_owned), ..self }
    }
}

/// Which point of a line of text its position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
