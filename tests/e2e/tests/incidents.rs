//! What is seen first, the table that says the same, and the way from one incident to the other.

use e2e::{Browser, Outcome, Page};
use serde_json::{Value, json};

use crate::common::{all_text, cards, expect_snapshot, golden, labels, open, site, text, wait_for_incident};

#[test]
fn the_page_opens_with_the_first_incident_on_its_last_day() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        assert_eq!(page.js("location.hash").await?, "");
        let heading = page.role("heading", "…").await;
        assert!(heading.is_err(), "there are several headings");
        let title = text(page, "root.querySelector('h1').textContent").await?;
        assert!(title.contains("NTT Communications"), "{title}");
        let text = all_text(page).await?;
        assert!(text.contains("704 to 892"), "the range of the count, not a number nobody gave: {text}");
        assert!(text.contains("companies"), "{text}");
        assert!(text.contains("TLP:") || text.contains("not marked"), "{text}");
        let cards = cards(page).await?;
        let cards = cards.as_object().expect("an object");
        assert_eq!(cards.len(), 20);
        assert!(cards.values().all(Value::is_array), "every host has a card: {cards:?}");
        page.expect_quiet(&[&site]).await
    });
}

/// Rows of the tables: the texts of their cells.
async fn rows(page: &Page) -> Outcome<Vec<Vec<String>>> {
    let rows = page
        .js("[...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map((it) => it.textContent.trim()))")
        .await?;
    Ok(serde_json::from_value(rows)?)
}

async fn the_table_says_what_the_map_says(page: &Page) -> Outcome {
    let snapshot = page.js("map.snapshot()").await?;
    let labels = labels(page).await?;
    page.role("button", "Table").await?.click().await?;
    page.role("region", "Table").await?;
    let rows = rows(page).await?;
    let list = |name: &str| snapshot[name].as_array().cloned().unwrap_or_default();
    for host in list("hosts") {
        // "Server B (cloud): contained (possibly); 6 sources disagree; Singapore"
        let label = labels[host["id"].as_str().unwrap_or_default()].as_str().ok_or("a host without a card")?;
        let (label, twins) = label.split_once("; perhaps the same as ").unwrap_or((label, ""));
        let is_twin = |row: &Vec<String>| row.iter().any(|it| it.contains("Perhaps the same as"));
        assert!(twins.is_empty() || rows.iter().any(is_twin), "no row says: {twins}");
        let says = |row: &Vec<String>| {
            if row.len() < 5 {
                return false;
            }
            let disputed = label.contains(" sources disagree; ");
            let state =
                row[2].strip_prefix("possibly ").map_or_else(|| row[2].clone(), |it| format!("{it} (possibly)"));
            let state = state.replace("not yet reached", "not yet");
            label.starts_with(&format!("{}: {state};", row[0]))
                && label.ends_with(&format!("; {}", row[1]))
                && row.iter().any(|it| it.contains("disputed")) == disputed
        };
        assert!(rows.iter().any(says), "no row says: {label}");
    }
    for pivot in list("pivots") {
        // "Intruder → Singapore server: done, September 2019, disputed"; the row also says by what means
        let label = labels[pivot["id"].as_str().unwrap_or_default()].as_str().ok_or("a pivot without an arrow")?;
        let says = |row: &Vec<String>| {
            let rest = row.get(1).and_then(|it| label.strip_prefix(it.split(": ").next()?));
            rest.and_then(|it| it.strip_prefix(": ")).is_some_and(|rest| {
                let rest = rest.strip_suffix(", disputed").filter(|_| row[4].contains("disputed")).unwrap_or(rest);
                rest == format!("{}, {}", row[3], row[2])
            })
        };
        assert!(rows.iter().any(says), "no row says: {label}");
    }
    let has_cell = |text: &Value| rows.iter().flatten().any(|it| text == it.as_str());
    for event in list("events") {
        assert!(has_cell(&event["label"]), "no row for the event {}", event["label"]);
    }
    let captions = page.js("[...root.querySelectorAll('caption')].map((it) => it.textContent)").await?;
    for count in list("counts") {
        let total = json!(format!("Ledger of counts: {}", count["words"].as_str().unwrap_or_default()));
        assert!(captions.as_array().is_some_and(|it| it.contains(&total)), "no ledger for {total}");
    }
    Ok(())
}

#[test]
fn the_table_says_everything_that_the_map_says() {
    let site = site();
    Browser::new().run(async |page| {
        for address in ["index.html", "index.html#as-of=2020-05-11", "index.html#incident=ntt-communications-2025"] {
            page.open("about:blank").await?; // else only the fragment would change
            open(page, site.url(address)).await?;
            if address.contains("2025") {
                wait_for_incident(page, "ntt-communications-2025").await?;
            }
            the_table_says_what_the_map_says(page).await?;
        }
        page.role("button", "Map").await?.click().await?;
        page.wait_for("the map again", "root.querySelector('svg [data-entity]')").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_gallery_leads_to_the_other_incident_and_back() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.role("combobox", "Incident").await?;
        // the title is the choice: all of it, and not cut at any width
        let on_title = "(() => { const box = root.querySelector('.title h1').getBoundingClientRect();
            return root.elementFromPoint(box.left + 5, box.top + 5).matches('.gallery select'); })()";
        assert_eq!(page.js(on_title).await?, true);
        page.find("option[value='ntt-communications-2025']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        expect_snapshot(page, "map", &golden("ntt-2025", "last-day")).await?;
        page.wait_for("the number", "root.querySelector('main').innerText.includes('17,891')").await?;
        page.wait_for("the address", "location.hash === '#v=1&incident=ntt-communications-2025'").await?;
        let cards = cards(page).await?;
        assert_eq!(cards.as_object().map(serde_json::Map::len), Some(4));
        page.find("option[value='ntt-communications-2020']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        page.wait_for("the address", "location.hash === ''").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn every_language_of_the_file_can_be_read() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-28&known-on=2020-07-02")).await?;
        page.run_js("map.setAttribute('lang', 'ja'); map.setAttribute('theme', 'dark');").await?;
        page.wait_for("labels in Japanese", "root.querySelector('.bm').lang === 'ja'").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "japanese-dark")).await?;
        page.run_js("map.removeAttribute('lang');").await?;
        page.wait_for("labels in English", "root.querySelector('.bm').lang === 'en'").await?;
        page.expect_quiet(&[&site]).await
    });
}
