//! Time as lanes: one for each card of the map, with bars for how its hosts stand, arrows from lane to lane for the steps,
//! and of each step a line from the day it happened to the day it was known.
//!
//! The lanes lie from top to bottom as the cards do from left to right, on the axis of chart and slider. What a bar shows at a
//! day is what the card shows when the slider stands there.

mod bars;
mod cards;
mod head;
mod marks;
mod plan;
mod steps;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use plan::{Lane, MOST_LANES, Mark, Plan};

use super::map::MapInput;
use super::plot::{LEFT, RIGHT, x_at};
use super::style;
use super::text::{ellipsize, width};
use super::theme::Color;
use super::{Anchor, Group, Item, Paint, Scene, Text, icon};
use crate::layout::geometry::{Point, Rect};
use crate::timeline::{Axis, Certainty, Courses, HostSnapshot, HostState, Publication, Snapshot};

/// Of all words of the lanes.
const FONT: f64 = 12.0;
/// Height of a bar.
const BAR: f64 = 17.0;
/// Height of a row of steps.
const ROW: f64 = 17.0;
/// Above and below what is in a lane.
const PADDING: f64 = 4.0;
/// Between two lanes.
const GAP: f64 = 2.0;
/// Height of the title of a zone.
const ZONE: f64 = 21.0;
/// Height of a label that stands above its bar.
const LABEL: f64 = 19.0;
/// From the left edge to the icon.
const INDENT: f64 = 10.0;
/// From the icon to the name.
const NAME: f64 = 24.0;
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
    fn x(self, at: f64) -> f64 {
        self.left + x_at(at.clamp(0.0, 1.0), self.chart)
    }

    /// Where the axis begins and ends.
    fn ends(self) -> (f64, f64) {
        (self.left + LEFT, self.left + (self.chart - RIGHT).max(LEFT + 1.0))
    }

    fn is_beside(self) -> bool {
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

/// What stands above the lanes: in words how long nobody knew, the days, and when what was known to whom.
pub fn head(input: &LanesInput<'_>) -> Scene {
    head::scene(input)
}

/// What the looks of the lanes mean.
pub fn key(input: &LanesInput<'_>) -> String {
    let tongue = input.map.teller.tongue;
    let told = if input.is_brief { "" } else { tongue.lanes_key_told() };
    tongue.next_sentence(tongue.lanes_key(), told).trim_end().to_owned()
}

/// What stands above the lanes in words alone.
pub fn sentence(input: &LanesInput<'_>) -> String {
    head::sentence(input)
}

/// The lanes.
pub fn scene(input: &LanesInput<'_>, plan: &Plan<'_>) -> Scene {
    let height = plan.height;
    let mut items = Vec::new();
    ground(input, plan, &mut items);
    for lane in &plan.lanes {
        items.push(Item::Group(self::lane(input, lane)));
    }
    head::first_publication(input, plan, &mut items);
    // below the numbers, which have to be read on the very day
    let x = cursor(input);
    let paint = Paint::stroke(input.map.theme.accent, 2.0);
    items.push(super::plot::line(Point::new(x, plan.top), Point::new(x, height), paint));
    let mut marks: Vec<&Mark<'_>> = plan.lanes.iter().flat_map(|it| &it.marks).collect();
    crate::sorting::by_key(&mut marks, |it| (it.is_done(), it.weight));
    for it in &marks {
        items.extend(marks::arrow(input, plan, it).map(Item::Group));
    }
    for it in &marks {
        items.push(Item::Group(marks::line(input, it)));
    }
    Scene { bounds: Rect::new(0.0, 0.0, input.frame.whole, height), items }
}

/// Head and lanes in one picture.
pub fn whole(input: &LanesInput<'_>) -> Scene {
    let head = head(input);
    let lanes = scene(input, &Plan::of(input, head.bounds.height));
    Scene { bounds: lanes.bounds, items: [head.items, lanes.items].concat() }
}

/// A snapshot in which a host stands for each state that a bar has on any day: what a legend of the lanes shows.
pub fn seen(input: &LanesInput<'_>) -> Snapshot {
    let mut seen = input.map.snapshot.clone();
    seen.hosts.clear();
    let mut all: BTreeSet<(HostState, Certainty)> = BTreeSet::new();
    for (course, host) in input.courses.hosts.iter().filter_map(|it| Some((it, input.map.snapshot.host(&it.host)?))) {
        for it in course.stretches.iter().filter(|it| it.state != HostState::NotYet) {
            if all.insert((it.state, it.certainty)) {
                let (state, certainty, since) = (it.state, it.certainty, it.since);
                let one = HostSnapshot { state, certainty, since, disputed: false, mattered: None, ..host.clone() };
                seen.hosts.push(Rc::new(one));
            }
        }
    }
    seen
}

/// Words of the lanes.
#[inline(never)]
fn say(at: (f64, f64), anchor: Anchor, is_bold: bool, color: Color, words: impl Into<String>) -> Item {
    say_told(at, anchor, is_bold, color, (None, words.into()))
}

/// Words of the file, with their language where it is not that of our own words.
#[inline(never)]
fn say_told((x, y): (f64, f64), anchor: Anchor, is_bold: bool, color: Color, words: (Option<&str>, String)) -> Item {
    let (language, words) = words;
    let text = Text::new(Point::new(x, y), anchor, FONT, is_bold, color, words);
    Item::Text(text.in_language(language))
}

/// Where the slider stands.
fn cursor(input: &LanesInput<'_>) -> f64 {
    let snapshot = input.map.snapshot;
    input.frame.x(input.axis.place(snapshot.lens.as_of, snapshot.step.as_deref()))
}

/// What lies behind all lanes: the titles of zones, and the words of what is left out.
fn ground(input: &LanesInput<'_>, plan: &Plan<'_>, items: &mut Vec<Item>) {
    let theme = input.map.theme;
    for (y, title) in &plan.titles {
        let (language, words) = *title;
        let words = ellipsize(words, FONT, true, input.frame.whole - 2.0 * INDENT);
        items.push(say_told((INDENT, y + ZONE - 6.0), Anchor::Start, true, theme.muted, (language, words)));
    }
    if let Some((y, words)) = &plan.note {
        items.push(say((INDENT, y + ZONE - 6.0), Anchor::Start, false, theme.muted, words));
    }
}

/// A lane: its ground, darker as long as nothing was public, its label and its bar.
fn lane(input: &LanesInput<'_>, lane: &Lane<'_>) -> Group {
    let (theme, frame) = (input.map.theme, input.frame);
    let is_chosen = lane.id.is_some() && input.map.selection == lane.id;
    let edge = if is_chosen { Paint::default().with_stroke(theme.accent, 2.5) } else { Paint::default() };
    let whole = Rect::new(2.0, lane.y, frame.whole - 4.0, lane.height);
    let mut items = vec![Item::Rect(whole, 4.0, Paint { fill: Some(theme.zone), ..edge })];
    if let Some(end) = head::dark_until(input) {
        let from = frame.ends().0;
        let dark = Rect::new(from, lane.y + 1.25, (end - from).max(0.0), lane.height - 2.5);
        items.push(Item::Rect(dark, 0.0, Paint::fill(theme.zone_line)));
    }
    label(input, lane, &mut items);
    let from = frame.ends().0;
    bars::draw(input, lane, &mut items);
    if let Some(words) = &lane.more {
        let at = (from + 2.0, lane.y + lane.height - PADDING - 4.0);
        items.push(say(at, Anchor::Start, false, theme.muted, words));
    }
    Group {
        entity: lane.id.map(str::to_owned),
        opens: lane.group.map(|it| it.id.clone()),
        label: lane.id.is_some().then(|| lane.spoken.clone()),
        items,
    }
}

fn label(input: &LanesInput<'_>, lane: &Lane<'_>, items: &mut Vec<Item>) {
    let theme = input.map.theme;
    let room = if input.frame.is_beside() { input.frame.left + LEFT } else { input.frame.whole } - INDENT - 6.0;
    let indent = if lane.kind.is_some() { NAME } else { 0.0 };
    let y = if input.frame.is_beside() { lane.bar_y + BAR / 2.0 } else { lane.y + PADDING + LABEL / 2.0 - 2.0 };
    if let Some(kind) = lane.kind {
        items.extend(icon::host(kind, Point::new(INDENT, y - 9.0), theme.ink));
    }
    let words = ellipsize(&lane.name, FONT, true, room - indent);
    let at = (INDENT + indent, y + FONT * 0.37);
    items.push(say_told(at, Anchor::Start, true, theme.ink, (lane.language, words)));
    // why it mattered stands where there is room for it
    if let Some(why) = &lane.mattered {
        let wide = width(why, FONT, false);
        let (x, y) = if input.frame.is_beside() {
            (INDENT + indent, y + FONT * 0.37 + 15.0)
        } else {
            (input.frame.whole - INDENT - wide, at.1)
        };
        let is_room = if input.frame.is_beside() {
            lane.height >= 38.0 && wide <= room - indent
        } else {
            width(&lane.name, FONT, true) + indent + wide + 12.0 <= room
        };
        if is_room {
            items.push(say((x, y), Anchor::Start, false, theme.muted, why));
        }
    }
}

/// How a bar of this state is painted: as a card, with a finer edge.
fn paint(state: HostState, certainty: Certainty, input: &LanesInput<'_>) -> style::CardStyle {
    let style = style::card(state, certainty, input.map.theme);
    // what nobody dates lies on the ground: it must not be louder than what is known
    let fill = style.card.fill.filter(|_| state != HostState::Unknown);
    style::CardStyle { card: Paint { fill, width: style.card.width.min(2.0), ..style.card }, ..style }
}
