//! Measures `dist/` in Chromium, side by side with peers in one run: the first map, steps, tellings, and generated incidents of any size.
//!
//! `cargo xtask bench`; times are printed and never tested.

mod edit;
mod first;
mod graphs;
mod report;
#[path = "../../../shapes/mod.rs"]
#[expect(clippy::unwrap_used, reason = "made for the tests")]
mod shapes;

use std::cell::RefCell;

use e2e::{Browser, Outcome, Page, Site};

use report::{Row, median};

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

fn main() {
    if std::env::args().any(|it| it == "edit") {
        report::head();
        return report::print(&edit::measure());
    }
    // as it comes: all of it takes half an hour
    report::head();
    first::measure(&report::print);
    report::print(&largest());
    report::print(&edit::measure());
    graphs::measure_all(&report::print);
}

/// Steps and tellings of the incident of the gallery with the most hosts and steps.
fn largest() -> Vec<Row> {
    let site = Site::of_dist("/wiki/some/folder/").serve();
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
    [("a step of the slider", steps), ("a change of telling", tellings)]
        .into_iter()
        .map(|(what, times)| Row::new(format!("{LARGEST}: {what}"), median(times.into_inner()), None))
        .collect()
}

async fn times(page: &Page, change: &str) -> Outcome<Vec<f64>> {
    let times = page.run_js(&format!("{TELLERS}{}", timed(change))).await?;
    Ok(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect())
}
