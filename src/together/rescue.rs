//! What two changes do to each other that each of them is right about: one takes out what the other one names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::merge::{Conflict, Favor, Reason};
use super::place::name;
use crate::document::mentions;
use crate::import::import_value;
use crate::tongue::Phrase;

/// Brings back the parts that one side took out and the other one names, with all that they name.
pub fn named(
    merged: &mut Value,
    base: Option<&Value>,
    a: &Value,
    b: &Value,
    favor: Favor,
    conflicts: &mut Vec<Conflict>,
) {
    if base.is_none() {
        return; // nothing was taken out
    }
    let mut lost: Vec<(String, usize, &Value, bool)> = Vec::new();
    for (side, is_ours) in [(a, true), (b, false)] {
        lost.extend(parts(side).into_iter().map(|(list, at, part)| (list, at, part, is_ours)));
    }
    loop {
        let there: BTreeSet<String> =
            parts(merged).iter().filter_map(|(_, _, it)| Some(name(it)?.to_owned())).collect();
        let found = lost.iter().position(|(_, _, it, _)| {
            name(it).is_some_and(|id| !there.contains(id) && !mentions(merged, id).is_empty())
        });
        let Some(found) = found else { return };
        let (list, at, part, is_ours) = lost.remove(found);
        let Some(file) = merged.as_object_mut() else { return };
        let items = file.entry(&list).or_insert_with(|| Value::Array(Vec::new()));
        let Some(items) = items.as_array_mut() else { return };
        items.insert(at.min(items.len()), part.clone());
        if favor == Favor::Ask {
            let side = |is_there: bool| is_there.then(|| part.clone());
            let path = format!("/{list}/{}", name(part).unwrap_or_default());
            conflicts.push(Conflict { path, reason: Reason::Named, ours: side(is_ours), theirs: side(!is_ours) });
        }
    }
}

/// All parts that can be named, with their lists and places.
fn parts(file: &Value) -> Vec<(String, usize, &Value)> {
    let lists = file.as_object().into_iter().flatten().filter_map(|(key, it)| Some((key, it.as_array()?)));
    let parts = lists.flat_map(|(key, items)| items.iter().enumerate().map(move |(at, it)| (key.clone(), at, it)));
    parts.filter(|(_, _, it)| it.get("id").is_some_and(Value::is_string)).collect()
}

/// Adds what the check of the file says of it and of neither side.
pub fn findings(merged: &Value, a: &Value, b: &Value, conflicts: &mut Vec<Conflict>) {
    let said = |file: &Value| -> Vec<(String, Phrase)> {
        let report = import_value(file.clone()).map(|it| it.report).unwrap_or_default();
        report.diagnostics.into_iter().map(|it| (it.pointer, it.message)).collect()
    };
    let known: BTreeSet<Phrase> = [a, b].into_iter().flat_map(said).map(|(_, it)| it).collect();
    for (path, said) in said(merged).into_iter().filter(|(_, it)| !known.contains(it)) {
        conflicts.push(Conflict { path, reason: Reason::Together(said), ours: None, theirs: None });
    }
}
