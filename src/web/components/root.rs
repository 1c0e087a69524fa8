//! The whole element: draws the state whenever the machine says that it changed.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{
    ClipboardEvent, DragEvent, Element, HtmlDialogElement, HtmlInputElement, KeyboardEvent, MediaQueryListEvent, window,
};
use yew::prelude::*;

use super::find::filtered;
use super::headline::Headline;
use super::hooks::when;
use super::import;
use super::late::late;
use super::map_view::MapView;
use super::present;
use super::timebar::Timebar;
use super::told_by::ToldBy;
use super::toolbar::{Toolbar, openers};
use super::{
    ChangesProps, CollectionProps, ColumnsProps, DisputesProps, FindProps, LanesProps, PanelProps, PresentProps,
    SheetProps, TableProps, TellingsProps,
};
use crate::app::action::{Action, Edit, Open, Screen, Seek, Setting, Talk, Way};
use crate::app::failure::Told;
use crate::app::part::Part;
use crate::app::view::{Picture, placeholder};
use crate::app::{Controls, Failure, Load, Shortcuts, State, Tab};
use crate::timeline::PartialLens;
use crate::tongue::Tongue;
use crate::web::files;
use crate::web::js;
use crate::web::machine::Machine;
use crate::web::parts::{self, Views};

/// A machine; two are equal if they are one.
#[derive(Clone)]
pub struct Shared(Rc<Machine>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Rc<Machine>> for Shared {
    fn from(machine: Rc<Machine>) -> Self {
        Self(machine)
    }
}

/// Says to all components in which language the element speaks.
type Speaks = ContextProvider<&'static Tongue>;

/// What the element is made of.
#[derive(Properties, PartialEq)]
pub struct RootProps {
    /// Holds the state.
    pub machine: Shared,
}

/// The whole element.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let machine = &props.machine.0;
    let (state, picture) = (machine.state(), machine.picture());
    let tongue = state.tongue();
    let redraw = use_force_update();
    let seen = state.clone();
    use_effect_with(props.machine.clone(), move |machine| {
        let machine = Rc::clone(&machine.0);
        let redraw = Callback::from(move |()| redraw.force_update());
        machine.on_change(redraw.clone());
        if machine.state() != seen {
            redraw.emit(()); // it has changed since it was drawn, when nobody listened
        }
        let system = watch_system_theme(&machine);
        move || {
            machine.forget(&redraw);
            drop(system);
        }
    });
    let dispatch = {
        let machine = Rc::clone(machine);
        Callback::from(move |action| machine.dispatch(action))
    };
    let read = {
        let machine = Rc::clone(machine);
        Callback::from(move |from: JsValue| files::open(&machine, &from))
    };
    let keys = use_node_ref();
    let is_dragging = use_state(|| false);
    let is_read_only = state.look.is_read_only;
    let drag = |on: bool| {
        let is_dragging = is_dragging.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_dragging.set(on && !is_read_only);
        })
    };
    let ondrop = {
        let (is_dragging, read) = (is_dragging.clone(), read.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_dragging.set(false);
            if let Some(brought) = event.data_transfer() {
                read.emit(brought.into());
            }
        })
    };
    let columns = state.columns.clone().filter(|it| it.is_shown);
    let listed = state.listing.clone().filter(|it| it.is_shown);
    let presented = picture.clone().filter(|it| it.presented.is_some());
    let class = classes!(
        "bm",
        state.is_dark().then_some("dark"),
        tab_class(state.shown_tab()),
        controls_class(&state),
        state.look.is_read_only.then_some("looking"),
        state.look.selection.is_some().then_some("chosen"),
        state.has_faults.then_some("faulty"),
        state.sheet().is_some().then_some("writing"),
        (*is_dragging).then_some("dragging")
    );
    html! {
        <Speaks context={tongue}>
        <div {class} part="body" lang={tongue.tag()} tabindex="-1" onkeydown={on_key(&dispatch, &keys, presented.is_some(), (state.look.controls, state.look.shortcuts, state.can_edit()), listed.is_some() || columns.is_some())} onpaste={on_paste(tongue, &dispatch)}
            ondragover={drag(true)} ondragleave={drag(false)} {ondrop}>
            { if matches!(state.load, Load::Loading { .. }) {
                // what the page has put inside the element, or else a card
                html! { <slot key="loading">{ waiting(tongue, &state, &read, &dispatch) }</slot> }
            } else if let Some(picture) = presented {
                more(&state, &dispatch, |it| {
                    let (shown, dispatch) = (Rc::clone(&picture.shown), dispatch.clone());
                    let legend = (Rc::clone(&picture.legend.0), picture.legend_width(), picture.legend.1);
                    (it.present)(PresentProps { shown, legend, notes: state.has_notes, host: machine.host(), dispatch })
                })
            } else {
                html! {
                    <div class="whole" key="whole">
                        { skips(tongue, picture.is_some() && listed.is_none() && columns.is_none()) }
                        <Toolbar writes={state.can_edit().then(|| state.sheet().is_some())} shortcuts={state.look.shortcuts} has_faults={state.has_faults} glossary={glossary(&state, picture.as_ref())} shown={picture.as_ref().filter(|_| listed.is_none() && columns.is_none()).map(|it| Rc::clone(&it.shown))} gallery={Rc::clone(&state.gallery)} tab={state.shown_tab()}
                            is_dark={state.is_dark()} back={state.listing.as_ref().filter(|it| !it.is_shown).map(|it| it.collection.n_incidents)} is_unfolded={state.is_unfolded} language={state.language().to_owned()} chosen_language={state.chosen_language().to_owned()} parts={state.parts} wish={state.wish.clone()} copied={state.copied} preview={Rc::clone(&state.preview)} {keys} dispatch={dispatch.clone()} open={read.clone()} />
                        <div class="complaint" role="alert">{ for state.complaint.iter().map(|it| complaint(tongue, it, &dispatch)) }</div>
                        <div class="leftovers" role="status">{ for parts::writing().map(|it| (it.left)(machine)) }</div>
                        { match (columns, listed, picture) {
                            (Some(columns), _, _) => more(&state, &dispatch, |it| {
                                (it.columns)(ColumnsProps { columns, made: made(tongue, &state), dispatch: dispatch.clone() })
                            }),
                            (None, Some(listing), _) => more(&state, &dispatch, |it| {
                                let (before, is_dark, dispatch) = (before(&state), state.is_dark(), dispatch.clone());
                                (it.collection)(CollectionProps { listing, before, is_dark, dispatch })
                            }),
                            (None, None, Some(picture)) => shown(&state, machine, &picture, &dispatch),
                            (None, None, None) => waiting(tongue, &state, &read, &dispatch),
                        } }
                    </div>
                }
            } }
            { import::bar(tongue, state.reading.as_ref(), &dispatch) }
            <div class="drop" aria-hidden="true">{ tongue.drop() }</div>
        </div>
        </Speaks>
    }
}

