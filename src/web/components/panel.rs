//! The side panel: what is chosen with all its claims, the story step by step, counts, clocks and what is said of the whole.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::clocks::Clocks;
use super::deadlines::Deadlines;
use super::disputes::unknowns;
use super::faults::faults;
use super::hooks::use_tongue;
use super::import;
use super::long::{At, Kind, Long, Row, is_long};
use super::mark::mark;
use super::positions::positions;
use super::tactics::tactics;
use crate::app::Tab;
use crate::app::action::{Action, Fold, Open, Setting};
use crate::app::details::Details;
use crate::app::story::{Story, StoryRow};
use crate::app::view::Shown;
use crate::incident::Id;
use crate::timeline::{Phase, Total};
use crate::tongue::Tongue;

/// What the panel shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
    /// Whether what is wrong in the file is listed.
    pub has_faults: bool,
    /// Whether it was read from a table whose columns can be chosen.
    pub has_columns: bool,
    /// The reader's own file that is shown, and whether the tab keeps it.
    pub own: Option<(AttrValue, bool)>,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// The side panel.
#[component]
pub fn Panel(props: &Props) -> Html {
    let tongue = use_tongue();
    let shown = &props.shown;
    let facts = shown.facts();
    let node = use_node_ref();
    let (story, chosen) = (Rc::new(shown.story()), shown.details());
    let kept = story.current().or(Some(0)); // where the tab key leads
    let current = story.current().filter(|_| chosen.is_none()).and_then(|at| shown.step(&story, at)).map(|it| it.id);
    let opened = use_mut_ref(|| current.clone());
    use_effect_with((node.clone(), current), move |(node, current)| {
        if let Some(panel) = node.cast::<Element>().filter(|_| current.is_some() && *current != *opened.borrow()) {
            reveal_current(&panel);
        }
        opened.replace(current.clone());
    });
    let faulty = use_node_ref();
    use_effect_with((faulty.clone(), props.has_faults), |(faulty, has_faults)| {
        if let Some(section) = faulty.cast::<HtmlElement>().filter(|_| *has_faults) {
            section.focus().ok(); // who asked for it goes there
        }
    });
    let summary = shown.ready.incident.summary.as_ref().map(|it| shown.teller().told(it));
    html! {
        <aside class="panel" part="panel" ref={node} tabindex="0" aria-label={tongue.story_and_details()}>
            { faults(shown, props.has_faults, &faulty, &props.dispatch) }
            <p class="summary" hidden={summary.is_none() || chosen.is_some()} lang={summary.and_then(|it| it.0).map(str::to_owned)}>{ summary.map(|it| it.1.to_owned()) }</p>
            { own(tongue, props) }
            { import::report(shown.tongue(), shown.ready.incident.imported.as_ref(), props.has_columns, &props.dispatch) }
            <div class="details-place">
                { for chosen.iter().map(|it| details(tongue, it, &props.dispatch)) }
                { for shown.regroup().map(|it| regroup(it, &props.dispatch)) }
            </div>
            <section>
                <h2>{ tongue.story_tab() }</h2>
                { tactics(shown, &props.dispatch) }
                <p class="note" hidden={!is_long(story.len())}>{ tongue.long_list() }</p>
                <Long kind={Kind::List("ol", "story")} n={story.len()} {kept} row={steps(shown, &story, &props.dispatch)} />
            </section>
            <section>
                <h2>{ tongue.how_many() }</h2>
                <button type="button" class="link" hidden={shown.ready.incident.counts.is_empty()} onclick={props.dispatch.reform(|_: MouseEvent| Action::Set(Setting::View(Tab::Table)))}>{ tongue.ledger_link() }</button>
                <p class="note" hidden={!shown.snapshot.totals.is_empty()}>{ shown.tongue().capital(shown.teller().no_count()) }</p>
                <ul class="counts">{ for shown.snapshot.totals.iter().map(|it| total(tongue, it, shown, &props.dispatch)) }</ul>
            </section>
            <section hidden={shown.snapshot.clocks.is_empty()}>
                <h2>{ tongue.how_long() }</h2>
                <Clocks shown={Rc::clone(shown)} />
            </section>
            <section>
                <h2>{ tongue.deadlines() }</h2>
                <Deadlines shown={Rc::clone(shown)} />
            </section>
            <section hidden={shown.unknowns().is_empty()}>
                <h2>{ tongue.not_known() }</h2>
                { unknowns(shown) }
            </section>
            <section hidden={facts.is_empty()}>
                <h2>{ tongue.facts_title() }</h2>
                { for facts.into_iter().map(|(it, disputed)| html! {
                    <FactRow key={it.id.clone()} shown={Rc::clone(shown)} id={it.id.clone()} {disputed} dispatch={props.dispatch.clone()} />
                }) }
            </section>
        </aside>
    }
}

