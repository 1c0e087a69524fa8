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
    /// The label of a marking that may be absent: absent is "not marked", never CLEAR.
    pub fn label(marking: Option<Self>) -> &'static str {
        marking.map_or("not marked", Self::as_str)
    }

    /// The label for the name of a file: `tlp-amber-strict`, `not-marked`.
    pub fn file_label(marking: Option<Self>) -> String {
        Self::label(marking).to_ascii_lowercase().replace([':', '+', ' '], "-")
    }

    /// Whether it is stricter than `level`, so that readers of that level must not see it.
    pub fn is_above(self, level: Self) -> bool {
        self < level
    }

    /// The stricter of two; any marking is stricter than none.
    pub fn stricter(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        a.map_or(b, |a| Some(b.map_or(a, |b| a.min(b))))
    }
}

#[cfg(test)]
mod tests {
    use super::Marking::{self, Amber, AmberStrict, Clear, Green, Red};

    #[test]
    fn the_order_is_that_of_tlp_2_and_not_marked_is_no_level() {
        assert!(Red.is_above(AmberStrict) && AmberStrict.is_above(Amber) && Amber.is_above(Green));
        assert!(Green.is_above(Clear) && !Clear.is_above(Clear) && !Clear.is_above(Red));
        assert_eq!(Marking::stricter(None, Some(Clear)), Some(Clear));
        assert_eq!(Marking::stricter(Some(Green), Some(AmberStrict)), Some(AmberStrict));
        assert_eq!(Marking::stricter(None, None), None);
        assert_eq!(Marking::file_label(Some(AmberStrict)), "tlp-amber-strict");
        assert_eq!(Marking::file_label(None), "not-marked");
    }
}
