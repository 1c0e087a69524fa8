//! Presenting: the map, the number and the sentence of a step, for a room; the speaker's notes on demand.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::drawing::Drawing;
use super::hooks::{use_fullscreen_left, use_size, use_tongue, when};
use super::notes::Notes;
use crate::app::action::{Action, Talk, Way};
use crate::app::camera::Size;
use crate::app::closer::crop;
use crate::app::presented::{Presented, Stage};
use crate::app::view::Shown;
use crate::paint::SvgNode;
use crate::tongue::Tongue;

/// What is presented, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// The legend, its width and its height.
    pub legend: (Rc<[Rc<SvgNode>]>, f64, f64),
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
    let is_apart = use_mut_ref(|| false);
    let update = use_force_update();
    use_effect_with(node.clone(), |node| {
        if let Some(element) = node.cast::<HtmlElement>() {
            element.focus().ok(); // the keys are for this, wherever the focus was
        }
    });
    let on_left = {
        let (is_apart, dispatch) = (Rc::clone(&is_apart), dispatch.clone());
        // a browser leaves the full screen for a window with the notes; that is no wish to end
        Callback::from(move |()| {
            if !*is_apart.borrow() {
                dispatch.emit(Action::Talk(Talk::End));
            }
        })
    };
    use_fullscreen_left(props.host.clone(), on_left);
    let Some(step) = &shown.presented else { return Html::default() };
    let turn = |way: Way| dispatch.reform(move |_: MouseEvent| Action::Talk(Talk::Turn(way)));
    let zone = |class: &'static str, label: &'static str, way: Way| {
        let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default()); // the focus stays where it is
        html! { <button type="button" {class} tabindex="-1" aria-hidden="true" title={label} onclick={turn(way)} {onmousedown}></button> }
    };
    let control = |class: &'static str, sign: &'static str, label: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button type="button" {class} aria-label={label} title={label} {onclick}>{ sign }</button> }
    };
    let on_apart = {
        let (is_apart, node) = (Rc::clone(&is_apart), node.clone());
        Callback::from(move |it| {
            is_apart.replace(it);
            if let Some(element) = node.cast::<HtmlElement>() {
                element.focus().ok(); // the button that was pressed is gone
            }
            update.force_update();
        })
    };
    // the speaker turns the steps from there too; Escape there ends nothing in the room
    let on_key = when(dispatch, |event: KeyboardEvent| {
        let action = key(&event).filter(|it| matches!(it, Action::Talk(Talk::Turn(_) | Talk::TurnTo(_))))?;
        event.prevent_default();
        Some(action)
    });
    let has_notes_beside = props.notes && !*is_apart.borrow();
    let (title_language, title) = shown.teller().told(&shown.ready.incident.title);
    let is_title = step.at == Stage::Title;
    html! {
        <main class={classes!("present", has_notes_beside.then_some("with-notes"), is_title.then_some("title"))} ref={node} tabindex="-1" aria-label={tongue.present()}>
            <h1 class={(!is_title).then_some("unseen")} lang={title_language.map(str::to_owned)}>{ title }</h1>
            { said_first(shown, step) }
            <div class="stage">
                if !is_title { <CloseMap shown={Rc::clone(shown)} /> }
                { zone("turn back", tongue.previous_step(), Way::Back) }
                { zone("turn on", tongue.next_step(), Way::Forward) }
            </div>
            { if is_title { Html::default() } else { legend(tongue, &props.legend) } }
            if props.notes {
                <Notes shown={Rc::clone(shown)} on_apart={on_apart} on_key={on_key} dispatch={dispatch.clone()} />
            }
            <footer>
                <span hidden={is_title} lang={title_language.map(str::to_owned)}>{ title }</span>
                <span class="marking">{ shown.marking() }</span>
                <span class="lens">{ shown.teller().seen(&shown.snapshot) }</span>
                <span class="place">{ step.at.step().map(|it| tongue.step_of(it + 1, step.of)) }</span>
                <span class="controls">
                    { control("back", "‹", tongue.previous_step(), turn(Way::Back)) }
                    { control("on", "›", tongue.next_step(), turn(Way::Forward)) }
                    <button type="button" aria-pressed={props.notes.to_string()} onclick={dispatch.reform(|_: MouseEvent| Action::Talk(Talk::ToggleNotes))}>{ tongue.notes_button() }</button>
                    { control("leave", "✕\u{FE0E}", tongue.leave_presentation(), dispatch.reform(|_: MouseEvent| Action::Talk(Talk::End))) }
                </span>
            </footer>
        </main>
    }
}

