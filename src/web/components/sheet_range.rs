//! Cells of the sheet that are marked together: by Shift with arrows or a click. They are copied, cut, emptied and pasted upon.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Element, HtmlInputElement, KeyboardEvent, ShadowRoot};
use yew::prelude::*;

use super::sheet_field::{cell_of, is_typed};
use crate::app::action::{Action, Edit};
use crate::app::edit::{Column, Kind, Row, Section, range};
use crate::tongue::Tongue;

/// Two corners of what is marked: where it began, and where it ends now. Each is a row and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    from: (usize, usize),
    to: (usize, usize),
}

/// What is marked, if it is more than the cell of the keyboard.
pub type Marked = UseStateHandle<Option<Range>>;

impl Range {
    /// The first row and column, and how many there are of both.
    pub fn size(self) -> ((usize, usize), (usize, usize)) {
        let (a, b) = (self.from, self.to);
        ((a.0.min(b.0), a.1.min(b.1)), (a.0.abs_diff(b.0) + 1, a.1.abs_diff(b.1) + 1))
    }

    /// Whether a cell is in it.
    pub fn has(self, row: usize, column: usize) -> bool {
        let ((top, left), (rows, columns)) = self.size();
        (top..top + rows).contains(&row) && (left..left + columns).contains(&column)
    }

    /// What stands in it, as it is seen.
    fn text(self, rows: &[Row], columns: &[Column], tongue: &Tongue) -> String {
        let ((top, left), (n_rows, n_columns)) = self.size();
        let seen = |row: &Row, at: usize| match (columns.get(at).map(|it| it.kind), row.cells.get(at)) {
            (Some(Kind::Term(_, name)), Some(Some(cell))) if !cell.text.is_empty() => name(tongue, &cell.text),
            (_, Some(Some(cell))) => cell.text.clone(),
            (_, Some(None) | None) => String::new(),
        };
        let row = |it: &Row| (left..left + n_columns).map(|at| seen(it, at)).collect();
        range::write(&rows.iter().skip(top).take(n_rows).map(row).collect::<Vec<Vec<String>>>())
    }

    /// An edit that writes into all of it but its first row what stands in that; in a single row, what stands above it.
    fn filled(self, section: Section, rows: &[Row], tongue: &Tongue) -> Option<Action> {
        let ((top, left), (n_rows, n_columns)) = self.size();
        let above = if n_rows > 1 { top } else { top.checked_sub(1)? };
        let one = Self { from: (above, left), to: (above, left + n_columns - 1) };
        let n_filled = n_rows.max(2) - 1;
        let text = format!("{}\n", one.text(rows, section.columns(), tongue)).repeat(n_filled);
        Some(Action::Edit(Edit::Paste { section, row: above + 1, column: left, text }))
    }

    /// An edit that empties all of it.
    fn emptied(self, section: Section) -> Action {
        let ((row, column), (rows, columns)) = self.size();
        let text = range::write(&vec![vec![String::new(); columns]; rows]);
        // a last empty line would be none
        Action::Edit(Edit::Paste { section, row, column, text: format!("{text}\n") })
    }
}

/// Writes what stands above into a cell, or into what is marked.
pub fn fill(at: (usize, usize), marked: &Marked, section: Section, rows: &[Row], tongue: &Tongue) -> Option<Action> {
    let range = marked.unwrap_or(Range { from: at, to: at });
    marked.set(None);
    range.filled(section, rows, tongue)
}

/// Follows a key; what it does, if it is for what is marked. `Some(None)` is a key that only marks.
pub fn key(event: &KeyboardEvent, marked: &Marked, section: Section, rows: usize) -> Option<Option<Action>> {
    let (field, row, column) = cell_of(event.target_dyn_into::<Element>())?;
    let key = event.key();
    let by = match key.as_str() {
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "Shift" | "Control" | "Meta" | "Alt" => return None,
        "c" | "x" | "v" | "d" if event.ctrl_key() || event.meta_key() => return None,
        _ => {
            let range = (**marked)?;
            marked.set(None);
            return match key.as_str() {
                "Delete" | "Backspace" => Some(Some(range.emptied(section))),
                "Escape" => Some(None),
                _ => None,
            };
        }
    };
    if !event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        marked.set(None);
        return None;
    }
    // within a field, Shift marks letters, as long as there are some left to mark
    if marked.is_none() && (is_typed(&field) || (by.1 != 0 && has_letters_left(&field, by.1))) {
        return None;
    }
    let range = marked.unwrap_or(Range { from: (row, column), to: (row, column) });
    let to = (range.to.0.checked_add_signed(by.0)?, range.to.1.checked_add_signed(by.1)?);
    if to.0 < rows && to.1 < section.columns().len() {
        mark(&field, marked, Range { to, ..range });
    }
    Some(None)
}

