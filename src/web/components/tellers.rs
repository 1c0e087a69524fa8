//! The list of sources, by kind: who is heard, and how much each tells.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use super::long::{At, Kind, Long, Row};
use crate::app::action::{Action, Setting, Trust};
use crate::app::tellings::{SourceGroup, SourceRow, tellers};
use crate::app::view::Picture;
use crate::incident::Id;
use crate::tongue::Tongue;

/// What is chosen from, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The list.
#[component]
pub fn Tellers(props: &Props) -> Html {
    let tongue = use_tongue();
    let groups = tellers(props.picture.teller(), &props.picture.snapshot.lens);
    let n_heard = groups.iter().flat_map(|it| &it.all).filter(|it| it.is_heard).count();
    html! {
        <>
            <p class="note">{ tongue.told_by_hint() }</p>
            { for groups.iter().map(|it| group(tongue, it, n_heard, &props.dispatch)) }
        </>
    }
}

fn group(tongue: &'static Tongue, it: &SourceGroup, n_heard: usize, dispatch: &Callback<Action>) -> Html {
    let name = tongue.source_kind(it.kind);
    html! {
        <section key={it.kind.as_str()} role="group" aria-label={name}>
            <h2>{ name }{ " " }<span class="n">{ it.all.len() }</span>{ only(tongue, name, it.only(), dispatch) }</h2>
            <Long kind={Kind::List("ul", "")} n={it.all.len()} row={rows(tongue, &it.all, n_heard, dispatch)} />
        </section>
    }
}

fn rows(tongue: &'static Tongue, all: &[SourceRow], n_heard: usize, dispatch: &Callback<Action>) -> Row {
    let (all, dispatch) = (all.to_vec(), dispatch.clone());
    Rc::new(move |at| row(tongue, at, &all[at.index], n_heard, &dispatch))
}

fn row(tongue: &'static Tongue, at: At, it: &SourceRow, n_heard: usize, dispatch: &Callback<Action>) -> Html {
    let id = it.id.clone();
    let onchange = when(dispatch, move |event: Event| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Some(Action::Trust(Trust::Hear(id.clone(), input.checked())))
    });
    let is_last = it.is_heard && n_heard == 1; // somebody is always heard
    html! {
        <li key={it.id.clone()} class={(!it.is_out).then_some("not-out")} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>
            <label>
                <input type="checkbox" checked={it.is_heard} disabled={is_last} {onchange} />
                <span class="who" lang={it.language.clone()}>{ &it.publisher }</span>{ " " }
                { for it.title.iter().map(|(language, it)| html! { <span key="title" class="title" lang={language.clone()}>{ it }</span> }) }{ " " }
                <span class="tells">{ &it.tells }</span>
            </label>
            { only(tongue, &it.publisher, it.only(), dispatch) }
        </li>
    }
}

/// Hears these and nobody else.
fn only(tongue: &'static Tongue, name: &str, ids: BTreeSet<Id>, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::ToldBy(Some(ids.clone()))));
    html! { <button type="button" class="only" aria-label={tongue.only_this(name)} {onclick}>{ tongue.only() }</button> }
}
