//! Drawing on the map while the sheet is open: by keys in both languages, and by pointer.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;
use thirtyfour::{Key, TypingData};

use crate::common::{open, site};
use crate::writing::EMPTY;

in_all_engines!(steps_and_hosts_are_drawn_by_keys, steps_and_hosts_are_drawn_by_pointer);

/// The sheet of an incident with nobody in it but its intruder.
async fn begin(page: &Page, url: String) -> Outcome {
    open(page, url).await?;
    page.run_js(&format!(
        "return map.load({})",
        EMPTY.replace("role: 'intruder'", "role: 'intruder', names: 'Intruder'")
    ))
    .await?;
    page.wait_for("the incident", "map.snapshot()?.incident === 'own'").await?;
    page.find(".bm").await?.send_keys("e").await?;
    page.wait_for("the sheet", "root.querySelector('.writer table')").await
}

/// Gives the keyboard to a card, and presses Enter: it is chosen.
async fn choose(page: &Page, id: &str) -> Outcome {
    let card = format!("root.querySelector('[data-entity={}][role=button]')", json!(id));
    // the sheet gives the keyboard on two frames after an edit; whoever is slower than a machine comes after that
    page.run_js(&format!(
        "let left = 4;
        return new Promise((rested) => {{
            const wait = () => left-- > 0 ? requestAnimationFrame(wait) : setTimeout(() => rested({card}.focus()));
            wait();
        }})"
    ))
    .await?;
    if page.js(&format!("{card}.getAttribute('aria-pressed')")).await? != "true" {
        press(page, Key::Enter + "").await?;
        page.wait_for("the choice", &format!("{card}.getAttribute('aria-pressed') === 'true'")).await?;
    }
    page.run_js(&format!("{card}.focus()")).await.map(drop)
}

async fn press(page: &Page, keys: impl Into<TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(keys).perform().await?)
}

/// Waits until something is said of what was done.
async fn said(page: &Page, words: &str) -> Outcome {
    page.wait_for(words, &format!("root.querySelector('.writer .said').textContent.includes({})", json!(words))).await
}

