//! Writing in an incident: the sheet, what is typed into it, and what becomes of the document.

mod cell;
mod first;
mod gone;
mod lists;
mod names;
mod on_map;
mod paste;
pub mod range;
mod record;
mod rows;
mod table;

pub use cell::Target;
pub use lists::{Column, Kind, Place, Section};
pub use names::Names;
pub use on_map::pointer;
pub use record::{Left, Record, document_of, is_astray};
pub use rows::{Cell, Row, Sheet};

use std::rc::Rc;

use serde_json::{Value, json};

use super::action::Edit;
use super::editing::{Editing, Hand, Kept, Refused, Saving};
use super::effect::Effect;
use super::own::Own;
use super::tables::Writing;
use super::{Failure, Load, Ready, State, compare, filter, keeping, opening, showing, trust};
use crate::document::{Document, Operation, Patch};
use crate::incident::Day;
use crate::tongue::Phrase;

/// What the part of the program does in which one writes.
pub static WRITING: Writing = Writing { update, first: first::first };

/// What becomes of editing.
fn update(state: &mut State, action: Edit) -> Option<Effect> {
    if !state.can_edit() {
        return None;
    }
    match action {
        Edit::Begin => {
            begin(state);
            return watch(state);
        }
        Edit::End => return end(state),
        Edit::Turn(list) => {
            let editing = Rc::make_mut(state.editing.as_mut()?);
            (editing.list, editing.refused, editing.hand.aim) = (list, None, None);
        }
        Edit::Type { section: list, part, claim, column, text } => {
            begin(state);
            return typed(state, list, part, claim, column, text);
        }
        Edit::Paste { section: list, row, column, text } => {
            begin(state);
            return paste::paste(state, list, row, column, &text);
        }
        Edit::AddClaim(_, part) if part.ends_with('-') => {}
        Edit::AddClaim(list, part) => {
            begin(state);
            let patch = with_sheet(state, |it| it.another_claim(list, &part))?;
            return apply(state, patch);
        }
        Edit::Draw { from, to } => {
            begin(state);
            return on_map::draw(state, from, to);
        }
        Edit::Remove(pointer) => {
            begin(state);
            return gone::remove(state, &pointer);
        }
        Edit::Shift { at: pointer, is_back } => {
            begin(state);
            return shift(state, &pointer, is_back);
        }
        Edit::KeepView => {
            begin(state);
            let patch = keep_view(state)?;
            return apply(state, patch);
        }
        Edit::Aside(task) => {
            begin(state);
            let patch = task.0.run(state)?;
            return apply(state, patch);
        }
        Edit::Apply(patch) => {
            begin(state);
            return apply(state, patch);
        }
        Edit::Undo => return again(state, Document::undo),
        Edit::Redo => return again(state, Document::redo),
        Edit::New(today) => {
            new(state, today);
            return watch(state);
        }
        Edit::Save => return save(state, Saving::Same),
        Edit::SaveAs(saving) => return save(state, saving),
        Edit::Saved(version) => return saved(state, version),
        Edit::Keep(is_on) => return state.editing.is_some().then_some(Effect::KeepEdits(is_on)),
        Edit::Told(kept) => Rc::make_mut(state.editing.as_mut()?).kept = kept,
        Edit::Draft(draft) => {
            Rc::make_mut(state.editing.as_mut()?).draft = draft;
            return watch(state);
        }
        Edit::GoOn(kept) => return go_on(state, &Record::read(&kept)?),
        Edit::Techniques(names) => know(Rc::make_mut(state.editing.as_mut()?), names),
        Edit::Answer { is_left } => return first::answered(state, is_left),
    }
    None
}

