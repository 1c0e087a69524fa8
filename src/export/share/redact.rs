//! Gives hosts and people neutral names, the same ones in labels, ids and running text.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::cut::each_word;
use super::names::Names;
use super::walk::{ids, is_ids, is_text, list, objects, words};
use crate::export::shape::role;
use crate::import::role::Role;
use crate::sorting::Table;

/// Lists whose parts get ids that tell nothing, because ids are often names.
const NUMBERED: [(&str, &str); 4] = [("zones", "zone"), ("pivots", "pivot"), ("events", "event"), ("counts", "count")];

/// Renames all hosts and people of a file.
pub fn redact(file: &mut Value) {
    let mut names = Names::default();
    let mut labels: Table<String> = Table::default();
    let mut numbers: Table<usize> = Table::default();
    for host in list(file, "hosts") {
        let what = what(host);
        let number = numbers.entry(&what);
        *number += 1;
        let label = format!("{what} {number}");
        for id in ids(host, "id") {
            labels.insert(id, label.clone());
            if id.contains(|c: char| !c.is_alphabetic()) {
                names.add(id, &label); // other ids are words that texts use for other things too
            }
        }
        for name in called(host) {
            names.add(name, &label);
            if let Some((short, _)) = name.split_once(['(', '（']) {
                names.add(short, &label);
            }
        }
    }
    let mut people: Vec<String> = Vec::new();
    objects("", file, &mut |field, it| {
        let texts =
            it.iter().filter(|(key, value)| is_text(field, key, value) || role(field, key) == Some(Role::Address));
        for word in texts.flat_map(|(_, it)| words(it)).flat_map(str::split_whitespace) {
            let address = word.trim_start_matches("mailto:").trim_matches(|c: char| !c.is_alphanumeric());
            if address.contains('@') && !people.iter().any(|it| it == address) {
                people.push(address.to_owned());
            }
        }
    });
    for (i, address) in people.iter().enumerate() {
        names.add(address, &format!("Person {}", i + 1));
    }
    let ids = renamed(file, &labels);
    Redaction { names, labels, ids }.apply("", file);
}

/// What a host is, for its label.
fn what(host: &Map<String, Value>) -> String {
    let word = |key: &str, absent: &'static str| host.get(key).and_then(Value::as_str).unwrap_or(absent).to_owned();
    let what = match word("role", "inside").as_str() {
        "intruder" => "intruder".to_owned(),
        "outside" => format!("outside {}", word("kind", "server")),
        _ => word("kind", "server"),
    };
    let what = what.replace('-', " ");
    let mut chars = what.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// All that the file calls a host.
fn called(host: &Map<String, Value>) -> Vec<&str> {
    let claims = host.get("names").and_then(Value::as_array).into_iter().flatten();
    host.get("label").into_iter().chain(claims.filter_map(|it| it.get("value"))).flat_map(words).collect()
}

/// New ids by old ones; none that another part has.
fn renamed(file: &Value, labels: &Table<String>) -> Table<String> {
    let is_numbered = |field: &str| field == "hosts" || NUMBERED.iter().any(|it| it.0 == field);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    objects("", file, &mut |field, it| {
        if !is_numbered(field) {
            taken.extend(ids(it, "id").into_iter().map(str::to_owned));
        }
    });
    let mut renamed: Table<String> = Table::default();
    let mut rename = |old: &str, mut new: String| {
        while !taken.insert(new.clone()) {
            new.push('-');
        }
        renamed.insert(old, new);
    };
    for (old, label) in labels.iter() {
        rename(old, label.to_lowercase().replace(' ', "-"));
    }
    for (field, word) in NUMBERED {
        for (i, it) in list(file, field).enumerate() {
            for old in ids(it, "id") {
                rename(old, format!("{word}-{}", i + 1));
            }
        }
    }
    renamed
}

struct Redaction {
    names: Names,
    labels: Table<String>,
    ids: Table<String>,
}

impl Redaction {
    fn apply(&self, field: &str, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|it| self.apply(field, it)),
            Value::String(words) => {
                if let Some(new) = self.names.replace(words) {
                    *words = new;
                }
            }
            Value::Object(object) => self.object(field, object),
            _ => {}
        }
    }

    fn object(&self, field: &str, object: &mut Map<String, Value>) {
        let label = ids(object, "id").first().and_then(|it| self.labels.get(it)).filter(|_| field == "hosts");
        if let Some(label) = label {
            object.insert("label".to_owned(), label.clone().into());
            for name in object.get_mut("names").and_then(Value::as_array_mut).into_iter().flatten() {
                name.as_object_mut().map(|it| it.insert("value".to_owned(), label.clone().into()));
            }
        }
        if object.get("url").is_some_and(|it| words(it).iter().any(|it| self.is_telling(it))) {
            object.remove("url");
        }
        for (key, child) in object.iter_mut() {
            if is_text(field, key, child) {
                each_word(child, &|it| self.names.replace(it));
            } else if is_ids(field, key) {
                self.rename(child);
            } else if child.is_array() || child.is_object() {
                self.apply(key, child);
            }
        }
    }

    /// Gives an id, or several, their new names.
    fn rename(&self, ids: &mut Value) {
        match ids {
            Value::Array(all) => all.iter_mut().for_each(|it| self.rename(it)),
            Value::String(id) => {
                if let Some(new) = self.ids.get(id) {
                    id.clone_from(new);
                }
            }
            _ => {}
        }
    }

    /// Whether an address names a host or a person.
    fn is_telling(&self, url: &str) -> bool {
        let spaced = url.replace(['-', '_', '+', '/', '.', '?', '=', '&'], " ").replace("%20", " ");
        url.starts_with("mailto:") || self.names.replace(&spaced).is_some() || self.names.replace(url).is_some()
    }
}
