//! Cells of a spreadsheet become cells of the sheet, as one edit.
//!
//! Each cell is typed upon the value of the document, of which only the names are held beside it; the text is changed once, at the
//! end. So the work grows as the cells and the text do.

use std::rc::Rc;

use serde_json::Value;

use super::cell::Target;
use super::lists::{Column, Kind, Section};
use super::names::Names;
use super::range;
use super::rows::Sheet;
use super::{apply, rest, table};
use crate::app::State;
use crate::app::editing::Refused;
use crate::app::effect::Effect;
use crate::diag::Report;
use crate::document::{Operation, Patch};
use crate::incident::Day;
use crate::tongue::{Phrase, Tongue};

/// Rows of a spreadsheet, from a cell on. Rows beyond the last are new parts; an empty cell empties the one where it comes, if it may.
pub fn paste(state: &mut State, list: Section, row: usize, column: usize, text: &str) -> Option<Effect> {
    let cells = range::read(text);
    if table::has_header(&cells) {
        let name = format!("{}.tsv", state.tongue().pasted_rows());
        return table::read(state, name, text.as_bytes().to_vec());
    }
    let value = state.editing.as_ref()?.document.value();
    let mut pasting = Pasting {
        names: Names::of_document(&value, state.language()),
        before: value.get(list.field()).and_then(Value::as_array).map_or(0, Vec::len),
        value,
        list,
        today: state.lens()?.as_of,
        tongue: state.tongue(),
        language: state.language().to_owned(),
        techniques: state.editing.as_ref()?.techniques,
        operations: Vec::new(),
        refused: None,
    };
    let mut rows = pasting.rows();
    for (down, line) in cells.into_iter().enumerate() {
        // the row of a part that is not there yet is the last one
        let Some(at) = rows.get((row + down).min(rows.len().saturating_sub(1))).cloned() else { continue };
        if pasting.line(at, column, &line) {
            rows = pasting.rows();
        }
    }
    let refused = pasting.refused.take();
    let patch = pasting.patch();
    let effect = if patch.0.is_empty() { None } else { apply(state, patch) };
    if refused.is_some() {
        rest(state);
    }
    Rc::make_mut(state.editing.as_mut()?).refused = refused;
    effect
}

/// A row: its part, its claim, and which of its cells are there.
type Place = (String, String, Vec<bool>);

/// What is pasted so far.
struct Pasting {
    list: Section,
    /// The document, with all that is pasted.
    value: Value,
    names: Names,
    /// How many parts the list had.
    before: usize,
    today: Day,
    tongue: &'static Tongue,
    language: String,
    techniques: Option<&'static str>,
    operations: Vec<Operation>,
    /// The first cell that cannot be taken.
    refused: Option<Refused>,
}

