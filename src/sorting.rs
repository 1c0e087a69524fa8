//! Sorting and sorted collections through shared routines: each sort of its own would cost the browser build some kilobytes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

/// Sorts by `compare`; equal items keep their order.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return; // of one claim, most of the time
    }
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key; equal items keep their order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The items sorted by a number; equal ones keep their order.
pub fn sorted_by<T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    by(&mut items, |a, b| key(a).total_cmp(&key(b)));
    items
}

/// A map by name. Whatever such maps hold, they share one kind of tree: of numbers made of the names, which are compared
/// several times as fast as names. How they are made is nowhere to be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<V> {
    places: BTreeMap<u64, usize>,
    names: Vec<String>,
    values: Vec<V>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), names: Vec::new(), values: Vec::new() }
    }
}

impl<V> Table<V> {
    /// Sets the value of a name.
    pub fn insert(&mut self, name: &str, value: V) {
        match place(&self.places, &self.names, name) {
            Ok(at) => self.values[at] = value,
            Err(key) => {
                self.add(key, name, value);
            }
        }
    }

    /// Adds a name that is not there, and says where.
    fn add(&mut self, key: u64, name: &str, value: V) -> usize {
        let at = self.values.len();
        self.places.insert(key, at);
        self.names.push(name.to_owned());
        self.values.push(value);
        at
    }

    /// The value of a name, to change it; a new name begins with the default.
    pub fn entry(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        let at = place(&self.places, &self.names, name).unwrap_or_else(|key| self.add(key, name, V::default()));
        &mut self.values[at]
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        place(&self.places, &self.names, name).ok().map(|at| &self.values[at])
    }

    /// The value of a name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        place(&self.places, &self.names, name).ok().map(|at| &mut self.values[at])
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        let order = sorted(self.names.len(), &|a, b| self.names[a].cmp(&self.names[b]));
        order.into_iter().map(|at| (self.names[at].as_str(), &self.values[at]))
    }
}

/// Where a name stands, or the number under which it can.
#[inline(never)]
fn place(places: &BTreeMap<u64, usize>, names: &[String], name: &str) -> Result<usize, u64> {
    let mut hasher = DefaultHasher::new(); // no file can be made to have many names of one number
    hasher.write(name.as_bytes());
    let mut key = hasher.finish();
    while let Some(at) = places.get(&key) {
        if names[*at] == name {
            return Ok(*at);
        }
        key = key.wrapping_add(1);
    }
    Err(key)
}

impl<'a, V> FromIterator<(&'a str, V)> for Table<V> {
    /// Of equal names the last one counts.
    fn from_iter<I: IntoIterator<Item = (&'a str, V)>>(pairs: I) -> Self {
        let mut table = Self::default();
        pairs.into_iter().for_each(|(name, value)| table.insert(name, value));
        table
    }
}

/// Where each name stands first in a list.
pub fn places<'a>(names: impl Iterator<Item = &'a str>) -> Table<usize> {
    let mut places = Table::default();
    for (at, name) in names.enumerate() {
        if let Err(key) = place(&places.places, &places.names, name) {
            places.add(key, name, at);
        }
    }
    places
}

/// Each name once, in the order in which they come first.
pub fn each_once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut once: Vec<&str> = Vec::new();
    let mut seen: Option<BTreeSet<&str>> = None;
    for name in names {
        // mostly there are a few, which are looked through faster than a set is made
        let is_new = match &mut seen {
            Some(seen) => seen.insert(name),
            None => !once.contains(&name),
        };
        if is_new {
            once.push(name);
            if once.len() == FEW {
                seen = Some(set_of(once.iter().copied()));
            }
        }
    }
    once.into_iter().map(str::to_owned).collect()
}

/// So many names are looked through one by one.
const FEW: usize = 16;

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

/// The order of `n` items: which item comes first, which next. Merges ever longer runs; the sort of the standard library
/// is faster, and ten times as large.
#[inline(never)]
fn sorted(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    if (1..n).all(|at| compare(at - 1, at).is_le()) {
        return order;
    }
    let mut merged = order.clone();
    let mut run = 1;
    while run < n {
        for from in (0..n).step_by(2 * run) {
            let (middle, end) = ((from + run).min(n), (from + 2 * run).min(n));
            let (mut left, mut right) = (from, middle);
            for slot in &mut merged[from..end] {
                let is_left = right == end || (left < middle && compare(order[left], order[right]).is_le());
                let next = if is_left { &mut left } else { &mut right };
                *slot = order[*next];
                *next += 1;
            }
        }
        std::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

/// Brings items into an order by swapping two at a time.
#[inline(never)]
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while order[at] != start {
            let next = order[at];
            swap(at, next);
            order[at] = at;
            at = next;
        }
        order[at] = at;
    }
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
        for n in 0..40_usize {
            let mut ours: Vec<(usize, usize)> = (0..n).map(|i| (i * 7919 % 11, i)).collect();
            let mut theirs = ours.clone();
            by_key(&mut ours, |it| it.0);
            theirs.sort_by_key(|it| it.0);
            assert_eq!(ours, theirs);
        }
    }
}
