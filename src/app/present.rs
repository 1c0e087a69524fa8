//! Presenting: a title and then the story step by step, with what the speaker should know.
//!
//! The reader's own view waits meanwhile, and comes back when the presentation is left: who presents from the middle of
//! an analysis goes on with it.

use super::action::{Talk, Way};
use super::effect::Effect;
use super::presented::{Act, Presented, Stage};
use super::{State, Tab, closer, compare};
use crate::incident::Slide;
use crate::scene::Scene;
use crate::scene::emphasis::emphasize;
use crate::timeline::{PartialLens, slides, standing_out};

/// What is presented; on the map, what it is about stands out.
pub fn on_stage(act: &Act<'_>, map: &mut Scene) -> Option<Presented> {
    let incident = &act.ready.incident;
    let slides = slides(incident, &act.ready.timeline);
    let slide = act.at.step().and_then(|at| slides.get(at));
    emphasize(map, act.ground, &slide.map(|it| standing_out(incident, it)).unwrap_or_default(), act.theme);
    let presented = Presented::of(&slides, act.at, act.teller, act.snapshot, act.notes)?;
    Some(Presented {
        about: slide.map_or_else(Vec::new, |it| closer::about(incident, it, act.snapshot, act.ground)),
        ..presented
    })
}

/// Goes from step to step of the presentation.
pub fn update(state: &mut State, action: Talk) -> Option<Effect> {
    let stage = state.stage();
    match (action, stage) {
        (Talk::Begin, _) => {
            state.before_talk = Some(Box::new(state.look.clone())).filter(|_| stage.is_none());
            state.look.tab = Tab::Present;
            state.is_playing = false;
            turn_to(state, Stage::Title);
            return Some(Effect::EnterFullscreen);
        }
        (Talk::ToggleNotes, _) => state.has_notes = !state.has_notes,
        (Talk::Turn(Way::Forward), Some(at)) => turn_to(state, at.next()),
        (Talk::Turn(Way::Back), Some(at)) => turn_to(state, at.previous()),
        (Talk::TurnTo(at), Some(_)) => turn_to(state, at),
        (Talk::End, Some(_)) => {
            state.look.tab = Tab::Auto;
            // who came by a link to a step has nothing to go back to
            if let Some(before) = state.before_talk.take() {
                state.look = *before;
            }
        }
        (Talk::Turn(_) | Talk::TurnTo(_) | Talk::End, None) => {}
    }
    None
}

/// Shows the title, or a step of the story: the last one if there are fewer.
fn turn_to(state: &mut State, at: Stage) {
    let Some(slides) = state.slides() else { return };
    let prefer = Some(state.look.prefer.clone()); // whom the reader believes stays
    let step = at.step().map(|it| it.min(slides.len() - 1));
    let lens = match step.map(|it| &slides[it]) {
        Some(slide) => PartialLens {
            as_of: Some(slide.as_of),
            known_on: Some(slide.known_on),
            told_by: Some(slide.told_by.clone()),
            prefer,
        },
        None => PartialLens { as_of: None, known_on: Some(None), told_by: Some(None), prefer },
    };
    compare::look_through(state, &lens);
    state.look.slide = step;
    state.look.selection = None;
}

/// Presents the step under whose lens the picture stands already, or the title. Of several, it is the one that is asked for.
pub fn what_is_shown(state: &mut State) {
    if let Some(slides) = state.slides().filter(|_| state.look.tab == Tab::Present) {
        let asked = state.look.slide.filter(|at| slides.get(*at).is_some_and(|it| is_under(state, it)));
        let at = asked.or_else(|| first_under(state, &slides)).map_or(Stage::Title, Stage::Step);
        turn_to(state, at);
    }
}

/// The number of the step that is presented, where the lens alone does not say which it is.
pub fn unclear_slide(state: &State) -> Option<usize> {
    let (at, slides) = (state.stage()?.step()?, state.slides()?);
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
