//! The incident of nine hosts and eleven steps of `tests/cases/halden-freight`, made in the page by keyboard only: from nothing, and
//! from the table of its steps. Each key is counted; what comes out is the incident that is meant.

use std::collections::BTreeMap;
use std::fs;

use e2e::{Browser, Outcome, Page};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::common::{command, open, site, text};
use crate::imports::drop;

/// The incident that is meant.
const MEANT: &str = "tests/cases/halden-freight/input.json";

/// Somebody at the keyboard.
struct Hand<'a> {
    page: &'a Page,
    /// Letters of what is said.
    n_letters: usize,
    /// All other keys; one that is held counts too.
    n_keys: usize,
}

impl Hand<'_> {
    /// As soon as the page has taken it.
    async fn settle(&self) -> Outcome {
        let frame = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));";
        self.page.run_js(&frame.repeat(4)).await.map(std::mem::drop)
    }

    async fn send(&self, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
        self.page.driver.action_chain().send_keys(keys).perform().await?;
        self.settle().await
    }

    async fn press(&mut self, key: Key) -> Outcome {
        self.n_keys += 1;
        self.send(key).await
    }

    async fn presses(&mut self, key: &Key, n: usize) -> Outcome {
        for _ in 0..n {
            self.press(key.clone()).await?;
        }
        Ok(())
    }

    async fn with(&mut self, held: Key, key: impl Into<thirtyfour::TypingData>) -> Outcome {
        self.n_keys += 2;
        self.page.driver.action_chain().key_down(held.clone()).send_keys(key).key_up(held).perform().await?;
        self.settle().await
    }

    /// Types what is said; in a field of a list, its first letter until it is chosen.
    async fn say(&mut self, words: &str) -> Outcome {
        let script = format!(
            "const all = [...(root.activeElement.options ?? [])], wanted = all.find((it) => it.value === {0});
            if (!wanted) return {0};
            const chosen = all.findIndex((it) => it.selected), letter = wanted.text[0].toLowerCase();
            const next = [...all.slice(chosen + 1), ...all.slice(0, chosen + 1)].filter((it) => it.text[0]?.toLowerCase() === letter);
            return letter.repeat(next.indexOf(wanted) + 1);",
            json!(words)
        );
        let typed = self.page.run_js(&script).await?;
        let typed = typed.as_str().unwrap_or(words);
        self.n_letters += typed.chars().count();
        self.send(typed).await
    }

    /// A row from its first cell on: what is said in each, `=` for what stands above it; and on to the next row.
    async fn row(&mut self, cells: &[&str]) -> Outcome {
        self.cells(cells).await?;
        self.press(Key::Enter).await
    }

    async fn cells(&mut self, cells: &[&str]) -> Outcome {
        for (at, words) in cells.iter().enumerate() {
            if at > 0 {
                self.press(Key::Tab).await?;
            }
            match *words {
                "" => {}
                "=" => self.with(Key::Control, "d").await?,
                words => self.say(words).await?,
            }
        }
        Ok(())
    }

    /// The next list, so many times, or the one before.
    async fn turn(&mut self, n: isize, to: &str) -> Outcome {
        for _ in 0..n.unsigned_abs() {
            self.with(Key::Alt, if n < 0 { Key::PageUp } else { Key::PageDown }).await?;
        }
        let caption = text(self.page, "root.querySelector('.writer caption').textContent").await?;
        assert_eq!(caption, to);
        self.page.wait_for("the keyboard in a cell", "root.activeElement?.id.startsWith('cell-')").await
    }

    /// What the sheet says is wrong.
    async fn faults(&self) -> Outcome<Value> {
        let said = "[...root.querySelectorAll('.writer .problem')].map((it) => it.textContent).filter((it) => it)";
        self.page.js(said).await
    }

    fn told(&self, what: &str) {
        let (letters, keys) = (self.n_letters, self.n_keys);
        println!("{what}: {letters} letters, {keys} other keys, {} in all", letters + keys);
    }
}

