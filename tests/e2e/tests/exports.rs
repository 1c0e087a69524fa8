//! Slides, documents, diagrams, tables, STIX and the incident file out of the export dialog: byte by byte what the command makes of the same incident.

use std::fs;
use std::io::Read;

use e2e::{Browser, Outcome, Page, in_all_engines, pictures};
use flate2::read::DeflateDecoder;

use crate::common::{command, open, site};
use crate::figures::{ask_for, choose};
use crate::files;

in_all_engines!(slides_document_and_diagrams_are_those_of_the_command);

/// An incident whose words for few readers are colors.
const MARKED: &str = "tests/share/incident.json";
const NTT: &str = "static/gallery/ntt-communications-2020.json";
/// The day of the page and of the command.
const DAY: &str = "2020-05-11";

/// What the command writes when it converts the incident.
fn converted(to: &[&str]) -> Vec<u8> {
    written(&format!("converted-{}", to.join("")), &[&["convert", NTT, "--to"], to].concat())
}

/// What the command writes into a file of this name.
fn written(name: &str, words: &[&str]) -> Vec<u8> {
    let out = pictures().join(name);
    fs::create_dir_all(pictures()).expect("the folder of the tests can be written to");
    command(&[words, &["--force", "-o", &out.display().to_string()]].concat());
    fs::read(out).expect("the command has written it")
}

/// The files of an archive of ours, in their order: the name of each, and what it holds.
fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut rest = archive;
    while rest.starts_with(b"PK\x03\x04") {
        let number =
            |at: usize, n: usize| rest[at..at + n].iter().rev().fold(0, |all, it| all * 256 + usize::from(*it));
        let (is_packed, size, name, more) = (number(8, 2) == 8, number(18, 4), number(26, 2), number(28, 2));
        let (head, held) = (30 + name + more, 30 + name + more + size);
        let mut bytes = Vec::new();
        if is_packed {
            DeflateDecoder::new(&rest[head..held]).read_to_end(&mut bytes).expect("what was packed is unpacked");
        } else {
            bytes.extend(&rest[head..held]);
        }
        files.push((String::from_utf8_lossy(&rest[30..30 + name]).into_owned(), bytes));
        rest = &rest[held..];
    }
    files
}

fn slides_document_and_diagrams_are_those_of_the_command(browser: &Browser) {
    let diagrams = [
        ("Diagram as text for wikis (Mermaid)", "mermaid", "mmd"),
        ("Diagram as text for Graphviz (DOT)", "dot", "gv"),
        ("Diagram for draw.io", "drawio", "drawio"),
    ];
    let slides = written("deck.pptx", &["render", NTT]);
    let dark = written("dark.pptx", &["render", NTT, "--shape", "4:3", "--theme", "dark"]);
    let document = written("paper.docx", &["render", NTT]);
    let marked = written("marked.pptx", &["render", MARKED, "--marking", "green", "--shape", "4:3", "--theme", "dark"]);
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        ask_for(page, "Slides for PowerPoint, a step each (PPTX)").await?;
        expect_saved(page, "2020-tlp-clear.pptx", &slides).await?;
        ask_for(page, "Slides for PowerPoint, a step each (PPTX)").await?;
        choose(page, "Shape", "4:3, as older projectors").await?;
        choose(page, "Colors", "dark").await?;
        expect_saved(page, "2020-tlp-clear.pptx", &dark).await?;
        for (name, kind, ending) in diagrams {
            ask_for(page, name).await?;
            expect_saved(page, &format!("tlp-clear.{ending}"), &converted(&[kind])).await?;
        }
        ask_for(page, "Handout for Word (DOCX)").await?;
        page.role("button", "Save").await?.click().await?;
        let (saved, expected) = (fs::read(page.download("tlp-clear.docx").await?)?, unpacked(&document));
        let saved = unpacked(&saved);
        assert!(expected.len() > 10 && saved.len() == expected.len(), "{} of {} files", saved.len(), expected.len());
        for ((name, bytes), (expected_name, expected)) in saved.iter().zip(&expected) {
            assert_eq!(name, expected_name);
            if std::path::Path::new(name).extension().is_some_and(|it| it == "png") {
                assert!(bytes.starts_with(b"\x89PNG"), "{name} is drawn by the browser");
            } else {
                assert!(bytes == expected, "{name} differs");
            }
        }
        files::choose(page, MARKED).await?;
        page.wait_for("the other incident", "map.snapshot()?.incident === 'paint-works-2024'").await?;
        ask_for(page, "Slides for PowerPoint, a step each (PPTX)").await?;
        choose(page, "Share with", "TLP:GREEN").await?; // shape and colors are those of before
        expect_saved(page, "2024-tlp-green.pptx", &marked).await?;
        let words =
            unpacked(&marked).iter().map(|it| String::from_utf8_lossy(&it.1).to_lowercase()).collect::<String>();
        assert!(words.contains("tlp:green") && !words.contains("vermilion") && !words.contains("apricot"));
        page.expect_quiet(&[&site]).await
    });
}

