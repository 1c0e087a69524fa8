//! Goes through a native file as JSON, by the roles of its fields: its objects, what it says, and what it takes out.
//!
//! Nobody goes into what the program wrote about the file ([`Role::Note`]): that goes as a whole, or is written anew.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::import::role::{Known, Role};

/// An object of the file.
pub type Object = Map<String, Value>;

/// Calls `visit` for each object, with the field in which it stands, alone or in a list.
pub fn objects<'a>(at: Known, value: &'a Value, visit: &mut dyn FnMut(Known, &'a Object)) {
    let at = at.holding(value);
    match value {
        _ if matches!(at.role, Role::Note) => {}
        Value::Array(items) => items.iter().for_each(|it| objects(at, it, visit)),
        Value::Object(object) => {
            visit(at, object);
            object.iter().for_each(|(key, it)| objects(at.field(key), it, visit));
        }
        _ => {}
    }
}

/// The same, to change them.
pub fn objects_mut(at: Known, value: &mut Value, visit: &mut dyn FnMut(Known, &mut Object)) {
    let at = at.holding(value);
    match value {
        _ if matches!(at.role, Role::Note) => {}
        Value::Array(items) => items.iter_mut().for_each(|it| objects_mut(at, it, visit)),
        Value::Object(object) => {
            visit(at, object);
            object.iter_mut().for_each(|(key, it)| objects_mut(at.field(key), it, visit));
        }
        _ => {}
    }
}

/// Calls `visit` for each string and number, with the role in which it stands.
pub fn leaves<'a>(at: Known, value: &'a Value, visit: &mut dyn FnMut(Role, &'a Value)) {
    let at = at.holding(value);
    match value {
        _ if matches!(at.role, Role::Note) => {}
        Value::Array(items) => items.iter().for_each(|it| leaves(at, it, visit)),
        Value::Object(object) if at.role.has_parts() => {
            object.iter().for_each(|(key, it)| leaves(at.field(key), it, visit));
        }
        Value::Object(object) => object.values().for_each(|it| leaves(at, it, visit)),
        _ => visit(at.role, value),
    }
}

/// Takes out of a value all objects of which `is_out` says so, each with its field.
pub fn take(at: Known, value: &mut Value, is_out: &dyn Fn(Known, &Object) -> bool, taken: &mut Vec<(Known, Value)>) {
    let at = at.holding(value);
    let goes = |at: Known, it: &Value| it.as_object().is_some_and(|object| is_out(at.holding(it), object));
    match value {
        _ if matches!(at.role, Role::Note) => {}
        Value::Array(items) => items.retain_mut(|item| {
            let is_taken = goes(at, item);
            if is_taken {
                taken.push((at, item.take()));
            } else {
                take(at, item, is_out, taken);
            }
            !is_taken
        }),
        Value::Object(object) => object.retain(|key, child| {
            let field = at.field(key);
            let is_taken = !matches!(field.role, Role::Note) && goes(field, child);
            if is_taken {
                taken.push((field, child.take()));
            } else {
                take(field, child, is_out, taken);
            }
            !is_taken
        }),
        _ => {}
    }
}

/// The ids in the fields of an object whose roles are such.
pub fn ids(at: Known, object: &Object, is_such: impl Fn(Role) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    for (key, value) in object {
        match value {
            _ if !is_such(at.field(key).role) => {}
            Value::String(id) => found.push(id.as_str()),
            Value::Array(ids) => found.extend(ids.iter().filter_map(Value::as_str)),
            _ => {}
        }
    }
    found
}

/// The lists of claims of a part.
pub fn claims(at: Known, part: &Object) -> impl Iterator<Item = &Vec<Value>> {
    let lists = part.iter().filter(move |(key, _)| matches!(at.field(key).role, Role::Claims(_)));
    lists.filter_map(|(_, it)| it.as_array())
}

/// Takes ids out of an object: a field that held one of them, or that id of a list.
pub fn forget(at: Known, object: &mut Object, gone: &BTreeSet<String>) {
    let is_gone = |it: &Value| it.as_str().is_some_and(|it| gone.contains(it));
    object.retain(|key, it| {
        let holds_ids = matches!(at.field(key).role, Role::Link | Role::Bond | Role::Own);
        if let Value::Array(ids) = it
            && holds_ids
        {
            ids.retain(|it| !is_gone(it));
        }
        !holds_ids || !is_gone(it)
    });
}

/// The words of a text, in all its languages.
pub fn words(text: &Value) -> Vec<&str> {
    match text {
        Value::String(words) => vec![words],
        Value::Object(all) => all.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Changes all strings of a value.
pub fn each_string(value: &mut Value, change: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::String(words) => {
            if let Some(changed) = change(words) {
                *words = changed;
            }
        }
        Value::Object(all) => all.values_mut().for_each(|it| each_string(it, change)),
        Value::Array(all) => all.iter_mut().for_each(|it| each_string(it, change)),
        _ => {}
    }
}