/// The title of the incident that was shown before the list.
fn before(state: &State) -> Option<String> {
    state.ready().map(|it| it.incident.title.get(state.language()).to_owned())
}

/// What was made of the table.
fn made(tongue: &'static Tongue, state: &State) -> Option<String> {
    let incident = &state.ready()?.incident;
    Some(tongue.made_of_table(incident.hosts.len(), incident.pivots.len(), incident.events.len()))
}

fn controls_class(state: &State) -> &'static str {
    match state.look.controls {
        Controls::Full => "full",
        Controls::Compact if state.is_unfolded => "compact unfolded",
        Controls::Compact => "compact folded",
        Controls::Bare => "bare",
    }
}

fn tab_class(tab: Tab) -> &'static str {
    match tab {
        Tab::Auto | Tab::Story => "as-story",
        Tab::Map => "as-map",
        Tab::Lanes => "as-lanes",
        Tab::Table => "as-table",
        Tab::Disputes => "as-disputes",
        Tab::Changes => "as-changes",
        Tab::Tellings => "as-tellings",
        Tab::Present => "as-present",
    }
}

fn shown(state: &State, machine: &Rc<Machine>, picture: &Rc<Picture>, dispatch: &Callback<Action>) -> Html {
    let selection = state.look.selection.clone().map(AttrValue::from);
    html! {
        <main class="incident" key="incident">
            <Headline shown={Rc::clone(&picture.shown)}>
                { for state.parts.panel.get().and_then(|()| parts::beside()).map(|it| {
                    let (shown, find) = (Rc::clone(&picture.shown), state.look.find.clone().map(AttrValue::from));
                    (it.find)(FindProps { shown, find, dispatch: dispatch.clone() })
                }) }
                <ToldBy picture={Rc::clone(picture)} place={state.parts.panel} dispatch={dispatch.clone()} />
            </Headline>
            { filtered(state.tongue(), &picture.shown, dispatch) }
            <div class="middle">
                { match state.shown_tab() {
                    Tab::Lanes => more(state, dispatch, |it| {
                        let is_above_chart = state.look.controls != Controls::Bare;
                        (it.lanes)(LanesProps { picture: Rc::clone(picture), is_above_chart, selection, dispatch: dispatch.clone() })
                    }),
                    Tab::Table => more(state, dispatch, |it| (it.table)(TableProps { shown: picture.shown.clone() })),
                    Tab::Disputes => more(state, dispatch, |it| {
                        (it.disputes)(DisputesProps { shown: Rc::clone(&picture.shown), dispatch: dispatch.clone() })
                    }),
                    Tab::Map | Tab::Changes => html! { <MapView key="map" picture={Rc::clone(picture)} camera={picture.camera(state)} cut={picture.cut(state)} {selection} dispatch={dispatch.clone()} /> },
                    Tab::Tellings => more(state, dispatch, |it| {
                        let (shown, width) = (Rc::clone(&picture.shown), picture.chart_width());
                        (it.tellings)(TellingsProps { shown, width, dispatch: dispatch.clone() })
                    }),
                    // until the part is here that presents
                    Tab::Present => more(state, dispatch, |_| Html::default()),
                    Tab::Auto | Tab::Story => html! { <span key="story"></span> },
                } }
                <Timebar place={state.parts.panel} picture={Rc::clone(picture)} is_playing={state.is_playing} speed={state.speed} dispatch={dispatch.clone()} />
                { beside(state, machine, picture, dispatch) }
            </div>
        </main>
    }
}

