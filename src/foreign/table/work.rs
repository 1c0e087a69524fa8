//! The file in the making from our own tables: their rows, the claims on a part, and what is put into the file.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::Fidelity;
use super::super::make;
use super::super::tlp::level;
use super::sheet::{Kind, Row, Sheet};
use crate::incident::{Hedge, Marking, Moment, Topic};
use crate::tongue::Phrase;

/// An object of the file.
pub type Object = Map<String, Value>;

/// The file in the making.
pub struct Work<'a, 'b> {
    /// The tables.
    pub sheets: Vec<Sheet<'a>>,
    /// The rows of claims by the kind and the id of the part that they are on.
    pub by_part: BTreeMap<(&'a str, &'a str), Vec<Row<'a>>>,
    /// The fields of the file.
    pub file: Object,
    /// The report.
    pub report: &'b mut Fidelity,
}

impl<'a> Work<'a, '_> {
    /// The rows of a table.
    pub fn rows(&self, kind: Kind) -> Vec<Row<'a>> {
        self.sheets.iter().filter(|it| it.kind == kind).flat_map(|it| it.rows()).collect()
    }

    /// Whether the table is there.
    pub fn has(&self, kind: Kind) -> bool {
        self.sheets.iter().any(|it| it.kind == kind)
    }

    /// The claims on a part: of all attributes, or of one.
    pub fn claims(&mut self, kind: &str, id: &str, attribute: Option<&str>) -> Vec<Value> {
        let rows = self.by_part.get(&(kind, id)).cloned().unwrap_or_default();
        let is_on = |it: &&Row| attribute.is_none_or(|on| it.get("attribute") == on);
        let rows: Vec<&Row> = rows.iter().filter(is_on).collect();
        rows.into_iter().map(|it| self.claim(it)).collect()
    }

    /// A claim, with its value.
    fn claim(&mut self, row: &Row<'a>) -> Value {
        self.report.carried(Phrase::table_ours(), row.place());
        let mut claim = Object::new();
        let is_question = row.get("kind") == Topic::Question.as_str();
        match row.some("unit") {
            Some(unit) => {
                claim.insert("value".to_owned(), amount(row));
                claim.insert("unit".to_owned(), unit.into());
            }
            None => put(&mut claim, "value", row.some("value").or(is_question.then_some("open"))),
        }
        put(&mut claim, "source", row.some("source"));
        put(&mut claim, "when", self.moment(row, "when"));
        put(&mut claim, "hedge", row.some("hedge").filter(|it| *it != Hedge::Stated.as_str()));
        for key in ["after", "via"] {
            ids(&mut claim, key, &row.ids(key));
        }
        for key in ["likelihood", "quote", "at", "note", "inferred"] {
            put(&mut claim, key, row.some(key));
        }
        // a marking that cannot be read is the strictest
        let own = row.some("own_marking").map(|it| level(it).unwrap_or(Marking::Red).as_str());
        put(&mut claim, "marking", own);
        claim.into()
    }

    /// A moment as it was said, unless a spreadsheet made something else of it.
    pub fn moment(&mut self, row: &Row<'a>, column: &str) -> Option<&'a str> {
        let text = row.some(column)?;
        if Moment::parse(text).is_err() {
            self.report.left_out(Phrase::import_unreadable_times(), row.place());
            return None;
        }
        Some(text)
    }

    /// Adds a part to a list of the file.
    pub fn add(&mut self, field: &str, part: Object) {
        let list = self.file.entry(field).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(part.into());
        }
    }
}

/// The source of what has no other: the table itself.
pub const TABLE: &str = "table";

/// Words of ours, in every language.
pub fn in_all(words: Phrase) -> Value {
    serde_json::to_value(make::text(words)).unwrap_or_default()
}

/// A part with its id and label.
pub fn part(row: &Row) -> Object {
    let mut part = Object::new();
    for key in ["id", "label"] {
        put(&mut part, key, row.some(key));
    }
    part
}

/// Puts a value into a field, if there is any.
pub fn put(object: &mut Object, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// Puts ids into a field, if there are any.
pub fn ids(object: &mut Object, key: &str, ids: &[&str]) {
    let ids: Vec<&&str> = ids.iter().filter(|it| !it.is_empty()).collect();
    if !ids.is_empty() {
        object.insert(key.to_owned(), json!(ids));
    }
}

/// The amount of a row, as the format has it.
pub fn amount(row: &Row) -> Value {
    bounded(row.get("bound"), row.get("low"), row.get("high"))
}

/// An amount by its bound and its numbers; `null` if it is none. Without a bound, the numbers tell it.
pub fn bounded(bound: &str, low: &str, high: &str) -> Value {
    let (low, high) = (low.parse::<u64>().ok(), high.parse::<u64>().ok());
    match (bound, low, high) {
        ("exactly" | "", Some(n), Some(high)) if n == high => json!(n),
        ("about", Some(n), _) => json!({ "about": n }),
        ("more-than", Some(n), _) => json!({ "more_than": n.saturating_sub(1) }),
        ("at-least" | "", Some(n), None) => json!({ "at_least": n }),
        ("up-to", _, Some(n)) | ("", None | Some(0), Some(n)) => json!({ "up_to": n }),
        (_, Some(from), Some(to)) => json!({ "from": from, "to": to }),
        ("not-disclosed" | "", None, None) => json!("not-disclosed"),
        _ => Value::Null,
    }
}
