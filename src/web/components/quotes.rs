//! Quotes, held to the documents that somebody brings: which document is which source, and what became of each quote.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, ShadowRoot};
use yew::prelude::*;

use super::hooks::{next_frame, use_tongue, when};
use super::quotes_model::{Answered, Model, taken};
use super::quotes_part::QuotesProps;
use crate::app::action::{Action, Edit};
use crate::app::edit::{Section, Sheet};
use crate::app::quoting::{Ask, Hash, Kept, Line, Quoting, verdict};
use crate::document::name;
use crate::quotes::{Document, Verdict};
use crate::tongue::Tongue;
use crate::words::{Said, Teller};

/// Documents, quotes, and the help of a language model.
#[component]
pub fn QuotesView(props: &QuotesProps) -> Html {
    let tongue = use_tongue();
    let file =
        use_memo((props.editing.version, props.editing.document.text().len()), |_| props.editing.document.value());
    let quoting = Quoting::of(&props.editing).cloned().unwrap_or_else(|| Quoting::of_file(&file));
    let sheet = Sheet {
        document: &file,
        report: &props.shown.ready.report,
        tongue,
        language: &props.language,
        techniques: None,
        names: None,
    };
    let said = Said(Teller { incident: &props.shown.ready.incident, tongue, language: &props.language });
    let lines = quoting.lines(&sheet, &said);
    let read = props.bring.clone();
    let over = Callback::from(|event: DragEvent| {
        event.prevent_default();
        event.stop_propagation(); // whatever is dropped here is no incident to be opened
    });
    let ondrop = {
        let read = read.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            event.stop_propagation();
            if let Some(brought) = event.data_transfer() {
                read.emit(brought.into());
            }
        })
    };
    // what is typed and pasted into a text is for the text
    let in_text = |event: &Event| event.target_dyn_into::<Element>().is_some_and(|it| it.tag_name() == "TEXTAREA");
    let onpaste = Callback::from(move |event: Event| {
        if in_text(&event) {
            event.stop_propagation();
        }
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if in_text(&event) && event.key() != "Escape" {
            event.stop_propagation();
        }
    });
    html! {
        <div class="scroll quotes" ondragover={over} {ondrop} {onpaste} {onkeydown}>
            <section>
                <h2>{ tongue.documents_title() }</h2>
                <p class="note">{ tongue.documents_drop() }</p>
                { choose(tongue, &read) }
                <Paste number={quoting.documents.len() + 1} dispatch={props.dispatch.clone()} />
                <p class="problem" role="status">{ if quoting.unread.is_empty() { String::new() } else { tongue.documents_unread(tongue.join(&quoting.unread)) } }</p>
                <ul class="documents">{ for quoting.documents.iter().enumerate().map(|(at, it)| document(&sheet, at, it, &props.dispatch)) }</ul>
            </section>
            <section>
                <h2>{ tongue.quotes_title() }</h2>
                <p role="status">{ quoting.sum(tongue) }</p>
                <p class="note" hidden={quoting.documents.is_empty()}>{ tongue.quotes_meaning() }</p>
                <ol class="checked">{ for lines.iter().filter(|it| it.verdict != Verdict::Unchecked || quoting.documents.is_empty()).map(|it| line(tongue, it, &props.dispatch)) }</ol>
                <details hidden={quoting.documents.is_empty() || lines.iter().all(|it| it.verdict != Verdict::Unchecked)}>
                    <summary>{ tongue.verdict_unchecked() }</summary>
                    <ol class="checked">{ for lines.iter().filter(|it| it.verdict == Verdict::Unchecked && !quoting.documents.is_empty()).map(|it| line(tongue, it, &props.dispatch)) }</ol>
                </details>
            </section>
            <Model documents={quoting.documents.iter().map(|it| Rc::clone(&it.document)).collect::<Vec<_>>()} answer={Answered::from(quoting.answer.clone())} language={props.language.clone()} dispatch={props.dispatch.clone()} />
        </div>
    }
}

/// A button that asks for files.
fn choose(tongue: &'static Tongue, read: &Callback<JsValue>) -> Html {
    let read = read.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            read.emit(input.clone().into());
            input.set_value(""); // the same can be chosen again
        }
    });
    html! {
        <label class="button open"><input type="file" multiple={true} class="unseen" {onchange} />{ tongue.documents_choose() }</label>
    }
}

#[derive(Properties, PartialEq)]
struct PasteProps {
    number: usize,
    dispatch: Callback<Action>,
}

