//! Laws that every layout keeps, tried on random maps of up to 60 nodes, and some on larger ones.

#![cfg(not(target_os = "unknown"))]

use breachmap::layout::geometry::{Command, Point, Rect};
use breachmap::layout::request::{Edge, Node, Request, Side, Size, Zone};
use breachmap::layout::{Layout, layout};
use proptest::prelude::*;

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![1 => Just(Side::Source), 8 => Just(Side::Inside), 1 => Just(Side::Sink)]
}

fn label() -> impl Strategy<Value = Option<Size>> {
    proptest::option::of((10.0..90.0, 10.0..18.0).prop_map(|(width, height)| Size { width, height }))
}

/// Any map: some nodes without a zone, empty zones, loops, parallel and backward edges, ties.
fn request() -> impl Strategy<Value = Request> {
    request_of(prop_oneof![4 => 1_usize..=20, 1 => 21_usize..=60])
}

/// As `request`, of so many nodes.
fn request_of(n_nodes: impl Strategy<Value = usize>) -> impl Strategy<Value = Request> {
    (n_nodes, 0_usize..=8).prop_flat_map(|(n_nodes, n_zones)| {
        let width = prop_oneof![4 => Just(138.0), 1 => 1.0..240.0];
        let height = prop_oneof![4 => Just(56.0), 1 => 1.0..120.0];
        let nodes = proptest::collection::vec((0..=n_zones, width, height, side()), n_nodes);
        let edges = proptest::collection::vec((0..n_nodes, 0..n_nodes, label()), 0..=2 * n_nodes);
        let ties = proptest::collection::vec((0..n_nodes, 0..n_nodes), 0..6);
        let zones = proptest::collection::vec(1.0..300.0, n_zones);
        (nodes, edges, ties, zones).prop_map(|(nodes, edges, ties, zones)| Request {
            zones: (0..).zip(zones).map(|(i, label_width)| Zone { id: zone_id(i), label_width }).collect(),
            nodes: (0..)
                .zip(nodes)
                .map(|(i, (zone, width, height, side))| Node {
                    id: node_id(i),
                    zone: Some(zone_id(zone)),
                    width,
                    height,
                    side,
                    tags: [0.0; 2],
                })
                .collect(),
            edges: (0..)
                .zip(edges)
                .map(|(i, (from, to, label))| {
                    let tag = if i % 3 == 0 { label.map_or(0.0, |it| it.width / 2.0) } else { 0.0 };
                    Edge { id: format!("e{i}"), from: node_id(from), to: node_id(to), label, tag }
                })
                .collect(),
            ties: ties.into_iter().map(|(a, b)| (node_id(a), node_id(b))).collect(),
        })
    })
}

fn node_id(index: usize) -> String {
    format!("n{index}")
}

fn zone_id(index: usize) -> String {
    format!("z{index}")
}

/// Whether a path sampled finely enters a card by more than a hair.
fn enters(points: &[Point], card: &Rect) -> bool {
    let inner = card.grown(-0.5);
    points.windows(2).any(|pair| {
        let steps = (pair[0].distance(pair[1]) / 3.0).ceil().max(1.0);
        (0..=steps as usize).any(|step| inner.holds(pair[0].towards(pair[1], step as f64 / steps)))
    })
}

/// How far two straight stretches run along each other, closer than lines should be.
fn shared_length(a: (Point, Point), b: (Point, Point)) -> f64 {
    let along = |from: (f64, f64), to: (f64, f64)| {
        from.0.max(from.1).min(to.0.max(to.1)) - from.0.min(from.1).max(to.0.min(to.1))
    };
    let is_level = |s: (Point, Point)| (s.0.y - s.1.y).abs() < 0.5;
    let is_upright = |s: (Point, Point)| (s.0.x - s.1.x).abs() < 0.5;
    if is_level(a) && is_level(b) && (a.0.y - b.0.y).abs() < 5.5 {
        along((a.0.x, a.1.x), (b.0.x, b.1.x))
    } else if is_upright(a) && is_upright(b) && (a.0.x - b.0.x).abs() < 5.5 {
        along((a.0.y, a.1.y), (b.0.y, b.1.y))
    } else {
        0.0
    }
}

