//! The other tool's file from which an incident was made, and what became of each thing in it.

use super::{Text, words};

words! {
    /// What became of a thing of the file.
    Fate {
        /// It is in the incident as the file says it.
        Carried = "carried",
        /// It follows from the file by a rule; the file does not say it.
        Derived = "derived",
        /// It is not in the incident.
        LeftOut = "left-out",
    }
}

/// The file of another tool from which an incident was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The stable kebab-case name of its format.
    pub format: String,
    /// What people call the format.
    pub label: Text,
    /// The name of the file.
    pub file: Option<String>,
    /// Choices made when reading it, such as the meaning of a table's columns.
    pub options: Vec<(String, String)>,
    /// What became of the things in it: carried, derived, left out.
    pub entries: Vec<OriginEntry>,
}

/// Things of the file with one fate for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginEntry {
    /// What became of them.
    pub fate: Fate,
    /// What they are; of derived ones also the rule, of left-out ones the reason.
    pub words: Text,
    /// How many.
    pub times: u64,
    /// Where the first of them stand: JSON Pointers, `line N` or `row N`.
    pub places: Vec<String>,
}

impl Origin {
    /// How many things had this fate.
    pub fn times(&self, fate: Fate) -> u64 {
        self.entries.iter().filter(|it| it.fate == fate).fold(0, |sum, it| sum.saturating_add(it.times))
    }
}
