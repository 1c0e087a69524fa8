//! The way of an arrow as a connector of an office program: straight, or an elbow of two to five stretches.
//!
//! Elbows begin level and are turned by a quarter where the way begins upright; what goes left or up is mirrored. The places of
//! their corners are told in shares of the way from the first to the last point, so these two must not share a coordinate: an
//! arrow that comes back to where it began gets a point of room.

use crate::layout::geometry::{Command, Path, Point};

/// What a coordinate that does not change is stretched to, in points.
const LEAST: f64 = 1.0;
/// The whole way, in the units of adjustments.
const WHOLE: f64 = 100_000.0;

/// A connector, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Connector {
    /// Its shape.
    pub preset: &'static str,
    /// Where its corners lie.
    pub adjusts: Vec<i64>,
    /// The upper left corner of its box before it is turned.
    pub corner: Point,
    /// Width and height of this box.
    pub size: (f64, f64),
    /// Whether it is turned by a quarter, clockwise.
    pub is_turned: bool,
    /// Whether it is mirrored, left to right and upside down, before it is turned.
    pub flips: (bool, bool),
}

/// Where a way begins, turns and ends.
pub fn corners(path: &Path) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for command in &path.commands {
        let (from, end) = (points.last().copied(), command.end());
        if let (Some(from), Command::Cubic(towards, _, _)) = (from, command) {
            let is_level = (towards.y - from.y).abs() < (towards.x - from.x).abs();
            points.push(if is_level { Point::new(end.x, from.y) } else { Point::new(from.x, end.y) });
        }
        points.push(end);
    }
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last().is_some_and(|it| it.distance(point) < 0.01) {
            continue;
        }
        // a point on the straight way between its neighbors is no corner
        if let [.., a, b] = kept[..]
            && (is_level(a, b) && is_level(b, point) || is_upright(a, b) && is_upright(b, point))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn is_level(a: Point, b: Point) -> bool {
    (a.y - b.y).abs() < 0.01
}

fn is_upright(a: Point, b: Point) -> bool {
    (a.x - b.x).abs() < 0.01
}

impl Connector {
    /// The connector along these corners; `None` if there are not two. Of more than six, the middle ones are left out.
    pub fn along(corners: &[Point]) -> Option<Self> {
        let (first, last) = match corners {
            [first, .., last] => (*first, *last),
            [] | [_] => return None,
        };
        let turns = &corners[1..corners.len() - 1];
        let is_straight = turns.is_empty() || !is_level(first, turns[0]) && !is_upright(first, turns[0]);
        if is_straight {
            return Some(Self::of("straightConnector1", Vec::new(), (first, last), false));
        }
        let is_turned = is_upright(first, turns[0]);
        // as if the way began level
        let level = |it: Point| if is_turned { Point::new(it.y, it.x) } else { it };
        let (from, to) = (level(first), level(last));
        let (dx, dy) = (room(to.x - from.x), room(to.y - from.y));
        let across = |it: &Point| share(level(*it).x - from.x, dx);
        let down = |it: &Point| share(level(*it).y - from.y, dy);
        let (preset, adjusts) = match turns {
            [] | [_] => ("bentConnector2", Vec::new()),
            [a, _] => ("bentConnector3", vec![across(a)]),
            [a, b, _] => ("bentConnector4", vec![across(a), down(b)]),
            [a, .., _, b] if turns.len() % 2 == 1 => ("bentConnector4", vec![across(a), down(b)]),
            [a, b, .., c] => ("bentConnector5", vec![across(a), down(b), across(c)]),
        };
        Some(Self::of(preset, adjusts, (first, last), is_turned))
    }

    fn of(preset: &'static str, adjusts: Vec<i64>, (first, last): (Point, Point), is_turned: bool) -> Self {
        let (dx, dy) = (last.x - first.x, last.y - first.y);
        let is_bent = !adjusts.is_empty();
        let long = |it: f64| if is_bent { it.abs().max(LEAST) } else { it.abs() };
        let (wide, high) = (long(dx), long(dy));
        if is_turned {
            // turned clockwise, what led right leads down, and what led down leads left
            let center = Point::new(f64::midpoint(first.x, last.x), f64::midpoint(first.y, last.y));
            let corner = Point::new(center.x - high / 2.0, center.y - wide / 2.0);
            return Self { preset, adjusts, corner, size: (high, wide), is_turned, flips: (dy < 0.0, dx >= 0.0) };
        }
        let corner = Point::new(first.x.min(last.x), first.y.min(last.y));
        Self { preset, adjusts, corner, size: (wide, high), is_turned, flips: (dx < 0.0, dy < 0.0) }
    }
}

