//! The fields of the sheet in the page: which cell one is, whether something is typed there, and the way to another.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};

/// The attribute with what the file says, whatever is typed.
const SAID: &str = "data-said";

/// The field of the keyboard, and its row and column.
pub fn cell_of(target: Option<Element>) -> Option<(Element, usize, usize)> {
    let field = target.filter(|it| it.id().starts_with("cell-"))?;
    let id = field.id();
    let mut numbers = id.split('-').skip(1).map(str::parse);
    Some((field, numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Whether something is typed in a field that was not taken yet.
pub fn is_typed(field: &Element) -> bool {
    let Some(input) = field.dyn_ref::<HtmlInputElement>() else { return false };
    input.get_attribute(SAID).is_some_and(|it| it != input.value())
}

/// Puts the keyboard into a cell, if there is such a field; what is typed there takes the place of what stands in it.
/// Says whether there is.
pub fn go(from: &Element, row: usize, column: usize) -> bool {
    let root = from.get_root_node().dyn_into::<ShadowRoot>().ok();
    let found = root.and_then(|it| it.query_selector(&format!("#cell-{row}-{column}")).ok().flatten());
    let Some(field) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return false };
    field.focus().ok();
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    true
}

/// Puts the keyboard where a new part is written, or else into the first cell.
pub fn go_in(sheet: &Element) {
    let fields = ["tr.new [id^=cell-]", "[id^=cell-]"];
    let found = fields.into_iter().find_map(|it| sheet.query_selector(it).ok().flatten());
    if let Some((_, row, column)) = cell_of(found) {
        go(sheet, row, column);
    }
}

/// Takes the keyboard out of a field.
pub fn leave(field: &Element) {
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        field.blur().ok();
    }
}
