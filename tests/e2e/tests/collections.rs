//! Many incidents at once: a list in a file, several files, a folder, an index at an address; and the ways in and out of the list.

use e2e::{Browser, Outcome, Page, Site, in_all_engines, root};
use serde_json::{Value, json};

use crate::common::{all_text, expect_alert, open, site, wait_for_incident};
use crate::imports::drop;

in_all_engines!(several_files_become_a_list, an_index_becomes_a_list_and_the_browser_leads_back);

/// A small incident that says who was breached.
fn incident(id: &str, title: &str) -> Value {
    json!({ "format": "breachmap-incident/1", "id": id, "title": title,
        "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
        "hosts": [{ "id": "h", "label": "H", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }] })
}

/// Drops files by name and text, as a browser does that knows no folders.
fn drop_files(files: &[(&str, String)]) -> String {
    format!(
        "const data = new DataTransfer();
        for (const [name, text] of {}) data.items.add(new File([text], name));
        root.firstElementChild.firstElementChild.dispatchEvent(new DragEvent('drop',
          {{ dataTransfer: data, bubbles: true, cancelable: true, composed: true }}));",
        json!(files)
    )
}

async fn expect_list(page: &Page, status: &str) -> Outcome {
    let expected = format!("root.querySelector('.collection [role=status]')?.textContent === {}", json!(status));
    page.wait_for(&format!("a list of {status}"), &expected).await
}

fn several_files_become_a_list(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let files = [
            ("b.json", incident("b", "Breach of B").to_string()),
            ("a.csv", "from,to,when\nmail,files,2024-03-01\n".to_owned()),
            ("notes.txt", "Dear Sir".to_owned()),
            (".hidden", "x".to_owned()),
        ];
        page.run_js(&drop_files(&files)).await?;
        expect_list(page, "2 incidents").await?;
        let text = all_text(page).await?;
        assert!(text.contains("2 of 4 files are not read") && text.contains("4 files"), "{text}");
        page.find(".unread summary").await?.click().await?;
        let unread = "[...root.querySelectorAll('.unread li')].map((it) => it.textContent)";
        let unread: Vec<String> = serde_json::from_value(page.js(unread).await?)?;
        assert!(unread[0].starts_with("notes.txt: this is plain text") && unread[1] == ".hidden: hidden", "{unread:?}");
        page.expect_accessible().await?;
        page.role("button", "Breach of B").await?.click().await?;
        wait_for_incident(page, "b").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_folder_is_gone_through_to_its_last_file() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        // what a browser gives for a folder that is dropped; no test can drop one
        let file = |path: &str, text: String| json!({ "fullPath": path, "name": path.rsplit('/').next(), "text": text });
        let folder = json!({ "fullPath": "/case", "name": "case", "inside": [
            file("/case/z.json", incident("z", "Breach of Z").to_string()),
            { "fullPath": "/case/.git", "name": ".git", "inside": [file("/case/.git/config", "x".to_owned())] },
            { "fullPath": "/case/deep", "name": "deep", "inside": [
                { "fullPath": "/case/deep/deeper", "name": "deeper", "inside":
                    [file("/case/deep/deeper/a.json", incident("a", "Breach of A").to_string()), file("/case/deep/deeper/x.pdf", "%PDF-1.7".to_owned())] },
                { "fullPath": "/case/deep/empty", "name": "empty", "inside": [] } ] } ] });
        let script = format!(
            "const entry = ({{ fullPath, name, inside, text }}) => ({{ fullPath, name, isFile: !inside, isDirectory: !!inside,
              file: (done) => done(new File([text], name)),
              createReader: () => {{ const left = inside.map(entry); return {{ readEntries: (done) => done(left.splice(0, 1)) }}; }} }});
            const event = new DragEvent('drop', {{ bubbles: true, cancelable: true, composed: true }});
            Object.defineProperty(event, 'dataTransfer', {{ value: {{ files: [], items: [{{ webkitGetAsEntry: () => entry({folder}) }}] }} }});
            root.firstElementChild.firstElementChild.dispatchEvent(event);"
        );
        page.run_js(&script).await?;
        expect_list(page, "2 incidents").await?;
        let text = all_text(page).await?;
        assert!(text.contains("3 of 5 files are not read"), "{text}");
        let unread = page.js("[...root.querySelectorAll('.unread li')].map((it) => it.textContent).join('; ')").await?;
        assert_eq!(unread, "case/deep/deeper/x.pdf: this is a PDF; breachmap cannot read it; case/.git/: hidden; case/deep/empty/: an empty folder");
        assert_eq!(page.js("root.querySelector('.collection h2').textContent").await?, "case");
        page.role("button", "Back to …").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        page.role("button", "← All 2 incidents").await?.click().await?;
        expect_list(page, "2 incidents").await?;
        // the same by the button, with a folder of this project
        let input = page.find("input[webkitdirectory]").await?;
        input.send_keys(root().join("tests/foreign/veris").display().to_string()).await?;
        page.wait_for("the other folder", "root.querySelector('.collection h2').textContent === 'veris'").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// A site with an index of two files, one of another tool, and of two that cannot be had.
fn indexed() -> Site {
    let index = json!({ "incidents": [
        { "id": "a", "file": "files/a.json", "title": { "en": "A" } },
        { "id": "b", "file": "../b.csv" }, { "id": "c", "file": "missing.json" }, { "id": "c", "file": "missing.json" }, { "id": "d", "file": "https://example.org/d.json" },
    ] });
    Site::of_dist("/wiki/some/folder/")
        .page("/wiki/lists/index.json", &index.to_string())
        .page("/wiki/lists/files/a.json", &incident("a", "Breach of A").to_string())
        .page("/wiki/b.csv", "from,to,when\nmail,files,2024-03-01\nfiles,backup,2024-03-02\n")
}

