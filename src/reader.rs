//! The reader of other formats in the browser: a program of its own, which runs in a worker and knows no page.
//!
//! `static/reader.js` pushes a file in pieces; what comes back is text of our format, or a refusal.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::collection::Row;
use crate::foreign::{self, Collection, Opened, Zones, table};
use crate::import::draft::IncidentDraft;
use crate::import::{self, ImportError};
use crate::quotes;
use crate::sorting;
use crate::tongue::Phrase;

/// Reads one file after the other, and keeps the incidents in them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reader {
    /// Of the last file: a table can be read again.
    bytes: Vec<u8>,
    incidents: Vec<Kept>,
}

/// An incident: of ours, as it is written, or made of the file of another tool, alone or as one of many.
enum Kept {
    Native(String),
    Draft(Box<IncidentDraft>),
    OneOf(Rc<Collection>, usize),
}

#[wasm_bindgen]
impl Reader {
    /// A reader that has read nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        console_error_panic_hook::set_once();
        Self::default()
    }

    /// Makes room for a file of so many bytes.
    pub fn begin(&mut self, size: usize) {
        self.bytes = Vec::new();
        self.bytes.try_reserve_exact(size).ok(); // where there is no room, the pieces will say so
    }

    /// Takes the next piece of the file.
    pub fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// Reads the file that was pushed. Throws `{ code, message, hint }` if it is not read, the last two by language.
    pub fn end(&mut self, name: &str) -> Result<(), JsValue> {
        self.read(name, Vec::new())
    }

    /// The columns of the file that was read last, and how its dates are read, as JSON, if it is a table of one's own; else it is kept no longer.
    /// `options` are `WHAT=COLUMN`, as of the command.
    #[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
    pub fn columns(&mut self, options: Vec<String>) -> Option<String> {
        let preview = table::preview(&self.bytes, &pairs(&options), ZONES);
        if preview.is_none() {
            self.bytes = Vec::new();
        }
        serde_json::to_string(&preview?).ok()
    }

    /// Reads the table once more, with other options. Throws as [`Reader::end`].
    #[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
    pub fn again(&mut self, name: &str, options: Vec<String>) -> Result<(), JsValue> {
        self.incidents.clear();
        self.read(name, pairs(&options))
    }

    fn read(&mut self, name: &str, options: Vec<(String, String)>) -> Result<(), JsValue> {
        match foreign::open_in(ZONES, &self.bytes, name, options).map_err(|err| refusal(&err))? {
            Opened::Native(text) => self.incidents.push(Kept::Native(text)),
            // of a folder each is kept as text: ten thousand drafts need several hundred megabytes
            Opened::One(draft) if !self.incidents.is_empty() => {
                self.incidents.push(Kept::Native(serde_json::to_string(&draft).unwrap_or_default()));
            }
            Opened::One(draft) => self.incidents.push(Kept::Draft(draft)),
            Opened::Many(all) => {
                let all = Rc::<Collection>::from(all);
                self.incidents.extend((0..all.len()).map(|it| Kept::OneOf(Rc::clone(&all), it)));
            }
        }
        Ok(())
    }

    /// How many incidents were in the files so far.
    pub fn count(&self) -> usize {
        self.incidents.len()
    }

    /// The rows of all of them, as JSON.
    pub fn rows(&self) -> String {
        let incident = |kept: &Kept| match kept {
            Kept::Native(text) => import::import(text.as_bytes()).ok().map(|it| it.incident),
            Kept::Draft(draft) => Some(import::import_draft(draft)),
            Kept::OneOf(all, index) => all.draft(*index).as_ref().map(import::import_draft),
        };
        let row = |kept: &Kept| incident(kept).map(|it| Row::of(&it)).unwrap_or_default();
        serde_json::to_string(&self.incidents.iter().map(row).collect::<Vec<Row>>()).unwrap_or_default()
    }

    /// One of them as a file of ours.
    pub fn incident(&self, index: usize) -> Option<String> {
        match self.incidents.get(index)? {
            Kept::Native(text) => Some(text.clone()),
            Kept::Draft(draft) => serde_json::to_string(draft).ok(),
            Kept::OneOf(all, index) => serde_json::to_string(&all.draft(*index)?).ok(),
        }
    }
}

/// The hash of a saved document and its words; nothing if no words can be read in it.
#[wasm_bindgen(js_name = documentWords)]
pub fn document_words(name: &str, bytes: &[u8]) -> Option<Vec<String>> {
    quotes::saved(name, bytes).map(|it| vec![it.sha256, it.text])
}

#[wasm_bindgen]
extern "C" {
    /// Minutes east of UTC that a zone was, at an instant in seconds since 1970: `static/reader.js` asks the browser.
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = zoneOffset)]
    fn zone_offset(name: &str, seconds: f64) -> Result<Option<f64>, JsValue>;
}

/// The browser knows the zones.
const ZONES: Zones = Zones(|name, seconds| zone_offset(name, seconds as f64).ok()?.map(|it| it as i32));

fn pairs(options: &[String]) -> Vec<(String, String)> {
    let pairs = options.iter().filter_map(|it| it.split_once('='));
    pairs.map(|(what, column)| (what.to_owned(), column.to_owned())).collect()
}

/// Why a file is not read, in each language: the reader does not know which one the page speaks.
fn refusal(err: &ImportError) -> JsValue {
    #[derive(Serialize)]
    struct Refusal {
        code: &'static str,
        message: BTreeMap<&'static str, String>,
        hint: BTreeMap<&'static str, String>,
    }
    let in_all = |it: &Phrase| sorting::map_of(it.in_all());
    let refusal = Refusal { code: err.code(), message: in_all(&err.placed_message()), hint: in_all(&err.hint()) };
    refusal.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
