//! Which years of an index are read, which one is read next, and the way into one of its incidents.
//!
//! One file is on its way at a time. Years are read from the newest on until the list is long enough for what is looked at;
//! where words are looked for, only the years that can have them are. All of this comes with the list, as a part of the program.

use std::rc::Rc;

use serde_json::Value;

use super::action::Index as Action;
use super::effect::Effect;
use super::indexed::{Indexed, Stand};
use super::listing::{Listing, pick_by_id};
use super::piece::Piece;
use super::{Failure, Load, Ready, State, Tab, showing};
use crate::collection::index::{self, Index};
use crate::collection::{Collection, Search};

/// A list is long enough with so many rows below those that are looked at.
const ENOUGH: usize = 200;
/// So many rows are read without asking, for each thing that somebody does.
const UNASKED: usize = 100_000;

/// What somebody does with an index, and what comes of it.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    match action {
        Action::Opened { name, address, summary } => return opened(state, &name, address, &summary),
        Action::Came { number, piece, answer } => {
            if let Piece::Incident { request, id, name } = piece {
                if request == state.request {
                    shown(state, &id, &name, answer);
                }
                return None;
            }
            let listing =
                state.listing.as_mut().filter(|it| it.index.as_ref().is_some_and(|it| it.number == number))?;
            came(listing, &piece, answer);
            // what a link asks for is looked for by its id until somebody looks for something else
            let wanted = state.wanted.as_ref().and_then(|it| it.incident.clone());
            let wanted = wanted.filter(|it| state.listing.as_ref().is_some_and(|listing| listing.search.words == *it));
            if let Some(effect) = wanted.and_then(|it| pick_by_id(state, &it)) {
                return Some(effect);
            }
        }
        Action::Look => allow(state, 0),
        Action::More => {
            let listing = state.listing.as_ref()?;
            let n = listing.collection.n_found(&listing.search);
            allow(state, n);
        }
        Action::Again => {
            let indexed = Rc::make_mut(state.listing.as_mut()?.index.as_mut()?);
            for stand in indexed.years.iter_mut().chain([&mut indexed.words]) {
                if matches!(stand, Stand::Failed(_)) {
                    *stand = Stand::Coming(0, 0);
                }
            }
            allow(state, 0);
        }
    }
    next(state.listing.as_mut()?)
}

/// Shows the list of an index, of which nothing is read yet.
fn opened(state: &mut State, name: &str, address: String, summary: &Value) -> Option<Effect> {
    let Some(index) = Index::read(summary) else {
        state.fail(Failure::no_index(name));
        return None;
    };
    (state.complaint, state.columns, state.is_playing) = (None, None, false);
    if state.ready().is_none() {
        state.load = Load::Empty;
    }
    if state.look.tab == Tab::Present {
        state.look.tab = Tab::default(); // nobody would see the list
    }
    let collection = Collection {
        name: index.name.clone(),
        n_files: index.n_files,
        n_unread: index.n_unread,
        unread: index.unread.clone(),
        n_incidents: index.n_incidents(),
        rows: Vec::new(),
    };
    let indexed = Indexed {
        base: address,
        number: state.request,
        years: vec![Stand::Away; index.years.len()],
        words: if index.words.is_empty() { Stand::Here } else { Stand::Away },
        lists: Rc::default(),
        is_waiting: false,
        wanted: ENOUGH,
        allowed: UNASKED,
        index,
    };
    // an incident that is asked for is looked for by its id
    let words = state.wanted.as_ref().and_then(|it| it.incident.clone()).unwrap_or_default();
    let search = Search { words, ..Search::default() };
    let index = Some(Rc::new(indexed));
    state.listing = Some(Listing {
        collection: Rc::new(collection),
        search,
        index,
        own: state.brought.clone(),
        is_shown: true,
        is_over: false,
    });
    next(state.listing.as_mut()?)
}

