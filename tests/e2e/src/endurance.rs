//! What is done again and again, and what stays behind: memory of the program and of its page, listeners and nodes.
//!
//! `cargo xtask bench endurance` does each thing as often as its table says; the end-to-end tests do it a few times.

use std::fs;

use serde_json::{Value, json};

use crate::{Engine, Outcome, Page, Server, Site, dist_part, root};

/// Something that can be done again and again.
#[derive(Debug, Clone, Copy)]
pub struct Activity {
    /// What it is called in the table.
    pub name: &'static str,
    /// How often it is measured.
    pub times: usize,
    /// The body of a function of the page that is run once before.
    prepare: &'static str,
    /// The body of a function of the page that is run each time; `n` is the number of the time.
    act: &'static str,
}

/// What is held at one moment; a number that an engine does not tell is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Held {
    /// Bytes of JavaScript, after a collection.
    pub heap: Option<f64>,
    /// Bytes of the memory of the program, of which nothing is ever given back.
    pub wasm: f64,
    /// Listeners: all that the engine knows, or in other engines those that were added and not removed.
    pub listeners: f64,
    /// Nodes: all that the engine knows, or in other engines those of the page.
    pub nodes: f64,
    /// Bytes of all processes of the browser.
    pub processes: f64,
}

const fn activity(name: &'static str, times: usize, prepare: &'static str, act: &'static str) -> Activity {
    Activity { name, times, prepare, act }
}

/// A file of each gallery incident that is used here, and of one with groups.
const FILES: &str = "
    const text = async (file) => (await fetch(file)).text();
    window.first = await text('gallery/ntt-communications-2020.json');
    window.second = await text('gallery/ntt-communications-2025.json');
    window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    window.until = async (is) => { for (let left = 500; left && !is(); left -= 1) await frame(); if (!is()) throw new Error(`never: ${is}, but ${one.shadowRoot?.textContent.slice(0, 300)}`); };
    await until(() => one.snapshot?.());";

/// All of them.
pub const ACTIVITIES: [Activity; 15] = [
    activity(
        "elements added and removed",
        1000,
        "",
        "let made = document.createElement('breach-map');
        document.body.append(made);
        await made.load(first);
        made.remove();",
    ),
    activity(
        "elements added, removed and destroyed",
        1000,
        "",
        "let made = document.createElement('breach-map');
        document.body.append(made);
        await made.load(first);
        made.remove();
        made.destroy();",
    ),
    activity("an element moved", 1000, "", "document.body.append(one); await frame();"),
    activity("loads", 1000, "", "await one.load(n % 2 ? first : second); await frame();"),
    activity("loads refused", 1000, "", "await one.load('{').catch(() => {}); await frame(); await one.load(first);"),
    activity(
        "steps",
        2000,
        "await one.load(first);
        window.days = ['2019-09-01', '2020-05-07', '2020-05-11', '2020-05-28', '2020-06-02', '2020-06-30', '2020-07-02'];",
        "await one.seek(days[n % days.length]); await frame();",
    ),
    activity(
        "choices",
        1000,
        "await one.load(first); window.hosts = [...one.snapshot().hosts.map((it) => it.id), null];",
        "await one.select(hosts[n % hosts.length]); await frame();",
    ),
    activity(
        "views",
        300,
        "await one.load(first);",
        "one.view = ['map', 'table', 'story', 'tellings', 'disputes', 'present'][n % 6]; await frame();",
    ),
    activity("changes between two days", 300, "await one.load(first);", "one.against = n % 2 ? 'as-of=2020-05-11' : null; await frame();"),
    activity(
        "languages and themes",
        300,
        "await one.load(first);",
        "one.setAttribute('lang', n % 2 ? 'ja' : 'en'); one.setAttribute('theme', n % 4 < 2 ? 'dark' : 'light'); await frame();",
    ),
    activity(
        "groups opened and closed",
        1000,
        "await one.load(await (await fetch('crowd.json')).text()); await until(() => one.shadowRoot.querySelector('[data-entity=pc-01]'));",
        "one.open = 'pc-01';
        await until(() => one.shadowRoot.querySelector('[data-entity=pc-02]'));
        one.open = null;
        await until(() => !one.shadowRoot.querySelector('[data-entity=pc-02]'));",
    ),
    activity(
        "incidents of a list opened and closed",
        1000,
        "one.load(['gallery/ntt-communications-2020.json', 'gallery/equifax-2017.json']).catch(() => {});
        await until(() => one.shadowRoot.querySelector('.list .row .victim button'));",
        "const rows = one.shadowRoot.querySelectorAll('.list .row .victim button');
        rows[n % rows.length].click();
        const back = () => one.shadowRoot.querySelector('.back:not([hidden])');
        await until(() => one.snapshot() && !one.shadowRoot.querySelector('.collection') && back());
        back().click();
        await until(() => one.shadowRoot.querySelector('.list .row .victim button'));",
    ),
    activity(
        "incidents of the gallery",
        300,
        "await one.load('gallery/ntt-communications-2020.json');",
        "const id = n % 2 ? 'equifax-2017' : 'hse-2021';
        one.incident = id;
        await until(() => one.snapshot()?.incident === id);",
    ),
    activity(
        "files of other tools read",
        200,
        "",
        "await one.load(n % 2 ? 'chain.json' : 'flat.json'); await frame();",
    ),
    activity(
        "exports",
        200,
        "await one.load(first);",
        "await one.exportAs(['svg', 'native', 'csv', 'stix', 'png'][n % 5], n % 2 ? { marking: 'TLP:GREEN' } : undefined).catch(() => {});",
    ),
];

