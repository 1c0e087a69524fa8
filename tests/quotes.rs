//! `breachmap quotes` from outside: what is found, nearly found and not found, in documents of each kind; and a language model's
//! answer, held to its documents.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use breachmap::export::share::{Share, share};
use breachmap::import::import;
use breachmap::incident::Marking;
use breachmap::quotes::{Kind, Match, find, text};
use proptest::prelude::*;
use serde_json::{Value, json};

/// No document.
const NONE: &[breachmap::quotes::Document] = &[];

const PAGE: &str = "<!doctype html><html><head><style>p{}</style></head><body><h1>Halden Freight hacked</h1>
<p>On <b>3&nbsp;March</b> intruders reached the file server &mdash; through a &ldquo;VPN gateway&rdquo;.</p><p>Up to 4,000 customers may be affected.</p></body></html>";

const FILE: &str = r#"{
  "format": "breachmap-incident/1", "id": "halden", "title": "Halden Freight",
  "sources": [
    { "id": "daily", "kind": "press", "publisher": "The Daily", "published": "2024-03-25" },
    { "id": "notice", "kind": "victim", "publisher": "Halden", "published": "2024-03-20" },
    { "id": "memo", "kind": "analyst", "publisher": "Memo", "published": "2024-03-21" }
  ],
  "hosts": [
    { "id": "intruder", "label": "Intruder", "role": "intruder" },
    { "id": "vpn", "label": "VPN gateway" },
    { "id": "files", "label": "File server" }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "vpn", "claims": [{ "source": "memo", "quote": "came in by the VPN", "at": "p. 2" }] },
    { "id": "on", "from": "vpn", "to": "files", "claims": [
      { "source": "daily", "when": "2024-03-03", "quote": "intruders reached the file server - through a \"VPN gateway\"" },
      { "source": "notice", "via": "daily", "when": "2024-03", "quote": "On 3 March […] file server" },
      { "source": "memo", "when": "2024-03-04" }
    ] }
  ],
  "counts": [{ "id": "people", "label": "Customers", "claims": [
    { "source": "daily", "value": { "up_to": 4000 }, "unit": "people", "quote": "Up to 4,000 customers may be affected" },
    { "source": "daily", "value": 9000, "unit": "people", "quote": "Up to 4,000 customers are affected" }
  ] }]
}"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok(); // of an earlier run
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("halden.json"), FILE).unwrap();
    fs::write(folder.join("daily.html"), PAGE).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command.current_dir(folder).env("LC_ALL", "C").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn each_quote_is_found_nearly_found_or_not() {
    let folder = folder("quotes");
    let (code, out, err) = run(&folder, &["quotes", "halden.json", "daily.html"]);
    let expected = "not checked: /pivots/in/claims/0: “came in by the VPN”: no document of memo\n\
        nearly: /pivots/on/claims/0: “intruders reached the file server - through a \"VPN gateway\"” in daily.html, line 2, but for white space, quotation marks, hyphens or width\n\
        found: /pivots/on/claims/1: “On 3 March […] file server” in daily.html, line 2\n\
        found: /counts/people/claims/0: “Up to 4,000 customers may be affected” in daily.html, line 3\n\
        not found: /counts/people/claims/1: “Up to 4,000 customers are affected” in daily.html\n\
        \x20 its beginning “Up to 4,000 customers” is there, the next letters are not\n\
        2 found, 1 nearly, 1 not found, 1 not checked\n";
    assert_eq!((code, out.as_str(), err.as_str()), (1, expected, ""));
    let (_, out, _) = run(&folder, &["quotes", "halden.json", "daily.html", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["quotes"][4]["verdict"], "not-found");
    assert_eq!(told["quotes"][3]["line"], 3);
    let (_, out, _) = run(&folder, &["quotes", "halden.json", "daily.html", "--lang", "ja"]);
    assert!(out.contains("見つからない：/counts/people/claims/1"), "{out}");
}

#[test]
fn a_document_is_known_by_what_is_said_its_hash_or_its_name() {
    let folder = folder("quotes-documents");
    fs::rename(folder.join("daily.html"), folder.join("saved.html")).unwrap();
    let (code, _, err) = run(&folder, &["quotes", "halden.json", "saved.html"]);
    assert_eq!(code, 2);
    assert!(err.contains("nobody says which source these are: saved.html\n  hint: Write SOURCE=FILE"), "{err}");
    let (code, _, err) = run(&folder, &["quotes", "halden.json", "weekly=saved.html"]);
    assert_eq!((code, err.as_str()), (2, "weekly=saved.html: error: no source has the id \"weekly\"\n"));
    let (_, out, _) = run(&folder, &["quotes", "halden.json", "daily=saved.html", "--json"]);
    let hash = serde_json::from_str::<Value>(&out).unwrap()["documents"][0]["sha256"].as_str().unwrap().to_owned();
    let with_hash = FILE.replace("\"kind\": \"press\"", &format!("\"kind\": \"press\", \"sha256\": \"{hash}\""));
    fs::write(folder.join("halden.json"), with_hash).unwrap();
    let (code, out, _) = run(&folder, &["quotes", "halden.json", "saved.html"]);
    assert_eq!(code, 1);
    assert!(out.ends_with("2 found, 1 nearly, 1 not found, 1 not checked\n"), "{out}");
    // documents of other kinds
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.join("memo.docx")).unwrap());
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(
        b"<w:document><w:p><w:r><w:t>They came in by </w:t></w:r><w:r><w:t>the VPN.</w:t></w:r></w:p></w:document>",
    )
    .unwrap();
    zip.finish().unwrap();
    let (_, out, _) = run(&folder, &["quotes", "halden.json", "memo.docx"]);
    assert!(out.contains("found: /pivots/in/claims/0: “came in by the VPN” in memo.docx, line 1"), "{out}");
    fs::write(folder.join("memo.pdf"), b"%PDF-1.7\n\xff\xfe").unwrap();
    let (code, _, err) = run(&folder, &["quotes", "halden.json", "memo.pdf"]);
    assert_eq!(code, 2);
    assert!(err.contains("of a PDF, copy the text into a file"), "{err}");
    assert_eq!(run(&folder, &["quotes", "halden.json"]).0, 2, "a document is needed");
}

