//! Servers that are strict, broken or badly configured, and the card that is shown when the program cannot run.

use e2e::{Browser, Outcome, Page, Site, dist_part, in_all_engines};
use serde_json::{Value, json};

use crate::common::{all_text, expect_day, expect_snapshot, golden, open, strict_policy, wait_for_incident};

in_all_engines!(
    the_page_works_under_a_strict_policy,
    a_policy_against_wasm_is_named_on_the_card,
    a_wrong_type_of_the_wasm_does_not_matter,
);

/// The built site without one of its files.
fn without(name: &str) -> Site {
    Site::of_dist("/wiki/").without(name)
}

/// Waits for the card that is drawn without the program, and checks what it says.
async fn expect_card(page: &Page, words: &str) -> Outcome {
    page.wait_for("the card", "root?.querySelector('[role=alert] button')").await?;
    let text = all_text(page).await?;
    assert!(text.contains("The map cannot be shown"), "{text}");
    assert!(text.contains(words), "`{words}` is missing in: {text}");
    page.role("button", "Reload the page").await?;
    page.expect_accessible().await
}

/// Whether the picture that comes with the page can be seen.
async fn is_picture_shown(page: &Page) -> Outcome<bool> {
    const PICTURE: &str = "(() => { const it = document.querySelector('.first.light svg'); return it.checkVisibility() && it.getBoundingClientRect().width > 0 })()";
    Ok(page.js(PICTURE).await? == true)
}

#[test]
fn the_picture_of_the_page_is_seen_until_the_map_is_there() {
    let site = Site::of_dist("/wiki/").serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        assert!(!is_picture_shown(page).await?, "the map has taken its place");
        page.expect_quiet(&[&site]).await
    });
    let broken = without("breachmap.js").serve();
    for address in ["index.html", "index.html#incident=ntt-communications-2025"] {
        Browser::new().run(async |page| {
            page.open(broken.url(address)).await?;
            page.wait_for("a line that says so", "document.querySelector('.broken').checkVisibility()").await?;
            assert!(is_picture_shown(page).await?, "{address}");
            Ok(())
        });
    }
}

fn the_page_works_under_a_strict_policy(browser: &Browser) {
    let site = Site::of_dist("/wiki/").header("Content-Security-Policy", &strict_policy()).serve();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        page.role("button", "Dark theme").await?.click().await?;
        page.click(&page.role("button", "Server B (cloud): …").await?).await?;
        page.role("region", "What sources say").await?;
        page.role("button", "Step back").await?.click().await?;
        expect_day(page, "2020-06-30").await?;
        page.role("button", "Zoom in").await?.click().await?;
        page.role("button", "Keys").await?.click().await?;
        page.wait_for("the list of keys", "root.querySelector('dialog:not(.hand-on)').open").await?;
        page.run_js("root.querySelector('dialog:not(.hand-on)').close();").await?;
        page.role("button", "Table").await?.click().await?;
        page.role("region", "Table").await?;
        page.find("option[value='ntt-communications-2025']").await?.click().await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        // the style is there: headings are not as large as the browser makes them
        assert_eq!(page.js("getComputedStyle(root.querySelector('h1')).marginTop").await?, "0px");
        page.expect_quiet(&[&site]).await
    });
}

fn a_policy_against_wasm_is_named_on_the_card(browser: &Browser) {
    let policy = strict_policy().replace(" 'wasm-unsafe-eval'", "");
    let site = Site::of_dist("/wiki/").header("Content-Security-Policy", &policy).serve();
    browser.run(async |page| {
        page.open(site.url("index.html")).await?;
        expect_card(page, "'wasm-unsafe-eval'").await?;
        assert!(is_picture_shown(page).await?, "a map is shown all the same");
        assert_eq!(page.evidence().await?.foreign(&[site.origin()]), Vec::<&str>::new());
        Ok(())
    });
}

#[test]
fn scripts_with_a_wrong_type_are_told_of() {
    let site = Site::of_dist("/wiki/").media_type("js", "text/plain").serve();
    Browser::new().run(async |page| {
        page.open(site.url("index.html")).await?;
        page.wait_for("a line that says so", "document.querySelector('.broken').checkVisibility()").await?;
        assert!(is_picture_shown(page).await?);
        Ok(())
    });
}

