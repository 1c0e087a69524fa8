//! Files of other tools in JSON, what comes of each, and where their values stand.

use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::foreign::{self, Content, Entry, Fidelity, Format, Opened};
use breachmap::incident::Day;
use breachmap::tongue::Tongue;
use serde_json::Value;

/// Larger files are left to shorter laws.
pub const LARGEST: usize = 1_500_000;
/// So many records of a list are tried.
pub const RECORDS: usize = 60;
/// So many objects of a file get a field that nobody knows.
pub const PLACES: usize = 24;

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// The name, the format and the value of each seed.
pub fn seeds() -> Vec<(String, &'static Format, Value)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let is_input =
        |it: &PathBuf| ![".native.json", ".report.txt", ".new"].iter().any(|end| it.to_str().unwrap().ends_with(end));
    let mut all: Vec<PathBuf> = files(&own).into_iter().filter(is_input).collect();
    all.extend(env::var_os("BREACHMAP_CORPORA").into_iter().flat_map(|it| files(Path::new(&it))));
    let mut seeds = Vec::new();
    for path in all {
        let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else { continue };
        let Ok(content) = Content::of(&text) else { continue };
        let name = format!(
            "{}/{}",
            path.parent().unwrap().file_name().unwrap().to_str().unwrap(),
            path.file_name().unwrap().to_str().unwrap()
        );
        let records: Vec<Value> = match content {
            Content::Json(value) => records(value),
            Content::Lines(lines) => lines.values().filter_map(|(_, it)| it).collect(),
            Content::Table { .. } | Content::Several(_) => continue,
        };
        let step = (records.len() / RECORDS).max(1);
        for (index, value) in records.into_iter().enumerate().step_by(step) {
            let content = Content::Json(value);
            let format = foreign::format_of(&content);
            let Content::Json(value) = content else { continue };
            if let Some(format) = format
                && !format.accounted.is_none()
                && value.to_string().len() <= LARGEST
            {
                seeds.push((format!("{name}#{index}"), format, value));
            }
        }
    }
    seeds
}

/// The records of a list, or the whole.
pub fn records(value: Value) -> Vec<Value> {
    let is_list_of_records = |it: &Value| it.as_array().is_some_and(|it| it.iter().all(|it| it.get("id").is_none()));
    match value {
        Value::Array(items) if is_list_of_records(&Value::Array(items.clone())) => items,
        Value::Object(mut fields) => match ["breaches", "incidents"].iter().find_map(|it| fields.remove(*it)) {
            Some(Value::Array(items)) => items,
            Some(_) | None => vec![Value::Object(fields)],
        },
        other => vec![other],
    }
}

/// What came of a value: all words of the incidents, and the report.
pub struct Outcome {
    pub words: String,
    whole: String,
    pub report: Fidelity,
}

pub fn outcome(value: &Value) -> Option<Outcome> {
    let mut report = Fidelity::with("file", Vec::new());
    let drafts = match foreign::open_told(value.to_string().as_bytes(), &mut report) {
        Ok(Opened::One(draft)) => vec![*draft],
        Ok(Opened::Many(all)) => (0..all.len()).map(|it| all.draft(it).unwrap()).collect(),
        Ok(Opened::Native(_)) | Err(_) => return None,
    };
    let (mut words, mut whole) = (String::from(" "), String::new());
    for draft in drafts {
        let mut value: Value = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
        value.as_object_mut().unwrap().remove("imported");
        collect(&value, &mut words);
        whole.push_str(&value.to_string());
    }
    Some(Outcome { words, whole, report })
}

