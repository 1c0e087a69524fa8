//! Time as lanes, in a figure.

use crate::layout::geometry::{Point, Rect};
use crate::scene::lanes::{self, Frame, LanesInput};
use crate::scene::map::MapInput;
use crate::scene::text::wrap;
use crate::scene::{Anchor, Ground, Item, Scene, Text, legend};
use crate::timeline::{Axis, Courses, publications};

/// How wide lanes are drawn where nothing else asks for more.
pub const WIDTH: f64 = 1040.0;
/// Of the words that say what their looks mean.
const FONT: f64 = 12.0;

/// The lanes of what a map would show, and below them what their looks mean; `is_brief` on a sheet.
pub fn lanes(map: MapInput<'_>, axis: &Axis, is_brief: bool, width: f64) -> (Scene, Scene) {
    let incident = map.teller.incident;
    let courses = Courses::of(incident, &map.snapshot.lens, axis);
    let publications = publications(incident);
    let frame = Frame::alone(width);
    let input = LanesInput { map, courses: &courses, axis, publications: &publications, frame, is_brief };
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
        items.push(Item::Text(Text::new(at, Anchor::Start, FONT, false, color, words)));
    }
    Scene { bounds: Rect::new(0.0, 0.0, width, y), items }
}
