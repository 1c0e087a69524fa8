//! The columns of a table: what each is taken for, with its first values, and what comes of it.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::choice::Choice;
use super::hooks::use_tongue;
use crate::app::action::{Action, Assign};
use crate::app::columns::{Columns, FIELDS, TableColumn};
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

/// The columns.
#[component]
pub fn ColumnsView(props: &Props) -> Html {
    let tongue = use_tongue();
    let Columns { name, all, is_refused, .. } = &props.columns;
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
