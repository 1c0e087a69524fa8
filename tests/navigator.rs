//! Layers for the ATT&CK Navigator keep to its format, and say of techniques what the incident says.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::Path;

use breachmap::attack::{Tactic, tactics};
use breachmap::export::digest::digest;
use breachmap::export::{Material, navigator};
use breachmap::import::import;
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::words::Teller;
use serde_json::{Value, json};

fn read(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))).unwrap()
}

/// The layer of a file on a day, or on its last.
fn layer(file: &Value, day: Option<&str>, language: &str) -> Value {
    let incident = import(file.to_string().as_bytes()).unwrap().incident;
    let day = day.map_or(Timeline::of(&incident).last(), |it| breachmap::incident::Day::parse(it).unwrap());
    let snapshot = Snapshot::of(&incident, &Lens::on(day));
    let teller = Teller::of(&incident, language);
    let layer = navigator::layer(&Material { teller, snapshot: &snapshot, file, digest: &digest(file) });
    serde_json::from_str(&layer).unwrap()
}

fn techniques(layer: &Value) -> &Vec<Value> {
    layer["techniques"].as_array().unwrap()
}

#[test]
fn layers_of_the_gallery_keep_to_the_format() {
    let schema = jsonschema::validator_for(&read("tests/navigator/layer-4.5.schema.json")).unwrap();
    for entry in read("static/gallery/index.json")["incidents"].as_array().unwrap() {
        let file = read(&format!("static/gallery/{}", entry["file"].as_str().unwrap()));
        for language in ["en", "ja"] {
            let layer = layer(&file, None, language);
            let faults: Vec<String> =
                schema.iter_errors(&layer).map(|it| format!("{}: {it}", it.instance_path())).collect();
            assert!(faults.is_empty(), "{faults:#?}");
            for it in techniques(&layer) {
                let served = tactics(it["techniqueID"].as_str().unwrap());
                let served: Vec<&str> = served.into_iter().map(Tactic::shortname).collect();
                let told: Vec<&str> = it["tactic"].as_str().into_iter().collect();
                assert!(!served.is_empty() && (told.is_empty() || told == served), "{it}");
            }
        }
        let told = layer(&file, None, "en").to_string();
        for id in file["techniques"].as_array().into_iter().flatten().map(|it| it["id"].as_str().unwrap()) {
            assert!(told.contains(&format!("\"{id}\"")) || told.contains(&format!(": {id} ")), "{id} is lost");
        }
    }
    assert!(schema.iter_errors(&json!({ "name": "x", "domain": "enterprise-attack" })).next().is_some());
}

/// Two sources, four techniques, two steps.
fn file() -> Value {
    json!({
        "format": "breachmap-incident/1", "id": "mill", "title": "Mill", "marking": "TLP:GREEN",
        "sources": [
            { "id": "daily", "kind": "press", "publisher": "Daily", "title": "The breach", "url": "https://daily.example/1", "published": "2024-03-01" },
            { "id": "weekly", "kind": "press", "publisher": "Weekly", "published": "2024-03-05" },
        ],
        "techniques": [
            { "id": "T1133", "label": "Remote", "claims": [{ "source": "daily", "hedge": "possible" }] },
            { "id": "T1078", "label": "Accounts", "claims": [{ "source": "weekly", "hedge": "denied" }] },
            { "id": "T1190", "label": "Front", "claims": [{ "source": "weekly", "marking": "TLP:AMBER" }] },
            { "id": "TA0008", "label": "Sideways", "claims": [{ "source": "daily" }] },
            { "id": "T0886", "label": "Plant", "claims": [{ "source": "daily" }] },
        ],
        "hosts": [{ "id": "out", "label": "Out", "role": "intruder" }, { "id": "in", "label": "In" }, { "id": "deep", "label": "Deep" }],
        "pivots": [
            { "id": "a", "from": "out", "to": "in", "technique": "T1133", "claims": [{ "source": "daily", "when": "2024-02-01" }] },
            { "id": "b", "from": "in", "to": "deep", "technique": "TA0008", "claims": [{ "source": "daily", "when": "2024-02-09" }] },
        ],
    })
}

#[test]
fn a_technique_says_how_sure_it_is_in_which_steps_and_by_whom() {
    let layer = layer(&file(), None, "en");
    assert_eq!(layer["name"], "Mill (TLP:AMBER)");
    assert!(layer["description"].as_str().unwrap().contains("It is marked TLP:AMBER."));
    let [remote, accounts, front] = &techniques(&layer)[..] else { panic!("{layer:#}") };
    let (id, score) = (&remote["techniqueID"], &remote["score"]);
    assert_eq!(
        (id, score, remote.get("tactic")),
        (&json!("T1133"), &json!(50), None),
        "two tactics: nobody says which"
    );
    let comment = remote["comment"].as_str().unwrap();
    assert!(comment.contains("1. Out → In: Remote · 1 February 2024"), "{comment}");
    assert_eq!(remote["links"], json!([{ "label": "Daily: The breach", "url": "https://daily.example/1" }]));
    assert_eq!((&accounts["enabled"], accounts.get("score")), (&json!(false), None), "what is denied was not used");
    assert_eq!(front["tactic"], "initial-access");
    assert_eq!(front["metadata"][0], json!({ "name": "Marking", "value": "TLP:AMBER" }));
    let beside: Vec<&str> =
        layer["metadata"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(beside, ["Marking", "Told as a tactic: TA0008 Sideways", "Not in this matrix: T0886 Plant"]);
}

#[test]
fn a_step_that_has_not_happened_yet_is_not_in_the_layer() {
    let told = |day| layer(&file(), Some(day), "en").to_string();
    assert!(told("2024-02-09").contains("2. In → Deep") && !told("2024-02-08").contains("2. In → Deep"));
}