/// A page of a host, which counts the listeners itself, because only one engine tells of them.
const HOST: &str =
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Again and again</title><link rel='icon' href='data:,'>
    <script>
      window.nListeners = 0;
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      const held = new WeakMap();
      const of = (target, type, listener, options) => {
        const key = `${type} ${!!(options?.capture ?? (options === true))}`;
        if (!held.has(target)) held.set(target, new Map());
        const all = held.get(target);
        if (!all.has(key)) all.set(key, new Set());
        return all.get(key);
      };
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const all = of(this ?? window, type, listener, options);
        if (listener && !all.has(listener) && !options?.once) { all.add(listener); window.nListeners += 1; }
        return add.call(this ?? window, type, listener, options);
      };
      EventTarget.prototype.removeEventListener = function (type, listener, options) {
        if (of(this ?? window, type, listener, options).delete(listener)) window.nListeners -= 1;
        return remove.call(this ?? window, type, listener, options);
      };
    </script>
    <script type='module' src='breachmap.js'></script>
    <script type='module'>
      import init from './PROGRAM';
      window.memory = async () => (await init()).memory.buffer.byteLength; // the program of the elements: it begins once
    </script>
    <breach-map id='one' gallery='gallery/index.json' src='gallery/ntt-communications-2020.json'></breach-map></html>";

/// The built site with a page of a host, `host.html`, and the files that are read on it.
pub fn endurance_site() -> Server {
    let file = |path: &str| fs::read_to_string(root().join("tests").join(path)).expect("a case is there");
    Site::of_dist("/site/")
        .page("/site/host.html", &HOST.replace("PROGRAM", &dist_part("assets/program", ".js")))
        .page("/site/crowd.json", &file("cases/crowd/input.json"))
        .page("/site/chain.json", &file("foreign/veris/chain.json"))
        .page("/site/flat.json", &file("foreign/misp/flat.json"))
        .serve()
}

/// Opens the page of the host, and gets ready for an activity.
pub async fn prepare(page: &Page, site: &Server, activity: &Activity) -> Outcome {
    page.open(site.url("host.html")).await?;
    page.wait_for("an incident", "map?.snapshot?.() && root.querySelector('input[type=range]')").await?;
    page.run_js(&format!("{FILES}\n{}", activity.prepare)).await?;
    Ok(())
}

/// So many at once: a script that takes too long is ended by the driver.
const AT_ONCE: usize = 10;

/// Does it from one number to another.
pub async fn repeat(page: &Page, activity: &Activity, from: usize, to: usize) -> Outcome {
    for begin in (from..to).step_by(AT_ONCE) {
        let end = (begin + AT_ONCE).min(to);
        let act = activity.act;
        page.run_js(&format!("for (let n = {begin}; n < {end}; n += 1) {{ {act} }}")).await?;
    }
    Ok(())
}

