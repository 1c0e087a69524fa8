//! A copied address shows the same picture again, and Back works.

use e2e::{Browser, Outcome, Page, in_all_engines};

use crate::common::{all_text, expect_day, hash, open, site, text, wait_for_incident};

in_all_engines!(a_copied_address_shows_the_same_picture,);

async fn expect_picture(page: &Page, incident: &str, day: &str, chosen: &str, is_table: bool) -> Outcome {
    wait_for_incident(page, incident).await?;
    expect_day(page, day).await?;
    page.wait_for("the view", &format!("!!root.querySelector('table') === {is_table}")).await?;
    let fragment = format!("new URLSearchParams(map.fragment).get('select') === '{chosen}'");
    page.wait_for("the choice", &fragment).await?;
    page.role("region", "What sources say").await?;
    Ok(())
}

fn a_copied_address_shows_the_same_picture(browser: &Browser) {
    let site = site();
    let mut address = String::new();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.find("option[value='ntt-communications-2025']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        page.run_js("await map.seek('2025-02-10');").await?;
        let chosen = text(page, "map.snapshot().hosts.find((it) => it.label === 'Device A').id").await?;
        page.run_js(&format!("await map.select('{chosen}');")).await?;
        page.role("button", "Table").await?.click().await?;
        expect_picture(page, "ntt-communications-2025", "2025-02-10", &chosen, true).await?;
        page.wait_for("the address", "location.hash.includes('view=table')").await?;
        address = text(page, "location.href").await?;
        page.expect_quiet(&[&site]).await
    });
    assert!(address.contains("incident=ntt-communications-2025"), "{address}");
    // another visitor, and one who got it through something that escapes what it can
    for address in [address.clone(), address.replace("2025-02-10", "2025%2D02%2D10")] {
        browser.run(async |page| {
            open(page, &address).await?;
            let chosen = address.split("select=").nth(1).and_then(|it| it.split('&').next()).unwrap_or_default();
            expect_picture(page, "ntt-communications-2025", "2025-02-10", chosen, true).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn another_fragment_is_followed_and_back_leads_back() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js("location.hash = 'as-of=2020-05-11&select=ad&view=table';").await?;
        expect_picture(page, "ntt-communications-2020", "2020-05-11", "ad", true).await?;
        page.run_js("location.hash = 'incident=ntt-communications-2025&as-of=2025-02-10';").await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        expect_day(page, "2025-02-10").await?;
        assert_eq!(page.js("root.querySelector('table')").await?, serde_json::Value::Null);
        page.driver.back().await?;
        expect_picture(page, "ntt-communications-2020", "2020-05-11", "ad", true).await?;
        page.driver.back().await?;
        expect_day(page, "2020-07-02").await?;
        assert_eq!(page.js("root.querySelector('table')").await?, serde_json::Value::Null);
        assert_eq!(hash(page).await?, "");
        page.driver.forward().await?;
        expect_picture(page, "ntt-communications-2020", "2020-05-11", "ad", true).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn nonsense_in_a_fragment_does_no_harm() {
    let site = site();
    Browser::new().run(async |page| {
        for fragment in [
            "as-of=2020-02-31",
            "as-of=%",
            "select=nobody",
            "incident=none",
            "view=inside-out",
            "&&=&",
            "told-by=nobody",
            "known-on=1800-01-01",
            "as-of=9999-12-31",
            "as-of=0001-01-01",
            "select=%FF%FE",
            "%E5%9B%B3",
        ] {
            page.open("about:blank").await?;
            open(page, site.url(&format!("index.html#{fragment}"))).await?;
            wait_for_incident(page, "ntt-communications-2020").await?;
            let text = all_text(page).await?;
            assert!(text.contains("NTT Communications"), "{fragment}: {text}");
            page.role("button", "Step back").await?.click().await?;
        }
        page.expect_quiet(&[&site]).await
    });
}