/// The ids of parts that are called alike in the file that was made and in the one that is meant; steps are called by their ways.
fn ids(made: &Value, meant: &Value) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for list in ["sources", "zones", "hosts", "events", "counts", "pivots"] {
        let items = |file: &Value| file[list].as_array().cloned().unwrap_or_default();
        let called = |it: &Value, ids: &BTreeMap<String, String>| {
            let end = |key: &str| it[key].as_str().map(|id| ids.get(id).cloned().unwrap_or(id.to_owned()));
            let label =
                [&it["label"], &it["publisher"]].into_iter().find(|it| !it.is_null()).filter(|_| list != "pivots");
            (label.map(|it| it.get("en").unwrap_or(it).clone()), end("from"), end("to"), it["technique"].clone())
        };
        for it in items(made) {
            let own = called(&it, &ids);
            let found = items(meant).into_iter().find(|other| called(other, &BTreeMap::new()) == own);
            let found = found.unwrap_or_else(|| panic!("nothing that is meant is {it}"));
            let id = |it: &Value| it["id"].as_str().unwrap_or_default().to_owned();
            ids.insert(id(&it), id(&found));
        }
    }
    ids
}

fn renamed(value: &Value, ids: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(it) => ids.get(it).unwrap_or(it).as_str().into(),
        Value::Array(items) => items.iter().map(|it| renamed(it, ids)).collect(),
        Value::Object(members) => {
            // words are no ids
            let member = |(key, it): (&String, &Value)| {
                let is_word = ["kind", "label", "publisher", "title"].contains(&key.as_str());
                (key.clone(), if is_word { it.clone() } else { renamed(it, ids) })
            };
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

/// What differs between what was made and what is meant, but for ids and what is said here; by the command.
async fn expect_meant(page: &Page, name: &str, but_for: &[&str]) -> Outcome {
    let made: Value = serde_json::from_str(&text(page, "map.document").await?)?;
    let path = e2e::root().join(MEANT);
    let meant: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let file = std::env::temp_dir().join(format!("breachmap-{name}-{}.json", std::process::id()));
    let mut like = renamed(&made, &ids(&made, &meant));
    like["id"] = meant["id"].clone();
    fs::write(&file, like.to_string())?;
    let (made, meant) = (file.to_string_lossy(), path.to_string_lossy());
    let (report, differences) = (command(&["check", &made]), command(&["diff", &made, &meant]));
    fs::remove_file(&file)?;
    assert!(
        report.contains("9 hosts, 11 pivots, 3 events, 2 counts") && report.contains("0 errors, 0 warnings"),
        "{report}"
    );
    println!("{name}:\n{differences}");
    let is_said = |line: &&str| but_for.iter().any(|it| line.contains(it)) || line.ends_with("differences");
    let left: Vec<&str> = differences.lines().filter(|it| !it.is_empty() && !is_said(it)).collect();
    assert_eq!(left, [""; 0], "{name}");
    Ok(())
}

/// What the sheet says otherwise: that a host is called what its label is, in which language it is written, and nothing of a victim,
/// of which it has no list. The order is that in which it was typed.
const OTHERWISE: [&str; 5] = ["/names/0", "/language", "/victim", ": the order", "after [\"to-erp\"] → “to-erp”"];

/// What is typed of sources, whatever comes before.
async fn sources(hand: &mut Hand<'_>) -> Outcome {
    hand.row(&["Halden Freight", "victim", "2026-03-12"]).await?;
    hand.row(&["The Harbour Gazette", "press", "2026-03-13", "", "", "C"]).await
}

async fn events(hand: &mut Hand<'_>) -> Outcome {
    hand.row(&["Data protection authority told", "authority-told", "", "2026-03-12", "", "", "eu"]).await?;
    hand.row(&["Public notice", "public-notice", "", "2026-03-12", "", "Halden Freight"]).await?;
    hand.cells(&["Files cannot be opened", "detection", "File server", "2026-03-11T05:40:00+01:00"]).await?;
    hand.with(Key::Control, Key::Enter).await?;
    hand.row(&["2026-03-10", "", "The Harbour Gazette", "", "unlikely"]).await
}

async fn counts(hand: &mut Hand<'_>) -> Outcome {
    let (first, last) = ("Customers, first count", "Customers, as counted in the report");
    hand.row(&[first, "1800", "customers", "", "possible", "Halden Freight", "", "Freight database"]).await?;
    hand.row(&[last, "2350", "=", "", "", "", first, "="]).await
}

async fn states(hand: &mut Hand<'_>) -> Outcome {
    hand.row(&["File server", "disrupted", "2026-03-11"]).await?;
    hand.page.wait_for("the next row", "root.activeElement?.id === 'cell-1-0'").await?;
    hand.row(&["File server", "restored", "2026-03-16"]).await?;
    hand.row(&["Freight database", "disrupted", "2026-03-11"]).await?;
    hand.row(&["Backup server", "clean", "2026-03-16"]).await
}

#[test]
fn an_incident_is_made_from_nothing() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let mut hand = Hand { page, n_letters: 0, n_keys: 0 };
        hand.n_keys += 1;
        hand.send("e").await?;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        let is_there = "root.activeElement?.textContent === 'New incident'";
        for _ in 0..6 {
            if page.js(is_there).await? != json!(true) {
                hand.press(Key::Tab).await?;
            }
        }
        hand.press(Key::Enter).await?;
        page.wait_for("the incident", "map.snapshot()?.incident === 'incident'").await?;
        page.wait_for("the list", "root.querySelector('.writer caption').textContent === 'Incident'").await?;
        hand.press(Key::Enter).await?;
        hand.cells(&["Halden Freight, 2026", "", "TLP:AMBER", "", "eu"]).await?;

        hand.turn(6, "Sources").await?;
        hand.press(Key::Up).await?;
        hand.row(&["Northgate Response", "analyst", "2026-03-20", "Incident report"]).await?;
        sources(&mut hand).await?;

        hand.turn(-5, "Hosts").await?;
        hand.press(Key::Up).await?;
        hand.row(&["", "party", "", "Internet"]).await?;
        hand.row(&["VPN gateway", "network-device", "", "Office"]).await?;
        hand.row(&["Dispatcher's PC", "endpoint", "", "="]).await?;
        hand.row(&["Domain controller", "directory", "", "Server room"]).await?;
        hand.row(&["File server", "storage", "", "="]).await?;
        hand.row(&["Freight database", "database", "", "="]).await?;
        hand.row(&["Backup server", "storage", "", "="]).await?;
        hand.row(&["Mail", "cloud", "", "Internet"]).await?;
        hand.row(&["File-sharing account", "cloud", "outside", "="]).await?;
        assert_eq!(hand.faults().await?, json!([]));

        hand.turn(1, "Steps").await?;
        hand.row(&["Intruder", "VPN gateway", "", "T1133", "2026-03-02"]).await?;
        hand.row(&["VPN gateway", "Dispatcher's PC", "", "T1021.001", "="]).await?;
        hand.row(&["Dispatcher's PC", "Domain controller", "", "T1003.006", "2026-03-04"]).await?;
        hand.row(&["Domain controller", "File server", "", "T1021.002", "2026-03-05"]).await?;
        hand.row(&["=", "Freight database", "", "=", "2026-03-06"]).await?;
        hand.row(&["=", "Backup server", "", "", "=", "denied", "", "", "", "", "", "", "The password was refused."])
            .await?;
        hand.row(&["Intruder", "Mail", "", "T1078.004", "2026-03-05", "possible"]).await?;
        hand.row(&["File server", "File-sharing account", "", "T1567.002", "2026-03-07/2026-03-08"]).await?;
        hand.row(&["Freight database", "=", "", "=", "", "possible", "", "step-5"]).await?;
        hand.row(&["Domain controller", "Freight database", "", "T1486", "2026-03-11"]).await?;
        hand.cells(&["=", "File server", "", "=", "="]).await?;
        hand.with(Key::Control, Key::Enter).await?;
        hand.row(&["2026-03-11"]).await?;
        assert_eq!(hand.faults().await?, json!([]));

        hand.turn(1, "States").await?;
        states(&mut hand).await?;
        hand.turn(1, "Events").await?;
        events(&mut hand).await?;
        hand.turn(1, "Numbers").await?;
        counts(&mut hand).await?;
        assert_eq!(hand.faults().await?, json!([]));
        page.expect_accessible().await?;
        page.picture("halden-from-nothing").await?;
        hand.told("from nothing");
        assert!(hand.n_keys < 300, "{} keys beyond the text", hand.n_keys);
        expect_meant(page, "nothing", &OTHERWISE).await?;
        page.expect_quiet(&[&site]).await
    });
}

