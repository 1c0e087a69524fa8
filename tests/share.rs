//! What leaves at each level of TLP, and with neutral names: nothing above the level is in the bytes of any export.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::Path;
use std::process::{Command, Output};

use breachmap::diag::Severity;
use breachmap::export::native;
use breachmap::export::share::{Share, ShareError, Shared, share};
use breachmap::import::draft::FILE;
use breachmap::import::import;
use breachmap::import::role::{Known, Role};
use breachmap::incident::{Marking, Sharing};
use breachmap::tongue::Tongue;
use serde_json::{Value, json};

/// The levels from the freest, each with a word that stands only in what is marked so.
const LEVELS: [(Marking, &str); 5] = [
    (Marking::Clear, "glass"),
    (Marking::Green, "jade"),
    (Marking::Amber, "saffron"),
    (Marking::AmberStrict, "apricot"),
    (Marking::Red, "vermilion"),
];

/// What else must not get out below TLP:RED.
const RED: [&str; 12] = [
    "朱色",
    "4711",
    "98765",
    "98,765",
    "31337",
    "31,337",
    "2024-02-17",
    "17 February",
    "2024-02-18",
    "informant",
    "badge",
    "cellar",
];

fn file() -> Value {
    serde_json::from_str(include_str!("share/incident.json")).unwrap()
}

fn at(level: Marking) -> Shared {
    share(&file(), Share { marking: Some(level), redact: false }).unwrap()
}

/// Every way out of the command for a file of the test folder, with these options: its arguments, and the bytes.
fn exports(options: &[&str]) -> Vec<(String, String)> {
    let ways: [&[&str]; 16] = [
        &["convert", "--to", "native"],
        &["convert", "--to", "stix"],
        &["convert", "--to", "csv", "--table", "hosts"],
        &["convert", "--to", "csv", "--table", "zones"],
        &["convert", "--to", "csv", "--table", "pivots"],
        &["convert", "--to", "csv", "--table", "events"],
        &["convert", "--to", "csv", "--table", "counts"],
        &["convert", "--to", "csv", "--table", "claims"],
        &["convert", "--to", "csv", "--table", "sources"],
        &["convert", "--to", "csv", "--table", "about"],
        &["render", "-o", "-"],
        &["render", "-o", "-", "--told-by", "notice", "--as-of", "2024-03-02"],
        &["snapshot"],
        &["snapshot", "--json"],
        &["diff", "--from", "known-on=2024-03-08", "--to", ""],
        &["diff", "--from", "told-by=notice", "--to", "", "--json"],
    ];
    let run = |way: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
        command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/share"));
        let Output { status, stdout, stderr } =
            command.env("LC_ALL", "C").arg(way[0]).arg("incident.json").args(&way[1..]).args(options).output().unwrap();
        let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert!(status.success(), "{way:?} {options:?}: {stderr}");
        assert!(!options.is_empty() || stderr.contains("1 error"), "{stderr}");
        (format!("{} {}", way.join(" "), options.join(" ")), stdout)
    };
    ways.into_iter().map(run).collect()
}

#[test]
fn nothing_above_the_level_is_in_the_bytes_of_any_export() {
    for (i, (level, _)) in LEVELS.iter().enumerate() {
        let word = level.as_str().to_lowercase().replace("tlp:", "");
        for (way, bytes) in exports(&["--marking", &word]) {
            let bytes = bytes.to_lowercase();
            for (above, word) in &LEVELS[i + 1..] {
                assert!(!bytes.contains(word), "{way}: {word} of {above}");
            }
            for word in RED.iter().filter(|_| *level != Marking::Red) {
                assert!(!bytes.contains(&word.to_lowercase()), "{way}: {word}");
            }
            let is_native = way.contains("native");
            for (below, word) in LEVELS[..=i].iter().filter(|_| is_native) {
                assert!(bytes.contains(word), "{way}: {word} of {below} is missing");
            }
            let is_json = way.contains("--json"); // for programs, which ask for the level themselves
            let is_said =
                is_json || i == LEVELS.len() - 1 || bytes.contains(" left out") || bytes.contains("\"claims\": ");
            assert!(is_said, "{way} does not say that something is left out");
        }
    }
}

