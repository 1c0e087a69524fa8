//! Measures `dist/` in Chromium: from the address bar to the first map, and a step of the slider.
//!
//! `cargo xtask bench`; times are printed and never tested.

use std::cell::RefCell;

use e2e::{Browser, Outcome, Page, Site};
use serde_json::json;

/// Each load is in a browser of its own.
const LOADS: usize = 5;

/// Remembers when the first card of the map was painted; runs before any script of the page.
const WATCH: &str = "(() => {
    const look = () => {
        const card = document.querySelector('breach-map')?.shadowRoot?.querySelector('.map-svg [data-entity] rect');
        if (card) requestAnimationFrame(() => { window.firstMap = performance.now(); });
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})()";

/// Moves the slider to 15 places and waits for the next picture each time.
const STEPS: &str = "return new Promise((done) => {
    const slider = root.querySelector('.slider');
    const times = [];
    const step = () => {
        if (times.length === 15) return done(times);
        const begin = performance.now();
        slider.value = Math.round(1000 * (times.length + 1) / 16);
        slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { times.push(performance.now() - begin); setTimeout(step, 50); };
        requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    step();
})";

fn main() {
    let site = Site::of_dist("/wiki/some/folder/").serve();
    let url = site.url("index.html");
    let (loads, steps) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    for _ in 0..LOADS {
        Browser::new().size(1440, 900).run(async |page| {
            let first = load(page, &url).await?;
            loads.borrow_mut().push(first);
            let times = page.run_js(STEPS).await?;
            steps.borrow_mut().extend(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64));
            Ok(())
        });
    }
    report("address bar to first map", loads.into_inner());
    report("one step of the slider", steps.into_inner());
}

async fn load(page: &Page, url: &str) -> Outcome<f64> {
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    page.open(url).await?;
    page.wait_for("the first map", "window.firstMap").await?;
    page.js("window.firstMap").await?.as_f64().ok_or_else(|| "no time was taken".into())
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    if let (Some(least), Some(most)) = (times.first(), times.last()) {
        println!("{what}: median {:.1} ms ({least:.1} to {most:.1}, {} times)", times[times.len() / 2], times.len());
    }
}