/// Says of the reader's own file whether it is kept.
fn own(tongue: &'static Tongue, props: &Props) -> Html {
    let is_kept = props.own.as_ref().is_some_and(|it| it.1);
    let words = |name: &str| if is_kept { tongue.own_kept(name) } else { tongue.own_not_kept(name) };
    let forget = props.dispatch.reform(|_: MouseEvent| Action::Open(Open::Forget));
    html! {
        <p class="own small" hidden={props.own.is_none()}>
            <span role="status">{ props.own.as_ref().map(|it| words(it.0.as_str())) }</span>{ " " }
            <button type="button" class="link" hidden={!is_kept} onclick={forget}>{ tongue.forget_file() }</button>
        </p>
    }
}

/// Scrolls the panel, and nothing else, until the current step of the story is in sight.
fn reveal_current(panel: &Element) {
    let Some(step) = panel.query_selector(".step.current").ok().flatten() else { return };
    let (step, room) = (step.get_bounding_client_rect(), panel.get_bounding_client_rect());
    if step.top() < room.top() || step.bottom() > room.bottom() {
        let by = step.top() - room.top() - room.height() / 3.0;
        panel.set_scroll_top(panel.scroll_top() + by as i32);
    }
}

#[derive(Properties, PartialEq)]
struct FactProps {
    shown: Rc<Shown>,
    id: AttrValue,
    disputed: bool,
    dispatch: Callback<Action>,
}

/// A fact: its name, and what is said of it once somebody has asked.
#[component]
fn FactRow(props: &FactProps) -> Html {
    let tongue = use_tongue();
    let is_asked = use_state(|| false);
    let fact = props.shown.ready.incident.fact(&props.id);
    let (language, label) = fact.map(|it| props.shown.teller().told(&it.label)).unwrap_or_default();
    let label = html! { <span lang={language.map(str::to_owned)}>{ label }</span> };
    let said = fact.filter(|_| *is_asked).and_then(|it| props.shown.fact(it));
    html! {
        <details class="fact">
            <summary onclick={move |_: MouseEvent| is_asked.set(true)}>{ label }{ mark(tongue, props.disputed) }</summary>
            <div>{ for said.iter().map(|it| positions(tongue, it, &props.dispatch)) }</div>
        </details>
    }
}

/// What sources say of the thing that is chosen.
pub fn details(tongue: &'static Tongue, it: &Details, dispatch: &Callback<Action>) -> Html {
    let close = dispatch.reform(|_: MouseEvent| Action::Set(Setting::Selection(None)));
    let disputed = it.attributes.iter().any(|it| it.disputed);
    html! {
        <section class="details" key={it.id.clone()} aria-label={tongue.what_sources_say()}>
            <button type="button" class="close" aria-label={tongue.close()} title={tongue.close()} onclick={close}>{ "✕\u{FE0E}" }</button>
            <h2 lang={it.language.clone()}>{ &it.title }</h2>
            <p class="subtitle">{ &it.subtitle }</p>
            <p class="note" lang={it.note.as_ref().and_then(|it| it.0.clone())} hidden={it.note.is_none()}>{ it.note.as_ref().map(|it| it.1.clone()) }</p>
            { for it.way.iter().map(|it| html! { <p class="way">{ it }</p> }) }
            <p class="note" hidden={!disputed}>{ tongue.dispute_help() }</p>
            { for it.attributes.iter().enumerate().map(|(i, it)| html! {
                <div class="attribute" key={i}>
                    <h3>{ it.name }{ mark(tongue, it.disputed) }</h3>
                    { positions(tongue, it, dispatch) }
                </div>
            }) }
            <Long kind={Kind::List("ul", "links")} n={it.links.len()} row={links(&it.links, dispatch)} />
        </section>
    }
}

