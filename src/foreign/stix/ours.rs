//! Bundles that this program wrote → the incidents that they were made of.
//!
//! Each object holds the part of the incident file that it was made of, and the note the rest of the file. Others may have
//! worked on the bundle since: an object that is gone or revoked takes its part with it, and a stricter marking holds for
//! all claims of the part. What they added or wrote in other properties is not read, and the report says so.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::bundle::Bundle;
use super::object::Object;
use super::{FRAME, marking};
use crate::foreign::make::Names;
use crate::foreign::mend::mended;
use crate::foreign::pointer::{self, text};
use crate::foreign::{Content, Fidelity};
use crate::import::draft::{FORMAT, IncidentDraft};
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The extension that holds the parts, as `export::stix` writes it.
const OURS: &str = "extension-definition--9b1c0a54-3f0e-5d6b-8f57-2f1d6a3c7e10";

/// Whether a bundle holds parts of incident files.
pub fn sniff(content: &Content) -> bool {
    let is_part = |it: &Value| ours(it).is_some_and(|it| it.get("pointer").is_some_and(Value::is_string));
    let Some(value) = content.json() else { return false };
    let objects = value.as_array().map_or_else(|| pointer::list(value, "/objects"), Vec::as_slice);
    objects.iter().any(is_part)
}

fn ours(object: &Value) -> Option<&Value> {
    object.get("extensions")?.get(OURS)
}

/// Reads it: one draft for each incident of which there are parts.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Some(value) = content.json() else { return Vec::new() };
    let bundle = Bundle::of(value, &[], report);
    let authors: BTreeSet<&str> =
        bundle.all("extension-definition").filter_map(|it| it.text("/created_by_ref")).collect();
    let mut incidents: BTreeMap<&str, Vec<Object>> = BTreeMap::new();
    for object in bundle.objects.values() {
        match ours(object.value).and_then(|it| text(it, "/incident")) {
            Some(incident) => incidents.entry(incident).or_default().push(*object),
            None if FRAME.contains(&object.kind) && object.kind != "relationship" || authors.contains(object.id) => {}
            None => report.left_out(Phrase::stix_beside_ours(), bundle.at(object.index)),
        }
    }
    incidents
        .into_iter()
        .filter_map(|(id, objects)| {
            mended(File::of(id, &objects, &bundle, report).value, Phrase::stix_ours_dangling, report)
        })
        .collect()
}

/// An incident file that is put together again.
struct File {
    value: Value,
}

impl File {
    fn of(id: &str, objects: &[Object], bundle: &Bundle, report: &mut Fidelity) -> Self {
        // all were written at once, so one that is younger was changed since
        let written = objects.iter().filter_map(|it| it.text("/modified")).min();
        let mut whole = json!({});
        let mut parts: Vec<(&str, Value, Option<Marking>)> = Vec::new();
        let mut levels: Vec<Option<Marking>> = Vec::new();
        for object in objects {
            let place = bundle.at(object.index);
            if object.text("/modified") != written {
                report.left_out(Phrase::stix_ours_changed(), place.clone());
            }
            let level = marking::of(*object, bundle);
            let Some((pointer, value)) = part(object) else {
                levels.push(level.filter(|_| object.kind == "incident"));
                continue;
            };
            report.carried(Phrase::stix_ours(), place);
            if pointer.is_empty() {
                levels.push(level);
                whole = if value.is_object() { value.clone() } else { whole };
            } else {
                parts.push((pointer, value.clone(), level));
            }
        }
        let own = text(&whole, "/marking").and_then(Marking::parse);
        let mut file = Self { value: whole };
        for (pointer, mut value, level) in parts {
            raise(&mut value, level, own);
            file.put(pointer, value);
        }
        file.settle();
        file.head(id, objects);
        // an object of the whole is marked as the strictest of its parts
        let own = strictest(&file.value);
        let raised = levels.into_iter().flatten().min().filter(|it| own.is_none_or(|own| it.is_above(own)));
        if let Some(level) = raised {
            file.value["marking"] = level.as_str().into();
        }
        file.sources(objects, report);
        file
    }

    /// Puts a part where it was; what is in a list waits there with its index.
    fn put(&mut self, pointer: &str, part: Value) {
        let mut steps = pointer.split('/').skip(1);
        let (Some(field), next) = (steps.next(), steps.next()) else { return };
        match next.map(|it| (it, it.parse::<usize>().ok())) {
            None => self.value[field] = part,
            Some((_, Some(index))) => {
                if let Some(list) = list_of(&mut self.value, field) {
                    list.push(json!({ "index": index, "waiting": part }));
                }
            }
            Some((name, None)) => {
                if !self.value[field].is_object() {
                    self.value[field] = json!({});
                }
                self.value[field][name] = part;
            }
        }
    }

