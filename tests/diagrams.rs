//! Diagrams in text keep to their languages whatever the names are, and show what the map shows.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use breachmap::export::Material;
use breachmap::export::diagram::Format;
use breachmap::export::digest::digest;
use breachmap::graph;
use breachmap::import::import;
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::words::Teller;
use proptest::prelude::*;
use regex::Regex;
use serde_json::{Value, json};

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()).unwrap()
}

fn write(file: &Value, format: Format, language: &str) -> String {
    let incident = import(file.to_string().as_bytes()).unwrap().incident;
    let snapshot = Snapshot::of(&incident, &Lens::on(Timeline::of(&incident).opening));
    let teller = Teller::of(&incident, language);
    let material = Material { teller, snapshot: &snapshot, file, digest: &digest(file) };
    format.write(&material, &graph::closed(&incident))
}

/// What a reader of a diagram finds in it: the words of each part by its key, and from where to where each arrow leads.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    zones: BTreeMap<String, String>,
    cards: BTreeMap<String, String>,
    arrows: Vec<(String, String, String)>,
}

/// Reads a flow chart line by line, as strictly as it is written.
fn mermaid(text: &str) -> Found {
    let (front, chart) = text.strip_prefix("---\ntitle: ").unwrap().split_once("\n---\nflowchart LR\n").unwrap();
    serde_json::from_str::<String>(front).expect("the title is a string of JSON");
    let [zone, card, arrow, rest] = [
        r#"^  subgraph (z_[a-z0-9_]+)\["([^"]*)"\]$"#,
        r#"^ +(h_[a-z0-9_]+)\["([^"]*)<br/>[^"]*"\]:::[a-z_]+$"#,
        r#"^  (h_[a-z0-9_]+) (?:-->|==>|-\.->)\|"([^"]*)"\| (h_[a-z0-9_]+)$"#,
        r"^  (end|h_[a-z0-9_]+ -\.- h_[a-z0-9_]+|classDef [a-z_]+ [-a-z0-9:,#. ]+|class [a-z0-9_,]+ zone|linkStyle [0-9]+ [-a-z0-9:,#. ]+)$",
    ]
    .map(|it| Regex::new(it).unwrap());
    let mut found = Found::default();
    for line in chart.lines() {
        if let Some(it) = zone.captures(line) {
            found.zones.insert(it[1].to_owned(), numbered(&it[2]));
        } else if let Some(it) = card.captures(line) {
            found.cards.insert(it[1].to_owned(), numbered(&it[2]));
        } else if let Some(it) = arrow.captures(line) {
            found.arrows.push((it[1].to_owned(), it[3].to_owned(), numbered(&it[2])));
        } else if let Some(it) = line.strip_prefix("  %% ") {
            assert!(!it.contains(['{', '}']) && !it.contains("%%"), "{line}");
        } else if let Some(it) = line.strip_prefix("  accTitle: ").or(line.strip_prefix("  accDescr: ")) {
            assert!(!it.contains(['#', ';', '%', '{', '}', '<', '"']), "{line}");
        } else {
            assert!(rest.is_match(line), "{line}");
        }
    }
    found
}

/// Words with the numbers of characters in place of signs.
fn numbered(words: &str) -> String {
    assert!(!words.contains("direction "), "{words}");
    assert!(!words.contains(['`', '*', '<', '>', '[', ']', '&', '_', '~', '\\', '$', '@', ':']), "{words}");
    let mut rest = words;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('#') {
        let (number, after) = after.split_once(';').expect("a number ends");
        out.push_str(before);
        out.push(char::from_u32(number.parse().unwrap()).unwrap());
        rest = after;
    }
    (out + rest).replace('\u{2060}', "")
}

/// The tokens of a graph: names and signs as they are, strings with a `"` in front.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '"' {
            let (mut word, mut signs) = ("\"".to_owned(), rest[1..].char_indices());
            let end = loop {
                match signs.next().expect("a string ends") {
                    (at, '"') => break at,
                    (_, '\\') => match signs.next().unwrap().1 {
                        'n' | 'l' => word.push('\n'),
                        c => {
                            assert!("\"\\".contains(c), "no escape but of ours: \\{c}");
                            word.push(c);
                        }
                    },
                    (_, c) => word.push(c),
                }
            };
            tokens.push(word.replace("&amp;", "&"));
            rest = &rest[end + 2..];
        } else if c.is_ascii_alphanumeric() || c == '_' || c == '.' {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else if let Some(after) = rest.strip_prefix("->") {
            tokens.push("->".to_owned());
            rest = after;
        } else {
            assert!(c.is_ascii_whitespace() || "{}[]=,;".contains(c), "{c:?} is no sign of the language");
            tokens.extend((!c.is_ascii_whitespace()).then(|| c.to_string()));
            rest = &rest[1..];
        }
    }
    tokens
}

