//! The table: everything that the map says, in rows, for reading, searching and screen readers.

use std::rc::Rc;

use yew::prelude::*;

use super::positions::position_line;
use crate::app::details::{self, AttributeWords};
use crate::app::ledger::{Ledger, heads, ledger};
use crate::app::story::story;
use crate::app::view::Shown;
use crate::fold::Folded;
use crate::incident::Text;
use crate::timeline::{ClockClaim, View, clock_claims, deadlines};
use crate::tongue::Tongue;
use crate::words::Teller;

/// What the table shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Rc<Shown>,
}

/// The table.
#[component]
pub fn Table(props: &Props) -> Html {
    let shown = &props.shown;
    let (incident, snapshot) = (&shown.ready.incident, &shown.snapshot);
    let (language, teller) = (shown.language(), shown.teller());
    let tongue = teller.tongue;
    let yes = |is_disputed: bool| if is_disputed { tongue.is_disputed().to_owned() } else { String::new() };
    let name = |id: &str| incident.label(id, language).unwrap_or(id).to_owned();
    let label = |id: &str| Cell { language: teller.language_of(id).map(str::to_owned), words: name(id) };
    let text = |it: &Text| {
        let (language, words) = teller.told(it);
        Cell { language: language.map(str::to_owned), words: words.to_owned() }
    };
    let said = |id: &str| lines(tongue, &details::said(teller, snapshot, id));
    let hosts = snapshot.hosts.iter().map(|it| {
        let zone = it.zone.as_deref().map_or_else(|| tongue.place_not_said().into(), label);
        let state = tongue.standing(it);
        (
            it.id.clone(),
            vec![label(&it.id), zone, state.into(), tongue.span(it.since).into(), yes(it.disputed).into()],
            said(&it.id),
        )
    });
    let steps = story(teller, snapshot, (shown.ready.numbers(), &Folded::default()), None).into_iter().map(|it| {
        let number = it.number.clone().unwrap_or_default();
        (
            it.id.clone(),
            vec![
                number.into(),
                Cell { language: it.language.clone(), words: teller.step_by(&it.id) },
                it.when.clone().into(),
                tongue.phase(it.phase).into(),
                yes(it.disputed).into(),
            ],
            said(&it.id),
        )
    });
    let deadlines = deadlines(incident, snapshot).into_iter().map(|it| {
        let cells = [
            tongue.law(it.rule.law).into(),
            tongue.rule(it.rule).into(),
            tongue.verdict(it.verdict).into(),
            tongue.deadline_why(&it).into(),
        ];
        (it.rule.law.as_str().to_owned(), cells.into(), Vec::new())
    });
    let clocks = snapshot.clocks.iter().map(|it| {
        let claims = clock_claims(View { incident, lens: &snapshot.lens }, it);
        let line = |it: &ClockClaim| {
            let sources: Vec<String> = it.sources.iter().map(|it| name(it)).collect();
            format!("{} — {}", tongue.clock_claim(it), tongue.join(&sources))
        };
        (
            it.kind.as_str().to_owned(),
            vec![
                tongue.clock_label(it.kind).into(),
                tongue.clock_days(it).into(),
                tongue.clock_ends(it).into(),
                yes(it.disputed).into(),
            ],
            claims.iter().map(line).collect(),
        )
    });
    let whole = shown.facts().into_iter().map(|(it, disputed)| {
        let said = shown.fact(it).map(|it| said_of(tongue, &it)).unwrap_or_default();
        (it.id.clone(), vec![text(&it.label), yes(disputed).into()], said)
    });
    let unknowns = shown.unknowns().into_iter().map(|it| {
        let question = Cell { language: it.language, words: it.label.clone() };
        (it.label, vec![question, it.known.into()], Vec::new())
    });
    let sources = incident.sources.iter().filter(|it| snapshot.lens.hears(it)).map(|it| {
        let title = it.title.as_ref().map_or_else(|| "".into(), text);
        let published = it.published.as_ref().map_or(tongue.no_time().to_owned(), |it| tongue.span(it.span()));
        let address = it.url.clone().unwrap_or_default();
        (
            it.id.clone(),
            vec![text(&it.publisher), title, tongue.kind_of_source(it.kind).into(), published.into(), address.into()],
            Vec::new(),
        )
    });
    html! {
        <div class="table" part="table" tabindex="0" role="region" aria-label={tongue.table_tab()}>
            { table(tongue.hosts(), &[tongue.head_host(), tongue.head_zone(), tongue.head_state(), tongue.head_since(), tongue.head_disputed(), tongue.head_claims()], hosts.collect()) }
            { table(tongue.steps_and_events(), &[tongue.head_number(), tongue.head_step(), tongue.head_when(), tongue.head_on_this_day(), tongue.head_disputed(), tongue.head_claims()], steps.collect()) }
            { for ledger(shown).into_iter().map(|it| unit(teller, it)) }
            { table(tongue.how_long(), &[tongue.head_span(), tongue.head_days(), tongue.head_from_to(), tongue.head_disputed(), tongue.head_claims()], clocks.collect()) }
            { table(tongue.not_known(), &[tongue.head_question(), tongue.head_known()], unknowns.collect()) }
            { table(tongue.deadlines_table(), &[tongue.head_law(), tongue.head_asks(), tongue.head_outcome(), tongue.head_why()], deadlines.collect()) }
            { table(tongue.facts_title(), &[tongue.head_attribute(), tongue.head_disputed(), tongue.head_claims()], whole.collect()) }
            { table(tongue.sources_title(), &[tongue.head_publisher(), tongue.head_title(), tongue.head_kind(), tongue.head_published(), tongue.head_address()], sources.collect()) }
        </div>
    }
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
            { table(&tongue.ledger_of(&it.total), &heads(tongue), rows.collect()) }
            <p class="note" hidden={it.why.is_empty()}>{ it.why }</p>
        </div>
    }
}

/// What stands in a cell, with its language where it is not that of our own words.
struct Cell {
    language: Option<String>,
    words: String,
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self { language: None, words }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

/// Key, cells, and lines for the last cell.
type Row = (String, Vec<Cell>, Vec<String>);

fn table(title: &str, heads: &[&'static str], rows: Vec<Row>) -> Html {
    html! {
        <table>
            <caption>{ title.to_owned() }</caption>
            <thead><tr>{ for heads.iter().enumerate().map(|(i, it)| html! { <th key={i} scope="col">{ *it }</th> }) }</tr></thead>
            <tbody>
                { for rows.into_iter().map(|(key, cells, lines)| html! {
                    <tr {key}>
                        { for cells.into_iter().enumerate().map(|(i, it)| html! { <td key={i} lang={it.language}>{ it.words }</td> }) }
                        { for (!lines.is_empty()).then(|| html! { <td key="said">{ for lines.into_iter().enumerate().map(|(i, it)| html! { <div key={i}>{ it }</div> }) }</td> }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn lines(tongue: &Tongue, attributes: &[AttributeWords]) -> Vec<String> {
    attributes.iter().flat_map(|it| said_of(tongue, it).into_iter().map(|line| tongue.colon(it.name, line))).collect()
}

fn said_of(tongue: &Tongue, attribute: &AttributeWords) -> Vec<String> {
    attribute.positions.iter().map(|it| position_line(tongue, it)).collect()
}
