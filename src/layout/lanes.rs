//! The vertical lanes between two columns: which run goes left of which, and how many fit beside
//! each other.
//!
//! A run leaves the left column at one height and reaches the right one at another. Two runs side
//! by side cross or not depending on which lane is further left: of one that goes down from 10 to
//! 50 and one from 30 to 70, the second must turn first. If it does, they do not meet; if the first
//! does, they cross twice.
//!
//! So a good order is found first ([`key`], then [`improve`]), and lanes follow from it: each run
//! goes right of all runs before it that it overlaps. Runs that do not overlap share a lane, which
//! keeps the gap narrow.

use super::spacing::{LANE, LANE_AFTER, LANE_BEFORE, LANE_WISH};
use crate::sorting::{self, sorted_by};
use std::collections::BinaryHeap;

/// What turns between two columns.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Height at the left column.
    pub left: f64,
    /// Height at the other end.
    pub other: f64,
    /// Whether the other end is at the left column too: a bulge.
    pub is_bulge: bool,
}

/// The lanes of one gap.
#[derive(Debug, Default)]
pub struct Lanes {
    /// For each run its lane; none if only a slanted line avoids running along another.
    pub lane: Vec<Option<Lane>>,
    /// The width the lanes need.
    pub width: f64,
}

/// A lane among those it must keep apart from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    track: usize,
    n_tracks: usize,
}

impl Lane {
    /// Where the lane is in a gap that starts at `x` and is `width` wide.
    pub fn x(self, x: f64, width: f64) -> f64 {
        let room = (width - LANE_BEFORE - LANE_AFTER).max(0.0);
        let between = (self.n_tracks - 1) as f64;
        let step = if between > 0.0 { (room / between).min(LANE_WISH) } else { 0.0 };
        // In the middle of the gap when it fits, shifted off the arrow heads when it does not.
        let first = (width - step * between) / 2.0;
        let last_allowed = width - LANE_AFTER - step * between;
        x + first.min(last_allowed).max(LANE_BEFORE) + step * self.track as f64
    }
}

/// Above this many runs in a gap, comparing all pairs takes too long.
const MANY: usize = 150;
/// What it costs when two runs share a stretch of their way, in crossings.
const SHARED: i64 = 20;

/// Assigns lanes to the runs of one gap.
pub fn assign(runs: &[Run]) -> Lanes {
    let mut order = sorted_by(0..runs.len(), |&run| key(&runs[run]));
    if runs.len() <= MANY {
        improve(runs, &mut order);
    }
    let slanted = shared(runs, &order);
    let mut track = vec![0; runs.len()];
    for (at, &run) in order.iter().enumerate() {
        let before = order[..at].iter().filter(|&&other| !slanted[other]);
        let meets = before.filter(|&&other| overlap(&runs[run], &runs[other]));
        track[run] = meets.map(|&other| track[other] + 1).max().unwrap_or(0);
    }
    let groups = groups(runs, &slanted);
    let n_groups = groups.iter().max().map_or(0, |last| last + 1);
    let mut n_tracks = vec![1; n_groups];
    for (run, &group) in groups.iter().enumerate() {
        if !slanted[run] {
            n_tracks[group] = n_tracks[group].max(track[run] + 1);
        }
    }
    let most = n_tracks.iter().max().copied().unwrap_or(0);
    let lane =
        (0..runs.len()).map(|run| (!slanted[run]).then(|| Lane { track: track[run], n_tracks: n_tracks[groups[run]] }));
    Lanes { lane: lane.collect(), width: LANE_BEFORE + LANE_AFTER + width_of(most.saturating_sub(1)) }
}

/// Room for so many steps between lanes; a thicket of them gets tight rather than endless.
fn width_of(n_steps: usize) -> f64 {
    let n_wide = n_steps.min(30);
    LANE * n_wide as f64 + LANE / 4.0 * (n_steps - n_wide) as f64
}

/// A good order to start from: what goes down is further left the lower it starts, then bulges
/// nearest to the cards, then what goes up.
fn key(run: &Run) -> f64 {
    if run.is_bulge {
        -4e9 + (run.other - run.left).abs()
    } else if run.other > run.left {
        -run.left - 1e9
    } else {
        run.left
    }
}

/// Crossings and shared stretches between two runs, if `a` is left of `b`.
fn pair_cost(a: &Run, b: &Run) -> i64 {
    let inside = |y: f64, run: &Run| run.left.min(run.other) < y && y < run.left.max(run.other);
    let mut cost = i64::from(inside(b.left, a));
    if b.is_bulge {
        cost += i64::from(inside(b.other, a));
    }
    if !a.is_bulge {
        cost += i64::from(inside(a.other, b));
        let is_shared = |y: f64| (y - a.other).abs() < LANE - 0.5;
        if is_shared(b.left) || (b.is_bulge && is_shared(b.other)) {
            cost += SHARED;
        }
    }
    cost
}

/// Moves runs to better places in the order until nothing gains.
fn improve(runs: &[Run], order: &mut Vec<usize>) {
    for _ in 0..8 {
        let mut gained = false;
        for run in 0..runs.len() {
            let Some(from) = order.iter().position(|&other| other == run) else {
                continue;
            };
            let mut best = (0, from);
            for step in [-1_isize, 1] {
                let mut delta = 0;
                let mut at = from.cast_signed() + step;
                while let Some(&other) = usize::try_from(at).ok().and_then(|at| order.get(at)) {
                    let (me, other) = (&runs[run], &runs[other]);
                    delta += (pair_cost(me, other) - pair_cost(other, me)) * -(step as i64);
                    if delta < best.0 {
                        best = (delta, at as usize);
                    }
                    at += step;
                }
            }
            if best.1 != from {
                order.remove(from);
                order.insert(best.1, run);
                gained = true;
            }
        }
        if !gained {
            return;
        }
    }
}

