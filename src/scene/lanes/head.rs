//! What stands above the lanes: how long nobody knew, in words and as a strip; the days, and the publications.

use super::input::{FONT, INDENT, LanesInput, MARGIN, cursor, say};
use super::marks::triangle;
use crate::incident::{Day, Span};
use crate::layout::geometry::{Point, Rect};
use crate::scene::plot::{LEFT, line};
use crate::scene::style::{PERHAPS, POSSIBLE};
use crate::scene::text::{width, wrap};
use crate::scene::theme::{Color, Tone};
use crate::scene::{Anchor, Item, Paint, Scene, Text, icon};
use crate::timeline::{ClockKind, Snapshot, Step};

/// Of the sentence.
const LOUD: f64 = 14.0;
/// Height of the strip.
const STRIP: f64 = 19.0;
/// Height of the publications, and of the days.
const ROW: f64 = 13.0;

/// Until where nothing was public, if that is on the axis.
pub fn dark_until(input: &LanesInput<'_>) -> Option<f64> {
    let (first, last) = input.axis.ends();
    let public = input.courses.public.filter(|it| last.told().is_some() && it.day > first)?;
    Some(input.frame.x(input.axis.position(public.day)))
}

/// The day from which on something was public, across all lanes.
pub fn first_publication(input: &LanesInput<'_>, (top, bottom): (f64, f64), items: &mut Vec<Item>) {
    if let Some(x) = dark_until(input) {
        let paint = Paint::stroke(input.map.theme.muted, 1.25).dashed(PERHAPS);
        items.push(line(Point::new(x, top), Point::new(x, bottom), paint));
    }
}

/// Draws it.
pub fn scene(input: &LanesInput<'_>) -> Scene {
    let (theme, whole) = (input.map.theme, input.frame.whole);
    let mut items = Vec::new();
    let mut y = 3.0;
    let sentence = sentence(input);
    for words in wrap(&sentence, LOUD, true, whole - 2.0 * INDENT, 4).into_iter().filter(|it| !it.is_empty()) {
        y += LOUD * 1.4;
        let at = Point::new(INDENT, y - LOUD * 0.3);
        items.push(Item::Text(Text::new(at, Anchor::Start, LOUD, true, theme.ink, words)));
    }
    let strip = strip(input);
    if !strip.is_empty() {
        y += 5.0;
        strip.iter().for_each(|it| it.draw(input, y, &mut items));
        y += STRIP;
    }
    y += 4.0;
    y = publications(input, y, &mut items);
    days(input, y + FONT - 1.0, &mut items);
    let height = y + ROW + 5.0;
    let x = cursor(input);
    let top = height - 2.0 * ROW - 4.0;
    let paint = Paint::stroke(theme.accent, 2.0);
    items.push(line(Point::new(x, top.max(0.0)), Point::new(x, top + ROW - 2.0), paint));
    items.push(line(Point::new(x, height - 3.0), Point::new(x, height), paint));
    Scene { bounds: Rect::new(0.0, 0.0, whole, height), items }
}

/// The first access and the detection, if both are told.
fn dwell(snapshot: &Snapshot) -> Option<(Span, Span)> {
    let clock = snapshot.clocks.iter().find(|it| it.kind == ClockKind::Dwell)?;
    Some((clock.from, clock.to))
}

/// How long nobody knew, and how long the public did not.
pub fn sentence(input: &LanesInput<'_>) -> String {
    let tongue = input.map.teller.tongue;
    let clock = input.map.snapshot.clocks.iter().find(|it| it.kind == ClockKind::Dwell);
    let mut all: Vec<String> = clock.map(|it| tongue.lanes_unnoticed(tongue.clock_days(it))).into_iter().collect();
    let Some(public) = input.courses.public.filter(|it| it.day.told().is_some()) else {
        return all.join(tongue.semicolon());
    };
    let noticed = clock.map(|it| it.to);
    let days = |from: Option<Day>| Some(u32::try_from(public.day.number() - from?.number()).ok());
    let range = noticed.and_then(|it| {
        // told by the month, it was out some time in that month
        let is_day = public.told == crate::incident::Precision::Day;
        let low = if is_day { days(it.latest).map(Option::unwrap_or_default).unwrap_or(0) } else { 0 };
        match days(it.earliest) {
            Some(high) => Some((low, Some(high?))),
            None => it.latest.map(|_| (low, None)),
        }
    });
    if let Some((low, high)) = range.filter(|it| it.1 != Some(0)) {
        all.push(tongue.lanes_unpublished(tongue.day_range(low, high)));
    }
    all.push(tongue.lanes_first_publication(tongue.end(public)));
    all.join(tongue.semicolon())
}

/// A piece of the strip.
struct Phase {
    /// From the first place at which it can begin to the last at which it can end.
    possible: (f64, f64),
    /// From the last at which it can begin to the first at which it can end.
    certain: (f64, f64),
    tone: Tone,
    words: &'static str,
}

