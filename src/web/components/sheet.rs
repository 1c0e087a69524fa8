//! The sheet on which an incident is written: a list at a time, a row for each claim, a field in each cell.

use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, ShadowRoot};
use yew::prelude::*;

use super::hooks::{next_frame, use_tongue, when};
use super::keeping;
use super::quotes_part::{Door, Quotes, QuotesProps, mark};
use crate::app::action::{Action, Edit, Setting};
use crate::app::edit::{Column, Kind, Place, Row, Section, Sheet, refusal};
use crate::app::editing::Editing;
use crate::app::view::Shown;
use crate::document::typed;
use crate::tongue::Tongue;

/// What is written, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown of it.
    pub shown: Rc<Shown>,
    /// The document.
    pub editing: Rc<Editing>,
    /// What is chosen on the map.
    pub selection: Option<AttrValue>,
    /// The language of the file's words.
    pub language: AttrValue,
    /// The way to what holds quotes to documents.
    pub door: Door,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The attribute with what the file says, whatever is typed.
const SAID: &str = "data-said";

/// The sheet.
#[component]
pub fn SheetView(props: &Props) -> Html {
    let tongue = use_tongue();
    let editing = &props.editing;
    let document = use_memo((editing.version, editing.document.text().len()), |_| editing.document.value());
    let place = use_node_ref();
    use_effect_with((place.clone(), editing.list), |(place, _)| {
        if let Some(section) = place.cast::<HtmlElement>() {
            section.focus().ok(); // who opens it, or turns to another list, goes on from its top
        }
    });
    let sheet = Sheet { document: &document, report: &props.shown.ready.report, tongue, language: &props.language };
    let rows = sheet.rows(editing.list);
    let columns = editing.list.columns();
    html! {
        <section class="panel writer" ref={place} tabindex="-1" aria-label={tongue.sheet_name()} onkeydown={keys(&props.dispatch)}>
            { bar(tongue, editing, &props.dispatch) }
            if editing.list == Section::Quotes {
                <Quotes door={props.door.clone()} props={QuotesProps { shown: Rc::clone(&props.shown), editing: Rc::clone(editing), language: props.language.clone(), bring: props.door.bring.clone(), dispatch: props.dispatch.clone() }} />
            }
            <div class="scroll" hidden={editing.list == Section::Quotes} onpaste={paste(&props.dispatch, editing.list)}>
                <table>
                    <caption class="unseen">{ editing.list.name(tongue) }</caption>
                    <thead><tr>
                        { for columns.iter().map(|it| html! { <th key={it.key} scope="col">{ (it.head)(tongue) }</th> }) }
                        <td></td>
                    </tr></thead>
                    <tbody>{ for rows.iter().enumerate().map(|(at, it)| row(&sheet, props, &document, at, it)) }</tbody>
                </table>
            </div>
            <p class="note" hidden={editing.list == Section::Quotes}>{ tongue.sheet_keys() }</p>
            { for columns.iter().filter_map(|it| choices(&sheet, it)) }
        </section>
    }
}

/// The lists, and what is done with the document as a whole.
fn bar(tongue: &'static Tongue, editing: &Editing, dispatch: &Callback<Action>) -> Html {
    let turn = |it: Section| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Edit(Edit::Turn(it)));
        html! { <button type="button" key={it.as_str()} aria-pressed={(editing.list == it).to_string()} {onclick}>{ it.name(tongue) }</button> }
    };
    let on = |edit: Edit| dispatch.reform(move |_: MouseEvent| Action::Edit(edit.clone()));
    let (can_undo, can_redo) = editing.document.can();
    let is_changed = editing.document.is_changed();
    html! {
        <header>
            <div class="tabs" role="toolbar" aria-label={tongue.sheet_name()}>{ for Section::ALL.iter().map(|it| turn(*it)) }</div>
            <p class="buttons">
                <button type="button" disabled={!can_undo} onclick={on(Edit::Undo)}>{ tongue.sheet_undo() }</button>
                <button type="button" disabled={!can_redo} onclick={on(Edit::Redo)}>{ tongue.sheet_redo() }</button>
                <button type="button" hidden={editing.list != Section::Story} onclick={on(Edit::KeepView)}>{ tongue.sheet_keep_view() }</button>
                <span class="gap"></span>
                <span class={classes!("note", is_changed.then_some("unsaved"))} role="status">{ if is_changed { tongue.sheet_unsaved() } else { tongue.sheet_saved() } }</span>
                <button type="button" class={is_changed.then_some("primary")} onclick={on(Edit::Save)}>{ tongue.sheet_save() }</button>
                <button type="button" onclick={on(Edit::End)}>{ tongue.sheet_done() }</button>
            </p>
            { keeping::bar(tongue, editing.kept, dispatch) }
        </header>
    }
}

