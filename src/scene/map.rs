//! The map: a layout styled by a snapshot. Nothing here moves a card; the day only changes how it looks.

use super::canvas::{ArrowState, Canvas, Frame, Part};
pub use super::input::MapInput;
use super::label::{LARGEST, Label, fitting, state_size};
use super::measure::{BADGE, BAND, LABEL_FONT, PADDING, RADIUS, STATE_FONT, TEXT_X, ZONE_FONT};
use super::style::{self, PERHAPS};
use super::tag::{self, Tag};
use super::text::ellipsize;
use super::theme::{Color, Theme};
use super::{Anchor, Group, Item, Paint, Scene, Text};
use super::{changes, group, icon};
use crate::incident::{Host, Pivot};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::layout::result::{EdgePath, TiePath};
use crate::sorting::{self, Table};
use crate::timeline::{Happening, HostSnapshot, Phase, Snapshot, View, Weight};

/// From the upper rim of a card to the foot of its mark, where no word stands beside that.
const WITHOUT_WORDS: f64 = 48.0;

/// Draws the map.
pub fn scene(input: &MapInput<'_>) -> Scene {
    let mut items: Vec<Item> = Vec::new();
    draw(input, &Frame::of(input), &mut items);
    Scene { bounds: input.ground.layout.bounds, items }
}

/// Draws the map, thing by thing.
pub fn draw(input: &MapInput<'_>, frame: &Frame, on: &mut dyn Canvas) {
    let folded = &input.ground.folded;
    on.add(Part::Ground, &|| [zones(input), lines(input)].concat());
    let mut arrows = arrows(input, frame);
    // what has happened lies above what has not, and the main path above all; arrows that leave the same card can share
    // their way, so none cuts another
    sorting::by_key(&mut arrows, Arrow::layer);
    let thing = |item: Option<Item>| item.map(|it| changes::marked(input, it)).into_iter().collect();
    for together in arrows.chunk_by(|a, b| a.layer() == b.layer()) {
        for it in together {
            on.add(Part::Casing(&it.edge.id, it.state(None)), &|| vec![casing(input, it)]);
        }
        for it in together {
            on.add(Part::Arrow(&it.edge.id, it.state(input.selection)), &|| thing(arrow(input, it)));
        }
    }
    for it in &folded.groups {
        let tally = it.tally(input.snapshot);
        let stand = tally.iter().map(|(it, n)| (it.state, it.certainty, it.is_never_reached(), *n)).collect();
        on.add(Part::Group(&it.id, stand), &|| thing(group::card(input, it, &tally)));
    }
    let mut twins: Option<Table<Vec<&str>>> = None;
    for it in input.snapshot.hosts.iter().filter(|it| folded.group(&it.id).is_none()) {
        let is_chosen = input.selection == Some(it.id.as_str());
        let twins = &*twins.get_or_insert_with(|| self::twins(input));
        on.add(Part::Card(it, is_chosen), &|| thing(card(input, it, twins)));
    }
    // a number lies over the cards that peep out behind another
    for it in &arrows {
        on.add(Part::Badge(&it.edge.id, it.state(None)), &|| thing(badge(input, it)));
    }
}

/// Which hosts are perhaps the same as one.
pub fn twins<'a>(input: &MapInput<'a>) -> Table<Vec<&'a str>> {
    let mut twins: Table<Vec<&str>> = Table::default();
    for tie in ties(input) {
        twins.entry(&tie.first).push(&tie.second);
        twins.entry(&tie.second).push(&tie.first);
    }
    twins
}

fn lines(input: &MapInput<'_>) -> Vec<Item> {
    let tie = Paint::stroke(input.theme.faint, 2.5).dashed(PERHAPS);
    ties(input).map(|it| Item::Path(it.path.clone(), tie)).collect()
}

/// An arrow, with the steps that it stands for.
pub struct Arrow<'a> {
    /// Where it lies.
    pub edge: &'a EdgePath,
    /// The card at which it begins.
    pub from: &'a str,
    /// At least one.
    pub steps: Vec<&'a Happening>,
    /// That of the step that has come furthest.
    pub phase: Phase,
    /// That of the loudest step.
    pub weight: Weight,
    /// Whether sources disagree on when one of them was.
    pub disputed: bool,
    is_newest: bool,
}

