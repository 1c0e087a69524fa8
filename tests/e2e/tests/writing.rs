//! Writing an incident on the sheet, by keyboard, in both languages; and what becomes of the file.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;
use thirtyfour::Key;

use crate::common::{open, site};

in_all_engines!(an_incident_is_written_by_keyboard, what_is_corrected_is_seen_at_once_and_saved);

/// Types into a cell, by the name that assistive technology reads, in place of what stands there; and leaves it by a key.
/// Drivers disagree on how a key is held, so what stands there is taken out by a script.
pub async fn fill(page: &Page, name: &str, text: &str, leave: Key) -> Outcome {
    let cell = format!(".writer [aria-label=\"{name}\"]");
    let field = page.find(&cell).await?;
    type_over(page, &cell, "").await?;
    Ok(field.send_keys(format!("{text}{}", char::from(leave))).await?)
}

/// Puts a text into a field, as far as the page can tell.
async fn type_over(page: &Page, field: &str, text: &str) -> Outcome {
    let (field, text) = (json!(field), json!(text));
    page.run_js(&format!(
        "const it = root.querySelector({field}); it.value = {text}; it.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
    ))
    .await
    .map(|_| ())
}

/// Turns to a list.
pub async fn turn(page: &Page, name: &str) -> Outcome {
    page.role("button", name).await?.send_keys(Key::Enter + "").await?;
    let shown = format!("root.querySelector('.writer caption')?.textContent === {}", json!(name));
    page.wait_for(name, &shown).await
}

/// A new incident with nobody in it but its intruder.
pub const EMPTY: &str = "{ format: 'breachmap-incident/1', id: 'own', title: 'Own', default_source: 'notes', sources: [{ id: 'notes', kind: 'editor', publisher: 'Notes', published: '2026-03-12' }], hosts: [{ id: 'intruder', label: 'Intruder', role: 'intruder' }], pivots: [], counts: [] }";

