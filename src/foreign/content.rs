//! What a file holds before anybody knows what it means: one JSON value, JSON line by line, or a table.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::refuse;
use crate::import::{ImportError, bounded};

/// The content of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'a> {
    /// One JSON value.
    Json(Value),
    /// A JSON value on each line.
    Lines(Lines<'a>),
    /// Comma- or tab-separated values.
    Table {
        /// The rows above the header: a title, who wrote the table.
        above: Vec<Vec<String>>,
        /// The names of the columns, trimmed.
        header: Vec<String>,
        /// The rows, each at least as long as the header; row 0 is the line after the header.
        rows: Vec<Vec<String>>,
    },
    /// The files of an archive, one by one.
    Several(Vec<Self>),
}

/// The most values of one text in JSON: some hundreds of megabytes when they are read, which a worker has and gives back.
const MAX_VALUES: usize = 8_000_000;

impl<'a> Content<'a> {
    /// What a text holds, by how it looks; or why nothing can be made of it.
    pub fn of(text: &'a str) -> Result<Self, ImportError> {
        let begins = text.trim_start();
        if begins.starts_with(['{', '[']) {
            return if Lines::are_in(text) { Ok(Self::Lines(Lines::of(text))) } else { Self::value(text) };
        }
        refuse::by_text(text)?;
        if begins.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
            && let Ok(value) = serde_json::from_str(text)
        {
            return Ok(Self::Json(value));
        }
        table(text).ok_or_else(|| refuse::refusal(refuse::PLAIN))
    }

    fn value(text: &str) -> Result<Self, ImportError> {
        bounded(text, MAX_VALUES)?;
        let read = serde_json::from_str(text).map(Self::Json);
        read.or_else(|err| joined(text).ok_or_else(|| ImportError::not_json(&err, text)))
    }

    /// The value, if it is one.
    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            _ => None,
        }
    }
}

/// JSON lines, read one after the other, so that a file of hundreds of megabytes needs no more room than its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines<'a> {
    text: &'a str,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        Self { text }
    }

    /// Whether a text is JSON line by line: an object stands on the first line, and something follows on another.
    /// JSON that is set out over lines has no whole object on its first: `{` alone, or `{"type": "bundle",`.
    pub(super) fn are_in(text: &str) -> bool {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let (Some(first), Some(_)) = (lines.next(), lines.next()) else { return false };
        first.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(first).is_ok()
    }

    /// The number of each line that is not blank, from 1, and what stands there; `None` if it is no JSON.
    pub fn values(self) -> impl Iterator<Item = (usize, Option<Value>)> {
        let lines = self.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(index, line)| (index + 1, serde_json::from_str(line).ok()))
    }
}

/// Objects that follow each other without commas, as `jq` and Hayabusa set them out, are a list; a text that breaks off is
/// none.
fn joined<'a>(text: &str) -> Option<Content<'a>> {
    let all: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
    all.ok().filter(|it| it.len() > 1 && it.iter().all(Value::is_object)).map(Value::Array).map(Content::Json)
}

/// How many rows are looked at to see whether a text is a table.
const SAMPLE: usize = 20;

/// The table in a text: a header of two columns or more, and rows of which most have as many.
///
/// Any text with a comma in its first line could be one. In prose the number of commas differs from line to line; in a
/// table it does not, but for the odd row with a comma that nobody quoted. So half of the first rows must agree.
///
/// The header is the first row, unless that says nothing and one below it has the words of a header: people write a title
/// above their tables.
fn table(text: &str) -> Option<Content<'_>> {
    let (told, text) = told_delimiter(text);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let most = |delimiter: u8| lines.clone().map(|line| line.bytes().filter(|it| *it == delimiter).count()).max();
    let first = [b',', b'\t', b';'].into_iter().max_by_key(|it| {
        let of_first = lines.clone().next().map_or(0, |line| line.bytes().filter(|byte| byte == it).count());
        (of_first, most(*it))
    });
    let delimiter = told.or(first).filter(|it| most(*it).is_some_and(|it| it > 0))?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut all: Vec<Vec<String>> = Vec::new();
    for record in reader.records().filter_map(Result::ok) {
        // a line may end within a cell, too
        all.push(record.iter().map(|it| it.replace("\r\n", "\n")).collect());
    }
    let at = header(&all)?;
    with_header(all, at)
}

