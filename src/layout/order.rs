//! The vertical order within the columns: few crossings, tied cards next to each other.
//!
//! Barycenter sweeps find a good neighborhood, sifting finishes; regions keep one common order
//! from top to bottom in all columns, or their rectangles would overlap.

use super::crossing;
use super::lattice::{Block, Lattice};
use super::spacing::{LINE_GAP, ROW_GAP, ZONE_TOP};

/// Sweeps over all columns, alternately from the left and from the right.
const N_SWEEPS: usize = 10;
/// Work for trying other orders of the regions, in visits of an item.
const ZONE_BUDGET: usize = 400_000;
/// Work for sifting one round, in visits of a neighbor pair.
const SIFT_BUDGET: usize = 6_000_000;

/// Starts for small maps; each may end in another valley.
const N_STARTS: u64 = 10;
/// More items than this get one start.
const SMALL: usize = 160;

/// Reorders the columns in place.
pub fn improve(lattice: &mut Lattice) {
    let n_starts = if lattice.items.len() > SMALL { 1 } else { N_STARTS };
    let mut order = Order::of(lattice);
    let mut best: Option<((i64, f64), Vec<Vec<Block>>, Vec<usize>)> = None;
    for start in 0..n_starts {
        if start > 0 {
            order.shuffle(start);
        }
        order.sweep_to_best();
        order.sift_down();
        order.move_zones();
        let cost = order.cost();
        if best.as_ref().is_none_or(|best| cost < best.0) {
            best = Some((cost, order.lattice.columns.clone(), order.zones.clone()));
        }
    }
    if let Some((_, columns, zones)) = best {
        order.restore(columns, zones);
    }
}

struct Order<'a> {
    lattice: &'a mut Lattice,
    /// Regions from top to bottom.
    zones: Vec<usize>,
    /// Rough middle of each item, from stacking its column around 0.
    middles: Vec<f64>,
    places: Vec<usize>,
}

impl<'a> Order<'a> {
    fn of(lattice: &'a mut Lattice) -> Self {
        let n_items = lattice.items.len();
        let mut order = Self { zones: Vec::new(), middles: vec![0.0; n_items], places: vec![0; n_items], lattice };
        for column in 0..order.lattice.columns.len() {
            order.restack(column);
        }
        order.zones = order.zones_by(&order.middles.clone());
        order
    }

    /// Crossings first; of equals, the one with the shorter lines.
    fn cost(&self) -> (i64, f64) {
        let hops = self.lattice.hops.iter().flatten();
        let length = hops.map(|hop| (self.middles[hop.left] - self.middles[hop.right]).abs());
        (crossing::cost(self.lattice, &self.places), length.sum())
    }

    /// Recomputes places and middles of one column.
    fn restack(&mut self, column: usize) {
        let mut y = 0.0;
        let mut stack: Vec<(usize, f64)> = Vec::new();
        for block in &self.lattice.columns[column] {
            if block.zone.is_some() {
                y += ZONE_TOP as f64;
            }
            for &item in &block.items {
                let half = self.lattice.items[item].half;
                let gap = if half > 0 { ROW_GAP } else { LINE_GAP };
                let reach = half as f64 + gap as f64 / 2.0;
                stack.push((item, y + reach));
                y += 2.0 * reach;
            }
        }
        for (place, (item, middle)) in stack.into_iter().enumerate() {
            self.places[item] = place;
            self.middles[item] = middle - y / 2.0;
        }
    }

