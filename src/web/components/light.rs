//! The lit way: what is not on it fades. The map is not drawn again for that, because the pointer goes over many cards.

use std::rc::Rc;

use web_sys::{Element, Event, PointerEvent};
use yew::prelude::*;

use crate::app::view::Shown;

/// Lights the way of what is chosen, pointed at or has the keyboard. Gives the listeners for that: to the pointer,
/// to the pointer that leaves, and to the keyboard.
#[hook]
pub fn use_light(
    map: NodeRef,
    shown: &Rc<Shown>,
) -> (Callback<PointerEvent>, Callback<PointerEvent>, Callback<FocusEvent>) {
    let pointed = use_state_eq(|| None::<String>);
    use_effect_with((map, Rc::clone(shown), (*pointed).clone()), |(map, shown, pointed)| {
        let Some(parts) = map.cast::<Element>().map(|it| it.get_elements_by_tag_name("g")) else { return };
        let lit = shown.lit(pointed.as_deref());
        for part in (0..parts.length()).filter_map(|at| parts.item(at)) {
            if let Some(id) = part.get_attribute("data-entity") {
                let is_faded = lit.as_ref().is_some_and(|it| !it.contains(&id));
                part.toggle_attribute_with_force("data-faded", is_faded).ok();
            }
        }
    });
    // what has the keyboard is lit until nothing is chosen any more
    let unpoint = pointed.clone();
    use_effect_with(shown.way.is_some(), move |is_chosen| {
        if !is_chosen {
            unpoint.set(None);
        }
    });
    let over = {
        let pointed = pointed.clone();
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "mouse" && event.buttons() == 0 {
                pointed.set(part_of(&event).and_then(|it| it.get_attribute("data-entity")));
            }
        })
    };
    let left = {
        let pointed = pointed.clone();
        Callback::from(move |_: PointerEvent| pointed.set(None))
    };
    let focused = Callback::from(move |event: FocusEvent| {
        let part = part_of(&event).filter(|it| it.matches(":focus-visible").unwrap_or(false));
        pointed.set(part.and_then(|it| it.get_attribute("data-entity")));
    });
    (over, left, focused)
}

/// The part of the map at which something happened.
fn part_of(event: &Event) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest("[data-entity]").ok().flatten()
}
