//! What people call the parts of a file, and which ids are taken.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{fresh_among, ids};
use crate::sorting::Table;
use crate::spelling::plain;

/// The lists whose parts are called something.
const LISTS: [&str; 8] = ["hosts", "pivots", "events", "counts", "sources", "zones", "facts", "questions"];

/// What people call parts: the label where only one has it, else the id.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_id: Table<String>,
    by_label: Table<Vec<String>>,
    taken: BTreeSet<String>,
}

impl Names {
    /// Those of a file, in a language.
    pub fn of_document(document: &Value, language: &str) -> Self {
        let mut names = Self { taken: ids(document), ..Self::default() };
        let parts = LISTS.iter().filter_map(|it| document.get(it)?.as_array());
        for part in parts.flatten() {
            names.add(part, language);
        }
        names
    }

    /// One more part, or one that is called something else now.
    pub fn add(&mut self, part: &Value, language: &str) {
        let Some(id) = part.get("id").and_then(Value::as_str) else { return };
        let label = part.get("label").or_else(|| part.get("publisher"));
        let label = match label {
            Some(Value::String(it)) => it.as_str(),
            Some(Value::Object(all)) => {
                all.get(language).or_else(|| all.values().next()).and_then(Value::as_str).unwrap_or(id)
            }
            _ => id,
        };
        self.taken.insert(id.to_owned());
        let before = self.by_id.get(id).map(|it| plain(it));
        if let Some(alike) = before.and_then(|it| self.by_label.get_mut(&it)) {
            alike.retain(|it| it != id);
        }
        self.by_id.insert(id, label.to_owned());
        self.by_label.entry(&plain(label)).push(id.to_owned());
    }

    /// What a part is called.
    pub fn of(&self, id: &str) -> String {
        let label = self.by_id.get(id).filter(|it| {
            let is_alone = self.by_label.get(&plain(it)).is_some_and(|it| it.len() == 1);
            is_alone && !it.contains(';')
        });
        label.map_or(id, String::as_str).to_owned()
    }

    /// The id of the part that is called so, or has this id.
    pub fn id<'a>(&'a self, typed: &'a str) -> Option<&'a str> {
        if self.by_id.get(typed).is_some() {
            return Some(typed);
        }
        match self.by_label.get(&plain(typed))?.as_slice() {
            [id] => Some(id),
            _ => None,
        }
    }

    /// An id for a new part, made of its label, that nothing in the file has.
    pub fn fresh_id(&self, label: &str, kind: &str) -> String {
        fresh_among(&self.taken, label, kind)
    }
}