/// A field for the text of a document that no program of ours can read.
#[component]
fn Paste(props: &PasteProps) -> Html {
    let tongue = use_tongue();
    let field = use_node_ref();
    let onclick = {
        let (field, number) = (field.clone(), props.number);
        when(&props.dispatch, move |_: MouseEvent| {
            let (name, text) = (tongue.document_pasted(number.to_string()), taken(&field)?.replace("\r\n", "\n"));
            let document = Document { name, source: None, sha256: String::new(), text };
            Some(Ask::Bring(vec![document], Vec::new()).into())
        })
    };
    html! {
        <details class="pasted">
            <summary>{ tongue.documents_paste() }</summary>
            <textarea ref={field} rows="5" aria-label={tongue.document_text()} spellcheck="false" />
            <button type="button" {onclick}>{ tongue.document_take() }</button>
        </details>
    }
}

/// A document, and the source that it is.
fn document(sheet: &Sheet<'_>, at: usize, it: &Kept, dispatch: &Callback<Action>) -> Html {
    let tongue = sheet.tongue;
    let called = &it.document.name;
    let onchange = when(dispatch, move |event: Event| {
        let id = event.target_dyn_into::<HtmlSelectElement>()?.value();
        Some(Ask::Assign(at, Some(id).filter(|it| !it.is_empty())).into())
    });
    let names = sheet.names();
    let sources = sheet.document.get("sources").and_then(|it| it.as_array()).into_iter().flatten().filter_map(name);
    let chosen = it.document.source.as_deref();
    let hash = match it.hash(sheet.document) {
        Hash::Same => Some(tongue.document_same()),
        Hash::Other => Some(tongue.document_other()),
        Hash::Unknown => None,
    };
    let is_guess = it.is_guessed && chosen.is_some() && it.hash(sheet.document) != Hash::Same;
    let leave = dispatch.reform(move |_: MouseEvent| Ask::Leave(at).into());
    let written = it.written(sheet.document);
    let is_written = written.is_none();
    let write = when(dispatch, move |_: MouseEvent| Some(Action::Edit(Edit::Apply(written.clone()?))));
    html! {
        <li key={called.clone()}>
            <b>{ called }</b>
            <select aria-label={tongue.document_source(called)} {onchange}>
                <option key="" value="" selected={chosen.is_none()}>{ tongue.document_nobody() }</option>
                { for sources.map(|id| html! { <option key={id.to_owned()} value={id.to_owned()} selected={chosen == Some(id)}>{ names.of(id) }</option> }) }
            </select>
            <span class="note">{ is_guess.then(|| tongue.document_guessed()) }</span>
            <span class={if it.hash(sheet.document) == Hash::Other { "problem" } else { "note" }}>{ hash }</span>
            <button type="button" hidden={is_written} title={tongue.document_write_hint()} onclick={write}>{ tongue.document_write() }</button>
            <button type="button" aria-label={tongue.document_remove(called)} title={tongue.document_remove(called)} onclick={leave}>{ "✕\u{FE0E}" }</button>
        </li>
    }
}

/// A quote, and what became of it.
fn line(tongue: &'static Tongue, it: &Line, dispatch: &Callback<Action>) -> Html {
    let part = match it.row {
        None => html! { <b>{ &it.told.part }</b> },
        Some((section, row)) => {
            let dispatch = dispatch.clone();
            let onclick = Callback::from(move |event: MouseEvent| go(&event, section, row, &dispatch));
            html! { <button type="button" class="link" aria-label={tongue.quote_go(&it.told.part)} {onclick}>{ &it.told.part }</button> }
        }
    };
    html! {
        <li key={it.told.path.clone()} class={it.verdict.as_str()}>
            <p><span class="verdict">{ verdict(tongue, it.verdict) }</span>{ " " }{ part }{ " " }<span class="note">{ &it.told.claim }</span></p>
            <p>{ tongue.quoted(&it.told.quote) }</p>
            <p class="note">{ it.place.clone() }</p>
        </li>
    }
}

/// Turns to the row of a claim, with the keyboard in the cell of its quote.
fn go(event: &MouseEvent, section: Section, row: usize, dispatch: &Callback<Action>) {
    let root = event.target_dyn_into::<Element>().and_then(|it| it.get_root_node().dyn_into::<ShadowRoot>().ok());
    let column = section.columns().iter().position(|it| it.key == "quote").unwrap_or_default();
    let dispatch = dispatch.clone();
    // what is dispatched while an event is handled is drawn after it; and who turns to a list first gets to its top
    next_frame(move || {
        dispatch.emit(Action::Edit(Edit::Turn(section)));
        next_frame(move || {
            next_frame(move || {
                let cell = root.and_then(|it| it.query_selector(&format!("#cell-{row}-{column}")).ok().flatten());
                if let Some(cell) = cell.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    cell.focus().ok();
                }
            });
        });
    });
}
