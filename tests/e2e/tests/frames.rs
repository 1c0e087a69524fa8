//! The page for frames: whom it talks to, what it says, and how it fares in a sandbox or without its program.

use std::fs;

use e2e::{Browser, Outcome, Page, Server, Site, in_all_engines, root};
use serde_json::{Value, json};

use crate::common::{expect_snapshot, gallery, golden, strict_policy};

/// A page around a frame, whose address it takes from its own query; it notes what it hears.
const AROUND: &str = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Around</title><link rel='icon' href='data:,'>
    <iframe title='map' width='700' height='400'></iframe>
    <script>
      window.heard = [];
      window.frame = document.querySelector('iframe');
      const asked = new URLSearchParams(location.search);
      addEventListener('message', (it) => { if (it.source === frame.contentWindow) heard.push({ origin: it.origin, ...it.data }); });
      window.say = (message) => frame.contentWindow.postMessage({ breachmap: 1, ...message }, '*');
      window.ask = (message, patience = 10000) => new Promise((done) => {
        const id = Math.random();
        addEventListener('message', (it) => { if (it.data.id === id) done(it.data); });
        setTimeout(() => done('silence'), patience);
        say({ id, ...message });
      });
      if (asked.has('sandbox')) frame.setAttribute('sandbox', asked.get('sandbox'));
      frame.src = asked.get('frame');
    </script></html>";
const FRAME: &str = "embed.html?src=gallery/ntt-communications-2020.json";

/// The address of the page around, which lies on `server` and frames `frame`.
fn around(server: &Server, frame: &str, sandbox: Option<&str>) -> String {
    let escape = |it: &str| it.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
    let sandbox = sandbox.map(|it| format!("&sandbox={}", escape(it))).unwrap_or_default();
    format!("{}/around.html?frame={}{sandbox}", server.origin(), escape(frame))
}

fn site() -> Site {
    Site::of_dist("/wiki/").page("/around.html", AROUND)
}

async fn expect_heard(page: &Page, kind: &str) -> Outcome {
    page.wait_for(&format!("a message `{kind}`"), &format!("heard.some((it) => it.type === '{kind}')")).await
}

/// The answer to a message, which must be a good one.
async fn asked(page: &Page, message: &str) -> Outcome<Value> {
    let answer = page.js(&format!("ask({message})")).await?;
    assert_eq!(answer["ok"], true, "{message}: {answer}");
    Ok(answer["value"].clone())
}

in_all_engines!(
    a_page_and_its_frame_talk,
    only_listed_origins_are_heard,
    a_sandbox_without_an_origin_is_enough,
    wasm_that_is_blocked_leaves_a_card_and_a_picture
);

