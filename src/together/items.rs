//! The items of three lists side by side, in one order.

use serde_json::Value;

use super::pair::{Closeness, pairs};
use super::place::Place;

/// An item as each list has it.
pub struct Row<'a> {
    /// In the base.
    pub base: Option<&'a Value>,
    /// In the first file.
    pub ours: Option<&'a Value>,
    /// In the second file.
    pub theirs: Option<&'a Value>,
}

impl<'a> Row<'a> {
    /// The item as some list has it.
    pub fn any(&self) -> &'a Value {
        self.ours.or(self.theirs).or(self.base).unwrap_or(&Value::Null)
    }
}

/// All items, in the order of the first list; what only the second one has follows what stands before it there, and what the first
/// one put at the same place.
pub fn rows<'a>(place: &Place, base: &'a [Value], a: &'a [Value], b: &'a [Value]) -> Vec<Row<'a>> {
    // who changed an item did not take it out and put another one in
    let a_of_base = pairs(place, base, a, Closeness::Akin);
    let b_of_base = pairs(place, base, b, Closeness::Akin);
    let base_of = |list: &[Option<usize>], index: usize| list.iter().position(|it| *it == Some(index));
    // what both added is the same only if it says the same
    let added = |all: &[Value], of: &[Option<usize>]| -> Vec<usize> {
        (0..all.len()).filter(|it| base_of(of, *it).is_none()).collect()
    };
    let (new_a, new_b) = (added(a, &a_of_base), added(b, &b_of_base));
    let take = |all: &[Value], of: &[usize]| of.iter().map(|it| all[*it].clone()).collect::<Vec<_>>();
    let both = pairs(place, &take(a, &new_a), &take(b, &new_b), Closeness::Same);

    let mut rows: Vec<(Option<usize>, Row<'a>)> = Vec::new();
    for (index, it) in a.iter().enumerate() {
        let of = base_of(&a_of_base, index);
        let there = match of {
            Some(of) => b_of_base[of],
            None => new_a.iter().position(|it| *it == index).and_then(|it| both[it]).map(|it| new_b[it]),
        };
        rows.push((there, Row { base: of.map(|it| &base[it]), ours: Some(it), theirs: there.map(|it| &b[it]) }));
    }
    let mut at = 0;
    for (index, it) in b.iter().enumerate() {
        if let Some(found) = rows.iter().position(|(there, _)| *there == Some(index)) {
            at = found + 1;
            continue;
        }
        while rows.get(at).is_some_and(|(there, row)| there.is_none() && row.base.is_none()) {
            at += 1;
        }
        let of = base_of(&b_of_base, index);
        rows.insert(at, (Some(index), Row { base: of.map(|it| &base[it]), ours: None, theirs: Some(it) }));
        at += 1;
    }
    rows.into_iter().map(|(_, row)| row).collect()
}
