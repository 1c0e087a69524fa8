//! From one file to another as a patch: only what differs is touched, so that the difference of the texts is small.

use serde_json::Value;

use super::pair::{Closeness, pairs};
use super::place::Place;
use crate::document::{Operation, Patch};
use crate::import::json::token;

/// What makes the second file of the first.
pub fn patch(from: &Value, to: &Value) -> Patch {
    let mut operations = Vec::new();
    value(&Place::whole(), "", from, to, &mut operations);
    Patch(operations)
}

fn value(place: &Place, pointer: &str, from: &Value, to: &Value, out: &mut Vec<Operation>) {
    match (from, to) {
        _ if from == to => {}
        (Value::Object(old), Value::Object(new)) => {
            for key in old.keys().filter(|it| !new.contains_key(*it)) {
                out.push(Operation::Remove(format!("{pointer}/{}", token(key))));
            }
            for (key, it) in new {
                let inner = format!("{pointer}/{}", token(key));
                match old.get(key) {
                    Some(before) => value(&place.member(key), &inner, before, it, out),
                    None => out.push(Operation::Add(inner, it.clone())),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if !old.is_empty() && !new.is_empty() => {
            list(place, pointer, old, new, out);
        }
        _ => out.push(Operation::Replace(pointer.to_owned(), to.clone())),
    }
}

fn list(place: &Place, pointer: &str, old: &[Value], new: &[Value], out: &mut Vec<Operation>) {
    let of = pairs(place, new, old, Closeness::Akin);
    // what stands there now, as numbers of the old list
    let mut now: Vec<Option<usize>> = (0..old.len()).map(Some).collect();
    for index in (0..old.len()).rev().filter(|it| !of.contains(&Some(*it))) {
        out.push(Operation::Remove(format!("{pointer}/{index}")));
        now.remove(index);
    }
    for (index, (it, before)) in new.iter().zip(of).enumerate() {
        let at = format!("{pointer}/{index}");
        let Some(before) = before else {
            out.push(Operation::Add(at, it.clone()));
            now.insert(index, None);
            continue;
        };
        let found = now.iter().position(|it| *it == Some(before)).unwrap_or(index);
        if found != index {
            out.push(Operation::Move(format!("{pointer}/{found}"), at.clone()));
            let moved = now.remove(found);
            now.insert(index, moved);
        }
        value(place, &at, &old[before], it, out);
    }
}
