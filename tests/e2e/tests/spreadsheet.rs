//! The sheet as a spreadsheet: cells that are marked, copied, emptied and pasted upon; tables and techniques; and the question
//! before something else is opened.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::common::{open, site, wait_for_incident};
use crate::imports::drop;
use crate::writing::{EMPTY, fill, turn};

in_all_engines!(
    cells_go_through_the_clipboard_of_the_system,
    a_table_is_dropped_on_the_sheet_and_its_columns_corrected,
    what_is_not_saved_is_asked_for,
);

async fn begin(page: &Page, url: String) -> Outcome {
    open(page, url).await?;
    page.run_js(&format!("return map.load({EMPTY})")).await?;
    wait_for_incident(page, "own").await?;
    page.find(".bm").await?.send_keys("e").await?;
    page.wait_for("the sheet", "root.querySelector('.writer table')").await
}

/// What an event of the clipboard does at the cell of the keyboard: gives what was copied.
async fn clipboard(page: &Page, kind: &str, text: &str) -> Outcome<Value> {
    let script = format!(
        "const data = new DataTransfer();
        data.setData('text/plain', {});
        root.activeElement.dispatchEvent(new ClipboardEvent({}, {{ clipboardData: data, bubbles: true, cancelable: true, composed: true }}));
        return data.getData('text/plain');",
        json!(text),
        json!(kind)
    );
    page.run_js(&script).await
}

/// Presses keys with Shift held, as a script: drivers disagree on how a key is held.
async fn shift(page: &Page, key: &str) -> Outcome {
    let script = format!(
        "root.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: {}, shiftKey: true, bubbles: true, cancelable: true, composed: true }}));
        await new Promise((it) => requestAnimationFrame(() => requestAnimationFrame(it)));",
        json!(key)
    );
    page.run_js(&script).await.map(std::mem::drop)
}

/// Presses a key with Control held, in a field.
async fn control(page: &Page, field: &str, key: &str) -> Outcome {
    Ok(page.find(field).await?.send_keys(Key::Control + key).await?)
}

