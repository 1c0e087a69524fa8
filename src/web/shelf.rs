//! What is kept in this browser of edits that are not saved: texts by their names, in `IndexedDB`.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::js::{call, event, get, global, name, set};
use crate::app::editing::Trouble;

/// The name of the database, and of what remembers that the reader wants it. The page around the element asks for it too.
const NAME: &str = "breachmap-edits";
/// Where the texts are.
const STORE: &str = "edits";

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

/// Keeps a text.
pub async fn put(id: &str, text: &str) -> Result<(), Trouble> {
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
pub async fn all() -> Result<Vec<(String, String)>, Trouble> {
    read().await.map_err(|it| trouble(&it))
}

async fn read() -> Result<Vec<(String, String)>, JsValue> {
    let database = open().await?;
    let (_, store) = store(&database, "readonly")?;
    let (names, texts) = (call(&store, "getAllKeys", &[])?, call(&store, "getAll", &[])?);
    event(&texts, "onsuccess", "onerror").await?; // in the order in which they were asked
    let [names, texts] = [names, texts].map(|it| Array::from(&get(&it, "result")));
    call(&database, "close", &[])?;
    Ok(names.iter().zip(texts.iter()).filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?))).collect())
}

async fn change(what: &str, with: &[JsValue]) -> Result<(), Trouble> {
    changed(what, with).await.map_err(|it| trouble(&it))
}

async fn changed(what: &str, with: &[JsValue]) -> Result<(), JsValue> {
    let database = open().await?;
    let (transaction, store) = store(&database, "readwrite")?;
    call(&store, what, with)?;
    // whether there is room shows only when all of it is written
    let done = event(&transaction, "oncomplete", "onabort").await;
    call(&database, "close", &[])?;
    done.map(drop).map_err(|_event| get(&transaction, "error"))
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
