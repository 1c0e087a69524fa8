//! Whether the words that claims quote stand in the documents from which they are said to be: text in, findings out.
//!
//! Nothing here reads files or asks the network, so that the page can do the same.

mod apart;
mod find;
mod markup;
#[cfg(feature = "foreign")]
mod saved;

use std::borrow::Borrow;

use serde_json::Value;

pub use apart::{Apart, Why, apart, json_of};
pub use find::{Match, find};
pub use markup::{Kind, text};
#[cfg(feature = "foreign")]
pub use saved::saved;

use crate::document::{Place, name};
use crate::import::short;
use crate::sorting;

/// What a language model is told that writes an incident file, by the tag of our languages.
pub const INSTRUCTIONS: [(&str, &str); 2] =
    [("en", include_str!("instructions/en.md")), ("ja", include_str!("instructions/ja.md"))];

/// A saved document, as the words that people read in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The name of its file, without the folder.
    pub name: String,
    /// The id of the source that it is, if somebody says so.
    pub source: Option<String>,
    /// The SHA-256 of its bytes, in lower case.
    pub sha256: String,
    /// Its words.
    pub text: String,
}

/// What became of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The words stand there.
    Found,
    /// They do but for white space, quotation marks, hyphens and the width of letters.
    Nearly,
    /// They do not.
    Missing,
    /// No document of its source is at hand.
    Unchecked,
}

impl Verdict {
    /// The word for machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Nearly => "nearly",
            Self::Missing => "not-found",
            Self::Unchecked => "not-checked",
        }
    }
}

/// A quote, and whether it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The claim, by the ids of parts: `/pivots/in/claims/0`.
    pub path: String,
    /// The same as a JSON Pointer in the long form of the file.
    pub pointer: String,
    /// The source of the claim.
    pub source: String,
    /// The words.
    pub quote: String,
    /// What became of them.
    pub verdict: Verdict,
    /// The document in which they stand, or the first in which they should, and the line there, from 1.
    pub place: Option<(String, usize)>,
    /// If they do not stand there, as many of the first of them as do.
    pub until: String,
}

/// A claim of a file that may quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoting {
    /// By the ids of parts.
    pub path: String,
    /// The JSON Pointer in the long form of the file.
    pub pointer: String,
    /// The claim.
    pub claim: Value,
}

