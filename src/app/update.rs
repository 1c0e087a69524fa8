//! `(State, Action) → (State, effects)`: total and pure. Every action is legal in every state.

use std::rc::Rc;

use super::action::{Action, Effect};
use super::camera::Camera;
use super::compare;
use super::follow::{Direction, follow};
use super::fragment::Fragment;
use super::seek::seek;
use super::{
    Clock, Controls, Failure, Load, Ready, State, Tab, briefing, handing, listing, opening, present, whose, words,
};
use crate::incident::Id;
use crate::timeline::Snapshot;

/// What becomes of the state, and what the browser is asked to do.
pub fn update(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    let workers = opening::Workers::of(&state, &action);
    if !matches!(action, Action::Copied(_) | Action::MapResized(_) | Action::ChartResized(_)) {
        state.copied = None;
    }
    match action {
        Action::Read { .. }
        | Action::ReadHeld { .. }
        | Action::TakeColumn { .. }
        | Action::ShowColumns(true)
        | Action::Prefer(_)
        | Action::Unprefer(..)
            if state.is_read_only => {}
        Action::Complain(failure) => state.fail(failure),
        Action::Select(id) => state.selection = id.filter(|it| !it.is_empty() && can_be_selected(&state, it)),
        Action::Follow(direction) => {
            go_along(&mut state, direction);
            effects.push(Effect::FocusSelection);
        }
        Action::Show(tab) => {
            state.tab = tab;
            compare::with_something(&mut state);
        }
        Action::Present | Action::Turn(_) | Action::TurnTo(_) | Action::ToggleNotes | Action::Leave => {
            effects.extend(present::update(&mut state, &action));
        }
        Action::Compare(_) | Action::Look(_) | Action::Swap | Action::Copy | Action::Copied(_) => {
            effects.extend(compare::update(&mut state, action));
        }
        Action::Wish(_) | Action::HandOn | Action::CopyOut | Action::PrintOut => {
            effects.extend(handing::update(&mut state, action));
        }
        Action::Gathered(answer) => match answer.and_then(|it| briefing::save(&it)) {
            Ok(save) => effects.push(save),
            Err(failure) => state.complain(failure),
        },
        Action::SetToldBy(_)
        | Action::Tell(_)
        | Action::Hear(..)
        | Action::SetPrefer(_)
        | Action::Prefer(_)
        | Action::Unprefer(..) => whose::update(&mut state, action),
        Action::Restore(fragment) => effects.extend(restore(&mut state, Fragment::parse(&fragment))),
        Action::SeekTo(_)
        | Action::Slide(_)
        | Action::Step(_)
        | Action::StepDay(_)
        | Action::SeekFirst
        | Action::SeekLast
        | Action::SetKnownOn(_)
        | Action::SetClock(_)
        | Action::SetScale(_)
        | Action::TogglePlay
        | Action::SetPlaying(_)
        | Action::Ticked => effects.extend(seek(&mut state, &action)),
        Action::Pan(..) | Action::Zoom(..) | Action::Fit | Action::MapResized(_) | Action::ChartResized(_) => {
            look(&mut state, &action);
        }
        action => {
            let rest = set(&mut state, action);
            effects.extend(rest.and_then(|it| opening::update(&mut state, it)));
        }
    }
    effects.extend(workers.over(&state));
    (state, effects)
}

/// Sets what stands by itself, or gives the action back.
fn set(state: &mut State, action: Action) -> Option<Action> {
    match action {
        Action::Dismiss => state.complaint = None,
        Action::SetSpeed(speed) => state.speed = speed,
        Action::SetUnit(unit) => state.unit = unit,
        Action::SetTheme(theme) => state.theme = theme,
        Action::SystemThemeChanged(is_dark) => state.is_system_dark = is_dark,
        Action::SetLanguage(language) => (state.language, state.chosen_language) = (language, None),
        Action::ChooseLanguage(language) => state.chosen_language = language,
        Action::SetControls(controls) => (state.controls, state.is_unfolded) = (controls, false),
        Action::ToggleFold => state.is_unfolded = !state.is_unfolded && state.controls == Controls::Compact,
        Action::SetReadOnly(is_read_only) => state.is_read_only = is_read_only,
        other => return Some(other),
    }
    None
}

/// Chooses what comes next along the pivots.
fn go_along(state: &mut State, direction: Direction) {
    let next = snapshot(state).and_then(|(ready, snapshot)| {
        follow(&ready.incident, &ready.layout, &snapshot, state.selection.as_deref(), direction)
    });
    state.selection = next.or(state.selection.take());
}

/// Shows what was read. A file that cannot be read does not take away the incident that is shown.
pub(super) fn show(state: &mut State, read: Result<Ready, Failure>) {
    match read {
        Ok(ready) => {
            let is_other = state.ready().is_some_and(|it| it.incident.id != ready.incident.id);
            if is_other {
                (state.as_of, state.known_on, state.told_by, state.selection) = (None, None, None, None);
                state.prefer.clear();
                (state.clock, state.scale, state.unit, state.step) = (Clock::Happened, None, None, None);
                state.against = None;
            }
            state.camera = None;
            state.is_playing = false;
            // a link is read before its incident comes, and what is wrong with it is still wrong then
            state.complaint = state.complaint.take().filter(|it| it.code == NEWER_LINK);
            state.load = Load::Ready(Rc::new(ready));
            listing::leave(state);
            compare::with_something(state);
            present::what_is_shown(state);
            let is_wanted = |it: &Fragment| {
                it.incident.as_ref().is_none_or(|id| state.ready().is_some_and(|it| it.incident.id == *id))
            };
            if let Some(wanted) = state.wanted.clone().filter(is_wanted) {
                apply(state, &wanted);
                state.wanted = None;
            }
            state.selection = state.selection.take().filter(|it| can_be_selected(state, it));
            whose::check(state);
        }
        Err(failure) => state.fail(failure),
    }
}

