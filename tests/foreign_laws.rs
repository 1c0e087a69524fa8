//! What must hold of every reader of other formats, whatever the file: no panic, and the same result for reordered input.
//!
//! Reordered are keys, objects of lists, and rows. What stays in its order tells something by it: the steps of an event
//! chain of VERIS, parts of our own files in STIX, and rows of one time or of none in a table or a timeline (`docs/imports.md`, "Order").
//!
//! Seeds are the cases of `tests/foreign/`, and the smaller real files if `BREACHMAP_CORPORA` names their folder.
//! How many inputs were tried is printed: `cargo test --test foreign_laws -- --nocapture`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::foreign::{self, Content, FORMATS, Opened, Time};
use breachmap::import;
use breachmap::tongue::Tongue;
use serde_json::Value;

/// Real files up to this size are seeds.
const LARGEST_SEED: usize = 40_000;
/// Those that are only put into other orders may be larger.
const LARGEST_REORDERED: usize = 2_500_000;
/// So many places are tried in a large file; in a small one, all.
const PLACES: usize = 48;

/// The name and the bytes of each seed.
fn seeds(largest: usize) -> Vec<(String, Vec<u8>)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let is_input = |it: &PathBuf| {
        ![".native.json", ".report.txt", ".new", ".md"].iter().any(|end| it.to_str().unwrap().ends_with(end))
    };
    let mut all: Vec<PathBuf> = files(&own).into_iter().filter(is_input).collect();
    all.extend(env::var_os("BREACHMAP_CORPORA").into_iter().flat_map(|it| files(Path::new(&it))));
    let read = |it: PathBuf| (it.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(it).unwrap());
    all.into_iter().map(read).filter(|(_, bytes)| bytes.len() <= largest).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// All that comes of a file, as text; the incidents must be files of ours.
fn outcome(bytes: &[u8]) -> String {
    match foreign::open(bytes, "file") {
        Err(err) => err.tell(Tongue::of("en")),
        Ok(Opened::Native(text)) => text,
        Ok(Opened::One(draft)) => native(&draft),
        Ok(Opened::Many(all)) => (0..all.len()).map(|it| native(&all.draft(it).unwrap())).collect(),
    }
}

fn native(draft: &import::draft::IncidentDraft) -> String {
    let text = serde_json::to_string_pretty(draft).unwrap();
    import::import(text.as_bytes()).unwrap_or_else(|err| panic!("{err:?}: {text}"));
    text
}

/// Places all over a file: each of a small one, evenly of a large one.
fn places(len: usize) -> impl Iterator<Item = usize> {
    (0..len).step_by((len / PLACES).max(1))
}

#[test]
fn a_file_cut_off_anywhere_is_read_or_refused() {
    let mut tried = 0;
    for (_, bytes) in seeds(LARGEST_SEED) {
        for at in places(bytes.len()) {
            outcome(&bytes[..at]);
            tried += 1;
        }
    }
    println!("{tried} files were cut off");
    assert!(tried > 500);
}

#[test]
fn a_file_with_a_flipped_bit_is_read_or_refused() {
    let mut tried = 0;
    for (_, bytes) in seeds(LARGEST_SEED) {
        for at in places(bytes.len()) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            outcome(&changed);
            tried += 1;
        }
    }
    println!("{tried} files had a flipped bit");
    assert!(tried > 500);
}

#[test]
fn a_value_in_place_of_another_is_read_or_refused() {
    let others = [
        Value::Null,
        true.into(),
        (-1).into(),
        u64::MAX.into(),
        1e300.into(),
        "".into(),
        "2020-02-30".into(),
        "\u{202E}<script>".into(),
        Value::Array(vec![Value::Null]),
        Value::Object(serde_json::Map::new()),
    ];
    let mut tried = 0;
    for (_, bytes) in seeds(LARGEST_SEED) {
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let pointers = pointers(&value);
        for (number, pointer) in pointers.iter().enumerate().step_by((pointers.len() / PLACES).max(1)) {
            let mut changed = value.clone();
            *changed.pointer_mut(pointer).unwrap() = others[number % others.len()].clone();
            outcome(changed.to_string().as_bytes());
            tried += 1;
        }
    }
    println!("{tried} files had another value somewhere");
    assert!(tried > 200);
}

