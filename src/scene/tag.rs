//! The small tags on the rim of a card: where the main path begins, that sources disagree, and why a host mattered.

use super::input::MapInput;
use super::label::LARGEST;
use super::measure::STATE_FONT;
use super::text::width;
use super::theme::{Color, Theme};
use super::{Anchor, Item, Paint, Text};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::{Certainty, HostSnapshot, Mattered};

const FONT: f64 = STATE_FONT;
const HEIGHT: f64 = 18.0;
/// From the left rim of a tag to its words, where a sign stands before them.
const SIGN: f64 = 12.0;
/// How far tags reach over the left and the right rim of their card.
const OVER: f64 = 6.0;

/// The widest words of each of [`Mattered::ALL`] in any of our languages, and the sign that they are possible.
const WIDEST: [f64; 3] = [63.0, 39.0, 52.0];
const PERHAPS: f64 = 13.0;
/// The same of a way in: the only one, or one of several.
const WIDEST_WAY_IN: [f64; 2] = [45.0, 60.0];

/// How far the tags at the lower rim of a card reach in from the left and from the right, however large its words are.
pub fn reach(it: &HostSnapshot) -> [f64; 2] {
    let perhaps = |certainty: Certainty| if certainty == Certainty::Certain { 0.0 } else { PERHAPS };
    let right = it.mattered.and_then(|(why, certainty)| {
        let (_, wide) = Mattered::ALL.iter().zip(WIDEST).find(|it| *it.0 == why)?;
        Some((wide + perhaps(certainty) + 10.0 + if it.is_goal { SIGN } else { 0.0 }) * LARGEST - OVER)
    });
    let right = right.unwrap_or_default();
    let left = match it.way_in {
        Some((way, certainty)) => {
            let wide = WIDEST_WAY_IN[usize::from(way.of > 1)] + perhaps(certainty);
            (wide + 10.0 + SIGN) * LARGEST - OVER
        }
        None if it.disputed => widest_dispute(it.sources.len()) - OVER,
        None => 0.0,
    };
    [left, right]
}

/// How wide the mark of a dispute among so many sources is, however large words are.
pub fn widest_dispute(n_sources: usize) -> f64 {
    (width(&disagree(n_sources), FONT, true) + 10.0) * LARGEST
}

/// "Not equal", and how many sources speak.
pub fn disagree(n_sources: usize) -> String {
    format!("≠ {n_sources}")
}

/// The mark of a dispute: "not equal", and how many sources speak. At the left of the lower rim of a card, or where
/// something else stands there, at the right of the upper one.
pub(super) fn disputed(input: &MapInput<'_>, card: Rect, it: &HostSnapshot, is_taken: bool) -> Vec<Item> {
    let tag = Tag::dispute(disagree(it.sources.len()), input.words, input.theme);
    if is_taken {
        return tag.at(card.right() + OVER - tag.width(), card.y + 7.0 - tag.height());
    }
    tag.at(card.x - OVER, top(card, input.words))
}

/// Where the main path begins, at the left of the lower rim of the card.
pub(super) fn way_in(input: &MapInput<'_>, card: Rect, it: &HostSnapshot) -> Vec<Item> {
    let Some(words) = input.teller.tongue.begins(it) else { return Vec::new() };
    Tag::way_in(words, input).at(card.x - OVER, top(card, input.words))
}

/// Why a host mattered, at the right of the lower rim of its card; with a flag where the main path ends.
pub(super) fn mattered(input: &MapInput<'_>, card: Rect, it: &HostSnapshot) -> Vec<Item> {
    let Some((why, words)) = it.mattered.map(|it| it.0).zip(input.teller.tongue.mattered(it)) else {
        return Vec::new();
    };
    let tag = Tag::mattered(why, words, it.is_goal, input);
    tag.at(card.right() + OVER - tag.width(), top(card, input.words))
}

/// Where the main path begins and ends, without words: for maps on which no words can be read.
pub(super) fn signs(input: &MapInput<'_>, card: Rect, it: &HostSnapshot, larger: f64) -> Vec<Item> {
    let sign = |tag: Tag| Tag { words: String::new(), larger, ..tag };
    let begins = it.way_in.map(|_| sign(Tag::way_in(String::new(), input)));
    let ends = it.mattered.filter(|_| it.is_goal).map(|(why, _)| sign(Tag::mattered(why, String::new(), true, input)));
    let at = |it: &Tag| card.bottom() - it.height() / 2.0;
    let mut items = Vec::new();
    items.extend(begins.map(|it| it.at(card.x - OVER * larger, at(&it))).into_iter().flatten());
    items.extend(ends.map(|it| it.at(card.right() + OVER * larger - it.width(), at(&it))).into_iter().flatten());
    items
}

