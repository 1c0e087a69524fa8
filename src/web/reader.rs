//! Has files of other tools read, by the worker that the element starts; what it says comes back as actions.

use std::cell::RefCell;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::File;

/// The way to the worker: a function of the element, and the files that it would read.
#[derive(Default)]
pub struct Reader {
    start: Function,
    held: RefCell<Vec<File>>,
}

impl Reader {
    /// Asks `start(request, name, source)`; without a source the worker ends.
    pub fn new(start: Function) -> Self {
        Self { start, held: RefCell::default() }
    }

    /// Keeps files that the page does not read itself: a large one, or several.
    pub fn hold(&self, files: Vec<File>) {
        self.held.replace(files);
    }

    /// Has bytes read, or the files that are kept.
    pub fn read(&self, request: u32, name: &str, bytes: Option<Vec<u8>>) {
        let source: JsValue = match bytes {
            Some(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            None => self.held.take().into_iter().map(JsValue::from).collect::<js_sys::Array>().into(),
        };
        self.start.call3(&JsValue::NULL, &request.into(), &name.into(), &source).ok();
    }

    /// Has an incident made of those that were read last.
    pub fn pick(&self, request: u32, name: &str, index: usize) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.start.call3(&JsValue::NULL, &request.into(), &name.into(), &index.into()).ok();
    }

    /// Reads no further.
    pub fn stop(&self) {
        self.start.call0(&JsValue::NULL).ok();
    }
}