/// What is held now, after all has been collected that can be.
pub async fn held(page: &Page) -> Outcome<Held> {
    let told = page
        .run_js(
            "for (let n = 0; n < 10; n += 1) await new Promise((done) => setTimeout(done, 20));
            const count = (root) => [...root.querySelectorAll('*')].reduce((n, it) => n + 1 + (it.shadowRoot ? count(it.shadowRoot) : 0), 0);
            return [await memory(), nListeners, count(document)];",
        )
        .await?;
    let number = |at: usize| told[at].as_f64().unwrap_or(f64::NAN);
    let mut held =
        Held { heap: None, wasm: number(0), listeners: number(1), nodes: number(2), processes: page.memory() };
    if page.engine == Engine::Chromium {
        let devtools = page.driver.cdp();
        devtools.send_raw("Performance.enable", json!({})).await?;
        for _ in 0..3 {
            devtools.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
            page.run_js("await new Promise((done) => setTimeout(done, 100));").await?;
        }
        let metrics = devtools.send_raw("Performance.getMetrics", json!({})).await?;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array();
            all.into_iter().flatten().find(|it| it["name"] == name).and_then(|it| it["value"].as_f64())
        };
        held.heap = metric("JSHeapUsedSize");
        held.listeners = metric("JSEventListeners").unwrap_or(f64::NAN);
        held.nodes = metric("Nodes").unwrap_or(f64::NAN);
        held.processes = page.memory();
    }
    Ok(held)
}

/// What has grown from one time to the next, if it is more than noise: so many bytes, listeners or nodes each time.
/// Where nobody can ask for a collection, some of what was dropped is still there.
pub fn growth(before: &Held, after: &Held, times: usize) -> Vec<String> {
    let rows = [
        ("heap", before.heap.unwrap_or_default(), after.heap.unwrap_or_default(), 4_000.0, 1_500_000.0),
        ("wasm", before.wasm, after.wasm, 1_000.0, if after.heap.is_some() { 6_000_000.0 } else { 30_000_000.0 }),
        ("listeners", before.listeners, after.listeners, 0.02, 20.0),
        ("nodes", before.nodes, after.nodes, 0.5, 1_000.0),
    ];
    let grown = rows.into_iter().filter(|(_, before, after, each, noise)| after - before > noise + each * times as f64);
    grown.map(|(what, before, after, ..)| format!("{what}: {before:.0} → {after:.0} in {times} times")).collect()
}

/// One row of the table: first and last tenth.
pub fn row(engine: Engine, activity: &Activity, first: &Held, last: &Held) -> String {
    let pair = |a: f64, b: f64, unit: f64, digits: usize| format!("{:.digits$} → {:.digits$}", a / unit, b / unit);
    let heap = first.heap.zip(last.heap).map_or_else(|| "–".to_owned(), |(a, b)| pair(a, b, 1e6, 1));
    format!(
        "| {engine:?} | {} | {} | {heap} | {} | {} | {} | {} |",
        activity.name,
        activity.times,
        pair(first.wasm, last.wasm, 1e6, 1),
        pair(first.listeners, last.listeners, 1.0, 0),
        pair(first.nodes, last.nodes, 1.0, 0),
        pair(first.processes, last.processes, 1e6, 0),
    )
}

/// The resident memory of a process and all that it started, in bytes; 0 where `/proc` does not tell.
pub(crate) fn memory_of(process: u32) -> f64 {
    let stat = |pid: u32| -> Option<(u32, u32)> {
        let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let parent = text.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
        Some((pid, parent))
    };
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let all: Vec<(u32, u32)> =
        entries.filter_map(|it| it.file_name().to_str()?.parse().ok()).filter_map(stat).collect();
    let mut tree = vec![process];
    let mut at = 0;
    while let Some(parent) = tree.get(at).copied() {
        tree.extend(all.iter().filter(|it| it.1 == parent).map(|it| it.0));
        at += 1;
    }
    let resident = |pid: &u32| -> Option<f64> {
        let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
        let line = text.lines().find(|it| it.starts_with("Pss:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0)
    };
    tree.iter().filter_map(resident).sum()
}

/// The value of a metric as a number; for tables of other measurements.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