fn all_numbers(map: &Layout) -> Vec<f64> {
    let of_rect = |r: &Rect| [r.x, r.y, r.width, r.height];
    let mut numbers: Vec<f64> = of_rect(&map.bounds).to_vec();
    numbers.extend(map.nodes.iter().flat_map(|n| of_rect(&n.rect)));
    numbers.extend(map.zones.iter().flat_map(|z| of_rect(&z.rect)));
    numbers.extend(map.zones.iter().flat_map(|z| of_rect(&z.title)));
    numbers.extend(map.edges.iter().filter_map(|e| e.label).flat_map(|r| of_rect(&r)));
    let tips = map.edges.iter().flat_map(|e| [e.tip, e.tip_direction]);
    let paths = map.edges.iter().map(|e| &e.path).chain(map.ties.iter().map(|t| &t.path));
    let corners = paths.flat_map(|path| &path.commands).flat_map(|command| match *command {
        Command::Move(end) | Command::Line(end) => [end; 3],
        Command::Cubic(a, b, end) => [a, b, end],
    });
    numbers.extend(tips.chain(corners).flat_map(|point| [point.x, point.y]));
    numbers
}

/// How far a point is from a line through these points.
fn distance(point: Point, line: &[Point]) -> f64 {
    let from_stretch = |a: Point, b: Point| {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy).max(1e-9);
        point.distance(a.towards(b, along.clamp(0.0, 1.0)))
    };
    line.windows(2).map(|it| from_stretch(it[0], it[1])).fold(f64::INFINITY, f64::min)
}

/// That nothing lies on anything else, and everything in its zone.
fn nothing_overlaps(request: &Request) -> Result<(), TestCaseError> {
    let map = layout(request);
    prop_assert_eq!(map.nodes.len(), request.nodes.len());
    prop_assert_eq!(map.edges.len(), request.edges.len());
    prop_assert!(all_numbers(&map).iter().all(|number| number.is_finite()));
    for (at, node) in map.nodes.iter().enumerate() {
        prop_assert!(map.bounds.contains(&node.rect));
        for other in &map.nodes[at + 1..] {
            prop_assert!(!node.rect.overlaps(&other.rect), "{} and {}", node.id, other.id);
        }
    }
    for (at, zone) in map.zones.iter().enumerate() {
        prop_assert!(map.bounds.contains(&zone.rect));
        prop_assert!(zone.rect.contains(&zone.title));
        for other in &map.zones[at + 1..] {
            prop_assert!(!zone.rect.overlaps(&other.rect), "{} and {}", zone.id, other.id);
        }
        for node in &request.nodes {
            let rect = map.node(&node.id).expect("every node is drawn").rect;
            let is_member = node.zone.as_ref() == Some(&zone.id);
            prop_assert_eq!(zone.rect.contains(&rect), is_member, "{} and {}", &zone.id, &node.id);
            prop_assert_eq!(zone.rect.overlaps(&rect), is_member, "{} and {}", &zone.id, &node.id);
            prop_assert!(!zone.title.overlaps(&rect), "the title of {} and {}", &zone.id, &node.id);
        }
    }
    Ok(())
}

