//! What the interface says of many incidents at once.

use crate::collection::{Column, Row};
use crate::tongue::{Phrase, Tongue};

fn number(n: u64) -> String {
    Tongue::of("en").number(n)
}

/// The list, to a screen reader.
pub const LIST: &str = "Incidents";
/// Before the search field.
pub const SEARCH: &str = "Search";
/// The chart, to a screen reader.
pub const YEARS: &str = "How many incidents began in each year; the list says the same one by one";
/// The same for all.
pub const YEARS_TITLE: &str = "Incidents by the year in which they began";
/// Where a search finds nothing.
pub const NONE_FOUND: &str = "No incident has all these words.";
/// What a source does not say.
pub const NOT_SAID: &str = "–";

/// The title of a column.
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Victim => "Victim",
        Column::When => "Began",
        Column::Counts => "Affected",
        Column::Actor => "Actor",
        Column::Action => "How",
        Column::Complete => "Told",
    }
}

/// What stands in a column, where its title leaves that open.
pub fn column_hint(column: Column) -> Option<&'static str> {
    (column == Column::Complete)
        .then_some("How much of an incident is told: victim, actor, how, a date, a number, a way from host to host")
}

/// How many rows are found: `12 of 8,553 incidents`.
pub fn found(n: usize, of: usize) -> String {
    let all = format!("{} incident{}", number(of as u64), if of == 1 { "" } else { "s" });
    if n == of { all } else { format!("{} of {all}", number(n as u64)) }
}

/// How many began in no year that is said.
pub fn without_year(n: usize) -> String {
    format!("{} without a year", number(n as u64))
}

/// How much of an incident is told: `4 of 6`.
pub fn complete(row: &Row) -> String {
    format!("{} of {}", row.complete, Row::PARTS)
}

/// Back to the list.
pub fn back(n: usize) -> String {
    if n == 1 { "← The list".to_owned() } else { format!("← All {} incidents", number(n as u64)) }
}

/// Several files at once.
pub fn files(n: usize) -> String {
    format!("{} files", number(n as u64))
}

/// From the list to the incident that was shown before.
pub fn to_incident(title: &str) -> String {
    format!("Back to {title}")
}

/// Why a file of a folder is not read: its name begins with a dot, or the system has put it there.
pub const HIDDEN: &str = "hidden";
/// Likewise: there is nothing in it.
pub const EMPTY_FOLDER: &str = "an empty folder";
/// Likewise: the browser does not give it out.
pub const NOT_GIVEN: &str = "the browser does not give it out";

/// Likewise: there are too many.
pub fn too_many(limit: usize) -> String {
    format!("beyond the {} files that are read at once", number(limit as u64))
}

/// Likewise: they are too large.
pub fn too_much(limit: u64) -> String {
    format!("beyond the {} MB that are read at once", number(limit / 1_000_000))
}

/// A file that is not read, and why.
pub fn left(path: &str, reason: &str) -> String {
    format!("{path}: {reason}")
}

/// How many files are not read, before the list of them.
pub fn unread(n: usize, of: usize) -> String {
    let (n, is) = (number(n as u64), if n == 1 { "is" } else { "are" });
    format!("{n} of {} files {is} not read", number(of as u64))
}

/// After the first of those that are not read.
pub fn more(n: usize) -> String {
    format!("and {} more", number(n as u64))
}

/// What is said of a folder in which nothing can be read: title, text, hint.
pub fn nothing(left: &[Phrase], tongue: &Tongue) -> [String; 3] {
    let text = left.iter().take(3).map(|it| it.tell(tongue)).collect::<Vec<_>>().join("; ");
    ["Nothing here can be read".to_owned(), text, "Choose a folder with files that tell of incidents.".to_owned()]
}
