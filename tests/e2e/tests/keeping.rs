//! Nothing that somebody writes is lost: kept in this browser where that is switched on, said where it cannot be, saved to its file.

use e2e::{Browser, Outcome, Page, Site, in_all_engines};
use serde_json::json;
use thirtyfour::Key;

use crate::common::{open, site, text};
use crate::imports::drop;

in_all_engines!(
    unsaved_edits_outlive_the_page_where_that_is_switched_on,
    another_incident_takes_no_unsaved_edits_away,
    two_tabs_with_one_incident_say_so,
    what_cannot_be_kept_is_said_and_editing_goes_on,
    a_document_is_saved_to_its_own_file,
);

const RENAME: &str = "await map.apply([{ op: 'replace', path: '/hosts/1/label', value: 'Renamed' }]);";
/// How many documents are kept in this browser.
const N_KEPT: &str = "await new Promise((done) => {
    const request = indexedDB.open('breachmap-edits', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('edits');
    request.onerror = () => done(-1);
    request.onsuccess = () => {
      const all = request.result.transaction('edits').objectStore('edits').getAllKeys();
      all.onsuccess = () => { request.result.close(); done(all.result.length); };
    };
  })";
const SWITCH: &str = "root.querySelector('.keeping input')";
const CARDS: &str = "[...root.querySelectorAll('.leftovers .card')].map((it) => it.innerText)";

/// Opens the sheet of the first incident and changes something.
async fn write(page: &Page) -> Outcome {
    page.role("button", "Edit").await?.click().await?;
    page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
    rename(page).await
}

async fn rename(page: &Page) -> Outcome {
    page.run_js(RENAME).await?;
    page.wait_for("the mark", "root.querySelector('.writer .unsaved') && document.title.startsWith('● ')").await
}

/// The page ends without asking, as it does in a crash, and begins again.
async fn reload(page: &Page) -> Outcome {
    page.run_js("window.onbeforeunload = null").await?;
    page.driver.refresh().await?;
    page.wait_for("an incident", "map?.snapshot?.() && root.querySelector('input[type=range]')").await
}

async fn expect_kept(page: &Page, n: usize) -> Outcome {
    page.wait_for(&format!("{n} documents to be kept"), &format!("{N_KEPT} === {n}")).await
}

async fn press(page: &Page, name: &str) -> Outcome {
    Ok(page.role("button", name).await?.click().await?)
}

fn unsaved_edits_outlive_the_page_where_that_is_switched_on(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let before = text(page, "map.document").await?;
        write(page).await?;
        let after = text(page, "map.document").await?;
        assert_eq!(page.js(&format!("{SWITCH}.checked")).await?, false, "nothing is kept by itself");
        assert_eq!(page.js("localStorage.length").await?, 0);
        page.find(".keeping input").await?.click().await?;
        expect_kept(page, 1).await?;
        page.expect_accessible().await?;

        reload(page).await?;
        page.wait_for("the offer", &format!("{CARDS}.length === 1")).await?;
        assert_eq!(page.js("map.document").await?, *before, "what the link asks for is shown");
        assert!(!text(page, "document.title").await?.starts_with('●'));
        let card = text(page, &format!("{CARDS}[0]")).await?;
        assert!(card.starts_with("Unsaved edits of “NTT Communications"), "{card}");
        page.expect_accessible().await?;
        press(page, "Go on").await?;
        page.wait_for("the sheet", "root.querySelector('.writer .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, *after);
        assert_eq!(page.js(CARDS).await?, json!([]));
        press(page, "Undo").await?;
        page.wait_for("what it was", "!root.querySelector('.writer .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, *before, "every byte");
        expect_kept(page, 0).await?;

        rename(page).await?;
        expect_kept(page, 1).await?;
        reload(page).await?;
        press(page, "Throw away").await?;
        expect_kept(page, 0).await?;
        assert_eq!(page.js(CARDS).await?, json!([]));

        write(page).await?;
        expect_kept(page, 1).await?;
        page.find(".keeping input").await?.click().await?;
        expect_kept(page, 0).await?;
        assert_eq!(page.js("localStorage.length").await?, 0);
        reload(page).await?;
        assert_eq!(page.js(CARDS).await?, json!([]));
        page.expect_quiet(&[&site]).await
    });
}

