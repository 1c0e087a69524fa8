//! Counts what is unpleasant about an order of the columns: crossings, and separated pairs.
//!
//! The weights say what may be traded. A card between two linked cards of one column (6) is worse
//! than a crossing (4), because the link must bulge around it; a line between them (2) is crossed
//! only.

use super::lattice::{Beside, Lattice};

/// What one crossing costs.
pub const CROSSING: i64 = 4;
/// A card between two that are linked within a column.
const CARD_BETWEEN: i64 = 6;
/// A line between two that are linked within a column.
const LINE_BETWEEN: i64 = 2;

/// The cost of the whole order.
pub fn cost(lattice: &Lattice, places: &[usize]) -> i64 {
    let crossings: i64 = (0..lattice.hops.len()).map(|gap| in_gap(lattice, gap, places).cast_signed() as i64).sum();
    let strains = 0..lattice.columns.len();
    let strain: i64 = strains.map(|at| in_column(lattice, at, places)).sum();
    crossings * CROSSING + strain
}

/// Crossings between a column and the next: inversions, counted while sorting.
///
/// Two links cross if their left ends are in one order and their right ends in the other. With the
/// links listed by their left ends, the places of their right ends, say 2, 0, 1, are to be sorted:
/// 2 stands before 0 and before 1, which is two crossings. Merge sort counts them without comparing
/// every two.
fn in_gap(lattice: &Lattice, gap: usize, places: &[usize]) -> usize {
    let mut rights = Vec::with_capacity(lattice.hops[gap].len());
    for left in lattice.stack(gap) {
        let from = rights.len();
        rights.extend(lattice.right_of[left].iter().map(|right| places[*right]));
        sort_counting(&mut rights[from..]); // lines from one item do not cross
    }
    sort_counting(&mut rights)
}

/// Merge sort that returns how many pairs were the wrong way round.
fn sort_counting(values: &mut [usize]) -> usize {
    if values.len() < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(values.len() / 2);
    let mut count = sort_counting(left) + sort_counting(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut l, mut r) = (0, 0);
    while l < left.len() && r < right.len() {
        if left[l] <= right[r] {
            merged.push(left[l]);
            l += 1;
        } else {
            count += left.len() - l;
            merged.push(right[r]);
            r += 1;
        }
    }
    merged.extend_from_slice(&left[l..]);
    merged.extend_from_slice(&right[r..]);
    values.copy_from_slice(&merged);
    count
}

/// What separates the pairs linked within a column.
///
/// The weights are summed up from the top once, so that what lies between two places is a difference:
/// 120 hosts that are all perhaps the same are 7,140 pairs, and each would look at every host.
pub fn in_column(lattice: &Lattice, column: usize, places: &[usize]) -> i64 {
    let besides = &lattice.beside[column];
    if besides.is_empty() {
        return 0;
    }
    let mut above = vec![0]; // above[i] is the weight of all that stands above place i
    for item in lattice.stack(column) {
        let weight = if lattice.items[item].is_card { CARD_BETWEEN } else { LINE_BETWEEN };
        above.push(above[above.len() - 1] + weight);
    }
    let between = |it: &Beside| {
        let (a, b) = (places[it.from], places[it.to]);
        if a == b { 0 } else { above[a.max(b)] - above[a.min(b) + 1] }
    };
    besides.iter().map(between).sum()
}

/// Crossings between the links of `upper` and `lower`, if `upper` is above `lower`.
pub fn of_pair(lattice: &Lattice, places: &[usize], upper: usize, lower: usize) -> i64 {
    let count = |ups: &[usize], lows: &[usize]| -> usize {
        let against = |up: &usize| lows.iter().filter(|low| places[*up] > places[**low]).count();
        ups.iter().map(against).sum()
    };
    let left = count(&lattice.left_of[upper], &lattice.left_of[lower]);
    let right = count(&lattice.right_of[upper], &lattice.right_of[lower]);
    (left + right).cast_signed() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_counted() {
        assert_eq!(sort_counting(&mut [1, 2, 3]), 0);
        assert_eq!(sort_counting(&mut [3, 2, 1]), 3);
        assert_eq!(sort_counting(&mut [2, 2, 1, 3]), 2);
    }
}
