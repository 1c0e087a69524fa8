//! Find, filter, follow, by keyboard, pointer and address.

use e2e::{Browser, Outcome, Page, in_all_engines};
use thirtyfour::prelude::*;

use crate::common::{hash, open, site, text, wait_for_incident};

in_all_engines!(
    what_is_typed_is_found_and_gone_to_by_keyboard,
    what_does_not_match_fades_and_the_address_remembers_it,
    the_way_to_what_is_chosen_or_pointed_at_is_lit,
);

/// The cards and arrows that do not fade, each once, in order.
const LIT: &str = "[...new Set([...root.querySelectorAll('.map-svg [data-entity]:not([data-faded])')].map((it) => it.dataset.entity))].sort().join(' ')";
const FADED: &str = "root.querySelectorAll('.map-svg [data-faded]').length";

async fn keys(page: &Page, keys: impl Into<TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(keys.into()).perform().await?)
}

fn what_is_typed_is_found_and_gone_to_by_keyboard(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html?#view=table")).await?;
        page.js("root.querySelector('.bm').focus()").await?;
        keys(page, "/").await?;
        page.wait_for("the field to have the keyboard", "root.activeElement?.matches('[role=combobox]')").await?;
        page.expect_accessible().await?;
        keys(page, "server").await?;
        page.wait_for("hits", "root.querySelectorAll('[role=option]').length > 3").await?;
        page.expect_accessible().await?;
        let active = "root.getElementById(root.activeElement.getAttribute('aria-activedescendant'))";
        page.wait_for("the first hit", &format!("{active}.getAttribute('aria-selected') === 'true'")).await?;
        let first = text(page, &format!("{active}.innerText")).await?;
        keys(page, Key::Down).await?;
        page.wait_for("the next hit", &format!("{active}.innerText !== {}", serde_json::json!(first))).await?;
        keys(page, " zzz").await?;
        page.wait_for(
            "no hit",
            "!root.querySelector('[role=option]') && root.querySelector('.finder [role=status]').innerText",
        )
        .await?;
        keys(page, Key::Escape).await?;
        page.wait_for(
            "the field to be gone",
            "!root.querySelector('[role=combobox]') && root.activeElement?.closest('.find')",
        )
        .await?;

        // Japanese, in another width; the view turns to the map, and the day stays
        keys(page, Key::Enter).await?;
        page.wait_for("the field", "root.activeElement?.matches('[role=combobox]')").await?;
        let day = page.js("map.snapshot().lens.as_of").await?;
        page.js("map.find = 'ｼﾝｶﾞﾎﾟｰﾙ さーばー'").await?;
        page.wait_for("hits", "root.querySelector('[role=option]')").await?;
        keys(page, Key::Enter).await?;
        page.wait_for("the host", "map.selection === 'sg-server'").await?;
        page.wait_for("the keyboard on the map", "root.activeElement?.dataset?.entity === 'sg-server'").await?;
        assert_eq!(hash(page).await?, "select=sg-server");
        assert_eq!(page.js("map.snapshot().lens.as_of").await?, day);
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_field_and_what_it_finds_fit_every_window() {
    let site = site();
    for (width, height) in [(390, 844), (600, 700), (768, 900), (950, 700), (1440, 900)] {
        Browser::new().size(width, height).run(async |page| {
            open(page, site.url("index.html")).await?;
            for (what, selector) in
                [("root.querySelector('.find button').click()", ".filters"), ("map.find = 'server'", ".hit")]
            {
                page.run_js(what).await?;
                page.find(selector).await?;
                let sides = "(({ left, right }) => left >= 0 && right <= innerWidth)";
                let fits = format!("{sides}(root.querySelector('.finder').getBoundingClientRect())");
                assert_eq!(page.js(&fits).await?, true, "{width} × {height}, {selector}");
            }
            page.expect_quiet(&[&site]).await
        });
    }
}

fn what_does_not_match_fades_and_the_address_remembers_it(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        assert_eq!(page.js(FADED).await?, 0);
        let before = page.js("JSON.stringify(map.snapshot())").await?;
        page.role("button", "Find and filter").await?.click().await?;
        page.role("combobox", "Zone…").await?.find(By::XPath(".//option[.='Singapore']")).await?.click().await?;
        page.wait_for("the address", "location.hash.includes('filter=zone:')").await?;
        page.wait_for("what fades", &format!("{FADED} > 3")).await?;
        let said = text(page, "root.querySelector('.filtered [role=status]').innerText").await?;
        assert!(said.contains("Zone: Singapore") && said.contains("of the whole incident"), "{said}");
        page.expect_accessible().await?;
        assert_eq!(page.js("JSON.stringify(map.snapshot())").await?, before, "numbers are of the whole");
        let (lit, address) = (text(page, LIT).await?, hash(page).await?);
        page.driver.goto("about:blank").await?;
        open(page, site.url(&format!("index.html#{address}"))).await?;
        page.wait_for("the same to be lit", &format!("{LIT} === {}", serde_json::json!(lit))).await?;
        page.role("button", "Clear filter").await?.click().await?;
        page.wait_for("all to be lit", &format!("{FADED} === 0")).await?;
        assert_eq!(hash(page).await?, "");
        page.expect_quiet(&[&site]).await
    });
}

fn the_way_to_what_is_chosen_or_pointed_at_is_lit(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#select=file-server")).await?;
        let way = "byod byod-vdi entry-byod file-server intruder vdi vdi-files";
        page.wait_for("the way", &format!("{LIT} === '{way}'")).await?;
        let said = text(page, "root.querySelector('.details .way').innerText").await?;
        assert!(said.starts_with("Way in: Intruder → Employee's own device → "), "{said}");
        page.expect_accessible().await?;
        let card = page.find("[data-entity=us-server][role=button]").await?;
        let (x, y) = page.middle(&card).await?;
        page.driver.action_chain().move_to(x, y).perform().await?;
        page.wait_for("another way", &format!("{LIT}.includes('us-server') && !{LIT}.includes('vdi')")).await?;
        let headline = page.find(".words").await?;
        let (x, y) = page.middle(&headline).await?;
        page.driver.action_chain().move_to(x, y).perform().await?;
        page.wait_for("the way of what is chosen", &format!("{LIT} === '{way}'")).await?;
        keys(page, Key::Escape).await?;
        page.wait_for("nothing to fade", &format!("{FADED} === 0")).await?;

        // a card of several is on the way
        page.js("fetch('./gallery/solarwinds-2020.json').then((it) => it.text()).then((it) => map.load(it))").await?;
        wait_for_incident(page, "solarwinds-2020").await?;
        page.js("map.selection = 'sw-build'").await?;
        page.wait_for(
            "a card of several to be lit",
            "root.querySelector('.map-svg [data-open]:not([data-faded])') && map.selection === 'sw-build'",
        )
        .await?;
        page.wait_for("what fades", &format!("{FADED} > 0")).await?;
        Ok(())
    });
}
