//! The small tags on the rim of a card: that sources disagree, and why a host mattered.

use super::text::width;
use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Text};
use crate::layout::geometry::{Point, Rect};

const FONT: f64 = 12.0;
pub(super) const HEIGHT: f64 = 18.0;

/// The mark of a dispute: "not equal", and how many sources speak. Its right end lies a little right of `at`.
pub(super) fn disputed(at: Point, n_sources: usize, theme: &Theme) -> Vec<Item> {
    let ground = Paint::fill(theme.paper).with_stroke(theme.ink, 1.25);
    pill(Point { x: at.x + 8.0, y: at.y - 13.0 }, &format!("≠ {n_sources}"), ground, theme.ink)
}

/// Why a host mattered, on the lower rim of its card.
pub(super) fn mattered(card: Rect, words: &str, theme: &Theme) -> Vec<Item> {
    mattered_at(Point { x: card.right() + 6.0, y: card.bottom() - 7.0 }, words, theme)
}

/// The same with its right upper corner at `at`.
pub(super) fn mattered_at(at: Point, words: &str, theme: &Theme) -> Vec<Item> {
    pill(at, words, Paint::fill(theme.ink).with_stroke(theme.paper, 1.5), theme.paper)
}

/// How wide a tag with these words is.
pub(super) fn width_of(words: &str) -> f64 {
    width(words, FONT, true) + 10.0
}

/// A tag whose right upper corner lies at `at`.
fn pill(at: Point, words: &str, ground: Paint, color: Color) -> Vec<Item> {
    let wide = width_of(words);
    let rect = Rect { x: at.x - wide, y: at.y, width: wide, height: HEIGHT };
    let middle = Point { x: rect.x + wide / 2.0, y: rect.y + 13.2 };
    vec![
        Item::Rect(rect, HEIGHT / 2.0, ground),
        Item::Text(Text::new(middle, Anchor::Middle, FONT, true, color, words.to_owned())),
    ]
}
