//! An object of a bundle.

use serde_json::Value;

use crate::foreign::pointer::{self, text};
use crate::incident::Day;

/// An object of a bundle.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// All of it.
    pub value: &'a Value,
    /// Which of the list it is.
    pub index: usize,
}

impl<'a> Object<'a> {
    /// The words at a pointer in it.
    pub fn text(&self, pointer: &str) -> Option<&'a str> {
        text(self.value, pointer)
    }

    /// The day on which it was last changed, or made.
    pub fn changed(&self) -> Option<Day> {
        self.text("/modified").or(self.text("/created")).and_then(pointer::day)
    }

    /// What it is called.
    pub fn name(&self) -> &'a str {
        let told = ["/name", "/value", "/display_name", "/account_login", "/path", "/key", "/abstract", "/description"];
        told.iter().find_map(|it| self.text(it)).unwrap_or(self.kind)
    }
}
