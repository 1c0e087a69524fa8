//! Holds the state of one element: takes actions, runs effects, tells the page and the host what changed.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use yew::Callback;

use super::reader::Reader;
use super::{events, run};
use crate::app::State;
use crate::app::action::Action;
use crate::app::update::update;
use crate::app::view::Picture;
use crate::paint::SvgNode;

/// The state of one element. No borrow outlives a line, so that an action may be sent from anywhere.
pub struct Machine {
    /// Gives the element itself, from which events are sent: `() => HTMLElement | undefined`. The program does not hold the
    /// element, which holds the program: neither would ever be freed.
    host: js_sys::Function,
    /// Gives the one-file app: `() => Promise<string>`.
    pub app: js_sys::Function,
    /// Finds the files in a drop or a field: `(from) => Promise<[{ name, file }]>`.
    pub files: js_sys::Function,
    /// Reads the files of other tools.
    pub reader: Reader,
    state: RefCell<State>,
    picture: RefCell<Option<Rc<Picture>>>,
    redraw: RefCell<Option<Callback<()>>>,
    /// What is to be printed in place of what is shown.
    pub handout: RefCell<Option<Rc<SvgNode>>>,
}

impl Machine {
    /// An empty element.
    pub fn new(host: js_sys::Function, app: js_sys::Function, files: js_sys::Function, reader: Reader) -> Self {
        Self {
            host,
            app,
            files,
            reader,
            state: RefCell::default(),
            picture: RefCell::default(),
            redraw: RefCell::default(),
            handout: RefCell::default(),
        }
    }

    /// The element, if it is still there.
    pub fn host(&self) -> Option<HtmlElement> {
        self.host.call0(&JsValue::NULL).ok()?.dyn_into().ok()
    }

    /// Does what an action says, at once.
    pub fn dispatch(self: &Rc<Self>, action: Action) {
        let is_led = matches!(action, Action::Restore(_) | Action::Say(_));
        let before = self.state();
        let (after, effects) = update(before.clone(), action);
        let picture = Picture::of(&after, self.picture().as_ref());
        self.state.replace(after.clone());
        self.picture.replace(picture);
        for effect in effects {
            run::run(self, effect);
        }
        let redraw = self.redraw.borrow().clone();
        if let Some(redraw) = redraw.filter(|_| before != after) {
            redraw.emit(());
        }
        events::emit(self, &before, &after, is_led);
    }

    /// What is known now.
    pub fn state(&self) -> State {
        self.state.borrow().clone()
    }

    /// What is shown now.
    pub fn picture(&self) -> Option<Rc<Picture>> {
        self.picture.borrow().clone()
    }

    /// Whom to tell that something changed.
    pub fn on_change(&self, redraw: Callback<()>) {
        self.redraw.replace(Some(redraw));
    }

    /// Tells this one no more, unless another has taken its place already.
    pub fn forget(&self, redraw: &Callback<()>) {
        let is_current = self.redraw.borrow().as_ref() == Some(redraw);
        if is_current {
            self.redraw.replace(None);
        }
    }
}
