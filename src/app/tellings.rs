//! Whom one can hear: the sources by kind, with how much each tells, and whose telling is shown in words.

use std::collections::BTreeSet;

use crate::incident::{Id, SourceKind};
use crate::sorting;
use crate::spelling::plain;
use crate::timeline::{Lens, Telling, is_out, tellings};
use crate::words::Teller;

/// Sources of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceGroup {
    /// The kind.
    pub kind: SourceKind,
    /// The sources, in the order of publication.
    pub all: Vec<SourceRow>,
}

impl SourceGroup {
    /// Those of them, to hear nobody else.
    pub fn only(&self) -> BTreeSet<Id> {
        sorting::set_of(self.all.iter().map(|it| it.id.clone()))
    }
}

/// A source that can be heard.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// Its id.
    pub id: Id,
    /// The language of its labels, where it is not that of our own words.
    pub language: Option<String>,
    /// Who publishes it.
    pub publisher: String,
    /// Its title, with its language, where it is not that of our own words.
    pub title: Option<(Option<String>, String)>,
    /// When it was published and how much it tells, in words.
    pub tells: String,
    /// Whether it is heard.
    pub is_heard: bool,
    /// Whether it was out by the day of the reader's clock.
    pub is_out: bool,
}

impl SourceRow {
    /// This one, to hear nobody else.
    pub fn only(&self) -> BTreeSet<Id> {
        BTreeSet::from([self.id.clone()])
    }
}

/// All sources by kind, in the order in which kinds are preferred.
pub fn tellers(told: Teller<'_>, lens: &Lens) -> Vec<SourceGroup> {
    let incident = told.incident;
    let all = tellings(incident);
    let of = |kind: SourceKind| {
        let all = all.iter().filter(|it| incident.source(&it.source).is_some_and(|it| it.kind == kind));
        SourceGroup { kind, all: all.map(|it| teller(told, lens, it)).collect() }
    };
    SourceKind::ALL.iter().map(|it| of(*it)).filter(|it| !it.all.is_empty()).collect()
}

/// Those whose publisher or title has all of these words, or the beginnings of them.
pub fn named(groups: Vec<SourceGroup>, words: &str) -> Vec<SourceGroup> {
    let words = plain(words);
    let is_named = |it: &SourceRow| {
        let title = it.title.as_ref().map_or("", |it| it.1.as_str());
        let name = plain(&format!("{} {title}", it.publisher));
        words.split_whitespace().all(|word| name.contains(word))
    };
    let of = |it: SourceGroup| SourceGroup { all: it.all.into_iter().filter(is_named).collect(), ..it };
    groups.into_iter().map(of).filter(|it| !it.all.is_empty()).collect()
}

fn teller(told: Teller<'_>, lens: &Lens, it: &Telling) -> SourceRow {
    let incident = told.incident;
    let is_out = is_out(incident, &it.source, lens.known_on);
    let not_out = if is_out { "" } else { told.tongue.not_out_yet() };
    SourceRow {
        id: it.source.clone(),
        language: told.language_of(&it.source).map(str::to_owned),
        publisher: incident.label(&it.source, told.language).unwrap_or(&it.source).to_owned(),
        title: incident.source(&it.source).and_then(|it| it.title.as_ref()).map(|it| {
            let (language, words) = told.told(it);
            (language.map(str::to_owned), words.to_owned())
        }),
        tells: format!("{}{not_out} · {}", told.published(&it.source), told.tongue.tells(it)),
        is_heard: lens.told_by.as_ref().is_none_or(|chosen| chosen.contains(&it.source)),
        is_out,
    }
}