#[test]
fn a_models_answer_keeps_the_claims_whose_words_are_found() {
    let folder = folder("quotes-answer");
    let answer = r#"Here is the file:
```json
{
  "format": "breachmap-incident/1", "id": "halden-2024", "title": "Halden Freight, 2024",
  "sources": [{ "id": "daily", "kind": "press", "publisher": "The Daily", "published": "2024-03-25" }],
  "hosts": [
    { "id": "intruder", "label": "Intruder", "role": "intruder" },
    { "id": "vpn", "label": "VPN gateway" },
    { "id": "files", "label": "File server" },
    { "id": "payroll", "label": "Payroll" }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "vpn", "claims": [{ "source": "daily", "quote": "through a “VPN gateway”" }] },
    { "id": "on", "from": "vpn", "to": "files", "claims": [{ "source": "daily", "when": "2024-03-03", "quote": "intruders reached the file server" }] },
    { "id": "pay", "from": "files", "to": "payroll", "claims": [{ "source": "daily", "quote": "then moved on to the payroll system" }] }
  ],
  "events": [{ "id": "told", "kind": "public-notice", "label": "Notice", "claims": [{ "source": "daily", "when": "2024-03-25" }] }],
  "counts": [{ "id": "people", "label": "Customers", "claims": [{ "source": "daily", "value": { "up_to": 4000 }, "unit": "people", "hedge": "possible", "quote": "Up to 4,000 customers may be affected" }] }]
}
```
Let me know!"#;
    fs::write(folder.join("answer.json"), answer).unwrap();
    let (code, out, err) = run(&folder, &["quotes", "--answer", "answer.json", "daily.html", "-o", "halden-2024.json"]);
    let expected = "held apart: /pivots/pay/claims/0: The Daily, “then moved on to the payroll system”: its words are not in the document\n\
        held apart: /events/told/claims/0: 25 March 2024 (The Daily): it quotes nothing\n\
        left out, because no claim that stays speaks of it: /hosts/payroll\n\
        left out, because no claim that stays speaks of it: /pivots/pay\n\
        left out, because no claim that stays speaks of it: /events/told\n\
        3 claims found in the documents, 2 held apart\n\
        Labels, titles and the summary are not checked: read them.\n";
    let mut lines: Vec<&str> = err.lines().collect();
    let mut wanted: Vec<&str> = expected.lines().collect();
    lines.sort_unstable();
    wanted.sort_unstable();
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(lines, wanted);
    let (code, out, _) = run(&folder, &["quotes", "halden-2024.json", "daily.html"]);
    assert_eq!(code, 0);
    assert!(out.ends_with("3 found, 0 nearly, 0 not found, 0 not checked\n"), "{out}");
    let (code, out, _) = run(&folder, &["check", "halden-2024.json"]);
    assert_eq!(code, 0, "{out}");
    assert!(!fs::read_to_string(folder.join("halden-2024.json")).unwrap().contains("payroll"));
}

