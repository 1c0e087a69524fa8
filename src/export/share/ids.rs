//! Other ids for parts whose ids tell what is not told.

use std::collections::BTreeSet;

use serde_json::Value;

use super::walk::{ids, objects};
use crate::import::draft::FILE;
use crate::import::role::{Known, Role};
use crate::sorting::Table;

/// New ids by old ones; none that another part has. `wanted` says what an id becomes, if it does not stay.
pub fn renamed(file: &Value, wanted: &dyn Fn(Known, &str, usize) -> Option<String>) -> Table<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut other: Vec<(&str, String)> = Vec::new();
    let mut numbers: Table<usize> = Table::default();
    objects(FILE, file, &mut |at, it| {
        let number = numbers.entry(at.name);
        *number += 1;
        for id in ids(at, it, Role::is_id) {
            if let Some(new) = wanted(at, id, *number) {
                other.push((id, new));
            } else {
                taken.insert(id.to_owned());
            }
        }
    });
    let mut renamed: Table<String> = Table::default();
    for (old, mut new) in other {
        if renamed.get(old).is_some() {
            continue; // several parts have it
        }
        while !taken.insert(new.clone()) {
            new.push('-');
        }
        renamed.insert(old, new);
    }
    renamed
}

/// What a part is called that has no other name: `question-3`.
pub fn numbered(at: Known, number: usize) -> String {
    let word = if at.name.is_empty() { "incident" } else { at.name.trim_end_matches('s') };
    format!("{word}-{number}")
}

/// An id made of a name.
pub fn kebab(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
