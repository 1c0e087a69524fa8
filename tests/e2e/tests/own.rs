//! Files of the reader's own: they survive a reload in their tab, and a link to one asks for it.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;

use crate::common::{all_text, expect_alert, expect_day, hash, open, site, text, wait_for_incident};
use crate::imports::drop;

in_all_engines!(a_file_of_ones_own_survives_a_reload, a_link_to_a_file_asks_for_it_and_tells_another_apart,);

const OWN: &str = r#"{ "format": "breachmap-incident/1", "id": "own", "title": "A file of my own",
    "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
    "hosts": [{ "id": "h", "label": "H", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }] }"#;

async fn expect_words(page: &Page, words: &str) -> Outcome {
    page.wait_for(words, &format!("root.firstElementChild.innerText.includes({})", json!(words))).await
}

fn a_file_of_ones_own_survives_a_reload(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js(&drop("halden.json", OWN, 1)).await?;
        wait_for_incident(page, "own").await?;
        expect_words(page, "Your file: halden.json. Only this tab keeps it").await?;
        page.run_js("await map.seek('2024-03-01'); await map.select('h');").await?;
        page.find(".tab-table").await?.click().await?;
        page.wait_for("the address", "location.hash.includes('view=table')").await?;
        let address = hash(page).await?;
        assert!(address.starts_with("file=halden.json~"), "{address}");

        page.driver.refresh().await?;
        wait_for_incident(page, "own").await?;
        expect_day(page, "2024-03-01").await?;
        page.wait_for("the table", "!!root.querySelector('table')").await?;
        assert_eq!(hash(page).await?, address);

        // away from it, and back
        page.find("option[value='ntt-communications-2025']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.driver.back().await?;
        wait_for_incident(page, "own").await?;
        expect_day(page, "2024-03-01").await?;

        page.find(".tab-map").await?.click().await?;
        page.role("button", "Do not keep it").await?.click().await?;
        expect_words(page, "It is not kept").await?;
        page.driver.refresh().await?;
        expect_alert(page, &["Open \"halden.json\" to go on"]).await?;
        page.expect_quiet(&[&site]).await
    });
}

fn a_link_to_a_file_asks_for_it_and_tells_another_apart(browser: &Browser) {
    let site = site();
    let mut address = String::new();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js(&drop("halden.json", OWN, 1)).await?;
        wait_for_incident(page, "own").await?;
        page.find(".tab-table").await?.click().await?;
        page.wait_for("the address", "location.hash.includes('view=table')").await?;
        address = text(page, "location.href").await?;
        page.expect_quiet(&[&site]).await
    });
    let other = OWN.replace("A file of my own", "Another file");
    for (file, is_it) in [(OWN, true), (other.as_str(), false)] {
        browser.run(async |page| {
            page.open(&address).await?;
            expect_alert(page, &["Open \"halden.json\" to go on", "no link contains a file"]).await?;
            assert!(!all_text(page).await?.contains("NTT Communications, 2020 "), "no other incident is shown");
            assert_eq!(page.js("map.snapshot()").await?, serde_json::Value::Null);
            page.run_js(&drop("a copy.json", file, 1)).await?;
            wait_for_incident(page, "own").await?;
            if is_it {
                page.wait_for("the table", "!!root.querySelector('table')").await?;
                assert_eq!(page.js("!!root.querySelector('.complaint .card')").await?, json!(false));
            } else {
                expect_alert(page, &["This is another file"]).await?;
                assert_eq!(page.js("!!root.querySelector('table')").await?, json!(false), "as it opens");
            }
            page.expect_quiet(&[&site]).await
        });
    }
}
