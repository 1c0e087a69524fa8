//! Where the slider goes: to days and to steps without one, by hand, step by step or by itself; and which clocks move with it.

use std::rc::Rc;

use super::action::{Seek, Way};
use super::effect::Effect;
use super::{SliderClock, Speed, State};
use crate::incident::{Day, Id};
use crate::sorting::{self, Table};
use crate::timeline::{Axis, Scale, Timeline};

/// Goes where an action says.
pub fn update(state: &mut State, action: Seek) -> Option<Effect> {
    match action {
        Seek::Slide(position) => stand_at(state, Track::of(state).and_then(|it| it.slide(position))),
        Seek::Step(way) => stand_at(state, Track::of(state).and_then(|it| it.stop_after(way))),
        Seek::StepDay(way) => stand_at(state, Track::of(state).and_then(|it| it.day_after(way))),
        Seek::First => go_to_first(state),
        Seek::Last => {
            let day = state.timeline().map(Timeline::last);
            go_to(state, day);
        }
        Seek::SetPlaying(is_playing) if is_playing == state.is_playing => {}
        Seek::SetPlaying(_) | Seek::TogglePlay => return toggle_play(state),
        Seek::SetSpeed(speed) => state.speed = speed,
        Seek::Ticked => return tick(state),
    }
    None
}

/// Goes to exactly this day, if there is one; it may lie outside the story.
pub fn go_to(state: &mut State, day: Option<Day>) {
    stand_at(state, day.map(|it| (it, None)));
}

fn go_to_first(state: &mut State) {
    let first = Track::of(state).and_then(|it| it.stands().into_iter().next());
    stand_at(state, first.map(|(_, it)| it));
}

/// Lets one clock move or both. The day stays, as far as the timeline of that clock goes.
pub fn set_clock(state: &mut State, clock: SliderClock) {
    if state.look.clock == clock {
        return;
    }
    let day = state.lens().map(|it| it.as_of);
    state.look.clock = clock;
    state.look.known_on = None;
    let day = day.zip(state.timeline()).map(|(day, timeline)| day.clamp(timeline.first(), timeline.last()));
    go_to(state, day);
}

/// Where the slider can stand: on a day, or at a step without a date that comes after it.
type Stand = (Day, Option<Id>);

fn stand_at(state: &mut State, stand: Option<Stand>) {
    if let Some((day, step)) = stand {
        (state.look.as_of, state.look.step) = (Some(day), step);
    }
}

/// The axis, and where the slider stands on it.
struct Track<'a> {
    state: &'a State,
    timeline: &'a Timeline,
    axis: &'a Rc<Axis>,
    day: Day,
    at: f64,
}

impl<'a> Track<'a> {
    fn of(state: &'a State) -> Option<Self> {
        let (timeline, axis, day) = (state.timeline()?, state.axis()?, state.lens()?.as_of);
        let at = axis.place(day, state.shown_step().map(|it| it.step.as_str()));
        Some(Self { state, timeline, axis, day, at })
    }

    /// All places to which the slider goes step by step, in order.
    fn stands(&self) -> Vec<(f64, Stand)> {
        let dated = self.timeline.stops.iter().map(|it| (self.axis.position(*it), (*it, None)));
        let places: Table<f64> = self.axis.undated.iter().map(|(step, at)| (step.as_str(), *at)).collect();
        let undated = self.state.undated().iter().map(|it| {
            let at = places.get(&it.step).copied().unwrap_or_else(|| self.axis.position(it.after));
            (at, (it.after, Some(it.step.clone())))
        });
        sorting::sorted_by(dated.chain(undated), |(at, _)| *at)
    }

    /// What lies at a place of the slider. A push that is too small still moves it, so that every input device gets on.
    fn slide(&self, position: f64) -> Option<Stand> {
        let position = if position.is_finite() { position.clamp(0.0, 1.0) } else { 0.0 };
        let is_still = (position - self.at).abs() < f64::EPSILON;
        let way = if position > self.at { Way::Forward } else { Way::Back };
        if self.state.scale() == Scale::Steps {
            let (nearest, stand) =
                sorting::sorted_by(self.stands(), |(it, _)| (it - position).abs()).into_iter().next()?;
            let is_same = (nearest - self.at).abs() < f64::EPSILON;
            return if is_same && !is_still { self.stop_after(way) } else { Some(stand) };
        }
        let day = self.axis.day(position);
        Some(if day != self.day || is_still { (day, None) } else { self.next_day(way) })
    }

    /// The next or the previous place to which the slider goes step by step.
    fn stop_after(&self, way: Way) -> Option<Stand> {
        let (here, now) = (self.at, self.day);
        let stands = self.stands();
        let found = match way {
            Way::Forward => stands.iter().find(|(at, (day, step))| *at > here || (step.is_none() && *day > now)),
            Way::Back => stands.iter().rev().find(|(at, (day, step))| *at < here || (step.is_none() && *day < now)),
        };
        found.map(|(_, it)| it.clone())
    }

    /// The next or the previous day; in equal steps, the next or the previous step.
    fn day_after(&self, way: Way) -> Option<Stand> {
        if self.state.scale() == Scale::Steps { self.stop_after(way) } else { Some(self.next_day(way)) }
    }

    fn next_day(&self, way: Way) -> Stand {
        let (first, last) = self.axis.ends();
        (self.day.plus(if way == Way::Forward { 1 } else { -1 }).clamp(first, last), None)
    }
}

/// Whether there is a place further on.
fn goes_on(state: &State) -> bool {
    Track::of(state).is_some_and(|it| it.stop_after(Way::Forward).is_some())
}

fn toggle_play(state: &mut State) -> Option<Effect> {
    if state.is_playing || state.ready().is_none() {
        state.is_playing = false;
        return None;
    }
    state.is_playing = true;
    if !goes_on(state) || state.look.as_of.is_none() {
        go_to_first(state);
    }
    Some(wait(state.speed))
}

fn tick(state: &mut State) -> Option<Effect> {
    if !state.is_playing {
        return None;
    }
    stand_at(state, Track::of(state).and_then(|it| it.stop_after(Way::Forward)));
    state.is_playing = goes_on(state);
    state.is_playing.then(|| wait(state.speed))
}

fn wait(speed: Speed) -> Effect {
    Effect::Wait(speed.millis())
}