/// What was known to whom: to nobody, to the victim, to all.
fn strip(input: &LanesInput<'_>) -> Vec<Phase> {
    let (theme, tongue, (left, right)) = (input.map.theme, input.map.teller.tongue, input.frame.ends());
    let x = |day: Option<Day>, or: f64| day.map_or(or, |it| input.frame.x(input.axis.position(it)));
    let mut all = Vec::new();
    let dwell = dwell(input.map.snapshot);
    if let Some((from, to)) = dwell {
        let possible = (x(from.earliest, left), x(to.latest, right));
        let certain = (x(from.latest, left), x(to.earliest, left));
        all.push(Phase { possible, certain, tone: theme.compromised, words: tongue.lanes_unnoticed_short() });
    }
    if let Some(dark) = dark_until(input) {
        let begin = dwell.map_or((left, left), |(_, to)| (x(to.earliest, left), x(to.latest, left)));
        if dark > begin.1 {
            let (possible, certain) = ((begin.1, dark), (begin.1, dark));
            all.push(Phase { possible, certain, tone: theme.contained, words: tongue.lanes_not_public() });
        }
        let (possible, certain) = ((dark, right), (dark, right));
        all.push(Phase { possible, certain, tone: theme.restored, words: tongue.lanes_public() });
    }
    all
}

impl Phase {
    fn draw(&self, input: &LanesInput<'_>, y: f64, items: &mut Vec<Item>) {
        let rect = |(from, to): (f64, f64)| Rect::new(from + 0.75, y + 0.75, (to - from - 1.5).max(0.0), STRIP - 1.5);
        let (possible, certain) = (rect(self.possible), rect(self.certain));
        if possible.width <= 0.0 {
            return;
        }
        let color: Color = self.tone.on_tint;
        let dashed = Paint::fill(input.map.theme.paper).with_stroke(color, 1.25).dashed(POSSIBLE);
        items.push(Item::Rect(possible, 2.0, dashed));
        if certain.width > 0.0 {
            items.push(Item::Rect(certain, 2.0, Paint::fill(self.tone.tint).with_stroke(color, 1.25)));
        }
        let wide = width(self.words, FONT, true);
        let room = if certain.width > wide + 8.0 { certain } else { possible };
        if wide + 8.0 <= room.width {
            let at = (room.x + 6.0, y + STRIP / 2.0 + FONT * 0.36);
            items.push(say(at, Anchor::Start, true, color, self.words));
        }
    }
}

/// The publications and the breaks of the axis, in a row of their own.
fn publications(input: &LanesInput<'_>, y: f64, items: &mut Vec<Item>) -> f64 {
    let (theme, frame) = (input.map.theme, input.frame);
    let (first, last) = input.axis.ends();
    if last.told().is_none() {
        return y;
    }
    let known_on = input.map.snapshot.lens.known_on;
    for (before, after) in &input.axis.gaps {
        let middle = frame.x(input.axis.position(*before)).midpoint(frame.x(input.axis.position(*after)));
        for shift in [-2.5, 2.5] {
            let zigzag = [(0.0, 0.0), (-3.0, 3.0), (3.0, 8.0), (0.0, 11.0)];
            items.push(Item::Path(
                icon::polyline(Point::new(middle + shift, y), &zigzag),
                Paint::stroke(theme.faint, 1.0),
            ));
        }
    }
    for it in input.publications.iter().filter(|it| (first..=last).contains(&it.day)) {
        let is_known = known_on.is_none_or(|known| it.day <= known);
        let at = Point::new(frame.x(input.axis.position(it.day)), y + ROW / 2.0);
        items.push(triangle(at, if is_known { theme.muted } else { theme.faint }));
    }
    // where labels stand beside the lanes, there is room to say what these are
    if frame.is_beside() && frame.left >= MARGIN - 1.0 {
        let words = input.map.teller.tongue.lanes_publications();
        let at = (frame.left + LEFT - 8.0, y + ROW / 2.0 + FONT * 0.36);
        items.push(say(at, Anchor::End, false, theme.muted, words));
    }
    y + ROW
}

/// As many days as find room, the weightiest first, as precisely as sources tell them.
fn days(input: &LanesInput<'_>, y: f64, items: &mut Vec<Item>) {
    let (tongue, incident) = (input.map.teller.tongue, input.map.teller.incident);
    let (first, last) = input.axis.ends();
    let public = input.courses.public.map(|it| it.day);
    let ends = dwell(input.map.snapshot).into_iter().flat_map(|(a, b)| [a.earliest, b.latest]).flatten();
    let gaps = input.axis.gaps.iter().flat_map(|(a, b)| [*a, *b]);
    let story = input.map.snapshot.story.iter().filter(|it| !it.when.undated).filter_map(Step::day);
    let candidates = public.into_iter().chain(ends).chain([first, last]).chain(gaps).chain(story);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for day in candidates.filter(|it| (first..=last).contains(it)) {
        let words = match (day.told(), incident.told_as(day)) {
            (None, _) => tongue.no_date().to_owned(),
            (Some(_), Some(end)) => tongue.end(end),
            (Some(_), None) => continue,
        };
        let half = width(&words, FONT, false) / 2.0;
        let middle = input.frame.x(input.axis.position(day)).min(input.frame.whole - half - 4.0).max(half + 2.0);
        // both ends of a month are told by the month: it stands there once
        if !said.contains(&words)
            && taken.iter().all(|(from, to)| middle + half + 12.0 < *from || middle - half - 12.0 > *to)
        {
            taken.push((middle - half, middle + half));
            said.push(words.clone());
            items.push(say((middle, y), Anchor::Middle, false, input.map.theme.muted, words));
        }
    }
}
