//! The records of a file that holds one, a list of them, or one on each line.

use serde_json::Value;

use super::make::Text;
use super::{Accounted, Content, Fidelity, silence};
use crate::import::draft::IncidentDraft;

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

/// One draft for each record of a file that `read` takes; the others are left out, as `what` they are.
pub fn drafts(
    content: &Content,
    list: &str,
    what: Text,
    accounted: Accounted,
    report: &mut Fidelity,
    read: fn(&Value, &str, &mut Fidelity) -> Option<IncidentDraft>,
) -> Vec<IncidentDraft> {
    let mut drafts = Vec::new();
    each_record(content, list, &mut |place, value| match read(value, place, report) {
        Some(draft) => {
            silence::report(value, place, std::slice::from_ref(&draft), accounted, report);
            drafts.push(draft);
        }
        None => report.left_out(what(), place),
    });
    drafts
}
