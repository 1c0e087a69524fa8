//! The note about its sharing that a file carries.

use super::field::part;
use crate::incident::Marking;

part! {
    /// For which marking a file was made, and how much it therefore lacks.
    SharingDraft {
        /// The TLP 2.0 level for which it was made. Absent means that nothing was left out for a level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marking: Option<String> as Term(Marking::is_word),
        /// How many claims marked above that level were left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claims: Option<u64> as Figure,
        /// How many hosts, pivots, events, counts, facts, zones and steps of the story went with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<u64> as Figure,
        /// How many sources of which nothing is left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sources: Option<u64> as Figure,
        /// How many texts that name what was left out were left out or blanked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        texts: Option<u64> as Figure,
        /// Whether hosts and people have neutral names.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redacted: Option<bool> as Figure,
    }
}
