//! How safe is what somebody writes: the switch of the sheet, what went wrong, and edits that were left.

use yew::prelude::*;

use super::hooks::use_tongue;
use crate::app::action::{Action, Edit};
use crate::app::edit::Left;
use crate::app::editing::{Kept, Saving, Trouble, Unsaved};
use crate::tongue::Tongue;
use crate::web::js::{call, construct};

/// On the bar of the sheet: whether this browser keeps what is not saved, and what is to be known of that.
pub fn bar(tongue: &'static Tongue, kept: Kept, dispatch: &Callback<Action>) -> Html {
    let is_on = kept.is_on == Some(true);
    let switch = dispatch.reform(move |_: Event| Action::Edit(Edit::Keep(!is_on)));
    let save = |how: Saving, name: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Edit(Edit::SaveAs(how)));
        html! { <button type="button" key={name} {onclick}>{ name }</button> }
    };
    let trouble = kept.trouble.map(|it| match it {
        Trouble::Full => tongue.keep_full(),
        Trouble::Refused => tongue.keep_refused(),
    });
    let unsaved = kept.unsaved.map(|it| match it {
        Unsaved::Changed => tongue.save_changed(),
        Unsaved::Forbidden => tongue.save_forbidden(),
    });
    let note = (is_on && trouble.is_none()).then(|| tongue.keep_on());
    let alarms = [unsaved, trouble, kept.is_elsewhere.then(|| tongue.keep_elsewhere())];
    html! {
        <div class="keeping">
            <p>
                <label hidden={kept.is_on.is_none()}><input type="checkbox" checked={is_on} onchange={switch} />{ " " }{ tongue.keep_here() }</label>
                <span class="note">{ note }</span>
            </p>
            <div role="status">{ for alarms.into_iter().flatten().map(|it| html! { <p key={it} class="unsaved">{ it }</p> }) }</div>
            <p class="buttons">
                { for kept.unsaved.iter().map(|_| save(Saving::Other, tongue.save_other())) }
                { for kept.unsaved.iter().filter(|it| **it == Unsaved::Changed).map(|_| save(Saving::Over, tongue.save_over())) }
            </p>
        </div>
    }
}

/// What was written and not saved.
#[derive(Properties, PartialEq)]
pub struct LeftoversProps {
    /// All of it.
    pub left: Vec<Left>,
    /// Whether the sheet is of another document than the one that is shown.
    pub is_astray: bool,
    /// Goes on with one of them, if it is true, or throws it away.
    pub choose: Callback<(String, bool)>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// Offers to go on with what was written and not saved.
#[component]
pub fn Leftovers(props: &LeftoversProps) -> Html {
    let tongue = use_tongue();
    let dispatch = props.dispatch.clone();
    use_effect_with(props.is_astray, move |is_astray| {
        if *is_astray {
            dispatch.emit(Action::Edit(Edit::Begin));
        }
    });
    let on = |id: &str, goes_on: bool| {
        let id = id.to_owned();
        props.choose.reform(move |_: MouseEvent| (id.clone(), goes_on))
    };
    let card = |it: &Left| {
        html! {
            <div class="card" key={it.id.clone()}>
                <p>{ tongue.edits_left(&it.record.title, time(it.record.at)) }</p>
                <p class="buttons">
                    <button type="button" class="primary" onclick={on(&it.id, true)}>{ tongue.edits_go_on() }</button>
                    <button type="button" onclick={on(&it.id, false)}>{ tongue.edits_throw_away() }</button>
                </p>
            </div>
        }
    };
    html! { <div>{ for props.left.iter().map(card) }</div> }
}

/// The time of the reader's clock, with the day unless it is today.
fn time(at: f64) -> String {
    let day_and_time = |at: f64| {
        // its own zone's, in a form that sorts
        let date = construct("Date", &at.into());
        let said = date.and_then(|it| call(&it, "toLocaleString", &["sv".into()]));
        said.ok().and_then(|it| it.as_string()).unwrap_or_default()
    };
    let (then, now) = (day_and_time(at), day_and_time(js_sys::Date::now()));
    let minutes = |text: &str| text.chars().take(16).collect::<String>();
    match (then.split_once(' '), now.split_once(' ')) {
        (Some((day, time)), Some((today, _))) if day == today => time.chars().take(5).collect(),
        _ => minutes(&then),
    }
}
