//! What is in the dialog for handing on: what to make, what of it may leave, and what would be left out; said before anything is saved.

use std::rc::Rc;

use web_sys::{HtmlInputElement, window};
use yew::prelude::*;

use super::choice::Choice;
use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Give};
use crate::app::parts::Parts;
use crate::app::wish::{self, Link, Preview, Wish};
use crate::export::csv::Table;
use crate::export::figure::Content;
use crate::export::shape::Shape;
use crate::export::share::Share;
use crate::export::{EXPORTS, Export, Kind};
use crate::incident::Marking;
use crate::scene::theme::{NAMED, Theme};
use crate::tongue::Tongue;

/// What is asked for, and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    /// What the reader asks for.
    pub wish: Wish,
    /// What would come of it.
    pub preview: Rc<Preview>,
    /// What came of copying.
    pub copied: Option<bool>,
    /// The marking of the incident.
    pub own: Option<Marking>,
    /// Whether there is nothing to hand on.
    pub is_hidden: bool,
    /// The parts of the program.
    pub parts: Parts,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The form.
#[component]
pub fn HandOnForm(props: &Props) -> Html {
    let tongue = use_tongue();
    let (wish, preview) = (&props.wish, &props.preview);
    let is_figure = wish.export.is_figure();
    // slides cannot be as tall as what they show
    let shape = if !is_figure && wish.shape == Shape::AsDrawn { Shape::Wide } else { wish.shape };
    html! {
        <form method="dialog">
            <details class="link-row">
                <summary>{ tongue.share_link() }</summary>
                { for Link::ALL.iter().map(|it| link(tongue, props, *it)) }
                <p class="small" hidden={!preview.is_own}>{ tongue.own_file_note() }</p>
            </details>
            <Choice class="field" label={tongue.export_what()} options={kinds(tongue)} value={wish.export.id}
                choose={change(props, |wish, id| wish.export = Export::of(id).unwrap_or(wish.export))} />
            <div class="option" hidden={!wish.export.has_shape()}>
                <Choice class="field" label={tongue.export_shape()} options={shapes(tongue, is_figure)} value={shape.as_str()}
                    choose={change(props, |wish, it| {
                        wish.shape = Shape::parse(it).unwrap_or(wish.shape);
                        wish.content = Content::of(wish.shape);
                    })} />
                if is_figure {
                    <Choice class="field" label={tongue.export_picture()} options={contents(tongue)} value={wish.content.as_str()}
                        choose={change(props, |wish, it| wish.content = Content::parse(it).unwrap_or(wish.content))} />
                }
                <Choice class="field" label={tongue.export_colors()} options={themes(tongue)} value={theme(wish.theme)}
                    choose={change(props, |wish, it| wish.theme = Theme::named(it))} />
            </div>
            <div class="option" hidden={!wish.export.is_raster()}>
                <Choice class="field" label={tongue.export_size()} options={sizes(tongue)} value={wish.factor.to_string()}
                    choose={change(props, |wish, it| wish.factor = it.parse().unwrap_or(wish.factor))} />
            </div>
            <fieldset hidden={preview.incidents.len() < 2}>
                <legend>{ tongue.incidents_in_it() }</legend>
                { for preview.incidents.iter().map(|it| incident(props, it)) }
            </fieldset>
            <div class="option" hidden={wish.export.kind != Kind::Csv}>
                <Choice class="field" label={tongue.export_table()} options={tables(tongue)} value={wish.table.map_or("", Table::as_str)}
                    choose={change(props, |wish, it| wish.table = Table::parse(it))} />
            </div>
            <Choice class="field" label={tongue.export_level()} options={levels(tongue, props.own)} value={wish.share.marking.map_or("", Marking::as_str)}
                choose={change(props, |wish, it| wish.share.marking = Marking::parse(it))} />
            <label class="check"><input type="checkbox" checked={wish.share.redact} onchange={redact(props)} />{ tongue.redact() }</label>
            <p class="small" hidden={!wish.share.redact}>{ tongue.redact_note() }</p>
            <div class="preview" role="status">
                <p class="file" hidden={preview.name.is_none()}>{ tongue.export_file() }{ " " }<b>{ preview.name.clone() }</b></p>
                <p>{ &preview.words }</p>
                <p class="copied" hidden={props.copied.is_none()}>{ props.copied.map(|it| tongue.copied_or_saved(it)) }</p>
            </div>
            <div class="buttons">
                <button class="print" disabled={preview.name.is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::Give(Give::Print))}>{ tongue.print_handout() }</button>
                <span class="gap"></span>
                <button type="button" hidden={!wish.export.is_copied()} disabled={preview.name.is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::Give(Give::Copy))}>{ tongue.copy() }</button>
                <button>{ tongue.cancel() }</button>
                <button class="primary" disabled={preview.name.is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::Give(Give::Save))}>{ tongue.save() }</button>
            </div>
        </form>
    }
}

