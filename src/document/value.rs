//! Operations upon a value, where nobody needs the text yet.

use serde_json::Value;

use super::patch::{Operation, Patch};
use super::text::index;

impl Patch {
    /// Does it to a value, one operation after the other; what does not fit is left out.
    pub fn apply_to(&self, value: &mut Value) {
        for operation in &self.0 {
            apply(operation, value);
        }
    }
}

fn apply(operation: &Operation, value: &mut Value) -> Option<()> {
    match operation {
        Operation::Add(path, new) => add(value, path, new.clone()),
        Operation::Remove(path) => remove(value, path).map(drop),
        Operation::Replace(path, new) => {
            *value.pointer_mut(path)? = new.clone();
            Some(())
        }
        Operation::Move(from, to) => {
            let moved = remove(value, from)?;
            add(value, to, moved)
        }
        Operation::Copy(from, to) => {
            let copy = value.pointer(from)?.clone();
            add(value, to, copy)
        }
        Operation::Test(..) => None,
    }
}

/// What a place lies in, and its last token.
fn around<'a>(value: &'a mut Value, path: &str) -> Option<(&'a mut Value, String)> {
    let (parent, token) = path.rsplit_once('/')?;
    Some((value.pointer_mut(parent)?, token.replace("~1", "/").replace("~0", "~")))
}

fn add(value: &mut Value, path: &str, new: Value) -> Option<()> {
    if path.is_empty() {
        *value = new;
        return Some(());
    }
    match around(value, path)? {
        (Value::Object(members), key) => drop(members.insert(key, new)),
        (Value::Array(items), token) => {
            let at = if token == "-" { items.len() } else { index(&token).filter(|it| *it <= items.len())? };
            items.insert(at, new);
        }
        _ => return None,
    }
    Some(())
}

fn remove(value: &mut Value, path: &str) -> Option<Value> {
    match around(value, path)? {
        (Value::Object(members), key) => members.remove(&key),
        (Value::Array(items), token) => index(&token).filter(|it| *it < items.len()).map(|it| items.remove(it)),
        _ => None,
    }
}
