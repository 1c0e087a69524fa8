//! The map as columns of things in vertical order, before anything has a coordinate.
//!
//! A link between distant columns passes through each column between them as a line, which takes
//! its place among the cards: from column 0 to column 3 it becomes the chain card, line, line,
//! card. So the passes for order and heights treat it as a card without height, and no line runs
//! across a card by accident.
//!
//! A line belongs to the region of one of its ends as long as that region reaches; elsewhere it
//! belongs to none, and passes above or below regions as a card outside all regions would. Lines
//! never run through a region neither of their ends stands in: it would look as if the intruder
//! had been there.

use super::model::Model;
use super::spacing::{BESIDE_TAG, TAG_OVER};
use crate::sorting::sorted_by;

/// A card, or a line where a link passes through a column.
pub struct Item {
    pub column: usize,
    pub zone: Option<usize>,
    /// Half the height; nothing for a line.
    pub half: i64,
    pub is_card: bool,
    /// What hangs below it across its whole width, so that beside it no number has room.
    pub hangs: i64,
}

/// A piece of a link between two neighboring columns.
#[derive(Clone, Copy)]
pub struct Hop {
    pub left: usize,
    pub right: usize,
    pub link: usize,
}

/// A link within one column, or from a card to itself.
#[derive(Clone, Copy)]
pub struct Beside {
    pub from: usize,
    pub to: usize,
    pub link: usize,
}

/// A region's part of a column, or one item outside all regions.
#[derive(Clone)]
pub struct Block {
    pub zone: Option<usize>,
    pub items: Vec<usize>,
}

/// Columns, the items in them, and the links between them.
pub struct Lattice {
    /// The cards with the indices they have in the model, then the lines.
    pub items: Vec<Item>,
    /// For each column but the last, what runs to the next.
    pub hops: Vec<Vec<Hop>>,
    /// For each column, the links within.
    pub beside: Vec<Vec<Beside>>,
    /// For each link, its items from left to right; both ends for a link within a column.
    pub chains: Vec<Vec<usize>>,
    /// For each column, from top to bottom.
    pub columns: Vec<Vec<Block>>,
    /// Neighbors of each item in the column to the left.
    pub left_of: Vec<Vec<usize>>,
    /// Neighbors of each item in the column to the right.
    pub right_of: Vec<Vec<usize>>,
    /// For each region, its first and last column.
    pub spans: Vec<(usize, usize)>,
}

impl Lattice {
    /// Cuts the links where they pass a column. `seen` says in which order to list things first.
    pub fn of(model: &Model, column: &[usize], seen: &[usize]) -> Self {
        let n_columns = column.iter().max().map_or(0, |last| last + 1);
        let mut spans = vec![(usize::MAX, 0); model.zones.len()];
        let mut items = Vec::new();
        for (card, &at) in model.cards.iter().zip(column) {
            if let Some(zone) = card.zone {
                let span: &mut (usize, usize) = &mut spans[zone];
                *span = (span.0.min(at), span.1.max(at));
            }
            let is_full = card.tags.iter().sum::<f64>() > card.width - 2.0 * BESIDE_TAG;
            let hangs = if is_full { TAG_OVER.1 as i64 + 4 } else { 0 };
            items.push(Item { column: at, zone: card.zone, half: card.half, is_card: true, hangs });
        }
        let mut lattice = Self {
            items,
            hops: vec![Vec::new(); n_columns.saturating_sub(1)],
            beside: vec![Vec::new(); n_columns],
            chains: Vec::new(),
            columns: Vec::new(),
            left_of: Vec::new(),
            right_of: Vec::new(),
            spans,
        };
        let mut keys: Vec<f64> = seen.iter().map(|&at| at as f64).collect();
        for (idx, link) in model.links.iter().enumerate() {
            lattice.add_link(idx, link.from, link.to, &mut keys);
        }
        lattice.fill_columns(n_columns, &keys);
        lattice
    }

