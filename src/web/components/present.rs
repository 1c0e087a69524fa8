//! Presenting: the map, the number and the sentence of a step, for a room; the speaker's notes on demand.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::drawing::Drawing;
use super::hooks::{use_fullscreen_left, use_tongue};
use super::positions::positions;
use crate::app::action::{Action, Talk, Way};
use crate::app::details::Details;
use crate::app::view::Shown;
use crate::tongue::Tongue;

/// What is presented, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// Whether the speaker sees the notes.
    pub notes: bool,
    /// The element, which may fill the screen.
    pub host: Option<HtmlElement>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// A step, as large as there is room.
#[component]
pub fn Present(props: &Props) -> Html {
    let tongue = use_tongue();
    let (shown, dispatch) = (&props.shown, &props.dispatch);
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        if let Some(element) = node.cast::<HtmlElement>() {
            element.focus().ok(); // the keys are for this, wherever the focus was
        }
    });
    use_fullscreen_left(props.host.clone(), dispatch.reform(|()| Action::Talk(Talk::End)));
    let Some(step) = &shown.presented else { return Html::default() };
    let (number, rest) = shown.headline();
    let bounds = shown.ground.layout.bounds;
    let view =
        format!("{:.1} {:.1} {:.1} {:.1}", bounds.x - 6.0, bounds.y - 6.0, bounds.width + 12.0, bounds.height + 12.0);
    let zone = |class: &'static str, label: &'static str, way: Way| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Talk(Talk::Turn(way)));
        let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default()); // the focus stays where it is
        html! { <button type="button" {class} tabindex="-1" aria-label={label} title={label} {onclick} {onmousedown}></button> }
    };
    let place = tongue.step_of(step.at + 1, step.of);
    let (language, words) = &step.words;
    let (note_language, note) = step.note.clone().unwrap_or_default();
    let (title_language, title) = shown.teller().told(&shown.ready.incident.title);
    html! {
        <main class={classes!("present", props.notes.then_some("with-notes"))} ref={node} tabindex="-1" aria-label={tongue.present()}>
            <h1 class="unseen" lang={title_language.map(str::to_owned)}>{ title }</h1>
            <header>
                <p class="number"><strong>{ number }</strong>{ " " }<span>{ rest }</span>{ for shown.counted().map(|it| html! { <span>{ it }</span> }) }</p>
                <p class="sentence" aria-live="polite" lang={language.clone()}>{ words }</p>
            </header>
            <div class="stage">
                <svg class="map-svg" viewBox={view} role="img" aria-label={tongue.map_image()}><Drawing nodes={Rc::clone(&shown.map)} /></svg>
                { zone("turn back", tongue.previous_step(), Way::Back) }
                { zone("turn on", tongue.next_step(), Way::Forward) }
            </div>
            <aside class="notes" hidden={!props.notes} aria-label={tongue.speakers_notes()} tabindex={props.notes.then_some("0")}>
                <h2>{ tongue.speakers_notes() }</h2>
                <p lang={note_language} hidden={step.note.is_none()}>{ note }</p>
                { for step.said.iter().map(|it| said(tongue, it, dispatch)) }
            </aside>
            <footer>
                <span lang={title_language.map(str::to_owned)}>{ title }</span>
                <span class="marking">{ shown.marking() }</span>
                <span class="lens">{ shown.teller().lens(&shown.snapshot.lens) }</span>
                <span class="place">{ place }</span>
            </footer>
        </main>
    }
}

/// Keys of the presentation; the speaker's notes keep those that scroll, while they have the focus.
pub fn key(event: &KeyboardEvent) -> Option<Action> {
    let is_in_notes =
        event.target_dyn_into::<Element>().is_some_and(|it| it.closest(".notes").ok().flatten().is_some());
    let action = match event.key().as_str() {
        "Escape" => Action::Talk(Talk::End),
        "n" | "N" => Action::Talk(Talk::ToggleNotes),
        _ if is_in_notes => return None,
        "ArrowRight" | "ArrowDown" | "PageDown" | " " | "Enter" | "]" => Action::Talk(Talk::Turn(Way::Forward)),
        "ArrowLeft" | "ArrowUp" | "PageUp" | "Backspace" | "[" => Action::Talk(Talk::Turn(Way::Back)),
        "Home" => Action::Talk(Talk::TurnTo(0)),
        "End" => Action::Talk(Talk::TurnTo(usize::MAX)),
        _ => return None,
    };
    Some(action)
}

/// What sources say of one thing.
fn said(tongue: &'static Tongue, it: &Details, dispatch: &Callback<Action>) -> Html {
    html! {
        <section key={it.id.clone()}>
            <h3 lang={it.language.clone()}>{ &it.title }</h3>
            { for it.attributes.iter().map(|it| html! { <div key={it.name}>{ positions(tongue, it, dispatch) }</div> }) }
        </section>
    }
}
