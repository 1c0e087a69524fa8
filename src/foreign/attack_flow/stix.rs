//! A STIX 2.1 bundle with the Attack Flow extension → the flow.

use std::collections::BTreeMap;

use serde_json::Value;

use super::attack;
use super::flow::{Block, Flow, Kind, Line, Reference};
use crate::foreign::pointer::{self, text, texts};
use crate::foreign::stix::beside::KINDS;
use crate::foreign::stix::marking_among;
use crate::foreign::{Fidelity, several};
use crate::sorting;
use crate::tongue::Phrase;

/// The fields by which an object leads to others, and what a line from a condition means.
const LEADS: [(&str, Option<bool>); 6] = [
    ("/effect_refs", None),
    ("/on_true_refs", Some(true)),
    ("/on_false_refs", Some(false)),
    ("/asset_refs", None),
    ("/command_ref", None),
    ("/object_ref", None),
];

/// Objects that are about the file and not about the flow.
const FRAME: [&str; 5] =
    ["extension-definition", "attack-flow", "relationship", "marking-definition", "attack-pattern"];

/// Whether the value is a bundle that holds a flow.
pub fn is(value: &Value) -> bool {
    let objects = value.as_array().map_or_else(|| pointer::list(value, "/objects"), Vec::as_slice);
    objects.iter().any(|it| text(it, "/type").is_some_and(|it| it == "attack-flow" || it == "attack-action"))
}

/// The objects of a file by id, each with its place in the list.
type Objects<'a> = BTreeMap<&'a str, (usize, &'a Value)>;

/// Reads it: one flow for each that leads to a step.
pub fn read(value: &Value, report: &mut Fidelity) -> Vec<Flow> {
    let (objects, path) = match value.as_array() {
        Some(objects) => (objects.as_slice(), ""),
        None => (pointer::list(value, "/objects"), "/objects"),
    };
    let all = by_id(objects, path, report);
    let mut heads: Vec<&str> = ids_of(&all, "attack-flow").collect();
    sorting::by_key(&mut heads, |it| text(all[it].1, "/name"));
    let is_step = |id: &&str| text(all[*id].1, "/type").is_some_and(|it| Kind::of(it).is_step());
    let values = sorting::map_of(all.iter().map(|(id, (_, it))| (*id, *it)));
    let mut parts = several::parts(&values, &heads);
    let is_flow: Vec<bool> = parts.of.iter().map(|it| it.iter().any(is_step)).collect();
    if is_flow.iter().filter(|it| **it).count() < 2 {
        for head in heads.iter().skip(1) {
            report.left_out(Phrase::flow_no_step(), format!("{path}/{}", all[head].0));
        }
        let head = heads.iter().zip(&is_flow).find(|(_, it)| **it).map(|(id, _)| id).or(heads.first());
        return vec![flow(&all, head.copied(), path, report)];
    }
    let mut flows = Vec::new();
    parts.report(&Phrase::import_flow(), report, &|id| format!("{path}/{}", all[id].0));
    for (index, head) in heads.iter().enumerate() {
        if !is_flow[index] {
            report.left_out(Phrase::flow_no_step(), format!("{path}/{}", all[head].0));
            continue;
        }
        let part = std::mem::take(&mut parts.of[index]);
        let own = all.iter().filter(|(id, _)| part.contains(*id));
        let own: Objects = sorting::map_of(own.map(|(id, it)| (*id, *it)));
        let mut flow = flow(&own, Some(head), path, report);
        let is_own = |it: &str| own.contains_key(it) || !all.contains_key(it);
        for line in flow.lines.iter().filter(|it| !is_own(&it.to)) {
            report.left_out(Phrase::flow_to_another(), line.at.clone());
        }
        flow.lines.retain(|it| is_own(&it.to));
        flows.push(flow);
    }
    flows
}

/// The objects by their ids; of two with one id the same one counts, whichever comes first.
fn by_id<'a>(objects: &'a [Value], path: &str, report: &mut Fidelity) -> Objects<'a> {
    let mut all: Objects = BTreeMap::new();
    for (index, object) in objects.iter().enumerate() {
        let Some(id) = text(object, "/id") else { continue };
        let other = all.get(id).map(|(other, value)| (*other, value.to_string()));
        let (taken, left) = match other {
            Some((_, value)) if *value <= *object.to_string() => (None, Some(index)),
            Some((other, _)) => (Some(object), Some(other)),
            None => (Some(object), None),
        };
        if let Some(left) = left {
            report.left_out(Phrase::flow_taken_ids(), format!("{path}/{left}"));
        }
        if let Some(object) = taken {
            all.insert(id, (index, object));
        }
    }
    all
}

/// The ids of the objects of a type.
fn ids_of<'a, 'b>(all: &'b Objects<'a>, kind: &'b str) -> impl Iterator<Item = &'a str> + 'b {
    all.iter().filter(move |(_, (_, it))| text(it, "/type") == Some(kind)).map(|(id, _)| *id)
}

