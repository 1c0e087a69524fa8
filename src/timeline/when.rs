//! When pivots and events happened: the time that is shown, or the bounds that a told order leaves.
//!
//! Many sources give an order and no dates: "from the VPN to Server B, then to Server A". Such a step has no day of its
//! own, but it cannot lie anywhere. It is not before the step that it follows, not after the one that follows it, and
//! not after the day on which its source was published. With the VPN on 7 May, Server A on 11 May at the latest and
//! nothing said of Server B, Server B was reached from 7 to 11 May. The map shows that as "possibly" and never makes up
//! a day in the middle.

use std::collections::BTreeSet;

use super::lens::Attribute;
use super::position::{self, View};
use crate::incident::{Claim, Day, End, Hedge, Id, Incident, Moment, Said, Source, Span, TimeOfDay};
use crate::sorting;

/// When something happened, under a lens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// The days it can be.
    pub span: Span,
    /// The time of day, where an instant is told.
    pub time: Option<TimeOfDay>,
    /// No source gives a time: the bounds follow from the told order, and from the day it was told.
    pub undated: bool,
    /// Sources give times that cannot both hold, or one denies that it happened.
    pub disputed: bool,
    /// No visible claim states it: it is possible or rumoured on every day.
    pub hedged: bool,
    /// Where it lies by the told order, seen from a step without a date; it counts where the days leave it open.
    pub told: Option<Phase>,
}

/// Whether a day lies before, within or after the days something can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Certainly not yet.
    Before,
    /// Perhaps: its first possible day is not known.
    Unknown,
    /// Possibly.
    During,
    /// Certainly.
    After,
}

impl When {
    /// The time of which these claims speak, the most trusted first.
    pub fn of(view: View<'_>, seen: &[&Said]) -> Self {
        let (shown, disputed) = position::time(seen);
        let disputed = disputed || position::is_denied_by_some(seen);
        let hedged = seen.iter().all(|it| it.hedge != Hedge::Stated);
        if let Some(claim) = shown {
            let time = claim.when.as_ref().and_then(Moment::time);
            return Self { span: claim.span(), time, disputed, hedged, ..Self::default() };
        }
        let span = Span::of(None, told_by(view, seen));
        Self { span, undated: true, disputed, hedged, ..Self::default() }
    }

    /// The time of several together: from the first day that one of them can be to the last.
    pub fn all<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let together = |a: Self, b: &Self| Self {
            span: a.span.with(b.span),
            time: a.time.filter(|it| Some(*it) == b.time && a.span == b.span),
            undated: a.undated && b.undated,
            disputed: a.disputed || b.disputed,
            hedged: a.hedged && b.hedged,
            told: a.told.filter(|it| Some(*it) == b.told),
        };
        let mut all = all.copied();
        let first = all.next().unwrap_or_default();
        all.fold(first, |a, b| together(a, &b))
    }

    /// Seconds since some instant, where one is told: for the order of what happened on one day.
    pub fn instant(&self) -> Option<i64> {
        Some(self.time?.instant(self.span.earliest?))
    }

    /// Where `day` lies.
    pub fn phase(&self, day: Day) -> Phase {
        if day.told().is_none() {
            return self.told.unwrap_or(Phase::After);
        }
        match (self.span.earliest, self.span.latest) {
            (_, Some(latest)) if latest <= day => Phase::After,
            (Some(earliest), _) if day < earliest => Phase::Before,
            (Some(_), _) => self.told.unwrap_or(Phase::During),
            (None, _) => self.told.unwrap_or(Phase::Unknown),
        }
    }
}

/// What is heard of pivots and events, whatever the day of the lens.
pub struct Heard<'a> {
    /// All pivots and then all events, in the order of the file.
    pub steps: Vec<HeardStep<'a>>,
    /// Of what is told.
    pub incident: &'a Incident,
}

/// What is heard of a pivot or an event.
pub struct HeardStep<'a> {
    /// Its id.
    pub id: &'a Id,
    /// The claims that count, the most trusted first.
    pub said: Vec<&'a Said>,
    /// When it happened; `None` if it is only denied, or denied by whom the reader prefers.
    pub when: Option<When>,
}