fn row(sheet: &Sheet<'_>, props: &Props, document: &Value, at: usize, row: &Row) -> Html {
    let tongue = sheet.tongue;
    let columns = props.editing.list.columns();
    let id = document.pointer(&row.part).and_then(|it| it.get("id")).and_then(Value::as_str);
    let name = match (row.is_new(), row.cells.first().and_then(Option::as_ref)) {
        (true, _) => tongue.sheet_new_row().to_owned(),
        (false, Some(cell)) if !cell.text.is_empty() => cell.text.clone(),
        (false, _) => id.map_or_else(|| (at + 1).to_string(), str::to_owned),
    };
    let cells = columns.iter().enumerate().map(|(column, it)| {
        let Some(cell) = &row.cells[column] else { return html! { <td key={it.key} class="above"></td> } };
        let refused = refusal(&props.editing, row, column);
        let mut problems = cell.problems.clone();
        problems.extend(refused.map(|it| it.problem.tell(tongue)));
        let (lost, found) = mark(tongue, &props.door, &props.editing, it, row);
        problems.extend(lost);
        let typed = refused.map_or(&cell.text, |it| &it.text);
        let place = (at, column);
        let default = (it.key == "source").then(|| document.get("default_source")?.as_str().map(|it| sheet.names().of(it))).flatten();
        let label = tongue.sheet_cell((it.head)(tongue), &name);
        html! { <Cell key={it.key} {place} {label} column={Columned(it)} text={typed.clone()} {problems} placeholder={default} reading={found.or_else(|| sheet.reading(it, &cell.text))} section={props.editing.list} part={row.part.clone()} claim={row.claim.clone()} dispatch={props.dispatch.clone()} /> }
    });
    let is_chosen = id.is_some() && id == props.selection.as_deref();
    let on = |edit: Edit| props.dispatch.reform(move |_: MouseEvent| Action::Edit(edit.clone()));
    let can_show = matches!(props.editing.list, Section::Hosts | Section::Steps | Section::Events | Section::Counts);
    let show = id.filter(|_| can_show && row.n_claims > 0).map(|id| {
        let id = id.to_owned();
        props.dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Selection(Some(id.clone()))))
    });
    let has_claims = props.editing.list.claims().is_some() && props.editing.list != Section::States;
    let (part, claim) = (row.part.clone(), row.claim.clone());
    let is_only = row.n_claims == 1 && !matches!(props.editing.list, Section::States);
    let removed = if is_only { part.clone() } else { claim };
    let remove = if is_only { tongue.sheet_remove() } else { tongue.sheet_remove_claim() };
    let is_story = props.editing.list == Section::Story;
    let shift = |is_back: bool, sign: &'static str| {
        let onclick = on(Edit::Shift { at: part.clone(), is_back });
        html! { <button type="button" key={sign} aria-label={format!("{sign} {name}")} {onclick}>{ sign }</button> }
    };
    html! {
        <>
        <tr key={at} class={classes!(is_chosen.then_some("chosen"), (row.n_claims == 0).then_some("further"), row.is_new().then_some("new"))}>
            { for cells }
            <td class="acts">
                if !row.is_new() && props.editing.list != Section::About {
                    if let Some(onclick) = show {
                        <button type="button" aria-label={tongue.sheet_cell(tongue.sheet_show(), &name)} title={tongue.sheet_show()} {onclick}>{ "◎" }</button>
                    }
                    if has_claims && row.n_claims > 0 {
                        <button type="button" aria-label={tongue.sheet_cell(tongue.sheet_add_claim(), &name)} title={tongue.sheet_add_claim()} onclick={on(Edit::AddClaim(props.editing.list, part.clone()))}>{ "+" }</button>
                    }
                    if is_story {
                        { shift(true, "↑") }
                        { shift(false, "↓") }
                    }
                    <button type="button" aria-label={tongue.sheet_cell(remove, &name)} title={remove} onclick={on(Edit::Remove(removed))}>{ "✕\u{FE0E}" }</button>
                }
            </td>
        </tr>
        if !row.problems.is_empty() {
            <tr key={format!("{at} problems")} class="problems"><td colspan={(columns.len() + 1).to_string()}>{ for row.problems.iter().map(|it| html! { <p key={it.clone()} class="problem">{ it }</p> }) }</td></tr>
        }
        </>
    }
}

