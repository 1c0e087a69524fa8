//! The speaker's notes: beside the slide, or in a window of their own that the room does not see.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, Window};
use yew::prelude::*;

use super::hooks::{next_frame, use_tongue};
use super::positions::positions;
use crate::app::action::Action;
use crate::app::details::Details;
use crate::app::presented::Presented;
use crate::app::view::Shown;
use crate::tongue::Tongue;

/// The notes of a step, and whom keys tell.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// Says whether they are in a window of their own.
    pub on_apart: Callback<bool>,
    /// Takes the keys that are pressed there.
    pub on_key: Callback<KeyboardEvent>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// What the speaker should know.
#[component]
pub fn Notes(props: &Props) -> Html {
    let tongue = use_tongue();
    let apart = use_mut_ref(|| None::<Apart>);
    let update = use_force_update();
    let held = Rc::clone(&apart);
    use_effect_with((), move |()| move || drop(held.take())); // it closes with the presentation
    let Some(step) = &props.shown.presented else { return Html::default() };
    let open = {
        let (apart, on_apart, on_key) = (Rc::clone(&apart), props.on_apart.clone(), props.on_key.clone());
        Callback::from(move |_: MouseEvent| {
            let (closed, on_closed, update) = (Rc::clone(&apart), on_apart.clone(), update.clone());
            let on_close = move || {
                // what listens is not dropped while it is called
                next_frame(move || {
                    closed.take();
                    on_closed.emit(false);
                    update.force_update();
                });
            };
            // where no window may be opened, they stay where they are
            if let Some(window) = Apart::open(tongue.speakers_notes(), on_key.clone(), on_close) {
                apart.replace(Some(window));
                on_apart.emit(true);
            }
        })
    };
    match apart.borrow().as_ref().and_then(Apart::body) {
        Some(body) => {
            let place = step.at.step().map(|it| tongue.step_of(it + 1, step.of));
            let (language, words) = step.words.clone();
            let said = html! {
                <main class="notes" lang={tongue.tag()}>
                    <p>{ place }{ " " }<strong lang={language}>{ words }</strong></p>
                    { notes(tongue, step, &props.dispatch) }
                    <p><small>{ props.shown.marking() }</small></p>
                </main>
            };
            create_portal(said, body.into())
        }
        None => html! {
            <aside class="notes" aria-label={tongue.speakers_notes()} tabindex="0">
                { notes(tongue, step, &props.dispatch) }
                <p><button type="button" onclick={open}>{ tongue.notes_apart() }</button></p>
            </aside>
        },
    }
}

fn notes(tongue: &'static Tongue, step: &Presented, dispatch: &Callback<Action>) -> Html {
    let (language, note) = step.note.clone().unwrap_or_default();
    html! {
        <>
            <h2>{ tongue.speakers_notes() }</h2>
            <p lang={language} hidden={step.note.is_none()}>{ note }</p>
            { for step.said.iter().map(|it| said(tongue, it, dispatch)) }
        </>
    }
}

/// What sources say of one thing.
fn said(tongue: &'static Tongue, it: &Details, dispatch: &Callback<Action>) -> Html {
    html! {
        <section key={it.id.clone()}>
            <h3 lang={it.language.clone()}>{ &it.title }</h3>
            { for it.attributes.iter().map(|it| html! { <div key={it.name}>{ positions(tongue, it, dispatch) }</div> }) }
        </section>
    }
}

/// A window of their own; it closes with the presentation.
struct Apart {
    window: Window,
    keys: Closure<dyn FnMut(KeyboardEvent)>,
    close: Closure<dyn FnMut()>,
}

impl Apart {
    fn open(title: &str, on_key: Callback<KeyboardEvent>, on_close: impl FnOnce() + 'static) -> Option<Self> {
        let features = "popup,width=560,height=700";
        let window = web_sys::window()?.open_with_url_and_target_and_features("", "_blank", features).ok()??;
        let document = window.document()?;
        document.set_title(title);
        // what a page's policy says of style sheets holds here too, but not of what is set by script
        let style = Reflect::get(document.body()?.as_ref(), &"style".into()).ok()?;
        for (name, value) in
            [("font", "18px/1.5 system-ui, sans-serif"), ("margin", "1.2em"), ("colorScheme", "light dark")]
        {
            Reflect::set(&style, &name.into(), &value.into()).ok();
        }
        let keys = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event| on_key.emit(event));
        let close = Closure::once(on_close);
        document.add_event_listener_with_callback("keydown", keys.as_ref().unchecked_ref()).ok()?;
        window.add_event_listener_with_callback("pagehide", close.as_ref().unchecked_ref()).ok()?;
        Some(Self { window, keys, close })
    }

    fn body(&self) -> Option<HtmlElement> {
        self.window.document()?.body()
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        let close = self.close.as_ref().unchecked_ref();
        self.window.remove_event_listener_with_callback("pagehide", close).ok();
        if let Some(document) = self.window.document() {
            document.remove_event_listener_with_callback("keydown", self.keys.as_ref().unchecked_ref()).ok();
        }
        self.window.close().ok();
    }
}
