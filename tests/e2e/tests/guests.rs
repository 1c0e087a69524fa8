//! What a host decides of an element on its page: how much is shown, what visitors may do, how it looks, when it ends.

use e2e::{Browser, Outcome, Page, Server, Site};
use serde_json::{Value, json};

use crate::common::{all_text, cards, expect_day, expect_snapshot, gallery, golden, open, text};

const SRC: &str = "gallery/ntt-communications-2020.json";

fn host_page(attributes: &str, head: &str) -> Server {
    let page = format!(
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>A page of somebody else</title><link rel='icon' href='data:,'>
        <style>body {{ margin: 0 }} breach-map {{ height: 400px }}</style>{head}
        <script type='module' src='/wiki/breachmap.js'></script><breach-map src='{SRC}' {attributes}></breach-map></html>"
    );
    Site::of_dist("/wiki/").page("/wiki/host.html", &page).serve()
}

/// The accessible names of all buttons that can be seen.
async fn buttons(page: &Page) -> Outcome<Vec<String>> {
    let names = page.names("button").await?;
    Ok(names.into_iter().filter(|it| !it.contains(':')).collect())
}

/// Cards over which a button of the map or of the time lies.
const UNDER_BUTTONS: &str = "(() => {
    const buttons = [...root.querySelectorAll('.map-foot button, .time-controls button')].filter((it) => it.checkVisibility());
    const boxes = buttons.map((it) => it.getBoundingClientRect());
    const cards = [...root.querySelectorAll('.map-svg [data-entity]')].filter((card) => {
        const own = card.getBoundingClientRect();
        return boxes.some((it) => own.left < it.right && it.left < own.right && own.top < it.bottom && it.top < own.bottom);
    });
    return cards.map((it) => it.dataset.entity);
})()";

