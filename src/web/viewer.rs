//! The class behind `<breach-map>`: attributes and methods become actions, and nothing else.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::ShadowRoot;

use super::components::Stage;
use super::machine::Machine;
use super::print::Printing;
use super::reader::Reader;
use super::{convert, parts};
use crate::app::Failure;
use crate::app::action::{Action, Open, Screen, Seek, Setting};
use crate::app::fragment::Fragment;
use crate::app::look::{self, In};
use crate::incident::Day;
use crate::tongue::Phrase;

/// One element. It keeps its state while it is detached, and can be mounted again.
/// Every method takes it shared: a listener may call back, or remove the element, in the middle of any of them.
#[wasm_bindgen]
pub struct Viewer {
    machine: Rc<Machine>,
    app: RefCell<Option<(Stage, Printing)>>,
}

#[wasm_bindgen]
impl Viewer {
    /// A viewer that sends its events from what `host` gives, the element or nothing, gets the one-file app by `app`, a function that promises its text,
    /// finds the files in a drop or a field by `files`, which promises them with their names,
    /// has files of other tools read by `read(task, request, name, what)`,
    /// takes by `early` the promised answer of an address, if it has been asked for already,
    /// and has a file kept by `keep(text)`, or gets it back by `keep()`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: js_sys::Function,
        app: js_sys::Function,
        files: js_sys::Function,
        read: js_sys::Function,
        early: js_sys::Function,
        keep: js_sys::Function,
    ) -> Self {
        let machine = Rc::new(Machine::new(host, app, files, Reader::new(read), early, keep));
        machine.dispatch(Action::Screen(Screen::Languages(languages())));
        Self { machine, app: RefCell::default() }
    }

    /// So much of a file has come, from 0 to 1.
    pub fn progress(&self, request: u32, done: f64) {
        self.machine.dispatch(Action::Open(Open::Progressed { request, done }));
    }

    /// A file of another tool was read: it is this incident of ours. Of a table come its columns too.
    pub fn converted(&self, request: u32, name: String, text: String, columns: Option<String>) {
        let columns = columns.map(String::into_bytes);
        self.machine.dispatch(Action::Open(Open::Converted { request, name, answer: Ok(text.into_bytes()), columns }));
    }

    /// There are several incidents in a file or folder, with these rows; of so many files some are not read.
    pub fn collected(&self, request: u32, name: String, n_files: usize, unread: &js_sys::Array, rows: String) {
        self.machine.dispatch(Action::Open(Open::Collected {
            request,
            name,
            n_files,
            unread: unread.iter().map(|it| convert::said(&it)).collect(),
            rows: rows.into_bytes(),
        }));
    }

    /// A file of another tool is not read. Of a table come its columns too: then somebody can say which is what.
    pub fn unread(
        &self,
        request: u32,
        name: String,
        code: &str,
        text: &JsValue,
        hint: &JsValue,
        columns: Option<String>,
    ) {
        let hint = Some(hint).filter(|it| it.as_string().is_none_or(|it| !it.is_empty()));
        let said = |it: &JsValue| Phrase::verbatim(convert::said(it));
        let answer = Err(Failure::refused(&name, code, said(text), hint.map(said)));
        let columns = columns.map(String::into_bytes);
        self.machine.dispatch(Action::Open(Open::Converted { request, name, answer, columns }));
    }

    /// Draws below `root` until [`Viewer::unmount`].
    pub fn mount(&self, root: &ShadowRoot) {
        self.unmount();
        self.app.replace(Stage::of(&self.machine, root).map(|it| (it, Printing::of(&self.machine))));
    }

    /// Draws no more, and keeps the state.
    pub fn unmount(&self) {
        let app = self.app.take();
        if let Some((stage, _)) = app {
            stage.clear();
        }
    }

    /// Keeps nothing that can be made again, while nothing is drawn.
    pub fn rest(&self) {
        if self.app.borrow().is_none() {
            self.machine.rest();
        }
    }

    /// An attribute of the element changed; `null` is its absence.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        let set = |key: &look::Key| Action::Set(key.read(value.as_deref()));
        let action = match name {
            "src" => value.map(|it| Action::Open(Open::At(it))),
            "gallery" => value.map(|it| Action::Open(Open::Gallery(it))),
            _ => look::Key::named(name, In::Attribute).map(set),
        };
        if let Some(action) = action {
            self.machine.dispatch(action);
        }
    }

    /// What a link to the picture says of a key; `null` if it is how the incident opens.
    pub fn said(&self, key: &str) -> Option<String> {
        Fragment::of(&self.machine.state()).said(key)
    }

    /// Shows what a link would show that says this too: pairs of a key and a text, or of a key and `null`, which is how the incident opens.
    pub fn say(&self, pairs: &js_sys::Array) {
        let pairs = pairs.iter().map(|it| js_sys::Array::from(&it));
        let pairs = pairs.filter_map(|it| Some((it.get(0).as_string()?, it.get(1).as_string())));
        self.machine.dispatch(Action::Say(pairs.collect()));
    }

    /// Shows the incident at an address of this origin.
    pub fn open(&self, address: String) {
        self.machine.dispatch(Action::Open(Open::At(address)));
    }

    /// Shows an incident given as the text of a file.
    pub fn read(&self, text: String, name: String) {
        self.machine.dispatch(Action::Open(Open::Load { name, bytes: text.into_bytes() }));
    }

    /// Shows an incident given as an object of the format: plain data without circles.
    #[wasm_bindgen(js_name = readValue)]
    pub fn read_value(&self, value: JsValue, name: String) {
        match serde_wasm_bindgen::from_value(value) {
            Ok(value) => self.machine.dispatch(Action::Open(Open::LoadValue { name, value })),
            Err(err) => self.refuse(&err.to_string(), &name),
        }
    }

    /// Plays the story, or stops playing it.
    pub fn play(&self, is_playing: bool) {
        self.machine.dispatch(Action::Seek(Seek::SetPlaying(is_playing)));
    }

    /// Says that what a host passed to `load` is nothing that a file could hold.
    pub fn refuse(&self, text: &str, name: &str) {
        self.machine.dispatch(Action::Complain(Failure::no_value(name, text)));
    }

    /// Goes to a day, `YYYY-MM-DD`. Throws if it is none.
    pub fn seek(&self, day: &str) -> Result<(), JsError> {
        let day = Day::parse(day).ok_or_else(|| JsError::new(&self.machine.state().tongue().no_day(day)))?;
        self.machine.dispatch(Action::Set(Setting::AsOf(Some(day))));
        Ok(())
    }

    /// Chooses a host, pivot, event or count by id; `null` chooses nothing.
    pub fn select(&self, id: Option<String>) {
        self.machine.dispatch(Action::Set(Setting::Selection(id)));
    }

    /// A promise of what an export makes: `[{ name, mediaType }, bytes]`.
    #[wasm_bindgen(js_name = exportAs)]
    pub fn export_as(&self, kind: String, options: JsValue) -> js_sys::Promise {
        let machine = Rc::clone(&self.machine);
        future_to_promise(async move {
            let handing = parts::handing_or_failure(&machine).await?;
            (handing.export_as)(machine, kind, options).await
        })
    }

    /// The text of the file as it would be saved, or `null` while there is no incident.
    pub fn document(&self) -> Option<String> {
        self.machine.state().ready().map(|it| it.text.to_string())
    }

    /// A promise that an edit is done, given as the text of a JSON Patch.
    pub fn apply(&self, edit: String) -> js_sys::Promise {
        let machine = Rc::clone(&self.machine);
        future_to_promise(async move {
            let writing = parts::writing_or_failure(&machine).await?;
            (writing.apply)(&machine, &edit).map(|()| JsValue::UNDEFINED)
        })
    }

    /// How things stand under the lens, or `null` while there is no incident.
    pub fn snapshot(&self) -> JsValue {
        self.machine.picture().map_or(JsValue::NULL, |it| convert::to_js(&it.snapshot_json()))
    }

    /// The fragment of an address that shows the same picture, without the `#`.
    #[wasm_bindgen(getter)]
    pub fn fragment(&self) -> String {
        Fragment::of(&self.machine.state()).write()
    }

    /// Shows what a fragment says.
    #[wasm_bindgen(setter)]
    pub fn set_fragment(&self, fragment: String) {
        self.machine.dispatch(Action::Restore(fragment));
    }
}

/// The languages that the reader reads, the best first.
fn languages() -> Vec<String> {
    let all = web_sys::window().map(|it| it.navigator().languages());
    all.iter().flat_map(js_sys::Array::iter).filter_map(|it| it.as_string()).collect()
}
