//! Parts of a figure below each other, and the file around them.

use crate::layout::geometry::{Point, Rect};
use crate::paint;
use crate::scene::chart::line;
use crate::scene::text::{width, wrap};
use crate::scene::theme::{Color, Theme};
use crate::scene::{Anchor, Item, Paint, Scene, Text};

/// Around everything.
const MARGIN: f64 = 24.0;
/// Of the title.
const TITLE: f64 = 22.0;
/// Of the large number.
const NUMBER: f64 = 32.0;
/// Of the words beside it.
const BESIDE: f64 = 16.0;
/// The narrowest column of a list.
const COLUMN: f64 = 320.0;
/// Between columns.
const GUTTER: f64 = 18.0;
/// Of the marking.
const BADGE: f64 = 13.0;

/// A part of a figure, as wide as the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    scene: Scene,
    indent: f64,
    /// Room below it.
    room: f64,
}

impl Band {
    /// An empty part, for lines of words.
    pub fn new(width: f64) -> Self {
        Self::of(Scene { bounds: Rect::new(0.0, 0.0, width, 0.0), items: Vec::new() }, 10.0)
    }

    /// A finished scene with room below it.
    pub fn of(scene: Scene, room: f64) -> Self {
        Self { scene, indent: 0.0, room }
    }

    /// The same in the middle of a wider figure.
    #[must_use]
    pub fn centered(self, width: f64) -> Self {
        Self { indent: (width - self.scene.bounds.width) / 2.0, ..self }
    }

    /// With the room below.
    pub fn height(&self) -> f64 {
        self.scene.bounds.height + self.room
    }

    /// Words in as many lines as they need.
    pub fn words(&mut self, words: &str, size: f64, is_bold: bool, color: Color) {
        self.told((None, words), size, is_bold, color);
    }

    /// The same with words of the file, which may be in a language of their own.
    pub fn told(&mut self, words: (Option<&str>, &str), size: f64, is_bold: bool, color: Color) {
        self.lines(words, size, is_bold, color, self.scene.bounds.width);
    }

    fn lines(&mut self, (language, words): (Option<&str>, &str), size: f64, is_bold: bool, color: Color, width: f64) {
        for line in wrap(words, size, is_bold, width, usize::MAX) {
            let bounds = &mut self.scene.bounds;
            bounds.height += size * 1.4;
            let at = Point::new(0.0, bounds.height - size * 0.4);
            let line = text(at, Anchor::Start, size, is_bold, color, line).in_language(language);
            self.scene.items.push(Item::Text(line));
        }
    }

    /// A numbered list in as many columns as are wide enough to read.
    pub fn numbered(&mut self, items: &[(String, String)], size: f64, color: Color) {
        let n_columns = (self.scene.bounds.width / COLUMN).floor().max(1.0);
        let wide = self.scene.bounds.width / n_columns;
        let indent = items.iter().map(|it| width(&it.0, size, true)).fold(0.0, f64::max) + 6.0;
        let rows: Vec<Vec<String>> =
            items.iter().map(|it| wrap(&it.1, size, false, wide - indent - GUTTER, usize::MAX)).collect();
        let each = rows.iter().map(Vec::len).sum::<usize>().div_ceil(n_columns as usize);
        let top = self.scene.bounds.height;
        let (mut column, mut line, mut lowest) = (0.0, 0, 0);
        for ((number, _), words) in items.iter().zip(rows) {
            if line >= each {
                (column, line) = (column + 1.0, 0);
            }
            let x = column * wide;
            for (i, words) in words.into_iter().enumerate() {
                line += 1;
                let y = top + line as f64 * size * 1.4 - size * 0.4;
                if i == 0 {
                    let number = text(Point::new(x, y), Anchor::Start, size, true, color, number.clone());
                    self.scene.items.push(Item::Text(number));
                }
                let words = text(Point::new(x + indent, y), Anchor::Start, size, false, color, words);
                self.scene.items.push(Item::Text(words));
            }
            lowest = lowest.max(line);
        }
        self.scene.bounds.height = top + lowest as f64 * size * 1.4;
    }

    /// A title, with the marking at its right.
    pub fn titled(&mut self, title: (Option<&str>, &str), marking: &str, theme: &Theme) {
        let (right, wide) = (self.scene.bounds.width, width(marking, BADGE, true) + 16.0);
        let frame = Rect::new(right - wide, 3.0, wide, BADGE + 11.0);
        self.scene.items.push(Item::Rect(frame, 4.0, Paint::stroke(theme.ink, 1.25)));
        let at = Point::new(right - wide / 2.0, frame.y + BADGE + 2.5);
        self.scene.items.push(Item::Text(text(at, Anchor::Middle, BADGE, true, theme.ink, marking.to_owned())));
        self.lines(title, TITLE, true, theme.ink, right - wide - 20.0);
    }

    /// The large number with the words that belong to it beside it, or below where there is no room.
    pub fn number(&mut self, number: &str, rest: &str, color: Color) {
        let whole = self.scene.bounds.width;
        let wide = width(number, NUMBER, true) + 10.0;
        self.lines((None, number), NUMBER, true, color, whole);
        if wide + width(rest, BESIDE, false) <= whole {
            let at = Point::new(wide, self.scene.bounds.height - NUMBER * 0.4);
            self.scene.items.push(Item::Text(text(at, Anchor::Start, BESIDE, false, color, rest.to_owned())));
        } else {
            self.words(rest, BESIDE, false, color);
        }
    }

    /// Room between lines.
    pub fn skip(&mut self, room: f64) {
        self.scene.bounds.height += room;
    }

    /// A hairline across.
    pub fn rule(&mut self, color: Color) {
        let bounds = &mut self.scene.bounds;
        bounds.height += 2.0;
        let (from, to) = (Point::new(0.0, bounds.height), Point::new(bounds.width, bounds.height));
        self.scene.items.push(line(from, to, Paint::stroke(color, 1.0)));
    }
}

fn text(at: Point, anchor: Anchor, size: f64, is_bold: bool, color: Color, words: String) -> Text {
    Text { at, anchor, size, is_bold, color, words, language: None }
}

/// The file around parts of these heights; `about` is its title, its description and its language.
pub fn file(bands: &[Band], heights: &[f64], width: f64, theme: &Theme, about: (&str, &str, &str)) -> String {
    let (mut nodes, mut y) = (Vec::new(), MARGIN);
    for (band, height) in bands.iter().zip(heights) {
        let bounds = band.scene.bounds;
        nodes.push(paint::moved(MARGIN + band.indent - bounds.x, y - bounds.y, paint::nodes(&band.scene)));
        y += height;
    }
    paint::file(width + 2.0 * MARGIN, y + MARGIN - 10.0, theme.paper, about, &nodes)
}
