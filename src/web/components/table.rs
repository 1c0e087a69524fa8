//! The table: everything that the map says, in rows, for reading, searching and screen readers.

use std::rc::Rc;

use yew::prelude::*;

use super::long::{At, Kind, Long, Row, is_long};
use super::positions::position_line;
use crate::app::details::{self, AttributeWords};
use crate::app::ledger::{Ledger, heads, ledger};
use crate::app::story::Story;
use crate::app::view::Shown;
use crate::fold::Folded;
use crate::incident::Text;
use crate::timeline::{ClockClaim, Course, Courses, View, clock_claims, deadlines};
use crate::tongue::Tongue;
use crate::words::{Standing, Teller};

/// What the table shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
}

/// The table. The ledger comes first, because the link beside the numbers leads to it.
#[component]
pub fn Table(props: &Props) -> Html {
    let shown = &props.shown;
    let tongue = shown.tongue();
    html! {
        <div class="table" part="table" tabindex="0" role="region" aria-label={tongue.table_tab()}>
            <p class="note" hidden={!has_long(shown)}>{ tongue.long_list() }</p>
            { for ledger(shown).into_iter().map(|it| unit(shown.teller(), it)) }
            { hosts(shown) }
            { steps(shown) }
            { spans(shown) }
            { questions(shown) }
            { rules(shown) }
            { whole(shown) }
            { sources(shown) }
        </div>
    }
}

/// Whether only a part of a table is in the page.
fn has_long(shown: &Shown) -> bool {
    let (snapshot, incident) = (&shown.snapshot, &shown.ready.incident);
    [snapshot.hosts.len(), snapshot.story.len(), incident.counts.len(), incident.sources.len()].into_iter().any(is_long)
}

fn name(shown: &Shown, id: &str) -> String {
    shown.ready.incident.label(id, shown.language()).unwrap_or(id).to_owned()
}

fn label(shown: &Shown, id: &str) -> Cell {
    Cell { language: shown.teller().language_of(id).map(str::to_owned), words: name(shown, id), is_mark: false }
}

fn text(shown: &Shown, it: &Text) -> Cell {
    let (language, words) = shown.teller().told(it);
    Cell { language: language.map(str::to_owned), words: words.to_owned(), is_mark: false }
}

fn yes(tongue: &Tongue, is_disputed: bool) -> Cell {
    Cell {
        language: None,
        words: if is_disputed { tongue.is_disputed().to_owned() } else { String::new() },
        is_mark: is_disputed,
    }
}

fn said(shown: &Shown, id: &str) -> Vec<String> {
    lines(shown.tongue(), &details::said(shown.teller(), &shown.snapshot, id))
}

fn hosts(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads = [
        tongue.head_host(),
        tongue.head_zone(),
        tongue.head_state(),
        tongue.head_since(),
        tongue.head_disputed(),
        tongue.head_claims(),
    ];
    let of = Rc::clone(shown);
    table(tongue.hosts(), &heads, shown.snapshot.hosts.len(), move |at| {
        let it = &of.snapshot.hosts[at];
        let zone = it.zone.as_deref().map_or_else(|| tongue.place_not_said().into(), |zone| label(&of, zone));
        let since = tongue.span(it.since).into();
        let cells = vec![label(&of, &it.id), zone, tongue.standing(it).into(), since, yes(tongue, it.disputed)];
        (it.id.clone(), cells, said(&of, &it.id))
    })
}

fn steps(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads = [
        tongue.head_number(),
        tongue.head_step(),
        tongue.head_when(),
        tongue.head_on_this_day(),
        tongue.head_disputed(),
        tongue.head_claims(),
    ];
    let (of, none) = (Rc::clone(shown), Folded::default());
    let story = Story::of(&shown.snapshot, &none);
    table(tongue.steps_and_events(), &heads, story.len(), move |at| {
        let row = story.row(at, of.teller(), &of.snapshot, (of.ready.numbers(), &none), None);
        let Some(it) = row else { return (at.to_string(), Vec::new(), Vec::new()) };
        let words = of.teller().step_by(&it.id);
        let cells = vec![
            it.number.unwrap_or_default().into(),
            Cell { language: it.language, words, is_mark: false },
            it.when.into(),
            tongue.phase(it.phase).into(),
            yes(tongue, it.disputed),
        ];
        let said = said(&of, &it.id);
        (it.id, cells, said)
    })
}

