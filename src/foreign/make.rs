//! Makes parts of a draft in one line each, and ids that an address can carry.

use std::collections::BTreeMap;

use super::look::brief;
use crate::import::draft::{
    AmountDraft, ClaimDraft, EventDraft, FactDraft, IncidentDraft, SaidDraft, SourceDraft, TextDraft,
};
use crate::import::each::Each;
use crate::import::native::FORMAT;
use crate::incident::Day;

/// A draft of the native format with nothing but its name.
pub fn incident(id: String, title: &str) -> IncidentDraft {
    IncidentDraft { format: FORMAT.to_owned(), id, title: text(title), ..IncidentDraft::default() }
}

/// A source with nothing but its kind and its publisher.
pub fn source(id: &str, kind: &str, publisher: &str) -> SourceDraft {
    SourceDraft { id: id.to_owned(), kind: kind.to_owned(), publisher: text(publisher), ..SourceDraft::default() }
}

/// What a record refers to: an address, or the name of something. `changed` is the day on which the record was last changed.
pub fn reference(names: &mut Names, words: &str, changed: Option<&Day>) -> SourceDraft {
    let publisher = publisher_of(words);
    SourceDraft {
        url: words.starts_with("http").then(|| words.to_owned()),
        published: changed.map(|it| format!("../{it}")),
        note: Some(text("The record names it, and does not say which of its statements come from there.")),
        inferred: changed.map(|_| text("It was out when the record was last changed.")),
        ..source(&names.id(&format!("reference {publisher}")), "press", publisher)
    }
}

/// A source that somebody refers to was out on the day on which he wrote or last changed what refers to it.
pub fn out_by(source: SourceDraft, day: Option<&str>) -> SourceDraft {
    let inferred = day.map(|_| text("It was out when what refers to it was last changed."));
    SourceDraft { published: day.map(|it| format!("../{it}")), inferred, ..source }
}

