//! What sources say of one attribute, position by position: who says it, why the first is shown, and a button for each other.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::action::{Action, Setting, Trust};
use crate::app::details::{AttributeWords, ClaimWords, PositionWords};
use crate::tongue::Tongue;

/// The positions on an attribute, the shown one first.
pub fn positions(tongue: &'static Tongue, attribute: &AttributeWords, dispatch: &Callback<Action>) -> Html {
    let (part, about) = attribute.about.clone();
    let dispatch_back = dispatch.clone();
    let back = Callback::from(move |event: MouseEvent| {
        keep_focus(&event);
        dispatch_back.emit(Action::Trust(Trust::Unprefer(part.clone(), about)));
    });
    let rule = html! {
        <span class="rule" key="rule">
            { attribute.shown_by }
            <button type="button" class="link" hidden={!attribute.is_preferred} onclick={back}>{ tongue.back_to_rule() }</button>
        </span>
    };
    html! {
        <ul class="positions" tabindex="-1">
            { for attribute.positions.iter().enumerate().map(|(i, it)| html! {
                <li key={i} class={(i == 0).then_some("shown")}>
                    <span class="value" key="value">{ &it.value }</span>
                    { if i == 0 && attribute.disputed { rule.clone() } else { choose(tongue, it, dispatch) } }
                    <ul class="claims" key="claims">{ for it.claims.iter().enumerate().map(|(i, it)| claim(i, it)) }</ul>
                </li>
            }) }
        </ul>
    }
}

/// The button that shows this position instead; nothing where it cannot be.
fn choose(tongue: &'static Tongue, it: &PositionWords, dispatch: &Callback<Action>) -> Html {
    let preference = it.preference.clone();
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        keep_focus(&event);
        dispatch.emit(
            preference.clone().map_or(Action::Set(Setting::Selection(None)), |it| Action::Trust(Trust::Prefer(it))),
        );
    });
    let name = tongue.colon(tongue.show_instead(), &it.value);
    html! {
        <span class="rule" key="choose" hidden={it.preference.is_none()}>
            <button type="button" class="link" aria-label={name} {onclick}>{ tongue.show_instead() }</button>
        </span>
    }
}

/// Gives the keyboard to the list: the button that was pressed goes away.
fn keep_focus(event: &MouseEvent) {
    let list = event.target_dyn_into::<Element>().and_then(|it| it.closest(".positions").ok().flatten());
    if let Some(list) = list.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        list.focus().ok();
    }
}

fn claim(key: usize, it: &ClaimWords) -> Html {
    let source = match &it.url {
        Some(url) => html! { <a href={url.clone()} target="_blank" rel="noopener noreferrer">{ &it.source }</a> },
        None => html! { <span>{ &it.source }</span> },
    };
    html! {
        <li {key}>
            <span class="who" lang={it.language.clone()}>{ source }</span>
            <span class="hedge" hidden={it.hedge.is_none()}>{ it.hedge.clone() }</span>
            <span class="time" hidden={it.time.is_none()}>{ it.time.clone() }</span>
            <span class="origin">{ &it.origin }</span>
            { for it.notes.iter().enumerate().map(|(i, (language, it))| html! { <span key={i} class="claim-note" lang={language.clone()}>{ it }</span> }) }
        </li>
    }
}

/// A position in one line, for the table.
pub fn position_line(tongue: &Tongue, it: &PositionWords) -> String {
    let who: Vec<String> = it
        .claims
        .iter()
        .map(|it| match &it.hedge {
            Some(hedge) => tongue.noted(&it.source, hedge),
            None => it.source.clone(),
        })
        .collect();
    format!("{} — {}", it.value, tongue.join(&who))
}
