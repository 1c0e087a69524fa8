//! The small tags on the rim of a card: that sources disagree, and why a host mattered.

use super::input::MapInput;
use super::label::LARGEST;
use super::text::width;
use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Text};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::{Certainty, HostSnapshot, Mattered};

const FONT: f64 = 12.0;
const HEIGHT: f64 = 18.0;
/// From the left rim of a tag to its words, where a flag stands before them.
const FLAG: f64 = 12.0;
/// How far tags reach over the left and the right rim of their card.
const OVER: f64 = 6.0;

/// The widest words of each of [`Mattered::ALL`] in any of our languages, and the sign that they are possible.
const WIDEST: [f64; 3] = [58.0, 36.0, 47.0];
const PERHAPS: f64 = 12.0;

/// How far the tags at the lower rim of a card reach in from the left and from the right, however large its words are.
pub fn reach(it: &HostSnapshot) -> [f64; 2] {
    let right = it.mattered.and_then(|(why, certainty)| {
        let (_, wide) = Mattered::ALL.iter().zip(WIDEST).find(|it| *it.0 == why)?;
        let sign = if certainty == Certainty::Certain { 0.0 } else { PERHAPS };
        Some((wide + sign + 10.0 + if it.is_goal { FLAG } else { 0.0 }) * LARGEST - OVER)
    });
    [if it.disputed { widest_dispute(it.sources.len()) - OVER } else { 0.0 }, right.unwrap_or_default()]
}

/// How wide the mark of a dispute among so many sources is, however large words are.
pub fn widest_dispute(n_sources: usize) -> f64 {
    (width(&disagree(n_sources), FONT, true) + 10.0) * LARGEST
}

/// "Not equal", and how many sources speak.
pub(super) fn disagree(n_sources: usize) -> String {
    format!("≠ {n_sources}")
}

/// The mark of a dispute, at the left of the lower rim of a card: "not equal", and how many sources speak.
pub(super) fn disputed(card: Rect, n_sources: usize, larger: f64, theme: &Theme) -> Vec<Item> {
    Tag::dispute(disagree(n_sources), larger, theme).at(card.x - OVER, top(card, larger))
}

/// Why a host mattered, at the right of the lower rim of its card; with a flag where the main path ends.
pub(super) fn mattered(input: &MapInput<'_>, card: Rect, it: &HostSnapshot) -> Vec<Item> {
    let Some((why, words)) = it.mattered.map(|it| it.0).zip(input.teller.tongue.mattered(it)) else {
        return Vec::new();
    };
    let tag = Tag::mattered(why, words, it.is_goal, input);
    tag.at(card.right() + OVER - tag.width(), top(card, input.words))
}

/// Where a tag on a card begins: larger words on the card come nearer to its rim.
fn top(card: Rect, larger: f64) -> f64 {
    card.bottom() - 7.0 + (larger - 1.0) * 10.0
}

/// A pill with words.
pub(super) struct Tag {
    pub(super) words: String,
    pub(super) ground: Paint,
    pub(super) color: Color,
    /// Whether a flag stands before the words.
    pub(super) has_flag: bool,
    pub(super) larger: f64,
}

impl Tag {
    /// That sources disagree.
    pub(super) fn dispute(words: String, larger: f64, theme: &Theme) -> Self {
        let ground = Paint::fill(theme.paper).with_stroke(theme.ink, 1.25);
        Self { words, ground, color: theme.ink, has_flag: false, larger }
    }

    /// Why a host mattered, with a flag where the main path ends.
    pub(super) fn mattered(why: Mattered, words: String, has_flag: bool, input: &MapInput<'_>) -> Self {
        let theme = input.theme;
        let (ground, color) = match why {
            Mattered::Data | Mattered::Out => (theme.ink, theme.paper),
            // what is well again is no longer red, and was
            Mattered::Stopped => (theme.compromised.strong, theme.compromised.on_strong),
        };
        Self { words, ground: Paint::fill(ground).with_stroke(theme.paper, 1.5), color, has_flag, larger: input.words }
    }

    /// How wide it is.
    pub(super) fn width(&self) -> f64 {
        ((width(&self.words, FONT, true) + 10.0).max(HEIGHT) + if self.has_flag { FLAG } else { 0.0 }) * self.larger
    }

    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        HEIGHT * self.larger
    }

    /// Its items, with its left upper corner here.
    pub(super) fn at(&self, x: f64, y: f64) -> Vec<Item> {
        let larger = self.larger;
        let rect = Rect { x, y, width: self.width(), height: self.height() };
        let start = x + if self.has_flag { FLAG * larger } else { 0.0 };
        let middle = Point { x: f64::midpoint(start, rect.right()), y: y + 13.2 * larger };
        let text = Text::new(middle, Anchor::Middle, FONT * larger, true, self.color, self.words.clone());
        let mut items = vec![Item::Rect(rect, rect.height / 2.0, self.ground)];
        if self.has_flag {
            let at = |dx: f64, dy: f64| Point { x: x + dx * larger, y: y + dy * larger };
            let (foot, head, tip, below) = (at(7.0, 14.5), at(7.0, 3.5), at(14.0, 6.5), at(7.0, 9.5));
            let commands = vec![Command::Move(foot), Command::Line(head), Command::Line(tip), Command::Line(below)];
            items.push(Item::Path(Path { commands }, Paint::fill(self.color).with_stroke(self.color, 1.5)));
        }
        items.push(Item::Text(text));
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::Tongue;

    #[test]
    fn no_words_are_wider_than_is_foreseen() {
        for tag in ["en", "ja"] {
            let tongue = Tongue::of(tag);
            for (why, widest) in Mattered::ALL.iter().zip(WIDEST) {
                let words = tongue.mattered_name(*why);
                let [certain, possible] = [words, &tongue.perhaps_state(words)].map(|it| width(it, FONT, true));
                assert!(certain <= widest && possible <= widest + PERHAPS, "{words}: {certain:.1}, {possible:.1}");
            }
        }
    }
}