fn a_page_and_its_frame_talk(browser: &Browser) {
    let site = site().serve();
    browser.run(async |page| {
        page.open(around(&site, &format!("/wiki/{FRAME}#as-of=2020-05-11"), None)).await?;
        expect_heard(page, "ready").await?;
        assert_eq!(page.js("heard[0].type + heard[0].breachmap").await?, "hello1");
        let snapshot = asked(page, "{ type: 'snapshot' }").await?;
        assert_eq!(snapshot["lens"]["as_of"], "2020-05-11");
        asked(page, "{ type: 'seek', day: '2020-05-28' }").await?;
        asked(page, "{ type: 'select', part: 'ad' }").await?;
        expect_heard(page, "select").await?;
        let state = asked(page, "{ type: 'save' }").await?;
        assert_eq!(
            (&state["asOf"], &state["selection"], &state["view"]),
            (&json!("2020-05-28"), &json!("ad"), &Value::Null)
        );
        asked(page, "{ type: 'restore', state: { asOf: '2020-05-11', view: 'table' } }").await?;
        let state = asked(page, "{ type: 'save' }").await?;
        assert_eq!(
            (&state["asOf"], &state["selection"], &state["view"]),
            (&json!("2020-05-11"), &json!("ad"), &json!("table"))
        );
        let incident: Value = serde_json::from_str(&gallery("ntt-communications-2025"))?;
        asked(page, &format!("{{ type: 'load', incident: {incident} }}")).await?;
        assert_eq!(asked(page, "{ type: 'snapshot' }").await?["incident"], "ntt-communications-2025");
        for (message, code) in [
            ("{ type: 'erase' }", "unknown-type"),
            ("{ type: 'constructor' }", "unknown-type"),
            ("{ type: 'seek', day: '2020-05-28', breachmap: 2 }", "other-version"),
            ("{ type: 'load', incident: '{' }", "cut-off"),
            ("{ type: 'seek', day: 'yesterday' }", "failed"),
        ] {
            let answer = page.js(&format!("ask({message})")).await?;
            assert_eq!((&answer["ok"], &answer["error"]["code"]), (&json!(false), &json!(code)), "{message}: {answer}");
        }
        // no message of this protocol at all
        page.run_js("frame.contentWindow.postMessage('hello', '*'); frame.contentWindow.postMessage(null, '*');")
            .await?;
        asked(page, "{ type: 'play' }").await?;
        asked(page, "{ type: 'pause' }").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn only_listed_origins_are_heard(browser: &Browser) {
    let stranger = Site::default().page("/around.html", AROUND).serve();
    let of_dist = fs::read_to_string(root().join("dist/embed.html")).expect("dist/ is built");
    let listing = of_dist.replace(
        "breachmap-origins\" content=\"\"",
        &format!("breachmap-origins\" content=\"https://a.example {}\"", stranger.origin()),
    );
    assert_ne!(listing, of_dist);
    let site = site().page("/wiki/listing.html", &listing).serve();
    browser.run(async |page| {
        // what the address says of itself does not help a stranger
        for query in ["", &format!("&origin={}", stranger.origin()), "&origin=*"] {
            page.open(around(&stranger, &format!("{}{query}", site.url(FRAME)), None)).await?;
            page.driver.enter_frame(0).await?;
            page.wait_for("the map in the frame", "map?.snapshot?.()").await?;
            page.driver.enter_default_frame().await?;
            assert_eq!(page.js("ask({ type: 'snapshot' }, 1000)").await?, "silence", "{query}");
            assert_eq!(page.js("heard").await?, json!([]), "{query}");
        }
        let listed = site.url(&FRAME.replace("embed.html", "listing.html"));
        page.open(around(&stranger, &listed, None)).await?;
        expect_heard(page, "ready").await?;
        assert_eq!(asked(page, "{ type: 'snapshot' }").await?["incident"], "ntt-communications-2020");
        // one of two listed origins has said that it is the other
        page.open(around(&stranger, &format!("{listed}&origin=https://a.example"), None)).await?;
        page.driver.enter_frame(0).await?;
        page.wait_for("the map in the frame", "map?.snapshot?.()").await?;
        page.driver.enter_default_frame().await?;
        assert_eq!(page.js("ask({ type: 'snapshot' }, 1000)").await?, "silence");
        Ok(())
    });
}

fn a_sandbox_without_an_origin_is_enough(browser: &Browser) {
    let site = site().header("Access-Control-Allow-Origin", "*").serve();
    browser.run(async |page| {
        page.open(around(&site, &format!("/wiki/{FRAME}#as-of=2020-05-11"), Some("allow-scripts"))).await?;
        expect_heard(page, "ready").await?;
        assert_eq!(page.js("heard[0].origin").await?, "null");
        let incident: Value = serde_json::from_str(&gallery("ntt-communications-2025"))?;
        assert_eq!(asked(page, "{ type: 'snapshot' }").await?["lens"]["as_of"], "2020-05-11");
        asked(page, &format!("{{ type: 'load', incident: {incident} }}")).await?;
        asked(page, "{ type: 'seek', day: '2025-02-06' }").await?;
        page.driver.enter_frame(0).await?;
        expect_snapshot(page, "map", &golden("ntt-2025", "middle")).await?;
        let is_alone = "(() => { try { localStorage.setItem('a', 'b'); return false; } catch { return self.origin === 'null'; } })()";
        assert_eq!(page.js(is_alone).await?, true, "the frame has neither origin nor storage");
        page.driver.enter_default_frame().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_sandbox_that_the_server_does_not_know_of_is_told_of() {
    let site = site().serve();
    Browser::new().run(async |page| {
        page.open(around(&site, &format!("/wiki/{FRAME}"), Some("allow-scripts"))).await?;
        page.driver.enter_frame(0).await?;
        let said = "document.querySelector('.broken').checkVisibility() && document.body.innerText.includes('Access-Control-Allow-Origin')";
        page.wait_for("the line", said).await
    });
}

fn wasm_that_is_blocked_leaves_a_card_and_a_picture(browser: &Browser) {
    let picture = fs::read_to_string(root().join("dist/first.svg")).expect("dist/ is built");
    let policy = strict_policy().replace(" 'wasm-unsafe-eval'", "");
    let site =
        Site::of_dist("/wiki/").page("/wiki/of.svg", &picture).header("Content-Security-Policy", &policy).serve();
    browser.run(async |page| {
        page.open(site.url(&format!("{FRAME}&picture=of.svg&title=A+breach"))).await?;
        page.wait_for("the card", "root?.querySelector('[role=alert]')?.innerText.includes(\"'wasm-unsafe-eval'\")").await?;
        let is_seen = "(() => { const it = map.querySelector('img'); return it.complete && it.naturalWidth > 100 && it.getBoundingClientRect().width > 100 && it.alt === 'A breach'; })()";
        page.wait_for("the picture", is_seen).await?;
        assert_eq!(page.js("document.title").await?, "A breach");
        Ok(())
    });
}

#[test]
fn a_frame_has_a_policy_where_its_server_sends_none() {
    let stranger = Site::of_dist("/evil/").header("Access-Control-Allow-Origin", "*").serve();
    let site = site().header("Access-Control-Allow-Origin", "*").serve();
    let broken =
        "const broken = []; addEventListener('securitypolicyviolation', (it) => broken.push(it.effectiveDirective));";
    for sandbox in [None, Some("allow-scripts")] {
        Browser::new().run(async |page| {
            page.open(around(&site, &format!("/wiki/{FRAME}"), sandbox)).await?;
            page.driver.enter_frame(0).await?;
            page.wait_for("the map", "map?.snapshot?.() && root.querySelector('.map-svg [data-entity]')").await?;
            let asked = page
                .run_js(&format!(
                    "{broken}
                    document.body.append(Object.assign(document.createElement('img'), {{ src: '{0}/evil/first.svg' }}));
                    document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{0}/evil/index.html' }}));
                    await fetch('{0}/evil/gallery/index.json').catch(() => {{}});
                    await new Promise((done) => setTimeout(done, 200));
                    return broken.sort().join();",
                    stranger.origin()
                ))
                .await?;
            assert_eq!(asked, "connect-src,frame-src,img-src");
            assert_eq!(stranger.seen(), []);
            Ok(())
        });
    }
}

#[test]
fn a_frame_says_how_high_it_has_to_be() {
    let site = site().serve();
    Browser::new().size(1000, 900).run(async |page| {
        page.open(around(&site, &format!("/wiki/{FRAME}&gallery=gallery/index.json"), None)).await?;
        expect_heard(page, "ready").await?;
        page.run_js(
            "addEventListener('message', (it) => { if (it.data.type === 'resize') frame.height = it.data.height; });",
        )
        .await?;
        page.driver.enter_frame(0).await?;
        page.wait_for("the map", "root.querySelector('.folded .map-svg [data-entity]')").await?;
        assert_eq!(page.js("document.documentElement.scrollHeight > innerHeight").await?, false, "it fits");
        page.find(".fold-button").await?.click().await?;
        page.wait_for("room for all", "innerHeight > 500 && document.documentElement.scrollHeight <= innerHeight")
            .await?;
        page.find(".fold-button").await?.click().await?;
        page.wait_for("the old height", "innerHeight === 400").await?;
        page.driver.enter_default_frame().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn frames_and_pages_work_under_the_policy_of_the_manual_and_tell_no_server_what_is_looked_at() {
    let site = Site::of_dist("/wiki/").header("Content-Security-Policy", &strict_policy()).serve();
    Browser::new().run(async |page| {
        let fragment = "#v=1&as-of=2020-05-11&known-on=2020-05-28&told-by=csidb,cyberscoop&select=ad&prefer=detection.when~csidb&lang=ja&view=map";
        for address in [format!("{FRAME}{fragment}"), format!("index.html{fragment}")] {
            page.open("about:blank").await?;
            page.open(site.url(&address)).await?;
            page.wait_for("the map", "map?.snapshot?.()?.lens.as_of === '2020-05-11' && root.querySelector('main')").await?;
            page.run_js("map.view = 'table'; await map.seek('2020-06-30'); await map.select('server-b'); map.view = 'changes'; map.lang = 'en';").await?;
            page.wait_for("the comparison", "map.view === 'changes'").await?;
        }
        let words = ["2020-0", "csidb", "server-b", "detection", "ja", "changes", "select", "as-of"];
        for seen in site.seen() {
            let told = words.iter().find(|it| seen.path.contains(**it) && !seen.path.contains(&format!("{it}.json")));
            assert_eq!(told, None, "{}", seen.path);
        }
        page.expect_quiet(&[&site]).await
    });
}
