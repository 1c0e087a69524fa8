//! Long lists and tables: of many rows, only those in view and near it are in the page.
//!
//! Rows are laid out and drawn in parts, each of which says by an observer of the browser whether it is in view; the others leave
//! room of the height that they had. A part that holds the keyboard stays, and so does one that is asked for. Assistive
//! technology hears how many rows there are and which one it is at; a short list is all there, without any of this.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ShadowRoot};
use yew::prelude::*;

/// Of so many rows, all are there.
const FEW: usize = 200;
/// So many rows come and go together: about half of what a screen has, and few enough to be drawn within a frame.
const PART: usize = 20;
/// The height of a row of which none has been seen, in CSS pixels.
const ROW: f64 = 40.0;
/// The attribute by which a part says which one it is.
const NUMBER: &str = "data-part";

/// Whether of so many rows only those in view are in the page.
pub fn is_long(n: usize) -> bool {
    n > FEW
}

/// Where a row stands in its list, for assistive technology; of short lists the browser knows that itself.
#[derive(Clone, Copy)]
pub struct At {
    /// Its place, from 0.
    pub index: usize,
    n: usize,
}

impl At {
    /// The role of the row of a long list.
    pub fn role(self) -> Option<&'static str> {
        is_long(self.n).then_some("listitem")
    }

    /// Its place in a long list, from 1.
    pub fn place(self) -> Option<String> {
        is_long(self.n).then(|| (self.index + 1).to_string())
    }

    /// How many rows a long list has.
    pub fn size(self) -> Option<String> {
        is_long(self.n).then(|| self.n.to_string())
    }

    /// Its place in a long table, from 1, after that of the heads.
    pub fn row(self) -> Option<String> {
        is_long(self.n).then(|| (self.index + 2).to_string())
    }
}

/// Draws a row.
pub type Row = Rc<dyn Fn(At) -> Html>;

/// What a list is.
#[derive(Clone, PartialEq)]
pub enum Kind {
    /// An `ol` or `ul` of this class, with `li` as rows.
    List(&'static str, &'static str),
    /// A table with this caption and head, of so many columns, with `tr` as rows.
    Table(Html, usize),
}

/// The rows of a list.
#[derive(Properties)]
pub struct Props {
    /// What it is.
    pub kind: Kind,
    /// How many rows there are.
    pub n: usize,
    /// Whether a list takes the keyboard, as the attribute says it.
    #[prop_or_default]
    pub tabindex: Option<AttrValue>,
    /// A row that is always there, because somebody wants to find it.
    #[prop_or_default]
    pub kept: Option<usize>,
    /// Draws one.
    pub row: Row,
}

/// Rows are drawn again whenever what they are drawn from is another.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.row, &other.row)
            && (self.n, self.kept) == (other.n, other.kept)
            && (&self.kind, &self.tabindex) == (&other.kind, &other.tabindex)
    }
}

/// What of a list is in view.
#[derive(Default)]
struct Sight {
    /// Of each part, whether it is, and its height once it was drawn.
    parts: Vec<(bool, Option<f64>)>,
    /// The part with the keyboard.
    held: Option<usize>,
}

impl Sight {
    fn is_near(&self, part: usize) -> bool {
        let near = part.saturating_sub(1)..=part + 1;
        near.into_iter().any(|it| self.held == Some(it) || self.parts.get(it).is_some_and(|it| it.0))
    }

    fn height(&self, part: usize) -> f64 {
        let known = self.parts.get(part).and_then(|it| it.1);
        known.or_else(|| self.parts.iter().find_map(|it| it.1)).unwrap_or(ROW * PART as f64)
    }
}

