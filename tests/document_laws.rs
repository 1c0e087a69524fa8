//! Laws of edits, for random texts and for the gallery: undoing gives the bytes back, what is not touched keeps its own, a patch does
//! to a text what it does to its value, and whatever comes out can be read.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::fs;

use breachmap::document::{Document, Operation, Patch, fresh_id, mentions, removal, renaming};
use breachmap::import::import;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use serde_json::{Value, json};

const GALLERY: [&str; 2] = ["ntt-communications-2025", "optc-2019"];

fn gallery(name: &str) -> String {
    fs::read_to_string(format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Every place in a value, as JSON Pointers, the whole first.
fn places(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match value {
            Value::Array(items) => items.iter().enumerate().for_each(|(i, it)| walk(it, &format!("{at}/{i}"), all)),
            Value::Object(members) => {
                for (key, it) in members {
                    walk(it, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(value, "", &mut all);
    all
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..100_000_u32).prop_map(Value::from),
        "[a-z/~\"\\\\{}\\[\\],: é日\n]{0,9}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("[a-c/~\"é ]{0,3}", inner, 0..5)
                .prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

/// How somebody may have written a value: on one line or many, with tabs, with windows' ends of lines, with keys that stand twice.
fn written() -> impl Strategy<Value = String> {
    (json_value(), 0..6_u8).prop_map(|(value, way)| match way {
        0 => value.to_string(),
        1 => format!(" {}\n", serde_json::to_string_pretty(&value).unwrap()),
        2 => serde_json::to_string_pretty(&value).unwrap().replace('\n', "\r\n"),
        3 => {
            let mut out = Vec::new();
            let tabs = serde_json::ser::PrettyFormatter::with_indent(b"\t");
            value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, tabs)).unwrap();
            String::from_utf8(out).unwrap()
        }
        4 => {
            let spaced = value.to_string().replace("\":", "\" : ").replace(",\"", ",\n \"");
            // what looks like the end of a key can stand within a string
            Some(spaced).filter(|it| serde_json::from_str::<Value>(it).is_ok()).unwrap_or_else(|| value.to_string())
        }
        _ => format!("{{ \"b\": 1,\n  \"b\" :{value} }}"),
    })
}

/// An edit by numbers: what it does is found out when the text is known.
type Drawn = (u8, Index, Index, Value);

fn drawn() -> impl Strategy<Value = Drawn> {
    (0..7_u8, any::<Index>(), any::<Index>(), json_value())
}

fn operation(value: &Value, (kind, first, second, new): &Drawn) -> Operation {
    let all = places(value);
    let (first, second) = (first.get(&all).clone(), second.get(&all).clone());
    match kind {
        0 => Operation::Replace(first, new.clone()),
        1 => Operation::Remove(first),
        2 => Operation::Add(first, new.clone()),
        3 => {
            let key = if value.pointer(&first).is_some_and(Value::is_array) { "-" } else { "new" };
            Operation::Add(format!("{first}/{key}"), new.clone())
        }
        4 => Operation::Move(first, second),
        5 => Operation::Copy(first, second),
        _ => Operation::Test(
            first.clone(),
            if first.len() % 2 == 0 { value.pointer(&first).unwrap().clone() } else { new.clone() },
        ),
    }
}

/// What another implementation makes of it.
fn expected(value: &Value, patch: &Patch) -> Option<Value> {
    let operations: json_patch::Patch = serde_json::from_value(patch.write()).unwrap();
    let mut value = value.clone();
    json_patch::patch(&mut value, &operations).ok().map(|()| value)
}

proptest! {
    #[test]
    fn a_patch_does_to_the_text_what_it_does_to_the_value(text in written(), edits in proptest::collection::vec(drawn(), 1..8)) {
        let mut document = Document::new(&text);
        let mut texts = vec![text.clone()];
        for edit in &edits {
            let before = document.value();
            let patch = Patch(vec![operation(&before, edit)]);
            prop_assert_eq!(&Patch::read(&patch.write()).unwrap(), &patch);
            // what has no root cannot be taken out of it, whoever does it
            if matches!(&patch.0[0], Operation::Remove(at) | Operation::Move(at, _) if at.is_empty()) {
                prop_assert_eq!(document.apply(patch).is_err(), !matches!(&operation(&before, edit), Operation::Move(_, to) if to.is_empty()));
                continue;
            }
            let told = expected(&before, &patch);
            let done = document.apply(patch.clone());
            if let Ok(is_changed) = done {
                prop_assert!(serde_json::from_str::<Value>(document.text()).is_ok(), "{}", document.text());
                prop_assert_eq!(Some(document.value()), told, "{:?}", patch);
                if is_changed {
                    texts.push(document.text().to_owned());
                }
            } else {
                prop_assert_eq!(told, None, "{:?}", patch);
                prop_assert_eq!(document.text(), texts.last().unwrap());
            }
        }
        let last = document.text().to_owned();
        for earlier in texts.iter().rev().skip(1) {
            prop_assert!(document.undo());
            prop_assert_eq!(document.text(), earlier);
        }
        prop_assert!(!document.undo() && !document.is_changed());
        while document.redo() {}
        prop_assert_eq!(document.text(), &last);
    }

    /// Many operations upon lists, which are done at once where they can be.
    #[test]
    fn many_operations_do_what_they_do_one_by_one(file in 0..GALLERY.len(), is_plain in any::<bool>(), edits in proptest::collection::vec((0..5_u8, any::<Index>(), json_value()), 1..30)) {
        let text = gallery(GALLERY[file]);
        let mut value = Document::new(&text).value();
        let mut all = Vec::new();
        for (kind, at, new) in edits {
            let n = value["hosts"].as_array().map_or(0, Vec::len);
            let host = at.index(n);
            // objects of others may change how the next of them is written
            let new = if is_plain { Value::from(new.to_string().len()) } else { new };
            let operation = match kind {
                0 | 1 => Operation::Add("/hosts/-".to_owned(), new),
                2 => Operation::Add(format!("/hosts/{}/note", host.max(n / 2)), new),
                3 => Operation::Replace(format!("/hosts/{host}/label"), new),
                _ => Operation::Remove(format!("/hosts/{host}/label")),
            };
            let patch = Patch(vec![operation]);
            let before = value.clone();
            patch.apply_to(&mut value);
            match expected(&before, &patch) {
                Some(told) => prop_assert_eq!(&value, &told),
                None => continue,
            }
            all.extend(patch.0);
        }
        let (mut at_once, mut one_by_one) = (Document::new(&text), Document::new(&text));
        at_once.apply(Patch(all.clone())).unwrap();
        for operation in all {
            one_by_one.apply(Patch(vec![operation])).unwrap();
        }
        prop_assert_eq!(at_once.value(), value.clone());
        prop_assert_eq!(one_by_one.value(), value);
        prop_assert!(!is_plain || at_once.text() == one_by_one.text());
        at_once.undo();
        prop_assert_eq!(at_once.text(), &text);
    }

    #[test]
    fn what_an_edit_does_not_touch_keeps_its_bytes(file in 0..GALLERY.len(), edits in proptest::collection::vec(drawn(), 1..5)) {
        let text = gallery(GALLERY[file]);
        let mut document = Document::new(&text);
        let before = document.value();
        let mut touched: Vec<&str> = Vec::new();
        // each edit within another part: the lines of all other parts are the same
        let lists = ["hosts", "pivots", "counts", "sources"];
        for (list, edit) in lists.iter().zip(&edits) {
            let places: Vec<_> = places(&before).into_iter().filter(|it| it.starts_with(&format!("/{list}/0/"))).collect();
            let place = edit.1.get(&places).clone();
            let edit = if edit.0 % 2 == 0 { Operation::Replace(place, edit.3.clone()) } else { Operation::Remove(place) };
            document.apply(Patch(vec![edit])).unwrap();
            touched.push(list);
        }
        let part = |value: &Value, text: &str, at: &str| value.pointer(at).map(|_| {
            let mut alone = Document::new(text);
            alone.apply(Patch(vec![Operation::Copy(at.to_owned(), String::new())])).unwrap();
            alone.text().to_owned()
        });
        let after = document.value();
        for list in ["zones", "events", "facts", "hosts", "pivots", "counts", "sources"] {
            for item in [0, 1, 3] {
                let at = format!("/{list}/{item}");
                if item > 0 || !touched.contains(&list) {
                    prop_assert_eq!(part(&after, document.text(), &at), part(&before, &text, &at), "{}", at);
                }
            }
        }
    }

    #[test]
    fn whatever_is_edited_can_be_read_and_undone(file in 0..GALLERY.len(), edits in proptest::collection::vec(drawn(), 1..12)) {
        let text = gallery(GALLERY[file]);
        let mut document = Document::new(&text);
        for edit in &edits {
            let value = document.value();
            let place = edit.1.get(&places(&value)).clone();
            let patch = match edit.0 {
                5 => removal(&value, &place),
                6 => renaming(&value, value.pointer(&place).and_then(Value::as_str).unwrap_or("x"), "another-name"),
                _ => Patch(vec![operation(&value, edit)]),
            };
            if patch.0.iter().any(|it| matches!(it, Operation::Replace(at, _) | Operation::Add(at, _) | Operation::Copy(_, at) if at.is_empty() || at == "/format")) {
                continue; // another file
            }
            if document.apply(patch).is_ok() {
                import(document.text().as_bytes()).ok();
            }
        }
        while document.undo() {}
        prop_assert_eq!(document.text(), &text);
    }

    #[test]
    fn a_part_goes_with_all_that_needs_it_and_leaves_no_faults(file in 0..GALLERY.len(), list in 0..6_usize, item in any::<Index>()) {
        let text = gallery(GALLERY[file]);
        let mut document = Document::new(&text);
        let value = document.value();
        let list = ["hosts", "pivots", "events", "counts", "sources", "zones"][list];
        let n = value[list].as_array().map_or(0, Vec::len);
        prop_assume!(n > 0);
        let at = format!("/{list}/{}", item.index(n));
        let id = value.pointer(&at).unwrap()["id"].as_str().unwrap().to_owned();
        let faults = |text: &str| import(text.as_bytes()).unwrap().report.diagnostics.len();
        let before = faults(&text);
        document.apply(removal(&value, &at)).unwrap();
        prop_assert!(mentions(&document.value(), &id).is_empty());
        prop_assert!(faults(document.text()) <= before, "{} {}: {:?}", GALLERY[file], id, import(document.text().as_bytes()).unwrap().report);
        document.undo();

        let new = fresh_id(&value, "A new name", "host");
        let n = mentions(&value, &id).len();
        document.apply(renaming(&value, &id, &new)).unwrap();
        prop_assert_eq!(mentions(&document.value(), &new).len(), n);
        prop_assert_eq!(faults(document.text()), before);
    }
}

#[test]
fn a_new_part_is_written_like_its_neighbors() {
    let host = json!({"role": "inside", "label": "Backup server", "id": "backup"});
    let add = |text: &str, at: &str, value: &Value| {
        let mut document = Document::new(text);
        document.apply(Patch(vec![Operation::Add(at.to_owned(), value.clone())])).unwrap();
        document.text().to_owned()
    };
    let lines = "{\n  \"hosts\": [\n    { \"id\": \"a\", \"label\": \"A\" }\n  ]\n}\n";
    assert_eq!(
        add(lines, "/hosts/-", &host),
        "{\n  \"hosts\": [\n    { \"id\": \"a\", \"label\": \"A\" },\n    { \"id\": \"backup\", \"label\": \"Backup server\", \"role\": \"inside\" }\n  ]\n}\n"
    );
    assert_eq!(
        add(lines, "/hosts/0/kind", &json!("cloud")),
        "{\n  \"hosts\": [\n    { \"id\": \"a\", \"label\": \"A\", \"kind\": \"cloud\" }\n  ]\n}\n"
    );
    let open = "{\n\t\"hosts\": [\n\t\t{\n\t\t\t\"id\": \"a\",\n\t\t\t\"label\": \"A\"\n\t\t}\n\t]\n}";
    assert_eq!(
        add(open, "/hosts/0", &host),
        "{\n\t\"hosts\": [\n\t\t{\n\t\t\t\"id\": \"backup\",\n\t\t\t\"label\": \"Backup server\",\n\t\t\t\"role\": \"inside\"\n\t\t},\n\t\t{\n\t\t\t\"id\": \"a\",\n\t\t\t\"label\": \"A\"\n\t\t}\n\t]\n}"
    );
    assert_eq!(
        add("{\"title\":\"X\",\"id\":\"x\"}", "/language", &json!("ja")),
        "{\"title\":\"X\",\"id\":\"x\",\"language\":\"ja\"}"
    );
    assert_eq!(
        add("{}", "/hosts", &json!([host])),
        "{\"hosts\":[{\"id\":\"backup\",\"label\":\"Backup server\",\"role\":\"inside\"}]}"
    );
    // a new field stands where the format has it
    let file = "{\n  \"format\": \"breachmap-incident/1\",\n  \"title\": \"X\",\n  \"hosts\": []\n}";
    assert_eq!(
        add(file, "/language", &json!("en")),
        "{\n  \"format\": \"breachmap-incident/1\",\n  \"title\": \"X\",\n  \"language\": \"en\",\n  \"hosts\": []\n}"
    );
    assert_eq!(
        add(file, "/hosts/0", &json!({"id": "a", "label": "A"})),
        "{\n  \"format\": \"breachmap-incident/1\",\n  \"title\": \"X\",\n  \"hosts\": [\n    {\n      \"id\": \"a\",\n      \"label\": \"A\"\n    }\n  ]\n}"
    );
}

#[test]
fn ids_are_made_of_labels() {
    let value = json!({"hosts": [{"id": "vpn-gateway"}, {"id": "host-1"}], "sources": [{"id": "smb"}]});
    let id = |label: &str| fresh_id(&value, label, "host");
    assert_eq!(id("Mail server (Exchange)"), "mail-server-exchange");
    assert_eq!(id("VPN gateway"), "vpn-gateway-2");
    assert_eq!(id("SMB"), "smb-2", "all ids share one space");
    assert_eq!(id("メールサーバー"), "host-2");
    assert_eq!(id("Zürich"), "zurich");
}

#[test]
fn a_host_goes_with_its_steps_and_nothing_else() {
    let file = json!({
        "hosts": [{"id": "a", "zone": [{"value": "z", "source": "s"}]}, {"id": "b"}],
        "zones": [{"id": "z"}],
        "pivots": [{"id": "p", "from": "a", "to": "b", "claims": [{"source": "s"}]}],
        "events": [{"id": "e", "hosts": ["b"], "claims": [{"source": "s", "after": ["p"]}, {"source": "t"}]}],
        "main": ["p"], "sources": [{"id": "s"}, {"id": "t"}],
    });
    let without = |at: &str| {
        let mut document = Document::new(&file.to_string());
        document.apply(removal(&file, at)).unwrap();
        document.value()
    };
    let no_b = without("/hosts/1");
    assert_eq!(no_b["hosts"].as_array().unwrap().len(), 1);
    assert_eq!(no_b["pivots"], json!([]));
    assert_eq!(no_b["events"], json!([{"id": "e", "claims": [{"source": "s"}, {"source": "t"}]}]));
    assert_eq!(no_b.get("main"), None);
    let no_s = without("/sources/0");
    assert_eq!(no_s["pivots"], json!([]), "nobody tells it any more");
    assert_eq!(no_s["hosts"], json!([{"id": "a"}, {"id": "b"}]));
    assert_eq!(no_s["events"], json!([{"id": "e", "hosts": ["b"], "claims": [{"source": "t"}]}]));
    assert_eq!(mentions(&file, "s").len(), 3);
}

#[test]
fn what_is_written_short_is_named_and_goes_like_what_is_written_long() {
    let file = json!({
        "default_source": "s",
        "hosts": [{"id": "a", "zone": "z", "perhaps_same_as": ["b"]}, {"id": "b", "zone": [{"value": "z", "source": "t"}]}],
        "zones": [{"id": "z"}],
        "pivots": [{"id": "p", "from": "a", "to": "b", "source": "t", "after": "e"}],
        "events": [{"id": "e", "when": "2020"}],
        "sources": [{"id": "s"}, {"id": "t"}],
    });
    let without = |at: &str| {
        let mut document = Document::new(&file.to_string());
        document.apply(removal(&file, at)).unwrap();
        document.value()
    };
    assert_eq!(without("/zones/0")["hosts"], json!([{"id": "a", "perhaps_same_as": ["b"]}, {"id": "b"}]));
    assert_eq!(without("/sources/1")["pivots"], json!([]));
    assert_eq!(without("/hosts/1")["hosts"], json!([{"id": "a", "zone": "z"}]));
    assert_eq!(without("/events/0")["pivots"], json!([{"id": "p", "from": "a", "to": "b", "source": "t"}]));
    let mut document = Document::new(&file.to_string());
    document.apply(renaming(&file, "z", "core")).unwrap();
    document.apply(renaming(&document.value(), "t", "daily")).unwrap();
    assert!(mentions(&document.value(), "z").is_empty() && mentions(&document.value(), "t").is_empty());
    assert_eq!(document.value()["hosts"][0]["zone"], "core");
    assert_eq!(document.value()["pivots"][0]["source"], "daily");
}
