//! Time as lanes, in a figure.

use super::figure::Figure;
use crate::layout::geometry::{Point, Rect};
use crate::scene::lanes::{self, Frame, LanesInput};
use crate::scene::map::MapInput;
use crate::scene::text::wrap;
use crate::scene::{Anchor, Ground, Item, Scene, Text, legend};
use crate::timeline::{Courses, numbers, publications};

/// How wide lanes are drawn where nothing else asks for more.
pub const WIDTH: f64 = 1040.0;
/// Of the words that say what their looks mean.
const FONT: f64 = 12.0;

/// The lanes of a figure, and below them what their looks mean.
pub fn lanes(figure: &Figure<'_>, width: f64) -> (Scene, Scene) {
    let incident = figure.teller.incident;
    let numbers = numbers(incident);
    let map = MapInput {
        teller: figure.teller,
        ground: figure.ground,
        numbers: &numbers,
        snapshot: figure.snapshot,
        selection: None,
        theme: figure.theme,
        diff: None,
    };
    let courses = Courses::of(incident, &figure.snapshot.lens, figure.axis);
    let publications = publications(incident);
    let frame = Frame::alone(width);
    let input = LanesInput {
        map,
        courses: &courses,
        axis: figure.axis,
        publications: &publications,
        frame,
        is_brief: figure.form.sheet.is_some(),
    };
    (lanes::whole(&input), key(&input, width))
}

/// The states that bars have on any day, and what lines and arrows mean.
fn key(input: &LanesInput<'_>, width: f64) -> Scene {
    let seen = lanes::seen(input);
    let map = MapInput { snapshot: &seen, ground: &Ground::default(), ..input.map };
    let Scene { bounds, mut items } = legend::scene(&map, width);
    let mut y = bounds.height + 2.0;
    for words in wrap(&lanes::key(input), FONT, false, width, usize::MAX) {
        y += FONT * 1.4;
        let (at, color) = (Point::new(0.0, y - FONT * 0.4), input.map.theme.muted);
        let line = Text { at, anchor: Anchor::Start, size: FONT, is_bold: false, color, words, language: None };
        items.push(Item::Text(line));
    }
    Scene { bounds: Rect::new(0.0, 0.0, width, y), items }
}
