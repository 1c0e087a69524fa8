//! Gives hosts and people neutral names, the same ones in labels, ids and running text, each text in its own language.

use serde_json::Value;

use super::forms::add_called;
use super::ids::{kebab, numbered, renamed};
use super::names::{Finder, Form, Names};
use super::walk::{Object, each_string, ids, leaves, objects, words};
use crate::import::draft::FILE;
use crate::import::role::{Known, Role};
use crate::incident::{self, HostKind};
use crate::percent::decode;
use crate::sorting::Table;
use crate::tongue::Tongue;

/// The list of those parts that get other names.
const HOSTS: &str = "hosts";

/// A neutral name in each of our languages.
type Label = Vec<String>;

/// Renames all hosts and people of a file.
pub fn redact(file: &mut Value) {
    let own = place(file.get("language").and_then(Value::as_str).unwrap_or_default());
    let mut names: Vec<Names> = Tongue::ALL.iter().map(|_| Names::default()).collect();
    let mut labels: Table<Label> = Table::default();
    let mut numbers: Table<usize> = Table::default();
    objects(FILE, file, &mut |at, host| {
        if !is_host(at) {
            return;
        }
        let what = |tongue: &Tongue| what(tongue, host);
        let number = numbers.entry(&what(Tongue::ALL[0]));
        *number += 1;
        // ids are made of it, and no id may have the comma of 1,000
        let label: Label =
            Tongue::ALL.iter().map(|it| it.capital(&it.neutral_name(what(it), number.to_string()))).collect();
        for id in ids(at, host, Role::is_id) {
            labels.insert(id, label.clone());
            if id.contains(|c: char| !c.is_alphabetic()) {
                // other ids are words that texts use for other things too
                names.iter_mut().zip(&label).for_each(|(it, label)| it.add(id, Form::Name, label));
            }
        }
        for name in called(at, host) {
            names.iter_mut().zip(&label).for_each(|(it, label)| add_called(it, name, label));
        }
    });
    let mut people: Table<()> = Table::default();
    let mut read = |text: &str| {
        for word in text.split_whitespace() {
            let address = word.trim_start_matches("mailto:").trim_matches(|c: char| !c.is_alphanumeric());
            if address.contains('@') && people.get(address).is_none() {
                people.insert(address, ());
                let name = |it: &Tongue| it.capital(&it.neutral_name(it.neutral_person(), people.len().to_string()));
                names.iter_mut().zip(Tongue::ALL).for_each(|(names, it)| names.add(address, Form::Name, &name(it)));
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
    let names: Vec<Finder> = names.into_iter().map(Names::finder).collect();
    let ids = renamed(file, &|at, id, number| {
        let is_numbered = matches!(at.field("id").role, Role::Id) || names[0].is_in(id);
        let host = labels.get(id).filter(|_| is_host(at)).map(|it| kebab(&it[0]));
        host.or_else(|| is_numbered.then(|| numbered(at, number)))
    });
    Redaction { names, own, labels, ids }.apply(FILE, file);
}

fn is_host(at: Known) -> bool {
    at.name == HOSTS && matches!(at.role, Role::Mentioned)
}

/// What a host is, for its label.
fn what(tongue: &Tongue, host: &Object) -> String {
    let word = |key: &str| host.get(key).and_then(Value::as_str);
    let kind = || tongue.neutral_kind(word("kind").and_then(HostKind::parse).unwrap_or(HostKind::Server));
    match word("role").and_then(incident::Role::parse) {
        Some(incident::Role::Intruder) => tongue.neutral_intruder().to_owned(),
        Some(incident::Role::Outside) => tongue.neutral_outside(kind()),
        Some(incident::Role::Inside) | None => kind(),
    }
}

/// Where names in a language stand: in what comes first, if it is none of ours.
fn place(tag: &str) -> usize {
    Tongue::ALL.iter().position(|it| it.other(tag).is_none()).unwrap_or(0)
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
    names: Vec<Finder>,
    /// Which of them are for texts in the language of the file.
    own: usize,
    labels: Table<Label>,
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
                    object.insert(self.own().replace(&key).unwrap_or(key), it);
                }
            }
            (role, Value::Object(object)) if role.has_parts() => self.object(at, object),
            (Role::Name | Role::Unit | Role::Text, Value::Object(all)) => {
                let in_its = |tag: &str| &self.names[place(tag)];
                all.iter_mut().for_each(|(tag, it)| each_string(it, &|words| in_its(tag).replace(words)));
            }
            (Role::Name | Role::Unit | Role::Text | Role::Quote, _) => each_string(value, &|it| self.own().replace(it)),
            (Role::Id | Role::Code | Role::Link | Role::Bond, Value::String(id)) => {
                let dangling = || self.names[0].replace(id).map(|it| kebab(&it));
                if let Some(new) = self.ids.get(id.as_str()).cloned().or_else(dangling) {
                    *id = new;
                }
            }
            (Role::Own, Value::String(words)) => {
                if let Some(new) = self.ids.get(words.as_str()).cloned().or_else(|| self.own().replace(words)) {
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
            let is_telling = match field.role {
                Role::Address => words(&it).iter().any(|it| self.is_telling(it)),
                // with another name in it, it would quote nobody
                Role::Quote => words(&it).iter().any(|it| self.own().is_in(it)),
                _ => false,
            };
            if is_telling {
                continue;
            }
            self.apply(field, &mut it);
            match (field.role, label) {
                (Role::Name, Some(label)) => self.call(label, &mut it),
                (Role::Claims(Role::Name), Some(label)) => {
                    let claims = it.as_array_mut().into_iter().flatten();
                    claims.filter_map(|it| it.get_mut("value")).for_each(|it| self.call(label, it));
                }
                _ => {}
            }
            let neutral = self.own().replace(&key).filter(|_| matches!(field.role, Role::Own));
            object.insert(neutral.unwrap_or(key), it);
        }
    }

    /// Whether an address names a host or a person.
    fn is_telling(&self, address: &str) -> bool {
        address.starts_with("mailto:") || self.own().is_in(address) || self.own().is_in(&decode(address))
    }

    fn own(&self) -> &Finder {
        &self.names[self.own]
    }

    /// Puts a label in place of a name, in each of its languages.
    fn call(&self, label: &Label, name: &mut Value) {
        match name {
            Value::Object(all) if all.values().all(Value::is_string) => {
                all.iter_mut().for_each(|(tag, it)| *it = label[place(tag)].as_str().into());
            }
            _ => *name = label[self.own].as_str().into(),
        }
    }
}
