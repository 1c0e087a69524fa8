//! The work of large maps, counted: the same on every machine, so that a slow one never fails by chance.
//! `benches/maps.rs` takes the time of the same maps.
#![cfg(all(not(target_os = "unknown"), feature = "foreign"))]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod shapes;

use breachmap::fold::{Folded, Opened};
use breachmap::graph;
use breachmap::import::import;
use breachmap::layout::{Work, counted};
use breachmap::timeline::numbers;
use shapes::SHAPES;

/// Visits for labels, of which no map needs more to be worth a comparison.
const SMALL: usize = 200_000;
/// A map of four times as many parts may take so many times the visits for labels: n^1.3.
const MOST: usize = 6;
/// What budgets allow for the order, and for the heights of three passes.
const BUDGETS: (usize, usize) = (20_000_000, 16_000_000);

/// A file of this shape and size.
fn shape(name: &str) -> fn(usize) -> Vec<u8> {
    SHAPES.iter().find(|it| it.0 == name).unwrap().2
}

/// The work of the whole map, no hosts sharing a card, and how many cards and arrows it has.
fn unfolded(bytes: &[u8]) -> (Work, usize) {
    let incident = import(bytes).unwrap().incident;
    let request = graph::request(&incident, &Folded::default(), &numbers(&incident));
    (counted(&request).1, request.nodes.len() + request.edges.len())
}

#[test]
fn the_work_of_a_map_grows_as_the_map_does() {
    let mut slow = String::new();
    for (name, n) in [
        ("intrusion", 250),
        ("star", 250),
        ("tree", 250),
        ("grid of zones", 256),
        ("tangle", 120),
        ("clique", 400),
        ("bipartite", 400),
        ("parallel", 800),
        ("loops", 800),
        ("linked zones", 120),
        ("perhaps the same", 200),
    ] {
        let ((small, few), (large, many)) = (unfolded(&shape(name)(n)), unfolded(&shape(name)(4 * n)));
        let line = format!("{name} {n}: {few} parts {small:?}, {many} parts {large:?}\n");
        eprint!("{line}");
        let most = MOST * small.labels.max(SMALL) * many / (4 * few);
        if large.labels > most || large.order > BUDGETS.0 || large.heights > BUDGETS.1 {
            slow += &line;
        }
    }
    assert!(slow.is_empty(), "\n{slow}");
}

#[test]
fn what_is_folded_costs_no_more_however_many_hosts_there_are() {
    let work = |n: usize| {
        let incident = import(&shape("intrusion")(n)).unwrap().incident;
        let request = graph::request(&incident, &Folded::of(&incident, &Opened::default(), None), &numbers(&incident));
        (request.nodes.len(), counted(&request).1)
    };
    for n in [200, 800, 3000] {
        let (n_cards, work) = work(n);
        eprintln!("{n}: {n_cards} cards, {work:?}");
        assert!(n_cards <= 45 && work.order < BUDGETS.0 && work.heights < 3 * BUDGETS.1 && work.labels < SMALL);
    }
}
