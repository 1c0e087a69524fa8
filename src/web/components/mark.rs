//! The mark of what sources disagree on.

use yew::prelude::*;

/// The mark of a dispute.
pub fn mark(is_disputed: bool) -> Html {
    html! { <span class="mark" hidden={!is_disputed}>{ " ≠ disputed" }</span> }
}
