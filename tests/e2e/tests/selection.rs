//! Choosing hosts and pivots, by mouse and along the arrows by keyboard, and what sources say of them.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::{cards, expect_day, hash, labels, open, site, text, wait_for_incident};

in_all_engines!(
    a_click_on_a_host_shows_what_each_source_says,
    the_map_is_moved_and_scaled_by_buttons_keys_and_mouse,
    arrow_keys_go_along_the_intruders_path,
    a_card_of_several_hosts_opens_and_closes,
);

/// Waits until this is chosen on the map, and checks that address and panel agree.
async fn expect_chosen(page: &Page, id: &str) -> Outcome {
    let chosen = "[...root.querySelectorAll('[aria-pressed=true][data-entity]')].map((it) => it.dataset.entity).join()";
    page.wait_for(&format!("`{id}` to be chosen"), &format!("{chosen} === {}", json!(id))).await?;
    page.wait_for(
        "the address",
        &format!("new URLSearchParams(location.hash.slice(1)).get('select') === {}", json!(id)),
    )
    .await?;
    page.role("region", "What sources say").await?;
    Ok(())
}

async fn expect_nothing_chosen(page: &Page) -> Outcome {
    page.wait_for("nothing to be chosen", "!root.querySelector('[aria-pressed=true][data-entity]')").await?;
    page.wait_for("the address", "location.hash === ''").await?;
    assert!(!page.names("region").await?.contains(&"What sources say".to_owned()));
    Ok(())
}

fn a_click_on_a_host_shows_what_each_source_says(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_nothing_chosen(page).await?;
        page.click(&page.role("button", "Server B (cloud): …").await?).await?;
        expect_chosen(page, "server-b").await?;
        let details = "root.querySelector('[aria-label=\"What sources say\"]')";
        let said = text(page, &format!("{details}.innerText")).await?;
        for words in ["Server B (cloud)", "Contained", "contained", "disputed", "Sources disagree"] {
            assert!(said.contains(words), "`{words}` is missing in: {said}");
        }
        let sources = page.js("map.snapshot().hosts.find((it) => it.id === 'server-b').sources.length").await?;
        let links = format!("[...{details}.querySelectorAll('a')].map((it) => [it.href, it.rel, it.target])");
        let links: Vec<[String; 3]> = serde_json::from_value(page.js(&links).await?)?;
        assert!(links.len() >= 3 && sources.as_u64() >= Some(3), "{sources} sources, {links:?}");
        for [href, rel, target] in &links {
            assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}");
            assert!(rel.contains("noopener") && rel.contains("noreferrer") && target == "_blank", "{href}: {rel}");
        }

        // one of the arrows from there, by its link
        page.role("button", "Server B (cloud) → Server A").await?.click().await?;
        let pivot = text(page, "new URLSearchParams(location.hash.slice(1)).get('select')").await?;
        expect_chosen(page, &pivot).await?;
        page.role("button", "Close").await?.click().await?;
        expect_nothing_chosen(page).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_click_beside_and_escape_choose_nothing() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#select=ad")).await?;
        expect_chosen(page, "ad").await?;
        let map = page.role("group", "Map of the intruder's path…").await?;
        let (width, height) = (
            page.js("root.querySelector('svg[role=group]').clientWidth").await?.as_i64().unwrap_or_default(),
            page.js("root.querySelector('svg[role=group]').clientHeight").await?.as_i64().unwrap_or_default(),
        );
        let corner = page.driver.action_chain().move_to_element_with_offset(&map, 3 - width / 2, 3 - height / 2);
        corner.click().perform().await?;
        expect_nothing_chosen(page).await?;
        page.click(&page.role("button", "Active Directory server: …").await?).await?;
        expect_chosen(page, "ad").await?;
        page.driver.action_chain().send_keys(Key::Escape).perform().await?;
        expect_nothing_chosen(page).await?;
        page.expect_quiet(&[&site]).await
    });
}

/// The pivot with this id.
fn pivot<'a>(snapshot: &'a Value, id: &str) -> Option<&'a Value> {
    snapshot["pivots"].as_array()?.iter().find(|it| it["id"] == id)
}

async fn chosen(page: &Page) -> Outcome<String> {
    text(page, "root.querySelector('[aria-pressed=true][data-entity]')?.dataset.entity ?? ''").await
}