#[test]
fn how_much_is_left_out_is_counted_and_said() {
    let said = |level| Tongue::of("en").sharing(&at(level).left_out);
    assert_eq!(said(Marking::Red), None);
    assert_eq!(
        said(Marking::AmberStrict).unwrap(),
        "8 claims marked above TLP:AMBER+STRICT are left out, and with them 7 parts, 1 source and 7 texts."
    );
    let claims = |level| at(level).left_out.claims;
    assert_eq!(LEVELS.map(|(level, _)| claims(level)), [19, 16, 11, 8, 0]);
}

#[test]
fn what_is_left_is_a_clean_file_of_that_marking() {
    for (level, _) in LEVELS {
        let Shared { value, left_out } = at(level);
        let imported = import(native::text(&value).as_bytes()).unwrap();
        let errors: Vec<String> = imported.report.diagnostics.iter().map(|it| it.tell(Tongue::of("en"))).collect();
        // the file as it is has a marking that cannot be read, and counts as the strictest
        assert_eq!(imported.report.count(Severity::Error), usize::from(level == Marking::Red), "{level}: {errors:?}");
        assert_eq!(imported.incident.marking, Some(level));
        assert_eq!(imported.incident.strictest(), Some(level));
        assert_eq!(imported.incident.shared, Some(left_out));
    }
}

#[test]
fn an_incident_is_not_shared_below_its_own_marking() {
    let mut file = file();
    for (own, freer) in
        [("TLP:AMBER", Marking::Green), ("TLP:AMBER+STRICT", Marking::Amber), ("anything", Marking::AmberStrict)]
    {
        file["marking"] = own.into();
        let refused = share(&file, Share { marking: Some(freer), redact: false });
        let own = Marking::parse(own).unwrap_or(Marking::Red);
        assert_eq!(refused, Err(ShareError::Above { own, level: freer }));
        share(&file, Share { marking: Some(own), redact: true }).unwrap();
    }
}

#[test]
fn a_marking_under_another_name_is_the_strictest() {
    for key in ["Marking", "MARKING", "makring", "markings", "tlp", "TLP"] {
        let mut whole = file();
        whole.as_object_mut().unwrap().remove("marking");
        whole[key] = "TLP:CLEAR".into();
        let refused = share(&whole, Share { marking: Some(Marking::AmberStrict), redact: false });
        assert_eq!(refused, Err(ShareError::Above { own: Marking::Red, level: Marking::AmberStrict }), "{key}");
        let for_all = share(&whole, Share { marking: Some(Marking::Red), redact: false }).unwrap();
        assert_eq!((&for_all.value["marking"], for_all.value.get(key)), (&json!("TLP:RED"), None));
        // on a claim, on a part, and in what the format does not know
        let source = json!({ "id": "s", "kind": "press", "publisher": "S" });
        let claim = json!({ "source": "s", "value": "a cobalt crew", key: "TLP:GREEN" });
        let note = json!({ "what": "cobalt", "more": [{ key: "TLP:CLEAR" }] });
        let mut part = json!({ "id": "cobalt-1", "label": "cobalt" });
        part[key] = "TLP:CLEAR".into();
        for (at, value) in
            [("actor", json!({ "claims": [claim] })), ("zones", json!([part])), ("x_notes", json!([note]))]
        {
            let mut file = json!({ "format": "breachmap-incident/1", "id": "x", "title": "X", "marking": "TLP:CLEAR", "sources": [source] });
            file[at] = value;
            let read = import(native::text(&file).as_bytes()).unwrap();
            assert_eq!(read.incident.strictest(), Some(Marking::Red), "{key} in {at}");
            let left = share(&file, Share { marking: Some(Marking::AmberStrict), redact: false }).unwrap();
            let is_left = left.value.to_string().contains("cobalt");
            assert_eq!(is_left, at == "x_notes", "{key} in {at}: {}", left.value);
            assert!(!is_left || left.value["x_notes"][0]["more"] == json!([]), "{key}: {}", left.value);
        }
    }
}

