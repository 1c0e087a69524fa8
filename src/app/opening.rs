//! What is opened: an address, an incident of the gallery, a file that somebody brings; and when the workers that read are over.

use std::rc::Rc;

use super::action::{Action, Open};
use super::effect::Effect;
use super::own::Own;
use super::parts::Waiting;
use super::{Failure, Load, State, arrival, keeping, listing, load, reading};

/// What is asked for, and what comes.
pub fn update(state: &mut State, action: Open) -> Option<Effect> {
    if request(&action).is_some_and(|it| it != state.request) {
        return None; // an answer to an older question
    }
    match action {
        Open::At(address) => {
            listing::will_be_over(state, true);
            Some(open(state, address))
        }
        Open::FromGallery(id) => open_from_gallery(state, &id),
        Open::Gallery(address) => Some(Effect::FetchGallery(address)),
        Open::GalleryFetched { address, bytes } => offer(state, &address, &bytes),
        Open::Read { name, bytes } => {
            begin(state, Some(Own::of(&name, Some(&bytes))));
            arrival::received(state, name, bytes, None)
        }
        Open::Load { name, bytes } => {
            begin(state, None);
            arrival::received(state, name, bytes, None)
        }
        Open::LoadValue { name, value } => {
            begin(state, None);
            arrival::received_value(state, name, value)
        }
        Open::ReadHeld { name, left } => {
            begin(state, Some(Own::of(&name, None)));
            Some(reading::held(state, name, left))
        }
        Open::Stop => {
            reading::stop(state);
            None
        }
        Open::Recalled { request: _, kept } => recalled(state, kept.as_deref()),
        Open::Kept { request: _, is_kept } => {
            state.is_kept = is_kept && state.own.is_some();
            None
        }
        Open::Forget => Some(Effect::Keep { request: state.request, file: None }),
        Open::Fetched { request: _, address, answer } => {
            state.asked = None;
            state.came_from = Some(address.clone());
            let effect = match answer {
                Ok(bytes) => arrival::received(state, name_of(&address).to_owned(), bytes, Some(&address)),
                Err(failure) => {
                    state.fail(failure);
                    None
                }
            };
            effect.or_else(|| if is_of_gallery(state, &address) { None } else { open_wanted(state) })
        }
        Open::Progressed { request: _, done } => {
            reading::progressed(state, done);
            None
        }
        Open::Converted { request: _, name, answer, columns } => {
            arrival::converted(state, &name, answer, columns.as_deref())
        }
        Open::Collected { request: _, name, n_files, unread, rows } => {
            let show = state.parts.views.get()?.collected;
            show(state, name, (n_files, unread), &rows).or_else(|| open_wanted(state))
        }
    }
}

/// The load to which an answer belongs.
fn request(action: &Open) -> Option<u32> {
    match *action {
        Open::Fetched { request, .. }
        | Open::Progressed { request, .. }
        | Open::Recalled { request, .. }
        | Open::Kept { request, .. }
        | Open::Converted { request, .. }
        | Open::Collected { request, .. } => Some(request),
        Open::At(_)
        | Open::FromGallery(_)
        | Open::Gallery(_)
        | Open::GalleryFetched { .. }
        | Open::Read { .. }
        | Open::Load { .. }
        | Open::LoadValue { .. }
        | Open::ReadHeld { .. }
        | Open::Forget
        | Open::Stop => None,
    }
}

/// A file is there, which may take the place of all that was opened before; one of the reader's own, if they brought it.
pub(super) fn begin(state: &mut State, own: Option<Own>) {
    state.request += 1;
    (state.came_from, state.brought) = (None, own);
    listing::will_be_over(state, true);
}

/// Shows the file of a link that the tab has kept; if it has kept another, or none, the reader is asked for it.
fn recalled(state: &mut State, kept: Option<&str>) -> Option<Effect> {
    let Some((own, text)) = keeping::kept(state, kept) else {
        keeping::miss(state);
        return None;
    };
    let name = own.name.clone().unwrap_or_default();
    begin(state, Some(own));
    arrival::received(state, name, text.as_bytes().to_vec(), None)
}

/// Offers the incidents of an index, and opens the one for which a fragment has waited.
fn offer(state: &mut State, address: &str, bytes: &[u8]) -> Option<Effect> {
    let Some(mut gallery) = load::gallery(bytes) else {
        state.complain(Failure::no_gallery(address));
        return None;
    };
    let folder = address.rfind('/').map_or("", |at| &address[..=at]);
    for entry in &mut gallery {
        entry.file = format!("{folder}{}", entry.file);
    }
    state.gallery = Rc::new(gallery);
    open_wanted(state)
}

/// Opens the incident of the gallery for which a fragment has waited; but not while a file from elsewhere is on its way,
/// which may be a list with that incident.
pub fn open_wanted(state: &mut State) -> Option<Effect> {
    // a file of somebody's own may have the id of one of ours
    let id = state.wanted.as_ref().filter(|it| it.file.is_none())?.incident.clone()?;
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

fn open(state: &mut State, address: String) -> Effect {
    state.request += 1;
    (state.complaint, state.reading, state.brought) = (None, None, None);
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

/// Opens an incident of the gallery, if it is there.
fn open_from_gallery(state: &mut State, id: &str) -> Option<Effect> {
    let address = state.gallery.iter().find(|it| it.id == id)?.file.clone();
    listing::will_be_over(state, false);
    Some(open(state, address))
}

/// What the workers have to do: one reads a file, one keeps what was read.
#[derive(Debug, Clone, Copy)]
pub struct Workers {
    was_reading: bool,
    was_kept: bool,
    is_answer: bool,
}

impl Workers {
    /// Before an action.
    pub fn of(state: &State, action: &Action) -> Self {
        // one that waits for a part of the program is still one
        let is_answer = matches!(action, Action::Open(Open::Converted { .. } | Open::Collected { .. }))
            || matches!(state.waiting, Some(Waiting::Collected { .. }));
        Self { was_reading: state.reading.is_some(), was_kept: keeps(state), is_answer }
    }

    /// After it: those for which nobody waits any more are over.
    pub fn over(self, state: &State) -> impl Iterator<Item = Effect> {
        let is_stopped = self.was_reading && state.reading.is_none() && !self.is_answer;
        let is_released = self.was_kept && !keeps(state);
        is_stopped.then_some(Effect::StopConverting).into_iter().chain(is_released.then_some(Effect::Release))
    }
}

/// Whether the reader keeps something to which one can come back.
fn keeps(state: &State) -> bool {
    state.listing.is_some() || state.columns.is_some()
}
