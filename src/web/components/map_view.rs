//! The map: pan, zoom, choose, and the keyboard along the pivots.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent, window};
use yew::prelude::*;

use super::drawing::{Drawing, Stop};
use super::hooks::{use_size, use_tongue, use_wheel, when};
use super::light::use_light;
use crate::app::action::{Action, Fold, Move, Screen, Setting};
use crate::app::camera::Camera;
use crate::app::follow::Direction;
use crate::app::view::{Picture, Shown};
use crate::app::wording::Control;
use crate::tongue::Tongue;

/// A press that moves less than this many CSS pixels is a click.
pub const CLICK: f64 = 4.0;
const ZOOM_STEP: f64 = 1.25;
/// How far an arrow key with Shift moves the map, in CSS pixels.
const PAN_STEP: f64 = 60.0;

/// What the map shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Where it is looked at.
    pub camera: Camera,
    /// At which sides there is more of it than is seen.
    pub cut: [bool; 4],
    /// What is chosen.
    pub selection: Option<AttrValue>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// Pointers on the map, and what the first of them pressed.
#[derive(Default)]
struct Press {
    pointers: Vec<(i32, f64, f64)>,
    moved: f64,
    chosen: Option<Action>,
}

/// The map with its controls and legend.
#[component]
pub fn MapView(props: &Props) -> Html {
    let tongue = use_tongue();
    let node = use_node_ref();
    let press = use_mut_ref(Press::default);
    let dispatch = &props.dispatch;
    use_size(node.clone(), dispatch.reform(|it| Action::Screen(Screen::MapResized(it))));
    use_wheel(node.clone(), wheel(&node, dispatch));
    let light = use_light(node.clone(), &props.picture.shown);

    let onpointerdown = {
        let press = Rc::clone(&press);
        Callback::from(move |event: PointerEvent| {
            let mut press = press.borrow_mut();
            if press.pointers.is_empty() {
                (press.moved, press.chosen) = (0.0, Some(choice(event.target_dyn_into())));
            }
            press.pointers.push((event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y())));
        })
    };
    let onpointermove = {
        let (press, dispatch, node) = (Rc::clone(&press), dispatch.clone(), node.clone());
        Callback::from(move |event: PointerEvent| moved(&mut press.borrow_mut(), &event, &node, &dispatch))
    };
    let onpointerup = {
        let (press, dispatch) = (Rc::clone(&press), dispatch.clone());
        Callback::from(move |event: PointerEvent| {
            let mut press = press.borrow_mut();
            let was_pressed = press.pointers.iter().any(|it| it.0 == event.pointer_id());
            press.pointers.retain(|it| it.0 != event.pointer_id());
            let chosen = press.chosen.take();
            let is_click = was_pressed && press.pointers.is_empty() && press.moved < CLICK;
            drop(press);
            if let Some(chosen) = chosen.filter(|_| is_click) {
                dispatch.emit(chosen);
            }
        })
    };
    let onpointercancel = {
        let press = Rc::clone(&press);
        Callback::from(move |_: PointerEvent| press.borrow_mut().pointers.clear())
    };
    let onkeydown = when(dispatch, |event: KeyboardEvent| key(&event));
    let camera = props.camera;
    let transform = format!("translate({:.2} {:.2}) scale({:.4})", camera.x, camera.y, camera.zoom);
    let folded = &props.picture.ground.folded;
    let first = props.picture.drawn().hosts.first().map(|it| AttrValue::from(folded.card(&it.id).to_owned()));
    let chosen = props.selection.clone().filter(|id| is_on_map(&props.picture.shown, id));
    let is_chosen = chosen.is_some();
    let stop = chosen.or(first).map(|id| Stop { id, is_chosen });
    // on small screens the legend lies over the map, and only when somebody asks for it
    let unrolled = use_state(|| false);
    let is_unrolled = *unrolled;
    let unroll = Callback::from(move |_: MouseEvent| unrolled.set(!is_unrolled));
    let is_whole = !props.cut.contains(&true); // then a finger on it scrolls the page
    // a white map says why it is one: the file has no hosts, or nothing was public yet
    let has_hosts = !props.picture.shown.ready.incident.hosts.is_empty();
    let is_bare = !has_hosts || props.picture.shown.snapshot.hosts.is_empty();
    let legend = format!("0 0 {} {}", props.picture.legend_width(), props.picture.legend.1);
    html! {
        <div class="map" part="map">
            <div class="map-room" ref={node}>
                <svg class={classes!("map-svg", is_whole.then_some("fits"))} role="group" aria-label={tongue.map_help()} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onkeydown}
                    onpointerover={light.over} onpointerleave={light.left} onfocusin={light.focused} onfocusout={light.blurred}>
                    <g {transform}><Drawing nodes={Rc::clone(&props.picture.shown.map)} {stop} /></g>
                </svg>
                { for ["left", "right", "top", "bottom"].into_iter().zip(props.cut).map(|(side, is_cut)| html! { <i key={side} class={classes!("more", side)} hidden={!is_cut}></i> }) }
                <p class="map-empty" hidden={!is_bare}>{ if has_hosts { props.picture.shown.sentence() } else { tongue.empty_map().to_owned() } }</p>
            </div>
            <div class="map-foot">
                <svg class={classes!("legend", is_unrolled.then_some("unrolled"))} part="legend" viewBox={legend} width={props.picture.legend_width().to_string()} height={props.picture.legend.1.to_string()} role="img" aria-label={props.picture.tongue().legend_of_map()}>
                    <Drawing nodes={Rc::clone(&props.picture.legend.0)} />
                </svg>
                <div class="map-controls" role="toolbar" aria-label={tongue.map_tab()}>
                    <button type="button" class="legend-button" aria-expanded={is_unrolled.to_string()} onclick={unroll}>{ tongue.legend_button() }</button>
                    { for fold_button(tongue, &props.picture.shown, dispatch) }
                    { button(tongue, Control::new(tongue.zoom_in(), "+"), "+", &dispatch.reform(|()| Action::Move(Move::Zoom(ZOOM_STEP, None)))) }
                    { button(tongue, Control::new(tongue.zoom_out(), "−"), "−", &dispatch.reform(|()| Action::Move(Move::Zoom(1.0 / ZOOM_STEP, None)))) }
                    { button(tongue, Control::new(tongue.fit_map(), "0"), tongue.fit(), &dispatch.reform(|()| Action::Move(Move::Fit))) }
                </div>
            </div>
        </div>
    }
}

