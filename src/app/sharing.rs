//! What of an incident may leave, and why it may not.

use std::borrow::Cow;

use serde_json::Value;

use super::{Failure, Ready, State};
use crate::export::native;
use crate::export::share::{Share, share};
use crate::import::{self, Imported};
use crate::incident::Incident;

/// What of an incident may leave, as a file and as an incident.
pub struct Shared {
    /// The file.
    pub value: Value,
    /// The incident; `None` if it is the one that is shown.
    other: Option<Imported>,
}

impl Shared {
    /// What may leave of what is shown.
    pub fn of(state: &State, wanted: Share) -> Result<Self, Failure> {
        let ready = state.ready().ok_or_else(Failure::nothing)?;
        let native = serde_json::from_str(ready.text.trim_start_matches('\u{FEFF}')).unwrap_or_default();
        let value = share(&native, wanted).map_err(Failure::above_marking)?.value;
        let is_other = wanted != Share::default();
        let other = is_other
            .then(|| import::import_value(value.clone()))
            .transpose()
            .map_err(|err| Failure::import(&ready.name, &err))?;
        Ok(Self { value, other })
    }

    /// The incident, without what may not leave.
    pub fn incident<'a>(&'a self, ready: &'a Ready) -> &'a Incident {
        self.other.as_ref().map_or(&ready.incident, |it| &it.incident)
    }

    /// All that is derived from it once, if it is another one than that which is shown.
    pub fn into_ready(self, name: &str) -> (Value, Option<Ready>) {
        let Self { value, other } = self;
        let ready = other.map(|it| Ready::of(name, "", it)); // nobody opens it, and its text is made of the value
        (value, ready)
    }
}

/// What of a file may leave; all of it as it is, if nothing is asked for.
pub fn may_leave(bytes: &[u8], wanted: Share) -> Result<Cow<'_, [u8]>, Failure> {
    if wanted == Share::default() {
        return Ok(Cow::Borrowed(bytes));
    }
    let native = serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).unwrap_or_default();
    Ok(native::text(&share(&native, wanted).map_err(Failure::above_marking)?.value).into_bytes().into())
}
