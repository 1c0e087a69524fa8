//! What is wrong with a file, what to do about it, and why something cannot be opened or fetched.

use super::texts;

texts! {
    /// What is wrong with a file, what to do about it, and why something cannot be opened or fetched.
    Findings in findings {
    }
}
