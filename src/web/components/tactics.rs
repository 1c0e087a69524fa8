//! The tactics of an incident as buttons that light their steps.

use yew::prelude::*;

use crate::app::action::{Action, Setting};
use crate::app::tactics::Lightable;
use crate::app::view::Shown;

/// The buttons; nothing where there is no choice.
pub fn tactics(shown: &Shown, dispatch: &Callback<Action>) -> Html {
    let all = shown.tactics();
    html! {
        <div class="tactics" role="toolbar" aria-label={shown.tongue().filter_by_tactic()} hidden={all.is_empty()}>
            { for all.iter().map(|it| button(it, dispatch)) }
        </div>
    }
}

fn button(it: &Lightable, dispatch: &Callback<Action>) -> Html {
    let next = it.next.clone();
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Filter(next.clone())));
    html! { <button type="button" key={it.tactic.as_str()} aria-pressed={it.is_lit.to_string()} title={it.tactic.as_str()} {onclick}>{ it.name }</button> }
}
