//! Buttons with an icon, and those that open a dialog.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::app::wording::Control;
use crate::tongue::Tongue;

/// A button with an icon.
pub fn button(tongue: &Tongue, control: Control, path: &'static str, press: &Callback<()>) -> Html {
    html! {
        <button type="button" class="icon" aria-label={control.label} title={control.hint(tongue)} onclick={press.reform(|_: MouseEvent| ())}>
            <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}

/// Shows a dialog.
pub fn show(dialog: &NodeRef) -> Callback<MouseEvent> {
    let dialog = dialog.clone();
    Callback::from(move |_: MouseEvent| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            dialog.show_modal().ok();
        }
    })
}
