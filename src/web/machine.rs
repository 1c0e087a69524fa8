//! Holds the state of one element: takes actions, runs effects, tells the page and the host what changed.

use std::any::Any;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use yew::Callback;

use super::presenting::Held;
use super::reader::Reader;
use super::{events, run};
use crate::app::action::Action;
use crate::app::update::update;
use crate::app::view::Picture;
use crate::app::{Load, Ready, State};
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
    /// Takes what has been asked for already: `(address) => Promise<Response> | undefined`.
    pub early: js_sys::Function,
    /// Keeps a text, or nothing if it is `null`, for as long as the tab is open, and says whether it does; gives what is kept if there is none:
    /// `(text?) => boolean | string | null`.
    pub keep: js_sys::Function,
    state: RefCell<State>,
    picture: RefCell<Option<Rc<Picture>>>,
    /// The name and the text of the incident while the element rests: everything else of it can be made again.
    asleep: RefCell<Option<(String, JsString)>>,
    redraw: RefCell<Option<Callback<()>>>,
    /// What belongs to the document that is written; the part in which one writes knows it.
    pub desk: OnceCell<Rc<dyn Any>>,
    /// Where the keyboard was before somebody presented.
    pub held: RefCell<Held>,
    /// What is to be printed in place of what is shown.
    pub handout: RefCell<Option<Rc<SvgNode>>>,
}

impl Machine {
    /// An empty element.
    pub fn new(
        host: js_sys::Function,
        app: js_sys::Function,
        files: js_sys::Function,
        reader: Reader,
        early: js_sys::Function,
        keep: js_sys::Function,
    ) -> Self {
        Self {
            host,
            app,
            files,
            reader,
            early,
            keep,
            state: RefCell::default(),
            picture: RefCell::default(),
            asleep: RefCell::default(),
            redraw: RefCell::default(),
            desk: OnceCell::new(),
            held: RefCell::default(),
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
        let rests = self.asleep.borrow().is_some();
        // a part of the program that comes late wakes nobody
        let before =
            if rests && matches!(action, Action::Part(_)) { self.state.borrow().clone() } else { self.state() };
        let (after, effects) = update(before.clone(), action);
        let before_it = self.picture.borrow().clone();
        // where nothing is drawn, whoever asks for the picture makes it
        let is_drawn = self.redraw.borrow().is_some();
        let picture = if is_drawn { Picture::of(&after, before_it.as_ref()) } else { None };
        self.state.replace(after.clone());
        self.picture.replace(picture);
        for effect in effects {
            run::run(self, effect);
        }
        if before != after {
            self.redraw();
        }
        events::emit(self, &before, &after, is_led);
        if rests && !is_drawn {
            self.rest();
        }
    }

    /// Lets it be drawn again.
    pub fn redraw(&self) {
        let redraw = self.redraw.borrow().clone();
        if let Some(redraw) = redraw {
            redraw.emit(());
        }
    }

    /// What is known now.
    pub fn state(&self) -> State {
        if let Some((name, text)) = self.asleep.take()
            && let Ok(ready) = Ready::read(&name, String::from(text).as_bytes())
        {
            self.state.borrow_mut().load = Load::Ready(Rc::new(ready));
        }
        self.state.borrow().clone()
    }

    /// What is shown now.
    pub fn picture(&self) -> Option<Rc<Picture>> {
        let kept = self.picture.borrow().clone();
        kept.or_else(|| {
            let made = Picture::of(&self.state(), None);
            self.picture.replace(made.clone());
            made
        })
    }

    /// Keeps of the incident only its text, and that where the browser sees it, until somebody asks for more. An element that a
    /// page has dropped is only freed when the browser collects, and it does not know how much of our memory such an element
    /// holds: a thousand of them held half a gigabyte in Firefox and WebKit. What somebody writes stays as it is.
    pub fn rest(&self) {
        self.picture.replace(None);
        let mut state = self.state.borrow_mut();
        if let (Load::Ready(ready), None) = (&state.load, &state.editing) {
            self.asleep.replace(Some((ready.name.clone(), JsString::from(&*ready.text))));
            state.load = Load::default();
        }
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
