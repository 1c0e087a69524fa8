//! The reader of other formats at work: what it is asked to read, and how far it has come.

use super::effect::{Effect, Source};
use super::{Failure, Load, State};
use crate::import::MAX_BYTES;
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

/// Reads no further.
pub fn stop(state: &mut State) {
    if state.reading.take().is_some() {
        state.request += 1;
        if state.ready().is_none() {
            state.load = Load::Empty;
        }
    }
}

/// Has a file read.
pub(super) fn convert(state: &mut State, name: String, source: Source, left: Option<Vec<Phrase>>) -> Effect {
    state.complaint = None;
    if !state.has_something() {
        state.load = Load::Loading { name: name.clone() };
    }
    state.reading = Some(Reading { name: name.clone(), left, ..Reading::default() });
    Effect::Convert { request: state.request, name, source }
}
