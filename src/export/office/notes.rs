//! The notes of a slide: what the speaker should know, and what sources say of what the slide is about, position by position.

use crate::incident::{Id, Said, Slide};
use crate::sorting;
use crate::timeline::{Position, Positions, Snapshot, View, numbers};
use crate::words::Teller;

/// A paragraph of notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What it says.
    pub words: String,
    /// Whether others stand below it.
    pub is_heading: bool,
    /// Its language.
    pub language: String,
}

/// Takes paragraphs.
struct Notes<'a> {
    teller: Teller<'a>,
    view: View<'a>,
    all: Vec<Note>,
}

/// The notes of a step, under whose lens the snapshot stands.
pub fn of_step(teller: Teller<'_>, snapshot: &Snapshot, slide: &Slide) -> Vec<Note> {
    let mut notes = Notes { teller, view: View { incident: teller.incident, lens: &snapshot.lens }, all: Vec::new() };
    if let Some(words) = &slide.notes {
        let (language, words) = teller.told(words);
        notes.say(words, false, language);
    }
    let numbers = numbers(teller.incident);
    let counts = snapshot.totals.first().into_iter().flat_map(|it| &it.entries).map(|it| &it.id);
    for id in sorting::each_once(slide.select.iter().chain(counts).map(String::as_str)) {
        let said = notes.view.said_of(&id);
        if said.is_empty() {
            continue;
        }
        let name = teller.step(&id);
        let name = numbers.get(&id).map_or(name.clone(), |it| format!("{it} {name}"));
        notes.say(&name, true, teller.language_of(&id));
        for it in &said {
            notes.attribute(it);
        }
    }
    notes.all
}

/// The notes of the title: whose word is heard, each with its address.
pub fn of_title(teller: Teller<'_>, snapshot: &Snapshot) -> Vec<Note> {
    let mut notes = Notes { teller, view: View { incident: teller.incident, lens: &snapshot.lens }, all: Vec::new() };
    notes.say(teller.tongue.paper_sources(), true, None);
    let parts = (snapshot.hosts.iter().map(|it| &it.sources))
        .chain(snapshot.pivots.iter().chain(&snapshot.events).map(|it| &it.sources))
        .chain(snapshot.totals.iter().map(|it| &it.sources));
    for id in sorting::each_once(parts.flatten().map(String::as_str)) {
        notes.source(&id);
    }
    notes.all
}

impl Notes<'_> {
    fn say(&mut self, words: &str, is_heading: bool, language: Option<&str>) {
        let language = language.unwrap_or(self.teller.tongue.tag()).to_owned();
        self.all.push(Note { words: words.to_owned(), is_heading, language });
    }

    fn attribute(&mut self, it: &Positions<'_>) {
        let tongue = self.teller.tongue;
        for (at, position) in it.all.iter().enumerate() {
            let said = tongue.colon(tongue.question(it), self.teller.rated(position));
            let why = tongue.shown_by(it.shown_by);
            let said = if at == 0 && !why.is_empty() { format!("{said} ({why})") } else { said };
            self.say(&format!("– {said}"), false, None);
            self.position(position);
        }
    }

    fn position(&mut self, it: &Position<'_>) {
        for id in self.view.sources(&it.claims) {
            self.source(&id);
            let own = it.claims.iter().filter(|claim| claim.source == id);
            let quotes: Vec<String> = own.filter_map(|it: &&Said| self.teller.quotation(it)).collect();
            for quote in quotes {
                self.say(&quote, false, None);
            }
        }
    }

    fn source(&mut self, id: &Id) {
        let Some(source) = self.teller.incident.source(id) else { return };
        let (language, said) = self.teller.source_in_list(source);
        let said = source.url.as_ref().map_or(said.clone(), |url| format!("{said}, {url}"));
        self.say(&format!("   {said}"), false, language);
    }
}