#[test]
fn the_order_of_keys_says_nothing() {
    let mut tried = 0;
    for (name, bytes) in seeds(LARGEST_SEED) {
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let (straight, reversed) = (written(&value, false), written(&value, true));
        assert_eq!(outcome(straight.as_bytes()), outcome(reversed.as_bytes()), "{name}");
        tried += 1;
    }
    println!("{tried} files had their keys reversed");
    assert!(tried > 5);
}

/// Into so many orders each file is put.
const ORDERS: u64 = 6;

/// Another order of the same things: the reverse (0), or one that looks random and is the same on every machine.
struct Order(u64);

impl Order {
    fn put<T>(&mut self, items: &mut [T]) {
        if self.0 == 0 {
            return items.reverse();
        }
        for last in (1..items.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            items.swap(last, usize::try_from((self.0 >> 33) % (last as u64 + 1)).unwrap());
        }
    }

    /// All lists of objects in a value.
    fn put_lists(&mut self, value: &mut Value) {
        match value {
            Value::Array(items) => {
                for it in items.iter_mut() {
                    self.put_lists(it);
                }
                if items.iter().all(Value::is_object) {
                    self.put(items);
                }
            }
            Value::Object(fields) => {
                // parts of our own file, which stands there as it was written
                let is_ordered = |key: &String| key == "event_chain" || key == "value";
                fields.iter_mut().filter(|(key, _)| !is_ordered(key)).for_each(|(_, it)| self.put_lists(it));
            }
            _ => {}
        }
    }

    /// Rows; those of one time stay in their order, because nothing else says which was first.
    fn put_rows(&mut self, rows: &mut [&str], time: impl Fn(&str) -> String) {
        let mut alike: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
        for row in rows.iter() {
            alike.entry(time(row)).or_default().push_back(row);
        }
        self.put(rows);
        for row in rows {
            *row = alike.get_mut(&time(row)).and_then(VecDeque::pop_front).unwrap();
        }
    }
}

/// The same text in another order; `None` if nothing in it can move.
fn reordered(name: &str, text: &str, mut order: Order) -> Option<String> {
    if let Ok(mut value) = serde_json::from_str(text) {
        order.put_lists(&mut value);
        return Some(value.to_string());
    }
    let mut rows: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty()).collect();
    let extension = name.rsplit('.').next().unwrap_or_default();
    let is_table = ["csv", "tsv"].contains(&extension);
    if is_table && rows.iter().all(|it| it.matches('"').count() % 2 == 0) {
        let delimiter = if extension == "tsv" { b'\t' } else { b',' };
        let cells = |row: &str| {
            let mut reader =
                csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(row.as_bytes());
            reader.records().next().and_then(Result::ok).unwrap_or_default()
        };
        let header = cells(rows[0]);
        let column = |name: &str| header.iter().position(|it| it.trim() == name);
        let [when, counted] = ["datetime", "timestamp"].map(column);
        let when = when.or(column("Date")).or(column("日時"));
        order.put_rows(&mut rows[1..], |row| {
            let cells = cells(row);
            let cell = |at: Option<usize>| cells.get(at?);
            time(cell(when).unwrap_or_default(), cell(counted).unwrap_or_default())
        });
    } else if rows.len() > 1 && serde_json::from_str::<Value>(rows[0]).is_ok() {
        order.put_rows(&mut rows, |line| {
            let value: Value = serde_json::from_str(line).unwrap_or_default();
            let words = |key: &str| value[key].as_str().map_or(value[key].to_string(), str::to_owned);
            // a log may stand in any order, and a timeline in that of its times
            let is_row = value.get("timestamp_desc").is_some();
            if is_row { time(&words("datetime"), &words("timestamp")) } else { line.to_owned() }
        });
    } else {
        return None;
    }
    Some(rows.join("\n"))
}

/// When a row is: written, or counted in microseconds since 1970; nothing if it is neither, and the day alone as it is written.
fn time(written: &str, counted: &str) -> String {
    let counted = || Time::from_micros(counted.parse().ok()?);
    let time = Time::parse(written).or_else(counted).map(|it| it.micros().to_string());
    time.unwrap_or_else(|| written.get(..4).filter(|it| it.starts_with("20")).map_or("", |_| written).to_owned())
}

