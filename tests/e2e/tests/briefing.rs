//! The one-file briefing: made by the command and by the page, opened from a file behind the wall, saved again.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use e2e::{Browser, Outcome, Page, Site, in_all_engines, pictures, root};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::common::{command, expect_alert, expect_snapshot, golden, open, site, text, wait_for_incident};

in_all_engines!(
    a_briefing_works_from_a_file_and_saves_itself_again,
    the_page_and_the_command_make_the_same_briefing,
    hostile_words_are_text,
    the_empty_app_opens_a_file,
);

const NTT: [&str; 2] = ["static/gallery/ntt-communications-2020.json", "static/gallery/ntt-communications-2025.json"];

/// A folder of this test and this engine.
fn scratch() -> PathBuf {
    let name = thread::current().name().unwrap_or("test").replace("::", "-");
    let folder = pictures().join("briefings").join(name);
    fs::create_dir_all(&folder).expect("the folder of the tests can be written to");
    folder
}

/// The briefing of these files, as the command makes it of the app of the site.
fn by_command(files: &[&str]) -> PathBuf {
    let out = scratch().join("briefing.html");
    let name = out.display().to_string();
    let said = command(&[&["bundle", "--app", "dist/briefing.html", "--force", "-o", &name], files].concat());
    println!("{}", said.trim_end());
    out
}

fn address(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Opens the dialog and chooses the briefing there.
async fn open_dialog(page: &Page) -> Outcome {
    page.role("button", "Export").await?.send_keys(Key::Enter + "").await?;
    page.wait_for("what is in the dialog", "root.querySelector('.hand-on form')").await?;
    page.run_js(
        "const kinds = root.querySelector('dialog[open] select');
        kinds.value = 'html';
        kinds.dispatchEvent(new Event('change', { bubbles: true }));",
    )
    .await?;
    page.wait_for("the choice", "root.querySelector('dialog[open] select').value === 'html'").await
}

/// Saves by the dialog, ticking first the boxes with these names.
async fn save(page: &Page, also: &[&str]) -> Outcome<Vec<u8>> {
    open_dialog(page).await?;
    for name in also {
        page.role("checkbox", name).await?.send_keys(" ").await?;
    }
    page.role("button", "Save").await?.click().await?;
    Ok(fs::read(page.download(".html").await?)?)
}

/// Fails without printing two megabytes.
fn expect_same(saved: &[u8], expected: &[u8]) -> Outcome {
    let at = saved.iter().zip(expected).position(|(a, b)| a != b);
    match (at, saved.len() == expected.len()) {
        (None, true) => Ok(()),
        (at, _) => {
            let at = at.unwrap_or(saved.len().min(expected.len()));
            let part = |bytes: &[u8]| {
                String::from_utf8_lossy(&bytes[at.saturating_sub(80)..bytes.len().min(at + 80)]).into_owned()
            };
            Err(format!("they differ at byte {at}:\n{}\n{}", part(saved), part(expected)).into())
        }
    }
}

fn a_briefing_works_from_a_file_and_saves_itself_again(browser: &Browser) {
    let path = by_command(&NTT);
    browser.run(async |page| {
        open(page, address(&path)).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        let slider = page.role("slider", "Day shown").await?;
        for _ in 0..3 {
            slider.send_keys(Key::PageDown + "").await?;
        }
        page.wait_for("another day", "map.snapshot().lens.as_of === '2020-06-26'").await?;
        page.wait_for("the chart", "root.querySelector('.chart svg path')").await?;
        assert_eq!(text(page, "location.hash").await?, "#v=1&as-of=2020-06-26");
        page.role("button", "Table").await?.click().await?;
        page.wait_for("the table", "root.querySelector('table')").await?;
        page.run_js(
            "const choice = root.querySelector('.gallery select');
            choice.value = 'ntt-communications-2025';
            choice.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        expect_same(&save(page, &[]).await?, &fs::read(&path)?)?;
        page.expect_quiet(&[]).await
    });
}

fn the_page_and_the_command_make_the_same_briefing(browser: &Browser) {
    let path = by_command(&NTT);
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-11")).await?;
        let saved = save(page, &["NTT Communications, 2025"]).await?;
        expect_same(&saved, &fs::read(&path)?)?;
        page.expect_quiet(&[&site]).await
    });
}

const HOSTILE: &str =
    "</script><script>alert(1)</script><!-- <script> ]]> \u{2028}\u{202E} <img src=x onerror=alert(2)> </title> &lt;";

/// As it is shown: characters that would turn or break the line around them are left out when a file is read.
const SHOWN: &str = "</script><script>alert(1)</script><!-- <script> ]]> <img src=x onerror=alert(2)> </title> &lt;";

