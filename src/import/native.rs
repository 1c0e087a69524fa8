//! The native format: its version, its schema, and the way from a JSON value to a draft.

use serde_json::Value;

pub use super::draft::FORMAT;
use super::draft::IncidentDraft;
use super::error::{self, Found, ImportError};
use super::field::{Misfit, Part, Problem, Reader};
use crate::diag::{Code, Report};
use crate::tongue::Phrase;

/// How the names of all versions of the format begin.
const FAMILY: &str = "breachmap-incident/";

/// Fields without which there is no incident.
const REQUIRED: [&str; 3] = ["format", "id", "title"];

/// Reads a value as a draft. A part of the wrong shape is reported and left out; only the required fields are fatal.
pub fn read(value: Value, report: &mut Report) -> Result<IncidentDraft, ImportError> {
    check_format(&value)?;
    let Value::Object(object) = value else { return Err(ImportError::UnknownFormat(Found::Value)) };
    let mut reader = Reader::using_up(object);
    let draft = IncidentDraft::read_from(&mut reader);
    for Misfit { pointer, problem } in reader.misfits {
        let field = pointer.split('/').nth(1).unwrap_or_default().to_owned();
        if field.is_empty() || REQUIRED.contains(&field.as_str()) {
            return Err(ImportError::WrongShape { problem: wrong_shape(&field, &problem) });
        }
        report.error(Code::WrongShape, &pointer, Phrase::finding_field_left_out(problem.phrase(), field));
    }
    Ok(draft)
}

fn wrong_shape(field: &str, problem: &Problem) -> Phrase {
    match problem {
        Problem::Missing(missing) => Phrase::refusal_no_field(missing),
        _ => Phrase::refusal_bad_field(field, problem.phrase()),
    }
}

/// Whether a value is an incident of ours, of this version or another.
#[cfg(feature = "foreign")]
pub(crate) fn is_ours(value: &Value) -> bool {
    value.get("format").and_then(Value::as_str).is_some_and(|it| it.starts_with(FAMILY))
}

/// Whether a value says that it is of this format, and this version of it.
pub(crate) fn check_format(value: &Value) -> Result<(), ImportError> {
    let found = match (value.get("format"), value) {
        (Some(Value::String(format)), _) if format == FORMAT => return Ok(()),
        (Some(Value::String(format)), _) if format.starts_with(FAMILY) => {
            return Err(ImportError::OtherVersion { found: error::brief(format), known: FORMAT });
        }
        (Some(Value::String(format)), _) => Found::OtherFormat(error::brief(format)),
        (Some(_), _) => Found::NoTextAsFormat,
        (None, Value::Object(object)) if object.get("type").is_some_and(|it| it == "bundle") => Found::Stix,
        (None, Value::Object(_)) => Found::NoFormat,
        (None, Value::Array(_)) => Found::List,
        (None, _) => Found::Value,
    };
    Err(ImportError::UnknownFormat(found))
}

/// The JSON Schema (draft 2020-12) of the format, generated from the draft types.
#[cfg(not(target_os = "unknown"))]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(IncidentDraft).to_value();
    super::schema::allow_short(&mut schema);
    schema["$id"] = "incident-1.schema.json".into();
    schema["title"] = "Incident of breachmap, version 1".into();
    schema
}
