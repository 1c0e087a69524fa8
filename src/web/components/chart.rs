//! The chart of what was reported, with the slider on its axis: reports can be read out one by one, publications pinned.

use std::rc::Rc;

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::button::button;
use super::choice::Choice;
use super::drawing::Drawing;
use super::hooks::{use_size, use_tongue, when};
use crate::app::action::{Action, Screen, Seek, Setting, Way};
use crate::app::camera::Size;
use crate::app::view::Picture;
use crate::app::wording::Control;
use crate::scene::chart::{self, Spot};

/// How finely the slider divides the axis.
const PARTS: f64 = 1000.0;

/// The widest a publication is for the pointer, in CSS pixels.
const TICK: f64 = 14.0;

/// What the chart shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The chart.
#[component]
pub fn Chart(props: &Props) -> Html {
    let tongue = use_tongue();
    let node = use_node_ref();
    let (picture, dispatch) = (&props.picture, &props.dispatch);
    use_size(node.clone(), dispatch.reform(|size: Size| Action::Screen(Screen::ChartResized(size.width))));
    let reading = use_state(|| None::<usize>);
    let n_reports = picture.spots.len();
    let read = reading.filter(|it| *it < n_reports);
    let (at, stand) = picture.stand();
    let view_box = format!("0 0 {} {}", picture.chart_width(), picture.chart_height());
    let oninput = when(dispatch, |event: InputEvent| {
        let input: HtmlInputElement = event.target_dyn_into()?;
        Some(Action::Seek(Seek::Slide(input.value_as_number() / PARTS)))
    });
    let onkeydown = when(dispatch, |event: KeyboardEvent| key(&event));
    let stop_reading = {
        let reading = reading.clone();
        Callback::from(move |_: MouseEvent| reading.set(None))
    };
    html! {
        <>
            { head(picture, dispatch, &reading, read) }
            <div class="chart" ref={node}>
                <svg viewBox={view_box.clone()} role="img" aria-label={tongue.chart_help()}><Drawing nodes={Rc::clone(&picture.chart)} /></svg>
                <svg class="spots" viewBox={view_box} aria-hidden="true" onmouseleave={stop_reading}>
                    <g>{ for read.and_then(|it| picture.spots.get(it)).map(|it| reading_mark(it, picture.chart_height() - chart::BOTTOM)) }</g>
                    <g>{ for picture.spots.iter().enumerate().map(|(i, it)| spot(i, it, picture.chart_height() - chart::BOTTOM - chart::TOP, &reading)) }</g>
                    <g>{ ticks(picture, dispatch) }</g>
                </svg>
                <input class="slider" type="range" min="0" max={PARTS.to_string()} step="1" value={(at * PARTS).round().to_string()}
                    aria-label={tongue.day_shown_slider()} aria-valuetext={stand} {oninput} {onkeydown} />
            </div>
        </>
    }
}

/// Which unit, what its lines mean, and one report at a time.
fn head(
    picture: &Picture,
    dispatch: &Callback<Action>,
    reading: &UseStateHandle<Option<usize>>,
    read: Option<usize>,
) -> Html {
    let n_reports = picture.spots.len();
    let step = |by: usize| {
        let reading = reading.clone();
        let next = (read.unwrap_or(n_reports.saturating_sub(1)) + by) % n_reports.max(1);
        Callback::from(move |()| reading.set(Some(next)))
    };
    let unit = picture.shown_series().map_or("", |it| it.unit.as_str());
    let tongue = picture.tongue();
    let options: Vec<(String, String)> =
        picture.series.iter().map(|it| (it.unit.clone(), tongue.unit(&it.unit))).collect();
    html! {
        <div class="chart-head" hidden={picture.series.is_empty()}>
            <Choice class="unit" label={tongue.unit_choice()} is_label_unseen=true value={unit.to_owned()} {options}
                choose={dispatch.reform(|it| Action::Set(Setting::Unit(Some(it))))} />
            <span class="chart-title">{ tongue.chosen_reported() }</span>
            <div class="reports" role="toolbar" aria-label={tongue.reports()} hidden={n_reports == 0}>
                { button(tongue, Control::keyless(tongue.previous_report()), "M11 3 5 9l6 6", &step(n_reports.saturating_sub(1))) }
                { button(tongue, Control::keyless(tongue.next_report()), "M7 3l6 6-6 6", &step(1)) }
                <p class="report" hidden={read.is_some()}>{ n_reports.checked_sub(1).map(|it| picture.report_words(it)) }</p>
                <p class="report" aria-live="polite" hidden={read.is_none()}>{ read.map(|it| picture.report_words(it)) }</p>
            </div>
            <span class="chart-key" title={picture.chart_key()}>{ picture.chart_key() }</span>
        </div>
    }
}

fn reading_mark(it: &Spot, floor: f64) -> Html {
    html! {
        <g key="reading" class="reading">
            <line x1={it.x.to_string()} x2={it.x.to_string()} y1={chart::TOP.to_string()} y2={floor.to_string()} />
            <circle cx={it.x.to_string()} cy={it.high.to_string()} r="6" />
        </g>
    }
}

/// Where the pointer reads out a report: from its day until the next.
fn spot(i: usize, it: &Spot, height: f64, reading: &UseStateHandle<Option<usize>>) -> Html {
    let reading = reading.clone();
    let onmouseenter = Callback::from(move |_: MouseEvent| reading.set(Some(i)));
    let (x, width) = if it.end > it.x { (it.x, it.end - it.x) } else { (it.x - TICK / 2.0, TICK) };
    html! { <rect key={i} x={x.to_string()} y={chart::TOP.to_string()} width={width.to_string()} height={height.to_string()} {onmouseenter} /> }
}

/// Where the pointer reads a publication, and pins the reader's clock to it.
fn ticks(picture: &Picture, dispatch: &Callback<Action>) -> Html {
    let (first, last) = picture.axis.ends();
    let shown: Vec<_> = picture.ready.publications.iter().filter(|it| (first..=last).contains(&it.day)).collect();
    let x = |i: usize| chart::x(&picture.axis, shown[i].day, picture.chart_width());
    let rows = (0..shown.len()).map(|i| {
        let left = if i == 0 { TICK } else { x(i) - x(i - 1) };
        let right = if i + 1 == shown.len() { TICK } else { x(i + 1) - x(i) };
        let (left, right) = (left.min(TICK) / 2.0, right.min(TICK) / 2.0);
        let day = shown[i].day;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::KnownOn(Some(day))));
        html! {
            <rect key={day.to_string()} class="tick" x={(x(i) - left).to_string()} y={(picture.chart_height() - chart::BOTTOM + 11.0).to_string()}
                width={(left + right).to_string()} height="16" {onclick}>
                <title>{ picture.teller().publication(shown[i]) }</title>
            </rect>
        }
    });
    rows.collect()
}

/// On the slider, arrows go by days and pages by steps, whatever the axis compresses.
fn key(event: &KeyboardEvent) -> Option<Action> {
    let action = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => Action::Seek(Seek::StepDay(Way::Forward)),
        "ArrowLeft" | "ArrowDown" => Action::Seek(Seek::StepDay(Way::Back)),
        "PageUp" => Action::Seek(Seek::Step(Way::Forward)),
        "PageDown" => Action::Seek(Seek::Step(Way::Back)),
        "Home" => Action::Seek(Seek::First),
        "End" => Action::Seek(Seek::Last),
        _ => return None,
    };
    event.prevent_default();
    Some(action)
}