pub fn collect(value: &Value, words: &mut String) {
    match value {
        Value::String(text) => {
            words.push_str(&bare(text));
            words.push_str(" | ");
        }
        Value::Number(number) => {
            words.push_str(&bare(&number.to_string()));
            words.push_str(" | ");
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, words)),
        Value::Object(fields) => fields.values().for_each(|it| collect(it, words)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Letters and digits only, in lower case, with a blank where one sort of them ends.
pub fn bare(text: &str) -> String {
    let sort = |it: char| if it.is_ascii_digit() { 2 } else { u8::from(it.is_alphanumeric()) };
    let (mut found, mut last) = (String::new(), 0);
    for letter in text.chars() {
        let now = sort(letter);
        if now != last && !found.ends_with(' ') {
            found.push(' ');
        }
        if now != 0 {
            found.extend(letter.to_lowercase());
        }
        last = now;
    }
    found.trim().to_owned()
}

/// The markup of catalogues and pages, taken out.
pub fn clean(text: &str) -> String {
    let mut found = String::new();
    let (mut depth, mut rest) = (0, text);
    while let Some(letter) = rest.chars().next() {
        if rest.starts_with("(Citation:")
            || (letter == '<' && rest[1..].starts_with(|it: char| it.is_ascii_alphabetic() || it == '/'))
        {
            depth += 1;
        }
        if depth == 0 {
            found.push(letter);
        } else if letter == ')' || letter == '>' {
            depth = 0;
        }
        rest = &rest[letter.len_utf8()..];
    }
    while let Some((name, url, all)) = link(&found) {
        found = found.replace(&all, &if url.contains("attack.mitre.org/") { name } else { format!("{name} ({url})") });
    }
    for (entity, other) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        found = found.replace(entity, other);
    }
    found
}

/// The first link in brackets: its name, its address, and all of it.
pub fn link(text: &str) -> Option<(String, String, String)> {
    let (before, rest) = text.split_once("](http")?;
    let (url, _) = rest.split_once(')')?;
    let name = before.rsplit_once('[')?.1;
    Some((name.to_owned(), format!("http{url}"), format!("[{name}](http{url})")))
}

impl Outcome {
    pub fn has(&self, value: &Value) -> bool {
        let has = |it: &str| it.is_empty() || self.words.contains(&format!(" {it} "));
        match value {
            Value::Null | Value::Bool(_) => false,
            Value::String(text) if text.trim().parse().is_ok_and(|it: f64| it.abs() <= 100.0) => false,
            Value::String(text) => {
                let is_time = text.len() == 10 || text.get(10..).is_some_and(|it| it.starts_with(['T', ' ']));
                let day = text.get(..10).filter(|it| is_time && Day::parse(it).is_some());
                // tools that know a month or a year write its first day
                let has_day = |it: &str| {
                    has(&bare(it))
                        || (it.ends_with("-01") && has(&bare(&it[..7])))
                        || (it.ends_with("-01-01") && has(&it[..4]))
                };
                has(&bare(text)) || has(&bare(&clean(text))) || day.is_some_and(has_day)
            }
            Value::Number(number) if number.as_f64().is_some_and(|it| it.abs() <= 100.0) => false,
            other => has(&bare(&other.to_string())),
        }
    }

    /// Whether the report speaks of a place, of what it is in, or of the list of which it is an item.
    pub fn tells(&self, pointer: &str) -> bool {
        let mut above: Vec<&str> =
            pointer.char_indices().filter(|(_, it)| *it == '/').map(|(at, _)| &pointer[..at]).collect();
        above.push(pointer);
        let (list, last) = pointer.rsplit_once('/').unwrap_or_default();
        above.iter().any(|it| self.report.is_left_out(it))
            || self.report.mentions(pointer)
            || self.report.entries().any(|it| it.places.iter().any(|it| it == pointer))
            || (last.parse::<usize>().is_ok() && self.report.mentions(list))
    }
}

/// A step to an item of a list: its type.
pub fn kind(item: &Value) -> String {
    item.get("type").and_then(Value::as_str).map_or("*".to_owned(), |it| format!("@{it}"))
}

/// The places of all values that say something.
pub fn leaves<'a>(
    value: &'a Value,
    at: &str,
    path: &mut Vec<String>,
    take: &mut dyn FnMut(&str, &[String], &'a Value),
) {
    match value {
        Value::Object(fields) => {
            for (key, it) in fields {
                path.push(key.clone());
                leaves(it, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), path, take);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, it) in items.iter().enumerate() {
                if let Some([Value::String(key), value]) = it.as_array().map(Vec::as_slice) {
                    path.push(key.clone());
                    leaves(value, &format!("{at}/{index}/1"), path, take);
                    path.pop();
                    continue;
                }
                path.push(kind(it));
                leaves(it, &format!("{at}/{index}"), path, take);
                path.pop();
            }
        }
        other => take(at, path, other),
    }
}

