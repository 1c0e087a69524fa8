//! Back leads to where the reader was, and out of the page only when there is nowhere left to go.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::common::{expect_day, hash, open, site, wait_for_incident};
use crate::imports::drop;

in_all_engines!(back_goes_through_views_and_incidents,);

async fn expect_view(page: &Page, name: &str) -> Outcome {
    let pressed = format!("root.querySelector('.tab-{name}')?.ariaPressed === 'true'");
    page.wait_for(&format!("the view {name}"), &pressed).await
}

async fn expect_step(page: &Page, place: &str) -> Outcome {
    let shown = format!("root.querySelector('.present .place')?.textContent === {}", json!(place));
    page.wait_for(&format!("step {place}"), &shown).await
}

fn back_goes_through_views_and_incidents(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let n_entries = page.js("history.length").await?;
        page.run_js("for (const day of ['2020-05-07', '2020-05-11', '2020-05-13']) await map.seek(day);").await?;
        assert_eq!(page.js("history.length").await?, n_entries, "the slider makes no entries");
        page.find(".tab-table").await?.click().await?;
        expect_view(page, "table").await?;
        page.find("option[value='ntt-communications-2025']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.find(".tab-disputes").await?.click().await?;
        expect_view(page, "disputes").await?;

        page.driver.back().await?;
        expect_view(page, "table").await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.driver.back().await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        expect_view(page, "table").await?;
        page.wait_for("the day", "map.snapshot().lens.as_of === '2020-05-13'").await?;
        page.driver.back().await?;
        expect_view(page, "map").await?;
        expect_day(page, "2020-05-13").await?;
        assert_eq!(hash(page).await?, "as-of=2020-05-13");
        page.driver.forward().await?;
        expect_view(page, "table").await?;
        page.driver.forward().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn back_goes_from_step_to_step_of_a_presentation_and_out_of_it() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.driver.action_chain().send_keys("p").perform().await?;
        expect_step(page, "").await?; // the title
        page.wait_for("the full screen", "map.matches(':fullscreen')").await?;
        for place in ["1 / 11", "2 / 11"] {
            page.driver.action_chain().send_keys(Key::Right).perform().await?;
            expect_step(page, place).await?;
        }
        page.driver.back().await?;
        expect_step(page, "1 / 11").await?;
        page.driver.back().await?;
        expect_step(page, "").await?;
        page.driver.back().await?;
        expect_view(page, "map").await?;
        page.wait_for("no full screen", "!map.matches(':fullscreen')").await?;
        page.driver.forward().await?;
        expect_step(page, "").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn back_goes_from_a_file_of_ones_own_to_the_incident_before_it() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js("await map.seek('2020-05-11');").await?;
        let file = json!({ "format": "breachmap-incident/1", "id": "own", "title": "A file of my own",
            "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
            "hosts": [{ "id": "h", "label": "H", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }] });
        page.run_js(&drop("own.json", &file.to_string(), 1)).await?;
        wait_for_incident(page, "own").await?;
        page.driver.back().await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        expect_day(page, "2020-05-11").await?;
        page.expect_quiet(&[&site]).await
    });
}
