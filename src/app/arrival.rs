//! A file is there: one of ours is shown, another goes to the reader of other formats; and what that made of it.

use serde_json::Value;

use super::action;
use super::effect::{Effect, Source};
use super::folder::MAX_FILES;
use super::reading::convert;
use super::showing::show;
use super::{Failure, Ready, State, columns, load, parts};
use crate::collection::index::Index;
use crate::import::ImportError;
use crate::tongue::Phrase;

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
                    return parts::index(state, opened);
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

/// Has the files of an index read, as far as they can be at once.
fn list(state: &mut State, name: String, base: &str, mut files: Vec<String>) -> Effect {
    let beyond = files.split_off(files.len().min(MAX_FILES));
    let left = beyond.iter().map(|it| Phrase::file_and_reason(it, Phrase::too_many_files(MAX_FILES))).collect();
    convert(state, name, Source::Addresses { base: base.to_owned(), files }, Some(left))
}
