//! Icons of hosts and marks of states: line drawings in a box of 18 units, ours.

use super::theme::Color;
use super::{Item, Paint};
use crate::incident::HostKind;
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::HostState;

/// A piece of an icon, in a box of 18 units.
enum Stroke {
    /// Straight lines through points.
    Line(&'static [(f64, f64)]),
    /// Curves from a point on.
    Curve((f64, f64), &'static [[(f64, f64); 3]]),
    /// A box: left, top, width, height, radius of its corners.
    Box(f64, f64, f64, f64, f64),
    /// A circle: center, radius.
    Ring(f64, f64, f64),
    /// A filled dot: center.
    Dot(f64, f64),
}

use Stroke::{Box, Curve, Dot, Line, Ring};

const SERVER: &[Stroke] =
    &[Box(2.0, 2.5, 14.0, 5.5, 1.5), Box(2.0, 10.0, 14.0, 5.5, 1.5), Dot(5.0, 5.2), Dot(5.0, 12.7)];
const CLOUD: &[Stroke] = &[Curve(
    (5.0, 14.5),
    &[
        [(1.0, 14.5), (0.5, 8.8), (4.4, 8.4)],
        [(4.8, 3.2), (11.6, 2.6), (12.8, 7.0)],
        [(17.4, 6.6), (17.8, 14.5), (13.4, 14.5)],
        [(11.0, 14.5), (8.0, 14.5), (5.0, 14.5)],
    ],
)];
const DIRECTORY: &[Stroke] = &[
    Box(6.0, 1.5, 6.0, 4.5, 1.0),
    Box(1.0, 12.0, 6.0, 4.5, 1.0),
    Box(11.0, 12.0, 6.0, 4.5, 1.0),
    Line(&[(9.0, 6.0), (9.0, 9.0)]),
    Line(&[(4.0, 12.0), (4.0, 9.0), (14.0, 9.0), (14.0, 12.0)]),
];
const DATABASE: &[Stroke] = &[
    Curve((3.0, 4.5), &[[(3.0, 1.2), (15.0, 1.2), (15.0, 4.5)], [(15.0, 7.8), (3.0, 7.8), (3.0, 4.5)]]),
    Curve((3.0, 13.5), &[[(3.0, 16.8), (15.0, 16.8), (15.0, 13.5)]]),
    Line(&[(3.0, 4.5), (3.0, 13.5)]),
    Line(&[(15.0, 4.5), (15.0, 13.5)]),
];
const STORAGE: &[Stroke] = &[
    Line(&[(2.0, 15.0), (2.0, 3.5), (7.0, 3.5), (8.8, 5.8), (16.0, 5.8), (16.0, 15.0), (2.0, 15.0)]),
    Line(&[(2.0, 9.0), (16.0, 9.0)]),
];
const ENDPOINT: &[Stroke] = &[Box(3.0, 3.0, 12.0, 8.5, 1.2), Line(&[(1.0, 14.5), (17.0, 14.5)])];
const SERVICE: &[Stroke] = &[Ring(9.0, 9.0, 6.5), Ring(9.0, 9.0, 2.2)];
const NETWORK_DEVICE: &[Stroke] = &[
    Box(1.5, 9.0, 15.0, 6.0, 1.5),
    Dot(5.0, 12.0),
    Dot(8.5, 12.0),
    Line(&[(12.5, 9.0), (12.5, 3.0)]),
    Line(&[(10.0, 5.5), (12.5, 3.0), (15.0, 5.5)]),
];
const SITE: &[Stroke] = &[
    Box(3.5, 2.0, 11.0, 14.0, 1.0),
    Dot(7.0, 5.5),
    Dot(11.0, 5.5),
    Dot(7.0, 9.0),
    Dot(11.0, 9.0),
    Line(&[(9.0, 16.0), (9.0, 12.5)]),
];
const WEBSITE: &[Stroke] = &[
    Ring(9.0, 9.0, 7.0),
    Line(&[(2.0, 9.0), (16.0, 9.0)]),
    Curve((9.0, 2.0), &[[(13.5, 6.0), (13.5, 12.0), (9.0, 16.0)], [(4.5, 12.0), (4.5, 6.0), (9.0, 2.0)]]),
];
const PARTY: &[Stroke] = &[Ring(9.0, 5.5, 3.4), Curve((2.5, 16.0), &[[(3.0, 8.5), (15.0, 8.5), (15.5, 16.0)]])];
const STEP: &[Stroke] =
    &[Line(&[(2.0, 3.5), (11.0, 3.5), (16.0, 9.0), (11.0, 14.5), (2.0, 14.5), (6.5, 9.0), (2.0, 3.5)])];

/// The icon of a kind of host, with its top left corner at `at`.
pub fn host(kind: HostKind, at: Point, color: Color) -> Vec<Item> {
    let strokes = match kind {
        HostKind::Server => SERVER,
        HostKind::Cloud => CLOUD,
        HostKind::Directory => DIRECTORY,
        HostKind::Database => DATABASE,
        HostKind::Storage => STORAGE,
        HostKind::Endpoint => ENDPOINT,
        HostKind::Service => SERVICE,
        HostKind::NetworkDevice => NETWORK_DEVICE,
        HostKind::Site => SITE,
        HostKind::Website => WEBSITE,
        HostKind::Party => PARTY,
        HostKind::Step => STEP,
    };
    let paint = Paint::stroke(color, 1.5);
    let to = |x: f64, y: f64| Point::new(at.x + x, at.y + y);
    let item = |stroke: &Stroke| match *stroke {
        Line(points) => Item::Path(polyline(at, points), paint),
        Curve(from, pieces) => Item::Path(curve(at, from, pieces), paint),
        Box(x, y, width, height, radius) => Item::Rect(Rect::new(at.x + x, at.y + y, width, height), radius, paint),
        Ring(x, y, radius) => Item::Circle(to(x, y), radius, paint),
        Dot(x, y) => Item::Circle(to(x, y), 1.1, Paint::fill(color)),
    };
    strokes.iter().map(item).collect()
}

/// The mark of a state around `center`: a shape of its own for each, so that color is not all that tells them apart.
/// At `scale` 1 it is 9 units wide.
pub fn state(state: HostState, center: Point, scale: f64, color: Color) -> Item {
    let r = 4.5 * scale;
    let fill = Paint::fill(color);
    let ring = Paint::stroke(color, 1.5 * scale);
    let stroke = Paint::stroke(color, 2.0 * scale);
    let half = r - 0.5 * scale;
    let square = Rect { x: center.x - half, y: center.y - half, width: 2.0 * half, height: 2.0 * half };
    match state {
        HostState::NotYet => Item::Circle(center, r - 0.75 * scale, ring),
        HostState::Unknown if scale > 1.0 => Item::Circle(center, r - 0.75 * scale, ring.dashed(&[6.0, 6.0])),
        HostState::Unknown => Item::Circle(center, r - 0.75 * scale, ring.dashed(&[2.0, 2.0])),
        HostState::Compromised => closed(center, &[(0.0, -r), (r, half), (-r, half)], fill),
        HostState::Contained => Item::Rect(square, scale, fill),
        HostState::Disrupted => {
            let (a, b) = (half, -half);
            let cross = [polyline(center, &[(b, b), (a, a)]), polyline(center, &[(b, a), (a, b)])];
            let commands = cross.into_iter().flat_map(|it| it.commands).collect();
            Item::Path(Path { commands }, Paint::stroke(color, 2.75 * scale))
        }
        HostState::Restored | HostState::Clean => {
            let way = [(-r, 0.0), (-1.2 * scale, r - 1.2 * scale), (r, -r + 0.8 * scale)];
            Item::Path(polyline(center, &way), stroke)
        }
        HostState::NotExamined => Item::Path(polyline(center, &[(-r, 0.0), (r, 0.0)]), stroke),
        HostState::Active => closed(center, &[(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)], fill),
    }
}

fn closed(at: Point, points: &[(f64, f64)], paint: Paint) -> Item {
    let mut ring = points.to_vec();
    ring.extend(points.first());
    Item::Path(polyline(at, &ring), paint)
}

/// Straight lines through points given from `at`.
pub fn polyline(at: Point, points: &[(f64, f64)]) -> Path {
    let to = |(x, y): &(f64, f64)| Point { x: at.x + x, y: at.y + y };
    let commands =
        points.iter().enumerate().map(|(i, it)| if i == 0 { Command::Move(to(it)) } else { Command::Line(to(it)) });
    Path { commands: commands.collect() }
}

fn curve(at: Point, from: (f64, f64), pieces: &[[(f64, f64); 3]]) -> Path {
    let to = |(x, y): (f64, f64)| Point::new(at.x + x, at.y + y);
    let mut commands = vec![Command::Move(to(from))];
    commands.extend(pieces.iter().map(|[a, b, c]| Command::Cubic(to(*a), to(*b), to(*c))));
    Path { commands }
}
