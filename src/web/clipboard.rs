//! The clipboard, where the browser allows it.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Puts a text into the clipboard, and says whether it is there.
pub async fn copied(text: &str) -> bool {
    // undefined where the page did not come by https, whatever web-sys says
    let clipboard: JsValue = window().map_or(JsValue::UNDEFINED, |it| it.navigator().clipboard().into());
    match clipboard.dyn_into::<web_sys::Clipboard>() {
        Ok(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        Err(_) => false,
    }
}
