//! Presenting: the story step by step, with what the speaker should know.

use super::action::{Action, Effect, Way};
use super::details::{self, Details};
use super::{State, Tab, compare};
use crate::incident::{Incident, Slide};
use crate::timeline::{PartialLens, Snapshot};
use crate::words::Teller;

/// A step as the room sees it, and what the speaker sees beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented {
    /// Which step it is, from 0.
    pub at: usize,
    /// Of how many.
    pub of: usize,
    /// What to say.
    pub words: String,
    /// What the speaker should know, from the file.
    pub note: Option<String>,
    /// What sources say of what the step is about; empty unless the notes are shown.
    pub said: Vec<Details>,
}

impl Presented {
    /// The step `at` of these, under whose lens `snapshot` stands.
    pub fn of(
        slides: &[Slide],
        at: usize,
        incident: &Incident,
        snapshot: &Snapshot,
        notes: bool,
        language: &str,
    ) -> Option<Self> {
        let slide = slides.get(at)?;
        let curated = slide.words.as_ref().map(|it| it.get(language).to_owned());
        let words = curated.unwrap_or_else(|| Teller::of(incident, language).sentence(snapshot));
        let counts = snapshot.totals.first().into_iter().flat_map(|it| &it.entries).map(|it| &it.id);
        let counts = counts.filter(|id| !slide.select.contains(id));
        let about = slide.select.iter().chain(counts).filter(|_| notes);
        Some(Self {
            at,
            of: slides.len(),
            words,
            note: slide.notes.as_ref().map(|it| it.get(language).to_owned()),
            said: about.filter_map(|id| details::details(incident, snapshot, id, language)).collect(),
        })
    }
}

/// Goes from step to step of the presentation.
pub fn update(state: &mut State, action: &Action) -> Option<Effect> {
    let is_presenting = state.tab == Tab::Present;
    match *action {
        Action::Present => {
            state.tab = Tab::Present;
            state.is_playing = false;
            turn_to(state, 0);
            return Some(Effect::EnterFullscreen);
        }
        Action::Turn(Way::Forward) if is_presenting => turn_to(state, state.slide.saturating_add(1)),
        Action::Turn(Way::Back) if is_presenting => turn_to(state, state.slide.saturating_sub(1)),
        Action::TurnTo(at) if is_presenting => turn_to(state, at),
        Action::ToggleNotes => state.has_notes = !state.has_notes,
        Action::Leave if is_presenting => {
            state.tab = Tab::Auto;
            return Some(Effect::LeaveFullscreen);
        }
        _ => {}
    }
    None
}

/// Shows a step of the presentation, or the last one if there are fewer.
fn turn_to(state: &mut State, at: usize) {
    let Some(slides) = state.slides() else { return };
    state.slide = at.min(slides.len() - 1);
    let slide = &slides[state.slide];
    let prefer = Some(state.prefer.clone()); // whom the reader believes stays
    let told_by = Some(slide.told_by.clone());
    compare::look(state, &PartialLens { as_of: Some(slide.as_of), known_on: Some(slide.known_on), told_by, prefer });
    state.selection = None;
}

/// Presents the step under whose lens the picture stands already, or the first.
pub fn what_is_shown(state: &mut State) {
    if let Some(slides) = state.slides().filter(|_| state.tab == Tab::Present) {
        let is_shown =
            |it: &Slide| (Some(it.as_of), it.known_on, &it.told_by) == (state.as_of, state.known_on, &state.told_by);
        let at = slides.iter().position(is_shown).unwrap_or(0);
        turn_to(state, at);
    }
}
