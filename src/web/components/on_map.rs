//! Drawing on the map while the sheet is open: by pointer, by keys, and by buttons. The map itself knows nothing of it: what
//! happens there is heard before it hears it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, PointerEvent, ShadowRoot,
    window,
};
use yew::prelude::*;

use super::hooks::next_frame;
use super::map_view::{CLICK, choice};
use super::sheet_field::is_typed;
use super::sheet_props::Props;
use crate::app::Shortcuts;
use crate::app::action::{Action, Assign, Edit};
use crate::app::edit::{Section, pointer};
use crate::incident::Id;
use crate::tongue::Tongue;

/// What is listened to.
const EVENTS: [&str; 7] =
    ["pointerdown", "pointermove", "pointerup", "pointercancel", "dblclick", "keydown", "focusout"];

/// The keys that draw, each with what it does, among all others: in the dialog of the toolbar, which need not know of them.
pub fn keys(tongue: &'static Tongue, dialog: Element) -> Html {
    let keys = [
        (tongue.key_drag(), tongue.draw_step_help()),
        (tongue.key_ground(), tongue.draw_host_help()),
        ("F2, Enter", tongue.rename_help()),
        ("Delete", tongue.remove_help()),
    ];
    let rows = keys.iter().map(|(key, what)| html! { <div key={*key}><dt>{ *key }</dt><dd>{ *what }</dd></div> });
    create_portal(html! { <>{ for rows }</> }, dialog)
}

/// The same as buttons, for whoever has no such keys; and what is marked, or was done last.
pub fn bar(tongue: &'static Tongue, props: &Props, marked: Option<String>) -> Html {
    let chosen = Chosen::of(props);
    let on = |edit: Option<Edit>| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| edit.iter().for_each(|it| dispatch.emit(Action::Edit(it.clone()))))
    };
    let from = chosen.start();
    let removed = chosen.place(props).map(Edit::Remove);
    html! {
        <div class="drawing">
            <p class="buttons" role="toolbar" aria-label={tongue.map_acts()}>
                <button type="button" title="A" onclick={on(Some(Edit::Draw { from: None, to: None }))}>{ tongue.draw_host() }</button>
                <button type="button" title="A" disabled={from.is_none()} onclick={on(from.map(|it| Edit::Draw { from: Some(it), to: None }))}>{ tongue.draw_step() }</button>
                <button type="button" disabled={removed.is_none()} onclick={on(removed)}>{ tongue.remove_chosen() }</button>
            </p>
            if props.editing.adding == Some(true) {
                <button type="button" onclick={props.dispatch.reform(|_: MouseEvent| Action::Assign(Assign::Show(true)))}>{ tongue.correct_columns() }</button>
            }
            <p class="note said" role="status">{ marked.or_else(|| props.editing.hand.said.as_ref().map(|it| it.tell(tongue))) }</p>
        </div>
    }
}

/// What is chosen.
enum Chosen {
    Host(Id),
    /// A step, and the host that it reaches.
    Step(Id, Id),
    Other(Section, Id),
    Nothing,
}

impl Chosen {
    fn of(props: &Props) -> Self {
        let incident = &props.shown.ready.incident;
        let Some(id) = props.shown.selection() else { return Self::Nothing };
        if let Some(step) = incident.pivot(id) {
            return Self::Step(step.id.clone(), step.to.clone());
        }
        if incident.host(id).is_some() {
            return Self::Host(id.to_owned());
        }
        let is_event = incident.events.iter().any(|it| it.id == *id);
        Self::Other(if is_event { Section::Events } else { Section::Counts }, id.to_owned())
    }

    /// The host from which a step would begin.
    fn start(&self) -> Option<Id> {
        match self {
            Self::Host(id) | Self::Step(_, id) => Some(id.clone()),
            Self::Other(..) | Self::Nothing => None,
        }
    }

    /// Where it stands in the file.
    fn place(&self, props: &Props) -> Option<String> {
        let (list, id) = match self {
            Self::Host(id) => (Section::Hosts, id),
            Self::Step(id, _) => (Section::Steps, id),
            Self::Other(list, id) => (*list, id),
            Self::Nothing => return None,
        };
        pointer(&props.editing.document.value(), list, id)
    }
}

