//! Performs effects: fetch, wait, focus, have a file read. Answers come back as actions.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    HtmlElement, HtmlTextAreaElement, RequestInit, RequestMode, RequestRedirect, Response, ShadowRoot, Url, Window,
    window,
};

use super::machine::Machine;
use super::raster;
use crate::app::Failure;
use crate::app::action::{Action, Give, Open, Seek};
use crate::app::effect::Effect;
use crate::app::opening::name_of;
use crate::app::wish::{Gathered, Place};
use crate::export::share::Share;
use crate::incident::Id;
use crate::tongue::Phrase;

/// Performs one effect.
pub fn run(machine: &Rc<Machine>, effect: Effect) {
    let machine = Rc::clone(machine);
    match effect {
        Effect::Fetch { request, address } => spawn_local(async move {
            let answer = fetch(&machine, &address).await;
            machine.dispatch(Action::Open(Open::Fetched { request, address, answer }));
        }),
        Effect::FetchGallery(address) => spawn_local(async move {
            match fetch(&machine, &address).await {
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
        Effect::StopConverting => machine.reader.stop(),
        Effect::Release => machine.reader.release(),
        Effect::Wait(millis) => wait(millis, move || machine.dispatch(Action::Seek(Seek::Ticked))),
        Effect::EnterFullscreen => fullscreen(&machine.host().into(), "requestFullscreen"),
        Effect::LeaveFullscreen => {
            if let Some(document) = window().and_then(|it| it.document()).filter(|it| it.fullscreen_element().is_some())
            {
                fullscreen(&document, "exitFullscreen");
            }
        }
        Effect::Copy(text) => copy(machine, text),
        Effect::Gather { files, share } => spawn_local(async move {
            let gathered = gather(&machine, files, share).await;
            machine.dispatch(Action::Give(Give::Gathered(gathered)));
        }),
        Effect::Save { name, media_type, bytes } => {
            let saved = save(&name, media_type, &bytes);
            debug_assert!(saved.is_ok(), "a link to a blob can always be made and clicked");
        }
        Effect::Print(handout) => {
            // when the dialog is closed and the picture redrawn
            wait(0, move || {
                machine.handout.replace(Some(handout));
                if let Some(window) = window() {
                    window.print().ok();
                }
                machine.handout.replace(None);
            });
        }
        Effect::Raster { svg, factor, name } => spawn_local(async move {
            let answer = match name {
                None => Action::Copied(raster::copy(svg, factor).await.is_ok()),
                Some(name) => match raster::png(&svg, factor).await {
                    Ok(bytes) => return drop(save(&name, "image/png", &bytes)),
                    Err(failure) => Action::Complain(failure),
                },
            };
            machine.dispatch(answer);
        }),
        Effect::FocusSelection => wait(0, move || focus_on_map(&machine, machine.state().look.selection)),
        Effect::KeepFocus(id) => wait(0, move || {
            if root(&machine).is_some_and(|it| it.active_element().is_none()) {
                focus_on_map(&machine, Some(id));
            }
        }),
    }
}

/// All that a briefing is made of.
pub async fn gather(machine: &Machine, files: Vec<Place>, share: Share) -> Result<Gathered, Failure> {
    let promise = machine.app.call0(&JsValue::NULL).and_then(JsCast::dyn_into::<js_sys::Promise>);
    let app = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(err) => Err(err),
    };
    let app = app.map_err(|err| {
        let text = err.dyn_into::<js_sys::Error>().map_or_else(|_| String::new(), |it| it.message().into());
        Failure::no_app(Phrase::verbatim(text))
    })?;
    let mut gathered = Gathered { app: app.as_string().unwrap_or_default(), files: Vec::new(), share };
    for file in files {
        gathered.files.push(match file {
            Place::Here(text) => (String::new(), text.as_bytes().to_vec()),
            Place::At(address) => (name_of(&address).to_owned(), fetch(machine, &address).await?),
        });
    }
    Ok(gathered)
}

/// Lets the reader keep a file: the browser asks where, or puts it where it puts what is downloaded.
fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = window().and_then(|it| it.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // some engines fetch it only after this turn
    wait(60_000, move || Url::revoke_object_url(&url).unwrap_or_default());
    Ok(())
}

/// The text of a block of data in the page, `<script type="application/json" id="…">`, by `#` and its id.
fn block(address: &str) -> Option<Vec<u8>> {
    let element = window()?.document()?.get_element_by_id(address.strip_prefix('#')?)?;
    Some(element.text_content()?.into_bytes())
}

/// The bytes at an address of this origin, or of a block of this page.
async fn fetch(machine: &Machine, address: &str) -> Result<Vec<u8>, Failure> {
    if let Some(bytes) = block(address) {
        return Ok(bytes);
    }
    let network = |_: JsValue| Failure::fetch(address, None);
    let window = window().ok_or_else(|| Failure::fetch(address, None))?;
    let url = own_address(address, "")?;
    let early = machine.early.call1(&JsValue::NULL, &url.as_str().into()).and_then(JsCast::dyn_into::<js_sys::Promise>);
    let answer = early.unwrap_or_else(|_| window.fetch_with_str_and_init(&url, &at_home(&window)));
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

fn wait(millis: u32, then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    let millis = i32::try_from(millis).unwrap_or(i32::MAX);
    if let Some(window) = window() {
        let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), millis);
        debug_assert!(set.is_ok(), "a timer can always be set");
    }
}

/// Asks for the screen, or gives it back. Where that is forbidden, or unknown, nothing happens.
fn fullscreen(target: &JsValue, method: &'static str) {
    let function = js_sys::Reflect::get(target, &method.into()) // fails where there is no target any more
        .and_then(JsCast::dyn_into::<js_sys::Function>);
    if let Ok(promise) = function.and_then(|it| it.call0(target)).and_then(JsCast::dyn_into::<js_sys::Promise>) {
        spawn_local(async move {
            JsFuture::from(promise).await.ok();
        });
    }
}

/// Puts a text into the clipboard. Where that is forbidden (no https, a strict policy), selects it in the page.
fn copy(machine: Rc<Machine>, text: String) {
    spawn_local(async move {
        // undefined where the page did not come by https, whatever web-sys says
        let clipboard: JsValue = window().map_or(JsValue::UNDEFINED, |it| it.navigator().clipboard().into());
        let is_done = match clipboard.dyn_into::<web_sys::Clipboard>() {
            Ok(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            Err(_) => false,
        };
        let field = root(&machine).and_then(|it| it.query_selector(".plain textarea").ok().flatten());
        if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()).filter(|_| !is_done) {
            field.focus().ok();
            field.select();
        }
        machine.dispatch(Action::Copied(is_done));
    });
}

fn root(machine: &Machine) -> Option<ShadowRoot> {
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
