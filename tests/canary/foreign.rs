//! Files of other tools with words of their own, in things that are marked at each level.
//!
//! They are made of the files of `tests/foreign`, so that what is added there is in them by itself.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::{LEVELS, Words};
use crate::seeds::Random;

/// The ids of the markings of TLP 2, by level.
const STIX: [&str; 5] = [
    "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "e828b379-4e03-4974-9ac4-e53a884c97c1",
];

/// The fields in which things of bundles say something in words.
const FREE: [&str; 22] = [
    "name",
    "description",
    "abstract",
    "content",
    "explanation",
    "aliases",
    "goals",
    "source_name",
    "external_id",
    "labels",
    "label",
    "note",
    "title",
    "publisher",
    "impacted_entity_counts",
    "comment",
    "info",
    "path",
    "command_line",
    "contact_information",
    "x_note",
    "statement",
];

/// A file with its name.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// All files of a seed.
pub fn files(seed: u64) -> Vec<File> {
    let mut maker = Maker { random: Random::of(seed), words: Words::default() };
    let mut files = Vec::new();
    for format in ["stix", "own-stix", "attack-flow", "misp"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign").join(format);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        paths.retain(|it| {
            it.extension().is_some_and(|it| it == "json") && !it.to_string_lossy().ends_with(".native.json")
        });
        paths.sort();
        for path in paths {
            let mut file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            if format == "misp" {
                maker.misp(&mut file, 0);
            } else {
                maker.bundle(&mut file);
            }
            let name = format!("{format}-{}", path.file_name().unwrap().to_string_lossy());
            files.push(File { name, bytes: file.to_string().into_bytes() });
        }
    }
    files.push(File { name: "table.csv".to_owned(), bytes: maker.table().into_bytes() });
    files
}

struct Maker {
    random: Random,
    words: Words,
}

impl Maker {
    /// Marks each object of a bundle, and gives words of that level to it.
    fn bundle(&mut self, file: &mut Value) {
        for object in file.get_mut("objects").and_then(Value::as_array_mut).into_iter().flatten() {
            let kind = object["type"].as_str().unwrap_or_default().to_owned();
            if ["marking-definition", "extension-definition"].contains(&kind.as_str()) {
                continue;
            }
            // the whole is free, or nothing could be shared
            let is_whole = ["report", "grouping", "incident", "attack-flow", "note"].contains(&kind.as_str());
            let level = if is_whole { 0 } else { self.random.below(LEVELS.len()) };
            self.say(object, level);
            let object = object.as_object_mut().unwrap();
            object.remove("granular_markings");
            object.remove("object_marking_refs");
            let id = format!("marking-definition--{}", STIX[level]);
            if level > 0 && self.random.below(3) == 0 {
                object.insert("granular_markings".to_owned(), json!([{ "marking_ref": id, "selectors": ["name"] }]));
            } else {
                object.insert("object_marking_refs".to_owned(), json!([id]));
            }
        }
    }

    /// Adds words of a level to all that is said in words.
    fn say(&mut self, value: &mut Value, level: usize) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|it| self.say(it, level)),
            Value::Object(object) => {
                for (key, it) in object.iter_mut() {
                    let mut add = |it: &mut String| *it = format!("{it} {}", self.words.next(level));
                    match it {
                        Value::String(it) if FREE.contains(&key.as_str()) => add(it),
                        Value::Array(all) if FREE.contains(&key.as_str()) && all.iter().all(Value::is_string) => {
                            for it in all {
                                let mut said = it.as_str().unwrap_or_default().to_owned();
                                add(&mut said);
                                *it = said.into();
                            }
                        }
                        Value::String(it) if key == "url" => *it = format!("{it}/{}", self.words.next(level)),
                        it => self.say(it, level),
                    }
                }
            }
            _ => {}
        }
    }

    /// Marks each attribute of an event, and gives words of that level to it.
    fn misp(&mut self, value: &mut Value, level: usize) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|it| self.misp(it, level)),
            Value::Object(object) => {
                let is_attribute = object.contains_key("type") && object.contains_key("value");
                let level = if is_attribute { self.random.below(LEVELS.len()) } else { level };
                for (key, it) in object.iter_mut().filter(|(key, _)| *key != "Tag") {
                    match it {
                        Value::String(it) if ["comment", "info", "description"].contains(&key.as_str()) => {
                            *it = format!("{it} {}", self.words.next(level));
                        }
                        it => self.misp(it, level),
                    }
                }
                if is_attribute {
                    self.attribute(object, level);
                } else if object.contains_key("info") {
                    tag(object, 0);
                }
            }
            _ => {}
        }
    }

    fn attribute(&mut self, object: &mut Map<String, Value>, level: usize) {
        let (kind, word) = (object["type"].as_str().unwrap_or_default().to_owned(), self.words.next(level));
        object.insert("comment".to_owned(), self.words.next(level).into());
        let value = object.get_mut("value").unwrap();
        let said = value.as_str().unwrap_or_default().to_owned();
        match kind.as_str() {
            "domain" | "hostname" => *value = format!("{word}.{said}").into(),
            "link" | "url" => *value = format!("{said}/{word}").into(),
            "text" | "comment" | "filename" | "threat-actor" | "target-org" | "other" => {
                *value = format!("{said} {word}").into();
            }
            _ => {}
        }
        tag(object, level);
    }

    /// A table of moves, with a column for the marking.
    fn table(&mut self) -> String {
        let mut text = "Date,Source host,Target host,Description,Source,TLP\n".to_owned();
        for row in 0..12 {
            let level = row % LEVELS.len();
            let [from, to, what, source] = [(); 4].map(|()| self.words.next(level));
            let marking = LEVELS[level].0;
            text.push_str(&format!("2024-05-{:02},{from},{to},{what},{source},{marking}\n", row + 1));
        }
        text
    }
}

/// Puts a tag for a level in place of those that are there.
fn tag(object: &mut Map<String, Value>, level: usize) {
    let name = LEVELS[level].0.as_str().to_lowercase();
    let mut tags: Vec<Value> = object.get("Tag").and_then(Value::as_array).cloned().unwrap_or_default();
    tags.retain(|it| !it["name"].as_str().is_some_and(|it| it.starts_with("tlp:")));
    tags.push(json!({ "name": name }));
    object.insert("Tag".to_owned(), tags.into());
}
