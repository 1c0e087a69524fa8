//! The small tags on the rim of a card: that sources disagree, and why a host mattered.

use super::text::width;
use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Text};
use crate::layout::geometry::{Point, Rect};

const FONT: f64 = 12.0;
pub(super) const HEIGHT: f64 = 18.0;

/// The mark of a dispute on the upper rim of a card: "not equal", and how many sources speak.
pub(super) fn disputed(card: Rect, n_sources: usize, larger: f64, theme: &Theme) -> Vec<Item> {
    let (words, ground) = dispute(n_sources, theme);
    // between the name of the region above and larger words on the card there is hardly more room for larger ones
    let below = 9.0 - (larger - 1.0) * 8.0;
    let larger = little(larger);
    let at = Point { x: card.right() + 2.0 + (larger - 1.0) * 60.0, y: card.y + below - HEIGHT * larger };
    pill(at, &words, larger, ground, theme.ink)
}

/// The same beside the number of a step: its left lower corner at `at`.
pub(super) fn disputed_beside(at: Point, n_sources: usize, larger: f64, theme: &Theme) -> Vec<Item> {
    let (words, ground) = dispute(n_sources, theme);
    let at = Point { x: at.x + width_of(&words) * larger, y: at.y - HEIGHT * larger };
    pill(at, &words, larger, ground, theme.ink)
}

/// How much larger a tag is drawn, which has hardly more room.
fn little(larger: f64) -> f64 {
    1.0 + (larger - 1.0) * 0.4
}

fn dispute(n_sources: usize, theme: &Theme) -> (String, Paint) {
    (format!("≠ {n_sources}"), Paint::fill(theme.paper).with_stroke(theme.ink, 1.25))
}

/// Why a host mattered, on the lower rim of its card.
pub(super) fn mattered(card: Rect, words: &str, larger: f64, theme: &Theme) -> Vec<Item> {
    // larger words on the card come nearer to its rim
    let above = 7.0 - (larger - 1.0) * 10.0;
    mattered_at(Point { x: card.right() + 6.0, y: card.bottom() - above }, words, little(larger), theme)
}

/// The same with its right upper corner at `at`.
pub(super) fn mattered_at(at: Point, words: &str, larger: f64, theme: &Theme) -> Vec<Item> {
    pill(at, words, larger, Paint::fill(theme.ink).with_stroke(theme.paper, 1.5), theme.paper)
}

/// How wide a tag with these words is.
pub(super) fn width_of(words: &str) -> f64 {
    width(words, FONT, true) + 10.0
}

/// A tag whose right upper corner lies at `at`.
fn pill(at: Point, words: &str, larger: f64, ground: Paint, color: Color) -> Vec<Item> {
    let (wide, high) = (width_of(words) * larger, HEIGHT * larger);
    let rect = Rect { x: at.x - wide, y: at.y, width: wide, height: high };
    let middle = Point { x: rect.x + wide / 2.0, y: rect.y + 13.2 * larger };
    vec![
        Item::Rect(rect, high / 2.0, ground),
        Item::Text(Text::new(middle, Anchor::Middle, FONT * larger, true, color, words.to_owned())),
    ]
}
