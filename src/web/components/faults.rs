//! What is wrong in the file: each finding with its place and what to do. And the glossary: what the words on the page mean.

use std::rc::Rc;

use yew::prelude::*;

use super::long::{At, Kind, Long, Row};
use crate::app::action::Action;
use crate::app::view::Shown;
use crate::diag::Severity;

/// The list of findings, once somebody asks for it: errors first, each kind in the order of the file.
pub fn faults(shown: &Rc<Shown>, is_open: bool, place: &NodeRef, dispatch: &Callback<Action>) -> Html {
    let tongue = shown.tongue();
    html! {
        <section class="faults" hidden={!is_open} ref={place.clone()} tabindex="-1" aria-label={tongue.faults_title()}>
            <button type="button" class="close" aria-label={tongue.close()} title={tongue.close()} onclick={dispatch.reform(|_: MouseEvent| Action::ToggleFaults)}>{ "✕\u{FE0E}" }</button>
            <h2>{ tongue.faults_title() }</h2>
            <p class="note">{ tongue.faults_note() }</p>
            { for is_open.then(|| html! { <Long key="findings" kind={Kind::List("ol", "findings-list")} n={shown.ready.report.diagnostics.len()} row={rows(shown)} /> }) }
        </section>
    }
}

fn rows(shown: &Rc<Shown>) -> Row {
    let shown = Rc::clone(shown);
    let all = &shown.ready.report.diagnostics;
    let of = |is_error: bool| (0..all.len()).filter(move |at| (all[*at].severity == Severity::Error) == is_error);
    let order: Vec<usize> = of(true).chain(of(false)).collect();
    Rc::new(move |at: At| {
        let found = order.get(at.index).and_then(|it| shown.ready.report.diagnostics.get(*it));
        let told = found.map(|it| it.tell(shown.tongue())).unwrap_or_default();
        let (what, hint) = told.split_once('\n').unwrap_or((&told, ""));
        html! { <li key={at.index} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>{ what }<span class="note">{ hint.trim() }</span></li> }
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
