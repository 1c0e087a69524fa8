//! The rows of a table: what is used of one, alike ones as one, and what all say of the whole.

use std::collections::BTreeMap;

use super::date;
use super::headers::NOTHING;
use super::mapping::{Field, Mapping};
use crate::foreign::make::Words;
use crate::foreign::{Fidelity, tlp};
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
    pub others: Vec<Words>,
    pub when: Option<date::When>,
    /// A time that cannot be read.
    pub unread: Option<String>,
    pub hedge: Option<&'static str>,
    pub marking: Option<Marking>,
    pub times: usize,
    pub place: String,
}

/// By what rows are alike: from, to, technique, what, how sure, how far it may be shared.
type Alike = (Vec<String>, Vec<String>, Option<String>, Option<String>, Option<&'static str>, Option<Marking>);

/// Alike rows as one, with the first of their times.
pub fn gathered(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Row> {
    let mut places: BTreeMap<Alike, usize> = BTreeMap::new();
    let mut all: Vec<Row> = Vec::new();
    for row in rows {
        let what = row.what.clone().filter(|_| row.from.is_empty() || row.to.is_empty());
        let key = (row.from.clone(), row.to.clone(), row.technique.clone(), what, row.hedge, row.marking);
        if let Some(at) = places.get(&key) {
            all[*at].times += 1;
            report.derived(Phrase::table_gathered(), row.place);
        } else {
            places.insert(key, all.len());
            all.push(row);
        }
    }
    all
}

/// What stands in the columns that nothing says what they are, each with its name; and the words of status and confidence.
pub fn others(mapping: &Mapping, header: &[String], cells: &[String]) -> Vec<Words> {
    let is_few = (0..header.len()).filter(|it| !mapping.uses(*it)).count() <= MOST_NOTED;
    let is_noted = |index: usize| match mapping.field_of(index) {
        None => is_few,
        Some(Field::Status | Field::Confidence) => true,
        Some(
            Field::From
            | Field::To
            | Field::When
            | Field::Clock
            | Field::What
            | Field::Technique
            | Field::Source
            | Field::Marking,
        ) => false,
    };
    let note = |(header, (index, cell)): (&String, (usize, &String))| {
        let cell = cell.trim();
        let is_said = is_noted(index) && !NOTHING.contains(&cell.to_lowercase().as_str());
        is_said.then(|| Phrase::import_noted(header, cell).into())
    };
    header.iter().zip(cells.iter().enumerate()).filter_map(note).collect()
}
