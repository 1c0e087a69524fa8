//! Vertical coordinates: connected cards level with each other, everything compact.
//!
//! Two passes. The first places the cards as if all lines met them in the middle. Then `ports` knows
//! where lines meet cards, and the second pass moves only the lines. Both at once would be a circle:
//! a good port depends on where the other card is, and a straight line depends on its ports.
//!
//! Both are network simplex over the distances of `stacking`, with wishes added: this card level
//! with that one. A wish is weighed, and a distance must hold, so cards never overlap to make a
//! line straight.

use std::collections::VecDeque;

use super::lattice::Lattice;
use super::ports::Ports;
use super::simplex::{Distance, settle};
use super::stacking::{self, Heights, Names};
use crate::sorting;

// The longer a line, the more its bends disturb, so the stretches on its way weigh most (Gansner and
// others weigh 1, 2 and 8). Costs are sums of distances: a card with many neighbors settles at their median.

/// How much a pivot between two neighboring cards wants to be straight.
const STRAIGHT_CARDS: i64 = 4;
/// How much a line wants to leave the card on its left straight: more than it wants to reach the
/// one on its right, so that it does not stop halfway between the two.
const STRAIGHT_START: i64 = 3;
/// How much a line wants to reach the card on its right straight.
const STRAIGHT_END: i64 = 2;
/// How much a long line wants to be straight on its way.
const STRAIGHT_LINE: i64 = 8;
/// Work for each of the two passes; a map of 100 hosts stays far below.
const BUDGET: usize = 5_000_000;
/// More variables than this and the simplex would stop early: relax first.
const MANY: usize = 1500;

/// Places cards and regions; lines only roughly. Adds the work to `work`.
pub fn cards(lattice: &Lattice, work: &mut usize) -> Heights {
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
    heights(&names, &settle(&distances, y, BUDGET, work))
}

/// Moves the lines to their ports; cards and regions stay. A line that cannot start straight on
/// its left gets a second chance to end straight on its right: one bend at either end is fine, but
/// a line that stops halfway has two. Adds the work to `work`.
pub fn lines(lattice: &Lattice, ports: &Ports, rough: Heights, work: &mut usize) -> Heights {
    let mut favors_right = vec![false; lattice.chains.len()];
    let heights = move_lines(lattice, ports, rough, &favors_right, work);
    for (gap, hops) in lattice.hops.iter().enumerate() {
        for (hop, port) in hops.iter().zip(&ports.hops[gap]) {
            if lattice.items[hop.left].is_card {
                let height = |item: usize, offset| heights.middle[item] + offset;
                favors_right[hop.link] = height(hop.left, port.0) != height(hop.right, port.1);
            }
        }
    }
    move_lines(lattice, ports, heights, &favors_right, work)
}

fn move_lines(lattice: &Lattice, ports: &Ports, rough: Heights, favors_right: &[bool], work: &mut usize) -> Heights {
    // Cards and regions do not move any more. Each is written as "the roof, and so much further down",
    // so it needs no variable of its own and only the lines are left to solve for.
    let (name, mut free) = names_of_free(lattice, &rough);
    let mut distances = Vec::new();
    for distance in stacking::distances(lattice) {
        let (from, to) = (name[distance.from], name[distance.to]);
        if from.0 != to.0 {
            distances.push(Distance { from: from.0, to: to.0, min: distance.min + from.1 - to.1, weight: 0 });
        }
    }
    for (hops, ports) in lattice.hops.iter().zip(&ports.hops) {
        for (hop, port) in hops.iter().zip(ports) {
            let (left, right) = (name[Names::item(hop.left)], name[Names::item(hop.right)]);
            if left.0 != right.0 {
                let offsets = (left.1 + port.0, right.1 + port.1);
                let ends = if favors_right[hop.link] { (hop.right, hop.left) } else { (hop.left, hop.right) };
                let weight = weight(lattice, ends.0, ends.1);
                level(&mut distances, &mut free, (left.0, right.0), offsets, weight);
            }
        }
    }
    let settled = settle(&distances, free, BUDGET, work);
    let mut heights = rough;
    for (item, middle) in heights.middle.iter_mut().enumerate() {
        let (variable, _) = name[Names::item(item)];
        if variable != Names::ROOF {
            *middle = settled[variable] - settled[Names::ROOF];
        }
    }
    heights
}

