//! Performs effects: fetch, wait, focus, have a file read. Answers come back as actions.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, RequestInit, RequestMode, RequestRedirect, Response, ShadowRoot, Url, Window, window};

use super::machine::Machine;
use super::parts;
use crate::app::Failure;
use crate::app::action::{Action, Fetch, Index, Open, Seek};
use crate::app::effect::Effect;
use crate::incident::Id;

/// As long as nobody who waits for the map waits for anything else.
const IDLE: u32 = 1500;

/// Performs one effect.
pub fn run(machine: &Rc<Machine>, effect: Effect) {
    let machine = Rc::clone(machine);
    match effect {
        Effect::Fetch { request, address } => spawn_local(async move {
            let answer = fetch_early(Some(&machine), &address).await;
            machine.dispatch(Action::Open(Open::Fetched { request, address, answer }));
        }),
        Effect::FetchGallery(address) => spawn_local(async move {
            match fetch(&address).await {
                Ok(bytes) => machine.dispatch(Action::Open(Open::GalleryFetched { address, bytes })),
                Err(failure) => machine.dispatch(Action::Complain(failure)),
            }
        }),
        Effect::Convert { request, name, source } => {
            machine.reader.read(request, &name, source, |base, file| {
                own_address(file, base).map_err(|it| it.text.tell(machine.state().tongue()))
            });
        }
        Effect::Pick { request, name, index } => machine.reader.pick(request, &name, index),
        Effect::FetchPiece { number, base, address, piece } => spawn_local(async move {
            let answer = match own_address(&address, &base) {
                Ok(url) => fetch(&url).await,
                Err(failure) => Err(failure),
            };
            machine.dispatch(Action::Index(Index::Came { number, piece, answer }));
        }),
        Effect::Keep { request, file } => spawn_local(async move {
            let is_file = file.is_some();
            let kept = machine.keep.call1(&JsValue::NULL, &file.map_or(JsValue::NULL, JsValue::from));
            let is_kept = is_file && kept.is_ok_and(|it| it.is_truthy());
            machine.dispatch(Action::Open(Open::Kept { request, is_kept }));
        }),
        Effect::Recall(request) => spawn_local(async move {
            let kept = machine.keep.call0(&JsValue::NULL).ok().and_then(|it| it.as_string());
            machine.dispatch(Action::Open(Open::Recalled { request, kept }));
        }),
        Effect::StopConverting => machine.reader.stop(),
        Effect::Release => machine.reader.release(),
        Effect::Wait(millis) => later(&machine, millis, Action::Seek(Seek::Ticked)),
        effect @ (Effect::EnterFullscreen | Effect::LeaveFullscreen) => {
            if let Some(views) = parts::views() {
                (views.turn)(&machine, effect == Effect::EnterFullscreen);
            }
        }
        Effect::FetchParts(asked) => asked.into_iter().for_each(|it| parts::fetch(&machine, it)),
        Effect::FetchRestWhenIdle => later(&machine, IDLE, Action::Part(Fetch::Rest)),
        effect @ (Effect::Copy(_)
        | Effect::Gather { .. }
        | Effect::Save { .. }
        | Effect::Print(_)
        | Effect::Raster { .. }
        | Effect::RasterAll { .. }
        | Effect::Office(_)) => {
            // only what is here asks for these
            if let Some(handing) = parts::handing() {
                (handing.give)(&machine, effect);
            }
        }
        effect @ (Effect::Guard(_) | Effect::SaveDocument(_) | Effect::KeepEdits(_)) => {
            if let Some(writing) = parts::writing() {
                (writing.write)(&machine, &effect);
            }
        }
        Effect::FocusSelection => wait(0, move || focus_on_map(&machine, machine.state().look.selection)),
        Effect::KeepFocus(id) => wait(0, move || {
            if root(&machine).is_some_and(|it| it.active_element().is_none()) {
                focus_on_map(&machine, Some(id));
            }
        }),
    }
}

