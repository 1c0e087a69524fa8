//! What sources say of one attribute, position by position: who says it, why the first is shown, and a button for each other.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::long::{At, Kind, Long, Row};
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
    let rows = {
        let (attribute, dispatch) = (attribute.clone(), dispatch.clone());
        Rc::new(move |at: At| {
            let it = &attribute.positions[at.index];
            let is_shown = at.index == 0;
            html! {
                <li key={at.index} class={is_shown.then_some("shown")} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>
                    <span class="value" key="value">{ &it.value }</span>
                    { if is_shown && attribute.disputed { rule.clone() } else { choose(tongue, it, &dispatch) } }
                    <Long key="claims" kind={Kind::List("ul", "claims")} n={it.claims.len()} row={claims(it)} />
                </li>
            }
        })
    };
    html! { <Long kind={Kind::List("ul", "positions")} tabindex="-1" n={attribute.positions.len()} row={rows as Row} /> }
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

/// Who says so.
fn claims(it: &PositionWords) -> Row {
    let claims = it.claims.clone();
    Rc::new(move |at| claim(at, &claims[at.index]))
}

fn claim(at: At, it: &ClaimWords) -> Html {
    let source = match &it.url {
        Some(url) => html! { <a href={url.clone()} target="_blank" rel="noopener noreferrer">{ &it.source }</a> },
        None => html! { <span>{ &it.source }</span> },
    };
    html! {
        <li key={at.index} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>
            <span class="who" lang={it.language.clone()}>{ source }</span>
            <span class="hedge" hidden={it.hedge.is_none()}>{ it.hedge.clone() }</span>
            <span class="time" hidden={it.time.is_none()}>{ it.time.clone() }</span>
            <span class="origin">{ for it.title.iter().map(|(language, it)| html! { <><span lang={language.clone()}>{ it }</span>{ " · " }</> }) }{ &it.origin }</span>
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
