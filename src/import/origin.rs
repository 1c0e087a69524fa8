//! The field `imported` as it is written: what the file was before, and what became of each thing in it.

use serde::Serialize;
use serde_json::Value;

use super::draft::{TextDraft, as_object, part};
use super::each::Each;
use super::field::{Misfit, Part, Reader, Rest, key};
use super::role::Roles;

part! {
    /// The file of another tool from which an incident was made, and the report of that import.
    ImportedDraft {
        /// The stable name of its format, such as `veris`.
        format: String as Term,
        /// What people call the format.
        label: TextDraft as Text,
        /// What the file was called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String> as Text,
        /// How it was read where that could be chosen, such as which column of a table is what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options: Option<Named> as Named,
        /// What became of the things in it.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        entries: Each<EntryDraft> as Parts(EntryDraft::ROLES),
    }
}

part! {
    /// Things of the file with one fate for one reason.
    EntryDraft {
        /// `carried` (as the file says it), `derived` (by a rule; the file does not say it) or `left-out`.
        fate: String as Term,
        /// What they are and, unless carried, by which rule or why.
        words: TextDraft as Text,
        /// How many. Absent means one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<u64> as Number,
        /// Where the first of them stand: JSON Pointers, `line N` or `row N`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<String> as Text,
    }
}

/// Strings by name: `{"from": "SourceHost"}`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Named(
    #[serde(serialize_with = "as_object")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "std::collections::BTreeMap<String, String>"))]
    pub Vec<(String, String)>,
);
