//! What a file holds before anybody knows what it means: one JSON value, JSON line by line, or a table.

use serde_json::Value;

/// The content of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// One JSON value.
    Json(Value),
    /// A JSON value on each line.
    Lines(Lines<'a>),
    /// Comma- or tab-separated values.
    Table {
        /// The names of the columns, trimmed.
        header: Vec<String>,
        /// The rows, each as long as the header; row 0 is the line after the header.
        rows: Vec<Vec<String>>,
    },
}

impl Content<'_> {
    /// The value, if it is one.
    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            _ => None,
        }
    }
}

/// JSON lines, read one after the other, so that a file of hundreds of megabytes needs no more room than its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines<'a> {
    text: &'a str,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        Self { text }
    }

    /// The number of each line that is not blank, from 1, and what stands there; `None` if it is no JSON.
    pub fn values(self) -> impl Iterator<Item = (usize, Option<Value>)> {
        let lines = self.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(index, line)| (index + 1, serde_json::from_str(line).ok()))
    }
}
