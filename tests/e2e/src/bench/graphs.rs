//! The same generated incidents in the page and in the peers: until they are drawn, a step, a pan.

use std::cell::RefCell;
use std::collections::BTreeMap;

use e2e::{Browser, Server, Site, root};
use serde_json::Value;

use crate::report::{Row, median};
use crate::shapes::SHAPES;

/// What is measured: a shape, how many hosts it has, and whether every host has a card of its own.
const GRAPHS: [(&str, usize, bool); 12] = [
    ("intrusion", 50, false),
    ("intrusion", 200, false),
    ("intrusion", 200, true),
    ("intrusion", 500, false),
    ("intrusion", 500, true),
    ("intrusion", 1000, false),
    ("intrusion", 2000, false),
    ("intrusion", 2000, true),
    ("intrusion", 10_000, false),
    ("star", 1000, false),
    ("grid of zones", 1000, false),
    ("tangle", 500, false),
];

/// The peers, each with the number of hosts beyond which it takes minutes.
const PEERS: [(&str, usize); 4] = [("force-graph", 1000), ("cytoscape", 500), ("vis-network", 500), ("dagre", 500)];

/// How often each is measured.
const TIMES: usize = 3;

const PAGE: &str = "<!doctype html><html lang='en'><title>Bench</title><link rel='icon' href='data:,'><body>
    <script src='/npm/force-graph/dist/force-graph.min.js'></script><script src='/npm/cytoscape/dist/cytoscape.min.js'></script>
    <script src='/npm/vis-network/standalone/umd/vis-network.min.js'></script><script src='/npm/@dagrejs/dagre/dist/dagre.min.js'></script>
    <script type='module' src='/wiki/breachmap.js'></script><script src='/peers.js'></script></body></html>";

/// The files of a shape, by its name.
fn shape(name: &str) -> fn(usize) -> Vec<u8> {
    SHAPES.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("no shape is called {name}")).2
}

/// Measures the graphs, and tells the rows of each.
pub fn measure_all(tell: &dyn Fn(&[Row])) {
    let mut site =
        Site::of_dist("/wiki/").folder("/npm/", root().join("xtask/peers/node_modules")).page("/bench.html", PAGE);
    site = site.page("/peers.js", include_str!("peers.js"));
    for (name, n, _) in GRAPHS {
        let text = String::from_utf8(shape(name)(n)).expect("an incident is text");
        site = site.page(&format!("/{}-{n}.json", name.replace(' ', "-")), &text);
    }
    let site = site.serve();
    let mut peers: BTreeMap<(&str, usize), Vec<(&str, Medians)>> = BTreeMap::new();
    for (name, n, is_open) in GRAPHS {
        let file = format!("/{}-{n}.json", name.replace(' ', "-"));
        let of = |peer: &str, open: &str| measure(&site, &file, peer, open);
        let ours = of("ours", if is_open { "all" } else { "" });
        let peers = peers.entry((name, n)).or_insert_with(|| {
            PEERS.iter().filter(|(_, most)| n <= *most).map(|(peer, _)| (*peer, of(peer, ""))).collect()
        });
        let title = format!("{name}, {n} hosts{}", if is_open { ", each with its card" } else { "" });
        let rows = ["until it is drawn", "a step", "a pan"].into_iter().enumerate().map(|(i, what)| {
            let peers = peers.iter().map(|(peer, times)| (*peer, times[i])).filter(|it| it.1.is_some()).collect();
            Row::of_all(format!("{title}: {what}"), ours[i], peers)
        });
        tell(&rows.collect::<Vec<_>>());
    }
}

/// Until it is drawn, a step, a pan.
type Medians = [Option<f64>; 3];

fn measure(site: &Server, file: &str, peer: &str, open: &str) -> Medians {
    let times: RefCell<[Vec<f64>; 3]> = RefCell::default();
    for _ in 0..TIMES {
        Browser::new().size(1440, 900).unwatched().run(async |page| {
            page.open(format!("{}/bench.html", site.origin())).await?;
            page.run_js(&format!(
                "fetch('{file}').then((it) => it.text()).then((it) => measure('{peer}', it, '{open}')).then((it) => {{ window.measured = it; }}, (it) => {{ window.measured = {{ failed: String(it) }}; }});"
            ))
            .await?;
            page.wait_long_for("the measure", "window.measured").await?;
            let of = page.js("window.measured").await?;
            if let Some(why) = of.get("failed") {
                eprintln!("{peer}, {file}: {why}");
            }
            for (times, key) in times.borrow_mut().iter_mut().zip(["load", "step", "pan"]) {
                times.extend(of.get(key).and_then(Value::as_f64));
            }
            Ok(())
        });
    }
    times.into_inner().map(median)
}
