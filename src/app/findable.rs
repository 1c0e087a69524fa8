//! What can be found of an incident, by its words.

use crate::incident::{Claim, Incident, Text};
use crate::sorting::Table;
use crate::spelling::plain;

crate::incident::words! {
    /// What can be found, in the order in which it is listed.
    Kind {
        /// A host.
        Host = "host",
        /// A step of the intruder.
        Step = "step",
        /// An event.
        Event = "event",
        /// A source.
        Source = "source",
    }
}

/// So many of each kind are listed.
const LISTED: usize = 8;

/// What can be found of an incident, with its words as they are compared.
#[derive(Debug, Default)]
pub struct Index {
    /// Of each kind, in the order of the file: what it is called, and all of its words.
    all: [Vec<(String, String)>; Kind::ALL.len()],
}

impl Index {
    /// Takes down all words of an incident; steps are found by their numbers too.
    pub fn of(incident: &Incident, numbers: &Table<usize>) -> Self {
        let mut index = Self::default();
        let label = |id: &str| incident.text(id).map(every).unwrap_or_default();
        for it in &incident.hosts {
            let mut words = vec![it.id.clone(), it.kind.to_string()];
            words.extend(it.note.iter().map(every));
            words.extend(it.names.iter().map(|it| every(&it.value)));
            words.extend(it.zone.iter().map(|it| label(&it.value)));
            words.extend(notes(&it.names).chain(notes(&it.zone)).chain(notes(&it.states)));
            index.add(Kind::Host, &every(&it.label), &words);
        }
        for it in &incident.pivots {
            let number = numbers.get(&it.id).map(|it| format!("#{it}"));
            let mut words = vec![it.id.clone(), number.unwrap_or_default()];
            words.extend(it.label.iter().map(every));
            words.extend(it.technique.iter().flat_map(|it| [it.clone(), label(it)]));
            words.extend(notes(&it.claims));
            index.add(Kind::Step, &format!("{} {}", label(&it.from), label(&it.to)), &words);
        }
        for it in &incident.events {
            let words: Vec<String> =
                [it.id.clone(), it.kind.to_string()].into_iter().chain(notes(&it.claims)).collect();
            index.add(Kind::Event, &every(&it.label), &words);
        }
        for it in &incident.sources {
            let mut words = vec![it.id.clone(), it.kind.to_string(), it.url.clone().unwrap_or_default()];
            words.extend([&it.title, &it.note, &it.inferred].into_iter().flatten().map(every));
            index.add(Kind::Source, &every(&it.publisher), &words);
        }
        index
    }

    fn add(&mut self, kind: Kind, title: &str, words: &[String]) {
        let title = plain(title);
        let text = format!("{title} {}", plain(&words.join(" ")));
        self.all[kind as usize].push((title, text));
    }

    /// What of a kind has all of these words, by its place in the file; what begins with them or is called by them first. And how many there are.
    pub fn search(&self, kind: Kind, words: &[String]) -> (Vec<usize>, usize) {
        let mut ranked: [Vec<usize>; 3] = <[Vec<usize>; 3]>::default();
        let begins = |title: &str, word: &str| {
            title.match_indices(word).any(|(at, _)| !title[..at].ends_with(|it: char| it.is_ascii_alphanumeric()))
        };
        for (at, (title, text)) in self.all[kind as usize].iter().enumerate() {
            if words.iter().all(|it| text.contains(it.as_str())) {
                let is_called = words.iter().all(|it| title.contains(it.as_str()));
                let begins = is_called && words.iter().all(|it| begins(title, it));
                ranked[if begins { 0 } else { 2 - usize::from(is_called) }].push(at);
            }
        }
        let n = ranked.iter().map(Vec::len).sum();
        (ranked.into_iter().flatten().take(LISTED).collect(), n)
    }
}

/// Words in all their languages.
fn every(text: &Text) -> String {
    text.all().map(|it| it.1).collect::<Vec<_>>().join(" ")
}

fn notes<T>(claims: &[Claim<T>]) -> impl Iterator<Item = String> {
    let quotes = claims.iter().filter_map(|it| Some(it.quote.as_deref()?.words.clone()));
    claims.iter().flat_map(|it| [&it.note, &it.inferred]).flatten().map(|it| every(it)).chain(quotes)
}
