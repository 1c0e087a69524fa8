//! What this program wrote and reads again is the same incident, but for what `docs/exports.md` lists.
//!
//! The list stands between two lines of that page; `UPDATE=1 cargo test --test round_trip` writes it anew. All incidents
//! of the gallery go out and come back, and those that were made of files of other tools.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use breachmap::diag::Severity;
use breachmap::export::csv::Table;
use breachmap::export::zip::zip;
use breachmap::export::{Material, native, stix};
use breachmap::foreign::{self, Opened};
use breachmap::import::import;
use breachmap::import::shorten::longest;
use breachmap::incident::{Day, Incident, Marking, Moment, Source};
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::tongue::Tongue;
use breachmap::words::Teller;
use serde_json::Value;

/// Files of other tools: of each format one or two, small ones.
const OTHERS: [&str; 10] = [
    "attack-flow/bundle.json",
    "ecar/flows.jsonl",
    "hibp/list.json",
    "misp/objects.json",
    "own-stix/as-written.json",
    "stix/incident-events.json",
    "table/pivots.csv",
    "timesketch/mixed.jsonl",
    "veris/list.json",
    "windows-events/lateral.jsonl",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The incidents of a file.
fn incidents(bytes: &[u8]) -> Vec<Value> {
    match foreign::open(bytes, "").unwrap_or_else(|err| panic!("{err:?}")) {
        Opened::Native(text) => vec![serde_json::from_str(&text).unwrap()],
        Opened::One(draft) => vec![serde_json::to_value(draft).unwrap()],
        Opened::Many(all) => (0..all.len()).map(|it| serde_json::to_value(all.draft(it).unwrap()).unwrap()).collect(),
    }
}

/// All that goes out: its name, and the incident.
fn all() -> Vec<(String, Value)> {
    let gallery = fs::read_dir(root().join("static/gallery")).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<PathBuf> = gallery.filter(|it| !it.ends_with("index.json")).collect();
    files.extend(OTHERS.iter().map(|it| root().join("tests/foreign").join(it)));
    files.sort();
    let of = |path: PathBuf| {
        let found = incidents(&fs::read(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display())));
        found.into_iter().map(move |it| (format!("{} {}", path.display(), it["id"]), it))
    };
    let mut all: Vec<_> = files.into_iter().flat_map(of).collect();
    // what is written short goes out in full
    let short = fs::read(root().join("tests/cases/halden-freight/input.json")).unwrap();
    let mut file: Value = serde_json::from_slice(&short).unwrap();
    longest(&mut file);
    all.push(("halden-freight".to_owned(), file));
    all
}

/// What is made of an incident under a lens, by default on its last day.
fn made<T>(file: &Value, lens: impl Fn(&Incident, Lens) -> Lens, make: impl Fn(&Material<'_>) -> T) -> T {
    let incident = import(file.to_string().as_bytes()).unwrap().incident;
    let lens = lens(&incident, Lens::on(Timeline::of(&incident).last()));
    let snapshot = Snapshot::of(&incident, &lens);
    make(&Material { teller: Teller::of(&incident, "en"), snapshot: &snapshot, file, digest: "0123" })
}

/// The incident that comes back from one file.
fn back(bytes: &[u8]) -> Value {
    let mut found = incidents(bytes);
    assert_eq!(found.len(), 1);
    let file = found.remove(0);
    let report = import(file.to_string().as_bytes()).unwrap().report;
    assert!(!report.has_errors(), "{:#?}", report.diagnostics);
    file
}

/// The fields in which two files differ, without the numbers of items: `hosts.note is lost`.
fn differences(a: &Value, b: &Value, path: &str, found: &mut BTreeSet<String>) {
    let inside = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, it) in one {
                match other.get(key) {
                    // the program's own note on where the file comes from: as a whole
                    Some(new) if key == "imported" && it != new => drop(found.insert("`imported` differs".to_owned())),
                    Some(new) => differences(it, new, &inside(key), found),
                    None => drop(found.insert(format!("`{}` is lost", inside(key)))),
                }
            }
            let new = other.keys().filter(|it| !one.contains_key(*it));
            found.extend(new.map(|it| format!("`{}` is new", inside(it))));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).for_each(|(a, b)| differences(a, b, path, found));
        }
        _ if a == b => {}
        _ => drop(found.insert(format!("`{path}` differs"))),
    }
}

