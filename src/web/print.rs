//! Puts the handout beside the element while the page is printed. The browser does not wait for a renderer: it is made at once.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, window};

use super::machine::Machine;
use super::parts;
use crate::app::part::Part;
use crate::app::tables::Handing;
use crate::paint::SvgNode;
use crate::tongue::Tongue;

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

fn put(machine: &Rc<Machine>) {
    let Some(root) = machine.host().and_then(|it| it.shadow_root()) else { return };
    let Some(document) = window().and_then(|it| it.document()) else { return };
    let state = machine.state();
    let wanted = machine.handout.borrow().clone();
    // the level that the reader chose for handing on holds for paper too
    let shown = |it: &Handing| (it.handout)(&state, state.wish.share).ok().map(Rc::new);
    let paper = if let Some(handing) = state.parts.handing.get() {
        wanted.or_else(|| shown(handing)).and_then(|it| element(&document, &it, HTML))
    } else {
        // the printer does not wait: it is said, and is here when somebody tries again
        parts::fetch(machine, Part::Handing);
        missing(&document, state.tongue())
    };
    if let Some(paper) = paper {
        root.append_child(&paper).ok();
    }
}

/// What is printed before the part of the program is here that makes handouts.
fn missing(document: &Document, tongue: &Tongue) -> Option<Element> {
    let text = document.create_element("p").ok()?;
    text.set_class_name("handout");
    text.set_text_content(Some(tongue.print_again()));
    Some(text)
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
