//! The rows of a table become parts of the document, as one edit: read and matched to columns as when a table is opened.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::{Value, json};

use super::gone::told;
use super::lists::Section;
use super::on_map::pointer;
use super::{apply, hand, with_sheet};
use crate::app::State;
use crate::app::effect::{Effect, Source};
use crate::app::reading::convert;
use crate::app::{Failure, columns};
use crate::document::{Document, Operation, Patch, mentions, renaming};
use crate::spelling::plain;
use crate::tongue::{Phrase, Tongue};

/// Whether a file is a table, by its name.
pub fn is_table(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|it| it.1.to_lowercase());
    end.is_some_and(|it| ["csv", "tsv", "tab"].contains(&it.as_str()))
}

/// Whether cells begin with a row of headers, as tables have them.
pub fn has_header(rows: &[Vec<String>]) -> bool {
    let is_word = |cell: &String| {
        let cell = plain(cell.trim());
        Tongue::ALL.iter().any(|it| it.header_words().split(';').any(|word| plain(word) == cell))
    };
    rows.len() > 1 && rows[0].iter().filter(|it| is_word(it)).count() > 1
}

/// Has a table read whose rows are to be added.
pub fn read(state: &mut State, name: String, bytes: Vec<u8>) -> Option<Effect> {
    Rc::make_mut(state.editing.as_mut()?).adding = Some(false);
    state.request += 1;
    Some(convert(state, name, Source::Bytes(bytes), None))
}

/// A table was read, perhaps again, with other columns: its rows take the place of those that it was read as before.
pub fn came(state: &mut State, name: &str, answer: Result<Vec<u8>, Failure>, found: Option<&[u8]>) {
    state.reading = None;
    if state.editing.as_ref().is_some_and(|it| it.adding == Some(true)) {
        super::again(state, Document::undo);
    }
    let is_refused = answer.is_err();
    if let Some(found) = found {
        columns::found(state, name, found, is_refused);
    }
    let is_added = match answer {
        Ok(bytes) => add(state, name, &serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(failure) => {
            state.fail(failure);
            false
        }
    };
    if let Some(editing) = &mut state.editing {
        Rc::make_mut(editing).adding = found.map(|_| is_added);
    }
}

/// Adds what is new in a table; whether anything was.
fn add(state: &mut State, name: &str, table: &Value) -> bool {
    let Some(editing) = &state.editing else { return false };
    let document = editing.document.value();
    let Additions { lists, states } = additions(&document, table, name);
    let count = |list: Section| lists.iter().filter(|it| it.0 == list.field()).map(|it| it.1.len()).sum::<usize>();
    let parts = [Section::Hosts, Section::Steps, Section::Events, Section::Counts].map(|it| (it, count(it)));
    let said = match told(&parts, states.len()) {
        Some(what) => Phrase::table_added(name, what),
        None => Phrase::table_has_nothing_new(name),
    };
    let operations = with_sheet(state, |it| {
        let mut operations: Vec<Operation> = Vec::new();
        for (list, parts) in lists {
            if document.get(list).is_some_and(Value::is_array) {
                operations.extend(parts.into_iter().map(|it| Operation::Add(format!("/{list}/-"), it)));
            } else if !parts.is_empty() {
                operations.push(Operation::Add(format!("/{list}"), parts.into()));
            }
        }
        for host in &states {
            let at = pointer(&document, Section::Hosts, id(host)).map(|it| format!("{it}/states/-"));
            let Some(at) = at else { continue };
            operations.extend(it.listed(&at));
            operations.extend(items(host, "states").map(|it| Operation::Add(at.clone(), it.clone())));
        }
        operations
    });
    let operations = operations.unwrap_or_default();
    let is_any = !operations.is_empty();
    apply(state, Patch(operations));
    hand(state, said, None, None);
    is_any
}

/// The lists of which a table makes parts, sources first.
const LISTS: [&str; 8] = ["sources", "zones", "techniques", "hosts", "pivots", "events", "counts", "facts"];

fn items<'a>(file: &'a Value, list: &str) -> impl Iterator<Item = &'a Value> {
    file.get(list).and_then(Value::as_array).into_iter().flatten()
}

