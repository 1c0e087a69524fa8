//! What is said of editing.

use super::texts;

texts! {
    /// What is said of editing.
    Edits {
        /// An edit does not fit what stands in the file.
        cannot_edit,
        /// A host edits where nobody may.
        edit_not_allowed,
        /// An operation of a patch that is none of JSON Patch.
        edit_no_operation,
        /// A place at which nothing stands, or where nothing can be put.
        edit_nothing_there(place),
        /// Something is moved into a part of itself.
        edit_into_itself(place),
        /// Another value stands there than an edit expects.
        edit_other_value(place),
    }
}
