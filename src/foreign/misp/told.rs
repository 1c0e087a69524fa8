//! What people say in an event, in words: notes of the authors, reports, notes and opinions of analysts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::thing::{Voice, marking, voices};
use super::work::Work;
use crate::foreign::make::{self, Words};
use crate::foreign::pointer::{list, text};
use crate::foreign::short;
use crate::import::draft::{FactDraft, SourceDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// The longest report that is kept, in characters.
const LONGEST: usize = 2000;

/// So many different comments on attributes are told.
const MOST_COMMENTS: usize = 40;

/// An opinion up to here, of 100, disagrees.
const DISAGREES: u64 = 40;

impl Voice<'_> {
    /// Whether it denies what it is about.
    pub fn denies(&self) -> bool {
        self.opinion.is_some_and(|it| it <= DISAGREES)
    }
}

/// Reads what is said of the event as a whole and of its parts.
pub fn read(work: &mut Work) {
    let (event, at) = (work.event, work.at);
    for voice in voices(event, at) {
        said(work, &voice, None, None);
    }
    let things = std::mem::take(&mut work.things);
    for thing in &things {
        for voice in &thing.voices {
            said(work, voice, Some(thing.name), thing.marking);
        }
    }
    work.things = things;
    for (index, report) in list(event, "/EventReport").iter().enumerate() {
        let at = format!("{at}/EventReport/{index}");
        let content = text(report, "/content").unwrap_or_default();
        let (words, is_cut) = short::brief(content, LONGEST);
        let name = text(report, "/name").unwrap_or_default();
        work.report.carried(Phrase::misp_reports(), at.clone());
        if is_cut {
            work.report.left_out(Phrase::misp_report_end(), format!("{at}/content"));
        }
        work.fact(Phrase::import_note(name), words, marking(report));
    }
    for (key, words) in
        [("RelatedEvent", Phrase::misp_related as fn() -> Phrase), ("ShadowAttribute", Phrase::misp_proposals)]
    {
        for index in 0..list(event, &format!("/{key}")).len() {
            work.report.left_out(words(), format!("{at}/{key}/{index}"));
        }
    }
}

/// What the authors say of the things that are counted: in one list, the commonest first. Those that may be shared less far
/// stand apart.
pub fn comments(work: &mut Work) {
    let mut all: BTreeMap<Option<Marking>, BTreeMap<&str, usize>> = BTreeMap::new();
    for thing in &work.things {
        let level = thing.marking.filter(|it| work.beside(Some(*it)).is_some());
        for comment in &thing.comments {
            *all.entry(level).or_default().entry(comment).or_default() += 1;
        }
    }
    for (level, comments) in all {
        let mut comments: Vec<(&str, usize)> = comments.into_iter().collect();
        sorting::by_key(&mut comments, |(words, n)| (Reverse(*n), *words));
        let told = comments.iter().take(MOST_COMMENTS).map(|(words, n)| match n {
            1 => (*words).to_owned(),
            n => format!("{words} ({n})"),
        });
        let told = told.collect::<Vec<_>>().join("; ");
        work.report.carried(Phrase::misp_comments_carried(), work.at);
        work.fact(Phrase::misp_comments(), told, level);
    }
}

/// A note or opinion is the word of its author, and not of the event.
fn said(work: &mut Work, voice: &Voice, of: Option<&str>, marking: Option<Marking>) {
    let source = source(work, voice);
    let label: Words = match (voice.opinion, of) {
        (Some(n), Some(name)) => Phrase::misp_opinion_on(name, n.to_string()).into(),
        (Some(n), None) => Phrase::misp_opinion(n.to_string()).into(),
        (None, Some(name)) => Phrase::import_note(name).into(),
        (None, None) => Phrase::misp_analyst_note().into(),
    };
    let value = voice.words.map_or_else(|| label.clone(), Words::from);
    let mut claim = make::claim(Some(make::text(value)), &source);
    claim.said.marking = work.beside(marking);
    let id = Some(work.names.id(&make::name(&label)));
    let fact =
        FactDraft { id, label: Some(make::text(label)), claims: make::each(vec![claim]), ..FactDraft::default() };
    work.facts.push(fact);
    work.report.carried(Phrase::misp_voices(), voice.at.clone());
}

/// The id of the source that an analyst is: one for each organisation and day.
pub fn source(work: &mut Work, voice: &Voice) -> String {
    let publisher: Words = voice.author.map_or_else(|| Phrase::misp_analyst().into(), Words::from);
    let day = voice.day.map(|it| it.to_string());
    let publisher = make::text(publisher);
    if let Some(known) = work.voices.iter().find(|it| it.publisher == publisher && it.published == day) {
        return known.id.clone();
    }
    let id = work.names.id("analyst");
    let made = make::source(&id, "analyst", Words::from(""));
    work.voices.push(SourceDraft { publisher, published: day, ..made });
    id
}

/// What authors write as a text of the event: comments, texts, annotations.
pub fn note<'a>(kind: &str, name: &'a str, others: &[(&str, &'a str)]) -> Option<&'a str> {
    match kind {
        "text" | "comment" => Some(name),
        "annotation" => others.iter().find(|(it, _)| *it == "text").map(|(_, it)| *it).or(Some(name)),
        _ => None,
    }
}
