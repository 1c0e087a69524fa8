//! `(State, Action) → (State, effects)`: total and pure. Every action is legal in every state.

use super::action::{Action, Assign, Open, Screen, Setting, Trust};
use super::effect::Effect;
use super::fragment::Fragment;
use super::showing::{apply, can_be_selected};
use super::{
    Controls, SliderClock, State, Tab, compare, filter, find, folding, keeping, listing, moving, opening, parts, seek,
    trust,
};

/// What becomes of the state, and what the browser is asked to do.
pub fn update(mut state: State, action: Action) -> (State, Vec<Effect>) {
    let (workers, before_it) = (opening::Workers::of(&state, &action), state.ready().cloned());
    if !matches!(action, Action::Copied(_) | Action::Screen(Screen::MapResized(_) | Screen::ChartResized(_))) {
        state.copied = None;
    }
    let was_presenting = state.look.tab == Tab::Present;
    let before = parts::Seen::of(&state);
    let effect = if is_forbidden(&state, &action) { None } else { act_or_wait(&mut state, action) };
    let is_over = was_presenting && state.look.tab != Tab::Present;
    let left = is_over.then_some(Effect::LeaveFullscreen);
    let fetched = before.fetches(&mut state);
    let kept = keeping::keep(before_it.as_ref(), &state);
    let effects = effect.into_iter().chain(left).chain(workers.over(&state)).chain(fetched).chain(kept).collect();
    (state, effects)
}

/// Whether a visitor who may only look wants more.
fn is_forbidden(state: &State, action: &Action) -> bool {
    let is_more = matches!(
        action,
        Action::Open(Open::Read { .. } | Open::ReadHeld { .. })
            | Action::Assign(
                Assign::Take { .. } | Assign::Dates(_) | Assign::Zone(_) | Assign::Header(_) | Assign::Show(true)
            )
            | Action::Trust(Trust::Prefer(_) | Trust::Unprefer(..))
    );
    (state.look.is_read_only && is_more) || (matches!(action, Action::Edit(_)) && !state.can_edit())
}

/// Does what an action says, or does it when the part of the program is here that it needs.
fn act_or_wait(state: &mut State, action: Action) -> Option<Effect> {
    match parts::wait(state, action) {
        Ok(Action::Part(fetch)) => {
            let (waited, effect) = parts::update(state, fetch);
            waited.and_then(|it| act(state, it)).or(effect)
        }
        Ok(action) => act(state, action),
        Err(effect) => effect,
    }
}

fn act(state: &mut State, action: Action) -> Option<Effect> {
    match action {
        Action::Set(setting) => set(state, setting),
        Action::Seek(seek) => return seek::update(state, seek),
        Action::Go(found) => return find::go(state, found),
        Action::Sift(facet, value) => {
            state.look.filter.set(facet, value);
            filter::check(state);
        }
        Action::Move(it) => return moving::update(state, it),
        Action::Screen(screen) => see(state, screen),
        Action::Open(open) => return opening::update(state, open),
        Action::List(list) => return listing::update(state, list),
        Action::Index(index) => return (state.parts.views.get()?.index)(state, index),
        Action::Assign(assign) => return super::columns::update(state, assign),
        Action::Compare(compare) => return compare::update(state, compare),
        Action::Talk(talk) => return (state.parts.views.get()?.talk)(state, talk),
        Action::Give(give) => return (state.parts.handing.get()?.update)(state, give),
        Action::Edit(edit) => return (state.parts.writing.get()?.update)(state, edit),
        Action::Part(_) => {} // above
        Action::Trust(trust) => trust::update(state, trust),
        Action::Restore(fragment) => return restore(state, Fragment::parse(&fragment)),
        Action::Say(pairs) => {
            let mut fragment = Fragment::of(state);
            for (key, value) in &pairs {
                fragment.say(key, value.as_deref());
            }
            return restore(state, fragment);
        }
        Action::Fold(fold) => return folding::update(state, fold),
        Action::ToggleFold => state.is_unfolded = !state.is_unfolded && state.look.controls == Controls::Compact,
        Action::ToggleFaults => {
            state.has_faults = !state.has_faults;
            // they stand beside the map, or in its place where there is no room
            state.look.tab = if state.has_faults { Tab::Auto } else { state.look.tab };
        }
        Action::Complain(failure) => state.fail(failure),
        Action::Dismiss => state.complaint = None,
        Action::Copied(is_done) => state.copied = Some(is_done),
    }
    None
}

