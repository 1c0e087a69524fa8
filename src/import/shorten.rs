//! Writes a file short again: each step is kept only if it stands for the same long form.

use serde_json::{Map, Value, json};

use super::draft::FILE;
use super::marked::KEY;
use super::role::{Known, Role};
use super::short::{ALONE, CLAIMS, DEFAULT, SOURCE, TECHNIQUES, long_part, missing_techniques};
use crate::attack;
use crate::sorting::Table;

/// An object of the file.
type Object = Map<String, Value>;

/// Writes a long file as short as it can be: by its default source, and without entries for techniques that need none if so wished.
pub fn short(file: &mut Value, without_entries: bool) {
    if without_entries {
        drop_entries(file);
    }
    Short { source: file.get(DEFAULT).filter(|it| it.is_string()).cloned() }.part(FILE, file);
}

/// Writes a file as short as it can be.
pub fn shortest(file: &mut Value) {
    let mut as_it_is = file.clone();
    longest(&mut as_it_is);
    let mut with_default = as_it_is.clone();
    let source = file.get(DEFAULT).cloned().or_else(|| busiest_source(&as_it_is).map(Value::from));
    if let (Some(source), Some(file)) = (source, with_default.as_object_mut()) {
        file.insert(DEFAULT.to_owned(), source);
    }
    for mut it in [with_default, as_it_is.clone()] {
        short(&mut it, true);
        let mut again = it.clone();
        longest(&mut again);
        // a default would speak for claims that lack a source by mistake
        if again == as_it_is {
            *file = it;
            return;
        }
    }
}

/// Writes a file long, with all that it says itself: it has no default source, and its techniques have their names.
pub fn longest(file: &mut Value) {
    super::short::long(file);
    let language = file.get("language").and_then(Value::as_str).unwrap_or("en").to_owned();
    for entry in file.get_mut(TECHNIQUES).and_then(Value::as_array_mut).into_iter().flatten() {
        let name = entry.get("id").and_then(Value::as_str).and_then(attack::name);
        if let (Value::Object(entry), Some(name)) = (entry, name) {
            entry.entry("label").or_insert_with(|| if language == "en" { name.into() } else { json!({ "en": name }) });
        }
    }
    file.as_object_mut().map(|it| it.remove(DEFAULT));
}

/// The source that claims the most: the best default.
fn busiest_source(file: &Value) -> Option<String> {
    let mut claims: Table<usize> = Table::default();
    count(FILE, file, &mut claims);
    let most = claims.iter().map(|(_, n)| *n).max()?;
    claims.iter().find(|(_, n)| **n == most).map(|(id, _)| id.to_owned())
}

fn count(at: Known, value: &Value, claims: &mut Table<usize>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| count(at, it, claims)),
        Value::Object(object) if at.role.has_parts() => {
            if let (Role::Claims(_), Some(id)) = (at.role, object.get(SOURCE).and_then(Value::as_str)) {
                *claims.entry(id) += 1;
            }
            object.iter().for_each(|(key, it)| count(at.field(key), it, claims));
        }
        _ => {}
    }
}

struct Short {
    source: Option<Value>,
}

impl Short {
    fn part(&self, at: Known, part: &mut Value) {
        let Value::Object(object) = &mut *part else { return };
        for (key, it) in object.iter_mut() {
            let at = at.field(key);
            match (at.role, it) {
                (Role::Claimed | Role::Mentioned | Role::Parts, Value::Array(items)) => {
                    for it in items {
                        self.part(at, it);
                    }
                }
                (Role::Claimed | Role::Parts, it) => self.part(at, it),
                _ => {}
            }
        }
        let is_claims = |it: &&Known| matches!(it.role, Role::Claims(_));
        let lists: Vec<&str> = at.inside.iter().filter(is_claims).map(|it| it.name).collect();
        for list in lists {
            self.attempt(at, part, |part| items(part, list).iter_mut().for_each(|it| self.without_source(it)));
            if list == CLAIMS {
                self.attempt(at, part, own_claim);
            } else {
                self.attempt(at, part, |part| {
                    let marking = part.get(KEY).cloned();
                    for it in items(part, list) {
                        plain(it, marking.as_ref());
                    }
                });
                self.attempt(at, part, |part| alone(part, list));
            }
        }
        let is_text = |it: &Object| it.len() == 1 && it.get("value").is_some_and(Value::is_string);
        if ALONE.contains(&at.name) && part.as_object().is_some_and(is_text) {
            *part = part["value"].take();
        }
    }