#[test]
fn what_is_not_marked_stays_so_and_is_never_called_clear() {
    let mut file = file();
    file.as_object_mut().unwrap().remove("marking");
    let shared = share(&file, Share { marking: Some(Marking::Clear), redact: false }).unwrap();
    assert_eq!(shared.value.get("marking"), None);
    let incident = import(native::text(&shared.value).as_bytes()).unwrap().incident;
    assert_eq!(incident.strictest(), None);
}

#[test]
fn a_file_that_is_shared_as_it_is_stays_as_it_is() {
    for file in [file(), serde_json::from_str(include_str!("../static/gallery/hse-2021.json")).unwrap()] {
        assert_eq!(share(&file, Share::default()).unwrap().value, file);
        let text = native::text(&file);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), file);
    }
}

#[test]
fn sharing_again_adds_up() {
    let again = |level| share(&at(Marking::Amber).value, Share { marking: Some(level), redact: true });
    // at a stricter level nothing more goes, and what was above the freer one is still missing
    let stricter = again(Marking::Red).unwrap().left_out;
    assert_eq!(stricter, Sharing { redacted: true, ..at(Marking::Amber).left_out });
    assert!(again(Marking::Green).is_err(), "it was made for TLP:AMBER");
}

#[test]
fn hosts_and_people_have_the_same_neutral_names_everywhere() {
    for (way, bytes) in exports(&["--redact"]) {
        let bytes = bytes.to_lowercase();
        for name in
            ["gateway", "ガラスの門", "vault", "朱色の金庫", "vermilion-db", "apricot-fw-01", "file server", "archive"]
        {
            assert!(!bytes.contains(name), "{way}: {name}");
        }
        let names_hosts = !["counts", "sources", "about", "events", "zones"].iter().any(|table| way.contains(table));
        assert!(!names_hosts || bytes.contains("network device 1"), "{way}");
        let is_json = way.contains("--json");
        assert!(is_json || bytes.contains("neutral names") || bytes.contains("\"redacted\": true"), "{way}");
    }
    let Shared { value, .. } = share(&file(), Share { marking: None, redact: true }).unwrap();
    assert_eq!(value["summary"], "The Intruder 1 of the paint works went from Network device 1 to the Database 1.");
    assert_eq!(value["hosts"][0]["label"], "Intruder 1", "a neutral name is not searched for names");
    assert_eq!(value["pivots"][2]["to"], "database-1");
    assert_eq!(value["events"][0]["label"], "Found on Network device 1");
    let imported = import(native::text(&value).as_bytes()).unwrap();
    assert_eq!(imported.report.count(Severity::Error), 1, "the marking that cannot be read");
}

#[test]
fn neutral_names_are_in_the_language_of_each_text() {
    let host = |label: Value| json!({ "id": "falcon", "label": label, "kind": "endpoint", "role": "outside" });
    let neutral = |file: Value| share(&file, Share { marking: None, redact: true }).unwrap().value;
    let both = neutral(json!({
        "format": "breachmap-incident/1", "id": "x", "language": "en", "title": { "en": "From Falcon", "ja": "Falconから、担当 a@b.example" },
        "summary": "To Falcon", "sources": [], "hosts": [host(json!({ "en": "Falcon", "ja": "はやぶさ" }))],
    }));
    assert_eq!(both["hosts"][0]["label"], json!({ "en": "Outside workstation 1", "ja": "外部の端末1" }));
    assert_eq!(both["hosts"][0]["id"], "outside-workstation-1");
    assert_eq!(both["title"], json!({ "en": "From Outside workstation 1", "ja": "外部の端末1から、担当 人物1" }));
    assert_eq!(both["summary"], "To Outside workstation 1");
    let japanese = neutral(json!({
        "format": "breachmap-incident/1", "id": "x", "language": "ja", "title": "はやぶさから", "sources": [], "hosts": [host("はやぶさ".into())],
    }));
    assert_eq!(
        (&japanese["title"], &japanese["hosts"][0]["label"]),
        (&"外部の端末1から".into(), &"外部の端末1".into())
    );
    assert_eq!(japanese["hosts"][0]["id"], "outside-workstation-1", "ids are the same in each language");
}

