//! Quotes on the sheet: documents that are dropped, chosen and pasted, and the answer of a language model with a false claim.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::common::{open, site};

in_all_engines!(an_answer_is_held_to_a_text_that_is_pasted);

/// A notice of a company that there is not.
const NOTICE: &str = "<!doctype html><html><head><style>p{}</style></head><body><h1>Halden Freight hacked</h1>
<p>On <b>3&nbsp;March</b> intruders reached the &ldquo;file server&rdquo;.</p><p>Up to 4,000 customers may be affected.</p></body></html>";

/// A memo in Word.
const MEMO: &str =
    "<w:document><w:p><w:r><w:t>They came in by </w:t></w:r><w:r><w:t>the VPN.</w:t></w:r></w:p></w:document>";

/// An incident that quotes both, and invents one quote.
const FILE: &str = r#"{
  "format": "breachmap-incident/1", "id": "halden", "title": "Halden Freight",
  "sources": [
    { "id": "daily", "kind": "press", "publisher": "The Daily", "published": "2024-03-25" },
    { "id": "memo", "kind": "analyst", "publisher": "Memo", "published": "2024-03-21" },
    { "id": "weekly", "kind": "press", "publisher": "Weekly", "published": "2024-03-28" }
  ],
  "hosts": [
    { "id": "intruder", "label": "Intruder", "role": "intruder" },
    { "id": "vpn", "label": "VPN gateway" },
    { "id": "files", "label": "File server" }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "vpn", "claims": [{ "source": "memo", "quote": "came in by the VPN", "at": "p. 2" }] },
    { "id": "on", "from": "vpn", "to": "files", "claims": [{ "source": "daily", "when": "2024-03-03", "quote": "reached the \"file server\"" }] }
  ],
  "events": [{ "id": "told", "kind": "public-notice", "label": "Notice", "claims": [{ "source": "weekly", "when": "2024-03-20", "quote": "told everybody" }] }],
  "counts": [{ "id": "people", "label": "Customers", "claims": [{ "source": "daily", "value": 9000, "unit": "people", "quote": "9,000 customers are affected" }] }]
}"#;

/// What a model could answer: one claim whose words are there, one invented.
const ANSWER: &str = r#"Sure: ```json
{ "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [{ "id": "daily", "kind": "press", "publisher": "The Daily" }],
  "hosts": [], "pivots": [],
  "events": [{ "id": "ransom", "kind": "other", "label": "Ransom", "claims": [{ "source": "daily", "when": "2024-03-09", "quote": "the company paid a ransom" }] }],
  "counts": [{ "id": "affected", "label": "Affected", "claims": [{ "source": "daily", "value": { "up_to": 4000 }, "unit": "people", "hedge": "possible", "quote": "Up to 4,000 customers may be affected" }] }] }