/// Who stands behind a reference, as far as its address tells.
fn publisher_of(reference: &str) -> &str {
    let Some((_, rest)) = reference.split_once("://") else { return reference };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Words in the language of the file.
pub fn text(words: &str) -> TextDraft {
    TextDraft::One(words.to_owned())
}

/// What a source states, without a time.
pub fn claim<V>(value: Option<V>, source: &str) -> ClaimDraft<V> {
    ClaimDraft { value, said: SaidDraft { source: source.to_owned(), ..SaidDraft::default() } }
}

/// Whose word it is that a file passes on, and how firmly it is given.
#[derive(Debug, Clone, Default)]
pub struct Voice {
    /// The id of the source.
    pub source: String,
    /// `possible`, `rumoured` or `denied`; `None` is stated.
    pub hedge: Option<&'static str>,
}

impl Voice {
    /// What it says of one attribute, without a time.
    pub fn claim<V>(&self, value: Option<V>) -> ClaimDraft<V> {
        let mut claim = claim(value, &self.source);
        claim.said.hedge = self.hedge.map(str::to_owned);
        claim
    }

    /// What it says of the incident as a whole.
    pub fn fact(&self, value: &str) -> FactDraft {
        FactDraft { claims: each(vec![self.claim(Some(text(value)))]), ..FactDraft::default() }
    }

    /// A fact of its own, with its id and its label.
    pub fn labelled(&self, id: String, label: &str, value: &str) -> FactDraft {
        FactDraft { id: Some(id), label: Some(text(label)), ..self.fact(value) }
    }

    /// Vouches for a motive or a technique, whose label says all.
    pub fn vouch(&self, id: String, label: &str) -> FactDraft {
        FactDraft {
            id: Some(id),
            label: Some(text(label)),
            claims: each(vec![self.claim(None)]),
            ..FactDraft::default()
        }
    }

    /// An exact number of one unit.
    pub fn number(&self, number: u64, unit: &str) -> ClaimDraft<AmountDraft> {
        let mut claim = self.claim(Some(AmountDraft::Number(number.into())));
        claim.said.unit = Some(unit.to_owned());
        claim
    }
}

/// Why a publication is an event.
pub const PUBLICATION: &str = "the day of publication, as the last event: what has no date had happened by then";

/// The latest publication, as the last event of a story in which only some things have a date; if none is told, the last change of the file.
/// `None` if all have one, or none has, or nobody says when a source was out.
pub fn publication(draft: &IncidentDraft, names: &mut Names) -> Option<EventDraft> {
    let pivots = draft.pivots.items.iter().flat_map(|(_, it)| &it.claims.items);
    let all = pivots.chain(draft.events.items.iter().flat_map(|(_, it)| &it.claims.items));
    let dated: Vec<bool> = all.map(|(_, it)| it.said.when.is_some()).collect();
    let states = draft.hosts.items.iter().flat_map(|(_, it)| &it.states.items).map(|(_, it)| it.said.when.is_some());
    let dated: Vec<bool> = dated.into_iter().chain(states).collect();
    let is_day = |it: &&SourceDraft| it.published.as_ref().is_some_and(|it| !it.starts_with(".."));
    let all = || draft.sources.items.iter().map(|(_, it)| it).filter(is_day);
    let told = all().filter(|it| it.inferred.is_none()).max_by_key(|it| &it.published);
    let source = told.or_else(|| all().max_by_key(|it| &it.published));
    let source = source.filter(|_| dated.contains(&true) && dated.contains(&false))?;
    let TextDraft::One(title) = source.title.as_ref().unwrap_or(&source.publisher) else { return None };
    let label = match source.inferred {
        None => format!("Published: {}", brief(title, 60).0),
        Some(_) => "Last change of what the file says".to_owned(),
    };
    let mut claim = claim(None, &source.id);
    claim.said.when = Some(source.published.clone()?);
    let (id, kind, claims) = (names.id(&label), Some("other".to_owned()), each(vec![claim]));
    Some(EventDraft { id, kind, label: text(&label), claims, ..EventDraft::default() })
}

/// A list of parts that all have the right shape.
pub fn each<T>(items: Vec<T>) -> Each<T> {
    Each { items: items.into_iter().enumerate().collect(), broken: Vec::new() }
}

/// Gives every part an id of its own.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Each id that is taken, and the last number behind it.
    used: BTreeMap<String, usize>,
}

/// The longest id that is made of a label, in characters.
const LONGEST_ID: usize = 48;

impl Names {
    /// An id made of a label: its letters and digits in lower case, joined by `-`; numbered if it is taken.
    pub fn id(&mut self, label: &str) -> String {
        let mut slug = String::new();
        for c in label.chars().flat_map(char::to_lowercase) {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() == LONGEST_ID {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        let slug = if slug.is_empty() { "part" } else { slug };
        let mut id = slug.to_owned();
        if let Some(mut number) = self.used.get(slug).copied() {
            while self.used.contains_key(&id) {
                number += 1;
                id = format!("{slug}-{number}");
            }
            self.used.insert(slug.to_owned(), number);
        }
        self.used.insert(id.clone(), 1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_called_by_its_site() {
        let mut names = Names::default();
        let source = reference(&mut names, "https://www.b.example/1?x", Day::parse("2019-10-15").as_ref());
        assert_eq!(source.publisher, text("b.example"));
        assert_eq!(source.published.as_deref(), Some("../2019-10-15"));
        assert_eq!(reference(&mut names, "Report 7", None).url, None);
    }

    #[test]
    fn ids_are_letters_and_digits_and_no_two_are_the_same() {
        let mut names = Names::default();
        let ids = [" DC1 (AD)", "dc1-ad", "日本", "", &"long ".repeat(40)].map(|it| names.id(it));
        assert_eq!(ids[..4], ["dc1-ad", "dc1-ad-2", "part", "part-2"]);
        assert!(ids[4].len() <= LONGEST_ID, "{}", ids[4]);
    }
}