fn hostile_words_are_text(browser: &Browser) {
    let file = json!({
        "format": "breachmap-incident/1", "id": "hostile", "title": HOSTILE, "summary": HOSTILE,
        "sources": [{ "id": "s", "kind": "press", "publisher": HOSTILE, "title": HOSTILE, "published": "2024-03-05" }],
        "zones": [{ "id": "office", "label": HOSTILE }],
        "hosts": [{ "id": "pc", "label": HOSTILE, "role": "inside", "zone": [{ "source": "s", "value": "office" }],
            "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }],
        "unknown": { HOSTILE: HOSTILE },
    });
    let input = scratch().join("hostile.json");
    fs::write(&input, file.to_string()).expect("the folder can be written to");
    let path = by_command(&[&input.display().to_string()]);
    browser.run(async |page| {
        open(page, address(&path)).await?;
        assert_eq!(page.js("root.querySelector('h1').textContent").await?, SHOWN);
        assert_eq!(page.js("JSON.parse(document.getElementById('incident-1').textContent)").await?, file);
        assert_eq!(page.js("document.title.startsWith('</script><script>alert(1)')").await?, true);
        let outline = page.js("document.querySelector('.outline h1').textContent").await?;
        assert_eq!(outline, SHOWN);
        let elements =
            "[document.scripts.length, document.querySelectorAll('img').length, document.body.children.length]";
        assert_eq!(page.js(elements).await?, json!([4, 0, 5]), "nothing became markup");
        expect_same(&save(page, &[]).await?, &fs::read(&path)?)?;
        page.expect_quiet(&[]).await
    });
}

fn the_empty_app_opens_a_file(browser: &Browser) {
    let path = by_command(&NTT[..1]);
    browser.run(async |page| {
        page.open(address(&root().join("dist/briefing.html"))).await?;
        page.wait_for("the empty app", "root?.querySelector('main')?.textContent.includes('No incident is open')")
            .await?;
        let buttons = page.names("button").await?;
        assert!(!buttons.iter().any(|it| it == "Export" || it == "Map"), "{buttons:?}");
        page.run_js(
            "const data = new DataTransfer();
            data.items.add(new File(['{ \"format\": 1,, }'], 'broken.json', { type: 'application/json' }));
            root.querySelector('main').dispatchEvent(new DragEvent('drop',
              { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));",
        )
        .await?;
        expect_alert(page, &["\"broken.json\" cannot be shown", "not valid JSON"]).await?;
        let input = page.find("main input[type=file]").await?;
        input.send_keys(root().join(NTT[0]).display().to_string()).await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        expect_same(&save(page, &[]).await?, &fs::read(&path)?)?;
        page.expect_quiet(&[]).await
    });
}

#[test]
fn a_briefing_holds_on_to_what_it_has_and_must_hold_something() {
    let path = by_command(&NTT);
    Browser::new().run(async |page| {
        open(page, address(&path)).await?;
        open_dialog(page).await?;
        page.expect_accessible().await?;
        for name in ["NTT Communications, 2020", "NTT Communications, 2025"] {
            let one = page.role("checkbox", name).await?;
            assert!(one.is_selected().await?, "{name} is in it already");
            one.click().await?;
        }
        page.wait_for(
            "the reason",
            "root.querySelector('dialog [role=status]').innerText.includes('Choose an incident')",
        )
        .await?;
        assert!(!page.role("button", "Save").await?.is_enabled().await?);
        page.role("checkbox", "NTT Communications, 2025").await?.send_keys(" ").await?;
        page.wait_for("the name", "root.querySelector('dialog .file').innerText.includes('ntt-communications-2025-')")
            .await?;
        page.role("button", "Cancel").await?.click().await?;
        page.wait_for("the dialog to be gone", "!root.querySelector('dialog[open]')").await
    });
}

#[test]
fn where_the_script_may_not_run_the_outline_is_shown() {
    let path = by_command(&NTT[..1]);
    let page = fs::read_to_string(&path).expect("it was written");
    let (before, rest) = page.split_once("script-src 'sha256-").expect("the policy names the script");
    let blocked = scratch().join("blocked.html");
    fs::write(&blocked, format!("{before}script-src 'sha256-x{rest}")).expect("the folder can be written to");
    Browser::new().run(async |page| {
        page.open(address(&blocked)).await?;
        page.wait_for("the words", "document.querySelector('.outline .headline').getBoundingClientRect().width > 300")
            .await?;
        let shown = text(page, "document.body.innerText").await?;
        for words in [
            "NTT Communications, 2020",
            "TLP:CLEAR",
            "704 to 892 companies possibly affected",
            "Intruder → Singapore server",
            "Sources",
        ] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        assert_eq!(page.js("document.querySelector('.outline svg').getBoundingClientRect().width > 600").await?, true);
        page.expect_accessible().await
    });
}

#[test]
fn a_site_without_the_app_says_so() {
    let site = Site::of_dist("/wiki/").without("briefing.html").serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        open_dialog(page).await?;
        page.role("button", "Save").await?.click().await?;
        expect_alert(page, &["The briefing cannot be made", "briefing.html: status 404", "breachmap bundle"]).await
    });
}
