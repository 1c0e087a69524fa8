//! Files of other tools: dropped or chosen, their report, what is refused by name, and a large one that leaves the page at hand.

use e2e::{Browser, Outcome, Page, Site, dist_part, root};
use serde_json::json;

use crate::common::{all_text, expect_alert, open, site};

async fn choose(page: &Page, path: &str) -> Outcome {
    let input = page.find("input[type=file]").await?;
    Ok(input.send_keys(root().join(path).display().to_string()).await?)
}

/// Drops a file of so many pieces onto the element.
pub fn drop(name: &str, piece: &str, times: usize) -> String {
    format!(
        "const data = new DataTransfer();
        data.items.add(new File(Array({times}).fill({}), {}));
        root.firstElementChild.firstElementChild.dispatchEvent(new DragEvent('drop',
          {{ dataTransfer: data, bubbles: true, cancelable: true, composed: true }}));",
        json!(piece),
        json!(name)
    )
}

#[test]
fn a_file_of_another_tool_is_shown_with_what_became_of_it() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        choose(page, "tests/foreign/veris/chain.json").await?;
        page.wait_for("the report", "root.querySelector('.import summary')?.textContent.startsWith('Read as VERIS: ')")
            .await?;
        page.find(".import summary").await?.click().await?;
        let text = all_text(page).await?;
        for words in ["chain.json", "Carried over as the file says it", "Left out"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        page.expect_accessible().await?;
        choose(page, "static/gallery/ntt-communications-2025.json").await?;
        page.wait_for("no report", "root.querySelector('.import').hidden").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_bundle_with_several_incidents_becomes_a_list_and_a_map_without_hosts_says_so() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        choose(page, "tests/foreign/stix/several.json").await?;
        page.wait_for("the list", "root.querySelector('.collection [role=status]')?.textContent === '2 incidents'")
            .await?;
        page.role("button", "Example Ltd").await?;
        page.role("button", "Sample plc").await?.click().await?;
        page.wait_for("the incident", "root.querySelector('h1').textContent === 'Customer data sold'").await?;
        let event =
            json!({ "Event": { "info": "Hashes only", "Attribute": [{ "type": "md5", "value": "0".repeat(32) }] } });
        page.run_js(&drop("hashes.json", &event.to_string(), 1)).await?;
        page.wait_for("the event", "root.querySelector('h1').textContent === 'Hashes only'").await?;
        let words = "root.querySelector('.map-empty:not([hidden])')?.textContent ?? ''";
        let words = page.js(words).await?;
        assert!(words.as_str().is_some_and(|it| it.starts_with("Nothing to draw")), "{words}");
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_is_not_read_is_refused_by_name() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let other = r#"{"meta": {"type": "sessions", "count": 0, "version": 6}, "data": []}"#;
        page.run_js(&drop("sessions.json", other, 1)).await?;
        expect_alert(page, &["\"sessions.json\" cannot be shown", "a BloodHound export", "who may reach what"]).await?;
        let load = format!("return await map.load({other}).then(() => 'shown', (error) => error.code);");
        assert_eq!(page.run_js(&load).await?, "other-file", "an object goes the same way as a file");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn while_a_large_file_is_read_the_page_stays_at_hand() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let line = format!("{{\"message\": \"{}\"}}\n", "x".repeat(500)).repeat(2000);
        page.run_js(&drop("events.jsonl", &line, 200)).await?;
        page.wait_for("progress", "root.querySelector('.reading [role=status]').textContent.includes('events.jsonl')")
            .await?;
        page.run_js("await map.seek('2020-05-08');").await?;
        page.wait_for("the day", "map.snapshot().lens.as_of === '2020-05-08'").await?;
        expect_alert(page, &["\"events.jsonl\" cannot be shown", "the lines are no events that are known"]).await?;
        page.wait_for("the bar to be gone", "root.querySelector('.reading').hidden").await?;
        page.run_js(&drop("again.jsonl", &line, 200)).await?;
        page.wait_for("progress", "root.querySelector('.reading [role=status]').textContent.includes('again.jsonl')")
            .await?;
        // at once: the reader is fast, and a busy machine slow to find a button by its name
        let cancel = "const button = root.querySelector('.reading button'); button.click(); return button.textContent;";
        assert_eq!(page.run_js(cancel).await?, "Cancel");
        page.wait_for("the bar to be gone", "root.querySelector('.reading').hidden").await?;
        assert_eq!(page.js("map.snapshot().lens.as_of").await?, "2020-05-08", "what is shown stays");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn where_no_worker_may_run_that_is_said() {
    let policy = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'";
    let site = Site::of_dist("/wiki/").header("Content-Security-Policy", policy).serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        choose(page, "tests/foreign/veris/chain.json").await?;
        expect_alert(page, &["read by a part of the program that cannot run here", "breachmap convert"]).await
    });
}

#[test]
fn a_reader_that_runs_out_of_memory_says_what_to_do() {
    // what an allocation that fails does in wasm
    let reader = "export default async () => {};
        export const documentWords = () => '';
        export class Reader { begin() {} push() { throw new WebAssembly.RuntimeError('unreachable'); } }";
    let path = format!("/wiki/{}", dist_part("assets/reader", ".js"));
    let site = Site::of_dist("/wiki/").page(&path, reader).serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        choose(page, "tests/foreign/veris/chain.json").await?;
        expect_alert(page, &["the reader stopped: unreachable", "more memory than this browser has"]).await?;
        choose(page, "static/gallery/ntt-communications-2025.json").await?;
        page.wait_for("another file", "map.snapshot().incident === 'ntt-communications-2025'").await
    });
}