/// Chooses what goes with it.
fn links(links: &[(Id, String)], dispatch: &Callback<Action>) -> Row {
    let (links, dispatch) = (links.to_vec(), dispatch.clone());
    Rc::new(move |at| {
        let (id, name) = links[at.index].clone();
        html! { <li key={id.clone()} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>{ link(id, name, &dispatch) }</li> }
    })
}

/// Chooses something.
fn link(id: Id, words: String, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Set(Setting::Selection(Some(id.clone()))));
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}

/// Opens the group to which the chosen host belongs, or closes it.
fn regroup((words, fold): (String, Fold), dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Fold(fold.clone()));
    html! { <button type="button" class="link" {onclick}>{ words }</button> }
}

/// The rows of the story.
fn steps(shown: &Rc<Shown>, story: &Rc<Story>, dispatch: &Callback<Action>) -> Row {
    let (shown, story, dispatch) = (Rc::clone(shown), Rc::clone(story), dispatch.clone());
    Rc::new(move |at| {
        let is_stop = at.index == story.current().unwrap_or_default();
        shown.step(&story, at.index).map_or(Html::default(), |it| step(shown.tongue(), at, &it, is_stop, &dispatch))
    })
}

fn step(tongue: &Tongue, at: At, it: &StoryRow, is_stop: bool, dispatch: &Callback<Action>) -> Html {
    let (id, day, opens) = (it.id.clone(), it.day, it.opens.clone());
    let onclick = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(day) = day {
                dispatch.emit(Action::Set(Setting::AsOf(Some(day))));
            }
            dispatch.emit(match &opens {
                Some(group) => Action::Fold(Fold::Open(group.clone())),
                None => Action::Set(Setting::Selection(Some(id.clone()))),
            });
        })
    };
    let class = classes!(
        "step",
        class(it.phase),
        it.is_selected.then_some("selected"),
        it.is_current.then_some("current"),
        it.is_faded.then_some("faded")
    );
    html! {
        <li key={it.id.clone()} {class} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>
            <button type="button" {onclick} tabindex={if is_stop { "0" } else { "-1" }} aria-current={it.is_current.then_some("step")}>
                <span class="number">{ it.number.as_deref().unwrap_or("•") }</span>
                <span class="what" lang={it.language.clone()}>{ &it.label }</span>
                <span class="means" lang={it.language.clone()} hidden={it.means.is_none()}>{ it.means.clone() }</span>
                <span class="when">{ &it.when }{ told_by(tongue, it) }</span>
            </button>
        </li>
    }
}

/// By what the style knows a phase.
fn class(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "not-yet",
        Phase::Unknown => "date-unknown",
        Phase::During => "possibly",
        Phase::After => "done",
    }
}

fn told_by(tongue: &Tongue, it: &StoryRow) -> String {
    let phase = if it.phase == Phase::After { String::new() } else { format!(" · {}", tongue.phase(it.phase)) };
    let disputed = if it.disputed { tongue.disputed_by(it.n_sources) } else { String::new() };
    format!("{phase}{disputed}")
}

fn total(tongue: &'static Tongue, it: &Total, shown: &Rc<Shown>, dispatch: &Callback<Action>) -> Html {
    html! {
        <li key={it.unit.clone()}>
            <strong>{ tongue.total_of_day(it, shown.snapshot.lens.as_of) }</strong>{ mark(tongue, it.disputed) }
            <p class="small" hidden={it.entries.len() < 2}>{ shown.teller().why(it) }</p>
            <Long kind={Kind::List("ul", "")} n={it.entries.len()} row={entries(tongue, it.unit.clone(), shown, dispatch)} />
        </li>
    }
}

/// The entries of the total of a unit.
fn entries(tongue: &'static Tongue, unit: String, shown: &Rc<Shown>, dispatch: &Callback<Action>) -> Row {
    let (shown, dispatch) = (Rc::clone(shown), dispatch.clone());
    Rc::new(move |at| {
        let total = shown.snapshot.totals.iter().find(|it| it.unit == unit);
        let Some(it) = total.and_then(|it| it.entries.get(at.index)) else { return Html::default() };
        let label = shown.ready.incident.label(&it.id, shown.language()).unwrap_or(&it.id);
        let words = tongue.colon(tongue.amount(it.amount), label);
        html! { <li key={it.id.clone()} role={at.role()} aria-posinset={at.place()} aria-setsize={at.size()}>{ link(it.id.clone(), words, &dispatch) }</li> }
    })
}