fn another_incident_takes_no_unsaved_edits_away(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        write(page).await?;
        let after = text(page, "map.document").await?;
        page.run_js("map.incident = 'equifax-2017'").await?;
        page.wait_for("the other incident", "map.snapshot()?.incident === 'equifax-2017'").await?;
        page.wait_for("the offer", &format!("{CARDS}.length === 1")).await?;
        page.wait_for("its sheet", "!root.querySelector('.writer .unsaved') && window.onbeforeunload").await?;
        press(page, "Go on").await?;
        page.wait_for("the edits", &format!("map.document === {}", json!(after))).await?;
        page.expect_quiet(&[&site]).await
    });
}

/// Two pages beside each other; what is said in one frame of an origin is heard in the other as in another tab.
const TWO: &str = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Two</title><link rel='icon' href='data:,'>
    <iframe title='one' width='600' height='700' src='index.html'></iframe><iframe title='two' width='600' height='700' src='index.html'></iframe></html>";

fn two_tabs_with_one_incident_say_so(browser: &Browser) {
    let site = Site::of_dist("/site/").page("/site/two.html", TWO).serve();
    browser.run(async |page| {
        page.open(site.url("two.html")).await?;
        let both = "[frames[0], frames[1]].map((it) => it.document.querySelector('breach-map'))";
        page.wait_for("both incidents", &format!("{both}.every((it) => it?.snapshot?.())")).await?;
        let apply = "apply([{ op: 'replace', path: '/hosts/1/label', value: 'Renamed' }])";
        page.run_js(&format!("await {both}[0].{apply}")).await?;
        let says =
            "it.shadowRoot.querySelector('.keeping')?.innerText.includes('Another tab writes the same incident')";
        page.wait_for("the first sheet", &format!("{both}[0].shadowRoot.querySelector('.keeping')")).await?;
        assert_eq!(page.js(&format!("{both}.some((it) => {says})")).await?, false);
        page.run_js(&format!("await {both}[1].{apply}")).await?;
        page.wait_for("both to say so", &format!("{both}.every((it) => {says})")).await?;
        page.run_js("frames[1].onbeforeunload = null; document.querySelectorAll('iframe')[1].remove()").await?;
        let first = "[frames[0].document.querySelector('breach-map')]";
        page.wait_for("the first to be alone", &format!("{first}.every((it) => !({says}))")).await?;
        page.expect_quiet(&[&site]).await
    });
}

