//! Time as lanes: one for each card of the map, with bars for how its hosts stand, arrows from lane to lane for the steps,
//! and of each step a line from the day it happened to the day it was known.
//!
//! The lanes lie from top to bottom as the cards do from left to right, on the axis of chart and slider. What a bar shows at a
//! day is what the card shows when the slider stands there.

mod bars;
mod cards;
mod extent;
mod head;
mod input;
mod marks;
mod parts;
mod plan;
mod steps;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use input::{Frame, LanesInput, MARGIN};
pub use parts::{Lane, Mark};
pub use plan::{MOST_LANES, Plan};

use super::plot::LEFT;
use super::text::{ellipsize, width};
use super::{Anchor, Group, Item, Paint, Scene, icon};
use crate::layout::geometry::{Point, Rect};
use crate::timeline::{Certainty, HostSnapshot, HostState, Snapshot};
use input::{BAR, FONT, INDENT, LABEL, NAME, PADDING, ZONE, cursor, say, say_told};

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
    head::first_publication(input, (plan.top, height), &mut items);
    // below the numbers, which have to be read on the very day
    let x = cursor(input);
    let paint = Paint::stroke(input.map.theme.accent, 2.0);
    items.push(super::plot::line(Point::new(x, plan.top), Point::new(x, height), paint));
    let mut marks: Vec<&Mark<'_>> = plan.lanes.iter().flat_map(|it| &it.marks).collect();
    crate::sorting::by_key(&mut marks, |it| (it.is_done(), it.weight));
    for it in &marks {
        items.extend(marks::arrow(input, &plan.lanes, it).map(Item::Group));
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
