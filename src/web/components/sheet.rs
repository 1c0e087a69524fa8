//! The sheet on which an incident is written: a list at a time, a row for each claim, a field in each cell.

use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::prelude::*;

use super::asking::Asking;
use super::hooks::{use_tongue, when};
use super::keeping;
use super::long::{At, Kind as Rows, Long, Row as Drawn};
use super::on_map::{self, use_map};
use super::quotes_part::{Quotes, QuotesProps, mark};
use super::sheet_cell::{Cell, Columned, choices_id};
use super::sheet_field::{cell_of, go};
use super::sheet_keys::{Begun, Keyed, keys, paste};
use super::sheet_moved::use_moved;
use super::sheet_props::Props;
use super::sheet_range::{self, Range};
use crate::app::action::{Action, Edit, Setting};
use crate::app::edit::{Column, Kind, Names, Row, Section, Sheet, refusal};
use crate::app::editing::Editing;
use crate::tongue::Tongue;
use crate::web::js;

/// The sheet.
#[component]
pub fn SheetView(props: &Props) -> Html {
    let tongue = use_tongue();
    let editing = &props.editing;
    let document = use_memo((editing.version, editing.document.text().len()), |_| editing.document.value());
    let place = use_node_ref();
    use_effect_with((place.clone(), editing.list), |(place, _)| {
        let Some(section) = place.cast::<HtmlElement>() else { return };
        let root = section.get_root_node().dyn_into::<ShadowRoot>().ok();
        // who opens it, or turns to another list, goes on from its top; but a long list is drawn in pieces, and a key that turns
        // to it may have gone into one of its cells by now
        if cell_of(root.and_then(|it| it.active_element())).is_none() {
            section.focus().ok();
        }
    });
    let help = use_state(|| None::<Element>);
    use_effect_with(place.clone(), {
        let help = help.clone();
        move |place| {
            let root = place.cast::<Element>().and_then(|it| it.get_root_node().dyn_into::<ShadowRoot>().ok());
            help.set(root.and_then(|it| it.query_selector(".toolbar").ok()??.query_selector("dl").ok()?));
        }
    });
    let language = props.shown.language();
    let names = use_memo((editing.version, editing.document.text().len(), language.to_owned()), |it| {
        Names::of_document(&document, &it.2)
    });
    let sheet = Sheet {
        document: &document,
        report: &props.shown.ready.report,
        tongue,
        language,
        techniques: editing.techniques,
        names: Some(&names),
    };
    let rows = sheet.rows(editing.list);
    let columns = editing.list.columns();
    use_map(&place, props);
    let marked = use_state(|| None::<Range>);
    use_effect_with((editing.version, editing.list), {
        let marked = marked.clone();
        move |_| marked.set(None) // other cells may stand there now
    });
    let rows = Rc::new(rows);
    let (seen, held, section) = (Rc::clone(&rows), marked.clone(), editing.list);
    let oncopy = Callback::from(move |event: Event| {
        sheet_range::copy(&event, &held, &seen, section.columns(), tongue);
    });
    let (seen, held) = (Rc::clone(&rows), marked.clone());
    let oncut = when(&props.dispatch, move |event: Event| sheet_range::cut(&event, &held, &seen, section, tongue));
    let begun = use_memo((), |()| Begun::default());
    let (held, left) = (marked.clone(), Rc::clone(&begun));
    let onmousedown = Callback::from(move |event: MouseEvent| {
        left.set(None);
        if sheet_range::click(&event, &held) {
            event.prevent_default();
        }
    });
    let aim = editing.hand.aim.as_ref();
    let aim = aim.and_then(|(part, column)| Some((rows.iter().position(|it| it.part == *part)?, *column)));
    use_effect_with((place.clone(), editing.hand.turn), move |(place, _)| {
        if let Some((section, (row, column))) = place.cast::<Element>().zip(aim) {
            go(&section, row, column);
        }
    });
    use_moved(&place, editing, &rows, &begun);
    let (rows_of, section) = (Rc::clone(&rows), editing.list);
    let keyed = Keyed { section, rows: rows_of, marked: marked.clone(), begun: Rc::clone(&begun), tongue };
    let head = html! {
        <>
            <caption class="unseen">{ editing.list.name(tongue) }</caption>
            <thead><tr>
                { for columns.iter().map(|it| html! { <th key={it.key} scope="col">{ (it.head)(tongue) }</th> }) }
                <td key="acts"></td>
            </tr></thead>
        </>
    };
    let drawn: Drawn = {
        let (document, names, language) = (Rc::clone(&document), Rc::clone(&names), language.to_owned());
        let (props, rows, marked) = (props.clone(), Rc::clone(&rows), *marked);
        Rc::new(move |at: At| {
            let sheet = Sheet {
                document: &document,
                report: &props.shown.ready.report,
                tongue,
                language: &language,
                techniques: props.editing.techniques,
                names: Some(&names),
            };
            row(&sheet, &props, at, &rows, marked)
        })
    };
    html! {
        <section class="panel writer" ref={place} tabindex="-1" aria-label={tongue.sheet_name()} onkeydown={keys(&props.dispatch, keyed)}>
            { bar(tongue, editing, &props.dispatch) }
            { on_map::bar(tongue, props, marked.map(|it| tongue.cells_marked(it.size().1.0, it.size().1.1))) }
            if editing.list == Section::Quotes {
                <Quotes door={props.door.clone()} props={QuotesProps { shown: Rc::clone(&props.shown), editing: Rc::clone(editing), language: AttrValue::from(language.to_owned()), bring: props.door.bring.clone(), dispatch: props.dispatch.clone() }} />
            }
            <div class="scroll" hidden={editing.list == Section::Quotes} onpaste={paste(&props.dispatch, &marked, editing.list)} {oncopy} {oncut} {onmousedown}>
                // another list is another table
                <Long key={editing.list.as_str()} kind={Rows::Table(head, columns.len() + 1)} n={rows.len()} kept={aim.map(|it| it.0)} row={drawn} />
            </div>
            <p class="note" hidden={editing.list == Section::Quotes}>{ tongue.sheet_keys() }</p>
            // what comes and goes has a place of its own: else all that stands before it is made anew, with what is typed there
            <div>{ for help.as_ref().map(|it| on_map::keys(tongue, it.clone())) }</div>
            <Asking asked={editing.hand.asked.clone().and_then(|it| it.downcast().ok())} is_changed={editing.document.is_changed()} title={props.shown.ready.incident.title.get(language).to_owned()} dispatch={props.dispatch.clone()} />
            <div>{ for columns.iter().filter_map(|it| choices(&sheet, it)) }</div>
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
                <button type="button" onclick={dispatch.reform(|_: MouseEvent| Action::Edit(Edit::New(js::today())))}>{ tongue.new_incident() }</button>
                <span class="gap"></span>
                <span class={classes!("note", is_changed.then_some("unsaved"))} role="status">{ if is_changed { tongue.sheet_unsaved() } else { tongue.sheet_saved() } }</span>
                <button type="button" class={is_changed.then_some("primary")} onclick={on(Edit::Save)}>{ tongue.sheet_save() }</button>
                <button type="button" onclick={on(Edit::End)}>{ tongue.sheet_done() }</button>
            </p>
            { keeping::bar(tongue, editing.kept, dispatch) }
        </header>
    }
}

