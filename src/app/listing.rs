//! A collection: its list, what is looked for in it, and the way into one incident and back.

use std::rc::Rc;

use super::action::{Action, Effect};
use super::{Load, State, reading};
use crate::collection::{Collection, Search};

/// A collection that was opened, and how it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its incidents.
    pub collection: Rc<Collection>,
    /// What is looked for, and in which order.
    pub search: Search,
    /// Whether the list is shown, and not one of its incidents.
    pub is_shown: bool,
}

/// What happens to a collection.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    match action {
        Action::Collected { request, name, summary, rows } if request == state.request => {
            (state.reading, state.complaint, state.is_playing) = (None, None, false);
            if state.ready().is_none() {
                state.load = Load::Empty;
            }
            let collection = Rc::new(Collection::read(name, summary, &rows));
            state.listing = Some(Listing { collection, search: Search::default(), is_shown: true });
            None
        }
        Action::Pick(index) => {
            let name = state.listing.as_ref()?.collection.rows.get(index)?.victim.clone();
            state.request += 1;
            state.complaint = None;
            Some(Effect::Pick { request: state.request, name, index })
        }
        _ => {
            let listing = state.listing.as_mut()?;
            match action {
                Action::Search(words) => listing.search.words = words,
                Action::SortBy(column) => listing.search.sort_by(column),
                Action::List => (listing.is_shown, state.is_playing) = (true, false),
                _ => {} // an answer to an older question
            }
            None
        }
    }
}

/// An incident is shown, and no list.
pub fn leave(state: &mut State) {
    state.reading = None::<reading::Reading>;
    if let Some(listing) = &mut state.listing {
        listing.is_shown = false;
    }
}