/// A column; there is one of each.
#[derive(Clone, Copy)]
struct Columned(&'static Column);

impl PartialEq for Columned {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

#[derive(Properties, PartialEq)]
struct CellProps {
    place: (usize, usize),
    label: AttrValue,
    column: Columned,
    text: AttrValue,
    problems: Vec<String>,
    placeholder: Option<AttrValue>,
    reading: Option<AttrValue>,
    section: Section,
    part: AttrValue,
    claim: AttrValue,
    dispatch: Callback<Action>,
}

/// A field, with what is wrong with it or how it is read.
#[component]
fn Cell(props: &CellProps) -> Html {
    let tongue = use_tongue();
    let draft = use_state(|| None::<String>);
    let Columned(column) = props.column;
    let (at, along) = props.place;
    let commit = {
        let (section, part, claim) = (props.section, props.part.to_string(), props.claim.to_string());
        let draft = draft.clone();
        props.dispatch.reform(move |text: String| {
            draft.set(None);
            Action::Edit(Edit::Type { section, part: part.clone(), claim: claim.clone(), column: along, text })
        })
    };
    let oninput = {
        let draft = draft.clone();
        // whatever is typed is held: the field is drawn again when anything on the page changes, as when a part arrives
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                draft.set(Some(input.value()));
            }
        })
    };
    let onkeydown = {
        let draft = draft.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && draft.is_some() {
                event.prevent_default();
                event.stop_propagation(); // it takes back what is typed, and does nothing more
                draft.set(None);
            }
        })
    };
    let onfocusout = {
        let draft = draft.clone();
        // what was typed and taken back by hand is no change, and must not stand over what comes later
        Callback::from(move |_: FocusEvent| draft.set(None))
    };
    let (id, about) = (format!("cell-{at}-{along}"), format!("about-{at}-{along}"));
    let is_wrong = !props.problems.is_empty();
    let live = draft.as_deref().and_then(|it| reading(tongue, column, it));
    let reading = live.or_else(|| props.reading.as_ref().map(ToString::to_string)).filter(|it| *it != *props.text);
    let described = (is_wrong || reading.is_some()).then(|| about.clone());
    let invalid = is_wrong.then_some("true");
    let wide = matches!(column.kind, Kind::Text).then_some("wide");
    let field = match column.kind {
        Kind::Term(words, name) => {
            let onchange = when(&commit, |event: Event| Some(event.target_dyn_into::<HtmlSelectElement>()?.value()));
            let chosen = props.text.to_string();
            let is_known = chosen.is_empty() || words.contains(&chosen.as_str());
            html! {
                <select {id} aria-label={props.label.clone()} aria-invalid={invalid} aria-describedby={described} {onchange}>
                    <option key="" value="" selected={chosen.is_empty()}></option>
                    if !is_known { <option key="own" value={chosen.clone()} selected=true>{ chosen.clone() }</option> }
                    { for words.iter().map(|it| html! { <option key={*it} value={*it} selected={chosen == **it}>{ name(tongue, it) }</option> }) }
                </select>
            }
        }
        Kind::Text
        | Kind::Plain
        | Kind::Id
        | Kind::Terms(..)
        | Kind::Part { .. }
        | Kind::Moment
        | Kind::Day
        | Kind::Amount => {
            let onchange = when(&commit, |event: Event| Some(event.target_dyn_into::<HtmlInputElement>()?.value()));
            let list = if let Kind::Part { of, .. } = column.kind { Some(choices_id(of)) } else { None };
            let required = column.is_needed.then_some("true");
            // what is typed so far: the field is drawn again with each letter that is read
            let typed = draft.as_deref().map_or_else(|| props.text.clone(), |it| AttrValue::from(it.to_owned()));
            html! { <input {id} type="text" class={wide} aria-label={props.label.clone()} aria-required={required} aria-invalid={invalid} aria-describedby={described} value={typed} data-said={props.text.clone()} placeholder={props.placeholder.clone()} {list} {onchange} {oninput} {onkeydown} {onfocusout} autocomplete="off" spellcheck={wide.is_none().then_some("false")} /> }
        }
    };
    html! {
        <td class={matches!(column.place, Place::Claim).then_some("said")}>
            { field }
            <span id={about} class={if is_wrong { "problem" } else { "note" }} aria-live="polite">{ if is_wrong { props.problems.join("; ") } else { reading.unwrap_or_default() } }</span>
        </td>
    }
}

