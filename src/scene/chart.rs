//! How many were reported affected, by day of publication: drawn on the axis of the slider, one unit at a time.
//!
//! A line says as firmly as its source does; between the fewest and the most it can be lies a hatched band.

use plotters::prelude::*;

pub use super::plot::{BOTTOM, ChartInput, FONT, HEIGHT, LEFT, LOW, RIGHT, TOP, line, text, x, x_at};
use super::recorder::Recorder;
use super::text::width;
use super::theme::Color;
use super::{Anchor, Item, Paint, Scene, style, ticks};
use crate::incident::Day;
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::{Report, Total};

/// What is reported after the axis ends lies this far beyond it.
const LATER: f64 = 12.0;
/// The shortest line of a report.
const STUB: f64 = 10.0;
/// From one line of a hatched band to the next.
const HATCH: f64 = 8.0;

/// Where a report lies on the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// From where it holds, or beyond the end of the axis.
    pub x: f64,
    /// Until where it holds.
    pub end: f64,
    /// The fewest it can be.
    pub low: f64,
    /// The most it can be; the top of the plot if no bound is given.
    pub high: f64,
}

/// Draws the chart, with its reports where [`spots`] says that they lie.
pub fn scene(input: &ChartInput<'_>, spots: &[Spot]) -> Scene {
    let mut items = Vec::new();
    let mut taken = Vec::new();
    plot(input, spots, &mut items);
    ticks::gaps(input, &mut items);
    ticks::events(input, &mut items);
    ticks::undated(input, &mut items);
    ticks::publications(input, &mut items);
    ticks::dates(input, &mut items);
    cursor(input, &mut items);
    counted_later(input, &mut items);
    labels(input, spots, &mut taken, &mut items);
    ticks::gap_words(input, &mut taken, &mut items);
    Scene { bounds: Rect::new(0.0, 0.0, input.width, input.height), items }
}

/// Where the reports lie, in their order.
pub fn spots(input: &ChartInput<'_>) -> Vec<Spot> {
    let last = input.axis.ends().1;
    let edge = input.width - RIGHT;
    let reports = input.reports();
    let top = top_of_scale(reports);
    let x = |day: Day| if day > last { edge + LATER } else { input.x(day) };
    // nothing is drawn beyond what the reader knows, but for what that says of the day of the cursor
    let end = input.snapshot.lens.known_on.map_or(edge, |it| input.x(it).max(cursor_at(input))).min(edge);
    let ends = reports.iter().skip(1).map(|it| x(it.day)).chain([end]);
    let spot = |(report, end): (&Report, f64)| {
        let (low, high) = report.total.as_ref().map_or((0, Some(0)), |it| (it.low, it.high));
        let x = x(report.day);
        Spot {
            x,
            end: if x > edge { x } else { end.min(edge).max(x + STUB) },
            low: input.y(low as f64, top),
            high: high.map_or(TOP, |it| input.y(it as f64, top)),
        }
    };
    reports.iter().zip(ends).map(spot).collect()
}

/// A range that is never empty, for plotters.
fn top_of_scale(reports: &[Report]) -> f64 {
    (reports.iter().map(Report::top).max().unwrap_or(0) as f64 * 1.15).max(1.0)
}

fn rgb(color: Color) -> RGBColor {
    RGBColor((color.0 >> 16) as u8, (color.0 >> 8) as u8, color.0 as u8)
}

/// Scale, areas, bands and lines.
fn plot(input: &ChartInput<'_>, spots: &[Spot], items: &mut Vec<Item>) {
    if input.reports().is_empty() || input.width < LEFT + RIGHT + 40.0 {
        return;
    }
    let drawn = areas(input, spots, items);
    debug_assert!(drawn.is_ok(), "recording cannot fail: {drawn:?}");
    let mut before: Option<&Spot> = None;
    for (report, spot) in input.reports().iter().zip(spots) {
        if let Some(before) = before.filter(|_| spot.x <= input.width - RIGHT) {
            let paint = Paint::stroke(input.theme.compromised.on_tint, 1.0);
            items.push(line(Point::new(spot.x, before.high), Point::new(spot.x, spot.high), paint));
        }
        if let Some(total) = &report.total {
            lines(input, total, spot, items);
        }
        before = Some(spot);
    }
}

/// The part that plotters draws: the scale, and what is affected at the least.
fn areas(input: &ChartInput<'_>, spots: &[Spot], items: &mut Vec<Item>) -> Result<(), Box<dyn std::error::Error>> {
    let theme = input.theme;
    let top = top_of_scale(input.reports());
    let size = (input.width.round() as u32, input.height as u32);
    let root = Recorder { size, items: &mut *items }.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(TOP as u32)
        .margin_bottom(BOTTOM as u32)
        .margin_right(RIGHT as u32)
        .set_label_area_size(LabelAreaPosition::Left, LEFT as u32)
        .build_cartesian_2d(0.0..1.0, 0.0..top)?;
    // what is counted comes in whole numbers
    let scale = chart.as_coord_spec().y_spec().key_points(4).into_iter().filter(|it| it.fract() == 0.0);
    let scale: Vec<f64> = scale.collect();
    for line in &scale {
        chart.draw_series(LineSeries::new([(0.0, *line), (1.0, *line)], rgb(theme.line)))?;
    }
    let part = |x: f64| (x - LEFT) / (input.width - LEFT - RIGHT);
    for (report, spot) in input.reports().iter().zip(spots).filter(|(_, it)| it.end > it.x) {
        let low = report.total.as_ref().map_or(0, |it| it.low) as f64;
        let stairs = [(part(spot.x), low), (part(spot.end), low)];
        chart.draw_series(AreaSeries::new(stairs, 0.0, rgb(theme.compromised.tint)))?;
    }
    root.present()?;
    drop(chart);
    drop(root);
    for line in scale {
        let at = Point::new(LEFT - 13.0, input.y(line, top) + FONT * 0.36);
        items.push(text(at, Anchor::End, false, theme.muted, input.tongue.short_number(line)));
    }
    Ok(())
}