/// What stands beside the map: the story, or what changed.
fn beside(state: &State, machine: &Rc<Machine>, picture: &Rc<Picture>, dispatch: &Callback<Action>) -> Html {
    if state.look.controls == Controls::Bare {
        return Html::default();
    }
    if let Some(editing) = state.sheet() {
        return late(state.tongue(), state.parts.writing, Part::Writing, parts::writing(), dispatch, |it| {
            (it.sheet)(SheetProps {
                shown: Rc::clone(&picture.shown),
                editing: Rc::clone(editing),
                shortcuts: state.look.shortcuts,
                door: (it.door)(machine),
                dispatch: dispatch.clone(),
            })
        });
    }
    if picture.comparison.is_none() {
        return late(state.tongue(), state.parts.panel, Part::Panel, parts::beside(), dispatch, |it| {
            let has_columns = state.columns.is_some() && !state.look.is_read_only;
            let has_faults = state.has_faults;
            let own = state.own.as_ref().and_then(|it| Some((it.name.clone()?.into(), state.is_kept)));
            (it.panel)(PanelProps {
                shown: Rc::clone(&picture.shown),
                has_faults,
                has_columns,
                own,
                dispatch: dispatch.clone(),
            })
        });
    }
    let before = state.look.against.as_ref().map(PartialLens::write).unwrap_or_default();
    let after = state.pinned().write();
    more(state, dispatch, |it| {
        let (before, after) = (before.into(), after.into());
        let (shown, copied, dispatch) = (Rc::clone(&picture.shown), state.copied, dispatch.clone());
        (it.changes)(ChangesProps { shown, before, after, copied, dispatch })
    })
}

