//! The page whose steps turn without a script: nothing in it can run or fetch, and without its style it reads in order.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use breachmap::export::bundle::Briefed;
use breachmap::export::turn::{Turning, page};
use breachmap::import::import;
use breachmap::timeline::{Timeline, slides};
use breachmap::words::Teller;
use regex::Regex;
use serde_json::json;
use sha2::{Digest, Sha256};

const NTT: &str = "ntt-communications-2020";

fn gallery(name: &str) -> String {
    fs::read_to_string(format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn made(texts: &[&str], language: &str, turning: Turning) -> String {
    let incidents: Vec<_> = texts.iter().map(|it| import(it.as_bytes()).unwrap().incident).collect();
    let briefed: Vec<_> = incidents
        .iter()
        .zip(texts)
        .map(|(incident, text)| (Teller::of(incident, language), Briefed { incident, text }))
        .collect();
    page(&briefed, turning)
}

fn all(page: &str, pattern: &str) -> Vec<String> {
    Regex::new(pattern).unwrap().captures_iter(page).map(|it| it[1].to_owned()).collect()
}

#[test]
fn all_steps_stand_in_their_order_each_with_its_marking() {
    for turning in [Turning::Turning, Turning::Plain] {
        let text = gallery(NTT);
        let page = made(&[&text], "en", turning);
        let incident = import(text.as_bytes()).unwrap().incident;
        let slides = slides(&incident, &Timeline::of(&incident));
        let told = all(&page, r"<h2>Step (\d+) of \d+ <small>");
        assert_eq!(told, (1..=slides.len()).map(|it| it.to_string()).collect::<Vec<_>>());
        let sections: Vec<&str> = page.split("<section>").skip(1).collect();
        for (section, slide) in sections.iter().zip(&slides) {
            let inside = section.split("</section>").next().unwrap();
            assert!(inside.contains("<p class=\"marking\">TLP:CLEAR</p>") && inside.contains("<svg "));
            assert!(inside.contains("Sources: "), "it names whose word it is");
            let words = slide.words.as_ref().map(|it| it.get("en").replace('"', "&quot;"));
            assert!(words.is_none_or(|it| inside.contains(&it)), "{:?}", slide.words);
        }
        assert_eq!(page, made(&[&text], "en", turning), "the same gives the same");
    }
}

#[test]
fn nothing_in_it_can_run_or_fetch() {
    for turning in [Turning::Turning, Turning::Plain] {
        let page = made(&[&gallery(NTT)], "ja", turning);
        for word in ["<script", " style=", " src=", "javascript:", "@import", "url("] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(all(&page, r"(<[a-z][^>]* on[a-z]+=)").is_empty());
        let policy = all(&page, "Content-Security-Policy\" content=\"([^\"]*)\"").concat();
        let style = all(&page, "(?s)<style>(.*?)</style>").concat();
        let source = match turning {
            Turning::Turning => format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&style))),
            Turning::Plain => "'none'".to_owned(),
        };
        assert_eq!(policy, format!("default-src 'none'; style-src {source}; base-uri 'none'; form-action 'none'"));
        assert!(page.contains("<html lang=\"ja\">"));
    }
}

#[test]
fn what_is_shared_is_drawn_once_and_there() {
    let page = made(&[&gallery(NTT), &gallery("equifax-2017")], "en", Turning::Turning);
    let ids = all(&page, " id=\"([^\"]*)\"");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "no id stands twice");
    let used = all(&page, "<use href=\"#([^\"]*)\"");
    assert!(used.len() > 100 && used.iter().all(|it| unique.contains(it)), "{}", used.len());
    let labels = all(&page, " for=\"([^\"]*)\"");
    assert!(labels.iter().all(|it| unique.contains(it)));
    let checked = page.matches(" checked>").count();
    assert_eq!((checked, page.matches("<article").count()), (2, 2), "one step of each incident is shown");
    let plain = made(&[&gallery(NTT)], "en", Turning::Plain);
    for word in ["<use", "<input", "<label", "<style"] {
        assert!(!plain.contains(word), "{word}: it needs nothing but HTML and SVG");
    }
    let turning = made(&[&gallery(NTT)], "en", Turning::Turning);
    assert!(
        turning.len() < 200_000 && turning.len() * 2 < plain.len() + 20_000,
        "{} of {}",
        turning.len(),
        plain.len()
    );
}

#[test]
fn words_of_a_file_are_text() {
    let hostile = "</style></svg><img src=x onerror=alert(1)>\"'&";
    let file = json!({
        "format": "breachmap-incident/1", "id": "h", "title": hostile, "summary": hostile,
        "sources": [{ "id": "s", "kind": "press", "publisher": hostile, "published": "2024-03-05", "url": "javascript:alert(1)" }],
        "hosts": [{ "id": "pc", "label": hostile, "role": "inside", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }],
        "story": [{ "as_of": "2024-03-01", "select": ["pc"], "words": hostile }],
    });
    for turning in [Turning::Turning, Turning::Plain] {
        let page = made(&[&file.to_string()], "en", turning);
        assert!(!page.contains("<img") && page.contains("&lt;img src=x"), "{page}");
        assert!(!page.contains("href=\"javascript:"), "{page}");
        assert!(page.contains("not marked") || page.contains("Not marked"), "{page}");
    }
}

#[test]
fn what_has_no_hosts_has_its_steps_too() {
    for file in [
        json!({ "format": "breachmap-incident/1", "id": "h", "title": "x" }),
        json!({ "format": "breachmap-incident/1", "id": "h", "title": "x",
            "sources": [{ "id": "s", "kind": "press", "publisher": "p", "published": "2024-03-05" }],
            "counts": [{ "id": "c", "unit": "records", "claims": [{ "source": "s", "value": 5, "when": "2024-03-01" }] }] }),
    ] {
        let page = made(&[&file.to_string()], "en", Turning::Turning);
        assert_eq!(page.matches("<section>").count(), 1, "{page}");
    }
}