/// Holds the list of an export in the manual to what is really lost.
fn listed(export: &str, losses: &BTreeSet<String>) {
    let path = root().join("docs/exports.md");
    let page = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- lost through {export} -->\n"), "<!-- end -->\n");
    let (before, rest) = page.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let mut list = String::new();
    for it in losses {
        writeln!(list, "- {it}").unwrap();
    }
    golden::check(&path, &format!("{before}{begin}\n{list}\n{end}{after}")).unwrap();
}

#[test]
fn a_bundle_is_read_back_but_for_what_the_manual_lists() {
    let mut losses = BTreeSet::new();
    for (name, file) in all() {
        let bundle = made(&file, |_, it| it, stix::bundle);
        let again = back(bundle.as_bytes());
        assert_eq!(again["imported"]["format"], "own-stix", "{name}");
        differences(&file, &again, "", &mut losses);
    }
    listed("STIX", &losses);
}

/// A file as tables can say it: in one language, every list a list, and without what goes without saying.
fn plain(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(plain),
        Value::Object(all) => {
            if let Some(words) = all.get("en").or_else(|| all.get("ja")).filter(|it| it.is_string()) {
                *value = words.clone();
                return;
            }
            let usual =
                [("hedge", "stated"), ("kind", "other"), ("kind", "server"), ("role", "inside"), ("language", "en")];
            all.retain(|key, it| !usual.iter().any(|(usual, word)| key == usual && it == word));
            for (key, it) in all.iter_mut() {
                if ["after", "via"].contains(&key.as_str()) && it.is_string() {
                    *it = Value::Array(vec![it.take()]);
                }
                plain(it);
            }
        }
        _ => {}
    }
}

#[test]
fn tables_are_read_back_but_for_what_the_manual_lists() {
    let mut losses = BTreeSet::new();
    for (name, mut file) in all() {
        let archive = made(
            &file,
            |_, it| it,
            |it| {
                Table::ALL
                    .iter()
                    .map(|table| (format!("{table}.csv"), it.table(*table).into_bytes()))
                    .collect::<Vec<_>>()
            },
        );
        let mut again = back(&zip(&archive));
        assert_eq!(again["imported"]["format"], "own-table", "{name}");
        plain(&mut file);
        plain(&mut again);
        differences(&file, &again, "", &mut losses);
    }
    listed("tables", &losses);
}

#[test]
fn a_table_alone_opens_with_what_it_has() {
    for (name, file) in all() {
        let incident = import(file.to_string().as_bytes()).unwrap().incident;
        let texts = made(&file, |_, it| it, |it| Table::ALL.iter().map(|table| it.table(*table)).collect::<Vec<_>>());
        for (table, text) in Table::ALL.iter().zip(texts) {
            let rows = csv::Reader::from_reader(text.as_bytes()).into_records().count();
            if rows == 0 {
                continue;
            }
            let again = back(text.as_bytes());
            let n = |file: &Value, field: &str| file[field].as_array().map_or(0, Vec::len);
            let fields: &[&str] = match table {
                Table::Claims => {
                    &["pivots", "events", "counts", "facts", "techniques", "motives", "related", "questions"]
                }
                Table::About => &[],
                one => &[one.as_str()],
            };
            for field in fields {
                // what is only denied has no row in a table of what happened
                let n_told = if *table == Table::Claims { n(&file, field) } else { rows };
                assert_eq!(n(&again, field), n_told, "{name}, {field} of the table of {table}");
            }
            let marking = incident.strictest();
            assert_eq!(again["marking"].as_str(), marking.map(Marking::as_str), "{name}, table of {table}");
        }
    }
}

#[test]
fn the_table_of_claims_says_nearly_all() {
    for (name, mut file) in all().into_iter().filter(|(name, _)| name.contains("gallery")) {
        let mut again = back(made(&file, |_, it| it, |it| it.table(Table::Claims)).as_bytes());
        plain(&mut file);
        plain(&mut again);
        let claims = |file: &Value| -> Vec<Value> {
            let lists = ["pivots", "events", "counts", "facts"].iter().filter_map(|it| file[*it].as_array());
            lists.flatten().map(|it| it["claims"].clone()).collect()
        };
        assert_eq!(claims(&again), claims(&file), "{name}");
        for (field, keys) in [
            ("pivots", ["from", "to", "technique"]),
            ("hosts", ["kind", "role", "zone"]),
            ("events", ["kind", "label", "hosts"]),
        ] {
            for it in file[field].as_array().unwrap() {
                let Some(other) = again[field].as_array().unwrap().iter().find(|other| other["id"] == it["id"]) else {
                    panic!("{name}: {field} {} is lost", it["id"])
                };
                let has_claims = field != "hosts" || it.get("zone").is_some();
                assert!(!has_claims || keys.iter().all(|key| other[*key] == it[*key]), "{name}: {other} was {it}");
            }
        }
    }
}

