//! What is opened: an address, an incident of the gallery, a file that somebody brings; and when the workers that read are over.

use std::rc::Rc;

use super::action::{Action, Effect};
use super::{Load, State, columns, listing, load, reading};

/// What is asked for, and what comes.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    match action {
        Action::Open(address) => {
            listing::will_be_over(state, true);
            Some(open(state, address))
        }
        Action::OpenFromGallery(id) => open_from_gallery(state, &id),
        Action::OpenGallery(address) => Some(Effect::FetchGallery(address)),
        Action::GalleryFetched { address, bytes } => offer(state, &address, &bytes),
        Action::Read { name, bytes } | Action::Load { name, bytes } => {
            state.request += 1;
            listing::will_be_over(state, true);
            reading::received(state, name, bytes, None)
        }
        Action::LoadValue { name, value } => {
            state.request += 1;
            listing::will_be_over(state, true);
            reading::received_value(state, name, value)
        }
        Action::Fetched { request, address, answer } if request == state.request => {
            state.asked = None;
            let effect = match answer {
                Ok(bytes) => reading::received(state, name_of(&address).to_owned(), bytes, Some(&address)),
                Err(failure) => {
                    state.fail(failure);
                    None
                }
            };
            effect.or_else(|| if is_of_gallery(state, &address) { None } else { open_wanted(state) })
        }
        Action::Collected { .. } => listing::update(state, action).or_else(|| open_wanted(state)),
        Action::Search(_) | Action::SortBy(_) | Action::Pick(_) | Action::List | Action::Unlist => {
            listing::update(state, action)
        }
        Action::TakeColumn { .. } | Action::ShowColumns(_) => columns::update(state, action),
        _ => reading::update(state, action),
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
pub fn open_wanted(state: &mut State) -> Option<Effect> {
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
        let is_answer = matches!(action, Action::Converted { .. } | Action::Collected { .. });
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
