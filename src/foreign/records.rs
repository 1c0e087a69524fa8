//! The records of a file that holds one, a list of them, or one on each line.

use serde_json::Value;

use super::make::Text;
use super::{Accounted, Content, Fidelity, pointer, silence};
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
    /// The fields that the reader accounts for itself.
    pub accounted: Accounted,
    /// What a row of a table is as a record, by its header and its cells.
    pub row: fn(&[String], &[String]) -> Value,
}

/// A row of a table as an object, by its header.
pub fn fields(header: &[String], cells: &[String]) -> Value {
    Value::Object(header.iter().cloned().zip(cells.iter().map(|it| it.as_str().into())).collect())
}

/// Where a row of a table stands, as a spreadsheet numbers it: the header is row 1, unless other rows stand above it.
pub fn row(above: usize, index: usize) -> String {
    format!("row {}", above + index + 2)
}

/// So many lines are looked at to see what a file of many lines is.
const SAMPLE: usize = 20;

/// Where other tools put the list of records that they hand out: Elasticsearch, Splunk, Microsoft Graph.
const LISTS: [&str; 3] = ["hits/hits", "results", "value"];
/// What they wrap around each record, beside its number and where it was found.
const AROUND: [&str; 2] = ["_source", "result"];
/// How Plaso calls the first of the records that are the fields of an object.
const NUMBERED: &str = "event_0";

/// The record within what a tool wraps around it, and where it stands there.
pub fn within(value: &Value) -> (&'static str, &Value) {
    let around = AROUND.into_iter().find_map(|it| Some((it, value.get(it).filter(|it| it.is_object())?)));
    around.unwrap_or(("", value))
}

/// The list of records in an object, in the field `list` or where tools put it, and where it stands.
fn list_in<'a>(value: &'a Value, list: &'a str) -> Option<(&'a str, &'a [Value])> {
    let mut fields = [list].into_iter().chain(LISTS);
    fields.find_map(|it| Some((it, pointer::at(value, &format!("/{it}"))?.as_array()?.as_slice())))
}

/// Whether the only thing in a file, any of its list, or one of its first lines is a record of the kind.
pub fn is_list_of(content: &Content, list: &str, is_record: fn(&Value) -> bool) -> bool {
    let is_record = |it: &Value| is_record(within(it).1);
    match content {
        Content::Json(Value::Array(items)) => items.iter().any(is_record),
        Content::Json(value) => {
            is_record(value)
                || value.get(NUMBERED).is_some_and(is_record)
                || list_in(value, list).is_some_and(|(_, it)| it.iter().any(is_record))
        }
        Content::Lines(lines) => lines.values().take(SAMPLE).any(|(_, it)| it.as_ref().is_some_and(is_record)),
        Content::Table { .. } | Content::Several(_) => false,
    }
}

/// Hands each record of a file to `take`, with its place: one alone, those of a list (perhaps the field `list` of an object), or one on each line;
/// without what other tools wrap around it. A line that is no JSON comes as `null`.
pub fn each_record(content: &Content, list: &str, take: &mut dyn FnMut(&str, &Value)) {
    let mut one = |place: String, value: &Value| match within(value) {
        ("", value) => take(&place, value),
        (around, value) => take(&format!("{place}/{around}"), value),
    };
    let mut all = |prefix: &str, items: &[Value]| {
        for (index, item) in items.iter().enumerate() {
            one(format!("{prefix}/{index}"), item);
        }
    };
    match content {
        Content::Json(Value::Array(items)) => all("", items),
        Content::Json(value) => match (list_in(value, list), value.as_object()) {
            (Some((field, items)), _) => all(&format!("/{field}"), items),
            (None, Some(fields)) if fields.contains_key(NUMBERED) => {
                for (name, value) in fields {
                    one(format!("/{name}"), value);
                }
            }
            (None, _) => one(String::new(), value),
        },
        Content::Lines(lines) => {
            for (number, value) in lines.values() {
                one(format!("line {number}"), &value.unwrap_or(Value::Null));
            }
        }
        Content::Table { .. } | Content::Several(_) => {}
    }
}

impl Records {
    /// One draft for each record of a file; the others are left out, as what they are.
    pub fn drafts(&self, content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
        let mut drafts = Vec::new();
        let mut take = |place: &str, value: &Value| match self.draft(value, place, report) {
            Some(draft) => drafts.push(draft),
            None => report.left_out((self.what)(), place),
        };
        if let Content::Table { above, header, rows } = content {
            for (index, cells) in rows.iter().enumerate() {
                take(&row(above.len(), index), &(self.row)(header, cells));
            }
        } else {
            each_record(content, self.list, &mut take);
        }
        drafts
    }

    /// The draft of one record, with a report on all that it holds.
    pub fn draft(&self, value: &Value, place: &str, report: &mut Fidelity) -> Option<IncidentDraft> {
        report.is_searched = true;
        let draft = (self.read)(value, place, report)?;
        silence::report(value, place, std::slice::from_ref(&draft), self.accounted, report);
        Some(draft)
    }
}

/// Says which fields of a part nobody reads.
pub fn unread(value: &Value, known: &[&str], at: &str, report: &mut Fidelity) {
    for (key, value) in value.as_object().into_iter().flatten() {
        if !known.contains(&key.as_str()) && Accounted::default().says_something(value) {
            report.left_out(Phrase::import_unread_field(key), format!("{at}/{key}"));
        }
    }
}
