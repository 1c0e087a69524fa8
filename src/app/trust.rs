//! Whose word counts: who is heard, and whom the reader prefers.

use std::collections::BTreeSet;

use super::action::Trust;
use super::{Failure, State, Tab};
use crate::incident::Id;
use crate::sorting;
use crate::timeline::{Lens, Preference, preferences};

/// Lets somebody's word count, or believes somebody.
pub fn update(state: &mut State, action: Trust) {
    match action {
        Trust::Tell(source) => {
            state.look.told_by = source.map(|it| BTreeSet::from([it]));
            state.look.tab = Tab::Map;
            check(state);
        }
        Trust::Hear(id, is_heard) => hear(state, id, is_heard),
        Trust::Prefer(one) => {
            let before = std::mem::take(&mut state.look.prefer);
            state.look.prefer = preferences(before.into_iter().chain([one]));
        }
        Trust::Unprefer(part, on) => state.look.prefer.retain(|it| it.part != part || it.attribute != on),
    }
}

/// Hears a source too, or no longer. Somebody is always heard.
fn hear(state: &mut State, id: Id, is_heard: bool) {
    let Some(ready) = state.ready().cloned() else { return };
    let all = || sorting::set_of(ready.incident.sources.iter().map(|it| it.id.clone()));
    let mut chosen = state.look.told_by.clone().unwrap_or_else(all);
    if is_heard {
        chosen.insert(id);
    } else {
        chosen.remove(&id);
    }
    if !chosen.is_empty() {
        state.look.told_by = Some(chosen);
        check(state);
    }
}

/// Drops whatever else speaks of sources and parts that the incident does not have: they may be what must not leave.
pub fn forget(state: &mut State) {
    let Some(ready) = state.ready().cloned() else { return };
    let open = Lens::on(ready.timeline.last());
    let holds = |it: &Preference| it.has_effect(&ready.incident, &open);
    state.look.prefer.retain(holds);
    let Some(against) = &mut state.look.against else { return };
    against.prefer.iter_mut().for_each(|it| it.retain(holds));
    if let Some(told_by) = &mut against.told_by {
        let chosen = told_by.iter_mut();
        chosen.for_each(|it| it.retain(|id| ready.incident.source(id).is_some()));
        *told_by = told_by.take().filter(|it| !it.is_empty());
    }
}

/// Drops sources that the incident does not have and says so; to hear all of them is to hear everybody.
pub fn check(state: &mut State) {
    let (Some(ready), Some(mut chosen)) = (state.ready().cloned(), state.look.told_by.clone()) else { return };
    let unknown = chosen.iter().find(|it| ready.incident.source(it).is_none()).cloned();
    chosen.retain(|it| ready.incident.source(it).is_some());
    if let Some(unknown) = unknown {
        state.fail(Failure::unknown_source(&unknown, chosen.len()));
    }
    let is_everybody = chosen.is_empty() || chosen.len() == ready.incident.sources.len();
    state.look.told_by = Some(chosen).filter(|_| !is_everybody);
}