/// That each way runs from its card to its card, through no other.
fn no_way_enters(request: &Request) -> Result<(), TestCaseError> {
    let map = layout(request);
    let ends = request.edges.iter().map(|edge| (&edge.id, &edge.from, &edge.to));
    for (id, from, to) in ends {
        let edge = map.edge(id).expect("every edge is drawn");
        let points = edge.path.sampled(8);
        prop_assert!(points.len() >= 2 || from == to);
        for node in &map.nodes {
            prop_assert!(!enters(&points, &node.rect), "{from} to {to} enters {}", node.id);
        }
        let all = points.iter().all(|p| map.bounds.contains(&Rect::new(p.x, p.y, 0.0, 0.0)));
        prop_assert!(all, "{id} leaves the bounds");
        let target = map.node(to).expect("every node is drawn").rect.grown(0.5);
        prop_assert!(target.holds(edge.tip), "{id} ends at its target");
        let direction = edge.tip_direction;
        prop_assert!((Point::default().distance(direction) - 1.0).abs() < 1e-9);
    }
    for tie in &map.ties {
        let points = tie.path.sampled(8);
        prop_assert!(map.nodes.iter().all(|node| !enters(&points, &node.rect)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_everything_is_where_it_belongs(request in request()) {
        nothing_overlaps(&request)?;
    }

    #[test]
    fn no_way_enters_a_foreign_card(request in request()) {
        no_way_enters(&request)?;
    }

    #[test]
    fn ways_share_nothing_but_their_cards(request in request()) {
        let map = layout(&request);
        let ways: Vec<_> = request
            .edges
            .iter()
            .map(|edge| (edge, map.edge(&edge.id).expect("every edge is drawn").path.sampled(4)))
            .collect();
        for (at, (edge, way)) in ways.iter().enumerate() {
            for (other, other_way) in &ways[at + 1..] {
                if [&other.from, &other.to].iter().any(|end| **end == edge.from || **end == edge.to) {
                    continue;
                }
                for a in way.windows(2) {
                    for b in other_way.windows(2) {
                        let shared = shared_length((a[0], a[1]), (b[0], b[1]));
                        prop_assert!(shared <= 8.0, "{edge:?} and {other:?} share {shared}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_runs_through_a_title_no_wider_than_a_card(mut request in request()) {
        for node in &mut request.nodes {
            node.width = 138.0;
        }
        for zone in &mut request.zones {
            // it can be drawn a quarter larger
            zone.label_width = zone.label_width.min(104.0);
        }
        let map = layout(&request);
        for edge in &map.edges {
            let points = edge.path.sampled(4);
            for zone in &map.zones {
                prop_assert!(!enters(&points, &zone.title), "{} through the title of {}", edge.id, zone.id);
            }
        }
    }

    /// A number that is missing, or nearer to another line, would send the reader to the wrong step of a list.
    #[test]
    fn every_label_is_there_and_belongs_to_its_line(request in request()) {
        let map = layout(&request);
        let wanted = request.edges.iter().filter(|it| it.label.is_some());
        let labels: Vec<(&str, Rect)> = map.edges.iter().filter_map(|it| Some((it.id.as_str(), it.label?))).collect();
        prop_assert_eq!(labels.len(), wanted.count());
        for (at, (id, label)) in labels.iter().enumerate() {
            prop_assert!(map.bounds.contains(label));
            let center = label.center();
            let path = |id: &str| map.edge(id).expect("every edge is drawn").path.sampled(16);
            if distance(center, &path(id)) < 8.0 {
                continue; // on its own line, where it may have to hide a little
            }
            prop_assert!(map.nodes.iter().all(|node| !node.rect.overlaps(label)));
            prop_assert!(map.zones.iter().all(|zone| !zone.title.overlaps(label)));
            // what overlaps it found no better place on its own line
            let is_forced = |(id, other): &(&str, Rect)| distance(other.center(), &path(id)) < 8.0;
            prop_assert!(labels[at + 1..].iter().all(|it| !it.1.overlaps(label) || is_forced(it)));
            for other in map.edges.iter().filter(|it| it.id != *id) {
                prop_assert!(!enters(&path(&other.id), label), "{} runs under the label of {id}", other.id);
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(request in request(), turn in 0_usize..60) {
        let mut turned = request.clone();
        turned.nodes.rotate_left(turn % request.nodes.len());
        turned.edges.reverse();
        turned.zones.reverse();
        turned.ties.reverse();
        for tie in &mut turned.ties {
            std::mem::swap(&mut tie.0, &mut tie.1);
        }
        prop_assert_eq!(layout(&request), layout(&turned));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// Budgets end the search for a better map, and never what holds of each.
    #[test]
    fn large_maps_keep_the_laws(request in request_of(150_usize..=400)) {
        nothing_overlaps(&request)?;
        no_way_enters(&request)?;
    }
}
