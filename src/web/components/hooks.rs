//! What components need of the browser: the size of an element, listeners that yew cannot add.

use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, Element, EventTarget, HtmlElement, ResizeObserver, ResizeObserverEntry, WheelEvent,
};
use yew::prelude::*;

use crate::app::camera::Size;
use crate::tongue::Tongue;

/// Turns an event into a message, where it means one.
pub fn when<E: 'static, M: 'static>(send: &Callback<M>, read: impl Fn(E) -> Option<M> + 'static) -> Callback<E> {
    let send = send.clone();
    Callback::from(move |event| {
        if let Some(message) = read(event) {
            send.emit(message);
        }
    })
}

/// Calls back with the inner size of an element, with the next frame and whenever it has changed.
#[hook]
pub fn use_size(node: NodeRef, callback: Callback<Size>) {
    use_effect_with(node, move |node| {
        let observed = node.cast::<Element>().and_then(|element| {
            let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
                if let Ok(entry) = entries.get(0).dyn_into::<ResizeObserverEntry>() {
                    let (rect, callback) = (entry.content_rect(), callback.clone());
                    next_frame(move || callback.emit(Size { width: rect.width(), height: rect.height() }));
                }
            });
            let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, closure))
        });
        move || {
            if let Some((observer, closure)) = observed {
                observer.disconnect();
                drop(closure);
            }
        }
    });
}

/// What changes sizes while sizes are told is reported as an error to the whole page: so it waits for the next frame.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    if let Some(window) = web_sys::window() {
        window.request_animation_frame(callback.unchecked_ref()).ok();
    }
}

/// Calls back when an element that filled the screen does so no more.
#[hook]
pub fn use_fullscreen_left(element: Option<HtmlElement>, callback: Callback<()>) {
    use_effect_with(element, move |element| {
        let (target, observed) = (element.clone(), element.clone());
        let fills = |it: &HtmlElement| it.matches(":fullscreen").unwrap_or(false);
        let closure = Closure::<dyn FnMut()>::new(move || {
            if !observed.as_ref().is_some_and(fills) {
                callback.emit(());
            }
        });
        if let Some(target) = &target {
            target.add_event_listener_with_callback("fullscreenchange", closure.as_ref().unchecked_ref()).ok();
        }
        move || {
            if let Some(target) = target {
                target.remove_event_listener_with_callback("fullscreenchange", closure.as_ref().unchecked_ref()).ok();
            }
        }
    });
}

/// Listens to the wheel so that the page can be kept from scrolling; yew's own listeners are passive.
#[hook]
pub fn use_wheel(node: NodeRef, callback: Callback<WheelEvent>) {
    use_effect_with(node, move |node| {
        let target: Option<EventTarget> = node.cast::<Element>().map(Into::into);
        let closure = Closure::<dyn FnMut(WheelEvent)>::new(move |event| callback.emit(event));
        if let Some(target) = &target {
            let options = AddEventListenerOptions::new();
            options.set_passive(false);
            let callback = closure.as_ref().unchecked_ref();
            target.add_event_listener_with_callback_and_add_event_listener_options("wheel", callback, &options).ok();
        }
        move || {
            if let Some(target) = target {
                target.remove_event_listener_with_callback("wheel", closure.as_ref().unchecked_ref()).ok();
            }
        }
    });
}

/// The language in which the element speaks.
#[hook]
pub fn use_tongue() -> &'static Tongue {
    use_context().expect("the root says in which language it speaks")
}
