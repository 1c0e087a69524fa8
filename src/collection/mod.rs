//! Many incidents as rows: made where the files are read, searched and sorted where they are shown.
//!
//! A row says what the sources say, and leaves empty what they do not; nothing is summed up over incidents.

pub mod index;
mod row;

pub use row::Row;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::incident::words;
use crate::sorting;
use crate::spelling::plain;
use crate::tongue::Arg;

words! {
    /// What rows are sorted by.
    Column {
        /// Who was breached, or what people call the incident.
        Victim = "victim",
        /// When it began.
        When = "when",
        /// The largest number of any unit.
        Counts = "counts",
        /// Who did it.
        Actor = "actor",
        /// How they did it.
        Action = "action",
        /// How much of it is told.
        Complete = "complete",
    }
}

/// The incidents of a file, a folder or an index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Collection {
    /// What it is called.
    pub name: String,
    /// How many files were brought.
    pub n_files: usize,
    /// How many of them are not read.
    pub n_unread: usize,
    /// Those of them that may be named, each with the reason.
    pub unread: Vec<Arg>,
    /// How many incidents there are; of an index, more than rows as long as not all years are read.
    pub n_incidents: usize,
    /// Its incidents, in the order of the file.
    pub rows: Vec<Rc<Row>>,
}

/// What somebody looks for, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Words that all must occur.
    pub words: String,
    /// What it is sorted by.
    pub column: Column,
    /// Whether the order is reversed.
    pub is_reversed: bool,
    /// Only those that began in this year, or in none that is said.
    pub year: Option<Option<i32>>,
}

impl Default for Search {
    fn default() -> Self {
        Self { words: String::new(), column: Column::When, is_reversed: true, year: None }
    }
}

impl Search {
    /// Sorts by a column; by the same again, the other way round.
    pub fn sort_by(&mut self, column: Column) {
        self.is_reversed = if self.column == column { !self.is_reversed } else { column.is_best_first() };
        self.column = column;
    }
}

impl Column {
    /// Whether the last comes first: the newest, the largest.
    fn is_best_first(self) -> bool {
        matches!(self, Self::When | Self::Counts | Self::Complete)
    }
}

impl Collection {
    /// Reads the rows that the reader wrote; what is no row is left out.
    pub fn read(name: String, (n_files, unread): (usize, Vec<Arg>), rows: &[u8]) -> Self {
        let rows: Value = serde_json::from_slice(rows).unwrap_or_default();
        let rows: Vec<Rc<Row>> =
            rows.as_array().map_or_else(Vec::new, |it| it.iter().filter_map(Row::read).map(Rc::new).collect());
        Self { name, n_files, n_unread: unread.len(), unread, n_incidents: rows.len(), rows }
    }

    /// The rows that a search finds, by their places in the file, in its order. What a row does not say comes last.
    pub fn found(&self, search: &Search) -> Vec<usize> {
        let mut found = self.matching(search);
        sorting::by(&mut found, |a, b| {
            let (a, b) = (&self.rows[*a], &self.rows[*b]);
            let unknown = a.is_unknown(search.column).cmp(&b.is_unknown(search.column));
            let order = a.compare(b, search.column);
            unknown.then(if search.is_reversed { order.reverse() } else { order })
        });
        found
    }

    /// How many rows a search finds.
    pub fn n_found(&self, search: &Search) -> usize {
        self.matching(search).len()
    }

