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

use breachmap::export::{Material, stix};
use breachmap::foreign::{self, Opened};
use breachmap::import::import;
use breachmap::incident::{Incident, Source};
use breachmap::timeline::{Lens, Snapshot, Timeline};
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
        Opened::Many(all) => {
            (0..all.drafts.len()).map(|it| serde_json::to_value(all.draft(it).unwrap()).unwrap()).collect()
        }
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
    files.into_iter().flat_map(of).collect()
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
