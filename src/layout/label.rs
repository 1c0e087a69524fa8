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

/// What a label keeps from titles, tags and other labels; between two cards, one above the other, it just fits.
const CLEAR: f64 = 2.0;
/// What a label above or below its line keeps from it.
const ABOVE: f64 = 3.0;
/// What a label beside its line keeps from it: half an arrow head and a little.
const BESIDE: f64 = 6.0;
/// How much of its stretch a label on the line must leave in sight.
const SHOWN: f64 = 24.0;
/// Over so many other ways a label may lie.
const MOST_CROSSED: usize = 1;
/// So often labels are placed at most, those first that found no clear place.
const ROUNDS: usize = 4;
/// No round more, if it would take more visits than these.
const MOST_WORK: usize = 150_000;
/// More stretches than these under a label are not counted.
const FEW_CROSSED: usize = 4;
/// How far along a stretch places are tried.
const STEP: f64 = 12.0;
/// The same where it is hard to find one.
const FINE: f64 = 4.0;
/// So many places are tried at most on each half of a stretch, and so many on all of it where it is hard to find one.
const MOST: (f64, f64) = (20.0, 200.0);
/// The same on a map of so many labels: nobody reads it without looking closer, and most of it is crowded.
const MANY: usize = 600;
const FEW: f64 = 5.0;

/// What is already on the map.
pub struct Room<'a> {
    pub cards: &'a [Rect],
    /// Titles of regions and tags of cards: no label may lie over them.
    pub apart: &'a [Rect],
    pub ways: &'a [Vec<Point>],
}

/// A place for each wanted label, in the order given, and the work; `wanted` names the way, the size, and how much of its width
/// is a tag before the number.
///
/// Every place that is tried asks what lies there: on a map of a thousand hosts that is millions of questions,
/// and a table of [`Cells`] answers each from the neighbourhood.
pub fn place(room: &Room, wanted: &[(usize, Size, f64)]) -> (Vec<Option<Rect>>, usize) {
    let mut first = Vec::new();
    let mut best: Option<(Vec<Option<Rect>>, usize)> = None;
    let mut work = 0;
    for _ in 0..ROUNDS {
        let (places, hidden, looked) = place_once(room, wanted, &first);
        work += looked;
        let n_before = best.as_ref().map_or(usize::MAX, |it| it.1);
        let is_done = hidden.is_empty() || work + looked > MOST_WORK;
        if hidden.len() < n_before {
            best = Some((places, hidden.len()));
        }
        if is_done {
            break;
        }
        // what found no place has the first choice now
        for at in hidden {
            if !first.contains(&at) {
                first.insert(0, at);
            }
        }
    }
    (best.map(|it| it.0).unwrap_or_default(), work)
}

/// The same, in one order: these first. Also names the labels that hide something, and the work.
fn place_once(room: &Room, wanted: &[(usize, Size, f64)], first: &[usize]) -> (Vec<Option<Rect>>, Vec<usize>, usize) {
    let is_few = wanted.len() < MANY;
    let mut search = Search::of(room);
    let mut places = vec![None; wanted.len()];
    let mut hidden = Vec::new();
    let others = (0..wanted.len()).filter(|at| !first.contains(at));
    for at in first.iter().copied().chain(others) {
        let (way, size, tag) = wanted[at];
        let mut found = search.best(way, (size, tag), if is_few { (STEP, MOST.0, 3) } else { (STEP, FEW, 1) });
        if is_few && found.is_none_or(|it| it.0.hides()) {
            found = search.best(way, (size, tag), (FINE, MOST.1, 3));
        }
        if found.is_some_and(|it| it.0.apart > 0.0) {
            hidden.push(at);
        }
        let place = found.map(|it| it.1);
        // what lies within another would change no answer, and thousands can lie on top of each other
        if let Some(place) = place.filter(|it| !search.taken.is_within(it)) {
            // both can be drawn larger
            search.taken.add(place.grown(2.0 * CLEAR), way);
        }
        places[at] = place;
    }
    (places, hidden, search.cards.looked() + search.taken.looked() + search.lines.looked())
}

/// How bad a place is, the worst first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Cost {
    /// What it covers of titles, tags and labels.
    apart: f64,
    /// What it covers of cards, and of the little around them where there is room for that.
    cards: f64,
    /// Whether more lines run under it than the eye can tell apart.
    is_crowded: bool,
    /// Whether it hides its own line.
    is_long: bool,
    /// How many stretches of other lines run under it: a bend of one under a number makes the number look like its own.
    n_crossed: usize,
    /// How far it lies from the middle of a long stretch.
    off: f64,
}

impl Cost {
    fn hides(&self) -> bool {
        self.apart > 0.0 || self.cards > 0.0 || self.is_crowded || self.is_long
    }
}

/// What is on the map, by where it lies.
struct Search<'a> {
    ways: &'a [Vec<Point>],
    cards: Cells,
    /// Titles, tags, and labels that have their place, each with a little around it.
    taken: Cells,
    /// The stretches of all ways; of those that lie on top of each other only as many as make a difference.
    lines: Cells,
}

