//! The vertical order within the columns: few crossings, tied cards next to each other.
//!
//! To find the fewest crossings is NP-hard even for two columns, so two heuristics share the work.
//! Sweeps (`sweep`) put each card at the mean height of its neighbors: fast, good on the whole,
//! blind for details. Sifting (`sift`) then tries every place for every card: slow, but it sees
//! each single crossing.
//!
//! Regions keep one common order from top to bottom in all columns. If "office" were above "data
//! center" in one column and below it in the next, their rectangles would overlap.

use super::crossing;
use super::lattice::{Block, Lattice};
use super::sift;

/// Sweeps over all columns, alternately from the left and from the right.
const N_SWEEPS: usize = 10;
/// Starts for small maps. Both heuristics stop where no small change helps; from another start they
/// may stop at a better place.
const N_STARTS: u64 = 4;
/// More items than this get one start.
const SMALL: usize = 250;
/// Work for all starts, in visits of a pair of neighbors.
const START_BUDGET: usize = 200_000;
/// Work for trying other orders of the regions, in visits of a pair of neighbors.
const ZONE_BUDGET: usize = 300_000;

/// Reorders the columns in place; returns the work.
pub fn improve(lattice: &mut Lattice) -> usize {
    let n_starts = if lattice.items.len() > SMALL { 1 } else { N_STARTS };
    let mut order = Order::of(lattice);
    let mut best: Option<Found> = None;
    let mut work = 0;
    for start in 0..n_starts {
        if start > 0 {
            if work > START_BUDGET {
                break;
            }
            order.shuffle(start);
        }
        order.sweep_to_best();
        work += order.sift();
        let found = order.found();
        // Of equals the first start, which lists things as the reader meets them: another is taken
        // only if it has fewer crossings, or lines shorter by a tenth.
        let is_better = |best: &Found| {
            found.cost.0 < best.cost.0 || (found.cost.0 == best.cost.0 && found.cost.1 < 0.9 * best.cost.1)
        };
        if best.as_ref().is_none_or(is_better) {
            best = Some(found);
        }
    }
    if let Some(best) = best {
        order.restore(best);
        work += order.move_zones();
    }
    work
}

/// An order worth coming back to.
#[derive(Clone)]
struct Found {
    cost: (i64, f64),
    columns: Vec<Vec<Block>>,
    zones: Vec<usize>,
}

/// An order of the columns that is being improved.
pub struct Order<'a> {
    pub lattice: &'a mut Lattice,
    /// Regions from top to bottom.
    pub zones: Vec<usize>,
    /// Rough middle of each item, from stacking its column around 0.
    pub middles: Vec<f64>,
    pub places: Vec<usize>,
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

    fn sweep_to_best(&mut self) {
        let mut best = self.found();
        for round in 0..N_SWEEPS {
            if round % 2 == 1 {
                let pulls: Vec<f64> = (0..self.lattice.items.len()).map(|item| self.pull(item, true, true)).collect();
                self.zones = self.zones_by(&pulls);
            }
            self.sweep(round % 2 == 0);
            if self.cost() < best.cost {
                best = self.found();
            }
        }
        self.restore(best);
    }

    fn found(&self) -> Found {
        Found { cost: self.cost(), columns: self.lattice.columns.clone(), zones: self.zones.clone() }
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
        let ranks = self.ranks();
        for column in 0..self.lattice.columns.len() {
            self.sort_column(column, false, false, &ranks);
        }
        for column in 0..self.lattice.columns.len() {
            self.restack(column);
        }
    }

    fn restore(&mut self, found: Found) {
        self.lattice.columns = found.columns;
        self.zones = found.zones;
        for column in 0..self.lattice.columns.len() {
            self.restack(column);
        }
    }

    /// Sifts every column; returns the work done.
    fn sift(&mut self) -> usize {
        let work = sift::sift(self.lattice, &mut self.places);
        for column in 0..self.lattice.columns.len() {
            self.restack(column);
        }
        work
    }

    /// Tries each region at each place of the common order. Sweeps move regions little by little, by
    /// the mean of their items; here each jumps, and stays where the fewest lines cross. Returns the work.
    fn move_zones(&mut self) -> usize {
        let n_zones = self.zones.len();
        let mut work = 0;
        let mut best = self.found();
        for zone in 0..n_zones {
            for to in 0..n_zones {
                if work >= ZONE_BUDGET {
                    return work; // thousands of regions are millions of moves, and looking for each costs too
                }
                let from = self.zones.iter().position(|&z| z == zone);
                let Some(from) = from.filter(|&from| from != to) else {
                    continue;
                };
                let moved = self.zones.remove(from);
                self.zones.insert(to, moved);
                for from_left in [true, false] {
                    self.sweep(from_left);
                }
                work += self.sift() + 20 * self.lattice.items.len();
                if self.cost() < best.cost {
                    best = self.found();
                } else {
                    self.restore(best.clone());
                }
            }
        }
        work
    }
}

#[cfg(test)]
mod tests {
    use super::super::{fixture, model::Model};
    use super::*;

    fn improved(zones: &[(&str, &str)], pivots: &str, ties: &str, column: &[usize]) -> Lattice {
        let model = Model::of(&fixture::request(zones, pivots, ties));
        let seen: Vec<usize> = (0..model.cards.len()).collect();
        let mut lattice = Lattice::of(&model, column, &seen);
        improve(&mut lattice);
        lattice
    }

    #[test]
    fn crossings_are_removed() {
        let lattice = improved(&[("", "a b c d e f")], "a>f b>e c>d", "", &[0, 0, 0, 1, 1, 1]);
        assert_eq!(crossing::cost(&lattice, &lattice.places()), 0);
    }

    #[test]
    fn regions_keep_one_order_in_all_columns() {
        let zones = [("z", "a b"), ("y", "c d")];
        let lattice = improved(&zones, "a>d c>b", "", &[0, 1, 0, 1]);
        let order =
            |column: usize| -> Vec<Option<usize>> { lattice.columns[column].iter().map(|block| block.zone).collect() };
        assert_eq!(order(0), order(1));
    }

    #[test]
    fn tied_cards_become_neighbors() {
        let lattice = improved(&[("", "a b c d")], "", "a=d", &[0; 4]);
        let places = lattice.places();
        assert_eq!(places[0].abs_diff(places[3]), 1);
    }
}