/// A button that puts a link, or the code for a page, into the clipboard.
fn link(tongue: &'static Tongue, props: &Props, way: Link) -> Html {
    let name = match way {
        Link::View => tongue.link_view(),
        Link::Incident => tongue.link_incident(),
        Link::Frame => tongue.link_frame(),
        Link::Element => tongue.link_element(),
    };
    let onclick = props.dispatch.reform(move |_: MouseEvent| {
        let address = window().and_then(|it| it.location().href().ok()).unwrap_or_default();
        let page = address.split('#').next().unwrap_or_default().to_owned();
        Action::Give(Give::Link(way, page))
    });
    html! { <button type="button" key={way.as_str()} {onclick}>{ name }</button> }
}

/// An incident that goes into the briefing or does not.
fn incident(props: &Props, it: &wish::Choice) -> Html {
    let (wish, preview, id) = (props.wish.clone(), Rc::clone(&props.preview), it.id.clone());
    let onchange = when(&props.dispatch, move |event: Event| {
        let is_chosen = event.target_dyn_into::<HtmlInputElement>()?.checked();
        let chosen = preview.incidents.iter().filter(|it| if it.id == id { is_chosen } else { it.is_chosen });
        let incidents = Some(chosen.map(|it| it.id.clone()).collect());
        Some(Action::Give(Give::Wish(Wish { incidents, ..wish.clone() })))
    });
    html! {
        <label class="check" key={it.id.clone()}><input type="checkbox" checked={it.is_chosen} {onchange} /><span lang={it.title.0.clone()}>{ &it.title.1 }</span></label>
    }
}

/// Asks for something else.
fn change(props: &Props, change: fn(&mut Wish, &str)) -> Callback<String> {
    let (dispatch, wish) = (props.dispatch.clone(), props.wish.clone());
    Callback::from(move |chosen: String| {
        let mut wish = wish.clone();
        change(&mut wish, &chosen);
        dispatch.emit(Action::Give(Give::Wish(wish)));
    })
}

fn redact(props: &Props) -> Callback<Event> {
    let wish = props.wish.clone();
    when(&props.dispatch, move |event: Event| {
        let redact = event.target_dyn_into::<HtmlInputElement>()?.checked();
        Some(Action::Give(Give::Wish(Wish { share: Share { redact, ..wish.share }, ..wish.clone() })))
    })
}

fn kinds(tongue: &'static Tongue) -> Vec<(String, String)> {
    EXPORTS.iter().map(|it| (it.id.to_owned(), it.label(tongue).to_owned())).collect()
}

/// The levels at which the incident may leave, from the freest.
fn levels(tongue: &'static Tongue, own: Option<Marking>) -> Vec<(String, String)> {
    let may_leave = |level: &&Marking| own.is_none_or(|own| !own.is_above(**level));
    let levels = Marking::ALL.iter().rev().filter(may_leave).map(|it| (it.to_string(), it.to_string()));
    std::iter::once((String::new(), tongue.as_it_is_marked().to_owned())).chain(levels).collect()
}

fn shapes(tongue: &'static Tongue, is_figure: bool) -> Vec<(String, String)> {
    Shape::ALL
        .iter()
        .filter(|it| is_figure || **it != Shape::AsDrawn)
        .map(|it| (it.to_string(), if is_figure { tongue.shape(*it) } else { tongue.slides(*it) }.to_owned()))
        .collect()
}

fn contents(tongue: &'static Tongue) -> Vec<(String, String)> {
    let name = |it: &Content| (it.to_string(), tongue.content(*it).to_owned());
    Content::ALL.iter().rev().map(name).collect()
}

fn tables(tongue: &'static Tongue) -> Vec<(String, String)> {
    let tables = Table::ALL.iter().map(|it| (it.to_string(), it.to_string()));
    std::iter::once((String::new(), tongue.all_tables().to_owned())).chain(tables).collect()
}

fn sizes(tongue: &'static Tongue) -> Vec<(String, String)> {
    [(1, tongue.size_1()), (2, tongue.size_2()), (4, tongue.size_4())]
        .iter()
        .map(|(factor, name)| (factor.to_string(), (*name).to_owned()))
        .collect()
}

fn themes(tongue: &'static Tongue) -> Vec<(String, String)> {
    let named = NAMED.iter().map(|(name, _)| ((*name).to_owned(), tongue.theme(name).to_owned()));
    std::iter::once((String::new(), tongue.as_on_screen().to_owned())).chain(named).collect()
}

fn theme(theme: Option<&'static Theme>) -> &'static str {
    NAMED.iter().find(|it| Some(it.1) == theme).map_or("", |it| it.0)
}
