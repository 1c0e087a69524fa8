//! What sources disagree on: the page of all disputes, another position in place of the shown one, and what is not known.

use e2e::{Browser, Outcome, Page};
use thirtyfour::prelude::*;

use crate::common::{all_text, hash, open, site, text};

/// Presses Tab until what has the focus is so.
async fn tab_to(page: &Page, what: &str, is_there: &str) -> Outcome {
    for _ in 0..80 {
        if page.js(&format!("!!({is_there})")).await? == true {
            return Ok(());
        }
        page.driver.action_chain().send_keys(Key::Tab).perform().await?;
    }
    Err(format!("Tab does not come to {what}").into())
}

async fn press(page: &Page, keys: impl Into<TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(keys).perform().await?)
}

/// Waits until the detection is on this day, by the snapshot.
async fn expect_detected(page: &Page, day: &str) -> Outcome {
    let detected = "map.snapshot().events.find((it) => it.id === 'detection').when.latest";
    page.wait_for("the detection", &format!("{detected} === '{day}'")).await
}

#[test]
fn another_position_is_shown_and_the_rule_comes_back_by_keyboard_alone() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js("map.focus();").await?;
        press(page, "d").await?;
        page.role("region", "Disputes").await?;
        expect_detected(page, "2020-05-07").await?;
        tab_to(page, "the first dispute", "root.activeElement?.matches('.dispute summary')").await?;
        let first = text(page, "root.activeElement.innerText").await?;
        assert!(
            first.contains("Unauthorised access detected") && first.contains("7 May 2020 · 11 May 2020"),
            "{first}"
        );
        press(page, Key::Enter).await?;
        let opened = "root.querySelector('.dispute[open]')";
        page.wait_for("its positions", &format!("{opened}?.querySelectorAll('.positions > li').length === 2")).await?;
        let said = text(page, &format!("{opened}.innerText")).await?;
        for words in ["shown: the victim's own notice comes first", "CSIDB", "via Security Affairs"] {
            assert!(said.contains(words), "`{words}` is missing in: {said}");
        }
        page.expect_accessible().await?;

        let name = "root.activeElement?.getAttribute('aria-label') === 'Show this instead: 11 May 2020'";
        tab_to(page, "the other position", name).await?;
        press(page, Key::Enter).await?;
        expect_detected(page, "2020-05-11").await?;
        page.wait_for(
            "the address",
            "new URLSearchParams(location.hash.slice(1)).get('prefer') === 'detection.when~zdnet-copy'",
        )
        .await?;
        page.wait_for(
            "the figure to say so",
            "root.querySelector('.lens').innerText.includes('1 source chosen by the reader')",
        )
        .await?;
        page.wait_for("why", &format!("{opened}.innerText.includes('shown: the reader prefers this one')")).await?;
        assert_eq!(page.js("root.activeElement?.className").await?, "positions", "the keyboard stays in the list");

        tab_to(page, "the way back", "root.activeElement?.innerText === 'Back to the rule'").await?;
        press(page, Key::Enter).await?;
        expect_detected(page, "2020-05-07").await?;
        page.wait_for("the address", "location.hash === '#v=1&view=disputes'").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_position_chosen_beside_the_map_goes_with_the_address() {
    let site = site();
    let zone = "map.snapshot().hosts.find((it) => it.id === 'server-b').zone";
    Browser::new().run(async |page| {
        open(page, site.url("index.html#select=server-b")).await?;
        let before = page.js(zone).await?;
        page.role("button", "Show this instead: Cloud in Japan").await?.click().await?;
        page.wait_for("the other place", &format!("{zone} !== {before}")).await?;
        page.wait_for("the address", "location.hash.includes('prefer=server-b.zone~')").await?;
        let disputed = page.js("map.snapshot().hosts.find((it) => it.id === 'server-b').disputed").await?;
        assert_eq!(disputed, true, "to choose is not to settle");
        let copied = hash(page).await?;
        page.open("about:blank").await?;
        open(page, site.url(&format!("index.html#{copied}"))).await?;
        page.wait_for("the place that was chosen", &format!("{zone}.includes('japan')")).await?;
        page.role("button", "Disputes").await?.click().await?;
        page.role("button", "Back to the rule everywhere").await?.click().await?;
        page.wait_for("the rule", "map.snapshot().lens.prefer.length === 0").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_is_not_known_is_said_and_closed_by_the_day_of_its_answer() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#known-on=2020-06-03")).await?;
        let question = "How did they get into the first server?";
        let of = |known: &str| format!("{question}\nOpen since {known}");
        let said = all_text(page).await?;
        assert!(said.contains("Not known") && said.contains(&of("3 June 2020")), "{said}");
        page.run_js("map.setAttribute('known-on', '2020-06-29');").await?;
        page.wait_for(
            "the answer",
            "root.querySelector('.unknowns').innerText.includes('Answered: A server awaiting removal')",
        )
        .await?;
        page.expect_quiet(&[&site]).await
    });
}
