//! What an incident was read from, and what became of the things in that file.

use crate::incident::{Fate, Origin, OriginEntry};
use crate::tongue::Tongue;

impl Tongue {
    /// In a line: `Read as VERIS: 12 things carried, 4 derived by a rule, 2 left out`.
    pub fn origin(&self, origin: &Origin) -> String {
        let [carried, derived, left_out] = [Fate::Carried, Fate::Derived, Fate::LeftOut].map(|it| origin.times(it));
        self.read_as(origin.label.get(self.tag()), carried, derived, left_out)
    }

    /// The title of the entries with one fate.
    pub fn fate(&self, fate: Fate) -> &'static str {
        match fate {
            Fate::Carried => self.fate_carried(),
            Fate::Derived => self.fate_derived(),
            Fate::LeftOut => self.fate_left_out(),
        }
    }

    /// An entry: `33 × actions, as pivots`.
    pub fn origin_entry(&self, it: &OriginEntry) -> String {
        let words = it.words.get(self.tag());
        if it.times == 1 { words.to_owned() } else { format!("{} × {words}", it.times) }
    }
}

/// How many places of an entry are named.
const PLACES: usize = 3;

/// Where the first of the things of an entry stand in the file, if that is said; what stands at one place is named once.
pub fn places(it: &OriginEntry) -> String {
    let mut places: Vec<&str> = Vec::new();
    for place in it.places.iter().filter(|it| !it.is_empty()) {
        if !places.contains(&place.as_str()) {
            places.push(place);
        }
    }
    let is_more = it.times > it.places.len() as u64 || places.len() > PLACES;
    places.truncate(PLACES);
    places.join(", ") + if is_more && !places.is_empty() { ", …" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Text;

    #[test]
    fn places_are_few_and_each_is_named_once() {
        let entry = |times, places: &[&str]| OriginEntry {
            fate: Fate::Carried,
            words: Text::new("en", ""),
            times,
            places: places.iter().map(|it| (*it).to_owned()).collect(),
        };
        assert_eq!(places(&entry(1, &[])), "");
        assert_eq!(places(&entry(3, &["", "", ""])), "", "the whole file is no place");
        assert_eq!(places(&entry(2, &["/a", "/a"])), "/a");
        assert_eq!(places(&entry(64, &["/a", "/a", "/b"])), "/a, /b, …");
        assert_eq!(places(&entry(4, &["/a", "/b", "/c", "/d"])), "/a, /b, /c, …");
    }
}