impl<'a> Arrow<'a> {
    /// What lies above what: the main path above all that has happened, and that above what has not.
    pub fn layer(&self) -> (bool, Weight, Phase, &'a str) {
        (self.phase != Phase::Before, self.weight, self.phase, self.from)
    }

    fn paint(&self, theme: &Theme) -> Paint {
        style::arrow(self.phase, self.disputed, self.is_newest, self.weight, theme)
    }

    fn state(&self, selection: Option<&str>) -> ArrowState {
        ArrowState {
            phase: self.phase,
            weight: self.weight,
            is_newest: self.is_newest,
            is_chosen: selection.is_some_and(|id| self.steps.iter().any(|it| it.id == id)),
        }
    }
}

/// One arrow for each step, or for the steps of a bundle that are told.
pub fn arrows<'a>(input: &MapInput<'a>, frame: &'a Frame) -> Vec<Arrow<'a>> {
    let snapshot = input.snapshot;
    let arrow = |(edge, from): &'a (usize, String)| Arrow {
        edge: &input.ground.layout.edges[*edge],
        from,
        steps: Vec::new(),
        phase: Phase::Before,
        weight: Weight::Rival,
        disputed: false,
        is_newest: false,
    };
    let mut arrows: Vec<Arrow<'a>> = frame.arrows.iter().map(arrow).collect();
    for (it, at) in snapshot.pivots.iter().zip(&frame.of_step) {
        let Some(arrow) = at.and_then(|at| arrows.get_mut(at)) else { continue };
        arrow.steps.push(it);
        arrow.phase = arrow.phase.max(it.phase);
        arrow.weight = arrow.weight.max(it.weight);
        arrow.disputed |= it.when.disputed;
        arrow.is_newest |= is_newest(it, snapshot);
    }
    arrows
}

/// Whether something begins or ends to be possible on the very day of the slider, or is the step at which it stands.
pub(crate) fn is_newest(it: &Happening, snapshot: &Snapshot) -> bool {
    if let Some(step) = &snapshot.step {
        return it.id == *step;
    }
    let today = Some(snapshot.lens.as_of);
    it.is_done() && !it.when.undated && (it.when.span.earliest == today || it.when.span.latest == today)
}

fn zones(input: &MapInput<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let cards = input.snapshot.hosts.iter().map(|it| input.ground.folded.card(&it.id));
    for zone in input.ground.layout.zones_around(cards) {
        let (language, label) = match input.teller.incident.zone(&zone.id) {
            Some(it) => input.teller.told(&it.label),
            None => (None, zone.id.as_str()),
        };
        let paint = Paint::fill(input.theme.zone).with_stroke(input.theme.zone_line, 1.0);
        items.push(Item::Rect(zone.rect, 10.0, paint));
        let room = zone.rect.right() - zone.title.x - 4.0;
        let size = fitting(label, ZONE_FONT, true, room, input.words);
        let at = Point { x: zone.title.x, y: zone.title.y + zone.title.height * 0.5 + size * 0.36 };
        let words = ellipsize(label, size, true, room);
        let title = Text::new(at, Anchor::Start, size, true, input.theme.muted, words);
        items.push(Item::Text(title.in_language(language)));
    }
    items
}

/// The lines between hosts that are perhaps the same, where somebody who is heard says so.
pub fn ties<'a>(input: &MapInput<'a>) -> impl Iterator<Item = &'a TiePath> {
    let view = View { incident: input.teller.incident, lens: &input.snapshot.lens };
    let same = view.perhaps_same();
    let is_told = |id: &str| input.snapshot.host(id).is_some();
    let is_same = move |it: &TiePath| same.contains(&(it.first.as_str(), it.second.as_str()));
    input.ground.layout.ties.iter().filter(move |it| is_told(&it.first) && is_told(&it.second) && is_same(it))
}

/// The ground along an arrow, which keeps crossings apart.
fn casing(input: &MapInput<'_>, it: &Arrow<'_>) -> Item {
    Item::Path(it.edge.path.clone(), Paint::stroke(input.theme.zone, it.paint(input.theme).width + 4.0))
}

