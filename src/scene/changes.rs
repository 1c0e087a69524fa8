//! What changed, on the map: what is new is ringed and tagged, what is gone is drawn as a ghost, the rest is quiet. Nothing moves.

use super::input::MapInput;
use super::style::{PERHAPS, POSSIBLE};
use super::tag::Tag;
use super::text::width;
use super::theme::Theme;
use super::{Group, Item, Paint};
use crate::layout::geometry::{Point, Rect};
use crate::timeline::Snapshot;
use crate::timeline::diff::{Diff, Mark};
use crate::tongue::Tongue;

const FONT: f64 = 12.0;

/// What is drawn of a difference: the later snapshot, and what it lacks of the earlier one.
pub fn together(diff: &Diff, after: &Snapshot) -> Snapshot {
    let mut both = after.clone();
    both.hosts.extend(diff.hosts.withdrawn.iter().cloned());
    both.pivots.extend(diff.pivots.withdrawn.iter().cloned());
    both.indexed()
}

/// Of what is drawn, what keeps its colors, for the legend.
pub fn loud(diff: &Diff, drawn: &Snapshot) -> Snapshot {
    let mut loud = drawn.clone();
    let is_loud = |id: &str| matches!(diff.mark(id), Some(Mark::Added | Mark::Changed));
    loud.hosts.retain(|it| is_loud(&it.id));
    loud.pivots.retain(|it| is_loud(&it.id));
    loud.indexed()
}

/// The sign of a mark: a shape of its own for each.
pub fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "+",
        Mark::Changed => "~",
        Mark::Withdrawn => "−",
    }
}

/// A card, an arrow or the number on an arrow, as the difference makes it look; the same if none is shown.
pub fn marked(input: &MapInput<'_>, item: Item) -> Item {
    let Some(diff) = input.diff else { return item };
    let Item::Group(mut group) = item else { return item };
    let Some(id) = group.entity.clone() else { return Item::Group(group) };
    let mark = marks(input, diff, &id);
    let theme = input.theme;
    let card = input.ground.layout.node(&id).map(|it| it.rect);
    match mark {
        None => group.items.iter_mut().for_each(|it| quiet(it, theme)),
        Some(Mark::Withdrawn) => group.items.iter_mut().for_each(|it| {
            quiet(it, theme);
            dotted(it, theme);
        }),
        Some(Mark::Added | Mark::Changed) if card.is_none() => group.items.iter_mut().for_each(|it| strong(it, theme)),
        Some(Mark::Added | Mark::Changed) => {}
    }
    match (mark, card) {
        (Some(mark), Some(rect)) => ring_card(&mut group, rect, mark, theme),
        (Some(mark), None) => tag_arrow(input, &mut group, &id, mark),
        (None, _) => {}
    }
    Item::Group(group)
}

/// What became of a card or of an arrow; of one that stands for several, what became of all, or else that something did.
pub fn mark_of(input: &MapInput<'_>, id: &str) -> Option<Mark> {
    marks(input, input.diff?, id)
}

fn marks(input: &MapInput<'_>, diff: &Diff, id: &str) -> Option<Mark> {
    let folded = &input.ground.folded;
    let all = folded.group(id).map(|it| &it.hosts).or(folded.bundle_of(id).map(|it| &it.pivots));
    let Some(all) = all else { return diff.mark(id) };
    let marks: Vec<Option<Mark>> = all.iter().map(|it| diff.mark(it)).collect();
    let first = marks.first().copied().flatten();
    let is_any = marks.iter().any(Option::is_some);
    if marks.iter().all(|it| *it == first) { first } else { is_any.then_some(Mark::Changed) }
}

