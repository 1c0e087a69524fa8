//! The parts of the program that come later: what a visit fetches, and what is said where a part does not come.

use e2e::{Browser, Outcome, Page, Site, in_all_engines};

use crate::common::{open, site};

in_all_engines!(parts_that_do_not_come_are_said_and_come_when_asked_again);

/// A page on which no part comes as long as `isCut` is true, as where a connection is gone.
const CUT: &str = "<!doctype html><html lang='en'><title>Cut</title><link rel='icon' href='data:,'><script>
    const real = window.fetch;
    window.isCut = true;
    window.fetch = (address, options) => window.isCut && String(address).includes('/part_') ? Promise.reject(new TypeError('cut')) : real(address, options);
    </script><script type='module' src='breachmap.js'></script><breach-map src='gallery/ntt-communications-2020.json'></breach-map></html>";

/// Waits until this place says that its part did not come, and presses the button there once the connection is back.
async fn expect_missing_until_asked_again(page: &Page, within: &str, then: &str) -> Outcome {
    let said = format!("root.querySelector('{within} .late[role=alert]')?.innerText.includes('could not be loaded')");
    page.wait_for("words in place of the part", &said).await?;
    page.run_js(&format!("window.isCut = false; root.querySelector('{within} .late button').click();")).await?;
    page.wait_for("the part", &format!("root.querySelector('{then}') && !root.querySelector('{within} .late')"))
        .await?;
    page.run_js("window.isCut = true;").await.map(drop)
}

fn parts_that_do_not_come_are_said_and_come_when_asked_again(browser: &Browser) {
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", CUT).serve();
    browser.run(async |page| {
        page.open(site.url("host.html")).await?;
        page.wait_for("an incident", "map?.snapshot?.()").await?;
        page.run_js("map.seek('2020-05-07');").await?;
        page.wait_for("the day", "map.snapshot().lens.as_of === '2020-05-07'").await?;
        let refused = "map.exportAs('native').then(() => 'made', (it) => it.code)";
        assert_eq!(page.js(refused).await?, "no-part");
        // the printer does not wait
        page.run_js("dispatchEvent(new Event('beforeprint'));").await?;
        assert_eq!(
            page.js("root.querySelector('.handout').textContent.includes('print again in a moment')").await?,
            true
        );
        page.run_js("dispatchEvent(new Event('afterprint'));").await?;
        assert_eq!(page.js("root.querySelector('.handout')").await?, serde_json::Value::Null);
        expect_missing_until_asked_again(page, ".middle", ".panel .story").await?;
        page.run_js("map.view = 'table';").await?;
        expect_missing_until_asked_again(page, ".middle", "table").await?;
        page.role("button", "Export…").await?.click().await?;
        expect_missing_until_asked_again(page, "dialog.hand-on", "dialog.hand-on form").await?;
        assert!(page.js(refused).await? == "made", "what has come stays");
        Ok(())
    });
}

#[test]
fn a_visit_fetches_the_map_first_and_the_rest_when_it_is_idle() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.wait_for(
            "the rest",
            "['views', 'handing'].every((part) => performance.getEntriesByType('resource').some((it) => it.name.includes(`/part_${part}`)))",
        )
        .await?;
        let seen: Vec<String> = site.seen().into_iter().map(|it| it.path).collect();
        let first = |name: &str| seen.iter().position(|it| it.contains(name));
        let count = |name: &str| seen.iter().filter(|it| it.contains(name)).count();
        assert!(first("assets/program-") < first("assets/part_panel"), "{seen:?}");
        assert!(first("assets/part_panel") < first("assets/part_handing"), "{seen:?}");
        let rare = ["reader", "briefing.html", "part_writing", "part_office"].map(count);
        assert_eq!(rare, [0; 4], "{seen:?}");
        let twice: Vec<_> = seen.iter().filter(|it| count(it) > 1).collect();
        assert!(twice.is_empty(), "nothing is fetched twice: {twice:?}");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn where_nobody_can_ask_for_more_nothing_more_comes() {
    let host = "<!doctype html><html lang='en'><title>Bare</title><link rel='icon' href='data:,'><script type='module' src='breachmap.js'></script>
        <breach-map controls='none' src='gallery/ntt-communications-2020.json'></breach-map></html>";
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", host).serve();
    Browser::new().run(async |page| {
        page.open(site.url("host.html")).await?;
        page.wait_for("an incident", "map?.snapshot?.()").await?;
        page.run_js("setTimeout(() => { window.isLater = true; }, 2500);").await?;
        page.wait_for("some time", "window.isLater").await?;
        assert!(site.seen().iter().all(|it| !it.path.contains("/part_")), "{:?}", site.seen());
        page.run_js("map.controls = 'full';").await?;
        page.wait_for("the story", "root.querySelector('.panel .story')").await?;
        page.expect_quiet(&[&site]).await
    });
}