/// The keys that people press, and the clipboard that other programs see: no event is made by a script.
fn cells_go_through_the_clipboard_of_the_system(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        begin(page, site.url("index.html")).await?;
        page.run_js("return map.apply(['One', 'Two'].map((label) => ({ op: 'add', path: '/hosts/-', value: { id: label, label, names: label } })))").await?;
        page.wait_for("the hosts", "root.querySelector('#cell-2-0')?.value === 'Two'").await?;
        page.run_js("root.querySelector('#cell-1-0').focus(); root.querySelector('#cell-1-0').select()").await?;
        shift(page, "ArrowDown").await?;
        page.wait_for("the mark", "root.querySelectorAll('.writer td.marked').length === 2").await?;
        control(page, "#cell-1-0", "c").await?;
        // the notes of the same hosts, and a field of a single line
        page.run_js("root.querySelector('#cell-1-4').dispatchEvent(new MouseEvent('mousedown', { bubbles: true, composed: true }));").await?;
        page.wait_for("no mark", "!root.querySelector('.writer td.marked')").await?;
        control(page, "#cell-1-4", "v").await?;
        page.wait_for("the notes", "JSON.parse(map.document).hosts.map((it) => it.note).join() === ',One,Two'").await?;
        page.run_js("root.querySelector('#cell-1-4').focus(); root.querySelector('#cell-1-4').select()").await?;
        shift(page, "ArrowDown").await?;
        control(page, "#cell-1-4", "x").await?;
        page.wait_for("no notes", "JSON.parse(map.document).hosts.every((it) => !it.note)").await?;
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("the notes", "JSON.parse(map.document).hosts[2].note === 'Two'").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// In Chromium: the others give a script no clipboard.
#[test]
fn cells_are_marked_copied_emptied_and_pasted() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        turn(page, "Events").await?;
        page.run_js("root.querySelector('#cell-0-0').focus()").await?;
        // as LibreOffice and Excel write it: quotation marks around what has a tab, a mark or an end of line in it
        let rows = "Found\tdetection\t\"Mail server\nFile server\"\t9 March 2026\r\n\"Told \"\"all\"\"\"\t\t\t\r\n";
        clipboard(page, "paste", rows).await?;
        page.wait_for("two events", "JSON.parse(map.document).events?.length === 2").await?;
        page.wait_for("four hosts", "root.querySelector('#cell-0-2').value === 'Mail server; File server'").await?;
        assert_eq!(page.js("JSON.parse(map.document).events[1].label").await?, "Told \"all\"");
        page.run_js("root.querySelector('#cell-0-0').focus(); root.querySelector('#cell-0-0').select()").await?;
        for key in ["ArrowRight", "ArrowRight", "ArrowDown"] {
            shift(page, key).await?;
        }
        page.wait_for("the mark", "root.querySelectorAll('.writer td.marked').length === 6").await?;
        page.wait_for("its size", "root.querySelector('.writer .said').textContent === '2 × 3 cells marked'").await?;
        page.expect_accessible().await?;
        let copied = clipboard(page, "copy", "").await?;
        assert_eq!(copied, "Found\tdetection\tMail server; File server\nTold \"all\"\t\t");
        // pasted below, on the row of a new part
        page.find("#cell-2-0").await?.click().await?;
        page.wait_for("no mark", "!root.querySelector('.writer td.marked')").await?;
        clipboard(page, "paste", copied.as_str().unwrap_or_default()).await?;
        page.wait_for("four events", "JSON.parse(map.document).events.length === 4").await?;
        // by click with Shift, and emptied where it may be
        page.run_js("root.querySelector('#cell-2-1').focus();
            root.querySelector('#cell-2-2').dispatchEvent(new MouseEvent('mousedown', { shiftKey: true, bubbles: true, cancelable: true, composed: true }))")
            .await?;
        page.wait_for("the mark", "root.querySelectorAll('.writer td.marked').length === 2").await?;
        page.driver.action_chain().send_keys(Key::Delete).perform().await?;
        page.wait_for("empty cells", "!JSON.parse(map.document).events[2].hosts && !JSON.parse(map.document).events[2].kind").await?;
        assert_eq!(page.js("JSON.parse(map.document).events[2].label").await?, "Found");
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("full cells", "JSON.parse(map.document).events[2].hosts.length === 2").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn a_table_is_dropped_on_the_sheet_and_its_columns_corrected(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        begin(page, site.url("index.html")).await?;
        let table = "When,From,To,Where else\n2026-03-01,Intruder,VPN gateway,File server\n2026-03-02,VPN gateway,Mail server,Backup\n";
        page.run_js(&drop("steps.csv", table, 1)).await?;
        page.wait_long_for("the steps", "map.snapshot().pivots.length === 2").await?;
        assert_eq!(page.js("JSON.parse(map.document).id").await?, "own");
        page.wait_for("the words", "root.querySelector('.writer .said').textContent.startsWith('steps.csv: 2 hosts, 2 steps added.')")
            .await?;
        page.expect_accessible().await?;
        page.role("button", "Correct its columns").await?.click().await?;
        page.find(".columns select").await?;
        page.run_js("const select = [...root.querySelectorAll('.columns select')].find((it) => it.closest('label').textContent.startsWith('What Where else is'));
            select.value = 'to'; select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));")
            .await?;
        page.wait_long_for("the other hosts", "(it => it.includes('Backup') && !it.includes('Mail server'))(JSON.parse(map.document).hosts.map((it) => it.label))").await?;
        page.role("button", "Show the incident").await?.click().await?;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("nothing of it", "JSON.parse(map.document).pivots.length === 0 && JSON.parse(map.document).hosts.length === 1").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn what_is_not_saved_is_asked_for(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        for lang in ["en", "ja"] {
            let in_words = |english: &'static str, japanese: &'static str| if lang == "en" { english } else { japanese };
            begin(page, site.url(&format!("index.html#lang={lang}"))).await?;
            let (cell, name) = (in_words("Name, Intruder", "Intruderの名称"), "Halden");
            fill(page, cell, name, Key::Tab).await?;
            page.wait_for("the name", "JSON.parse(map.document).hosts[0].label === 'Halden'").await?;
            page.role("button", in_words("Done", "完了")).await?.click().await?;
            let other = "{\"format\": \"breachmap-incident/1\", \"id\": \"other\", \"title\": \"Other\", \"sources\": [], \"hosts\": [], \"pivots\": [], \"counts\": []}";
            page.run_js(&drop("other.json", other, 1)).await?;
            page.wait_for("the question", "root.querySelector('dialog.asking')?.open").await?;
            page.expect_accessible().await?;
            page.driver.action_chain().send_keys(Key::Escape).perform().await?;
            page.wait_for("no question", "!root.querySelector('dialog.asking')").await?;
            assert_eq!(page.js("JSON.parse(map.document).hosts[0].label").await?, "Halden");
            page.run_js(&drop("other.json", other, 1)).await?;
            page.wait_for("the question", "root.querySelector('dialog.asking')?.open").await?;
            page.role("button", in_words("Stay here", "この画面に残る")).await?.click().await?;
            page.wait_for("no question", "!root.querySelector('dialog.asking')").await?;
            page.run_js(&drop("other.json", other, 1)).await?;
            page.role("button", in_words("Go on without saving", "保存せずに続ける")).await?.click().await?;
            wait_for_incident(page, "other").await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn techniques_are_found_by_their_names() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        turn(page, "Steps").await?;
        fill(page, "From, New", "Intruder", Key::Tab).await?;
        page.wait_for("the step", "JSON.parse(map.document).pivots.length === 1").await?;
        let names = "performance.getEntriesByType('resource').some((it) => it.name.includes('part_writing_names'))";
        assert_eq!(page.js(names).await?, false, "nobody has looked for one");
        let cell = page.find("#cell-0-3").await?;
        cell.send_keys("valid acc").await?;
        page.wait_for("the reading", "root.querySelector('#about-0-3').textContent === 'T1078 Valid Accounts'").await?;
        assert_eq!(page.js(names).await?, true);
        page.wait_for("the offers", "root.querySelector('#offered-0-3 option').value === 'T1078 Valid Accounts'")
            .await?;
        cell.send_keys(Key::Enter + "").await?;
        page.wait_for("the id", "JSON.parse(map.document).pivots[0].technique === 'T1078'").await?;
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}
