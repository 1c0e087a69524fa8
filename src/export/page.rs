//! Parts of a figure, and how they stand below each other.

use crate::layout::geometry::{Point, Rect};
use crate::paint::{self, Extent, SvgNode};
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
/// Room below a part of words.
pub const BELOW: f64 = 10.0;
/// Between columns.
pub const GUTTER: f64 = 18.0;
/// Of the marking.
const BADGE: f64 = 13.0;

/// A part of a figure, as wide as the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    scene: Scene,
    indent: f64,
    /// Room below it.
    room: f64,
    /// So many lines are set of what is told in one go.
    max_lines: usize,
    /// What stands at its right, and where.
    aside: Option<(f64, Box<Band>)>,
}

impl Band {
    /// An empty part, for lines of words.
    pub fn new(width: f64) -> Self {
        Self::of(Scene { bounds: Rect::new(0.0, 0.0, width, 0.0), items: Vec::new() }, BELOW)
    }

    /// A finished scene with room below it.
    pub fn of(scene: Scene, room: f64) -> Self {
        Self { scene, indent: 0.0, room, max_lines: usize::MAX, aside: None }
    }

    /// The same in the middle of a wider figure.
    #[must_use]
    pub fn centered(self, width: f64) -> Self {
        Self { indent: (width - self.scene.bounds.width) / 2.0, ..self }
    }

    /// The same with nothing below it.
    #[must_use]
    pub fn last(self) -> Self {
        Self { room: 0.0, ..self }
    }

    /// The same with no more than so many lines of what is told in one go.
    #[must_use]
    pub fn short(self, max_lines: usize) -> Self {
        Self { max_lines, ..self }
    }

    /// Nothing of this height.
    pub fn gap(height: f64) -> Self {
        Self::of(Scene::default(), height)
    }

    /// The same with another part at its right, which can be taller.
    #[must_use]
    pub fn beside(self, aside: Self, x: f64) -> Self {
        Self { aside: Some((x, Box::new(aside))), ..self }
    }

    /// With the room below.
    pub fn height(&self) -> f64 {
        self.scene.bounds.height + self.room
    }

    /// Its elements, with its top left corner there.
    pub fn at(&self, corner: Point) -> Vec<SvgNode> {
        let bounds = self.scene.bounds;
        let own = paint::moved(corner.x + self.indent - bounds.x, corner.y - bounds.y, paint::nodes(&self.scene));
        let aside = self.aside.iter().flat_map(|(x, it)| it.at(Point::new(corner.x + x, corner.y)));
        std::iter::once(own).chain(aside).collect()
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
        for line in wrap(words, size, is_bold, width, self.max_lines) {
            let bounds = &mut self.scene.bounds;
            bounds.height += size * 1.4;
            let at = Point::new(0.0, bounds.height - size * 0.4);
            let line = Text::new(at, Anchor::Start, size, is_bold, color, line).in_language(language);
            self.scene.items.push(Item::Text(line));
        }
    }

    /// The columns of a list of this width: how many, and how wide each is.
    fn columns(whole: f64) -> (f64, f64) {
        let n_columns = (whole / COLUMN).floor().max(1.0);
        (n_columns, whole / n_columns)
    }

    /// How far words are indented beside these numbers.
    fn indent<'a>(numbers: impl Iterator<Item = &'a str>, size: f64) -> f64 {
        numbers.map(|it| width(it, size, true)).fold(0.0, f64::max) + 6.0
    }

    /// How wide the words beside these numbers can be in a numbered list of this width.
    pub fn room_of_rows<'a>(whole: f64, numbers: impl Iterator<Item = &'a str>, size: f64) -> f64 {
        Self::columns(whole).1 - Self::indent(numbers, size) - GUTTER
    }

    /// A numbered list of rows with their lines, in as many columns as are wide enough to read.
    /// From one line to the next it is `leading` times the size of the letters.
    pub fn numbered(&mut self, rows: &[(String, Vec<String>)], size: f64, leading: f64, color: Color) {
        let (n_columns, wide) = Self::columns(self.scene.bounds.width);
        let indent = Self::indent(rows.iter().map(|it| it.0.as_str()), size);
        let each = rows.iter().map(|it| it.1.len()).sum::<usize>().div_ceil(n_columns as usize);
        let top = self.scene.bounds.height;
        let (mut column, mut line, mut lowest) = (0.0, 0, 0);
        for (number, words) in rows {
            if line >= each {
                (column, line) = (column + 1.0, 0);
            }
            let x = column * wide;
            for (i, words) in words.iter().enumerate() {
                line += 1;
                let y = top + line as f64 * size * leading - size * (leading - 1.0);
                if i == 0 {
                    let number = Text::new(Point::new(x, y), Anchor::Start, size, true, color, number.clone());
                    self.scene.items.push(Item::Text(number));
                }
                let words = Text::new(Point::new(x + indent, y), Anchor::Start, size, false, color, words.clone());
                self.scene.items.push(Item::Text(words));
            }
            lowest = lowest.max(line);
        }
        self.scene.bounds.height = top + lowest as f64 * size * leading;
    }

    /// A title, with the marking at its right.
    pub fn titled(&mut self, title: (Option<&str>, &str), marking: &str, theme: &Theme) {
        let (right, wide) = (self.scene.bounds.width, width(marking, BADGE, true) + 16.0);
        let frame = Rect::new(right - wide, 3.0, wide, BADGE + 11.0);
        self.scene.items.push(Item::Rect(frame, 4.0, Paint::stroke(theme.ink, 1.25)));
        let at = Point::new(right - wide / 2.0, frame.y + BADGE + 2.5);
        self.scene.items.push(Item::Text(Text::new(at, Anchor::Middle, BADGE, true, theme.ink, marking.to_owned())));
        self.lines(title, TITLE, true, theme.ink, right - wide - 20.0);
    }

    /// The large number with the words that belong to it beside it, or below where there is no room.
    pub fn number(&mut self, number: &str, rest: &str, color: Color) {
        let whole = self.scene.bounds.width;
        let wide = width(number, NUMBER, true) + 10.0;
        self.lines((None, number), NUMBER, true, color, whole);
        if wide + width(rest, BESIDE, false) <= whole {
            let at = Point::new(wide, self.scene.bounds.height - NUMBER * 0.4);
            self.scene.items.push(Item::Text(Text::new(at, Anchor::Start, BESIDE, false, color, rest.to_owned())));
        } else {
            self.words(rest, BESIDE, false, color);
        }
    }

    /// A marking at the left, and perhaps words at the right of the same line.
    pub fn ends(&mut self, marking: &str, beside: Option<&str>, theme: &Theme) {
        self.words(marking, 12.0, true, theme.ink);
        let bounds = self.scene.bounds;
        let at = Point::new(bounds.width, bounds.height - 12.0 * 0.4);
        let right = beside.map(|it| Text::new(at, Anchor::End, 12.0, false, theme.muted, it.to_owned()));
        self.scene.items.extend(right.map(Item::Text));
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

/// Parts of these heights below each other, and how large they are together.
pub fn below_each_other(bands: &[Band], heights: &[f64], width: f64) -> (Extent, Vec<SvgNode>) {
    let (mut nodes, mut y) = (Vec::new(), MARGIN);
    for (band, height) in bands.iter().zip(heights) {
        nodes.extend(band.at(Point::new(MARGIN, y)));
        y += height;
    }
    (Extent { width: width + 2.0 * MARGIN, height: y + MARGIN - 10.0, zoom: 1.0 }, nodes)
}