/// Takes what was typed into a cell, or says why not.
fn typed(state: &mut State, list: Section, part: String, claim: String, column: usize, text: String) -> Option<Effect> {
    let today = state.lens()?.as_of;
    let target = Target { list, part: &part, claim: &claim, column };
    match with_sheet(state, |it| it.typed(target, &text, today))? {
        Ok(patch) => {
            let to = state_list(&patch).filter(|_| list == Section::States && column == 0);
            let effect = apply(state, patch);
            follow(state, claim, to);
            effect
        }
        Err(problem) => {
            refuse(state, Refused { part, claim, column, text, problem });
            None
        }
    }
}

/// The list at whose end an edit puts a state.
fn state_list(patch: &Patch) -> Option<String> {
    let (Operation::Add(at, _) | Operation::Move(_, at)) = patch.0.last()? else { return None };
    Some(at.strip_suffix("/-").unwrap_or(at)).filter(|it| it.ends_with("/states")).map(str::to_owned)
}

/// The row of a claim is the last of this list now.
fn follow(state: &mut State, claim: String, list: Option<String>) {
    let Some(to) = list.and_then(|it| {
        let n = with_sheet(state, |sheet| sheet.document.pointer(&it)?.as_array()?.len().checked_sub(1))??;
        Some(format!("{it}/{n}"))
    }) else {
        return;
    };
    if let Some(editing) = &mut state.editing {
        Rc::make_mut(editing).hand.moved = Some((claim, to));
    }
}

/// Says why something that was typed cannot be taken.
fn refuse(state: &mut State, refused: Refused) {
    rest(state);
    if let Some(editing) = &mut state.editing {
        Rc::make_mut(editing).refused = Some(refused);
    }
}

/// Takes what techniques are called; what is shown of them is drawn anew.
fn know(editing: &mut Editing, names: &'static str) {
    editing.techniques = Some(names);
    (editing.hand.aim, editing.hand.turn) = (None, editing.hand.turn + 1);
}

/// Moves what stands there one place on in its list, or back.
fn shift(state: &mut State, pointer: &str, is_back: bool) -> Option<Effect> {
    let (list, index) = pointer.rsplit_once('/')?;
    let index: usize = index.parse().ok()?;
    let to = if is_back { index.checked_sub(1)? } else { index + 1 };
    let is_there = with_sheet(state, |it| it.document.pointer(&format!("{list}/{to}")).is_some())?;
    let patch = Patch(vec![Operation::Move(pointer.to_owned(), format!("{list}/{to}"))]);
    is_there.then(|| apply(state, patch)).flatten()
}

/// The document of what is shown, as it was read.
fn begin(state: &mut State) {
    let Some(ready) = state.ready().cloned() else { return };
    if state.editing.as_ref().is_none_or(|it| it.document.text() != &*ready.text) {
        write(state, Document::new(&ready.text));
    } else if let Some(editing) = &mut state.editing {
        Rc::make_mut(editing).is_open = true;
    }
}

/// Another document takes the place of the one before.
fn write(state: &mut State, document: Document) {
    let before = state.editing.as_ref();
    let list = before.map(|it| it.list).unwrap_or_default();
    let (number, version) = before.map_or((0, 0), |it| (it.number + 1, it.version + 1));
    let kept = Kept::default();
    let (hand, techniques) = (Hand::default(), before.and_then(|it| it.techniques));
    state.editing = Some(Rc::new(Editing {
        document,
        list,
        refused: None,
        draft: None,
        is_open: true,
        number,
        version,
        kept,
        quotes: None,
        hand,
        adding: None,
        techniques,
    }));
}

/// Puts the sheet away; what was edited stays, and so does what can be undone.
fn end(state: &mut State) -> Option<Effect> {
    let editing = Rc::make_mut(state.editing.as_mut()?);
    (editing.is_open, editing.refused, editing.hand.aim) = (false, None, None);
    None
}

