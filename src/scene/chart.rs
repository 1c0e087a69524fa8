//! How many were reported affected, over time: drawn by plotters on the axis of the slider, with ticks of events and publications.

use crate::sorting;
use plotters::prelude::*;
use plotters::style::Color as _;

use super::recorder::Recorder;
use super::text::width;
use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Scene, Text};
use crate::incident::{Day, Incident};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::{Axis, Report, Snapshot, words};

/// From the left edge to where the axis begins.
pub const LEFT: f64 = 58.0;
/// From where the axis ends to the right edge.
pub const RIGHT: f64 = 24.0;
/// Height of the whole chart.
pub const HEIGHT: f64 = 118.0;

/// Events lie above the plot.
const TOP: f64 = 18.0;
/// Dates and publications lie below it.
const BOTTOM: f64 = 32.0;
const FONT: f64 = 12.0;

/// All that the chart shows.
#[derive(Debug, Clone, Copy)]
pub struct ChartInput<'a> {
    /// The incident, for publications.
    pub incident: &'a Incident,
    /// Where days lie.
    pub axis: &'a Axis,
    /// How everything stands; the cursor is at its day.
    pub snapshot: &'a Snapshot,
    /// What was reported by and by, of one unit.
    pub reports: &'a [Report],
    /// Width of the whole chart.
    pub width: f64,
    /// Light or dark.
    pub theme: &'a Theme,
}

/// Draws the chart.
pub fn scene(input: &ChartInput<'_>) -> Scene {
    let mut items = Vec::new();
    gaps(input, &mut items);
    plot(input, &mut items);
    ticks(input, &mut items);
    dates(input, &mut items);
    cursor(input, &mut items);
    Scene { bounds: Rect::new(0.0, 0.0, input.width, HEIGHT), items }
}

/// Where a day lies on the chart.
pub fn x(axis: &Axis, day: Day, width: f64) -> f64 {
    LEFT + axis.position(day) * (width - LEFT - RIGHT).max(1.0)
}

/// A range that is never empty, for plotters.
fn top_of_scale(reports: &[Report]) -> f64 {
    let most = reports.iter().map(|it| it.total.high.unwrap_or(it.total.low)).max().unwrap_or(0);
    (most as f64 * 1.15).max(1.0)
}

fn rgb(color: Color) -> RGBColor {
    RGBColor((color.0 >> 16) as u8, (color.0 >> 8) as u8, color.0 as u8)
}

/// The part that plotters draws: scale, band and lines.
fn plot(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    if input.reports.is_empty() || input.width < LEFT + RIGHT + 40.0 {
        return;
    }
    let drawn = draw(input, items);
    debug_assert!(drawn.is_ok(), "recording cannot fail: {drawn:?}");
}

fn draw(input: &ChartInput<'_>, items: &mut Vec<Item>) -> Result<(), Box<dyn std::error::Error>> {
    let theme = input.theme;
    let size = (input.width.round() as u32, HEIGHT as u32);
    let root = Recorder { size, items: &mut *items }.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(TOP as u32)
        .margin_bottom(BOTTOM as u32)
        .margin_right(RIGHT as u32)
        .set_label_area_size(LabelAreaPosition::Left, LEFT as u32)
        .build_cartesian_2d(0.0..1.0, 0.0..top_of_scale(input.reports))?;
    let scale = chart.as_coord_spec().y_spec().key_points(4);
    for line in &scale {
        chart.draw_series(LineSeries::new([(0.0, *line), (1.0, *line)], rgb(theme.line)))?;
    }
    let (low, high) = steps(input);
    let band: Vec<(f64, f64)> = high.iter().copied().chain(low.iter().rev().copied()).collect();
    chart.draw_series(std::iter::once(Polygon::new(band, rgb(theme.compromised.tint))))?;
    chart.draw_series(AreaSeries::new(low.clone(), 0.0, rgb(theme.compromised.tint)))?;
    chart.draw_series(LineSeries::new(high, rgb(theme.compromised.on_tint).stroke_width(2)))?;
    chart.draw_series(LineSeries::new(low, rgb(theme.compromised.on_tint).stroke_width(2)))?;
    root.present()?;
    drop(chart);
    drop(root);
    let height = HEIGHT - TOP - BOTTOM;
    for line in scale {
        let y = TOP + height * (1.0 - line / top_of_scale(input.reports)) + FONT * 0.36;
        let words = words::number(line.round() as u64);
        items.push(text(Point::new(LEFT - 6.0, y), Anchor::End, false, theme.muted, words));
    }
    Ok(())
}

/// Positions on the axis with numbers.
type Stairs = Vec<(f64, f64)>;

/// Lower and upper bounds as stairs from publication to publication, to the end of the axis.
fn steps(input: &ChartInput<'_>) -> (Stairs, Stairs) {
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let ends = input.reports.iter().skip(1).map(|it| input.axis.position(it.day)).chain([1.0]);
    for (report, end) in input.reports.iter().zip(ends) {
        let begin = input.axis.position(report.day);
        let total = &report.total;
        low.extend([(begin, total.low as f64), (end, total.low as f64)]);
        let most = total.high.map_or(top_of_scale(input.reports), |it| it as f64);
        high.extend([(begin, most), (end, most)]);
    }
    (low, high)
}