/// Runs that share a stretch with another in this order: better slanted than on top of it.
///
/// One run from 10 to 30 and one from 30 to 10 share a stretch in either order: where the one ends
/// level at 30, the other begins level at 30. Two lines on top of each other read as one that
/// forks, so one of the two goes straight across at a slant.
fn shared(runs: &[Run], order: &[usize]) -> Vec<bool> {
    let against = conflicts(runs, order);
    let mut n_conflicts: Vec<usize> = against.iter().map(Vec::len).collect();
    // The one in most conflicts gives way, the first of equals; a bulge cannot.
    let mut slanted = vec![false; runs.len()];
    let claim = |run: usize, n: usize| (n.cast_signed(), runs.len() - run);
    let can = |run: &usize| !runs[*run].is_bulge;
    let mut waiting: BinaryHeap<(isize, usize)> =
        (0..runs.len()).filter(can).map(|run| claim(run, n_conflicts[run])).collect();
    while let Some((n, before)) = waiting.pop().filter(|it| it.0 > 0) {
        let worst = runs.len() - before;
        if slanted[worst] || n_conflicts[worst].cast_signed() != n {
            continue; // it has given way, or has fewer conflicts by now
        }
        slanted[worst] = true;
        for &other in against[worst].iter().filter(|it| !slanted[**it] && can(it)) {
            n_conflicts[other] -= 1;
            waiting.push(claim(other, n_conflicts[other]));
        }
    }
    slanted
}

/// For each run those with which it shares a stretch in this order. Such are looked for among what begins near the height at which a run ends.
fn conflicts(runs: &[Run], order: &[usize]) -> Vec<Vec<usize>> {
    let mut place = vec![0; runs.len()];
    order.iter().enumerate().for_each(|(at, &run)| place[run] = at);
    let begins = runs.iter().enumerate().flat_map(|(run, it)| {
        let other = it.is_bulge.then_some((it.other, run));
        [(it.left, run)].into_iter().chain(other)
    });
    let begins = sorted_by(begins, |it| it.0);
    let mut against = vec![Vec::new(); runs.len()];
    for (a, run) in runs.iter().enumerate().filter(|(_, run)| !run.is_bulge) {
        let from = begins.partition_point(|(y, _)| *y <= run.other - LANE);
        let near = begins[from..].iter().take_while(|(y, _)| *y < run.other + LANE);
        let mut found: Vec<usize> = near.map(|it| it.1).filter(|b| place[a] < place[*b]).collect();
        found.retain(|&b| pair_cost(run, &runs[b]) >= SHARED);
        sorting::by_key(&mut found, |it| *it);
        found.dedup(); // a bulge begins at both its ends
        for b in found {
            against[a].push(b);
            against[b].push(a);
        }
    }
    against
}

/// Whether two runs need different lanes. Those that share a port may share their lane.
fn overlap(a: &Run, b: &Run) -> bool {
    let is_same = |x: f64, y: f64| (x - y).abs() < 0.25;
    if !a.is_bulge && !b.is_bulge && (is_same(a.left, b.left) || is_same(a.other, b.other)) {
        return false;
    }
    let span = |run: &Run| (run.left.min(run.other), run.left.max(run.other));
    let ((a_low, a_high), (b_low, b_high)) = (span(a), span(b));
    a_low < b_high + LANE && b_low < a_high + LANE
}

/// Runs that keep each other apart, directly or through others, share a number.
fn groups(runs: &[Run], slanted: &[bool]) -> Vec<usize> {
    let top = |run: usize| runs[run].left.min(runs[run].other);
    let by_top = sorted_by((0..runs.len()).filter(|&run| !slanted[run]), |&run| top(run));
    let mut group = vec![0; runs.len()];
    let (mut current, mut reach) = (0, f64::NEG_INFINITY);
    for run in by_top {
        if top(run) >= reach + LANE && reach > f64::NEG_INFINITY {
            current += 1;
        }
        reach = reach.max(runs[run].left.max(runs[run].other));
        group[run] = current;
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(left: f64, other: f64) -> Run {
        Run { left, other, is_bulge: false }
    }

    fn xs(runs: &[Run]) -> Vec<f64> {
        let lanes = assign(runs);
        let x = |lane: &Option<Lane>| lane.map_or(-1.0, |lane| lane.x(0.0, 40.0));
        lanes.lane.iter().map(x).collect()
    }

    #[test]
    fn parallel_runs_down_do_not_cross() {
        let xs = xs(&[run(0.0, 100.0), run(10.0, 110.0)]);
        assert!(xs[0] >= xs[1] + LANE, "the upper one turns further right");
    }

    #[test]
    fn runs_far_apart_share_the_middle() {
        let xs = xs(&[run(0.0, 20.0), run(100.0, 120.0)]);
        assert!((xs[0] - 20.0).abs() < 1e-9 && (xs[1] - 20.0).abs() < 1e-9);
    }

    #[test]
    fn an_exchange_of_two_rows_is_slanted() {
        let lanes = assign(&[run(0.0, 50.0), run(50.0, 0.0)]);
        assert_eq!(lanes.lane.iter().flatten().count(), 1);
    }
}
