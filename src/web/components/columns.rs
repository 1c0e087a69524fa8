//! The columns of a table: what each is taken for, with its first values, and what comes of it.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::choice::Choice;
use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Assign};
use crate::app::columns::{Columns, FIELDS, ORDERS, TableColumn, Ways};
use crate::tongue::Tongue;

/// What is shown of a table, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The columns.
    pub columns: Columns,
    /// What was made of them, in a line.
    pub made: Option<String>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// Zones that are offered; any other that the browser knows can be typed.
const ZONES: [&str; 16] = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Kyiv",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
];

/// The columns.
#[component]
pub fn ColumnsView(props: &Props) -> Html {
    let tongue = use_tongue();
    let Columns { name, all, ways, is_refused, .. } = &props.columns;
    let title = use_node_ref();
    use_effect_with(title.clone(), |title| {
        if let Some(title) = title.cast::<HtmlElement>() {
            title.focus().ok(); // what had the keyboard is gone
        }
    });
    let show = |is_shown: bool| props.dispatch.reform(move |_: MouseEvent| Action::Assign(Assign::Show(is_shown)));
    let status = if *is_refused { Some(tongue.columns_not_yet().to_owned()) } else { props.made.clone() };
    html! {
        <main class="columns">
            <h2 ref={title} tabindex="-1">{ tongue.which_column(name) }</h2>
            <p class="note">{ tongue.columns_note() }</p>
            { how(tongue, ways, &props.dispatch) }
            <div class="scroll" tabindex="0" role="region" aria-label={tongue.columns()}>
                <table>
                    <thead><tr>{ for [tongue.head_column(), tongue.head_taken_for(), tongue.head_values()].iter().map(|it| html! { <th key={*it} scope="col">{ *it }</th> }) }</tr></thead>
                    <tbody>{ for all.iter().enumerate().map(|(index, it)| row(tongue, index, it, &props.dispatch)) }</tbody>
                </table>
            </div>
            <p class="made" role="status">{ status }</p>
            <p class="buttons">
                <button type="button" class="primary" disabled={*is_refused} onclick={show(false)}>{ tongue.show_the_incident() }</button>
                <button type="button" hidden={!is_refused} onclick={show(false)}>{ tongue.cancel() }</button>
            </p>
        </main>
    }
}

/// How dates, times and header are read.
fn how(tongue: &'static Tongue, ways: &Ways, dispatch: &Callback<Action>) -> Html {
    let told = (String::new(), tongue.dates_as_told().to_owned());
    let orders = std::iter::once(told).chain(ORDERS.iter().map(|it| ((*it).to_owned(), tongue.order(it).to_owned())));
    let order = dispatch.reform(|it: String| Action::Assign(Assign::Dates(Some(it).filter(|it| !it.is_empty()))));
    let head = |(index, it): (usize, &String)| ((index + 1).to_string(), tongue.row_n(index + 1, it));
    let heads: Vec<_> = ways.heads.iter().enumerate().map(head).collect();
    let header = when(dispatch, |it: String| Some(Action::Assign(Assign::Header(it.parse().ok()?))));
    let zone = when(dispatch, |event: Event| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Some(Action::Assign(Assign::Zone(input.value())))
    });
    html! {
        <p class="ways">
            <Choice class="" label={tongue.header_row()} options={heads} value={ways.header.to_string()} choose={header} />
            <Choice class="" label={tongue.date_order()} options={orders.collect::<Vec<_>>()} value={ways.dates.clone().unwrap_or_default()} choose={order} />
            <label>
                <span>{ tongue.zone_of_times() }</span>
                <input type="text" list="zones" value={ways.zone.clone()} placeholder={tongue.zone_not_said()} aria-invalid={ways.is_zone_unknown.then_some("true")} onchange={zone} autocomplete="off" spellcheck="false" />
                <datalist id="zones">{ for ZONES.iter().map(|it| html! { <option key={*it} value={*it}></option> }) }</datalist>
            </label>
            <span class="problem" aria-live="polite">{ ways.is_zone_unknown.then(|| tongue.zone_unknown(&ways.zone)) }</span>
        </p>
    }
}

fn row(tongue: &'static Tongue, index: usize, column: &TableColumn, dispatch: &Callback<Action>) -> Html {
    let name = if column.name.is_empty() { tongue.column_n(index + 1) } else { column.name.clone() };
    let unused = (String::new(), tongue.column_unused().to_owned());
    let options: Vec<_> = std::iter::once(unused)
        .chain(FIELDS.iter().map(|it| ((*it).to_owned(), tongue.column_field(it).to_owned())))
        .collect();
    let choose = dispatch.reform(move |it: String| {
        Action::Assign(Assign::Take { column: index, field: Some(it).filter(|it| !it.is_empty()) })
    });
    let value = column.field.clone().unwrap_or_default();
    html! {
        <tr key={index} class={column.field.is_some().then_some("used")}>
            <th scope="row">{ &name }</th>
            <td><Choice class="taken" label={tongue.what_is(&name)} is_label_unseen=true {value} {options} {choose} /></td>
            <td class="values">{ column.values.join(" · ") }</td>
        </tr>
    }
}