fn arrow_keys_go_along_the_intruders_path(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let snapshot = page.js("map.snapshot()").await?;
        assert_eq!(page.js("root.querySelectorAll('[data-entity][tabindex=\"0\"]').length").await?, 1, "one tab stop");
        let press = async |key: Key| -> Outcome<String> {
            let before = chosen(page).await?;
            page.driver.action_chain().send_keys(key).perform().await?;
            page.wait_for(
                "another choice",
                &format!(
                    "root.querySelector('[aria-pressed=true][data-entity]')?.dataset.entity !== {}",
                    json!(before)
                ),
            )
            .await?;
            let after = chosen(page).await?;
            expect_chosen(page, &after).await?;
            page.wait_for("the focus to follow", &format!("root.activeElement?.dataset.entity === {}", json!(after)))
                .await?;
            Ok(after)
        };
        // by Tab alone onto the map, as somebody without a mouse does
        for _ in 0..40 {
            page.driver.action_chain().send_keys(Key::Tab).perform().await?;
            if page.js("root.activeElement?.dataset.entity ?? null").await? == "intruder" {
                break;
            }
        }
        assert_eq!(page.js("root.activeElement?.dataset.entity ?? null").await?, "intruder");
        page.driver.action_chain().send_keys(Key::Enter).perform().await?;
        expect_chosen(page, "intruder").await?;

        // host → arrow → host → arrow → …
        let mut at = "intruder".to_owned();
        for _ in 0..3 {
            let along = press(Key::Right).await?;
            let taken = pivot(&snapshot, &along).ok_or_else(|| format!("`{along}` is no pivot"))?;
            assert_eq!(taken["from"], *at);
            at = press(Key::Right).await?;
            assert_eq!(taken["to"], *at);
        }
        let back = press(Key::Left).await?;
        assert_eq!(pivot(&snapshot, &back).map(|it| &it["to"]), Some(&json!(at)));
        press(Key::Home).await?;
        assert_eq!(chosen(page).await?, "intruder");
        press(Key::Right).await?;
        let sibling = press(Key::Down).await?;
        assert_eq!(pivot(&snapshot, &sibling).map(|it| &it["from"]), Some(&json!("intruder")));
        page.driver.action_chain().send_keys(Key::Escape).perform().await?;
        expect_nothing_chosen(page).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_step_of_the_story_leads_to_its_day_and_its_arrow() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let steps = page.names("listitem").await?.len();
        assert!(steps > 20, "{steps} items in lists");
        let step = page.find("ol li:first-child button").await?;
        step.click().await?;
        page.wait_for("a choice", "root.querySelector('[aria-pressed=true][data-entity]')").await?;
        let id = chosen(page).await?;
        assert_eq!(page.js("map.snapshot().story[0]").await?, *id);
        let day = text(page, "map.snapshot().lens.as_of").await?;
        expect_day(page, &day).await?;
        assert_ne!(day, "2020-07-02");
        assert_eq!(hash(page).await?, format!("as-of={day}&select={id}"));
        assert_eq!(
            page.js("root.querySelector('ol li:first-child button').getAttribute('aria-current')").await?,
            "step"
        );
        page.expect_quiet(&[&site]).await
    });
}

