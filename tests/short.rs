//! Laws of the shorter ways to write a file: they stand for the long one, and what is written in one can be written in the other.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod look;
mod tape;

use std::fs;
use std::path::Path;
use std::process::Command;

use breachmap::export::form::{Form, write};
use breachmap::export::share::{Share, share};
use breachmap::export::{Material, stix};
use breachmap::import::short::long;
use breachmap::import::shorten::{longest, shortest};
use breachmap::import::{Imported, import};
use breachmap::incident::Marking;
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::tongue::Tongue;
use breachmap::words::Teller;
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

#[test]
fn other_formats_are_made_of_the_long_form() {
    let file = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/halden-freight/input.json")).unwrap();
    let file: Value = serde_json::from_slice(&file).unwrap();
    let bundle = |file: &Value| {
        let incident = read(file).incident;
        let snapshot = Snapshot::of(&incident, &Lens::on(Timeline::of(&incident).last()));
        stix::bundle(&Material { teller: Teller::of(&incident, "en"), snapshot: &snapshot, file, digest: "0123" })
    };
    assert_eq!(bundle(&file), bundle(&form(&file, longest)));
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

/// The places of all values below the top.
fn places(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, it)| (format!("/{key}"), it)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(i, it)| (format!("/{i}"), it)).collect(),
        _ => Vec::new(),
    };
    let below = |(step, it)| {
        let deeper: Vec<String> = places(it).into_iter().map(|it| format!("{step}{it}")).collect();
        std::iter::once(step).chain(deeper)
    };
    children.into_iter().flat_map(below).collect()
}

