//! Performs what a presentation asks of the browser: the whole screen, and the keyboard where it was before.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, Node, window};

use super::machine::Machine;
use super::run::{root, wait};

/// What can have the keyboard. Dialogs do not count: one can come while something is presented, with the part that has it.
const CONTROLS: &str = ":is(button,input,select,summary,a,[tabindex]):not(dialog *)";

/// Where the keyboard was: a part of the map, or a control by its place among all of them. The elements themselves go away.
pub type Held = Option<(Option<String>, u32)>;

/// Takes the whole screen, or gives it back.
pub fn turn(machine: &Rc<Machine>, is_begun: bool) {
    if is_begun {
        let held = held(machine);
        if held.is_some() {
            machine.held.replace(held);
        }
        return fullscreen(&machine.host().into(), "requestFullscreen");
    }
    if let Some(document) = window().and_then(|it| it.document()).filter(|it| it.fullscreen_element().is_some()) {
        fullscreen(&document, "exitFullscreen");
    }
    // what had the keyboard is gone, and with the page's body it would not be ours any more
    let machine = Rc::clone(machine);
    wait(0, move || give_back(&machine));
}

fn held(machine: &Machine) -> Held {
    let root = root(machine)?;
    let active = root.active_element()?;
    let all = root.query_selector_all(CONTROLS).ok()?;
    let node: &Node = &active;
    let at = (0..all.length()).find(|it| all.get(*it).as_ref() == Some(node))?;
    // the first of all is the whole element
    Some((active.get_attribute("data-entity"), at)).filter(|it| it.1 > 0)
}

/// Gives the keyboard back to what had it, or else to the button that begins the presentation, unless something has it by now.
fn give_back(machine: &Machine) {
    let held = machine.held.take();
    let Some(document) = window().and_then(|it| it.document()) else { return };
    let is_free = document.active_element().is_none_or(|it| it.tag_name() == "BODY");
    let Some(root) = root(machine).filter(|_| is_free) else { return };
    let find = |it: &str| root.query_selector(it).ok().flatten();
    let before = held.and_then(|(part, at)| match part {
        Some(id) => find(&format!("[data-entity={id:?}][role=button]")),
        None => root.query_selector_all(CONTROLS).ok()?.get(at)?.dyn_into::<Element>().ok(),
    });
    let is_seen = |it: &Element| it.get_bounding_client_rect().width() > 0.0;
    if let Some(element) = before.filter(is_seen).or_else(|| find(".present-button")) {
        // SVG elements have the method too, but web-sys gives it to HTML elements only
        element.unchecked_into::<HtmlElement>().focus().ok();
    }
}

/// Asks for the screen, or gives it back. Where that is forbidden, or unknown, nothing happens.
fn fullscreen(target: &JsValue, method: &'static str) {
    let function = js_sys::Reflect::get(target, &method.into()) // fails where there is no target any more
        .and_then(JsCast::dyn_into::<js_sys::Function>);
    if let Ok(promise) = function.and_then(|it| it.call0(target)).and_then(JsCast::dyn_into::<js_sys::Promise>) {
        spawn_local(async move {
            JsFuture::from(promise).await.ok();
        });
    }
}
