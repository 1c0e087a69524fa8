//! Puts the handout beside the element while the page is printed. The browser does not wait for a renderer: it is made at once.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, window};

use super::machine::Machine;
use crate::paint::SvgNode;

const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";

/// An event, and what is done at it.
type Listener = (&'static str, Closure<dyn FnMut()>);

/// Listens to the printer until it is dropped.
pub struct Printing {
    listeners: [Listener; 2],
}

impl Printing {
    /// Hands out what the machine shows, whenever the page is printed.
    pub fn of(machine: &Rc<Machine>) -> Self {
        let (before, after) = (Rc::clone(machine), Rc::clone(machine));
        let before = Closure::<dyn FnMut()>::new(move || {
            remove(&before);
            put(&before);
        });
        let after = Closure::<dyn FnMut()>::new(move || remove(&after));
        let listeners = [("beforeprint", before), ("afterprint", after)];
        for (name, closure) in &listeners {
            if let Some(window) = window() {
                window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok();
            }
        }
        Self { listeners }
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        for (name, closure) in &self.listeners {
            if let Some(window) = window() {
                window.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok();
            }
        }
    }
}

fn put(machine: &Machine) {
    let wanted = machine.handout.borrow().clone();
    // the level that the reader chose for handing on holds for paper too
    let shown = || {
        let (state, handing) = (machine.state(), machine.state().parts.handing.get()?);
        (handing.handout)(&state, state.wish.share).ok().map(Rc::new)
    };
    let (Some(handout), Some(root)) = (wanted.or_else(shown), machine.host().and_then(|it| it.shadow_root())) else {
        return;
    };
    let document = window().and_then(|it| it.document());
    if let Some(handout) = document.and_then(|it| element(&it, &handout, HTML)) {
        root.append_child(&handout).ok();
    }
}

fn remove(machine: &Machine) {
    let old =
        machine.host().and_then(|it| it.shadow_root()).and_then(|it| it.query_selector(".handout").ok().flatten());
    if let Some(old) = old {
        old.remove();
    }
}

fn element(document: &Document, node: &SvgNode, space: &str) -> Option<Element> {
    let space = if node.tag == "svg" { SVG } else { space };
    let made = document.create_element_ns(Some(space), node.tag).ok()?;
    for (name, value) in &node.attributes {
        made.set_attribute(name, value).ok()?;
    }
    if let Some(text) = &node.text {
        made.set_text_content(Some(text));
    }
    for child in &node.children {
        let child = element(document, child, space)?;
        made.append_child(&child).ok()?;
    }
    Some(made)
}
