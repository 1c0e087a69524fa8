//! What changed: the two lenses to choose, the changes as a list beside the map, and the same as text to copy.

use std::rc::Rc;

use yew::prelude::*;

use super::choice::Choice;
use super::hooks::{use_tongue, when};
use super::panel::details;
use crate::app::action::{Action, Compare, Setting};
use crate::app::compare::presets;
use crate::app::comparison::Comparison;
use crate::app::view::Shown;
use crate::timeline::PartialLens;
use crate::timeline::diff::Mark;
use crate::tongue::Tongue;
use crate::words::Line;

/// Lenses to choose, under titles: their written form, and what people call them.
type Groups = Vec<(&'static str, Vec<(String, String)>)>;

/// What is compared, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// The lens before, in its written form.
    pub before: AttrValue,
    /// The lens afterwards, in its written form.
    pub after: AttrValue,
    /// Whether the last copy went well.
    pub copied: Option<bool>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// What changed.
#[component]
pub fn Changes(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = &props.shown;
    let Some(Comparison { diff, text, .. }) = &shown.comparison else { return Html::default() };
    let groups = presets(&shown.ready, shown.teller());
    let (from, to, _) = shown.teller().lenses(&diff.from, &diff.to);
    let compare = props.dispatch.reform(|it| Action::Set(Setting::Against(Some(it))));
    let look = props.dispatch.reform(|it| Action::Compare(Compare::Through(it)));
    let press = |action: fn() -> Action| props.dispatch.reform(move |_: MouseEvent| action());
    let numbers: Vec<&Line> = text.lines.iter().filter(|it| it.is_number).collect();
    let of = |mark| text.lines.iter().filter(|it| it.mark == mark && !it.is_number).collect::<Vec<_>>();
    html! {
        <aside class="panel changes" tabindex="0" aria-label={tongue.what_changed()}>
            <section>
                <h2>{ tongue.what_changed() }</h2>
                { choice(tongue.before(), &groups, &props.before, &from, &compare) }
                { choice(tongue.after(), &groups, &props.after, &to, &look) }
                <button type="button" onclick={press(|| Action::Compare(Compare::Swap))}>{ tongue.swap() }</button>
                <p class="small">{ &text.common }</p>
                <p role="status">{ text.tally(shown.tongue()) }</p>
            </section>
            <div class="details-place">{ for shown.details().iter().map(|it| details(tongue, it, &props.dispatch)) }</div>
            <section>
                { list(shown.tongue(), tongue.numbers(), &numbers, &props.dispatch) }
                { for Mark::ALL.iter().map(|it| list(shown.tongue(), tongue.mark(*it), &of(*it), &props.dispatch)) }
                <p class="small" hidden={text.rest.is_none()}>{ text.rest.clone() }</p>
            </section>
            <section>
                <label class="plain">{ tongue.as_text() }<textarea readonly=true rows="6" value={text.plain(shown.tongue())} /></label>
                <button type="button" onclick={press(|| Action::Compare(Compare::Copy))}>{ tongue.copy_as_text() }</button>
                <p class="small" role="status">{ props.copied.map(|it| tongue.copied_or_not(it)) }</p>
            </section>
        </aside>
    }
}

/// A choice among the lenses; the one that is shown stands first where it is none of them.
fn choice(label: &'static str, groups: &Groups, chosen: &str, words: &str, send: &Callback<PartialLens>) -> Html {
    let is_among = groups.iter().any(|(_, all)| all.iter().any(|it| it.0 == chosen));
    let options = if is_among { Vec::new() } else { vec![(chosen.to_owned(), words.to_owned())] };
    let choose = when(send, |it: String| PartialLens::parse(&it).ok());
    html! { <Choice class="lens-choice" {label} {options} groups={groups.clone()} value={chosen.to_owned()} {choose} /> }
}

/// The changes of one kind; what is on the map can be chosen.
fn list(tongue: &Tongue, title: &'static str, lines: &[&Line], dispatch: &Callback<Action>) -> Html {
    html! {
        <div key={title} class="change-group" hidden={lines.is_empty()}>
            <h3>{ tongue.counted_title(title, lines.len()) }</h3>
            <ul class="change-list">
                { for lines.iter().enumerate().map(|(i, it)| html! { <li key={i}>{ line(tongue, it, dispatch) }</li> }) }
            </ul>
        </div>
    }
}

fn line(tongue: &Tongue, it: &Line, dispatch: &Callback<Action>) -> Html {
    let words = if it.is_number { it.marked(tongue) } else { it.words.clone() };
    match it.id.clone() {
        Some(id) => {
            let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Selection(Some(id.clone()))));
            html! { <button type="button" class="change" {onclick}>{ words }</button> }
        }
        None => html! { <span class="change">{ words }</span> },
    }
}
