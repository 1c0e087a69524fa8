//! What lanes are drawn of, where they lie, and what all of them share.

use crate::layout::geometry::Point;
use crate::scene::map::MapInput;
use crate::scene::plot::{LEFT, RIGHT, x_at};
use crate::scene::style;
use crate::scene::theme::Color;
use crate::scene::{Anchor, Item, Paint, Text};
use crate::timeline::{Axis, Certainty, Courses, HostState, Publication};

/// Of all words of the lanes.
pub const FONT: f64 = 12.0;
/// Height of a bar.
pub const BAR: f64 = 17.0;
/// Height of a row of steps.
pub const ROW: f64 = 17.0;
/// Above and below what is in a lane.
pub const PADDING: f64 = 4.0;
/// Between two lanes.
pub const GAP: f64 = 2.0;
/// Height of the title of a zone.
pub const ZONE: f64 = 21.0;
/// Height of a label that stands above its bar.
pub const LABEL: f64 = 19.0;
/// From the left edge to the icon.
pub const INDENT: f64 = 10.0;
/// From the icon to the name.
pub const NAME: f64 = 24.0;
/// The least room that labels need to stand beside the bars.
const BESIDE: f64 = 130.0;

/// The room for labels left of a chart by which labels stand beside the bars.
pub const MARGIN: f64 = 146.0;

/// Where the lanes lie: around a chart of this width, so that both have their days in the same places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// From the left edge to the left edge of the chart.
    pub left: f64,
    /// Width of the chart.
    pub chart: f64,
    /// Width of all.
    pub whole: f64,
}

impl Frame {
    /// A frame of this width by itself.
    pub fn alone(whole: f64) -> Self {
        let left = if whole > 640.0 { MARGIN } else { 0.0 };
        Self { left, chart: (whole - left).max(1.0), whole }
    }

    /// Where a place of the axis lies.
    pub fn x(self, at: f64) -> f64 {
        self.left + x_at(at.clamp(0.0, 1.0), self.chart)
    }

    /// Where the axis begins and ends.
    pub fn ends(self) -> (f64, f64) {
        (self.left + LEFT, self.left + (self.chart - RIGHT).max(LEFT + 1.0))
    }

    /// Whether labels stand beside the bars.
    pub fn is_beside(self) -> bool {
        self.left + LEFT >= BESIDE
    }
}

/// All that lanes are drawn of.
#[derive(Debug, Clone, Copy)]
pub struct LanesInput<'a> {
    /// The map of which they are another view.
    pub map: MapInput<'a>,
    /// How each host stands, and from when on each step was known.
    pub courses: &'a Courses,
    /// Where days lie.
    pub axis: &'a Axis,
    /// The days of publication.
    pub publications: &'a [Publication],
    /// Where the lanes lie.
    pub frame: Frame,
    /// Whether there is room for bars and numbered arrows only, as on a slide.
    pub is_brief: bool,
}

/// Words of the lanes.
#[inline(never)]
pub fn say(at: (f64, f64), anchor: Anchor, is_bold: bool, color: Color, words: impl Into<String>) -> Item {
    say_told(at, anchor, is_bold, color, (None, words.into()))
}

/// Words of the file, with their language where it is not that of our own words.
#[inline(never)]
pub fn say_told(
    (x, y): (f64, f64),
    anchor: Anchor,
    is_bold: bool,
    color: Color,
    words: (Option<&str>, String),
) -> Item {
    let (language, words) = words;
    let text = Text::new(Point::new(x, y), anchor, FONT, is_bold, color, words);
    Item::Text(text.in_language(language))
}

/// Where the slider stands.
pub fn cursor(input: &LanesInput<'_>) -> f64 {
    let snapshot = input.map.snapshot;
    input.frame.x(input.axis.place(snapshot.lens.as_of, snapshot.step.as_deref()))
}

/// How a bar of this state is painted: as a card, with a finer edge.
pub fn paint(state: HostState, certainty: Certainty, input: &LanesInput<'_>) -> style::CardStyle {
    let style = style::card(state, certainty, input.map.theme);
    // what nobody dates lies on the ground: it must not be louder than what is known
    let fill = style.card.fill.filter(|_| state != HostState::Unknown);
    style::CardStyle { card: Paint { fill, width: style.card.width.min(2.0), ..style.card }, ..style }
}
