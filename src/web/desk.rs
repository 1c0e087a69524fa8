//! What the browser knows of a document that is written: what of it is kept, what was left, and who else writes it.

use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::js::{call, global};
use super::machine::Machine;
use super::run::wait;
use super::shelf::{Kept as Shelved, OnDisk};
use super::tabs::{Said, Tabs};
use super::{saving, shelf, writing};
use crate::app::State;
use crate::app::action::{Action, Edit};
use crate::app::edit::{Left, Record, document_of};
use crate::app::editing::{Kept, Trouble, Unsaved};

/// What is typed is kept this long after the first of its letters, in milliseconds.
const PAUSE: u32 = 400;
/// As long as other tabs may take to answer, in milliseconds.
const PATIENCE: u32 = 250;

/// What belongs to a document that is written in an element.
#[derive(Default)]
pub struct Desk {
    /// The name under which this element keeps it.
    id: RefCell<String>,
    /// The one under which the next is kept.
    next: Cell<Option<String>>,
    /// Which of the documents of the element it is.
    number: Cell<Option<u32>>,
    /// What of it is not saved.
    record: RefCell<Option<Record>>,
    /// What was not saved of others.
    left: RefCell<Vec<Left>>,
    /// Who else writes, and what.
    others: RefCell<Vec<(String, String)>>,
    tabs: OnceCell<Option<Tabs>>,
    /// Whether anybody has looked for what was left.
    has_looked: Cell<bool>,
    /// Whether the reader wants it to be kept; `None` before anybody looked.
    is_on: Cell<Option<bool>>,
    trouble: Cell<Option<Trouble>>,
    unsaved: Cell<Option<Unsaved>>,
    /// Whether something is kept under the name, or may be.
    is_there: Cell<bool>,
    is_busy: Cell<bool>,
    is_stale: Cell<bool>,
    /// Whether it is kept in a moment anyway.
    is_due: Cell<bool>,
    /// The file into which it is saved.
    pub file: RefCell<Option<OnDisk>>,
    /// Those of what is left.
    files: RefCell<Vec<(String, OnDisk)>>,
}

impl Desk {
    /// The one of an element.
    pub fn of(machine: &Machine) -> Rc<Self> {
        let desk = machine.desk.get_or_init(|| Rc::new(Self::default()) as Rc<dyn Any>);
        Rc::clone(desk).downcast().unwrap_or_default()
    }

    fn is_on(&self) -> bool {
        self.is_on.get().unwrap_or_else(|| {
            let is_on = shelf::is_on();
            self.is_on.set(Some(is_on));
            is_on
        })
    }

    fn say(&self, machine: &Rc<Machine>, said: &Said) {
        let hearing = Rc::downgrade(machine);
        let tabs = self.tabs.get_or_init(|| {
            writing::when_left(Rc::downgrade(machine));
            Tabs::listen(move |said| hearing.upgrade().iter().for_each(|it| hear(it, said.clone())))
        });
        if let Some(tabs) = tabs {
            tabs.say(said);
        }
    }
}

fn may_keep(state: &State) -> bool {
    state.look.keeps && state.can_edit()
}

/// The document changed, or is another one.
pub fn note(machine: &Rc<Machine>) {
    let (desk, state) = (Desk::of(machine), machine.state());
    let Some(editing) = &state.editing else { return };
    if desk.number.replace(Some(editing.number)) != Some(editing.number) {
        another(&desk, &state);
    }
    let before = desk.record.replace(Record::of(&state, js_sys::Date::now()));
    guard(machine);
    if editing.draft.is_some() && before.is_some_and(|it| it.draft.is_some()) {
        later(machine, &desk);
        return;
    }
    announce(machine);
    keep(machine);
    tell(machine);
}

/// Somebody goes on typing: not each letter is kept at once.
fn later(machine: &Rc<Machine>, desk: &Desk) {
    if !desk.is_due.replace(true) {
        let machine = Rc::clone(machine);
        wait(PAUSE, move || {
            Desk::of(&machine).is_due.set(false);
            keep(&machine);
        });
    }
}

