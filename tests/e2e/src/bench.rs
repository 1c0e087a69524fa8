//! Measures `dist/` in Chromium: the time from the address bar to the picture of the first map and to the usable map, a step of the slider, and a change of sources.
//!
//! `cargo xtask bench`; times are printed and never tested.

use std::cell::RefCell;

use e2e::{Browser, Outcome, Page, Site};
use serde_json::json;

/// Each load is in a browser of its own.
const LOADS: usize = 5;

/// Remembers when the first card of the map was painted that can be used; runs before any script of the page.
const WATCH: &str = "(() => {
    const look = () => {
        const card = document.querySelector('breach-map')?.shadowRoot?.querySelector('.map-svg [data-entity] rect');
        if (card) requestAnimationFrame(() => { window.firstMap = performance.now(); });
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})()";

/// Does something 15 times and waits for the next picture each time; `change` is an expression of the number of the time.
fn timed(change: &str) -> String {
    format!(
        "return new Promise((done) => {{
            const map = document.querySelector('breach-map'), slider = root.querySelector('.slider'), times = [];
            const step = () => {{
                if (times.length === 15) return done(times);
                const n = times.length;
                const begin = performance.now();
                {change};
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {{ times.push(performance.now() - begin); setTimeout(step, 50); }};
                requestAnimationFrame(() => channel.port2.postMessage(0));
            }};
            step();
        }})"
    )
}

const MOVE_SLIDER: &str = "slider.value = Math.round(1000 * (n + 1) / 16);
    slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))";
const CHANGE_TELLING: &str = "map.setAttribute('told-by', tellers[n % tellers.length])";
/// The sources that the snapshot of all sources names.
const TELLERS: &str =
    "const tellers = [...new Set(document.querySelector('breach-map').snapshot().pivots.flatMap((it) => it.sources))];";
/// The incident of the gallery with the most hosts and steps.
const LARGEST: &str = "solarwinds-2020";

/// The first paint shows the picture, because the page itself contains nothing else.
const FIRST_PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

fn main() {
    let site = Site::of_dist("/wiki/some/folder/").serve();
    let (pictures, maps, steps) = (RefCell::default(), RefCell::default(), RefCell::new(Vec::new()));
    for _ in 0..LOADS {
        Browser::new().size(1440, 900).unwatched().run(async |page| {
            let (picture, map) = load(page, &site.url("index.html")).await?;
            Vec::push(&mut pictures.borrow_mut(), picture);
            Vec::push(&mut maps.borrow_mut(), map);
            let times = times(page, MOVE_SLIDER).await?;
            steps.borrow_mut().extend(times);
            Ok(())
        });
    }
    report("address bar to first map, as a picture", pictures.into_inner());
    report("address bar to first map that can be used", maps.into_inner());
    report("one step of the slider", steps.into_inner());
    let (steps, tellings) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    Browser::new().size(1440, 900).unwatched().run(async |page| {
        page.open(site.url(&format!("index.html#incident={LARGEST}"))).await?;
        let is_there = format!("document.querySelector('breach-map').snapshot?.()?.incident === '{LARGEST}'");
        page.wait_for("the largest incident", &is_there).await?;
        let moves = times(page, MOVE_SLIDER).await?;
        steps.borrow_mut().extend(moves);
        let changes = times(page, CHANGE_TELLING).await?;
        tellings.borrow_mut().extend(changes);
        Ok(())
    });
    report("one step of the slider in the largest incident", steps.into_inner());
    report("one change of telling in the largest incident", tellings.into_inner());
}

async fn times(page: &Page, change: &str) -> Outcome<Vec<f64>> {
    let times = page.run_js(&format!("{TELLERS}{}", timed(change))).await?;
    Ok(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect())
}

async fn load(page: &Page, url: &str) -> Outcome<(f64, f64)> {
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    page.open(url).await?;
    page.wait_for("the first map", "window.firstMap").await?;
    let time = async |name| -> Outcome<f64> { page.js(name).await?.as_f64().ok_or_else(|| "no time was taken".into()) };
    Ok((time(FIRST_PAINT).await?, time("window.firstMap").await?))
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    if let (Some(least), Some(most)) = (times.first(), times.last()) {
        println!("{what}: median {:.1} ms ({least:.1} to {most:.1}, {} times)", times[times.len() / 2], times.len());
    }
}
