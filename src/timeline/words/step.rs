//! What a step of the story was, besides from where to where: by what means.

use super::step_label;
use crate::incident::Incident;

/// By what means a pivot was made: what stands on its arrow, or its technique; nothing of an event, whose label says all,
/// nor of a pivot to a step that is called the same.
pub fn means<'a>(incident: &'a Incident, id: &str, language: &str) -> Option<&'a str> {
    let pivot = incident.pivots.iter().find(|it| it.id == id)?;
    let means = match &pivot.label {
        Some(label) => label.get(language),
        None => incident.label(pivot.technique.as_ref()?, language)?,
    };
    let end = incident.label(&pivot.to, language).unwrap_or_default();
    // a step that stands for itself on the map is called by its means already
    (!end.ends_with(means)).then_some(means)
}

/// A step with its means: `Server B → Server A: remote desktop`.
pub fn step_told(incident: &Incident, id: &str, language: &str) -> String {
    let label = step_label(incident, id, language);
    match means(incident, id, language) {
        Some(means) => format!("{label}: {means}"),
        None => label,
    }
}