impl Quoting {
    fn word(&self, key: &str) -> &str {
        self.claim.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The source, and those through which it reached us: its words may stand in either.
    fn tellers(&self) -> Vec<&str> {
        let via = self.claim.get("via");
        let all =
            via.and_then(Value::as_array).map(Vec::as_slice).or(via.map(std::slice::from_ref)).unwrap_or_default();
        std::iter::once(self.word("source")).chain(all.iter().filter_map(Value::as_str)).collect()
    }
}

/// All claims of a file in its long form.
pub fn claims(file: &Value) -> Vec<Quoting> {
    let mut all = Vec::new();
    walk(&Place::whole(), "", file, &mut all);
    all
}

fn walk(place: &Place, pointer: &str, value: &Value, all: &mut Vec<Quoting>) {
    match value {
        Value::Object(_) if place.is_claim() => {
            all.push(Quoting { path: place.path.clone(), pointer: pointer.to_owned(), claim: value.clone() });
        }
        Value::Object(members) if place.known.role.has_parts() => {
            let mut keys: Vec<&String> = members.keys().collect();
            let of_format = |key: &&String| place.known.inside.iter().position(|it| it.name == key.as_str());
            sorting::by_key(&mut keys, |it| of_format(it).unwrap_or(usize::MAX));
            for key in keys {
                walk(&place.member(key), &format!("{pointer}/{}", crate::import::json::token(key)), &members[key], all);
            }
        }
        Value::Array(items) if place.known.role.has_parts() => {
            let items = items.iter().enumerate();
            items.for_each(|(i, it)| walk(&place.item(it, i), &format!("{pointer}/{i}"), it, all));
        }
        _ => {}
    }
}

/// Gives documents to the sources that they are: as somebody says, by hash, by the name of the file, or because there is one of each.
/// Those that are nobody's are returned.
pub fn assign(file: &Value, documents: &mut [Document]) -> Vec<String> {
    let sources: Vec<&Value> = file.get("sources").and_then(Value::as_array).into_iter().flatten().collect();
    let is_only = sources.len() == 1 && documents.len() == 1;
    let mut unknown = Vec::new();
    for it in documents.iter_mut().filter(|it| it.source.is_none()) {
        let stem = it.name.rsplit_once('.').map_or(it.name.as_str(), |(stem, _)| stem);
        let has_hash = |source: &&&Value| {
            source.get("sha256").and_then(Value::as_str).is_some_and(|hash| hash.eq_ignore_ascii_case(&it.sha256))
        };
        let has_name = |source: &&&Value| {
            let url = source.get("url").and_then(Value::as_str).unwrap_or_default().trim_end_matches('/');
            name(source) == Some(stem) || url.rsplit('/').next().is_some_and(|it| it == stem && !it.is_empty())
        };
        let found = sources.iter().find(has_hash).or_else(|| sources.iter().find(has_name));
        let found = found.or_else(|| sources.first().filter(|_| is_only));
        it.source = found.and_then(|it| name(it)).map(str::to_owned);
        if it.source.is_none() {
            unknown.push(it.name.clone());
        }
    }
    unknown
}

/// The source of which the most quotes stand in a document: a guess, where nothing else says whose it is.
pub fn guess(file: &Value, document: &Document) -> Option<String> {
    let mut long = file.clone();
    short::long(&mut long);
    // by the words alone both a notice and the article that quotes it could be meant: it is what reached us
    let mut found: Vec<(String, usize)> = Vec::new();
    for it in claims(&long).iter().filter(|it| it.word("quote").chars().count() >= LEAST) {
        if matches!(find(it.word("quote"), &document.text), Match::Nowhere { .. }) {
            continue;
        }
        if let Some(teller) = it.tellers().last().copied() {
            match found.iter_mut().find(|(id, _)| id == teller) {
                Some((_, n)) => *n += 1,
                None => found.push((teller.to_owned(), 1)),
            }
        }
    }
    let most = found.iter().map(|it| it.1).max()?;
    let mut best = found.into_iter().filter(|it| it.1 == most);
    best.next().filter(|_| best.next().is_none()).map(|it| it.0)
}

/// Shorter quotes, in characters, stand in many documents.
const LEAST: usize = 8;

/// Looks for all quotes of a file in documents that are assigned.
pub fn check(file: &Value, documents: &[impl Borrow<Document>]) -> Vec<Checked> {
    let mut long = file.clone();
    short::long(&mut long);
    claims(&long).iter().filter(|it| !it.word("quote").is_empty()).map(|it| checked(it, documents)).collect()
}

/// Looks for the quote of a claim.
fn checked(it: &Quoting, documents: &[impl Borrow<Document>]) -> Checked {
    let quote = it.word("quote").to_owned();
    let mut checked = Checked {
        path: it.path.clone(),
        pointer: it.pointer.clone(),
        source: it.word("source").to_owned(),
        quote: quote.clone(),
        verdict: Verdict::Unchecked,
        place: None,
        until: String::new(),
    };
    let tellers = it.tellers();
    let all = || documents.iter().map(Borrow::borrow);
    let of = |teller: &str| all().filter(|it| it.source.as_deref() == Some(teller)).collect::<Vec<&Document>>();
    for document in tellers.iter().flat_map(|it| of(it)) {
        let at = |place: usize| Some((document.name.clone(), document.text[..place].matches('\n').count() + 1));
        match find(&quote, &document.text) {
            Match::Exactly(place) => {
                (checked.verdict, checked.place) = (Verdict::Found, at(place));
                return checked;
            }
            Match::Nearly(place) => {
                if checked.verdict != Verdict::Nearly {
                    (checked.verdict, checked.place) = (Verdict::Nearly, at(place));
                }
            }
            Match::Nowhere { until } => {
                if checked.verdict == Verdict::Unchecked {
                    (checked.verdict, checked.place) = (Verdict::Missing, Some((document.name.clone(), 0)));
                }
                if until.len() > checked.until.len() {
                    checked.until = until;
                }
            }
        }
    }
    checked
}
