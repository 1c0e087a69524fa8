//! Where elements are drawn: apps of yew that outlive them.
//!
//! yew never takes back the listeners of an app, nor what they hold. So an app does not end with its element: it is emptied,
//! and waits for the next one. There are never more of them than elements that were on the page at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, ShadowRoot, window};
use yew::prelude::*;

use super::root::{Root, Shared};
use crate::web::machine::Machine;

thread_local! {
    static FREE: RefCell<Vec<(AppHandle<Drawn>, Element)>> = const { RefCell::new(Vec::new()) };
    static N_SHOWN: Cell<u32> = const { Cell::new(0) };
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    machine: Option<Shared>,
    /// Another one for each mounting: nothing of what was drawn before is taken over.
    number: u32,
}

/// An element, or nothing.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    match &props.machine {
        Some(machine) => html! { <Root key={props.number} machine={machine.clone()} /> },
        None => Html::default(),
    }
}

/// An app with an element in it, and where it is drawn.
pub struct Stage(AppHandle<Drawn>, Element);

impl Stage {
    /// Draws a machine below a root. `None` if there is no page.
    pub fn of(machine: &Rc<Machine>, root: &ShadowRoot) -> Option<Self> {
        let free = FREE.with_borrow_mut(Vec::pop);
        let (mut app, container) = if let Some(free) = free {
            free
        } else {
            let container = window()?.document()?.create_element("div").ok()?;
            container.set_class_name("container");
            let empty = DrawnProps { machine: None, number: 0 };
            (yew::Renderer::<Drawn>::with_root_and_props(container.clone(), empty).render(), container)
        };
        root.append_child(&container).ok()?;
        let number = N_SHOWN.get().wrapping_add(1);
        N_SHOWN.set(number);
        app.update(DrawnProps { machine: Some(Rc::clone(machine).into()), number });
        Some(Self(app, container))
    }

    /// Draws nothing any more.
    pub fn clear(self) {
        let Self(mut app, container) = self;
        container.remove();
        app.update(DrawnProps { machine: None, number: 0 });
        FREE.with_borrow_mut(|it| it.push((app, container)));
    }
}