/// Another document is written: what was not saved of the one before is left.
fn another(desk: &Desk, state: &State) {
    let next = desk.next.take();
    desk.is_there.set(next.is_some());
    let next = next.unwrap_or_else(fresh);
    let own = take_file(desk, &next);
    let (id, file) = (desk.id.replace(next), desk.file.replace(own));
    if let Some(record) = desk.record.take() {
        if may_keep(state) && desk.is_on() {
            let (id, text, file) = (id.clone(), record.write(), file.clone());
            spawn_local(async move { shelf::put(&id, &text, file).await.unwrap_or_default() });
        }
        desk.files.borrow_mut().extend(file.map(|it| (id.clone(), it)));
        desk.left.borrow_mut().push(Left { id, record, is_here: true });
    }
    desk.unsaved.set(None);
}

/// The file of what was left under a name.
fn take_file(desk: &Desk, id: &str) -> Option<OnDisk> {
    let mut files = desk.files.borrow_mut();
    let at = files.iter().position(|it| it.0 == id)?;
    Some(files.remove(at).1)
}

/// A name that no other tab has.
fn fresh() -> String {
    let random = call(&global("Math"), "random", &[]).ok().and_then(|it| it.as_f64()).unwrap_or_default();
    format!("{}-{random}", js_sys::Date::now())
}

/// Asks before the page is left as long as something is not saved.
fn guard(machine: &Machine) {
    let desk = Desk::of(machine);
    let is_left = desk.left.borrow().iter().any(|it| it.is_here);
    let is_on = is_left || desk.record.borrow().is_some();
    writing::guard(is_on, machine.state().look.keeps);
}

/// Says to other tabs what is written here.
fn announce(machine: &Rc<Machine>) {
    let desk = Desk::of(machine);
    let id = desk.id.borrow().clone();
    desk.say(machine, &Said::Writes(id, document_of(&machine.state()).unwrap_or_default()));
}

/// The page is left.
pub fn gone(machine: &Rc<Machine>) {
    let desk = Desk::of(machine);
    let id = desk.id.borrow().clone();
    desk.say(machine, &Said::Gone(id));
}

fn hear(machine: &Rc<Machine>, said: Said) {
    let desk = Desk::of(machine);
    let id = desk.id.borrow().clone();
    let is_asked = matches!(said, Said::Who | Said::Writes(..));
    match said {
        Said::Who => {}
        Said::Writes(other, document) | Said::Also(other, document) => {
            let mut others = desk.others.borrow_mut();
            others.retain(|it| it.0 != other);
            // somebody goes on with it there
            desk.left.borrow_mut().retain(|it| it.is_here || it.id != other);
            others.push((other, document));
        }
        Said::Gone(other) => desk.others.borrow_mut().retain(|it| it.0 != other),
        Said::Off => {
            desk.is_on.set(Some(false));
            desk.left.borrow_mut().retain(|it| it.is_here);
        }
    }
    machine.redraw();
    if is_asked && !id.is_empty() {
        desk.say(machine, &Said::Also(id, document_of(&machine.state()).unwrap_or_default()));
    }
    tell(machine);
}

/// Tells the interface how safe the document is, if that has changed.
pub fn tell(machine: &Rc<Machine>) {
    let (desk, state) = (Desk::of(machine), machine.state());
    let document = document_of(&state);
    let is_on = may_keep(&state).then(|| desk.is_on());
    let kept = Kept {
        is_on,
        trouble: desk.trouble.get().filter(|_| is_on == Some(true)),
        is_elsewhere: document.is_some_and(|it| desk.others.borrow().iter().any(|(_, other)| *other == it)),
        unsaved: desk.unsaved.get(),
    };
    if state.editing.is_some_and(|it| it.kept != kept) {
        machine.dispatch(Action::Edit(Edit::Told(kept)));
    }
}

/// The document was saved: nothing of it is kept any more, unless somebody has gone on writing.
pub fn note_saved(machine: &Rc<Machine>) {
    note(machine);
}

/// Says whether the document could be saved.
pub fn told(machine: &Rc<Machine>, unsaved: Option<Unsaved>) {
    Desk::of(machine).unsaved.set(unsaved);
    tell(machine);
}

