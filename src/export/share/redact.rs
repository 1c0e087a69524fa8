//! Gives hosts and people neutral names, the same ones in labels, ids and running text.

use serde_json::Value;

use super::forms::add_called;
use super::ids::{kebab, numbered, renamed};
use super::names::{Finder, Form, Names};
use super::walk::{Object, each_string, ids, leaves, objects, words};
use crate::import::draft::FILE;
use crate::import::role::{Known, Role};
use crate::percent::decode;
use crate::sorting::Table;

/// The list of those parts that get other names.
const HOSTS: &str = "hosts";

/// Renames all hosts and people of a file.
pub fn redact(file: &mut Value) {
    let mut names = Names::default();
    let mut labels: Table<String> = Table::default();
    let mut numbers: Table<usize> = Table::default();
    objects(FILE, file, &mut |at, host| {
        if !is_host(at) {
            return;
        }
        let what = what(host);
        let number = numbers.entry(&what);
        *number += 1;
        let label = format!("{what} {number}");
        for id in ids(at, host, Role::is_id) {
            labels.insert(id, label.clone());
            if id.contains(|c: char| !c.is_alphabetic()) {
                names.add(id, Form::Name, &label); // other ids are words that texts use for other things too
            }
        }
        for name in called(at, host) {
            add_called(&mut names, name, &label);
        }
    });
    let mut people: Table<()> = Table::default();
    let mut read = |text: &str| {
        for word in text.split_whitespace() {
            let address = word.trim_start_matches("mailto:").trim_matches(|c: char| !c.is_alphanumeric());
            if address.contains('@') && people.get(address).is_none() {
                people.insert(address, ());
                names.add(address, Form::Name, &format!("Person {}", people.len()));
            }
        }
    };
    leaves(FILE, file, &mut |role, it| {
        let is_read =
            !matches!(role, Role::Term(_) | Role::Moment | Role::Day | Role::Amount | Role::Figure | Role::Note);
        it.as_str().filter(|_| is_read).into_iter().for_each(&mut read);
    });
    objects(FILE, file, &mut |at, it| {
        it.keys().filter(|key| matches!(at.field(key).role, Role::Own)).for_each(|it| read(it));
    });
    let names = names.finder();
    let ids = renamed(file, &|at, id, number| {
        let is_numbered = matches!(at.field("id").role, Role::Id) || names.is_in(id);
        let host = labels.get(id).filter(|_| is_host(at)).map(|it| kebab(it));
        host.or_else(|| is_numbered.then(|| numbered(at, number)))
    });
    Redaction { names, labels, ids }.apply(FILE, file);
}

fn is_host(at: Known) -> bool {
    at.name == HOSTS && matches!(at.role, Role::Mentioned)
}

/// What a host is, for its label.
fn what(host: &Object) -> String {
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

/// All that the file calls a host: its own names, and those that claims give it.
fn called(at: Known, host: &Object) -> Vec<&str> {
    let mut found = Vec::new();
    for (key, it) in host {
        match at.field(key).role {
            Role::Name => found.extend(words(it)),
            Role::Claims(Role::Name) => {
                let claims = it.as_array().into_iter().flatten();
                found.extend(claims.filter_map(|it| it.get("value")).flat_map(words));
            }
            _ => {}
        }
    }
    found
}

struct Redaction {
    names: Finder,
    labels: Table<String>,
    ids: Table<String>,
}

impl Redaction {
    fn apply(&self, at: Known, value: &mut Value) {
        let at = at.holding(value);
        match (at.role, &mut *value) {
            (Role::Note, _) => {}
            (_, Value::Array(items)) => items.iter_mut().for_each(|it| self.apply(at, it)),
            (Role::Own, Value::Object(object)) => {
                for (key, mut it) in std::mem::take(object) {
                    self.apply(at, &mut it);
                    object.insert(self.names.replace(&key).unwrap_or(key), it);
                }
            }
            (role, Value::Object(object)) if role.has_parts() => self.object(at, object),
            (Role::Name | Role::Unit | Role::Text, _) => each_string(value, &|it| self.names.replace(it)),
            (Role::Id | Role::Code | Role::Link | Role::Bond, Value::String(id)) => {
                let dangling = || self.names.replace(id).map(|it| kebab(&it));
                if let Some(new) = self.ids.get(id.as_str()).cloned().or_else(dangling) {
                    *id = new;
                }
            }
            (Role::Own, Value::String(words)) => {
                if let Some(new) = self.ids.get(words.as_str()).cloned().or_else(|| self.names.replace(words)) {
                    *words = new;
                }
            }
            _ => {}
        }
    }

    fn object(&self, at: Known, object: &mut Object) {
        let label = ids(at, object, Role::is_id).first().and_then(|it| self.labels.get(it)).filter(|_| is_host(at));
        for (key, mut it) in std::mem::take(object) {
            let field = at.field(&key);
            if matches!(field.role, Role::Address) && words(&it).iter().any(|it| self.is_telling(it)) {
                continue;
            }
            self.apply(field, &mut it);
            match (field.role, label) {
                (Role::Name, Some(label)) => call(label, &mut it),
                (Role::Claims(Role::Name), Some(label)) => {
                    let claims = it.as_array_mut().into_iter().flatten();
                    claims.filter_map(|it| it.get_mut("value")).for_each(|it| call(label, it));
                }
                _ => {}
            }
            let neutral = self.names.replace(&key).filter(|_| matches!(field.role, Role::Own));
            object.insert(neutral.unwrap_or(key), it);
        }
    }

    /// Whether an address names a host or a person.
    fn is_telling(&self, address: &str) -> bool {
        address.starts_with("mailto:") || self.names.is_in(address) || self.names.is_in(&decode(address))
    }
}

/// Puts a label in place of a name, in each of its languages.
fn call(label: &str, name: &mut Value) {
    match name {
        Value::Object(all) if all.values().all(Value::is_string) => {
            all.values_mut().for_each(|it| *it = label.into());
        }
        _ => *name = label.into(),
    }
}