/// For each variable the one that stands for it and an offset, and where those that remain are.
fn names_of_free(lattice: &Lattice, rough: &Heights) -> (Vec<(usize, i64)>, Vec<i64>) {
    let names = Names::of(lattice);
    let mut name = vec![(Names::ROOF, 0); names.count()];
    let mut free = vec![0];
    for (item, &middle) in rough.middle.iter().enumerate() {
        name[Names::item(item)] = if lattice.items[item].is_card {
            (Names::ROOF, middle)
        } else {
            free.push(middle);
            (free.len() - 1, 0)
        };
    }
    for zone in 0..rough.top.len() {
        name[names.top(zone)].1 = rough.top[zone];
        name[names.bottom(zone)].1 = rough.bottom[zone];
    }
    name[Names::FLOOR].1 = rough.floor;
    (name, free)
}

/// Asks for `ends.0 + offsets.0` and `ends.1 + offsets.1` to be level, through a variable of
/// its own that lies before both: the closer both are to it, the closer they are to each other.
///
/// The simplex knows only "at least so far after" and no "as near as possible, above or below". With
/// ends at 30 and 50 the helper lies at 30, and the second end costs 20 times the weight; which end
/// is higher makes no difference.
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
        (true, false) => STRAIGHT_START,
        (false, true) => STRAIGHT_END,
    }
}

fn heights(names: &Names, y: &[i64]) -> Heights {
    let roof = y[Names::ROOF];
    let down = |variable: usize| y[variable] - roof;
    Heights {
        middle: (Names::item(0)..names.top(0)).map(down).collect(),
        top: (names.top(0)..names.bottom(0)).map(down).collect(),
        bottom: (names.bottom(0)..names.count()).map(down).collect(),
        floor: down(Names::FLOOR),
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
/// times over: less exact than the simplex, but quick on large maps. The simplex still follows, and
/// has less left to do before its budget is spent. The median and not the mean: of neighbors at 0,
/// 10 and 200 a card that stands at 10 has one straight line, one that stands at 70 has none.
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
            sorting::by_key(&mut wishes, |it| *it);
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

#[cfg(test)]
mod tests {
    use super::super::{fixture, model::Model, order, ports};
    use super::*;

    fn lattice(pivots: &str, column: &[usize]) -> (Model, Lattice) {
        let nodes: String = ('a'..).take(column.len()).flat_map(|c| [c, ' ']).collect();
        let model = Model::of(&fixture::request(&[("", &nodes)], pivots, ""));
        let seen: Vec<usize> = (0..column.len()).collect();
        let mut lattice = Lattice::of(&model, column, &seen);
        order::improve(&mut lattice);
        (model, lattice)
    }

    #[test]
    fn connected_cards_are_level() {
        let (_, lattice) = lattice("a>c b>d", &[0, 0, 1, 1]);
        let middle = cards(&lattice, &mut 0).middle;
        assert_eq!(middle[0], middle[2]);
        assert_eq!(middle[1], middle[3]);
    }

    #[test]
    fn a_line_past_a_card_leaves_its_port_straight() {
        let (model, lattice) = lattice("a>c a>b b>c", &[0, 1, 2]);
        let rough = cards(&lattice, &mut 0);
        let ports = ports::spread(&model, &lattice, &rough);
        let middle = lines(&lattice, &ports, rough, &mut 0).middle;
        assert!((middle[3] - middle[1]).abs() >= 38, "clear of the card it passes");
    }
}
