//! The first map: from the address bar until it is a picture, and until the slider answers; at loopback, and over a line as people have it.

use std::cell::RefCell;

use e2e::{Browser, Outcome, Page, Server, Site, root};
use serde_json::json;

use crate::report::{Row, median};

/// Each load is in a browser of its own, with nothing kept.
const LOADS: usize = 5;

/// Remembers when the first card of the map can be used, and when the slider has answered; runs before any script of the page.
const WATCH: &str = "(() => {
    const look = () => {
        const root = document.querySelector('breach-map')?.shadowRoot, slider = root?.querySelector('.slider');
        if (!slider || !root.querySelector('.map-svg [data-entity] rect')) return requestAnimationFrame(look);
        window.firstMap ??= performance.now();
        const before = slider.getAttribute('aria-valuetext');
        slider.value = 0;
        slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        const wait = () => {
            if (root.querySelector('.slider')?.getAttribute('aria-valuetext') === before) return requestAnimationFrame(wait);
            window.answered = performance.now();
        };
        requestAnimationFrame(wait);
    };
    requestAnimationFrame(look);
})()";

/// The first paint shows the picture, because the page itself contains nothing else.
const FIRST_PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

/// How the same story is drawn by what the viewer of OASIS draws with: vis-network, which arranges it by forces before it shows it.
/// That viewer fetches the library unminified; here it is minified.
const PEER: &str = "<!doctype html><html lang='en'><title>Peer</title><link rel='icon' href='data:,'><div id='map' style='width:900px;height:600px'></div>
    <script src='/npm/vis-network/standalone/umd/vis-network.min.js'></script><script type='module'>
    const incident = await (await fetch('/wiki/gallery/ntt-communications-2020.json')).json();
    const label = (it) => it.label?.en ?? it.label ?? it.id;
    const nodes = incident.hosts.map((it) => ({ id: it.id, label: label(it) }));
    const edges = incident.pivots.map(({ id, from, to }) => ({ id, from, to }));
    const network = new vis.Network(document.getElementById('map'), { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {});
    network.once('stabilizationIterationsDone', () => network.once('afterDrawing', () => requestAnimationFrame(() => { window.answered = performance.now(); })));
    </script></html>";

/// Measures the first map, and tells each row.
pub fn measure(tell: &dyn Fn(&[Row])) {
    let site =
        Site::of_dist("/wiki/").folder("/npm/", root().join("xtask/peers/node_modules")).page("/peer.html", PEER);
    let site = site.compressed().serve();
    for (line, conditions) in [("at loopback", None), ("at 10 Mbit/s and 40 ms", Some((1_250_000, 40)))] {
        let measure = |address: String, name: &str| {
            let times: RefCell<Vec<f64>> = RefCell::default();
            // one more than counts: for the first the server compresses
            for _ in 0..=LOADS {
                Browser::new().size(1440, 900).unwatched().run(async |page| {
                    let time = load(page, &address, name, conditions).await?;
                    Vec::push(&mut times.borrow_mut(), time);
                    Ok(())
                });
            }
            median(times.into_inner().split_off(1))
        };
        let ours = format!("{}/wiki/index.html", site.origin());
        let slider = measure(ours.clone(), "window.answered");
        let peer = measure(peer(&site), "window.answered");
        tell(&[
            Row::new(format!("first map as a picture, {line}"), measure(ours, FIRST_PAINT), None),
            Row::new(format!("first map until the slider answers, {line}"), slider, Some(("vis-network", peer))),
        ]);
    }
}

fn peer(site: &Server) -> String {
    format!("{}/peer.html", site.origin())
}

async fn load(page: &Page, url: &str, name: &str, conditions: Option<(u32, u32)>) -> Outcome<f64> {
    let cdp = page.driver.cdp();
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    if let Some((throughput, latency)) = conditions {
        let line = json!({ "offline": false, "latency": latency, "downloadThroughput": throughput, "uploadThroughput": throughput });
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.emulateNetworkConditions", line).await?;
    }
    page.open(url).await?;
    page.wait_long_for("the first map", "window.answered").await?;
    page.js(name).await?.as_f64().ok_or_else(|| "no time was taken".into())
}
