//! Laws of the shorter ways to write a file: they stand for the long one, and what is written in one can be written in the other.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod look;
mod tape;

use std::fs;
use std::path::Path;

use breachmap::export::share::{Share, share};
use breachmap::import::short::long;
use breachmap::import::shorten::{longest, shortest};
use breachmap::import::{Imported, import};
use breachmap::incident::Marking;
use breachmap::tongue::Tongue;
use look::{config, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use tape::{clean_file, file, tape};

/// The same file in the other form.
fn form(file: &Value, change: fn(&mut Value)) -> Value {
    let mut file = file.clone();
    change(&mut file);
    file
}

fn gallery() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let files = files.filter(|it| it.file_name().is_some_and(|it| it != "index.json"));
    files.map(|it| serde_json::from_slice(&fs::read(it).unwrap()).unwrap()).collect()
}

/// Both forms tell the same, each is what it is made of the other, and neither changes when it is made once more.
fn check(file: &Value) {
    let [short, long] = [shortest, longest].map(|it| form(file, it));
    let incident = read(file).incident;
    assert_eq!(incident, read(&long).incident, "long: {long}");
    assert_eq!(incident, read(&short).incident, "short: {short}");
    assert_eq!(long, form(&long, longest), "long once more");
    assert_eq!(short, form(&short, shortest), "short once more");
    assert_eq!(long, form(&short, longest), "long by way of short");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn both_forms_of_any_file_are_the_same_incident(tape in tape()) {
        check(&file(&tape));
        check(&clean_file(&tape));
    }

    #[test]
    fn what_is_shared_is_the_same_in_both_forms(tape in tape(), level in 0_usize..5, redact in any::<bool>()) {
        let mut file = clean_file(&tape);
        for list in ["pivots", "events", "counts"] {
            for (i, part) in file[list].as_array_mut().into_iter().flatten().enumerate().filter(|it| it.0 % 2 == 0) {
                part["claims"][0]["marking"] = Marking::ALL[i % Marking::ALL.len()].as_str().into();
            }
        }
        file.as_object_mut().unwrap().remove("marking");
        let wanted = Share { marking: Some(Marking::ALL[level % Marking::ALL.len()]), redact };
        let of = |it: &Value| read(&share(it, wanted).unwrap().value).incident;
        prop_assert_eq!(of(&form(&file, longest)), of(&form(&file, shortest)));
    }
}

#[test]
fn both_forms_of_the_gallery_are_the_same_incidents() {
    for file in gallery() {
        check(&file);
        let [short, long] = [shortest, longest].map(|it| form(&file, it));
        let text = |it: &Value| breachmap::export::native::text(it);
        assert!(text(&short).len() < text(&long).len(), "{}", file["id"]);
    }
}

/// The findings of a file, each with its place.
fn findings(file: &Value) -> Vec<String> {
    let Imported { report, .. } = import(file.to_string().as_bytes()).unwrap();
    let tongue = Tongue::of("en");
    report.diagnostics.iter().map(|it| format!("{} {}", it.pointer, it.message(tongue))).collect()
}

fn small(more: &Value) -> Value {
    let mut file = json!({
        "format": "breachmap-incident/1", "id": "x", "title": "X", "default_source": "notice",
        "sources": [{ "id": "notice", "kind": "victim", "publisher": "X", "published": "2024-03-08" }],
        "hosts": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }],
    });
    file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    file
}

#[test]
fn findings_stand_where_the_file_has_them() {
    let pivot = |more: Value| {
        let mut pivot = json!({ "id": "p", "from": "a", "to": "b" });
        pivot.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        small(&json!({ "pivots": [pivot] }))
    };
    let no_default = |mut file: Value| {
        file.as_object_mut().unwrap().remove("default_source");
        file
    };
    for (file, expected) in [
        (pivot(json!({})), vec![]),
        (pivot(json!({ "when": "2024-03-32" })), vec!["/pivots/0/when"]),
        (pivot(json!({ "hedge": "maybe" })), vec!["/pivots/0", "/pivots/0/hedge"]),
        (pivot(json!({ "when": 5 })), vec!["/pivots/0", "/pivots/0/when"]),
        (pivot(json!({ "technique": "T9999" })), vec!["/pivots/0/technique"]),
        (pivot(json!({ "claims": [{}], "when": "2024" })), vec!["/pivots/0/when"]),
        (no_default(pivot(json!({}))), vec!["/pivots/0"]),
        (no_default(pivot(json!({ "when": "2024" }))), vec!["/pivots/0", "/pivots/0"]),
        (small(&json!({ "hosts": [{ "id": "a", "label": "A", "zone": "nowhere" }] })), vec!["/hosts/0/zone"]),
        (small(&json!({ "hosts": [{ "id": "a", "label": "A", "names": ["B", 3] }] })), vec!["/hosts/0/names/1"]),
        (small(&json!({ "counts": [{ "id": "n", "label": "N", "unit": "people" }] })), vec!["/counts/0", "/counts/0"]),
        (
            small(&json!({ "default_source": "notise", "victim": "X", "events": [{ "id": "e", "label": "E" }] })),
            vec!["/default_source", "/events/0", "/victim"],
        ),
    ] {
        let found = findings(&file);
        let mut places: Vec<&str> = found.iter().filter_map(|it| it.split(' ').next()).collect();
        places.sort_unstable();
        assert_eq!(places, expected, "{found:#?}");
    }
    let found = findings(&no_default(small(&json!({ "hosts": [{ "id": "a", "label": "A", "zone": "core" }] }))));
    assert_eq!(found, ["/hosts/0/zone expected a list, found a string; this part is left out"]);
}

#[test]
fn the_file_that_is_shared_is_short_where_it_was() {
    let file = small(&json!({
        "zones": [{ "id": "core", "label": "Core" }],
        "hosts": [{ "id": "a", "label": "A", "zone": "core" }, { "id": "b", "label": "B", "zone": "core", "marking": "TLP:RED" }],
        "pivots": [
            { "id": "p", "from": "a", "to": "a", "technique": "T1041", "when": "2024-03-01" },
            { "id": "q", "from": "a", "to": "a", "technique": "T1078", "when": "2024-03-02", "marking": "TLP:RED" },
            { "id": "r", "from": "a", "to": "b", "when": "2024-03-03" },
        ],
    }));
    let mut shared = share(&file, Share { marking: Some(Marking::Green), redact: false }).unwrap().value;
    shared.as_object_mut().unwrap().remove("shared");
    let expected = small(&json!({
        "zones": [{ "id": "core", "label": "Core" }],
        "hosts": [{ "id": "a", "label": "A", "zone": "core" }],
        "pivots": [{ "id": "p", "from": "a", "to": "a", "technique": "T1041", "when": "2024-03-01" }],
    }));
    assert_eq!(shared, expected);
    let mut it = file.clone();
    long(&mut it);
    assert!(it["techniques"][1]["claims"][0]["marking"] == "TLP:RED");
}

#[test]
fn a_technique_of_attack_has_its_name() {
    let file =
        small(&json!({ "language": "ja", "pivots": [{ "id": "p", "from": "a", "to": "b", "technique": "T1041" }] }));
    for file in [file.clone(), form(&file, longest)] {
        let incident = read(&file).incident;
        assert_eq!(incident.label("T1041", "en"), Some("Exfiltration Over C2 Channel"));
        assert_eq!(incident.facts.len(), 1);
    }
}
