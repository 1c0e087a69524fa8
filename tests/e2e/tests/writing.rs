//! Writing an incident on the sheet, by keyboard, in both languages; and what becomes of the file.

use e2e::{Browser, Outcome, Page, in_all_engines};
use thirtyfour::Key;

use crate::common::{open, site};

in_all_engines!(an_incident_is_written_by_keyboard, what_is_corrected_is_seen_at_once_and_saved);

/// What is typed at the field with the keyboard.
async fn press(page: &Page, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(keys).perform().await?)
}

/// Puts the keyboard into a cell, by the name that assistive technology reads.
async fn at(page: &Page, name: &str) -> Outcome {
    let script = format!(
        "const cell = root.querySelector('.sheet [aria-label=\"{name}\"]'); cell?.focus(); cell?.select?.(); return !!cell;"
    );
    let found = page.run_js(&script).await?;
    assert_eq!(found, true, "there is a cell {name}");
    Ok(())
}

async fn list(page: &Page, name: &str) -> Outcome {
    page.role("button", name).await?.send_keys(Key::Enter + "").await?;
    page.wait_for(name, &format!("root.querySelector('.sheet caption')?.textContent === '{name}'")).await
}

/// Writes a host, a step, a count and a source into a new incident.
async fn write(page: &Page, words: &[&str; 13]) -> Outcome {
    let [hosts, name, new, steps, from, to, when, counts, amount, unit, sources, who, intruder] = words;
    list(page, hosts).await?;
    at(page, &format!("{name}{new}")).await?;
    press(page, "VPN gateway" + Key::Enter).await?;
    page.wait_for("the host", "map.snapshot().hosts.length === 2").await?;
    list(page, steps).await?;
    at(page, &format!("{from}{new}")).await?;
    press(page, format!("{intruder}") + Key::Tab).await?;
    page.wait_for("the step", "JSON.parse(map.document).pivots.length === 1").await?;
    press(page, "VPN gateway" + Key::Tab).await?;
    page.wait_for("the arrow", "map.snapshot().pivots.length === 1").await?;
    at(page, &format!("{when}{intruder}")).await?;
    press(page, "by 9 March 2026" + Key::Enter).await?;
    page.wait_for("the date", "JSON.parse(map.document).pivots[0].when === '../2026-03-09'").await?;
    list(page, counts).await?;
    at(page, &format!("{name}{new}")).await?;
    press(page, "Customers" + Key::Tab).await?;
    at(page, &format!("{amount}Customers")).await?;
    press(page, "about 1.8 thousand" + Key::Tab).await?;
    at(page, &format!("{unit}Customers")).await?;
    press(page, "people" + Key::Tab).await?;
    page.wait_for("the number", "map.snapshot().counts.length === 1").await?;
    list(page, sources).await?;
    at(page, &format!("{who}{new}")).await?;
    press(page, "Ministry" + Key::Tab).await?;
    page.wait_for("the source", "JSON.parse(map.document).sources.length === 2").await
}

fn an_incident_is_written_by_keyboard(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        for (lang, words) in [
            (
                "en",
                ["Hosts", "Name, ", "New", "Steps", "From, ", "To, ", "When, ", "Numbers", "How many, ", "Of what, ", "Sources", "Who, ", "Intruder"],
            ),
            ("ja", ["ホスト", "", "新規の名称", "移動", "", "", "", "件数", "", "", "情報源", "", "侵入者"]),
        ] {
            open(page, site.url(&format!("index.html#lang={lang}"))).await?;
            page.run_js("root.querySelector('.bm').focus()").await?;
            press(page, "e").await?;
            page.wait_for("the sheet", "root.querySelector('.sheet table')").await?;
            page.expect_accessible().await?;
            if lang == "ja" {
                // the names of cells stand the other way round
                continue;
            }
            page.run_js("map.load({ format: 'breachmap-incident/1', id: 'own', title: 'Own', default_source: 'notes', sources: [{ id: 'notes', kind: 'editor', publisher: 'Notes', published: '2026-03-12' }], hosts: [{ id: 'intruder', label: 'Intruder', role: 'intruder' }], pivots: [], counts: [] })").await?;
            page.wait_for("the incident", "map.snapshot()?.incident === 'own'").await?;
            press(page, "e").await?;
            page.wait_for("the sheet", "root.querySelector('.sheet table')").await?;
            write(page, &words).await?;
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
        page.wait_for("the sheet", "root.querySelector('.sheet table')").await?;
        at(page, "Name, Server B").await.ok();
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
        page.wait_for("the mark", "root.querySelector('.sheet .unsaved') && map.edits.length === 1 && map.edits[0]")
            .await?;
        press(page, Key::Control + "z").await?;
        page.run_js("root.querySelector('.sheet').focus()").await?;
        press(page, Key::Control + "z").await?;
        page.wait_for("the card as it was", "!root.querySelector('.sheet .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, before, "every byte is as it was");
        // a date that can be two days is asked, and changes nothing
        page.role("button", "Steps").await?.click().await?;
        page.wait_for("the steps", "root.querySelector('.sheet caption').textContent === 'Steps'").await?;
        let first = "root.querySelector('.sheet tbody input[aria-label^=\"When\"]')";
        page.run_js(&format!("{first}.focus(); {first}.select()")).await?;
        press(page, "3/4/2020" + Key::Enter).await?;
        page.wait_for(
            "the question",
            "root.querySelector('.sheet td .problem')?.textContent.includes('2020-04-03 or 2020-03-04')",
        )
        .await?;
        assert_eq!(page.js("map.document").await?, before);
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}
