//! The element on somebody else's page: methods, events, attributes, several of them, and moving it about.

use e2e::{Browser, Outcome, Page, Server, Site, in_all_engines};
use serde_json::{Value, json};

use crate::common::{expect_day, expect_snapshot, gallery, golden, open, wait_for_incident};

in_all_engines!(
    two_elements_do_not_disturb_each_other,
    an_incident_is_loaded_by_address_as_text_and_as_object,
    a_page_in_a_frame_works_in_a_sandbox,
);

/// A page of a host; `body` is what stands on it.
fn host_page(body: &str) -> Server {
    let page = format!(
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>A page of somebody else</title>
        <link rel='icon' href='data:,'>
        <script>
          window.events = [];
          for (const name of ['ready', 'change', 'select', 'error']) {{
            document.addEventListener(`breach-map-${{name}}`, (event) => {{
              events.push({{ name, from: event.target.id, detail: event.detail }});
            }});
          }}
        </script>
        <script type='module' src='/wiki/breachmap.js'></script>{body}</html>"
    );
    Site::of_dist("/wiki/").page("/wiki/host.html", &page).serve()
}

/// The events so far, and none from now on but new ones.
async fn take_events(page: &Page) -> Outcome<Vec<Value>> {
    let events = page.run_js("return window.events.splice(0);").await?;
    Ok(events.as_array().cloned().unwrap_or_default())
}

fn event(name: &str, detail: &Value) -> Value {
    json!({ "name": name, "from": "one", "detail": detail })
}

const ONE: &str = "<breach-map id='one'></breach-map>";
const SRC_2020: &str = "gallery/ntt-communications-2020.json";
const SRC_2025: &str = "gallery/ntt-communications-2025.json";

