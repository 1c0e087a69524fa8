//! How faithful an import is: what was carried over, what was derived by which rule, and what was left out.

use std::collections::{BTreeMap, BTreeSet};

use super::make::{self, Words};
use super::zones::Zones;
use crate::import::field::Rest;
use crate::import::origin::{EntryDraft, ImportedDraft, Named};
pub use crate::incident::Fate;
use crate::sorting;
use crate::tongue::{Phrase, Tongue};

/// Things with one fate for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What became of them.
    pub fate: Fate,
    /// What they are and, unless carried, by which rule or why; lower case, no full stop.
    pub words: Phrase,
    /// How many.
    pub times: usize,
    /// Where the first of them stand: JSON Pointers, `line N` or `row N`.
    pub places: Vec<String>,
}

/// The report of an import. Things that share fate and words are one entry, so that it stays short for files of any size.
#[derive(Debug, Clone, Default)]
pub struct Fidelity {
    entries: BTreeMap<(Fate, Phrase), (usize, Vec<String>)>,
    /// Whether places are kept, because what the report does not speak of will be searched for.
    pub is_searched: bool,
    /// All places in a JSON value of which something is said, and those of what is left out with all that it holds.
    told: BTreeSet<String>,
    gone: BTreeSet<String>,
    /// Places of which all that they hold has been looked at.
    seen: BTreeSet<String>,
    /// How the file is to be read or was read, where that can be chosen: name and value, such as which column is what.
    pub options: Vec<(String, String)>,
    /// What the file is called; empty if nobody knows.
    pub file: String,
    /// Who knows the time zones of places.
    pub zones: Zones,
    /// Whether entries name all places, and not only the first ones: for who asks of each thing what became of it.
    names_all: bool,
}

/// How many places an entry names.
const MOST_PLACES: usize = 5;

impl Fidelity {
    /// An empty report of a file that is to be read in a certain way.
    pub fn with(file: &str, options: Vec<(String, String)>) -> Self {
        Self { options, file: file.to_owned(), ..Self::default() }
    }

    /// The same with somebody else who knows the time zones.
    #[must_use]
    pub fn of(self, zones: Zones) -> Self {
        Self { zones, ..self }
    }

    /// The same, with entries that name all places.
    #[must_use]
    pub fn naming_all(self) -> Self {
        Self { names_all: true, ..self }
    }

    /// Something is in the incident as the file says it, such as `actions, as pivots`.
    pub fn carried(&mut self, words: Phrase, place: impl Into<String>) {
        self.add(Fate::Carried, words, place.into());
    }

    /// Something follows by a rule, such as `a pivot between two assets that consecutive actions touch`.
    pub fn derived(&mut self, words: Phrase, place: impl Into<String>) {
        self.add(Fate::Derived, words, place.into());
    }

    /// Something is not in the incident with all that it holds, and why, such as `authoring dates: they are no dates of the incident`.
    pub fn left_out(&mut self, words: Phrase, place: impl Into<String>) {
        let place = place.into();
        if self.is_searched {
            self.gone.insert(place.clone());
        }
        self.add(Fate::LeftOut, words, place);
    }

    /// Something of what stands at a place is not in the incident, and why; other things of it may be.
    pub fn partly_left_out(&mut self, words: Phrase, place: impl Into<String>) {
        self.add(Fate::LeftOut, words, place.into());
    }

    /// All that the value at a place holds has been looked at.
    pub fn see(&mut self, place: &str) {
        self.seen.insert(place.to_owned());
    }

    /// Whether all that the value at a place holds has been looked at.
    pub fn has_seen(&self, place: &str) -> bool {
        self.seen.contains(place)
    }

    /// Whether the value at a place is left out with all that it holds.
    pub fn is_left_out(&self, place: &str) -> bool {
        self.gone.contains(place)
    }

    /// Whether something is said of the value at a place.
    pub fn mentions(&self, place: &str) -> bool {
        self.told.contains(place)
    }

    fn add(&mut self, fate: Fate, words: Phrase, place: String) {
        let (times, places) = self.entries.entry((fate, words)).or_default();
        *times += 1;
        if self.is_searched {
            self.told.insert(place.clone());
        }
        if places.len() < MOST_PLACES || self.names_all {
            places.push(place);
        }
    }

    /// Takes up what another report says of a part of the same file.
    pub fn join(&mut self, other: Self) {
        for (key, (n, found)) in other.entries {
            let (times, places) = self.entries.entry(key).or_default();
            *times += n;
            let room = MOST_PLACES.saturating_sub(places.len());
            places.extend(found.into_iter().take(room));
        }
    }

    /// The name of the file as a title, where the file has none of its own; `otherwise` if it has no name either.
    pub fn file_name(&mut self, otherwise: Phrase) -> Words {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = name.split_once('.').map_or(name, |(name, _)| name).replace('_', " ");
        if name.trim().is_empty() {
            return otherwise.into();
        }
        self.derived(Phrase::import_file_name(), String::new());
        name.trim().into()
    }

    /// What was chosen, if anything was.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// All entries: carried, derived, left out; each in the order of their words in the first language.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let entry = |((fate, words), (times, places)): (&(Fate, Phrase), &(usize, Vec<String>))| {
            let (times, places) = (*times, places.clone());
            (words.tell(Tongue::ALL[0]), Entry { fate: *fate, words: words.clone(), times, places })
        };
        let mut all: Vec<(String, Entry)> = self.entries.iter().map(entry).collect();
        sorting::by(&mut all, |(a, one), (b, other)| (one.fate, a).cmp(&(other.fate, b)));
        all.into_iter().map(|(_, it)| it)
    }

    /// The report as the native file carries it, on a file of this format.
    pub fn imported(&self, format: &str, label: Phrase) -> ImportedDraft {
        let entries = self.entries().map(|it| EntryDraft {
            fate: it.fate.as_str().to_owned(),
            words: make::text(it.words),
            times: Some(it.times as u64).filter(|it| *it != 1),
            places: it.places,
            rest: Rest::new(),
        });
        ImportedDraft {
            format: format.to_owned(),
            label: make::text(label),
            file: Some(self.file.clone()).filter(|it| !it.is_empty()),
            options: Some(Named(self.options.clone())).filter(|it| !it.0.is_empty()),
            entries: make::each(entries.collect()),
            rest: Rest::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_title_is_called_by_its_name() {
        let otherwise = Phrase::flow_untitled;
        let title = |name: &str| Fidelity::with(name, Vec::new()).file_name(otherwise());
        assert_eq!(title("in/unc2452_solarwinds.v1.json"), "unc2452 solarwinds".into());
        assert_eq!(title(""), otherwise().into());
        assert_eq!(title(".json"), otherwise().into());
    }
}