/// The text of a block of data in the page, `<script type="application/json" id="…">`, by `#` and its id.
fn block(address: &str) -> Option<Vec<u8>> {
    let element = window()?.document()?.get_element_by_id(address.strip_prefix('#')?)?;
    Some(element.text_content()?.into_bytes())
}

/// The bytes at an address of this origin, or of a block of this page.
pub async fn fetch(address: &str) -> Result<Vec<u8>, Failure> {
    fetch_early(None, address).await
}

/// The same; an element may have asked for it already.
async fn fetch_early(machine: Option<&Machine>, address: &str) -> Result<Vec<u8>, Failure> {
    if let Some(bytes) = block(address) {
        return Ok(bytes);
    }
    let network = |_: JsValue| Failure::fetch(address, None);
    let window = window().ok_or_else(|| Failure::fetch(address, None))?;
    let url = own_address(address, "")?;
    let early = machine.and_then(|it| it.early.call1(&JsValue::NULL, &url.as_str().into()).ok());
    let early = early.and_then(|it| it.dyn_into::<js_sys::Promise>().ok());
    let answer = early.unwrap_or_else(|| window.fetch_with_str_and_init(&url, &at_home(&window)));
    let response: Response = JsFuture::from(answer).await.map_err(network)?.unchecked_into();
    if !response.ok() {
        return Err(Failure::fetch(address, Some(response.status())));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(network)?).await.map_err(network)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// No stranger is asked, wherever a server sends on: what comes from elsewhere would be shown as the site's own.
fn at_home(window: &Window) -> RequestInit {
    let options = RequestInit::new();
    if window.origin() == "null" {
        // a frame without an origin has no other one to compare with
        options.set_redirect(RequestRedirect::Error);
    } else {
        options.set_mode(RequestMode::SameOrigin);
    }
    options
}

/// The whole address against a base, which is against the page; a failure if it is on another origin.
fn own_address(address: &str, base: &str) -> Result<String, Failure> {
    let network = |_: JsValue| Failure::fetch(address, None);
    let window = window().ok_or_else(|| Failure::fetch(address, None))?;
    let page = window.document().and_then(|it| it.base_uri().ok().flatten()).unwrap_or_default();
    let base = Url::new_with_base(base, &page).map_err(network)?;
    let url = Url::new_with_base(address, &base.href()).map_err(network)?;
    // a frame without an origin of its own still has the address from which it came, and one without an address an origin
    let own = [window.location().origin().map_err(network)?, window.origin()];
    if url.origin() == "null" || !own.contains(&url.origin()) {
        return Err(Failure::foreign_address(address));
    }
    Ok(url.href())
}

/// Says something to a machine after some milliseconds, should it still be there: a timer keeps none that is destroyed meanwhile.
fn later(machine: &Rc<Machine>, millis: u32, action: Action) {
    let machine = Rc::downgrade(machine);
    wait(millis, move || {
        if let Some(machine) = machine.upgrade() {
            machine.dispatch(action);
        }
    });
}

/// Does something after some milliseconds.
pub fn wait(millis: u32, then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    let millis = i32::try_from(millis).unwrap_or(i32::MAX);
    if let Some(window) = window() {
        let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), millis);
        debug_assert!(set.is_ok(), "a timer can always be set");
    }
}

/// Where the element draws.
pub fn root(machine: &Machine) -> Option<ShadowRoot> {
    machine.host()?.shadow_root()
}

/// Gives the keyboard to a part of the map. It is there already, whether or not the map has been drawn again.
fn focus_on_map(machine: &Machine, id: Option<Id>) {
    let part = id.map(|id| format!("[data-entity={id:?}][role=button]"));
    // where there is no map, to what is said of it
    let find = |root: &ShadowRoot, it: &str| root.query_selector(it).ok().flatten();
    let element =
        root(machine).zip(part).and_then(|(root, it)| find(&root, &it).or_else(|| find(&root, ".details > .close")));
    if let Some(element) = element {
        // SVG elements have the method too, but web-sys gives it to HTML elements only
        element.unchecked_into::<HtmlElement>().focus().ok();
    }
}
