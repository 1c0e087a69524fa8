//! What readers of other tools' files say: what became of each thing, and what they make of it.

use super::texts;

texts! {
    /// What readers of other tools' files say: what became of each thing, and what they make of it.
    Imports in imports {
    }
}
