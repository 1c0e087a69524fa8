//! An index of incidents in a folder: what its summary says, and what its other files hold. `docs/collections.md` is its manual.
//!
//! The summary is read first, then the rows of the years that are looked at. The list of words says in which years something
//! can be found, so that the rows of the other years need not be read for it. Nothing here knows where the bytes are from.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Row;
use crate::spelling::plain;
use crate::tongue::Arg;

/// What stands in `format`: the name of the layout and its version.
pub const FORMAT: &str = "breachmap-index/1";

/// What stands in place of a year in the list of words, for rows without one.
const NO_YEAR: &str = "-";

/// The summary of an index, `index.json`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Index {
    /// What it is called.
    pub name: String,
    /// How many files were brought.
    pub n_files: usize,
    /// How many of them were not read.
    pub n_unread: usize,
    /// Those of them that may be named, each with the reason.
    pub unread: Vec<Arg>,
    /// The addresses of the lists of words, against that of the summary.
    pub words: Vec<String>,
    /// The years, the newest first, and last what has no year.
    pub years: Vec<Year>,
}

/// The incidents that began in a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Year {
    /// The year; `None` for those of which nobody says in which one they began.
    pub year: Option<i32>,
    /// How many there are.
    pub n_incidents: usize,
    /// The addresses of their rows, against that of the summary.
    pub rows: Vec<String>,
}

impl Index {
    /// Whether a file says that it is an index, of this version or another.
    pub fn is_one(value: &Value) -> bool {
        value.get("format").and_then(Value::as_str).is_some_and(|it| it.starts_with("breachmap-index/"))
    }

    /// Reads a summary. `None` if it is none, or one of a version that is not known here.
    pub fn read(value: &Value) -> Option<Self> {
        let list = |of: &Value, key: &str| of.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let number = |of: &Value, key: &str| usize::try_from(of.get(key)?.as_u64()?).ok();
        let texts = |of: &Value, key: &str| -> Vec<String> {
            list(of, key).iter().filter_map(|it| it.as_str().map(str::to_owned)).collect()
        };
        let year = |it: &Value| {
            let year = match it.get("year") {
                None | Some(Value::Null) => None,
                Some(year) => Some(i32::try_from(year.as_i64()?).ok()?),
            };
            Some(Year { year, n_incidents: number(it, "incidents")?, rows: texts(it, "rows") })
        };
        let is_known = value.get("format")?.as_str()? == FORMAT;
        let years: Option<Vec<Year>> = value.get("years")?.as_array()?.iter().map(year).collect();
        let unread: Vec<Arg> = list(value, "unread").iter().map(in_words).collect();
        is_known.then_some(Self {
            name: value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            n_files: number(value, "files").unwrap_or_default(),
            n_unread: number(value, "n_unread").unwrap_or(unread.len()),
            unread,
            words: texts(value, "words"),
            years: years?,
        })
    }

    /// How many incidents there are.
    pub fn n_incidents(&self) -> usize {
        self.years.iter().map(|it| it.n_incidents).sum()
    }

    /// How many incidents began in each year, and how many do not say in which.
    pub fn by_year(&self) -> (BTreeMap<i32, usize>, usize) {
        let mut years = BTreeMap::new();
        let mut unknown = 0;
        for it in &self.years {
            match it.year {
                Some(year) => *years.entry(year).or_insert(0) += it.n_incidents,
                None => unknown += it.n_incidents,
            }
        }
        (years, unknown)
    }

    /// The summary as JSON.
    pub fn json(&self) -> Value {
        let year = |it: &Year| json!({ "year": it.year, "incidents": it.n_incidents, "rows": it.rows });
        let mut json = json!({
            "format": FORMAT,
            "name": self.name,
            "incidents": self.n_incidents(),
            "files": self.n_files,
            "n_unread": self.n_unread,
            "unread": self.unread.iter().map(written).collect::<Vec<_>>(),
            "words": self.words,
            "years": self.years.iter().map(year).collect::<Vec<_>>(),
        });
        if let Some(fields) = json.as_object_mut().filter(|_| self.unread.is_empty()) {
            fields.remove("unread");
        }
        json
    }
}

impl Year {
    /// How it is called in the list of words.
    pub fn word(year: Option<i32>) -> String {
        year.map_or_else(|| NO_YEAR.to_owned(), |it| it.to_string())
    }
}

/// A text that is the same in every language, or one for each by its tag.
fn in_words(value: &Value) -> Arg {
    let Value::Object(all) = value else { return value.as_str().unwrap_or_default().into() };
    Arg::InAll(all.iter().map(|(tag, it)| (tag.clone(), it.as_str().unwrap_or_default().to_owned())).collect())
}

fn written(words: &Arg) -> Value {
    let all: Map<String, Value> = match words {
        Arg::InAll(all) => all.iter().map(|(tag, it)| (tag.clone(), it.as_str().into())).collect(),
        Arg::Phrase(it) => it.in_all().map(|(tag, it)| (tag.to_owned(), it.into())).collect(),
        Arg::Text(it) => return it.as_str().into(),
        Arg::Number(it) => return it.to_string().into(),
    };
    Value::Object(all)
}

