//! Files of one's own: chosen, dropped, pasted, by address; and files that are none.

use std::fs;

use e2e::{Browser, Outcome, Page, Site, in_all_engines, root};
use serde::Deserialize;
use serde_json::json;

use crate::common::{all_text, expect_alert, expect_snapshot, gallery, golden, open, site, wait_for_incident};

in_all_engines!(
    a_file_is_opened_by_the_picker,
    a_file_is_opened_by_dropping_it,
    of_a_file_with_broken_parts_the_rest_is_shown,
);

/// Another incident than those of the gallery.
const OWN: &str = r#"{ "format": "breachmap-incident/1", "id": "own", "title": "An incident of our own",
    "sources": [{ "id": "s", "kind": "press", "publisher": "Herald", "published": "2024-03-05" }],
    "zones": [{ "id": "office", "label": "Office" }],
    "hosts": [{ "id": "pc", "label": "PC", "role": "inside",
        "zone": [{ "source": "s", "value": "office" }],
        "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }] }"#;

/// A row of `tests/bad/table.json`.
#[derive(Deserialize)]
struct Bad {
    file: String,
    error: Option<Fatal>,
    #[serde(default)]
    findings: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct Fatal {
    at: Option<(usize, usize)>,
    message: String,
    hint: String,
}

impl Fatal {
    fn place(&self) -> String {
        self.at.map_or(String::new(), |(line, column)| format!("(line {line}, column {column})"))
    }
}

fn bad_files() -> Vec<Bad> {
    let text = fs::read_to_string(root().join("tests/bad/table.json")).expect("tests/bad has a table");
    serde_json::from_str(&text).expect("the table has the shape of a table")
}

/// Chooses a file of this project, as by the dialog of the browser.
pub async fn choose(page: &Page, path: &str) -> Outcome {
    let input = page.find("input[type=file]").await?;
    Ok(input.send_keys(root().join(path).display().to_string()).await?)
}

fn a_file_is_opened_by_the_picker(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        assert!(all_text(page).await?.contains("Open file…"));
        choose(page, "static/gallery/ntt-communications-2025.json").await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        expect_snapshot(page, "map", &golden("ntt-2025", "last-day")).await?;
        choose(page, "tests/cases/states/input.json").await?;
        page.wait_for("the other file", "map.snapshot().incident !== 'ntt-communications-2025'").await?;
        expect_snapshot(page, "map", &golden("states", "last-day")).await?;
        page.expect_quiet(&[&site]).await
    });
}

fn a_file_is_opened_by_dropping_it(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let drop = format!(
            "const data = new DataTransfer();
            data.items.add(new File([{}], 'own.json', {{ type: 'application/json' }}));
            const target = root.elementFromPoint(innerWidth / 2, innerHeight / 2);
            const send = (name) => target.dispatchEvent(new DragEvent(name,
              {{ dataTransfer: data, bubbles: true, cancelable: true, composed: true }}));
            const taken = !send('dragover');
            await new Promise((done) => setTimeout(done, 50));
            const words = root.firstElementChild.innerText;
            const handled = !send('drop');
            return [taken, handled, words.includes('Drop the incident file to open it')];",
            json!(OWN)
        );
        assert_eq!(page.run_js(&drop).await?, json!([true, true, true]));
        wait_for_incident(page, "own").await?;
        page.wait_for("the hint to be gone", "!root.firstElementChild.innerText.includes('Drop the incident file')")
            .await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn text_of_a_file_is_pasted() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let paste = |target: &str, text: &str| {
            format!(
                "const data = new DataTransfer();
                data.setData('text/plain', {});
                ({target}).dispatchEvent(new ClipboardEvent('paste',
                  {{ clipboardData: data, bubbles: true, cancelable: true, composed: true }}));",
                json!(text)
            )
        };
        page.run_js(&paste("root.activeElement", OWN)).await?;
        wait_for_incident(page, "own").await?;
        page.run_js(&paste("document.body", &gallery("ntt-communications-2025"))).await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.run_js(&paste("root.activeElement ?? root.firstElementChild.firstElementChild", "Dear Sir")).await?;
        expect_alert(page, &["\"pasted text\" cannot be shown", "this is plain text"]).await?;
        page.role("button", "Close").await?.click().await?;
        page.wait_for("the alert to be gone", "!root.firstElementChild.innerText.includes('cannot be shown')").await?;
        page.run_js(&paste("root.querySelector('.date input')", "5/3/2025")).await?;
        assert!(!all_text(page).await?.contains("cannot be shown"), "what is pasted into a field is for the field");
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_file_is_opened_by_the_address_of_the_page() {
    let site = Site::of_dist("/wiki/some/folder/").page("/wiki/incidents/own.json", OWN).serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html?src=../../incidents/own.json")).await?;
        wait_for_incident(page, "own").await?;
        page.role("combobox", "Incident").await?;
        assert_eq!(page.js("root.querySelector('.gallery select').selectedOptions[0].textContent").await?, "Your file");
        open(page, site.url("index.html?src=/wiki/incidents/own.json#select=pc")).await?;
        wait_for_incident(page, "own").await?;
        page.wait_for("the choice", "root.querySelector('[aria-pressed=true][data-entity=pc]')").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn nothing_is_fetched_from_another_origin() {
    let other = Site::default().page("/own.json", OWN).header("Access-Control-Allow-Origin", "*").serve();
    let site = site();
    Browser::new().run(async |page| {
        let hosts = ["127.0.0.1", "localhost"].map(|host| other.origin().replace("127.0.0.1", host));
        let mut addresses: Vec<String> = hosts.iter().map(|it| format!("{it}/own.json")).collect();
        addresses.push(format!("//{}/own.json", other.origin().trim_start_matches("http://")));
        addresses.push(format!("data:application/json,{}", "{}"));
        addresses.push("javascript:alert(1)".to_owned());
        for address in addresses {
            page.open("about:blank").await?;
            let query = address.bytes().map(|it| format!("%{it:02X}")).collect::<Vec<_>>().concat();
            page.open(site.url(&format!("index.html?src={query}"))).await?;
            page.wait_for("the element", "root?.firstElementChild").await?;
            expect_alert(page, &["cannot be opened", "nothing is fetched from there", "Save the file"]).await?;
            assert_eq!(page.js("map.snapshot()").await?, serde_json::Value::Null, "{address}");
        }
        assert_eq!(other.seen(), [], "nobody else was asked");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_file_that_is_not_there_is_told_of() {
    let site = site();
    Browser::new().run(async |page| {
        page.open(site.url("index.html?src=missing.json")).await?;
        page.wait_for("the element", "root?.firstElementChild").await?;
        expect_alert(
            page,
            &["\"missing.json\" cannot be opened", "no such file (404)", "open the file from your computer"],
        )
        .await?;
        // and a file from the computer can be opened now
        choose(page, "static/gallery/ntt-communications-2025.json").await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        Ok(())
    });
}

#[test]
fn every_bad_file_is_explained_and_takes_nothing_away() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-11&select=ad")).await?;
        let before = page.js("[map.snapshot(), location.hash]").await?;
        let mut n_files = 0;
        for Bad { file, error, .. } in bad_files() {
            let Some(error) = error else { continue };
            choose(page, &format!("tests/bad/{file}")).await?;
            let title = format!("\"{file}\" cannot be shown");
            expect_alert(page, &[&title, &error.message, &error.place(), &error.hint]).await?;
            assert_eq!(page.js("[map.snapshot(), location.hash]").await?, before, "{file}");
            n_files += 1;
        }
        assert!(n_files >= 20);
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn every_bad_file_is_explained_where_nothing_is_shown_yet() {
    let site = Site::of_dist("/wiki/").folder("/wiki/bad/", root().join("tests/bad")).serve();
    Browser::new().run(async |page| {
        page.open(site.origin() + "/wiki/index.html?src=bad/empty.json").await?;
        page.wait_for("the element", "root?.firstElementChild").await?;
        for Bad { file, error, .. } in bad_files() {
            let Some(error) = error else { continue };
            // from the server first, then the same from the computer
            page.run_js(&format!("map.setAttribute('src', {});", json!(format!("bad/{file}")))).await?;
            let title = format!("\"{file}\" cannot be shown");
            expect_alert(page, &[&title, &error.message, &error.place(), &error.hint]).await?;
            assert_eq!(page.js("map.snapshot()").await?, serde_json::Value::Null, "{file}");
        }
        page.expect_quiet(&[&site]).await
    });
}

fn of_a_file_with_broken_parts_the_rest_is_shown(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        for Bad { file, findings, error } in bad_files() {
            if error.is_some() {
                continue;
            }
            choose(page, &format!("tests/bad/{file}")).await?;
            let count = |severity: &str| findings.iter().filter(|it| it.0 == severity).count();
            let (errors, warnings) = (count("error"), count("warning"));
            page.wait_for("the file", "map.snapshot()?.incident !== 'ntt-communications-2020'").await?;
            let text = all_text(page).await?;
            for (n, what) in [(errors, "error"), (warnings, "warning")].into_iter().filter(|it| it.0 > 0) {
                assert!(text.contains(&format!("{n} {what}")), "{text}");
            }
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn words_of_a_file_are_never_code() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let evil = r#"{ "format": "breachmap-incident/1", "id": "evil", "title": "<img src=x onerror=alert(1)>",
            "sources": [
              { "id": "s", "kind": "press", "publisher": "<b>Herald</b>", "published": "2024-03-05", "url": "javascript:alert(1)" },
              { "id": "t", "kind": "press", "publisher": "Data", "url": "data:text/html,<script>alert(1)</script>" }
            ],
            "hosts": [{ "id": "pc\"><script>alert(1)</script>", "label": "x", "role": "inside",
                "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] },
              { "id": "pc", "label": "<script>alert(2)</script>", "role": "inside",
                "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" },
                           { "source": "t", "value": "compromised", "when": "2024-03-01" }] }] }"#;
        page.run_js(&format!("await map.load({}); await map.select('pc');", json!(evil))).await?;
        page.role("region", "What sources say").await?;
        for view in ["Map", "Table"] {
            page.role("button", view).await?.click().await?;
            let code = page.js("[...root.querySelectorAll('script, img, b, iframe')].filter((it) => it.tagName !== 'B' || it.innerText === 'Herald').length").await?;
            assert_eq!(code, 0);
            let links = page.js("[...root.querySelectorAll('a')].map((it) => it.getAttribute('href'))").await?;
            let links: Vec<String> = serde_json::from_value(links)?;
            assert!(links.iter().all(|it| it.starts_with("http")), "{links:?}");
        }
        assert!(all_text(page).await?.contains("<img src=x onerror=alert(1)>"), "the title is text");
        page.expect_quiet(&[&site]).await
    });
}
