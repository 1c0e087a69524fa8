//! Edits at random for as long as somebody wants, and compares what the page has with what it should have: nothing is lost, and nothing piles up.
//!
//! `cargo xtask soak [MINUTES] [WORD …]`: so long in each of three engines, one after another. Words choose among the engines by their
//! names; `together` runs them side by side, and `seed=N` takes another row of edits.

mod model;

use std::env;
use std::thread;
use std::time::Duration;

use e2e::endurance::{Held, growth, held};
use e2e::{Browser, Engine, Outcome, Page, Server, Site, dist_part};
use serde_json::{Value, json};
use tokio::time::Instant;

use model::{Model, Random, Step};

/// So many edits are made before a page ends at the latest; half of the time pages end much earlier.
const LONG: usize = 600;

/// What the page is told before the first edit. The disk is one that only this page has.
const HELP: &str = "
    window.onbeforeunload = null;
    window.disk = { content: null };
    window.showSaveFilePicker = async () => ({
      kind: 'file', name: 'own.json',
      getFile: async () => new File([disk.content ?? ''], 'own.json'),
      createWritable: async () => { let text = ''; return { write: async (it) => { text += it; }, close: async () => { disk.content = text; } }; },
    });
    window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    window.until = async (is) => {
      const end = performance.now() + 60_000;
      while (!(await is()) && performance.now() < end) await frame();
      if (!(await is())) throw new Error(`never: ${is}`);
    };
    window.shown = () => map.shadowRoot;
    window.unsaved = () => !!shown().querySelector('.writer > header > .buttons .unsaved');
    window.typed = async (name, text) => {
      const field = [...shown().querySelectorAll('.writer td input')].find((it) => it.getAttribute('aria-label') === name);
      field.value = text;
      field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
      await frame();
    };
    window.press = async (name) => {
      const is = (it) => (it.getAttribute('aria-label') ?? it.textContent) === name;
      [...shown().querySelectorAll('.writer button')].find(is).click();
      await frame();
    };
    window.kept = () => new Promise((done) => {
      const request = indexedDB.open('breachmap-edits', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('edits');
      request.onsuccess = () => {
        const all = request.result.transaction('edits').objectStore('edits').getAll();
        all.onsuccess = () => { request.result.close(); done(all.result.map((it) => JSON.parse([it].flat()[0]).text)); };
      };
    });
    window.map = document.querySelector('breach-map');";

/// The page of a host whose visitors write.
const HOST: &str =
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Soak</title><link rel='icon' href='data:,'>
    <script>window.nListeners = 0;</script>
    <script type='module' src='breachmap.js'></script>
    <script type='module'>
      import init from './PROGRAM';
      window.memory = async () => (await init()).memory.buffer.byteLength;
      const map = document.querySelector('breach-map');
      if (localStorage['breachmap-edits']) map.apply([]);
    </script>
    <breach-map keep editable view='map' src='own.json'></breach-map></html>";

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let minutes = words.iter().find_map(|it| it.parse().ok()).unwrap_or(10);
    let seed = words.iter().find_map(|it| it.strip_prefix("seed=")?.parse().ok()).unwrap_or(1);
    let engines = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
    let is_named = |it: &Engine| words.iter().any(|word| format!("{it:?}").eq_ignore_ascii_case(word));
    let chosen: Vec<_> =
        if engines.iter().any(is_named) { engines.into_iter().filter(is_named).collect() } else { engines.to_vec() };
    let at_once = if words.iter().any(|it| it == "together") { chosen.len() } else { 1 };
    let mut is_lost = false;
    for some in chosen.chunks(at_once) {
        let begin = |it: Engine| thread::spawn(move || soak(it, Duration::from_mins(minutes), seed));
        let running: Vec<_> = some.iter().copied().map(begin).collect();
        for it in running {
            is_lost |= it.join().is_err();
        }
    }
    assert!(!is_lost, "not everything went well");
}