/// Reads a graph of Graphviz.
fn dot(text: &str) -> Found {
    let code: String = text.lines().skip_while(|it| it.starts_with("// ")).collect::<Vec<_>>().join("\n");
    let all = tokens(&code);
    let mut found = Found::default();
    let label = |at: usize| {
        let at = all[at..].iter().position(|it| it == "label").unwrap() + at;
        all[at + 2].strip_prefix('"').unwrap().to_owned()
    };
    for (at, it) in all.iter().enumerate() {
        let is_first = at > 0 && ["{", "}", ";"].contains(&all[at - 1].as_str());
        if let Some(key) = it.strip_prefix("cluster_") {
            found.zones.insert(key.to_owned(), label(at).trim_end().replace('\n', " "));
        } else if is_first && it.starts_with("h_") && all[at + 1] == "[" {
            let words = label(at);
            found.cards.insert(it.clone(), words);
        } else if is_first && it.starts_with("h_") && all[at + 3] == "[" && all[at + 4] == "label" {
            found.arrows.push((it.clone(), all[at + 2].clone(), label(at).replace('\n', " ")));
        }
    }
    let depth = |open: &str, close: &str| {
        all.iter().filter(|it| *it == open).count() - all.iter().filter(|it| *it == close).count()
    };
    assert_eq!((depth("{", "}"), depth("[", "]")), (0, 0));
    found
}

/// Reads a drawing, and holds it to what every model of mxGraph keeps to.
fn drawio(text: &str) -> Found {
    let document = roxmltree::Document::parse(text).unwrap();
    let cells: Vec<_> = document.descendants().filter(|it| it.has_tag_name("mxCell")).collect();
    let mut found = Found::default();
    let mut ids = BTreeSet::new();
    for cell in &cells {
        let object = cell.parent().filter(|it| it.has_tag_name("UserObject"));
        let id = cell.attribute("id").or(object.and_then(|it| it.attribute("id"))).unwrap();
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        let parent = cell.attribute("parent");
        assert!(id == "0" || parent.is_some_and(|it| ids.contains(it)), "{id} has no parent before it");
        let value = cell.attribute("value").or(object.and_then(|it| it.attribute("label"))).unwrap_or_default();
        // labels are HTML
        let html = roxmltree::Document::parse(&format!("<x>{value}</x>")).map(|it| {
            let words = it.descendants().filter(roxmltree::Node::is_text).map(|it| it.text().unwrap().to_owned());
            words.collect::<Vec<_>>()
        });
        let words = html.unwrap().into_iter().next().unwrap_or_default();
        let end = |name: &str| cell.attribute(name).unwrap_or_default().to_owned();
        match id.get(..2).unwrap_or_default() {
            "z_" => drop(found.zones.insert(id.to_owned(), words)),
            "h_" => drop(found.cards.insert(id.to_owned(), words)),
            "p_" => found.arrows.push((end("source"), end("target"), words)),
            _ => {}
        }
        if cell.attribute("edge").is_some() {
            assert!(ids.contains(&end("source")) && ids.contains(&end("target")), "{id} leads to nothing");
        }
        let geometry = cell.children().find(|it| it.has_tag_name("mxGeometry"));
        assert!(["0", "1"].contains(&id) || geometry.is_some(), "{id} has no place");
    }
    found
}

#[test]
fn the_incidents_of_the_gallery_are_drawn_whole_in_all_formats() {
    for entry in read("static/gallery/index.json")["incidents"].as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let file = read(&format!("static/gallery/{name}"));
        for language in ["en", "ja"] {
            let texts = [Format::Mermaid, Format::Dot, Format::Drawio].map(|it| write(&file, it, language));
            let [a, b, c] = [mermaid(&texts[0]), dot(&texts[1]), drawio(&texts[2])];
            let keys = |it: &Found| it.cards.keys().chain(it.zones.keys()).cloned().collect::<Vec<_>>();
            assert_eq!(keys(&a), keys(&b), "{name}");
            assert_eq!(keys(&a), keys(&c), "{name}");
            let ends = |it: &Found| it.arrows.iter().map(|it| (it.0.clone(), it.1.clone())).collect::<Vec<_>>();
            assert_eq!(ends(&a), ends(&b), "{name}");
            assert_eq!(ends(&a), ends(&c), "{name}");
            assert!(a.cards.len() >= 2 || file["hosts"].as_array().is_none_or(Vec::is_empty), "{name}");
            for text in &texts {
                assert!(text.contains("TLP:CLEAR"), "{name} does not say its marking");
            }
            // a flow chart has room for so many letters and links, unless its host allows more
            assert!(texts[0].chars().count() < 50_000 && a.arrows.len() < 500, "{name} is too large for Mermaid");
        }
    }
}