/// Compressed gaps: a break across the plot.
fn gaps(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    for (before, after) in &input.axis.gaps {
        let middle = x(input.axis, *before, input.width).midpoint(x(input.axis, *after, input.width));
        for shift in [-3.0, 3.0] {
            let zigzag: Vec<(f64, f64)> = (0..9)
                .map(|i| {
                    (
                        middle + shift + if i % 2 == 0 { -2.5 } else { 2.5 },
                        TOP + f64::from(i) * (HEIGHT - TOP - BOTTOM) / 8.0,
                    )
                })
                .collect();
            items.push(Item::Path(
                super::icon::polyline(Point::new(0.0, 0.0), &zigzag),
                Paint::stroke(input.theme.faint, 1.0),
            ));
        }
        let words = duration(after.number() - before.number());
        let is_clear = input.reports.first().is_none_or(|it| *after <= it.day);
        if is_clear
            && x(input.axis, *after, input.width) - x(input.axis, *before, input.width)
                > width(&words, FONT, false) + 16.0
        {
            let at = Point::new(middle + 12.0, TOP + 12.0);
            items.push(text(at, Anchor::Start, false, input.theme.muted, words));
        }
    }
}

fn duration(days: i32) -> String {
    if days >= 60 { format!("{} months", days / 30) } else { format!("{days} days") }
}

/// Events above the plot, publications below it.
fn ticks(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let theme = input.theme;
    let (first, last) = input.axis.ends();
    let today = input.snapshot.lens.as_of;
    let mut seen: Vec<Day> = Vec::new();
    for step in &input.snapshot.story {
        let Some(day) =
            step.day().filter(|day| !step.when.undated && !seen.contains(day) && (first..=last).contains(day))
        else {
            continue;
        };
        seen.push(day);
        let center = Point::new(x(input.axis, day, input.width), TOP - 8.0);
        let is_past = day <= today;
        let paint = if is_past { Paint::fill(theme.ink) } else { Paint::stroke(theme.faint, 1.5) };
        items.push(Item::Circle(center, 4.0, paint));
    }
    let lens = &input.snapshot.lens;
    let mut days: Vec<Day> = input.incident.sources.iter().filter_map(crate::incident::Source::known_from).collect();
    days.retain(|day| (first..=last).contains(day) && lens.known_on.is_none_or(|known_on| *day <= known_on));
    sorting::by_key(&mut days, |it| *it);
    days.dedup();
    for day in days {
        let x = x(input.axis, day, input.width);
        let y = HEIGHT - BOTTOM;
        let commands = vec![
            Command::Move(Point::new(x, y + 1.0)),
            Command::Line(Point::new(x - 4.0, y + 9.0)),
            Command::Line(Point::new(x + 4.0, y + 9.0)),
        ];
        items.push(Item::Path(Path { commands }, Paint::fill(theme.muted)));
    }
}

/// Dates below the axis, as many as find room; the first and the last always.
fn dates(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let (first, last) = input.axis.ends();
    let gap_days = input.axis.gaps.iter().flat_map(|(a, b)| [*a, *b]);
    let story_days = input.snapshot.story.iter().filter(|it| !it.when.undated).filter_map(crate::timeline::Step::day);
    let candidates: Vec<Day> = [first, last].into_iter().chain(gap_days).chain(story_days).collect();
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for day in candidates {
        let words = words::day(day);
        let half = width(&words, FONT, false) / 2.0;
        let middle = x(input.axis, day, input.width).min(input.width - half).max(half);
        if taken.iter().all(|(from, to)| middle + half + 12.0 < *from || middle - half - 12.0 > *to) {
            taken.push((middle - half, middle + half));
            items.push(text(Point::new(middle, HEIGHT - 8.0), Anchor::Middle, false, input.theme.muted, words));
        }
    }
}

/// The day of the slider, and what was reported last by then.
fn cursor(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let x = x(input.axis, input.snapshot.lens.as_of, input.width);
    let commands = vec![Command::Move(Point::new(x, 2.0)), Command::Line(Point::new(x, HEIGHT - BOTTOM + 10.0))];
    items.push(Item::Path(Path { commands }, Paint::stroke(input.theme.accent, 2.0)));
    for report in input.reports {
        let words = words::total_number(&report.total);
        let from = self::x(input.axis, report.day, input.width);
        let wide = width(&words, FONT, true);
        let share = report.total.high.unwrap_or(report.total.low) as f64 / top_of_scale(input.reports);
        let y = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM) + 13.0;
        let (at, anchor) =
            if from - wide - 6.0 > LEFT { (from - 5.0, Anchor::End) } else { (from + 5.0, Anchor::Start) };
        let left = if anchor == Anchor::End { at - wide } else { at };
        items.push(Item::Rect(Rect::new(left - 2.0, y - 11.0, wide + 4.0, 14.0), 3.0, Paint::fill(input.theme.paper)));
        items.push(text(Point::new(at, y), anchor, true, input.theme.compromised.on_tint, words));
    }
}

fn text(at: Point, anchor: Anchor, is_bold: bool, color: Color, words: String) -> Item {
    Item::Text(Text { at, anchor, size: FONT, is_bold, color, words })
}
