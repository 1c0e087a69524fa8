//! A file that a language model wrote, without the claims whose words are not found: it can help without being trusted.

use serde_json::Value;

use super::{Document, Quoting, Verdict, checked, claims};
use crate::document::{self, mentions, name, removal};
use crate::import::draft::FILE;
use crate::import::role::Role;
use crate::import::short;

/// Why a claim is held apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its words are not found.
    Missing,
    /// It quotes nothing.
    NoQuote,
    /// No document of its source is at hand.
    NoDocument,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// The file with the claims whose words are found, in its long form.
    pub file: Value,
    /// How many these are.
    pub n_found: usize,
    /// The other claims: where they stood in the long form of the file, the claim, and why.
    pub held: Vec<(String, Value, Why)>,
    /// The parts that went because no claim that is left needs them, by their places.
    pub gone: Vec<String>,
}

/// The file in an answer: a model may put it between fences, and words around it.
pub fn json_of(answer: &str) -> &str {
    match (answer.find('{'), answer.rfind('}')) {
        (Some(begin), Some(end)) if begin < end => &answer[begin..=end],
        _ => answer,
    }
}

/// Holds claims apart whose words are not found in documents that are assigned.
pub fn apart(file: &Value, documents: &[Document]) -> Apart {
    let mut long = file.clone();
    short::long(&mut long);
    if let Some(file) = long.as_object_mut() {
        file.remove(short::DEFAULT);
    }
    let before = parts(&long);
    let mut held = Vec::new();
    let why = |it: &Quoting| {
        if it.word("quote").is_empty() {
            return Some(Why::NoQuote);
        }
        match checked(it, documents).verdict {
            Verdict::Found | Verdict::Nearly => None,
            Verdict::Missing => Some(Why::Missing),
            Verdict::Unchecked => Some(Why::NoDocument),
        }
    };
    for it in claims(&long) {
        held.extend(why(&it).map(|why| (it.path, it.claim, why)));
    }
    // a claim that goes takes along what means nothing without it, so each time the rest is looked at anew
    while let Some(it) = claims(&long).into_iter().find(|it| why(it).is_some()) {
        long = without(&long, &it.pointer);
    }
    while let Some(pointer) = unsaid(&long) {
        long = without(&long, &pointer);
    }
    let after = parts(&long);
    let gone = before.into_iter().filter(|it| !after.contains(it)).collect();
    Apart { n_found: claims(&long).len(), file: long, held, gone }
}

/// The file without what stands at a place, and what needs it.
fn without(file: &Value, pointer: &str) -> Value {
    let mut document = document::Document::new(&file.to_string());
    document.apply(removal(file, pointer)).ok();
    document.value()
}

/// Lists of parts that others mention.
fn mentioned() -> impl Iterator<Item = &'static str> {
    FILE.inside.iter().filter(|it| matches!(it.role, Role::Mentioned)).map(|it| it.name)
}

/// The places of all parts that have ids.
fn parts(file: &Value) -> Vec<String> {
    let lists = file.as_object().into_iter().flatten();
    let items = lists.filter_map(|(key, it)| Some((key, it.as_array()?)));
    items.flat_map(|(key, items)| items.iter().filter_map(move |it| Some(format!("/{key}/{}", name(it)?)))).collect()
}

/// A host, a zone or a source of which no claim speaks.
fn unsaid(file: &Value) -> Option<String> {
    for list in mentioned() {
        for (index, part) in file.get(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let pointer = format!("/{list}/{index}");
            let is_claimed = claims(file).iter().any(|it| it.pointer.starts_with(&format!("{pointer}/")));
            let is_named = name(part).is_some_and(|id| !mentions(file, id).is_empty());
            if !is_claimed && !is_named {
                return Some(pointer);
            }
        }
    }
    None
}