#[test]
fn a_diagram_says_what_is_sure_and_what_is_not() {
    let file = read("static/gallery/ntt-communications-2020.json");
    let found = mermaid(&write(&file, Format::Mermaid, "en"));
    assert_eq!(found.cards["h_server_b"], "Server B (cloud)");
    let says = |words: &str| found.arrows.iter().any(|it| it.2 == words);
    assert!(says("17 · Lateral movement") && says("15 · possibly"), "{:?}", found.arrows);
    let text = write(&file, Format::Dot, "en");
    assert!(text.contains("tooltip=\"") && text.contains("told by"), "who tells a step stands in its tooltip");
    assert!(text.contains("// This drawing has no place for"), "it says what it lacks");
    assert_eq!(text, write(&file, Format::Dot, "en"), "the same gives the same");
}

/// Names that would be something else in one of the languages, and any others.
fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("end"),
        Just("\""),
        Just("\\"),
        Just("]"),
        Just("--"),
        Just("-->"),
        Just("<!--"),
        Just("<b>"),
        Just("&amp;"),
        Just("#35;"),
        Just("%%{init: {}}%%"),
        Just("`**x**`"),
        Just("1. "),
        Just("- "),
        Just("| x"),
        Just("$$x$$"),
        Just("style a:b #c;"),
        Just("\u{202E}אב"),
        Just("🔥"),
        Just("サ"),
        Just("{}"),
        Just("www.a.example"),
        Just("a@b.example"),
        Just("\\N"),
        Just("</script>"),
        Just("subgraph"),
        Just("direction LR"),
        Just("x"),
        Just(" ")
    ];
    prop_oneof![proptest::collection::vec(piece, 1..4).prop_map(|it| it.concat()), "\\PC{1,12}", "[ -~]{1,16}",]
}

/// Two hosts in a zone and a step between them.
fn file(names: &[String; 5]) -> Value {
    let claims = json!([{ "source": "s", "value": "compromised", "when": "2024-03-01" }]);
    let host = |id: &str, label: &str, role: &str| json!({ "id": id, "label": label, "role": role, "zone": [{ "source": "s", "value": "z" }], "states": claims });
    json!({
        "format": "breachmap-incident/1", "id": "x", "title": names[0], "marking": "TLP:GREEN",
        "sources": [{ "id": "s", "kind": "press", "publisher": names[4], "published": "2024-03-05" }],
        "zones": [{ "id": "z", "label": names[1] }],
        "hosts": [host("end", &names[2], "inside"), host("End", "other", "inside")],
        "pivots": [{ "id": "p", "from": "end", "to": "End", "label": names[3], "claims": [{ "source": "s", "when": "2024-03-01" }] }],
    })
}

/// Words as they stand in a diagram.
fn shown(words: &str) -> String {
    let is_left_out = |c: &char| {
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || c.is_control() && !c.is_whitespace()
    };
    let kept: String = words.chars().filter(|it| !is_left_out(it)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_breaks_a_diagram(names in proptest::array::uniform5(name())) {
        let file = file(&names);
        let Ok(read) = import(file.to_string().as_bytes()) else { return Ok(()) };
        // what the reader of files leaves out is none of ours
        let label = read.incident.host("end").map(|it| it.label.get("en").to_owned()).unwrap_or_default();
        let words = shown(&label);
        let texts = [Format::Mermaid, Format::Dot, Format::Drawio].map(|it| write(&file, it, "en"));
        let [a, b, c] = [mermaid(&texts[0]), dot(&texts[1]), drawio(&texts[2])];
        for it in [&a, &b, &c] {
            prop_assert_eq!((it.zones.len(), it.cards.len(), it.arrows.len()), (1, 2, 1));
        }
        if !words.is_empty() && !words.contains('\u{2060}') {
            prop_assert_eq!(&a.cards["h_end"], &words);
            prop_assert_eq!(&c.cards["h_end"], &words);
            let packed = |it: &str| it.replace([' ', '\n'], "");
            let card = packed(&b.cards["h_end"]);
            prop_assert!(card.starts_with(&packed(&words)), "{card:?}");
        }
        prop_assert_eq!(&a.arrows[0].1, "h_end_2");
    }
}
