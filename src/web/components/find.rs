//! Find and filter: a field with what it finds, by keyboard and screen reader a combobox; below it, while it is empty, the
//! choices of what is lit.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node, ShadowRoot};
use yew::prelude::*;

use super::choice::Choice;
use super::date::date;
use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Setting};
use crate::app::facet::Facet;
use crate::app::find::{Hit, Hits};
use crate::app::offers::Offer;
use crate::app::view::Shown;
use crate::app::wording::Control;
use crate::incident::Day;
use crate::tongue::Tongue;

/// The height of a heading that stays above the hits, in CSS pixels.
const HEADING: f64 = 30.0;

/// What is looked through, what for, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// What is looked for; `None` if the field is not open.
    pub find: Option<AttrValue>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The button, and what it opens.
#[component]
pub fn Find(props: &Props) -> Html {
    let tongue = use_tongue();
    let place = use_node_ref();
    let at = use_state_eq(|| 0);
    let (shown, find, is_open) = (&props.shown, props.find.clone().unwrap_or_default(), props.find.is_some());
    let found = if is_open { shown.found(&find) } else { Vec::new() };
    let n_listed: usize = found.iter().map(|it| it.all.len()).sum();
    let current = (*at).min(n_listed.saturating_sub(1));
    use_effect_with((place.clone(), props.find.clone(), current), |(place, find, _)| {
        if let Some(place) = place.cast::<Element>().filter(|_| find.is_some()) {
            take_keyboard(&place);
            reveal_current(&place);
        }
    });
    let onkeydown = {
        let (dispatch, place, at) = (props.dispatch.clone(), place.clone(), at.clone());
        let hit = found.iter().flat_map(|it| &it.all).nth(current).map(|it| it.found.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_field = event
                .target_dyn_into::<Element>()
                .is_some_and(|it| it.matches("[role=combobox][aria-controls]").unwrap_or(false));
            match event.key().as_str() {
                "Escape" if is_open => {
                    dispatch.emit(Action::Set(Setting::Find(None)));
                    focus(place.cast(), "button"); // the field goes away
                }
                // Enter ends what an input method composes
                _ if !is_field || n_listed == 0 || event.is_composing() => return,
                "ArrowDown" => at.set((current + 1) % n_listed),
                "ArrowUp" => at.set((current + n_listed - 1) % n_listed),
                "Enter" => hit.iter().for_each(|it| dispatch.emit(Action::Go(it.clone()))),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    // who goes to another window, perhaps to copy the address, comes back to what was found
    let onfocusout = {
        let place = place.clone();
        when(&props.dispatch, move |event: FocusEvent| {
            let to: Node = event.related_target()?.dyn_into().ok()?;
            let is_outside = place.cast::<Element>().is_some_and(|it| !it.contains(Some(&to)));
            (is_open && is_outside).then_some(Action::Set(Setting::Find(None)))
        })
    };
    let oninput = when(&props.dispatch, move |event: InputEvent| {
        at.set(0);
        Some(Action::Set(Setting::Find(Some(event.target_dyn_into::<HtmlInputElement>()?.value()))))
    });
    let label = Control::new(tongue.find_and_filter(), "/");
    let toggle = props.dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Find((!is_open).then(String::new))));
    let has_words = !find.trim().is_empty();
    let is_found = n_listed > 0;
    html! {
        <div class="find" ref={place} {onkeydown} {onfocusout}>
            <button type="button" class="icon" aria-label={label.label} title={label.hint(tongue)} aria-expanded={is_open.to_string()} onclick={toggle}>
                <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><path d="M12.5 7.5a5 5 0 1 1-10 0 5 5 0 0 1 10 0M11 11l5 5" /></svg>
            </button>
            if is_open {
                <div class="finder">
                    <label><span>{ tongue.find_field() }</span>
                        <input type="search" role="combobox" aria-autocomplete="list" aria-expanded={is_found.to_string()} aria-controls="hits"
                            aria-activedescendant={is_found.then(|| format!("hit-{current}"))} placeholder={tongue.find_hint()} autocomplete="off" spellcheck="false" value={find} {oninput} />
                    </label>
                    <p class="note" role="status">{ if has_words && !is_found { tongue.find_nothing() } else { "" } }</p>
                    <div id="hits" class="hits" role="listbox" aria-label={tongue.find_hits()} hidden={!is_found}>{ hits(tongue, &found, current, &props.dispatch) }</div>
                    if !has_words { { filters(tongue, shown, &props.dispatch) } }
                </div>
            }
        </div>
    }
}

fn focus(place: Option<Element>, selector: &str) {
    let element = place.and_then(|it| it.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// Gives the keyboard to the field, if it is in the element: a field that a link opens takes it from nobody.
fn take_keyboard(place: &Element) {
    let root = place.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.and_then(|it| it.active_element());
    if active.is_some_and(|it| it.closest(".finder").is_ok_and(|it| it.is_none())) {
        focus(Some(place.clone()), "input");
    }
}

/// Scrolls the list, and nothing else, until the hit that would be gone to is in sight.
fn reveal_current(place: &Element) {
    let find = |it| place.query_selector(it).ok().flatten();
    if let (Some(list), Some(hit)) = (find(".hits"), find(".hit[aria-selected=true]")) {
        let (hit, room) = (hit.get_bounding_client_rect(), list.get_bounding_client_rect());
        let by = (hit.bottom() - room.bottom()).max(0.0) + (hit.top() - room.top() - HEADING).min(0.0);
        list.set_scroll_top(list.scroll_top() + by as i32);
    }
}

fn hits(tongue: &Tongue, found: &[Hits], current: usize, dispatch: &Callback<Action>) -> Html {
    let mut at = 0;
    let mut row = |it: &Hit| {
        let found = it.found.clone();
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Go(found.clone()));
        at += 1;
        html! {
            <div key={at} id={format!("hit-{}", at - 1)} role="option" class="hit" aria-selected={(at - 1 == current).to_string()} {onclick}>
                <span lang={it.language.clone()}>{ &it.title }</span>{ " " }<span class="about">{ &it.about }</span>
            </div>
        }
    };
    let group = |it: &Hits| {
        html! {
            <div role="group" key={it.kind.as_str()} aria-label={it.title.clone()}>
                <h3 role="presentation">{ &it.title }</h3>
                { for it.all.iter().map(&mut row) }
                <p class="note" role="presentation" hidden={it.n_more == 0}>{ tongue.find_more(it.n_more) }</p>
            </div>
        }
    };
    found.iter().map(group).collect()
}

/// What is lit, as choices.
fn filters(tongue: &'static Tongue, shown: &Shown, dispatch: &Callback<Action>) -> Html {
    html! {
        <fieldset class="filters">
            <legend>{ tongue.filter_title() }</legend>
            <p class="note">{ tongue.filter_hint() }</p>
            { for shown.offers().iter().map(|it| offer(tongue, it, dispatch)) }
        </fieldset>
    }
}

fn offer(tongue: &'static Tongue, it: &Offer, dispatch: &Callback<Action>) -> Html {
    let facet = it.facet;
    let some = |value: String| Some(value).filter(|it| !it.is_empty());
    if matches!(facet, Facet::From | Facet::To) {
        let choose = dispatch.reform(move |it: Option<Day>| Action::Sift(facet, it.map(|it| it.to_string())));
        return html! { <label key={facet.as_str()}><span>{ it.label }</span>{ date(tongue, Day::parse(&it.value), false, choose, None) }</label> };
    }
    let mut options = vec![(String::new(), tongue.filter_any().to_owned())];
    options.extend(it.options.iter().cloned());
    // several values at once come from a link only
    let choose = when(dispatch, move |value: String| (!value.contains(',')).then(|| Action::Sift(facet, some(value))));
    let is_choice = it.options.len() > 1 || !it.value.is_empty();
    html! { if is_choice { <Choice key={facet.as_str()} class="facet" label={it.label} value={it.value.clone()} {options} {choose} /> } }
}

/// The line that says what is filtered, and a way back.
pub fn filtered(tongue: &'static Tongue, shown: &Shown, dispatch: &Callback<Action>) -> Html {
    let words = shown.filtered();
    let onclick = dispatch.reform(|_: MouseEvent| Action::Set(Setting::Filter(<_>::default())));
    html! {
        <div class="filtered" key="filtered" hidden={words.is_none()}>
            <p role="status">{ words }</p>
            <button type="button" {onclick}>{ tongue.clear_filter() }</button>
        </div>
    }
}
