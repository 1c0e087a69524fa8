//! Tables, STIX and the incident file out of the export dialog: byte by byte what the command makes of the same incident.

use std::fs;

use e2e::{Browser, Outcome, Page, pictures};

use crate::common::{command, open, site};
use crate::figures::{ask_for, choose};

const NTT: &str = "static/gallery/ntt-communications-2020.json";
/// The day of the page and of the command.
const DAY: &str = "2020-05-11";

/// What the command writes when it converts the incident.
fn converted(to: &[&str]) -> Vec<u8> {
    let out = pictures().join(format!("converted-{}", to.join("")));
    fs::create_dir_all(pictures()).expect("the folder of the tests can be written to");
    let name = out.display().to_string();
    command(&[&["convert", NTT, "--force", "-o", &name, "--to"], to].concat());
    fs::read(out).expect("the command has written it")
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
