//! What a bundle says of the incident beside a flow of attack: its incident, events, tasks and impacts.
//!
//! The flow has the steps and the hosts; the rest is read as from any bundle, and joined to it. A host of the same name is
//! the same host, and a source of the same publisher and title the same source.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::bundle::Bundle;
use super::draft;
use super::object::Object;
use crate::diag::Report;
use crate::foreign::Fidelity;
use crate::foreign::make::Names;
use crate::foreign::pointer::{self, text, texts};
use crate::import::draft::IncidentDraft;
use crate::import::native;
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The types of the incident extension.
pub const KINDS: [&str; 4] = ["event", "impact", "incident", "task"];

/// Fields that name what is read with an object.
const OF_ALL: [&str; 3] = ["/object_marking_refs", "/created_by_ref", "/impacted_refs"];

/// Joins to the flow of a file what else it says; of several flows nobody knows which of them it is about.
pub fn join(value: &Value, flows: &mut [IncidentDraft], report: &mut Fidelity) {
    // what stands twice or has no type, the reader of the flow has said
    let mut bundle = Bundle::of(value, &[], &mut Fidelity::default());
    let own: Vec<Object> = bundle.objects.values().copied().filter(|it| KINDS.contains(&it.kind)).collect();
    if own.is_empty() {
        return;
    }
    let [flow] = flows else {
        for it in own {
            report.left_out(Phrase::stix_objects_of(it.kind), bundle.at(it.index));
        }
        return;
    };
    let is_own = |id: &str| own.iter().any(|it| it.id == id);
    // what an impact hit, is an asset of the flow
    let named = |it: &Object<'_>| if it.kind == "impact" { &OF_ALL[..2] } else { &OF_ALL[..] };
    let mut kept: BTreeSet<&str> =
        own.iter().flat_map(|it| named(it).iter().flat_map(|field| texts(it.value, field))).collect();
    kept.extend(own.iter().map(|it| it.id));
    for it in bundle.all("relationship") {
        let ends = [it.text("/source_ref"), it.text("/target_ref")];
        if ends.into_iter().flatten().any(is_own) {
            kept.extend(ends.into_iter().flatten().chain([it.id]));
        }
    }
    bundle.objects.retain(|id, _| kept.contains(id));
    let other = draft(&bundle, report);
    if let Some(joined) = joined(flow, &other) {
        *flow = joined;
    }
}

/// Lists of parts with ids.
const LISTS: [&str; 10] =
    ["sources", "hosts", "pivots", "events", "counts", "techniques", "motives", "related", "facts", "questions"];
/// Fields that name other parts.
const NAMING: [&str; 8] = ["source", "via", "after", "hosts", "host", "from", "to", "technique"];

fn joined(flow: &IncidentDraft, other: &IncidentDraft) -> Option<IncidentDraft> {
    let (mut flow, mut other) = (serde_json::to_value(flow).ok()?, serde_json::to_value(other).ok()?);
    let marking = |it: &Value| text(it, "/marking").and_then(Marking::parse);
    let strictest = Marking::stricter(marking(&flow), marking(&other));
    let (mut names, mut given) = (Names::default(), BTreeMap::new());
    for id in LISTS.iter().flat_map(|it| pointer::list(&flow, &format!("/{it}"))).filter_map(|it| text(it, "/id")) {
        names.id(id);
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for list in LISTS {
        let path = format!("/{list}");
        for it in pointer::list(&other, &path) {
            let Some(id) = text(it, "/id") else { continue };
            let is_same = |old: &&Value| match list {
                "hosts" => old["label"] == it["label"],
                "sources" => old["publisher"] == it["publisher"] && old["title"] == it["title"],
                _ => false,
            };
            let same = pointer::list(&flow, &path).iter().find(is_same).and_then(|it| text(it, "/id"));
            known.extend(same.map(|_| id.to_owned()));
            given.insert(id.to_owned(), same.map_or_else(|| names.id(id), str::to_owned));
        }
    }
    for list in LISTS {
        let Some(parts) = other[list].as_array_mut() else { continue };
        for mut part in std::mem::take(parts) {
            let old = text(&part, "/id").unwrap_or_default().to_owned();
            rename(&mut part, &given);
            part["id"] = given.get(&old).cloned().unwrap_or(old.clone()).into();
            if known.contains(&old) {
                states(&mut flow, &part);
            } else if let Some(all) = list_of(&mut flow, list) {
                all.push(part);
            }
        }
    }
    for field in ["victim", "actor", "posture", "summary"] {
        let mut told = other[field].take();
        rename(&mut told, &given);
        if flow[field].is_null() && !told.is_null() {
            flow[field] = told;
        }
    }
    if let Some(marking) = strictest {
        flow["marking"] = marking.as_str().into();
    }
    native::read(flow, &mut Report::default()).ok()
}

/// What became of a host that the flow has too, unless the flow says it.
fn states(flow: &mut Value, host: &Value) {
    let own = flow["hosts"].as_array_mut().into_iter().flatten().find(|it| it["id"] == host["id"]);
    if let Some(own) = own.filter(|it| it.get("states").is_none() && host.get("states").is_some()) {
        own["states"] = host["states"].clone();
    }
}

fn list_of<'a>(file: &'a mut Value, field: &str) -> Option<&'a mut Vec<Value>> {
    file.as_object_mut()?.entry(field).or_insert_with(|| json!([])).as_array_mut()
}

/// Puts new ids in place of old ones.
fn rename(value: &mut Value, given: &BTreeMap<String, String>) {
    let fields: &mut dyn Iterator<Item = (&String, &mut Value)> = match value {
        Value::Array(all) => return all.iter_mut().for_each(|it| rename(it, given)),
        Value::Object(all) => &mut Map::iter_mut(all),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
    };
    for (key, it) in fields {
        match it {
            Value::String(id) if NAMING.contains(&key.as_str()) => {
                if let Some(new) = given.get(id) {
                    id.clone_from(new);
                }
            }
            Value::Array(ids) if NAMING.contains(&key.as_str()) => {
                for id in ids {
                    if let Some(new) = id.as_str().and_then(|it| given.get(it)) {
                        *id = new.as_str().into();
                    }
                }
            }
            other => rename(other, given),
        }
    }
}
