//! All events that the element sends, with what they carry.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

use super::convert;
use super::machine::Machine;
use crate::app::fragment::{Fragment, is_elsewhere};
use crate::app::{Failure, Listing, Load, State};

/// An incident is shown. Detail: `{ incident, errors, warnings }`.
const READY: &str = "breach-map-ready";
/// A collection is shown. Detail: `{ name, incidents }`.
const COLLECTION: &str = "breach-map-collection";
/// What is shown changed: day, telling, view. Detail: `{ asOf, fragment, incident, isElsewhere }`.
const CHANGE: &str = "breach-map-change";
/// Something was chosen, or nothing. Detail: `{ id }`.
const SELECT: &str = "breach-map-select";
/// The story began to play, or stopped. Detail: `{ playing }`.
const PLAY: &str = "breach-map-play";
/// Light turned dark, or dark light. Detail: `{ theme }`.
const THEME: &str = "breach-map-theme";
/// Somebody wrote in the incident, or saved it. Detail: `{ changed }`, whether something is not saved.
const EDIT: &str = "breach-map-edit";
/// A compact element unfolded its controls, or folded them. Detail: `{ unfolded }`.
const FOLD: &str = "breach-map-fold";
/// Something could not be shown. Detail: `{ code, title, message, hint }`.
const ERROR: &str = "breach-map-error";

/// Sends what the difference between two states calls for.
/// Where a link leads, or a host, nobody went by themselves.
pub fn emit(machine: &Machine, before: &State, after: &State, is_led: bool) {
    let Some(host) = &machine.host() else { return };
    if let Some(ready) = after.ready().filter(|it| before.ready().is_none_or(|old| !Rc::ptr_eq(old, it))) {
        dispatch(host, READY, &convert::ready(ready));
    }
    if let Some(listing) = after.listing.as_ref().filter(|it| is_other(before, it)) {
        dispatch(host, COLLECTION, &convert::collection(&listing.collection));
    }
    let is_elsewhere = !is_led && is_elsewhere(before, after);
    let is_other = is_elsewhere || before.lens() != after.lens() || Fragment::of(before) != Fragment::of(after);
    if after.ready().is_some() && is_other {
        dispatch(host, CHANGE, &convert::change(after, is_elsewhere));
    }
    if after.ready().is_some() && before.look.selection != after.look.selection {
        dispatch(host, SELECT, &convert::select(after.look.selection.as_deref()));
    }
    if before.is_playing != after.is_playing {
        dispatch(host, PLAY, &convert::play(after.is_playing));
    }
    if before.is_dark() != after.is_dark() {
        dispatch(host, THEME, &convert::theme(after.is_dark()));
    }
    if let Some(editing) = after.editing.as_ref()
        && before.editing.as_ref().is_some_and(|it| it.version != editing.version)
    {
        dispatch(host, EDIT, &convert::edit(editing.document.is_changed()));
    }
    if before.is_unfolded != after.is_unfolded {
        dispatch(host, FOLD, &convert::fold(after.is_unfolded));
    }
    // a failure that is like the last one is still another one: whoever waits for it must hear of it
    if let Some(failure) = failure(after).filter(|it| failure(before).is_none_or(|old| !Rc::ptr_eq(old, it))) {
        dispatch(host, ERROR, &convert::failure(failure, after.tongue()));
    }
}

fn is_other(before: &State, listing: &Listing) -> bool {
    let number = |it: &Listing| it.index.as_ref().map(|it| it.number);
    before.listing.as_ref().is_none_or(|it| {
        let is_one_index = number(it).is_some() && number(it) == number(listing);
        !is_one_index && !Rc::ptr_eq(&it.collection, &listing.collection)
    })
}

fn failure(state: &State) -> Option<&Rc<Failure>> {
    match &state.load {
        Load::Failed(failure) => Some(failure),
        _ => state.complaint.as_ref(),
    }
}

/// Sends an event that leaves the shadow root.
pub fn dispatch(target: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    let sent = CustomEvent::new_with_event_init_dict(name, &init).and_then(|it| target.dispatch_event(&it));
    debug_assert!(sent.is_ok(), "a custom event can always be made and sent");
}
