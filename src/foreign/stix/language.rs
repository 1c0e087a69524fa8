//! The names and words of objects in other languages (`language-content`): what the incident shows of them is told in these
//! languages too.

use serde_json::{Map, Value};

use super::bundle::Bundle;
use super::marking;
use super::object::Object;
use crate::diag::Report;
use crate::foreign::Fidelity;
use crate::foreign::plain::plain;
use crate::import::draft::{FILE, IncidentDraft};
use crate::import::native;
use crate::import::role::{Known, Role};
use crate::tongue::Phrase;

/// The language of an object that does not say its own.
const USUAL: &str = "en";

/// Puts them into the drafts. What is nowhere to be seen, and what may be shared less far than the object that it is about, is left out.
pub fn read(bundle: &Bundle, drafts: &mut [IncidentDraft], report: &mut Fidelity) {
    let all: Vec<Object> = bundle.all("language-content").collect();
    if all.is_empty() {
        return;
    }
    let mut files: Vec<Value> = drafts.iter().filter_map(|it| serde_json::to_value(it).ok()).collect();
    for object in all {
        let told = told(object, bundle);
        let n = files.iter_mut().map(|it| put(it, FILE, &told)).sum::<usize>();
        let at = bundle.at(object.index);
        if n > 0 {
            report.carried(Phrase::stix_translations(), at);
        } else {
            report.left_out(Phrase::stix_objects_of(object.kind), at);
        }
    }
    for (draft, file) in drafts.iter_mut().zip(files) {
        if let Ok(read) = native::read(file, &mut Report::default()) {
            *draft = read;
        }
    }
}

/// The words of an object, each with itself and its translations by language.
fn told(object: Object, bundle: &Bundle) -> Vec<(String, Map<String, Value>)> {
    let about = object.text("/object_ref").and_then(|it| bundle.get(it));
    let (Some(about), Some(contents)) = (about, object.value.get("contents").and_then(Value::as_object)) else {
        return Vec::new();
    };
    let (own, whole) = (marking::of(object, bundle), marking::of(about, bundle));
    if own.is_some_and(|own| whole.is_none_or(|it| own.is_above(it))) {
        return Vec::new();
    }
    let mut all: Vec<(String, Map<String, Value>)> = Vec::new();
    for (language, fields) in contents {
        for (field, words) in fields.as_object().into_iter().flatten() {
            let written = about.value.get(field).and_then(Value::as_str).map(plain);
            let (Some(written), Some(words)) = (written, words.as_str().map(plain)) else { continue };
            let at = all.iter().position(|(it, _)| *it == written).unwrap_or_else(|| {
                let own = [(about.text("/lang").unwrap_or(USUAL).to_owned(), written.as_str().into())];
                all.push((written, own.into_iter().collect()));
                all.len() - 1
            });
            all[at].1.insert(language.clone(), words.into());
        }
    }
    all
}

/// Replaces the words where a text for people stands; how often.
fn put(value: &mut Value, at: Known, told: &[(String, Map<String, Value>)]) -> usize {
    match value {
        Value::String(text) if matches!(at.role, Role::Name | Role::Text) => {
            let Some((_, words)) = told.iter().find(|(it, _)| it == text) else { return 0 };
            *value = Value::Object(words.clone());
            1
        }
        Value::Array(items) => items.iter_mut().map(|it| put(it, at, told)).sum(),
        Value::Object(fields) => fields.iter_mut().map(|(key, it)| put(it, at.field(key), told)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