#[test]
fn a_bundle_holds_nothing_that_its_lens_does_not_hear() {
    for (name, file) in all().into_iter().filter(|(name, _)| name.contains("gallery")) {
        let first = |incident: &Incident| incident.sources.iter().filter_map(Source::known_from).min().unwrap();
        let bundle = made(&file, |incident, it| Lens { known_on: Some(first(incident)), ..it }, stix::bundle);
        let again = back(bundle.as_bytes());
        let incident = import(file.to_string().as_bytes()).unwrap().incident;
        let late: Vec<&str> =
            (incident.sources.iter().filter(|it| it.known_from().is_none_or(|it| it > first(&incident))))
                .map(|it| it.id.as_str())
                .collect();
        let mut told = Vec::new();
        sources(&again, &mut told);
        assert!(!told.is_empty(), "{name}");
        assert!(told.iter().all(|it| !late.contains(&it.as_str())), "{name}: {told:?}");
    }
}

#[test]
fn a_bundle_of_a_day_tells_nothing_of_later_ones() {
    let day = Day::parse("2020-05-12").unwrap();
    let file = fs::read_to_string(root().join("static/gallery/ntt-communications-2020.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    let again = back(made(&file, |_, it| Lens { as_of: day, ..it }, stix::bundle).as_bytes());
    let n = |file: &Value, field: &str| file[field].as_array().map_or(0, Vec::len);
    assert!((1..n(&file, "events")).contains(&n(&again, "events")));
    let states = again["hosts"].as_array().unwrap().iter().filter_map(|it| it["states"].as_array()).flatten();
    for claim in
        states.chain(again["counts"].as_array().unwrap().iter().flat_map(|it| it["claims"].as_array().unwrap()))
    {
        let when = claim["when"].as_str().map(|it| Moment::parse(it).unwrap().span().earliest);
        assert!(when.flatten().is_none_or(|it| it <= day), "{claim}");
    }
}

/// Who says anything in a file.
fn sources(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(all) => {
            found.extend(all.get("source").and_then(Value::as_str).map(str::to_owned));
            all.values().for_each(|it| sources(it, found));
        }
        Value::Array(all) => all.iter().for_each(|it| sources(it, found)),
        _ => {}
    }
}

/// Real files up to this size are read.
const LARGEST: u64 = 2_500_000;

/// All files below a folder that are not too large, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    let is_small = |it: &PathBuf| fs::metadata(it).unwrap().len() <= LARGEST;
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).filter(is_small).collect()
}

#[test]
fn what_is_made_of_any_file_is_read_again_without_an_error() {
    let own = ["tests/foreign", "tests/cases", "static/gallery"].map(|it| root().join(it));
    let theirs = std::env::var_os("BREACHMAP_CORPORA").map(PathBuf::from);
    let (mut n, mut failures) = (0, Vec::new());
    for path in own.into_iter().chain(theirs).flat_map(|it| files(&it)) {
        let name = path.display();
        // files of ours that are wrong on purpose are read as they are
        let all = match foreign::open(&fs::read(&path).unwrap(), "") {
            Ok(Opened::One(draft)) => vec![*draft],
            Ok(Opened::Many(all)) => (0..all.len()).map(|it| all.draft(it).unwrap()).collect(),
            Ok(Opened::Native(_)) | Err(_) => continue,
        };
        let ids: BTreeSet<&str> = all.iter().map(|it| it.id.as_str()).collect();
        if ids.len() < all.len() {
            failures.push(format!("{name}: {} incidents have {} ids", all.len(), ids.len()));
        }
        for draft in &all {
            n += 1;
            let text = native::text(&serde_json::to_value(draft).unwrap());
            let report = import(text.as_bytes()).unwrap_or_else(|err| panic!("{name}: {err:?}")).report;
            let errors = report.diagnostics.iter().filter(|it| it.severity == Severity::Error);
            failures.extend(errors.map(|it| format!("{name}: {}", it.tell(Tongue::of("en")))));
            let Ok(Opened::Native(again)) = foreign::open(text.as_bytes(), "") else { panic!("{name} is not of ours") };
            if native::text(&serde_json::from_str(&again).unwrap()) != text {
                failures.push(format!("{name}: another text the second time"));
            }
        }
    }
    println!("{n} incidents were read again");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(n > 20);
}
