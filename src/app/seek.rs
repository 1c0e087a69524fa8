//! Where the slider goes: to days and to steps without one, by hand, step by step or by itself; and which clocks move with it.

use super::action::{Action, Effect, Way};
use super::{Clock, Speed, State};
use crate::incident::{Day, Id};
use crate::sorting;
use crate::timeline::{Scale, Timeline};

/// Does what an action says of time; all others do nothing here.
pub fn seek(state: &mut State, action: &Action) -> Option<Effect> {
    match *action {
        Action::SeekTo(day) => go_to(state, Some(day)),
        Action::Slide(position) => {
            let stand = slide(state, position);
            stand_at(state, stand);
        }
        Action::StepDay(way) if state.scale() != Scale::Steps => {
            let day = state.lens().map(|it| it.as_of.plus(if way == Way::Forward { 1 } else { -1 }));
            let ends = state.axis().map(|it| it.ends());
            go_to(state, day.zip(ends).map(|(day, (first, last))| day.clamp(first, last)));
        }
        Action::Step(way) | Action::StepDay(way) => {
            let stand = stop_after(state, way);
            stand_at(state, stand);
        }
        Action::SeekFirst => go_to_first(state),
        Action::SeekLast => {
            let day = state.timeline().map(Timeline::last);
            go_to(state, day);
        }
        Action::SetKnownOn(day) => {
            set_clock(state, Clock::Happened);
            state.known_on = day;
        }
        Action::SetClock(clock) => set_clock(state, clock),
        Action::SetScale(scale) => (state.scale, state.step) = (scale, None),
        Action::TogglePlay => return toggle_play(state),
        Action::SetPlaying(is_playing) if is_playing != state.is_playing => return toggle_play(state),
        Action::Ticked => return tick(state),
        _ => {}
    }
    None
}

fn go_to(state: &mut State, day: Option<Day>) {
    stand_at(state, day.map(|it| (it, None)));
}

fn go_to_first(state: &mut State) {
    let first = stands(state).and_then(|it| it.into_iter().next());
    stand_at(state, first.map(|(_, it)| it));
}

/// Where the slider can stand: on a day, or at a step without a date that comes after it.
type Stand = (Day, Option<Id>);

fn stand_at(state: &mut State, stand: Option<Stand>) {
    if let Some((day, step)) = stand {
        (state.as_of, state.step) = (Some(day), step);
    }
}

/// All places to which the slider goes step by step, in order.
fn stands(state: &State) -> Option<Vec<(f64, Stand)>> {
    let (axis, timeline) = (state.axis()?, state.timeline()?);
    let dated = timeline.stops.iter().map(|it| (axis.position(*it), (*it, None)));
    let undated = state.undated().iter().map(|it| {
        let step = Some(it.step.clone());
        (axis.place(it.after, step.as_deref()), (it.after, step))
    });
    Some(sorting::sorted_by(dated.chain(undated), |(at, _)| *at))
}

/// Lets one clock move or both. The day stays, as far as the timeline of that clock goes.
fn set_clock(state: &mut State, clock: Clock) {
    if state.clock == clock {
        return;
    }
    let day = state.lens().map(|it| it.as_of);
    state.clock = clock;
    state.known_on = None;
    let day = day.zip(state.timeline()).map(|(day, timeline)| day.clamp(timeline.first(), timeline.last()));
    go_to(state, day);
}

/// What lies at a place of the slider. A push that is too small still moves it, so that every input device gets on.
fn slide(state: &State, position: f64) -> Option<Stand> {
    let (axis, now, at) = (state.axis()?, state.lens()?.as_of, state.position()?);
    let position = if position.is_finite() { position.clamp(0.0, 1.0) } else { 0.0 };
    let is_still = (position - at).abs() < f64::EPSILON;
    let way = if position > at { Way::Forward } else { Way::Back };
    if state.scale() == Scale::Steps {
        let (nearest, stand) = sorting::sorted_by(stands(state)?, |(it, _)| (it - position).abs()).swap_remove(0);
        let is_same = (nearest - at).abs() < f64::EPSILON;
        return if is_same && !is_still { stop_after(state, way) } else { Some(stand) };
    }
    let day = axis.day(position);
    let (first, last) = axis.ends();
    if day != now || is_still {
        return Some((day, None));
    }
    Some((day.plus(if way == Way::Forward { 1 } else { -1 }).clamp(first, last), None))
}

fn stop_after(state: &State, way: Way) -> Option<Stand> {
    let (here, now) = (state.position()?, state.lens()?.as_of);
    let stands = stands(state)?;
    let found = match way {
        Way::Forward => stands.iter().find(|(at, (day, step))| *at > here || (step.is_none() && *day > now)),
        Way::Back => stands.iter().rev().find(|(at, (day, step))| *at < here || (step.is_none() && *day < now)),
    };
    found.map(|(_, it)| it.clone())
}

fn toggle_play(state: &mut State) -> Option<Effect> {
    if state.is_playing || state.ready().is_none() {
        state.is_playing = false;
        return None;
    }
    state.is_playing = true;
    if stop_after(state, Way::Forward).is_none() {
        go_to_first(state);
    }
    Some(wait(state.speed))
}

fn tick(state: &mut State) -> Option<Effect> {
    if !state.is_playing {
        return None;
    }
    let next = stop_after(state, Way::Forward);
    stand_at(state, next);
    state.is_playing = stop_after(state, Way::Forward).is_some();
    state.is_playing.then(|| wait(state.speed))
}

fn wait(speed: Speed) -> Effect {
    Effect::Wait(speed.millis())
}
