//! What of a record no other file reads: of actors, actions, attributes and costs as facts in the record's own words, the
//! rest by name in the report. So nothing of a record is lost in silence.

use serde_json::Value;

use super::super::make::{self, Words};
use super::record::Record;
use super::words::{self, says_something};
use crate::sorting;
use crate::tongue::Phrase;

/// Fields that are read and have no line of their own in the report.
const READ: [&str; 18] = [
    "/plus/breachmap",
    "/schema_name",
    "/incident_id",
    "/source_id",
    "/schema_version",
    "/security_incident",
    "/confidence",
    "/plus/master_id",
    "/plus/created",
    "/plus/modified",
    "/plus/github",
    "/victim/country",
    "/impact/iso_currency_code",
    "/attribute/confidentiality/data_disclosure",
    "/attribute/confidentiality/data",
    "/attribute/integrity/variety",
    "/attribute/availability/variety",
    "/discovery_method",
];

/// Parts of which everything is shown, as facts.
const SHOWN: [&str; 4] = ["/actor/", "/action/", "/attribute/", "/impact/"];

/// Takes it up.
pub(super) fn read(record: &mut Record) {
    record.told.extend(READ.map(str::to_owned));
    let value = record.value;
    visit(record, value, "");
}

fn visit(record: &mut Record, value: &Value, pointer: &str) {
    if record.told.contains(pointer) {
        return;
    }
    // what a converter of versions wrote says nothing of the breach
    let is_note = pointer.ends_with("notes") && value.as_str().is_some_and(|it| !it.contains("veris 1."));
    let is_shown = is_note || SHOWN.iter().any(|it| pointer.starts_with(it)) && pointer.matches('/').count() > 2;
    match value {
        Value::Object(fields) if !is_shown || fields.values().any(Value::is_object) => {
            for (key, value) in fields {
                visit(record, value, &format!("{pointer}/{key}"));
            }
        }
        Value::Array(items) if items.iter().any(|it| it.is_object() || it.is_array()) => {
            // their order in the file says nothing
            let mut items: Vec<(usize, &Value)> = items.iter().enumerate().collect();
            sorting::by_key(&mut items, |(_, it)| it.to_string());
            for (index, value) in items {
                visit(record, value, &format!("{pointer}/{index}"));
            }
        }
        _ => {
            let told = words_of(value);
            if told.is_empty() {
                return;
            }
            if is_shown {
                fact(record, pointer, told);
            }
        }
    }
}

/// What a field says, in words; empty if it says nothing.
fn words_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => Some(text.trim()).filter(says_something).unwrap_or_default().to_owned(),
        Value::Array(items) => listed(items.iter().map(words_of)),
        Value::Object(fields) => listed(fields.iter().map(|(key, it)| match words_of(it) {
            words if words.is_empty() => words,
            words => format!("{key}: {words}"),
        })),
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A fact that is called as the record calls it: `Malware: name`, `impact: loss`.
fn fact(record: &mut Record, pointer: &str, value: String) {
    let parts: Vec<&str> = pointer.split('/').filter(|it| !it.is_empty() && it.parse::<usize>().is_err()).collect();
    let label: Words = match parts.as_slice() {
        ["action", kind, field @ ..] => Phrase::import_labelled(words::action(kind), field.join(": ")).into(),
        parts => parts.join(": ").replace('_', " ").into(),
    };
    record.fact(&make::name(&label), label, value);
    record.carried(Phrase::veris_own_words(), pointer);
    record.see(pointer);
}
