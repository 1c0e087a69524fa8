//! Files of other tools as large as one likes: the records of a small one again and again, with ids and names of their own.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// How a file is made larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grows {
    /// By its lines.
    Lines,
    /// By its lines after the first, which is the header.
    Rows,
    /// By the objects of the lists at these JSON Pointers.
    Lists(&'static [&'static str]),
}

/// By what objects are called, and refer to each other.
const IDS: [&str; 8] = ["id", "uuid", "incident_id", "Name", "entity", "name", "value", "victim_id"];
/// What a file holds once: what it is about, and who says it.
const HEADS: [&str; 6] =
    ["attack-flow", "incident", "report", "identity", "extension-definition", "marking-definition"];

/// The text, grown to at least so many bytes.
pub fn grown(text: &str, grows: Grows, size: usize) -> String {
    let (head, body) = match grows {
        Grows::Lists(pointers) => return grown_lists(text, pointers, size),
        Grows::Rows => text.split_once('\n').unwrap_or((text, "")),
        Grows::Lines => ("", text),
    };
    let body = body.trim_end().to_owned() + "\n";
    let head = if head.is_empty() { String::new() } else { format!("{head}\n") };
    format!("{head}{}", body.repeat(size.div_ceil(body.len())))
}

fn grown_lists(text: &str, pointers: &[&str], size: usize) -> String {
    let mut value: Value = serde_json::from_str(text).expect("a case is JSON");
    if pointers == [""] && value.is_object() {
        value = Value::Array(vec![value]); // one record becomes a list of such
    }
    let n_times = size.div_ceil(value.to_string().len());
    for pointer in pointers {
        let Some(Value::Array(items)) = value.pointer_mut(pointer) else { continue };
        let is_head = |it: &&Value| it["type"].as_str().is_some_and(|it| HEADS.contains(&it));
        let records: Vec<Value> = items.iter().filter(|it| !is_head(it)).cloned().collect();
        let mut ids = BTreeSet::new();
        for it in &records {
            collect(it, &mut ids);
        }
        for number in 1..n_times {
            items.extend(records.iter().map(|it| renamed(it, &ids, number)));
        }
    }
    value.to_string()
}

fn collect(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| collect(it, ids)),
        Value::Object(fields) => {
            for (key, it) in fields {
                match it.as_str() {
                    Some(text) if IDS.contains(&key.as_str()) => drop(ids.insert(text.to_owned())),
                    _ => collect(it, ids),
                }
            }
        }
        _ => {}
    }
}

/// The same with a number behind all that is an id somewhere.
fn renamed(value: &Value, ids: &BTreeSet<String>, number: usize) -> Value {
    match value {
        Value::String(text) if ids.contains(text) => format!("{text}-{number}").into(),
        Value::Array(items) => items.iter().map(|it| renamed(it, ids, number)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, it)| (key.clone(), renamed(it, ids, number)));
            Value::Object(fields.collect::<Map<String, Value>>())
        }
        other => other.clone(),
    }
}
