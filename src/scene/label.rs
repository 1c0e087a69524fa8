//! What stands on a card: the name, and below it how the host stands.
//!
//! On a map that is seen smaller than it is drawn, words are drawn larger, so that they can be read, and cards stay as they
//! are. A name that needs the room of three lines even a little smaller then stands alone: the mark, fill and edge of the card
//! still say the state.

use super::measure::{CARD_HEIGHT, LABEL_FONT, STATE_FONT};
use super::text::{is_joint, width, wrap};

/// Words are drawn at most so many times larger: two lines of a name and the state just fit a card.
pub const LARGEST: f64 = 1.25;
/// From one size of words to the next, so that a map is not drawn anew for each pixel of its room.
const STEP: f64 = 20.0;
/// A name is drawn so much smaller rather than without the state.
const RATHER_SMALLER: f64 = 0.15;

/// How much larger words are drawn where a map is seen at this scale.
pub fn larger(scale: f64) -> f64 {
    ((1.0 / scale.max(0.1)).clamp(1.0, LARGEST) * STEP - 0.01).ceil() / STEP
}

/// A name on a card, and where everything stands from its upper rim.
pub struct Label {
    /// One to three lines.
    pub lines: Vec<String>,
    /// How much larger they are drawn.
    pub factor: f64,
    /// The baseline of the first.
    pub first: f64,
    /// From one line to the next.
    pub line: f64,
    /// The baseline of the state, if there is room for it.
    pub state: Option<f64>,
}

impl Label {
    /// A name in as large letters as fit its room, at most so many times larger than they are. Where more stands on the card, the
    /// state does too: what is said of a card has to begin with what is seen on it.
    pub fn of(name: &str, room: f64, factor: f64, has_more: bool) -> Self {
        let tried = |factor: f64, n_lines: usize| {
            let has_words = name.split_whitespace().filter(|it| it.is_ascii());
            let is_parted = has_words
                .flat_map(|it| it.split_inclusive(is_joint))
                .any(|it| width(it, LABEL_FONT * factor, true) > room);
            let lines = wrap(name, LABEL_FONT * factor, true, room, n_lines);
            let is_whole = letters(lines.iter().map(String::as_str)) == letters([name].into_iter());
            (is_whole && !is_parted).then(|| Self::with(lines, factor, n_lines < 3))
        };
        let sizes = (0..5_u32).map(|it| factor - f64::from(it) / STEP).filter(|it| *it > 0.99);
        let rather = sizes.clone().filter(|it| *it > factor - RATHER_SMALLER - 0.01).find_map(|it| tried(it, 2));
        let larger = || {
            sizes
                .clone()
                .flat_map(|it| [(it, 3), (it, 2)])
                .filter(|it| it.1 == 2 || !has_more)
                .find_map(|(it, n)| tried(it, n))
        };
        rather.or_else(larger).unwrap_or_else(|| Self::with(wrap(name, LABEL_FONT, true, room, 2), 1.0, true))
    }

    fn with(lines: Vec<String>, factor: f64, has_state: bool) -> Self {
        if factor <= 1.0 && has_state {
            let first = if lines.len() == 1 { 26.0 } else { 18.0 };
            let state = first + 15.0 * lines.len() as f64 + 2.5;
            return Self { lines, factor, first, line: 15.0, state: Some(state) };
        }
        let (line, below) = (14.0 * factor, if has_state { 16.0 * factor } else { 0.0 });
        let first = (CARD_HEIGHT - line * lines.len() as f64 - below) / 2.0 + 11.0 * factor;
        let state = first + line * lines.len() as f64 + 1.5 * factor;
        Self { lines, factor, first, line, state: has_state.then_some(state) }
    }
}

/// The letters of words, without what parts them.
fn letters<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.flat_map(str::chars).filter(|it| !it.is_whitespace()).collect()
}

/// The largest size at which words fit their room, from so many times larger down to their own.
pub fn fitting(words: &str, size: f64, is_bold: bool, room: f64, factor: f64) -> f64 {
    let most = room / width(words, size, is_bold).max(1.0);
    size * (most.clamp(1.0, factor.max(1.0)) * STEP).floor() / STEP
}

/// The size of the state below a name.
pub fn state_size(words: &str, room: f64, factor: f64) -> f64 {
    fitting(words, STATE_FONT, false, room, factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_grow_as_a_map_shrinks_and_never_beyond_their_cards() {
        assert_eq!(format!("{:?}", [2.0, 1.0, 0.9, 0.8, 0.1].map(larger)), "[1.0, 1.0, 1.15, 1.25, 1.25]");
    }

    #[test]
    fn a_name_is_as_large_as_fits_whole() {
        let label = |name| Label::of(name, 110.0, LARGEST, false);
        let short = label("Mail server");
        assert!(short.factor > 1.2 && short.state.is_some());
        let long = label("Server of the construction office");
        assert_eq!((long.lines.len(), long.state), (3, None));
        for it in [short, long] {
            let last = it.state.unwrap_or(it.first + it.line * (it.lines.len() - 1) as f64);
            assert!(it.first - 9.0 * it.factor >= 2.0 && last + 3.0 * it.factor <= CARD_HEIGHT, "{:?}", it.lines);
        }
        let with_tag = Label::of("Server of the construction office", 110.0, LARGEST, true);
        assert!(with_tag.lines.len() < 3 && with_tag.state.is_some());
        let whole = Label::of("BMC Software Management System", 110.0, 1.0, false);
        assert_eq!((whole.lines.len(), whole.state), (3, None), "no state below the rim");
        let address = label("avsvmcloud.com");
        assert!(address.factor > 1.2 && address.lines == ["avsvmcloud.", "com"], "{:?}", address.lines);
        let longest = label("Server of the office that builds roads and bridges in the north");
        assert_eq!((longest.lines.len(), longest.factor), (2, 1.0));
    }
}
