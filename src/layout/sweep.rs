//! Barycenter sweeps: each column is sorted by where its neighbors in the next column are.
//!
//! A card wants to be at the mean height of what it is linked to: with neighbors at 0 and 100 it
//! wants to be at 50. One sweep from the left sorts each column by the one before it, the next
//! sweep from the right by the one after it, so that what was decided at one end of the map
//! reaches the other. Heights are used and not places, because a tall region pushes what is below
//! it further than a card does.

use super::lattice::Block;
use super::order::Order;
use super::spacing::{LINE_GAP, ROW_GAP, ZONE_TOP};
use crate::sorting::sorted_by;

impl Order<'_> {
    /// Recomputes places and middles of one column.
    pub fn restack(&mut self, column: usize) {
        let mut y = 0.0;
        let mut place = 0;
        for block in &self.lattice.columns[column] {
            if block.zone.is_some() {
                y += ZONE_TOP as f64;
            }
            for &item in &block.items {
                let half = self.lattice.items[item].half;
                let gap = if half > 0 { ROW_GAP } else { LINE_GAP };
                let reach = half as f64 + gap as f64 / 2.0;
                self.places[item] = place;
                self.middles[item] = y + reach;
                place += 1;
                y += 2.0 * reach;
            }
        }
        for item in self.lattice.columns[column].iter().flat_map(|block| &block.items) {
            self.middles[*item] -= y / 2.0;
        }
    }

    /// Regions sorted by the mean of `keys` over their items; ties keep the order they have.
    pub fn zones_by(&self, keys: &[f64]) -> Vec<usize> {
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
        sorted_by(zones, |&zone| mean(zone))
    }

    /// Sorts each column by the one before it, from the left or from the right.
    pub fn sweep(&mut self, from_left: bool) {
        let n_columns = self.lattice.columns.len();
        let ranks = self.ranks();
        for step in 0..n_columns {
            let column = if from_left { step } else { n_columns - 1 - step };
            self.sort_column(column, from_left, !from_left, &ranks);
            self.restack(column);
        }
    }

    /// Where an item's neighbors would have it.
    pub fn pull(&self, item: usize, by_left: bool, by_right: bool) -> f64 {
        let lefts = self.lattice.left_of[item].iter().filter(|_| by_left);
        let rights = self.lattice.right_of[item].iter().filter(|_| by_right);
        let (mut sum, mut n) = (0.0, 0.0);
        for &neighbor in lefts.chain(rights) {
            sum += self.middles[neighbor];
            n += 1.0;
        }
        if n > 0.0 { sum / n } else { self.middles[item] }
    }

    /// The place of each region from the top; it is the same for all columns of a sweep.
    pub fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.zones.len()];
        for (at, &zone) in (0..).zip(&self.zones) {
            ranks[zone] = at;
        }
        ranks
    }

    /// Sorts a column by the pull of its neighbors: blocks, and items within blocks.
    pub fn sort_column(&mut self, column: usize, by_left: bool, by_right: bool, ranks: &[u32]) {
        let blocks = std::mem::take(&mut self.lattice.columns[column]);
        let mut keyed: Vec<(f64, Block)> = Vec::new();
        for mut block in blocks {
            if let [item] = block.items.as_slice() {
                keyed.push((self.pull(*item, by_left, by_right), block));
                continue;
            }
            let items = block.items.iter().map(|&item| (self.pull(item, by_left, by_right), item));
            let items = sorted_by(items, |pulled| pulled.0);
            let sum: f64 = items.iter().map(|(key, _)| key).sum();
            let key = sum / items.len().max(1) as f64;
            block.items = items.into_iter().map(|(_, item)| item).collect();
            keyed.push((key, block));
        }
        self.lattice.columns[column] = merge(keyed, ranks);
    }
}

/// Sorts blocks by key while the regions keep their common order.
///
/// If region A must be above B, but A wants 5 and B wants 1, both get their mean, 3. A lone card
/// that wants 2 then stands above both, one that wants 4 below both, and neither order nor regions
/// are torn apart (this is isotonic regression by pooling adjacent violators).
fn merge(keyed: Vec<(f64, Block)>, ranks: &[u32]) -> Vec<Block> {
    let (zoned, lone): (Vec<_>, Vec<_>) = keyed.into_iter().partition(|(_, block)| block.zone.is_some());
    let zoned = sorted_by(zoned, |(_, block)| block.zone.map_or(0.0, |zone| f64::from(ranks[zone])));
    // Keys against the order are averaged until they rise.
    let mut runs: Vec<(f64, f64)> = Vec::new();
    for (key, _) in &zoned {
        let mut run = (*key, 1.0);
        // compared as they are sorted below: a region without an item has -0.0, which is not above 0.0 but sorts before it
        while let Some(last) = runs.pop_if(|last| last.0.total_cmp(&run.0).is_gt()) {
            let n = last.1 + run.1;
            run = ((last.0 * last.1 + run.0 * run.1) / n, n);
        }
        runs.push(run);
    }
    let levels = runs.iter().flat_map(|&(key, n)| std::iter::repeat_n(key, n as usize));
    let all = levels.zip(zoned).map(|(key, (_, block))| (key, block)).chain(lone);
    sorted_by(all, |(key, _)| *key).into_iter().map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_keep_their_order_where_they_want_the_same_place() {
        let block = |zone: usize, items: &[usize]| Block { zone: Some(zone), items: items.to_vec() };
        // the region above wants 0; the one below has nothing in this column, and the sum over nothing is -0.0
        let merged = merge(vec![(-0.0, block(0, &[])), (0.0, block(1, &[7]))], &[1, 0]);
        assert_eq!(merged.iter().map(|it| it.zone).collect::<Vec<_>>(), [Some(1), Some(0)]);
    }
}
