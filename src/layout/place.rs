//! Vertical coordinates: connected cards level with each other, everything compact.
//!
//! First the cards, as if all lines met them in the middle; then, with ports known, the lines.

use std::collections::VecDeque;

use super::lattice::Lattice;
use super::ports::Ports;
use super::simplex::{Distance, settle};
use super::stacking::{self, Names};

/// How much a pivot between two neighboring cards wants to be straight.
const STRAIGHT_CARDS: i64 = 4;
/// How much a line wants to meet a card straight.
const STRAIGHT_END: i64 = 2;
/// How much a long line wants to be straight on its way.
const STRAIGHT_LINE: i64 = 8;
/// Work for each of the two passes; a map of 100 hosts stays far below.
const BUDGET: usize = 40_000_000;
/// More variables than this and the simplex would stop early: relax first.
const MANY: usize = 1500;

/// Vertical positions in whole map units.
pub struct Heights {
    /// The middle of each item.
    pub middle: Vec<i64>,
    /// Upper edge of each region.
    pub top: Vec<i64>,
    /// Lower edge of each region.
    pub bottom: Vec<i64>,
}

/// Places cards and regions; lines only roughly.
pub fn cards(lattice: &Lattice) -> Heights {
    let names = Names::of(lattice);
    let mut distances = stacking::distances(lattice);
    let mut y = as_high_as_possible(&distances, names.count());
    if names.count() > MANY {
        relax(lattice, &distances, &mut y);
    }
    for hop in lattice.hops.iter().flatten() {
        let ends = (Names::item(hop.left), Names::item(hop.right));
        level(&mut distances, &mut y, ends, (0, 0), weight(lattice, hop.left, hop.right));
    }
    heights(&names, &settle(&distances, y, BUDGET))
}

/// Moves the lines to their ports; cards and regions stay.
pub fn lines(lattice: &Lattice, ports: &Ports, rough: Heights) -> Heights {
    let names = Names::of(lattice);
    let mut y = vec![0; names.count()];
    for (item, &middle) in rough.middle.iter().enumerate() {
        y[Names::item(item)] = middle;
    }
    for zone in 0..rough.top.len() {
        y[names.top(zone)] = rough.top[zone];
        y[names.bottom(zone)] = rough.bottom[zone];
    }
    let floor = y.iter().max().copied().unwrap_or(0);
    y[Names::FLOOR] = floor;
    // What is fixed is the roof in other words: the same variable, an offset away.
    let mut name = vec![(Names::ROOF, 0); names.count()];
    let mut free = vec![0];
    for (item, _) in lattice.items.iter().enumerate().filter(|(_, i)| !i.is_card) {
        name[Names::item(item)] = (free.len(), 0);
        free.push(y[Names::item(item)]);
    }
    for (variable, name) in name.iter_mut().enumerate() {
        if name.0 == Names::ROOF {
            name.1 = y[variable];
        }
    }
    let mut distances = Vec::new();
    for distance in stacking::distances(lattice) {
        let (from, to) = (name[distance.from], name[distance.to]);
        if from.0 != to.0 {
            distances.push(Distance { from: from.0, to: to.0, min: distance.min + from.1 - to.1, weight: 0 });
        }
    }
    for (gap, hops) in lattice.hops.iter().enumerate() {
        for (at, hop) in hops.iter().enumerate() {
            let (left, right) = (name[Names::item(hop.left)], name[Names::item(hop.right)]);
            if left.0 != right.0 {
                let port = ports.hops[gap][at];
                let offsets = (left.1 + port.0, right.1 + port.1);
                let weight = weight(lattice, hop.left, hop.right);
                level(&mut distances, &mut free, (left.0, right.0), offsets, weight);
            }
        }
    }
    let settled = settle(&distances, free, BUDGET);
    let mut heights = rough;
    for (item, middle) in heights.middle.iter_mut().enumerate() {
        let (variable, _) = name[Names::item(item)];
        if variable != Names::ROOF {
            *middle = settled[variable] - settled[Names::ROOF];
        }
    }
    heights
}

/// Asks for `ends.0 + offsets.0` and `ends.1 + offsets.1` to be level, through a variable of
/// its own that lies before both: the closer both are to it, the closer they are to each other.
fn level(distances: &mut Vec<Distance>, y: &mut Vec<i64>, ends: (usize, usize), offsets: (i64, i64), weight: i64) {
    let before = y.len();
    y.push((y[ends.0] + offsets.0).min(y[ends.1] + offsets.1));
    for (to, offset) in [(ends.0, offsets.0), (ends.1, offsets.1)] {
        distances.push(Distance { from: before, to, min: -offset, weight });
    }
}

fn weight(lattice: &Lattice, left: usize, right: usize) -> i64 {
    match (lattice.items[left].is_card, lattice.items[right].is_card) {
        (true, true) => STRAIGHT_CARDS,
        (false, false) => STRAIGHT_LINE,
        _ => STRAIGHT_END,
    }
}

fn heights(names: &Names, y: &[i64]) -> Heights {
    let roof = y[Names::ROOF];
    let down = |variable: usize| y[variable] - roof;
    Heights {
        middle: (Names::item(0)..names.top(0)).map(down).collect(),
        top: (names.top(0)..names.bottom(0)).map(down).collect(),
        bottom: (names.bottom(0)..names.count()).map(down).collect(),
    }
}

/// Positions that keep all distances: everything as far up as those above it allow.
fn as_high_as_possible(distances: &[Distance], n_variables: usize) -> Vec<i64> {
    let mut after = vec![Vec::new(); n_variables];
    let mut n_before = vec![0; n_variables];
    for distance in distances {
        after[distance.from].push(distance);
        n_before[distance.to] += 1;
    }
    let mut y = vec![0; n_variables];
    let mut ready: VecDeque<usize> = (0..n_variables).filter(|&v| n_before[v] == 0).collect();
    while let Some(at) = ready.pop_front() {
        for distance in &after[at] {
            y[distance.to] = y[distance.to].max(y[at] + distance.min);
            n_before[distance.to] -= 1;
            if n_before[distance.to] == 0 {
                ready.push_back(distance.to);
            }
        }
    }
    y
}

/// Moves each item towards the median of its neighbors as far as the distances allow, a few
/// times over: less exact than the simplex, but quick on large maps.
fn relax(lattice: &Lattice, distances: &[Distance], y: &mut [i64]) {
    let mut below = vec![Vec::new(); y.len()];
    let mut above = vec![Vec::new(); y.len()];
    for distance in distances {
        below[distance.from].push((distance.to, distance.min));
        above[distance.to].push((distance.from, distance.min));
    }
    let mut order: Vec<usize> = (0..lattice.columns.len()).flat_map(|column| lattice.stack(column)).collect();
    for _ in 0..12 {
        for &item in order.iter().rev() {
            let at = Names::item(item);
            let lefts = lattice.left_of[item].iter();
            let mut wishes: Vec<i64> =
                lefts.chain(&lattice.right_of[item]).map(|&neighbor| y[Names::item(neighbor)]).collect();
            if wishes.is_empty() {
                continue;
            }
            wishes.sort_unstable();
            let wish = wishes[wishes.len() / 2];
            let low = above[at].iter().map(|&(other, min)| y[other] + min).max();
            let high = below[at].iter().map(|&(other, min)| y[other] - min).min();
            let (low, high) = (low.unwrap_or(wish), high.unwrap_or(wish));
            if low <= high {
                y[at] = wish.clamp(low, high);
            }
        }
        order.reverse();
    }
}
