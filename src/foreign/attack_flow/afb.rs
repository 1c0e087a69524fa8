//! A file of the Attack Flow Builder, version 2 or 3 → the flow.

use std::collections::BTreeMap;

use serde_json::Value;

use super::attack;
use super::flow::{Block, Flow, Kind, Line, Reference};
use super::words::words_of_confidence;
use crate::foreign::Fidelity;
use crate::foreign::pointer::{self, text, texts};
use crate::foreign::tlp::{self, Limit};
use crate::sorting;
use crate::tongue::Phrase;

/// Whether the value is such a file.
pub fn is(value: &Value) -> bool {
    let is_flow = |it: &Value| template(it) == Some("flow") && it.get("properties").is_some_and(Value::is_array);
    pointer::list(value, "/objects").iter().any(is_flow)
}

/// What an object is: `id` of version 3, where `instance` names it; `template` of version 2.
fn template(object: &Value) -> Option<&str> {
    text(object, "/template").or_else(|| text(object, "/instance").and(text(object, "/id")))
}

fn key(object: &Value) -> Option<&str> {
    text(object, "/instance").or_else(|| text(object, "/id"))
}

/// Reads it.
pub fn read(value: &Value, report: &mut Fidelity) -> Flow {
    let objects = pointer::list(value, "/objects");
    let mut options = BTreeMap::new();
    if let Some(templates) = value.get("schema") {
        collect_options(templates, &mut options, 0);
    }
    let mut flow = Flow::default();
    for (index, object) in objects.iter().enumerate() {
        let (Some(word), Some(key), Some(properties)) = (template(object), key(object), object.get("properties"))
        else {
            continue;
        };
        let read = Properties { pairs: properties, options: &options };
        if word == "flow" {
            read_head(&read, &format!("/objects/{index}"), &mut flow, report);
        } else if !word.starts_with('@') && !word.ends_with("_anchor") && !flow.blocks.iter().any(|it| it.key == key) {
            let at = format!("/objects/{index}");
            flow.blocks.push(block(word, key, at, &read));
        }
    }
    flow.lines = lines(objects, report);
    flow
}

/// The properties of an object: a list of pairs, or an object.
struct Properties<'a> {
    pairs: &'a Value,
    /// What the enumerations of version 2 write as a hash.
    options: &'a BTreeMap<&'a str, &'a str>,
}

impl<'a> Properties<'a> {
    fn get(&self, name: &str) -> Option<&'a Value> {
        pair(self.pairs, name)
    }

    fn words(&self, name: &str) -> Option<&'a str> {
        self.plain(self.get(name)?)
    }

    fn plain(&self, value: &'a Value) -> Option<&'a str> {
        // a time stands beside its zone
        let words = words_of(value).or_else(|| text(value, "/time"))?;
        Some(self.options.get(words).copied().unwrap_or(words))
    }

    /// The words of a list: of version 3 pairs of a hash and words.
    fn all(&self, name: &str) -> Vec<String> {
        let items = self.get(name).and_then(Value::as_array);
        let item = |it: &'a Value| self.plain(it).or_else(|| self.plain(it.get(1)?));
        items.into_iter().flatten().filter_map(item).map(str::to_owned).collect()
    }
}

/// A value as words, if there are any.
fn words_of(value: &Value) -> Option<&str> {
    text(value, "")
}

/// What stands under a name in a list of pairs, or in an object.
fn pair<'a>(pairs: &'a Value, name: &str) -> Option<&'a Value> {
    match pairs {
        Value::Array(items) => items.iter().find(|it| it.get(0).and_then(Value::as_str) == Some(name))?.get(1),
        _ => pairs.get(name),
    }
}

/// The words behind the hashes of enumerations: pairs of 32 hexadecimal digits and words, anywhere in the templates.
fn collect_options<'a>(value: &'a Value, options: &mut BTreeMap<&'a str, &'a str>, depth: usize) {
    const DEEPEST: usize = 32;
    let is_hash = |it: &str| it.len() == 32 && it.bytes().all(|b| b.is_ascii_hexdigit());
    match value {
        Value::Array(items) => {
            if let [Value::String(hash), told] = items.as_slice() {
                let text = words_of(told).or_else(|| words_of(pair(told, "text").or_else(|| pair(told, "value"))?));
                if let Some(text) = text.filter(|_| is_hash(hash)) {
                    options.insert(hash, text);
                }
            }
            items.iter().filter(|_| depth < DEEPEST).for_each(|it| collect_options(it, options, depth + 1));
        }
        Value::Object(fields) if depth < DEEPEST => {
            fields.values().for_each(|it| collect_options(it, options, depth + 1));
        }
        _ => {}
    }
}