/// The delimiter that a spreadsheet program writes on a line before the table (`sep=;`), and the table.
fn told_delimiter(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=");
    match told.map(str::as_bytes) {
        Some([delimiter]) => (Some(*delimiter), rest),
        _ => (None, text),
    }
}

/// The place of the header among the first rows.
fn header(rows: &[Vec<String>]) -> Option<usize> {
    let says = |row: &&Vec<String>| super::table::mapping::guess(row).is_enough();
    if rows.is_empty() || says(&&rows[0]) {
        return (!rows.is_empty()).then_some(0);
    }
    Some(rows.iter().take(SAMPLE).position(|it| says(&it)).unwrap_or(0))
}

/// The table whose header is a row, if the rows below it are like it.
pub fn with_header<'a>(mut above: Vec<Vec<String>>, at: usize) -> Option<Content<'a>> {
    let mut rows = above.split_off((at + 1).min(above.len()));
    let header: Vec<String> = above.pop()?.iter().map(|it| it.trim().to_owned()).collect();
    let seen = rows.len().min(SAMPLE);
    let alike = rows.iter().take(SAMPLE).filter(|it| it.len() == header.len()).count();
    for row in rows.iter_mut().filter(|it| it.len() < header.len()) {
        row.resize(header.len(), String::new());
    }
    let is_table = header.len() > 1 && seen > 0 && alike * 2 >= seen;
    is_table.then_some(Content::Table { above, header, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table_of(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
        match Content::of(text) {
            Ok(Content::Table { header, rows, .. }) => (header, rows),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn json_lines_are_told_from_json() {
        assert!(matches!(Content::of("{\"a\":\n1}"), Ok(Content::Json(_))));
        assert!(matches!(Content::of("{\"a\":1}\n"), Ok(Content::Json(_))));
        let Ok(Content::Lines(lines)) = Content::of("\n{\"a\":1}\r\n\r\n{\"a\":2}\r\n{\"a\"") else { panic!("lines") };
        let numbers: Vec<_> = lines.values().map(|(line, value)| (line, value.is_some())).collect();
        assert_eq!(numbers, [(2, true), (4, true), (5, false)]);
    }

    #[test]
    fn objects_without_commas_between_them_are_a_list() {
        let count = |it: &str| match Content::of(it) {
            Ok(Content::Json(Value::Array(items))) => items.len(),
            _ => 0,
        };
        assert_eq!(count("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n"), 2);
        assert_eq!(count("{\n\"a\": 1}{\"a\": 2}"), 2);
        for none in ["{\n\"a\": 1}{\"a\":", "{\n\"a\": 1} and so on", "{\n\"a\": 1}\n3"] {
            assert!(Content::of(none).is_err(), "{none}");
        }
    }

    #[test]
    fn tables_have_the_delimiter_of_their_header() {
        let (header, rows) = table_of("from , to\r\n\"a, b\",c\r\nd\r\ne,f,g\r\nh,i\r\n");
        assert_eq!(header, ["from", "to"]);
        let rows: Vec<String> = rows.iter().map(|it| it.join("|")).collect();
        assert_eq!(rows, ["a, b|c", "d|", "e|f|g", "h|i"]);
        assert_eq!(table_of("from;to,or so\na;b\n").0, ["from", "to,or so"]);
        assert_eq!(table_of("from\tto\na\tb\n").1, [["a", "b"]]);
        assert_eq!(table_of("sep=;\r\nfrom;to, or so\r\na;b\r\n").0, ["from", "to, or so"]);
    }

    #[test]
    fn a_title_may_stand_above_the_header() {
        let (header, rows) = table_of("Incident 7,,\n,,\nTime,From,To\n2020-05-11,a,b\n");
        assert_eq!((header.join(" ").as_str(), rows.len()), ("Time From To", 1));
        let (header, rows) = table_of("Incident 7\nTime;From;To\n2020-05-11;a;b\n2020-05-12;b;c\n");
        assert_eq!((header.join(" ").as_str(), rows.len()), ("Time From To", 2));
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["Once upon a time, there was\na story, long, and without\ncolumns.", "one word", "a,b"] {
            assert!(matches!(Content::of(text), Err(ImportError::Refused { .. })), "{text}");
        }
    }
}
