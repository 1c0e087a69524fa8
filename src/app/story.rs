//! The story as rows: what happened, when, and where the slider stands in it. Which rows there are is known at once;
//! what they say is put into words row by row, when somebody looks.

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

/// The rows of the story, before anybody looks at one.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    rows: Vec<Told>,
}

/// A row: a step, or those that share an arrow; by their places in the story.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    step: usize,
    others: Vec<usize>,
    is_current: bool,
}

impl Story {
    /// The rows of the story, in order.
    pub fn of(snapshot: &Snapshot, folded: &Folded) -> Self {
        let today = snapshot.lens.as_of;
        let dated = |it: &Step| it.day().filter(|day| !it.when.undated && *day <= today);
        let latest = snapshot.story.iter().filter_map(dated).max();
        let is_current = |step: &Step| match &snapshot.step {
            Some(here) => step.id == *here,
            None => latest.is_some() && dated(step) == latest,
        };
        let mut row_of: Table<usize> = Table::default();
        let mut rows: Vec<Told> = Vec::new();
        for (at, step) in snapshot.story.iter().enumerate() {
            let is_current = is_current(step);
            if let Some(bundle) = folded.bundle_of(&step.id) {
                if let Some(row) = row_of.get(&bundle.pivots[0]) {
                    let row = &mut rows[*row];
                    row.others.push(at);
                    row.is_current |= is_current;
                    continue;
                }
                row_of.insert(&bundle.pivots[0], rows.len());
            }
            rows.push(Told { step: at, others: Vec::new(), is_current });
        }
        Self { rows }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The first row on which the slider stands.
    pub fn current(&self) -> Option<usize> {
        self.rows.iter().position(|it| it.is_current)
    }

    /// What a row says.
    pub fn row(
        &self,
        at: usize,
        teller: Teller<'_>,
        snapshot: &Snapshot,
        (numbers, folded): (&Table<usize>, &Folded),
        selection: Option<&str>,
    ) -> Option<StoryRow> {
        let Told { step, others, is_current } = self.rows.get(at)?;
        let step = &snapshot.story[*step];
        if let Some(bundle) = folded.bundle_of(&step.id).filter(|_| !others.is_empty()) {
            let steps: Vec<&Step> = iter::once(step).chain(others.iter().map(|it| &snapshot.story[*it])).collect();
            let row = several(teller, snapshot, (numbers, folded), bundle, &steps);
            return Some(StoryRow { is_current: *is_current, ..row });
        }
        let it = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id))?;
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
            is_current: *is_current,
            is_faded: false,
        })
    }
}

/// All that the story says, in order.
pub fn story(
    teller: Teller<'_>,
    snapshot: &Snapshot,
    on_map: (&Table<usize>, &Folded),
    selection: Option<&str>,
) -> Vec<StoryRow> {
    let story = Story::of(snapshot, on_map.1);
    (0..story.len()).filter_map(|at| story.row(at, teller, snapshot, on_map, selection)).collect()
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