/// The rows of a file: a list of them, or one after the other. `None` if anything in it is none, or half of it is missing.
pub fn rows(bytes: &[u8]) -> Option<Vec<Row>> {
    items(bytes)?.iter().map(Row::read).collect()
}

/// The incident with this id in a file of one or several; `None` if it is not there.
pub fn incident(bytes: &[u8], id: &str) -> Option<Value> {
    items(bytes)?.into_iter().find(|it| it.get("id").and_then(Value::as_str) == Some(id))
}

fn items(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut all = Vec::new();
    for value in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
        match value.ok()? {
            Value::Array(list) => all.extend(list),
            one => all.push(one),
        }
    }
    Some(all)
}

/// What of a text stands in the list of words: its letters, as far as they stand together. So not every number and not every id
/// makes a word of its own.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphabetic() || it.is_numeric()).filter(|it| !it.is_empty())
}

/// The years in which something can be found, as the lists of words call them; `None` if it can be in any of them,
/// because only numbers are looked for. A line is a word, a tabulator, and the years of its rows with spaces between them.
pub fn years_with<'a>(lists: &'a [String], searched: &str) -> Option<Vec<&'a str>> {
    let mut found: Option<Vec<&str>> = None;
    for piece in pieces(&plain(searched)) {
        let mut years: Vec<&str> = Vec::new();
        let lines = lists.iter().flat_map(|it| it.lines()).filter_map(|it| it.split_once('\t'));
        for (_, all) in lines.filter(|(word, _)| word.contains(piece)) {
            for year in all.split_whitespace() {
                if !years.contains(&year) && found.as_ref().is_none_or(|it| it.contains(&year)) {
                    years.push(year);
                }
            }
        }
        found = Some(years);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let year =
            |year, n_incidents| Year { year, n_incidents, rows: vec![format!("rows/{}.json", Year::word(year))] };
        let told = ["en", "ja"].map(|it| (it.to_owned(), format!("x: {it}")));
        Index {
            name: "all".to_owned(),
            n_files: 3,
            n_unread: 2,
            unread: vec![Arg::InAll(told.into()), Arg::Text("y".to_owned())],
            words: vec!["words.tsv".to_owned()],
            years: vec![year(Some(2019), 2), year(None, 1)],
        }
    }

    #[test]
    fn a_summary_comes_back_as_it_was_written() {
        assert_eq!(Index::read(&index().json()), Some(index()));
        let plain = Index { n_unread: 0, unread: Vec::new(), ..index() };
        assert_eq!(Index::read(&plain.json()), Some(plain));
        let mut newer = index().json();
        newer["format"] = "breachmap-index/2".into();
        assert!(Index::is_one(&newer) && Index::read(&newer).is_none(), "what is newer is not guessed at");
        assert!(!Index::is_one(&json!({ "incidents": [] })), "a gallery");
    }

    #[test]
    fn rows_are_a_list_or_stand_one_after_the_other() {
        let names = |text: &str| {
            rows(text.as_bytes()).map(|all| all.into_iter().map(|it| it.victim).collect::<Vec<_>>().join(" "))
        };
        for text in ["[{\"victim\":\"a\"},{\"victim\":\"b\"}]", "{\"victim\":\"a\"}\n{\"victim\":\"b\"}\n"] {
            assert_eq!(names(text).as_deref(), Some("a b"));
            assert_eq!(names(&text[..text.len() - 3]), None, "half a file is damaged");
        }
        assert_eq!(names("<html>"), None);
        assert_eq!(names("[1]"), None);
    }

    #[test]
    fn an_incident_is_found_among_several() {
        let title = |text: &str| incident(text.as_bytes(), "b").map(|it| it["title"].clone());
        for text in [
            r#"{"id":"b","title":1}"#,
            r#"[{"id":"a"},{"id":"b","title":1}]"#,
            "{\"id\":\"a\"}\n{\"id\":\"b\",\"title\":1}",
        ] {
            assert_eq!(title(text), Some(1.into()), "{text}");
        }
        assert_eq!(title(r#"{"id":"a"}"#), None);
    }

    #[test]
    fn a_word_tells_the_years_that_can_have_it() {
        let lists = ["bank\t2013 2019\neleven\t2019\n".to_owned(), "clinic\t- 2013\n".to_owned()];
        let years =
            |searched: &str| years_with(&lists, searched).map(|it| it.into_iter().collect::<Vec<_>>().join(" "));
        assert_eq!(years("ＢＡＮＫ").as_deref(), Some("2013 2019"), "however it is spelled");
        assert_eq!(years("ban").as_deref(), Some("2013 2019"), "a part of a word");
        assert_eq!(years("bank clin").as_deref(), Some("2013"), "all words");
        assert_eq!(years("7-eleven").as_deref(), Some("2019"));
        assert_eq!(years("zebra").as_deref(), Some(""));
        assert_eq!(years("2019 7"), None, "numbers are in no list");
    }

    #[test]
    fn each_letter_lies_in_a_piece() {
        let text = "7-eleven 3f9a-bc 株式会社3m";
        let pieces: Vec<&str> = pieces(text).collect();
        assert_eq!(pieces, ["eleven", "f", "a", "bc", "株式会社", "m"]);
    }
}
