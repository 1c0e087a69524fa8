//! Observations of STIX 2.0 hold what was seen within them, by numbers; those of 2.1 name objects of the bundle. The former are brought into the shape of the latter.

use serde_json::{Map, Value, json};

use super::bundle;
use crate::foreign::pointer::text;

/// What each object takes over from its observation: who says it, when, and how far it may be shared.
const SHARED: [&str; 5] = ["created_by_ref", "created", "modified", "object_marking_refs", "granular_markings"];

/// The observations of a file that hold objects, as observations that name them, and these objects; each with the index of its observation.
pub fn unfold(value: &Value) -> Vec<(usize, Value)> {
    let (_, items) = bundle::items(value);
    let held = items.into_iter().enumerate().filter(|(_, it)| text(it, "/type") == Some("observed-data"));
    let held = held.filter_map(|(index, it)| Some((index, it.as_object()?, it.get("objects")?.as_object()?)));
    held.flat_map(|(index, observation, objects)| one(observation, objects).into_iter().map(move |it| (index, it)))
        .collect()
}

fn one(observation: &Map<String, Value>, objects: &Map<String, Value>) -> Vec<Value> {
    let own = observation.get("id").and_then(Value::as_str).unwrap_or_default();
    let id_of = |key: &str| {
        let kind = objects.get(key).and_then(|it| text(it, "/type")).unwrap_or("part");
        format!("{kind}--{own}/{key}")
    };
    let mut named = observation.clone();
    named.remove("objects");
    named.insert("object_refs".to_owned(), objects.keys().map(|key| json!(id_of(key))).collect());
    let part = |(key, value): (&String, &Value)| {
        let mut part = value.as_object().cloned().unwrap_or_default();
        for (field, value) in &mut part {
            match value {
                Value::String(to) if field.ends_with("_ref") => *to = id_of(to),
                Value::Array(all) if field.ends_with("_refs") => {
                    for it in all.iter_mut() {
                        if let Value::String(to) = it {
                            *to = id_of(to);
                        }
                    }
                }
                _ => {}
            }
        }
        for field in SHARED {
            if let Some(value) = observation.get(field) {
                part.insert(field.to_owned(), value.clone());
            }
        }
        part.insert("id".to_owned(), json!(id_of(key)));
        Value::Object(part)
    };
    let parts: Vec<Value> = objects.iter().map(part).collect();
    [Value::Object(named)].into_iter().chain(parts).collect()
}