fn an_index_becomes_a_list_and_the_browser_leads_back(browser: &Browser) {
    let site = indexed().serve();
    browser.run(async |page| {
        let address = site.url("index.html?src=/wiki/lists/index.json");
        page.open(&address).await?;
        expect_list(page, "2 incidents").await?;
        let unread = page.js("[...root.querySelectorAll('.unread li')].map((it) => it.textContent)").await?;
        let unread: Vec<String> = serde_json::from_value(unread)?;
        assert!(unread[0].starts_with("missing.json: ") && unread[0].contains("404"), "{unread:?}");
        assert!(unread[2].contains("nothing is fetched from there"), "{unread:?}");
        page.role("button", "Breach of A").await?.click().await?;
        wait_for_incident(page, "a").await?;
        page.wait_for("the address", "location.hash.includes('incident=a')").await?;
        page.driver.back().await?;
        expect_list(page, "2 incidents").await?;
        page.driver.forward().await?;
        page.wait_for("the incident again", "map.snapshot()?.incident === 'a' && !root.querySelector('.collection')")
            .await?;
        page.open("about:blank").await?;
        page.open(format!("{address}#v=1&incident=a&select=h")).await?;
        page.wait_for(
            "the link",
            "map.snapshot()?.incident === 'a' && root.querySelector('[aria-pressed=true][data-entity=h]')",
        )
        .await?;
        page.role("button", "← All 2 incidents").await?.click().await?;
        expect_list(page, "2 incidents").await
    });
}

#[test]
fn a_link_into_the_gallery_as_a_list_has_a_way_back_to_it() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html?src=gallery/index.json#v=1&incident=hse-2021")).await?;
        wait_for_incident(page, "hse-2021").await?;
        page.role("button", "← All 6 incidents").await?.click().await?;
        expect_list(page, "6 incidents").await?;
        page.wait_for("an address without it", "!location.hash").await?;
        page.role("searchbox", "Search").await?.send_keys("no such words").await?;
        page.wait_for("nothing found", "root.querySelector('.collection .none')?.hidden === false").await?;
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_gallery_leaves_a_list_and_another_file_takes_its_place() {
    let site = indexed().serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js("await map.load('/wiki/lists/index.json');").await?;
        expect_list(page, "2 incidents").await?;
        page.run_js("await map.load('/wiki/lists/missing.json').catch(() => {});").await?;
        expect_alert(page, &["missing.json\" cannot be opened"]).await?;
        expect_list(page, "2 incidents").await?;
        page.run_js(
            "const select = root.querySelector('.gallery select');
            select.value = 'ntt-communications-2020';
            select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));",
        )
        .await?;
        page.role("button", "← All 2 incidents").await?.click().await?;
        page.role("button", "Breach of A").await?.click().await?;
        wait_for_incident(page, "a").await?;
        page.run_js(&drop_files(&[("own.json", incident("own", "Our own").to_string())])).await?;
        wait_for_incident(page, "own").await?;
        page.wait_for("no way back", "root.querySelector('.back').hidden").await?;
        page.run_js("await map.load(['/wiki/b.csv']);").await?;
        expect_list(page, "1 incident").await
    });
}

#[test]
fn a_list_is_searched_sorted_and_opened_and_left_again() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let incident = |n: usize| {
            json!({ "format": "breachmap-incident/1", "id": format!("i{n}"), "title": format!("Breach {n}"),
                "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
                "hosts": [{ "id": "h", "label": "H" }],
                "counts": [{ "id": "c", "label": "C", "claims": [{ "source": "s", "value": n, "unit": "people" }] }],
                "events": [{ "id": "e", "label": "E", "claims": [{ "source": "s", "when": format!("{}", 2000 + n % 20) }] }] })
        };
        let list: Vec<_> = (0..10_000).map(incident).collect();
        let file = serde_json::to_string(&list)?;
        page.run_js(&drop("list.json", &file, 1)).await?;
        page.wait_for("the list", "root.querySelector('.collection [role=status]')?.textContent === '10,000 incidents'")
            .await?;
        let rows = page.js("root.querySelectorAll('.list .row').length").await?;
        assert!(rows.as_u64().is_some_and(|it| (10..100).contains(&it)), "only what is in sight is in the page: {rows}");
        page.expect_accessible().await?;
        page.run_js("root.querySelector('.list').scrollTop = 180000;").await?;
        page.wait_for("rows further down", "+root.querySelector('.list .row').getAttribute('aria-rowindex') > 4000").await?;
        page.role("searchbox", "Search").await?.send_keys("breach 77").await?;
        page.wait_for("those found", "root.querySelector('.collection [role=status]').textContent === '280 of 10,000 incidents'")
            .await?;
        page.role("button", "Affected").await?.click().await?;
        page.wait_for("the largest first", "root.querySelector('.list .row .counts').textContent === '9,977 people'").await?;
        page.role("button", "Breach 9977").await?.click().await?;
        wait_for_incident(page, "i9977").await?;
        page.role("button", "← All 10,000 incidents").await?.click().await?;
        page.wait_for("the same search", "root.querySelector('.collection input').value === 'breach 77'").await?;
        page.expect_quiet(&[&site]).await
    });
}
