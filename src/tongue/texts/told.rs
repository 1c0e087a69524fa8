//! What is said of an incident under a lens: states, times, totals, the sentence of a day.

use super::texts;

texts! {
    /// What is said of an incident under a lens: states, times, totals, the sentence of a day.
    Told in told {
    }
}