/// What lanes show, in rows: how each host stood, and when each step was known.
pub fn courses(shown: &Rc<Shown>, courses: &Rc<Courses>) -> Html {
    let tongue = shown.tongue();
    let heads = [tongue.head_host(), tongue.head_state(), tongue.head_since(), tongue.head_until()];
    let of = |it: &Course| tongue.course(it).into_iter().map(|row| (it.host.clone(), row)).collect::<Vec<_>>();
    let rows: Vec<(String, Standing)> = courses.hosts.iter().flat_map(of).collect();
    let (seen, n) = (Rc::clone(shown), rows.len());
    let hosts = table(tongue.hosts(), &heads, n, move |at| {
        let (id, it) = rows[at].clone();
        let cells = vec![label(&seen, &id), it.state.into(), it.from.into(), it.to.unwrap_or_default().into()];
        (format!("{at} {id}"), cells, Vec::new())
    });
    let heads = [tongue.head_step(), tongue.head_when(), tongue.head_first_told(), tongue.head_delay()];
    let (seen, told) = (Rc::clone(shown), Rc::clone(courses));
    let steps = table(tongue.steps_and_events(), &heads, courses.steps.len(), move |at| {
        let it = &told.steps[at];
        let language = seen.teller().language_of(&it.id).map(str::to_owned);
        let known = it.known.map_or_else(|| tongue.no_time().to_owned(), |it| tongue.end(it));
        let delay = it.delay().map_or_else(String::new, |(low, high)| tongue.day_range(low, high));
        let what = Cell { language, words: seen.teller().step_by(&it.id), is_mark: false };
        (it.id.clone(), vec![what, tongue.when(&it.when).into(), known.into(), delay.into()], Vec::new())
    });
    html! { <>{ hosts }{ steps }</> }
}

fn spans(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads =
        [tongue.head_span(), tongue.head_days(), tongue.head_from_to(), tongue.head_disputed(), tongue.head_claims()];
    let of = Rc::clone(shown);
    table(tongue.how_long(), &heads, shown.snapshot.clocks.len(), move |at| {
        let it = &of.snapshot.clocks[at];
        let claims = clock_claims(View { incident: &of.ready.incident, lens: &of.snapshot.lens }, it);
        let line = |it: &ClockClaim| {
            let sources: Vec<String> = it.sources.iter().map(|it| name(&of, it)).collect();
            format!("{} — {}", tongue.clock_claim(it), tongue.join(&sources))
        };
        let (label, ends) = (tongue.clock_label(it.kind).into(), tongue.clock_ends(it).into());
        let cells = vec![label, tongue.clock_days(it).into(), ends, yes(tongue, it.disputed)];
        (it.kind.as_str().to_owned(), cells, claims.iter().map(line).collect())
    })
}

fn rules(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads = [tongue.head_law(), tongue.head_asks(), tongue.head_outcome(), tongue.head_why()];
    let rows = deadlines(&shown.ready.incident, &shown.snapshot).into_iter().map(|it| {
        let outcome = tongue.verdict(it.verdict).into();
        let cells =
            vec![tongue.law(it.rule.law).into(), tongue.rule(it.rule).into(), outcome, tongue.deadline_why(&it).into()];
        (it.rule.law.as_str().to_owned(), cells, Vec::new())
    });
    table_of(tongue.deadlines_table(), &heads, rows.collect())
}

fn whole(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads = [tongue.head_attribute(), tongue.head_disputed(), tongue.head_claims()];
    let rows: Vec<Cells> = shown
        .facts()
        .into_iter()
        .map(|(it, disputed)| {
            let said = shown.fact(it).map(|it| said_of(tongue, &it)).unwrap_or_default();
            (it.id.clone(), vec![text(shown, &it.label), yes(tongue, disputed)], said)
        })
        .collect();
    table_of(tongue.facts_title(), &heads, rows)
}

fn questions(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let rows = shown.unknowns().into_iter().map(|it| {
        let question = Cell { language: it.language, words: it.label.clone(), is_mark: false };
        (it.label, vec![question, it.known.into()], Vec::new())
    });
    table_of(tongue.not_known(), &[tongue.head_question(), tongue.head_known()], rows.collect())
}

