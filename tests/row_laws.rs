//! Nothing of a row is lost in silence: every cell of a table is found in the incident or in the report, by its row and
//! column; of the lines of a log, every machine, account, address and marking that is not told is counted under its field.
//!
//! Rows are those of `tests/foreign/`, and of the real tables and logs if `BREACHMAP_CORPORA` names their folder; each
//! table also with a column that nobody knows, and with cells that hold something else. How many cells were looked for
//! is printed: `cargo test --test row_laws -- --nocapture`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::foreign::{self, Content, Entry, Fate, Fidelity};
use breachmap::incident::{EventKind, Hedge, HostKind, Role, StateChange, Topic};
use breachmap::tongue::Phrase;
use serde_json::Value;

/// Tables and logs: the name and the text of each.
fn files() -> Vec<(String, String)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let own = [
        "breach-register",
        "ecar",
        "leak-sites",
        "own-table",
        "sign-ins",
        "table",
        "timesketch",
        "veris",
        "windows-events",
    ]
    .map(|it| own.join(it));
    let real = env::var_os("BREACHMAP_CORPORA").map(PathBuf::from);
    let real = real
        .iter()
        .flat_map(|it| ["timesketch", "otrf-security-datasets", "optc-ground-truth"].map(|name| it.join(name)));
    let mut all: Vec<PathBuf> =
        own.into_iter().chain(real).flat_map(|it| fs::read_dir(it).unwrap()).map(|it| it.unwrap().path()).collect();
    all.sort();
    let is_input = |it: &&PathBuf| {
        let name = it.to_str().unwrap();
        ["csv", "tsv", "json", "jsonl"].iter().any(|end| name.ends_with(end)) && !name.ends_with(".native.json")
    };
    let read = |it: &PathBuf| Some((it.file_name()?.to_str()?.to_owned(), String::from_utf8(fs::read(it).ok()?).ok()?));
    all.iter().filter(is_input).filter_map(read).collect()
}

/// What became of a file.
struct Outcome {
    format: &'static str,
    /// All words and numbers of the incidents, in small letters.
    text: String,
    entries: Vec<Entry>,
    /// Which column is what, by its place.
    columns: BTreeMap<usize, String>,
    header: Vec<String>,
}

