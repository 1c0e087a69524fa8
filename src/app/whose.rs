//! Whose word counts: who is heard, and whom the reader prefers.

use std::collections::BTreeSet;

use super::action::Action;
use super::{Failure, State, Tab, words};
use crate::incident::Id;
use crate::sorting;
use crate::timeline::preferences;

/// What an action does to whose word counts; others do nothing.
pub fn update(state: &mut State, action: Action) {
    match action {
        Action::SetToldBy(ids) => {
            state.told_by = ids;
            check(state);
        }
        Action::Tell(source) => {
            state.told_by = source.map(|it| BTreeSet::from([it]));
            state.tab = Tab::Map;
            check(state);
        }
        Action::Hear(id, is_heard) => hear(state, id, is_heard),
        Action::SetPrefer(all) => state.prefer = preferences(all),
        Action::Prefer(one) => state.prefer = preferences(std::mem::take(&mut state.prefer).into_iter().chain([one])),
        Action::Unprefer(part, on) => state.prefer.retain(|it| it.part != part || it.attribute != on),
        _ => {}
    }
}

/// Hears a source too, or no longer. Somebody is always heard.
fn hear(state: &mut State, id: Id, is_heard: bool) {
    let Some(ready) = state.ready().cloned() else { return };
    let all = || sorting::set_of(ready.incident.sources.iter().map(|it| it.id.clone()));
    let mut chosen = state.told_by.clone().unwrap_or_else(all);
    if is_heard {
        chosen.insert(id);
    } else {
        chosen.remove(&id);
    }
    if !chosen.is_empty() {
        state.told_by = Some(chosen);
        check(state);
    }
}

/// Drops sources that the incident does not have and says so; to hear all of them is to hear everybody.
pub fn check(state: &mut State) {
    let (Some(ready), Some(mut chosen)) = (state.ready().cloned(), state.told_by.clone()) else { return };
    let unknown = chosen.iter().find(|it| ready.incident.source(it).is_none()).cloned();
    chosen.retain(|it| ready.incident.source(it).is_some());
    if let Some(unknown) = unknown {
        let (title, text, hint) = words::unknown_source(&unknown, chosen.len());
        state.fail(Failure { code: "unknown-source", title, text, hint: hint.to_owned() });
    }
    let is_everybody = chosen.is_empty() || chosen.len() == ready.incident.sources.len();
    state.told_by = Some(chosen).filter(|_| !is_everybody);
}