    /// Gives what waits in lists its old place between what no object held.
    fn settle(&mut self) {
        for it in self.value.as_object_mut().into_iter().flat_map(Map::values_mut) {
            let Some(list) = it.as_array_mut() else { continue };
            let mut placed: BTreeMap<usize, Value> = BTreeMap::new();
            let mut others = Vec::new();
            for mut it in std::mem::take(list) {
                match (it.get("waiting").is_some(), it["index"].as_u64().and_then(|it| usize::try_from(it).ok())) {
                    (true, Some(index)) => drop(placed.insert(index, it["waiting"].take())),
                    _ => others.push(it),
                }
            }
            let free = (0..).filter(|it| !placed.contains_key(it)).zip(others).collect::<Vec<_>>();
            placed.extend(free);
            list.extend(placed.into_values());
        }
    }

    /// What no incident can be without, if the note is gone that held it.
    fn head(&mut self, id: &str, objects: &[Object]) {
        let Some(file) = self.value.as_object_mut() else { return };
        let title = objects.iter().find(|it| it.kind == "incident").map_or(id, Object::name);
        let id = if id.is_empty() { Names::default().id(title) } else { id.to_owned() };
        for (key, value) in [("format", FORMAT), ("id", &id), ("title", title)] {
            file.entry(key).or_insert_with(|| value.into());
        }
    }

    /// Sources of which only the references of objects are left.
    fn sources(&mut self, objects: &[Object], report: &mut Fidelity) {
        let known: BTreeSet<String> =
            pointer::list(&self.value, "/sources").iter().filter_map(|it| text(it, "/id")).map(str::to_owned).collect();
        let mut found: BTreeMap<&str, Value> = BTreeMap::new();
        for it in objects.iter().flat_map(|it| pointer::list(it.value, "/external_references")) {
            let (Some(id), Some(name)) = (text(it, "/external_id"), text(it, "/source_name")) else { continue };
            if known.contains(id) || name == "mitre-attack" || found.contains_key(id) {
                continue;
            }
            let mut source = json!({ "id": id, "kind": "analyst", "publisher": name });
            for (from, to) in [("url", "url"), ("description", "note")] {
                if let Some(value) = it.get(from) {
                    source[to] = value.clone();
                }
            }
            report.derived(Phrase::stix_ours_sources(), id);
            found.insert(id, source);
        }
        if let Some(list) = list_of(&mut self.value, "sources").filter(|_| !found.is_empty()) {
            list.extend(found.into_values());
        }
    }
}

/// The part of a file that an object holds, and where it stood.
fn part<'a>(object: &Object<'a>) -> Option<(&'a str, &'a Value)> {
    let ours = ours(object.value)?;
    // the pointer of the whole is empty
    Some((ours.get("pointer")?.as_str()?, ours.get("value")?))
}

/// A list of a file, which is there from now on; nothing, if something else stands there.
fn list_of<'a>(file: &'a mut Value, field: &str) -> Option<&'a mut Vec<Value>> {
    file.as_object_mut()?.entry(field).or_insert_with(|| json!([])).as_array_mut()
}

/// The strictest marking of anything in a value; one that cannot be read is no looser than any.
fn strictest(value: &Value) -> Option<Marking> {
    let of = |(key, it): (&String, &Value)| match it.as_str().filter(|_| key == "marking") {
        Some(word) => Some(Marking::parse(word).unwrap_or(Marking::Red)),
        None => strictest(it),
    };
    match value {
        Value::Object(all) => all.iter().filter_map(of).min(),
        Value::Array(all) => all.iter().filter_map(strictest).min(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Marks all claims of a part if it is marked more strictly than any of them, and the part itself if others speak of it too.
fn raise(part: &mut Value, level: Option<Marking>, whole: Option<Marking>) {
    let own = Marking::stricter(strictest(part), whole);
    let Some(level) = level.filter(|it| own.is_none_or(|own| it.is_above(own))) else { return };
    let lists = part.as_object_mut().into_iter().flat_map(Map::values_mut).filter_map(Value::as_array_mut);
    for claim in lists.flatten().filter(|it| it.get("source").is_some()) {
        claim["marking"] = level.as_str().into();
    }
    if part.is_object() && part.get("claims").is_none() {
        part["marking"] = level.as_str().into();
    }
}