/// Opens all cards of several hosts, or folds them again; nothing where there is none.
fn fold_button(tongue: &Tongue, shown: &Shown, dispatch: &Callback<Action>) -> Option<Html> {
    let (label, words, action) = match (shown.is_any_open(), shown.ground.folded.groups.is_empty()) {
        (true, _) => (tongue.fold_cards(), tongue.fold_cards_short(), Fold::CloseAll),
        (false, false) => (tongue.open_cards(), tongue.open_cards_short(), Fold::OpenAll),
        (false, true) => return None,
    };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Fold(action.clone()));
    Some(html! { <button type="button" class="fold" aria-label={label} title={label} {onclick}>{ words }</button> })
}

fn button(tongue: &Tongue, control: Control, sign: &'static str, press: &Callback<()>) -> Html {
    html! {
        <button type="button" aria-label={control.label} title={control.hint(tongue)} onclick={press.reform(|_: MouseEvent| ())}>{ sign }</button>
    }
}

fn is_on_map(shown: &Shown, id: &str) -> bool {
    shown.drawn().host(id).is_some() || shown.drawn().pivot(id).is_some()
}

/// What a press on a part of the map means: to open what stands for several, to choose one, or to choose nothing.
pub fn choice(target: Option<Element>) -> Action {
    let part = target.and_then(|it| it.closest("[data-entity]").ok().flatten());
    match part.as_ref().and_then(|it| it.get_attribute("data-open")) {
        Some(group) => Action::Fold(Fold::Open(group)),
        None => Action::Set(Setting::Selection(part.and_then(|it| it.get_attribute("data-entity")))),
    }
}

