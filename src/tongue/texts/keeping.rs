//! What is said of edits that are not saved.

use super::texts;

texts! {
    /// What is said of edits that are not saved.
    Keeping {
        /// A box: whether this browser keeps what is not saved.
        keep_here,
        /// That it does.
        keep_on,
        /// That there is no room left.
        keep_full,
        /// That the browser refuses.
        keep_refused,
        /// That another tab writes the same.
        keep_elsewhere,
        /// That the file was changed by somebody else.
        save_changed,
        /// That the browser may not write into the file.
        save_forbidden,
        /// A button: into another file.
        save_other,
        /// A button: into the file, whatever was written there.
        save_over,
        /// Edits that were left: of which incident, and since when.
        edits_left(title, time),
        /// A button.
        edits_go_on,
        /// A button.
        edits_throw_away,
    }
}