/// A card that is pressed, and a line from it.
struct Line {
    from: Id,
    at: (f64, f64),
    pointer: i32,
    drawn: Option<Element>,
}

/// What the hand does on the map.
#[derive(Default)]
struct Pen {
    line: Option<Line>,
    /// What the last two presses pressed: both must press the same to be one double click.
    pressed: [Option<Option<Id>>; 2],
    /// The field for a name, and whose.
    naming: Option<(HtmlInputElement, Id)>,
}

/// Listens to what happens on the map, as long as the sheet is there.
#[hook]
pub fn use_map(place: &NodeRef, props: &Props) {
    let now = use_mut_ref(|| None::<Props>);
    now.replace(Some(props.clone()));
    use_effect_with(place.clone(), move |place| {
        let root = place.cast::<Element>().and_then(|it| it.get_root_node().dyn_into::<ShadowRoot>().ok());
        let pen = Rc::new(RefCell::new(Pen::default()));
        let heard = root.map(|root| {
            let (within, held) = (root.clone(), Rc::clone(&pen));
            let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
                let props = now.borrow().clone();
                if let Some(props) = props {
                    Heard { root: &within, props: &props, pen: &held }.hear(&event);
                }
            });
            let early = AddEventListenerOptions::new();
            early.set_capture(true);
            for name in EVENTS {
                let listener = closure.as_ref().unchecked_ref();
                root.add_event_listener_with_callback_and_add_event_listener_options(name, listener, &early).ok();
            }
            (root, closure)
        });
        move || {
            pen.take().clear();
            if let Some((root, closure)) = heard {
                for name in EVENTS {
                    let listener = closure.as_ref().unchecked_ref();
                    root.remove_event_listener_with_callback_and_bool(name, listener, true).ok();
                }
            }
        }
    });
}

impl Pen {
    fn clear(self) {
        if let Some(drawn) = self.line.and_then(|it| it.drawn) {
            drawn.remove();
        }
        if let Some((field, _)) = self.naming {
            field.remove();
        }
    }
}

/// Something was heard. No borrow of the pen outlives a line: what is done may be heard again.
struct Heard<'a> {
    root: &'a ShadowRoot,
    props: &'a Props,
    pen: &'a RefCell<Pen>,
}