/// Draws with the part of the program that shows something else than the map.
fn more(state: &State, dispatch: &Callback<Action>, draw: impl FnOnce(&'static Views) -> Html) -> Html {
    late(state.tongue(), state.parts.views, Part::Views, parts::views(), dispatch, draw)
}

fn waiting(tongue: &'static Tongue, state: &State, read: &Callback<JsValue>, dispatch: &Callback<Action>) -> Html {
    let (title, text, hint) = placeholder(&state.load, tongue).unwrap_or_default();
    let is_failure = hint.is_some();
    html! {
        <main class={classes!("waiting", is_failure.then_some("failed"))} key="waiting">
            <div class="card" role={if is_failure { "alert" } else { "status" }}>
                <h2>{ title }</h2>
                <p>{ text }</p>
                <p class="note" hidden={!is_failure}>{ hint }</p>
                { openers(tongue, read) }
                if state.can_edit() {
                    <button type="button" onclick={dispatch.reform(|_: MouseEvent| Action::Edit(Edit::New(js::today())))}>{ tongue.new_incident() }</button>
                }
            </div>
        </main>
    }
}

fn complaint(tongue: &'static Tongue, it: &Failure, dispatch: &Callback<Action>) -> Html {
    let Told { title, text, hint } = it.tell(tongue);
    html! {
        <div class="card" key={it.code}>
            <button type="button" class="close" aria-label={tongue.close()} onclick={dispatch.reform(|_: MouseEvent| Action::Dismiss)}>{ "✕\u{FE0E}" }</button>
            <h2>{ title }</h2>
            <p>{ text }</p>
            <p class="note">{ hint }</p>
        </div>
    }
}

/// What the words on the page mean, once the part that stands beside the map is here.
fn glossary(state: &State, picture: Option<&Rc<Picture>>) -> Html {
    let here = picture.zip(state.parts.panel.get().and_then(|()| parts::beside()));
    here.map_or_else(Html::default, |(picture, it)| (it.glossary)(&picture.shown))
}

/// Ways past what comes before: seen when they have the keyboard.
fn skips(tongue: &'static Tongue, is_shown: bool) -> Html {
    let skip = |name: &'static str, to: &'static str| {
        let onclick = Callback::from(move |event: MouseEvent| {
            let root = event.target_dyn_into::<Element>().map(|it| it.get_root_node());
            let root = root.and_then(|it| it.dyn_into::<web_sys::ShadowRoot>().ok());
            if let Some(place) = root.and_then(|it| it.query_selector(to).ok().flatten()) {
                place.unchecked_into::<web_sys::HtmlElement>().focus().ok();
            }
        });
        html! { <button type="button" class="skip" {onclick}>{ name }</button> }
    };
    html! {
        <nav class="skips" hidden={!is_shown} aria-label={tongue.skip_to()}>
            { skip(tongue.skip_to_map(), ".map-svg [tabindex='0']") }
            { skip(tongue.skip_to_story(), ".panel") }
            { skip(tongue.skip_to_slider(), "input[type=range]") }
        </nav>
    }
}

/// Keys that work everywhere in the element, but not while something is typed or a control takes them.
fn on_key(
    dispatch: &Callback<Action>,
    keys: &NodeRef,
    is_presenting: bool,
    (controls, shortcuts, can_edit): (Controls, Shortcuts, bool),
    is_beside: bool,
) -> Callback<KeyboardEvent> {
    let (dispatch, keys) = (dispatch.clone(), keys.clone());
    Callback::from(move |event: KeyboardEvent| {
        let target = event.target_dyn_into::<Element>();
        let on = |tags: &[&str]| target.as_ref().is_some_and(|it| tags.contains(&it.tag_name().as_str()));
        let is_in_dialog = target.as_ref().is_some_and(|it| it.closest("dialog").is_ok_and(|it| it.is_some())); // it takes Escape and Space itself
        let is_typing =
            target.as_ref().is_some_and(|it| it.matches("input[type=search], input[type=text]").unwrap_or(false));
        if is_typing
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || event.default_prevented()
            || is_in_dialog
            || parts::beside().is_some_and(|it| (it.rove)(&event))
        {
            return;
        }
        if is_presenting {
            if let Some(action) = present::key(&event) {
                event.prevent_default();
                dispatch.emit(action);
            }
            return;
        }
        let is_field = on(&["INPUT", "SELECT", "TEXTAREA"]);
        let action = match event.key().to_ascii_lowercase().as_str() {
            "escape" => Action::Set(Setting::Selection(None)),
            _ if controls == Controls::Bare || shortcuts == Shortcuts::Off => return,
            "?" => {
                if let Some(dialog) = keys.cast::<HtmlDialogElement>() {
                    dialog.show_modal().ok();
                }
                return;
            }
            _ if is_beside => return, // a list, or columns: the incident behind is not seen
            "/" if !on(&["SELECT", "TEXTAREA"]) => Action::Set(Setting::Find(Some(String::new()))),
            "[" => Action::Seek(Seek::Step(Way::Back)),
            "]" => Action::Seek(Seek::Step(Way::Forward)),
            _ if is_field => return,
            " " if !on(&["BUTTON", "SUMMARY", "A"]) => Action::Seek(Seek::TogglePlay),
            "e" if can_edit => Action::Edit(Edit::Begin),
            "p" => Action::Talk(Talk::Begin),
            key => Action::Set(Setting::View(match key {
                "t" => Tab::Table,
                "l" => Tab::Lanes,
                "d" => Tab::Disputes,
                "c" => Tab::Changes,
                "m" => Tab::Map,
                _ => return,
            })),
        };
        event.prevent_default();
        dispatch.emit(action);
    })
}

fn on_paste(tongue: &'static Tongue, dispatch: &Callback<Action>) -> Callback<Event> {
    when(dispatch, |event: Event| {
        if event.target_dyn_into::<HtmlInputElement>().is_some() {
            return None; // what is pasted into a field is for the field
        }
        let data = event.dyn_into::<ClipboardEvent>().ok()?.clipboard_data()?;
        let text = data.get_data("text/plain").ok().filter(|it| !it.trim().is_empty())?;
        Some(Action::Open(Open::Read { name: tongue.pasted().to_owned(), bytes: text.into_bytes() }))
    })
}

/// Tells the machine whether the system prefers dark, now and when it changes. Ends when what it returns is dropped.
fn watch_system_theme(machine: &Rc<Machine>) -> impl Drop + use<> {
    type Listener = Closure<dyn FnMut(MediaQueryListEvent)>;
    struct Watch(Option<(web_sys::MediaQueryList, Listener)>);
    impl Drop for Watch {
        fn drop(&mut self) {
            if let Some((query, _)) = &self.0 {
                query.set_onchange(None);
            }
        }
    }
    let query = window().and_then(|it| it.match_media("(prefers-color-scheme: dark)").ok().flatten());
    Watch(query.map(|query| {
        machine.dispatch(Action::Screen(Screen::ThemeChanged(query.matches())));
        let told = Rc::clone(machine);
        let closure = Closure::<dyn FnMut(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
            told.dispatch(Action::Screen(Screen::ThemeChanged(event.matches())));
        });
        query.set_onchange(Some(closure.as_ref().unchecked_ref()));
        (query, closure)
    }))
}
