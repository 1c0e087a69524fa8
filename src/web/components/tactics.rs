//! The tactics of an incident as buttons that light their steps. The keyboard comes to one of them, and arrows go to the others.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::action::{Action, Setting};
use crate::app::tactics::Lightable;
use crate::app::view::Shown;

/// The buttons; nothing where there is no choice.
pub fn tactics(shown: &Shown, dispatch: &Callback<Action>) -> Html {
    let all = shown.tactics();
    let first = all.iter().position(|it| it.is_lit).unwrap_or_default();
    html! {
        <div class="tactics" role="toolbar" aria-label={shown.tongue().filter_by_tactic()} hidden={all.is_empty()} onkeydown={Callback::from(|it: KeyboardEvent| step(&it))}>
            { for all.iter().enumerate().map(|(at, it)| button(it, at == first, dispatch)) }
        </div>
    }
}

fn button(it: &Lightable, is_stop: bool, dispatch: &Callback<Action>) -> Html {
    let next = it.next.clone();
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Filter(next.clone())));
    let stop = if is_stop { "0" } else { "-1" };
    html! { <button type="button" key={it.tactic.as_str()} aria-pressed={it.is_lit.to_string()} tabindex={stop} title={it.tactic.as_str()} {onclick}>{ it.name }</button> }
}

/// Arrows go from button to button.
fn step(event: &KeyboardEvent) {
    let at: Option<Element> = event.target_dyn_into();
    let to = at.and_then(|it| match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => it.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => it.previous_element_sibling(),
        _ => None,
    });
    if let Some(button) = to.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        button.focus().ok();
        event.prevent_default();
        event.stop_propagation();
    }
}
