//! An incident file in its shorter or its longer form, as a text: what the format does not know keeps its place and its order.

use serde_json::Value;

use super::native::layout;
use crate::document::{Document, Operation, Patch};
use crate::import::shorten::{longest, shortest};

/// In which form a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Same,
    /// As short as it can be.
    Short,
    /// With all that it says itself.
    Long,
}

/// A file in a form; its text must be well-formed JSON.
pub fn write(text: &str, form: Form) -> String {
    let mut document = Document::new(text);
    let old = document.value();
    let mut new = old.clone();
    match form {
        Form::Same => {}
        Form::Short => shortest(&mut new),
        Form::Long => longest(&mut new),
    }
    let mut operations = Vec::new();
    changes(&old, &new, "", &mut operations);
    // a patch from one value to the other fits the text of the first
    document.apply(Patch(operations)).ok();
    layout(document.text())
}

/// What has to be done to a value so that it becomes another.
fn changes(old: &Value, new: &Value, at: &str, operations: &mut Vec<Operation>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => {
            let place = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            operations.extend(old.keys().filter(|it| !new.contains_key(*it)).map(|it| Operation::Remove(place(it))));
            for (key, new) in new {
                match old.get(key) {
                    Some(old) => changes(old, new, &place(key), operations),
                    None => operations.push(Operation::Add(place(key), new.clone())),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for (i, (old, new)) in old.iter().zip(new).enumerate() {
                changes(old, new, &format!("{at}/{i}"), operations);
            }
            let gone = (new.len()..old.len()).rev();
            operations.extend(gone.map(|i| Operation::Remove(format!("{at}/{i}"))));
            operations.extend(new.iter().skip(old.len()).map(|it| Operation::Add(format!("{at}/-"), it.clone())));
        }
        _ => operations.push(Operation::Replace(at.to_owned(), new.clone())),
    }
}
