//! The note about its sharing that a file carries.

use serde::Serialize;
use serde_json::Value;

use super::draft::part;
use super::field::{Misfit, Part, Reader, Rest, key};
use super::role::Roles;

part! {
    /// For which marking a file was made, and how much it therefore lacks.
    SharingDraft {
        /// The TLP 2.0 level for which it was made. Absent means that nothing was left out for a level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marking: Option<String> as Marking,
        /// How many claims marked above that level were left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claims: Option<u64> as Number,
        /// How many hosts, pivots, events, counts, facts, zones and steps of the story went with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<u64> as Number,
        /// How many sources of which nothing is left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sources: Option<u64> as Number,
        /// How many texts that name what was left out were left out or blanked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        texts: Option<u64> as Number,
        /// Whether hosts and people have neutral names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redacted: Option<bool> as Flag,
    }
}
