//! Files of the reader's own: how the tab keeps the last, and what is said where a link needs one that is not here.

use std::rc::Rc;

use super::effect::Effect;
use super::look::{In, Look};
use super::own::Own;
use super::{Failure, Load, Ready, State, Tab};
use crate::percent::{decode, encode};

/// No more bytes of an incident are kept: the browsers that give a tab the least room give five million, two for each character.
const MAX: usize = 2_000_000;

/// Whether what a link asks for is shown, or is in the list that is open: the list itself, or one of its incidents.
pub fn is_here(state: &State, file: Option<&Own>, is_of_list: bool) -> bool {
    let Some(file) = file else { return true };
    let fits = |own: &Option<Own>| own.as_ref().is_some_and(|it| it.fits(file));
    let listed = state.listing.as_ref().filter(|it| it.is_shown || is_of_list);
    fits(&state.own) || listed.is_some_and(|it| fits(&it.own))
}

/// Asks for the file of the link that waits: the tab first, then the reader. Until it is there, no other incident is shown.
pub fn ask(state: &mut State) -> Option<Effect> {
    state.request += 1;
    state.reading = None;
    if may_keep(state) {
        return Some(Effect::Recall(state.request));
    }
    miss(state);
    None
}

fn may_keep(state: &State) -> bool {
    state.look.keeps && !state.look.is_read_only
}

/// What the tab has kept, if it is what a link waits for.
pub fn kept<'a>(state: &State, kept: Option<&'a str>) -> Option<(Own, &'a str)> {
    let wanted = state.wanted.as_ref()?.file.as_ref()?;
    let (own, text) = kept?.split_once('\n')?;
    Some((Own::read(&decode(own))?, text)).filter(|(own, _)| own.fits(wanted))
}

/// The file of a link is not here: that is said in place of any incident.
pub fn miss(state: &mut State) {
    let name = state.wanted.as_ref().and_then(|it| it.file.as_ref()?.name.as_deref());
    state.load = Load::Failed(Rc::new(Failure::file_needed(name)));
    state.look.take(&Look::default(), In::Incident);
    if state.look.tab == Tab::Present {
        state.look.tab = Tab::default(); // nobody would see what is asked
    }
    (state.own, state.columns, state.complaint, state.is_playing) = (None, None, None, false);
    if let Some(listing) = &mut state.listing {
        listing.is_shown = false;
    }
}

/// Something was opened: if it is not the file of the link that waits, the link is over, and of another file that is said.
pub fn arrived(state: &mut State, own: Option<Own>) {
    let wanted = state.wanted.as_ref().and_then(|it| it.file.as_ref());
    if wanted.is_some_and(|it| own.as_ref().is_none_or(|own| !own.fits(it))) {
        state.wanted = None;
        if own.is_some() {
            state.complain(Failure::other_file());
        }
    }
    (state.own, state.is_kept) = (own, false);
}

/// Has the tab keep a file that was just shown: one incident, as it was read, if there is room. What does not fit is not kept,
/// and neither is what was kept before: a link to that would show an older file than the reader expects.
pub fn keep(before: Option<&Rc<Ready>>, state: &State) -> Option<Effect> {
    let own = state.own.as_ref().filter(|_| may_keep(state))?;
    let ready = state.ready().filter(|it| before.is_none_or(|before| !Rc::ptr_eq(before, it)))?;
    // what somebody writes is kept only if they say so: of that, the file as it is saved
    let is_written =
        state.editing.as_ref().is_some_and(|it| it.document.is_changed() && *it.document.text() == *ready.text);
    if is_written {
        return None;
    }
    let is_one = state.listing.is_none() && own.mark.is_some() && ready.text.len() <= MAX;
    let file = is_one.then(|| format!("{}\n{}", encode(&own.write(), |it| it.is_ascii_alphanumeric()), ready.text));
    Some(Effect::Keep { request: state.request, file })
}
