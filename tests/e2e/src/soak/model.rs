//! What a document should be after edits: kept beside the page, by other means than the page has.

use serde_json::{Value, json};

use crate::parse;

/// As many edits as the page can undo.
const DEPTH: usize = 1000;

/// A row of numbers that is the same for the same seed (xorshift).
pub struct Random(pub u64);

impl Random {
    /// One of the numbers below another.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % n.max(1)
    }
}

/// Something that somebody does.
#[derive(Debug, Clone)]
pub enum Step {
    /// Call a host something else.
    Type { host: usize, before: String, after: String },
    /// Add a host.
    Add { label: String },
    /// Take one out.
    Remove { host: usize, label: String },
    /// Take an edit back.
    Undo,
    /// Do it again.
    Redo,
    /// Save the file.
    Save,
}

impl Step {
    /// For the count.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Type { .. } => "typed",
            Self::Add { .. } => "added",
            Self::Remove { .. } => "removed",
            Self::Undo => "undone",
            Self::Redo => "redone",
            Self::Save => "saved",
        }
    }
}

/// The incident with which a page begins: a chain of hosts, and as many beside it.
pub fn incident() -> String {
    let n = 12;
    let hosts: Vec<_> = (0..2 * n).map(|it| json!({ "id": format!("h{it}"), "label": format!("Host {it}") })).collect();
    let pivots: Vec<_> = (1..n)
        .map(|it| json!({ "id": format!("p{it}"), "from": format!("h{}", it - 1), "to": format!("h{it}"), "when": [{ "source": "s", "value": format!("2024-03-{it:02}") }] }))
        .collect();
    let incident = json!({
        "format": "breachmap-incident/1", "id": "own", "title": "A file of my own",
        "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-04-05" }],
        "hosts": hosts, "pivots": pivots,
    });
    serde_json::to_string_pretty(&incident).unwrap_or_default() + "\n"
}

/// The states of a document: texts, byte for byte as the page had them.
pub struct Model {
    past: Vec<String>,
    present: String,
    future: Vec<String>,
    /// What the last new edit should say.
    expected: Option<Value>,
    n: usize,
}

impl Model {
    /// As the page begins.
    pub fn new() -> Self {
        let text = incident();
        Self { past: Vec::new(), present: text, future: Vec::new(), expected: None, n: 0 }
    }

    /// The text of the document.
    pub fn text(&self) -> &str {
        &self.present
    }

    fn hosts(&self) -> Vec<(String, String)> {
        let value = parse(&self.present);
        let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
        value["hosts"].as_array().into_iter().flatten().map(|it| (text(it, "id"), text(it, "label"))).collect()
    }

    /// The next thing that somebody does.
    pub fn choose(&mut self, random: &mut Random) -> Step {
        self.n += 1;
        let hosts = self.hosts();
        let host = random.below(hosts.len());
        let (id, label) = hosts[host].clone();
        let words = ["Server", "ファイルサーバー", "PC \"A\"", "Gerät", "a\\b", "🖥 host"];
        let word = format!("{} {}", words[random.below(words.len())], self.n);
        let is_loose = id.strip_prefix('h').and_then(|it| it.parse::<usize>().ok()).is_none_or(|it| it >= 12);
        match random.below(20) {
            // as many come as go: what grows on a page that stays as it is is not the incident
            0..=2 if hosts.len() < 30 => Step::Add { label: word },
            0..=5 if is_loose && hosts.len() > 20 => Step::Remove { host, label },
            6..=9 if !self.past.is_empty() => Step::Undo,
            10..=12 if !self.future.is_empty() => Step::Redo,
            13 => Step::Save,
            _ => Step::Type { host, before: label, after: word },
        }
    }

    /// It was done.
    pub fn take(&mut self, step: &Step) {
        let mut value = parse(&self.present);
        match step {
            Step::Type { host, before, after } => {
                let host = &mut value["hosts"][*host];
                // who called it as the label did calls it as the label does
                if host["names"][0]["value"] == json!(before) {
                    host["names"][0]["value"] = json!(after);
                }
                host["label"] = json!(after);
            }
            Step::Add { label } => {
                if let Some(hosts) = value["hosts"].as_array_mut() {
                    // the only source calls it so
                    hosts.push(json!({ "label": label, "names": [{ "value": label, "source": "s" }] }));
                }
            }
            Step::Remove { host, .. } => {
                if let Some(hosts) = value["hosts"].as_array_mut() {
                    hosts.remove(*host);
                }
            }
            Step::Undo => {
                let before = self.past.pop().unwrap_or_default();
                self.future.push(std::mem::replace(&mut self.present, before));
                return;
            }
            Step::Redo => {
                let after = self.future.pop().unwrap_or_default();
                self.past.push(std::mem::replace(&mut self.present, after));
                return;
            }
            Step::Save => return,
        }
        self.expected = Some(value);
    }

    /// The page has a new text: it must say what it should, and is the present one from now on.
    pub fn wrote(&mut self, text: &str) -> Result<(), String> {
        let mut found = parse(text);
        let expected = self.expected.take().unwrap_or_default();
        // a new host has an id that only the page knows, but nobody else may have it
        let n = expected["hosts"].as_array().map_or(0, Vec::len);
        if n > 0 && expected["hosts"][n - 1].get("id").is_none() {
            let id = found["hosts"][n - 1]["id"].take();
            let is_taken = expected["hosts"].as_array().into_iter().flatten().any(|it| it["id"] == id);
            if is_taken || !id.is_string() {
                return Err(format!("the new host has the id {id}"));
            }
            if let Some(host) = found["hosts"][n - 1].as_object_mut() {
                host.remove("id");
            }
        }
        if found != expected {
            return Err(format!("the document says {found}\nand not {expected}"));
        }
        self.past.push(std::mem::replace(&mut self.present, text.to_owned()));
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
        Ok(())
    }
}
