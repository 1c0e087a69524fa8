//! Has files of other tools read, by the worker that the element starts; what it says comes back as actions.

use std::cell::RefCell;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::File;

/// The way to the worker: a function of the element, and the file that it would read.
#[derive(Default)]
pub struct Reader {
    start: Function,
    held: RefCell<Option<File>>,
}

impl Reader {
    /// Asks `start(request, name, source)`; without a source the worker ends.
    pub fn new(start: Function) -> Self {
        Self { start, held: RefCell::default() }
    }

    /// Keeps a file that is too large for the page.
    pub fn hold(&self, file: File) {
        self.held.replace(Some(file));
    }

    /// Has bytes read, or the file that is kept.
    pub fn read(&self, request: u32, name: &str, bytes: Option<Vec<u8>>) {
        let source: JsValue = match bytes {
            Some(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            None => self.held.take().map_or(JsValue::NULL, Into::into),
        };
        self.start.call3(&JsValue::NULL, &request.into(), &name.into(), &source).ok();
    }

    /// Reads no further.
    pub fn stop(&self) {
        self.start.call0(&JsValue::NULL).ok();
    }
}