    fn matching(&self, search: &Search) -> Vec<usize> {
        let words = plain(&search.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_meant = |row: &Row| {
            let has_year = search.year.is_none_or(|it| it == row.year());
            has_year && words.iter().all(|word| row.text.contains(word))
        };
        (0..self.rows.len()).filter(|it| is_meant(&self.rows[*it])).collect()
    }

    /// How many of these rows began in each year, and how many do not say in which.
    pub fn by_year(&self, rows: &[usize]) -> (BTreeMap<i32, usize>, usize) {
        let mut years = BTreeMap::new();
        let mut unknown = 0;
        for row in rows {
            match self.rows[*row].year() {
                Some(year) => *years.entry(year).or_insert(0) += 1,
                None => unknown += 1,
            }
        }
        (years, unknown)
    }
}

/// Whether a file, or a folder on the way to it, is kept out of sight: by a dot, or by systems that leave notes of their own everywhere.
pub fn is_hidden(path: &str) -> bool {
    path.split('/').any(|it| it.starts_with('.') || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{Day, Moment};
    use crate::tongue::Tongue;

    fn collection() -> Collection {
        let days = |when: &str| Moment::parse(when).map(|it| it.span()).unwrap_or_default();
        let row = |victim: &str, when: &str, most: u64| Row {
            id: victim.to_lowercase(),
            victim: victim.to_owned(),
            when: when.to_owned(),
            first: days(when).earliest.map(Day::number),
            last: days(when).latest.map(Day::number),
            most,
            text: victim.to_lowercase(),
            ..Row::default()
        };
        let rows = [
            row("Bank", "2013", 5),
            row("Shop", "", 0),
            row("Clinic", "2014-05-02", 12_000_000_000),
            row("Bank of B", "2013-02/2014-01", 1),
        ];
        Collection { rows: rows.into_iter().map(Rc::new).collect(), ..Collection::default() }
    }

    #[test]
    fn what_is_not_said_comes_last_in_both_orders() {
        let all = collection();
        let mut search = Search::default();
        assert_eq!(all.found(&search), [2, 3, 0, 1]);
        search.sort_by(Column::When);
        assert_eq!(all.found(&search), [0, 3, 2, 1]);
        search.sort_by(Column::Counts);
        assert_eq!(all.found(&search)[..2], [2, 0], "the largest first");
    }

    #[test]
    fn all_words_must_occur() {
        let search = Search { words: " BANK  b ".to_owned(), ..Search::default() };
        assert_eq!(collection().found(&search), [3, 0], "a word may be a part of one");
        for words in ["bank of", "ＢÁＮＫ　of"] {
            assert_eq!(collection().found(&Search { words: words.to_owned(), ..Search::default() }), [3], "{words}");
        }
    }

    #[test]
    fn a_year_is_counted_only_where_it_is_said() {
        let all = collection();
        let (years, unknown) = all.by_year(&[0, 1, 2, 3]);
        assert_eq!(years.into_iter().collect::<Vec<_>>(), [(2013, 1), (2014, 1)]);
        assert_eq!(unknown, 2, "one has no date, one lies in either of two years");
    }

    #[test]
    fn dates_and_numbers_are_said_when_a_row_is_shown() {
        let read = |counts: Value| Row::read(&serde_json::json!({ "counts": counts })).unwrap().counts;
        let counts = read(serde_json::json!([["at least", 1, 0, "people", "stated"]]));
        let row = Row { counts, actions: vec!["Theft".to_owned()], n_more: 2, ..Row::clone(&collection().rows[2]) };
        let english = Tongue::of("en");
        assert_eq!(row.when(english), "2 May 2014");
        assert_eq!(row.counts(english), "at least 1 person");
        assert_eq!(row.action(english), "Theft, and 2 more");
    }

    #[test]
    fn rows_come_back_as_they_were_written() {
        let mut all = collection();
        let counts = serde_json::json!([
            ["exactly", u64::MAX, 0, "people", "stated"],
            ["between", 2, 3, "people", "rumoured"],
            ["about", 4, 0, "people", "stated"],
            ["total", 704, 892, "companies", "possible", true],
        ]);
        let mut rows: Vec<Row> = all.rows.iter().map(|it| Row::clone(it)).collect();
        rows[0].counts = Row::read(&serde_json::json!({ "counts": counts })).unwrap().counts;
        // in words too: a sum comes back without its entries
        let said = rows[0].counts(Tongue::of("en"));
        assert!(said.contains("704 to 892 companies"), "{said}");
        (rows[1].actions, rows[1].n_more) = (vec!["Theft".to_owned()], 2);
        let text = serde_json::to_vec(&rows).unwrap();
        all.rows = rows.into_iter().map(Rc::new).collect();
        assert_eq!(Collection::read(String::new(), (1, Vec::new()), &text).rows, all.rows);
    }
}
