//! The choice of a telling: a button that says who is heard, and the place of the list of sources that it opens.

use std::rc::Rc;

use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::TellersProps;
use super::hooks::use_tongue;
use super::late::late;
use crate::app::action::{Action, Setting};
use crate::app::part::{Part, Place};
use crate::app::view::Picture;
use crate::timeline::Lens;
use crate::web::parts::{self, Beside};

/// What is chosen from, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Where the part of the program is that draws the list.
    pub place: Place<()>,
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
    let who = match lens {
        Lens { told_by: None, known_on: None, .. } => tongue.all_heard(incident.sources.len()),
        _ => props.picture.teller().who(lens),
    };
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
    let draw = |it: &'static Beside| {
        (it.tellers)(TellersProps { picture: Rc::clone(&props.picture), dispatch: props.dispatch.clone() })
    };
    html! {
        <div class={classes!("told-by", is_some.then_some("chosen"))} hidden={incident.sources.len() < 2} ref={place} {onkeydown} {onfocusout}>
            <button type="button" class="teller-button" ref={button} aria-expanded={is_open.to_string()} onclick={toggle}>
                <span>{ tongue.told_by_button() }{ " " }<strong>{ who }</strong></span>
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M2 4l4 4 4-4" /></svg>
            </button>
            <button type="button" class="all-again" hidden={!is_some} onclick={all.clone()}>{ tongue.all_sources() }</button>
            <div class="tellers" role="group" aria-label={tongue.sources_title()} tabindex="-1" hidden={!*is_open}>
                if *is_open {
                    { late(tongue, props.place, Part::Panel, parts::beside(), &props.dispatch, draw) }
                }
            </div>
        </div>
    }
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        element.focus().ok();
    }
}