#[test]
fn whatever_is_wrong_in_a_short_file_stands_in_it() {
    let file = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/halden-freight/input.json")).unwrap();
    let file: Value = serde_json::from_slice(&file).unwrap();
    let shapes = [json!(null), json!(3), json!("nothing"), json!([]), json!({}), json!(["x"]), json!([{}])];
    for place in places(&file) {
        for shape in &shapes {
            let mut changed = file.clone();
            *changed.pointer_mut(&place).unwrap() = shape.clone();
            let Ok(Imported { report, .. }) = import(changed.to_string().as_bytes()) else { continue };
            for it in report.diagnostics {
                // a field that is missing is at its part
                let around = it.pointer.rsplit_once('/').map_or("", |it| it.0);
                assert!(
                    changed.pointer(around).is_some_and(|it| it.is_object() || it.is_array()),
                    "{place} = {shape}: {it:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_short_does_not_become_too_long() {
    let names: Vec<String> = (0..200_000).map(|it| it.to_string()).collect();
    let file = small(&json!({ "hosts": [{ "id": "a", "label": "A", "names": names }] }));
    let refused = import(file.to_string().as_bytes()).unwrap_err();
    assert_eq!(refused.code(), "too-large");
}

/// The keys that the format does not know, in the order of the text.
fn own_keys(text: &str) -> Vec<&str> {
    text.split('"').filter(|it| it.starts_with("own-")).collect()
}

#[test]
fn a_text_in_the_other_form_keeps_the_order_of_what_the_format_does_not_know() {
    let text = r#"{"own-z":{"own-y":1.50,"own-b":{ }},"own-a":"é","format":"breachmap-incident/1","id":"x","title":{"own-2":"x","own-1":"y"},
        "hosts":[{"own-q":1,"zone":[{"value":"z","source":"s","own-n":1,"own-m":2}],"own-c":2,"id":"h","label":"H"}],
        "pivots":[{"own-h":0,"to":"h","from":"h","own-g":0,"id":"p","claims":[{"when":"2024","source":"s"}]}]}"#;
    for form in [Form::Same, Form::Short, Form::Long] {
        let written = write(text, form);
        let order = [
            "own-2", "own-1", "own-n", "own-m", "own-q", "own-c", "own-h", "own-g", "own-z", "own-y", "own-b", "own-a",
        ];
        assert_eq!(own_keys(&written), order, "{form:?}: {written}");
        assert!(written.contains("1.50"), "{written}");
    }
    assert!(write(text, Form::Short).contains(r#""from": "h", "to": "h", "when": "2024", "own-h": 0"#));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_text_of_any_file_holds_what_its_form_holds(tape in tape()) {
        let file = file(&tape);
        for (form, change) in [(Form::Same, (|_| {}) as fn(&mut Value)), (Form::Short, shortest), (Form::Long, longest)] {
            let text = write(&serde_json::to_string_pretty(&file).unwrap(), form);
            let mut expected = file.clone();
            change(&mut expected);
            prop_assert_eq!(&serde_json::from_str::<Value>(&text).unwrap(), &expected);
            prop_assert_eq!(&write(&text, form), &text, "once more");
            prop_assert_eq!(&text, &breachmap::export::native::text(&expected));
        }
    }
}

/// What came of a run of the command: exit code, standard output, standard error.
fn run(language: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command.env("LC_ALL", language).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn scratch(name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_file(&file).ok();
    file.display().to_string()
}

#[test]
fn a_new_file_is_short_has_no_findings_and_is_not_written_over_another() {
    for language in ["en", "ja"] {
        let file = scratch(&format!("new-{language}.json"));
        let (code, said, _) = run(language, &["new", &file]);
        assert!(code == 0 && said.contains("breachmap check"), "{said}");
        let text = fs::read_to_string(&file).unwrap();
        let imported = import(text.as_bytes()).unwrap();
        assert_eq!(imported.report.diagnostics, []);
        assert!(imported.incident.pivots.len() >= 4 && text.matches("\"note\"").count() >= 8);
        for arguments in [&["fmt", "--short", "--check", &file][..], &["fmt", "--check", &file]] {
            assert_eq!(run(language, arguments), (0, String::new(), String::new()));
        }
        let (code, _, complaint) = run(language, &["new", &file]);
        assert!(code == 2 && complaint.contains("--force"), "{complaint}");
    }
}

#[test]
fn templates_are_short_and_have_no_findings() {
    for name in ["ntt-2020", "ntt-2025"] {
        let file = scratch(&format!("new-{name}.json"));
        assert_eq!(run("C", &["new", &file, "--template", name]).0, 0);
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(import(text.as_bytes()).unwrap().report.diagnostics, [], "{name}");
        assert_eq!(run("C", &["fmt", "--short", "--check", &file]), (0, String::new(), String::new()));
        assert!(text.lines().count() < 150, "{name}");
    }
    assert_eq!(run("C", &["new", "x.json", "--template", "none"]).0, 2);
}

#[test]
fn a_new_file_of_a_table_is_short() {
    let (table, file) = (scratch("new.csv"), scratch("new-of-table.json"));
    fs::write(&table, "time,source host,target host,technique\n2026-03-02 10:00,ws-1,srv-1,T1021.002\n2026-03-03 11:00,srv-1,srv-2,T1021.001\n").unwrap();
    assert_eq!(run("en", &["new", &file, "--from", &table]).0, 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"default_source\"") && text.matches("\"source\"").count() == 0, "{text}");
    assert_eq!(read(&serde_json::from_str(&text).unwrap()).incident.pivots.len(), 2);
}

#[test]
fn the_command_writes_both_forms_and_says_which_file_is_in_another() {
    let (long, short) = (scratch("long.json"), scratch("short.json"));
    let halden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/halden-freight/input.json");
    assert_eq!(run("C", &["fmt", "--long", halden, "-o", &long]).0, 0);
    assert_eq!(run("C", &["fmt", "--short", &long, "-o", &short]).0, 0);
    let text = |it: &str| fs::read_to_string(it).unwrap();
    assert_eq!(text(&long).matches("\"source\":").count(), 43);
    assert_eq!(text(&short).matches("\"source\":").count(), 4);
    assert_eq!(run("C", &["fmt", "--short", halden]).1, text(&short));
    assert_eq!(run("C", &["fmt", "--check", "--short", &short]).0, 0);
    let (code, said, _) = run("C", &["fmt", "--check", "--long", &short]);
    assert!(code == 1 && said.starts_with(&short), "{said}");
    let snapshot = |it: &str| run("C", &["snapshot", "--json", it]).1;
    assert_eq!(snapshot(halden), snapshot(&long));
    assert_eq!(snapshot(halden), snapshot(&short));
}
