//! Keys of the sheet, as in a spreadsheet, and what is pasted.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::hooks::{next_frame, when};
use super::sheet_field::{cell_of, go, is_typed, leave};
use super::sheet_range::{self, Marked};
use crate::app::action::{Action, Edit};
use crate::app::edit::Section;

/// Keys as in a spreadsheet.
pub fn keys(dispatch: &Callback<Action>, marked: &Marked, section: Section, rows: usize) -> Callback<KeyboardEvent> {
    let (after, marked) = (dispatch.clone(), marked.clone());
    when(dispatch, move |event: KeyboardEvent| {
        if let Some(done) = sheet_range::key(&event, &marked, section, rows) {
            event.prevent_default();
            event.stop_propagation();
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
                let (field, row, column) = cell.as_ref().map(|it| (it.0.clone(), it.1, it.2))?;
                event.prevent_default();
                event.stop_propagation();
                // what is typed is saved too: a field that is left says it, but not while a key is handled
                let after = after.clone();
                next_frame(move || {
                    leave(&field);
                    after.emit(Action::Edit(Edit::Save));
                    next_frame(move || go(&field, row, column));
                });
                None
            }
            "s" if is_command => Some(take(&event, Edit::Save)),
            "enter" | "arrowdown" | "arrowup" if input.is_some() => {
                let (field, row, column) = cell.as_ref().map(|it| (it.0.clone(), it.1, it.2))?;
                let is_back = event.key() == "ArrowUp" || event.shift_key();
                event.prevent_default();
                event.stop_propagation();
                let next = if is_back { row.saturating_sub(1) } else { row + 1 };
                // a field that is left says what was typed, but not while a key is handled; and a row that is made by it is
                // drawn with the next frame
                next_frame(move || {
                    leave(&field);
                    next_frame(move || go(&field, next, column));
                });
                None
            }
            _ => {
                if cell.is_some() {
                    event.stop_propagation(); // single keys are typed here, and mean nothing else
                }
                None
            }
        }
    })
}

fn take(event: &KeyboardEvent, edit: Edit) -> Action {
    event.prevent_default();
    event.stop_propagation();
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
