//! A row of the sheet that stands elsewhere once a cell of it is taken, as a state does that is sorted to its host: the keyboard goes
//! along, or what is typed next would be said of another row.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};
use yew::prelude::*;

use super::hooks::next_frame;
use super::sheet_field::{cell_of, go};
use super::sheet_keys::Begun;
use crate::app::edit::Row;
use crate::app::editing::Editing;

/// Follows a row that was moved last, if the keyboard has gone on within it.
#[hook]
pub fn use_moved(place: &NodeRef, editing: &Editing, rows: &Rc<Vec<Row>>, begun: &Rc<Begun>) {
    let (moved, rows, begun) = (editing.hand.moved.clone(), Rc::clone(rows), Rc::clone(begun));
    use_effect_with((place.clone(), editing.hand.turn), move |(place, _)| {
        let Some((sheet, (from, to))) = place.cast::<Element>().zip(moved) else { return };
        // the browser moves the keyboard after it has said that a field was left
        next_frame(move || {
            let root = sheet.get_root_node().dyn_into::<ShadowRoot>().ok();
            let column = match cell_of(root.and_then(|it| it.active_element())) {
                Some((_, row, column)) => Some(column).filter(|_| rows.get(row).is_some_and(|it| it.claim == from)),
                // its field went with the row
                None => Some(1).filter(|_| !from.ends_with('-')),
            };
            let Some((row, column)) = rows.iter().position(|it| it.claim == to).zip(column.filter(|it| *it > 0)) else {
                return;
            };
            if go(&sheet, row, column) {
                begun.set(Some((row, 0, from.ends_with('-'))));
            }
        });
    });
}
