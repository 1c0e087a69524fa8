//! All that sources disagree on, most consequential first, each with all positions once somebody asks; and what is not known.

use std::rc::Rc;

use yew::prelude::*;

use super::hooks::use_tongue;
use super::positions::positions;
use crate::app::Tab;
use crate::app::action::{Action, Setting};
use crate::app::asked::UnknownRow;
use crate::app::details::DisputeWords;
use crate::app::view::Shown;
use crate::timeline::Concern;

/// What the page shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The page of all disputes.
#[component]
pub fn Disputes(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = &props.shown;
    let disputes = shown.disputes();
    let to_rule = props.dispatch.reform(|_: MouseEvent| Action::Set(Setting::Prefer(Vec::new())));
    let group = |concern: &Concern| {
        let of: Vec<&DisputeWords> = disputes.iter().filter(|it| it.concern == *concern).collect();
        html! {
            <section key={concern.as_str()} hidden={of.is_empty()}>
                <h3>{ tongue.concern(*concern) }</h3>
                { for of.into_iter().map(|it| html! {
                    <Row key={it.key()} shown={Rc::clone(shown)} dispute={it.clone()} dispatch={props.dispatch.clone()} />
                }) }
            </section>
        }
    };
    html! {
        <div class="disputes" tabindex="0" role="region" aria-label={tongue.disputes_tab()}>
            <h2>{ tongue.disputes(disputes.len()) }</h2>
            <p class="note" hidden={disputes.is_empty()}>{ tongue.dispute_help() }</p>
            <p class="note" hidden={shown.snapshot.lens.prefer.is_empty()}>
                { shown.teller().preferences(&shown.snapshot.lens) }
                { " " }
                <button type="button" onclick={to_rule}>{ tongue.back_to_rule_everywhere() }</button>
            </p>
            { for Concern::ALL.iter().map(group) }
            <section key="unknowns" hidden={shown.unknowns().is_empty()}>
                <h3>{ tongue.not_known() }</h3>
                { unknowns(shown) }
            </section>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    shown: Rc<Shown>,
    dispute: DisputeWords,
    dispatch: Callback<Action>,
}

/// A dispute: what is said in a line, and all positions once somebody has asked.
#[component]
fn Row(props: &RowProps) -> Html {
    let tongue = use_tongue();
    let is_asked = use_state(|| false);
    let (it, shown) = (&props.dispute, &props.shown);
    let said = if *is_asked { shown.attribute(it) } else { None };
    let id = it.id.clone();
    let dispatch = props.dispatch.clone();
    let on_map = Callback::from(move |_: MouseEvent| {
        dispatch.emit(Action::Set(Setting::View(Tab::Map)));
        dispatch.emit(Action::Set(Setting::Selection(Some(id.clone()))));
    });
    html! {
        <details class="dispute">
            <summary onclick={move |_: MouseEvent| is_asked.set(true)}>
                <span class="what"><strong lang={it.language.clone()}>{ &it.part }</strong>{ " " }{ it.question }</span>
                <span class="n">{ tongue.n_sources(it.n_sources) }</span>
                <span class="line">{ &it.line }</span>
            </summary>
            <div>{ for said.iter().map(|it| positions(tongue, it, &props.dispatch)) }</div>
            <button type="button" class="link" hidden={it.concern == Concern::Fact} onclick={on_map}>{ tongue.show_on_map() }</button>
        </details>
    }
}

/// Open questions, and closed ones with their answer.
pub fn unknowns(shown: &Shown) -> Html {
    let row = |it: UnknownRow| {
        html! {
            <li key={it.label.clone()} class={it.is_open.then_some("open")}>
                <span class="value" lang={it.language}>{ it.label }</span>
                <span class="known">{ it.known }</span>
            </li>
        }
    };
    html! { <ul class="unknowns">{ for shown.unknowns().into_iter().map(row) }</ul> }
}