fn the_map_is_moved_and_scaled_by_buttons_keys_and_mouse(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let place = async || -> Outcome<(f64, f64, f64)> {
            let ad = "root.querySelector('[data-entity=ad] rect').getBoundingClientRect()";
            let rect = page.js(&format!("(({{ x, y, width }}) => [x, y, width])({ad})")).await?;
            Ok(serde_json::from_value(rect)?)
        };
        page.role("button", "Fit map").await?.click().await?; // it may open at a legible size instead
        cards(page).await?; // once the window has come to rest
        let fitted = place().await?;
        page.role("button", "Zoom in").await?.click().await?;
        page.wait_for(
            "a larger map",
            &format!("root.querySelector('[data-entity=ad] rect').getBoundingClientRect().width > {}", fitted.2 * 1.1),
        )
        .await?;
        page.role("button", "Zoom out").await?.click().await?;
        page.role("button", "Zoom out").await?.click().await?;
        page.wait_for(
            "a smaller map",
            &format!("root.querySelector('[data-entity=ad] rect').getBoundingClientRect().width < {}", fitted.2 * 0.95),
        )
        .await?;
        page.role("button", "Fit map").await?.click().await?;
        page.wait_for(
            "the whole map",
            &format!(
                "Math.abs(root.querySelector('[data-entity=ad] rect').getBoundingClientRect().width - {}) < 0.01",
                fitted.2
            ),
        )
        .await?;

        // a drag moves the map and chooses nothing; as much as a click may move does not count
        let ad = page.role("button", "Active Directory server: …").await?;
        let (x, y) = page.middle(&ad).await?;
        let drag = page.driver.action_chain().move_to(x, y).click_and_hold().move_by_offset(30, 20);
        drag.move_by_offset(30, 20).release().perform().await?;
        let moved = place().await?;
        assert!(
            (moved.0 - fitted.0 - 60.0).abs() < 4.0 && (moved.1 - fitted.1 - 40.0).abs() < 4.0,
            "{fitted:?} → {moved:?}"
        );
        expect_nothing_chosen(page).await?;

        // keys, once something on the map has the focus
        page.run_js("root.querySelector('[data-entity][tabindex=\"0\"]').focus();").await?;
        page.driver.action_chain().send_keys("+").perform().await?;
        page.wait_for(
            "a larger map",
            &format!("root.querySelector('[data-entity=ad] rect').getBoundingClientRect().width > {}", fitted.2 * 1.1),
        )
        .await?;
        page.driver.action_chain().send_keys("0").perform().await?;
        page.wait_for(
            "the whole map",
            &format!(
                "Math.abs(root.querySelector('[data-entity=ad] rect').getBoundingClientRect().x - {}) < 0.1",
                fitted.0
            ),
        )
        .await?;
        assert!(labels(page).await?.as_object().is_some_and(|it| it.len() > 40));
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_is_said_of_the_whole_opens_on_request() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        assert_eq!(page.js("root.querySelectorAll('.fact .positions').length").await?, 0);
        page.run_js("root.querySelector('.fact summary').focus();").await?;
        page.driver.action_chain().send_keys(Key::Enter).perform().await?;
        page.wait_for("what is said", "root.querySelector('.fact[open] .positions')?.checkVisibility()").await?;
        page.expect_accessible().await
    });
}

#[test]
fn the_story_keeps_the_current_step_in_sight() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        assert_eq!(page.js("root.querySelector('.panel').scrollTop").await?, 0, "it opens at the beginning");
        page.run_js("return map.seek('2020-05-11');").await?;
        let in_sight = "(() => {
            const room = root.querySelector('.panel').getBoundingClientRect();
            const step = root.querySelector('.step.current').getBoundingClientRect();
            return step.top >= room.top && step.bottom <= room.bottom;
        })()";
        page.wait_for("the step of the day", in_sight).await?;
        assert!(page.js("root.querySelector('.panel').scrollTop").await?.as_f64().is_some_and(|it| it > 0.0));
        assert_eq!(page.js("document.scrollingElement.scrollTop").await?, 0, "the page stays where it is");
        page.find("option[value='equifax-2017']").await?.click().await?;
        wait_for_incident(page, "equifax-2017").await?;
        page.wait_for("the beginning of another story", "root.querySelector('.panel').scrollTop === 0").await
    });
}

/// A mail server, and 24 workstations that nobody needs to see apart.
const CROWD: &str = include_str!("../../cases/crowd/input.json");

fn a_card_of_several_hosts_opens_and_closes(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.js(&format!("map.load({CROWD})")).await?;
        wait_for_incident(page, "crowd").await?;
        let n_cards =
            "[...root.querySelectorAll('[data-entity][role=button]')].filter((it) => it.querySelector('rect')).length";
        page.wait_for("three cards", &format!("{n_cards} === 3")).await?;
        let before = page.js("JSON.stringify(map.snapshot())").await?;

        page.click(&page.role("button", "24 workstations: …").await?).await?;
        page.wait_for("a card for each", &format!("{n_cards} === 26")).await?;
        page.wait_for("the address", "location.hash.includes('open=pc-01')").await?;
        assert_eq!(page.js("JSON.stringify(map.snapshot())").await?, before, "what is told does not change");
        page.role("button", "Fold into groups").await?.click().await?;
        page.wait_for("three cards again", &format!("{n_cards} === 3")).await?;

        // by keyboard, and from the story
        page.js("root.querySelector('[data-entity=pc-01][role=button]').focus()").await?;
        page.driver.action_chain().send_keys(Key::Enter).perform().await?;
        page.wait_for("a card for each", &format!("{n_cards} === 26")).await?;
        page.wait_for("the focus to stay on the map", "root.activeElement?.dataset?.entity === 'pc-01'").await?;
        page.js("map.open = null").await?;
        page.wait_for("three cards again", &format!("{n_cards} === 3")).await?;
        page.js("map.selection = 'to-07'").await?;
        page.wait_for("the chosen step", &format!("{n_cards} === 4")).await?;
        page.role("button", "Show all 24 of its group").await?.click().await?;
        page.wait_for("a card for each", &format!("{n_cards} === 26")).await?;
        Ok(())
    });
}
