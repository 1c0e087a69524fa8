//! Has files of other tools read, by the workers that the element starts; what they say comes back as actions.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::app::effect::Source;

/// The way to the workers: a function of the element, and the files that they would read.
#[derive(Default)]
pub struct Reader {
    start: Function,
    held: RefCell<Array>,
}

impl Reader {
    /// Asks `start(task, request, name, what)`; the tasks are those of `breachmap.js`.
    pub fn new(start: Function) -> Self {
        Self { start, held: RefCell::default() }
    }

    /// Keeps files that the page does not read itself, as objects with a name and a file.
    pub fn hold(&self, files: Array) {
        self.held.replace(files);
    }

    /// Has a file read, or several. An address becomes a whole one by `whole(base, address)`, or is refused.
    pub fn read(&self, request: u32, name: &str, source: Source, whole: impl Fn(&str, &str) -> Result<String, String>) {
        if let Source::Again { options } = source {
            let options: Array = options.iter().map(|it| JsValue::from_str(it)).collect();
            return self.ask("again", request, name, &options);
        }
        let is_list = !matches!(source, Source::Bytes(_) | Source::Held { is_list: false });
        let sources = match source {
            Source::Bytes(bytes) => Array::of1(&object(name, "bytes", &Uint8Array::from(bytes.as_slice()))),
            Source::Held { .. } => self.held.take(),
            Source::Again { .. } => Array::new(), // asked above
            Source::Addresses { base, files } => {
                let place = |file: &String| match whole(&base, file) {
                    Ok(url) => object(file, "url", &url.into()),
                    Err(text) => object(file, "refused", &text.into()),
                };
                files.iter().map(place).collect()
            }
        };
        let task = Object::new();
        set(&task, "sources", &sources);
        set(&task, "isList", &is_list.into());
        self.ask("open", request, name, &task);
    }

    /// Has an incident made of those that were read last.
    pub fn pick(&self, request: u32, name: &str, index: usize) {
        self.ask("pick", request, name, &u32::try_from(index).unwrap_or(u32::MAX).into());
    }

    /// Reads no further.
    pub fn stop(&self) {
        self.ask("stop", 0, "", &JsValue::UNDEFINED);
    }

    /// Keeps no longer what was read.
    pub fn release(&self) {
        self.ask("release", 0, "", &JsValue::UNDEFINED);
    }

    /// The words of documents, objects with a name and a file, by a worker of their own: for each its hash and its words, or `null`.
    pub async fn words(&self, documents: &Array) -> Result<Array, JsValue> {
        let worker = self.start.call1(&JsValue::NULL, &"worker".into())?;
        let worker: &Object = worker.unchecked_ref();
        let answer = Promise::new(&mut |done, failed| {
            set(worker, "onmessage", &done);
            set(worker, "onerror", &failed);
        });
        let task = Object::new();
        set(&task, "documents", documents);
        let call = |method: &str, what: &JsValue| {
            Reflect::get(worker, &method.into())?.unchecked_into::<Function>().call1(worker, what)
        };
        call("postMessage", &task)?;
        let answer = JsFuture::from(answer).await;
        call("terminate", &JsValue::UNDEFINED)?;
        let words = Reflect::get(&Reflect::get(&answer?, &"data".into())?, &"words".into())?;
        words.dyn_into()
    }

    fn ask(&self, task: &str, request: u32, name: &str, what: &JsValue) {
        let arguments = Array::of4(&task.into(), &request.into(), &name.into(), what);
        self.start.apply(&JsValue::NULL, &arguments).ok();
    }
}

/// An object with a name and one thing more.
fn object(name: &str, key: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    set(&object, "name", &name.into());
    set(&object, key, value);
    object.into()
}

fn set(object: &Object, key: &str, value: &JsValue) {
    let set = Reflect::set(object, &key.into(), value);
    debug_assert!(set.is_ok(), "a plain object takes any property");
}
