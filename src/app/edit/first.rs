//! What happens while somebody writes, seen before anything else sees it: nothing that is not saved is left without a question,
//! and a table that is brought is added to what is written.

use std::rc::Rc;

use super::{table, with_sheet};
use crate::app::State;
use crate::app::action::{Action, Edit, List, Open};
use crate::app::effect::Effect;
use crate::app::fragment::Fragment;

/// Takes what is of its business; what is not, it gives back.
pub fn first(state: &mut State, action: Action) -> Result<Action, Option<Effect>> {
    if state.editing.is_none() || !state.can_edit() {
        return Ok(action);
    }
    match action {
        Action::Open(Open::Converted { request, name, answer, columns })
            if request == state.request && state.editing.as_ref().is_some_and(|it| it.adding.is_some()) =>
        {
            table::came(state, &name, answer, columns.as_deref());
            let effect = with_sheet(state, |_| ());
            let is_changed = state.editing.as_ref().is_some_and(|it| it.document.is_changed());
            Err(effect.map(|()| Effect::Guard(is_changed)))
        }
        Action::Open(Open::Read { name, bytes }) if state.sheet().is_some() && table::is_table(&name) => {
            Err(table::read(state, name, bytes))
        }
        other => {
            if ends_matching(&other) {
                forget_table(state, &other);
            }
            if leaves(state, &other) { Err(ask(state, other)) } else { Ok(other) }
        }
    }
}

/// Whether the columns of a table that was added cannot be corrected after it.
fn ends_matching(action: &Action) -> bool {
    match action {
        Action::Open(it) => !matches!(it, Open::Progressed { .. } | Open::Kept { .. } | Open::Converted { .. }),
        Action::Edit(it) => !matches!(
            it,
            Edit::Begin
                | Edit::End
                | Edit::Turn(_)
                | Edit::Save
                | Edit::SaveAs(_)
                | Edit::Saved(_)
                | Edit::Keep(_)
                | Edit::Told(_)
                | Edit::Draft(_)
                | Edit::Techniques(_)
                | Edit::Answer { .. }
        ),
        _ => false,
    }
}

/// No table is matched any more; after an edit, its columns are those of nothing that is shown.
fn forget_table(state: &mut State, action: &Action) {
    let adding = state.editing.as_mut().and_then(|it| Rc::make_mut(it).adding.take());
    if adding.is_some() && matches!(action, Action::Edit(_)) {
        state.columns = None;
    }
}

/// Whether edits would be lost by it that are not saved.
fn leaves(state: &State, action: &Action) -> bool {
    let shown = state.ready();
    let is_unsaved = state
        .editing
        .as_ref()
        .zip(shown)
        .is_some_and(|(editing, ready)| editing.document.is_changed() && editing.document.text() == &*ready.text);
    let is_other = |id: &str| shown.is_some_and(|it| it.incident.id != *id);
    is_unsaved
        && match action {
            Action::Open(Open::Read { .. } | Open::ReadHeld { .. } | Open::FromGallery(_))
            | Action::Edit(Edit::New(_))
            | Action::List(List::Pick(_)) => true,
            // back to another incident, or a link to one
            Action::Restore(fragment) => Fragment::parse(fragment).incident.is_some_and(|it| is_other(&it)),
            _ => false,
        }
}

/// Lets it wait, and asks beside what is written.
fn ask(state: &mut State, action: Action) -> Option<Effect> {
    if let Some(listing) = &mut state.listing {
        listing.is_shown = false;
    }
    let editing = Rc::make_mut(state.editing.as_mut()?);
    editing.is_open = true;
    editing.hand.asked = Some(Rc::new(action));
    editing.hand.turn += 1;
    None
}

/// What waited is not done, or will be: then what is not saved need not be.
pub fn answered(state: &mut State, is_left: bool) -> Option<Effect> {
    let editing = Rc::make_mut(state.editing.as_mut()?);
    editing.hand.asked = None;
    editing.hand.turn += 1;
    if is_left {
        editing.document.mark_saved();
    }
    is_left.then_some(Effect::Guard(false))
}
