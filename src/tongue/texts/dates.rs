//! What a field for a day says.

use super::texts;

texts! {
    /// What a field for a day says.
    Dates {
        /// What it takes.
        date_hint,
        /// What it says of anything else.
        date_unread(text),
    }
}
