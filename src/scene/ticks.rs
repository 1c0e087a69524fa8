//! What lies along the axis of the chart: events above it, publications and dates below it, and breaks where it is compressed.

use super::plot::{ChartInput, FONT, TOP, text, x_at};
use super::text::width;
use super::{Anchor, Item, Paint, icon};
use crate::incident::Day;
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::Step;
use crate::tongue::Tongue;

/// From the axis down to the tips of the publications: below the thumb of the slider.
const PUBLICATIONS: f64 = 12.0;

/// Compressed gaps: a break across the plot.
pub fn gaps(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    for (before, after) in &input.axis.gaps {
        let middle = input.x(*before).midpoint(input.x(*after));
        for shift in [-3.0, 3.0] {
            let zigzag: Vec<(f64, f64)> = (0..9)
                .map(|i| {
                    let x = middle + shift + if i % 2 == 0 { -2.5 } else { 2.5 };
                    (x, TOP + f64::from(i) * (input.floor() - TOP) / 8.0)
                })
                .collect();
            let paint = Paint::stroke(input.theme.faint, 1.0);
            items.push(Item::Path(icon::polyline(Point::new(0.0, 0.0), &zigzag), paint));
        }
    }
}

/// How long compressed gaps are, where there is room for it.
pub fn gap_words(input: &ChartInput<'_>, taken: &mut Vec<Rect>, items: &mut Vec<Item>) {
    for (before, after) in &input.axis.gaps {
        let words = duration(input.tongue, after.number().abs_diff(before.number()));
        let (from, to) = (input.x(*before), input.x(*after));
        let at = Point::new(from.midpoint(to) + 10.0, TOP + 12.0);
        let rect = Rect::new(at.x, at.y - FONT, width(&words, FONT, false), FONT);
        let is_over_numbers = input.reports().first().is_some_and(|it| it.day < *after);
        if !is_over_numbers && rect.right() + 4.0 < to && !taken.iter().any(|it| it.overlaps(&rect)) {
            items.push(text(at, Anchor::Start, false, input.theme.muted, words));
            taken.push(rect);
        }
    }
}

fn duration(tongue: &Tongue, days: u32) -> String {
    match u64::from(days) {
        days @ 730.. => tongue.gap_years(days / 365),
        days @ 60.. => tongue.gap_months(days / 30),
        days => tongue.n_days(days),
    }
}

/// Events above the plot; those to come are hollow.
pub fn events(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let (first, last) = input.axis.ends();
    let today = input.snapshot.lens.as_of;
    let mut seen: Vec<Day> = Vec::new();
    for step in input.snapshot.story.iter().filter(|it| !it.when.undated) {
        let Some(day) = step.day().filter(|day| !seen.contains(day) && (first..=last).contains(day)) else { continue };
        seen.push(day);
        let paint = if day <= today { Paint::fill(input.theme.ink) } else { Paint::stroke(input.theme.faint, 1.5) };
        items.push(Item::Circle(Point::new(input.x(day), TOP - 8.0), 4.0, paint));
    }
}

/// Steps without a date, smaller.
pub fn undated(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    for (_, at) in &input.axis.undated {
        let center = Point::new(x_at(*at, input.width), TOP - 8.0);
        items.push(Item::Circle(center, 2.5, Paint::fill(input.theme.muted)));
    }
}

/// Publications below the plot; those that the reader does not know yet are hollow.
pub fn publications(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let (first, last) = input.axis.ends();
    let known_on = input.snapshot.lens.known_on;
    for it in input.publications.iter().filter(|it| (first..=last).contains(&it.day)) {
        let (x, y) = (input.x(it.day), input.floor() + PUBLICATIONS);
        let commands = vec![
            Command::Move(Point::new(x, y)),
            Command::Line(Point::new(x - 4.5, y + 8.0)),
            Command::Line(Point::new(x + 4.5, y + 8.0)),
            Command::Line(Point::new(x, y)),
        ];
        let paint = match known_on {
            Some(known_on) if known_on < it.day => Paint::stroke(input.theme.faint, 1.25),
            Some(known_on) if known_on == it.day => Paint::fill(input.theme.accent),
            _ => Paint::fill(input.theme.muted),
        };
        items.push(Item::Path(Path { commands }, paint));
    }
}

/// Dates below the axis, as many as find room, as precisely as sources tell them; a day that nobody tells is none.
pub fn dates(input: &ChartInput<'_>, items: &mut Vec<Item>) {
    let (first, last) = input.axis.ends();
    let gap_days = input.axis.gaps.iter().flat_map(|(a, b)| [*a, *b]);
    let story_days = input.snapshot.story.iter().filter(|it| !it.when.undated).filter_map(Step::day);
    let published = input.publications.iter().map(|it| it.day);
    let reported = input.reports().iter().map(|it| it.day);
    let candidates = [first, last].into_iter().chain(reported).chain(gap_days).chain(story_days).chain(published);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for day in candidates.filter(|day| (first..=last).contains(day)) {
        let words = match (day.told(), input.incident.told_as(day)) {
            (None, _) => input.tongue.no_date().to_owned(),
            (Some(_), Some(end)) => input.tongue.end(end),
            (Some(_), None) => continue,
        };
        let half = width(&words, FONT, false) / 2.0;
        let middle = input.x(day).min(input.width - half).max(half);
        if taken.iter().all(|(from, to)| middle + half + 12.0 < *from || middle - half - 12.0 > *to) {
            taken.push((middle - half, middle + half));
            items.push(text(Point::new(middle, input.height - 6.0), Anchor::Middle, false, input.theme.muted, words));
        }
    }
}