/// Asks something of the sheet of what is shown.
fn with_sheet<T>(state: &State, ask: impl FnOnce(&Sheet<'_>) -> T) -> Option<T> {
    let (editing, ready) = (state.editing.as_ref()?, state.ready()?);
    let document = editing.document.value();
    let sheet = Sheet {
        document: &document,
        report: &ready.report,
        tongue: state.tongue(),
        language: state.language(),
        techniques: editing.techniques,
        names: None,
    };
    Some(ask(&sheet))
}

/// Does an edit, if what comes of it is still an incident.
fn apply(state: &mut State, patch: Patch) -> Option<Effect> {
    rest(state);
    let editing = Rc::make_mut(state.editing.as_mut()?);
    let before = editing.document.clone();
    let problem = match editing.document.apply(patch) {
        Ok(false) => return None,
        Ok(true) => None,
        Err(unfit) => Some(Failure::unfit(unfit.problem)),
    };
    let problem = problem.or_else(|| refresh(state).err());
    if let Some(problem) = problem {
        Rc::make_mut(state.editing.as_mut()?).document = before;
        state.complain(problem);
    }
    guard(state)
}

/// Nothing is begun any more, nothing was just done, and nothing was refused.
fn rest(state: &mut State) {
    if let Some(editing) = &mut state.editing {
        let editing = Rc::make_mut(editing);
        (editing.refused, editing.draft) = (None, None);
        editing.hand = Hand { turn: editing.hand.turn + 1, ..Hand::default() };
    }
}

/// Says what was done, and what is next.
fn hand(state: &mut State, said: Phrase, aim: Option<(Section, String, usize)>, loose: Option<String>) {
    let Some(editing) = &mut state.editing else { return };
    let editing = Rc::make_mut(editing);
    let aim = aim.map(|(list, part, column)| {
        editing.list = list;
        (part, column)
    });
    editing.hand = Hand { said: Some(said), aim, loose, turn: editing.hand.turn + 1, ..Hand::default() };
}

/// Undoes, or does again.
fn again(state: &mut State, step: impl FnOnce(&mut Document) -> bool) -> Option<Effect> {
    rest(state);
    let editing = Rc::make_mut(state.editing.as_mut()?);
    let before = editing.document.clone();
    let is_done = step(&mut editing.document);
    if is_done && refresh(state).is_err() {
        // what was kept is no text of this program
        Rc::make_mut(state.editing.as_mut()?).document = before;
        return None;
    }
    is_done.then(|| guard(state)).flatten()
}

/// Lets the page ask before it is left, as long as something is not saved.
fn guard(state: &mut State) -> Option<Effect> {
    let editing = Rc::make_mut(state.editing.as_mut()?);
    editing.version += 1;
    if let Some(known) = &editing.quotes {
        editing.quotes = Some(known.anew(&editing.document.value()));
    }
    watch(state)
}

/// The same, for a document that did not change.
fn watch(state: &State) -> Option<Effect> {
    Some(Effect::Guard(state.editing.as_ref()?.document.is_changed()))
}

/// Goes on with edits that were kept.
fn go_on(state: &mut State, record: &Record) -> Option<Effect> {
    let read = Ready::read(&record.name, record.text.as_bytes()).map_err(|err| Failure::import(&record.name, &err));
    if let Err(failure) = read {
        state.complain(failure);
        return None;
    }
    opening::begin(state, record.own.clone());
    state.reading = None;
    showing::show(state, read);
    state.came_from.clone_from(&record.address);
    write(state, Document::resumed(&record.origin, &record.text, &record.history));
    if let Some(draft) = &record.draft {
        let editing = Rc::make_mut(state.editing.as_mut()?);
        let aim = Some((draft.part.clone(), draft.column));
        editing.hand = Hand { aim, draft: Some(draft.clone()), turn: editing.hand.turn + 1, ..Hand::default() };
        (editing.list, editing.draft) = (draft.list, Some(draft.clone()));
    }
    watch(state)
}

/// Shows what the document says now. What is looked at, and where, stays.
fn refresh(state: &mut State) -> Result<(), Failure> {
    let (Some(editing), Some(ready)) = (&state.editing, state.ready()) else { return Ok(()) };
    let (name, text) = (ready.name.clone(), editing.document.text().to_owned());
    let read = Ready::read(&name, text.as_bytes()).map_err(|err| Failure::import(&name, &err))?;
    state.load = Load::Ready(Rc::new(read));
    state.look.selection = state.look.selection.take().filter(|it| showing::can_be_selected(state, it));
    compare::with_something(state);
    trust::check(state);
    filter::check(state);
    Ok(())
}

/// The view as it is becomes a step of the story.
fn keep_view(state: &State) -> Option<Patch> {
    let (ready, lens) = (state.ready()?, state.lens()?);
    let mut slide = json!({"as_of": lens.as_of.told()?.to_string()});
    if let Some(day) = lens.known_on {
        slide["known_on"] = day.to_string().into();
    }
    if let Some(ids) = &lens.told_by {
        slide["told_by"] = ids.iter().cloned().collect();
    }
    if let Some(id) = &state.look.selection {
        slide["select"] = json!([id]);
    }
    let has_story =
        serde_json::from_str::<Value>(&ready.text).is_ok_and(|it| it.get("story").is_some_and(Value::is_array));
    let slide = if has_story {
        Operation::Add("/story/-".into(), slide)
    } else {
        Operation::Add("/story".into(), json!([slide]))
    };
    Some(Patch(vec![slide]))
}

/// An incident with nothing in it but whoever writes.
fn new(state: &mut State, today: Option<Day>) {
    let tongue = state.tongue();
    let mut document = Document::new(include_str!("new.json"));
    let say = |at: &str, words: &str| Operation::Replace(at.to_owned(), words.into());
    let mut said = vec![
        say("/title", tongue.sheet_untitled()),
        say("/language", tongue.tag()),
        say("/sources/0/publisher", tongue.own_notes()),
        say("/hosts/0/label", tongue.sheet_intruder()),
        say("/hosts/0/names", tongue.sheet_intruder()),
    ];
    said.extend(today.map(|it| Operation::Add("/sources/0/published".to_owned(), it.to_string().into())));
    document.apply(Patch(said)).ok(); // each of these places is in the template
    let name = format!("{}.json", tongue.sheet_file());
    opening::begin(state, None);
    let read = Ready::read(&name, document.text().as_bytes()).map_err(|err| Failure::import(&name, &err));
    showing::show(state, read);
    begin(state);
    if let Some(editing) = &mut state.editing {
        Rc::make_mut(editing).list = Section::About;
    }
}

/// The file as it would be saved: what it is called, and what is in it.
pub fn file(state: &State) -> Option<(String, String)> {
    let name = state.ready()?.name.clone();
    let stem = name.split('.').next().unwrap_or(&name);
    let is_json = name.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case("json"));
    let name = if is_json { name } else { format!("{stem}.json") };
    Some((name, state.editing.as_ref()?.document.text().to_owned()))
}

/// The file is saved, and nothing is while there is none.
fn save(state: &State, saving: Saving) -> Option<Effect> {
    state.editing.as_ref().map(|_| Effect::SaveDocument(saving))
}

/// A version was saved. If it is the last, nothing is left to save; and a file of the reader's own is now this one.
fn saved(state: &mut State, version: u32) -> Option<Effect> {
    let editing = Rc::make_mut(state.editing.as_mut().filter(|it| it.version == version)?);
    editing.document.mark_saved();
    editing.version += 1;
    let (name, text) = file(state)?;
    let own = state.own.as_mut().filter(|it| it.mark.is_some())?;
    *own = Own::of(&name, Some(text.as_bytes()));
    keeping::keep(None, state)
}

/// What the sheet shows of a cell that was refused.
pub fn refusal<'a>(editing: &'a Editing, row: &Row, column: usize) -> Option<&'a Refused> {
    editing.refused.as_ref().filter(|it| it.part == row.part && it.claim == row.claim && it.column == column)
}