/// A length in which shares can be told.
fn room(length: f64) -> f64 {
    if length.abs() >= LEAST { length } else { LEAST.copysign(length) }
}

fn share(at: f64, of: f64) -> i64 {
    (at / of * WHOLE).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::Command::{Cubic, Line, Move};

    /// The corners that an office program draws, by the definitions of its preset shapes.
    fn drawn(it: &Connector) -> Vec<Point> {
        let (wide, high) = it.size;
        let x = |at: usize| wide * it.adjusts[at] as f64 / WHOLE;
        let y = |at: usize| high * it.adjusts[at] as f64 / WHOLE;
        let local = match it.preset {
            "straightConnector1" => vec![(0.0, 0.0), (wide, high)],
            "bentConnector2" => vec![(0.0, 0.0), (wide, 0.0), (wide, high)],
            "bentConnector3" => vec![(0.0, 0.0), (x(0), 0.0), (x(0), high), (wide, high)],
            "bentConnector4" => vec![(0.0, 0.0), (x(0), 0.0), (x(0), y(1)), (wide, y(1)), (wide, high)],
            _ => vec![(0.0, 0.0), (x(0), 0.0), (x(0), y(1)), (x(2), y(1)), (x(2), high), (wide, high)],
        };
        let placed = |(right, down): (f64, f64)| {
            let (u, v) = (right - wide / 2.0, down - high / 2.0);
            let (u, v) = (if it.flips.0 { -u } else { u }, if it.flips.1 { -v } else { v });
            let (u, v) = if it.is_turned { (-v, u) } else { (u, v) };
            Point::new(it.corner.x + wide / 2.0 + u, it.corner.y + high / 2.0 + v)
        };
        local.into_iter().map(placed).collect()
    }

    #[test]
    fn a_connector_goes_the_way_of_its_arrow() {
        let ways: [&[(f64, f64)]; 9] = [
            &[(0.0, 0.0), (50.0, 0.0)],
            &[(0.0, 0.0), (20.0, 0.0), (20.0, 40.0), (50.0, 40.0)],
            &[(50.0, 40.0), (20.0, 40.0), (20.0, 0.0), (0.0, 0.0)],
            &[(10.0, 0.0), (10.0, 30.0), (-20.0, 30.0), (-20.0, 60.0)],
            &[(10.0, 60.0), (10.0, 30.0), (20.0, 30.0), (20.0, 0.0)],
            &[(0.0, 0.0), (0.0, 30.0), (40.0, 30.0)],
            &[(0.0, 0.0), (40.0, 0.0), (40.0, -30.0)],
            &[(0.0, 0.0), (10.0, 0.0), (10.0, 50.0), (90.0, 50.0), (90.0, 20.0), (100.0, 20.0)],
            &[(0.0, 0.0), (10.0, 0.0), (10.0, 50.0), (-90.0, 50.0), (-90.0, 20.0)],
        ];
        for way in ways {
            let way: Vec<Point> = way.iter().map(|it| Point::new(it.0, it.1)).collect();
            let made = drawn(&Connector::along(&way).unwrap());
            let is_near = made.iter().zip(&way).all(|(a, b)| a.distance(*b) < 0.01);
            assert!(made.len() == way.len() && is_near, "{way:?} becomes {made:?}");
        }
    }

    #[test]
    fn what_comes_back_keeps_its_loop() {
        let way = [(0.0, 0.0), (30.0, 0.0), (30.0, 40.0), (0.0, 40.0)].map(|(x, y)| Point::new(x, y));
        let made = drawn(&Connector::along(&way).unwrap());
        assert!(made.iter().zip(way).all(|(a, b)| a.distance(b) <= LEAST), "{made:?}");
        assert_eq!(Connector::along(&way[..1]), None);
    }

    #[test]
    fn a_rounded_corner_is_a_corner() {
        let [a, b, c, d] = [(0.0, 0.0), (12.0, 0.0), (20.0, 8.0), (20.0, 30.0)].map(|(x, y)| Point::new(x, y));
        let path =
            Path { commands: vec![Move(a), Line(b), Cubic(Point::new(16.0, 0.0), Point::new(20.0, 4.0), c), Line(d)] };
        assert_eq!(corners(&path), [a, Point::new(20.0, 0.0), d]);
    }
}
