//! `(State, Action) → (State, effects)`: total and pure. Every action is legal in every state.

use std::rc::Rc;

use super::action::{Action, Effect};
use super::camera::Camera;
use super::compare;
use super::follow::{Direction, follow};
use super::fragment::Fragment;
use super::seek::seek;
use super::{
    Clock, Controls, Failure, Load, Ready, State, Tab, briefing, columns, handing, listing, load, present, reading,
    whose, words,
};
use crate::incident::Id;
use crate::timeline::Snapshot;

/// What becomes of the state, and what the browser is asked to do.
pub fn update(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    let (was_reading, was_kept) = (state.reading.is_some(), keeps(&state));
    let is_answer = matches!(action, Action::Converted { .. } | Action::Collected { .. });
    if !matches!(action, Action::Copied(_) | Action::MapResized(_) | Action::ChartResized(_)) {
        state.copied = None;
    }
    match action {
        Action::Open(address) => {
            listing::will_be_over(&mut state, true);
            effects.push(open(&mut state, address));
        }
        Action::OpenFromGallery(id) => effects.extend(open_from_gallery(&mut state, &id)),
        Action::OpenGallery(address) => effects.push(Effect::FetchGallery(address)),
        Action::Read { .. }
        | Action::ReadHeld { .. }
        | Action::TakeColumn { .. }
        | Action::ShowColumns(true)
        | Action::Prefer(_)
        | Action::Unprefer(..)
            if state.is_read_only => {}
        Action::TakeColumn { .. } | Action::ShowColumns(_) => effects.extend(columns::update(&mut state, action)),
        Action::Read { name, bytes } | Action::Load { name, bytes } => {
            state.request += 1;
            listing::will_be_over(&mut state, true);
            effects.extend(reading::received(&mut state, name, bytes, None));
        }
        Action::LoadValue { name, value } => {
            state.request += 1;
            listing::will_be_over(&mut state, true);
            effects.extend(reading::received_value(&mut state, name, value));
        }
        Action::ReadHeld { .. } | Action::Progressed { .. } | Action::Converted { .. } | Action::StopReading => {
            effects.extend(reading::update(&mut state, action));
        }
        Action::Collected { .. }
        | Action::Search(_)
        | Action::SortBy(_)
        | Action::Pick(_)
        | Action::List
        | Action::Unlist => {
            let effect = listing::update(&mut state, action);
            effects.extend(effect.or_else(|| if is_answer { open_wanted(&mut state) } else { None }));
        }
        Action::Fetched { request, address, answer } if request == state.request => {
            state.asked = None;
            match answer {
                Ok(bytes) => {
                    effects.extend(reading::received(&mut state, name_of(&address).to_owned(), bytes, Some(&address)));
                }
                Err(failure) => state.fail(failure),
            }
            if !is_of_gallery(&state, &address) {
                effects.extend(open_wanted(&mut state));
            }
        }
        Action::Fetched { .. } => {} // an answer to an older question
        Action::GalleryFetched { address, bytes } => {
            effects.extend(offer(&mut state, &address, &bytes));
        }
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
        _ => set(&mut state, action),
    }
    // the worker that reads, and the one that keeps what was read, end when nobody waits for them
    effects.extend((was_reading && state.reading.is_none() && !is_answer).then_some(Effect::StopConverting));
    effects.extend((was_kept && !keeps(&state)).then_some(Effect::Release));
    (state, effects)
}

/// Whether the reader keeps something to which one can come back.
fn keeps(state: &State) -> bool {
    state.listing.is_some() || state.columns.is_some()
}

/// Sets what stands by itself; other actions do nothing here.
fn set(state: &mut State, action: Action) {
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
        _ => {}
    }
}

/// Offers the incidents of an index, and opens the one for which a fragment has waited.
fn offer(state: &mut State, address: &str, bytes: &[u8]) -> Option<Effect> {
    let mut gallery = load::gallery(bytes);
    let folder = address.rfind('/').map_or("", |at| &address[..=at]);
    for entry in &mut gallery {
        entry.file = format!("{folder}{}", entry.file);
    }
    state.gallery = Rc::new(gallery);
    open_wanted(state)
}

/// Opens the incident of the gallery for which a fragment has waited; but not while a file from elsewhere is on its way,
/// which may be a list with that incident.
fn open_wanted(state: &mut State) -> Option<Effect> {
    let id = state.wanted.as_ref()?.incident.clone()?;
    let asked = state.asked.as_ref().filter(|(request, _)| *request == state.request);
    let is_elsewhere = asked.is_some_and(|(_, address)| !is_of_gallery(state, address));
    if is_elsewhere || state.reading.is_some() {
        return None;
    }
    open_from_gallery(state, &id)
}

fn is_of_gallery(state: &State, address: &str) -> bool {
    state.gallery.iter().any(|it| it.file == address)
}

/// Chooses what comes next along the pivots.
fn go_along(state: &mut State, direction: Direction) {
    let next = snapshot(state).and_then(|(ready, snapshot)| {
        follow(&ready.incident, &ready.layout, &snapshot, state.selection.as_deref(), direction)
    });
    state.selection = next.or(state.selection.take());
}

fn open(state: &mut State, address: String) -> Effect {
    state.request += 1;
    (state.complaint, state.reading) = (None, None);
    if !state.has_something() {
        state.load = Load::Loading { name: name_of(&address).to_owned() };
    }
    state.asked = Some((state.request, address.clone()));
    Effect::Fetch { request: state.request, address }
}

/// What the file at an address is called.
pub fn name_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

fn open_from_gallery(state: &mut State, id: &str) -> Option<Effect> {
    let address = state.gallery.iter().find(|it| it.id == id)?.file.clone();
    listing::will_be_over(state, false);
    Some(open(state, address))
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
    Some((ready, Snapshot::of(&ready.incident, &state.lens()?, state.language())))
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
    open_wanted(state)
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