/// Sets a key of the look, and what follows from it.
fn set(state: &mut State, setting: Setting) {
    match setting {
        Setting::AsOf(day) => seek::go_to(state, day), // what is no day changes nothing
        Setting::KnownOn(day) => {
            // what is pinned does not move
            seek::set_clock(state, SliderClock::Happened);
            state.look.known_on = day;
        }
        Setting::Clock(clock) => seek::set_clock(state, clock),
        Setting::Scale(scale) => (state.look.scale, state.look.step) = (scale, None),
        Setting::ToldBy(ids) => {
            state.look.told_by = ids;
            trust::check(state);
        }
        Setting::Selection(id) => {
            state.look.selection = id.filter(|it| !it.is_empty() && can_be_selected(state, it));
        }
        Setting::Filter(it) => {
            state.look.filter = it;
            filter::check(state);
        }
        Setting::View(tab) => {
            state.look.tab = tab;
            compare::with_something(state);
        }
        Setting::Against(lens) => compare::with(state, lens),
        Setting::PageLanguage(tag) => (state.look.page_language, state.look.language) = (tag, None),
        Setting::Controls(controls) => (state.look.controls, state.is_unfolded) = (controls, false),
        Setting::Prefer(_)
        | Setting::Step(_)
        | Setting::Open(_)
        | Setting::Find(_)
        | Setting::Slide(_)
        | Setting::Unit(_)
        | Setting::Language(_)
        | Setting::Theme(_)
        | Setting::Shortcuts(_)
        | Setting::Keeps(_)
        | Setting::ReadOnly(_)
        | Setting::Editable(_) => state.look.put(setting),
    }
}

/// Takes note of what the browser says.
fn see(state: &mut State, screen: Screen) {
    match screen {
        Screen::MapResized(size) => state.map_size = size,
        Screen::ChartResized(width) => state.chart_width = width,
        Screen::ThemeChanged(is_dark) => state.is_system_dark = is_dark,
        Screen::Languages(all) => state.languages = all,
    }
}

/// Shows what a fragment says, now or as soon as its incident is there.
fn restore(state: &mut State, fragment: Fragment) -> Option<Effect> {
    if !keeping::is_here(state, fragment.file.as_ref(), fragment.incident.is_some()) {
        state.wanted = Some(fragment);
        return keeping::ask(state);
    }
    let is_listed = state.listing.as_ref().is_some_and(|it| it.is_shown);
    match &fragment.incident {
        Some(id) if is_listed || state.ready().is_none_or(|it| it.incident.id != *id) => {
            if let Some(effect) = listing::pick_by_id(state, id) {
                state.wanted = Some(fragment);
                return Some(effect);
            }
        }
        None if listing::holds_shown(state) => {
            listing::show(state);
            return None;
        }
        _ => {}
    }
    let shown = state.ready().map(|it| it.incident.id.clone());
    let is_of_gallery = state.own.is_none() && state.gallery.iter().any(|it| Some(&it.id) == shown.as_ref());
    let first = state.gallery.first().filter(|_| is_of_gallery).map(|it| it.id.clone());
    let incident = fragment.incident.clone().or(first);
    if incident.is_none() || incident == shown {
        if let Some(listing) = state.listing.as_mut().filter(|_| fragment.incident.is_some()) {
            listing.is_shown = false;
        }
        state.wanted = None;
        apply(state, &fragment);
        return None;
    }
    state.wanted = Some(Fragment { incident, ..fragment });
    opening::open_wanted(state)
}