/// What is said of it, wherever it stands: incidents of a list in an order of their own, and no places.
fn meaning(text: &str) -> String {
    let said = |draft: &import::draft::IncidentDraft| {
        let mut value: Value = serde_json::from_str(&native(draft)).unwrap();
        for entry in value.pointer_mut("/imported/entries").and_then(Value::as_array_mut).into_iter().flatten() {
            entry["places"].take();
        }
        serde_json::to_string_pretty(&value).unwrap()
    };
    let mut all = match foreign::open(text.as_bytes(), "file") {
        Err(err) => vec![err.code().to_owned()],
        Ok(Opened::Native(text)) => vec![text],
        Ok(Opened::One(draft)) => vec![said(&draft)],
        Ok(Opened::Many(all)) => (0..all.len()).map(|it| said(&all.draft(it).unwrap())).collect(),
    };
    all.sort();
    all.join("\n")
}

#[test]
fn the_order_of_objects_and_rows_says_nothing() {
    let (mut tried, mut moved) = (BTreeMap::<String, usize>::new(), 0);
    let mut failures = Vec::new();
    for (name, bytes) in seeds(LARGEST_REORDERED) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{FEFF}');
        // a key that stands twice stands once in what is written anew
        let plain = serde_json::from_str(text).map_or(meaning(text), |it: Value| meaning(&it.to_string()));
        for number in 0..ORDERS {
            let Some(other) = reordered(&name, text, Order(number)) else { continue };
            moved += usize::from(other != text);
            let other = meaning(&other);
            if let Some((a, b)) = plain.lines().zip(other.lines()).find(|(a, b)| a != b) {
                failures.push(format!("{name}, order {number}: {a} became {b}"));
                break;
            }
            *tried.entry(format_of(text)).or_default() += 1;
        }
    }
    println!("files were put into another order: {tried:?}");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(FORMATS.iter().all(|it| tried.get(it.id).is_some_and(|n| *n >= 6)), "{tried:?}");
    assert!(moved > 100, "{moved}");
}

fn format_of(text: &str) -> String {
    let content = Content::of(text).ok();
    content.and_then(|it| foreign::format_of(&it).map(|it| it.id)).unwrap_or("none").to_owned()
}

#[test]
fn ends_of_lines_and_marks_of_byte_order_say_nothing() {
    let mut tried = 0;
    for (name, bytes) in seeds(LARGEST_SEED) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        let plain = outcome(text.as_bytes());
        for other in [text.replace('\n', "\r\n"), format!("\u{FEFF}{text}")] {
            let is_place = plain.contains("(byte");
            assert!(is_place || outcome(other.as_bytes()).len() == plain.len(), "{name}");
            tried += 1;
        }
    }
    println!("{tried} files had other ends of lines, or a mark");
    assert!(tried > 10);
}

#[test]
fn a_nesting_bomb_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let bomb = open.repeat(100_000) + "1" + &close.repeat(100_000);
        assert!(outcome(bomb.as_bytes()).contains("nested too deeply"));
    }
}

/// The places of all values.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let below = |step: String, it: &Value| pointers(it).into_iter().map(move |below| format!("/{step}{below}"));
    match value {
        Value::Array(items) => all.extend(items.iter().enumerate().flat_map(|(i, it)| below(i.to_string(), it))),
        Value::Object(fields) => {
            all.extend(fields.iter().flat_map(|(key, it)| below(key.replace('~', "~0").replace('/', "~1"), it)));
        }
        _ => {}
    }
    all
}

/// The text of a value with its keys in order, or in reverse.
fn written(value: &Value, is_reversed: bool) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|it| written(it, is_reversed)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(fields) => {
            let field =
                |(key, it): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), written(it, is_reversed));
            let mut fields: Vec<String> = fields.iter().map(field).collect();
            if is_reversed {
                fields.reverse();
            }
            format!("{{{}}}", fields.join(","))
        }
        other => other.to_string(),
    }
}
