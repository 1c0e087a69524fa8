//! What the lines of a log name and its incident does not: machines, accounts, addresses, markings, counted by field.
//!
//! A log is told by what leads from machine to machine; most of its lines lead nowhere. Whoever looks for an account
//! that occurs in them must learn that it was there: so each name that came to nothing stands in the report, once, with
//! the field that holds it and its first line.

use serde_json::Value;

use super::is_address;
use crate::foreign::said::Said;
use crate::foreign::{Fidelity, tlp};
use crate::import::draft::IncidentDraft;
use crate::sorting::Table;
use crate::tongue::Phrase;

/// Ends of names of fields that hold machines or accounts, in small letters and without signs.
const NAMING: [&str; 16] = [
    "computer",
    "computername",
    "hostname",
    "workstation",
    "workstationname",
    "servername",
    "devicename",
    "machinename",
    "remotehost",
    "comp",
    "svr",
    "username",
    "user",
    "accountname",
    "principal",
    "account",
];
/// Fields that say how far a line may be shared.
const MARKING: [&str; 3] = ["tlp", "marking", "classification"];

/// What lines name, while they are read.
#[derive(Default)]
pub struct Unsaid {
    /// Whether a field names something, by its name.
    fields: Table<bool>,
    /// The first place of each name, by its field. It grows with the number of names, and not with that of lines.
    names: Table<Table<String>>,
}

impl Unsaid {
    /// Looks at a line.
    pub fn line(&mut self, place: &str, value: &Value) {
        self.field("", place, value);
    }

    /// Looks at a row of a table.
    pub fn row(&mut self, place: &str, header: &[String], cells: &[String]) {
        for (name, cell) in header.iter().zip(cells) {
            self.text(name, place, cell.trim());
        }
    }

    fn field(&mut self, field: &str, place: &str, value: &Value) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, it)| self.field(name, place, it)),
            Value::Array(items) => items.iter().for_each(|it| self.field(field, place, it)),
            Value::String(text) => self.text(field, place, text.trim()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, field: &str, place: &str, text: &str) {
        if ["", "-", "*", "::", "N/A"].contains(&text) {
            return;
        }
        let is_naming = self.fields.get(field).copied().unwrap_or_else(|| {
            let is_naming = names(field);
            self.fields.insert(field, is_naming);
            is_naming
        });
        if !is_naming && !is_perhaps_address(text) && !speaks_of_sharing(text) {
            return;
        }
        let names = self.names.entry(field);
        if names.get(text).is_none() {
            names.insert(text, place.to_owned());
        }
    }

    /// Says in the report what the incident does not tell.
    pub fn settle(self, drafts: &[IncidentDraft], report: &mut Fidelity) {
        let said = Said::of(drafts);
        for (field, names) in self.names.iter() {
            for (_, place) in names.iter().filter(|(name, _)| !said.has(name)) {
                report.left_out(Phrase::log_unsaid(field), place.clone());
            }
        }
    }
}

/// Whether a field holds names, or a marking.
fn names(field: &str) -> bool {
    let plain: String = field.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    plain == "host" || MARKING.contains(&plain.as_str()) || NAMING.iter().any(|it| plain.ends_with(it))
}

/// Most of what stands in lines is none, and is not looked at closely.
fn is_perhaps_address(text: &str) -> bool {
    let is_sign = |it: u8| it.is_ascii_hexdigit() || it == b'.' || it == b':';
    (3..46).contains(&text.len()) && text.bytes().all(is_sign) && text.contains(['.', ':']) && is_address(text)
}

fn speaks_of_sharing(text: &str) -> bool {
    text.len() < 200 && (text.contains("TLP") || text.contains("tlp")) && tlp::told(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::make;
    use serde_json::json;

    #[test]
    fn each_name_that_comes_to_nothing_is_counted_under_its_field() {
        let mut unsaid = Unsaid::default();
        let lines = [
            json!({"Computer": "WS5.corp.example", "EventData": {"TargetUserName": "CORP\\a.sato", "Note": "10.0.0.9"}}),
            json!({"Computer": "WS6", "EventData": {"TargetUserName": "b.ito", "Rule": "TLP:RED"}}),
            json!({"Computer": "WS6", "EventData": {"TargetUserName": "b.ito", "Image": "C:\\b.ito.exe"}}),
        ];
        for (number, line) in lines.iter().enumerate() {
            unsaid.line(&format!("line {}", number + 1), line);
        }
        let draft = make::incident("a".to_owned(), "a.sato on WS5.corp.example");
        let mut report = Fidelity::default();
        unsaid.settle(&[draft], &mut report);
        let said: Vec<_> = report.entries().map(|it| (it.words, it.times, it.places.join(" "))).collect();
        let expected = [("Computer", "line 2"), ("Note", "line 1"), ("Rule", "line 2"), ("TargetUserName", "line 2")];
        assert_eq!(said, expected.map(|(field, line)| (Phrase::log_unsaid(field), 1, line.to_owned())));
    }
}
