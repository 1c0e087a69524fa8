//! Sorting and sorted collections through shared routines: each sort of its own would cost the browser build some kilobytes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by `compare`; equal items keep their order.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    let mut order: Vec<usize> = (0..slots.len()).collect();
    sort(&mut order, &|a, b| slots[a].as_ref().zip(slots[b].as_ref()).map_or(Ordering::Equal, |(a, b)| compare(a, b)));
    items.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// Sorts by a key; equal items keep their order.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The items sorted by a number; equal ones keep their order.
pub fn sorted_by<T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    by(&mut items, |a, b| key(a).total_cmp(&key(b)));
    items
}

/// A map of pairs; of equal keys the last one counts. (`collect` would sort first, by a routine of its own.)
pub fn map_of<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    pairs.into_iter().for_each(|(key, value)| drop(map.insert(key, value)));
    map
}

/// A set of items.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    items.into_iter().for_each(|it| {
        set.insert(it);
    });
    set
}

#[inline(never)]
fn sort(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        let words = ["bb", "a", "cc", "", "d"];
        assert_eq!(sorted_by(words, |word| word.len() as f64), ["", "a", "d", "bb", "cc"]);
        let mut words = words.to_vec();
        by_key(&mut words, |word| word.len());
        assert_eq!(words, ["", "a", "d", "bb", "cc"]);
    }
}