fn arrow(input: &MapInput<'_>, it: &Arrow<'_>) -> Option<Item> {
    let edge = it.edge;
    let theme = input.theme;
    let is_chosen = it.state(input.selection).is_chosen;
    // who asks for a faint one sees it
    let weight = if is_chosen { it.weight.max(Weight::Other) } else { it.weight };
    let paint = style::arrow(it.phase, it.disputed, it.is_newest, weight, theme);
    let color = paint.stroke.unwrap_or(theme.ink);
    let mut items = Vec::new();
    if is_chosen {
        items.push(Item::Path(edge.path.clone(), Paint::stroke(theme.accent, paint.width + 6.0)));
    }
    items.push(Item::Path(edge.path.clone(), paint));
    items.push(head(edge, if it.phase == Phase::Before { 8.0 } else { 8.0 + paint.width }, color));
    let label = match it.steps.as_slice() {
        [one] => arrow_label(input, input.teller.incident.pivot(&one.id)?, one),
        steps => group::arrow_label(input, edge, steps),
    };
    Some(Item::Group(Group { label: Some(label), items, ..named(input, edge) }))
}

/// An arrow can be chosen; one of several steps opens the group to which they lead, or from which they come.
fn named(input: &MapInput<'_>, edge: &EdgePath) -> Group {
    let folded = &input.ground.folded;
    let group = folded.bundle_of(&edge.id).and_then(|it| folded.group(&it.to).or(folded.group(&it.from)));
    Group { entity: Some(edge.id.clone()), opens: group.map(|it| it.id.clone()), ..Group::default() }
}

/// The number of a step on its arrow; where sources dispute it, how many they are.
fn badge(input: &MapInput<'_>, it: &Arrow<'_>) -> Option<Item> {
    let theme = input.theme;
    let room = it.edge.label?;
    let color = it.paint(theme).stroke?;
    let (ground, words) = style::number(it.phase, it.weight, color, theme);
    let larger = input.words;
    let number = group::number(&input.ground.folded, &it.edge.id, input.numbers)?;
    let n_sources = it.steps.iter().map(|it| it.sources.len()).max().filter(|_| it.disputed);
    let tag = n_sources.map(|n| Tag::dispute(tag::disagree(n), larger, theme));
    // one or two digits need less room than their size
    let grown = (larger - 1.0) * 8.0;
    let wide = group::badge_width(&number);
    let beside = if wide > BADGE { (larger - 1.0) * (wide - 12.0) / 2.0 } else { grown };
    // a step that can be disputed has its number where it is when it is: no telling moves it
    let center = Point { x: room.right() - f64::midpoint(wide, (wide - BADGE) * (LARGEST - 1.0)), ..room.center() };
    let at = Point { x: center.x, y: center.y + 4.7 * larger };
    let is_main = it.weight == Weight::Main;
    let half = BADGE / 2.0 - if is_main { 0.0 } else { 1.5 } + grown;
    let rect = Rect::new(center.x - wide / 2.0 - beside, center.y - half, wide + 2.0 * beside, 2.0 * half);
    let shape = if wide > BADGE { Item::Rect(rect, half, ground) } else { Item::Circle(center, half, ground) };
    // the number comes first: what changes it looks for it there
    let mut items = vec![shape, Item::Text(Text::new(at, Anchor::Middle, STATE_FONT * larger, is_main, words, number))];
    if let Some(tag) = tag {
        items.extend(tag.at(rect.x + 1.0 - tag.width(), center.y - tag.height() / 2.0));
    }
    Some(Item::Group(Group { items, ..named(input, it.edge) }))
}

/// The head of an arrow.
pub(super) fn head(edge: &EdgePath, length: f64, color: Color) -> Item {
    let (tip, along) = (edge.tip, edge.tip_direction);
    let half = length * 0.42;
    let base = Point { x: tip.x - along.x * length, y: tip.y - along.y * length };
    let left = Point { x: base.x - along.y * half, y: base.y + along.x * half };
    let right = Point { x: base.x + along.y * half, y: base.y - along.x * half };
    let commands = vec![Command::Move(tip), Command::Line(left), Command::Line(right), Command::Line(tip)];
    Item::Path(Path { commands }, Paint::fill(color))
}