/// Where a tag on a card begins: larger words on the card come nearer to its rim.
fn top(card: Rect, larger: f64) -> f64 {
    card.bottom() - 7.0 + (larger - 1.0) * 10.0
}

/// What stands before the words of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Nothing,
    /// Where the main path begins.
    Arrow,
    /// Where it ends.
    Flag,
}

/// A pill with words.
pub(super) struct Tag {
    words: String,
    ground: Paint,
    color: Color,
    sign: Sign,
    larger: f64,
}

impl Tag {
    /// With these words alone.
    pub(super) fn plain(words: String, ground: Paint, color: Color, larger: f64) -> Self {
        Self { words, ground, color, sign: Sign::Nothing, larger }
    }

    /// That sources disagree.
    pub(super) fn dispute(words: String, larger: f64, theme: &Theme) -> Self {
        let ground = Paint::fill(theme.paper).with_stroke(theme.ink, 1.25);
        Self::plain(words, ground, theme.ink, larger)
    }

    /// Where the main path begins.
    pub(super) fn way_in(words: String, input: &MapInput<'_>) -> Self {
        let theme = input.theme;
        let ground = Paint::fill(theme.ink).with_stroke(theme.paper, 1.5);
        Self { words, ground, color: theme.paper, sign: Sign::Arrow, larger: input.words }
    }

    /// Why a host mattered, with a flag where the main path ends.
    pub(super) fn mattered(why: Mattered, words: String, has_flag: bool, input: &MapInput<'_>) -> Self {
        let theme = input.theme;
        if has_flag {
            // filled, as its numbers are
            return Self { sign: Sign::Flag, ..Self::way_in(words, input) };
        }
        // what is well again is no longer red, and was
        let color = if why == Mattered::Stopped { theme.compromised.on_tint } else { theme.ink };
        Self::plain(words, Paint::fill(theme.paper).with_stroke(color, 1.25), color, input.words)
    }

    /// How wide it is.
    pub(super) fn width(&self) -> f64 {
        ((width(&self.words, FONT, true) + 10.0).max(HEIGHT) + self.before()) * self.larger
    }

    /// The room for its sign.
    fn before(&self) -> f64 {
        if self.sign == Sign::Nothing { 0.0 } else { SIGN }
    }

    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        HEIGHT * self.larger
    }

    /// Its items, with its left upper corner here.
    pub(super) fn at(&self, x: f64, y: f64) -> Vec<Item> {
        let larger = self.larger;
        let rect = Rect { x, y, width: self.width(), height: self.height() };
        let start = x + self.before() * larger;
        let middle = Point { x: f64::midpoint(start, rect.right()), y: y + 13.6 * larger };
        let text = Text::new(middle, Anchor::Middle, FONT * larger, true, self.color, self.words.clone());
        let mut items = vec![Item::Rect(rect, rect.height / 2.0, self.ground)];
        let outline: &[(f64, f64)] = match self.sign {
            Sign::Nothing => &[],
            Sign::Arrow => &[(4.5, 9.0), (9.0, 9.0), (9.0, 5.5), (14.0, 9.0), (9.0, 12.5), (9.0, 9.0)],
            Sign::Flag => &[(7.0, 14.5), (7.0, 3.5), (14.0, 6.5), (7.0, 9.5)],
        };
        if let [first, rest @ ..] = outline {
            let at = |it: &(f64, f64)| Point { x: x + it.0 * larger, y: y + it.1 * larger };
            let mut commands = vec![Command::Move(at(first))];
            commands.extend(rest.iter().map(|it| Command::Line(at(it))));
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
            let ways = [tongue.the_way_in().to_owned(), tongue.one_way_in("M")];
            for (words, widest) in ways.iter().zip(WIDEST_WAY_IN) {
                let [certain, possible] = [words, &tongue.perhaps_state(words)].map(|it| width(it, FONT, true));
                assert!(certain <= widest && possible <= widest + PERHAPS, "{words}: {certain:.1}, {possible:.1}");
            }
        }
    }
}