fn sources(shown: &Rc<Shown>) -> Html {
    let tongue = shown.tongue();
    let heads = [
        tongue.head_publisher(),
        tongue.head_title(),
        tongue.head_kind(),
        tongue.head_published(),
        tongue.head_address(),
    ];
    let of = Rc::clone(shown);
    let all = shown.ready.incident.sources.iter().enumerate();
    let heard: Vec<usize> = all.filter(|(_, it)| shown.snapshot.lens.hears(it)).map(|it| it.0).collect();
    table(tongue.sources_title(), &heads, heard.len(), move |at| {
        let it = &of.ready.incident.sources[heard[at]];
        let title = it.title.as_ref().map_or_else(|| "".into(), |it| text(&of, it));
        let published = it.published.as_ref().map_or(tongue.no_time().to_owned(), |it| tongue.span(it.span()));
        let address = it.url.clone().unwrap_or_default();
        let reliability = it.reliability.as_ref().map(|it| tongue.reliability(it.get(of.language())));
        let kind = tongue.kind_of_source(it.kind);
        let kind = reliability.map_or(kind.into(), |it| tongue.noted(kind, it).into());
        (it.id.clone(), vec![text(&of, &it.publisher), title, kind, published.into(), address.into()], Vec::new())
    })
}

/// The entries of a unit, and why their total is what it is.
fn unit(teller: Teller<'_>, it: Ledger) -> Html {
    let tongue = teller.tongue;
    let rows = it.rows.into_iter().map(|row| {
        let said = row.said.as_ref().map(|it| said_of(tongue, it)).unwrap_or_default();
        let mut cells: Vec<Cell> = row.cells.into_iter().map(Cell::from).collect();
        cells[0].language = teller.language_of(&row.id).map(str::to_owned);
        (row.id, cells, said)
    });
    html! {
        <div class="ledger" key={it.unit.clone()}>
            { table_of(&tongue.ledger_of(&it.total), &heads(tongue), rows.collect()) }
            <p class="note" hidden={it.why.is_empty()}>{ it.why }</p>
        </div>
    }
}

/// What stands in a cell, with its language where it is not that of our own words; and whether it is a mark, which is not broken.
#[derive(Clone)]
struct Cell {
    language: Option<String>,
    words: String,
    is_mark: bool,
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self { language: None, words, is_mark: false }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

/// Key, cells, and lines for the last cell.
type Cells = (String, Vec<Cell>, Vec<String>);

/// A table of rows that are here.
fn table_of(title: &str, heads: &[&'static str], rows: Vec<Cells>) -> Html {
    table(title, heads, rows.len(), move |at| rows[at].clone())
}

/// A table whose rows are put into words when they are in view.
fn table(title: &str, heads: &[&'static str], n: usize, cells: impl Fn(usize) -> Cells + 'static) -> Html {
    let head = html! {
        <>
            <caption>{ title.to_owned() }</caption>
            <thead><tr>{ for heads.iter().enumerate().map(|(i, it)| html! { <th key={i} scope="col">{ *it }</th> }) }</tr></thead>
        </>
    };
    let row = Rc::new(move |at: At| {
        let (key, cells, lines) = cells(at.index);
        html! {
            <tr {key} aria-rowindex={at.row()}>
                { for cells.into_iter().enumerate().map(|(i, it)| html! { <td key={i} class={it.is_mark.then_some("mark")} lang={it.language}>{ it.words }</td> }) }
                { for (!lines.is_empty()).then(|| html! { <td key="said">{ for lines.into_iter().enumerate().map(|(i, it)| html! { <div key={i}>{ it }</div> }) }</td> }) }
            </tr>
        }
    });
    html! { <Long kind={Kind::Table(head, heads.len())} {n} row={row as Row} /> }
}

fn lines(tongue: &Tongue, attributes: &[AttributeWords]) -> Vec<String> {
    attributes.iter().flat_map(|it| said_of(tongue, it).into_iter().map(|line| tongue.colon(it.name, line))).collect()
}

fn said_of(tongue: &Tongue, attribute: &AttributeWords) -> Vec<String> {
    attribute.positions.iter().map(|it| position_line(tongue, it)).collect()
}
