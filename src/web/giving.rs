//! Hands on: gathers what a briefing is made of, lets the reader keep a file, prints, fills the clipboard.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlTextAreaElement, Url, window};

use super::clipboard::copied;
use super::machine::Machine;
use super::run::{fetch, root, wait};
use super::{parts, raster};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::opening::name_of;
use crate::app::wish::{Draft, Gathered, Place, Wish};
use crate::app::{Failure, State};
use crate::export::office::document::PIXELS;
use crate::export::share::Share;
use crate::export::template;
use crate::tongue::Phrase;

/// Performs an effect that hands something on; no other.
pub fn give(machine: &Rc<Machine>, effect: Effect) {
    let machine = Rc::clone(machine);
    match effect {
        Effect::Copy(text) => copy(machine, text),
        Effect::Gather { files, share } => spawn_local(async move {
            keep(&machine, brief(&machine, files, share).await);
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
        Effect::RasterAll { pictures, factor, name } => spawn_local(async move {
            match raster::archive(&pictures, factor).await {
                Ok(bytes) => drop(save(&name, "application/zip", &bytes)),
                Err(failure) => machine.dispatch(Action::Complain(failure)),
            }
        }),
        Effect::Office(wish) => {
            // as it is now, whatever happens until the part is here
            let state = machine.state();
            spawn_local(async move {
                keep(&machine, office(&state, &wish).await);
            });
        }
        _ => {}
    }
}

/// A file: its name, its media type, and what it holds.
pub type Made = (String, &'static str, Vec<u8>);

/// Lets the reader keep a file, or says why there is none.
fn keep(machine: &Rc<Machine>, made: Result<Made, Failure>) {
    match made {
        Ok((name, media_type, bytes)) => drop(save(&name, media_type, &bytes)),
        Err(failure) => machine.dispatch(Action::Complain(failure)),
    }
}

/// Makes a briefing of these files.
pub async fn brief(machine: &Machine, files: Vec<Place>, share: Share) -> Result<Made, Failure> {
    let gathered = gather(machine, files, share).await?;
    finished((parts::office_or_failure().await?.brief)(&gathered)?).await
}

/// Makes a file for an office program or a program of diagrams.
pub async fn office(state: &State, wish: &Wish) -> Result<Made, Failure> {
    finished((parts::office_or_failure().await?.draft)(state, wish)?).await
}

/// A draft with its pictures.
async fn finished(draft: Draft) -> Result<Made, Failure> {
    let mut drawn = Vec::new();
    for svg in &draft.pictures {
        drawn.push(raster::png(svg, PIXELS).await?); // one after the other: each holds a canvas
    }
    Ok((draft.name, draft.media_type, (draft.finish)(drawn)))
}

/// All that a briefing is made of.
async fn gather(machine: &Machine, files: Vec<Place>, share: Share) -> Result<Gathered, Failure> {
    let promise = machine.app.call0(&JsValue::NULL).and_then(JsCast::dyn_into::<js_sys::Promise>);
    let app = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(err) => Err(err),
    };
    let app = app.map_err(|err| {
        let text = err.dyn_into::<js_sys::Error>().map_or_else(|_| String::new(), |it| it.message().into());
        Failure::no_app(Phrase::verbatim(text))
    })?;
    // a briefing has itself in parts
    let app = app.as_string().unwrap_or_else(|| match serde_wasm_bindgen::from_value::<[String; 5]>(app) {
        Ok([policy, page_style, style, program, module]) => template::app(template::Parts {
            policy: &policy,
            page_style: &page_style,
            style: &style,
            program: &program,
            module: &module,
        }),
        Err(_) => String::new(),
    });
    let mut gathered = Gathered { app, files: Vec::new(), share };
    for file in files {
        gathered.files.push(match file {
            Place::Here(text) => (String::new(), text.as_bytes().to_vec()),
            Place::At(address) => (name_of(&address).to_owned(), fetch(&address).await?),
        });
    }
    Ok(gathered)
}

/// Lets the reader keep a file: the browser asks where, or puts it where it puts what is downloaded.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
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

/// Puts a text into the clipboard. Where that is forbidden (no https, a strict policy), selects it in the page.
fn copy(machine: Rc<Machine>, text: String) {
    spawn_local(async move {
        let is_done = copied(&text).await;
        let field = root(&machine).and_then(|it| it.query_selector(".plain textarea").ok().flatten());
        if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()).filter(|_| !is_done) {
            field.focus().ok();
            field.select();
        }
        machine.dispatch(Action::Copied(is_done));
    });
}
