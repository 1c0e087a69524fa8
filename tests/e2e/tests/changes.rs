//! What changed: choosing two lenses by keyboard and mouse, the changes on the map and as a list, and the text to copy.

use e2e::{Browser, Outcome, Page, Site};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::{cards, hash, labels, open, site, text};

const SUMMARY: &str = "root.querySelector('.changes [role=status]').textContent";
const PLAIN: &str = "root.querySelector('.plain textarea').value";

/// Waits until the list says how much changed.
async fn expect_summary(page: &Page, words: &str) -> Outcome {
    let waited = page.wait_for("the summary", &format!("{SUMMARY} === {}", json!(words))).await;
    match waited {
        Ok(()) => Ok(()),
        Err(_) => Err(format!("not `{words}` but `{}`", text(page, SUMMARY).await?).into()),
    }
}

/// What the command says.
fn golden(name: &str) -> String {
    let path = e2e::root().join(format!("tests/cases/ntt-2020/diff@{name}.txt"));
    std::fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// The selects of the panel name their choices; chooses the one that begins so.
async fn choose(page: &Page, name: &str, words: &str) -> Outcome {
    let select = page.role("combobox", name).await?;
    let script = "const [select, words] = arguments;
        const option = [...select.options].find((it) => it.text.startsWith(words));
        select.value = option.value;
        select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));";
    page.driver.execute(script, vec![select.to_json()?, json!(words)]).await?;
    Ok(())
}

#[test]
fn two_publications_are_compared_on_the_same_map_and_as_text() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let places = cards(page).await?;
        page.role("button", "Changes").await?.click().await?;
        page.wait_for("the address", "location.hash === '#v=1&view=changes&against=known-on:2020-05-28'").await?;
        choose(page, "After", "as known on 2 July 2020").await?;
        page.wait_for("the lens", "map.snapshot().lens.known_on === '2020-07-02'").await?;
        let plain = golden("notices");
        page.wait_for("the text", &format!("{PLAIN}.trim() === {}", json!(plain.trim()))).await?;

        // nothing moves, and everything says what became of it
        let now = cards(page).await?;
        for (id, place) in now.as_object().ok_or("no cards")? {
            let middle = |it: &Value, i: usize| it[i].as_f64().unwrap_or(0.0) + it[i + 2].as_f64().unwrap_or(0.0) / 2.0;
            let by = |i: usize| (middle(&places[id], i) - middle(place, i)).abs(); // a ring may lie around the card
            assert!(by(0) < 1.0 && by(1) < 1.0, "{id} moved: {} → {place}", places[id]);
        }
        let labels = labels(page).await?;
        assert!(labels["vdi"].as_str().is_some_and(|it| it.contains(": compromised; added; ")), "{labels}");
        assert!(labels["server-b"].as_str().is_some_and(|it| it.contains("; changed; ")), "{labels}");
        assert!(labels["mod-files"].as_str().is_some_and(|it| !it.contains("; changed")), "{labels}");
        page.expect_accessible().await?;

        // a change leads to what sources say
        page.role("button", "Virtual desktop server (NTT Com's network), …").await?.click().await?;
        page.role("region", "What sources say").await?;
        assert!(hash(page).await?.contains("select=vdi"));

        // the other way round
        page.role("button", "Swap before and after").await?.click().await?;
        page.wait_for("the lens", "map.snapshot().lens.known_on === '2020-05-28'").await?;
        page.wait_for("the text", &format!("{PLAIN}.includes('Withdrawn: Virtual desktop server')")).await?;
        assert!(hash(page).await?.contains("against=known-on:2020-07-02"));
        let ghost = page.role("button", "Virtual desktop server: …").await?;
        assert!(ghost.attr("aria-label").await?.is_some_and(|it| it.contains("; withdrawn; ")));
        page.role("region", "What sources say").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_comparison_is_walked_by_keyboard_alone() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.driver.action_chain().send_keys("c").perform().await?;
        page.wait_for("the changes", "root.querySelector('.changes')").await?;
        let mut names = Vec::new();
        for _ in 0..60 {
            page.driver.action_chain().send_keys(Key::Tab).perform().await?;
            let name = page.js("root.activeElement?.labels?.[0]?.innerText.split('\\n')[0] ?? ''").await?;
            names.push(name.as_str().unwrap_or_default().to_owned());
            if name == "Before" {
                break;
            }
        }
        assert_eq!(names.last().map(String::as_str), Some("Before"), "{names:?}");
        // the arrows of a native select
        let before = hash(page).await?;
        page.driver.action_chain().send_keys(Key::Down).perform().await?;
        page.wait_for("another lens", &format!("location.hash.slice(1) !== {}", json!(before))).await?;
        assert!(hash(page).await?.starts_with("view=changes&against=known-on:2020-05-29"), "{}", hash(page).await?);
        let status = page.names("status").await?;
        assert!(status.len() >= 2, "what changed is announced: {status:?}");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_text_is_copied_or_selected_where_copying_is_forbidden() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#view=changes&against=told-by:csidb&told-by=securityaffairs")).await?;
        expect_summary(page, "14 added, 5 changed, 14 withdrawn").await?;
        page.run_js("navigator.clipboard.writeText = async (it) => { window.copied = it; };").await?;
        page.role("button", "Copy as text").await?.click().await?;
        page.wait_for("the copy", &format!("window.copied?.startsWith({PLAIN})")).await?;
        let copied = text(page, "window.copied").await?;
        let (changes, marking) = copied.trim().rsplit_once("\n\n").unwrap_or((&copied, ""));
        assert_eq!(changes, golden("tellings").trim());
        assert!(marking.contains("TLP:CLEAR"), "with whom it may be shared: {copied}");
        page.wait_for(
            "its word",
            "[...root.querySelectorAll('[role=status]')].some((it) => it.textContent === 'Copied.')",
        )
        .await?;
        page.run_js(
            "navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); };",
        )
        .await?;
        page.role("button", "Copy as text").await?.click().await?;
        let selected =
            "(({ selectionStart: a, selectionEnd: b, value }) => value.slice(a, b) === value)(root.activeElement)";
        page.wait_for("the selection", &format!("root.activeElement?.matches('.plain textarea') && {selected}"))
            .await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn an_attribute_compares_as_well() {
    let html = "<!doctype html><html lang=en><title>x</title><script type=module src=breachmap.js></script><body>
        <breach-map src=gallery/ntt-communications-2020.json against='as-of:2020-05-07' as-of=2020-05-11></breach-map>";
    let site = Site::of_dist("/wiki/").page("/wiki/own.html", html).serve();
    Browser::new().run(async |page| {
        open(page, site.url("own.html")).await?;
        page.wait_for("the text", &format!("{PLAIN}.trim() === {}", json!(golden("days").trim()))).await?;
        page.run_js("map.removeAttribute('against');").await?;
        page.wait_for("the story", "!root.querySelector('.changes')").await
    });
}