```"#;

/// A file in a zip that packs nothing.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    let (size, length) = ((content.len() as u32).to_le_bytes(), (name.len() as u16).to_le_bytes());
    // version, flags, method, time, date; hash and sizes; lengths of the name and of nothing more
    let about =
        [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc.sum().to_le_bytes(), &size, &size, &length, &[0, 0]].concat();
    let local = [b"PK\x03\x04".as_slice(), &about, name.as_bytes(), content].concat();
    let central = [b"PK\x01\x02\x14\x00".as_slice(), &about, &[0; 14], name.as_bytes()].concat();
    let [at, long] = [local.len(), central.len()].map(|it| (it as u32).to_le_bytes());
    [&local, &central, b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &long, &at, &[0, 0]].concat()
}

/// Opens the file on the sheet, and turns to its quotes.
async fn turned(page: &Page, quotes: &str) -> Outcome {
    page.run_js(&format!("return map.load({})", json!(FILE))).await?;
    page.wait_for("the incident", "map.snapshot()?.incident === 'halden'").await?;
    page.find(".bm").await?.send_keys("e").await?;
    page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
    page.role("button", quotes).await?.send_keys(Key::Enter + "").await?;
    page.wait_for("the part", "root.querySelector('.writer .quotes')").await
}

/// Drops files onto the quotes.
async fn drop(page: &Page, files: &[(&str, Vec<u8>)]) -> Outcome {
    let files: Vec<Value> = files.iter().map(|(name, bytes)| json!([name, bytes])).collect();
    page.run_js(&format!(
        "const data = new DataTransfer();
        for (const [name, bytes] of {}) data.items.add(new File([new Uint8Array(bytes)], name));
        const target = root.querySelector('.writer .quotes h2');
        for (const type of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(type, {{ bubbles: true, composed: true, cancelable: true, dataTransfer: data }}));",
        json!(files)
    ))
    .await
    .map(|_: Value| ())
}

/// The verdicts and the words of all quotes that are listed.
async fn listed(page: &Page) -> Outcome<Value> {
    page.js("[...root.querySelectorAll('.quotes > section:nth-of-type(2) .checked li')].map((it) => [it.className, it.querySelector('p:nth-of-type(2)').textContent, it.querySelector('p:last-of-type').textContent])").await
}

/// Puts a text into a field as if it was pasted; what is long would be typed for minutes.
async fn put(page: &Page, name: &str, text: &str) -> Outcome {
    let field = json!(format!(".quotes textarea[aria-label={name:?}]"));
    page.run_js(&format!("root.querySelector({field}).value = {}", json!(text))).await.map(|_: Value| ())
}

#[test]
fn quotes_are_held_to_documents_that_are_dropped() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#lang=en")).await?;
        turned(page, "Quotes").await?;
        let before = page.js("map.document").await?;
        page.expect_accessible().await?;
        let memo = zip("word/document.xml", MEMO.as_bytes());
        drop(page, &[("daily.html", NOTICE.into()), ("memo.docx", memo), ("photo.png", vec![0x89, 0xff, 0xfe])]).await?;
        page.wait_long_for("the documents", "root.querySelectorAll('.quotes .documents li').length === 2").await?;
        assert_eq!(map_is_shown(page).await?, true, "what is dropped there is not opened");
        let expected = json!([
            ["not-found", "“9,000 customers are affected”", "daily.html does not even have its beginning"],
            ["nearly", "“reached the \"file server\"”", "daily.html, line 2"],
            ["found", "“came in by the VPN”", "memo.docx, line 1"],
            ["not-checked", "“told everybody”", ""]
        ]);
        assert_eq!(listed(page).await?, expected);
        let said = "root.querySelector('.quotes').innerText";
        for words in ["1 found, 1 nearly, 1 not found, 1 not checked", "No words can be read in photo.png", "guessed"] {
            page.wait_for(words, &format!("{said}.includes({})", json!(words))).await?;
        }
        page.expect_accessible().await?;
        // another source is said by the keyboard
        let choice = page.find(".quotes select[aria-label='Source of memo.docx']").await?;
        choice.send_keys("Weekly").await?;
        page.wait_for("the other source", &format!("{said}.includes('0 found, 1 nearly, 2 not found, 1 not checked')")).await?;
        choice.send_keys("Memo").await?;
        page.wait_for("the source", &format!("{said}.includes('1 found, 1 nearly, 1 not found, 1 not checked')")).await?;
        // the way to the row, where the cell says it too
        page.role("button", "Go to Numbers: Customers").await?.send_keys(Key::Enter + "").await?;
        page.wait_for("the cell", "root.activeElement?.getAttribute('aria-label') === 'Quote, Customers'").await?;
        page.wait_for("what is wrong", "root.activeElement.getAttribute('aria-invalid') === 'true' && root.querySelector('#' + root.activeElement.getAttribute('aria-describedby')).textContent.includes('not found: daily.html')").await?;
        page.expect_accessible().await?;
        page.run_js("const it = root.activeElement; it.value = 'Up to 4,000 customers'; it.dispatchEvent(new Event('change', { bubbles: true }))").await?;
        page.wait_for("the place", "[...root.querySelectorAll('.writer td > span')].some((it) => it.textContent === 'found: daily.html, line 3')").await?;
        page.role("button", "Undo").await?.click().await?;
        page.wait_for("every byte", &format!("map.document === {before}")).await?;
        page.expect_quiet(&[&site]).await
    });
}

async fn map_is_shown(page: &Page) -> Outcome<Value> {
    page.js("map.snapshot().incident === 'halden' && !root.querySelector('.complaint .card')").await
}

fn an_answer_is_held_to_a_text_that_is_pasted(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        for lang in ["en", "ja"] {
            let is_english = lang == "en";
            let said = |english: &'static str, japanese: &'static str| if is_english { english } else { japanese };
            open(page, site.url(&format!("index.html?{lang}#lang={lang}"))).await?; // another page
            turned(page, said("Quotes", "引用の照合")).await?;
            let before = page.js("map.document").await?;
            page.run_js("root.querySelector('.quotes details.pasted').open = true").await?;
            let text = "The Daily: intruders reached the “file server”. Up to 4,000 customers may be affected.";
            // a key of a text is no key of the page
            let field = page
                .find(&format!(".quotes textarea[aria-label='{}']", said("Text of the document", "文書の文字")))
                .await?;
            field.send_keys("[ep/").await?;
            put(page, said("Text of the document", "文書の文字"), text).await?;
            page.role("button", said("Take this text", "この文字を文書にする")).await?.click().await?;
            page.wait_for("the document", "root.querySelectorAll('.quotes .documents li').length === 1").await?;
            page.wait_for("its source", "root.querySelector('.quotes .documents select').value === 'daily'").await?;
            let told = said("Instructions with the documents", "指示文と文書");
            let told = format!("root.querySelector('.quotes textarea[aria-label={}]').value", json!(told));
            page.wait_for("the document in the instructions", &format!("{told}.includes({})", json!(text))).await?;
            page.role("button", said("Copy instructions", "指示文をコピー")).await?.click().await?;
            page.wait_for(
                "an answer of the clipboard",
                "root.querySelector('.quotes .model [role=status]').textContent",
            )
            .await?;

            put(page, said("Answer of the model", "言語モデルの答え"), ANSWER).await?;
            page.role("button", said("Check the answer", "答えを照合")).await?.click().await?;
            page.wait_for(
                "what is held apart",
                "root.querySelector('.quotes .answer li.not-found')?.textContent.includes('the company paid a ransom')",
            )
            .await?;
            page.wait_for(
                "what is found",
                "root.querySelector('.quotes .answer li.found')?.textContent.includes('Up to 4,000 customers')",
            )
            .await?;
            assert_eq!(page.js("map.document").await?, before, "nothing has entered the file");
            page.expect_accessible().await?;
            page.role("button", said("Add 1 claim to the file", "記述1件をファイルに追加")).await?.click().await?;
            page.wait_for("the number", "JSON.parse(map.document).counts.length === 2").await?;
            assert_eq!(page.js("/ransom|Ransom/.test(map.document)").await?, false);
            page.wait_for(
                "the sum",
                &format!(
                    "root.querySelector('.quotes').innerText.includes({})",
                    json!(said("1 found, 1 nearly", "一致1件、ほぼ一致1件"))
                ),
            )
            .await?;
            page.role("button", said("Undo", "元に戻す")).await?.click().await?;
            page.wait_for("every byte", &format!("map.document === {before}")).await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn quotes_fit_a_phone() {
    let site = site();
    Browser::new().size(390, 844).run(async |page| {
        open(page, site.url("index.html")).await?;
        turned(page, "Quotes").await?;
        drop(page, &[("daily.html", NOTICE.into())]).await?;
        page.wait_long_for("the document", "root.querySelector('.quotes .documents li')").await?;
        let wide = "[...root.querySelectorAll('.quotes *')].filter((it) => !it.closest('.unseen, .scroll .scroll') && it.getBoundingClientRect().right > innerWidth + 1).map((it) => it.outerHTML.slice(0, 80))";
        assert_eq!(page.js(wide).await?, json!([]));
        page.expect_accessible().await
    });
}