fn an_incident_is_loaded_by_address_as_text_and_as_object(browser: &Browser) {
    let site = host_page(ONE);
    browser.run(async |page| {
        page.open(site.url("host.html")).await?;
        // at once, before the program has come
        page.run_js(&format!("await customElements.whenDefined('breach-map'); await map.load('{SRC_2020}');")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        let text = json!(gallery("ntt-communications-2025"));
        page.run_js(&format!("await map.load({text});")).await?;
        expect_snapshot(page, "map", &golden("ntt-2025", "last-day")).await?;
        let object: Value = serde_json::from_str(&gallery("ntt-communications-2020"))?;
        page.run_js(&format!("await map.load({object});")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        page.run_js(&format!("await map.load(`\\n  ${{{text}}}`);")).await?;
        assert_eq!(page.js("map.snapshot().incident").await?, "ntt-communications-2025");
        let ready = |id: &str| event("ready", &json!({ "incident": id, "errors": 0, "warnings": 0 }));
        let events: Vec<_> = take_events(page).await?.into_iter().filter(|it| it["name"] == "ready").collect();
        let (old, new) = ("ntt-communications-2020", "ntt-communications-2025");
        assert_eq!(events, [old, new, old, new].map(ready));
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_cannot_be_loaded_is_rejected_with_code_and_hint() {
    let site = host_page(ONE);
    Browser::new().run(async |page| {
        page.open(site.url("host.html")).await?;
        page.run_js("await customElements.whenDefined('breach-map');").await?;
        let attempts = [
            ("'missing.json'", "not-found"),
            ("'https://elsewhere.example/x.json'", "foreign-address"),
            ("'{'", "cut-off"),
            ("'{ \"format\" }'", "not-json"),
            ("'[]'", "unknown-format"),
            ("{ format: 'breachmap-incident/2', id: 'x', title: 'X' }", "other-version"),
            ("{ format: 'breachmap-incident/1', id: 'x' }", "wrong-shape"),
            ("{ a: () => 1 }", ""),
            ("(() => { const it = {}; it.it = it; return it; })()", ""),
            ("{ a: 1n }", ""),
            ("[]", "unknown-format"),
            ("null", ""),
            ("undefined", ""),
            ("7", ""),
            ("''", ""),
        ];
        for is_shown in [false, true] {
            for (what, code) in attempts {
                for _ in 0..2 {
                    // the second time must not wait for a difference
                    let attempt = format!(
                        "const late = new Promise((done) => setTimeout(() => done('never settled'), 3000));
                        return await Promise.race([late, map.load({what}).then(() => 'loaded',
                          (it) => [it instanceof Error, it.code, it.hint, it.message])]);"
                    );
                    let outcome = page.run_js(&attempt).await?;
                    assert_eq!(outcome[0], true, "{what}: {outcome}");
                    let text = |i: usize| outcome[i].as_str().unwrap_or_default();
                    assert!(text(1) == code || (code.is_empty() && !text(1).is_empty()), "{what}: {outcome}");
                    assert!(text(2).len() > 10 && text(3).len() > 10, "{what}: {outcome}");
                }
                let shown = page.js("map.snapshot()?.incident ?? null").await?;
                assert_eq!(shown == "ntt-communications-2025", is_shown, "{what}: {shown}");
            }
            page.run_js(&format!("await map.load('{SRC_2025}');")).await?;
        }
        let errors: Vec<_> = take_events(page).await?.into_iter().filter(|it| it["name"] == "error").collect();
        assert_eq!(errors.len(), attempts.len() * 4);
        for it in errors {
            let detail = &it["detail"];
            for field in ["code", "title", "message", "hint"] {
                assert!(detail[field].as_str().is_some_and(|it| !it.is_empty()), "{field} in {it}");
            }
        }
        // the browser itself notes the missing file, and nothing else
        let evidence = page.evidence().await?;
        assert!(evidence.errors().iter().all(|it| it.contains("missing.json") && it.contains("404")), "{evidence:?}");
        assert_eq!(evidence.foreign(&[site.origin()]), Vec::<&str>::new());
        Ok(())
    });
}

#[test]
fn the_host_seeks_and_selects_and_hears_of_it() {
    let site = host_page(&format!("<breach-map id='one' src='{SRC_2020}'></breach-map>"));
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        assert_eq!(
            take_events(page).await?,
            [
                event("ready", &json!({ "incident": "ntt-communications-2020", "errors": 0, "warnings": 0 })),
                event(
                    "change",
                    &json!({ "asOf": "2020-07-02", "fragment": "", "incident": "ntt-communications-2020", "isElsewhere": false })
                ),
            ]
        );
        page.run_js("await map.seek('2020-05-11');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "middle")).await?;
        expect_day(page, "2020-05-11").await?;
        page.run_js("await map.select('ad');").await?;
        page.run_js("await map.select('nobody');").await?;
        page.run_js("await map.select(null);").await?;
        page.run_js("await map.seek('2020-05-11');").await?;
        let change = |fragment: &str| {
            let detail = json!({ "asOf": "2020-05-11", "fragment": fragment, "incident": "ntt-communications-2020", "isElsewhere": false });
            event("change", &detail)
        };
        let select = |id: Value| event("select", &json!({ "id": id }));
        assert_eq!(
            take_events(page).await?,
            [
                change("v=1&as-of=2020-05-11"),
                change("v=1&as-of=2020-05-11&select=ad"),
                select(json!("ad")),
                change("v=1&as-of=2020-05-11"),
                select(Value::Null),
            ]
        );
        for day in ["2020-02-31", "yesterday", "", "2020-5-1", "20200511"] {
            let outcome =
                format!("map.seek({}).then(() => null, (it) => [it instanceof Error, it.message])", json!(day));
            let outcome = page.js(&outcome).await?;
            assert_eq!(outcome[0], true, "{day}");
            assert!(outcome[1].as_str().is_some_and(|it| it.contains("YYYY-MM-DD")), "{outcome}");
        }
        assert_eq!(page.js("map.snapshot().lens.as_of").await?, "2020-05-11");
        // a snapshot inside a listener says how things stand now
        let inside = "let inside;
            map.addEventListener('breach-map-change', () => { inside = map.snapshot().lens.as_of; }, { once: true });
            await map.seek('2020-05-28');
            return inside;";
        assert_eq!(page.run_js(inside).await?, "2020-05-28");
        page.run_js("map.fragment = '#as-of=2020-05-13&select=ad&view=table'; await map.seek('2020-05-13');").await?;
        assert_eq!(page.js("map.fragment").await?, "v=1&as-of=2020-05-13&select=ad&view=table");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn attributes_set_the_lens_and_can_change() {
    let body =
        format!("<breach-map id='one' src='{SRC_2020}' as-of='2020-05-11' theme='dark' select='ad'></breach-map>");
    let site = host_page(&body);
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "middle")).await?;
        assert_eq!(page.js("map.fragment").await?, "v=1&as-of=2020-05-11&select=ad");
        let background = "getComputedStyle(root.querySelector('.bm')).backgroundColor";
        let dark = page.js(background).await?;
        page.run_js("map.setAttribute('theme', 'light');").await?;
        page.wait_for("a light element", &format!("{background} !== {dark}")).await?;

        page.run_js("map.setAttribute('as-of', '2020-07-02'); map.removeAttribute('select');").await?;
        assert_eq!(page.js("map.fragment").await?, "v=1&as-of=2020-07-02");
        page.run_js("map.setAttribute('known-on', '2020-05-28');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "known-on-2020-05-28")).await?;
        page.run_js("map.removeAttribute('known-on'); map.setAttribute('told-by', 'cyberscoop');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "told-by-cyberscoop")).await?;
        page.run_js("map.setAttribute('told-by', 'all');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        page.run_js("map.setAttribute('as-of', 'some day');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "last-day")).await?;
        page.run_js(&format!("map.setAttribute('src', '{SRC_2025}');")).await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        expect_snapshot(page, "map", &golden("ntt-2025", "last-day")).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn properties_say_and_set_what_is_shown() {
    let site = host_page(&format!("<breach-map id='one' src='{SRC_2020}' as-of='2020-05-11'></breach-map>"));
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        let all = "[map.asOf, map.knownOn, map.clock, map.toldBy, map.prefer, map.view, map.scale]";
        assert_eq!(page.js(all).await?, json!(["2020-05-11", null, null, null, null, null, null]));
        page.run_js(
            "window.changes = []; map.addEventListener('breach-map-change', (it) => changes.push(it.detail.fragment));",
        )
        .await?;
        page.run_js("map.asOf = null; map.toldBy = 'cyberscoop';").await?;
        page.wait_for(
            "the telling",
            "map.toldBy === 'cyberscoop' && map.snapshot().lens.told_by.join() === 'cyberscoop'",
        )
        .await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "told-by-cyberscoop")).await?;
        page.run_js("map.toldBy = null; map.knownOn = '2020-05-28';").await?;
        page.wait_for("the knowledge", "map.snapshot().lens.known_on === '2020-05-28'").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "known-on-2020-05-28")).await?;
        page.run_js("map.knownOn = null; map.prefer = 'detection.when~csidb'; map.view = 'disputes';").await?;
        page.wait_for("the page", "root.querySelector('.disputes') && map.view === 'disputes'").await?;
        assert_eq!(page.js("map.prefer").await?, "detection.when~csidb");
        assert!(page.js("changes.length").await?.as_u64().is_some_and(|it| it >= 4), "each change is told");
        page.expect_quiet(&[&site]).await
    });
}

fn two_elements_do_not_disturb_each_other(browser: &Browser) {
    let body = format!(
        "<breach-map id='one' src='{SRC_2020}' as-of='2020-05-11'></breach-map>
        <breach-map id='two' src='{SRC_2025}' theme='dark'></breach-map>"
    );
    let site = host_page(&body);
    browser.clone().size(1280, 1000).run(async |page| {
        page.open(site.url("host.html")).await?;
        page.run_js("await customElements.whenDefined('breach-map');").await?;
        page.wait_for("both incidents", "one.snapshot() && two.snapshot() && two.shadowRoot.querySelector('main')")
            .await?;
        expect_snapshot(page, "one", &golden("ntt-2020", "middle")).await?;
        expect_snapshot(page, "two", &golden("ntt-2025", "last-day")).await?;
        take_events(page).await?;

        page.run_js("await two.seek('2025-02-06'); await one.select('ad');").await?;
        expect_snapshot(page, "one", &golden("ntt-2020", "middle")).await?;
        expect_snapshot(page, "two", &golden("ntt-2025", "middle")).await?;
        let events = take_events(page).await?;
        let from: Vec<_> = events.iter().map(|it| (it["name"].as_str(), it["from"].as_str())).collect();
        assert_eq!(from, [(Some("change"), Some("two")), (Some("change"), Some("one")), (Some("select"), Some("one"))]);
        assert_eq!(
            page.js("[one.fragment, two.fragment]").await?,
            json!(["v=1&as-of=2020-05-11&select=ad", "v=1&as-of=2025-02-06"])
        );

        // a failure of the one is not the other's
        let failed = "one.load('missing.json').then(() => null, (it) => it.code)";
        assert_eq!(page.js(failed).await?, "not-found");
        assert_eq!(page.js("two.shadowRoot.querySelector('[role=alert]').innerText").await?, "");
        assert_eq!(page.js("one.shadowRoot.querySelector('[role=alert]').innerText.length > 9").await?, true);
        let from: Vec<_> = take_events(page).await?;
        assert!(from.iter().all(|it| it["from"] == "one"), "{from:?}");

        // keys go to the one that has the focus
        page.run_js("two.focus();").await?;
        page.driver.action_chain().send_keys("]").perform().await?;
        page.wait_for("a step of the second", "two.snapshot().lens.as_of > '2025-02-06'").await?;
        expect_snapshot(page, "one", &golden("ntt-2020", "middle")).await?;

        // two loads at once each end at their own element
        let swap = format!("await Promise.all([one.load('{SRC_2025}'), two.load('{SRC_2020}')]);");
        page.run_js(&swap).await?;
        expect_snapshot(page, "one", &golden("ntt-2025", "last-day")).await?;
        expect_snapshot(page, "two", &golden("ntt-2020", "last-day")).await?;
        page.run_js("one.remove();").await?;
        page.run_js("await two.seek('2020-05-11');").await?;
        expect_snapshot(page, "two", &golden("ntt-2020", "middle")).await?;
        let evidence = page.evidence().await?;
        assert!(evidence.errors().iter().all(|it| it.contains("missing.json")), "{evidence:?}");
        Ok(())
    });
}

#[test]
fn an_element_keeps_its_state_while_it_is_moved() {
    let site = host_page(&format!("<breach-map id='one' src='{SRC_2020}'></breach-map><div id='elsewhere'></div>"));
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        page.run_js("await map.seek('2020-05-11'); await map.select('ad');").await?;
        page.role("button", "Dark theme").await?.click().await?;
        page.role("button", "Table").await?.click().await?;
        page.role("region", "Table").await?;
        let state = "[map.snapshot(), map.fragment]";
        let before = page.js(state).await?;

        page.run_js("window.kept = map; map.remove();").await?;
        let detached = "[kept.snapshot(), kept.fragment]";
        assert_eq!(page.js(detached).await?, before);
        page.run_js("await kept.seek('2020-05-13'); await kept.seek('2020-05-11');").await?;
        page.run_js("elsewhere.append(kept);").await?;
        page.wait_for("the table again", "root.querySelector('table')").await?;
        assert_eq!(page.js(state).await?, before);
        expect_day(page, "2020-05-11").await?;
        page.role("button", "Light theme").await?;
        page.role("region", "What sources say").await?;

        // at once, and again and again
        page.run_js("for (let i = 0; i < 20; i += 1) { document.body.append(map); elsewhere.append(map); }").await?;
        page.wait_for("the table again", "root.querySelector('table')").await?;
        assert_eq!(page.js("root.querySelectorAll('main').length").await?, 1);
        assert_eq!(page.js(state).await?, before);
        page.role("button", "Map").await?.click().await?;
        page.wait_for("the map", "root.querySelector('svg [data-entity]')").await?;
        page.role("button", "Step back").await?.click().await?;
        expect_day(page, "2020-05-07").await?;
        // parts of the program may still come while the page is idle, so no number of requests would do
        let mut paths: Vec<_> = site.seen().into_iter().map(|it| it.path).collect();
        paths.sort();
        let asked = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), asked, "nothing is asked for twice: {:?}", site.seen());
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn an_element_may_be_removed_from_within_its_own_events() {
    let site = host_page(&format!("<breach-map id='one' src='{SRC_2020}'></breach-map>"));
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        page.run_js(
            "map.addEventListener('breach-map-select', () => map.remove(), { once: true });
            window.kept = map;
            await map.select('ad');",
        )
        .await?;
        page.run_js("document.body.append(kept); await kept.seek('2020-05-11');").await?;
        expect_day(page, "2020-05-11").await?;
        // the same by the visitor's hand, and with calls from within
        page.run_js(
            "map.addEventListener('breach-map-select', () => { map.seek('2020-05-13'); map.select(null); map.remove(); }, { once: true });",
        )
        .await?;
        page.click(&page.role("button", "Server B (cloud): …").await?).await?;
        page.wait_for("the element to be gone", "!map && kept.snapshot().lens.as_of === '2020-05-13'").await?;
        page.run_js("document.body.append(kept);").await?;
        expect_day(page, "2020-05-13").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn an_element_made_by_script_behaves_as_one_of_the_page() {
    let site = host_page("");
    Browser::new().run(async |page| {
        page.open(site.url("host.html")).await?;
        let make = format!(
            "await customElements.whenDefined('breach-map');
            window.made = document.createElement('breach-map');
            made.setAttribute('theme', 'dark');
            await made.load('{SRC_2020}'); // not on the page yet
            await made.seek('2020-05-11');
            document.body.append(made);"
        );
        page.run_js(&make).await?;
        page.wait_for("the map", "root?.querySelector('svg [data-entity]')").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "middle")).await?;
        expect_day(page, "2020-05-11").await?;
        page.run_js("made.hidden = true;").await?;
        assert_eq!(page.js("map.getBoundingClientRect().height").await?, 0);
        page.expect_quiet(&[&site]).await
    });
}

fn a_page_in_a_frame_works_in_a_sandbox(browser: &Browser) {
    let frame = "<link rel='icon' href='data:,'><iframe title='map' sandbox='allow-scripts allow-same-origin' width='1000' height='700' src='index.html'></iframe>";
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", frame).serve();
    browser.run(async |page| {
        page.open(site.url("host.html")).await?;
        page.driver.enter_frame(0).await?;
        page.wait_for("an incident", "map?.snapshot?.()").await?;
        page.run_js("await map.seek('2020-05-11');").await?;
        page.wait_for("the address", "location.hash === '#v=1&as-of=2020-05-11'").await?;
        page.driver.enter_default_frame().await?;
        page.expect_quiet(&[&site]).await
    });
}
