//! Bytes → incident and report. Only unreadable bytes are an error; everything else is a finding.

mod at;
pub mod draft;
pub mod each;
mod error;
pub mod field;
pub mod json;
pub mod marked;
pub mod native;
pub mod origin;
pub mod role;
pub mod scan;
#[cfg(not(target_os = "unknown"))]
mod schema;
pub mod sharing;
pub mod short;
pub mod shorten;
mod validate;
mod value;

use serde_json::Value;

use crate::sorting;

pub use error::{Found, ImportError, MAX_BYTES, bounded};

use crate::diag::{Code, Report};
use crate::incident::Incident;
use crate::tongue::Phrase;

/// The most values that a file may hold: an incident has one in about twenty bytes.
pub const MAX_VALUES: usize = 1_000_000;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// All of it that can be used.
    pub incident: Incident,
    /// What cannot, and what looks odd.
    pub report: Report,
}

/// Reads a file of the native format.
///
/// ```
/// let text = br#"{"format": "breachmap-incident/1", "id": "x", "title": "An example"}"#;
/// let imported = breachmap::import::import(text).unwrap();
/// assert_eq!(imported.incident.title.get("en"), "An example");
/// ```
pub fn import(bytes: &[u8]) -> Result<Imported, ImportError> {
    let text = error::text(bytes)?;
    bounded(text, MAX_VALUES)?;
    let value = serde_json::from_str(text).map_err(|err| ImportError::not_json(&err, text))?;
    let mut imported = import_value(value)?;
    locate(&mut imported.report, text);
    Ok(imported)
}

/// Reads an incident of the native format that comes as a value and not as text: its findings have no line and column.
pub fn import_value(mut value: Value) -> Result<Imported, ImportError> {
    let mut report = Report::default();
    let places = short::long(&mut value);
    if let Some((values, limit)) = places.too_many() {
        return Err(ImportError::TooMany { values, limit });
    }
    let draft = native::read(value, &mut report)?;
    let incident = validate::validate(&draft, &mut report);
    places.settle(&mut report);
    Ok(Imported { incident, report })
}

/// Makes the incident of a draft that another part of the program wrote; what it leaves out is not told.
pub fn import_draft(draft: &draft::IncidentDraft) -> Incident {
    validate::validate(draft, &mut Report::default())
}

/// The JSON Pointers of keys that stand a second time in their object. The text must be well-formed JSON.
pub fn duplicate_keys(text: &str) -> Vec<String> {
    json::Places::of(text, &std::collections::BTreeSet::new()).duplicates
}

/// Adds duplicated keys to the report, and to each finding its line and column.
fn locate(report: &mut Report, text: &str) {
    let wanted = sorting::set_of(report.diagnostics.iter().map(|it| it.pointer.clone()));
    let places = json::Places::of(text, &wanted);
    for pointer in &places.duplicates {
        let key = pointer.rsplit('/').next().unwrap_or_default();
        report.warn(Code::DuplicateKey, pointer, Phrase::finding_duplicate_key(key)).hint(Phrase::hint_duplicate_key());
    }
    for diagnostic in &mut report.diagnostics {
        diagnostic.position = places.positions.get(&diagnostic.pointer).copied();
    }
    sorting::by_key(&mut report.diagnostics, |it| it.position.map_or((usize::MAX, 0), |at| (at.line, at.column)));
}
