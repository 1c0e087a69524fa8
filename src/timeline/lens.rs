//! The one value that decides what is shown: the world's clock, the reader's clock, who is heard, and whom the reader believes.

use std::collections::BTreeSet;

use crate::incident::{Claim, Day, Id, Incident, Said, Source};
use crate::sorting;

crate::incident::words! {
    /// What a claim is about: one attribute of one part of an incident.
    Attribute {
        /// Whether and when a pivot or an event happened.
        When = "when",
        /// What became of a host.
        State = "state",
        /// Where a host is.
        Zone = "zone",
        /// What a host is called.
        Name = "name",
        /// Which host is perhaps the same machine.
        Same = "same",
        /// How many.
        Amount = "amount",
        /// What holds of the incident as a whole.
        Value = "value",
    }
}

/// On this attribute of this part, believe this source before all others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Preference {
    /// The id of the host, pivot, event, count or fact.
    pub part: Id,
    /// What is said of it.
    pub attribute: Attribute,
    /// The id of the source that is believed, in its own words or in those that it passes on.
    pub source: Id,
}

impl Preference {
    /// Reads `server-b.zone~cyberscoop`.
    pub fn parse(text: &str) -> Option<Self> {
        Attribute::ALL.iter().find_map(|attribute| {
            let (part, source) = text.split_once(&format!(".{attribute}~"))?;
            let is_named = !part.is_empty() && !source.is_empty();
            is_named.then(|| Self { part: part.to_owned(), attribute: *attribute, source: source.to_owned() })
        })
    }

    /// Whether it decides anything under a lens: this source is heard on that matter.
    pub fn has_effect(&self, incident: &Incident, lens: &Lens) -> bool {
        let seen = claims_on(incident, &self.part, self.attribute);
        seen.into_iter().any(|it| lens.sees(incident, it) && lens.hears_from(incident, it, &self.source))
    }
}

impl std::fmt::Display for Preference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}~{}", self.part, self.attribute, self.source)
    }
}

/// What is looked at, with whose knowledge, by whose word, and whom the reader believes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The world's clock: the state of things on this day.
    pub as_of: Day,
    /// The reader's clock: only claims published by this day count. `None` is the latest knowledge.
    pub known_on: Option<Day>,
    /// Whose word counts. `None` is everybody's.
    pub told_by: Option<BTreeSet<Id>>,
    /// Where the reader believes another source than the rule would; in order, one for each attribute of a part.
    pub prefer: Vec<Preference>,
}

impl Lens {
    /// Everybody's word and the latest knowledge, on one day.
    pub fn on(as_of: Day) -> Self {
        Self { as_of, known_on: None, told_by: None, prefer: Vec::new() }
    }

    /// Whether this claim counts: its original was out by `known_on`, and it or a source that tells it is heard.
    pub fn sees(&self, incident: &Incident, claim: &Said) -> bool {
        self.sees_from(incident, &claim.source, claim.via.iter().map(String::as_str))
    }

    /// Whether a claim of this source counts that reached us through these.
    pub fn sees_from<'a>(&self, incident: &Incident, source: &str, mut via: impl Iterator<Item = &'a str>) -> bool {
        let is_heard = self.told_by.as_ref().is_none_or(|all| all.contains(source) || via.any(|it| all.contains(it)));
        let is_known = self.known_on.is_none_or(|day| {
            let known_from = incident.source(source).and_then(Source::known_from);
            known_from.is_some_and(|from| from <= day)
        });
        is_heard && is_known
    }

    /// Whether a source is heard: it is out by `known_on`, and it is chosen.
    pub fn hears(&self, source: &Source) -> bool {
        let is_out = self.known_on.is_none_or(|day| source.known_from().is_some_and(|from| from <= day));
        is_out && self.told_by.as_ref().is_none_or(|chosen| chosen.contains(&source.id))
    }

    /// Whether a claim is heard from this source: as its original, or passed on by one that is heard itself.
    pub fn hears_from(&self, incident: &Incident, claim: &Said, source: &str) -> bool {
        let passes_on = || claim.via.iter().any(|it| it == source);
        claim.source == source || (passes_on() && incident.source(source).is_some_and(|it| self.hears(it)))
    }

    /// The source that the reader believes on an attribute of a part.
    pub fn preferred(&self, part: &str, attribute: Attribute) -> Option<&str> {
        let found = self.prefer.iter().find(|it| it.attribute == attribute && it.part == part);
        found.map(|it| it.source.as_str())
    }
}

/// Preferences in order, of each attribute of a part the last one.
pub fn preferences(all: impl IntoIterator<Item = Preference>) -> Vec<Preference> {
    let mut kept: Vec<Preference> = Vec::new();
    for it in all {
        kept.retain(|other| (&other.part, other.attribute) != (&it.part, it.attribute));
        kept.push(it);
    }
    sorting::by(&mut kept, Ord::cmp);
    kept
}

/// What is said by claims, in their order.
pub fn said<'a, T: 'a>(claims: impl IntoIterator<Item = &'a Claim<T>>) -> Vec<&'a Said> {
    claims.into_iter().map(|it| &it.said).collect()
}

/// All claims on an attribute of a part; none if there is no such part, or nothing of the kind can be said of it.
fn claims_on<'a>(incident: &'a Incident, part: &str, attribute: Attribute) -> Vec<&'a Said> {
    if let Some(host) = incident.host(part) {
        return match attribute {
            Attribute::State => said(&host.states),
            Attribute::Zone => said(&host.zone),
            Attribute::Name => said(&host.names),
            Attribute::Same => said(&host.perhaps_same_as),
            Attribute::When | Attribute::Amount | Attribute::Value => Vec::new(),
        };
    }
    let found = match attribute {
        Attribute::When => incident.happened(part).map(|(_, claims)| said(claims)),
        Attribute::Amount => incident.count(part).map(|it| said(&it.claims)),
        Attribute::Value => incident.fact(part).map(|it| said(&it.claims)),
        Attribute::State | Attribute::Zone | Attribute::Name | Attribute::Same => None,
    };
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_is_read_as_it_is_written() {
        for text in ["intrusion-begins.when~csidb", "a.b.zone~c", "a~b.zone~c~d", "victim.value~s_1"] {
            assert_eq!(Preference::parse(text).map(|it| it.to_string()).as_deref(), Some(text));
        }
        for text in ["", "a", "a.when", "when~s", ".when~s", "a.when~", "a.color~s", "a~s.when"] {
            assert_eq!(Preference::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_word_on_a_matter_counts() {
        let all = ["b.when~x", "a.zone~x", "a.zone~y", "a.name~x"].map(|it| Preference::parse(it).unwrap());
        let kept: Vec<String> = preferences(all).iter().map(ToString::to_string).collect();
        assert_eq!(kept, ["a.zone~y", "a.name~x", "b.when~x"]);
    }
}
