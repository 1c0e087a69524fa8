//! Records of VERIS that the program writes keep to its schema, and say what the incident says.
//!
//! The schema here is ours: which fields there are, and which must be there. Where the folder of other people's files has the
//! published lists of words, records are held to these too.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use breachmap::export::{Material, veris};
use breachmap::foreign::veris::rules;
use breachmap::foreign::{self, Opened};
use breachmap::import::import;
use breachmap::incident::Moment;
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::words::Teller;
use serde_json::{Map, Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A folder of other people's files.
fn theirs() -> Option<PathBuf> {
    std::env::var_os("BREACHMAP_CORPORA").map(PathBuf::from)
}

/// An object with these fields, of which those with a `!` must be there, and no others.
fn object(fields: &[(&str, Value)]) -> Value {
    let named = |it: &str| it.trim_end_matches('!').to_owned();
    let required: Vec<String> = fields.iter().filter(|it| it.0.ends_with('!')).map(|it| named(it.0)).collect();
    let properties: Map<String, Value> = fields.iter().map(|(key, it)| (named(key), it.clone())).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
}

/// The schema of version 1.4.1, with the words of its vocabularies if they are at hand.
#[expect(clippy::too_many_lines, reason = "a schema is as long as it is")]
fn schema(words: &Value) -> Value {
    let word = |path: &str| match words.pointer(path) {
        Some(all) => json!({ "type": "string", "enum": all }),
        None => json!({ "type": "string" }),
    };
    let list = |path: &str| json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": word(path) });
    let (text, whole, note) =
        (json!({ "type": "string" }), json!({ "type": "integer" }), json!({ "type": "string", "minLength": 1 }));
    let names = json!({ "type": "array", "uniqueItems": true, "items": { "type": "string" } });
    let any = json!({ "type": "object" });
    let length =
        |path: &str| object(&[("unit!", word(&format!("{path}/unit"))), ("value", json!({ "type": "number" }))]);
    let between = |low: u64, high: u64| json!({ "type": "integer", "minimum": low, "maximum": high });
    let mut action = Map::new();
    for kind in ["hacking", "malware", "social", "misuse", "physical", "error", "environmental"] {
        let of = |field: &str| list(&format!("/action/{kind}/{field}"));
        let mut fields = vec![("variety!", of("variety")), ("notes", note.clone())];
        if kind != "environmental" {
            fields.push(("vector!", of("vector")));
        }
        if kind == "social" {
            fields.push(("target!", of("target")));
        }
        action.insert(kind.to_owned(), object(&fields));
    }
    action.insert("unknown".to_owned(), any.clone());
    let things = |path: &str| {
        let thing = object(&[("variety!", word(&format!("{path}/variety"))), ("amount", whole.clone())]);
        json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": thing })
    };
    let found = |kind: &str| object(&[("variety!", list(&format!("/discovery_method/{kind}/variety")))]);
    let date = object(&[("year!", between(1950, 2050)), ("month", between(1, 12)), ("day", between(1, 31))]);
    object(&[
        ("schema_version!", json!({ "const": "1.4.1" })),
        ("schema_name", text.clone()),
        ("incident_id!", text.clone()),
        ("source_id", text.clone()),
        ("security_incident!", word("/security_incident")),
        ("confidence", word("/confidence")),
        ("targeted", word("/targeted")),
        ("summary!", text.clone()),
        ("reference", text.clone()),
        ("notes", note.clone()),
        ("plus", any.clone()),
        (
            "timeline!",
            object(&[
                ("incident!", date),
                ("compromise", length("/timeline/compromise")),
                ("exfiltration", length("/timeline/exfiltration")),
                ("discovery", length("/timeline/discovery")),
                ("containment", length("/timeline/containment")),
            ]),
        ),
        (
            "victim",
            object(&[
                ("victim_id", text.clone()),
                ("country!", list("/victim/country")),
                ("employee_count!", word("/victim/employee_count")),
                (
                    "industry!",
                    json!({
                        "type": "string", "minLength": 2, "maxLength": 6,
                        "pattern": "^(00|11|2[1-3]|3[1-3]|4[24589]|5[1-6]|6[1-2]|7[12]|81|92)-?\\d{0,4}$",
                    }),
                ),
                ("government!", list("/victim/government")),
                ("locations_affected", whole.clone()),
                ("secondary", object(&[("amount", whole.clone())])),
            ]),
        ),
        (
            "action!",
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": action }),
        ),
        (
            "actor!",
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": {
                "external": object(&[
                    ("variety!", list("/actor/external/variety")), ("motive!", list("/actor/external/motive")),
                    ("country", list("/actor/external/country")), ("name", names.clone()), ("notes", note.clone()),
                ]),
                "internal": object(&[
                    ("variety!", list("/actor/internal/variety")), ("motive!", list("/actor/internal/motive")),
                    ("notes", note.clone()),
                ]),
                "partner": object(&[
                    ("motive!", list("/actor/partner/motive")), ("country!", list("/actor/partner/country")),
                    ("name", names), ("notes", note.clone()),
                ]),
                "unknown": any,
            }}),
        ),
        ("asset!", object(&[("assets!", things("/asset/assets")), ("cloud!", list("/asset/cloud"))])),
        (
            "attribute",
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": {
                "confidentiality": object(&[
                    ("data_disclosure!", word("/attribute/confidentiality/data_disclosure")), ("data_total", whole.clone()),
                    ("data", things("/attribute/confidentiality/data")), ("notes", note.clone()),
                ]),
                "integrity": object(&[("variety!", list("/attribute/integrity/variety")), ("notes", note.clone())]),
                "availability": object(&[("variety!", list("/attribute/availability/variety")), ("notes", note)]),
            }}),
        ),
        (
            "discovery_method!",
            json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": {
                "external": found("external"), "internal": found("internal"), "partner": found("partner"),
                "unknown": { "type": "boolean" },
            }}),
        ),
    ])
}

