//! The question before something else takes the place of what is not saved.

use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Edit};

/// What waits, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What would be done.
    pub asked: Option<Rc<Action>>,
    /// Whether something is not saved.
    pub is_changed: bool,
    /// What is not saved.
    pub title: AttrValue,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// A dialog, while something waits.
#[component]
pub fn Asking(props: &Props) -> Html {
    let tongue = use_tongue();
    let dialog = use_node_ref();
    use_effect_with((dialog.clone(), props.asked.is_some()), |(dialog, is_asked)| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|_| *is_asked) {
            dialog.show_modal().ok();
        }
    });
    // once nothing is left to save, what was asked for is done
    use_effect_with(
        (props.asked.clone(), props.is_changed, props.dispatch.clone()),
        |(asked, is_changed, dispatch)| {
            if let Some(asked) = asked.as_ref().filter(|_| !is_changed) {
                dispatch.emit(Action::Edit(Edit::Answer { is_left: true }));
                dispatch.emit((**asked).clone());
            }
        },
    );
    let on = |edit: Edit| props.dispatch.reform(move |_: MouseEvent| Action::Edit(edit.clone()));
    let leave = {
        let (asked, dispatch) = (props.asked.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Edit(Edit::Answer { is_left: true }));
            if let Some(it) = &asked {
                dispatch.emit((**it).clone());
            }
        })
    };
    let onkeydown = when(&props.dispatch, |event: KeyboardEvent| {
        if event.key() != "Escape" {
            return None;
        }
        event.prevent_default(); // the dialog goes when it is answered
        event.stop_propagation();
        Some(Action::Edit(Edit::Answer { is_left: false }))
    });
    if props.asked.is_none() {
        return Html::default();
    }
    html! {
        <dialog ref={dialog} class="asking" aria-label={tongue.leave_unsaved(&*props.title)} {onkeydown}>
            <h2>{ tongue.leave_unsaved(&*props.title) }</h2>
            <p>{ tongue.leave_unsaved_text() }</p>
            <p class="buttons">
                <button type="button" class="primary" onclick={on(Edit::Save)}>{ tongue.save_and_leave() }</button>
                <button type="button" onclick={leave}>{ tongue.leave_without() }</button>
                <button type="button" onclick={on(Edit::Answer { is_left: false })}>{ tongue.stay_here() }</button>
            </p>
        </dialog>
    }
}
