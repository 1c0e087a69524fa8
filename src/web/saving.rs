//! Saving a document: into its own file, where the browser can; else as a download.

use std::rc::Rc;

use js_sys::Uint8Array;
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::convert::to_js;
use super::desk::{Desk, told};
use super::giving;
use super::js::{answer, get, global, name};
use super::machine::Machine;
use super::shelf::OnDisk;
use crate::app::State;
use crate::app::action::{Action, Edit};
use crate::app::edit;
use crate::app::editing::{Saving, Unsaved};
use crate::app::own::Own;

/// Why a document is not in a file on the disk.
enum Not {
    /// The browser knows no such files, or not here.
    Possible,
    /// The reader did not choose one.
    Chosen,
    /// It could not be.
    Saved(Unsaved),
}

/// Saves the document.
pub fn save(machine: &Rc<Machine>, saving: Saving) {
    let machine = Rc::clone(machine);
    spawn_local(async move {
        let state = machine.state();
        let Some(((name, text), editing)) = edit::file(&state).zip(state.editing.as_ref()) else { return };
        match into_file(&machine, &state, &name, &text, saving).await {
            Ok(()) => {}
            Err(Not::Possible) => {
                let saved = giving::save(&name, "application/json", text.as_bytes());
                debug_assert!(saved.is_ok(), "a link to a blob can always be made and clicked");
            }
            Err(Not::Chosen) => return,
            Err(Not::Saved(why)) => return told(&machine, Some(why)),
        }
        told(&machine, None);
        machine.dispatch(Action::Edit(Edit::Saved(editing.version)));
        super::desk::note_saved(&machine);
    });
}

async fn into_file(machine: &Machine, state: &State, name: &str, text: &str, saving: Saving) -> Result<(), Not> {
    let desk = Desk::of(machine);
    let known = desk.file.borrow().clone();
    let known = match known {
        _ if saving == Saving::Other => None,
        None => dropped(machine, state).await,
        known => known,
    };
    let file = match known {
        Some(it) => it,
        None => OnDisk { handle: choose(name).await?, mark: None },
    };
    // of a file that was kept, nobody knows what is in it before the reader has allowed that
    let allowed = allow(&file.handle).await;
    allowed.map_err(|_err| Not::Saved(Unsaved::Forbidden))?;
    if saving != Saving::Over
        && file.mark.is_some()
        && mark_of(&file.handle).await.is_some_and(|it| Some(it) != file.mark)
    {
        return Err(Not::Saved(Unsaved::Changed));
    }
    let written = write(&file.handle, text).await;
    written.map_err(|_err| Not::Saved(Unsaved::Forbidden))?;
    desk.file.replace(Some(OnDisk { handle: file.handle, mark: Own::of(name, Some(text.as_bytes())).mark }));
    Ok(())
}

/// Lets the reader choose a file.
async fn choose(suggested: &str) -> Result<JsValue, Not> {
    let options = json!({ "suggestedName": suggested, "types": [{ "accept": { "application/json": [".json"] } }] });
    let chosen = answer(&global("self"), "showSaveFilePicker", &[to_js(&options)]).await;
    chosen.map_err(|it| if name(&it) == "AbortError" { Not::Chosen } else { Not::Possible })
}

/// The file that was dropped on the page, if it is the one of the document as it was opened.
pub async fn dropped(machine: &Machine, state: &State) -> Option<OnDisk> {
    let (own, editing) = (state.own.as_ref()?, state.editing.as_ref()?);
    let handle = get(&machine.files, "handle");
    let handle = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&handle)).await.ok()?;
    let is_it = own.name.is_some() && get(&handle, "name").as_string() == own.name;
    // of a file of another tool, ours is not to take the place
    let mark = Own::of("", Some(editing.document.origin().as_bytes())).mark;
    let can_write = get(&handle, "createWritable").is_function();
    (is_it && can_write && own.mark == mark).then_some(OnDisk { handle, mark })
}

/// The mark of what is in a file now; `None` if it is not there.
async fn mark_of(handle: &JsValue) -> Option<String> {
    let file = answer(handle, "getFile", &[]).await.ok()?;
    let bytes = answer(&file, "arrayBuffer", &[]).await.ok()?;
    Own::of("", Some(&Uint8Array::new(&bytes).to_vec())).mark
}

/// Asks the reader whether the file may be read and written, if the browser wants that.
async fn allow(handle: &JsValue) -> Result<(), JsValue> {
    if get(handle, "requestPermission").is_function() {
        let mode = to_js(&json!({ "mode": "readwrite" }));
        if answer(handle, "requestPermission", &[mode]).await?.as_string().as_deref() != Some("granted") {
            return Err(JsValue::NULL);
        }
    }
    Ok(())
}

async fn write(handle: &JsValue, text: &str) -> Result<(), JsValue> {
    let file = answer(handle, "createWritable", &[]).await?;
    answer(&file, "write", &[text.into()]).await?;
    answer(&file, "close", &[]).await?;
    Ok(())
}