/// The number on an arrow gets the sign of its mark; an arrow without a number, the sign alone.
fn tag_arrow(input: &MapInput<'_>, group: &mut Group, id: &str, mark: Mark) {
    let is_badge = group.label.is_none();
    if let Some(label) = &mut group.label {
        label.push_str(input.teller.tongue.semicolon());
        label.push_str(name(input.teller.tongue, mark));
    }
    let Some(center) = input.ground.layout.edge(id).and_then(|it| it.label).map(|it| it.center()) else { return };
    let number =
        group.items.iter().find_map(|it| if let Item::Text(text) = it { Some(text.words.as_str()) } else { None });
    let words = format!("{}{}", sign(mark), number.filter(|_| is_badge).unwrap_or_default());
    if is_badge {
        group.items = tag(center, &words, mark, input);
    } else if mark == Mark::Withdrawn {
        group.items.extend(tag(center, &words, mark, input));
    }
}

fn ring_card(group: &mut Group, rect: Rect, mark: Mark, theme: &Theme) {
    let ring = Paint::stroke(theme.ink, 2.5);
    let ring = match mark {
        Mark::Added => ring,
        Mark::Changed => ring.dashed(POSSIBLE),
        Mark::Withdrawn => return,
    };
    group.items.insert(0, Item::Rect(rect.grown(3.5), 9.0, ring));
}

/// The name of a mark in a picture.
pub fn name(tongue: &Tongue, mark: Mark) -> &'static str {
    match mark {
        Mark::Added => tongue.drawn_added(),
        Mark::Changed => tongue.drawn_changed(),
        Mark::Withdrawn => tongue.drawn_withdrawn(),
    }
}

/// What became of a host, on the lower edge of its card.
pub fn card_tag(input: &MapInput<'_>, rect: Rect, mark: Mark) -> Vec<Item> {
    let words = format!("{} {}", sign(mark), name(input.teller.tongue, mark));
    let wide = (width(&words, FONT, true) + 10.0) * input.words;
    tag(Point { x: rect.x + 6.0 + wide / 2.0, y: rect.bottom() + 4.0 }, &words, mark, input)
}

/// A pill with words around its center.
pub fn tag(center: Point, words: &str, mark: Mark, input: &MapInput<'_>) -> Vec<Item> {
    let theme = input.theme;
    let (ground, color) = match mark {
        Mark::Added => (Paint::fill(theme.ink).with_stroke(theme.ink, 1.25), theme.paper),
        Mark::Changed => (Paint::fill(theme.paper).with_stroke(theme.ink, 1.25), theme.ink),
        Mark::Withdrawn => (Paint::fill(theme.paper).with_stroke(theme.muted, 1.25).dashed(PERHAPS), theme.muted),
    };
    let tag = Tag::plain(words.to_owned(), ground, color, input.words);
    tag.at(center.x - tag.width() / 2.0, center.y - tag.height() / 2.0)
}

/// Without weight: outlines and muted words.
fn quiet(item: &mut Item, theme: &Theme) {
    match item {
        Item::Group(group) => group.items.iter_mut().for_each(|it| quiet(it, theme)),
        Item::Rect(_, _, paint) | Item::Circle(_, _, paint) => {
            paint.fill = paint.fill.map(|_| theme.paper);
            paint.stroke = paint.stroke.map(|it| if it == theme.accent { it } else { theme.faint });
        }
        Item::Path(_, paint) => {
            let calm = |it| if it == theme.zone || it == theme.accent { it } else { theme.faint };
            (paint.fill, paint.stroke) = (paint.fill.map(calm), paint.stroke.map(calm));
        }
        Item::Text(text) => text.color = theme.muted,
    }
}

/// A ghost: what was there is dotted.
fn dotted(item: &mut Item, theme: &Theme) {
    if let Item::Rect(_, _, paint) | Item::Circle(_, _, paint) | Item::Path(_, paint) = item
        && paint.stroke.is_some_and(|it| it != theme.zone && it != theme.accent)
    {
        paint.dash = PERHAPS;
    }
}

/// An arrow with weight, whatever its day.
fn strong(item: &mut Item, theme: &Theme) {
    if let Item::Path(_, paint) = item {
        let ink = |it| if it == theme.zone || it == theme.accent { it } else { theme.ink };
        (paint.fill, paint.stroke) = (paint.fill.map(ink), paint.stroke.map(ink));
        if paint.stroke == Some(theme.ink) {
            paint.width = paint.width.max(3.0);
        }
    }
}
