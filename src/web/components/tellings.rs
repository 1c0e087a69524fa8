//! All tellings side by side: small maps on one layout, of which one is opened.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::drawing::Drawing;
use super::hooks::use_tongue;
use crate::app::action::{Action, Trust};
use crate::app::multiples::{Multiples, SmallMap};
use crate::app::view::Shown;
use crate::tongue::Tongue;

/// What is shown, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// Room for the legend, in CSS pixels.
    pub width: f64,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The page.
#[component]
pub fn Tellings(props: &Props) -> Html {
    let tongue = use_tongue();
    let page = use_memo((Rc::clone(&props.shown), props.width), |(shown, width)| Multiples::of(shown, *width));
    let (_, width, height) = page.legend;
    html! {
        <div class="tellings" tabindex="0" role="region" aria-label={tongue.tellings_tab()}>
            <p class="note">{ tongue.tellings_note() }</p>
            <svg class="legend" viewBox={format!("0 0 {width} {height}")} width={width.to_string()} height={height.to_string()} role="img" aria-label={props.shown.tongue().legend_of_map()}>
                <Drawing nodes={Rc::clone(&page.legend.0)} />
            </svg>
            <ul class="multiples">{ for page.maps.iter().map(|it| small_map(tongue, it, page.size, &props.dispatch)) }</ul>
            { names(tongue.no_map(), &page.others) }
            { names(tongue.not_out_yet_sources(), &page.not_out) }
        </div>
    }
}

fn names(before: &'static str, names: &[String]) -> Html {
    html! { <p class="note" hidden={names.is_empty()}><strong>{ before }</strong>{ " " }{ names.join(" · ") }</p> }
}

fn small_map(tongue: &'static Tongue, it: &SmallMap, (width, height): (f64, f64), dispatch: &Callback<Action>) -> Html {
    let (dispatch, source) = (dispatch.clone(), it.source.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        let element = event.target_dyn_into::<Element>().and_then(|it| it.closest(".bm").ok().flatten());
        dispatch.emit(Action::Trust(Trust::Tell(source.clone())));
        // this button goes away: the keyboard goes on from the one that says whose telling it is
        let button = element.and_then(|it| it.query_selector(".teller-button").ok().flatten());
        if let Some(button) = button.and_then(|it| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(it).ok()) {
            button.focus().ok();
        }
    });
    let view = format!("0 0 {width:.0} {height:.0}");
    html! {
        <li key={it.source.clone().unwrap_or_default()}>
            <button type="button" class="multiple" aria-current={it.is_shown.then_some("true")} {onclick}>
                <span class="who" lang={it.language.clone()}>{ &it.who }</span>
                <span class="day">{ it.published.as_deref().unwrap_or(tongue.together()) }</span>
                <svg viewBox={view} aria-hidden="true"><Drawing nodes={Rc::clone(&it.map)} /></svg>
                <strong>{ it.number.as_deref().unwrap_or(tongue.no_count_told()) }</strong>
                <span>{ tongue.first_access(it.first_access.as_deref().unwrap_or(tongue.not_said())) }</span>
                <span>{ tongue.until_detection(it.dwell.as_deref().unwrap_or(tongue.not_said())) }</span>
                <span>{ &it.size }</span>
            </button>
        </li>
    }
}
