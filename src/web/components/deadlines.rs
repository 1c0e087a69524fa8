//! The deadlines of the panel, laid out when somebody asks for them.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::view::Shown;
use crate::app::words;
use crate::timeline::{Deadline, Why, deadlines, words::deadline as told};

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The snapshot, and what it is of.
    pub shown: Rc<Shown>,
}

/// All rules: those that have to do with the incident one by one, the others in a list.
#[component]
pub fn Deadlines(props: &Props) -> Html {
    let is_asked = use_state(|| false);
    let all = if *is_asked { deadlines(&props.shown.ready.incident, &props.shown.snapshot) } else { Vec::new() };
    let (untied, tied): (Vec<Deadline>, Vec<Deadline>) = all.into_iter().partition(|it| it.why == Why::NoTie);
    html! {
        <details class="deadlines">
            <summary onclick={move |_: MouseEvent| is_asked.set(true)}>{ words::DEADLINES_SUMMARY }</summary>
            <p class="small">{ told::NOT_LEGAL_ADVICE }</p>
            <ul class="positions">{ for tied.iter().map(deadline) }</ul>
            <h3 hidden={untied.is_empty()}>{ words::NO_TIE }</h3>
            <ul class="untied">{ for untied.iter().map(|it| html! { <li key={it.rule.id}>{ law(it) }{ ": " }{ told::why(it) }</li> }) }</ul>
        </details>
    }
}

fn law(it: &Deadline) -> Html {
    html! { <a href={it.rule.url} target="_blank" rel="noopener noreferrer">{ it.rule.law }</a> }
}

fn deadline(it: &Deadline) -> Html {
    html! {
        <li key={it.rule.id} class={it.verdict.as_str()}>
            <span class="value">{ told::verdict(it.verdict) }</span>
            <span class="ends">{ law(it) }{ ": " }{ told::rule(it.rule) }</span>
            <span class="ends">{ told::why(it) }</span>
        </li>
    }
}