    /// Changes a part if it then stands for the same.
    fn attempt(&self, at: Known, part: &mut Value, change: impl FnOnce(&mut Object)) {
        let mut changed = part.clone();
        let Value::Object(object) = &mut changed else { return };
        change(object);
        let long = |it: &Value| {
            let mut it = it.clone();
            long_part(at, &mut it, self.source.as_ref());
            it
        };
        if long(&changed) == long(part) {
            *part = changed;
        }
    }

    fn without_source(&self, claim: &mut Value) {
        if let Value::Object(claim) = claim
            && claim.get(SOURCE) == self.source.as_ref()
        {
            claim.remove(SOURCE);
        }
    }
}

/// The items of a list.
fn items<'a>(part: &'a mut Object, list: &str) -> &'a mut [Value] {
    part.get_mut(list).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// The fields of the only claim of a part become its own, where it has none of them.
fn own_claim(part: &mut Object) {
    let Some(Value::Array(mut claims)) = part.remove(CLAIMS) else { return };
    if let (Some(Value::Object(claim)), true) = (claims.pop(), claims.is_empty()) {
        for (key, it) in claim {
            part.entry(key).or_insert(it);
        }
    }
}

/// A claim becomes its value, if it has nothing else but the marking of its part.
fn plain(claim: &mut Value, marking: Option<&Value>) {
    let is_known = |(key, it): (&String, &Value)| match key.as_str() {
        "value" => !matches!(it, Value::Null | Value::Object(_) | Value::Array(_)),
        KEY => Some(it) == marking,
        _ => false,
    };
    let is_plain = claim.as_object().is_some_and(|it| it.iter().all(is_known) && it.get(KEY) == marking);
    if let Some(value) = claim.get_mut("value").filter(|_| is_plain) {
        *claim = value.take();
    }
}

/// The only item of a list takes its place.
fn alone(part: &mut Object, list: &str) {
    if let [only] = items(part, list) {
        let only = only.take();
        part.insert(list.to_owned(), only);
    }
}

/// Takes out the last entries for techniques, if what pivots name makes the same ones.
fn drop_entries(file: &mut Value) {
    let Some(entries) = file.get_mut(TECHNIQUES).and_then(Value::as_array_mut).map(std::mem::take) else { return };
    let language = file.get("language").and_then(Value::as_str).unwrap_or("en");
    let is_named = |entry: &Value| {
        let name = entry.get("id").and_then(Value::as_str).and_then(attack::name);
        match entry.get("label") {
            None => true,
            Some(Value::Object(all)) => all.len() == 1 && all.get("en").and_then(Value::as_str) == name,
            Some(label) => language == "en" && name.is_some() && label.as_str() == name,
        }
    };
    let all = missing_techniques(file);
    let made: Table<&Value> = all.iter().filter_map(|(_, it)| Some((it["id"].as_str()?, it))).collect();
    let made = |entry: &Value| made.get(entry["id"].as_str()?).copied();
    let has_more = |entry: &Value| {
        entry.as_object().is_none_or(|it| it.keys().any(|it| !["id", "label", CLAIMS].contains(&it.as_str())))
    };
    let goes = |entry: &Value| {
        !has_more(entry) && is_named(entry) && made(entry).is_some_and(|it| it[CLAIMS] == entry[CLAIMS])
    };
    let n_kept = entries.len() - entries.iter().rev().take_while(|it| goes(it)).count();
    let (kept, gone) = entries.split_at(n_kept);
    let listed: Table<()> = kept.iter().filter_map(|it| Some((it["id"].as_str()?, ()))).collect();
    let is_new = |it: &&Value| it["id"].as_str().is_some_and(|it| listed.get(it).is_none());
    let again = all.iter().map(|(_, it)| it).filter(is_new).map(|it| &it["id"]);
    let is_same = again.eq(gone.iter().map(|it| &it["id"]));
    match (if is_same { kept } else { &entries }, file.as_object_mut()) {
        ([], Some(file)) => drop(file.remove(TECHNIQUES)),
        (kept, Some(file)) => drop(file.insert(TECHNIQUES.to_owned(), kept.to_vec().into())),
        _ => {}
    }
}