impl Outcome {
    fn of(content: &Content) -> Option<Self> {
        let format = foreign::format_of(content)?;
        let mut report = Fidelity::default().naming_all();
        let drafts = (format.read)(content, &mut report);
        if drafts.is_empty() {
            return None;
        }
        let mut text = String::from("\n");
        for it in &drafts {
            words(&serde_json::to_value(it).unwrap(), &mut text);
        }
        let header: &[String] = if let Content::Table { header, .. } = content { header } else { &[] };
        let place = |name: &str| {
            let number = || name.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1);
            number().or_else(|| header.iter().position(|it| it == name))
        };
        let columns = report.options.iter().filter_map(|(field, name)| Some((place(name)?, field.clone()))).collect();
        let header = header.to_vec();
        Some(Self { format: format.id, text, entries: report.entries().collect(), columns, header })
    }

    fn tells(&self, words: &str) -> bool {
        self.text.contains(&plain(words))
    }

    /// Whether the report says of a cell that it, its row or its column is left out.
    fn is_left_out(&self, row: &str, column: usize) -> bool {
        let whole = [
            Phrase::table_no_content(),
            Phrase::table_gathered_rest(),
            Phrase::sketch_untagged(),
            Phrase::sketch_no_message(),
        ];
        let header = self.header.get(column - 1).map(String::as_str).unwrap_or_default();
        let column = format!("column {column}");
        let is_column = |it: &String| *it == column || it.starts_with(&format!("{column} ("));
        // our own tables are told by name before the row
        let is_cell = |it: &String| it.ends_with(&format!("{row}, {column}")) || *it == format!("{row}/{header}");
        let left_out = self.entries.iter().filter(|it| it.fate == Fate::LeftOut);
        let is_record = |it: &String| it == row && LISTS.contains(&self.format);
        let is_here = |it: &Entry| it.places.iter().any(|it| is_column(it) || is_cell(it) || is_record(it));
        self.says(row, &whole) || left_out.into_iter().any(is_here)
    }

    /// Whether the report says of a row, in one of these words, what became of it.
    fn says(&self, row: &str, words: &[Phrase]) -> bool {
        self.entries.iter().any(|it| words.contains(&it.words) && it.places.iter().any(|place| place == row))
    }

    /// Whether nothing of a cell is lost in silence.
    fn has(&self, row: &str, column: usize, cell: &str) -> bool {
        let times = [
            Phrase::import_times(),
            Phrase::table_derived_times(),
            Phrase::table_open_dates(),
            Phrase::table_changing_clocks(),
            Phrase::table_no_time(),
            Phrase::sketch_no_zone(),
            Phrase::sketch_micros(),
            Phrase::sketch_no_time(),
            Phrase::sketch_unread_time(),
        ];
        let in_time = ["datetime", "timestamp", "date", "time", "timezone"];
        let header = self.header.get(column - 1).map(String::as_str).unwrap_or_default();
        let rewritten = match self.columns.get(&(column - 1)).map(String::as_str) {
            Some("when" | "clock") => self.says(row, &times),
            Some("time-zone" | "network") => self.says(row, &[Phrase::table_row_zones()]),
            Some("marking") => self.says(row, &[Phrase::table_marked(), Phrase::table_unread_marking()]),
            Some("count" | "unit") => self.says(row, &[Phrase::table_counts()]),
            Some("from" | "to") => {
                let parts = cell.split([',', ';', '/', '、', 'と', '(', ')', '\n', ' ', '&', '+']).map(str::trim);
                parts.filter(|it| !it.is_empty()).all(|it| it == "and" || self.tells(it))
            }
            _ if self.format == "timesketch" && in_time.contains(&header) => self.says(row, &times),
            _ if ["message", "desc"].contains(&header) => {
                self.says(row, &[Phrase::sketch_long_messages(), Phrase::sketch_joined()])
            }
            _ if self.format == "own-table" => cell.split_whitespace().all(|it| is_word(it) || self.tells(it)),
            _ => false,
        };
        let otherwise = self.format.contains('-') && cell.split(", ").all(|it| self.tells(&otherwise(it)));
        self.tells(cell) || rewritten || otherwise || self.is_left_out(row, column)
    }
}

/// Whether a cell of our own tables is a word of the format, and no name, date or number.
fn is_word(cell: &str) -> bool {
    let words = [Hedge::WORDS, StateChange::WORDS, HostKind::WORDS, Role::WORDS, EventKind::WORDS, Topic::WORDS];
    let beside = [
        "yes", "no", "latest", "when", "host", "pivot", "event", "count", "name", "zone", "state", "exactly",
        "at-least", "about",
    ];
    beside.contains(&cell) || words.iter().any(|it| it.contains(&cell))
}

/// A day as our format writes it, and a number without signs between its thousands.
fn otherwise(cell: &str) -> String {
    let date = cell.split(' ').next().unwrap_or_default();
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    match date.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] if [month, day, year].into_iter().all(is_number) => format!("{year}-{month:0>2}-{day:0>2}"),
        _ if date.len() == 10 && date.replace('-', "").len() == 8 => date.to_owned(),
        _ => cell.replace(',', ""),
    }
}