/// How far two pointers are from each other, in CSS pixels.
fn apart(one: &(i32, f64, f64), other: &(i32, f64, f64)) -> f64 {
    let (dx, dy) = (one.1 - other.1, one.2 - other.2);
    (dx * dx + dy * dy).sqrt().max(1.0)
}

/// Moves the map with one pointer; moves and scales it with two.
fn moved(press: &mut Press, event: &PointerEvent, node: &NodeRef, dispatch: &Callback<Action>) {
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let before = press.pointers.clone();
    let Some(pointer) = press.pointers.iter_mut().find(|it| it.0 == event.pointer_id()) else { return };
    let (dx, dy) = (x - pointer.1, y - pointer.2);
    (pointer.1, pointer.2) = (x, y);
    press.moved += dx.abs() + dy.abs();
    if press.moved < CLICK {
        return;
    }
    let Some(svg) = node.cast::<HtmlElement>() else { return };
    if let Some(target) = event.target_dyn_into::<Element>() {
        target.set_pointer_capture(event.pointer_id()).ok();
    }
    match (before.as_slice(), press.pointers.as_slice()) {
        ([first, second], [to_first, to_second]) => {
            let rect = svg.get_bounding_client_rect();
            let middle =
                (to_first.1.midpoint(to_second.1) - rect.left(), to_first.2.midpoint(to_second.2) - rect.top());
            dispatch.emit(Action::Move(Move::Zoom(apart(to_first, to_second) / apart(first, second), Some(middle))));
            dispatch.emit(Action::Move(Move::Pan(dx / 2.0, dy / 2.0)));
        }
        _ => dispatch.emit(Action::Move(Move::Pan(dx, dy))),
    }
}

/// The wheel zooms with Ctrl (or a pinch on a touchpad) always, and by itself where the page has nothing to scroll.
fn wheel(node: &NodeRef, dispatch: &Callback<Action>) -> Callback<WheelEvent> {
    let (node, dispatch) = (node.clone(), dispatch.clone());
    Callback::from(move |event: WheelEvent| {
        let page = window().and_then(|it| it.document()).and_then(|it| it.document_element());
        let scrolls = page.is_some_and(|it| it.scroll_height() > it.client_height() + 1);
        let Some(element) = node.cast::<Element>().filter(|_| event.ctrl_key() || event.meta_key() || !scrolls) else {
            return;
        };
        event.prevent_default();
        let rect = element.get_bounding_client_rect();
        let at = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
        let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
        let by = 1.0 + (event.delta_y() * lines / 400.0).abs().min(0.5);
        dispatch.emit(Action::Move(Move::Zoom(if event.delta_y() < 0.0 { by } else { 1.0 / by }, Some(at))));
    })
}

fn key(event: &KeyboardEvent) -> Option<Action> {
    let pan = event.shift_key();
    let action = match event.key().as_str() {
        "ArrowRight" if pan => Action::Move(Move::Pan(-PAN_STEP, 0.0)),
        "ArrowLeft" if pan => Action::Move(Move::Pan(PAN_STEP, 0.0)),
        "ArrowUp" if pan => Action::Move(Move::Pan(0.0, PAN_STEP)),
        "ArrowDown" if pan => Action::Move(Move::Pan(0.0, -PAN_STEP)),
        "ArrowRight" => Action::Move(Move::Follow(Direction::Next)),
        "ArrowLeft" => Action::Move(Move::Follow(Direction::Previous)),
        "ArrowUp" => Action::Move(Move::Follow(Direction::Up)),
        "ArrowDown" => Action::Move(Move::Follow(Direction::Down)),
        "Home" => Action::Move(Move::Follow(Direction::First)),
        "End" => Action::Move(Move::Follow(Direction::Last)),
        "Enter" => choice(Some(event.target_dyn_into()?)),
        "+" | "=" => Action::Move(Move::Zoom(ZOOM_STEP, None)),
        "-" => Action::Move(Move::Zoom(1.0 / ZOOM_STEP, None)),
        "0" => Action::Move(Move::Fit),
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    Some(action)
}
