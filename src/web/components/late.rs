//! What a part of the program draws; and until it is here, that it comes, or that it did not.

use yew::prelude::*;

use crate::app::action::{Action, Fetch};
use crate::app::part::{Part, Place};
use crate::tongue::{Phrase, Tongue};

/// Draws with a part of the program, or says where it is.
pub fn late<L, T>(
    tongue: &'static Tongue,
    place: Place<L>,
    part: Part,
    here: Option<&'static T>,
    dispatch: &Callback<Action>,
    draw: impl FnOnce(&'static T) -> Html,
) -> Html {
    // where the panel will be, its room is kept
    let class = classes!("late", (part == Part::Panel).then_some("panel"));
    match (place, here) {
        (Place::Here(_), Some(here)) => draw(here),
        (Place::Missing, _) => {
            let again = dispatch.reform(move |_: MouseEvent| Action::Part(Fetch::Again(part)));
            missing(tongue, class, again)
        }
        (Place::Here(_) | Place::Away | Place::Coming, _) => {
            html! { <p {class} key="comes" role="status">{ tongue.part_comes() }</p> }
        }
    }
}

/// That a part did not come, with a button that asks again.
pub fn missing(tongue: &'static Tongue, class: Classes, again: Callback<MouseEvent>) -> Html {
    html! {
        <div {class} key="missing" role="alert">
            <p>{ Phrase::full_stop(Phrase::no_part_text()).tell(tongue) }{ " " }{ tongue.no_part_hint() }</p>
            <button type="button" onclick={again}>{ tongue.try_again() }</button>
        </div>
    }
}