fn card(input: &MapInput<'_>, it: &HostSnapshot, twins: &Table<Vec<&str>>) -> Option<Item> {
    let rect = input.ground.layout.node(&it.id)?.rect;
    let host = input.teller.incident.host(&it.id)?;
    let style = style::card(it.state, it.certainty, input.theme);
    let mut items = Vec::new();
    if input.selection == Some(it.id.as_str()) {
        let apart = if it.disputed { 7.0 } else { 4.0 };
        items.push(Item::Rect(rect.grown(apart), RADIUS + apart, Paint::stroke(input.theme.accent, 3.0)));
    }
    items.push(Item::Rect(rect, RADIUS, style.card));
    items.extend(style.band(rect, BAND, RADIUS));
    let (icon, mark) = style.signs();
    if it.disputed {
        items.push(Item::Rect(rect.grown(3.5), RADIUS + 3.5, style::disputed(input.theme)));
    }
    let (language, label) = input.teller.told(&host.label);
    let has_more = it.disputed || it.mattered.is_some() || it.way_in.is_some() || input.diff.is_some();
    let written = Label::of(label, rect.width - TEXT_X - PADDING * 0.75, input.words, has_more);
    let first = rect.y + written.first;
    items.extend(icon::host(host.kind, Point { x: rect.x + PADDING, y: first - 13.5 }, icon));
    for (i, line) in written.lines.iter().enumerate() {
        let at = Point { x: rect.x + TEXT_X, y: first + written.line * i as f64 };
        let line = Text::new(at, Anchor::Start, LABEL_FONT * written.factor, true, style.words, line.clone());
        items.push(Item::Text(line.in_language(language)));
    }
    let below = rect.y + written.state.unwrap_or(WITHOUT_WORDS);
    items.push(icon::state(it.state, Point { x: rect.x + PADDING + 9.0, y: below - 4.5 }, 1.0, mark));
    if written.state.is_some() {
        let (state, room) = (input.teller.tongue.short_standing(it), rect.width - TEXT_X - 4.0);
        let size = state_size(&state, room, input.words);
        let at = Point { x: rect.x + TEXT_X, y: below };
        let state = ellipsize(&state, size, false, room);
        items.push(Item::Text(Text::new(at, Anchor::Start, size, false, style.state, state)));
    }
    items.extend(tag::mattered(input, rect, it));
    let mark = input.diff.and_then(|diff| diff.mark(&it.id));
    items.extend(mark.map(|mark| changes::card_tag(input, rect, mark)).into_iter().flatten());
    // what changed has its tag where the other ones would be
    items.extend(Some(it).filter(|_| mark.is_none()).map(|it| tag::way_in(input, rect, it)).into_iter().flatten());
    if it.disputed {
        items.extend(tag::disputed(input, rect, it, mark.is_some() || it.way_in.is_some()));
    }
    Some(Item::Group(Group {
        entity: Some(it.id.clone()),
        opens: None,
        label: Some(card_label(input, host, it, twins.get(&it.id))),
        items,
    }))
}

/// What a screen reader says of a host: first what the card shows, in the same words, so that it can be called by them.
pub fn card_label(input: &MapInput<'_>, host: &Host, it: &HostSnapshot, twins: Option<&Vec<&str>>) -> String {
    let (teller, tongue) = (input.teller, input.teller.tongue);
    let mark = input.diff.and_then(|diff| diff.mark(&it.id)).map(|it| changes::name(tongue, it).to_owned());
    let disputed = it.disputed.then(|| tongue.card_disputed(it.sources.len()));
    let zone = it.zone.as_deref().and_then(|id| input.teller.incident.zone(id));
    let zone = zone.map_or(tongue.place_unsaid(), |it| it.label.get(input.teller.language)).to_owned();
    let twins: Vec<&str> = twins.into_iter().flatten().map(|id| teller.label(id)).collect();
    let same = (!twins.is_empty()).then(|| tongue.card_same(tongue.join(&twins)));
    let state = Some(tongue.spoken_standing(it));
    // what changed has its tag where the way in would have one
    let (drawn, hidden) = if mark.is_none() { (tongue.begins(it), None) } else { (None, tongue.begins(it)) };
    let details: Vec<String> =
        [state, drawn, tongue.mattered(it), mark, hidden, disputed, Some(zone), same].into_iter().flatten().collect();
    tongue.card_spoken(host.label.get(input.teller.language), details.join(tongue.semicolon()))
}

/// What a screen reader says of a pivot.
pub fn arrow_label(input: &MapInput<'_>, pivot: &Pivot, it: &Happening) -> String {
    let tongue = input.teller.tongue;
    let (way, phase, when) = (input.teller.pivot(pivot), tongue.phase(it.phase), tongue.when(&it.when));
    if it.when.disputed { tongue.arrow_disputed(way, phase, when) } else { tongue.arrow_spoken(way, phase, when) }
}