impl<'a> Search<'a> {
    fn of(room: &Room<'a>) -> Self {
        let solid = || room.cards.iter().chain(room.apart).copied();
        let stretches =
            || room.ways.iter().enumerate().flat_map(|(i, way)| way.windows(2).map(move |it| (i, around_stretch(it))));
        let all = solid().chain(stretches().map(|(_, it)| it));
        let bounds = all.reduce(|all, one| all.union(&one)).unwrap_or_default();
        let [mut cards, mut taken, mut lines] = [(); 3].map(|()| Cells::within(bounds));
        room.cards.iter().for_each(|it| cards.add(*it, 0));
        room.apart.iter().for_each(|it| taken.add(it.grown(CLEAR), 0));
        stretches().for_each(|(way, it)| lines.add_few(it, way, MOST_CROSSED + 2));
        Self { ways: room.ways, cards, taken, lines }
    }

    /// The place on the line or beside it that hides the least, nearest to the middle of a long stretch.
    fn best(
        &self,
        way: usize,
        (size, tag): (Size, f64),
        (step, most, n_around): (f64, f64, usize),
    ) -> Option<(Cost, Rect)> {
        let mut best: Option<(Cost, Rect)> = None;
        for stretch in self.ways[way].windows(2) {
            let (from, to) = (stretch[0], stretch[1]);
            let length = from.distance(to);
            let is_level = (from.y - to.y).abs() < 0.5;
            let n = (length / 2.0 / step).floor().min(most) as i32;
            for at in (0..=n).flat_map(|at| [at, -at]) {
                let middle = from.towards(to, 0.5 + f64::from(at) * step / length.max(1.0));
                let along = if is_level { size.width } else { size.height };
                for (rect, is_beside) in
                    around(middle, size, tag, is_level).into_iter().zip([false, true, true]).take(n_around)
                {
                    let least = Cost {
                        apart: 0.0,
                        cards: 0.0,
                        is_crowded: false,
                        is_long: !is_beside && along + SHOWN > length,
                        n_crossed: 0,
                        off: f64::from(at.abs()) * step - length,
                    };
                    let is_better = |it: &Cost| best.is_none_or(|(best, _)| *it < best);
                    let most = best.map_or(f64::INFINITY, |it| it.0.apart);
                    let apart = self.taken.covered(&rect, most);
                    let cost = Cost { apart, ..least };
                    if !is_better(&cost) {
                        continue;
                    }
                    let cost = Cost { cards: self.cards.covered(&rect.grown(CLEAR), f64::INFINITY), ..cost };
                    // beside its line one could take it for the number of another, and it has no reason to hide anything
                    let is_wrong = || {
                        let hides = apart > 0.0 || self.cards.overlapping(&rect).next().is_some();
                        hides || self.crossed(way, &rect.grown(BESIDE)) > 0
                    };
                    if !is_better(&cost) || is_beside && is_wrong() {
                        continue;
                    }
                    let is_crowded = self.crossed(way, &rect) > MOST_CROSSED;
                    let n_crossed = self.lines.overlapping(&rect).filter(|it| *it != way).take(FEW_CROSSED).count();
                    let cost = Cost { is_crowded, n_crossed, ..cost };
                    if is_better(&cost) {
                        best = Some((cost, rect));
                    }
                }
            }
        }
        best
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

/// On the line, then on both sides of it. Of a label with a tag, the number is on an upright line and the tag before it: "≠ 5 1" in its
/// middle would be the 1 of the next line.
fn around(middle: Point, size: Size, tag: f64, is_level: bool) -> [Rect; 3] {
    let at = |x: f64, y: f64| Rect::new(x - size.width / 2.0, y - size.height / 2.0, size.width, size.height);
    let (dx, dy) = if is_level { (0.0, size.height / 2.0 + ABOVE) } else { (size.width / 2.0 + BESIDE, 0.0) };
    let off = if is_level { 0.0 } else { tag / 2.0 };
    [at(middle.x - off, middle.y), at(middle.x - dx, middle.y - dy), at(middle.x + dx, middle.y + dy)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_with_a_tag_the_number_is_on_an_upright_line() {
        let ways = [0.0, 9.0].map(|x| vec![Point::new(x, 0.0), Point::new(x, 200.0)]);
        let cards = [Rect::new(-200.0, 0.0, 145.0, 200.0)];
        let room = Room { cards: &cards, apart: &[], ways: &ways };
        let (places, _) = place(&room, &[(0, Size { width: 50.0, height: 20.0 }, 30.0)]);
        assert_eq!(places[0], Some(Rect::new(-40.0, 90.0, 50.0, 20.0)));
    }

    fn check(length: f64, cards: &[Rect], expected: Option<Point>) {
        let ways = [vec![Point::new(0.0, 0.0), Point::new(length, 0.0)]];
        let room = Room { cards, apart: &[], ways: &ways };
        let (places, _) = place(&room, &[(0, Size { width: 40.0, height: 14.0 }, 0.0)]);
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
        let room = Room { cards: &cards, apart: &[], ways: &ways };
        let (places, _) = place(&room, &[(0, Size { width: 20.0, height: 20.0 }, 0.0)]);
        assert_eq!(places[0].map(|rect| rect.center()), Some(Point::new(-16.0, 10.0)));
    }

    #[test]
    fn a_label_without_room_lies_on_its_line_all_the_same() {
        check(
            50.0,
            &[Rect::new(0.0, -100.0, 50.0, 99.0), Rect::new(0.0, 1.0, 50.0, 99.0)],
            Some(Point::new(49.0, 0.0)),
        );
    }
}
