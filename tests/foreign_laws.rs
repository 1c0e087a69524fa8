//! What must hold of every reader of other formats, whatever the file: no panic, and the same result for reordered input.
//!
//! Seeds are the cases of `tests/foreign/`, and the smaller real files if `BREACHMAP_CORPORA` names their folder.
//! How many inputs were tried is printed: `cargo test --test foreign_laws -- --nocapture`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::foreign::{self, Opened};
use breachmap::import;
use serde_json::Value;

/// Real files up to this size are seeds.
const LARGEST_SEED: usize = 40_000;
/// So many places are tried in a large file; in a small one, all.
const PLACES: usize = 48;

/// The name and the bytes of each seed.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let is_input = |it: &PathBuf| {
        ![".native.json", ".report.txt", ".new", ".md"].iter().any(|end| it.to_str().unwrap().ends_with(end))
    };
    let mut all: Vec<PathBuf> = files(&own).into_iter().filter(is_input).collect();
    all.extend(env::var_os("BREACHMAP_CORPORA").into_iter().flat_map(|it| files(Path::new(&it))));
    let read = |it: PathBuf| (it.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(it).unwrap());
    all.into_iter().map(read).filter(|(_, bytes)| bytes.len() <= LARGEST_SEED).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// All that comes of a file, as text; the incidents must be files of ours.
fn outcome(bytes: &[u8]) -> String {
    match foreign::open(bytes, "file") {
        Err(err) => format!("{err}: {}", err.hint()),
        Ok(Opened::Native(text)) => text,
        Ok(Opened::One(draft)) => native(&draft),
        Ok(Opened::Many(all)) => (0..all.drafts.len()).map(|it| native(&all.draft(it).unwrap())).collect(),
    }
}

fn native(draft: &import::draft::IncidentDraft) -> String {
    let text = serde_json::to_string_pretty(draft).unwrap();
    import::import(text.as_bytes()).unwrap_or_else(|err| panic!("{err}: {text}"));
    text
}

/// Places all over a file: each of a small one, evenly of a large one.
fn places(len: usize) -> impl Iterator<Item = usize> {
    (0..len).step_by((len / PLACES).max(1))
}

#[test]
fn a_file_cut_off_anywhere_is_read_or_refused() {
    let mut tried = 0;
    for (_, bytes) in seeds() {
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
    for (_, bytes) in seeds() {
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
    for (_, bytes) in seeds() {
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
    for (name, bytes) in seeds() {
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let (straight, reversed) = (written(&value, false), written(&value, true));
        assert_eq!(outcome(straight.as_bytes()), outcome(reversed.as_bytes()), "{name}");
        tried += 1;
    }
    println!("{tried} files had their keys reversed");
    assert!(tried > 5);
}

#[test]
fn ends_of_lines_and_marks_of_byte_order_say_nothing() {
    let mut tried = 0;
    for (name, bytes) in seeds() {
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