/// Saves what the dialog says, and fails if it is not this.
async fn expect_saved(page: &Page, end_of_name: &str, expected: &[u8]) -> Outcome {
    page.role("button", "Save").await?.click().await?;
    let path = page.download(end_of_name).await?;
    let saved = fs::read(&path)?;
    let at = saved.iter().zip(expected).position(|(a, b)| a != b).unwrap_or(saved.len().min(expected.len()));
    assert!(saved == expected, "{end_of_name}: {} and {} bytes differ at {at}", saved.len(), expected.len());
    assert!(saved.len() > 300, "{end_of_name} says something");
    Ok(fs::remove_file(path)?)
}

#[test]
fn the_incident_file_is_that_of_the_command() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url(&format!("index.html#as-of={DAY}"))).await?;
        ask_for(page, "Incident file of this program (JSON)").await?;
        expect_saved(page, "2020-tlp-clear.json", &converted(&["native"])).await?;
        ask_for(page, "Incident file of this program (JSON)").await?;
        page.find(".hand-on input[type=checkbox]").await?.click().await?;
        let redacted = converted(&["native", "--redact"]);
        assert!(!String::from_utf8_lossy(&redacted).contains("Active Directory server"));
        expect_saved(page, "2020-tlp-clear.json", &redacted).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_layer_is_that_of_the_command() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url(&format!("index.html#as-of={DAY}"))).await?;
        ask_for(page, "ATT&CK Navigator layer").await?;
        expect_saved(page, "2020-05-11-tlp-clear.navigator.json", &converted(&["navigator", "--as-of", DAY])).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_bundle_is_that_of_the_command() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url(&format!("index.html#as-of={DAY}"))).await?;
        ask_for(page, "STIX 2.1 bundle with Attack Flow").await?;
        expect_saved(page, "2020-05-11-tlp-clear.stix.json", &converted(&["stix", "--as-of", DAY])).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_tables_are_those_of_the_command() {
    let tables = ["hosts", "zones", "pivots", "events", "counts", "claims", "sources", "about"];
    let tables = tables.map(|it| (it, converted(&["csv", "--table", it, "--as-of", DAY])));
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url(&format!("index.html#as-of={DAY}"))).await?;
        for (name, table) in &tables {
            ask_for(page, "Tables for a spreadsheet (CSV)").await?;
            choose(page, "Table", name).await?;
            expect_saved(page, &format!("2020-05-11-tlp-clear.{name}.csv"), table).await?;
        }
        ask_for(page, "Tables for a spreadsheet (CSV)").await?;
        choose(page, "Table", "all, in an archive (zip)").await?;
        page.role("button", "Save").await?.click().await?;
        let archive = fs::read(page.download("2020-05-11-tlp-clear.zip").await?)?;
        for (name, table) in &tables {
            // its files are not compressed
            let is_there = archive.windows(table.len()).any(|it| it == table);
            assert!(is_there, "the archive has the table of {name}");
        }
        page.expect_quiet(&[&site]).await
    });
}
