//! The JSON Schema of the format: generated, published, and of one mind with the reader of files.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::fs;
use std::path::{Path, PathBuf};

use breachmap::import::{import, native};
use breachmap::tongue::Tongue;
use jsonschema::Validator;
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&native::schema()).unwrap()
}

/// What the schema says against a value, each with its place.
fn complaints(value: &Value) -> Vec<String> {
    validator().iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// The incidents of the gallery.
fn gallery() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("static/gallery")).unwrap().map(|it| it.unwrap().path());
    files.filter(|it| it.file_name().is_some_and(|it| it != "index.json")).collect()
}

/// The blocks of this language in a page, each with the line on which it begins.
fn blocks(page: &str, language: &str) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut is_inside = false;
    for (number, line) in (1..).zip(page.lines()) {
        if line == format!("```{language}") {
            is_inside = true;
            blocks.push((number, String::new()));
        } else if line.starts_with("```") {
            is_inside = false;
        } else if let Some((_, block)) = blocks.last_mut().filter(|_| is_inside) {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

#[test]
fn the_published_schema_is_the_one_of_this_program() {
    let text = serde_json::to_string_pretty(&native::schema()).unwrap() + "\n";
    if let Err(message) = golden::check(&root().join("static/schema/incident-1.schema.json"), &text) {
        panic!("{message}\n\nIf this is right now: UPDATE=1 cargo test --test schema");
    }
}

#[test]
fn the_schema_is_one_of_draft_2020_12_and_says_what_it_is() {
    let schema = native::schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    for key in ["$id", "title", "description"] {
        assert!(schema[key].as_str().is_some_and(|it| !it.is_empty()), "{key}");
    }
    for (name, field) in schema["properties"].as_object().unwrap() {
        assert!(field["description"].is_string(), "an editor can explain \"{name}\"");
    }
}

#[test]
fn the_gallery_is_valid() {
    let files = gallery();
    assert!(files.len() >= 2);
    for file in files {
        let value: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!(complaints(&value), [""; 0], "{}", file.display());
        let schema = file.parent().unwrap().join(value["$schema"].as_str().unwrap());
        assert!(schema.is_file(), "{}: its $schema is found", file.display());
    }
}

#[test]
fn the_examples_of_the_manual_are_valid_and_import_without_a_finding() {
    let page = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let examples = blocks(&page, "json");
    assert!(examples.len() >= 2);
    for (line, block) in examples {
        let value: Value = serde_json::from_str(&block).unwrap();
        assert_eq!(complaints(&value), [""; 0], "docs/format.md:{line}");
        let imported = import(block.as_bytes()).unwrap();
        assert_eq!(imported.report.diagnostics, [], "docs/format.md:{line}");
        assert!(!imported.incident.hosts.is_empty(), "docs/format.md:{line}");
    }
}

#[test]
fn the_fragments_of_the_manual_are_parts_of_a_file() {
    let page = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let fragments = blocks(&page, "jsonc");
    assert!(fragments.len() >= 10);
    for (line, block) in fragments {
        let is_part = block.starts_with('{');
        let text = if is_part { block } else { format!("{{{block}}}") };
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|err| panic!("docs/format.md:{line}: {err}"));
        if is_part {
            continue;
        }
        let mut file = json!({ "format": native::FORMAT, "id": "x", "title": "x" });
        file.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
        assert_eq!(complaints(&file), [""; 0], "docs/format.md:{line}");
    }
}

#[test]
fn wrong_files_are_rejected_where_they_are_wrong() {
    let right = json!({
        "format": native::FORMAT, "id": "x", "title": "X",
        "sources": [{ "id": "s", "kind": "press", "publisher": "S" }],
        "hosts": [{ "id": "h", "label": "H" }],
        "pivots": [{ "id": "p", "from": "h", "to": "h", "claims": [{ "source": "s" }] }],
        "counts": [{ "id": "n", "label": "N", "claims": [{ "source": "s", "value": { "at_least": 3 }, "unit": "people" }] }]
    });
    assert_eq!(complaints(&right), [""; 0]);
    for (place, wrong) in [
        ("/format", json!("breachmap-incident/2")),
        ("/title", json!(["X"])),
        ("/title", json!(7)),
        ("/sources", json!({ "id": "s" })),
        ("/sources/0", json!({ "id": "s", "kind": "press" })),
        ("/hosts/0/label", json!(null)),
        ("/pivots/0/to", json!(["h"])),
        ("/pivots/0/claims", json!("s")),
        ("/pivots/0/claims/0", json!({ "when": "2020" })),
        ("/counts/0/claims/0/value", json!(-1)),
        ("/counts/0/claims/0/value", json!(1.5)),
        ("/counts/0/claims/0/value", json!(true)),
        ("/counts/0/claims/0/value", json!({ "at_least": "three" })),
        // short, and nobody says it
        ("/pivots/0", json!({ "id": "p", "from": "h", "to": "h", "when": "2020" })),
        ("/hosts/0", json!({ "id": "h", "label": "H", "names": "H1" })),
    ] {
        let mut file = right.clone();
        *file.pointer_mut(place).unwrap() = wrong.clone();
        let complaints = complaints(&file);
        assert!(complaints.iter().any(|it| it.starts_with(place)), "{place} = {wrong}: {complaints:?}");
    }
}

#[test]
fn a_short_file_is_right_with_a_default_source_only() {
    let mut file = json!({
        "format": native::FORMAT, "id": "x", "title": "X", "victim": "X",
        "sources": [{ "id": "s", "kind": "press", "publisher": "S" }],
        "zones": [{ "id": "z", "label": "Z" }],
        "hosts": [{ "id": "h", "label": "H", "zone": "z", "names": ["H1", { "value": "H2" }] }],
        "pivots": [{ "id": "p", "from": "h", "to": "h" }, { "id": "q", "from": "h", "to": "h", "claims": [{ "when": "2020" }] }],
        "counts": [{ "id": "n", "label": "N", "value": { "at_least": 3 }, "unit": "people" }]
    });
    assert_eq!(complaints(&file).len(), 7, "{:#?}", complaints(&file));
    file["default_source"] = json!("s");
    assert_eq!(complaints(&file), [""; 0]);
    file["pivots"][0]["when"] = json!(2020);
    assert_eq!(complaints(&file).len(), 1);
}

#[test]
fn the_schema_and_the_reader_agree_on_shapes() {
    let shapes = [
        json!(null),
        json!(true),
        json!(3),
        json!(-3),
        json!(0.5),
        json!("x"),
        json!([]),
        json!({}),
        json!(["x"]),
        json!({ "en": "x" }),
    ];
    let page = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let examples = blocks(&page, "json");
    // one is short, the other long
    let files = [examples.first(), examples.last()].map(|it| serde_json::from_str::<Value>(&it.unwrap().1).unwrap());
    assert!(files[0].get("default_source").is_some() && files[1].get("default_source").is_none());
    let validator = validator();
    for (file, pointer) in files.iter().flat_map(|file| pointers(file).into_iter().map(move |it| (file, it))) {
        for shape in &shapes {
            let mut changed = file.clone();
            *changed.pointer_mut(&pointer).unwrap() = shape.clone();
            let is_valid = validator.is_valid(&changed);
            let imported = import(changed.to_string().as_bytes());
            let is_read = imported.as_ref().is_ok_and(|it| !it.report.has_errors());
            let is_misshapen = imported.map_or(true, |it| {
                it.report.diagnostics.iter().any(|it| speaks_of_shape(&it.message(Tongue::of("en"))))
            });
            assert!(is_valid || !is_read, "{pointer} = {shape} is read without an error, and the schema rejects it");
            assert!(!is_valid || !is_misshapen, "{pointer} = {shape} cannot be read, and the schema accepts it");
        }
    }
}

/// Whether a finding comes from serde, and not from a rule about words, ids or dates.
fn speaks_of_shape(message: &str) -> bool {
    message.contains("expected") || message.contains("missing field")
}

/// The places of all values below the top, of each list only the first item.
fn pointers(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => {
            map.iter().map(|(key, it)| (format!("/{}", key.replace('~', "~0").replace('/', "~1")), it)).collect()
        }
        Value::Array(items) => items.iter().take(1).map(|it| ("/0".to_owned(), it)).collect(),
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (step, child) in children {
        all.extend(pointers(child).into_iter().map(|it| format!("{step}{it}")));
        all.push(step);
    }
    all
}