/// As somebody writes down what they see: the steps, and what became of machines.
const TABLE: &str = "Date,From,To,ATT&CK ID,Confidence,Zone,State,Note
2026-03-02,Intruder,VPN gateway,T1133,,Office,,
2026-03-02,VPN gateway,Dispatcher's PC,T1021.001,,Office,,
2026-03-04,Dispatcher's PC,Domain controller,T1003.006,,Server room,,
2026-03-05,Domain controller,File server,T1021.002,,Server room,,
2026-03-06,Domain controller,Freight database,T1021.002,,Server room,,
2026-03-05,Intruder,Mail,T1078.004,suspected,Internet,,
2026-03-06,Domain controller,Backup server,,false positive,Server room,,The password was refused.
2026-03-07/2026-03-08,File server,File-sharing account,T1567.002,,Internet,,
,Freight database,File-sharing account,T1567.002,suspected,Internet,,
2026-03-11,Domain controller,File server,T1486,,Server room,,
2026-03-11,Domain controller,Freight database,T1486,,Server room,,
2026-03-11,,File server,,,,encrypted,
2026-03-11,,Freight database,,,,encrypted,
2026-03-16,,File server,,,,restored,
2026-03-16,,Backup server,,,,clean,
";

#[test]
fn an_incident_is_made_of_a_table_and_what_it_lacks() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let mut hand = Hand { page, n_letters: 0, n_keys: 0 };
        page.run_js(&drop("halden-freight.csv", TABLE, 1)).await?;
        // a step that is denied is none on the map
        page.wait_long_for("the steps", "map.snapshot()?.pivots.length === 10").await?;
        page.find(".bm").await?.send_keys("e").await?;
        hand.n_keys += 1;
        page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
        hand.settle().await?;
        hand.with(Key::Alt, Key::PageUp).await?;
        page.wait_for("the list", "root.querySelector('.writer caption').textContent === 'Incident'").await?;
        page.wait_for("the keyboard in its cell", "root.activeElement?.id === 'cell-0-0'").await?;
        hand.cells(&["Halden Freight, 2026", "", "TLP:AMBER", "", "eu", "The table itself"]).await?;

        // the table is the report's
        hand.turn(6, "Sources").await?;
        hand.press(Key::Up).await?;
        hand.row(&["Northgate Response", "", "2026-03-20", "Incident report"]).await?;
        sources(&mut hand).await?;

        hand.turn(-5, "Hosts").await?;
        hand.presses(&Key::Up, 9).await?;
        hand.row(&["", "", "", "Internet"]).await?;
        hand.presses(&Key::Down, 4).await?;
        hand.row(&["", "cloud"]).await?;
        hand.presses(&Key::Down, 2).await?;
        hand.row(&["", "", "outside"]).await?;

        hand.turn(1, "Steps").await?;
        hand.press(Key::Up).await?;
        hand.row(&["", "", "", "", "", "", "", "step-6"]).await?;
        hand.presses(&Key::Up, 3).await?;
        hand.with(Key::Control, Key::Enter).await?;
        hand.row(&["2026-03-11"]).await?;

        hand.turn(2, "Events").await?;
        events(&mut hand).await?;
        hand.turn(1, "Numbers").await?;
        counts(&mut hand).await?;
        assert_eq!(hand.faults().await?, json!([]));
        hand.told("from a table");
        assert!(hand.n_keys < 150, "{} keys beyond the text", hand.n_keys);
        // besides, what the table says word for word, and what the title and the source are called in Japanese
        let of_table =
            ["note {", "/note:", "/title: {", "/publisher: {", "/techniques/", "/imported", "/pivots/to-backup/label"];
        expect_meant(page, "table", &[&OTHERWISE[..], &of_table].concat()).await?;
        page.expect_quiet(&[&site]).await
    });
}
