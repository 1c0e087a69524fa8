//! The records of a file that holds one, a list of them, or one on each line.

use serde_json::Value;

use super::make::Text;
use super::{Content, Fidelity};
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// How the incidents of a format are read that stand in a record each.
#[derive(Debug)]
pub struct Records {
    /// The field of an object that may hold the list of them.
    pub list: &'static str,
    /// What is no record, in the report.
    pub what: Text,
    /// Reads one, with its place; nothing, if it is none.
    pub read: fn(&Value, &str, &mut Fidelity) -> Option<IncidentDraft>,
}

/// Where a row of a table stands, as a spreadsheet numbers it: the header is row 1, unless other rows stand above it.
pub fn row(above: usize, index: usize) -> String {
    format!("row {}", above + index + 2)
}

/// So many lines are looked at to see what a file of many lines is.
const SAMPLE: usize = 20;

/// Whether the only thing in a file, any of its list, or one of its first lines is a record of the kind.
pub fn is_list_of(content: &Content, list: &str, is_record: fn(&Value) -> bool) -> bool {
    match content {
        Content::Json(Value::Array(items)) => items.iter().any(is_record),
        Content::Json(value) => {
            is_record(value) || value.get(list).and_then(Value::as_array).is_some_and(|it| it.iter().any(is_record))
        }
        Content::Lines(lines) => lines.values().take(SAMPLE).any(|(_, it)| it.as_ref().is_some_and(is_record)),
        Content::Table { .. } | Content::Several(_) => false,
    }
}

/// Hands each record of a file to `take`, with its place: one alone, those of a list (perhaps the field `list` of an object), or one on each line.
/// A line that is no JSON comes as `null`.
pub fn each_record(content: &Content, list: &str, take: &mut dyn FnMut(&str, &Value)) {
    let mut all = |prefix: &str, items: &[Value]| {
        for (index, item) in items.iter().enumerate() {
            take(&format!("{prefix}/{index}"), item);
        }
    };
    match content {
        Content::Json(Value::Array(items)) => all("", items),
        Content::Json(value) => match value.get(list).and_then(Value::as_array) {
            Some(items) => all(&format!("/{list}"), items),
            None => take("", value),
        },
        Content::Lines(lines) => {
            for (number, value) in lines.values() {
                take(&format!("line {number}"), &value.unwrap_or(Value::Null));
            }
        }
        Content::Table { .. } | Content::Several(_) => {}
    }
}

impl Records {
    /// One draft for each record of a file; the others are left out, as what they are.
    pub fn drafts(&self, content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
        let mut drafts = Vec::new();
        each_record(content, self.list, &mut |place, value| match (self.read)(value, place, report) {
            Some(draft) => drafts.push(draft),
            None => report.left_out((self.what)(), place),
        });
        drafts
    }
}

/// Says which fields of a part nobody reads.
pub fn unread(value: &Value, known: &[&str], at: &str, report: &mut Fidelity) {
    let says = |it: &Value| match it {
        // what is false is not said: `is_family: false`
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::String(text) => !text.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    };
    for (key, value) in value.as_object().into_iter().flatten() {
        if !known.contains(&key.as_str()) && says(value) {
            report.left_out(Phrase::import_unread_field(key), format!("{at}/{key}"));
        }
    }
}
