//! A lens in words: what is shown, under which clock, by whose word and by whose choice.

use std::collections::BTreeSet;

use super::Teller;
use crate::incident::{Day, Id, Source};
use crate::timeline::{Lens, Preference, Snapshot};

/// A part of a lens that is said by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<'a> {
    /// The day that is shown.
    AsOf(Day),
    /// Nothing that was published is left out.
    Latest,
    /// Only what was published by the day that is shown counts.
    ThatDay,
    /// Only what was published by a day counts.
    KnownOn(Day),
    /// Whose word counts.
    ToldBy(Heard<'a>),
    /// Whom the reader believes, where it makes a difference.
    Prefer(Vec<&'a Preference>),
}

/// Whose word counts: of those that are chosen, who was out by then. Whom a day of knowledge does not hear is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Heard<'a> {
    chosen: Option<&'a BTreeSet<Id>>,
    known_on: Option<Day>,
}

impl<'a> Heard<'a> {
    fn of(lens: &'a Lens) -> Self {
        Self { chosen: lens.told_by.as_ref(), known_on: lens.known_on }
    }
}

impl<'a> Teller<'a> {
    /// `As of 11 May 2020 · as known on 28 May 2020 · told by all 30 sources · 2 preferences of the reader`.
    pub fn lens(self, lens: &Lens) -> String {
        let parts: Vec<String> = self.parts(lens).iter().map(|it| self.part(it)).collect();
        self.tongue.capital(&parts.join(" · "))
    }

    /// The same, and on how much of what is drawn sources disagree.
    pub fn seen(self, snapshot: &Snapshot) -> String {
        self.lens(&snapshot.lens) + " · " + &self.at_odds(snapshot)
    }

    /// On how many dates and places sources disagree. No day changes it; that there is none is said too.
    pub fn at_odds(self, snapshot: &Snapshot) -> String {
        let mut n = snapshot.hosts.iter().filter(|it| it.disputed).count();
        for happened in [&snapshot.pivots, &snapshot.events] {
            n += happened.iter().filter(|it| it.when.disputed).count();
        }
        self.tongue.at_odds(n)
    }

    /// Two lenses by what tells them apart, and what they have in common as a sentence.
    pub fn lenses(self, from: &Lens, to: &Lens) -> (String, String, String) {
        let has_days = from.known_on.or(to.known_on).is_some();
        // where there are two days, each is known on a day of its own
        let [a, b] = [from, to].map(|lens| {
            let dated = |it| match it {
                Part::ThatDay => Some(Part::KnownOn(lens.as_of)),
                // who was heard on a day follows from the day, which is said
                Part::ToldBy(Heard { chosen: None, .. }) if has_days => None,
                Part::ToldBy(it) => Some(Part::ToldBy(Heard { known_on: None, ..it })),
                it => Some(it),
            };
            self.parts(lens).into_iter().filter_map(dated).collect::<Vec<Part<'_>>>()
        });
        let said = |parts: Vec<&Part<'_>>| {
            let parts: Vec<String> = parts.into_iter().map(|it| self.part(it)).collect();
            self.tongue.join(&parts)
        };
        let only = |one: &[Part<'_>], other: &[Part<'_>]| {
            let parts: Vec<&Part<'_>> = one.iter().filter(|it| !other.contains(it)).collect();
            said(if parts.is_empty() { one.iter().collect() } else { parts })
        };
        let common = said(a.iter().filter(|it| b.contains(it)).collect());
        let common = if common.is_empty() { common } else { self.tongue.full_stop(self.tongue.capital(&common)) };
        (only(&a, &b), only(&b, &a), common)
    }

    /// Whom the reader believes on what, as a sentence; `None` if the rule decides everywhere.
    pub fn preferences(self, lens: &Lens) -> Option<String> {
        let said = self.chosen(lens).into_iter().map(|it| {
            let (attribute, source) = (self.tongue.attribute(it.attribute), self.source(&it.source));
            self.tongue.preferred_source(attribute, self.step(&it.part), source)
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| self.tongue.preferred_by_reader(said.join(self.tongue.semicolon())))
    }

    /// Who is heard: `told by all 30 sources`, `told by CSIDB and CyberScoop`, `told by 5 of 30 sources`.
    pub fn told_by(self, lens: &Lens) -> String {
        self.heard(Heard::of(lens))
    }

    /// The same without the verb: `all 30 sources`, `CSIDB and CyberScoop`.
    pub fn who(self, lens: &Lens) -> String {
        self.who_of(Heard::of(lens)).unwrap_or_else(|| self.tongue.nobody().to_owned())
    }

    /// Those preferences of the reader that make a difference.
    fn chosen(self, lens: &Lens) -> Vec<&Preference> {
        lens.prefer.iter().filter(|it| it.has_effect(self.incident, lens)).collect()
    }

    fn source<'b>(self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.incident.label(id, self.language).unwrap_or(id)
    }

    fn parts(self, lens: &Lens) -> Vec<Part<'_>> {
        let known = match lens.known_on {
            None => Part::Latest,
            Some(known_on) if known_on == lens.as_of => Part::ThatDay,
            Some(known_on) => Part::KnownOn(known_on),
        };
        let mut parts = vec![Part::AsOf(lens.as_of), known, Part::ToldBy(Heard::of(lens))];
        parts.extend(Some(self.chosen(lens)).filter(|it| !it.is_empty()).map(Part::Prefer));
        parts
    }

    fn part(self, part: &Part<'_>) -> String {
        let tongue = self.tongue;
        match part {
            Part::AsOf(day) => {
                day.told().map_or_else(|| tongue.no_date().to_owned(), |it| tongue.as_of_day(tongue.day(it)))
            }
            Part::Latest => tongue.latest_knowledge().to_owned(),
            Part::ThatDay => tongue.known_that_day().to_owned(),
            Part::KnownOn(day) => tongue.known_on_day(tongue.day(*day)),
            Part::ToldBy(chosen) => self.heard(*chosen),
            Part::Prefer(chosen) => tongue.preferences_of_reader(chosen.len()),
        }
    }

    fn heard(self, heard: Heard<'_>) -> String {
        match self.who_of(heard) {
            Some(who) => self.tongue.told_by(who),
            None if heard.known_on.is_some() => self.tongue.told_by_nobody_yet().to_owned(),
            None => self.tongue.told_by_nobody().to_owned(),
        }
    }

    /// Who is heard, if anybody is.
    fn who_of(self, heard: Heard<'_>) -> Option<String> {
        let (tongue, sources) = (self.tongue, &self.incident.sources);
        let is_out = |it: &&Source| heard.known_on.is_none_or(|day| it.known_from().is_some_and(|from| from <= day));
        let n_out = sources.iter().filter(is_out).count();
        let Some(chosen) = heard.chosen else {
            return match (n_out, sources.len()) {
                (0, _) => None,
                (n, all) if n < all => Some(tongue.published_sources(n)),
                (1, _) => Some(tongue.only_source().to_owned()),
                (2, _) => Some(tongue.both_sources().to_owned()),
                (n, _) => Some(tongue.every_source(n)),
            };
        };
        let names = sources.iter().filter(is_out).filter(|it| chosen.contains(&it.id));
        let names: Vec<&str> = names.map(|it| it.publisher.get(self.language)).collect();
        match names.as_slice() {
            [] => None,
            [_] | [_, _] => Some(tongue.list(&names)),
            some => Some(tongue.some_sources(some.len(), sources.len())),
        }
    }
}