/// How something is read while it is typed.
fn reading(tongue: &Tongue, column: &Column, text: &str) -> Option<String> {
    match column.kind {
        Kind::Moment => {
            let moment = crate::incident::Moment::parse(&typed::moment(text).ok()?).ok()?;
            Some(tongue.moment(&moment))
        }
        Kind::Amount => typed::amount(text).map(|it| it.to_string()),
        _ => None,
    }
}

/// The id of the choices of these lists.
fn choices_id(of: &[Section]) -> String {
    of.iter().map(|it| it.as_str()).collect::<Vec<_>>().join("-")
}

/// What can be chosen where parts are named.
fn choices(sheet: &Sheet<'_>, column: &Column) -> Option<Html> {
    let Kind::Part { of, .. } = column.kind else { return None };
    let all = sheet.choices(of);
    Some(
        html! { <datalist key={column.key} id={choices_id(of)}>{ for all.iter().map(|it| html! { <option key={it.clone()} value={it.clone()}></option> }) }</datalist> },
    )
}

/// The field of the keyboard, and its row and column.
fn cell_of(target: Option<Element>) -> Option<(Element, usize, usize)> {
    let field = target.filter(|it| it.id().starts_with("cell-"))?;
    let id = field.id();
    let mut numbers = id.split('-').skip(1).map(str::parse);
    Some((field, numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Puts the keyboard into a cell, if there is such a field; what is typed there takes the place of what stands in it.
fn go(from: &Element, row: usize, column: usize) {
    let root = from.get_root_node().dyn_into::<ShadowRoot>().ok();
    let found = root.and_then(|it| it.query_selector(&format!("#cell-{row}-{column}")).ok().flatten());
    if let Some(field) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        field.focus().ok();
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
}

/// Takes the keyboard out of a field.
fn leave(field: &Element) {
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        field.blur().ok();
    }
}

/// Keys as in a spreadsheet.
fn keys(dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let after = dispatch.clone();
    when(dispatch, move |event: KeyboardEvent| {
        let is_command = event.ctrl_key() || event.meta_key();
        let cell = cell_of(event.target_dyn_into::<Element>());
        let input = cell.as_ref().and_then(|it| it.0.dyn_ref::<HtmlInputElement>());
        // while something is typed, the browser undoes that first
        let said = input.and_then(|it| it.get_attribute(SAID)).unwrap_or_default();
        let is_typed = input.is_some_and(|it| it.value() != said);
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
fn paste(dispatch: &Callback<Action>, section: Section) -> Callback<Event> {
    when(dispatch, move |event: Event| {
        let (_, row, column) = cell_of(event.target_dyn_into::<Element>())?;
        let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
        let text = data.get_data("text/plain").ok()?;
        if !text.trim_end().contains(['\t', '\n']) {
            return None;
        }
        event.prevent_default();
        event.stop_propagation();
        Some(Action::Edit(Edit::Paste { section, row, column, text }))
    })
}
