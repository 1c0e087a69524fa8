//! Says what an incident was read from, and what became of the things in that file.

use crate::incident::{Fate, Origin, OriginEntry};

/// Said of a file that needed no reading by another format.
pub const NATIVE: &str = "Read as it is: the file is of this format already";

/// In a line: `Read as VERIS: 12 things carried, 4 derived by a rule, 2 left out`.
pub fn headline(origin: &Origin, language: &str) -> String {
    let [carried, derived, left_out] = [Fate::Carried, Fate::Derived, Fate::LeftOut].map(|it| origin.times(it));
    let things = if carried == 1 { "thing" } else { "things" };
    format!(
        "Read as {}: {carried} {things} carried, {derived} derived by a rule, {left_out} left out",
        origin.label.get(language)
    )
}

/// The title of the entries with one fate.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Carried => "Carried over as the file says it",
        Fate::Derived => "Derived by a rule; the file does not say it",
        Fate::LeftOut => "Left out",
    }
}

/// An entry: `33 × actions, as pivots`.
pub fn entry(it: &OriginEntry, language: &str) -> String {
    let words = it.words.get(language);
    if it.times == 1 { words.to_owned() } else { format!("{} × {words}", it.times) }
}

/// How many places of an entry are named.
const PLACES: usize = 3;

/// Where the first of them stand, if that is said; what stands at one place is named once.
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