    /// Regions sorted by the mean of `keys` over their items; ties keep the order they have.
    fn zones_by(&self, keys: &[f64]) -> Vec<usize> {
        let n_zones = self.lattice.spans.len();
        let mut sums = vec![(0.0, 0.0); n_zones];
        for (item, key) in self.lattice.items.iter().zip(keys) {
            if let Some(zone) = item.zone {
                sums[zone].0 += key;
                sums[zone].1 += 1.0;
            }
        }
        let mean = |zone: usize| sums[zone].0 / sums[zone].1;
        let mut zones = self.zones.clone();
        if zones.is_empty() {
            zones.extend(0..n_zones);
        }
        zones.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)));
        zones
    }

    fn sweep_to_best(&mut self) {
        let mut best = (self.cost(), self.lattice.columns.clone(), self.zones.clone());
        for round in 0..N_SWEEPS {
            if round % 2 == 1 {
                let pulls: Vec<f64> = (0..self.lattice.items.len()).map(|item| self.pull(item, true, true)).collect();
                self.zones = self.zones_by(&pulls);
            }
            self.sweep(round % 2 == 0);
            let cost = self.cost();
            if cost < best.0 {
                best = (cost, self.lattice.columns.clone(), self.zones.clone());
            }
        }
        self.restore(best.1, best.2);
    }

    /// Another start: the first one upside down, then arbitrary but always the same ones.
    fn shuffle(&mut self, start: u64) {
        let mut state = start;
        for middle in &mut self.middles {
            *middle = if start == 1 {
                -*middle
            } else {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 40) as f64
            };
        }
        self.zones = self.zones_by(&self.middles);
        for column in 0..self.lattice.columns.len() {
            self.sort_column(column, false, false);
        }
        for column in 0..self.lattice.columns.len() {
            self.restack(column);
        }
    }

    fn restore(&mut self, columns: Vec<Vec<Block>>, zones: Vec<usize>) {
        self.lattice.columns = columns;
        self.zones = zones;
        for column in 0..self.lattice.columns.len() {
            self.restack(column);
        }
    }

    fn sweep(&mut self, from_left: bool) {
        let n_columns = self.lattice.columns.len();
        for step in 0..n_columns {
            let column = if from_left { step } else { n_columns - 1 - step };
            self.sort_column(column, from_left, !from_left);
            self.restack(column);
        }
    }

    /// Where an item's neighbors would have it.
    fn pull(&self, item: usize, by_left: bool, by_right: bool) -> f64 {
        let lefts = self.lattice.left_of[item].iter().filter(|_| by_left);
        let rights = self.lattice.right_of[item].iter().filter(|_| by_right);
        let (mut sum, mut n) = (0.0, 0.0);
        for &neighbor in lefts.chain(rights) {
            sum += self.middles[neighbor];
            n += 1.0;
        }
        if n > 0.0 { sum / n } else { self.middles[item] }
    }

    /// Sorts a column by the pull of its neighbors: blocks, and items within blocks.
    fn sort_column(&mut self, column: usize, by_left: bool, by_right: bool) {
        let blocks = std::mem::take(&mut self.lattice.columns[column]);
        let mut keyed: Vec<(f64, Block)> = Vec::new();
        for mut block in blocks {
            let mut items: Vec<(f64, usize)> =
                block.items.iter().map(|&item| (self.pull(item, by_left, by_right), item)).collect();
            items.sort_by(|a, b| a.0.total_cmp(&b.0));
            let sum: f64 = items.iter().map(|(key, _)| key).sum();
            let key = sum / items.len().max(1) as f64;
            block.items = items.into_iter().map(|(_, item)| item).collect();
            keyed.push((key, block));
        }
        self.lattice.columns[column] = self.merge(keyed);
    }

    /// Sorts blocks by key while the regions keep their common order.
    fn merge(&self, keyed: Vec<(f64, Block)>) -> Vec<Block> {
        let mut rank = vec![0; self.zones.len()];
        for (at, &zone) in self.zones.iter().enumerate() {
            rank[zone] = at;
        }
        let (mut zoned, lone): (Vec<_>, Vec<_>) = keyed.into_iter().partition(|(_, block)| block.zone.is_some());
        zoned.sort_by_key(|(_, block)| block.zone.map(|zone| rank[zone]));
        // Keys against the order are averaged until they rise.
        let mut runs: Vec<(f64, f64)> = Vec::new();
        for (key, _) in &zoned {
            let mut run = (*key, 1.0);
            while let Some(last) = runs.pop_if(|last| last.0 > run.0) {
                let n = last.1 + run.1;
                run = ((last.0 * last.1 + run.0 * run.1) / n, n);
            }
            runs.push(run);
        }
        let levels = runs.iter().flat_map(|&(key, n)| std::iter::repeat_n(key, n as usize));
        let mut all: Vec<(f64, Block)> = levels.zip(zoned).map(|(key, (_, block))| (key, block)).chain(lone).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.into_iter().map(|(_, block)| block).collect()
    }

    /// Moves single items and lone blocks up and down to their best place until nothing gains.
    fn sift_down(&mut self) {
        let mut work = 0;
        for _ in 0..12 {
            let mut gained = false;
            for column in 0..self.lattice.columns.len() {
                gained |= self.sift_column(column, &mut work);
            }
            if !gained || work > SIFT_BUDGET {
                break;
            }
        }
    }

    fn sift_column(&mut self, column: usize, work: &mut usize) -> bool {
        let mut gained = false;
        for item in self.lattice.stack(column).collect::<Vec<_>>() {
            if *work > SIFT_BUDGET {
                break;
            }
            gained |= self.sift_item(column, item, work);
        }
        if gained {
            self.restack(column);
        }
        gained
    }

    /// Tries all places for an item among its block, or for a lone block among the blocks.
    fn sift_item(&mut self, column: usize, item: usize, work: &mut usize) -> bool {
        let blocks = &self.lattice.columns[column];
        let Some(block) = blocks.iter().position(|b| b.items.contains(&item)) else {
            return false;
        };
        let is_lone = blocks[block].zone.is_none();
        let inner = &blocks[block].items;
        let (start, n) = if is_lone {
            (block, blocks.len())
        } else {
            let at = inner.iter().position(|&other| other == item);
            (at.unwrap_or(0), inner.len())
        };
        let slots: Vec<Vec<usize>> = if is_lone {
            blocks.iter().map(|b| b.items.clone()).collect()
        } else {
            inner.iter().map(|&other| vec![other]).collect()
        };
        let mut best = (0, start);
        let before = crossing::in_column(self.lattice, column, &self.places);
        for downwards in [false, true] {
            let mut delta = 0;
            let mut at = start;
            while if downwards { at + 1 < n } else { at > 0 } {
                let next = if downwards { at + 1 } else { at - 1 };
                delta += self.swap_cost(item, &slots[next], downwards);
                *work += slots[next].len() * 4;
                at = next;
                let mut total = delta * crossing::CROSSING;
                if !self.lattice.beside[column].is_empty() {
                    self.relocate(column, block, is_lone, start, at);
                    total += crossing::in_column(self.lattice, column, &self.places) - before;
                    self.relocate(column, block, is_lone, at, start);
                    *work += 4 * n;
                }
                if total < best.0 {
                    best = (total, at);
                }
            }
        }
        if best.1 == start {
            return false;
        }
        self.relocate(column, block, is_lone, start, best.1);
        true
    }

    /// Crossings gained when `item` passes `others`.
    fn swap_cost(&self, item: usize, others: &[usize], downwards: bool) -> i64 {
        let pair = |a, b| crossing::of_pair(self.lattice, &self.places, a, b);
        let passes = others.iter().map(|&other| {
            let gain = pair(other, item) - pair(item, other);
            if downwards { gain } else { -gain }
        });
        passes.sum()
    }

    /// Moves an item within its block, or a lone block within its column.
    fn relocate(&mut self, column: usize, block: usize, is_lone: bool, from: usize, to: usize) {
        let blocks = &mut self.lattice.columns[column];
        if is_lone {
            let moved = blocks.remove(from);
            blocks.insert(to, moved);
        } else {
            let items = &mut blocks[block].items;
            let moved = items.remove(from);
            items.insert(to, moved);
        }
        for (place, item) in self.lattice.stack(column).enumerate() {
            self.places[item] = place;
        }
    }

    /// Tries each region at each place of the common order.
    fn move_zones(&mut self) {
        let n_zones = self.zones.len();
        let per_try = self.lattice.items.len() * 12 + 1;
        let mut n_tries = ZONE_BUDGET / per_try;
        let mut best = self.cost();
        for zone in 0..n_zones {
            for to in 0..n_zones {
                let Some(from) = self.zones.iter().position(|&z| z == zone) else {
                    continue;
                };
                if from == to || n_tries == 0 {
                    continue;
                }
                n_tries -= 1;
                let saved = (self.lattice.columns.clone(), self.zones.clone());
                let moved = self.zones.remove(from);
                self.zones.insert(to, moved);
                for from_left in [true, false] {
                    self.sweep(from_left);
                }
                self.sift_down();
                let cost = self.cost();
                if cost < best {
                    best = cost;
                } else {
                    self.restore(saved.0, saved.1);
                }
            }
        }
    }
}
