//! Finds room for the labels of pivots: on their own line, clear of cards, titles and each other.
//!
//! A label is read as belonging to the nearest line, so it sits on its line or right beside it, and
//! no more than one other line runs under it. Places are tried from the middle of each stretch
//! outwards, longest stretches first in cost: there the label hides the least. Where that leaves no
//! place it lies on its line all the same, over other lines, and at last over what it hides the least of:
//! a step without its number could not be found in any list.

use super::cells::Cells;
use super::geometry::{Point, Rect};
use super::request::Size;

/// What a label keeps from everything else.
const CLEAR: f64 = 2.0;
/// What it keeps where there is no other place: between two cards, one above the other, it just fits.
const TIGHT: f64 = 0.0;
/// What a label above or below its line keeps from it.
const ABOVE: f64 = 3.0;
/// What a label beside its line keeps from it: half an arrow head and a little.
const BESIDE: f64 = 6.0;
/// How much of its stretch a label on the line must leave in sight.
const SHOWN: f64 = 24.0;
/// Over so many other ways a label may lie.
const MOST_CROSSED: usize = 1;
/// How far along a stretch places are tried.
const STEP: f64 = 12.0;
/// The same where it is hard to find one.
const FINE: f64 = 4.0;
/// So many places are tried at most on each half of a stretch, and so many on all of it where it is hard to find one.
const MOST: (f64, f64) = (20.0, 200.0);
/// The same on a map of so many labels: nobody reads it without looking closer, and most of it is crowded.
const MANY: usize = 600;
const FEW: (f64, f64) = (5.0, 40.0);

/// What is already on the map.
pub struct Room<'a> {
    pub cards: &'a [Rect],
    pub titles: &'a [Rect],
    pub ways: &'a [Vec<Point>],
}

/// A place for each wanted label, in the order given, and the work; `wanted` names the way and the size.
///
/// Every place that is tried asks what lies there: on a map of a thousand hosts that is millions of questions,
/// and a table of [`Cells`] answers each from the neighbourhood.
pub fn place(room: &Room, wanted: &[(usize, Size)]) -> (Vec<Option<Rect>>, usize) {
    let mut search = Search::of(room, if wanted.len() < MANY { MOST } else { FEW });
    let mut places = Vec::new();
    for &(way, size) in wanted {
        let place = [CLEAR, TIGHT].iter().find_map(|clear| search.best(way, size, *clear));
        let place = place.or_else(|| search.on_line(way, size));
        // what lies within another would change no answer, and thousands can lie on top of each other
        if let Some(place) = place.filter(|it| !search.taken.is_within(it)) {
            search.taken.add(place, way);
        }
        places.push(place);
    }
    (places, search.taken.looked() + search.lines.looked())
}

/// What is on the map, by where it lies.
struct Search<'a> {
    ways: &'a [Vec<Point>],
    /// How many places are tried.
    most: (f64, f64),
    /// Cards, titles, and labels that have their place.
    taken: Cells,
    /// The stretches of all ways; of those that lie on top of each other only as many as make a difference.
    lines: Cells,
}

impl<'a> Search<'a> {
    fn of(room: &Room<'a>, most: (f64, f64)) -> Self {
        let solid = || room.cards.iter().chain(room.titles).copied();
        let stretches =
            || room.ways.iter().enumerate().flat_map(|(i, way)| way.windows(2).map(move |it| (i, around_stretch(it))));
        let all = solid().chain(stretches().map(|(_, it)| it));
        let bounds = all.reduce(|all, one| all.union(&one)).unwrap_or_default();
        let (mut taken, mut lines) = (Cells::within(bounds), Cells::within(bounds));
        solid().for_each(|it| taken.add(it, 0));
        stretches().for_each(|(way, it)| lines.add_few(it, way, MOST_CROSSED + 2));
        Self { ways: room.ways, most, taken, lines }
    }