/// The incidents of a file.
fn incidents(path: &Path) -> Vec<Value> {
    match foreign::open(&fs::read(path).unwrap(), "") {
        Ok(Opened::Native(text)) => vec![serde_json::from_str(&text).unwrap()],
        Ok(Opened::One(draft)) => vec![serde_json::to_value(draft).unwrap()],
        Ok(Opened::Many(all)) => {
            (0..all.len()).map(|it| serde_json::to_value(all.draft(it).unwrap()).unwrap()).collect()
        }
        Err(_) => Vec::new(),
    }
}

/// All files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// The incidents of the gallery, of the tests of other formats, and of other people's records of VERIS.
fn all() -> Vec<(String, Value)> {
    let mut paths: Vec<PathBuf> =
        ["static/gallery", "tests/foreign"].iter().flat_map(|it| files(&root().join(it))).collect();
    paths.retain(|it| !it.to_string_lossy().ends_with(".native.json") && !it.to_string_lossy().ends_with(".txt"));
    paths.iter().flat_map(|path| incidents(path).into_iter().map(move |it| (path.display().to_string(), it))).collect()
}

/// The record of an incident on its last day.
fn record(file: &Value) -> Option<Value> {
    let incident = import(file.to_string().as_bytes()).unwrap().incident;
    let snapshot = Snapshot::of(&incident, &Lens::on(Timeline::of(&incident).last()));
    let teller = Teller::of(&incident, "en");
    let text = veris::record(&Material { teller, snapshot: &snapshot, file, digest: "0123" }).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

/// What comes back of a record.
fn back(record: &Value) -> Value {
    match foreign::open(record.to_string().as_bytes(), "").unwrap() {
        Opened::One(draft) => serde_json::to_value(draft).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn records_keep_to_the_schema() {
    let words = theirs().and_then(|it| fs::read(it.join("veris-conformance/verisc-enum.json")).ok());
    let words: Value = words.map_or(Value::Null, |it| serde_json::from_slice(&it).unwrap());
    let validator = jsonschema::validator_for(&schema(&words)).unwrap();
    let published = theirs().and_then(|it| fs::read(it.join("veris-conformance/verisc.json")).ok());
    let published = published.map(|it| jsonschema::validator_for(&serde_json::from_slice(&it).unwrap()).unwrap());
    let (mut n, mut failures, mut without) = (0, Vec::new(), Vec::new());
    let more = theirs().map(|it| files(&it.join("vcdb"))).unwrap_or_default();
    let more = more.iter().flat_map(|path| incidents(path).into_iter().map(move |it| (path.display().to_string(), it)));
    for (name, file) in all().into_iter().chain(more) {
        let Some(record) = record(&file) else {
            without.push(name);
            continue;
        };
        n += 1;
        let found = [Some(&validator), published.as_ref()].into_iter().flatten();
        let mut errors: Vec<String> =
            found.flat_map(|it| it.iter_errors(&record)).map(|it| format!("{}: {it}", it.instance_path())).collect();
        errors.extend(rules::check(&record).iter().map(|it| format!("{}: {:?}", it.pointer, it.words)));
        failures.extend(errors.into_iter().map(|it| format!("{name} {}: {it}", file["id"])));
    }
    println!("{n} records, {} without a year", without.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(n > 60, "{n}, without a year: {without:?}");
}

#[test]
fn a_number_that_is_only_possible_is_no_number_of_a_confirmed_record() {
    let file = |hedge: &str| {
        json!({
            "format": "breachmap-incident/1", "id": "ferry", "title": "Ferry", "sources": [
                { "id": "notice", "kind": "victim", "publisher": "Ferry", "published": "2024-03-02" },
            ],
            "hosts": [{ "id": "mail", "label": "Mail" }, { "id": "out", "label": "Out", "role": "intruder" }],
            "pivots": [{ "id": "in", "from": "out", "to": "mail", "claims": [{ "source": "notice", "when": "2024-02" }] }],
            "counts": [{ "id": "firms", "label": "Firms", "claims": [
                { "source": "notice", "value": 40, "unit": "companies", "hedge": hedge },
            ]}],
        })
    };
    let sure = record(&file("stated")).unwrap();
    assert_eq!((&sure["victim"]["secondary"]["amount"], &sure["notes"]), (&json!(40), &Value::Null));
    let hedged = record(&file("possible")).unwrap();
    assert_eq!((&hedged["victim"], &hedged["notes"]), (&Value::Null, &json!("40 companies possibly affected")));
    assert_eq!(hedged["timeline"]["incident"], json!({ "year": 2024, "month": 2 }));
    assert_eq!(hedged["plus"]["event_chain"][0]["actor"], "ext");
}

/// What an incident says, aspect by aspect.
fn aspects(file: &Value) -> BTreeMap<&'static str, BTreeSet<String>> {
    let list = |field: &str| file[field].as_array().cloned().unwrap_or_default();
    let words = |it: &Value| it.as_str().or_else(|| it["en"].as_str()).map(str::to_owned);
    let claims = |it: &Value| it["claims"].as_array().cloned().unwrap_or_default();
    let each = |field: &str, key: &str| list(field).iter().filter_map(|it| words(&it[key])).collect::<BTreeSet<_>>();
    let of = |part: &Value| claims(part).iter().filter_map(|it| words(&it["value"])).collect::<BTreeSet<_>>();
    let moments = |field: &str| {
        let all = list(field);
        all.iter().flat_map(&claims).filter_map(|it| it["when"].as_str().map(str::to_owned)).collect::<BTreeSet<_>>()
    };
    let amounts = |is_number: bool| {
        let all = list("counts").iter().flat_map(&claims).collect::<Vec<_>>();
        let all = all.into_iter().filter(|it| it["value"].is_number() == is_number && !it["value"].is_null());
        all.map(|it| format!("{} {}", it["value"], it["unit"])).collect::<BTreeSet<_>>()
    };
    let mut told = BTreeMap::from([
        ("victim", of(&file["victim"])),
        ("actor", of(&file["actor"])),
        ("motives", each("motives", "label")),
        ("techniques", each("techniques", "label")),
        ("addresses of sources", each("sources", "url")),
        ("names of hosts", each("hosts", "label")),
        ("zones", each("zones", "label")),
        ("times of steps", moments("pivots")),
        ("times of events", moments("events")),
        ("numbers", amounts(true)),
        ("bounds and ranges", amounts(false)),
        ("questions", each("questions", "label")),
        ("other facts", each("facts", "label")),
    ]);
    for (aspect, part) in
        [("integrity", "integrity"), ("availability", "availability"), ("confidentiality", "confidentiality")]
    {
        told.insert(aspect, of(&file["posture"][part]));
    }
    told
}

/// Incidents by which the list in the manual is made, beside records of VERIS.
const HELD: [&str; 6] =
    ["gallery/", "attack-flow/bundle", "hibp/list", "misp/objects", "stix/incident-events", "table/pivots.csv"];

/// The list stands between two lines of the manual; `UPDATE=1 cargo test --test veris` writes it anew.
#[test]
fn what_a_record_keeps_is_as_the_manual_says() {
    let mut kept: BTreeMap<(bool, &str), (usize, usize)> = BTreeMap::new();
    for (name, file) in all() {
        let Some(record) = record(&file) else { continue };
        let is_theirs = name.contains("foreign/veris");
        let is_held = is_theirs || HELD.iter().any(|it| name.contains(it));
        let again = back(&record);
        let (before, after) = (aspects(&file), aspects(&again));
        for (aspect, told) in before.iter().filter(|it| is_held && !it.1.is_empty()) {
            let (n_kept, n) = kept.entry((is_theirs, aspect)).or_default();
            *n += 1;
            *n_kept += usize::from(told.is_subset(&after[aspect]));
        }
        // no time is told that nobody told, nor one more precisely
        let told: Vec<&String> = before["times of steps"].iter().chain(&before["times of events"]).collect();
        for it in after["times of steps"].iter().chain(&after["times of events"]).filter(|it| !it.starts_with("..")) {
            let span = Moment::parse(it).unwrap().span();
            let holds = |told: &&String| {
                let told = Moment::parse(told).unwrap().span();
                span.earliest <= told.earliest && told.latest <= span.latest
            };
            assert!(told.iter().any(holds), "{name} {}: {it} of {told:?}", file["id"]);
        }
        assert_eq!(again["marking"], record["plus"]["breachmap"]["marking"], "{name}");
    }
    let path = root().join("docs/exports.md");
    let page = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- kept through VERIS -->\n", "<!-- end -->\n");
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let mut table = "| | of records of VERIS | of other incidents |\n| --- | --- | --- |\n".to_owned();
    let all: BTreeSet<&str> = kept.keys().map(|it| it.1).collect();
    for aspect in all {
        let said = |is_theirs: bool| match kept.get(&(is_theirs, aspect)) {
            None => "–",
            Some((n, of)) if n == of => "kept",
            Some((0, _)) => "changed or lost",
            Some(_) => "kept by some",
        };
        writeln!(table, "| {aspect} | {} | {} |", said(true), said(false)).unwrap();
    }
    golden::check(&path, &format!("{before}{begin}\n{table}\n{end}{after}")).unwrap();
}
