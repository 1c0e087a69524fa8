//! How far something may be shared (FIRST, Traffic Light Protocol 2.0).

use super::word::words;

words! {
    /// A TLP 2.0 label, from the strictest to the freest.
    Marking {
        /// For the eyes of named recipients only.
        Red = "TLP:RED",
        /// Within the recipient's organization only.
        AmberStrict = "TLP:AMBER+STRICT",
        /// Within the recipient's organization and its clients.
        Amber = "TLP:AMBER",
        /// Within the community.
        Green = "TLP:GREEN",
        /// No limit.
        Clear = "TLP:CLEAR",
    }
}

impl Marking {
    /// The label of what may have none: absent is "not marked", never CLEAR.
    pub fn label(marking: Option<Self>) -> &'static str {
        marking.map_or("not marked", Self::as_str)
    }
}
