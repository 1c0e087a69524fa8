//! Measures how long a page does not answer: the longest task of its main thread while large files of awkward shapes are opened and used, in Chromium.
//!
//! `cargo xtask bench freezes`; words as arguments of the program choose among the inputs. The shapes are those of `tests/freezes.rs`,
//! as large as they were when they froze a page for a minute.

#[path = "../../shapes/mod.rs"]
#[expect(clippy::unwrap_used, reason = "made for the tests")]
mod shapes;

use std::env;
use std::time::Duration;

use e2e::endurance::number;
use e2e::{Browser, Outcome, Page, Site, dist_part};
use serde_json::{Value, json};
use shapes::SHAPES;

/// What it is called, its shape, and how large it is.
const INPUTS: [(&str, &str, usize); 22] = [
    ("tree of 1,000 hosts", "tree", 1000),
    ("300 hosts with 600 steps", "hosts and steps", 300),
    ("4,000 counts", "counts", 4000),
    ("1,000 counts that overlap", "overlapping counts", 1000),
    ("labels of 40,000 characters", "long label", 4000),
    ("120 hosts perhaps the same", "perhaps the same", 3600),
    ("circle of 14,000 events", "circle", 14_000),
    ("8,000 sources", "sources", 8000),
    ("30,000 dated claims", "dated claims", 30_000),
    ("3,000 zones", "zones", 3000),
    ("600 names in long texts", "names in texts", 600),
    ("words of 80,000 characters", "long words", 8000),
    ("20,000 nested zones", "nested zones", 20_000),
    ("STIX, 14,000 parallel steps", "STIX", 14_000),
    ("log of 40,000 hosts", "log", 40_000),
    ("Windows log of 2,000 hosts", "Windows log", 2000),
    ("table of 1,000 hosts", "table", 1000),
    ("3,000 parallel steps", "parallel", 3000),
    ("log of 30,000 hosts", "log", 30_000),
    ("ids of 4,000 hosts are one", "doubled", 4000),
    ("as many values as a file may have", "values", 499_900),
    ("as long as a file may be", "long label", 135_000),
];

/// What a reader does with a file, one after the other; each is a function of the page.
const ACTS: [(&str, &str); 8] = [
    ("open", "await one.load(file).catch((error) => { told.error = `${error.code}: ${error.message}`; });"),
    (
        "step",
        "const slider = one.shadowRoot.querySelector('.slider');
        if (slider) { slider.value = slider.max / 3; slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); }",
    ),
    ("table", "one.view = 'table'; await frame(); one.view = 'map';"),
    ("panel", "const { hosts, pivots } = one.snapshot() ?? {}; await one.select((pivots?.[0] ?? hosts?.[0])?.id ?? null);"),
    ("open groups", "one.select(null); one.open = 'all';"),
    ("changes", "one.against = ''; await frame(); one.against = null; one.view = 'map';"),
    ("figure", "await one.exportAs('svg').catch((error) => { told.error ??= error.message; });"),
    ("share", "await one.exportAs('native', { marking: 'TLP:GREEN', redact: true }).catch((error) => { told.error ??= error.message; });"),
];

const HOST: &str =
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Large files</title><link rel='icon' href='data:,'>
    <script type='module' src='breachmap.js'></script>
    <breach-map id='one' src='gallery/ntt-communications-2020.json'></breach-map></html>";

/// Longer than this nobody waits.
const PATIENCE: Duration = Duration::from_mins(5);

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let columns: Vec<String> = ACTS.iter().map(|it| format!("{}, s", it.0)).collect();
    println!("| input | kB | until shown, s | {} | wasm memory, MB |", columns.join(" | "));
    println!("|{}", " --- |".repeat(ACTS.len() + 4));
    for (name, shape, n) in INPUTS {
        if !words.is_empty() && !words.iter().any(|it| name.contains(it.as_str())) {
            continue;
        }
        let shape = SHAPES.iter().find(|it| it.0 == shape).expect("the shape is one of them").2;
        measure(name, &String::from_utf8(shape(n)).expect("shapes are texts"));
    }
}

/// Each in a browser of its own.
fn measure(name: &str, file: &str) {
    let site = Site::of_dist("/site/").page("/site/host.html", HOST).page("/site/large", file).serve();
    Browser::new().unwatched().run(async |page| {
        page.open(site.url("host.html")).await?;
        page.wait_for("an incident", "map?.snapshot?.()").await?;
        let acts: String = ACTS
            .iter()
            .map(|(name, act)| format!("await timed({}, async () => {{ {act} }});", json!(name)))
            .collect::<Vec<_>>()
            .concat();
        page.run_js(&format!(
            "window.told = {{}};
            const file = 'large', frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            let longest = 0;
            const note = (list) => {{ for (const it of list) longest = Math.max(longest, it.duration); }};
            const observer = new PerformanceObserver((list) => note(list.getEntries()));
            observer.observe({{ type: 'longtask' }});
            const timed = async (name, act) => {{
              longest = 0;
              told.now = name;
              const begin = performance.now();
              await act();
              await frame();
              const took = performance.now() - begin;
              await new Promise((done) => setTimeout(done, 200));
              note(observer.takeRecords());
              told[name] = [longest / 1000, took / 1000];
            }};
            (async () => {{
              try {{ {acts} }} catch (error) {{ told.error = String(error); }}
              const {{ default: init }} = await import({glue});
              told.memory = (await init()).memory.buffer.byteLength / 1e6;
              told.isOver = true;
            }})();",
            glue = json!(format!("./{}", dist_part("assets/program", ".js")))
        ))
        .await?;
        let told = answer(page).await;
        let longest: Vec<String> = ACTS.iter().map(|it| seconds(&told[it.0][0])).collect();
        let kilobytes = file.len() as f64 / 1000.0;
        println!(
            "| {name} | {kilobytes:.0} | {} | {} | {:.0} | {}",
            seconds(&told["open"][1]),
            longest.join(" | "),
            number(&told["memory"]),
            told["error"].as_str().unwrap_or_default()
        );
        Ok(())
    });
}

fn seconds(value: &Value) -> String {
    value.as_f64().map_or_else(|| format!("over {}", PATIENCE.as_secs()), |it| format!("{it:.2}"))
}

/// What the page tells in the end, or after a while: a page that does not answer does not answer this either.
async fn answer(page: &Page) -> Value {
    let begin = tokio::time::Instant::now();
    while begin.elapsed() < PATIENCE {
        let told: Outcome<Value> = page.js("window.told.isOver ? told : null").await;
        if let Some(told) = told.ok().filter(Value::is_object) {
            return told;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    page.js("told").await.unwrap_or_default()
}