/// Marks up to a cell that is clicked with Shift.
pub fn click(event: &MouseEvent, marked: &Marked) -> bool {
    let target = event.target_dyn_into::<Element>();
    let cell = target.as_ref().and_then(|it| it.closest("td").ok()??.query_selector("[id^=cell-]").ok()?);
    let Some((field, row, column)) = cell_of(cell).filter(|_| event.shift_key()) else {
        marked.set(None);
        return false;
    };
    let root = field.get_root_node().dyn_into::<ShadowRoot>().ok();
    let Some((_, from_row, from_column)) = cell_of(root.and_then(|it| it.active_element())) else { return false };
    let from = marked.map_or((from_row, from_column), |it| it.from);
    mark(&field, marked, Range { from, to: (row, column) });
    true
}

/// What is marked is seen; all letters of the field of the keyboard are marked too: some browsers copy nothing where nothing is.
fn mark(field: &Element, marked: &Marked, range: Range) {
    let root = field.get_root_node().dyn_into::<ShadowRoot>().ok();
    let find = |(row, column)| root.as_ref()?.query_selector(&format!("#cell-{row}-{column}")).ok()?;
    if let Some(input) = find(range.from).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        input.select();
    }
    if let Some(end) = find(range.to) {
        bring_into_sight(&end);
    }
    marked.set(Some(range).filter(|it| it.from != it.to));
}

/// Scrolls the sheet, and nothing else, as far as is needed to see a cell.
fn bring_into_sight(cell: &Element) {
    let Some(sheet) = cell.closest(".scroll").ok().flatten() else { return };
    let (inner, outer) = (cell.get_bounding_client_rect(), sheet.get_bounding_client_rect());
    let beyond = |start: f64, end: f64| start.min(0.0) + end.max(0.0);
    let down = beyond(inner.top() - outer.top(), inner.bottom() - outer.bottom());
    let right = |it: &web_sys::DomRect| it.left() + it.width();
    let along = beyond(inner.left() - outer.left(), right(&inner) - right(&outer));
    sheet.set_scroll_top(sheet.scroll_top() + down as i32);
    let scrolled = number(&sheet, "scrollLeft").unwrap_or_default() + along;
    Reflect::set(&sheet, &"scrollLeft".into(), &scrolled.into()).ok();
}

/// Whether the mark of letters can still grow that way.
fn has_letters_left(field: &Element, by: isize) -> bool {
    let Some(input) = field.dyn_ref::<HtmlInputElement>() else { return false };
    let length = Some(input.value().encode_utf16().count() as f64);
    let (start, end) = (number(input, "selectionStart"), number(input, "selectionEnd"));
    let (is_from_start, is_to_end) = (start == Some(0.0), end == length);
    !(is_from_start && is_to_end) && if by < 0 { !is_from_start } else { !is_to_end }
}

/// A number of an element: the program fetched first has no way to it of its own.
fn number(of: &Element, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}

/// Puts what is marked into the clipboard; whether anything is.
pub fn copy(event: &Event, marked: &Marked, rows: &[Row], columns: &[Column], tongue: &Tongue) -> bool {
    let data: Option<DataTransfer> = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let (Some(range), Some(data)) = (**marked, data) else { return false };
    event.prevent_default();
    event.stop_propagation();
    data.set_data("text/plain", &range.text(rows, columns, tongue)).is_ok()
}

/// The same, and empties it.
pub fn cut(event: &Event, marked: &Marked, rows: &[Row], section: Section, tongue: &Tongue) -> Option<Action> {
    let range = (**marked)?;
    copy(event, marked, rows, section.columns(), tongue).then(|| range.emptied(section))
}
