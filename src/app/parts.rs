//! Parts of the program that a page fetches only when something needs them. Each is a table of functions, and so a value of the
//! state like any other: what is not here cannot be called. Where the program is in one piece, all are here from the start.

use super::action::{Action, Compare, Edit, Fetch, Give, Index, Open, Talk};
use super::effect::Effect;
use super::part::{Part, Place};
use super::tables::{Handing, Views, Writing};
use super::{Controls, Failure, State, Tab};
use crate::tongue::Arg;

/// All parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// What stands beside the map; nothing else is done with it.
    pub panel: Place<()>,
    /// What hands on.
    pub handing: Place<Handing>,
    /// What shows something else than the map.
    pub views: Place<Views>,
    /// The sheet on which an incident is written.
    pub writing: Place<Writing>,
}

impl Parts {
    /// Asks for a part; whether it must be fetched.
    fn ask(&mut self, part: Part) -> bool {
        match part {
            Part::Panel => self.panel.ask(),
            Part::Handing => self.handing.ask(),
            Part::Views => self.views.ask(),
            Part::Writing => self.writing.ask(),
        }
    }

    fn has(self, part: Part) -> bool {
        match part {
            Part::Panel => self.panel.get().is_some(),
            Part::Handing => self.handing.get().is_some(),
            Part::Views => self.views.get().is_some(),
            Part::Writing => self.writing.get().is_some(),
        }
    }
}

/// An action that waits for a part. No other can: a state is copied and compared with each action, and so is what waits in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Waiting {
    /// [`Action::Give`].
    Give(Give),
    /// [`Compare::Copy`].
    Copy,
    /// [`Action::Index`].
    Index(Index),
    /// [`Action::Talk`].
    Talk(Talk),
    /// [`Action::Edit`].
    Edit(Edit),
    /// [`Open::Collected`].
    Collected {
        /// Which load it belongs to.
        request: u32,
        /// What the file or folder is called.
        name: String,
        /// How many files the reader was given.
        n_files: usize,
        /// Those that it does not read, each with the reason.
        unread: Vec<Arg>,
        /// Their rows, as the reader writes them.
        rows: Vec<u8>,
    },
}

impl Waiting {
    fn of(action: Action) -> Option<Self> {
        match action {
            Action::Give(it) => Some(Self::Give(it)),
            Action::Compare(Compare::Copy) => Some(Self::Copy),
            Action::Index(it) => Some(Self::Index(it)),
            Action::Talk(it) => Some(Self::Talk(it)),
            Action::Edit(it) => Some(Self::Edit(it)),
            Action::Open(Open::Collected { request, name, n_files, unread, rows }) => {
                Some(Self::Collected { request, name, n_files, unread, rows })
            }
            _ => None,
        }
    }

    fn part(&self) -> Part {
        match self {
            Self::Give(_) | Self::Copy => Part::Handing,
            Self::Index(_) | Self::Talk(_) | Self::Collected { .. } => Part::Views,
            Self::Edit(_) => Part::Writing,
        }
    }

    fn action(self) -> Action {
        match self {
            Self::Give(it) => Action::Give(it),
            Self::Copy => Action::Compare(Compare::Copy),
            Self::Index(it) => Action::Index(it),
            Self::Talk(it) => Action::Talk(it),
            Self::Edit(it) => Action::Edit(it),
            Self::Collected { request, name, n_files, unread, rows } => {
                Action::Open(Open::Collected { request, name, n_files, unread, rows })
            }
        }
    }
}

/// The part without which an action cannot be done.
fn needed(action: &Action) -> Option<Part> {
    match action {
        Action::Give(_) | Action::Compare(Compare::Copy) => Some(Part::Handing),
        Action::Index(_) | Action::Talk(_) | Action::Open(Open::Collected { .. }) => Some(Part::Views),
        Action::Edit(_) => Some(Part::Writing),
        _ => None,
    }
}

