//! Keys of the sheet, as in a spreadsheet, and what is pasted.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::hooks::{next_frame, when};
use super::sheet_field::{cell_of, go, go_in, is_typed, leave};
use super::sheet_range::{self, Marked};
use crate::app::action::{Action, Edit};
use crate::app::edit::{Place, Row, Section};
use crate::tongue::Tongue;

/// The row and column in which somebody began to go along a row with Tab: Enter goes on below it, or if the row was just made, where
/// the next one is made.
pub type Begun = Cell<Option<(usize, usize, bool)>>;

/// What keys need to know of the sheet.
pub struct Keyed {
    /// The list.
    pub section: Section,
    /// Its rows.
    pub rows: Rc<Vec<Row>>,
    /// What is marked.
    pub marked: Marked,
    /// Where the row was begun.
    pub begun: Rc<Begun>,
    /// In which language the sheet speaks.
    pub tongue: &'static Tongue,
}

/// Keys as in a spreadsheet.
pub fn keys(dispatch: &Callback<Action>, keyed: Keyed) -> Callback<KeyboardEvent> {
    let after = dispatch.clone();
    when(dispatch, move |event: KeyboardEvent| {
        let Keyed { section, rows, marked, begun, tongue } = &keyed;
        if let Some(done) = sheet_range::key(&event, marked, *section, rows.len()) {
            stop(&event);
            return done;
        }
        let is_command = event.ctrl_key() || event.meta_key();
        let cell = cell_of(event.target_dyn_into::<Element>());
        let input = cell.as_ref().and_then(|it| it.0.dyn_ref::<HtmlInputElement>());
        // while something is typed, the browser undoes that first
        let is_typed = input.is_some_and(|it| is_typed(it));
        match event.key().to_lowercase().as_str() {
            "z" if is_command && event.shift_key() && !is_typed => Some(take(&event, Edit::Redo)),
            "z" if is_command && !is_typed => Some(take(&event, Edit::Undo)),
            "y" if is_command && !is_typed => Some(take(&event, Edit::Redo)),
            "s" if is_command && is_typed => {
                let (field, row, column) = cell?;
                stop(&event);
                // what is typed is saved too: a field that is left says it, but not while a key is handled
                let after = after.clone();
                next_frame(move || {
                    leave(&field);
                    after.emit(Action::Edit(Edit::Save));
                    next_frame(move || {
                        go(&field, row, column);
                    });
                });
                None
            }
            "s" if is_command => Some(take(&event, Edit::Save)),
            "d" if is_command => {
                let (_, row, column) = cell?;
                stop(&event);
                if is_typed { None } else { sheet_range::fill((row, column), marked, *section, rows, tongue) }
            }
            "pagedown" | "pageup" if event.alt_key() => {
                stop(&event);
                turn(&event, *section, &after);
                None
            }
            "enter" if is_command => {
                let (field, row, column) = cell?;
                stop(&event);
                another_source(&after, *section, rows, (field, row, column));
                None
            }
            // from the sheet as a whole into its first cell
            "enter" | "arrowdown" if is_whole(&event) => {
                stop(&event);
                go_first(&event);
                None
            }
            "enter" | "arrowdown" | "arrowup" if input.is_some() || (cell.is_some() && event.key() == "Enter") => {
                let (field, row, column) = cell?;
                let is_back = event.key() == "ArrowUp" || event.shift_key();
                stop(&event);
                let begun = begun.take().filter(|it| it.0 == row && event.key() == "Enter" && !is_back);
                let next = match begun {
                    Some((_, _, true)) => rows.len() - 1,
                    _ if is_back => row.saturating_sub(1),
                    _ => row + 1,
                };
                let column = begun.map_or(column, |it| it.1);
                // a field that is left says what was typed, but not while a key is handled; and a row that is made by it is
                // drawn with the next frame
                next_frame(move || {
                    leave(&field);
                    // beyond the last row the keyboard stays
                    next_frame(move || {
                        let _is_there = go(&field, next, column) || go(&field, row, column);
                    });
                });
                None
            }
            _ => {
                if let Some((_, row, column)) = cell {
                    event.stop_propagation(); // single keys are typed here, and mean nothing else
                    if event.key() == "Tab" && !begun.get().is_some_and(|it| it.0 == row && it.1 <= column) {
                        begun.set(Some((row, column, false)));
                    }
                }
                None
            }
        }
    })
}

/// Turns to the next list, or to the one before, and goes on where a new part is written there.
fn turn(event: &KeyboardEvent, section: Section, dispatch: &Callback<Action>) {
    let all = Section::ALL;
    let here = all.iter().position(|it| *it == section).unwrap_or_default();
    let by = if event.key() == "PageUp" { all.len() - 1 } else { 1 };
    let (to, dispatch) = (all[(here + by) % all.len()], dispatch.clone());
    let Some(field) = event.target_dyn_into::<Element>() else { return };
    let Some(sheet) = field.closest(".writer").ok().flatten() else { return };
    next_frame(move || {
        leave(&field);
        dispatch.emit(Action::Edit(Edit::Turn(to)));
        // the sheet takes the keyboard when it shows another list
        next_frame(move || next_frame(move || go_in(&sheet)));
    });
}

/// Lets another source speak of the part of a row, and goes to its claim, below those that are there.
fn another_source(dispatch: &Callback<Action>, section: Section, rows: &[Row], at: (Element, usize, usize)) {
    let (field, row, column) = at;
    let Some(part) = rows.get(row).filter(|it| !it.is_new()).map(|it| it.part.clone()) else { return };
    if section.claims().is_none() {
        return;
    }
    let last = rows.iter().rposition(|it| it.part == part).unwrap_or(row);
    let first = section.columns().iter().position(|it| matches!(it.place, Place::Claim)).unwrap_or_default();
    let (dispatch, column) = (dispatch.clone(), column.max(first));
    next_frame(move || {
        leave(&field);
        dispatch.emit(Action::Edit(Edit::AddClaim(section, part)));
        next_frame(move || {
            go(&field, last + 1, column);
        });
    });
}

/// Whether the sheet itself has the keyboard.
fn is_whole(event: &KeyboardEvent) -> bool {
    event.target_dyn_into::<Element>().is_some_and(|it| it.matches(".writer").unwrap_or(false))
}

fn go_first(event: &KeyboardEvent) {
    if let Some(sheet) = event.target_dyn_into::<Element>() {
        go(&sheet, 0, 0);
    }
}

fn stop(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

fn take(event: &KeyboardEvent, edit: Edit) -> Action {
    stop(event);
    Action::Edit(edit)
}

/// What is pasted with tabs or several lines is cells of a spreadsheet.
pub fn paste(dispatch: &Callback<Action>, marked: &Marked, section: Section) -> Callback<Event> {
    let marked = marked.clone();
    when(dispatch, move |event: Event| {
        let (_, row, column) = cell_of(event.target_dyn_into::<Element>())?;
        let (row, column) = marked.map_or((row, column), |it| it.size().0);
        let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
        let text = data.get_data("text/plain").ok()?;
        if marked.is_none() && !text.trim_end().contains(['\t', '\n']) {
            return None;
        }
        marked.set(None);
        event.prevent_default();
        event.stop_propagation();
        Some(Action::Edit(Edit::Paste { section, row, column, text }))
    })
}
