//! The one-file briefing as text: what goes in comes out, nothing of a file becomes markup, and the same gives the same.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use breachmap::export::bundle::{Briefed, bundle, is_app, marking};
use breachmap::export::native;
use breachmap::export::share::{Share, share};
use breachmap::export::template::{Parts, app};
use breachmap::import::import;
use breachmap::incident::{Incident, Marking};
use proptest::prelude::*;
use serde_json::{Value, json};

/// An app as small as can be: what is in its parts does not matter here.
fn empty() -> String {
    app(Parts { policy: "default-src 'none'", page_style: "p{}", style: ".bm{}", program: "AAAA", module: "let x=1;" })
}

fn gallery(name: &str) -> String {
    fs::read_to_string(format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn brief(app: &str, texts: &[&str]) -> String {
    let incidents: Vec<Incident> = texts.iter().map(|it| import(it.as_bytes()).unwrap().incident).collect();
    let briefed: Vec<_> = incidents.iter().zip(texts).map(|(incident, text)| Briefed { incident, text }).collect();
    bundle(app, &briefed).unwrap()
}

/// The text of a block of data.
fn block<'a>(page: &'a str, id: &str) -> &'a str {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    page.split_once(&start).unwrap_or_else(|| panic!("there is no block {id}")).1.split_once("</script>").unwrap().0
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// How often something stands in a page, in any case.
fn n_of(page: &str, what: &str) -> usize {
    page.to_lowercase().matches(what).count()
}

#[test]
fn both_incidents_of_ntt_go_in_and_come_out() {
    let [a, b] = ["ntt-communications-2020", "ntt-communications-2025"].map(gallery);
    let page = brief(&empty(), &[&a, &b]);
    assert_eq!(value(block(&page, "incident-1")), value(&a));
    assert_eq!(value(block(&page, "incident-2")), value(&b));
    let index = value(block(&page, "gallery"));
    assert_eq!(index["incidents"][1]["file"], "#incident-2");
    assert_eq!(index["incidents"][1]["id"], "ntt-communications-2025");
    assert_eq!(
        index["incidents"][0]["title"],
        json!({ "en": "NTT Communications, 2020", "ja": "NTTコミュニケーションズ（2020年）" })
    );
    assert!(
        page.contains("<title>NTT Communications, 2020 · TLP:CLEAR · NTT Communications, 2025 · TLP:CLEAR</title>")
    );
    assert_eq!(page, brief(&empty(), &[&a, &b]), "the same gives the same");
}

#[test]
fn what_comes_out_gives_the_same_page_again() {
    let [a, b] = ["ntt-communications-2020", "hse-2021"].map(gallery);
    let page = brief(&empty(), &[&a, &b]);
    let again = brief(&empty(), &[block(&page, "incident-1"), block(&page, "incident-2")]);
    assert_eq!(again, page);
    let windows = format!("\u{FEFF}{}", a.replace('\n', "\r\n"));
    assert_eq!(brief(&empty(), &[&windows, &b]), page, "whoever's editor saved it");
}

#[test]
fn a_briefing_is_an_app_for_other_incidents() {
    let [a, b] = ["ntt-communications-2020", "ntt-communications-2025"].map(gallery);
    let filled = brief(&empty(), &[&a, &b]);
    assert!(is_app(&filled));
    assert_eq!(brief(&filled, &[&b]), brief(&empty(), &[&b]), "nothing is left of what was in it");
    assert_eq!(bundle("<title>another page</title>", &[]), None);
}

#[test]
fn without_a_program_the_page_still_tells_the_story() {
    let page = brief(&empty(), &[&gallery("ntt-communications-2020")]);
    let outline = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    for words in [
        "<h1 class=\"title\">NTT Communications, 2020</h1>",
        "<p class=\"marking\">TLP:CLEAR</p>",
        "704 to 892 companies possibly affected",
        "As of 2 July 2020 · latest knowledge · told by all 30 sources",
        "<li>Intruder → Singapore server<br>",
        "no date given; between September 2019 and 7 May 2020; told by Security Affairs",
        "<h2>Sources</h2>",
        "rel=\"noopener noreferrer\"",
        "<svg xmlns=",
        "role=\"img\"",
    ] {
        assert!(outline.contains(words), "the outline does not say {words}");
    }
    assert!(!outline.contains(" style="), "a strict policy drops it");
    assert!(page.find("<main").unwrap() > page.find("<breach-map src=\"#incident-1\">").unwrap());
    assert!(page.find("</main>").unwrap() < page.find("</breach-map>").unwrap(), "it stands inside the element");
}

#[test]
fn what_is_not_marked_is_not_taken_for_free() {
    let with = |marking: Value| {
        let file = json!({ "format": "breachmap-incident/1", "id": "x", "title": "x", "marking": marking });
        import(file.to_string().as_bytes()).unwrap().incident
    };
    let [red, green, clear] = ["TLP:RED", "TLP:GREEN", "TLP:CLEAR"].map(|it| with(json!(it)));
    let none = with(Value::Null);
    for (incidents, expected) in [
        (vec![&green, &red, &clear], Some(Marking::Red)),
        (vec![&none, &green], Some(Marking::Green)),
        (vec![&none, &clear], None),
        (vec![&clear, &clear], Some(Marking::Clear)),
        (vec![&none], None),
    ] {
        assert_eq!(marking(&incidents.iter().copied()), expected);
    }
}

#[test]
fn nothing_above_the_level_is_in_a_briefing_for_it() {
    // each word stands only in what is marked so
    let levels = [
        (Marking::Clear, "glass"),
        (Marking::Green, "jade"),
        (Marking::Amber, "saffron"),
        (Marking::AmberStrict, "apricot"),
        (Marking::Red, "vermilion"),
    ];
    let file = value(include_str!("share/incident.json"));
    for (i, (level, own)) in levels.iter().enumerate() {
        let shared = share(&file, Share { marking: Some(*level), redact: false }).unwrap();
        let page = brief(&empty(), &[&native::text(&shared.value)]).to_lowercase();
        for (above, word) in &levels[i + 1..] {
            assert!(!page.contains(word), "{word} of {above} in a briefing for {level}");
        }
        assert!(page.contains(own), "{own} is missing");
        assert_eq!(page.contains("left out"), i + 1 < levels.len(), "{level}");
        assert!(page.contains(&format!("<p class=\"marking\">{}</p>", level.as_str().to_lowercase())));
    }
}

/// Text that would like to be more than text.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("</script>"),
        Just("</ScRiPt >"),
        Just("<!-- <script>"),
        Just("<!--/briefing-->"),
        Just("<!--/title-->"),
        Just("</title>"),
        Just("</breach-map></main>"),
        Just("]]>"),
        Just("--!>"),
        Just("<svg onload=alert(1)>"),
        Just("<img src=x onerror=alert(1)>"),
        Just("\u{2028}\u{2029}"),
        Just("\u{202E}"),
        Just("\0"),
        Just("\r\n"),
        Just("&lt;&#60;&"),
        Just("\"'`\\"),
        Just("\\u003c/script"),
        Just("@@module@@"),
        Just("事件"),
        Just("a b"),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_of_a_file_are_text_in_a_briefing(title in hostile(), label in hostile(), publisher in hostile(), note in hostile(), id in hostile()) {
        let file = json!({
            "format": "breachmap-incident/1", "id": id, "title": { "en": title, "ja": label }, "summary": note,
            "sources": [{ "id": "s", "kind": "press", "publisher": publisher, "title": note, "published": "2024-03-05",
                "url": format!("https://example.org/{label}") }],
            "zones": [{ "id": "office", "label": label }],
            "hosts": [{ "id": "pc", "label": label, "role": "inside", "zone": [{ "source": "s", "value": "office" }],
                "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }],
            "events": [{ "id": "e", "label": title, "kind": "other", "claims": [{ "source": "s", "when": "2024-03-01" }] }],
            "unknown": { (title.as_str()): [note, 12_345_678_901_234_567_890_u64] },
        });
        let text = serde_json::to_string_pretty(&file).unwrap();
        let (plain, page) = (brief(&empty(), &[PLAIN]), brief(&empty(), &[&text]));
        for tag in ["<script", "</script", "<!--", "-->", "</title", "<title>", "<main", "</breach-map", "<svg", "<img"] {
            prop_assert_eq!(n_of(&page, tag), n_of(&plain, tag), "{} in {}", tag, page);
        }

        let found = block(&page, "incident-1");
        prop_assert_eq!(value(found), file);
        let is_escaped = !found.contains(['<', '>', '&', '\0', '\n', '\r', '\u{2028}', '\u{2029}']);
        prop_assert!(is_escaped, "in {}", found);
        prop_assert_eq!(brief(&page, &[found]), page, "it is made again from its own parts");
    }
}

/// Likewise, but of a file that wants nothing.
const PLAIN: &str = r#"{ "format": "breachmap-incident/1", "id": "x", "title": "x", "summary": "x",
    "sources": [{ "id": "s", "kind": "press", "publisher": "x", "title": "x", "published": "2024-03-05", "url": "https://example.org/" }],
    "zones": [{ "id": "office", "label": "x" }],
    "hosts": [{ "id": "pc", "label": "x", "role": "inside", "zone": [{ "source": "s", "value": "office" }],
        "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }],
    "events": [{ "id": "e", "label": "x", "kind": "other", "claims": [{ "source": "s", "when": "2024-03-01" }] }] }"#;
