//! The mark of what sources disagree on.

use yew::prelude::*;

use crate::tongue::Tongue;

/// The mark of a dispute.
pub fn mark(tongue: &Tongue, is_disputed: bool) -> Html {
    html! { <span class="mark" hidden={!is_disputed}>{ " " }{ tongue.is_disputed() }</span> }
}
