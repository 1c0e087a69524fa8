//! What the browser does for whoever writes: asks before the page is left, and marks it while something is not saved.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::window;

use super::js::{call, get, set};
use super::machine::Machine;
use super::{convert, desk, saving};
use crate::app::Failure;
use crate::app::action::{Action, Edit};
use crate::app::effect::Effect;
use crate::document::Patch;

type Guard = Closure<dyn FnMut(web_sys::Event)>;

thread_local! {
    static GUARD: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

/// Performs an effect of writing; no other.
pub fn write(machine: &Rc<Machine>, effect: &Effect) {
    match effect {
        Effect::Guard(_) => desk::note(machine),
        Effect::SaveDocument(how) => saving::save(machine, *how),
        Effect::KeepEdits(is_on) => desk::switch(machine, *is_on),
        _ => {}
    }
}

/// Does an edit of the host; what does not fit is told, and nothing of it is done.
pub fn apply(machine: &Rc<Machine>, edit: &str) -> Result<(), JsValue> {
    let tongue = machine.state().tongue();
    let edit = serde_json::from_str(edit).unwrap_or_default();
    let patch = Patch::read(&edit).map_err(|it| convert::failure(&Failure::unfit(it.problem), tongue))?;
    if !machine.state().can_edit() {
        return Err(convert::failure(&Failure::not_editable(), tongue));
    }
    if patch.0.is_empty() {
        return Ok(()); // now that the sheet is here, what was left is offered
    }
    machine.dispatch(Action::Dismiss);
    machine.dispatch(Action::Edit(Edit::Apply(patch)));
    let complaint = machine.state().complaint.clone();
    complaint.map_or(Ok(()), |it| Err(convert::failure(&it, tongue)))
}

/// What stands before the title of a page with something that is not saved.
const MARK: &str = "● ";

/// Lets the browser ask before the page is left, or lets it go; and marks the title, where the page is ours.
pub fn guard(is_on: bool, is_ours: bool) {
    let Some(window) = window() else { return };
    let document = get(&window, "document");
    let title = get(&document, "title").as_string().unwrap_or_default();
    let plain = title.strip_prefix(MARK).unwrap_or(&title);
    let marked = if is_on && is_ours { format!("{MARK}{plain}") } else { plain.to_owned() };
    if marked != title {
        set(&document, "title", &marked.into());
    }
    if !is_on {
        window.set_onbeforeunload(None);
        GUARD.take();
        return;
    }
    let guard = Guard::new(|event: web_sys::Event| {
        event.prevent_default();
        // older browsers ask only if there is something to say, which they do not show
        js_sys::Reflect::set(&event, &"returnValue".into(), &"-".into()).ok();
    });
    window.set_onbeforeunload(Some(guard.as_ref().unchecked_ref()));
    GUARD.replace(Some(guard));
}

/// Says to other tabs when the page is left that nobody writes here any more.
pub fn when_left(machine: Weak<Machine>) {
    let Some(window) = window() else { return };
    let left = Guard::new(move |_| machine.upgrade().iter().for_each(desk::gone));
    // once for each element that writes, and as long as the page is there
    call(&window, "addEventListener", &["pagehide".into(), left.into_js_value()]).ok();
}