/// The fewest and the most as lines, and what lies between them.
fn lines(input: &ChartInput<'_>, total: &Total, spot: &Spot, items: &mut Vec<Item>) {
    let (theme, floor) = (input.theme, input.floor());
    let paint = style::report(total.hedge, theme);
    let across = |y: f64| line(Point::new(spot.x, y), Point::new(spot.end, y), paint);
    if total.high != Some(total.low) {
        hatch(spot, Paint::stroke(theme.compromised.on_tint, 0.75), items);
    }
    items.push(across(spot.low));
    if total.high.is_some_and(|it| it != total.low) {
        items.push(across(spot.high));
    }
    if spot.end <= spot.x {
        items.push(Item::Circle(Point::new(spot.x, spot.low), 3.5, Paint::fill(theme.compromised.on_tint)));
    } else if let [_, _, ..] = total.entries.as_slice() {
        // what the range is made of
        for low in total.entries.iter().map(|it| it.amount.low()) {
            let share = if total.low == 0 { 1.0 } else { low as f64 / total.low as f64 };
            let y = floor - (floor - spot.low) * share;
            items.push(Item::Circle(
                Point::new(spot.x, y),
                3.5,
                Paint::fill(theme.paper).with_stroke(theme.compromised.on_tint, 1.5),
            ));
        }
    }
}

fn hatch(spot: &Spot, paint: Paint, items: &mut Vec<Item>) {
    let height = spot.low - spot.high;
    let mut commands = Vec::new();
    let mut from = spot.x - height;
    while from < spot.end {
        let (left, right) = (from.max(spot.x), (from + height).min(spot.end));
        commands.push(Command::Move(Point::new(left, spot.low - (left - from))));
        commands.push(Command::Line(Point::new(right, spot.low - (right - from))));
        from += HATCH;
    }
    items.push(Item::Path(Path { commands }, paint));
}

/// The numbers beside their lines, with the way they were revised; those that find no room can still be read out.
fn labels(input: &ChartInput<'_>, spots: &[Spot], taken: &mut Vec<Rect>, items: &mut Vec<Item>) {
    let reports = input.reports();
    for i in (0..reports.len()).rev() {
        let words = input.tongue.report_number(reports, i, input.axis.ends().1);
        let (spot, wide) = (&spots[i], width(&words, FONT, true));
        let sides = [(spot.x - 5.0 - wide, Anchor::End), (spot.x + 5.0, Anchor::Start)];
        let heights = [13.0, -5.0, spot.low - spot.high - 5.0, 18.0, 28.0].map(|it| spot.high + it);
        let places = heights.iter().flat_map(|y| sides.map(|(left, anchor)| (left, anchor, *y)));
        let room = Rect::new(LEFT, TOP - 2.0, input.width - LEFT, input.floor() - TOP + 2.0);
        let free = places.map(|(left, anchor, y)| (Rect::new(left - 2.0, y - 11.0, wide + 4.0, 14.0), anchor, y));
        let found =
            free.into_iter().find(|(rect, ..)| room.contains(rect) && !taken.iter().any(|it| it.overlaps(rect)));
        let Some((rect, anchor, y)) = found else { continue };
        let x = if anchor == Anchor::End { rect.right() - 2.0 } else { rect.x + 2.0 };
        items.push(Item::Rect(rect, 3.0, Paint::fill(input.theme.paper)));
        items.push(text(Point::new(x, y), anchor, true, input.theme.compromised.on_tint, words));
        taken.push(rect);
    }
}

/// Where the day of the slider lies.
fn cursor_at(input: &ChartInput<'_>) -> f64 {
    x_at(input.axis.place(input.snapshot.lens.as_of, input.snapshot.step.as_deref()), input.width)
}

/// The day of the slider.
fn cursor(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let x = cursor_at(input);
    let (from, to) = (Point::new(x, 2.0), Point::new(x, input.floor() + 10.0));
    items.push(line(from, to, Paint::stroke(input.theme.accent, 2.0)));
}

/// The number of the day where it was counted later: hollow on the cursor, and dotted until it came out.
/// Nothing had been reported by then, so the line of reports is not there yet, and the large number would stand for nothing.
fn counted_later(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let Some((total, counted)) = input.counted_later() else { return };
    let top = top_of_scale(input.reports());
    let edge = input.width - RIGHT;
    let cursor = cursor_at(input);
    let out = counted.latest.filter(|it| *it <= input.axis.ends().1).map_or(edge, |it| input.x(it));
    let color = input.theme.compromised.on_tint;
    for number in [Some(total.low), total.high.filter(|it| *it != total.low)].into_iter().flatten() {
        let y = input.y(number as f64, top).max(TOP);
        let dots = Paint::stroke(color, 1.25).dashed(style::PERHAPS);
        items.push(line(Point::new(cursor, y), Point::new(out, y), dots));
        items.push(Item::Circle(Point::new(cursor, y), 3.5, Paint::fill(input.theme.paper).with_stroke(color, 1.5)));
    }
}
