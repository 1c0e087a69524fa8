//! The keys of the look: the lists of the script, its types and the manual are those of the table in `src/app/look.rs`.

mod golden;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use breachmap::app::fragment::INCIDENT;
use breachmap::app::look::{In, KEYS, Key, MANUAL, Manual};

/// Puts a text between the two lines of a file that enclose what is written here, or says that another stands there.
fn enclosed(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let file = fs::read_to_string(&path).expect("the file is in the repository");
    let (before, rest) = file.split_once("// <keys>\n").expect("a line begins the keys");
    let (old, after) = rest.split_once("// </keys>\n").expect("a line ends the keys");
    let indent = old.rsplit('\n').next().unwrap_or_default();
    let new = format!("{before}// <keys>\n{text}{indent}// </keys>\n{after}");
    if let Err(message) = golden::check(&path, &new) {
        panic!("{message}\n\nIf this is right now: UPDATE=1 cargo test --test keys");
    }
}

fn keys(place: In) -> Vec<(&'static Key, &'static Manual)> {
    KEYS.iter().zip(MANUAL).filter(|(key, _)| key.is_in(place)).collect()
}

#[test]
fn the_script_knows_the_keys() {
    let list = |place: In| {
        let pair = |(key, _): &(&Key, &Manual)| {
            let quote = if key.name.contains('-') { "'" } else { "" };
            format!("{quote}{}{quote}: '{}'", key.name, key.property)
        };
        keys(place).iter().map(pair).collect::<Vec<_>>().join(", ")
    };
    let (said, attributes) = (list(In::Link), list(In::Attribute));
    enclosed(
        "static/breachmap.js",
        &format!("const SAID = {{ {INCIDENT}: '{INCIDENT}', {said} }};\nconst ATTRIBUTES = {{ {attributes} }};\n"),
    );
}

#[test]
fn the_types_know_the_keys() {
    let mut text =
        "  /** The id of the incident of the gallery or of the list. */\n  incident: string | null;\n".to_owned();
    for (key, manual) in keys(In::Link) {
        let lines: Vec<&str> = manual.lines.iter().map(|it| it.trim()).collect();
        let words: Vec<String> = manual.words.iter().map(|it| format!("'{it}'")).collect();
        let kind = if words.is_empty() { "string".to_owned() } else { words.join(" | ") };
        writeln!(text, "  /** {} */\n  {}: {kind} | null;", lines.join(" "), key.property).expect("a string takes it");
    }
    enclosed("static/breachmap.d.ts", &text);
}

#[test]
fn the_manual_knows_the_keys() {
    let manual = include_str!("../docs/element.md");
    let part = |title: &str| manual.split_once(title).map(|it| it.1.split("\n## ").next().unwrap_or_default());
    let attributes = part("\n## Attributes\n").expect("the manual lists the attributes");
    for (key, Manual { words, .. }) in keys(In::Attribute) {
        let row = attributes.lines().find(|it| it.starts_with(&format!("| `{}` |", key.name)));
        let row = row.unwrap_or_else(|| panic!("docs/element.md does not explain the attribute `{}`", key.name));
        // the first word of a vocabulary is how it is without the attribute
        let missing: Vec<_> = words.iter().skip(1).filter(|it| !row.contains(&format!("`{it}`"))).collect();
        assert!(missing.is_empty(), "docs/element.md does not say that `{}` can be {missing:?}", key.name);
    }
    let fragment = manual.split_once("\n### `fragment`\n").expect("the manual explains the fragment").1;
    for (key, _) in keys(In::Link) {
        assert!(
            fragment.contains(&format!("`{}`", key.name)),
            "docs/element.md does not say what `{}` is in a fragment",
            key.name
        );
    }
}
