//! The clocks of the panel: how many days passed, and by whose word how many, where sources disagree.

use std::rc::Rc;

use yew::prelude::*;

use super::hooks::use_tongue;
use super::mark::mark;
use crate::app::Ready;
use crate::app::view::Shown;
use crate::timeline::{Clock, ClockClaim, ClockKind, Lens, View, clock_claims};
use crate::tongue::Tongue;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The snapshot, and what it is of.
    pub shown: Rc<Shown>,
}

/// All clocks.
#[component]
pub fn Clocks(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = &props.shown;
    // no clock depends on the day, so that a step of the slider draws none of them again
    let lens = Lens { as_of: shown.ready.timeline.last(), ..shown.snapshot.lens.clone() };
    let row = |it: &Clock| {
        let (ready, language) = (Rc::clone(&shown.ready), shown.language().to_owned());
        html! { <Row key={it.kind.as_str()} {ready} lens={lens.clone()} tongue={shown.tongue()} {language} clock={it.clone()} /> }
    };
    html! {
        <>
            <dl class="clocks">{ for shown.snapshot.clocks.iter().map(row) }</dl>
            <p class="small">{ tongue.clocks_note() }</p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    ready: Rc<Ready>,
    lens: Lens,
    tongue: &'static Tongue,
    language: AttrValue,
    clock: Clock,
}

/// A clock. How long the intruder was inside is told at once by everybody; of the others, when somebody asks.
#[component]
fn Row(props: &RowProps) -> Html {
    let clock = &props.clock;
    let is_open = use_state(|| clock.kind == ClockKind::Dwell);
    let tongue = props.tongue;
    let view = View { incident: &props.ready.incident, lens: &props.lens };
    let claims = if clock.disputed && *is_open { clock_claims(view, clock) } else { Vec::new() };
    let claim = |it: &ClockClaim| {
        let sources: Vec<&str> =
            it.sources.iter().map(|id| view.incident.label(id, &props.language).unwrap_or(id)).collect();
        html! {
            <li key={it.sources.join(" ")} class={it.is_shown.then_some("shown")}>
                <span class="value">{ tongue.clock_claim_days(it) }</span>
                <span class="ends">{ tongue.clock_claim_ends(it) }</span>
                <span class="origin">{ tongue.join(&sources) }</span>
            </li>
        }
    };
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default(); // it is open when the state says so
            is_open.set(!*is_open);
        })
    };
    html! {
        <div>
            <dt>{ tongue.clock_label(clock.kind) }</dt>
            <dd>{ tongue.clock_days(clock) }</dd>
            <dd class="by-claim">
                <span class="ends" hidden={clock.disputed}>{ tongue.clock_ends(clock) }</span>
                <details open={*is_open} hidden={!clock.disputed}>
                    <summary {onclick}>{ mark(tongue, true) }{ tongue.clock_claims() }</summary>
                    <ul class="positions">{ for claims.iter().map(claim) }</ul>
                </details>
            </dd>
        </div>
    }
}