impl Pasting {
    fn with_sheet<T>(&self, ask: impl FnOnce(&Sheet<'_>) -> T) -> T {
        let report = Report::default();
        ask(&Sheet {
            document: &self.value,
            report: &report,
            tongue: self.tongue,
            language: &self.language,
            techniques: self.techniques,
            names: Some(&self.names),
        })
    }

    /// The rows that are there.
    fn rows(&self) -> Vec<Place> {
        let rows = self.with_sheet(|it| it.rows(self.list));
        rows.into_iter().map(|it| (it.part, it.claim, it.cells.iter().map(Option::is_some).collect())).collect()
    }

    /// Pastes a line upon a row; whether other rows stand elsewhere now.
    fn line(&mut self, row: Place, column: usize, line: &[String]) -> bool {
        let (mut part, mut claim, has) = row;
        let mut is_moved = false;
        for (along, typed) in line.iter().enumerate() {
            let number = column + along;
            let Some(column) = self.list.columns().get(number).filter(|_| has[number]) else { continue };
            let typed = one_line(column, typed);
            let target = Target { list: self.list, part: &part, claim: &claim, column: number };
            match self.with_sheet(|it| it.typed(target, &typed, self.today)) {
                Ok(Patch(operations)) if operations.is_empty() => {}
                Ok(patch) => {
                    is_moved |= patch.0.iter().any(|it| matches!(it, Operation::Move(..)));
                    let place = self.take(patch, part.ends_with("/-"));
                    (part, claim) = place.unwrap_or((part, claim));
                }
                Err(problem) => self.refuse(&part, &claim, number, typed, problem),
            }
        }
        is_moved
    }

    fn refuse(&mut self, part: &str, claim: &str, column: usize, text: String, problem: Phrase) {
        let (part, claim) = (part.to_owned(), claim.to_owned());
        self.refused.get_or_insert(Refused { part, claim, column, text, problem });
    }

    /// Does an edit to the value; the part and the claim that it made, if it is a new one.
    fn take(&mut self, patch: Patch, is_new: bool) -> Option<(String, String)> {
        patch.apply_to(&mut self.value);
        let mut made = None;
        for operation in &patch.0 {
            let (Operation::Add(path, _) | Operation::Replace(path, _) | Operation::Move(_, path)) = operation else {
                continue;
            };
            let mut tokens = path.split('/').skip(1);
            let (Some(list), item) = (tokens.next(), tokens.next()) else { continue };
            let n = self.value.get(list).and_then(Value::as_array).map_or(0, Vec::len);
            let number = item.and_then(|it| it.parse().ok()).unwrap_or(n.saturating_sub(1));
            let part = format!("/{list}/{number}");
            match (operation, item) {
                (Operation::Add(_, Value::Array(parts)), None) => {
                    for it in parts {
                        self.names.add(it, &self.language);
                    }
                }
                (Operation::Add(_, it), Some("-")) => self.names.add(it, &self.language),
                (_, Some(_)) if path.ends_with("/id") => {
                    self.names = Names::of_document(&self.value, &self.language);
                }
                (_, _) => self.value.pointer(&part).into_iter().for_each(|it| self.names.add(it, &self.language)),
            }
            let is_state = self.list == Section::States && tokens.next() == Some("states");
            if is_state && (is_new || matches!(operation, Operation::Move(..))) {
                let n = self.value.pointer(&format!("{part}/states")).and_then(Value::as_array).map_or(0, Vec::len);
                made = Some((part.clone(), format!("{part}/states/{}", n.saturating_sub(1))));
            } else if is_new && self.list != Section::States && list == self.list.field() {
                made = Some((part.clone(), part));
            }
        }
        self.operations.extend(patch.0);
        made
    }

    /// All of it as one edit: what is new in other lists, what is changed in this one, and its new parts as they are in the end.
    fn patch(self) -> Patch {
        let (list, before) = (self.list.field(), self.before);
        let begin = format!("/{list}/");
        let (own, mut all): (Vec<_>, Vec<_>) = self.operations.into_iter().partition(|it| touches(it, &begin));
        all.extend(own.into_iter().filter(|it| number(it, &begin).is_some_and(|it| it < before)));
        let is_list = |it: &Operation| matches!(it, Operation::Add(at, _) if at.strip_prefix('/') == Some(list));
        let has_list = all.iter().any(is_list);
        let parts = self.value.get(list).and_then(Value::as_array).into_iter().flatten().skip(before);
        let parts: Vec<Value> = parts.cloned().collect();
        all.retain(|it| !is_list(it));
        if has_list {
            all.push(Operation::Add(format!("/{list}"), parts.into()));
        } else {
            all.extend(parts.into_iter().map(|it| Operation::Add(format!("/{list}/-"), it)));
        }
        Patch(all)
    }
}

/// Whether an operation is about an item of a list.
fn touches(operation: &Operation, list: &str) -> bool {
    match operation {
        Operation::Add(at, _)
        | Operation::Replace(at, _)
        | Operation::Remove(at)
        | Operation::Test(at, _)
        | Operation::Move(_, at)
        | Operation::Copy(_, at) => at.starts_with(list),
    }
}

/// The number of the item.
fn number(operation: &Operation, list: &str) -> Option<usize> {
    let (Operation::Add(at, _)
    | Operation::Replace(at, _)
    | Operation::Remove(at)
    | Operation::Test(at, _)
    | Operation::Move(_, at)
    | Operation::Copy(_, at)) = operation;
    at.strip_prefix(list)?.split('/').next()?.parse().ok()
}

/// A cell of several lines in one: several things where several can stand, else one after the other.
fn one_line(column: &Column, text: &str) -> String {
    let between = match column.kind {
        Kind::Terms(..) | Kind::Part { is_many: true, .. } => "; ",
        Kind::Text
        | Kind::Plain
        | Kind::Id
        | Kind::Term(..)
        | Kind::Part { is_many: false, .. }
        | Kind::Technique
        | Kind::Moment
        | Kind::Day
        | Kind::Amount => " ",
    };
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join(between)
}
