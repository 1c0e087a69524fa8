//! The time bar: steps, play and speed, both clocks, the scale of the axis; below them the chart with the slider.

use std::rc::Rc;

use yew::prelude::*;

use super::button::button;
use super::chart::Chart;
use super::choice::Choice;
use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Seek, Setting, Way};
use crate::app::part::Place;
use crate::app::view::Picture;
use crate::app::wording::Control;
use crate::app::{SliderClock, Speed};
use crate::incident::Day;
use crate::timeline::Scale;
use crate::tongue::Tongue;
use crate::web::parts;

/// What the time bar shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Whether the story plays.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    /// The part of the program that reads what is typed.
    pub place: Place<()>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The time bar.
#[component]
pub fn Timebar(props: &Props) -> Html {
    let tongue = use_tongue();
    let (picture, dispatch) = (&props.picture, &props.dispatch);
    let day = picture.snapshot.lens.as_of;
    let choose = when(dispatch, |it: Option<Day>| it.map(|it| Action::Set(Setting::AsOf(Some(it)))));
    let step = dispatch.reform(|way: Way| Action::Seek(Seek::StepDay(way)));
    let speed = when(dispatch, |it: String| Speed::parse(&it).map(|it| Action::Seek(Seek::SetSpeed(it))));
    let play =
        if props.is_playing { Control::new(tongue.pause(), "Space") } else { Control::new(tongue.play(), "Space") };
    html! {
        <section class="timebar" part="timebar" aria-label={tongue.time_bar()}>
            <div class="time-controls">
                <div class="steps" role="toolbar" aria-label={tongue.play_choice()}>
                    { button(tongue, Control::new(tongue.step_back(), "["), "M11 3 5 9l6 6", &dispatch.reform(|()| Action::Seek(Seek::Step(Way::Back)))) }
                    { button(tongue, play, if props.is_playing { "M6 3v12M12 3v12" } else { "M5 3l9 6-9 6z" }, &dispatch.reform(|()| Action::Seek(Seek::TogglePlay))) }
                    { button(tongue, Control::new(tongue.step_forward(), "]"), "M7 3l6 6-6 6", &dispatch.reform(|()| Action::Seek(Seek::Step(Way::Forward)))) }
                    <div class="tabs clock">{ for SliderClock::ALL.iter().map(|it| clock(tongue, *it, picture.clock(), dispatch)) }</div>
                </div>
                <label class="date">
                    <span>{ tongue.as_of_field() }</span>
                    { field(tongue, day.told(), choose, step) }
                </label>
                { known(tongue, picture, dispatch) }
                <span class="gap"></span>
                <Choice class="scale" label={tongue.scale_choice()} value={picture.scale().as_str().to_owned()} options={scales(tongue)}
                    choose={dispatch.reform(|it: String| Action::Set(Setting::Scale(Scale::parse(&it))))} />
                <Choice class="speed" label={tongue.speed_choice()} value={props.speed.as_str()} options={speeds(tongue)} choose={speed} />
            </div>
            <Chart picture={Rc::clone(picture)} dispatch={dispatch.clone()} />
        </section>
    }
}

/// The day, to be typed as soon as the part is here that reads it.
fn field(tongue: &'static Tongue, day: Option<Day>, choose: Callback<Option<Day>>, step: Callback<Way>) -> Html {
    match parts::beside() {
        Some(it) => (it.date)(tongue, day, day.is_none(), choose, Some(step)),
        None => html! { <b class="day">{ day.map(|it| tongue.day(it)) }</b> },
    }
}

/// With whose knowledge: the latest, that of the day shown, or that of a publication.
fn known(tongue: &'static Tongue, picture: &Picture, dispatch: &Callback<Action>) -> Html {
    let is_moving = picture.clock() == SliderClock::Learned;
    let pinned = picture.snapshot.lens.known_on.filter(|_| !is_moving);
    let publications = &picture.ready.publications;
    let own = pinned.filter(|day| publications.iter().all(|it| it.day != *day));
    let mut options = vec![
        (String::new(), tongue.latest_knowledge_choice().to_owned()),
        (SliderClock::Learned.as_str().to_owned(), tongue.the_day_shown().to_owned()),
    ];
    options.extend(own.map(|it| (it.to_string(), picture.tongue().day(it))));
    options.extend(publications.iter().map(|it| (it.day.to_string(), picture.teller().publication(it))));
    let value = if is_moving {
        SliderClock::Learned.as_str().to_owned()
    } else {
        pinned.map_or_else(String::new, |it| it.to_string())
    };
    let choose = dispatch.reform(|it: String| match SliderClock::parse(&it) {
        Some(clock) => Action::Set(Setting::Clock(clock)),
        None => Action::Set(Setting::KnownOn(Day::parse(&it))),
    });
    html! { <Choice class="known" label={tongue.known_on_field()} {value} {options} {choose} /> }
}

fn clock(tongue: &'static Tongue, it: SliderClock, now: SliderClock, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Clock(it)));
    html! { <button type="button" key={it.as_str()} aria-pressed={(it == now).to_string()} {onclick}>{ tongue.clock_choice(it) }</button> }
}

fn scales(tongue: &'static Tongue) -> Vec<(String, String)> {
    Scale::ALL.iter().map(|it| (it.as_str().to_owned(), tongue.scale(*it).to_owned())).collect()
}

fn speeds(tongue: &'static Tongue) -> Vec<(String, String)> {
    Speed::ALL.iter().map(|it| (it.as_str().to_owned(), tongue.speed(*it).to_owned())).collect()
}