    /// The first place with the fewest foreign lines under it, nearest to the middle of a stretch.
    fn best(&self, way: usize, size: Size, clear: f64) -> Option<Rect> {
        let mut best: Option<((usize, f64), Rect)> = None;
        for stretch in self.ways[way].windows(2) {
            let (from, to) = (stretch[0], stretch[1]);
            let length = from.distance(to);
            let is_level = (from.y - to.y).abs() < 0.5;
            let n = (length / 2.0 / STEP).floor().min(self.most.0) as i32;
            for step in (0..=n).flat_map(|step| [step, -step]) {
                let t = 0.5 + f64::from(step) * STEP / length.max(1.0);
                let middle = from.towards(to, t);
                let off = f64::from(step.abs()) * STEP - length;
                for rect in around(middle, size, is_level) {
                    if best.is_some_and(|(least, _)| least <= (0, off)) {
                        break; // nothing here could be better
                    }
                    let is_on_line = rect.center().distance(middle) < 0.5;
                    let along = if is_level { size.width } else { size.height };
                    if is_on_line && along + SHOWN > length || !self.is_free(&rect, clear) {
                        continue;
                    }
                    if !is_on_line && self.crossed(way, &rect.grown(BESIDE)) > 0 {
                        continue; // one could take it for the number of that line
                    }
                    let cost = (self.crossed(way, &rect), off);
                    if cost.0 <= MOST_CROSSED && best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, rect));
                    }
                }
            }
        }
        best.map(|(_, rect)| rect)
    }

    /// The place on the line that hides the least of labels and cards, with the fewest foreign lines under it, nearest to the middle.
    fn on_line(&self, way: usize, size: Size) -> Option<Rect> {
        let mut best: Option<((f64, usize, f64), Rect)> = None;
        for stretch in self.ways[way].windows(2) {
            let (from, to) = (stretch[0], stretch[1]);
            let n = (from.distance(to) / FINE).ceil().clamp(1.0, self.most.1) as i32;
            for step in 0..=n {
                let middle = from.towards(to, f64::from(step) / f64::from(n));
                let rect =
                    Rect::new(middle.x - size.width / 2.0, middle.y - size.height / 2.0, size.width, size.height);
                let off = (f64::from(step) / f64::from(n) - 0.5).abs();
                if best.is_some_and(|(least, _)| least <= (0.0, 0, off)) {
                    continue; // nothing here could be better
                }
                let hidden = self.taken.covered(&rect, best.map_or(f64::INFINITY, |((least, ..), _)| least));
                if best.is_some_and(|((least, ..), _)| hidden > least) {
                    continue;
                }
                let cost = (hidden, self.crossed(way, &rect), off);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, rect));
                }
            }
        }
        best.map(|(_, rect)| rect)
    }

    fn is_free(&self, rect: &Rect, clear: f64) -> bool {
        self.taken.overlapping(&rect.grown(clear)).next().is_none()
    }

    /// How many other ways run under the rectangle; it stops counting where there are too many.
    fn crossed(&self, own: usize, rect: &Rect) -> usize {
        let mut others = self.lines.overlapping(rect).filter(|it| *it != own);
        let Some(first) = others.next() else { return 0 };
        if others.any(|it| it != first) { MOST_CROSSED + 1 } else { 1 }
    }
}

/// The rectangle around a stretch, a little wider than its line.
pub fn around_stretch(stretch: &[Point]) -> Rect {
    let (a, b) = (stretch[0], stretch[1]);
    Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs()).grown(1.0)
}

/// On the line, then on both sides of it.
fn around(middle: Point, size: Size, is_level: bool) -> [Rect; 3] {
    let at = |x: f64, y: f64| Rect::new(x - size.width / 2.0, y - size.height / 2.0, size.width, size.height);
    let (dx, dy) = if is_level { (0.0, size.height / 2.0 + ABOVE) } else { (size.width / 2.0 + BESIDE, 0.0) };
    [at(middle.x, middle.y), at(middle.x - dx, middle.y - dy), at(middle.x + dx, middle.y + dy)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(length: f64, cards: &[Rect], expected: Option<Point>) {
        let ways = [vec![Point::new(0.0, 0.0), Point::new(length, 0.0)]];
        let room = Room { cards, titles: &[], ways: &ways };
        let (places, _) = place(&room, &[(0, Size { width: 40.0, height: 14.0 })]);
        assert_eq!(places[0].map(|rect| rect.center()), expected);
    }

    #[test]
    fn a_label_sits_on_the_middle_of_a_long_line() {
        check(200.0, &[], Some(Point::new(100.0, 0.0)));
    }

    #[test]
    fn a_short_line_has_its_label_above() {
        check(50.0, &[], Some(Point::new(25.0, -10.0)));
    }

    #[test]
    fn between_two_cards_a_label_just_fits_beside_its_line() {
        let ways = [vec![Point::new(0.0, 0.0), Point::new(0.0, 20.0)]];
        let cards = [Rect::new(-50.0, -60.0, 100.0, 60.0), Rect::new(-50.0, 20.0, 100.0, 60.0)];
        let room = Room { cards: &cards, titles: &[], ways: &ways };
        let (places, _) = place(&room, &[(0, Size { width: 20.0, height: 20.0 })]);
        assert_eq!(places[0].map(|rect| rect.center()), Some(Point::new(-16.0, 10.0)));
    }

    #[test]
    fn a_label_without_room_lies_on_its_line_all_the_same() {
        check(50.0, &[Rect::new(0.0, -100.0, 50.0, 99.0), Rect::new(0.0, 1.0, 50.0, 99.0)], Some(Point::new(0.0, 0.0)));
    }
}
