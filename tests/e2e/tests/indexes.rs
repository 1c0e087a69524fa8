//! An index that `breachmap index` wrote: only the years that are looked at come, what fails is said, and an incident leads back.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use e2e::{Browser, Outcome, Page, Site, root};
use serde_json::{Value, json};

use crate::common::{all_text, wait_for_incident};

/// Writes incidents of three years, so many each, and the index of them; its folder.
fn index(years: &[(&str, usize, &str)]) -> PathBuf {
    let place = root().join("target/tmp/e2e-index");
    fs::remove_dir_all(&place).ok();
    fs::create_dir_all(&place).expect("a folder can be made below target");
    let incident = |year: &str, n: usize, victim: &str| -> Value {
        json!({ "format": "breachmap-incident/1", "id": format!("i{year}-{n}"), "title": format!("{victim} {n} of {year}"),
            "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
            "hosts": [{ "id": "h", "label": "H" }],
            "events": [{ "id": "e", "label": "E", "claims": [{ "source": "s", "when": year }] }] })
    };
    let all: Vec<Value> =
        years.iter().flat_map(|(year, n, victim)| (0..*n).map(|it| incident(year, it, victim))).collect();
    fs::write(place.join("list.json"), json!(all).to_string()).expect("a file can be written below target");
    let words = "run --quiet --package breachmap --bin breachmap -- index target/tmp/e2e-index/list.json -o target/tmp/e2e-index/all";
    let run = Command::new(env!("CARGO")).args(words.split(' ')).current_dir(root()).status();
    assert!(run.is_ok_and(|it| it.success()), "the index is written");
    place.join("all")
}

async fn expect_status(page: &Page, status: &str) -> Outcome {
    let found = "root.querySelector('.collection .look [role=status]')?.textContent";
    page.wait_for(&format!("a list of {status}"), &format!("{found} === {}", json!(status))).await
}

/// The files of rows that were asked for.
async fn asked(page: &Page) -> Outcome<Vec<String>> {
    let names = "performance.getEntriesByType('resource').map((it) => it.name.split('/').pop()).filter((it) => /^(\\d{4}\\.json|words\\.tsv)$/.test(it))";
    Ok(serde_json::from_value(page.js(names).await?)?)
}

async fn choose_year(page: &Page, begin: &str) -> Outcome {
    let script = format!(
        "const select = root.querySelector('.collection select');
        select.value = [...select.options].find((it) => it.text.startsWith('{begin}')).value;
        select.dispatchEvent(new Event('change', {{ bubbles: true, composed: true }}));"
    );
    page.run_js(&script).await?;
    Ok(())
}

#[test]
fn of_an_index_only_what_is_looked_at_is_read_and_what_fails_can_be_tried_again() {
    let folder = index(&[("2019", 250, "Shop"), ("2018", 30, "Shop"), ("2017", 20, "Bank")]);
    let site = Site::of_dist("/wiki/").folder("/wiki/all/", &folder).serve();
    Browser::new().run(async |page| {
        let address = site.url("index.html?src=/wiki/all/index.json");
        page.open(&address).await?;
        expect_status(page, "250 of 300 incidents").await?;
        let text = all_text(page).await?;
        assert!(text.contains("1 of 3 years are read, with 250 of 300 incidents"), "{text}");
        assert_eq!(asked(page).await?, ["2019.json"]);
        page.expect_accessible().await?;
        page.picture("index").await?;
        // found over all years by their words
        page.role("searchbox", "Search").await?.send_keys("bank").await?;
        expect_status(page, "20 of 300 incidents").await?;
        assert_eq!(asked(page).await?, ["2019.json", "words.tsv", "2017.json"], "no shop of 2018 is looked at");
        page.run_js("const it = root.querySelector('.collection input'); it.value = ''; it.dispatchEvent(new Event('input', { bubbles: true, composed: true }));").await?;
        expect_status(page, "270 of 300 incidents").await?;
        page.expect_quiet(&[&site]).await?;
        // a year that does not come
        let (file, away) = (folder.join("rows/2018.json"), folder.join("rows/away"));
        fs::rename(&file, &away)?;
        choose_year(page, "2018").await?;
        page.wait_for("what is wrong", "root.querySelector('.partial [role=alert]').textContent.includes('rows/2018.json')").await?;
        page.expect_accessible().await?;
        page.picture("index-failed").await?;
        fs::write(&file, "[{\"id\":")?;
        page.role("button", "Try again").await?.click().await?;
        page.wait_for("what is damaged", "root.querySelector('.partial [role=alert]').textContent.includes('does not hold what the index says')").await?;
        fs::rename(&away, &file)?;
        page.role("button", "Try again").await?.click().await?;
        expect_status(page, "30 of 300 incidents").await?;
        page.wait_for("no complaint", "root.querySelector('.partial [role=alert]').textContent.trim() === 'Try again' && root.querySelector('.partial [role=alert] button').hidden").await?;
        // the way into an incident and back
        page.role("button", "Shop 7 of 2018").await?.click().await?;
        wait_for_incident(page, "i2018-7").await?;
        page.wait_for("the address", "location.hash.includes('incident=i2018-7')").await?;
        page.driver.back().await?;
        expect_status(page, "30 of 300 incidents").await?;
        // a link to an incident in a year that is not read
        page.open("about:blank").await?;
        page.open(format!("{address}#v=1&incident=i2017-3")).await?;
        wait_for_incident(page, "i2017-3").await?;
        page.role("button", "← All 300 incidents").await?.click().await?;
        page.wait_for("what was looked for", "root.querySelector('.collection input').value === 'i2017-3'").await?;
        // a bar of the chart is a year
        page.run_js("const it = root.querySelector('.collection input'); it.value = ''; it.dispatchEvent(new Event('input', { bubbles: true, composed: true }));").await?;
        let bar = page.find(".years rect").await?;
        bar.click().await?;
        expect_status(page, "20 of 300 incidents").await
    });
}
