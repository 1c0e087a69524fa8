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
use std::collections::VecDeque;

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
    let (mut outs, mut ins) = (vec![Vec::new(); n], vec![Vec::new(); n]);
    for &(from, to) in arcs {
        outs[from].push(to);
        ins[to].push(from);
    }
    let mut n_out: Vec<usize> = outs.iter().map(Vec::len).collect();
    let mut n_in: Vec<usize> = ins.iter().map(Vec::len).collect();
    let mut rest: Vec<usize> = (0..n).collect();
    sorting::by_key(&mut rest, |&v| (depth[v], v));
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let source = rest.iter().position(|&v| n_in[v] == 0);
        let sink = rest.iter().position(|&v| n_out[v] == 0);
        let (at, is_tail) = match (source, sink) {
            (Some(at), _) => (at, false),
            (None, Some(at)) => (at, true),
            (None, None) => (most_outgoing(&rest, &n_out, &n_in), false),
        };
        let vertex = rest.remove(at);
        for &to in &outs[vertex] {
            n_in[to] = n_in[to].saturating_sub(1);
        }
        for &from in &ins[vertex] {
            n_out[from] = n_out[from].saturating_sub(1);
        }
        if is_tail {
            tail.push(vertex);
        } else {
            head.push(vertex);
        }
    }
    head.extend(tail.into_iter().rev());
    let mut place = vec![0; n];
    for (at, vertex) in head.into_iter().enumerate() {
        place[vertex] = at;
    }
    place
}

/// The vertex with the largest surplus of arcs going out; the earliest of equals.
fn most_outgoing(rest: &[usize], n_out: &[usize], n_in: &[usize]) -> usize {
    let surplus = |v: usize| n_out[v].cast_signed() - n_in[v].cast_signed();
    let mut best = 0;
    for at in 1..rest.len() {
        if surplus(rest[at]) > surplus(rest[best]) {
            best = at;
        }
    }
    best
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
