//! The frame of the chart: what it is drawn of, and where days and words lie in it.

use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Text};
use crate::incident::{Day, Incident, Span};
use crate::layout::geometry::{Command, Path, Point};
use crate::timeline::{Axis, Publication, Report, Series, Snapshot, Total};
use crate::tongue::Tongue;

/// From the left edge to where the axis begins.
pub const LEFT: f64 = 58.0;
/// From where the axis ends to the right edge.
pub const RIGHT: f64 = 24.0;
/// Height of the whole chart.
pub const HEIGHT: f64 = 134.0;
/// The same in a small frame: the numbers still have their room.
pub const LOW: f64 = 104.0;

/// Events lie above the plot.
pub const TOP: f64 = 18.0;
/// The slider's thumb, publications and dates lie below it.
pub const BOTTOM: f64 = 44.0;
/// Of all words of the chart.
pub const FONT: f64 = 12.0;

/// All that the chart shows.
#[derive(Debug, Clone, Copy)]
pub struct ChartInput<'a> {
    /// What all of it tells of.
    pub incident: &'a Incident,
    /// Where days lie.
    pub axis: &'a Axis,
    /// How everything stands; the cursor is at its day.
    pub snapshot: &'a Snapshot,
    /// The days of publication.
    pub publications: &'a [Publication],
    /// What was reported by and by, of one unit.
    pub series: Option<&'a Series>,
    /// Width of the whole chart.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Light or dark.
    pub theme: &'a Theme,
    /// The language of its words.
    pub tongue: &'static Tongue,
}

impl ChartInput<'_> {
    /// Where a day lies.
    pub fn x(&self, day: Day) -> f64 {
        x(self.axis, day, self.width)
    }

    /// Where nothing is reported.
    pub fn floor(&self) -> f64 {
        self.height - BOTTOM
    }

    /// Where a number lies, if this one lies at the top.
    pub fn y(&self, number: f64, top: f64) -> f64 {
        self.floor() - number / top * (self.floor() - TOP)
    }

    /// The number of the day of the slider, of the unit of the chart, and when it was counted, if nobody had by that day.
    pub fn counted_later(&self) -> Option<(&Total, Span)> {
        let total = self.snapshot.totals.iter().find(|it| self.series.is_some_and(|series| series.unit == it.unit))?;
        Some((total, total.counted_after(self.snapshot.lens.as_of)?))
    }

    /// What was reported by the day of the reader's clock.
    pub fn reports(&self) -> &[Report] {
        self.series.map_or(&[], |it| it.known_on(self.snapshot.lens.known_on))
    }
}

/// Where a day lies on a chart of this width.
pub fn x(axis: &Axis, day: Day, width: f64) -> f64 {
    x_at(axis.position(day), width)
}

/// Where a place of the axis lies on a chart of this width.
pub fn x_at(at: f64, width: f64) -> f64 {
    LEFT + at * (width - LEFT - RIGHT).max(1.0)
}

/// A straight line.
pub fn line(from: Point, to: Point, paint: Paint) -> Item {
    Item::Path(Path { commands: vec![Command::Move(from), Command::Line(to)] }, paint)
}

/// Words of the chart.
pub fn text(at: Point, anchor: Anchor, is_bold: bool, color: Color, words: String) -> Item {
    Item::Text(Text::new(at, anchor, FONT, is_bold, color, words))
}
