//! The story as rows: what happened, when, and where the slider stands in it.

use std::iter;

use crate::fold::{Bundle, Folded};
use crate::incident::{Day, Id};
use crate::scene::group;
use crate::sorting::Table;
use crate::timeline::{Happening, Phase, Snapshot, Step, When};
use crate::words::Teller;

/// A step of the story.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something that can be so whatever the others say")]
pub struct StoryRow {
    /// The pivot or event.
    pub id: Id,
    /// The number of a pivot on the map; of several that share an arrow, all their numbers.
    pub number: Option<String>,
    /// The group that opens in place of choosing, where a row stands for several steps.
    pub opens: Option<Id>,
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
    /// Whether it does not match what is asked for.
    pub is_faded: bool,
}

/// The steps of the story, in order.
pub fn story(
    teller: Teller<'_>,
    snapshot: &Snapshot,
    (numbers, folded): (&Table<usize>, &Folded),
    selection: Option<&str>,
) -> Vec<StoryRow> {
    let today = snapshot.lens.as_of;
    let dated = |it: &Step| it.day().filter(|day| !it.when.undated && *day <= today);
    let latest = snapshot.story.iter().filter_map(dated).max();
    let mut told: Table<Vec<&Step>> = Table::default();
    for it in &*snapshot.story {
        if let Some(bundle) = folded.bundle_of(&it.id) {
            told.entry(&bundle.pivots[0]).push(it);
        }
    }
    let is_current = |step: &Step| match &snapshot.step {
        Some(here) => step.id == *here,
        None => latest.is_some() && dated(step) == latest,
    };
    let rows = snapshot.story.iter().filter_map(|step| {
        let it = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id))?;
        if let Some(bundle) = folded.bundle_of(&step.id)
            && let Some([first, rest @ ..]) = told.get(&bundle.pivots[0]).map(Vec::as_slice)
            && !rest.is_empty()
        {
            return (first.id == step.id).then(|| {
                let steps: Vec<&Step> = iter::once(*first).chain(rest.iter().copied()).collect();
                let row = several(teller, snapshot, (numbers, folded), bundle, &steps);
                StoryRow { is_current: steps.iter().any(|it| is_current(it)), ..row }
            });
        }
        Some(StoryRow {
            id: step.id.clone(),
            number: numbers.get(&step.id).map(usize::to_string),
            language: teller.language_of(&step.id).map(str::to_owned),
            opens: None,
            label: teller.step(&step.id),
            means: teller.means(&step.id).map(str::to_owned),
            when: teller.tongue.when(&step.when),
            phase: it.phase,
            disputed: it.when.disputed,
            n_sources: it.sources.len(),
            day: step.day().filter(|_| !step.when.undated),
            is_selected: selection == Some(step.id.as_str()),
            is_current: is_current(step),
            is_faded: false,
        })
    });
    rows.collect()
}

/// One row for several steps, as they have one arrow on the map.
fn several(
    teller: Teller<'_>,
    snapshot: &Snapshot,
    (numbers, folded): (&Table<usize>, &Folded),
    bundle: &Bundle,
    steps: &[&Step],
) -> StoryRow {
    let all: Vec<&Happening> = steps.iter().filter_map(|it| snapshot.pivot(&it.id)).collect();
    let when = When::all(steps.iter().map(|it| &it.when));
    let group = folded.group(&bundle.to).or(folded.group(&bundle.from));
    StoryRow {
        id: bundle.pivots[0].clone(),
        number: Some(group::badge(&bundle.pivots, numbers)),
        opens: group.map(|it| it.id.clone()),
        language: None,
        label: teller.bundle_way(folded, bundle, steps.len()),
        means: None,
        when: teller.tongue.when(&when),
        phase: all.iter().map(|it| it.phase).max().unwrap_or(Phase::Before),
        disputed: when.disputed,
        n_sources: all.iter().map(|it| it.sources.len()).max().unwrap_or_default(),
        day: steps.iter().filter(|it| !it.when.undated).filter_map(|it| it.day()).max(),
        is_selected: false,
        is_current: false,
        is_faded: false,
    }
}
