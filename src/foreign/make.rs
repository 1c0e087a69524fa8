//! Makes parts of a draft in one line each, and ids that an address can carry.
//!
//! What the file says stays as it is; what we say of it is a phrase, and stands in the draft in every language.

use std::collections::BTreeMap;

use super::short::{brief, site};
use crate::import::draft::{
    AmountDraft, ClaimDraft, EventDraft, FactDraft, IncidentDraft, SaidDraft, SourceDraft, TextDraft,
};
use crate::import::each::Each;
use crate::import::native::FORMAT;
use crate::incident::Day;
use crate::tongue::{Phrase, Tongue};

/// Words of the file, or ours.
pub use crate::tongue::Arg as Words;

/// A draft of the native format with nothing but its name.
pub fn incident(id: String, title: impl Into<Words>) -> IncidentDraft {
    IncidentDraft { format: FORMAT.to_owned(), id, title: text(title), ..IncidentDraft::default() }
}

/// A source with nothing but its kind and its publisher.
pub fn source(id: &str, kind: &str, publisher: impl Into<Words>) -> SourceDraft {
    SourceDraft { id: id.to_owned(), kind: kind.to_owned(), publisher: text(publisher), ..SourceDraft::default() }
}

/// What a record refers to: an address, or the name of something. `changed` is the day on which the record was last changed.
/// Behind an address may stand when it was read, `https://a.example (20150402)`: by then it was published.
pub fn reference(names: &mut Names, words: &str, changed: Option<&Day>) -> SourceDraft {
    let (words, read) = read_on(words);
    let publisher = publisher_of(words);
    let by = read.as_ref().or(changed);
    let why = read.map_or_else(Phrase::import_reference_out, |it| Phrase::import_reference_read(it.to_string()));
    SourceDraft {
        url: words.starts_with("http").then(|| words.to_owned()),
        published: by.map(|it| format!("../{it}")),
        note: Some(text(Phrase::import_reference_note())),
        inferred: by.map(|_| text(why)),
        ..source(&names.id(&format!("reference {publisher}")), "press", publisher)
    }
}

/// A reference, and the day behind it in brackets.
fn read_on(words: &str) -> (&str, Option<Day>) {
    let split = words.strip_suffix(')').and_then(|it| it.rsplit_once(" ("));
    let Some((before, digits)) = split else { return (words, None) };
    let digits: String = digits.split('-').collect();
    let day = (digits.len() == 8).then(|| digits.get(..4).zip(digits.get(4..6)).zip(digits.get(6..)));
    let day = day.flatten().and_then(|((year, month), day)| Day::parse(&format!("{year}-{month}-{day}")));
    day.map_or((words, None), |it| (before.trim_end(), Some(it)))
}

/// A source that somebody refers to was out on the day on which he wrote or last changed what refers to it.
pub fn out_by(source: SourceDraft, day: Option<&str>) -> SourceDraft {
    let inferred = day.map(|_| text(Phrase::import_referred_out()));
    SourceDraft { published: day.map(|it| format!("../{it}")), inferred, ..source }
}

/// Who stands behind a reference, as far as its address tells: its site; of a file on somebody's computer, its name.
fn publisher_of(reference: &str) -> &str {
    let at = if reference.contains("://") { site(reference) } else { reference };
    let last = || reference.rsplit(['/', '\\']).find(|it| !it.is_empty());
    let is_file = reference.starts_with(FILE);
    Some(at).filter(|it| !it.is_empty() && !is_file).or_else(last).unwrap_or(reference)
}

/// Begins the address of a file on somebody's computer.
pub const FILE: &str = "file:";

/// Words as a draft has them: those of the file in its language, ours in every language that we speak.
///
/// ```
/// use breachmap::foreign::make;
/// use breachmap::import::draft::TextDraft;
/// assert_eq!(make::text("DC1"), TextDraft::One("DC1".to_owned()));
/// ```
pub fn text(words: impl Into<Words>) -> TextDraft {
    match words.into() {
        Words::Text(words) => TextDraft::One(words),
        ours => in_all(&|tongue| ours.tell(tongue)),
    }
}

/// Words cut at a blank where they are longer than `most` characters.
pub fn short(words: impl Into<Words>, most: usize) -> TextDraft {
    let words = words.into();
    in_all(&|tongue| brief(&words.tell(tongue), most).0.into_owned())
}

