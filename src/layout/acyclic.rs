//! Decides which way is forward: an order of the cards along which most pivots point.
//!
//! Columns need an order without circles, and breaches have circles: outside → VPN → server → VPN.
//! One pivot of a circle must point to the left. This pass chooses which: as few as possible, and
//! where there is a choice, the one that leads back towards the start.
//!
//! Regions are ordered first, then the cards within each. Say an intruder goes from the office to
//! the data center and back to another laptop of the office. By cards alone that laptop would come
//! last, and the office would reach across the whole map with the data center in its way. By
//! regions the office comes first, and only the step back points to the left.

use crate::sorting;
use std::collections::{BinaryHeap, VecDeque};

use super::model::Model;
use super::request::Side;

/// The cards in flow order: a pivot whose ends are the other way round here points backwards.
pub fn flow_order(model: &Model) -> Vec<usize> {
    let depth = depths(model);
    let n_zones = model.zones.len();
    let group = |card: usize| model.cards[card].zone.unwrap_or(n_zones + card);
    let n_groups = n_zones + model.cards.len();

    let mut group_depth = vec![usize::MAX; n_groups];
    let (mut first, mut last) = (vec![false; n_groups], vec![false; n_groups]);
    for (idx, card) in model.cards.iter().enumerate() {
        let at = group(idx);
        group_depth[at] = group_depth[at].min(depth[idx]);
        first[at] |= card.side == Side::Source;
        last[at] |= card.side == Side::Sink;
    }
    let between: Vec<(usize, usize)> = model
        .pivots()
        .map(|link| (group(link.from), group(link.to)))
        .filter(|&(from, to)| from != to && !first[to] && (first[from] || !last[from]))
        .collect();
    let group_place = sequence(n_groups, &between, &group_depth);

    let within: Vec<(usize, usize)> = model
        .pivots()
        .map(|link| (link.from, link.to))
        .filter(|&(from, to)| group(from) == group(to))
        .filter(|&(_, to)| model.cards[to].side != Side::Source)
        .collect();
    let card_place = sequence(model.cards.len(), &within, &depth);

    let mut order: Vec<usize> = (0..model.cards.len()).collect();
    sorting::by_key(&mut order, |&card| {
        let side = model.cards[card].side;
        (side, group_place[group(card)], card_place[card])
    });
    order
}

/// Steps from where the intruder starts; without a source, from cards nothing points to. It breaks
/// ties in [`sequence`]: of two cards of a circle the one nearer to the start comes first, which is
/// how the story is told.
fn depths(model: &Model) -> Vec<usize> {
    let mut next = vec![Vec::new(); model.cards.len()];
    let mut entered = vec![false; model.cards.len()];
    for link in model.pivots() {
        next[link.from].push(link.to);
        entered[link.to] = true;
    }
    let mut depth = vec![usize::MAX; model.cards.len()];
    let starts: [&dyn Fn(usize) -> bool; 3] =
        [&|card| model.cards[card].side == Side::Source, &|card| !entered[card], &|_| true];
    for is_start in starts {
        for start in 0..model.cards.len() {
            if depth[start] != usize::MAX || !is_start(start) {
                continue;
            }
            depth[start] = 0;
            let mut queue = VecDeque::from([start]);
            while let Some(card) = queue.pop_front() {
                for &to in &next[card] {
                    if depth[to] > depth[card] + 1 {
                        depth[to] = depth[card] + 1;
                        queue.push_back(to);
                    }
                }
            }
        }
    }
    depth
}

/// A place for each vertex such that few arcs point backwards (Eades, Lin and Smyth's greedy).
///
/// What nothing leads to goes to the front, what leads nowhere goes to the end, until only circles
/// are left; then the vertex with the most arcs out, less those in, goes to the front, and the rest
/// is tried again. With a → b → c → a and c → d, d goes to the end; of the circle that is left, all
/// have one arc in and one out, so the one nearest to the start begins, say a, and only c → a points back.
fn sequence(n: usize, arcs: &[(usize, usize)], depth: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    sorting::by_key(&mut order, |&v| (depth[v], v));
    let mut left = Left { n_out: vec![0; n], n_in: vec![0; n], before: vec![0; n], waiting: BinaryHeap::new() };
    for (at, &vertex) in order.iter().enumerate() {
        left.before[vertex] = n - at;
    }
    let (mut outs, mut ins) = (vec![Vec::new(); n], vec![Vec::new(); n]);
    for &(from, to) in arcs {
        outs[from].push(to);
        ins[to].push(from);
        left.n_out[from] += 1;
        left.n_in[to] += 1;
    }
    (0..n).for_each(|vertex| left.wait(vertex));
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    while let Some(claim) = left.waiting.pop() {
        let vertex = order[n - claim.1];
        if left.before[vertex] == 0 || left.claim(vertex) != claim {
            continue; // gone, or waiting with a better claim since
        }
        left.before[vertex] = 0;
        for &to in &outs[vertex] {
            left.n_in[to] -= 1;
            left.wait(to);
        }
        for &from in &ins[vertex] {
            left.n_out[from] -= 1;
            left.wait(from);
        }
        if claim.0 == SINK { tail.push(vertex) } else { head.push(vertex) }
    }
    head.extend(tail.into_iter().rev());
    let mut place = vec![0; n];
    for (at, vertex) in head.into_iter().enumerate() {
        place[vertex] = at;
    }
    place
}

/// The surplus of a vertex to which nothing leads: it comes first.
const SOURCE: isize = isize::MAX;
/// The surplus of one that leads nowhere: it comes next.
const SINK: isize = isize::MAX - 1;

/// What makes a vertex the next, the greatest first: its surplus of arcs going out, and how early it comes.
type Claim = (isize, usize);

/// The vertices that have no place yet.
struct Left {
    n_out: Vec<usize>,
    n_in: Vec<usize>,
    /// How early a vertex comes among equals; 0 once it has its place.
    before: Vec<usize>,
    /// With a claim for each change of its arcs, of which the last one holds: so the next one is found without looking at all.
    waiting: BinaryHeap<Claim>,
}

impl Left {
    fn claim(&self, vertex: usize) -> Claim {
        match (self.n_in[vertex], self.n_out[vertex]) {
            (0, _) => (SOURCE, self.before[vertex]),
            (_, 0) => (SINK, self.before[vertex]),
            (ins, outs) => (outs.cast_signed() - ins.cast_signed(), self.before[vertex]),
        }
    }

    fn wait(&mut self, vertex: usize) {
        if self.before[vertex] > 0 {
            self.waiting.push(self.claim(vertex));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_cut_where_it_returns_to_its_start() {
        let place = sequence(3, &[(0, 1), (1, 2), (2, 0)], &[2, 0, 1]);
        assert_eq!(place, [2, 0, 1]);
    }

    #[test]
    fn without_cycles_everything_points_forward() {
        let arcs = [(3, 1), (1, 0), (3, 2), (2, 0)];
        let place = sequence(4, &arcs, &[0; 4]);
        assert!(arcs.iter().all(|&(from, to)| place[from] < place[to]));
    }
}
