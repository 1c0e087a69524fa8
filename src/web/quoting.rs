//! Documents that somebody brings for quotes: a worker reads them, and this computer is all that sees them.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::reader::Reader;
use crate::app::Failure;
use crate::app::action::Action;
use crate::app::quoting::Ask;
use crate::quotes::Document;
use crate::tongue::Phrase;

/// The documents in a drop or a field, as `files` finds them; in this turn, for what was dropped is gone afterwards.
pub fn found(files: &Function, from: &JsValue) -> Option<Promise> {
    files.call1(&JsValue::NULL, from).and_then(JsCast::dyn_into::<Promise>).ok()
}

/// What the documents are that were found, or why nobody can read them.
pub async fn read(reader: &Reader, found: Promise) -> Option<Action> {
    let found = Array::from(&JsFuture::from(found).await.ok()?);
    if found.length() == 0 {
        return None;
    }
    Some(match reader.words(&found).await {
        Ok(words) => told(&found, &words).into(),
        Err(err) => {
            let message = Reflect::get(&err, &"message".into()).ok().and_then(|it| it.as_string());
            let text = Phrase::verbatim(message.unwrap_or_default());
            Action::Complain(Failure::refused(&name(&found.get(0)), "no-reader", text, None))
        }
    })
}

/// The name of a file that was found, without its folder.
fn name(found: &JsValue) -> String {
    let path = Reflect::get(found, &"name".into()).ok().and_then(|it| it.as_string()).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// What the worker says of the files that were found.
fn told(found: &Array, words: &Array) -> Ask {
    let (mut documents, mut unread) = (Vec::new(), Vec::new());
    for (file, words) in found.iter().zip(words.iter()) {
        let name = name(&file);
        let words = words.dyn_into::<Array>().ok();
        let words = words.and_then(|it| Some((it.get(0).as_string()?, it.get(1).as_string()?)));
        match words {
            Some((sha256, text)) => documents.push(Document { name, source: None, sha256, text }),
            None => unread.push(name),
        }
    }
    Ask::Bring(documents, unread)
}
