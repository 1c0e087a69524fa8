//! The handout: what comes out of the printer, read back from the PDF.

use std::fs;
use std::process::Command;

use e2e::{Browser, Engine, Outcome, Page, pictures};
use thirtyfour::common::print::{PrintPage, PrintParameters};

use crate::common::{open, site};

const A4: PrintPage = PrintPage { width: 21.0, height: 29.7 };
const LETTER: PrintPage = PrintPage { width: 21.59, height: 27.94 };

/// Prints the page, and reads each page of the PDF; the PDF stays in `target/e2e/`.
async fn print(page: &Page, name: &str, paper: PrintPage) -> Outcome<Vec<String>> {
    // the printer does not wait for the part of the program that makes handouts
    page.js("map.exportAs('native').then(() => true)").await?;
    let pdf = page.driver.print_page(PrintParameters { page: paper, ..PrintParameters::default() }).await?;
    fs::create_dir_all(pictures())?;
    let file = pictures().join(format!("{name}.pdf"));
    fs::write(&file, pdf)?;
    let output = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    Ok(text.split('\u{c}').filter(|it| !it.trim().is_empty()).map(str::to_owned).collect())
}

/// The words of all pages in one line, whatever way they were broken.
fn flow(pages: &[String]) -> String {
    pages.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn expect(pages: &[String], words: &[&str]) {
    let all = flow(pages);
    for expected in words {
        assert!(all.contains(expected), "{expected:?} is not in\n{}", pages.concat());
    }
}

#[test]
fn a_handout_has_all_that_a_room_asks_for() {
    let site = site();
    Browser::new().dark().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-28&known-on=2020-06-29")).await?;
        for (name, paper) in [("handout-a4", A4), ("handout-letter", LETTER)] {
            let pages = print(page, name, paper).await?;
            assert!(pages.len() > 3, "{} pages", pages.len());
            for (i, text) in pages.iter().enumerate() {
                assert!(
                    text.matches("TLP:CLEAR").count() >= 2,
                    "page {} is not marked above and below:\n{text}",
                    i + 1
                );
                assert!(text.contains("As of 28 May 2020 · as known on 29 June 2020"), "page {}:\n{text}", i + 1);
            }
            let headline = ["621 companies possibly affected", "Singapore facility", "Companies reported affected"];
            expect(&pages, &headline);
            let sections = [
                "How many",
                "How long",
                "Steps and events",
                "On this day Sources",
                "Where sources disagree",
                "shown: the victim's own notice comes first",
                "Open questions",
                "Glossary",
                "sources say what cannot both hold",
            ];
            expect(&pages, &sections);
            let all = flow(&pages);
            for control in ["Step forward", "Open file", "Equal steps"] {
                assert!(!all.contains(control), "controls stay on the screen: {control}");
            }
            // each number stands for a source in the list
            let cited =
                all.match_indices('[').filter_map(|(at, _)| all[at + 1..].split([',', ']']).next()?.parse().ok());
            let most: usize = cited.max().expect("something is cited");
            assert!(all.contains(&format!(" {most}. ")), "source {most} is listed");
        }
        assert_eq!(page.js("root.querySelector('.handout')").await?, serde_json::Value::Null, "it is gone again");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_changed_is_printed_too() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#against=known-on:2020-05-28")).await?;
        page.wait_for("the comparison", "root.querySelector('.changes')").await?;
        let pages = print(page, "handout-changes", A4).await?;
        expect(&pages, &["What changed, as known on 28 May 2020 → latest knowledge: ", "unchanged"]);
        Ok(())
    });
}

#[test]
fn another_engine_marks_every_page_too() {
    let site = site();
    Browser::of(Engine::Firefox).run(async |page| {
        open(page, site.url("index.html#incident=ntt-communications-2025")).await?;
        page.wait_for("the incident", "map.snapshot()?.incident === 'ntt-communications-2025'").await?;
        let pages = print(page, "handout-firefox", A4).await?;
        assert!(pages.len() > 1);
        for text in &pages {
            assert!(text.contains("TLP:CLEAR"), "{text}");
        }
        expect(&pages, &["17,891 companies possibly affected", "Glossary"]);
        Ok(())
    });
}