fn snapshot(state: &State) -> Option<(&Rc<Ready>, Snapshot)> {
    let ready = state.ready()?;
    Some((ready, Snapshot::of(&ready.incident, &state.lens()?)))
}

/// Whether there is anything to choose by this id. Before an incident is there, everything may turn out to be.
fn can_be_selected(state: &State, id: &Id) -> bool {
    state.ready().is_none_or(|it| {
        let incident = &it.incident;
        let hosts = incident.hosts.iter().map(|it| &it.id);
        let happened = incident.pivots.iter().map(|it| &it.id).chain(incident.events.iter().map(|it| &it.id));
        hosts.chain(happened).chain(incident.counts.iter().map(|it| &it.id)).any(|it| it == id)
    })
}

/// Shows what a fragment says, now or as soon as its incident is there.
fn restore(state: &mut State, fragment: Fragment) -> Option<Effect> {
    let is_listed = state.listing.as_ref().is_some_and(|it| it.is_shown);
    match &fragment.incident {
        Some(id) if is_listed || state.ready().is_none_or(|it| it.incident.id != *id) => {
            if let Some(effect) = listing::pick_by_id(state, id) {
                state.wanted = Some(fragment);
                return Some(effect);
            }
        }
        None if listing::holds_shown(state) => return listing::update(state, Action::List),
        _ => {}
    }
    let shown = state.ready().map(|it| it.incident.id.clone());
    let is_of_gallery = state.gallery.iter().any(|it| Some(&it.id) == shown.as_ref());
    let first = state.gallery.first().filter(|_| is_of_gallery).map(|it| it.id.clone());
    let incident = fragment.incident.clone().or(first);
    if incident.is_none() || incident == shown {
        apply(state, &fragment);
        return None;
    }
    state.wanted = Some(Fragment { incident, ..fragment });
    opening::open_wanted(state)
}

fn apply(state: &mut State, fragment: &Fragment) {
    state.as_of = fragment.as_of;
    state.known_on = fragment.known_on;
    state.clock = fragment.clock.unwrap_or_default();
    state.scale = fragment.scale;
    state.step.clone_from(&fragment.step);
    state.unit.clone_from(&fragment.unit);
    state.chosen_language.clone_from(&fragment.language);
    state.told_by.clone_from(&fragment.told_by);
    state.prefer.clone_from(&fragment.prefer);
    state.against.clone_from(&fragment.against);
    let compares = fragment.against.as_ref().map(|_| Tab::Changes);
    state.tab = fragment.view.or(compares).unwrap_or_default();
    compare::with_something(state);
    state.selection = fragment.select.clone().filter(|it| can_be_selected(state, it));
    present::what_is_shown(state);
    whose::check(state);
    if fragment.is_newer {
        state.complaint = Some(Rc::new(newer_link()));
    }
}

/// Moves the eye, not the incident.
fn look(state: &mut State, action: &Action) {
    let Some(map) = state.ready().map(|it| it.layout.bounds) else {
        match action {
            Action::MapResized(size) => state.map_size = *size,
            Action::ChartResized(width) => state.chart_width = *width,
            _ => {}
        }
        return;
    };
    let view = state.map_size;
    let now = state.camera.unwrap_or_else(|| state.opening(map));
    match *action {
        Action::Pan(dx, dy) => state.camera = Some(now.panned(dx, dy, map, view)),
        Action::Zoom(factor, at) => {
            let at = at.unwrap_or((view.width / 2.0, view.height / 2.0));
            state.camera = Some(now.zoomed(factor, at).panned(0.0, 0.0, map, view));
        }
        Action::Fit => state.camera = Some(Camera::fit(map, view)).filter(|it| *it != state.opening(map)),
        Action::MapResized(size) => state.map_size = size,
        Action::ChartResized(width) => state.chart_width = width,
        _ => {}
    }
}

/// The code of what is said of a link that a newer program wrote.
const NEWER_LINK: &str = "newer-link";

/// What is said of a link that a newer program wrote; what can be read of it is shown all the same.
fn newer_link() -> Failure {
    Failure {
        code: NEWER_LINK,
        title: words::NEWER_LINK.to_owned(),
        text: words::NEWER_LINK_TEXT.to_owned(),
        hint: words::NEWER_LINK_HINT.to_owned(),
    }
}

/// A failure to fetch, by what the reader can do about it.
pub fn fetch_failure(address: &str, status: Option<u16>) -> Failure {
    let (code, text, hint) = words::fetch_failure(status);
    Failure { code, title: words::cannot_open(address), text, hint: hint.to_owned() }
}