/// A text of a draft within a phrase of ours.
fn within(text: &TextDraft, phrase: &dyn Fn(&str) -> Phrase) -> TextDraft {
    in_all(&|tongue| phrase(said(text, tongue)).tell(tongue))
}

/// Two texts of a draft, as an enumeration.
pub fn both(a: &TextDraft, b: &TextDraft) -> TextDraft {
    in_all(&|tongue| Phrase::import_listed(said(a, tongue), said(b, tongue)).tell(tongue))
}

/// Two notes of a draft, beside each other.
pub fn beside(a: &TextDraft, b: &TextDraft) -> TextDraft {
    in_all(&|tongue| Phrase::import_beside(said(a, tongue), said(b, tongue)).tell(tongue))
}

/// What a text of a draft says in a language.
fn said<'a>(text: &'a TextDraft, tongue: &Tongue) -> &'a str {
    match text {
        TextDraft::One(words) => words,
        TextDraft::ByLanguage(all) => {
            let own = all.iter().find(|(tag, _)| tag == tongue.tag()).or(all.first());
            own.map_or("", |(_, words)| words)
        }
    }
}

/// What is told in each language; once, where all tell the same.
fn in_all(tell: &dyn Fn(&'static Tongue) -> String) -> TextDraft {
    let mut all: Vec<(String, String)> = Tongue::ALL.iter().map(|it| (it.tag().to_owned(), tell(it))).collect();
    let is_one = all.iter().all(|(_, words)| *words == all[0].1);
    if is_one { TextDraft::One(all.swap_remove(0).1) } else { TextDraft::ByLanguage(all) }
}

/// Words by which something is called in all languages, for its id: those of the first one.
pub fn name(words: &Words) -> String {
    words.tell(Tongue::ALL[0])
}

/// A text of ours that nobody has said yet: `Phrase::import_times`.
pub type Text = fn() -> Phrase;

/// How two words become one: as sentences, as notes beside each other, as an enumeration.
pub type Joint = fn(Words, Words) -> Phrase;

/// Several words in one; `None` if there are none.
pub fn joined(words: impl IntoIterator<Item = Words>, joint: Joint) -> Option<Words> {
    words.into_iter().reduce(|a, b| joint(a, b).into())
}

/// Several notes in one, as a draft has it; `None` if there are none.
pub fn notes(words: impl IntoIterator<Item = Words>, joint: Joint) -> Option<TextDraft> {
    joined(words, joint).map(text)
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
    pub fn fact(&self, value: impl Into<Words>) -> FactDraft {
        FactDraft { claims: each(vec![self.claim(Some(text(value)))]), ..FactDraft::default() }
    }

    /// A fact of its own, with its id and its label.
    pub fn labelled(&self, id: String, label: impl Into<Words>, value: impl Into<Words>) -> FactDraft {
        FactDraft { id: Some(id), label: Some(text(label)), ..self.fact(value) }
    }

    /// Vouches for a motive or a technique, whose label says all.
    pub fn vouch(&self, id: String, label: impl Into<Words>) -> FactDraft {
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

/// The latest publication, as the last event of a story in which only some things have a date; if none is told, the last change of the file.
///
/// Otherwise the story would end with the last thing that has a date, and what has none would never have happened: a
/// campaign "first seen in March" with ten undated steps would show none of them on any day. By the day of the report
/// they all had happened.
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
    let title = source.title.as_ref().unwrap_or(&source.publisher);
    let label = match source.inferred {
        None => within(title, &|title| Phrase::import_published(brief(title, 60).0)),
        Some(_) => text(Phrase::import_last_change()),
    };
    let mut claim = claim(None, &source.id);
    claim.said.when = Some(source.published.clone()?);
    let (id, kind, claims) = (names.id(said(&label, Tongue::ALL[0])), Some("other".to_owned()), each(vec![claim]));
    Some(EventDraft { id, kind, label, claims, ..EventDraft::default() })
}

/// A list of parts that all have the right shape.
pub fn each<T>(items: Vec<T>) -> Each<T> {
    Each { items: items.into_iter().enumerate().collect(), broken: Vec::new() }
}

/// Adds an item to a list of a draft.
pub fn push<T>(list: &mut Each<T>, item: T) {
    list.items.push((list.items.len(), item));
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
