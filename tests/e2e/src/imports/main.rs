//! Measures how fast the reader of other formats is in Chromium, beside `JSON.parse` of the same bytes in the same worker, and what room it needs.
//!
//! `cargo xtask bench imports`; numbers are printed and never tested. A word as argument of the program chooses among the formats. Files are grown from the cases of `tests/foreign/`;
//! a real event log of `BREACHMAP_CORPORA` stands for the largest file, if there is one.

mod grown;

use std::path::Path;
use std::{env, fs};

use e2e::{Browser, Outcome, Page, Site, dist_part, root};
use grown::{Grows, grown};
use serde_json::{Value, json};

/// A file to be measured: format and case, how it grows, and to how many megabytes.
struct Sample {
    format: &'static str,
    case: &'static str,
    grows: Grows,
    megabytes: usize,
}

const fn sample(format: &'static str, case: &'static str, grows: Grows, megabytes: usize) -> Sample {
    Sample { format, case, grows, megabytes }
}

/// Formats of one incident are as large as the largest that people publish, ten times.
const SAMPLES: [Sample; 10] = [
    sample("Attack Flow", "attack-flow/bundle.json", Grows::Lists(&["/objects"]), 8),
    sample("STIX", "stix/campaign.json", Grows::Lists(&["/objects"]), 16),
    sample("MISP", "misp/objects.json", Grows::Lists(&["/response/0/Event/Attribute", "/response/0/Event/Object"]), 16),
    sample("VERIS", "veris/chain.json", Grows::Lists(&[""]), 8),
    sample("Have I Been Pwned", "hibp/list.json", Grows::Lists(&[""]), 8),
    sample("SecurityBreach", "securitybreach/list.json", Grows::Lists(&["/breaches"]), 8),
    sample("Windows events", "windows-events/lateral.jsonl", Grows::Lines, 32),
    sample("eCAR", "ecar/flows.jsonl", Grows::Lines, 32),
    sample("Timesketch, CSV", "timesketch/rows.csv", Grows::Rows, 16),
    sample("Table", "table/pivots.csv", Grows::Rows, 16),
];

/// The largest file: an event log of so many megabytes.
const LARGEST: usize = 200;
/// Values in a file that has almost as many as may be held, each of three bytes.
const VALUES: usize = 3_990_000;
/// A real one, below the folder of real files.
const REAL_LOG: &str = "otrf-security-datasets/mimikatz_CVE-2020-1472_Unauthenticated_NetrServerAuthenticate2.jsonl";