/// One flow out of its objects.
fn flow(by_id: &Objects, head: Option<&str>, path: &str, report: &mut Fidelity) -> Flow {
    let (at, head) = head.and_then(|it| by_id.get(it)).map_or((0, &Value::Null), |it| *it);
    let at = format!("{path}/{at}");
    let is_of = |object: &Value, kind: &str| text(object, "/type") == Some(kind);
    let mut flow = head_of(head, &at, by_id);
    let find = |id: &str| by_id.get(id).map(|(_, it)| *it);
    flow.marking = marking_among(head, &find, &at, report);
    if let Some((index, author)) = text(head, "/created_by_ref").and_then(|it| by_id.get(it)) {
        let at = format!("{path}/{index}");
        let marking = marking_among(author, &find, &at, report);
        if flow.author.is_some() && marking.is_some_and(|it| flow.marking.is_none_or(|whole| it.is_above(whole))) {
            flow.author = None;
            report.left_out(Phrase::flow_author_marked(), at);
        }
    }
    let frame = frame_ids(by_id, head);
    for (id, (index, object)) in by_id {
        let kind = text(object, "/type").unwrap_or_default();
        if FRAME.contains(&kind) || KINDS.contains(&kind) || frame.contains(id) {
            continue;
        }
        let at = format!("{path}/{index}");
        let mut block = block(id, kind, object, at.clone(), by_id);
        block.marking = marking_among(object, &find, &at, report);
        flow.blocks.push(block);
    }
    for (id, (index, object)) in by_id {
        let at = |field: &str| format!("{path}/{index}{field}");
        let mut lead = |from: &str, to: &str, holds: Option<bool>, at: String| {
            // what the bundle says of the incident is read beside the flow
            let is_beside = |id: &str| id.split_once("--").is_some_and(|(kind, _)| KINDS.contains(&kind));
            if is_beside(from) || is_beside(to) {
                return;
            }
            flow.lines.push(Line { from: from.to_owned(), to: to.to_owned(), holds, at });
        };
        if is_of(object, "relationship") {
            if let (Some(from), Some(to)) = (text(object, "/source_ref"), text(object, "/target_ref")) {
                lead(from, to, None, format!("{path}/{index}"));
            }
        } else if is_of(object, "note") {
            for to in texts(object, "/object_refs") {
                lead(id, to, None, at("/object_refs"));
            }
        } else {
            for (field, holds) in LEADS {
                for to in texts(object, field) {
                    lead(id, to, holds, at(field));
                }
            }
        }
        for field in ["/technique_ref", "/tactic_ref"] {
            if text(object, field).is_some_and(|it| !by_id.contains_key(it)) {
                report.left_out(Phrase::flow_attack_references(), at(field));
            }
        }
    }
    flow
}

/// The objects that say who wrote the file.
fn frame_ids<'a>(by_id: &Objects<'a>, head: &'a Value) -> Vec<&'a str> {
    let makers = by_id.values().filter(|(_, it)| text(it, "/type") == Some("extension-definition"));
    let mut ids: Vec<&str> = makers.filter_map(|(_, it)| text(it, "/created_by_ref")).collect();
    ids.extend(text(head, "/created_by_ref"));
    ids
}

fn head_of(head: &Value, at: &str, by_id: &Objects) -> Flow {
    let author = text(head, "/created_by_ref").and_then(|it| text(by_id.get(it)?.1, "/name"));
    Flow {
        name: text(head, "/name").unwrap_or_default().to_owned(),
        about: text(head, "/description").map(str::to_owned),
        scope: text(head, "/scope").map(str::to_owned),
        author: author.map(str::to_owned),
        written: text(head, "/modified").or(text(head, "/created")).and_then(pointer::day).map(|it| it.to_string()),
        references: references(head, at),
        ..Flow::default()
    }
}

/// The external references of a flow that say where or what.
fn references(head: &Value, at: &str) -> Vec<Reference> {
    let all = pointer::list(head, "/external_references").iter().enumerate();
    let reference = |(index, value): (usize, &Value)| {
        let (name, url) = (text(value, "/source_name"), text(value, "/url"));
        let about = text(value, "/description").map(str::to_owned);
        let at = format!("{at}/external_references/{index}");
        Some(Reference { name: name.or(url)?.to_owned(), about, url: url.map(str::to_owned), at })
    };
    all.filter_map(reference).collect()
}

fn block(id: &str, word: &str, object: &Value, at: String, by_id: &Objects) -> Block {
    let kind = match (Kind::of(word), text(object, "/operator")) {
        (_, Some(operator)) if operator.eq_ignore_ascii_case("or") => Kind::Or,
        (_, Some(operator)) if operator.eq_ignore_ascii_case("and") => Kind::And,
        (kind, _) => kind,
    };
    let about = text(object, "/description").or_else(|| text(object, "/content"));
    let name = ["/name", "/abstract", "/display_name", "/value", "/account_login", "/path", "/command_line", "/key"]
        .iter()
        .find_map(|it| text(object, it));
    let mut block = Block::new(kind, id, at, name.or(about).unwrap_or(word));
    word.clone_into(&mut block.word);
    block.about = about.map(str::to_owned);
    block.other_names = texts(object, "/aliases").into_iter().map(str::to_owned).collect();
    block.types = ["/infrastructure_types", "/malware_types", "/tool_types"]
        .iter()
        .flat_map(|it| texts(object, it))
        .map(str::to_owned)
        .collect();
    block.confidence = object.get("confidence").and_then(Value::as_u64);
    block.start = text(object, "/execution_start").or_else(|| text(object, "/first_seen")).map(str::to_owned);
    block.end = text(object, "/execution_end").or_else(|| text(object, "/last_seen")).map(str::to_owned);
    if kind == Kind::Action {
        let told = text(object, "/technique_id").or_else(|| {
            let pattern = by_id.get(text(object, "/technique_ref")?)?.1;
            pointer::list(pattern, "/external_references").iter().find_map(|it| text(it, "/external_id"))
        });
        attack::take(&mut block, told, text(object, "/tactic_id"));
    }
    block
}
