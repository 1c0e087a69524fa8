//! Example maps for tests, and what must hold for the first real one as a whole.

use super::request::{Edge, Node, Request, Side, Zone};
use super::{Layout, layout};

/// A map from zones with their nodes (`>` marks a source, `<` a sink), pivots `from>to`, ties `a=b`.
/// A zone without a name means outside all regions.
pub fn request(zones: &[(&str, &str)], pivots: &str, ties: &str) -> Request {
    let mut request = Request::default();
    for (zone, nodes) in zones {
        if !zone.is_empty() {
            request.zones.push(Zone { id: (*zone).into(), label_width: 60.0 });
        }
        for word in nodes.split_whitespace() {
            let side = match word.chars().next() {
                Some('>') => Side::Source,
                Some('<') => Side::Sink,
                _ => Side::Inside,
            };
            request.nodes.push(Node {
                id: word.trim_start_matches(['>', '<']).into(),
                zone: Some((*zone).into()),
                width: 138.0,
                height: 56.0,
                side,
                tags: [0.0; 2],
            });
        }
    }
    for (at, word) in pivots.split_whitespace().enumerate() {
        let (from, to) = word.split_once('>').expect("a pivot is written from>to");
        request.edges.push(Edge { id: format!("e{at:02}"), from: from.into(), to: to.into(), ..Edge::default() });
    }
    let pairs = ties.split_whitespace().filter_map(|word| word.split_once('='));
    request.ties = pairs.map(|(a, b)| (a.into(), b.into())).collect();
    request
}

/// The shape of the first real incident.
pub fn incident() -> Request {
    request(
        &[
            ("outside", ">intruder byod"),
            ("singapore", "sg-facility sg-server sg-server-mod"),
            ("thailand", "th-server"),
            ("us", "us-server"),
            ("cloud", "server-b cloud-files"),
            ("internal", "jp-server server-a operational ad info-mgmt construction vdi file-server mod-files"),
            ("external", "<remote <c2-sites"),
        ],
        "intruder>sg-facility intruder>sg-server sg-facility>server-b server-b>server-a server-a>ad ad>remote \
         sg-server>operational sg-server>info-mgmt server-b>info-mgmt server-b>construction \
         construction>cloud-files construction>c2-sites sg-server-mod>mod-files sg-server>th-server \
         th-server>us-server us-server>jp-server intruder>byod byod>vdi vdi>file-server",
        "sg-facility=sg-server sg-server=sg-server-mod info-mgmt=construction server-a=operational remote=c2-sites",
    )
}

fn middle(map: &Layout, id: &str) -> (f64, f64) {
    let center = map.node(id).expect("the node is in the fixture").rect.center();
    (center.x, center.y)
}

#[test]
fn the_first_incident_fits_the_view() {
    let map = layout(&incident());
    assert!(map.bounds.width <= 1060.0 && map.bounds.height <= 560.0, "{:?}", map.bounds);
    assert_eq!((map.zones.len(), map.nodes.len(), map.edges.len(), map.ties.len()), (7, 20, 19, 5));
}

#[test]
fn the_first_incident_reads_from_left_to_right() {
    let request = incident();
    let map = layout(&request);
    let backward = request.edges.iter().filter(|e| middle(&map, &e.to).0 < middle(&map, &e.from).0 - 1.0);
    let backward: Vec<&str> = backward.map(|edge| edge.to.as_str()).collect();
    assert_eq!(backward, ["cloud-files"]);
    assert!(request.nodes.iter().all(|n| middle(&map, "intruder").0 <= middle(&map, &n.id).0));
    assert!(request.nodes.iter().all(|n| middle(&map, "remote").0 >= middle(&map, &n.id).0));
}

#[test]
fn perhaps_identical_machines_stand_in_one_column() {
    let request = incident();
    let map = layout(&request);
    for (a, b) in &request.ties {
        assert!((middle(&map, a).0 - middle(&map, b).0).abs() < 0.01, "{a} and {b}");
    }
}

#[test]
fn a_chain_is_a_straight_row() {
    let map = layout(&request(&[("z", ">a b"), ("y", "c d"), ("x", "<e")], "a>b b>c c>d d>e", ""));
    let (_, level) = middle(&map, "a");
    for id in ["b", "c", "d", "e"] {
        assert!((middle(&map, id).1 - level).abs() < 0.01);
    }
    assert!(map.edges.iter().all(|edge| edge.path.commands.len() == 2));
    assert!(map.edges.windows(2).all(|pair| pair[0].tip.x < pair[1].tip.x));
}

#[test]
fn a_long_chain_is_folded_into_the_view() {
    let nodes = ("", ">a b c d e f g h i j k l");
    let map = layout(&request(&[nodes], "a>b b>c c>d d>e e>f f>g g>h h>i i>j j>k k>l", ""));
    assert!(map.bounds.width <= 1060.0 && map.bounds.height <= 560.0, "{:?}", map.bounds);
}

#[test]
fn an_empty_request_gives_an_empty_layout() {
    assert_eq!(layout(&Request::default()), Layout::default());
}

#[test]
fn mad_sizes_do_no_harm() {
    let mut request = incident();
    for (node, size) in request.nodes.iter_mut().zip([f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300].into_iter().cycle()) {
        (node.width, node.height) = (size, size);
    }
    let map = layout(&request);
    assert!(map.bounds.width.is_finite() && map.bounds.height.is_finite());
    assert!(map.nodes.iter().all(|node| node.rect.width >= 1.0 && map.bounds.contains(&node.rect)));
}

#[test]
fn a_loop_starts_and_ends_at_its_card() {
    let map = layout(&request(&[("", "a b")], "a>a a>b", ""));
    let card = map.node("a").expect("a is drawn").rect;
    let way = map.edge("e00").expect("the loop is drawn").path.sampled(4);
    let ends = [way.first(), way.last()].map(|end| end.expect("the loop has points").x);
    assert!(ends.iter().all(|x| (x - card.right()).abs() < 0.01));
}
