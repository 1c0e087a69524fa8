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

/// A map by name. Whatever such maps hold, they find names by the same routine: by numbers made of them, which are compared
/// many times as fast as names. How they are made is nowhere to be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<V> {
    slots: Vec<Slot>,
    names: Vec<String>,
    values: Vec<V>,
}

/// The number of a name, and where it stands in the list, counted from 1; 0 is no name. A name is in the slot of its number,
/// or in the next free one. At most half of the slots are taken, and there are as many as a power of two.
type Slot = (u32, u32);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { slots: Vec::new(), names: Vec::new(), values: Vec::new() }
    }
}

impl<V> Table<V> {
    /// Sets the value of a name.
    pub fn insert(&mut self, name: &str, value: V) {
        let number = number(name);
        if let Some(at) = place(&self.slots, &self.names, (number, name)) {
            self.values[at] = value;
        } else {
            self.add(number, name, value);
        }
    }

    /// Adds a name that is not there, and says where it stands.
    fn add(&mut self, number: u32, name: &str, value: V) -> usize {
        self.names.push(name.to_owned());
        self.values.push(value);
        take_slot(&mut self.slots, number, self.names.len());
        self.names.len() - 1
    }

    /// The value of a name, to change it; a new name begins with the default.
    pub fn entry(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        let number = number(name);
        let at = place(&self.slots, &self.names, (number, name));
        let at = at.unwrap_or_else(|| self.add(number, name, V::default()));
        &mut self.values[at]
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        place(&self.slots, &self.names, (number(name), name)).map(|at| &self.values[at])
    }

    /// The value of a name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        place(&self.slots, &self.names, (number(name), name)).map(|at| &mut self.values[at])
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

/// The number of a name.
#[inline(never)]
fn number(name: &str) -> u32 {
    let mut hasher = DefaultHasher::new(); // no file can be made to have many names of one number
    hasher.write(name.as_bytes());
    hasher.finish() as u32
}

/// Where a name stands.
#[inline(never)]
fn place(slots: &[Slot], names: &[String], (number, name): (u32, &str)) -> Option<usize> {
    let mut slot = number as usize;
    loop {
        // of no slots, and of a free one
        let (its, at) = *slots.get(slot & slots.len().wrapping_sub(1))?;
        let at = (at as usize).checked_sub(1)?;
        if its == number && names[at] == name {
            return Some(at);
        }
        slot = slot.wrapping_add(1);
    }
}

/// Takes the slot of the last of `n` names, and makes room where there is none.
#[inline(never)]
fn take_slot(slots: &mut Vec<Slot>, number: u32, n: usize) {
    let is_full = n * 2 > slots.len();
    let all = if is_full { std::mem::replace(slots, vec![(0, 0); n.next_power_of_two() * 4]) } else { Vec::new() };
    for taken in all.into_iter().filter(|it| it.1 > 0).chain([(number, n as u32)]) {
        let mut slot = taken.0 as usize & (slots.len() - 1);
        while slots[slot].1 > 0 {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = taken;
    }
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
        let number = number(name);
        if place(&places.slots, &places.names, (number, name)).is_none() {
            places.add(number, name, at);
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
