//! How good a finished map is; the lowest score is shown.
//!
//! `strain` guesses before drawing; this counts what was drawn: real crossings, bends and lengths.
//! The weights are in bends. A pivot that runs backwards (8) costs more than a crossing (6): a
//! reader follows a crossing, but reads an arrow to the left as going home. A tie of a hundred
//! units (8) costs ten times a pivot of that length (0.8), because "perhaps the same machine" is
//! believed only of cards that stand together.

use std::cmp::Ordering;

use super::draw::Drawing;
use super::geometry::{Point, Rect};
use super::model::Model;
use super::strain;

/// A crossing of two links.
const CROSSING: f64 = 6.0;
/// A corner in a link.
const BEND: f64 = 1.0;
/// A pivot that runs against the reading direction.
const BACKWARD: f64 = 8.0;
/// A pivot within one column.
const UPRIGHT: f64 = 8.0;
/// A pivot of a hundred units.
const LENGTH: f64 = 0.8;
/// A tie of a hundred units: it should be short.
const TIE_LENGTH: f64 = 8.0;

/// The score of a drawing.
pub fn of(model: &Model, column: &[usize], drawing: &Drawing) -> f64 {
    let boxes = drawing.cards.iter().chain(&drawing.zones);
    let bounds = boxes.copied().reduce(|all, one| all.union(&one)).unwrap_or_default();
    let mut score = strain::of_size(bounds.width, bounds.height);
    score += bounds.width * bounds.height / 40_000.0;
    for (link, way) in model.links.iter().zip(&drawing.ways) {
        score += way.len().saturating_sub(2) as f64 * BEND;
        let length: f64 = way.windows(2).map(|w| w[0].distance(w[1])).sum();
        score += length / 100.0 * if link.is_tie() { TIE_LENGTH } else { LENGTH };
        if !link.is_tie() && link.from != link.to {
            score += match column[link.from].cmp(&column[link.to]) {
                Ordering::Less => 0.0,
                Ordering::Equal => UPRIGHT,
                Ordering::Greater => BACKWARD,
            };
        }
    }
    score + CROSSING * crossings(&drawing.ways) as f64
}

/// Crossings of level with upright stretches; lines that are slanted count as what they mostly are.
fn crossings(ways: &[Vec<Point>]) -> usize {
    let stretches = |is_wanted: fn(Point, Point) -> bool| -> Vec<(usize, Rect)> {
        let all = ways
            .iter()
            .enumerate()
            .flat_map(move |(link, way)| way.windows(2).map(move |pair| (link, pair[0], pair[1])));
        all.filter(|&(_, a, b)| is_wanted(a, b))
            .map(|(link, a, b)| {
                let corner = (a.x.min(b.x), a.y.min(b.y));
                (link, Rect::new(corner.0, corner.1, (a.x - b.x).abs(), (a.y - b.y).abs()))
            })
            .collect()
    };
    let level = stretches(|a, b| (a.x - b.x).abs() > (a.y - b.y).abs());
    let upright = stretches(|a, b| (a.x - b.x).abs() <= (a.y - b.y).abs());
    if level.len().saturating_mul(upright.len()) > 4_000_000 {
        return 0;
    }
    let meets = |up: &(usize, Rect)| {
        let crossed = level.iter().filter(|flat| {
            flat.0 != up.0
                && flat.1.x < up.1.x
                && up.1.x < flat.1.right()
                && up.1.y < flat.1.y
                && flat.1.y < up.1.bottom()
        });
        crossed.count()
    };
    upright.iter().map(meets).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_is_counted_once() {
        let way = |points: [(f64, f64); 2]| points.map(|(x, y)| Point::new(x, y)).to_vec();
        let ways = [way([(0.0, 5.0), (10.0, 5.0)]), way([(5.0, 0.0), (5.0, 10.0)])];
        assert_eq!(crossings(&ways), 1);
        assert_eq!(crossings(&ways[..1]), 0);
    }
}