/// What a row is, whatever stands above it: its part, and which of the rows of that it is. The row for a new part is already the one
/// that it makes; but nobody knows to which host a state will belong.
fn key_of(sheet: &Sheet<'_>, list: Section, rows: &[Row], at: usize) -> String {
    let Row { part, .. } = &rows[at];
    let n = rows[..at].iter().rev().take_while(|it| it.part == *part).count();
    match part.strip_suffix('-').filter(|_| list != Section::States) {
        Some(parts) => {
            let all = sheet.document.get(list.field()).and_then(Value::as_array);
            format!("{parts}{} {n}", all.map_or(0, Vec::len))
        }
        None => format!("{part} {n}"),
    }
}

fn row(sheet: &Sheet<'_>, props: &Props, place: At, rows: &[Row], marked: Option<Range>) -> Html {
    let (tongue, document, at) = (sheet.tongue, sheet.document, place.index);
    let row = &rows[at];
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
        let cell_at = (at, column);
        let default = (it.key == "source").then(|| document.get("default_source")?.as_str().map(|it| sheet.names().of(it))).flatten();
        let label = tongue.sheet_cell((it.head)(tongue), &name);
        let resumed = props.editing.hand.draft.as_ref();
        let resumed = resumed.filter(|it| it.part == row.part && it.claim == row.claim && it.column == column);
        let drafted = resumed.map(|it| AttrValue::from(it.text.clone()));
        // a field in which one goes on typing is another than the one that was there
        let key = if drafted.is_some() { format!("{} drafted", it.key) } else { it.key.to_owned() };
        html! { <Cell {key} {drafted} keeps={props.editing.kept.is_on == Some(true)} place={cell_at} {label} column={Columned(it)} text={typed.clone()} {problems} placeholder={default} techniques={props.editing.techniques.filter(|_| matches!(it.kind, Kind::Technique))} is_marked={marked.is_some_and(|it| it.has(at, column))} reading={found.or_else(|| sheet.reading(it, &cell.text))} section={props.editing.list} part={row.part.clone()} claim={row.claim.clone()} dispatch={props.dispatch.clone()} /> }
    });
    let is_chosen = id.is_some() && id == props.shown.selection();
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
        <key={key_of(sheet, props.editing.list, rows, at)}>
        <tr key="row" aria-rowindex={place.row()} class={classes!(is_chosen.then_some("chosen"), (row.n_claims == 0).then_some("further"), row.is_new().then_some("new"))}>
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
            <tr key="problems" class="problems"><td colspan={(columns.len() + 1).to_string()}>{ for row.problems.iter().map(|it| html! { <p key={it.clone()} class="problem">{ it }</p> }) }</td></tr>
        }
        </>
    }
}

/// What can be chosen where parts are named.
fn choices(sheet: &Sheet<'_>, column: &Column) -> Option<Html> {
    let Kind::Part { of, .. } = column.kind else { return None };
    let all = sheet.choices(of);
    Some(
        html! { <datalist key={column.key} id={choices_id(of)}>{ for all.iter().map(|it| html! { <option key={it.clone()} value={it.clone()}></option> }) }</datalist> },
    )
}
