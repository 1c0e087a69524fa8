//! Opening and closing cards of several hosts.

use std::rc::Rc;

use super::State;
use super::action::Fold;
use super::effect::Effect;
use super::view::Shown;
use crate::fold::{Group, Opened};
use crate::incident::Id;
use crate::scene::Ground;

/// Opens or closes. The card on which the reader pressed is gone then, and the keyboard goes to that of the host which named it.
pub fn update(state: &mut State, fold: Fold) -> Option<Effect> {
    let open = &mut state.look.open;
    let focus = match &fold {
        Fold::Open(id) | Fold::Close(id) => Some(Effect::KeepFocus(id.clone())),
        Fold::OpenAll | Fold::CloseAll => None,
    };
    match (fold, open) {
        (Fold::OpenAll, open) => *open = Opened::All,
        (Fold::CloseAll, open) => *open = Opened::default(),
        (Fold::Open(id), Opened::These(ids)) => {
            ids.insert(id);
        }
        (Fold::Close(id), Opened::These(ids)) => {
            ids.remove(&id);
            close_over(state, &id);
        }
        (Fold::Open(_), Opened::All) => {}
        (Fold::Close(id), open) => {
            *open = Opened::default();
            close_over(state, &id);
        }
    }
    focus
}

/// What is chosen has a card of its own; a group that closes over it takes the choice away.
fn close_over(state: &mut State, id: &str) {
    let is_inside = state.ready().is_some_and(|ready| {
        let groups = ready.groups(&state.look.open, state.budget());
        let holds = |group: &Group, id: &str| group.hosts.iter().any(|host| host == id);
        let group = groups.iter().find(|it| holds(it, id));
        group.is_some_and(|group| state.look.selection.as_deref().is_some_and(|it| holds(group, it)))
    });
    if is_inside {
        state.look.selection = None;
    }
}

impl State {
    /// Where everything lies, once there is an incident.
    pub fn ground(&self) -> Option<Rc<Ground>> {
        self.ground_of(self.budget())
    }

    /// The same on a map of at most so many cards.
    pub fn ground_of(&self, budget: usize) -> Option<Rc<Ground>> {
        Some(self.ready()?.ground(&self.look.open, budget, self.look.selection.as_deref()))
    }
}

/// What can be done about the card of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regroup {
    /// Its group is open, and can be closed.
    Close(Id),
    /// It was taken out of its group, which can be opened as a whole.
    Open(Id),
}

impl Regroup {
    /// The group to which a host belongs that has a card of its own all the same, or the end of a step; with how many hosts are in it.
    pub fn of(ready: &super::Ready, open: &Opened, budget: usize, id: &str) -> Option<(Self, usize)> {
        let closed = ready.groups(&Opened::default(), budget);
        let ends = ready.incident.pivot(id).map_or([id, id], |it| [&it.to, &it.from]);
        let group = ends.into_iter().find_map(|end| closed.iter().find(|it| it.hosts.iter().any(|it| it == end)))?;
        let is_open = match open {
            Opened::All => true,
            Opened::These(ids) => ids.contains(&group.id),
        };
        let id = group.id.clone();
        Some((if is_open { Self::Close(id) } else { Self::Open(id) }, group.hosts.len()))
    }
}

impl Shown {
    /// Whether the reader opened a card of several hosts.
    pub fn is_any_open(&self) -> bool {
        self.look().open != Opened::default()
    }

    /// What can be done about the card of the host that is chosen, in words.
    pub fn regroup(&self) -> Option<(String, Fold)> {
        let (regroup, n) =
            Regroup::of(&self.ready, &self.look().open, self.budget(), self.look().selection.as_deref()?)?;
        Some(match regroup {
            Regroup::Close(id) => (self.tongue().close_group(n), Fold::Close(id)),
            Regroup::Open(id) => (self.tongue().open_group(n), Fold::Open(id)),
        })
    }
}
