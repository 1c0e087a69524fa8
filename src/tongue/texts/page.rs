//! What the interface says: controls, headings, explanations.

use super::texts;

texts! {
    /// What the interface says: controls, headings, explanations.
    Page in page {
    }
}