/// Whether a place ends as a pattern says.
pub fn ends_with(path: &[String], pattern: &str) -> bool {
    let mut steps = path.iter().rev();
    pattern.rsplit('/').all(|part| {
        let Some(step) = steps.next() else { return false };
        if part.is_empty() {
            return steps.len() == 0;
        }
        match part.strip_prefix('*') {
            Some(end) => end.is_empty() || (!step.starts_with('@') && step.ends_with(end)),
            None if part == "@" => step.starts_with('@'),
            None => part == step,
        }
    })
}

/// Whether a format says that it accounts for a value itself, for the list it is in, or for something around it.
pub fn is_accounted(format: &Format, path: &[String], value: &Value) -> bool {
    let is_whole = value.as_f64().is_some_and(|it| it >= 0.0 && it.fract() == 0.0);
    let is_in = |list: &[&[&str]], path: &[String]| {
        list.iter().copied().flatten().any(|it| {
            let (field, words) = it.split_once('=').unwrap_or((it, ""));
            let text = value.as_str().unwrap_or_default();
            let is_expected = match it.as_bytes()[0] {
                b'#' => is_whole,
                b'~' => {
                    value.is_number()
                        || Day::parse(text.get(..10).unwrap_or(text)).is_some()
                        || text.parse::<u32>().is_ok()
                }
                _ => words.is_empty() || words.split('|').any(|it| it == text),
            };
            is_expected && ends_with(path, field.trim_start_matches(['#', '~']))
        })
    };
    let above = &path[..path.len() - 1];
    let is_item = path.last().is_some_and(|it| it == "*");
    is_lost(format, path) || is_in(format.accounted.read, path) || (is_item && is_in(format.accounted.read, above))
}

/// Whether a place is in something that a format says it loses.
pub fn is_lost(format: &Format, path: &[String]) -> bool {
    (1..=path.len()).any(|to| format.accounted.lost.iter().copied().flatten().any(|it| ends_with(&path[..to], it)))
}

/// The places of all objects.
pub fn objects(value: &Value, at: &str, path: &mut Vec<String>, take: &mut dyn FnMut(&str, &[String])) {
    match value {
        Value::Object(fields) => {
            take(at, path);
            for (key, it) in fields {
                path.push(key.clone());
                objects(it, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), path, take);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, it) in items.iter().enumerate() {
                path.push(kind(it));
                objects(it, &format!("{at}/{index}"), path, take);
                path.pop();
            }
        }
        _ => {}
    }
}

/// All that comes of a value, without the places in the report.
pub fn meaning(value: &Value) -> Option<String> {
    let outcome = outcome(value)?;
    let entry = |it: Entry| format!("{:?} {} {}\n", it.fate, it.times, it.words.tell(Tongue::ALL[0]));
    Some(outcome.whole + &outcome.report.entries().map(entry).collect::<String>())
}

/// Takes away what stands at a place.
pub fn without(value: &Value, at: &str) -> Value {
    let mut changed = value.clone();
    let (above, last) = at.rsplit_once('/').unwrap();
    match changed.pointer_mut(above) {
        Some(Value::Object(fields)) => drop(fields.remove(&last.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(items)) => drop(items.remove(last.parse().unwrap())),
        _ => {}
    }
    changed
}

/// The field that a format reads, as it names it, for a value that it accounts for.
pub fn read_as(format: &Format, path: &[String], value: &Value) -> Option<&'static str> {
    let above = &path[..path.len() - 1];
    let is_item = path.last().is_some_and(|it| it == "*");
    let is_of = |pattern: &str| ends_with(path, pattern) || (is_item && ends_with(above, pattern));
    let mut all = format.accounted.read.iter().copied().flatten().copied();
    all.find(|it| is_of(it.split('=').next().unwrap().trim_start_matches(['#', '~'])))
        .filter(|_| is_accounted(format, path, value) && !is_lost(format, path))
}

/// A word that no file has.
pub const CANARY: &str = "Kanarienvogel";
