//! The top of the page: title, which is the choice of an incident too, marking, map or table, theme, open a file, keys; and the headline.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::button::show;
use super::choice::Choice;
use super::hand_on::HandOn;
use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Edit, List, Open, Setting, Talk};
use crate::app::parts::Parts;
use crate::app::view::Shown;
use crate::app::wish::{Preview, Wish};
use crate::app::wording::Control;
use crate::app::{GalleryEntry, Shortcuts, Tab, ThemeChoice};
use crate::incident::Text;
use crate::tongue::Tongue;

/// What the toolbar shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown, once there is something.
    pub shown: Option<Rc<Shown>>,
    /// Incidents to switch between.
    pub gallery: Rc<Vec<GalleryEntry>>,
    /// What fills the middle.
    pub tab: Tab,
    /// Whether the dark theme is shown.
    pub is_dark: bool,
    /// The language of labels.
    pub language: AttrValue,
    /// The language that is chosen.
    pub chosen_language: AttrValue,
    /// What the reader would hand on.
    pub wish: Wish,
    /// Whether the last copy went well.
    pub copied: Option<bool>,
    /// What would come of it.
    pub preview: Rc<Preview>,
    /// The parts of the program.
    pub parts: Parts,
    /// Whether a compact element shows what it has folded away.
    pub is_unfolded: bool,
    /// Whether single keys do something.
    pub shortcuts: Shortcuts,
    /// Whether somebody writes in it; `None` where nobody can.
    pub writes: Option<bool>,
    /// Whether what is wrong in the file is listed.
    pub has_faults: bool,
    /// What the words on the page mean.
    pub glossary: Html,
    /// The list of keys.
    pub keys: NodeRef,
    /// Takes actions.
    pub dispatch: Callback<Action>,
    /// Takes a field with files.
    pub open: Callback<JsValue>,
    /// How many incidents the collection has to which one can go back.
    pub back: Option<usize>,
}

/// The toolbar.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = props.shown.as_ref();
    let (title_language, title) = shown.map_or((None, "breachmap"), |it| it.teller().told(&it.ready.incident.title));
    let tab = |tab: Tab, name: &'static str, label: &'static str| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Set(Setting::View(tab)));
        html! { <button type="button" key={name} class={name} aria-pressed={(props.tab == tab).to_string()} {onclick}>{ label }</button> }
    };
    let other = if props.shortcuts == Shortcuts::On { Shortcuts::Off } else { Shortcuts::On };
    let theme = if props.is_dark { ThemeChoice::Light } else { ThemeChoice::Dark };
    let theme_name = if props.is_dark { tongue.light_theme() } else { tongue.dark_theme() };
    html! {
        <header class="toolbar" part="toolbar">
            <button type="button" class="back" hidden={props.back.is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::List(List::Show))}>
                { props.back.map(|it| tongue.back(it)) }
            </button>
            <div class="title">
                <h1 part="title" lang={title_language.map(str::to_owned)}>{ title }</h1>
                <label class="gallery" hidden={props.gallery.is_empty()}>
                    <span class="unseen">{ tongue.incident_choice() }</span>
                    <select onchange={gallery(&props.dispatch)}>
                        { for props.gallery.iter().map(|it| entry(tongue, it, props)) }
                        <option key="own" value="" hidden={is_of_gallery(props)} selected={!is_of_gallery(props)}>{ if shown.is_some() { tongue.your_file() } else { tongue.choose_incident() } }</option>
                    </select>
                </label>
            </div>
            <span class="marking" part="marking" hidden={shown.is_none()}>{ shown.map(|it| it.marking()) }</span>
            <button type="button" class="findings" aria-expanded={props.has_faults.to_string()} hidden={shown.and_then(|it| it.findings()).is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::ToggleFaults)}>
                { shown.and_then(|it| it.findings()).map(|it| tongue.findings_in_file(&it)) }
            </button>
            <span class="gap"></span>
            <button type="button" class="fold-button" aria-expanded={props.is_unfolded.to_string()} onclick={props.dispatch.reform(|_: MouseEvent| Action::ToggleFold)}>{ tongue.controls() }</button>
            <div class="views" role="toolbar" hidden={shown.is_none()} aria-label={tongue.view_choice()}>
            <div class="tabs">
                { tab(Tab::Story, "tab-story", tongue.story_tab()) }
                { tab(Tab::Map, "tab-map", tongue.map_tab()) }
                { tab(Tab::Lanes, "tab-lanes", tongue.lanes_tab()) }
                { tab(Tab::Table, "tab-table", tongue.table_tab()) }
                { tab(Tab::Disputes, "tab-disputes", tongue.disputes_tab()) }
                { tab(Tab::Changes, "tab-changes", tongue.changes_tab()) }
                { tab(Tab::Tellings, "tab-tellings", tongue.tellings_tab()) }
            </div>
            <button type="button" class="present-button" title={Control::new(tongue.present(), "P").hint(tongue)} onclick={props.dispatch.reform(|_: MouseEvent| Action::Talk(Talk::Begin))}>{ tongue.present() }</button>
            if let Some(is_on) = props.writes {
                <button type="button" class="edit-button" aria-pressed={is_on.to_string()} title={Control::new(tongue.edit_button(), "E").hint(tongue)} onclick={props.dispatch.reform(move |_: MouseEvent| Action::Edit(if is_on { Edit::End } else { Edit::Begin }))}>{ tongue.edit_button() }</button>
            }
            </div>
            <HandOn wish={props.wish.clone()} preview={Rc::clone(&props.preview)} copied={props.copied} own={shown.and_then(|it| it.ready.incident.marking)} is_hidden={shown.is_none()} parts={props.parts} dispatch={props.dispatch.clone()} />
            { languages(tongue, props) }
            <div class="tools" role="toolbar" aria-label={tongue.tools()}>
            { openers(tongue, &props.open) }
            <button type="button" aria-label={theme_name} title={theme_name} onclick={props.dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Theme(theme)))}>
                { if props.is_dark { "☀\u{FE0E}" } else { "☾\u{FE0E}" } }
            </button>
            <button type="button" class="keys-button" aria-label={tongue.keys_title()} title={tongue.keys_title()} onclick={show(&props.keys)}>{ "?" }</button>
            </div>
            <dialog ref={props.keys.clone()} aria-label={tongue.keys_title()}>
                <h2>{ tongue.keys_title() }</h2>
                <dl>{ for tongue.keys().iter().map(|(key, what)| html! { <div key={*key}><dt>{ *key }</dt><dd>{ *what }</dd></div> }) }</dl>
                <label><input type="checkbox" checked={props.shortcuts == Shortcuts::On} onchange={props.dispatch.reform(move |_: Event| Action::Set(Setting::Shortcuts(other)))} />{ " " }{ tongue.single_keys() }</label>
                { props.glossary.clone() }
                <form method="dialog"><button>{ tongue.close() }</button></form>
            </dialog>
        </header>
    }
}

