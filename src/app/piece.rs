//! What is in a file of an index.

use crate::incident::Id;

/// What is in a file of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A list of words.
    Words,
    /// Rows of the year at this place.
    Rows(usize),
    /// An incident, alone or among others.
    Incident {
        /// Which load it belongs to.
        request: u32,
        /// Its id.
        id: Id,
        /// What it is called.
        name: String,
    },
}