/// Reads a file as the reader's own worker does, piece by piece; then what JavaScript does with the same bytes.
const WORKER: &str = "
const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];
const timed = (times, work) => median(Array.from({ length: times }, () => {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}));
onmessage = async ({ data: { glue, wasm, url, isJson, isLarge } }) => {
  try {
    const { default: init, Reader } = await import(glue);
    const { memory } = await init({ module_or_path: wasm });
    const { body, headers } = await fetch(url);
    const reader = new Reader();
    const size = Number(headers.get('content-length'));
    reader.begin(size);
    const kept = [], pieces = body.getReader();
    for (let it = await pieces.read(); !it.done; it = await pieces.read()) {
      reader.push(it.value);
      if (!isLarge) kept.push(it.value);
    }
    const begin = performance.now();
    try { reader.end('file'); } catch (error) { if (!error?.code) throw error; }
    const read = performance.now() - begin;
    const count = reader.count();
    const told = timed(1, () => count === 1 ? reader.incident(0) : reader.rows());
    const room = memory.buffer.byteLength;
    let parse = 0, again = [read];
    if (!isLarge) {
      const bytes = new Uint8Array(await new Blob(kept).arrayBuffer());
      for (let n = 0; n < 2; n += 1) {
        const other = new Reader();
        other.begin(size);
        other.push(bytes);
        again.push(timed(1, () => { try { other.end('file'); } catch (error) { if (!error?.code) throw error; } }));
        other.free();
      }
      const text = () => new TextDecoder().decode(bytes);
      const works = { json: () => JSON.parse(text()),
        lines: () => text().split('\\n').forEach((it) => { try { JSON.parse(it); } catch { /* a log may have such lines */ } }),
        table: () => text().split('\\n').map((it) => it.split(',')) };
      parse = timed(3, works[isJson]);
    }
    postMessage({ size, read: median(again), told, parse, room, count });
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
};";

fn main() {
    let mut site =
        Site::of_dist("/site/").page("/site/measure.js", WORKER).page("/site/measure.html", "<title>-</title>");
    // without these the page is not told of its memory
    site =
        site.header("Cross-Origin-Opener-Policy", "same-origin").header("Cross-Origin-Embedder-Policy", "require-corp");
    for (number, it) in SAMPLES.iter().enumerate() {
        let text = fs::read_to_string(root().join("tests/foreign").join(it.case)).expect("a case is there");
        site = site.page(&format!("/site/{number}"), &grown(&text, it.grows, it.megabytes * 1_000_000));
    }
    let (name, log) = largest();
    let site =
        site.page("/site/values", &format!("{{\"type\": \"bundle\", \"objects\": [{}0]}}", "[],".repeat(VALUES)));
    let server = site.page("/site/largest", &grown(&log, Grows::Lines, LARGEST * 1_000_000)).serve();
    println!("| file | MB | incidents | MB/s | MB/s until it is told | `JSON.parse` MB/s | wasm memory, MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let word = env::args().nth(1).unwrap_or_default();
    let is_wanted = |name: &str| name.contains(&word);
    for (number, it) in SAMPLES.iter().enumerate().filter(|(_, it)| is_wanted(it.format)) {
        let kind = match it.grows {
            Grows::Lists(_) => "json",
            Grows::Lines => "lines",
            Grows::Rows => "table",
        };
        measure(&server.url(""), it.format, &number.to_string(), kind);
    }
    if is_wanted("values") {
        measure(&server.url(""), "almost as many values as a file may hold", "values", "json");
    }
    if is_wanted(&name) {
        measure(&server.url(""), &name, "largest", "large");
    }
}

/// A log that is real where there are real files, and else one of the cases.
fn largest() -> (String, String) {
    let real = env::var_os("BREACHMAP_CORPORA").map(|it| Path::new(&it).join(REAL_LOG));
    let real = real.and_then(|it| fs::read_to_string(it).ok()).map(|it| ("Windows events, real".to_owned(), it));
    real.unwrap_or_else(|| {
        let case = root().join("tests/foreign/windows-events/lateral.jsonl");
        ("Windows events".to_owned(), fs::read_to_string(case).expect("a case is there"))
    })
}

/// Each file in a browser and a worker of its own.
fn measure(base: &str, name: &str, file: &str, kind: &str) {
    Browser::new().unwatched().arg("--enable-blink-features=ForceEagerMeasureMemory").run(async |page| {
        page.open(format!("{base}measure.html")).await?;
        let ask = json!({ "glue": format!("./{}", dist_part("assets/reader", ".js")), "wasm": dist_part("assets/reader", ".wasm"),
            "url": file, "isJson": kind, "isLarge": kind == "large" });
        page.run_js(&format!(
            "window.worker = new Worker('measure.js', {{ type: 'module' }});
            worker.onmessage = ({{ data }}) => {{ window.answer = data; }};
            worker.onerror = (it) => {{ window.answer = {{ error: it.message }}; }};
            worker.postMessage({ask});"
        ))
        .await?;
        println!("{}", row(name, kind, &answer(page).await?));
        if kind == "large" {
            let memory = "(await performance.measureUserAgentSpecificMemory()).bytes / 1e6";
            println!("\nPage and worker after the largest file, besides wasm, as the browser tells it: {:.0} MB", number(&page.js(memory).await?));
        }
        Ok(())
    });
}

/// Waits as long as it takes; a test of one file ends by itself.
async fn answer(page: &Page) -> Outcome<Value> {
    loop {
        let answer = page.js("window.answer ?? null").await?;
        if let Some(error) = answer["error"].as_str() {
            return Err(error.into());
        }
        if answer.is_object() {
            return Ok(answer);
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn row(name: &str, kind: &str, answer: &Value) -> String {
    let [size, time, after, parse, room] = ["size", "read", "told", "parse", "room"].map(|it| number(&answer[it]));
    let speed = |time: f64| size / 1000.0 / time;
    let parse = match kind {
        "large" => "–".to_owned(),
        "table" => format!("{:.0} (lines and cells split)", speed(parse)),
        _ => format!("{:.0}", speed(parse)),
    };
    let (read, told, incidents) = (speed(time), speed(time + after), &answer["count"]);
    format!("| {name} | {:.0} | {incidents} | {read:.0} | {told:.0} | {parse} | {:.0} |", size / 1e6, room / 1e6)
}
