//! The button that hands on, and the dialog that it opens. What is in the dialog is a part of the program of its own.

use yew::prelude::*;

use super::button::show;
use super::hand_on_form::Props;
use super::hooks::use_tongue;
use super::late::late;
use crate::app::action::{Action, Give};
use crate::app::part::Part;
use crate::web::parts;

/// The button and its dialog.
#[component]
pub fn HandOn(props: &Props) -> Html {
    let tongue = use_tongue();
    let dialog = use_node_ref();
    let open = show(&dialog);
    let onclick = {
        let (dispatch, wish) = (props.dispatch.clone(), props.wish.clone());
        Callback::from(move |event: MouseEvent| {
            dispatch.emit(Action::Give(Give::Wish(wish.clone())));
            open.emit(event);
        })
    };
    html! {
        <>
            <button type="button" class="export-button" hidden={props.is_hidden} {onclick}>{ tongue.export_button() }</button>
            <dialog ref={dialog} class="hand-on" aria-label={tongue.export_title()}>
                <h2>{ tongue.export_title() }</h2>
                { late(tongue, props.parts.handing, Part::Handing, parts::handing(), &props.dispatch, |it| (it.form)(props.clone())) }
            </dialog>
        </>
    }
}
