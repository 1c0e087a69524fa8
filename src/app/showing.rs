//! Showing what was read, and what a fragment says of it.

use std::rc::Rc;

use super::fragment::Fragment;
use super::look::{In, Look};
use super::{Failure, Load, Ready, State, Tab, compare, filter, keeping, listing, parts, trust};
use crate::incident::Id;

/// Shows what was read. A file that cannot be read does not take away the incident that is shown.
pub fn show(state: &mut State, read: Result<Ready, Failure>) {
    match read {
        Ok(ready) => {
            let is_other = state.ready().is_some_and(|it| it.incident.id != ready.incident.id);
            if is_other {
                state.look.take(&Look::default(), In::Incident);
                (state.before_talk, state.has_faults) = (None, false);
            }
            state.camera = None;
            state.is_playing = false;
            // a link is read before its incident comes, and what is wrong with it is still wrong then
            state.complaint = state.complaint.take().filter(|it| it.code == Failure::NEWER_LINK);
            state.load = Load::Ready(Rc::new(ready));
            listing::leave(state);
            compare::with_something(state);
            parts::resume(state);
            keeping::arrived(state, state.brought.clone());
            let shown = state.ready().map(|it| it.incident.id.clone());
            if let Some(wanted) = state.wanted.take_if(|it| it.incident.is_none() || it.incident == shown) {
                apply(state, &wanted);
            }
            state.look.selection = state.look.selection.take().filter(|it| can_be_selected(state, it));
            trust::check(state);
            filter::check(state);
        }
        Err(failure) => state.fail(failure),
    }
}

/// Lets the state be what a fragment says.
pub fn apply(state: &mut State, fragment: &Fragment) {
    state.look.take(&fragment.look, In::Link);
    if state.look.tab == Tab::Auto && state.look.against.is_some() {
        state.look.tab = Tab::Changes;
    }
    compare::with_something(state);
    state.look.selection = state.look.selection.take().filter(|it| can_be_selected(state, it));
    parts::resume(state);
    trust::check(state);
    filter::check(state);
    if fragment.is_newer {
        state.complain(Failure::newer_link());
    }
}

/// Whether there is anything to choose by this id. Before an incident is there, everything may turn out to be.
pub fn can_be_selected(state: &State, id: &Id) -> bool {
    state.ready().is_none_or(|it| {
        let incident = &it.incident;
        let hosts = incident.hosts.iter().map(|it| &it.id);
        let happened = incident.pivots.iter().map(|it| &it.id).chain(incident.events.iter().map(|it| &it.id));
        hosts.chain(happened).chain(incident.counts.iter().map(|it| &it.id)).any(|it| it == id)
    })
}
