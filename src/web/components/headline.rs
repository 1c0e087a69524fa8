//! The headline: how many, in large type, and on request why; beside it the lens and the sentence of the day.

use std::rc::Rc;

use yew::prelude::*;

use super::hooks::use_tongue;
use super::mark::mark;
use crate::app::view::Shown;

/// What the headline shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// What stands at its end.
    pub children: Html,
}

/// The headline.
#[component]
pub fn Headline(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = &props.shown;
    let (number, rest) = shown.headline();
    let why = shown.why();
    let label = |it: &String| shown.teller().step(it);
    let step = shown.snapshot.step.as_ref().map(|it| tongue.at_step(label(it)));
    let is_disputed = shown.snapshot.totals.first().is_some_and(|it| it.disputed);
    html! {
        <div class="headline" part="headline">
            <div class="lead">
            <details class={classes!("number", why.is_none().then_some("bare"))} key={if why.is_some() { "why" } else { "none" }}>
                <summary><strong>{ number }</strong>{ " " }<span>{ rest }</span>{ mark(tongue, is_disputed) }</summary>
                <p class="why" hidden={why.is_none()}>{ why }</p>
            </details>
            <p class="lens">{ shown.teller().lens(&shown.snapshot.lens) }{ step }<br/><span>{ shown.teller().at_odds(&shown.snapshot) }</span></p>
            </div>
            <p class="words" part="sentence" aria-live="polite">{ shown.sentence() }</p>
            { props.children.clone() }
        </div>
    }
}
