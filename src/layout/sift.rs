//! Sifting: each item tries the other places of its column and keeps the best.
//!
//! A sweep looks at means and is blind where means are equal. Of two cards with neighbors at places
//! {0, 1, 8} and {2, 3, 4} both want to be at 3; with the first one on top their lines cross three
//! times, with the second one six times. Sifting counts what each place costs. It moves a card past
//! one other at a time, because then only the crossings between these two change, and the total
//! need not be counted again.
//!
//! An item in a region moves among the region's items; one outside moves past whole regions.

use super::crossing::{self, CROSSING};
use super::lattice::Lattice;

/// Work for one call, in visits of a pair of neighbors; then items look less far.
const BUDGET: usize = 4_000_000;
/// Rounds over all columns.
const N_ROUNDS: usize = 10;

/// Sifts all columns until nothing gains; returns the work done. `places` stays in step.
pub fn sift(lattice: &mut Lattice, places: &mut Vec<usize>) -> usize {
    *places = lattice.places();
    let n_items = lattice.items.len().max(1);
    let mut sifter = Sifter { reach: (BUDGET / 100 / n_items).max(3), lattice, places, work: 0 };
    for _ in 0..N_ROUNDS {
        let mut gained = false;
        for column in 0..sifter.lattice.columns.len() {
            let items: Vec<usize> = sifter.lattice.stack(column).collect();
            if sifter.work > BUDGET {
                return sifter.work;
            }
            for item in items {
                gained |= sifter.sift_item(column, item);
            }
        }
        if !gained {
            break;
        }
    }
    sifter.work
}

struct Sifter<'a> {
    lattice: &'a mut Lattice,
    places: &'a mut Vec<usize>,
    /// How many steps up and down an item tries.
    reach: usize,
    work: usize,
}

/// What moves: an item within a block, or a lone block within its column.
#[derive(Clone, Copy)]
struct Mover {
    column: usize,
    /// The block whose items change places; none if blocks do.
    block: Option<usize>,
    item: usize,
}

impl Sifter<'_> {
    fn sift_item(&mut self, column: usize, item: usize) -> bool {
        let blocks = &self.lattice.columns[column];
        let Some(block) = blocks.iter().position(|b| b.items.contains(&item)) else {
            return false;
        };
        let (mover, start) = if blocks[block].zone.is_none() {
            (Mover { column, block: None, item }, block)
        } else {
            let inner = blocks[block].items.iter().position(|&other| other == item);
            (Mover { column, block: Some(block), item }, inner.unwrap_or(0))
        };
        let before = crossing::in_column(self.lattice, column, self.places);
        let has_pairs = !self.lattice.beside[column].is_empty();
        self.work += 2 + self.places[item] / 4;
        let mut best = (0, start);
        let mut at = start;
        for downwards in [false, true] {
            let mut delta = 0;
            at = self.walk(mover, at, start);
            for _ in 0..self.reach {
                let next = if downwards { Some(at + 1) } else { at.checked_sub(1) };
                let Some(next) = next.filter(|&next| next < self.n_slots(mover)) else {
                    break;
                };
                delta += CROSSING * self.gain(mover, next, downwards);
                self.swap(mover, at, next);
                at = next;
                let mut cost = delta;
                if has_pairs {
                    cost += crossing::in_column(self.lattice, column, self.places) - before;
                    self.work += self.n_slots(mover);
                }
                if cost < best.0 {
                    best = (cost, at);
                }
            }
        }
        self.walk(mover, at, best.1);
        best.1 != start
    }

    fn n_slots(&self, mover: Mover) -> usize {
        let blocks = &self.lattice.columns[mover.column];
        mover.block.map_or(blocks.len(), |block| blocks[block].items.len())
    }

    /// Crossings that appear when the mover passes what is in a slot.
    fn gain(&mut self, mover: Mover, slot: usize, downwards: bool) -> i64 {
        let blocks = &self.lattice.columns[mover.column];
        let passed = match mover.block {
            Some(block) => &blocks[block].items[slot..=slot],
            None => &blocks[slot].items[..],
        };
        let degree = |item: usize| self.lattice.left_of[item].len() + self.lattice.right_of[item].len();
        let pair = |a, b| crossing::of_pair(self.lattice, self.places, a, b);
        let mut gain = 0;
        for &other in passed {
            let swapped = pair(other, mover.item) - pair(mover.item, other);
            gain += if downwards { swapped } else { -swapped };
            self.work += 2 + 2 * degree(other) * degree(mover.item);
        }
        gain
    }

    /// Moves step by step from one slot to another; returns where it ends.
    fn walk(&mut self, mover: Mover, from: usize, to: usize) -> usize {
        let mut at = from;
        while at != to {
            let next = if at < to { at + 1 } else { at - 1 };
            self.swap(mover, at, next);
            at = next;
        }
        to
    }

    /// Swaps two neighboring slots and keeps the places right.
    fn swap(&mut self, mover: Mover, at: usize, next: usize) {
        let blocks = &mut self.lattice.columns[mover.column];
        if let Some(block) = mover.block {
            let items = &mut blocks[block].items;
            items.swap(at, next);
            self.places.swap(items[at], items[next]);
            return;
        }
        blocks.swap(at, next);
        let passed = &blocks[at].items;
        let n_passed = passed.len();
        for &other in passed {
            self.places[other] = if at < next { self.places[other] - 1 } else { self.places[other] + 1 };
        }
        let place = &mut self.places[mover.item];
        *place = if at < next { *place + n_passed } else { *place - n_passed };
    }
}
