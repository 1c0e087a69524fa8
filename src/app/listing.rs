//! A collection: its list, what is looked for in it, and the way into one incident and back.

use std::rc::Rc;

use super::action::{Index, List};
use super::effect::Effect;
use super::indexed::Indexed;
use super::own::Own;
use super::piece::Piece;
use super::tables::Brought;
use super::{Load, State, Tab, keeping};
use crate::collection::{Collection, Search};
use crate::tongue::Arg;

/// A collection that was opened, and how it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its incidents.
    pub collection: Rc<Collection>,
    /// What is looked for, and in which order.
    pub search: Search,
    /// The index of which its rows are, if they are of one.
    pub index: Option<Rc<Indexed>>,
    /// The reader's own file or folder of which it is made.
    pub own: Option<Own>,
    /// Whether the list is shown, and not one of its incidents.
    pub is_shown: bool,
    /// Whether what was asked for last takes its place: another file, but no incident of its own or of the gallery.
    pub is_over: bool,
}

/// Looks through the list, and goes from it into an incident and back.
pub fn update(state: &mut State, action: List) -> Option<Effect> {
    match action {
        List::Search(words) => state.listing.as_mut()?.search.words = words,
        List::SortBy(column) => {
            state.listing.as_mut()?.search.sort_by(column);
            return None;
        }
        List::Only(year) => state.listing.as_mut()?.search.year = year,
        List::More => return read_on(state, Index::More),
        List::Again => return read_on(state, Index::Again),
        List::Pick(index) => return pick(state, index),
        List::Show => show(state),
        List::Hide => {
            let is_ready = state.ready().is_some();
            if let Some(listing) = state.listing.as_mut().filter(|_| is_ready) {
                listing.is_shown = false;
            }
        }
    }
    read_on(state, Index::Look)
}

/// Reads what is looked at, if it is of an index.
fn read_on(state: &mut State, index: Index) -> Option<Effect> {
    state.listing.as_ref()?.index.as_ref()?;
    (state.parts.views.get()?.index)(state, index)
}

/// Shows the list, if there is one.
pub fn show(state: &mut State) {
    if let Some(listing) = &mut state.listing {
        (listing.is_shown, state.is_playing) = (true, false);
    }
}

/// Shows the list of what was found, or one of it that is asked for already.
pub fn collected(state: &mut State, name: String, (n_files, unread): Brought, rows: &[u8]) -> Option<Effect> {
    let left = state.reading.take().and_then(|it| it.left).unwrap_or_default();
    (state.complaint, state.columns, state.is_playing) = (None, None, false);
    if state.ready().is_none() {
        state.load = Load::Empty;
    }
    if state.look.tab == Tab::Present {
        state.look.tab = Tab::default(); // nobody would see the list
    }
    let n_files = n_files + left.len();
    let unread = unread.into_iter().chain(left.into_iter().map(Arg::from)).collect();
    let collection = Rc::new(Collection::read(name, (n_files, unread), rows));
    state.listing = Some(Listing {
        collection,
        search: Search::default(),
        index: None,
        own: state.brought.clone(),
        is_shown: true,
        is_over: false,
    });
    keeping::arrived(state, state.brought.clone());
    let wanted = state.wanted.as_ref().and_then(|it| it.incident.clone())?;
    pick_by_id(state, &wanted)
}

fn pick(state: &mut State, index: usize) -> Option<Effect> {
    let listing = state.listing.as_mut()?;
    let row = Rc::clone(listing.collection.rows.get(index)?);
    listing.is_over = false;
    state.brought.clone_from(&listing.own);
    state.request += 1;
    (state.complaint, state.reading) = (None, None);
    let (request, name) = (state.request, row.victim.clone());
    Some(match &listing.index {
        None => Effect::Pick { request, name, index },
        Some(it) => it.fetch(&row.file, Piece::Incident { request, id: row.id.clone(), name }),
    })
}

/// Asks for the first incident with this id, if there is one in the collection.
pub fn pick_by_id(state: &mut State, id: &str) -> Option<Effect> {
    let rows = &state.listing.as_ref()?.collection.rows;
    let index = rows.iter().position(|it| it.id == id)?;
    pick(state, index)
}

/// Whether the incident that is shown, or was before the list, is one of the collection.
pub fn holds_shown(state: &State) -> bool {
    let shown = state.ready().map(|it| it.incident.id.as_str());
    shown.is_some_and(|id| state.listing.iter().flat_map(|it| &it.collection.rows).any(|it| it.id == id))
}

/// Something else is asked for: a file, which would take the place of the collection, or an incident of the gallery, which would not.
pub fn will_be_over(state: &mut State, is_over: bool) {
    if let Some(columns) = &mut state.columns {
        columns.is_again = false;
    }
    if let Some(listing) = &mut state.listing {
        listing.is_over = is_over;
    }
}

/// An incident is shown, and no list; there is none to go back to if another file took its place.
pub fn leave(state: &mut State) {
    state.reading = None;
    state.columns = state.columns.take().filter(|it| it.is_again);
    state.listing = state.listing.take().filter(|it| !it.is_over);
    if let Some(listing) = &mut state.listing {
        listing.is_shown = false;
    }
}