#[test]
fn a_browser_without_wasm_is_told_of() {
    let body = "<!doctype html><html lang='en'><title>Old</title><link rel='icon' href='data:,'><script>delete window.WebAssembly</script>
        <script type='module' src='breachmap.js'></script>
        <breach-map src='gallery/ntt-communications-2020.json'><img src='first.svg' alt='The breach'></breach-map></html>";
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", body).serve();
    Browser::new().run(async |page| {
        page.open(site.url("host.html")).await?;
        expect_card(page, "This browser cannot run WebAssembly").await?;
        assert_eq!(page.js("map.querySelector('img').checkVisibility()").await?, true);
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_missing_part_of_the_program_is_told_of() {
    for (begin, end) in [("assets/program", ".wasm"), ("assets/style", ".css")] {
        let site = without(&dist_part(begin, end)).serve();
        Browser::new().run(async |page| {
            page.open(site.url("index.html")).await?;
            expect_card(page, "A part of the program could not be loaded").await?;
            // methods say so too, and do not wait for ever
            let outcome = "Promise.race([map.load('x.json'), map.seek('2020-05-11'), new Promise((_, no) => setTimeout(no, 3000))])
                .then(() => 'resolved', (it) => it instanceof Error)";
            assert_eq!(page.js(outcome).await?, true);
            assert_eq!(page.js("map.snapshot()").await?, Value::Null);
            assert_eq!(page.js("map.fragment").await?, "");
            Ok(())
        });
    }
}

#[test]
fn a_program_that_never_comes_is_told_of_and_the_incident_does_not_wait_for_it() {
    let body = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Slow</title><link rel='icon' href='data:,'>
        <script>const wait = setTimeout; window.setTimeout = (act, time, ...rest) => wait(act, time / 100, ...rest);</script>
        <script type='module' src='breachmap.js'></script>
        <main><h1>A breach</h1><breach-map src='gallery/ntt-communications-2020.json'><p>The picture of it.</p></breach-map></main></html>";
    let program = format!("/wiki/{}", dist_part("assets/program", ".wasm"));
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", body).silent(&program).serve();
    Browser::new().run(async |page| {
        page.open(site.url("host.html")).await?;
        page.wait_for("a line", "root?.querySelector('[role=status]')?.textContent.includes('has not come yet')")
            .await?;
        assert_eq!(
            page.js("map.querySelector('p').checkVisibility()").await?,
            true,
            "what the page has put there stays"
        );
        page.expect_accessible().await?;
        let asked = site.seen().iter().filter(|it| it.path == "/wiki/gallery/ntt-communications-2020.json").count();
        assert_eq!(asked, 1, "{:?}", site.seen());
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_incident_is_asked_for_once() {
    let site = Site::of_dist("/wiki/").serve();
    for address in ["index.html", "embed.html?src=gallery/ntt-communications-2020.json"] {
        Browser::new().run(async |page| {
            let before = site.seen().len();
            open(page, site.url(address)).await?;
            let seen = site.seen().split_off(before);
            let asked = seen.iter().filter(|it| it.path == "/wiki/gallery/ntt-communications-2020.json").count();
            assert_eq!(asked, 1, "{seen:?}");
            assert_eq!(page.evidence().await?.console, [], "not even a warning of a preload that nobody takes");
            Ok(())
        });
    }
}

#[test]
fn a_page_in_place_of_the_wasm_is_told_of() {
    // as servers do that answer every address with their start page
    let program = format!("/wiki/{}", dist_part("assets/program", ".wasm"));
    let site = Site::of_dist("/wiki/").page(&program, "<!doctype html><title>Welcome</title>");
    let site = site.media_type("wasm", "text/html").serve();
    Browser::new().run(async |page| {
        page.open(site.url("index.html")).await?;
        expect_card(page, "The server sends something else in place of the program").await
    });
}

fn a_wrong_type_of_the_wasm_does_not_matter(browser: &Browser) {
    let site = Site::of_dist("/wiki/").media_type("wasm", "application/octet-stream").serve();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        assert_eq!(page.evidence().await?.console, [], "not even a warning");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_gallery_that_is_missing_or_broken_leaves_the_incident_alone() {
    for body in ["not json", "{}", "[]", r#"{ "incidents": [{ "id": "x" }] }"#] {
        let site = Site::of_dist("/wiki/").page("/wiki/gallery/index.json", body).serve();
        Browser::new().run(async |page| {
            open(page, site.url("index.html")).await?;
            expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
            page.expect_quiet(&[&site]).await
        });
    }
    let site = without("gallery/index.json").serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        Ok(())
    });
}

#[test]
fn a_panic_ends_in_the_card() {
    let body = "<!doctype html><html lang='en'><title>Two</title><link rel='icon' href='data:,'>
        <script type='module' src='breachmap.js'></script><main>
        <breach-map id='one' src='gallery/ntt-communications-2020.json'></breach-map>
        <breach-map id='two' src='gallery/ntt-communications-2025.json'></breach-map></main></html>";
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", body).serve();
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        page.wait_for("the other", "two.snapshot()").await?;
        page.wait_for("the map", "root.querySelector('svg [data-entity]')").await?;
        // somebody else's script takes the page apart under the program's hands: a real panic
        page.run_js(
            "const middle = root.querySelector('svg').closest('main');
            for (const it of [...middle.querySelectorAll('*')].reverse()) it.remove();",
        )
        .await?;
        page.run_js("try { map.setAttribute('theme', 'dark'); await map.seek('2020-05-11'); await map.select('ad'); } catch {}").await?;
        page.run_js("try { map.fragment = 'view=table'; } catch {}").await?;
        let one = "one.shadowRoot.querySelector('[role=alert]')?.textContent.includes('has stopped because of a fault of its own')";
        page.wait_for("the card", one).await?;
        // the program is dead for both
        page.wait_for("the other card", &one.replace("one.", "two.")).await?;
        let text = all_text(page).await?;
        assert!(text.contains("your incident file is unharmed"), "{text}");
        let details = page.js("root.querySelector('pre').textContent").await?;
        assert!(details.as_str().is_some_and(|it| it.contains("panicked at")), "{details}");
        page.run_js("one.remove(); document.body.append(two);").await?;
        let evidence = page.evidence().await?;
        assert!(evidence.errors().iter().any(|it| it.contains("panicked at")), "{evidence:?}");
        page.role("button", "Reload the page").await?;
        Ok(())
    });
}

#[test]
fn the_event_of_a_panic_is_enough_for_the_card() {
    let site = Site::of_dist("/wiki/").serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let detail = json!("panicked at src/x.rs:1:1: <b>x</b>");
        page.run_js(&format!("document.dispatchEvent(new CustomEvent('breach-map-panic', {{ detail: {detail} }}));"))
            .await?;
        expect_card(page, "has stopped because of a fault of its own").await?;
        assert_eq!(page.js("root.querySelector('b')").await?, Value::Null);
        page.role("button", "Reload the page").await?.click().await?;
        page.wait_for("the page again", "map?.snapshot?.() && root.querySelector('input[type=range]')").await?;
        page.expect_quiet(&[&site]).await
    });
}
