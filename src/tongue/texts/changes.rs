//! What is said of the difference of two snapshots.

use super::texts;

texts! {
    /// What is said of the difference of two snapshots.
    Changes in changes {
    }
}