fn steps_and_hosts_are_drawn_by_keys(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        for lang in ["en", "ja"] {
            let in_words = |english: &'static str, japanese: &'static str| if lang == "en" { english } else { japanese };
            begin(page, site.url(&format!("index.html#lang={lang}"))).await?;
            // nothing is chosen: a host
            page.run_js("root.querySelector('.bm').focus()").await?;
            press(page, "a").await?;
            page.wait_for("the host", "JSON.parse(map.document).hosts.length === 2").await?;
            page.wait_for("the keyboard in its name", "root.activeElement?.id === 'cell-1-0'").await?;
            said(page, in_words("A host was added", "ホストを追加しました")).await?;
            press(page, format!("VPN{}", char::from(Key::Enter))).await?;
            page.wait_for("its name", "JSON.parse(map.document).hosts[1].label === 'VPN'").await?;
            // a step from the intruder to a host that is named
            choose(page, "intruder").await?;
            press(page, "a").await?;
            page.wait_for("the step", "JSON.parse(map.document).pivots.length === 1").await?;
            page.wait_for("the keyboard in its end", "root.activeElement?.id === 'cell-0-1'").await?;
            // taken back
            press(page, Key::Escape + "").await?;
            page.wait_for("no step", "JSON.parse(map.document).pivots.length === 0").await?;
            choose(page, "intruder").await?;
            press(page, "a").await?;
            page.wait_for("the keyboard in its end", "root.activeElement?.id === 'cell-0-1'").await?;
            press(page, format!("VPN{}", char::from(Key::Enter))).await?;
            page.wait_for("the arrow", "map.snapshot().pivots.length === 1").await?;
            // and one to a card that is chosen next
            choose(page, "intruder").await?;
            press(page, "a").await?;
            page.wait_for("the keyboard in its end", "root.activeElement?.id === 'cell-1-1'").await?;
            page.run_js("root.querySelector('[data-entity][role=button]:not([data-entity=intruder]):not([data-entity^=step])').focus()").await?;
            press(page, Key::Enter + "").await?;
            page.wait_for("two arrows", "map.snapshot().pivots.length === 2").await?;
            // another name, upon the card
            let id = page.js("JSON.parse(map.document).hosts[1].id").await?;
            let id = id.as_str().unwrap_or_default().to_owned();
            choose(page, &id).await?;
            press(page, Key::F2 + "").await?;
            page.wait_for("the field", "root.activeElement?.className === 'card-name'").await?;
            page.expect_accessible().await?;
            press(page, format!("Gateway{}", char::from(Key::Enter))).await?;
            page.wait_for("the name", "JSON.parse(map.document).hosts[1].label === 'Gateway'").await?;
            page.wait_for("the card", &format!("root.activeElement?.dataset.entity === {}", json!(id))).await?;
            // out with it, and all that needs it
            press(page, Key::Delete + "").await?;
            page.wait_for("one host", "map.snapshot().hosts.length === 1 && map.snapshot().pivots.length === 0").await?;
            said(page, in_words("Removed: Gateway, and with it 2 steps", "Gatewayと、それに関わる移動2件を削除しました")).await?;
            page.role("button", in_words("Undo", "元に戻す")).await?.click().await?;
            page.wait_for("two hosts", "map.snapshot().hosts.length === 2 && map.snapshot().pivots.length === 2").await?;
            page.expect_accessible().await?;
            // no single keys for whoever turned them off
            page.run_js("map.setAttribute('shortcuts', 'off')").await?;
            choose(page, "intruder").await?;
            press(page, format!("a{}", char::from(Key::Delete))).await?;
            page.run_js("return new Promise((it) => setTimeout(it, 300))").await?;
            assert_eq!(page.js("map.snapshot().hosts.length").await?, 2);
            page.run_js("map.setAttribute('shortcuts', 'on')").await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

fn steps_and_hosts_are_drawn_by_pointer(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        begin(page, site.url("index.html")).await?;
        let ground = async || -> Outcome<(i64, i64)> {
            let place = "(() => { const it = root.querySelector('.map-svg').getBoundingClientRect();
                return [Math.round(it.left + 6), Math.round(it.top + 6)]; })()";
            Ok(serde_json::from_value(page.js(place).await?)?)
        };
        let card = async |id: &str| -> Outcome<(i64, i64)> {
            page.middle(&page.find(&format!("[data-entity={id:?}][role=button]")).await?).await
        };
        let (x, y) = ground().await?;
        page.driver.action_chain().move_to(x, y).double_click().perform().await?;
        page.wait_for("the host", "map.snapshot().hosts.length === 2 || JSON.parse(map.document).hosts.length === 2")
            .await?;
        page.wait_for("the card", "root.querySelector('[data-entity=\"new-host\"][role=button]')").await?;
        let (from, to) = (card("intruder").await?, card("new-host").await?);
        let drag = page.driver.action_chain().move_to(from.0, from.1).click_and_hold();
        let middle = (from.0.midpoint(to.0), from.1.midpoint(to.1));
        let drag = drag.move_to(from.0 + 8, from.1 + 3).move_to(middle.0, middle.1).move_to(to.0, to.1);
        drag.release().perform().await?;
        page.wait_for("the arrow", "map.snapshot().pivots.length === 1").await?;
        assert_eq!(page.js("root.querySelectorAll('.pulled').length").await?, 0, "the line is gone");
        page.wait_for("the keyboard in its row", "root.activeElement?.id === 'cell-0-4'").await?;
        said(page, "A step from Intruder to New host was added.").await?;
        // another name
        let (x, y) = card("new-host").await?;
        page.driver.action_chain().move_to(x, y).double_click().perform().await?;
        page.wait_for("the field", "root.activeElement?.className === 'card-name'").await?;
        press(page, format!("Mail server{}", char::from(Key::Enter))).await?;
        page.wait_for("the name", "JSON.parse(map.document).hosts[1].label === 'Mail server'").await?;
        // the buttons do the same
        page.role("button", "Remove").await?.click().await?;
        page.wait_for("one host", "map.snapshot().hosts.length === 1").await?;
        // with the sheet put away, a card is dragged as the rest of the map is
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("two hosts", "map.snapshot().hosts.length === 2").await?;
        page.role("button", "Done").await?.click().await?;
        page.wait_for("no sheet", "!root.querySelector('.writer')").await?;
        let before = page.js("map.document").await?;
        let (from, to) = (card("intruder").await?, card("new-host").await?);
        let drag = page.driver.action_chain().move_to(from.0, from.1).click_and_hold();
        drag.move_to(from.0 + 8, from.1 + 3).move_to(to.0, to.1).release().perform().await?;
        assert_eq!(page.js("map.document").await?, before);
        page.expect_quiet(&[&site]).await
    });
}