impl<'a> Heard<'a> {
    /// What the lens lets be heard.
    pub fn of(view: View<'a>) -> Self {
        let incident = view.incident;
        let pivots = incident.pivots.iter().map(|it| (&it.id, &it.claims));
        let events = incident.events.iter().map(|it| (&it.id, &it.claims));
        let step = |(id, claims): (&'a Id, &'a Vec<Claim<()>>)| {
            let said = view.said(id, Attribute::When, claims);
            let is_told = said.first().is_some_and(|it| !it.is_denial());
            HeardStep { id, when: is_told.then(|| When::of(view, &said)), said }
        };
        let mut heard = Self { steps: pivots.chain(events).map(step).collect(), incident };
        heard.bound_by_order();
        heard
    }

    /// When a pivot or an event happened.
    pub fn when(&self, id: &str) -> Option<&When> {
        self.steps[self.incident.place_of_step(id)?].when.as_ref()
    }

    /// The same, to change it.
    pub fn when_mut(&mut self, id: &str) -> Option<&mut When> {
        self.steps[self.incident.place_of_step(id)?].when.as_mut()
    }

    /// Moves the bounds of what is undated: not earlier than what comes before it, not later than what comes after.
    ///
    /// Bounds travel along chains, so this goes on until nothing moves: of a → b → c with a on 7 May, b gets the bound in the
    /// first round and c at the latest in the second. Sources may contradict each other (a before b, b before a, or an order against the
    /// dates): a bound that would leave no day at all is not taken, and as many rounds as there are steps are enough for any order
    /// without a circle. Of a round only those pairs are looked at whose ends have moved since they were last: a chain told
    /// from its end has as many rounds as links, and one pair moves in each.
    fn bound_by_order(&mut self) {
        let told = || self.steps.iter().enumerate().filter(|(_, it)| it.when.is_some());
        let before: Vec<[usize; 2]> = told()
            .flat_map(|(at, it)| it.said.iter().flat_map(|it| &it.after).map(move |first| (first, at)))
            .filter_map(|(first, at)| Some([self.incident.place_of_step(first)?, at]))
            .collect();
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); if before.is_empty() { 0 } else { self.steps.len() }];
        for (at, ends) in before.iter().enumerate() {
            for end in ends {
                of[*end].push(at);
            }
        }
        let mut now = sorting::set_of(0..before.len());
        for _ in 0..self.steps.len() {
            let mut next = BTreeSet::new();
            while let Some(at) = now.pop_first() {
                let [first, second] = before[at];
                let (Some(a), Some(b)) = (self.steps[first].when, self.steps[second].when) else { continue };
                let mut moved = |step: usize| {
                    for other in &of[step] {
                        if *other > at {
                            now.insert(*other)
                        } else {
                            next.insert(*other)
                        };
                    }
                };
                if let Some(floor) =
                    a.span.start().filter(|floor| b.undated && b.span.earliest.is_none_or(|it| it < floor.day))
                {
                    let fits = b.span.latest.is_none_or(|latest| floor.day <= latest);
                    if let Some(it) = self.steps[second].when.as_mut().filter(|_| fits) {
                        it.span = it.span.with_start(Some(floor));
                        moved(second);
                    }
                }
                if let Some(ceiling) =
                    b.span.stop().filter(|ceiling| a.undated && a.span.latest.is_none_or(|it| it > ceiling.day))
                {
                    let fits = a.span.earliest.is_none_or(|earliest| earliest <= ceiling.day);
                    if let Some(it) = self.steps[first].when.as_mut().filter(|_| fits) {
                        it.span = it.span.with_stop(Some(ceiling));
                        moved(first);
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            now = next;
        }
    }
}

/// The first day on which a source tells of it: it had happened by then.
fn told_by(view: View<'_>, seen: &[&Said]) -> Option<End> {
    let told = seen.iter().filter(|it| !it.is_denial()).filter_map(|it| view.incident.source(&it.source));
    told.filter_map(Source::out_by).min()
}
