//! An incident file as its text, which is edited: what nobody touches keeps its bytes, and each edit can be undone.
//!
//! An edit is a [`Patch`] (JSON Patch, RFC 6902). The incident is read anew from the text after each of them, so that map, counts
//! and findings follow from one value, as they do when a file is opened.

mod bulk;
mod history;
mod parts;
mod patch;
mod place;
mod splice;
mod style;
mod text;
pub mod typed;
mod value;

use std::rc::Rc;

use serde_json::Value;

pub use parts::{Mention, fresh_among, fresh_id, ids, mentions, removal, renaming};
pub use patch::{Operation, Patch, Unfit};
pub use place::{Place, name};
use splice::Splice;

/// The most edits that can be undone.
const DEPTH: usize = 1_000;

/// A file that is edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    text: String,
    /// As it was opened or saved last.
    origin: Rc<str>,
    past: Vec<Change>,
    future: Vec<Change>,
    /// How many edits lie before the state that was saved; `None` if nobody can come back to it.
    saved: Option<usize>,
}

/// What an edit did.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    /// What it was; nothing for one that was kept.
    patch: Patch,
    splices: Vec<Splice>,
}

impl Document {
    /// A document as it was opened. The text must be well-formed JSON.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), origin: text.into(), past: Vec::new(), future: Vec::new(), saved: Some(0) }
    }

    /// A document with edits that were not saved, of which only the text before and after them is known: they are undone as one.
    pub fn edited(origin: &str, text: &str) -> Self {
        let mut document = Self { text: text.to_owned(), ..Self::new(origin) };
        let splice = Splice::new(0, origin, text);
        if !splice.is_empty() {
            document.past.push(Change { patch: Patch::default(), splices: vec![splice] });
        }
        document
    }

    /// The text as it was opened or saved last.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The text as it would be saved.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as JSON.
    pub fn value(&self) -> Value {
        patch::value(&self.text)
    }

    /// Does an edit, all of it or nothing; whether anything changed. What was undone before can then be redone no more.
    pub fn apply(&mut self, patch: Patch) -> Result<bool, Unfit> {
        let mut splices = patch.splices(&self.text)?;
        splices.retain(|it| !it.is_empty());
        if splices.is_empty() {
            return Ok(false);
        }
        let after = splices.iter().try_fold(self.text.clone(), |text, it| it.apply(&text));
        self.text = after.expect("they were made of this text");
        self.saved = self.saved.filter(|it| *it <= self.past.len());
        self.past.push(Change { patch, splices });
        self.future.clear();
        if self.past.len() > DEPTH {
            self.past.remove(0);
            self.saved = self.saved.and_then(|it| it.checked_sub(1));
        }
        Ok(true)
    }

    /// Takes the last edit back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(change) = self.past.last() else { return false };
        let Some(before) = change.splices.iter().rev().try_fold(self.text.clone(), |text, it| it.undo(&text)) else {
            return false;
        };
        self.text = before;
        self.future.extend(self.past.pop());
        true
    }

    /// Does again what was undone last; whether there was something.
    pub fn redo(&mut self) -> bool {
        let Some(change) = self.future.last() else { return false };
        let Some(after) = change.splices.iter().try_fold(self.text.clone(), |text, it| it.apply(&text)) else {
            return false;
        };
        self.text = after;
        self.past.extend(self.future.pop());
        true
    }

    /// All edits since an earlier state of this document as one; `None` if that is none.
    pub fn since(&self, before: &Self) -> Option<Patch> {
        let later = self.past.get(before.past.len()..)?;
        Some(Patch(later.iter().flat_map(|it| it.patch.0.iter().cloned()).collect()))
    }

    /// Whether there is something to undo, and something to redo.
    pub fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }

    /// The text was saved as it is.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.past.len());
        self.origin = self.text.as_str().into();
    }

    /// Whether it differs from what was saved or opened.
    pub fn is_changed(&self) -> bool {
        self.saved != Some(self.past.len())
    }
}
