//! Two files about one incident: what differs between them, and both in one.
//!
//! Both look at the files as they are written, field by field, with the roles that the format gives its fields. Parts are the same if
//! they have the same id; claims have none, so they are the same if they say the same. Nothing here knows what a map is.

mod change;
mod compare;
mod forms;
mod items;
mod merge;
mod pair;
mod place;
mod rescue;

use serde_json::Value;

pub use change::patch;
pub use compare::{Difference, What};
pub use merge::{Conflict, Favor, Reason};

use crate::document::{Document, Operation, Patch};

/// Two files in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The text of the file: the first one, with what the other one has.
    pub text: String,
    /// What both of them say differently and nobody claims.
    pub conflicts: Vec<Conflict>,
}

/// Puts two files together. With the file from which both were made, what one side changed or took out is changed or taken out;
/// without it, what is in either is in both. The texts must be well-formed JSON.
pub fn merge(base: Option<&str>, ours: &str, theirs: &str, favor: Favor) -> Merged {
    let read = |text: &str| Document::new(text).value();
    let base = base.map(read);
    let (a, b) = (read(ours), read(theirs));
    let (merged, conflicts) = merge_values(base.as_ref(), &a, &b, favor);
    let mut document = Document::new(ours);
    let is_done = document.apply(patch(&a, &merged)).is_ok() && document.value() == merged;
    if !is_done {
        // keys that stand twice: what a reader does not see cannot be changed bit by bit
        document.apply(Patch(vec![Operation::Add(String::new(), merged)])).ok();
    }
    Merged { text: document.text().to_owned(), conflicts }
}

/// As [`merge`], of values.
pub fn merge_values(base: Option<&Value>, a: &Value, b: &Value, favor: Favor) -> (Value, Vec<Conflict>) {
    if a == b || base == Some(b) {
        return (a.clone(), Vec::new());
    }
    if base == Some(a) {
        return (b.clone(), Vec::new());
    }
    // who speaks by default in one file may not in the other
    let base = base.map(|it| forms::long(it).0);
    let [long_a, long_b] = [a, b].map(|it| forms::long(it).0);
    let (mut merged, mut conflicts) = merge::values(base.as_ref(), &long_a, &long_b, favor);
    rescue::named(&mut merged, base.as_ref(), &long_a, &long_b, favor, &mut conflicts);
    rescue::findings(&merged, &long_a, &long_b, &mut conflicts);
    (forms::as_written(&merged, a), conflicts)
}

/// All differences of two files. A file says the same in its shorter and its longer form.
pub fn differences(a: &Value, b: &Value) -> Vec<Difference> {
    let [a, b] = [a, b].map(|it| forms::long(it).0);
    compare::differences(&a, &b)
}
