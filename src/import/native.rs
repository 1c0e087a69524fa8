//! The native format: its version, its schema, and the way from a JSON value to a draft.

use serde_json::Value;

pub use super::draft::FORMAT;
use super::draft::IncidentDraft;
use super::field::{Misfit, Part};
use super::{ImportError, error};
use crate::diag::{Code, Report};

/// Fields without which there is no incident.
const REQUIRED: [&str; 3] = ["format", "id", "title"];

/// Reads a value as a draft. A part of the wrong shape is reported and left out; only the required fields are fatal.
pub fn read(mut value: Value, report: &mut Report) -> Result<IncidentDraft, ImportError> {
    check_format(&value)?;
    loop {
        let Misfit { pointer, message } = match IncidentDraft::read(&value) {
            Ok(draft) => return Ok(draft),
            Err(misfit) => misfit,
        };
        let field = pointer.split('/').nth(1).unwrap_or_default().to_owned();
        let removed = value.as_object_mut().and_then(|it| it.remove(&field));
        if removed.is_none() || REQUIRED.contains(&field.as_str()) {
            return Err(ImportError::WrongShape { message: wrong_shape(&field, &message) });
        }
        report.error(Code::WrongShape, &pointer, format!("{message}; \"{field}\" is left out"));
    }
}

fn wrong_shape(field: &str, message: &str) -> String {
    match message.strip_prefix("missing field \"").and_then(|it| it.strip_suffix('"')) {
        Some(missing) => format!("the incident has no \"{missing}\" field"),
        None => format!("at /{field}: {message}"),
    }
}

/// Whether a value says that it is of this format, and this version of it.
pub(crate) fn check_format(value: &Value) -> Result<(), ImportError> {
    let found = match (value.get("format"), value) {
        (Some(Value::String(format)), _) if format == FORMAT => return Ok(()),
        (Some(Value::String(format)), _) if format.starts_with("breachmap-incident/") => {
            return Err(ImportError::OtherVersion { found: error::brief(format), known: FORMAT });
        }
        (Some(Value::String(format)), _) => format!("its \"format\" is \"{}\"", error::brief(format)),
        (Some(_), _) => "its \"format\" is no text".to_owned(),
        (None, Value::Object(object)) if object.get("type").is_some_and(|it| it == "bundle") => error::STIX.to_owned(),
        (None, Value::Object(_)) => "it has no \"format\" field".to_owned(),
        (None, Value::Array(_)) => "it is a list".to_owned(),
        (None, _) => "it is a single value".to_owned(),
    };
    Err(ImportError::UnknownFormat { found })
}

/// The JSON Schema (draft 2020-12) of the format, generated from the draft types.
#[cfg(not(target_arch = "wasm32"))]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(IncidentDraft).to_value();
    schema["$id"] = "incident-1.schema.json".into();
    schema["title"] = "Incident of breachmap, version 1".into();
    schema
}