/// A list or a table.
#[component]
pub fn Long(props: &Props) -> Html {
    let node = use_node_ref();
    let sight = use_mut_ref(Sight::default);
    let redraw = use_force_update();
    let n_parts = if is_long(props.n) { props.n.div_ceil(PART) } else { 0 };
    let seen = Rc::clone(&sight);
    use_effect_with((node.clone(), n_parts), move |(node, n_parts)| {
        seen.replace(Sight { parts: vec![(false, None); *n_parts], held: None });
        let list = node.cast::<Element>().filter(|_| *n_parts > 0);
        let watched = list.and_then(|list| {
            let of = list.clone();
            let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
                note(&mut seen.borrow_mut(), &of, &entries);
                redraw.force_update();
            });
            let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok()?;
            each(&list, "", &mut |_, part| observer.observe(part));
            Some((observer, closure))
        });
        move || {
            if let Some((observer, closure)) = watched {
                observer.disconnect();
                drop(closure);
            }
        }
    });
    let (n, row, tabindex) = (props.n, &props.row, props.tabindex.clone());
    let rows = |rows: std::ops::Range<usize>| -> Html { rows.map(|index| row(At { index, n })).collect() };
    if n_parts == 0 {
        return match &props.kind {
            Kind::List("ol", class) => html! { <ol class={*class} {tabindex} ref={node}>{ rows(0..n) }</ol> },
            Kind::List(_, class) => html! { <ul class={*class} {tabindex} ref={node}>{ rows(0..n) }</ul> },
            Kind::Table(head, _) => html! { <table ref={node}>{ head.clone() }<tbody>{ rows(0..n) }</tbody></table> },
        };
    }
    let sight = sight.borrow();
    let kept = props.kept.map(|it| it / PART);
    let is_there =
        |part: usize| (part == 0 && !sight.parts.iter().any(|it| it.0)) || kept == Some(part) || sight.is_near(part);
    let room = |part: usize| {
        let of_last = if part + 1 == n_parts { (n - part * PART) as f64 / PART as f64 } else { 1.0 };
        let height = (sight.height(part) * of_last).round().to_string();
        html! { <svg class="spacer" width="1" {height} aria-hidden="true"></svg> }
    };
    let rows = |part: usize| rows(part * PART..n.min((part + 1) * PART));
    let number = |part: usize| part.to_string();
    match &props.kind {
        Kind::List(_, class) => {
            let part = |part: usize| {
                // the ends are always there: keys go to them
                if part == 0 || part + 1 == n_parts || is_there(part) {
                    html! { <ul key={part} role="presentation" data-part={number(part)} data-there="">{ rows(part) }</ul> }
                } else {
                    html! { <ul key={part} role="presentation" data-part={number(part)}><li role="presentation">{ room(part) }</li></ul> }
                }
            };
            html! { <div role="list" class={*class} {tabindex} ref={node}>{ for (0..n_parts).map(part) }</div> }
        }
        Kind::Table(head, columns) => {
            let part = |part: usize| {
                if part + 1 == n_parts || is_there(part) {
                    html! { <tbody key={part} data-part={number(part)} data-there="">{ rows(part) }</tbody> }
                } else {
                    html! { <tbody key={part} data-part={number(part)}><tr class="away" aria-hidden="true"><td colspan={columns.to_string()}>{ room(part) }</td></tr></tbody> }
                }
            };
            // with a key of its own, or all rows are made anew when there is one part more
            html! { <table aria-rowcount={(n + 1).to_string()} ref={node}><key="head">{ head.clone() }</>{ for (0..n_parts).map(part) }</table> }
        }
    }
}

/// Takes in which parts came into view or left it, measures those that are drawn, and keeps the one with the keyboard.
fn note(sight: &mut Sight, list: &Element, entries: &js_sys::Array) {
    for entry in entries.iter().filter_map(|it| it.dyn_into::<IntersectionObserverEntry>().ok()) {
        if let Some(part) = number(&entry.target()).and_then(|it| sight.parts.get_mut(it)) {
            part.0 = entry.is_intersecting();
        }
    }
    each(list, "[data-there]", &mut |number, part| {
        if let Some(it) = sight.parts.get_mut(number) {
            it.1 = Some(part.get_bounding_client_rect().height());
        }
    });
    let active = list.get_root_node().dyn_into::<ShadowRoot>().ok().and_then(|it| it.active_element());
    let part = active.filter(|it| list.contains(Some(it))).and_then(|it| it.closest("[data-part]").ok().flatten());
    sight.held = part.as_ref().and_then(number);
}

fn each(list: &Element, which: &str, visit: &mut dyn FnMut(usize, &Element)) {
    let Ok(all) = list.query_selector_all(&format!(":scope > [{NUMBER}]{which}")) else { return };
    for part in (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok()) {
        if let Some(number) = number(&part) {
            visit(number, &part);
        }
    }
}

fn number(part: &Element) -> Option<usize> {
    part.get_attribute(NUMBER)?.parse().ok()
}