/// Our languages, and those that only the file has; if there are several.
fn languages(tongue: &'static Tongue, props: &Props) -> Html {
    let title = props.shown.as_ref().map(|it| &it.ready.incident.title);
    let told: Vec<&str> = title.into_iter().flat_map(Text::all).map(|(tag, _)| tag).collect();
    let is_choice = told.len().max(Tongue::ALL.len()) > 1;
    let ours = Tongue::ALL.iter().map(|it| (it.tag().to_owned(), it.name().to_owned()));
    let theirs = told.into_iter().filter(|tag| Tongue::ALL.iter().all(|it| it.tag() != *tag));
    let theirs = theirs.map(|tag| (tag.to_owned(), tag.to_ascii_uppercase()));
    let options: Vec<_> = ours.chain(theirs).collect();
    let choose = props.dispatch.reform(|it: String| Action::Set(Setting::Language(Some(it))));
    html! {
        <span hidden={!is_choice || props.shown.is_none()}>
            <Choice class="languages" label={tongue.language_choice()} is_label_unseen=true value={props.chosen_language.to_string()} {options} {choose} />
        </span>
    }
}

fn shown_id(props: &Props) -> Option<&str> {
    props.shown.as_ref().map(|it| it.ready.incident.id.as_str())
}

fn is_of_gallery(props: &Props) -> bool {
    shown_id(props).is_some_and(|id| props.gallery.iter().any(|it| it.id == id))
}

fn entry(tongue: &Tongue, it: &GalleryEntry, props: &Props) -> Html {
    let is_shown = shown_id(props) == Some(it.id.as_str());
    let (tag, title) = it.title.told(&props.language);
    let language = tongue.other(tag).map(str::to_owned);
    html! { <option key={it.id.clone()} value={it.id.clone()} lang={language} selected={is_shown}>{ title }</option> }
}

fn gallery(dispatch: &Callback<Action>) -> Callback<Event> {
    when(dispatch, |event: Event| {
        let select: HtmlSelectElement = event.target_dyn_into()?;
        Some(Action::Open(Open::FromGallery(select.value())))
    })
}

/// The two ways to choose files: one by one, or a whole folder.
pub fn openers(tongue: &'static Tongue, open: &Callback<JsValue>) -> Html {
    let open = open.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            open.emit(input.clone().into());
            input.set_value(""); // the same can be chosen again
        }
    });
    html! {
        <span class="open openers">
            <label class="button">
                <input type="file" multiple={true} class="unseen" onchange={onchange.clone()} />
                { tongue.open_file() }
            </label>
            <label class="button" title={tongue.open_folder_hint()}>
                <input type="file" webkitdirectory={true} class="unseen" {onchange} />
                { tongue.open_folder() }
            </label>
        </span>
    }
}
