//! Cells of a spreadsheet become cells of the sheet, as one edit.

use std::rc::Rc;

use super::cell::Target;
use super::lists::{Column, Kind, Section};
use super::range;
use super::rows::Sheet;
use super::{apply, rest, table};
use crate::app::State;
use crate::app::editing::Refused;
use crate::app::effect::Effect;
use crate::diag::Report;
use crate::document::{Operation, Patch};

/// Rows of a spreadsheet, from a cell on. Rows beyond the last are new parts; an empty cell empties the one where it comes, if it may.
pub fn paste(state: &mut State, list: Section, row: usize, column: usize, text: &str) -> Option<Effect> {
    let cells = range::read(text);
    if table::has_header(&cells) {
        let name = format!("{}.tsv", state.tongue().pasted_rows());
        return table::read(state, name, text.as_bytes().to_vec());
    }
    let today = state.lens()?.as_of;
    let before = state.editing.as_ref()?.document.clone();
    let mut document = before.clone();
    let report = Report::default();
    let techniques = state.editing.as_ref()?.techniques;
    let mut refused = None;
    let mut value = document.value();
    for (down, line) in cells.into_iter().enumerate() {
        for (along, typed) in line.iter().enumerate() {
            let sheet = Sheet {
                document: &value,
                report: &report,
                tongue: state.tongue(),
                language: state.language(),
                techniques,
            };
            let rows = sheet.rows(list);
            // the row of a part that is not there yet is the last one
            let Some(at) = rows.get((row + down).min(rows.len() - 1)) else { continue };
            let number = column + along;
            let Some(column) = list.columns().get(number).filter(|_| at.cells[number].is_some()) else { continue };
            let typed = one_line(column, typed);
            let target = Target { list, part: &at.part, claim: &at.claim, column: number };
            match sheet.typed(target, &typed, today) {
                Ok(patch) if patch.0.is_empty() => {}
                Ok(patch) => {
                    document.apply(patch).ok();
                    value = document.value();
                }
                Err(problem) => {
                    let (part, claim) = (at.part.clone(), at.claim.clone());
                    refused = refused.or(Some(Refused { part, claim, column: number, text: typed, problem }));
                }
            }
        }
    }
    // all of it is one edit, which is undone at once
    let whole = Patch(vec![Operation::Replace(String::new(), value)]);
    let patch = document.since(&before).unwrap_or(whole);
    let effect = if patch.0.is_empty() { None } else { apply(state, patch) };
    if refused.is_some() {
        rest(state);
    }
    Rc::make_mut(state.editing.as_mut()?).refused = refused;
    effect
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
