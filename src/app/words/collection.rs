//! What the interface says of many incidents at once.

use crate::collection::{Column, Row};

/// The list, to a screen reader.
pub const LIST: &str = "Incidents";
/// Before the search field.
pub const SEARCH: &str = "Search";
/// The chart, to a screen reader.
pub const YEARS: &str = "How many incidents began in each year; the list says the same one by one";
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

/// How many rows are found: `12 of 8,553 incidents`.
pub fn found(n: usize, of: usize) -> String {
    if n == of { format!("{of} incidents") } else { format!("{n} of {of} incidents") }
}

/// How many began in no year that is said.
pub fn without_year(n: usize) -> String {
    format!("{n} without a year")
}

/// How much of an incident is told: `4 of 6`.
pub fn complete(row: &Row) -> String {
    format!("{} of {}", row.complete, Row::PARTS)
}

/// Back to the list.
pub fn back(n: usize) -> String {
    format!("← All {n} incidents")
}

/// Several files at once.
pub fn files(n: usize) -> String {
    format!("{n} files")
}
