//! Draws the links: level through the columns, in lanes between them, with rounded corners.
//!
//! Corners are rounded so that the eye follows a line through a crossing: two lines that cross
//! stay straight there, one that turns is round. Where a stretch is short the radius shrinks to
//! half of it, so that two corners in a row meet in an S and do not overshoot.

use super::geometry::{Command, Path, Point};
use super::spacing::RADIUS;

/// Control points this far along towards the corner make a curve very close to a circle's.
const ROUND: f64 = 0.552;

/// A path along `points` with rounded corners; points in line are skipped.
pub fn rounded(points: &[Point]) -> Path {
    let points = without_needless(points);
    let mut commands = Vec::new();
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Path::default();
    };
    commands.push(Command::Move(first));
    for corner in points.windows(3) {
        let (before, at, after) = (corner[0], corner[1], corner[2]);
        let (arriving, leaving) = (before.distance(at), at.distance(after));
        let radius = RADIUS.min(arriving / 2.0).min(leaving / 2.0);
        let start = at.towards(before, radius / arriving);
        let end = at.towards(after, radius / leaving);
        if commands.last().map(Command::end) != Some(start) {
            commands.push(Command::Line(start));
        }
        let (a, b) = (start.towards(at, ROUND), end.towards(at, ROUND));
        commands.push(Command::Cubic(a, b, end));
    }
    if commands.last().map(Command::end) != Some(last) || commands.len() == 1 {
        commands.push(Command::Line(last));
    }
    Path { commands }
}

/// Drops repeated points and points on the straight way between their neighbors.
fn without_needless(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for &point in points {
        if kept.last().is_some_and(|last| last.distance(point) < 0.01) {
            continue;
        }
        while let [.., a, b] = kept[..] {
            let turn = (b.x - a.x) * (point.y - b.y) - (b.y - a.y) * (point.x - b.x);
            let ahead = (b.x - a.x) * (point.x - b.x) + (b.y - a.y) * (point.y - b.y);
            if turn.abs() > 1e-6 || ahead < 0.0 {
                break;
            }
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// The unit vector of the last stretch.
pub fn direction(points: &[Point]) -> Point {
    let points = without_needless(points);
    match points[..] {
        [.., a, b] => {
            let length = a.distance(b);
            Point::new((b.x - a.x) / length, (b.y - a.y) / length)
        }
        _ => Point::new(1.0, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_way_is_one_line() {
        let points = [0.0, 5.0, 10.0].map(|x| Point::new(x, 7.0));
        assert_eq!(rounded(&points).commands.len(), 2);
    }

    #[test]
    fn a_corner_is_rounded() {
        let points = [(0.0, 0.0), (20.0, 0.0), (20.0, 30.0)].map(|(x, y)| Point::new(x, y));
        let path = rounded(&points);
        assert_eq!(path.commands.len(), 4);
        assert_eq!(path.commands[1].end(), Point::new(12.0, 0.0));
        assert_eq!(direction(&points), Point::new(0.0, 1.0));
    }
}
