//! Choosing who is heard: by mouse, by keyboard, in the address, and back to all.

use e2e::{Browser, Outcome, Page};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::{cards, expect_alert, expect_cards_at, hash, open, site, text};

/// Waits until these are heard, and checks that snapshot and address agree.
async fn expect_told_by(page: &Page, ids: &[&str]) -> Outcome {
    let told_by = if ids.is_empty() { json!("all") } else { json!(ids) };
    let shown = "JSON.stringify(map.snapshot().lens.told_by)";
    page.wait_for(&format!("{told_by} to be heard"), &format!("{shown} === {}", json!(told_by.to_string()))).await?;
    let named = if ids.is_empty() { String::new() } else { format!("told-by={}", ids.join(",")) };
    page.wait_for("the address", &format!("location.hash.slice(1) === {}", json!(named))).await
}

async fn press(page: &Page, key: impl Into<TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(key).perform().await?)
}

/// The accessible name, or text, of what has the keyboard.
async fn focused(page: &Page) -> Outcome<String> {
    let name = "(() => { const it = root.activeElement;
        return it?.getAttribute('aria-label') ?? it?.labels?.[0]?.innerText ?? it?.innerText ?? ''; })()";
    text(page, name).await
}

/// Goes on with Tab until the keyboard is on something whose name begins so.
async fn tab_to(page: &Page, name: &str) -> Outcome {
    let mut seen = Vec::new();
    for _ in 0..90 {
        press(page, Key::Tab).await?;
        let now = focused(page).await?;
        if now.starts_with(name) {
            return Ok(());
        }
        seen.push(now);
    }
    Err(format!("Tab never leads to `{name}`, but to {seen:?}").into())
}

#[test]
fn one_telling_and_back_by_keyboard_alone() {
    let site = site();
    Browser::new().size(1440, 900).run(async |page| {
        open(page, site.url("index.html")).await?;
        let places = cards(page).await?;
        tab_to(page, "Told by all 30 sources").await?;
        press(page, Key::Enter).await?;
        page.role("checkbox", "CSIDB…").await?;
        page.expect_accessible().await?;
        tab_to(page, "Only CSIDB").await?;
        press(page, Key::Enter).await?;
        expect_told_by(page, &["csidb"]).await?;
        assert_eq!(focused(page).await?, "Only CSIDB", "the keyboard stays where it was");
        let told: Value = page.js("map.snapshot().hosts.map((it) => it.id)").await?;
        let places = json!(
            told.as_array()
                .into_iter()
                .flatten()
                .filter_map(|id| {
                    let id = id.as_str()?;
                    Some((id.to_owned(), places[id].clone()))
                })
                .collect::<std::collections::BTreeMap<_, _>>()
        );
        expect_cards_at(page, &places, "another telling").await?;
        press(page, Key::Escape).await?;
        page.wait_for("the list to be closed", "root.querySelector('.tellers').hidden").await?;
        assert_eq!(focused(page).await?, "Told by CSIDB");
        expect_told_by(page, &["csidb"]).await?;
        page.expect_accessible().await?;
        tab_to(page, "All sources").await?;
        press(page, Key::Space).await?;
        expect_told_by(page, &[]).await?;
        assert_eq!(focused(page).await?, "Told by all 30 sources");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn sources_are_chosen_by_their_boxes() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#told-by=csidb")).await?;
        page.role("button", "Told by CSIDB").await?.click().await?;
        let csidb = page.role("checkbox", "CSIDB…").await?;
        assert!(!csidb.is_enabled().await?, "somebody is always heard");
        page.role("checkbox", "CyberScoop…").await?.click().await?;
        expect_told_by(page, &["csidb", "cyberscoop"]).await?;
        page.role("button", "Told by 2 of 30 sources").await?;
        page.role("checkbox", "CSIDB…").await?.click().await?;
        expect_told_by(page, &["cyberscoop"]).await?;
        page.role("button", "Only Authorities").await?.click().await?;
        expect_told_by(page, &["jcg-2020-07", "mhlw-2020-07", "mod-2020-05"]).await?;
        page.role("slider", "Day shown").await?.click().await?;
        page.wait_for("the list to be closed", "root.querySelector('.tellers').hidden").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_source_that_is_not_there_is_said() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#told-by=nobody")).await?;
        expect_alert(page, &["No such source", "\"nobody\"", "all sources are heard"]).await?;
        page.role("button", "Told by all 30 sources").await?;
        assert_eq!(hash(page).await?, "", "the address says what is shown");
        page.role("button", "Close").await?.click().await?;
        page.run_js("map.setAttribute('told-by', 'csidb,somebody');").await?;
        expect_alert(page, &["\"somebody\"", "the others"]).await?;
        expect_told_by(page, &["csidb"]).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn all_tellings_side_by_side_and_one_opened_by_keyboard() {
    let site = site();
    Browser::new().size(1440, 900).run(async |page| {
        open(page, site.url("index.html")).await?;
        page.role("button", "Tellings").await?.click().await?;
        page.role("region", "Tellings").await?;
        page.wait_for("the small maps", "root.querySelectorAll('.multiple svg').length > 15").await?;
        page.expect_accessible().await?;
        let all = page.names("button").await?;
        let csidb = all.iter().find(|it| it.starts_with("CSIDB")).ok_or("CSIDB has a small map")?;
        for words in ["621 customers", "First access: 7 May 2020", "Until detection: 4 days", "6 hosts, 5 steps"] {
            assert!(csidb.contains(words), "`{words}` is missing in: {csidb}");
        }
        page.picture("tellings").await?;
        tab_to(page, "CSIDB").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the map", "root.querySelector('.map-svg [data-entity]')").await?;
        page.wait_for("its telling", "JSON.stringify(map.snapshot().lens.told_by) === '[\"csidb\"]'").await?;
        assert_eq!(focused(page).await?, "Told by CSIDB", "the keyboard goes on from whose telling it is");
        assert_eq!(hash(page).await?, "told-by=csidb&view=map");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn tellings_can_be_addressed_and_follow_the_slider() {
    let site = site();
    for browser in [Browser::new().dark(), Browser::new().size(390, 844)] {
        browser.run(async |page| {
            open(page, site.url("index.html#as-of=2020-05-09&view=tellings")).await?;
            page.wait_for("the small maps", "root.querySelectorAll('.multiple svg').length > 15").await?;
            page.expect_accessible().await?;
            let filled = "root.querySelectorAll('.multiple svg')[0].innerHTML";
            let before = text(page, filled).await?;
            page.role("button", "Step forward").await?.click().await?;
            page.wait_for("another day on every map", &format!("{filled} !== {}", json!(before))).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}
