//! The deadlines of the panel, laid out when somebody asks for them.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::view::Shown;
use crate::timeline::{Deadline, Why, deadlines};
use crate::tongue::Tongue;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The snapshot, and what it is of.
    pub shown: Rc<Shown>,
}

/// All rules: those that have to do with the incident one by one, the others in a list.
#[component]
pub fn Deadlines(props: &Props) -> Html {
    let tongue = props.shown.tongue();
    let is_asked = use_state(|| false);
    let all = if *is_asked { deadlines(&props.shown.ready.incident, &props.shown.snapshot) } else { Vec::new() };
    let (untied, tied): (Vec<Deadline>, Vec<Deadline>) = all.into_iter().partition(|it| it.why == Why::NoTie);
    html! {
        <details class="deadlines">
            <summary onclick={move |_: MouseEvent| is_asked.set(true)}>{ tongue.deadlines_summary() }</summary>
            <p class="small">{ tongue.not_legal_advice() }</p>
            <ul class="positions">{ for tied.iter().map(|it| deadline(tongue, it)) }</ul>
            <h3 hidden={untied.is_empty()}>{ tongue.no_tie() }</h3>
            <ul class="untied">{ for untied.iter().map(|it| html! { <li key={it.rule.law.as_str()}>{ law(tongue, it) }{ tongue.colon("", tongue.deadline_why(it)) }</li> }) }</ul>
        </details>
    }
}

fn law(tongue: &Tongue, it: &Deadline) -> Html {
    html! { <a href={it.rule.url} target="_blank" rel="noopener noreferrer">{ tongue.law(it.rule.law) }</a> }
}

fn deadline(tongue: &Tongue, it: &Deadline) -> Html {
    html! {
        <li key={it.rule.law.as_str()} class={it.verdict.as_str()}>
            <span class="value">{ tongue.verdict(it.verdict) }</span>
            <span class="ends">{ law(tongue, it) }{ tongue.colon("", tongue.rule(it.rule)) }</span>
            <span class="ends">{ tongue.deadline_why(it) }</span>
        </li>
    }
}