/// Keeps what is not saved as it is now, if that is wanted: one write at a time, the last of which has the last edit.
fn keep(machine: &Rc<Machine>) {
    let desk = Desk::of(machine);
    if !may_keep(&machine.state()) || !desk.is_on() {
        return;
    }
    desk.is_stale.set(true);
    if desk.is_busy.replace(true) {
        return;
    }
    let machine = Rc::clone(machine);
    spawn_local(async move {
        if desk.file.borrow().is_none() {
            let dropped = saving::dropped(&machine, &machine.state()).await;
            desk.file.replace(dropped);
        }
        while desk.is_stale.replace(false) && desk.is_on() {
            let (id, record) = (desk.id.borrow().clone(), desk.record.borrow().as_ref().map(Record::write));
            let done = match record {
                Some(text) => {
                    desk.is_there.set(true);
                    let file = desk.file.borrow().clone();
                    shelf::put(&id, &text, file).await
                }
                None if desk.is_there.replace(false) => shelf::delete(&id).await,
                None => Ok(()),
            };
            desk.trouble.set(done.err());
        }
        desk.is_busy.set(false);
        tell(&machine);
    });
}

/// Lets this browser keep what is not saved, or deletes all that it keeps.
pub fn switch(machine: &Rc<Machine>, is_on: bool) {
    let desk = Desk::of(machine);
    if !may_keep(&machine.state()) {
        return;
    }
    desk.is_on.set(Some(is_on));
    desk.trouble.set(shelf::remember(is_on).err());
    if is_on {
        desk.is_there.set(true); // even if there is nothing yet, it shows whether it works
        keep(machine);
    } else {
        desk.left.borrow_mut().retain(|it| it.is_here);
        desk.say(machine, &Said::Off);
        spawn_local(async { shelf::clear().await.unwrap_or_default() });
        machine.redraw();
    }
    tell(machine);
}

/// Looks for edits that were left when a page ended, and of which no other tab says that they are its own.
fn recall(machine: &Rc<Machine>) {
    let desk = Desk::of(machine);
    if !desk.is_on() {
        return;
    }
    desk.say(machine, &Said::Who);
    let machine = Rc::clone(machine);
    wait(PATIENCE, move || {
        spawn_local(async move {
            let all = shelf::all().await.unwrap_or_default();
            let is_own = |id: &str| {
                let is_left = desk.left.borrow().iter().any(|it| it.id == id);
                is_left || *desk.id.borrow() == id || desk.others.borrow().iter().any(|it| it.0 == id)
            };
            for Shelved { id, text, file } in all {
                if let Some(record) = Record::read(&text).filter(|_| !is_own(&id)) {
                    desk.files.borrow_mut().extend(file.map(|it| (id.clone(), it)));
                    desk.left.borrow_mut().push(Left { id, record, is_here: false });
                }
            }
            machine.redraw();
        });
    });
}

/// What is left; what this browser has of it comes later.
pub fn left(machine: &Rc<Machine>) -> Vec<Left> {
    let desk = Desk::of(machine);
    if may_keep(&machine.state()) && !desk.has_looked.replace(true) {
        recall(machine);
    }
    desk.left.borrow().clone()
}

fn take(desk: &Desk, id: &str) -> Option<Left> {
    let mut left = desk.left.borrow_mut();
    let at = left.iter().position(|it| it.id == id)?;
    Some(left.remove(at))
}

/// Goes on with edits that were left, or throws them away.
pub fn choose(machine: &Rc<Machine>, id: &str, goes_on: bool) {
    if goes_on {
        go_on(machine, id);
    } else {
        throw_away(machine, id);
    }
}

fn go_on(machine: &Rc<Machine>, id: &str) {
    let desk = Desk::of(machine);
    if let Some(left) = take(&desk, id) {
        desk.next.set(Some(left.id));
        machine.dispatch(Action::Edit(Edit::GoOn(left.record.write())));
    }
}

fn throw_away(machine: &Rc<Machine>, id: &str) {
    let desk = Desk::of(machine);
    if let Some(left) = take(&desk, id) {
        spawn_local(async move { shelf::delete(&left.id).await.unwrap_or_default() });
    }
    guard(machine);
    machine.redraw();
}