#[test]
fn the_instructions_hold_a_file_that_can_be_read() {
    let folder = folder("quotes-instructions");
    for lang in ["en", "ja"] {
        let (code, out, _) = run(&folder, &["quotes", "--instructions", "--lang", lang]);
        assert_eq!(code, 0);
        let (begin, end) = (out.find("\n{").unwrap(), out.find("\n}").unwrap());
        let example = &out[begin..end + 2];
        let imported = import(example.as_bytes()).unwrap();
        assert!(imported.report.diagnostics.is_empty(), "{lang}: {:#?}", imported.report.diagnostics);
        assert_eq!(imported.incident.pivots[0].claims[0].quote.as_deref().unwrap().words, "…");
    }
}

#[test]
fn quotes_of_the_gallery_are_short() {
    let mut n = 0;
    for name in ["2020", "2025"] {
        let path = format!("{}/static/gallery/ntt-communications-{name}.json", env!("CARGO_MANIFEST_DIR"));
        let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for it in breachmap::quotes::check(&file, NONE) {
            assert!(it.quote.split_whitespace().count() <= 21, "{}: {}", it.path, it.quote);
            n += 1;
        }
    }
    assert!(n >= 100, "{n}");
}

#[test]
fn an_invented_quote_in_the_gallery_is_caught() {
    let folder = folder("quotes-invented");
    let path = format!("{}/static/gallery/ntt-communications-2025.json", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut invented = file.clone();
    // a document with all that is quoted, as an article has it
    let all = breachmap::quotes::check(&file, NONE);
    let article = all.iter().map(|it| it.quote.as_str()).collect::<Vec<_>>().join(".\nIt said: ");
    fs::write(folder.join("securityaffairs.txt"), article).unwrap();
    let claims = invented["counts"][0]["claims"].as_array_mut().unwrap();
    let claim = claims.iter_mut().find(|it| it["value"] == json!(17891) && it["quote"].is_string()).unwrap();
    claim["quote"] = json!("the incident exposed the passwords of 17,891 companies");
    for (value, code, sum) in
        [(&file, 0, " 0 not found, 0 not checked\n"), (&invented, 1, " 1 not found, 0 not checked\n")]
    {
        fs::write(folder.join("ntt.json"), value.to_string()).unwrap();
        let (exit, out, err) = run(&folder, &["quotes", "ntt.json", "securityaffairs.txt"]);
        assert_eq!(exit, code, "{out}{err}");
        assert!(out.ends_with(sum), "{out}");
    }
}

#[test]
fn a_quote_that_tells_a_secret_or_a_name_goes_whole() {
    let file = json!({
        "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [{ "id": "s", "kind": "press", "publisher": "S" }],
        "hosts": [
            { "id": "falcon", "label": "Falcon", "names": [{ "source": "s", "value": "Falcon", "marking": "TLP:RED" }] },
            { "id": "h2", "label": "Host", "names": [{ "source": "s", "value": "Host", "quote": "from Falcon to the host", "at": "Falcon's page" }] },
            { "id": "h3", "label": "Mail", "names": [{ "source": "s", "value": "Mail", "quote": "the letters", "at": "p. 3" }] },
        ],
    });
    let cut = share(&file, Share { marking: Some(Marking::Amber), redact: false }).unwrap().value;
    let neutral = share(&file, Share { marking: None, redact: true }).unwrap().value;
    for shared in [cut, neutral] {
        let text = shared.to_string();
        assert!(!text.to_lowercase().contains("falcon"), "{text}");
        assert!(text.contains("\"the letters\"") && text.contains("\"p. 3\""), "{text}");
        assert!(!text.contains("to the host"), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_copied_from_a_document_is_found_however_it_is_copied(
        written in "(\\PC|[<>&;!\\[\\]()*_`\n]|<p>|&amp;|<!--|\\]\\(){0,60}",
        from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), kind in 0..4_usize,
    ) {
        let kind = [Kind::Text, Kind::Html, Kind::Markdown, Kind::Docx][kind];
        let read = text(kind, &written);
        let signs: Vec<char> = read.chars().collect();
        let (from, to) = (from.index(signs.len() + 1), to.index(signs.len() + 1));
        let quote: String = signs[from.min(to)..from.max(to)].iter().collect();
        prop_assume!(quote.chars().any(char::is_alphanumeric) && !quote.contains("[...]") && !quote.contains("[…]"));
        prop_assert!(matches!(find(&quote, &read), Match::Exactly(_)), "{quote:?} in {read:?}");
        let copied = quote.replace(' ', "\n ").replace('-', "\u{2010}").replace('"', "“");
        prop_assert!(!matches!(find(&copied, &read), Match::Nowhere { .. }), "{copied:?} in {read:?}");
        let other = format!("{quote}q{quote}");
        prop_assert!(!read.contains(&other) || matches!(find(&other, &read), Match::Exactly(_)));
    }
}