impl Heard<'_> {
    fn hear(&self, event: &Event) {
        let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
        let is_on_map = target.closest(".map-svg").is_ok_and(|it| it.is_some());
        match property(event, "type").as_string().unwrap_or_default().as_str() {
            "keydown" => event.dyn_ref().and_then(|it| self.key(it, &target, is_on_map)).unwrap_or_default(),
            "focusout" if Self::is_name(&target) => self.named(false),
            "dblclick" if is_on_map => self.double(event, &target),
            "pointerdown" if is_on_map => event.dyn_ref().map(|it| self.press(it, &target)).unwrap_or_default(),
            "pointermove" => event.dyn_ref().map(|it| self.pull(it)).unwrap_or_default(),
            "pointerup" => event.dyn_ref().map(|it| self.release(it, &target)).unwrap_or_default(),
            "pointercancel" => self.pen.take().clear(),
            _ => {}
        }
    }

    fn edit(&self, edit: Edit) {
        self.props.dispatch.emit(Action::Edit(edit));
    }

    /// The id of the card of a host around an element.
    fn host(&self, target: &Element) -> Option<Id> {
        let id = entity(target)?;
        self.props.shown.ready.incident.host(&id).is_some().then_some(id)
    }

    fn is_loose(&self) -> bool {
        self.props.editing.hand.loose.is_some()
    }

    /// A press on a card may become a step; a finger moves the map, as it does everywhere.
    fn press(&self, event: &PointerEvent, target: &Element) {
        let host = self.host(target);
        let before = self.pen.borrow_mut().pressed[1].take();
        self.pen.borrow_mut().pressed = [before, Some(entity(target))];
        let is_hand = event.buttons() == 1 && event.pointer_type() == "mouse";
        if let Some(from) = host.filter(|_| is_hand) {
            event.stop_propagation();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            self.pen.borrow_mut().line = Some(Line { from, at, pointer: event.pointer_id(), drawn: None });
        }
    }

    fn pull(&self, event: &PointerEvent) {
        let mut pen = self.pen.borrow_mut();
        let Some(line) = pen.line.as_mut().filter(|it| it.pointer == event.pointer_id()) else { return };
        event.stop_propagation();
        if event.buttons() == 0 {
            return std::mem::take(&mut *pen).clear(); // it was let go outside of the element
        }
        let to = (f64::from(event.client_x()), f64::from(event.client_y()));
        if line.drawn.is_none() && (to.0 - line.at.0).abs() + (to.1 - line.at.1).abs() >= CLICK {
            line.drawn = self.line();
        }
        if let Some((drawn, room)) = line.drawn.as_ref().and_then(|it| Some((it, it.parent_element()?))) {
            let rect = room.get_bounding_client_rect();
            let ends = [
                ("x1", line.at.0 - rect.left()),
                ("y1", line.at.1 - rect.top()),
                ("x2", to.0 - rect.left()),
                ("y2", to.1 - rect.top()),
            ];
            for (name, value) in ends {
                drawn.first_element_child().map(|it| it.set_attribute(name, &format!("{value:.1}")));
            }
        }
    }

    /// A line that follows the hand.
    fn line(&self) -> Option<Element> {
        let document = window()?.document()?;
        let svg = |tag: &str| document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok();
        let (around, line) = (svg("svg")?, svg("line")?);
        around.set_attribute("class", "pulled").ok()?;
        around.set_attribute("aria-hidden", "true").ok()?;
        around.append_child(&line).ok()?;
        self.root.query_selector(".map-room").ok()??.append_child(&around).ok()?;
        Some(around)
    }

    fn release(&self, event: &PointerEvent, target: &Element) {
        let line = self.pen.borrow_mut().line.take_if(|it| it.pointer == event.pointer_id());
        let Some(line) = line else {
            // a finger on the host that a step reaches: the map chooses it first
            if let Some(to) = self.host(target).filter(|_| self.is_loose() && event.pointer_type() == "touch") {
                let dispatch = self.props.dispatch.clone();
                next_frame(move || dispatch.emit(Action::Edit(Edit::Draw { from: None, to: Some(to) })));
            }
            return;
        };
        event.stop_propagation();
        let Some(drawn) = line.drawn else {
            return if self.is_loose() {
                self.edit(Edit::Draw { from: None, to: Some(line.from) });
            } else {
                self.props.dispatch.emit(choice(Some(target.clone())));
            };
        };
        drawn.remove();
        if let Some(to) = self.host(target) {
            self.edit(Edit::Draw { from: Some(line.from), to: Some(to) });
        }
    }

    fn double(&self, event: &Event, target: &Element) {
        let pressed = self.pen.borrow().pressed.clone();
        let part = target.closest("[data-open]").is_ok_and(|it| it.is_none()).then(|| entity(target));
        if part.is_none() || pressed != [part.clone(), part.clone()] {
            return; // what was pressed first is no longer there
        }
        event.stop_propagation();
        match part.flatten() {
            None => self.edit(Edit::Draw { from: None, to: None }),
            Some(id) => self.rename(id),
        }
    }

    /// What a key does; `None` if nothing.
    fn key(&self, event: &KeyboardEvent, target: &Element, is_on_map: bool) -> Option<()> {
        let is = |selector: &str| target.closest(selector).is_ok_and(|it| it.is_some());
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is("dialog") {
            return None;
        }
        if Self::is_name(target) {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => self.named(false),
                "Escape" => self.named(true),
                _ => return None,
            }
            event.prevent_default();
            return Some(());
        }
        let has_keys = self.props.shortcuts == Shortcuts::On;
        let chosen = Chosen::of(self.props);
        match event.key().as_str() {
            "Escape" if self.is_loose() && !is_typed(target) => self.edit(Edit::Undo),
            "a" | "A" if has_keys && !["INPUT", "SELECT", "TEXTAREA"].contains(&target.tag_name().as_str()) => {
                self.edit(Edit::Draw { from: chosen.start(), to: None });
            }
            "Delete" | "Backspace" if has_keys && is_on_map => {
                self.edit(Edit::Remove(chosen.place(self.props)?));
                let root = self.root.clone();
                next_frame(move || focus(&root, ".map-svg [tabindex='0']"));
            }
            "Enter" if is_on_map && self.is_loose() => {
                self.edit(Edit::Draw { from: None, to: Some(self.host(target)?) });
            }
            "F2" | "Enter" if is_on_map && entity(target).as_deref() == self.props.shown.selection() => {
                self.rename(entity(target)?);
            }
            _ => return None,
        }
        event.prevent_default();
        event.stop_propagation();
        Some(())
    }

    /// A field for the name of a card, upon it. Of what is not a card, the row is gone to.
    fn rename(&self, id: Id) {
        let root = self.root.clone();
        let incident = &self.props.shown.ready.incident;
        if incident.host(&id).is_none() {
            self.edit(Edit::Turn(Section::Steps));
            next_frame(move || next_frame(move || focus(&root, ".writer tr.chosen input")));
            return;
        }
        let label =
            incident.host(&id).map(|it| it.label.get(self.props.shown.language()).to_owned()).unwrap_or_default();
        let field = self.field(&id, &label);
        self.pen.borrow_mut().naming = field.map(|it| (it, id));
    }

    fn field(&self, id: &str, label: &str) -> Option<HtmlInputElement> {
        let room = self.root.query_selector(".map-room").ok()??;
        let card = self.root.query_selector(&card(id)).ok()??;
        let (around, own) = (room.get_bounding_client_rect(), card.get_bounding_client_rect());
        let field: HtmlInputElement = window()?.document()?.create_element("input").ok()?.dyn_into().ok()?;
        field.set_attribute("type", "text").ok()?;
        field.set_attribute("class", "card-name").ok()?;
        field.set_value(label);
        let tongue = self.props.shown.tongue();
        field.set_attribute("aria-label", &tongue.name_of_card(label)).ok()?;
        let width = own.width().max(160.0);
        let left = (own.left() - around.left()).min(around.width() - width).max(0.0);
        let top = (own.top() - around.top()).min(around.height() - 40.0).max(0.0);
        // the style itself and not its attribute, which strict pages forbid
        let style = js_sys::Reflect::get(&field, &"style".into()).ok()?;
        for (name, value) in [("left", left), ("top", top), ("width", width)] {
            js_sys::Reflect::set(&style, &name.into(), &format!("{value:.0}px").into()).ok();
        }
        room.append_child(&field).ok()?;
        field.focus().ok()?;
        field.select();
        Some(field)
    }

    fn is_name(target: &Element) -> bool {
        target.matches(".card-name").unwrap_or_default()
    }

    /// Takes the name that was typed, or leaves the one before; and goes back to the card.
    fn named(&self, is_left: bool) {
        let Some((field, id)) = self.pen.borrow_mut().naming.take() else { return };
        let text = field.value();
        let has_keyboard = self.root.active_element().is_some_and(|it| Self::is_name(&it));
        field.remove();
        let part = pointer(&self.props.editing.document.value(), Section::Hosts, &id);
        if let Some(part) = part.filter(|_| !is_left && !text.trim().is_empty()) {
            let claim = part.clone();
            self.edit(Edit::Type { section: Section::Hosts, part, claim, column: 0, text });
        }
        if has_keyboard {
            let root = self.root.clone();
            next_frame(move || next_frame(move || focus(&root, &card(&id))));
        }
    }
}

/// A property of an event: the program fetched first has no way to it of its own.
fn property(event: &Event, name: &str) -> JsValue {
    js_sys::Reflect::get(event, &name.into()).unwrap_or_default()
}

/// The id of what is drawn around an element.
fn entity(target: &Element) -> Option<Id> {
    target.closest("[data-entity]").ok()??.get_attribute("data-entity")
}

fn card(id: &str) -> String {
    format!("[data-entity={id:?}][role=button]")
}

fn focus(root: &ShadowRoot, selector: &str) {
    if let Some(found) = root.query_selector(selector).ok().flatten() {
        // an SVG element has the same method
        found.unchecked_into::<HtmlElement>().focus().ok();
    }
}
