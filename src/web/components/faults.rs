//! What is wrong in the file: each finding with its place and what to do. And the glossary: what the words on the page mean.

use std::rc::Rc;

use yew::prelude::*;

use super::long::{At, Kind, Long, Row};
use crate::app::action::Action;
use crate::app::view::Shown;
use crate::diag::{Diagnostic, Severity};

/// The list of findings, once somebody asks for it: errors first, each kind in the order of the file.
pub fn faults(shown: &Rc<Shown>, is_open: bool, place: &NodeRef, dispatch: &Callback<Action>) -> Html {
    let tongue = shown.tongue();
    let told = if is_open { told(shown) } else { Vec::new() };
    html! {
        <section class="faults" hidden={!is_open} ref={place.clone()} tabindex="-1" aria-label={tongue.faults_title()}>
            <button type="button" class="close" aria-label={tongue.close()} title={tongue.close()} onclick={dispatch.reform(|_: MouseEvent| Action::ToggleFaults)}>{ "✕\u{FE0E}" }</button>
            <h2>{ tongue.faults_title() }</h2>
            <p class="note">{ tongue.faults_note() }</p>
            { for is_open.then(|| { let n = told.len(); html! { <Long key="findings" kind={Kind::List("ol", "findings-list")} {n} row={rows(told)} /> } }) }
        </section>
    }
}

/// Each finding, or several that differ in their place alone, as lines.
fn told(shown: &Shown) -> Vec<String> {
    let all = shown.ready.report.alike(shown.tongue());
    let (errors, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it[0].severity == Severity::Error);
    errors.into_iter().chain(rest).map(|it| Diagnostic::tell_all(&it, shown.tongue())).collect()
}

fn rows(told: Vec<String>) -> Row {
    Rc::new(move |at: At| {
        let mut lines = told.get(at.index).into_iter().flat_map(|it| it.lines());
        let what = lines.next().map(str::to_owned);
        html! {
            <li key={at.index} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>
                { what }
                { for lines.enumerate().map(|(at, it)| html! { <span key={at} class="note">{ it.trim().to_owned() }</span> }) }
            </li>
        }
    })
}

/// What the words on the page mean: only those that are on it.
pub fn glossary(shown: &Rc<Shown>) -> Html {
    let terms = shown.teller().glossary(&shown.snapshot);
    html! {
        <section class="glossary">
            <h2>{ shown.tongue().words_title() }</h2>
            <dl>{ for terms.iter().map(|(term, meaning)| html! { <div key={*term}><dt>{ *term }</dt><dd>{ *meaning }</dd></div> }) }</dl>
        </section>
    }
}