#[test]
fn a_compact_element_fits_600_by_400_and_unfolds_by_keyboard() {
    let site = host_page("controls='compact' gallery='gallery/index.json'", "");
    Browser::new().size(600, 400).run(async |page| {
        open(page, site.url("host.html")).await?;
        page.wait_for("the map", "root.querySelector('.map-svg [data-entity]')").await?;
        assert_eq!(
            buttons(page).await?,
            ["Controls", "Legend", "Zoom in", "Zoom out", "Fit map", "Step back", "Play", "Step forward"]
        );
        let room =
            page.js("[document.documentElement.scrollHeight, root.querySelector('.map-room').clientHeight]").await?;
        assert_eq!(room[0], 400, "nothing is cut off");
        assert!(room[1].as_u64().is_some_and(|it| it >= 175), "the map has {} pixels", room[1]);
        for kept in ["NTT Communications", "TLP:CLEAR", "704 to 892", "told by all"] {
            assert!(all_text(page).await?.contains(kept), "{kept}");
        }
        // the chart has its numbers, and the legend is there for who asks
        let numbers =
            text(page, "[...root.querySelectorAll('.chart text')].map((it) => it.textContent).join(' ')").await?;
        assert!(numbers.contains("704 to 892") && numbers.contains("621"), "{numbers}");
        assert_eq!(page.js(UNDER_BUTTONS).await?, json!([]), "buttons hide something of the map");
        page.role("button", "Legend").await?.click().await?;
        page.wait_for("the legend", "root.querySelector('.legend').checkVisibility()").await?;
        page.picture("compact-600x400-legend").await?;
        page.expect_accessible().await?;
        page.role("button", "Legend").await?.click().await?;
        // what is chosen is told in a drawer over the map, which goes with the choice
        page.run_js("await map.select('ad');").await?;
        page.role("region", "What sources say").await?;
        page.run_js("map.focus();").await?;
        page.driver.action_chain().send_keys("\u{E00C}").perform().await?;
        page.wait_for("no choice", "!map.snapshot || map.selection === null").await?;
        page.role("button", "Controls").await?.send_keys("\u{E007}").await?;
        page.wait_for("all controls", "root.querySelector('.unfolded .tabs').checkVisibility()").await?;
        page.expect_accessible().await?;
        page.role("button", "Table").await?.click().await?;
        page.role("region", "Table").await?;
        page.role("button", "Map").await?.click().await?;
        page.role("button", "Controls").await?.click().await?;
        page.wait_for("folded", "!root.querySelector('.tabs').checkVisibility()").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_wide_and_low_frame_has_map_and_story_side_by_side() {
    let site = host_page("controls='compact'", "<style>breach-map { height: 420px !important }</style>");
    Browser::new().size(1160, 420).run(async |page| {
        open(page, site.url("host.html")).await?;
        page.wait_for("the story", "root.querySelector('.panel .story')?.checkVisibility()").await?;
        page.wait_for("the map", "root.querySelector('.map-svg [data-entity]')").await?;
        page.picture("compact-1160x420").await?;
        assert_eq!(page.js(UNDER_BUTTONS).await?, json!([]), "buttons hide something of the map");
        let place = "(it) => { const own = root.querySelector(it).getBoundingClientRect(); return [own.left, own.top, own.right, own.bottom].map(Math.round); }";
        let places = page.js(&format!("['.map-room', '.panel', '.timebar', '.map-svg > g'].map({place})")).await?;
        let at = |i: usize, side: usize| places[i][side].as_f64().unwrap_or_default();
        assert!(at(0, 2) <= at(1, 0) && at(0, 2) <= at(2, 0), "beside each other: {places}");
        assert!(at(1, 3) <= at(2, 1) && at(2, 3) <= 421.0, "the chart below the story, and not cut: {places}");
        let used = (at(3, 2) - at(3, 0)) / (at(0, 2) - at(0, 0));
        assert!(used >= 0.75, "the map uses {used:.2} of its width: {places}");
        page.run_js("await map.select('ad');").await?;
        page.wait_for("what is chosen", "root.querySelector('.panel .details')?.checkVisibility()").await?;
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_text_of_a_page_is_styled_without_the_element() {
    let style = "direction: rtl; text-align: center; text-indent: 3em; text-transform: uppercase; letter-spacing: 4px;
        word-spacing: 9px; white-space: pre; text-shadow: 1px 1px red; line-height: 3; font: italic 30px serif; color: red";
    let styled = host_page("controls='compact'", &format!("<style>body {{ {style} }}</style>"));
    let plain = host_page("controls='compact'", "");
    Browser::new().size(900, 700).run(async |page| {
        let mut boxes = Vec::new();
        for site in [&plain, &styled] {
            open(page, site.url("host.html")).await?;
            page.wait_for("the map", "root.querySelector('.map-svg [data-entity]')").await?;
            cards(page).await?; // they stand still
            let script = "[...root.querySelectorAll('h1, .lead *, .words, .map-svg text, button')].map((it) => {
                const own = it.getBoundingClientRect();
                return [own.x, own.y, own.width, own.height].map(Math.round).concat(getComputedStyle(it).textShadow);
            })";
            boxes.push(page.js(script).await?);
            page.expect_quiet(&[&plain, &styled]).await?;
        }
        assert!(boxes[0].as_array().is_some_and(|it| it.len() > 40), "{boxes:?}");
        assert_eq!(boxes[0], boxes[1]);
        Ok(())
    });
}

#[test]
fn an_element_without_controls_is_moved_by_its_host_only() {
    let site = host_page("controls='none'", "");
    Browser::new().size(600, 400).run(async |page| {
        open(page, site.url("host.html")).await?;
        page.wait_for("the map", "root.querySelector('.map-svg [data-entity]')").await?;
        assert_eq!(buttons(page).await?, Vec::<String>::new());
        assert_eq!(page.names("slider").await?, Vec::<String>::new());
        page.run_js("map.focus();").await?;
        page.driver.action_chain().send_keys("[tp").perform().await?;
        assert_eq!(page.js("map.fragment").await?, "");
        page.run_js("map.setAttribute('as-of', '2020-05-11');").await?;
        expect_snapshot(page, "map", &golden("ntt-2020", "middle")).await?;
        // all hosts can be seen
        let outside = "(() => { const room = root.querySelector('.map-room').getBoundingClientRect();
            return [...root.querySelectorAll('.map-svg [data-entity] rect')].filter((it) => { const box = it.getBoundingClientRect(); return box.right > room.right + 1 || box.bottom > room.bottom + 1; }).length; })()";
        assert_eq!(page.js(outside).await?, 0);
        page.expect_accessible().await?;
        page.run_js("map.controls = 'full';").await?;
        page.role("button", "Play").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn visitors_who_may_only_look_bring_nothing() {
    let site = host_page("readonly prefer='detection.when~csidb' select='detection'", "");
    let drop = format!(
        "const data = new DataTransfer(); data.items.add(new File([{}], 'x.json'));
        const at = root.querySelector('.bm');
        at.dispatchEvent(new DragEvent('dragover', {{ dataTransfer: data, bubbles: true, cancelable: true }}));
        at.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));
        const text = new DataTransfer(); text.setData('text/plain', {0});
        at.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: text, bubbles: true }}));
        await new Promise((done) => setTimeout(done, 300));
        return map.snapshot().incident;",
        json!(gallery("ntt-communications-2025"))
    );
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        page.role("region", "What sources say").await?;
        let buttons = buttons(page).await?;
        assert!(buttons.iter().any(|it| it == "Table"), "{buttons:?}");
        assert_eq!(page.js("root.querySelector('.open').checkVisibility()").await?, false);
        let offers = page.names("button").await?;
        assert!(offers.iter().all(|it| !it.starts_with("Show this instead") && it != "Back to the rule"), "{offers:?}");
        assert_eq!(page.run_js(&drop).await?, "ntt-communications-2020");
        page.run_js("map.readOnly = false;").await?;
        page.role("button", "Back to the rule").await?;
        assert_eq!(page.run_js(&drop).await?, "ntt-communications-2025");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_host_plays_saves_restores_and_ends() {
    let head = "<script>window.events = [];
        for (const name of ['play', 'theme', 'fold']) document.addEventListener(`breach-map-${name}`, (it) => events.push([name, it.detail]));
        addEventListener('DOMContentLoaded', () => { document.querySelector('breach-map').asOf = '2020-05-11'; });</script>";
    let site = host_page("", head);
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        expect_day(page, "2020-05-11").await?; // a property that was there before the element
        page.run_js("await map.play();").await?;
        page.role("button", "Pause").await?;
        page.wait_for("a step", "map.asOf > '2020-05-11'").await?;
        page.run_js("await map.pause(); await map.pause(); map.theme = 'dark';").await?;
        page.role("button", "Play").await?;
        let events = page.js("events").await?;
        assert_eq!(events, json!([["play", { "playing": true }], ["play", { "playing": false }], ["theme", { "theme": "dark" }]]));

        page.run_js("window.saved = (map.restore({ asOf: '2020-05-13', selection: 'ad', toldBy: 'csidb,cyberscoop', view: 'table' }), await 0, map.save());").await?;
        assert_eq!(page.js("[saved.asOf, saved.selection, saved.toldBy, saved.view, saved.knownOn]").await?, json!(["2020-05-13", "ad", "csidb,cyberscoop", "table", null]));
        page.run_js("await map.restore({ view: null, toldBy: null });").await?;
        assert_eq!(page.js("[map.asOf, map.selection, map.toldBy, map.view]").await?, json!(["2020-05-13", "ad", null, null]));
        page.run_js("await map.restore(saved);").await?;
        assert_eq!(page.js("JSON.stringify(map.save()) === JSON.stringify(saved)").await?, true);

        let large = "await map.load({ format: 'breachmap-incident/1', id: 'big', title: 'Big', note: undefined,
            sources: [{ id: 's', publisher: 'S', title: 'T', kind: 'press', published: '2024-01-01' }],
            counts: [{ id: 'n', label: 'N', claims: [{ source: 's', value: 18446744073709551615n, unit: 'records' }] }] });
            return map.snapshot().counts[0]?.high ?? map.snapshot();";
        assert_eq!(page.run_js(large).await?, "18446744073709551615");

        page.run_js("map.destroy();").await?;
        assert_eq!(page.js("root.childElementCount").await?, 0);
        let outcome = "Promise.all([map.seek('2020-05-11'), map.load('{}')].map((it) => it.then(() => null, (it) => it.message)))";
        assert_eq!(page.js(outcome).await?, json!(["this element has been destroyed", "this element has been destroyed"]));
        page.run_js("document.body.append(map); map.asOf = '2020-05-11'; map.destroy();").await?;
        assert_eq!(page.js("[root.childElementCount, map.snapshot()]").await?, json!([0, Value::Null]));
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_host_gets_files_instead_of_downloads() {
    let site = host_page("as-of='2020-05-11'", "");
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        let made = "const { name, blob } = await map.exportAs(kind, options); return [name, blob.type, await blob.text()];";
        let export = |kind: &str, options: &str| format!("const kind = '{kind}', options = {options}; {made}");
        let svg = page.run_js(&export("svg", "{ theme: 'dark' }")).await?;
        assert_eq!((&svg[0], &svg[1]), (&json!("ntt-communications-2020-2020-05-11-tlp-clear.svg"), &json!("image/svg+xml")));
        assert!(svg[2].as_str().is_some_and(|it| it.starts_with("<svg") && it.contains("#14171b")), "a dark figure");
        let native = page.run_js(&export("native", "undefined")).await?;
        let value: Value = serde_json::from_str(native[2].as_str().unwrap_or_default())?;
        assert_eq!(value, serde_json::from_str::<Value>(&gallery("ntt-communications-2020"))?);
        let html = page.run_js(&export("html", "{ incidents: ['ntt-communications-2020'] }")).await?;
        assert_eq!((&html[0], &html[1]), (&json!("ntt-communications-2020-tlp-clear.html"), &json!("text/html")));
        for (kind, options) in [("papyrus", "{}"), ("svg", "{ marking: 'TLP:PINK' }"), ("svg", "{ redact: 'yes' }"), ("native", "{ Marking: 'TLP:CLEAR' }"), ("csv", "{ tlp: 'TLP:CLEAR' }"), ("svg", "{ redacted: true }")] {
            let outcome = format!("map.exportAs('{kind}', {options}).then(() => null, (it) => [it instanceof Error, it.code, it.hint.length > 10])");
            assert_eq!(page.js(&outcome).await?, json!([true, "no-export", true]), "{kind} {options}");
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_language_of_labels_is_chosen_and_goes_into_the_address() {
    let site = Site::of_dist("/wiki/").serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.find(".languages option[value=ja]").await?.click().await?;
        page.wait_for("the address", "location.hash === '#v=1&lang=ja'").await?;
        page.wait_for("the title", "root.querySelector('h1').textContent.includes('コミュニケーションズ')").await?;
        assert_eq!(text(page, "root.querySelector('.bm').lang").await?, "ja");
        page.open("about:blank").await?;
        open(page, site.url("index.html#v=2&lang=ja")).await?;
        page.wait_for("the title", "root.querySelector('h1').textContent.includes('コミュニケーションズ')").await?;
        crate::common::expect_alert(page, &["新しい版のリンク"]).await?;
        page.expect_quiet(&[&site]).await
    });
}
