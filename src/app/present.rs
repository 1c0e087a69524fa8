//! Presenting: the story step by step, with what the speaker should know.

use super::action::{Talk, Way};
use super::details::{self, Details};
use super::effect::Effect;
use super::{State, Tab, compare};
use crate::incident::{Slide, Text};
use crate::timeline::{PartialLens, Snapshot};
use crate::words::Teller;

/// A step as the room sees it, and what the speaker sees beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented {
    /// Which step it is, from 0.
    pub at: usize,
    /// Of how many.
    pub of: usize,
    /// What to say, with its language where the file has it in another than that of our own words.
    pub words: (Option<String>, String),
    /// What the speaker should know, from the file, likewise.
    pub note: Option<(Option<String>, String)>,
    /// What sources say of what the step is about; empty unless the notes are shown.
    pub said: Vec<Details>,
}

impl Presented {
    /// The step `at` of these, under whose lens `snapshot` stands.
    pub fn of(slides: &[Slide], at: usize, teller: Teller<'_>, snapshot: &Snapshot, notes: bool) -> Option<Self> {
        let slide = slides.get(at)?;
        let told = |it: &Text| {
            let (language, words) = teller.told(it);
            (language.map(str::to_owned), words.to_owned())
        };
        let words = slide.words.as_ref().map_or_else(|| (None, teller.sentence(snapshot)), told);
        let counts = snapshot.totals.first().into_iter().flat_map(|it| &it.entries).map(|it| &it.id);
        let counts = counts.filter(|id| !slide.select.contains(id));
        let about = slide.select.iter().chain(counts).filter(|_| notes);
        Some(Self {
            at,
            of: slides.len(),
            words,
            note: slide.notes.as_ref().map(told),
            said: about.filter_map(|id| details::details(teller, snapshot, id)).collect(),
        })
    }
}

/// Goes from step to step of the presentation.
pub fn update(state: &mut State, action: Talk) -> Option<Effect> {
    let slide = state.slide();
    match (action, slide) {
        (Talk::Begin, _) => {
            state.look.tab = Tab::Present;
            state.is_playing = false;
            turn_to(state, 0);
            return Some(Effect::EnterFullscreen);
        }
        (Talk::ToggleNotes, _) => state.has_notes = !state.has_notes,
        (Talk::Turn(Way::Forward), Some(at)) => turn_to(state, at.saturating_add(1)),
        (Talk::Turn(Way::Back), Some(at)) => turn_to(state, at.saturating_sub(1)),
        (Talk::TurnTo(at), Some(_)) => turn_to(state, at),
        (Talk::End, Some(_)) => state.look.tab = Tab::Auto,
        (Talk::Turn(_) | Talk::TurnTo(_) | Talk::End, None) => {}
    }
    None
}

/// Shows a step of the presentation, or the last one if there are fewer.
fn turn_to(state: &mut State, at: usize) {
    let Some(slides) = state.slides() else { return };
    let at = at.min(slides.len() - 1);
    let slide = &slides[at];
    let prefer = Some(state.look.prefer.clone()); // whom the reader believes stays
    let told_by = Some(slide.told_by.clone());
    compare::look_through(
        state,
        &PartialLens { as_of: Some(slide.as_of), known_on: Some(slide.known_on), told_by, prefer },
    );
    state.look.slide = Some(at);
    state.look.selection = None;
}

/// Presents the step under whose lens the picture stands already, or the first. Of several, it is the one that is asked for.
pub fn what_is_shown(state: &mut State) {
    if let Some(slides) = state.slides().filter(|_| state.look.tab == Tab::Present) {
        let asked = state.look.slide.filter(|at| slides.get(*at).is_some_and(|it| is_under(state, it)));
        let at = asked.or_else(|| first_under(state, &slides)).unwrap_or(0);
        turn_to(state, at);
    }
}

/// The number of the step that is presented, where the lens alone does not say which it is.
pub fn unclear_slide(state: &State) -> Option<usize> {
    let (at, slides) = (state.slide()?, state.slides()?);
    Some(at).filter(|_| first_under(state, &slides) != Some(at))
}

/// The first step under whose lens the picture stands.
fn first_under(state: &State, slides: &[Slide]) -> Option<usize> {
    slides.iter().position(|it| is_under(state, it))
}

fn is_under(state: &State, it: &Slide) -> bool {
    let look = &state.look;
    (Some(it.as_of), it.known_on, &it.told_by) == (look.as_of, look.known_on, &look.told_by)
}