fn what_cannot_be_kept_is_said_and_editing_goes_on(browser: &Browser) {
    let site = site();
    for (refuse, words) in [
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
            "no room left",
        ),
        ("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }", "keeps nothing here"),
        (
            "IDBFactory.prototype.open = () => { const it = {}; setTimeout(() => { it.error = new DOMException('no', 'InvalidStateError'); it.onerror({}); }); return it; }",
            "keeps nothing here",
        ),
        ("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }", ""),
    ] {
        browser.run(async |page| {
            open(page, site.url("index.html")).await?;
            page.run_js(refuse).await?;
            write(page).await?;
            page.find(".keeping input").await?.click().await?;
            let said = "root.querySelector('.keeping [role=status]').innerText";
            if !words.is_empty() {
                page.wait_for(
                    words,
                    &format!("{said}.includes({}) && {said}.includes('A reload would lose')", json!(words)),
                )
                .await?;
            }
            page.run_js("await map.apply([{ op: 'replace', path: '/hosts/1/label', value: 'Once more' }])").await?;
            page.wait_for("the card", "map.document.includes('Once more')").await?;
            page.expect_accessible().await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

/// A file on a disk, as the browser gives it.
const DISK: &str = "
    window.disk = { name: 'halden.json', content: '', n: 0 };
    window.handle = {
      kind: 'file', name: disk.name,
      requestPermission: async () => window.permission ?? 'granted',
      getFile: async () => new File([disk.content], disk.name),
      createWritable: async () => { let text = ''; return { write: async (it) => { text += it; }, close: async () => { disk.content = text; } }; },
    };
    window.showSaveFilePicker = async () => { disk.n += 1; if (window.abort) throw new DOMException('no', 'AbortError'); return handle; };";

const OWN: &str = r#"{ "format": "breachmap-incident/1", "id": "own", "title": "A file of my own",
    "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
    "hosts": [{ "id": "h", "label": "H", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }, { "id": "i", "label": "I" }] }"#;

fn a_document_is_saved_to_its_own_file(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        let is_saved = "!root.querySelector('.writer .unsaved') && disk.content === map.document";
        open(page, site.url("index.html")).await?;
        page.run_js(DISK).await?;
        write(page).await?;
        page.run_js("window.abort = true").await?;
        press(page, "Save file").await?;
        page.wait_for("the question", "disk.n === 1").await?;
        page.wait_for("nothing saved", "root.querySelector('.writer .unsaved') && window.onbeforeunload").await?;
        page.run_js("window.abort = false").await?;
        press(page, "Save file").await?;
        page.wait_for("the file", is_saved).await?;
        assert_eq!(page.js("[disk.n, window.onbeforeunload, document.title]").await?, json!([2, null, "breachmap"]));
        // the same file, without a question
        rename_to(page, "Twice").await?;
        press(page, "Save file").await?;
        page.wait_for("the file again", &format!("{is_saved} && disk.n === 2")).await?;
        // what is typed and not yet taken is saved too
        let cell = "[...root.querySelectorAll('.writer td input')].find((it) => it.getAttribute('aria-label').startsWith('Title'))";
        page.run_js("[...root.querySelectorAll('.writer .tabs button')].find((it) => it.textContent === 'Incident').click()").await?;
        page.wait_for("the title", cell).await?;
        page.find(".writer td input[aria-label^=Title]").await?.send_keys(" indeed").await?;
        page.run_js("root.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true, composed: true, cancelable: true }))").await?;
        page.wait_for("what was typed", &format!("{is_saved} && JSON.stringify(JSON.parse(disk.content).title).includes(' indeed')")).await?;
        // somebody else has written into it
        page.run_js("disk.content += ' '").await?;
        rename_to(page, "Thrice").await?;
        press(page, "Save file").await?;
        page.wait_for(
            "the warning",
            "root.querySelector('.keeping').innerText.includes('has changed since it was opened here')",
        )
        .await?;
        assert_eq!(page.js("disk.content.includes('Thrice')").await?, false);
        page.expect_accessible().await?;
        press(page, "Overwrite the file").await?;
        page.wait_for("the file", is_saved).await?;
        // the browser may not
        page.run_js("window.permission = 'denied'").await?;
        rename_to(page, "Again").await?;
        press(page, "Save file").await?;
        page.wait_for(
            "the refusal",
            "root.querySelector('.keeping').innerText.includes('could not write into the file')",
        )
        .await?;
        page.run_js("window.permission = 'granted'").await?;
        press(page, "Save as another file").await?;
        page.wait_for("the file", &format!("{is_saved} && disk.n === 3")).await?;

        // a file that was dropped needs no question at all
        page.run_js(&format!(
            "disk.content = {}; DataTransferItem.prototype.getAsFileSystemHandle = async () => handle;",
            json!(OWN)
        ))
        .await?;
        page.run_js(&drop("halden.json", OWN, 1)).await?;
        page.wait_for("the file of one's own", "map.snapshot()?.incident === 'own'").await?;
        page.wait_for(
            "its sheet",
            "map.document.includes('A file of my own') && !root.querySelector('.writer .unsaved')",
        )
        .await?;
        rename(page).await?;
        press(page, "Save file").await?;
        page.wait_for("the file", &format!("{is_saved} && disk.n === 3")).await?;
        // and after a reload the tab has it as it was saved
        let saved = text(page, "map.document").await?;
        page.driver.refresh().await?;
        page.wait_for("the file as it was saved", &format!("map?.document === {}", json!(saved))).await?;

        // where the browser has no such thing, it is a download
        page.run_js("delete window.showSaveFilePicker; window.showSaveFilePicker = undefined;").await?;
        press(page, "Edit").await?;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        rename_to(page, "Downloaded").await?;
        press(page, "Save file").await?;
        let file = std::fs::read_to_string(page.download("halden.json").await?)?;
        assert!(file.contains("Downloaded"));
        page.expect_quiet(&[&site]).await
    });
}

