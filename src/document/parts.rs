//! Edits that concern several places: a new id, an id that changes, a part that goes with all that needs it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::patch::{Operation, Patch};
use crate::import::draft::FILE;
use crate::import::json::token;
use crate::import::role::{Known, Role};
use crate::sorting;
use crate::spelling;

/// A place that names a part by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The JSON Pointer of the id.
    pub at: String,
    /// What goes if the part goes: the id alone, or the claim, step or entry that means nothing without it.
    pub goes: String,
}

/// Where something stands.
#[derive(Clone)]
struct Spot {
    known: Known,
    pointer: String,
    /// The last object around it that is an item of a list: a claim, a step.
    item: String,
}

impl Spot {
    const WHOLE: fn() -> Self = || Self { known: FILE, pointer: String::new(), item: String::new() };

    fn member(&self, key: &str) -> Self {
        let pointer = format!("{}/{}", self.pointer, token(key));
        // a part that is written short has the fields of its claim itself
        let claims = self.known.inside.iter().find(|it| matches!(it.role, Role::Claims(_)));
        let claim = claims.filter(|_| self.known.is_claimed() && self.known.is_of_claim(key));
        let known = claim.unwrap_or(&self.known).field(key);
        Self { known, pointer, item: self.item.clone() }
    }

    fn item(&self, index: usize, value: &Value) -> Self {
        let pointer = format!("{}/{index}", self.pointer);
        let item = if value.is_object() { pointer.clone() } else { self.item.clone() };
        Self { known: self.known, pointer, item }
    }
}

