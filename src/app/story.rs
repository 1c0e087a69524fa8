//! The story as rows: what happened, when, and where the slider stands in it.

use crate::incident::{Day, Id};
use crate::sorting::Table;
use crate::timeline::{Phase, Snapshot, Step};
use crate::words::Teller;

/// A step of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryRow {
    /// The pivot or event.
    pub id: Id,
    /// The number of a pivot on the map.
    pub number: Option<usize>,
    /// The language of its labels, where it is not that of our own words.
    pub language: Option<String>,
    /// What happened.
    pub label: String,
    /// By what means, if that is told.
    pub means: Option<String>,
    /// When.
    pub when: String,
    /// How it stands on the day.
    pub phase: Phase,
    /// Whether sources disagree.
    pub disputed: bool,
    /// How many sources speak of it.
    pub n_sources: usize,
    /// The day to which the slider goes.
    pub day: Option<Day>,
    /// Whether it is chosen.
    pub is_selected: bool,
    /// Whether the slider stands on it: of what has happened, it is the latest.
    pub is_current: bool,
}

/// The steps of the story, in order.
pub fn story(
    teller: Teller<'_>,
    snapshot: &Snapshot,
    numbers: &Table<usize>,
    selection: Option<&str>,
) -> Vec<StoryRow> {
    let today = snapshot.lens.as_of;
    let dated = |it: &Step| it.day().filter(|day| !it.when.undated && *day <= today);
    let latest = snapshot.story.iter().filter_map(dated).max();
    let rows = snapshot.story.iter().filter_map(|step| {
        let it = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id))?;
        Some(StoryRow {
            id: step.id.clone(),
            number: numbers.get(&step.id).copied(),
            language: teller.language_of(&step.id).map(str::to_owned),
            label: teller.step(&step.id),
            means: teller.means(&step.id).map(str::to_owned),
            when: teller.tongue.when(&step.when),
            phase: it.phase,
            disputed: it.when.disputed,
            n_sources: it.sources.len(),
            day: step.day().filter(|_| !step.when.undated),
            is_selected: selection == Some(step.id.as_str()),
            is_current: match &snapshot.step {
                Some(here) => step.id == *here,
                None => latest.is_some() && dated(step) == latest,
            },
        })
    });
    rows.collect()
}
