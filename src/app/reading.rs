//! Files of other tools: when a file goes to their reader, how far it has come, and what comes back.

use serde_json::Value;

use super::action::{self, Action};
use super::effect::{Effect, Source};
use super::folder::MAX_FILES;
use super::showing::show;
use super::update::act_or_wait;
use super::{Failure, Load, Ready, State, columns, load};
use crate::collection::index::Index;
use crate::import::{ImportError, MAX_BYTES};
use crate::tongue::Phrase;

/// A file that is being read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What it is called.
    pub name: String,
    /// How much of it has come, from 0 to 1; it is understood after all has come.
    pub done: f64,
    /// What is wrong with it as a file of ours, if it was meant to be one; said where there is no reader of other formats.
    pub own: Option<Failure>,
    /// What of a folder is not read, each with the reason; `None` for a single file.
    pub left: Option<Vec<Phrase>>,
}

/// An index is not looked for in what is larger than this, in bytes.
const MAX_INDEX: usize = 4 * 1024 * 1024;

/// Shows a file of ours; one that is none goes to the reader of other formats, and so do the files of an index at an address.
pub fn received(state: &mut State, name: String, bytes: Vec<u8>, address: Option<&str>) -> Option<Effect> {
    match Ready::read(&name, &bytes) {
        Err(err) if is_perhaps_foreign(&err) => {
            if let Some(base) = address.filter(|_| bytes.len() <= MAX_INDEX) {
                let summary: Value = serde_json::from_slice(&bytes).unwrap_or_default();
                if Index::is_one(&summary) {
                    let opened = action::Index::Opened { name, address: base.to_owned(), summary };
                    return act_or_wait(state, Action::Index(opened));
                }
                if let Some(files) = load::index(&summary) {
                    return Some(list(state, name, base, files));
                }
            }
            let own = is_broken_json(&err, &bytes).then(|| Failure::import(&name, &err));
            let effect = convert(state, name, Source::Bytes(bytes), None);
            if let Some(reading) = &mut state.reading {
                reading.own = own;
            }
            Some(effect)
        }
        read => {
            shown(state, &name, read);
            None
        }
    }
}

/// The same for a value; addresses in it are against that of the page.
pub fn received_value(state: &mut State, name: String, value: Value) -> Option<Effect> {
    if value.get("format").is_none() {
        return Some(match load::index(&value) {
            Some(files) => list(state, name, "", files),
            None => convert(state, name, Source::Bytes(value.to_string().into_bytes()), None),
        });
    }
    let read = Ready::read_value(&name, value);
    shown(state, &name, read);
    None
}

fn shown(state: &mut State, name: &str, read: Result<Ready, ImportError>) {
    state.reading = None;
    show(state, read.map_err(|err| Failure::import(name, &err)));
}

/// Whether another tool may have written it. What says that it is ours is ours, and half a file is nobody's.
fn is_perhaps_foreign(err: &ImportError) -> bool {
    let is_ours = matches!(err, ImportError::OtherVersion { .. } | ImportError::WrongShape { .. });
    !is_ours && !matches!(err, ImportError::Empty | ImportError::CutOff { .. })
}

/// Whether it is JSON but for a mistake.
fn is_broken_json(err: &ImportError, bytes: &[u8]) -> bool {
    let begins = bytes.iter().find(|it| !it.is_ascii_whitespace()).is_some_and(|it| b"{[".contains(it));
    begins && matches!(err, ImportError::NotJson { .. })
}

/// Whether a file of so many bytes is too large for the page itself, and goes to the reader at once.
pub fn is_large(bytes: f64) -> bool {
    bytes > MAX_BYTES as f64
}

/// Has files read that the browser holds.
pub fn held(state: &mut State, name: String, left: Option<Vec<Phrase>>) -> Effect {
    convert(state, name, Source::Held { is_list: left.is_some() }, left)
}

/// So much of a file has come.
pub fn progressed(state: &mut State, done: f64) {
    if let Some(reading) = &mut state.reading {
        reading.done = done.clamp(0.0, 1.0);
    }
}

/// Shows what the reader of other formats made of a file, or says why it made nothing.
pub fn converted(
    state: &mut State,
    name: &str,
    answer: Result<Vec<u8>, Failure>,
    columns: Option<&[u8]>,
) -> Option<Effect> {
    let is_refused = answer.is_err();
    let own = state.reading.take().and_then(|it| it.own);
    let found = columns.filter(|_| !state.look.is_read_only);
    match answer {
        Ok(bytes) => {
            shown(state, name, Ready::read(name, &bytes));
            if let Some(found) = found {
                columns::found(state, name, found, is_refused);
            }
        }
        Err(mut failure) => {
            if let Some(found) = found {
                failure.hint = Some(Phrase::columns_hint());
                columns::found(state, name, found, is_refused);
            }
            state.fail(own.filter(|_| failure.code == "no-reader").unwrap_or(failure));
        }
    }
    (columns.is_some() && state.columns.is_none()).then_some(Effect::Release)
}

/// Reads no further.
pub fn stop(state: &mut State) {
    if state.reading.take().is_some() {
        state.request += 1;
        if state.ready().is_none() {
            state.load = Load::Empty;
        }
    }
}

/// Has the files of an index read, as far as they can be at once.
fn list(state: &mut State, name: String, base: &str, mut files: Vec<String>) -> Effect {
    let beyond = files.split_off(files.len().min(MAX_FILES));
    let left = beyond.iter().map(|it| Phrase::file_and_reason(it, Phrase::too_many_files(MAX_FILES))).collect();
    convert(state, name, Source::Addresses { base: base.to_owned(), files }, Some(left))
}

fn convert(state: &mut State, name: String, source: Source, left: Option<Vec<Phrase>>) -> Effect {
    state.complaint = None;
    if !state.has_something() {
        state.load = Load::Loading { name: name.clone() };
    }
    state.reading = Some(Reading { name: name.clone(), left, ..Reading::default() });
    Effect::Convert { request: state.request, name, source }
}
