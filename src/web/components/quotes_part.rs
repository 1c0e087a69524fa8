//! The place of quotes on the sheet: asks for the part of the program that holds them to documents, and marks their cells.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::hooks::use_tongue;
use super::late::missing;
use crate::app::action::Action;
use crate::app::edit::{Column, Row};
use crate::app::editing::Editing;
use crate::app::view::Shown;
use crate::quotes::{Checked, Verdict};
use crate::tongue::Tongue;

/// What is written, and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub struct QuotesProps {
    /// What is shown of it.
    pub shown: Rc<Shown>,
    /// The document.
    pub editing: Rc<Editing>,
    /// The language of the file's words.
    pub language: AttrValue,
    /// Takes the saved documents in a drop or a field.
    pub bring: Callback<JsValue>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// What that part of the program can do.
pub struct Table {
    /// What is shown in place of a list of the sheet.
    pub view: fn(QuotesProps) -> Html,
    /// What the cell of a quote says of it.
    pub cell: fn(&'static Tongue, &Checked) -> Option<String>,
}

/// The way there. The state knows nothing of it: the sheet asks for it, and only there it is missed.
#[derive(Clone)]
pub struct Door {
    /// The part, if it is here.
    pub table: fn() -> Option<&'static Table>,
    /// Fetches it, and says whether it came.
    pub fetch: Callback<Callback<bool>>,
    /// Takes the saved documents in a drop or a field.
    pub bring: Callback<JsValue>,
}

/// An element has one.
impl PartialEq for Door {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The way there, and what is shown of it.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The way.
    pub door: Door,
    /// What is shown.
    pub props: QuotesProps,
}

/// Quotes, or that their part of the program comes, or did not.
#[component]
pub fn Quotes(props: &Props) -> Html {
    let tongue = use_tongue();
    let is_missing = use_state(|| false);
    let fetch = {
        let (is_missing, redraw, fetch) = (is_missing.clone(), use_force_update(), props.door.fetch.clone());
        Callback::from(move |()| {
            let (is_missing, redraw) = (is_missing.clone(), redraw.clone());
            is_missing.set(false);
            fetch.emit(Callback::from(move |is_here: bool| {
                is_missing.set(!is_here);
                redraw.force_update();
            }));
        })
    };
    let first = fetch.clone();
    let table = (props.door.table)();
    let is_here = table.is_some();
    use_effect_with((), move |()| {
        if !is_here {
            first.emit(());
        }
    });
    match table {
        Some(it) => (it.view)(props.props.clone()),
        None if *is_missing => missing(tongue, classes!("late"), fetch.reform(|_: MouseEvent| ())),
        None => html! { <p class="late" key="comes" role="status">{ tongue.part_comes() }</p> },
    }
}

/// What the cell of a quote says: what is wrong with it, or where its words were found.
pub fn mark(
    tongue: &'static Tongue,
    door: &Door,
    editing: &Editing,
    column: &Column,
    row: &Row,
) -> (Option<String>, Option<String>) {
    let known = editing.quotes.as_ref().filter(|_| column.key == "quote");
    let Some(found) = known.and_then(|it| it.mark(&row.claim)) else { return (None, None) };
    let words = (door.table)().and_then(|it| (it.cell)(tongue, found));
    match found.verdict {
        Verdict::Missing => (words, None),
        Verdict::Found | Verdict::Nearly | Verdict::Unchecked => (None, words),
    }
}