/// The number and what is said of it: of a step beside each other, of the title one below the other, with who is heard.
fn said_first(shown: &Shown, step: &Presented) -> Html {
    let (number, rest) = shown.headline();
    let (language, words) = &step.words;
    let is_none = shown.snapshot.totals.is_empty();
    html! {
        <header>
            <p class="number" hidden={is_none}><strong>{ number }</strong>{ " " }<span>{ rest }</span>{ for shown.counted().map(|it| html! { <span>{ it }</span> }) }</p>
            <p class="sentence" aria-live="polite" lang={language.clone()}>{ words }</p>
            { for step.sources.iter().map(|it| html! { <p class="note">{ it }</p> }) }
        </header>
    }
}

/// What of which the map is.
#[derive(Properties, PartialEq)]
struct MapProps {
    shown: Rc<Shown>,
}

/// The map, or what of it the room has place for; marks at its sides say where there is more of it.
#[component]
fn CloseMap(props: &MapProps) -> Html {
    let (tongue, shown) = (use_tongue(), &props.shown);
    let (node, size) = (use_node_ref(), use_state_eq(Size::default));
    let told = size.clone();
    use_size(node.clone(), Callback::from(move |it| told.set(it)));
    let map = shown.ground.layout.bounds.grown(6.0);
    let seen = crop(map, shown.presented.as_ref().map_or(&[], |it| it.about.as_slice()), *size);
    let view = format!("{:.1} {:.1} {:.1} {:.1}", seen.x, seen.y, seen.width, seen.height);
    let cut = [seen.x > map.x, seen.right() < map.right(), seen.y > map.y, seen.bottom() < map.bottom()];
    html! {
        <div class="crop" ref={node}>
            <svg class="map-svg" viewBox={view} role="img" aria-label={tongue.map_image()}><Drawing nodes={Rc::clone(&shown.map)} /></svg>
            { for ["left", "right", "top", "bottom"].into_iter().zip(cut).map(|(side, is_cut)| html! { <i key={side} class={classes!("more", side)} hidden={!is_cut}></i> }) }
        </div>
    }
}

/// What the signs of the map mean, in a strip below it.
fn legend(tongue: &'static Tongue, (nodes, width, height): &(Rc<[Rc<SvgNode>]>, f64, f64)) -> Html {
    let view = format!("0 0 {width} {height}");
    html! { <svg class="legend" viewBox={view} role="img" preserveAspectRatio="xMinYMid" aria-label={tongue.legend_of_map()}><Drawing nodes={Rc::clone(nodes)} /></svg> }
}

/// Keys of the presentation; the speaker's notes keep those that scroll, while they have the focus.
pub fn key(event: &KeyboardEvent) -> Option<Action> {
    let target = event.target_dyn_into::<Element>();
    let is_in = |place: &str| target.as_ref().is_some_and(|it| it.closest(place).ok().flatten().is_some());
    let is_in_notes = is_in(".notes");
    let action = match event.key().as_str() {
        "Escape" => Action::Talk(Talk::End),
        "n" | "N" => Action::Talk(Talk::ToggleNotes),
        _ if is_in_notes => return None,
        " " | "Enter" if is_in(".controls") => return None, // a button with the keyboard takes them itself
        "ArrowRight" | "ArrowDown" | "PageDown" | " " | "Enter" | "]" => Action::Talk(Talk::Turn(Way::Forward)),
        "ArrowLeft" | "ArrowUp" | "PageUp" | "Backspace" | "[" => Action::Talk(Talk::Turn(Way::Back)),
        "Home" => Action::Talk(Talk::TurnTo(Stage::Title)),
        "End" => Action::Talk(Talk::TurnTo(Stage::Step(usize::MAX))),
        _ => return None,
    };
    Some(action)
}
