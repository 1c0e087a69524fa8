//! The field `imported` as it is written: what the file was before, and what became of each thing in it.

use super::each::Each;
use super::field::part;
pub use super::value::Named;
use super::value::TextDraft;
use crate::incident::Fate;

part! {
    /// The file of another tool from which an incident was made, and the report of that import.
    ImportedDraft {
        /// The stable name of its format, such as `veris`.
        format: String as Code,
        /// What people call the format.
        label: TextDraft as Name,
        /// What the file was called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String> as Text,
        /// How it was read where that could be chosen, such as which column of a table is what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options: Option<Named> as Text,
        /// What became of the things in it.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        entries: Each<EntryDraft> as Parts,
    }
}

part! {
    /// Things of the file with one fate for one reason.
    EntryDraft {
        /// `carried` (as the file says it), `derived` (by a rule; the file does not say it) or `left-out`.
        fate: String as Term(Fate::is_word),
        /// What they are and, unless carried, by which rule or why.
        words: TextDraft as Text,
        /// How many. Absent means one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<u64> as Figure,
        /// Where the first of them stand: JSON Pointers, `line N` or `row N`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<String> as Text,
    }
}
