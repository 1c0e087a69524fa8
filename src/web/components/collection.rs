//! A collection: what is looked for, how many began in each year, and a list of which only what is in sight is in the page.

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::collection_index::{may_have_more, partial, year_choice};
use super::hooks::{use_size, use_tongue, when};
use super::svg;
use crate::app::Listing;
use crate::app::action::{Action, List};
use crate::app::camera::Size;
use crate::collection::{Collection, Column, Row, Search};
use crate::paint;
use crate::scene::theme::{DARK, LIGHT};
use crate::scene::years;
use crate::tongue::Tongue;

/// The height of a row, in CSS pixels; the style sheet says the same.
const ROW: usize = 36;
/// Rows above and below those in sight.
const MORE: usize = 8;

/// What the list shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The collection, and how it is looked at.
    pub listing: Listing,
    /// The title of the incident to which one can go back.
    pub before: Option<String>,
    /// Whether the dark theme is shown.
    pub is_dark: bool,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The list.
#[component]
pub fn CollectionView(props: &Props) -> Html {
    let tongue = use_tongue();
    let Listing { collection, search, .. } = &props.listing;
    let index = props.listing.index.as_ref();
    // the chart shows all years, also where the list is narrowed to one
    let looked = Looked { collection: Rc::clone(collection), search: Search { year: None, ..search.clone() } };
    let in_all = use_memo(looked, |it| it.collection.found(&it.search));
    let narrowed = Narrowed { collection: Rc::clone(collection), found: Rc::clone(&in_all), year: search.year };
    let found = use_memo(narrowed, |it| {
        let is_meant = |at: &&usize| it.year.is_none_or(|year| it.collection.rows[**at].year() == year);
        it.found.iter().filter(is_meant).copied().collect::<Vec<usize>>()
    });
    let sight = use_state(|| (0, 30));
    let (first, n) = *sight;
    let first = first.min(found.len().saturating_sub(1));
    let last = (first + n + 2 * MORE).min(found.len());
    let (more, n_found) = (props.dispatch.clone(), found.len());
    let is_partial = index.is_some_and(|it| it.n_read() < it.years.len());
    let onscroll = Callback::from(move |event: Event| {
        if let Some(it) = event.target_dyn_into::<Element>() {
            let top = usize::try_from(it.scroll_top()).unwrap_or_default() / ROW;
            let n = usize::try_from(it.client_height()).unwrap_or_default() / ROW;
            sight.set((top.saturating_sub(MORE), n));
            if is_partial && top + n + MORE >= n_found {
                more.emit(Action::List(List::More));
            }
        }
    });
    let oninput = when(&props.dispatch, |event: InputEvent| {
        Some(Action::List(List::Search(event.target_dyn_into::<HtmlInputElement>()?.value())))
    });
    let node = use_node_ref();
    use_effect_with((node.clone(), search.clone()), |(node, _)| {
        if let Some(list) = node.cast::<Element>() {
            list.set_scroll_top(0); // what is looked for anew is looked at from its beginning
        }
    });
    let by_year = match index.filter(|_| search.words.trim().is_empty()) {
        None => collection.by_year(&in_all),
        Some(it) => it.index.by_year(),
    };
    let spacer = |rows: usize| html! { <svg class="spacer" width="1" height={(rows * ROW).to_string()} aria-hidden="true"></svg> };
    html! {
        <main class="collection">
            <header>
                <h2>{ &collection.name }</h2>
                <button type="button" class="link" hidden={props.before.is_none()} onclick={props.dispatch.reform(|_: MouseEvent| Action::List(List::Hide))}>
                    { props.before.as_deref().map(|it| tongue.back_to(it)) }
                </button>
            </header>
            { unread(tongue, collection) }
            <Years by_year={by_year.clone()} chosen={search.year} is_dark={props.is_dark} dispatch={props.dispatch.clone()} />
            <p class="look">
                <label>{ tongue.search() }{ " " }<input type="search" value={search.words.clone()} {oninput} /></label>
                { year_choice(tongue, years_of(&by_year), search, &props.dispatch) }
                <span role="status">{ tongue.found(found.len(), collection.n_incidents) }</span>
            </p>
            { index.map(|it| partial(tongue, it, &props.listing, &props.dispatch)) }
            <div class="list" hidden={found.is_empty()} ref={node} tabindex="0" role="table" aria-label={tongue.incidents()} aria-rowcount={(found.len() + 1).to_string()} {onscroll}>
                <div role="rowgroup" class="head">
                    <div role="row" aria-rowindex="1">{ for Column::ALL.iter().map(|it| title(tongue, *it, search, &props.dispatch)) }</div>
                </div>
                <div role="rowgroup">
                    { spacer(first) }
                    <div class="sight" role="presentation">
                        { for (first..last).map(|at| row(tongue, at, found[at], &collection.rows[found[at]], &props.dispatch)) }
                    </div>
                    { spacer(found.len() - last) }
                </div>
            </div>
            <p class="none" hidden={!found.is_empty() || index.is_some_and(|it| may_have_more(it, search))}>{ tongue.none_found() }</p>
        </main>
    }
}

