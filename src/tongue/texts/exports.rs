//! What figures, handouts, tables and briefings say besides what is told of the incident.

use super::texts;

texts! {
    /// What figures, handouts, tables and briefings say besides what is told of the incident.
    Exports in exports {
    }
}