fn soak(engine: Engine, time: Duration, seed: u64) {
    let site = Site::of_dist("/site/")
        .page("/site/soak.html", &HOST.replace("PROGRAM", &dist_part("assets/program", ".js")))
        .page("/site/own.json", &model::incident())
        .serve();
    Browser::of(engine).unwatched().run(async |page| {
        let mut run =
            Run { page, site: &site, random: Random(seed), model: Model::new(), done: Vec::new(), slowest: 0.0 };
        run.all(time).await?;
        Ok(())
    });
}

/// One engine.
struct Run<'a> {
    page: &'a Page,
    site: &'a Server,
    random: Random,
    model: Model,
    /// How often each step was done, by its name.
    done: Vec<(&'static str, usize)>,
    /// The longest time until an edit was kept, in milliseconds.
    slowest: f64,
}

impl Run<'_> {
    async fn all(&mut self, time: Duration) -> Outcome {
        let begin = Instant::now();
        self.page.open(self.site.url("soak.html")).await?;
        self.begin(None).await?;
        self.page.run_js("shown().querySelector('.keeping input').click(); await frame();").await?;
        // pages that end early, with and without something that is not saved
        let mut n_pages: usize = 1;
        while begin.elapsed() < time / 3 {
            for _ in 0..5 + self.random.below(40) {
                self.step().await?;
            }
            self.reload().await?;
            n_pages += 1;
            if n_pages.is_multiple_of(10) {
                self.say(n_pages, begin, None);
            }
        }
        // and long ones: after each as many edits as before the other
        let mut all: Vec<Held> = Vec::new();
        let mut first = None;
        while begin.elapsed() < time || all.len() < 2 {
            for n in 0..LONG {
                self.step().await?;
                if n == LONG / 3 && first.is_none() {
                    first = Some(held(self.page).await?);
                }
            }
            all.push(held(self.page).await?);
            self.say(n_pages, begin, all.last());
            if all.len().is_multiple_of(3) {
                self.reload().await?;
                n_pages += 1;
            }
        }
        let engine = self.page.engine;
        let n: usize = self.done.iter().map(|it| it.1).sum();
        let each: Vec<_> = self.done.iter().map(|(name, n)| format!("{n} {name}")).collect();
        println!(
            "{engine:?}: {n} steps in {} s on {n_pages} pages, nothing lost: {}",
            begin.elapsed().as_secs(),
            each.join(", ")
        );
        println!("  an edit was kept after {:.0} ms at the latest", self.slowest);
        let list =
            |of: fn(&Held) -> f64| all.iter().map(|it| format!("{:.1}", of(it) / 1e6)).collect::<Vec<_>>().join(" ");
        println!(
            "  after every {LONG} steps of a page, MB: wasm {}; heap {}",
            list(|it| it.wasm),
            list(|it| it.heap.unwrap_or_default())
        );
        println!("  processes, MB: {}", list(|it| it.processes));
        // a page that begins anew takes as much as the one before it
        let ends: Vec<Held> = all.iter().copied().step_by(3).collect();
        if let [first, .., last] = ends[..] {
            for it in growth(&first, &last, ends.len() * LONG) {
                println!("  grows: {it}");
            }
        }
        Ok(())
    }

    /// Opens the sheet, or goes on with what was kept.
    async fn begin(&mut self, kept: Option<&str>) -> Outcome {
        self.page.wait_for("the incident", "map?.snapshot?.() && root.querySelector('.edit-button')").await?;
        self.page.run_js(HELP).await?;
        match kept {
            None => {
                self.page.run_js("shown().querySelector('.edit-button').click();").await?;
            }
            Some(text) => {
                self.page.wait_for("the offer", "root.querySelectorAll('.leftovers .card').length === 1").await?;
                self.page.run_js("shown().querySelector('.leftovers .primary').click(); await frame();").await?;
                assert_eq!(self.document().await?, *text, "what was kept");
            }
        }
        self.page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        self.page.run_js("await press('Hosts'); await until(() => shown().querySelector('.writer caption').textContent === 'Hosts');").await?;
        Ok(())
    }

    /// The page ends, as it does in a crash, once what was edited last is kept.
    async fn reload(&mut self) -> Outcome {
        let is_unsaved = self.page.js("unsaved()").await? == json!(true);
        let wait = if is_unsaved {
            "JSON.stringify(await kept()) === JSON.stringify([map.document])"
        } else {
            "!(await kept()).length"
        };
        let script = format!(
            "const begin = performance.now(); await until(async () => {wait}); return performance.now() - begin;"
        );
        self.slowest = self.slowest.max(self.page.run_js(&script).await?.as_f64().unwrap_or_default());
        self.page.run_js("window.onbeforeunload = null").await?;
        self.page.driver.refresh().await?;
        self.count("reloads");
        let kept = is_unsaved.then(|| self.model.text().to_owned());
        self.begin(kept.as_deref()).await?;
        match kept {
            Some(_) => {} // and each edit can be undone as before
            None => self.model = Model::new(),
        }
        self.compare(false).await
    }

    /// How far it is: what runs for hours and ends early has said so much.
    fn say(&self, n_pages: usize, begin: Instant, held: Option<&Held>) {
        let n: usize = self.done.iter().map(|it| it.1).sum();
        let held =
            held.map(|it| format!("; MB: heap {:.1}, wasm {:.1}", it.heap.unwrap_or_default() / 1e6, it.wasm / 1e6));
        let engine = self.page.engine;
        let held = held.unwrap_or_default();
        eprintln!("{engine:?}, {} s: {n} steps on {n_pages} pages{held}", begin.elapsed().as_secs());
    }

    fn count(&mut self, name: &'static str) {
        match self.done.iter_mut().find(|it| it.0 == name) {
            Some(it) => it.1 += 1,
            None => self.done.push((name, 1)),
        }
    }

    async fn step(&mut self) -> Outcome {
        let step = self.model.choose(&mut self.random);
        let (script, is_new) = match &step {
            Step::Type { before, after, .. } => {
                (format!("await typed({}, {});", json!(format!("Name, {before}")), json!(after)), true)
            }
            Step::Add { label } => (format!("await typed('Name, New', {});", json!(label)), true),
            Step::Remove { label, .. } => (format!("await press({});", json!(format!("Remove, {label}"))), true),
            Step::Undo => ("await press('Undo');".to_owned(), false),
            Step::Redo => ("await press('Redo');".to_owned(), false),
            Step::Save => (
                "await press('Save file'); await until(() => disk.content === map.document && !unsaved());".to_owned(),
                false,
            ),
        };
        self.page.run_js(&script).await.map_err(|err| format!("{step:?}: {err}"))?;
        self.count(step.name());
        self.model.take(&step);
        self.compare(is_new).await.map_err(|err| format!("{step:?}: {err}").into())
    }

    /// The text of the document. What a script returns to chromedriver stays in the heap of the page until it ends, each text for
    /// itself; what is asked for by the developer tools does not.
    async fn document(&self) -> Outcome<String> {
        let text = if self.page.engine == Engine::Chromium {
            let ask = json!({ "expression": "map.document", "returnByValue": true });
            self.page.driver.cdp().send_raw("Runtime.evaluate", ask).await?["result"]["value"].clone()
        } else {
            self.page.js("map.document").await?
        };
        Ok(text.as_str().ok_or("there is no document")?.to_owned())
    }

    /// Whether the document is what it should be: byte for byte what it was where nothing is new, and else in all that it says.
    async fn compare(&mut self, is_new: bool) -> Outcome {
        let text = self.document().await?;
        if is_new {
            self.model.wrote(&text)?;
        }
        if text == self.model.text() {
            Ok(())
        } else {
            Err(format!("the document is {text}\nand not {}", self.model.text()).into())
        }
    }
}

/// A value of a document; for the model.
pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
