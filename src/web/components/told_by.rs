//! The choice of a telling: a button that says who is heard, and the list of sources that it opens.

use std::rc::Rc;

use web_sys::{Element, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Setting, Trust};
use crate::app::tellings::{SourceGroup, SourceRow, tellers};
use crate::app::view::Picture;
use crate::tongue::Tongue;

/// What is chosen from, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The button, the way back to all, and the list.
#[component]
pub fn ToldBy(props: &Props) -> Html {
    let tongue = use_tongue();
    let is_open = use_state(|| false);
    let (place, button) = (use_node_ref(), use_node_ref());
    let (incident, lens) = (&props.picture.ready.incident, &props.picture.snapshot.lens);
    let is_some = lens.told_by.is_some();
    let toggle = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |_: MouseEvent| {
            is_open.set(!*is_open);
            focus(&button); // not every browser gives the keyboard to what is clicked
        })
    };
    let onkeydown = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *is_open {
                event.prevent_default();
                event.stop_propagation();
                is_open.set(false);
                focus(&button);
            }
        })
    };
    let onfocusout = {
        let (is_open, place) = (is_open.clone(), place.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|it| wasm_bindgen::JsCast::dyn_into::<Node>(it).ok());
            let is_inside = place.cast::<Element>().is_some_and(|it| to.is_some_and(|to| it.contains(Some(&to))));
            if *is_open && !is_inside {
                is_open.set(false);
            }
        })
    };
    let all = {
        let (dispatch, button) = (props.dispatch.clone(), button.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Set(Setting::ToldBy(None)));
            focus(&button); // this button goes away
        })
    };
    let groups = if *is_open { tellers(props.picture.teller(), lens) } else { Vec::new() };
    let n_heard = groups.iter().flat_map(|it| &it.all).filter(|it| it.is_heard).count();
    html! {
        <div class={classes!("told-by", is_some.then_some("chosen"))} hidden={incident.sources.len() < 2} ref={place} {onkeydown} {onfocusout}>
            <button type="button" class="teller-button" ref={button} aria-expanded={is_open.to_string()} onclick={toggle}>
                <span>{ tongue.told_by_button() }{ " " }<strong>{ props.picture.teller().who(lens) }</strong></span>
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M2 4l4 4 4-4" /></svg>
            </button>
            <button type="button" class="all-again" hidden={!is_some} onclick={all.clone()}>{ tongue.all_sources() }</button>
            <div class="tellers" role="group" aria-label={tongue.told_by_button()} tabindex="-1" hidden={!*is_open}>
                <p class="note">{ tongue.told_by_hint() }</p>
                { for groups.iter().map(|it| group(tongue, it, n_heard, &props.dispatch)) }
            </div>
        </div>
    }
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        element.focus().ok();
    }
}

fn group(tongue: &'static Tongue, it: &SourceGroup, n_heard: usize, dispatch: &Callback<Action>) -> Html {
    let name = tongue.source_kind(it.kind);
    html! {
        <section key={it.kind.as_str()} role="group" aria-label={name}>
            <h2>{ name }{ " " }<span class="n">{ it.all.len() }</span>{ only(tongue, name, it.only(), dispatch) }</h2>
            <ul>{ for it.all.iter().map(|it| row(tongue, it, n_heard, dispatch)) }</ul>
        </section>
    }
}

fn row(tongue: &'static Tongue, it: &SourceRow, n_heard: usize, dispatch: &Callback<Action>) -> Html {
    let id = it.id.clone();
    let onchange = when(dispatch, move |event: Event| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Some(Action::Trust(Trust::Hear(id.clone(), input.checked())))
    });
    let is_last = it.is_heard && n_heard == 1; // somebody is always heard
    html! {
        <li key={it.id.clone()} class={(!it.is_out).then_some("not-out")}>
            <label>
                <input type="checkbox" checked={it.is_heard} disabled={is_last} {onchange} />
                <span class="who" lang={it.language.clone()}>{ &it.publisher }</span>{ " " }
                <span class="title" lang={it.language.clone()} hidden={it.title.is_none()}>{ it.title.clone() }</span>{ " " }
                <span class="tells">{ &it.tells }</span>
            </label>
            { only(tongue, &it.publisher, it.only(), dispatch) }
        </li>
    }
}

/// Hears these and nobody else.
fn only(tongue: &'static Tongue, name: &str, action: Action, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
    html! { <button type="button" class="only" aria-label={tongue.only_this(name)} {onclick}>{ tongue.only() }</button> }
}
