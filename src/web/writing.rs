//! What the browser does for whoever writes: asks before the page is left, keeps the file.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::window;

use super::convert;
use super::giving::save;
use super::machine::Machine;
use crate::app::Failure;
use crate::app::action::{Action, Edit};
use crate::app::effect::Effect;
use crate::document::Patch;

type Guard = Closure<dyn FnMut(web_sys::Event)>;

thread_local! {
    static GUARD: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

/// Performs an effect of writing; no other.
pub fn write(effect: &Effect) {
    match effect {
        Effect::Guard(is_on) => guard(*is_on),
        Effect::SaveDocument { name, bytes } => {
            guard(false);
            let saved = save(name, "application/json", bytes);
            debug_assert!(saved.is_ok(), "a link to a blob can always be made and clicked");
        }
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
    machine.dispatch(Action::Dismiss);
    machine.dispatch(Action::Edit(Edit::Apply(patch)));
    let complaint = machine.state().complaint.clone();
    complaint.map_or(Ok(()), |it| Err(convert::failure(&it, tongue)))
}

/// Lets the browser ask before the page is left, or lets it go.
fn guard(is_on: bool) {
    let Some(window) = window() else { return };
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
