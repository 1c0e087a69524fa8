//! The ledger of counts as rows, unit by unit: what was said, when and by whom, what replaces what, and what overlaps.

use super::details::{self, AttributeWords};
use super::view::Shown;
use crate::incident::{Amount, Count, Source};
use crate::sorting::Table;
use crate::timeline::{Value, View};
use crate::tongue::Tongue;

/// The entries of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The unit.
    pub unit: String,
    /// Their total in words.
    pub total: String,
    /// Why it is what it is.
    pub why: String,
    /// The entries, in the order of the file.
    pub rows: Vec<Row>,
}

/// An entry of which somebody who is heard speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Whether it is part of the total.
    pub is_counted: bool,
    /// Cells as [`heads`] names them, but for the last.
    pub cells: Vec<String>,
    /// All that is said of it.
    pub said: Option<AttributeWords>,
}

/// What the cells of a row say, and what is said of it.
pub fn heads(tongue: &Tongue) -> [&'static str; 10] {
    [
        tongue.head_entry(),
        tongue.head_amount(),
        tongue.head_hedge(),
        tongue.head_day(),
        tongue.head_published(),
        tongue.head_source(),
        tongue.head_supersedes(),
        tongue.head_overlaps(),
        tongue.head_in_total(),
        tongue.head_claims(),
    ]
}

/// The ledger under the lens, in the order of its totals.
pub fn ledger(shown: &Shown) -> Vec<Ledger> {
    let (incident, snapshot) = (&shown.ready.incident, &shown.snapshot);
    let teller = shown.teller();
    let total = |unit: &str| snapshot.totals.iter().find(|it| it.unit == unit);
    let mut all: Vec<Ledger> = Vec::new();
    let others = Others::of(shown);
    for (unit, row) in incident.counts.iter().filter_map(|it| row(shown, &others, it)) {
        let known = all.iter().position(|it| it.unit == unit);
        let at = known.unwrap_or_else(|| {
            let total = total(&unit);
            all.push(Ledger {
                total: total
                    .map_or_else(|| teller.tongue.not_counted(teller.tongue.unit(&unit)), |it| teller.tongue.total(it)),
                why: total.map_or(String::new(), |it| teller.why(it)),
                unit,
                rows: Vec::new(),
            });
            all.len() - 1
        });
        all[at].rows.push(row);
    }
    all
}

/// What other counts say of a count, by its id.
#[derive(Default)]
struct Others<'a> {
    /// Those of the total.
    counted: Table<()>,
    replacing: Table<Vec<&'a Count>>,
    overlapping: Table<Vec<(&'a String, Option<Amount>)>>,
}

impl<'a> Others<'a> {
    fn of(shown: &'a Shown) -> Self {
        let mut others = Self::default();
        for it in shown.snapshot.totals.iter().flat_map(|it| &it.entries) {
            others.counted.insert(&it.id, ());
        }
        for count in &shown.ready.incident.counts {
            for it in &count.supersedes {
                let replacing = others.replacing.entry(it);
                if replacing.last().is_none_or(|it| it.id != count.id) {
                    replacing.push(count);
                }
            }
            for it in &count.overlaps {
                others.overlapping.entry(&it.with).push((&count.id, it.amount));
            }
        }
        others
    }
}

fn row(shown: &Shown, others: &Others<'_>, count: &Count) -> Option<(String, Row)> {
    let (incident, snapshot) = (&shown.ready.incident, &shown.snapshot);
    let (language, tongue) = (shown.language(), shown.tongue());
    let view = View { incident, lens: &snapshot.lens };
    let positions = view.amount_positions(count);
    let position = positions.all.first()?;
    let Value::Quantity(quantity) = position.value else { return None };
    let said = position.first();
    let source = incident.source(&said.source);
    let label = |id: &String| incident.label(id, language).unwrap_or(id).to_owned();
    let is_told = |it: &&&Count| view.amount_positions(it).shown().is_some();
    let is_counted = others.counted.get(&count.id).is_some();
    let replaces = count.supersedes.iter().map(|it| tongue.replaces(label(it)));
    let replacing = others.replacing.get(&count.id).into_iter().flatten().filter(is_told);
    let replaced: Vec<String> = replacing.map(|it| tongue.replaced_by(label(&it.id))).collect();
    let status = match (is_counted, replaced.is_empty(), said.is_denial()) {
        (true, ..) => tongue.in_total(),
        (false, _, true) => tongue.not_in_total_denied(),
        (false, false, _) => tongue.not_in_total_replaced(),
        (false, true, _) => tongue.not_in_total_today(),
    };
    let published = source.and_then(|it: &Source| it.published.as_ref());
    let row = Row {
        id: count.id.clone(),
        is_counted,
        cells: vec![
            label(&count.id),
            tongue.amount(quantity.amount),
            tongue.hedge(said.hedge).to_owned(),
            tongue.time(said).unwrap_or_else(|| tongue.no_time().to_owned()),
            published.map_or(tongue.no_time().to_owned(), |it| tongue.span(it.span())),
            label(&said.source),
            replaces.chain(replaced).collect::<Vec<_>>().join(tongue.semicolon()),
            overlaps(shown, others, count).join(tongue.semicolon()),
            status.to_owned(),
        ],
        said: details::said(shown.teller(), snapshot, &count.id).into_iter().next(),
    };
    Some((quantity.unit.clone(), row))
}

/// What the entry is said to share with others, whichever of them says so.
fn overlaps(shown: &Shown, others: &Others<'_>, count: &Count) -> Vec<String> {
    let (incident, teller) = (&shown.ready.incident, shown.teller());
    let own = count.overlaps.iter().map(|it| (&it.with, it.amount));
    let theirs = others.overlapping.get(&count.id).into_iter().flatten().copied();
    let line = |(id, amount): (&String, Option<Amount>)| {
        let how_many = amount.map_or(teller.tongue.overlap_undisclosed().to_owned(), |it| teller.tongue.amount(it));
        teller.tongue.overlaps_with(how_many, incident.label(id, shown.language()).unwrap_or(id))
    };
    own.chain(theirs).map(line).collect()
}
