//! Icons of hosts and marks of states: line drawings in a box of 18 units, ours.

use super::{Item, Paint};
use crate::incident::HostKind;
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::HostState;

/// The icon of a kind of host, with its top left corner at `at`.
pub fn host(kind: HostKind, at: Point, color: super::theme::Color) -> Vec<Item> {
    let paint = Paint::stroke(color, 1.5);
    let line = |points: &[(f64, f64)]| Item::Path(polyline(at, points), paint);
    let rect = |x: f64, y: f64, width: f64, height: f64, radius: f64| {
        Item::Rect(Rect { x: at.x + x, y: at.y + y, width, height }, radius, paint)
    };
    let dot = |x: f64, y: f64| Item::Circle(Point { x: at.x + x, y: at.y + y }, 1.1, Paint::fill(color));
    let circle = |x: f64, y: f64, r: f64| Item::Circle(Point { x: at.x + x, y: at.y + y }, r, paint);
    match kind {
        HostKind::Server => {
            vec![rect(2.0, 2.5, 14.0, 5.5, 1.5), rect(2.0, 10.0, 14.0, 5.5, 1.5), dot(5.0, 5.2), dot(5.0, 12.7)]
        }
        HostKind::Cloud => vec![Item::Path(
            Path {
                commands: curve(
                    at,
                    (5.0, 14.5),
                    &[
                        [(1.0, 14.5), (0.5, 8.8), (4.4, 8.4)],
                        [(4.8, 3.2), (11.6, 2.6), (12.8, 7.0)],
                        [(17.4, 6.6), (17.8, 14.5), (13.4, 14.5)],
                        [(11.0, 14.5), (8.0, 14.5), (5.0, 14.5)],
                    ],
                ),
            },
            paint,
        )],
        HostKind::Directory => vec![
            rect(6.0, 1.5, 6.0, 4.5, 1.0),
            rect(1.0, 12.0, 6.0, 4.5, 1.0),
            rect(11.0, 12.0, 6.0, 4.5, 1.0),
            line(&[(9.0, 6.0), (9.0, 9.0)]),
            line(&[(4.0, 12.0), (4.0, 9.0), (14.0, 9.0), (14.0, 12.0)]),
        ],
        HostKind::Database => vec![
            Item::Path(
                Path {
                    commands: [
                        curve(
                            at,
                            (3.0, 4.5),
                            &[[(3.0, 1.2), (15.0, 1.2), (15.0, 4.5)], [(15.0, 7.8), (3.0, 7.8), (3.0, 4.5)]],
                        ),
                        curve(at, (3.0, 13.5), &[[(3.0, 16.8), (15.0, 16.8), (15.0, 13.5)]]),
                    ]
                    .concat(),
                },
                paint,
            ),
            line(&[(3.0, 4.5), (3.0, 13.5)]),
            line(&[(15.0, 4.5), (15.0, 13.5)]),
        ],
        HostKind::Storage => {
            vec![
                line(&[(2.0, 15.0), (2.0, 3.5), (7.0, 3.5), (8.8, 5.8), (16.0, 5.8), (16.0, 15.0), (2.0, 15.0)]),
                line(&[(2.0, 9.0), (16.0, 9.0)]),
            ]
        }
        HostKind::Endpoint => vec![rect(3.0, 3.0, 12.0, 8.5, 1.2), line(&[(1.0, 14.5), (17.0, 14.5)])],
        HostKind::Service => vec![circle(9.0, 9.0, 6.5), circle(9.0, 9.0, 2.2)],
        HostKind::NetworkDevice => {
            vec![
                rect(1.5, 9.0, 15.0, 6.0, 1.5),
                dot(5.0, 12.0),
                dot(8.5, 12.0),
                line(&[(12.5, 9.0), (12.5, 3.0)]),
                line(&[(10.0, 5.5), (12.5, 3.0), (15.0, 5.5)]),
            ]
        }
        HostKind::Site => vec![
            rect(3.5, 2.0, 11.0, 14.0, 1.0),
            dot(7.0, 5.5),
            dot(11.0, 5.5),
            dot(7.0, 9.0),
            dot(11.0, 9.0),
            line(&[(9.0, 16.0), (9.0, 12.5)]),
        ],
        HostKind::Website => vec![
            circle(9.0, 9.0, 7.0),
            line(&[(2.0, 9.0), (16.0, 9.0)]),
            Item::Path(
                Path {
                    commands: curve(
                        at,
                        (9.0, 2.0),
                        &[[(13.5, 6.0), (13.5, 12.0), (9.0, 16.0)], [(4.5, 12.0), (4.5, 6.0), (9.0, 2.0)]],
                    ),
                },
                paint,
            ),
        ],
        HostKind::Party => {
            vec![
                circle(9.0, 5.5, 3.4),
                Item::Path(
                    Path { commands: curve(at, (2.5, 16.0), &[[(3.0, 8.5), (15.0, 8.5), (15.5, 16.0)]]) },
                    paint,
                ),
            ]
        }
    }
}

/// The mark of a state around `center`: a shape of its own for each, so that color is not all that tells them apart.
pub fn state(state: HostState, center: Point, color: super::theme::Color) -> Item {
    const R: f64 = 4.5;
    let fill = Paint::fill(color);
    let ring = Paint::stroke(color, 1.5);
    let square = Rect { x: center.x - R + 0.5, y: center.y - R + 0.5, width: 2.0 * R - 1.0, height: 2.0 * R - 1.0 };
    match state {
        HostState::NotYet => Item::Circle(center, R - 0.75, ring),
        HostState::Unknown => Item::Circle(center, R - 0.75, ring.dashed(&[2.0, 2.0])),
        HostState::Compromised => closed(center, &[(0.0, -R), (R, R - 0.5), (-R, R - 0.5)], fill),
        HostState::Contained => Item::Rect(square, 1.0, fill),
        HostState::Restored | HostState::Clean => {
            Item::Path(polyline(center, &[(-R, 0.0), (-1.2, R - 1.2), (R, -R + 0.8)]), Paint::stroke(color, 2.0))
        }
        HostState::NotExamined => Item::Path(polyline(center, &[(-R, 0.0), (R, 0.0)]), Paint::stroke(color, 2.0)),
        HostState::Active => closed(center, &[(0.0, -R), (R, 0.0), (0.0, R), (-R, 0.0)], fill),
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

fn curve(at: Point, from: (f64, f64), pieces: &[[(f64, f64); 3]]) -> Vec<Command> {
    let to = |(x, y): (f64, f64)| Point { x: at.x + x, y: at.y + y };
    let mut commands = vec![Command::Move(to(from))];
    commands.extend(pieces.iter().map(|[a, b, c]| Command::Cubic(to(*a), to(*b), to(*c))));
    commands
}