fn an_incident_is_written_by_keyboard(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        for lang in ["en", "ja"] {
            let is_english = lang == "en";
            let cell = |column: &str, row: &str| {
                if is_english { format!("{column}, {row}") } else { format!("{row}の{column}") }
            };
            let said = |english: &'static str, japanese: &'static str| if is_english { english } else { japanese };
            let (name, new) = (said("Name", "名称"), said("New", "新規"));
            open(page, site.url(&format!("index.html#lang={lang}"))).await?;
            page.run_js(&format!("return map.load({EMPTY})")).await?;
            page.wait_for("the incident", "map.snapshot()?.incident === 'own'").await?;
            page.find(".bm").await?.send_keys("e").await?;
            page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
            page.expect_accessible().await?;

            turn(page, said("Hosts", "ホスト")).await?; // the sheet stands where it stood
            fill(page, &cell(name, new), "VPN gateway", Key::Enter).await?;
            page.wait_for(
                "the host",
                "map.snapshot().hosts.length === 2 || JSON.parse(map.document).hosts.length === 2",
            )
            .await?;
            turn(page, said("Steps", "移動")).await?;
            fill(page, &cell(said("From", "起点"), new), "Intruder", Key::Tab).await?;
            page.wait_for("the step", "JSON.parse(map.document).pivots.length === 1").await?;
            fill(page, &cell(said("To", "到達先"), "Intruder"), "VPN gateway", Key::Tab).await?;
            page.wait_for("the arrow", "map.snapshot().pivots.length === 1").await?;
            let when = said("by 9 March 2026", "2026年3月9日まで");
            fill(page, &cell(said("When", "時期"), "Intruder"), when, Key::Enter).await?;
            page.wait_for("the date", "JSON.parse(map.document).pivots[0].when === '../2026-03-09'").await?;
            turn(page, said("Numbers", "件数")).await?;
            fill(page, &cell(name, new), "Customers", Key::Tab).await?;
            let amount = said("about 1.8 thousand", "約1800");
            fill(page, &cell(said("How many", "件数"), "Customers"), amount, Key::Tab).await?;
            fill(page, &cell(said("Of what", "単位"), "Customers"), "people", Key::Tab).await?;
            page.wait_for("the number", "map.snapshot().counts.length === 1").await?;
            turn(page, said("Sources", "情報源")).await?;
            fill(page, &cell(said("Who", "発表者"), new), "Ministry", Key::Tab).await?;
            page.wait_for("the source", "JSON.parse(map.document).sources.length === 2").await?;
            page.expect_accessible().await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

fn what_is_corrected_is_seen_at_once_and_saved(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let before = page.js("map.document").await?;
        page.role("button", "Edit").await?.click().await?;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        page.run_js(
            "map.edits = []; map.addEventListener('breach-map-edit', (it) => map.edits.push(it.detail.changed))",
        )
        .await?;
        page.run_js("return map.apply([{ op: 'replace', path: '/hosts/1/label', value: 'Renamed' }])").await?;
        page.wait_for(
            "the card",
            "[...root.querySelectorAll('.map-svg text')].some((it) => it.textContent.includes('Renamed'))",
        )
        .await?;
        page.wait_for("the mark", "root.querySelector('.writer .unsaved') && map.edits.length === 1 && map.edits[0]")
            .await?;
        let refused = "map.apply([{ op: 'remove', path: '/hosts/999' }]).then(() => 'done', (it) => it.code)";
        assert_eq!(page.run_js(&format!("return {refused}")).await?, "unfit-edit");
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("the card as it was", "!root.querySelector('.writer .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, before, "every byte is as it was");
        // a date that can be two days is asked, and changes nothing
        turn(page, "Steps").await?;
        let when = page
            .js("root.querySelector('.writer tbody input[aria-label^=\"When\"]').getAttribute('aria-label')")
            .await?;
        let when = when.as_str().unwrap_or_default().to_owned();
        fill(page, &when, "3/4/2020", Key::Enter).await?;
        page.wait_for(
            "the question",
            "root.querySelector('.writer td .problem')?.textContent.includes('2020-04-03 or 2020-03-04')",
        )
        .await?;
        assert_eq!(page.js("map.document").await?, before);
        // what is typed outlasts whatever else changes on the page, until Escape takes it back
        turn(page, "Hosts").await?;
        let name = page.js("root.querySelector('.writer tbody input').getAttribute('aria-label')").await?;
        let field = format!(".writer [aria-label={name}]");
        let value = format!("root.querySelector({}).value", json!(field));
        let said = page.js(&value).await?;
        type_over(page, &field, "typed").await?;
        page.run_js("map.seek('2020-03-01')").await?;
        page.wait_for("the day", "map.snapshot().lens.as_of === '2020-03-01'").await?;
        assert_eq!(page.js(&value).await?, "typed");
        page.find(&field).await?.send_keys(Key::Escape + "").await?;
        page.wait_for("what was said", &format!("{value} === {said}")).await?;
        assert_eq!(page.js("map.document").await?, before);
        turn(page, "Steps").await?;
        fill(page, &when, "3 April 2020", Key::Enter).await?;
        page.wait_for(
            "the date",
            "root.querySelector('.writer .unsaved') && !root.querySelector('.writer td .problem')",
        )
        .await?;
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("the date as it was", "!root.querySelector('.writer .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, before);
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

/// Whom states are said of, and what.
const STATES: &str = "JSON.parse(map.document).hosts.map((it) => (it.states ?? []).map((one) => `${it.label}: ${one.value} ${one.when ?? ''}`)).flat().join('; ')";

async fn press(page: &Page, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
    page.driver.action_chain().send_keys(keys).perform().await?;
    page.run_js(
        "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))",
    )
    .await
    .map(drop)
}

/// A state is sorted to those of its host: the row in which it is written goes elsewhere, and the keyboard with it.
#[test]
fn a_state_is_said_of_the_host_in_whose_row_it_is_typed() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js(&format!("return map.load({EMPTY})")).await?;
        page.wait_for("the incident", "map.snapshot()?.incident === 'own'").await?;
        page.run_js("return map.apply(['File server', 'Mail', 'Backup'].map((label, at) => ({ op: 'add', path: '/hosts/-', value: { id: `h${at}`, label, names: label, states: [{ value: 'compromised' }] } })))").await?;
        page.find(".bm").await?.send_keys("e").await?;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        turn(page, "States").await?;
        page.run_js("root.querySelector('#cell-3-0').focus()").await?;
        press(page, "File server").await?;
        press(page, Key::Tab).await?;
        page.wait_for("its row", "root.activeElement?.id === 'cell-1-1'").await?;
        press(page, "restored").await?;
        press(page, Key::Tab).await?;
        press(page, "2026-03-16").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the row for the next", "root.activeElement?.id === 'cell-4-0'").await?;
        let said = "File server: compromised ; File server: restored 2026-03-16; Mail: compromised ; Backup: compromised ";
        assert_eq!(page.js(STATES).await?, said);
        // a state becomes that of another host, while one goes on in its row
        page.run_js("root.querySelector('#cell-0-0').focus(); root.activeElement.select()").await?;
        press(page, "Backup").await?;
        press(page, Key::Tab).await?;
        page.wait_for("its row", "root.activeElement?.id === 'cell-3-1'").await?;
        press(page, Key::Tab).await?;
        press(page, "2026-03-01").await?;
        press(page, Key::Tab).await?;
        let said = "File server: restored 2026-03-16; Mail: compromised ; Backup: compromised ; Backup: compromised 2026-03-01";
        assert_eq!(page.js(STATES).await?, said);
        // and what is typed stays beside its host when a row comes above it
        page.run_js("root.querySelector('#cell-1-2').focus()").await?;
        press(page, "2026-03-02").await?;
        page.run_js("return map.apply([{ op: 'add', path: '/hosts/1/states/-', value: { value: 'clean' } }])").await?;
        page.wait_for("one row more", "root.querySelectorAll('.writer tbody tr').length === 6").await?;
        press(page, Key::Tab).await?;
        let said = "File server: restored 2026-03-16; File server: clean ; Mail: compromised 2026-03-02; Backup: compromised ; Backup: compromised 2026-03-01";
        assert_eq!(page.js(STATES).await?, said);
        page.expect_quiet(&[&site]).await
    });
}
