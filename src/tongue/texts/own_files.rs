//! What is said of a file of the reader's own.

use super::texts;

texts! {
    /// What is said of a file of the reader's own.
    OwnFiles {
        /// A file that the tab keeps.
        own_kept(name),
        /// One that it does not keep.
        own_not_kept(name),
        /// Lets the tab keep it no longer.
        forget_file,
    }
}
