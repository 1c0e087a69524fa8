//! Time as lanes: a lane for each card of the map, and the keyboard along them.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::drawing::{Drawing, Stop};
use super::hooks::{use_size, use_tongue, when};
use super::light::use_light;
use super::map_view::choice;
use super::table;
use crate::app::action::Action;
use crate::app::lanes::{Go, Lanes};
use crate::app::view::{Picture, Shown};
use crate::scene::lanes::Frame;

/// Labels stand beside the lanes where the chart leaves so much room.
const BESIDE: f64 = 100.0;

/// What is shown, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Whether the chart stands right below, so that its days and those of the lanes can lie in one line.
    pub is_above_chart: bool,
    /// What is chosen.
    pub selection: Option<AttrValue>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// What is shown, as far as courses depend on it: on no day.
#[derive(Clone)]
struct Told(Rc<Shown>);

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_told_as(&other.0)
    }
}

/// The page.
#[component]
pub fn LanesView(props: &Props) -> Html {
    let tongue = use_tongue();
    let (node, svg) = (use_node_ref(), use_node_ref());
    let (shown, dispatch) = (&props.picture.shown, &props.dispatch);
    let width = use_state(|| 0.0);
    let at = use_state(|| None::<String>);
    let is_table_open = use_state(|| false);
    let resize = {
        let width = width.clone();
        Callback::from(move |size: crate::app::camera::Size| width.set(size.width))
    };
    use_size(node.clone(), resize);
    let chart = if props.is_above_chart { props.picture.chart_width() } else { 0.0 };
    let courses = use_memo(Told(Rc::clone(shown)), |it| Rc::new(it.0.courses()));
    let frame = frame(*width, chart);
    let page = use_memo((Rc::clone(shown), Rc::clone(&courses), frame), |(shown, courses, frame)| {
        Lanes::of(shown, courses, *frame)
    });
    let light = use_light(svg.clone(), shown);
    let chosen = props.selection.as_deref();
    let id = at.as_deref().or(chosen).filter(|it| page.has(it)).or(page.first());
    let stop = id.map(|id| Stop { id: id.to_owned().into(), is_chosen: chosen == Some(id) });
    let onclick = when(dispatch, |event: MouseEvent| Some(choice(event.target_dyn_into())));
    let onkeydown = {
        let (dispatch, page, svg, at) = (dispatch.clone(), Rc::clone(&page), svg.clone(), at.clone());
        Callback::from(move |event: KeyboardEvent| key(&event, &page, &svg, &at, &dispatch))
    };
    let ontoggle = {
        let is_table_open = is_table_open.clone();
        Callback::from(move |event: Event| {
            let is_open = event.target_dyn_into::<Element>().is_some_and(|it| it.has_attribute("open"));
            is_table_open.set(is_open);
        })
    };
    let sizes = |height: f64| (format!("0 0 {} {height}", frame.whole), frame.whole.to_string(), height.to_string());
    let (head_box, wide, head_height) = sizes(page.head.1);
    let (body_box, _, body_height) = sizes(page.body.1);
    let (legend_box, _, legend_height) = sizes(page.legend.1);
    html! {
        <div class="lanes" part="lanes" ref={node} hidden={false}>
            <svg class="lanes-head" viewBox={head_box} width={wide.clone()} height={head_height} role="img" aria-label={page.sentence.clone()}><Drawing nodes={Rc::clone(&page.head.0)} /></svg>
            <div class="lanes-scroll">
                <svg class="lanes-svg" ref={svg} viewBox={body_box} width={wide.clone()} height={body_height} role="group" aria-label={tongue.lanes_help()} {onclick} {onkeydown}
                    onpointerover={light.over} onpointerleave={light.left} onfocusin={light.focused} onfocusout={light.blurred}>
                    <Drawing nodes={Rc::clone(&page.body.0)} {stop} />
                </svg>
                <p class="map-empty" hidden={!shown.snapshot.hosts.is_empty()}>{ tongue.empty_map() }</p>
                <svg class="lanes-legend" viewBox={legend_box} width={wide} height={legend_height} role="img" aria-label={tongue.legend_of_map()}><Drawing nodes={Rc::clone(&page.legend.0)} /></svg>
                <p class="note">{ page.key.clone() }</p>
                <details class="lanes-table" {ontoggle}>
                    <summary>{ tongue.lanes_table() }</summary>
                    <div>{ for is_table_open.then(|| table::courses(shown, &courses)) }</div>
                </details>
            </div>
        </div>
    }
}

/// Where the lanes lie in so much room, above a chart of this width.
fn frame(whole: f64, chart: f64) -> Frame {
    let room = whole - chart;
    if chart <= 0.0 || room < 0.0 {
        return Frame::alone(whole.max(1.0));
    }
    // with a panel at the right, both end with it; else the chart lies in the middle
    let left = if room > BESIDE { room } else { room / 2.0 };
    Frame { left, chart, whole }
}

fn key(
    event: &KeyboardEvent,
    page: &Lanes,
    svg: &NodeRef,
    at: &UseStateHandle<Option<String>>,
    dispatch: &Callback<Action>,
) {
    let Some(target) = event.target_dyn_into::<Element>() else { return };
    let go = match event.key().as_str() {
        "ArrowUp" => Go::Up,
        "ArrowDown" => Go::Down,
        "ArrowRight" => Go::Right,
        "ArrowLeft" => Go::Left,
        "Home" => Go::First,
        "End" => Go::Last,
        "Enter" | " " => {
            event.prevent_default();
            dispatch.emit(choice(Some(target)));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let here = target.get_attribute("data-entity");
    let next = here.as_deref().or(page.first()).and_then(|it| page.next(it, go));
    let (Some(next), Some(svg)) = (next, svg.cast::<Element>()) else { return };
    at.set(Some(next.to_owned()));
    let parts = svg.get_elements_by_tag_name("g");
    let is_next =
        |it: &Element| it.get_attribute("data-entity").as_deref() == Some(next) && it.has_attribute("tabindex");
    if let Some(part) = (0..parts.length()).filter_map(|at| parts.item(at)).find(is_next) {
        // an SVG element has the same method
        wasm_bindgen::JsCast::unchecked_ref::<HtmlElement>(&part).focus().ok();
    }
}
