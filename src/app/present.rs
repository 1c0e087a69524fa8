//! Presenting: a title and then the story step by step, with what the speaker should know.
//!
//! The reader's own view waits meanwhile, and comes back when the presentation is left: who presents from the middle of
//! an analysis goes on with it.

use super::action::{Talk, Way};
use super::details::{self, Details};
use super::effect::Effect;
use super::{Ready, State, Tab, compare};
use crate::incident::{Slide, Text};
use crate::scene::emphasis::emphasize;
use crate::scene::theme::Theme;
use crate::scene::{Ground, Scene};
use crate::timeline::{PartialLens, Snapshot, slides, standing_out};
use crate::words::Teller;

/// What of a presentation is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What it is about: the whole as it is known now.
    Title,
    /// A step of the story, from 0.
    Step(usize),
}

impl Stage {
    /// What comes next.
    fn next(self) -> Self {
        match self {
            Self::Title => Self::Step(0),
            Self::Step(at) => Self::Step(at.saturating_add(1)),
        }
    }

    /// What came before; nothing comes before the title.
    fn previous(self) -> Self {
        match self {
            Self::Title | Self::Step(0) => Self::Title,
            Self::Step(at) => Self::Step(at - 1),
        }
    }

    /// The step, if it is one.
    pub fn step(self) -> Option<usize> {
        match self {
            Self::Title => None,
            Self::Step(at) => Some(at),
        }
    }
}

/// A title or a step as the room sees it, and what the speaker sees beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented {
    /// Which it is.
    pub at: Stage,
    /// How many steps there are.
    pub of: usize,
    /// What to say, with its language where the file has it in another than that of our own words.
    pub words: (Option<String>, String),
    /// Whose word is heard; below the title.
    pub sources: Option<String>,
    /// What the speaker should know, from the file, likewise.
    pub note: Option<(Option<String>, String)>,
    /// What sources say of what the step is about; empty unless the notes are shown.
    pub said: Vec<Details>,
}

/// All of which a presentation is made.
pub struct Act<'a> {
    /// The incident, and its days.
    pub ready: &'a Ready,
    /// What of it is on the screen.
    pub at: Stage,
    /// Whether the speaker's notes are shown.
    pub notes: bool,
    /// Who puts it into words.
    pub teller: Teller<'a>,
    /// How everything stands.
    pub snapshot: &'a Snapshot,
    /// On what the map stands.
    pub ground: &'a Ground,
    /// Its colors.
    pub theme: &'static Theme,
}

/// What is presented; on the map, what it is about stands out.
pub fn on_stage(act: &Act<'_>, map: &mut Scene) -> Option<Presented> {
    let incident = &act.ready.incident;
    let slides = slides(incident, &act.ready.timeline);
    let about = act.at.step().and_then(|at| slides.get(at)).map(|it| standing_out(incident, it));
    emphasize(map, act.ground, &about.unwrap_or_default(), act.theme);
    Presented::of(&slides, act.at, act.teller, act.snapshot, act.notes)
}

impl Presented {
    /// What of these is presented, under whose lens `snapshot` stands; `None` if there is no such step.
    pub fn of(slides: &[Slide], at: Stage, teller: Teller<'_>, snapshot: &Snapshot, notes: bool) -> Option<Self> {
        let told = |it: &Text| {
            let (language, words) = teller.told(it);
            (language.map(str::to_owned), words.to_owned())
        };
        let sentence = || (None, teller.sentence(snapshot));
        let Some(step) = at.step() else {
            return Some(Self {
                at,
                of: slides.len(),
                words: teller.incident.summary.as_ref().map_or_else(sentence, told),
                sources: Some(teller.sources(snapshot, 30)),
                note: None,
                said: Vec::new(),
            });
        };
        let slide = slides.get(step)?;
        let counts = snapshot.totals.first().into_iter().flat_map(|it| &it.entries).map(|it| &it.id);
        let counts = counts.filter(|id| !slide.select.contains(id));
        let about = slide.select.iter().chain(counts).filter(|_| notes);
        Some(Self {
            at,
            of: slides.len(),
            words: slide.words.as_ref().map_or_else(sentence, told),
            sources: None,
            note: slide.notes.as_ref().map(told),
            said: about.filter_map(|id| details::details(teller, snapshot, id)).collect(),
        })
    }
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
