//! The list of sources, by kind: who is heard, and how much each tells.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlInputElement, window};
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use super::long::{At, Kind, Long, Row};
use crate::app::action::{Action, Setting, Trust};
use crate::app::tellings::{SourceGroup, SourceRow, named, tellers};
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

/// Of more sources than these, one is looked for by its name.
const MANY: usize = 8;

/// The list.
#[component]
pub fn Tellers(props: &Props) -> Html {
    let tongue = use_tongue();
    let groups = tellers(props.picture.teller(), &props.picture.snapshot.lens);
    let all = || groups.iter().flat_map(|it| &it.all);
    let (n_heard, is_long) = (all().filter(|it| it.is_heard).count(), all().count() > MANY);
    let (words, field) = (use_state(String::new), use_node_ref());
    use_effect_with(field.clone(), |field| {
        // a finger that opens the list wants to see it, and no keyboard over it; who has no pointer at all has a keyboard
        let is_coarse = window().and_then(|it| it.match_media("(pointer:coarse)").ok().flatten());
        if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| is_coarse.is_none_or(|it| !it.matches())) {
            field.focus().ok();
        }
    });
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| {
            words.set(event.target_dyn_into::<HtmlInputElement>().map(|it| it.value()).unwrap_or_default());
        })
    };
    let is_sought = !words.trim().is_empty();
    let found = named(groups, &words);
    let single: Vec<BTreeSet<Id>> = found.iter().flat_map(|it| &it.all).map(SourceRow::only).take(2).collect();
    let onkeydown = when(&props.dispatch, move |event: KeyboardEvent| match single.as_slice() {
        [one] if event.key() == "Enter" && !event.is_composing() => {
            event.prevent_default();
            Some(Action::Set(Setting::ToldBy(Some(one.clone()))))
        }
        _ => None,
    });
    let hint = if is_sought && found.is_empty() { tongue.find_nothing() } else { tongue.told_by_hint() };
    // each has a key: else all of them, and the field under the keyboard, are made anew when there are fewer kinds
    html! {
        <>
            <label key="sought" class="sought" hidden={!is_long}><span>{ tongue.find_field() }</span>
                <input type="search" ref={field} value={(*words).clone()} autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
            </label>
            <p key="hint" class="note" role="status">{ hint }</p>
            { for found.iter().map(|it| group(tongue, it, n_heard, is_sought, &props.dispatch)) }
        </>
    }
}

fn group(
    tongue: &'static Tongue,
    it: &SourceGroup,
    n_heard: usize,
    is_sought: bool,
    dispatch: &Callback<Action>,
) -> Html {
    let name = tongue.source_kind(it.kind);
    // of a kind of which some are not listed, nobody asks for all
    let whole = if is_sought { Html::default() } else { only(tongue, name, it.only(), dispatch) };
    html! {
        <section key={it.kind.as_str()} role="group" aria-label={name}>
            <h2>{ name }{ " " }<span class="n">{ it.all.len() }</span>{ whole }</h2>
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