/// Lets more be read than is.
fn allow(state: &mut State, n_found: usize) {
    if let Some(Listing { collection, index: Some(index), .. }) = &mut state.listing {
        let indexed = Rc::make_mut(index);
        (indexed.wanted, indexed.allowed) = (n_found + ENOUGH, collection.rows.len() + UNASKED);
    }
}

/// Asks for the next file, if one is needed and none is on its way.
fn next(listing: &mut Listing) -> Option<Effect> {
    let Listing { collection, search, index, is_shown, .. } = listing;
    let indexed = Rc::make_mut(index.as_mut()?);
    if !*is_shown || indexed.is_waiting {
        return None;
    }
    if indexed.words.is_coming() || indexed.words == Stand::Away && index::pieces(&search.words).next().is_some() {
        return Some(indexed.ask(None));
    }
    if let Some(year) = indexed.years.iter().position(Stand::is_coming) {
        return Some(indexed.ask(Some(year)));
    }
    let is_enough = collection.n_found(search) >= indexed.wanted || collection.rows.len() >= indexed.allowed;
    let year = indexed.candidates(search).into_iter().next().filter(|_| !is_enough)?;
    Some(indexed.ask(Some(year)))
}

/// Takes a file that came. Of a year that does not come as a whole nothing is kept.
fn came(listing: &mut Listing, piece: &Piece, answer: Result<Vec<u8>, Failure>) {
    let Some(indexed) = listing.index.as_mut().map(Rc::make_mut) else { return };
    indexed.is_waiting = false;
    match piece {
        Piece::Words => {
            let Stand::Coming(file, _) = indexed.words else { return };
            indexed.words = match answer {
                Ok(bytes) => {
                    Rc::make_mut(&mut indexed.lists).push(crate::spelling::plain(&String::from_utf8_lossy(&bytes)));
                    if file + 1 < indexed.index.words.len() { Stand::Coming(file + 1, 0) } else { Stand::Here }
                }
                Err(failure) => {
                    indexed.lists = Rc::default();
                    Stand::Failed(Rc::new(failure))
                }
            };
        }
        Piece::Rows(at) => {
            let at = *at;
            let (Some(Stand::Coming(file, n)), Some(year)) =
                (indexed.years.get(at).cloned(), indexed.index.years.get(at))
            else {
                return;
            };
            let collection = Rc::make_mut(&mut listing.collection);
            let address = year.rows.get(file).map_or("", String::as_str);
            let rows = answer.and_then(|it| index::rows(&it).ok_or_else(|| Failure::damaged(address)));
            let is_last = file + 1 >= year.rows.len();
            indexed.years[at] = match rows {
                Ok(rows) if !is_last || n + rows.len() == year.n_incidents => {
                    let n = n + rows.len();
                    collection.rows.extend(rows.into_iter().map(Rc::new));
                    if is_last { Stand::Here } else { Stand::Coming(file + 1, n) }
                }
                Ok(_) => {
                    collection.rows.truncate(collection.rows.len() - n);
                    Stand::Failed(Rc::new(Failure::damaged(address)))
                }
                Err(failure) => {
                    collection.rows.truncate(collection.rows.len() - n);
                    Stand::Failed(Rc::new(failure))
                }
            };
        }
        Piece::Incident { .. } => {} // shown by itself
    }
}

/// Shows an incident of the index, or says why it cannot be shown.
fn shown(state: &mut State, id: &str, name: &str, answer: Result<Vec<u8>, Failure>) {
    let incident = answer.and_then(|it| index::incident(&it, id).ok_or_else(|| Failure::damaged(name)));
    let is_wanted = state.wanted.as_ref().is_some_and(|it| it.incident.as_deref() == Some(id));
    let read = incident.and_then(|it| Ready::read_value(name, it).map_err(|err| Failure::import(name, &err)));
    if read.is_err() && is_wanted {
        state.wanted = None; // it is not asked for again and again
    }
    showing::show(state, read);
}
