//! Drawing on the map: hosts, and steps from one to another.

use serde_json::{Map, Value, json};

use super::lists::Section;
use super::{apply, hand, with_sheet};
use crate::app::State;
use crate::app::effect::Effect;
use crate::document::{Patch, fresh_id};
use crate::import::short::SOURCE;
use crate::incident::Id;
use crate::tongue::Phrase;

/// Draws a host, a step, or the end of a step that has none yet.
pub fn draw(state: &mut State, from: Option<Id>, to: Option<Id>) -> Option<Effect> {
    match (from, to) {
        (None, None) => host(state),
        (Some(from), to) => step(state, &from, to.as_deref()),
        (None, Some(to)) => reached(state, &to),
    }
}

/// A host that goes nowhere yet; the keyboard is where it gets its name.
fn host(state: &mut State) -> Option<Effect> {
    let label = state.tongue().new_host();
    let (id, patch) = with_sheet(state, |it| {
        let id = fresh_id(it.document, label, Section::Hosts.stem());
        let (mut operations, names) = it.called(label);
        operations.extend(it.put("/hosts/-", json!({"id": id, "label": label, "names": names})));
        (id, Patch(operations))
    })?;
    let effect = apply(state, patch);
    let part = part_of(state, Section::Hosts, &id)?;
    state.look.selection = Some(id);
    hand(state, Phrase::host_added(), Some((Section::Hosts, part, column(Section::Hosts, "label"))), None);
    effect
}

/// A step; the keyboard is where it gets its end, or if it has one, its time.
fn step(state: &mut State, from: &str, to: Option<&str>) -> Option<Effect> {
    if to == Some(from) {
        return None;
    }
    let (id, names, patch) = with_sheet(state, |it| {
        let id = fresh_id(it.document, "", Section::Steps.stem());
        let (mut operations, source) = it.source();
        let mut part = Map::new();
        part.insert("id".to_owned(), id.as_str().into());
        part.insert("from".to_owned(), from.into());
        for (key, value) in [("to", to), (SOURCE, source.as_deref())] {
            if let Some(value) = value {
                part.insert(key.to_owned(), value.into());
            }
        }
        operations.extend(it.put("/pivots/-", part.into()));
        let names = it.names();
        (id, (names.of(from), to.map(|it| names.of(it))), Patch(operations))
    })?;
    let effect = apply(state, patch);
    let part = part_of(state, Section::Steps, &id)?;
    let (said, key, loose) = match names {
        (from, Some(to)) => (Phrase::step_drawn(from, to), "when", None),
        (from, None) => (Phrase::step_begun(from), "to", Some(part.clone())),
    };
    if loose.is_none() {
        state.look.selection = Some(id);
    }
    hand(state, said, Some((Section::Steps, part, column(Section::Steps, key))), loose);
    effect
}

/// The end of the step that has none yet.
fn reached(state: &mut State, to: &str) -> Option<Effect> {
    let part = state.editing.as_ref()?.hand.loose.clone()?;
    let (ids, names, patch) = with_sheet(state, |it| {
        let text = |key: &str| Some(it.document.pointer(&part)?.get(key)?.as_str()?.to_owned());
        let (id, from, names) = (text("id")?, text("from")?, it.names());
        let said = (names.of(&from), names.of(to));
        Some(((id, from), said, Patch(it.put(&format!("{part}/to"), to.into()).collect())))
    })??;
    if ids.1 == to {
        return None;
    }
    let effect = apply(state, patch);
    state.look.selection = Some(ids.0);
    let aim = Some((Section::Steps, part, column(Section::Steps, "when")));
    hand(state, Phrase::step_drawn(names.0, names.1), aim, None);
    effect
}

/// Where the part with this id stands, if it was taken.
fn part_of(state: &State, list: Section, id: &str) -> Option<String> {
    with_sheet(state, |it| pointer(it.document, list, id))?
}

/// Where the part with this id stands in a file, as a JSON Pointer.
pub fn pointer(document: &Value, list: Section, id: &str) -> Option<String> {
    let all = document.get(list.field())?.as_array()?;
    let at = all.iter().position(|it| it.get("id").and_then(Value::as_str) == Some(id))?;
    Some(format!("/{}/{at}", list.field()))
}

/// The number of a column.
fn column(list: Section, key: &str) -> usize {
    list.columns().iter().position(|it| it.key == key).unwrap_or_default()
}
