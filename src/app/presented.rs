//! What of a presentation is on the screen: the title or a step, as the room sees it, and what the speaker sees beside it.

use super::Ready;
use super::details::{self, Details};
use crate::incident::{Slide, Text};
use crate::layout::geometry::Rect;
use crate::scene::Ground;
use crate::scene::theme::Theme;
use crate::timeline::Snapshot;
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
    pub(super) fn next(self) -> Self {
        match self {
            Self::Title => Self::Step(0),
            Self::Step(at) => Self::Step(at.saturating_add(1)),
        }
    }

    /// What came before; nothing comes before the title.
    pub(super) fn previous(self) -> Self {
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
    /// What the map shows of it where there is no room for all of it, the widest first.
    pub about: Vec<Rect>,
    /// What sources say of what the step is about; empty unless the notes are shown.
    pub said: Vec<Details>,
}

/// So many sources are named below the title: no room reads more.
const NAMED: usize = 12;

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
                sources: Some(teller.sources(snapshot, NAMED)),
                note: None,
                about: Vec::new(),
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
            about: Vec::new(),
            said: about.filter_map(|id| details::details(teller, snapshot, id)).collect(),
        })
    }
}
