//! Choosing who is heard: by mouse, by keyboard, in the address, and back to all.

use std::collections::BTreeMap;

use e2e::{Browser, Outcome, Page};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::{cards, expect_alert, hash, open, site, text};

/// Waits until these are heard, and checks that snapshot and address agree.
async fn expect_told_by(page: &Page, ids: &[&str]) -> Outcome {
    let told_by = if ids.is_empty() { json!("all") } else { json!(ids) };
    let shown = "JSON.stringify(map.snapshot().lens.told_by)";
    page.wait_for(&format!("{told_by} to be heard"), &format!("{shown} === {}", json!(told_by.to_string()))).await?;
    let named = if ids.is_empty() { String::new() } else { format!("v=1&told-by={}", ids.join(",")) };
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

/// The middle of every card: a dispute is drawn around a card, and a telling by itself has none.
fn centers(cards: &Value) -> BTreeMap<String, [f64; 2]> {
    let number = |it: &Value| it.as_f64().unwrap_or(f64::NAN);
    let center = |it: &Value| [number(&it[0]) + number(&it[2]) / 2.0, number(&it[1]) + number(&it[3]) / 2.0];
    cards.as_object().into_iter().flatten().map(|(id, it)| (id.clone(), center(it))).collect()
}

#[test]
fn one_telling_and_back_by_keyboard_alone() {
    let site = site();
    Browser::new().size(1440, 900).run(async |page| {
        open(page, site.url("index.html")).await?;
        let places = centers(&cards(page).await?);
        tab_to(page, "Sources: all 30").await?;
        press(page, Key::Enter).await?;
        page.role("checkbox", "CSIDB…").await?;
        page.expect_accessible().await?;
        // a kind of sources is one stop, and arrows go through it
        tab_to(page, "Only Analysts and databases").await?;
        press(page, Key::Tab).await?;
        for _ in 0..60 {
            if focused(page).await? == "Only CSIDB" {
                break;
            }
            press(page, Key::Right).await?;
        }
        press(page, Key::Enter).await?;
        expect_told_by(page, &["csidb"]).await?;
        assert_eq!(focused(page).await?, "Only CSIDB", "the keyboard stays where it was");
        let now = centers(&cards(page).await?);
        assert_eq!(now.len(), 6, "the hosts of which it speaks");
        for (id, [x, y]) in now {
            let [was_x, was_y] = places[&id];
            assert!((x - was_x).abs() < 0.1 && (y - was_y).abs() < 0.1, "{id} went to {x}, {y} from {was_x}, {was_y}");
        }
        press(page, Key::Escape).await?;
        page.wait_for("the list to be closed", "root.querySelector('.tellers').hidden").await?;
        assert_eq!(focused(page).await?, "Sources: CSIDB");
        expect_told_by(page, &["csidb"]).await?;
        page.expect_accessible().await?;
        tab_to(page, "All sources").await?;
        press(page, Key::Space).await?;
        expect_told_by(page, &[]).await?;
        assert_eq!(focused(page).await?, "Sources: all 30");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn sources_are_chosen_by_their_boxes() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#told-by=csidb")).await?;
        page.role("button", "Sources: CSIDB").await?.click().await?;
        let csidb = page.role("checkbox", "CSIDB…").await?;
        assert!(!csidb.is_enabled().await?, "somebody is always heard");
        page.role("checkbox", "CyberScoop…").await?.click().await?;
        expect_told_by(page, &["csidb", "cyberscoop"]).await?;
        page.role("button", "Sources: CSIDB and CyberScoop").await?;
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
        page.role("button", "Sources: all 30").await?;
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
        page.role("button", "By source").await?.click().await?;
        page.role("region", "By source").await?;
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
        assert_eq!(focused(page).await?, "Sources: CSIDB", "the keyboard goes on from whose telling it is");
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

#[test]
fn how_long_and_by_when_are_read_by_keyboard() {
    let site = site();
    Browser::new().size(1440, 900).run(async |page| {
        open(page, site.url("index.html")).await?;
        // how long the intruder was inside, by everybody's own word
        let claims = text(page, "root.querySelector('.clocks').innerText").await?;
        for words in ["220 days or more", "220 to 249 days", "within 6 days", "4 days", "CSIDB", "CyberScoop"] {
            assert!(claims.contains(words), "`{words}` is missing in: {claims}");
        }
        assert!(!claims.contains("17 days"), "the other clocks are closed: {claims}");
        // the other clocks and the deadlines, when asked
        let open_all = "[...root.querySelectorAll('.clocks summary, .deadlines summary')]";
        let n = page.js(&format!("{open_all}.length")).await?.as_u64().unwrap_or_default();
        assert!(n >= 6, "{n} lists can be opened");
        page.run_js(&format!("{open_all}[3].focus();")).await?;
        press(page, Key::Enter).await?;
        page.wait_for("the spans to the notice", "root.querySelector('.clocks').innerText.includes('17 days')").await?;
        page.run_js("root.querySelector('.deadlines summary').focus();").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the deadlines", "root.querySelectorAll('.deadlines li').length > 5").await?;
        let deadlines = text(page, "root.querySelector('.deadlines').innerText").await?;
        for words in [
            "Not legal advice",
            "came into force on 1 April 2022, after this breach was noticed (7 to 11 May 2020)",
            "no tie to the European Union",
        ] {
            assert!(deadlines.contains(words), "`{words}` is missing in: {deadlines}");
        }
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_list_of_sources_fits_every_window() {
    let site = site();
    for (width, height) in [(390, 844), (600, 700), (768, 900), (1440, 900)] {
        Browser::new().size(width, height).run(async |page| {
            open(page, site.url("index.html#told-by=cyberscoop")).await?;
            page.role("button", "Sources: CyberScoop").await?.click().await?;
            page.role("checkbox", "CSIDB…").await?;
            let sides = "(({ left, right }) => left >= 0 && right <= innerWidth)";
            let fits = format!("{sides}(root.querySelector('.tellers').getBoundingClientRect())");
            assert_eq!(page.js(&fits).await?, true, "{width} × {height}");
            page.expect_quiet(&[&site]).await
        });
    }
}
