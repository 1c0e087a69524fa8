//! What joins words, whatever they speak of: lists, numbers, dates.

use super::texts;

texts! {
    /// What joins words, whatever they speak of: lists, numbers, dates.
    Common in common {
        /// Between names: `, `.
        comma,
        /// Two names: `a and b`.
        and(a, b),
    }
}
