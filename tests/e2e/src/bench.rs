//! Measures `dist/` in Chromium: from the address bar to the first map, first as a picture and then for use, and a step of the slider.
//!
//! `cargo xtask bench`; times are printed and never tested.

use std::cell::RefCell;

use e2e::{Browser, Outcome, Page, Site};
use serde_json::json;

/// Each load is in a browser of its own.
const LOADS: usize = 5;

/// Remembers when the picture that comes with the page was painted, and when the first card of the map was that can be used;
/// runs before any script of the page.
const WATCH: &str = "(() => {
    new PerformanceObserver((list) => {
        for (const it of list.getEntries()) if (it.identifier === 'first-picture') window.firstPicture = it.renderTime;
    }).observe({ type: 'element', buffered: true });
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
    let (pictures, maps, steps) = (RefCell::default(), RefCell::default(), RefCell::new(Vec::new()));
    for _ in 0..LOADS {
        Browser::new().size(1440, 900).run(async |page| {
            let (picture, map) = load(page, &url).await?;
            Vec::push(&mut pictures.borrow_mut(), picture);
            Vec::push(&mut maps.borrow_mut(), map);
            let times = page.run_js(STEPS).await?;
            steps.borrow_mut().extend(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64));
            Ok(())
        });
    }
    report("address bar to first map, as a picture", pictures.into_inner());
    report("address bar to first map that can be used", maps.into_inner());
    report("one step of the slider", steps.into_inner());
}

async fn load(page: &Page, url: &str) -> Outcome<(f64, f64)> {
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    page.open(url).await?;
    page.wait_for("the first map", "window.firstMap").await?;
    let time = async |name| -> Outcome<f64> { page.js(name).await?.as_f64().ok_or_else(|| "no time was taken".into()) };
    Ok((time("window.firstPicture").await?, time("window.firstMap").await?))
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    if let (Some(least), Some(most)) = (times.first(), times.last()) {
        println!("{what}: median {:.1} ms ({least:.1} to {most:.1}, {} times)", times[times.len() / 2], times.len());
    }
}
