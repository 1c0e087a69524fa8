//! Taking something out, with all that needs it: what goes is said.

use serde_json::Value;

use super::lists::Section;
use super::rows::Sheet;
use super::{apply, hand, rest, with_sheet};
use crate::app::State;
use crate::app::effect::Effect;
use crate::document::{Operation, Patch, removal};
use crate::import::short::{CLAIMS, DEFAULT, SOURCE};
use crate::tongue::Phrase;

/// Takes out what stands there, and says what went; but not the source of what names none, which would be nobody's then.
pub fn remove(state: &mut State, pointer: &str) -> Option<Effect> {
    let found = with_sheet(state, |it| {
        if let Some(n) = it.leans_on(pointer) {
            return Err(Phrase::source_is_needed(it.name(pointer), n));
        }
        let patch = removal(it.document, pointer);
        let said = it.goes(pointer, &patch);
        Ok((patch, said))
    })?;
    match found {
        Ok((patch, said)) => {
            let effect = apply(state, patch);
            hand(state, said, None, None);
            effect
        }
        Err(why) => {
            rest(state);
            hand(state, why, None, None);
            None
        }
    }
}

/// How many parts of each list, and other places: `2 steps, 1 event`; `None` if there are none.
pub fn told(parts: &[(Section, usize)], others: usize) -> Option<Phrase> {
    let of = |&(list, n): &(Section, usize)| match list {
        Section::Hosts => Phrase::n_hosts_go(n),
        Section::Steps => Phrase::n_steps_go(n),
        Section::Events => Phrase::n_events_go(n),
        Section::Counts => Phrase::n_numbers_go(n),
        Section::About
        | Section::States
        | Section::Sources
        | Section::Zones
        | Section::Facts
        | Section::Questions
        | Section::Quotes
        | Section::Story => Phrase::n_places_go(n),
    };
    let others = (others > 0).then(|| Phrase::n_places_go(others));
    let told = parts.iter().filter(|it| it.1 > 0).map(of).chain(others);
    told.reduce(Phrase::comma_between)
}

impl Sheet<'_> {
    /// How many parts have a claim that names no source, if it is this one that speaks for them.
    fn leans_on(&self, pointer: &str) -> Option<usize> {
        let (id, n) = self.default_source()?;
        let own = self.document.pointer(pointer)?.get("id")?.as_str()?;
        (pointer.starts_with("/sources/") && own == id && n > 0).then_some(n)
    }

    /// The source of what names none, and how many parts have such a claim.
    pub(super) fn default_source(&self) -> Option<(String, usize)> {
        let id = self.document.get(DEFAULT)?.as_str()?.to_owned();
        let n = Section::ALL.iter().map(|it| self.n_unsourced(*it)).sum();
        Some((id, n))
    }

    /// How many parts of a list have a claim without a source.
    fn n_unsourced(&self, list: Section) -> usize {
        let fields: &[&str] = match list {
            Section::Hosts => &["names", "zone", "states"],
            Section::Steps | Section::Events | Section::Counts | Section::Facts | Section::Questions => &[CLAIMS],
            // the states are those of hosts
            Section::States | Section::About | Section::Sources | Section::Zones | Section::Quotes | Section::Story => {
                return 0;
            }
        };
        let lacks = |claim: &Value| claim.get(SOURCE).is_none();
        let is_one = |part: &&Value| match part.get(CLAIMS) {
            None if list != Section::Hosts => lacks(part),
            _ => fields.iter().any(|it| match part.get(it) {
                Some(Value::Array(claims)) => claims.iter().any(lacks),
                other => other.is_some(),
            }),
        };
        let parts = self.document.get(list.field()).and_then(Value::as_array);
        parts.into_iter().flatten().filter(is_one).count()
    }

    /// What people call what stands there: the part, or the part around it.
    fn name(&self, pointer: &str) -> String {
        let part: String = pointer.split('/').skip(1).take(2).flat_map(|it| ["/", it]).collect();
        let value = self.document.pointer(&part);
        let id = value.and_then(|it| it.get("id")?.as_str());
        let (from, to) = (|key: &str| value?.get(key)?.as_str(), self.names());
        match (from("from"), from("to"), id) {
            (Some(a), Some(b), _) => format!("{} → {}", to.of(a), to.of(b)),
            (_, _, Some(id)) => to.of(id),
            (_, _, None) => part
                .rsplit('/')
                .next()
                .and_then(|it| it.parse::<usize>().ok())
                .map_or(part.clone(), |it| (it + 1).to_string()),
        }
    }

    /// What goes with what stands there: how many parts of each kind, and at how many other places.
    fn goes(&self, pointer: &str, patch: &Patch) -> Phrase {
        let places: Vec<&str> = patch
            .0
            .iter()
            .filter_map(|it| match it {
                Operation::Remove(at) if at != pointer => Some(at.as_str()),
                _ => None,
            })
            .collect();
        let (parts, others): (Vec<&str>, Vec<&str>) = places.into_iter().partition(|it| it.matches('/').count() == 2);
        let of = |list: Section| parts.iter().filter(|it| it.starts_with(&format!("/{}/", list.field()))).count();
        let counts = [Section::Hosts, Section::Steps, Section::Events, Section::Counts].map(|it| (it, of(it)));
        let known: usize = counts.iter().map(|it| it.1).sum();
        match told(&counts, parts.len() - known + others.len()) {
            None => Phrase::was_removed(self.name(pointer)),
            Some(rest) => Phrase::was_removed_with(self.name(pointer), rest),
        }
    }
}
