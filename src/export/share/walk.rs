//! Goes through a native file as JSON: its objects with the fields they stand in, what it says, and what it takes out.

use serde_json::{Map, Value};

use crate::export::shape::role;
use crate::import::role::Role;

/// Calls `visit` for each object, with the field in which it stands, alone or in a list.
pub fn objects<'a>(field: &'a str, value: &'a Value, visit: &mut dyn FnMut(&'a str, &'a Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| objects(field, it, visit)),
        Value::Object(object) => {
            visit(field, object);
            object.iter().for_each(|(key, it)| objects(key, it, visit));
        }
        _ => {}
    }
}

/// The objects of a list of the file.
pub fn list<'a>(file: &'a Value, name: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    file.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The ids in a field: none, one or several.
pub fn ids<'a>(object: &'a Map<String, Value>, field: &str) -> Vec<&'a str> {
    match object.get(field) {
        Some(Value::String(id)) => vec![id],
        Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Takes out of a value all objects of which `is_out` says so, each with its field.
pub fn take(
    field: &str,
    value: &mut Value,
    is_out: &dyn Fn(&str, &Map<String, Value>) -> bool,
    taken: &mut Vec<(String, Value)>,
) {
    let goes = |field: &str, it: &Value| it.as_object().is_some_and(|it| is_out(field, it));
    match value {
        Value::Array(items) => {
            for mut item in std::mem::take(items) {
                if goes(field, &item) {
                    taken.push((field.to_owned(), item));
                } else {
                    take(field, &mut item, is_out, taken);
                    items.push(item);
                }
            }
        }
        Value::Object(object) => {
            for (key, mut child) in std::mem::take(object) {
                if goes(&key, &child) {
                    taken.push((key, child));
                } else {
                    take(&key, &mut child, is_out, taken);
                    object.insert(key, child);
                }
            }
        }
        _ => {}
    }
}

/// Whether a field holds words for people: of its own language, or by language. `holder` is where its object stands.
/// What somebody has added to the format may hold anything, and so is taken for words.
pub fn is_text(holder: &str, key: &str, value: &Value) -> bool {
    let is_words = match value {
        Value::String(_) => true,
        Value::Object(all) => !all.is_empty() && all.values().all(Value::is_string),
        _ => false,
    };
    is_words && matches!(role(holder, key), None | Some(Role::Text | Role::Named))
}

/// Whether a field holds ids, one or several.
pub fn is_ids(holder: &str, key: &str) -> bool {
    matches!(role(holder, key), Some(Role::Id | Role::Refs))
}

/// The words of a text, in all its languages.
pub fn words(text: &Value) -> Vec<&str> {
    match text {
        Value::String(words) => vec![words],
        Value::Object(all) => all.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
