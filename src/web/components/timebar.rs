//! The time bar: chart and slider on one axis, date field, steps, play and speed.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use super::hooks::{use_size, when};
use super::svg;
use crate::app::Speed;
use crate::app::action::{Action, Way};
use crate::app::camera::Size;
use crate::app::view::Picture;
use crate::app::words::{self, Control};
use crate::incident::Day;
use crate::scene::chart;
use crate::timeline::words as told;

/// How finely the slider divides the axis.
const PARTS: f64 = 1000.0;

/// What the time bar shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Whether the story plays.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The time bar.
#[component]
pub fn Timebar(props: &Props) -> Html {
    let node = use_node_ref();
    let dispatch = &props.dispatch;
    use_size(node.clone(), dispatch.reform(|size: Size| Action::ChartResized(size.width)));
    let day = props.picture.snapshot.lens.as_of;
    let axis = &props.picture.ready.axis;
    let (first, last) = axis.ends();
    let oninput = when(dispatch, |event: InputEvent| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Some(Action::Slide(input.value_as_number() / PARTS))
    });
    let onchange = when(dispatch, |event: Event| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Day::parse(&input.value()).map(Action::SeekTo)
    });
    let onkeydown = when(dispatch, |event: KeyboardEvent| key(&event));
    let play = if props.is_playing { words::PAUSE } else { words::PLAY };
    let chart = format!("0 0 {} {}", props.picture.chart_width(), chart::HEIGHT);
    html! {
        <section class="timebar" aria-label={words::TIME}>
            <div class="time-controls">
                { button(words::STEP_BACK, "M11 3 5 9l6 6", &dispatch.reform(|()| Action::Step(Way::Back))) }
                { button(play, if props.is_playing { "M6 3v12M12 3v12" } else { "M5 3l9 6-9 6z" }, &dispatch.reform(|()| Action::TogglePlay)) }
                { button(words::STEP_FORWARD, "M7 3l6 6-6 6", &dispatch.reform(|()| Action::Step(Way::Forward))) }
                <label class="date">
                    <span>{ words::AS_OF }</span>
                    <input type="date" value={day.to_string()} min={first.to_string()} max={last.to_string()} {onchange} />
                </label>
                <label class="speed">
                    <span>{ words::SPEED }</span>
                    <select onchange={speed(dispatch)}>
                        { for Speed::ALL.map(|it| html! { <option key={words::speed(it)} value={words::speed(it)} selected={it == props.speed}>{ words::speed(it) }</option> }) }
                    </select>
                </label>
                <span class="chart-title">{ words::chart_title(props.picture.reports.first().map(|it| it.total.unit.as_str())) }</span>
            </div>
            <div class="chart" ref={node}>
                <svg viewBox={chart} role="img" aria-label={words::CHART}>{ for svg::nodes(&props.picture.chart, None) }</svg>
                <input class="slider" type="range" min="0" max={PARTS.to_string()} step="1" value={(axis.position(day) * PARTS).round().to_string()}
                    aria-label={words::SLIDER} aria-valuetext={told::day(day)} {oninput} {onkeydown} />
            </div>
        </section>
    }
}

fn button(control: Control, path: &'static str, press: &Callback<()>) -> Html {
    html! {
        <button type="button" class="icon" aria-label={control.label} title={control.hint()} onclick={press.reform(|_: MouseEvent| ())}>
            <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}

fn speed(dispatch: &Callback<Action>) -> Callback<Event> {
    when(dispatch, |event: Event| {
        let select: HtmlSelectElement = event.target_dyn_into()?;
        Speed::ALL.into_iter().find(|it| words::speed(*it) == select.value()).map(Action::SetSpeed)
    })
}

/// On the slider, arrows go by days and pages by steps, whatever the axis compresses.
fn key(event: &KeyboardEvent) -> Option<Action> {
    let action = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => Action::StepDay(Way::Forward),
        "ArrowLeft" | "ArrowDown" => Action::StepDay(Way::Back),
        "PageUp" => Action::Step(Way::Forward),
        "PageDown" => Action::Step(Way::Back),
        "Home" => Action::SeekFirst,
        "End" => Action::SeekLast,
        _ => return None,
    };
    event.prevent_default();
    Some(action)
}
