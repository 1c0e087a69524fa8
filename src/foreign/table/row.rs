//! The rows of a table: what is used of one, alike ones as one, and what all say of the whole.

use std::collections::BTreeMap;

use super::date;
use super::field::Field;
use super::mapping::Mapping;
use super::words::NOTHING;
use crate::foreign::make::Words;
use crate::foreign::{Fidelity, tlp};
use crate::import::draft::AmountDraft;
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The most columns beside those that are read of which notes are made.
pub const MOST_NOTED: usize = 12;

/// The marking of the whole: what stands above the header; or else what all rows may be shared to, or the strictest if
/// some rows say nothing.
pub fn whole(above: &[Vec<String>], rows: &[Row]) -> Option<Marking> {
    let told = above.iter().flatten().filter_map(|it| tlp::told(it)).map(tlp::Limit::marking).min();
    let of_rows = || {
        let all: Option<Vec<Marking>> = rows.iter().map(|it| it.marking).collect();
        match all {
            Some(all) => all.into_iter().max(),
            None => rows.iter().filter_map(|it| it.marking).min(),
        }
    };
    told.or_else(of_rows)
}

/// A row: what is used of it.
pub struct Row {
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub what: Option<String>,
    pub technique: Option<String>,
    pub source: Option<String>,
    /// Where its machine stands.
    pub network: Option<String>,
    /// What became of its machine, and whether only possibly.
    pub state: Option<(&'static str, bool)>,
    /// How many are affected, and of what.
    pub count: Option<(AmountDraft, String)>,
    pub others: Vec<Words>,
    pub when: Option<date::When>,
    pub hedge: Option<&'static str>,
    pub marking: Option<Marking>,
    pub times: usize,
    pub place: String,
}

/// By what rows are alike: from, to, technique, what, how sure, how far it may be shared, what became of the machine.
type Alike =
    ([Vec<String>; 2], [Option<String>; 3], Option<&'static str>, Option<Marking>, Option<(&'static str, bool)>);

/// Alike rows as one, with the first of their times. A row that counts somebody stays a row.
pub fn gathered(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Row> {
    let mut places: BTreeMap<Alike, usize> = BTreeMap::new();
    let mut all: Vec<Row> = Vec::new();
    for row in rows {
        let what = row.what.clone().filter(|_| row.from.is_empty() || row.to.is_empty());
        let words = [row.technique.clone(), what, row.network.clone()];
        let key = ([row.from.clone(), row.to.clone()], words, row.hedge, row.marking, row.state);
        if row.count.is_some() {
            all.push(row);
        } else if let Some(at) = places.get(&key) {
            all[*at].times += 1;
            report.derived(Phrase::table_gathered(), row.place.clone());
            report.partly_left_out(Phrase::table_gathered_rest(), row.place);
        } else {
            places.insert(key, all.len());
            all.push(row);
        }
    }
    all
}

/// Whether the words of a column are a note too, because what is read of them is less.
pub fn is_noted_too(field: Field) -> bool {
    match field {
        Field::Status | Field::Confidence | Field::State => true,
        Field::From
        | Field::To
        | Field::When
        | Field::Clock
        | Field::What
        | Field::Technique
        | Field::Source
        | Field::Marking
        | Field::TimeZone
        | Field::Zone
        | Field::Count
        | Field::Unit => false,
    }
}

/// What stands in the columns that nothing says what they are, each with its name; and the words of status and confidence.
pub fn others(mapping: &Mapping, header: &[String], cells: &[String]) -> Vec<Words> {
    let is_few = (0..header.len()).filter(|it| !mapping.uses(*it)).count() <= MOST_NOTED;
    let is_noted = |index: usize| mapping.field_of(index).map_or(is_few, is_noted_too);
    let note = |(header, (index, cell)): (&String, (usize, &String))| {
        let cell = cell.trim();
        let is_said = is_noted(index) && !NOTHING.contains(&cell.to_lowercase().as_str());
        is_said.then(|| Phrase::import_noted(header, cell).into())
    };
    header.iter().zip(cells.iter().enumerate()).filter_map(note).collect()
}
