//! What is said of files of the reader's own.

use super::texts;

texts! {
    /// What is said of files of the reader's own.
    OwnFiles in own_files {
        /// A file of the reader's that the tab keeps.
        own_kept(name),
        /// One that it does not keep.
        own_not_kept(name),
        /// Lets the tab keep it no longer.
        forget_file,
        /// Below the links, where the reader opened a file.
        own_file_note,
        /// A link to a file that is not here.
        named_file_needed(name),
        /// The same where the link does not say what the file is called.
        link_file_needed,
        /// Why it is not here.
        file_needed_text,
        /// What to do about it.
        file_needed_hint,
        /// Another file was opened than the one of the link.
        other_file,
        /// The same with the name.
        other_named_file_text(name),
        /// The same where the link does not say what the file is called.
        other_file_text,
        /// What to do about it.
        other_file_hint,
    }
}