fn id(part: &Value) -> &str {
    part.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// What a part is called, in any of its languages; steps are called nothing.
fn called(list: &str, part: &Value) -> Vec<String> {
    match (list, part.get("label").or_else(|| part.get("publisher"))) {
        ("techniques", _) => vec![id(part).to_owned()],
        ("pivots" | "events" | "counts" | "facts", _) | (_, None) => Vec::new(),
        (_, Some(Value::Object(by_language))) => by_language.values().filter_map(Value::as_str).map(plain).collect(),
        (_, Some(label)) => label.as_str().map(plain).into_iter().collect(),
    }
}

/// What a table adds to a document.
struct Additions {
    /// New parts, by list.
    lists: Vec<(&'static str, Vec<Value>)>,
    /// Hosts of the document, with the states that are new of them.
    states: Vec<Value>,
}

/// What a document does not have yet of a table, with ids that nothing in it has; what has one name in both is one.
fn additions(document: &Value, table: &Value, name: &str) -> Additions {
    let mut own = table.clone();
    if let Some(source) = own.pointer_mut("/sources/0/publisher").filter(|it| it.is_object()) {
        *source = name.into(); // "the table itself" would be any
    }
    let ids =
        |file: &Value| LISTS.iter().flat_map(|it| items(file, it)).map(|it| id(it).to_owned()).collect::<Vec<_>>();
    let mut taken = BTreeSet::new();
    taken.extend(ids(document));
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for list in LISTS {
        for part in items(&own, list) {
            let names = called(list, part);
            let is_it = |it: &&Value| called(list, it).iter().any(|it| names.contains(it));
            match items(document, list).find(is_it) {
                Some(found) => same.push((list, id(part).to_owned(), id(found).to_owned())),
                None => other.push(id(part).to_owned()),
            }
        }
    }
    let mut renamed = Document::new(&own.to_string());
    let mut rename = |from: &str, to: &str| {
        let patch = renaming(&renamed.value(), from, to);
        renamed.apply(patch).ok(); // each of its places was just seen
    };
    let mut all = BTreeSet::new();
    all.extend(ids(&own));
    for old in other.iter().filter(|it| taken.contains(*it)) {
        let stem = old.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end_matches('-');
        let free = (2..taken.len() + all.len() + 3)
            .map(|n| format!("{stem}-{n}"))
            .find(|it| !taken.contains(it) && !all.contains(it));
        if let Some(free) = free {
            rename(old, &free);
            all.insert(free);
        }
    }
    for (_, from, to) in same.iter().filter(|it| it.1 != it.2) {
        rename(from, to);
    }
    let own = renamed.value();
    let is_same = |list: &str, part: &Value| same.iter().any(|it| it.0 == list && it.2 == id(part));
    // what came before has other ids in a table that is added again
    let without_id = |it: &Value| {
        let mut it = it.clone();
        it.as_object_mut().map(|it| it.remove("id"));
        let claims = it.get_mut("claims").and_then(Value::as_array_mut);
        claims.into_iter().flatten().filter_map(Value::as_object_mut).for_each(|it| drop(it.remove("after")));
        it
    };
    let is_there = |list: &str, part: &Value| items(document, list).any(|it| without_id(it) == without_id(part));
    let is_new = |list: &str, part: &&Value| !is_same(list, part) && !is_there(list, part);
    let mut lists: Vec<(&'static str, Vec<Value>)> =
        LISTS.iter().map(|list| (*list, items(&own, list).filter(|it| is_new(list, it)).cloned().collect())).collect();
    let known = items(&own, "hosts").filter(|it| is_same("hosts", it));
    let states: Vec<Value> = known.filter_map(|it| new_states(document, it)).collect();
    // techniques and sources only of what is added
    for list in ["techniques", "sources"] {
        let mut said = json!({});
        for (list, parts) in &lists {
            said[*list] = parts.clone().into();
        }
        if let Some(hosts) = said["hosts"].as_array_mut() {
            hosts.extend(states.iter().cloned());
        }
        if let Some((_, parts)) = lists.iter_mut().find(|it| it.0 == list) {
            parts.retain(|it| !mentions(&said, id(it)).is_empty());
        }
    }
    Additions { lists, states }
}

/// What a table says became of a host that the document has.
fn new_states(document: &Value, host: &Value) -> Option<Value> {
    let there = items(document, "hosts").find(|it| id(it) == id(host))?.get("states");
    let has = |claim: &Value| match there {
        Some(Value::Array(claims)) => claims.contains(claim),
        other => other == Some(claim),
    };
    let claims: Vec<Value> = host.get("states")?.as_array()?.iter().filter(|it| !has(it)).cloned().collect();
    (!claims.is_empty()).then(|| json!({"id": id(host), "states": claims}))
}
