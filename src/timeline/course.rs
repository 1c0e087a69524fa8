//! All days of a lens at once: how each host stands from the first day to the last, and from when on each step was known.
//!
//! A map shows one day. How long a host was held, and how long nobody knew, are spans between days, and have to be seen as
//! such. What is shown of a host at a place of the axis is what its card shows when the slider stands there, with the same
//! rules for what is certain: nothing is derived a second time.

use super::axis::Axis;
use super::certainty::Certainty;
use super::lens::Lens;
use super::position::View;
use super::snapshot::Days;
use super::state::HostState;
use super::when::{Heard, When};
use crate::incident::{Day, End, Id, Incident, Said, Source, Span};
use crate::sorting;

/// Hosts are looked at from so many steps without a date at most: from more, a bar begins a hair beside its arrow.
const MOST_PLACES: usize = 64;
/// And so many times in all, however many hosts there are.
const MOST_LOOKS: usize = 200_000;

/// A stretch of the axis in which a host stands so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Where it begins, from 0 to 1; it ends where the next begins.
    pub from: f64,
    /// Its state.
    pub state: HostState,
    /// How certain that is.
    pub certainty: Certainty,
    /// When the state began, as far as that is told; where it is not yet reached, when it will be.
    pub since: Span,
}

/// A host from the first day to the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its id.
    pub host: Id,
    /// At least one; the first begins at 0, and each differs from the one before.
    pub stretches: Vec<Stretch>,
}

impl Course {
    /// How it stands at a place of the axis.
    pub fn at(&self, place: f64) -> &Stretch {
        let after = self.stretches.partition_point(|it| it.from <= place);
        &self.stretches[after.saturating_sub(1)]
    }
}

/// A pivot or an event, and when it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Its id.
    pub id: Id,
    /// When it happened.
    pub when: When,
    /// By when the first source was out that tells it; `None` if none of them has a date.
    pub known: Option<End>,
}

impl Learned {
    /// The fewest and the most days from when it happened until it was known: `None` if it was told beforehand, or no bound is known.
    pub fn delay(&self) -> Option<(u32, Option<u32>)> {
        let known = self.known?.day.number();
        let days = |from: Day| u32::try_from(known - from.number()).ok();
        // what can have happened after it was told did so on that day at the latest
        let low = self.when.span.latest.map_or(0, |it| days(it).unwrap_or(0));
        match self.when.span.earliest {
            Some(earliest) => Some((low, Some(days(earliest)?))),
            None => self.when.span.latest.map(|_| (low, None)),
        }
    }
}

/// All that lanes are drawn of.
#[derive(Debug, Clone, PartialEq)]
pub struct Courses {
    /// The hosts of which somebody who is heard speaks, in the order of the file.
    pub hosts: Vec<Course>,
    /// The pivots that somebody who is heard tells, then the events, each in the order of the file.
    pub steps: Vec<Learned>,
    /// By when anything at all was public, whoever is heard.
    pub public: Option<End>,
}

impl Courses {
    /// The courses under a lens, whatever its day, along an axis.
    pub fn of(incident: &Incident, lens: &Lens, axis: &Axis) -> Self {
        let view = View { incident, lens };
        let heard = Heard::of(view);
        let steps = heard.steps.iter().filter_map(|it| {
            let (id, when) = (it.id.clone(), it.when?);
            Some(Learned { id, when, known: first_told(view, &it.said) })
        });
        Self {
            hosts: hosts(incident, lens, axis),
            steps: steps.collect(),
            public: incident.sources.iter().filter_map(Source::out_by).min(),
        }
    }
}

/// By when the first source was out that says so.
fn first_told(view: View<'_>, said: &[&Said]) -> Option<End> {
    let told = said.iter().filter(|it| !it.is_denial()).filter_map(|it| view.incident.source(&it.source));
    told.filter_map(Source::out_by).min()
}

fn hosts(incident: &Incident, lens: &Lens, axis: &Axis) -> Vec<Course> {
    let (first, last) = axis.ends();
    let on = |day: Day| Lens { as_of: day, ..lens.clone() };
    let dated = Days::of(incident, &on(last), None);
    let places = places(incident, axis);
    let seen = places.iter().map(|(id, at)| Days::of(incident, &on(axis.day(*at)), Some(id)));
    let seen: Vec<Days> = seen.collect();
    let mut stands: Vec<(f64, Day, &Days)> =
        places.iter().zip(&seen).map(|((_, at), days)| (*at, axis.day(*at), days)).collect();
    if !places.is_empty() {
        // after a step without a date, the next day says again how it stands
        stands.extend(axis.days().map(|day| (axis.position(day), day, &dated)));
    }
    let course = |at: usize| {
        let told = dated.host(at);
        let own = told.turns().filter(|it| (first..=last).contains(it)).chain([first]);
        let own = own.map(|day| (axis.position(day), day, &dated));
        let mut stretches: Vec<Stretch> = Vec::new();
        for (from, day, days) in sorting::sorted_by(own.chain(stands.iter().copied()), |it| it.0) {
            let (state, certainty, since) = days.host(at).standing(day);
            let from = if stretches.is_empty() { 0.0 } else { from };
            // of two that begin in one place, the later counts
            stretches.pop_if(|it| it.from >= from);
            let is_same = |it: &Stretch| (it.state, it.certainty, it.since) == (state, certainty, since);
            if !stretches.last().is_some_and(is_same) {
                stretches.push(Stretch { from, state, certainty, since });
            }
        }
        Course { host: told.last().id.clone(), stretches }
    };
    (0..dated.n_hosts()).map(course).collect()
}

/// The steps without a date from which hosts are looked at: all of them, or some at equal distances.
fn places<'a>(incident: &Incident, axis: &'a Axis) -> Vec<(&'a str, f64)> {
    let most = (MOST_LOOKS / incident.hosts.len().max(1)).clamp(1, MOST_PLACES);
    let by = axis.undated.len().div_ceil(most).max(1);
    axis.undated.iter().step_by(by).map(|(id, at)| (id.as_str(), *at)).collect()
}