    fn add_link(&mut self, link: usize, from: usize, to: usize, keys: &mut Vec<f64>) {
        let (a, b) = (self.items[from].column, self.items[to].column);
        if a == b {
            self.beside[a].push(Beside { from, to, link });
            self.chains.push(vec![from, to]);
            return;
        }
        let (left, right) = if a < b { (from, to) } else { (to, from) };
        let mut chain = vec![left];
        for at in a.min(b) + 1..a.max(b) {
            let is_inside = |zone: &usize| {
                let (first, last) = self.spans[*zone];
                first <= at && at <= last
            };
            let zone_of = |item: usize| self.items[item].zone.filter(is_inside);
            chain.push(self.items.len());
            self.items.push(Item {
                column: at,
                zone: zone_of(left).or(zone_of(right)),
                half: 0,
                is_card: false,
                hangs: 0,
            });
            keys.push(f64::midpoint(keys[left], keys[right]));
        }
        chain.push(right);
        for (gap, pair) in (a.min(b)..).zip(chain.windows(2)) {
            self.hops[gap].push(Hop { left: pair[0], right: pair[1], link });
        }
        self.chains.push(chain);
    }

    /// Lists neighbors and puts every item and region into its columns, sorted by first sight.
    fn fill_columns(&mut self, n_columns: usize, keys: &[f64]) {
        self.left_of = vec![Vec::new(); self.items.len()];
        self.right_of = vec![Vec::new(); self.items.len()];
        for hop in self.hops.iter().flatten() {
            self.right_of[hop.left].push(hop.right);
            self.left_of[hop.right].push(hop.left);
        }
        let mut zone_keys = vec![(0.0, 0.0); self.spans.len()];
        let n_parts = |&(first, last): &(usize, usize)| last - first + 1;
        let mut inside: Vec<Vec<Vec<usize>>> = self.spans.iter().map(|it| vec![Vec::new(); n_parts(it)]).collect();
        let mut blocks: Vec<Vec<(f64, Block)>> = vec![Vec::new(); n_columns];
        for (idx, item) in self.items.iter().enumerate() {
            if let Some(zone) = item.zone {
                inside[zone][item.column - self.spans[zone].0].push(idx);
                zone_keys[zone].0 += keys[idx];
                zone_keys[zone].1 += 1.0;
            } else {
                let items = vec![idx];
                blocks[item.column].push((keys[idx], Block { zone: None, items }));
            }
        }
        for (zone, &(first, last)) in self.spans.iter().enumerate() {
            let (sum, n) = zone_keys[zone];
            for at in first..=last {
                let items = sorted_by(std::mem::take(&mut inside[zone][at - first]), |&item| keys[item]);
                blocks[at].push((sum / n, Block { zone: Some(zone), items }));
            }
        }
        let sorted = |column: Vec<(f64, Block)>| {
            let column = sorted_by(column, |(key, _)| *key);
            column.into_iter().map(|(_, block)| block).collect()
        };
        self.columns = blocks.into_iter().map(sorted).collect();
    }

    /// The items of a column from top to bottom.
    pub fn stack(&self, column: usize) -> impl Iterator<Item = usize> {
        let blocks = self.columns[column].iter();
        blocks.flat_map(|block| block.items.iter().copied())
    }

    /// For each item, how many are above it in its column.
    pub fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for column in 0..self.columns.len() {
            for (place, item) in self.stack(column).enumerate() {
                places[item] = place;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_line_passes_inside_the_regions_of_its_ends_only() {
        let request = fixture::request(&[("z", "a b"), ("y", "c d"), ("", "e")], "a>e", "");
        let model = Model::of(&request);
        let lattice = Lattice::of(&model, &[0, 1, 2, 2, 3], &[0, 1, 2, 3, 4]);
        assert_eq!(lattice.chains[0], [0, 5, 6, 4]);
        let z = lattice.items[0].zone;
        assert_eq!(lattice.items[5].zone, z, "still in the region of its start");
        assert_eq!(lattice.items[6].zone, None, "around the region in between");
    }
}
