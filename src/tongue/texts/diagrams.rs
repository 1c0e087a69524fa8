//! What a diagram in text says of itself.

use super::texts;

texts! {
    /// What a diagram in text says of itself.
    Diagrams {
        /// What numbers and lines mean.
        diagram_key,
        /// What a diagram has no place for.
        diagram_loses,
        /// Where it says when steps were, and who tells them.
        diagram_tips,
        /// That it says when only in its comment, and not who.
        diagram_no_tips,
    }
}
