//! A drawing in the page: from one to the next, only what differs is touched. Things that can be chosen are buttons with one
//! tab stop among them.
//!
//! yew draws all around it. A map has thousands of elements, and between two days a few of them differ: comparing them here,
//! as they come from the painter, takes a tenth of the time that a second tree of them takes.

use std::borrow::Cow;
use std::rc::Rc;

use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::paint::SvgNode;
use crate::patch::slots;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The one among things that can be chosen to which the tab key leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Its id.
    pub id: AttrValue,
    /// Whether it is chosen, and not only the first.
    pub is_chosen: bool,
}

/// What is drawn.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// From back to front.
    pub nodes: Rc<[Rc<SvgNode>]>,
    /// Where the tab key leads.
    #[prop_or_default]
    pub stop: Option<Stop>,
}

/// Painted nodes, one after the other.
#[component]
pub fn Drawing(props: &Props) -> Html {
    let drawn = use_mut_ref(Drawn::default);
    let group = use_memo((), |()| web_sys::window()?.document()?.create_element_ns(Some(SVG), "g").ok());
    let Some(group) = group.as_ref() else { return Html::default() };
    // at once and not as an effect: yew lets the browser paint before its effects, and the map would be empty for that time
    drawn.borrow_mut().draw(group, &props.nodes, props.stop.as_ref());
    VNode::VRef(group.clone().into())
}

/// What is in the page.
#[derive(Default)]
struct Drawn {
    nodes: Rc<[Rc<SvgNode>]>,
    stop: Option<Stop>,
    elements: Vec<Element>,
}

impl Drawn {
    fn draw(&mut self, group: &Element, nodes: &Rc<[Rc<SvgNode>]>, stop: Option<&Stop>) {
        let slots = slots(&self.nodes, nodes);
        let mut old: Vec<Option<Element>> = std::mem::take(&mut self.elements).into_iter().map(Some).collect();
        for (slot, node) in slots.iter().zip(nodes.iter()) {
            let kept = slot.from.and_then(|at| Some((old[at].take()?, Look(&self.nodes[at], self.stop.as_ref()))));
            let look = Look(node, stop);
            let element = match kept {
                Some((element, before)) => {
                    look.change(&element, before);
                    Some(element)
                }
                None => look.make(),
            };
            self.elements.extend(element);
        }
        old.into_iter().flatten().for_each(|it| it.remove());
        let mut next: Option<&Node> = None;
        for (slot, element) in slots.iter().zip(&self.elements).rev() {
            if !slot.stays {
                let has_keyboard = slot.from.is_some() && element.matches(":focus").unwrap_or(false);
                group.insert_before(element, next).ok();
                if has_keyboard {
                    focus(element);
                }
            }
            next = Some(element);
        }
        (self.nodes, self.stop) = (Rc::clone(nodes), stop.cloned());
    }
}

/// An element that is moved loses the keyboard.
fn focus(element: &Element) {
    // an SVG element has the same method
    wasm_bindgen::JsCast::unchecked_ref::<HtmlElement>(element).focus().ok();
}

/// How a node looks in the page.
#[derive(Clone, Copy, PartialEq)]
struct Look<'a>(&'a SvgNode, Option<&'a Stop>);

impl<'a> Look<'a> {
    /// The attributes of its element.
    fn attributes(self) -> Vec<(&'static str, Cow<'a, str>)> {
        let Self(node, stop) = self;
        let has = |name: &str| node.attributes.iter().any(|(it, _)| *it == name);
        let own = node.attributes.iter().map(|(name, value)| (*name, Cow::from(value.as_str())));
        if !(has("data-entity") && has("aria-label")) {
            return own.collect();
        }
        let stop = stop.filter(|it| self.is(it));
        let (name, is_so) = if has("data-open") {
            ("aria-expanded", false)
        } else {
            ("aria-pressed", stop.is_some_and(|it| it.is_chosen))
        };
        let button = [
            ("role", "button"),
            ("tabindex", if stop.is_some() { "0" } else { "-1" }),
            (name, if is_so { "true" } else { "false" }),
        ];
        own.filter(|(name, _)| *name != "role").chain(button.map(|(name, value)| (name, value.into()))).collect()
    }

    fn is(self, stop: &Stop) -> bool {
        self.0.attributes.iter().any(|(name, value)| *name == "data-entity" && *value == *stop.id)
    }

    /// What there is to read; the space is not drawn, but keeps the words of a card apart for whoever reads them as text.
    fn text(self) -> Option<String> {
        let text = self.0.text.as_ref()?;
        // Japanese is written without spaces, and a line of it can end within a word
        let is_within = text.ends_with(|it: char| ('\u{3040}'..='\u{9fff}').contains(&it));
        Some(if is_within { text.clone() } else { format!("{text} ") })
    }

    fn make(self) -> Option<Element> {
        let element = web_sys::window()?.document()?.create_element_ns(Some(SVG), self.0.tag).ok()?;
        for (name, value) in self.attributes() {
            element.set_attribute(name, &value).ok();
        }
        if let Some(text) = self.text() {
            element.set_text_content(Some(&text));
        }
        for child in self.0.children.iter().filter_map(|it| Look(it, None).make()) {
            element.append_child(&child).ok();
        }
        Some(element)
    }

    /// Makes an element look so that looked as `before`.
    fn change(self, element: &Element, before: Self) {
        let is_stop = |it: Self| it.1.filter(|stop| it.is(stop)).map(|stop| stop.is_chosen);
        if self.0 == before.0 && is_stop(self) == is_stop(before) {
            return;
        }
        let (old, new) = (before.attributes(), self.attributes());
        for (name, value) in new.iter().filter(|it| !old.contains(it)) {
            element.set_attribute(name, value).ok();
        }
        for (name, _) in old.iter().filter(|(name, _)| !new.iter().any(|it| it.0 == *name)) {
            element.remove_attribute(name).ok();
        }
        if self.0.text != before.0.text {
            element.set_text_content(self.text().as_deref());
        }
        let mut inside = element.first_element_child();
        let (now, was) = (&self.0.children, &before.0.children);
        for (now, was) in now.iter().zip(was) {
            let Some(child) = inside else { break };
            inside = child.next_element_sibling();
            let look = Look(now, None);
            if now.tag == was.tag {
                look.change(&child, Look(was, None));
            } else if let Some(other) = look.make() {
                child.replace_with_with_node_1(&other).ok();
            }
        }
        while let Some(child) = inside.filter(|_| was.len() > now.len()) {
            inside = child.next_element_sibling();
            child.remove();
        }
        for child in now.iter().skip(was.len()).filter_map(|it| Look(it, None).make()) {
            element.append_child(&child).ok();
        }
    }
}