/// Lets an action wait if the part is not here that it needs; else gives it back.
pub fn wait(state: &mut State, mut action: Action) -> Result<Action, Option<Effect>> {
    if let Some(writing) = state.parts.writing.get() {
        action = (writing.first)(state, action)?;
    }
    match needed(&action).filter(|it| !state.parts.has(*it)) {
        None => Ok(action),
        Some(part) => {
            state.waiting = Waiting::of(action);
            Err(state.parts.ask(part).then(|| Effect::FetchParts(vec![part])))
        }
    }
}

/// Goes on with a presentation to which a link led, if the part is here that presents.
pub fn resume(state: &mut State) {
    if let Some(views) = state.parts.views.get() {
        (views.resume)(state);
    }
}

/// What becomes of an index, now or when the part is here that shows it.
pub fn index(state: &mut State, index: Index) -> Option<Effect> {
    match state.parts.views.get() {
        Some(views) => (views.index)(state, index),
        None => wait(state, Action::Index(index)).err().flatten(),
    }
}

/// What becomes of asking: an action that waited for it, or a request.
pub fn update(state: &mut State, fetch: Fetch) -> (Option<Action>, Option<Effect>) {
    let part = match fetch {
        Fetch::Rest => {
            let asked: Vec<_> = Part::READING.into_iter().filter(|it| state.parts.ask(*it)).collect();
            return (None, (!asked.is_empty()).then_some(Effect::FetchParts(asked)));
        }
        Fetch::Again(part) => return (None, state.parts.ask(part).then(|| Effect::FetchParts(vec![part]))),
        Fetch::Panel(place) => {
            state.parts.panel = place;
            Part::Panel
        }
        Fetch::Handing(place) => {
            state.parts.handing = place;
            Part::Handing
        }
        Fetch::Views(place) => {
            state.parts.views = place;
            resume(state);
            Part::Views
        }
        Fetch::Writing(place) => {
            state.parts.writing = place;
            Part::Writing
        }
    };
    let waited = state.waiting.take_if(|it| it.part() == part);
    if waited.is_some() && !state.parts.has(part) {
        state.reading = None;
        state.fail(Failure::no_part());
        return (None, None);
    }
    (waited.map(Waiting::action), None)
}

/// How much of the program is needed for what is to be seen.
#[derive(Clone, Copy)]
pub struct Seen {
    is_ready: bool,
    has_panel: bool,
    shows_more: bool,
}

impl Seen {
    /// For what is to be seen in a state.
    pub fn of(state: &State) -> Self {
        let is_ready = state.ready().is_some();
        Self { is_ready, has_panel: is_ready && state.look.controls != Controls::Bare, shows_more: shows_more(state) }
    }

    /// What must be fetched for what is to be seen now and was not before; and, when there is something to see for the first time,
    /// the rest as soon as nothing else is to be done. Where nobody can ask for more, nothing more comes.
    pub fn fetches(self, state: &mut State) -> Vec<Effect> {
        let now = Self::of(state);
        let needed = [(Part::Panel, self.has_panel, now.has_panel), (Part::Views, self.shows_more, now.shows_more)];
        let needed = needed.into_iter().filter(|(_, before, after)| *after && !before);
        let asked: Vec<_> = needed.map(|(part, ..)| part).filter(|it| state.parts.ask(*it)).collect();
        let has_all = Part::READING.into_iter().all(|it| state.parts.has(it));
        let is_first = now.is_ready && !self.is_ready && now.has_panel;
        let asked = (!asked.is_empty()).then_some(Effect::FetchParts(asked));
        asked.into_iter().chain((is_first && !has_all).then_some(Effect::FetchRestWhenIdle)).collect()
    }
}

/// Whether something else is shown than the map and what stands around it.
fn shows_more(state: &State) -> bool {
    let is_listed = state.listing.as_ref().is_some_and(|it| it.is_shown);
    let has_columns = state.columns.as_ref().is_some_and(|it| it.is_shown);
    let is_other = match state.shown_tab() {
        Tab::Auto | Tab::Story | Tab::Map => false,
        Tab::Lanes | Tab::Table | Tab::Disputes | Tab::Changes | Tab::Tellings | Tab::Present => true,
    };
    is_listed || has_columns || is_other
}
