//! Headings of an incident that is written down, and who tells a part of it.

use crate::incident::{Id, Incident};

/// Above the pivots and events in order.
pub const STEPS: &str = "Steps";
/// Above the totals.
pub const AFFECTED: &str = "Affected";
/// Above who tells it.
pub const SOURCES: &str = "Sources";

/// `told by CSIDB, CyberScoop`.
pub fn told(incident: &Incident, sources: &[Id], language: &str) -> String {
    let mut told = String::new();
    for id in sources {
        told.push_str(if told.is_empty() { "told by " } else { ", " });
        told.push_str(incident.label(id, language).unwrap_or(id));
    }
    told
}
