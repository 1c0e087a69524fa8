//! What is kept in this browser of edits that are not saved: texts by their names, in `IndexedDB`; each alone, or with the file into
//! which it is saved, where the browser has such files.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::js::{call, event, get, global, name, set};
use crate::app::editing::Trouble;

/// The name of the database, and of what remembers that the reader wants it. The page around the element asks for it too.
const NAME: &str = "breachmap-edits";
/// Where the texts are.
const STORE: &str = "edits";

/// A file into which the browser can write, and the mark of what is in it, as far as that is known.
#[derive(Clone)]
pub struct OnDisk {
    /// Its handle.
    pub handle: JsValue,
    /// The mark of its bytes.
    pub mark: Option<String>,
}

/// What is kept under a name.
pub struct Kept {
    /// The name.
    pub id: String,
    /// The text.
    pub text: String,
    /// The file of the document; the browser asks anew whether it may be read and written.
    pub file: Option<OnDisk>,
}

/// Whether the reader wants it.
pub fn is_on() -> bool {
    call(&global("localStorage"), "getItem", &[NAME.into()]).is_ok_and(|it| it.is_string())
}

/// Remembers whether they do.
pub fn remember(is_on: bool) -> Result<(), Trouble> {
    let storage = global("localStorage");
    let done = if is_on {
        call(&storage, "setItem", &[NAME.into(), "on".into()])
    } else {
        call(&storage, "removeItem", &[NAME.into()])
    };
    done.map(drop).map_err(|it| trouble(&it))
}

/// Keeps a text, with its file.
pub async fn put(id: &str, text: &str, file: Option<OnDisk>) -> Result<(), Trouble> {
    if let Some(OnDisk { handle, mark }) = file {
        let both: Array = [text.into(), handle, mark.map_or(JsValue::NULL, Into::into)].into_iter().collect();
        if changed("put", &[both.into(), id.into()]).await.is_ok() {
            return Ok(());
        }
        // some browsers keep no files
    }
    change("put", &[text.into(), id.into()]).await
}

/// Keeps it no longer.
pub async fn delete(id: &str) -> Result<(), Trouble> {
    change("delete", &[id.into()]).await
}

/// Deletes all that is kept.
pub async fn clear() -> Result<(), Trouble> {
    change("clear", &[]).await
}

/// All that is kept, with its names.
pub async fn all() -> Result<Vec<Kept>, Trouble> {
    read().await.map_err(|it| trouble(&it))
}

async fn read() -> Result<Vec<Kept>, JsValue> {
    let database = open().await?;
    let (_, store) = store(&database, "readonly")?;
    let (names, texts) = (call(&store, "getAllKeys", &[])?, call(&store, "getAll", &[])?);
    event(&texts, "onsuccess", "onerror").await?; // in the order in which they were asked
    let [names, texts] = [names, texts].map(|it| Array::from(&get(&it, "result")));
    call(&database, "close", &[])?;
    Ok(names.iter().zip(texts.iter()).filter_map(|(name, it)| kept(&name, &it)).collect())
}

fn kept(name: &JsValue, kept: &JsValue) -> Option<Kept> {
    let id = name.as_string()?;
    if let Some(text) = kept.as_string() {
        return Some(Kept { id, text, file: None });
    }
    let both = Array::is_array(kept).then(|| Array::from(kept))?;
    let file = OnDisk { handle: both.get(1), mark: both.get(2).as_string() };
    Some(Kept { id, text: both.get(0).as_string()?, file: Some(file) })
}

async fn change(what: &str, with: &[JsValue]) -> Result<(), Trouble> {
    changed(what, with).await.map_err(|it| trouble(&it))
}

async fn changed(what: &str, with: &[JsValue]) -> Result<(), JsValue> {
    let database = open().await?;
    let (transaction, store) = store(&database, "readwrite")?;
    let done = match call(&store, what, with) {
        // whether there is room shows only when all of it is written
        Ok(_) => event(&transaction, "oncomplete", "onabort").await.map_err(|_event| get(&transaction, "error")),
        Err(refused) => Err(refused),
    };
    call(&database, "close", &[])?;
    done.map(drop)
}

async fn open() -> Result<JsValue, JsValue> {
    let request = call(&global("indexedDB"), "open", &[NAME.into(), 1.into()])?;
    let opened = request.clone();
    // it is called once in the life of a browser, and must not stay behind each time that it is not
    let make = Closure::<dyn FnMut(Event)>::new(move |_| {
        call(&get(&opened, "result"), "createObjectStore", &[STORE.into()]).ok();
    });
    set(&request, "onupgradeneeded", make.as_ref());
    event(&request, "onsuccess", "onerror").await.map_err(|_event| get(&request, "error"))?;
    Ok(get(&request, "result"))
}

fn store(database: &JsValue, mode: &str) -> Result<(JsValue, JsValue), JsValue> {
    let transaction = call(database, "transaction", &[STORE.into(), mode.into()])?;
    let store = call(&transaction, "objectStore", &[STORE.into()])?;
    Ok((transaction, store))
}

fn trouble(error: &JsValue) -> Trouble {
    if name(error).starts_with("Quota") { Trouble::Full } else { Trouble::Refused }
}