/// Words as they are compared: in small letters, with single blanks.
fn plain(words: &str) -> String {
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All words and numbers of a value.
fn words(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => fields.values().for_each(|it| words(it, text)),
        Value::Array(items) => items.iter().for_each(|it| words(it, text)),
        Value::String(it) => *text += &(plain(it) + "\n"),
        Value::Number(it) => *text += &(it.to_string() + "\n"),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Cells that say nothing.
const NOTHING: [&str; 7] = ["", "-", "[]", "n/a", "na", "null", "なし"];

/// Looks for each cell of a table: the kinds of columns whose cells are lost, with the first such cell.
fn lost(name: &str, content: &Content, tried: &mut usize) -> Vec<String> {
    let Content::Table { above, header, rows } = content else { return Vec::new() };
    let Some(outcome) = Outcome::of(content) else { return Vec::new() };
    let mut lost = Vec::new();
    for (index, cells) in rows.iter().enumerate() {
        let row = format!("row {}", above.len() + index + 2);
        for (at, cell) in cells.iter().enumerate() {
            let cell = cell.trim();
            if NOTHING.contains(&cell.to_lowercase().as_str()) {
                continue;
            }
            *tried += 1;
            if !outcome.has(&row, at + 1, cell) {
                let kind = outcome.columns.get(&at).cloned().or_else(|| header.get(at).cloned()).unwrap_or_default();
                lost.push(format!("{} {kind}: {name}, {row}, column {}: {cell:?}", outcome.format, at + 1));
            }
        }
    }
    lost
}

/// Formats of tables of which every cell is looked for; of tables of events, only names are told. VERIS as a
/// table is looked for here and in `silence_laws.rs` by nobody yet.
const WHOLE: [&str; 5] = ["breach-register", "leak-sites", "own-table", "table", "timesketch"];
/// Lists: a row is a record, of which the report may say by its row what became of it.
const LISTS: [&str; 2] = ["breach-register", "leak-sites"];

/// The tables of these formats.
fn tables() -> Vec<(String, String)> {
    let is_table = |text: &str| {
        let content = Content::of(text).ok();
        content.is_some_and(|it| {
            matches!(it, Content::Table { .. }) && foreign::format_of(&it).is_some_and(|it| WHOLE.contains(&it.id))
        })
    };
    files().into_iter().filter(|(_, text)| is_table(text)).collect()
}

/// Says what is lost, by kind, and fails if anything is.
fn judge(what: &str, tried: usize, lost: &[String]) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for it in lost {
        *kinds.entry(it.split(':').next().unwrap()).or_default() += 1;
    }
    println!("{what}: {tried} looked for, {} lost {kinds:?}", lost.len());
    let first: Vec<&String> = lost.iter().take(40).collect();
    assert!(lost.is_empty(), "{} lost {kinds:?}\n{first:#?}", lost.len());
}

#[test]
fn every_cell_of_a_table_is_told_or_left_out_by_its_place() {
    let (mut tried, mut all) = (0, Vec::new());
    for (name, text) in tables() {
        all.extend(lost(&name, &Content::of(&text).unwrap(), &mut tried));
    }
    judge("cells", tried, &all);
    assert!(tried > 200);
}

/// So many rows are told in short.
const LONG: usize = 230;

/// What a cell can hold instead.
const CANARIES: [&str; 6] = ["Zqcanary7", "2031-02-03", "203.0.113.77", "4711", "TLP:AMBER", "zq first, and zq last"];

#[test]
fn a_column_that_nobody_knows_and_a_cell_that_is_changed_are_not_lost() {
    let (mut tried, mut all) = (0, Vec::new());
    for (name, text) in tables() {
        let Ok(Content::Table { above, header, rows }) = Content::of(&text) else { continue };
        let mut wide = Content::Table { above: above.clone(), header: header.clone(), rows: rows.clone() };
        if let Content::Table { header, rows, .. } = &mut wide {
            header.push("Zqcolumn".to_owned());
            for (index, row) in rows.iter_mut().enumerate() {
                row.truncate(header.len() - 1);
                row.push(format!("zqcanary{index}"));
            }
        }
        all.extend(lost(&name, &wide, &mut tried));
        if let Content::Table { rows, .. } = &mut wide {
            let mut long: Vec<Vec<String>> = rows.iter().cycle().take(LONG).cloned().collect();
            for (index, it) in long.iter_mut().filter_map(|it| it.last_mut()).enumerate() {
                *it = format!("zqlong{index}");
            }
            *rows = long;
        }
        all.extend(lost(&format!("{name}, long"), &wide, &mut tried));
        // rows of one kind are alike: the first and the last are enough
        for (row, column) in [0, rows.len() - 1].iter().flat_map(|row| (0..header.len()).map(move |it| (*row, it))) {
            for canary in CANARIES {
                let mut rows = rows.clone();
                canary.clone_into(&mut rows[row][column]);
                let content = Content::Table { above: above.clone(), header: header.clone(), rows };
                all.extend(lost(&format!("{name} with {canary}"), &content, &mut tried));
            }
        }
    }
    judge("cells of changed tables", tried, &all);
}

/// Ends of names of fields that hold machines or accounts.
const NAMING: [&str; 8] =
    ["computer", "computername", "hostname", "workstationname", "servername", "username", "accountname", "principal"];

/// All names that a line holds: the field and the name.
fn named<'a>(field: &'a str, value: &'a Value, all: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, it)| named(name, it, all)),
        Value::Array(items) => items.iter().for_each(|it| named(field, it, all)),
        Value::String(text) => {
            let is_naming = NAMING.iter().any(|it| field.to_lowercase().replace('_', "").ends_with(it));
            let is_address = text.trim().parse::<std::net::IpAddr>().is_ok_and(|it| !it.is_unspecified());
            if (is_naming || is_address || text.starts_with("TLP:")) && !["", "-"].contains(&text.trim()) {
                all.push((field, text.trim()));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a text holds a name as a word.
fn holds(words: &BTreeSet<&str>, text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.trim_start_matches("\\\\").trim_end_matches(['$', '.']);
    let short = name.rsplit('\\').next().unwrap();
    words.contains(name)
        || words.contains(short)
        || (name.contains([' ', '@']) && text.contains(name))
        || name.strip_prefix("::ffff:").is_some_and(|it| words.contains(it))
}

/// The lines of a log, or of a table of one, each with its place.
fn lines(content: &Content) -> Vec<(String, Value)> {
    match content {
        Content::Lines(lines) => {
            lines.values().map(|(number, it)| (format!("line {number}"), it.unwrap_or_default())).collect()
        }
        Content::Table { above, header, rows } => {
            let field =
                |(name, cell): (&String, &String)| (name.rsplit('.').next().unwrap().to_owned(), cell.clone().into());
            let line = |(index, row): (usize, &Vec<String>)| {
                (format!("row {}", above.len() + index + 2), Value::Object(header.iter().zip(row).map(field).collect()))
            };
            rows.iter().enumerate().map(line).collect()
        }
        Content::Json(_) | Content::Several(_) => Vec::new(),
    }
}

#[test]
fn every_name_in_a_line_of_a_log_is_told_or_counted_under_its_field() {
    let (mut tried, mut only_counted, mut all) = (0, 0, Vec::new());
    let tell = |it: &Phrase| it.tell(breachmap::tongue::Tongue::ALL[0]);
    for (name, text) in files() {
        let Ok(content) = Content::of(&text) else { continue };
        let Some(outcome) = Outcome::of(&content) else { continue };
        if !["ecar", "sign-ins", "timesketch", "windows-events"].contains(&outcome.format) {
            continue; // each cell of the others is looked for
        }
        let signs = |it: char| it.is_whitespace() || ",;()[]{}\"'（）、。：\\@/".contains(it);
        let words: BTreeSet<&str> = outcome.text.split(signs).map(|it| it.trim_matches(['.', ':'])).collect();
        let left_out = outcome.entries.iter().filter(|it| it.fate == Fate::LeftOut);
        let counted: BTreeMap<String, usize> = left_out.map(|it| (tell(&it.words), it.times)).collect();
        let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (place, value) in lines(&content) {
            let mut names = Vec::new();
            named("", &value, &mut names);
            tried += names.len();
            for (field, it) in names.into_iter().filter(|(_, it)| !holds(&words, &outcome.text, it)) {
                let unread = [Phrase::import_unread_field(field)];
                let is_unread = outcome.says(&format!("{place}/{field}"), &unread);
                if !is_unread && !counted.contains_key(&tell(&unread[0])) {
                    missing.entry(field.to_owned()).or_default().insert(it.to_owned());
                }
            }
        }
        for (field, names) in missing {
            let said = counted.get(&tell(&Phrase::log_unsaid(field.as_str())));
            only_counted += names.len();
            if said.is_none_or(|it| *it < names.len()) {
                all.push(format!("{} {field}: {name}: {said:?} of {} {names:?}", outcome.format, names.len()));
            }
        }
    }
    println!("{only_counted} names are only counted");
    judge("names in lines", tried, &all);
}
