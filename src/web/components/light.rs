//! The lit way: what is not on it fades. The map is not drawn again for that, because the pointer goes over many cards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, Event, PointerEvent};
use yew::prelude::*;

use super::hooks::when;
use crate::app::view::Shown;

/// The listeners that the map needs for that.
pub struct Light {
    /// For the pointer over a part of it.
    pub over: Callback<PointerEvent>,
    /// For the pointer that has gone.
    pub left: Callback<PointerEvent>,
    /// For the keyboard at a part of it.
    pub focused: Callback<FocusEvent>,
    /// For the keyboard that has gone.
    pub blurred: Callback<FocusEvent>,
}

/// Lights the way of what is chosen, pointed at or has the keyboard.
#[hook]
pub fn use_light(map: NodeRef, shown: &Rc<Shown>) -> Light {
    let pointed: Rc<RefCell<Option<String>>> = use_mut_ref(|| None);
    let is_lit = use_mut_ref(|| Cell::new(false));
    let point = {
        let (pointed, map, shown) = (Rc::clone(&pointed), map.clone(), Rc::clone(shown));
        let is_lit = Rc::clone(&is_lit);
        Callback::from(move |part: Option<Element>| {
            let id = part.and_then(|it| it.get_attribute("data-entity"));
            if *pointed.borrow() != id {
                light(&map, &shown, id.as_deref(), &is_lit.borrow());
                pointed.replace(id);
            }
        })
    };
    use_effect_with((map, Rc::clone(shown)), move |(map, shown)| {
        light(map, shown, pointed.borrow().as_deref(), &is_lit.borrow());
    });
    let is_over = |event: &PointerEvent| event.pointer_type() == "mouse" && event.buttons() == 0;
    let has_keyboard = |it: &Element| it.matches(":focus-visible").unwrap_or(false);
    Light {
        over: when(&point, move |event: PointerEvent| is_over(&event).then(|| part_of(&event))),
        left: point.reform(|_: PointerEvent| None),
        focused: point.reform(move |event: FocusEvent| part_of(&event).filter(has_keyboard)),
        blurred: point.reform(|_: FocusEvent| None),
    }
}

/// `is_lit` tells whether anything was lit before: from nothing to nothing, no part need be looked at.
fn light(map: &NodeRef, shown: &Shown, pointed: Option<&str>, is_lit: &Cell<bool>) {
    let Some(parts) = map.cast::<Element>().map(|it| it.get_elements_by_tag_name("g")) else { return };
    let lit = shown.lit(pointed);
    if !is_lit.replace(lit.is_some()) && lit.is_none() {
        return;
    }
    for part in (0..parts.length()).filter_map(|at| parts.item(at)) {
        if let Some(id) = part.get_attribute("data-entity") {
            let is_faded = lit.as_ref().is_some_and(|it| !it.contains(&id));
            part.toggle_attribute_with_force("data-faded", is_faded).ok();
        }
    }
}

/// The part of the map at which something happened.
fn part_of(event: &Event) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest("[data-entity]").ok().flatten()
}