/// Calls `visit` for each string that stands in a field of the format.
fn strings(spot: &Spot, value: &Value, visit: &mut dyn FnMut(&Spot, &str)) {
    match value {
        _ if matches!(spot.known.role, Role::Note) => {}
        Value::String(text) => match spot.known.role {
            // a claim that is nothing but its value
            Role::Claims(value) => {
                let known = Known { role: *value, ..spot.known };
                visit(&Spot { known, pointer: spot.pointer.clone(), item: spot.pointer.clone() }, text);
            }
            _ => visit(spot, text),
        },
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, it)| strings(&spot.item(index, it), it, visit));
        }
        Value::Object(members) => members.iter().for_each(|(key, it)| strings(&spot.member(key), it, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether an id of the file stands there.
fn is_id(spot: &Spot) -> bool {
    matches!(spot.known.role, Role::Id | Role::Code) && spot.known.name == "id" && spot.pointer != "/id"
}

/// All places that name a part by its id, in the order of the file's fields.
pub fn mentions(document: &Value, id: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    strings(&Spot::WHOLE(), document, &mut |spot, text| {
        if text != id || !spot.known.role.is_reference() {
            return;
        }
        let goes = match spot.known.role {
            Role::Bond => spot.item.clone(),
            _ => spot.pointer.clone(),
        };
        found.push(Mention { at: spot.pointer.clone(), goes });
    });
    found
}

/// All ids of the file. They share one space.
pub fn ids(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    strings(&Spot::WHOLE(), document, &mut |spot, text| {
        if is_id(spot) {
            found.insert(text.to_owned());
        }
    });
    found
}

/// An id for a new part, made of its label, that nothing in the file has. Where a label has no letters of ASCII, it is called
/// as its kind (`host`), with a number.
pub fn fresh_id(document: &Value, label: &str, kind: &str) -> String {
    fresh_among(&ids(document), label, kind)
}

/// The same, where the ids of the file are known.
pub fn fresh_among(taken: &BTreeSet<String>, label: &str, kind: &str) -> String {
    let mut plain = String::new();
    for c in spelling::plain(label).chars() {
        if c.is_ascii_alphanumeric() {
            plain.push(c);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    let plain = plain.get(..plain.len().min(40)).unwrap_or_default().trim_end_matches('-');
    if !plain.is_empty() && !taken.contains(plain) {
        return plain.to_owned();
    }
    let stem = if plain.is_empty() { kind } else { plain };
    let first = if plain.is_empty() { 1 } else { 2 };
    let numbered = (first..).map(|n: usize| format!("{stem}-{n}"));
    numbered.into_iter().find(|it| !taken.contains(it)).unwrap_or_default()
}

/// Gives a part another id, at its place and wherever it is named.
pub fn renaming(document: &Value, id: &str, new: &str) -> Patch {
    let mut operations = Vec::new();
    strings(&Spot::WHOLE(), document, &mut |spot, text| {
        if text == id && (is_id(spot) || spot.known.role.is_reference()) {
            operations.push(Operation::Replace(spot.pointer.clone(), new.into()));
        }
    });
    Patch(operations)
}

/// Takes out what stands at a place, and all that means nothing without it: references to its ids, claims of a source that goes,
/// steps from and to a host that goes, parts whose last claim goes.
pub fn removal(document: &Value, pointer: &str) -> Patch {
    let mut gone = sorting::set_of([pointer.to_owned()]);
    loop {
        let before = gone.len();
        let mut ids = BTreeSet::new();
        strings(&Spot::WHOLE(), document, &mut |spot, text| {
            if is_id(spot) && is_within(&gone, &spot.item) {
                ids.insert(text.to_owned());
            }
        });
        let named = ids.iter().flat_map(|it| mentions(document, it)).map(|it| it.goes);
        gone.extend(named.filter(|it| !it.is_empty()).collect::<Vec<_>>());
        unclaimed(&Spot::WHOLE(), document, &mut gone);
        emptied(&Spot::WHOLE(), document, &mut gone);
        if gone.len() == before {
            break;
        }
    }
    // what lies in something else that goes, goes with it; the last first, so that places stay true
    let mut outermost: Vec<&String> = gone.iter().filter(|it| !is_inside(&gone, it)).collect();
    sorting::by_key(&mut outermost, |it| places(it));
    Patch(outermost.into_iter().rev().map(|it| Operation::Remove(it.clone())).collect())
}

/// A pointer whose numbers sort as numbers.
fn places(pointer: &str) -> Vec<(usize, String)> {
    pointer.split('/').map(|it| it.parse().map_or((usize::MAX, it.to_owned()), |n| (n, String::new()))).collect()
}

/// Whether a place lies in one of these, or is one of them.
fn is_within(gone: &BTreeSet<String>, pointer: &str) -> bool {
    gone.contains(pointer) || is_inside(gone, pointer)
}

/// Whether a place lies in one of these.
fn is_inside(gone: &BTreeSet<String>, pointer: &str) -> bool {
    pointer.match_indices('/').any(|(at, _)| at > 0 && gone.contains(&pointer[..at]))
}

/// Adds the parts whose claims all go, such as a step that nobody tells any more.
fn unclaimed(spot: &Spot, value: &Value, gone: &mut BTreeSet<String>) {
    match value {
        _ if matches!(spot.known.role, Role::Note) => {}
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, it)| unclaimed(&spot.item(index, it), it, gone));
        }
        Value::Object(members) => {
            let is_claimed = matches!(spot.known.role, Role::Claimed);
            if let Some(Value::Array(claims)) = members.get("claims").filter(|_| is_claimed) {
                let claim = |index: usize| format!("{}/claims/{index}", spot.pointer);
                let is_lost = !claims.is_empty() && (0..claims.len()).all(|it| is_within(gone, &claim(it)));
                if is_lost {
                    gone.insert(spot.pointer.clone());
                }
            }
            members.iter().for_each(|(key, it)| unclaimed(&spot.member(key), it, gone));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Adds the lists of which nothing stays, if they hold claims or references: an empty list says nothing, and some may not be empty.
fn emptied(spot: &Spot, value: &Value, gone: &mut BTreeSet<String>) {
    match value {
        _ if matches!(spot.known.role, Role::Note) => {}
        Value::Array(items) => {
            let item = |index: usize| format!("{}/{index}", spot.pointer);
            let is_said = matches!(spot.known.role, Role::Claims(_) | Role::Link);
            if is_said && !items.is_empty() && (0..items.len()).all(|it| is_within(gone, &item(it))) {
                gone.insert(spot.pointer.clone());
            }
            items.iter().enumerate().for_each(|(index, it)| emptied(&spot.item(index, it), it, gone));
        }
        Value::Object(members) => members.iter().for_each(|(key, it)| emptied(&spot.member(key), it, gone)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
