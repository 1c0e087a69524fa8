//! A file of ours of which parts are gone → a draft without what refers to them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Fidelity;
use super::make::Text;
use crate::diag::{Report, Severity};
use crate::import::draft::{FILE, IncidentDraft};
use crate::import::role::Role;
use crate::import::{import_value, native};

/// The draft of a file. What breaks a rule is left out for that reason, and so is what then refers to nothing.
pub fn mended(mut file: Value, why: Text, report: &mut Fidelity) -> Option<IncidentDraft> {
    loop {
        let imported = import_value(file.clone()).ok()?;
        let errors = imported.report.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let wrong: BTreeSet<String> = errors.filter_map(|it| removable(&file, &it.pointer)).collect();
        let gone = wrong.into_iter().filter(|it| file.pointer_mut(it).map(Value::take).is_some());
        let n = gone.map(|it| report.left_out(why(), it)).count();
        if n == 0 {
            return native::read(file, &mut Report::default()).ok();
        }
        without_gaps(&mut file);
    }
}

/// The pointer of the part that goes if that place in it is wrong: a link alone, else the item of the innermost list, else
/// the field of the file. Nothing, if there is no incident without it.
fn removable(file: &Value, pointer: &str) -> Option<String> {
    let (mut at, mut value, mut path) = (FILE, file, String::new());
    let mut found = None;
    for step in pointer.split('/').skip(1) {
        path = format!("{path}/{step}");
        let index = value.as_array().and_then(|_| step.parse::<usize>().ok());
        if index.is_none() {
            at = at.field(step);
        }
        if index.is_some() || found.is_none() || matches!(at.role, Role::Link) {
            found = Some(path.clone());
        }
        value = index.map_or_else(|| value.get(step), |it| value.get(it))?;
    }
    found.filter(|it| !["/format", "/id", "/title"].contains(&it.as_str()))
}

/// Takes what is null out of a value.
fn without_gaps(value: &mut Value) {
    match value {
        Value::Array(all) => {
            all.retain(|it| !it.is_null());
            all.iter_mut().for_each(without_gaps);
        }
        Value::Object(all) => {
            all.retain(|_, it| !it.is_null());
            all.values_mut().for_each(without_gaps);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