fn read_head(read: &Properties, at: &str, flow: &mut Flow, report: &mut Fidelity) {
    read.words("name").unwrap_or_default().clone_into(&mut flow.name);
    flow.about = read.words("description").map(str::to_owned);
    flow.scope = read.words("scope").map(str::to_owned);
    flow.author = read.get("author").and_then(|it| words_of(pair(it, "name")?)).map(str::to_owned);
    flow.written = read.words("created").and_then(pointer::day).map(|it| it.to_string());
    let banner = read.get("classification").and_then(|it| words_of(pair(it, "marking")?));
    let limit = banner.map(|it| tlp::level(it).map_or(Limit::Unread, Limit::Level));
    if limit == Some(Limit::Unread) {
        report.derived(Phrase::stix_marking_unread(), format!("{at}/properties/classification"));
    }
    flow.marking = limit.map(Limit::marking);
    let references = read.get("external_references").and_then(Value::as_array);
    flow.references = references.into_iter().flatten().filter_map(|it| reference(it.get(1)?, at)).collect();
}

fn reference(pairs: &Value, at: &str) -> Option<Reference> {
    let field = |name: &str| pair(pairs, name).and_then(words_of).map(str::to_owned);
    let url = field("url");
    let name = field("source_name").or_else(|| url.clone())?;
    Some(Reference { name, about: field("description"), url, at: format!("{at}/properties/external_references") })
}

fn block(word: &str, key: &str, at: String, read: &Properties) -> Block {
    let kind = match (Kind::of(word), read.words("operator")) {
        (_, Some(operator)) if operator.eq_ignore_ascii_case("or") => Kind::Or,
        (_, Some(operator)) if operator.eq_ignore_ascii_case("and") => Kind::And,
        (kind, _) => kind,
    };
    let about = read.words("description").or_else(|| read.words("content"));
    let name = ["name", "abstract", "display_name", "value", "account_login", "path", "command_line", "key"]
        .iter()
        .find_map(|it| read.words(it));
    let mut block = Block::new(kind, key, at, name.or(about).unwrap_or(&word.replace('_', " ")));
    block.word = word.replace('_', "-");
    block.about = about.map(str::to_owned);
    block.other_names = read.all("aliases");
    block.types = read.all("infrastructure_types");
    block.confidence = read.get("confidence").and_then(Value::as_u64);
    block.confidence = block.confidence.or_else(|| words_of_confidence(read.words("confidence")?));
    block.start = read.words("execution_start").or_else(|| read.words("first_seen")).map(str::to_owned);
    block.end = read.words("execution_end").or_else(|| read.words("last_seen")).map(str::to_owned);
    if kind == Kind::Action {
        let told = |name: &str| read.get("ttp").and_then(|it| words_of(pair(it, name)?));
        let technique = told("technique").or_else(|| read.words("technique_id"));
        attack::take(&mut block, technique, told("tactic").or_else(|| read.words("tactic_id")));
    }
    block
}

/// The lines, each end traced over the anchor that holds it to the block that holds the anchor.
fn lines(objects: &[Value], report: &mut Fidelity) -> Vec<Line> {
    let mut anchor_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut block_of: BTreeMap<&str, (&str, Option<bool>)> = BTreeMap::new();
    for object in objects {
        let (Some(word), Some(key)) = (template(object), key(object)) else { continue };
        let is_anchor = word.ends_with("anchor");
        for end in texts(object, "/latches") {
            anchor_of.insert(end, key);
        }
        if let Some(anchors) = object.get("anchors").and_then(Value::as_object) {
            for (place, anchor) in anchors {
                let holds = match place.to_lowercase().as_str() {
                    "branch:true" => Some(true),
                    "branch:false" => Some(false),
                    _ => None,
                };
                words_of(anchor).map(|it| block_of.insert(it, (key, holds)));
            }
        }
        for child in texts(object, "/children") {
            if is_anchor {
                anchor_of.insert(child, key);
            } else if !word.starts_with('@') && word != "flow" {
                block_of.entry(child).or_insert((key, None));
            }
        }
    }
    for object in objects {
        let holds = match template(object) {
            Some("true_anchor") => true,
            Some("false_anchor") => false,
            _ => continue,
        };
        if let Some(block) = key(object).and_then(|it| block_of.get_mut(it)) {
            block.1 = Some(holds);
        }
    }
    let word_of: BTreeMap<&str, &str> =
        sorting::map_of(objects.iter().filter_map(|it| Some((key(it)?, template(it)?))));
    let mut lines = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        let end = |role: &str, field: &str| {
            let child = || {
                texts(object, "/children").into_iter().find(|it| word_of.get(it).is_some_and(|it| it.ends_with(role)))
            };
            text(object, field).or_else(child)
        };
        if !template(object).is_some_and(|it| it.contains("line") && !it.ends_with("source") && !it.ends_with("target"))
        {
            continue;
        }
        let (Some(source), Some(target)) = (end("line_source", "/source"), end("line_target", "/target")) else {
            continue;
        };
        let block = |end: &str| block_of.get(anchor_of.get(end)?);
        match (block(source), block(target)) {
            (Some((from, holds)), Some((to, _))) => lines.push(Line {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
                holds: *holds,
                at: format!("/objects/{index}"),
            }),
            _ => report.left_out(Phrase::flow_lines_nowhere(), format!("/objects/{index}")),
        }
    }
    lines
}