async fn rename_to(page: &Page, name: &str) -> Outcome {
    page.run_js(&format!("await map.apply([{{ op: 'replace', path: '/hosts/1/label', value: '{name}' }}])")).await?;
    page.wait_for("the mark", "root.querySelector('.writer .unsaved')").await
}

/// What is kept of the only document, beside which its file may stand.
const KEPT: &str = "await new Promise((done) => {
    const request = indexedDB.open('breachmap-edits', 1);
    request.onsuccess = () => {
      const all = request.result.transaction('edits').objectStore('edits').getAll();
      all.onsuccess = () => { request.result.close(); done(all.result.map((it) => [JSON.parse([it].flat()[0]), Array.isArray(it)])[0] ?? []); };
    };
  })";

#[test]
fn each_edit_is_undone_after_a_reload_and_what_was_typed_is_there() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let before = text(page, "map.document").await?;
        write(page).await?;
        page.find(".keeping input").await?.click().await?;
        rename_to(page, "Twice").await?;
        page.wait_for("the second edit", &format!("({KEPT})[0]?.text.includes('Twice')")).await?;
        page.find("#cell-1-0").await?.send_keys(" and half a na").await?;
        page.wait_for("what is typed", &format!("({KEPT})[0]?.draft?.text.endsWith('half a na')")).await?;
        assert_eq!(page.js("map.document.includes('half a na')").await?, false, "it is not taken");

        reload(page).await?;
        press(page, "Go on").await?;
        page.wait_for("what was typed", "root.querySelector('#cell-1-0')?.value === 'Twice and half a na'").await?;
        page.expect_accessible().await?;
        assert_eq!(page.js("root.activeElement?.id").await?, "cell-1-0", "one goes on typing");
        assert_eq!(page.js("map.document.includes('half a na')").await?, false, "it is not taken yet");
        page.driver.action_chain().send_keys(Key::Enter).perform().await?;
        page.wait_for("it is taken", "map.document.includes('Twice and half a na')").await?;
        for label in ["Twice", "Renamed"] {
            press(page, "Undo").await?;
            page.wait_for(label, &format!("root.querySelector('#cell-1-0').value === '{label}'")).await?;
        }
        press(page, "Undo").await?;
        page.wait_for("what it was", "!root.querySelector('.writer .unsaved')").await?;
        assert_eq!(page.js("map.document").await?, *before, "every byte");
        expect_kept(page, 0).await?;
        page.expect_quiet(&[&site]).await
    });
}

/// A file on a disk that belongs to the page: it is kept as those of the reader are.
const OWN_DISK: &str = "const folder = await navigator.storage.getDirectory();
    window.file = await folder.getFileHandle('ntt.json', { create: true });
    window.content = async () => (await file.getFile()).text();";

#[test]
fn the_file_of_edits_is_known_after_a_reload() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js(&format!("{OWN_DISK} window.showSaveFilePicker = async () => file;")).await?;
        write(page).await?;
        page.find(".keeping input").await?.click().await?;
        press(page, "Save file").await?;
        page.wait_for("the file", "!root.querySelector('.writer .unsaved') && await content() === map.document").await?;
        expect_kept(page, 0).await?;
        rename_to(page, "Twice").await?;
        page.wait_for("the file beside the edits", &format!("({KEPT})[1]")).await?;

        reload(page).await?;
        page.run_js(&format!("{OWN_DISK} window.showSaveFilePicker = async () => {{ window.isAsked = true; throw new DOMException('no', 'AbortError'); }};")).await?;
        press(page, "Go on").await?;
        page.wait_for("the edits", "map.document.includes('Twice')").await?;
        press(page, "Save file").await?;
        page.wait_for("the file", "!root.querySelector('.writer .unsaved') && await content() === map.document").await?;
        assert_eq!(page.js("window.isAsked ?? false").await?, false);
        expect_kept(page, 0).await?;
        page.expect_quiet(&[&site]).await
    });
}