/// The most files that are named of those that are not read.
const NAMED: usize = 200;

/// The files that are not read, by name.
fn unread(tongue: &'static Tongue, collection: &Collection) -> Html {
    let Collection { unread, n_unread, n_files, .. } = collection;
    let more = unread.len().saturating_sub(NAMED);
    html! {
        <details class="unread small" hidden={*n_unread == 0}>
            <summary>{ tongue.n_unread(*n_unread, *n_files) }</summary>
            <ul>{ for unread.iter().take(NAMED).enumerate().map(|(index, it)| html! { <li key={index}>{ it.tell(tongue) }</li> }) }</ul>
            <p hidden={more == 0}>{ tongue.and_more(more) }</p>
        </details>
    }
}

/// What the rows depend on; collections are the same only if they are one.
#[derive(Clone)]
struct Looked {
    collection: Rc<Collection>,
    search: Search,
}

impl PartialEq for Looked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.collection, &other.collection) && self.search == other.search
    }
}

/// What the rows of one year depend on.
#[derive(Clone)]
struct Narrowed {
    collection: Rc<Collection>,
    found: Rc<Vec<usize>>,
    year: Option<Option<i32>>,
}

impl PartialEq for Narrowed {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.collection, &other.collection)
            && Rc::ptr_eq(&self.found, &other.found)
            && self.year == other.year
    }
}

fn title(tongue: &'static Tongue, column: Column, search: &Search, dispatch: &Callback<Action>) -> Html {
    let order = if search.is_reversed { "descending" } else { "ascending" };
    let sort = if search.column == column { order } else { "none" };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::List(List::SortBy(column)));
    html! {
        <div role="columnheader" key={column.as_str()} class={column.as_str()} aria-sort={sort}>
            <button type="button" class="link" title={tongue.column_hint(column)} {onclick}>{ tongue.column(column) }</button>
        </div>
    }
}

fn row(tongue: &'static Tongue, at: usize, index: usize, row: &Row, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::List(List::Pick(index)));
    let cell = |column: Column, text: &str| {
        let text = if text.is_empty() { "–" } else { text };
        html! { <div role="cell" key={column.as_str()} class={column.as_str()} title={text.to_owned()}>{ text }</div> }
    };
    html! {
        <div role="row" class="row" key={index} aria-rowindex={(at + 2).to_string()}>
            <div role="cell" key="victim" class="victim"><button type="button" class="link" title={row.victim.clone()} {onclick}>{ &row.victim }</button></div>
            { cell(Column::When, &row.when(tongue)) }
            { cell(Column::Counts, &row.counts(tongue)) }
            { cell(Column::Actor, &row.actor) }
            { cell(Column::Action, &row.action(tongue)) }
            { cell(Column::Complete, &tongue.complete(row)) }
        </div>
    }
}

/// What the chart shows.
#[derive(Properties, PartialEq)]
struct YearsProps {
    /// How many began in each year, and how many in none that is said.
    by_year: (BTreeMap<i32, usize>, usize),
    /// The year to which the list is narrowed.
    chosen: Option<Option<i32>>,
    is_dark: bool,
    dispatch: Callback<Action>,
}

/// The years to choose from, the newest first, and last what has none.
fn years_of((years, unknown): &(BTreeMap<i32, usize>, usize)) -> Vec<(Option<i32>, usize)> {
    let none = (*unknown > 0).then_some((None, *unknown));
    years.iter().rev().map(|(year, n)| (Some(*year), *n)).chain(none).collect()
}

/// How many of those found began in each year.
#[component]
fn Years(props: &YearsProps) -> Html {
    let tongue = use_tongue();
    let node = use_node_ref();
    let width = use_state(|| 900.0);
    let resized = {
        let width = width.clone();
        Callback::from(move |size: Size| width.set(size.width))
    };
    use_size(node.clone(), resized);
    let (by_year, unknown) = &props.by_year;
    let onclick = {
        let (by_year, width, chosen) = (by_year.clone(), *width, props.chosen);
        when(&props.dispatch, move |event: MouseEvent| {
            let year = years::year_at(&by_year, width, f64::from(event.offset_x()))?;
            let year = Some(year);
            Some(Action::List(List::Only(Some(year).filter(|it| chosen != Some(*it))))) // again, and all are shown
        })
    };
    let theme = if props.is_dark { DARK } else { LIGHT };
    let scene = years::scene(by_year, *width, &theme);
    html! {
        <div class="years" ref={node}>
            <p class="small"><span>{ tongue.years_title() }</span><span hidden={*unknown == 0}>{ tongue.without_year(*unknown) }</span></p>
            <svg {onclick} hidden={by_year.is_empty()} viewBox={format!("0 0 {} {}", *width, years::HEIGHT)} role="img" aria-label={tongue.years_help()}>
                { for svg::nodes(&paint::nodes(&scene), None) }
            </svg>
        </div>
    }
}
