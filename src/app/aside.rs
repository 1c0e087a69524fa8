//! What only a part of the program knows that few who write need. From here one sees what it does, and not what it is, so that
//! nothing of it is needed where the part is not.

use std::any::Any;
use std::fmt::Debug;
use std::rc::Rc;

use serde_json::Value;

use super::State;
use crate::document::Patch;
use crate::quotes::Checked;

/// What somebody does there.
pub trait Task: Debug {
    /// Does it; and how the document is to be changed by it.
    fn run(&self, state: &mut State) -> Option<Patch>;
}

/// A task that is handed on. Two are the same if they are one.
#[derive(Debug, Clone)]
pub struct Brought(pub Rc<dyn Task>);

impl PartialEq for Brought {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What is known of the quotes of a document.
pub trait Known: Any + Debug {
    /// The same of the document as it is now.
    fn anew(&self, document: &Value) -> Rc<dyn Known>;

    /// What became of the quote of a claim, by its JSON Pointer.
    fn mark(&self, claim: &str) -> Option<&Checked>;
}