/// All fields of the format, from the whole on: the keys that lead to one, and its role. New fields are here by themselves.
fn fields(at: Known, path: &[&'static str], found: &mut Vec<(Vec<&'static str>, Role)>) {
    let value = matches!(at.role, Role::Claims(_)).then(|| at.field("value"));
    for it in at.inside.iter().filter(|it| it.name != "value").chain(&value) {
        let path = [path, &[it.name]].concat();
        fields(*it, &path, found);
        found.push((path, it.role));
    }
}

/// What may stand in a field and names the host "Falcon": as it should be written, or not at all as it should be.
fn namings(role: Role) -> Vec<Value> {
    let own = json!({ "Falcon": ["on Falcon", { "kind": "Falcon", "n": 1 }], "host": "falcon" });
    match role {
        Role::Name | Role::Text | Role::Quote => {
            vec![json!("mailboxes on Falcon"), json!({ "en": "Falcons", "ja": "Falconの中" }), own]
        }
        Role::Address => vec![json!("https://example.org/falcon-notes"), own],
        _ => vec![json!("kept on Falcon"), json!(["Falcon"]), own],
    }
}

/// A file with a host "Falcon" of which only a claim for named recipients speaks, and a value at the end of a path.
fn with(path: &[&str], value: Value) -> Value {
    let mut file = json!({
        "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [{ "id": "s", "kind": "press", "publisher": "S" }],
        "hosts": [{ "id": "falcon", "label": "Falcon", "names": [{ "source": "s", "value": "Falcon", "marking": "TLP:RED" }] }],
    });
    let (last, around) = path.split_last().unwrap();
    let mut part = &mut file;
    for key in around {
        let list = part.as_object_mut().unwrap().entry(*key).or_insert_with(|| json!([])).as_array_mut().unwrap();
        list.push(json!({}));
        part = list.last_mut().unwrap();
    }
    part[*last] = value;
    file
}

#[test]
fn no_field_of_the_format_tells_the_name_of_a_host() {
    let mut all = Vec::new();
    fields(FILE, &[], &mut all);
    assert!(all.len() > 100, "{}", all.len());
    let fields = all.iter().filter(|(path, _)| *path != ["hosts"]).map(|(path, role)| (path.clone(), *role));
    let parts =
        all.iter().filter(|(_, role)| role.has_parts()).map(|(path, _)| [path, &["foreign_to_falcon"][..]].concat());
    for (path, role) in fields.chain(parts.map(|it| (it, Role::Own))) {
        for value in namings(role) {
            let file = with(&path, value);
            let neutral = share(&file, Share { marking: None, redact: true }).unwrap();
            let text = native::text(&neutral.value).to_lowercase();
            assert!(!text.contains("falcon"), "{role:?} at {path:?} of {file}: {text}");
            if role.is_id() || role.is_reference() {
                continue; // ids of what is left are no running text
            }
            let Ok(cut) = share(&file, Share { marking: Some(Marking::Amber), redact: false }) else { continue };
            let text = native::text(&cut.value).to_lowercase();
            assert!(!text.contains("falcon"), "{role:?} at {path:?} of {file}: {text}");
        }
    }
}

#[test]
fn thousands_of_hosts_keep_their_neutral_names() {
    let host = |i: usize| serde_json::json!({ "id": format!("h-{i}"), "label": format!("Host {i}") });
    let event = |i: usize| serde_json::json!({ "id": format!("e-{i}"), "label": "Seen", "hosts": [format!("h-{i}")], "claims": [{ "source": "s" }] });
    let file = serde_json::json!({ "format": "breachmap-incident/1", "id": "x", "title": "x",
        "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-01-01" }],
        "hosts": (0..1200).map(host).collect::<Vec<_>>(), "events": (0..1200).map(event).collect::<Vec<_>>() });
    let shared = share(&file, Share { marking: None, redact: true }).unwrap();
    let imported = import(native::text(&shared.value).as_bytes()).unwrap();
    assert_eq!(imported.incident.hosts.len(), 1200);
    assert_eq!(imported.report.diagnostics.len(), 0, "{:?}", imported.report.diagnostics.first());
}
