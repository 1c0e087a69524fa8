//! The browser: the only place that knows one. Everything decided here is decided by `app`.

mod clipboard;
mod components;
mod convert;
mod desk;
mod events;
mod export;
mod files;
mod giving;
mod js;
mod machine;
mod names;
mod parts;
mod presenting;
mod print;
mod quoting;
mod raster;
mod reader;
mod run;
mod saving;
mod shelf;
mod tabs;
mod viewer;
mod writing;

use wasm_bindgen::prelude::*;

use crate::scene::theme::{DARK, LIGHT};

/// The event on `document` after which the program is dead for every element of the page.
const PANIC_EVENT: &str = "breach-map-panic";

/// Runs once, when the program is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    // by yew's own function: else its first render would put a hook of its own in place of this one
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let detail = JsValue::from_str(&info.to_string());
        if let Some(document) = web_sys::window().and_then(|it| it.document()) {
            events::dispatch(&document, PANIC_EVENT, &detail);
        }
    }));
}

/// The colors of both themes as CSS, for the style sheet of the shadow root.
#[wasm_bindgen(js_name = themeStyles)]
pub fn theme_styles() -> String {
    format!(".bm{{{}}}.bm.dark{{{}}}", LIGHT.css(), DARK.css())
}
