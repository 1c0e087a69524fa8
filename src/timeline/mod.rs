//! Time as a function: an incident and a lens give a snapshot, and nothing else does.

mod axis;
mod certainty;
mod clock;
mod consequence;
mod course;
mod deadline;
pub mod diff;
mod dispute;
mod lens;
mod mattered;
mod opening;
mod partial;
mod place;
mod position;
mod publication;
mod report;
mod slides;
mod snapshot;
mod state;
mod story;
mod telling;
mod total;
mod weight;
mod when;

pub use axis::{Axis, Scale};
pub use certainty::Certainty;
pub use clock::{Clock, ClockClaim, ClockEnd, ClockKind, clock_claims};
pub use consequence::consequence;
pub use course::{Course, Courses, Learned, Stretch};
pub use deadline::{Deadline, Duty, Law, Limit, Rule, Start, Verdict, Why, deadlines};
pub use diff::Diff;
pub use dispute::{Answer, Concern, Dispute, Unknown, disputes, unknowns};
pub use lens::{Attribute, Lens, Preference, preferences};
pub use mattered::Mattered;
pub use partial::PartialLens;
pub use place::{Undated, undated};
pub use position::{Position, Positions, ShownBy, Value, View};
pub use publication::{Publication, publications};
pub use report::{Report, Series, reports, series_of};
pub use slides::{slides, standing_out};
pub use snapshot::{Days, Happening, Snapshot, first_access};
pub use state::{HostSnapshot, HostState};
pub use story::{Step, numbers};
pub use telling::{Telling, is_out, tellings};
pub use total::{Entry, Total, overlaps};
pub use weight::{WayIn, Weight};
pub use when::{Phase, When};

use crate::incident::{Day, Incident, Source, SourceKind};
use crate::sorting;

/// A notice that can be of any day of more than so many is no day to stop at.
const MAX_DAYS: i32 = 31;

fn is_vague(source: &Source) -> bool {
    let span = source.published.as_ref().map(crate::incident::Moment::span).unwrap_or_default();
    span.earliest.zip(span.latest).is_none_or(|(earliest, latest)| latest.number() - earliest.number() > MAX_DAYS)
}

/// The days of an incident on which something can change, and its first and last.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The days, in order, each once; never empty.
    pub stops: Vec<Day>,
    /// The one with which the incident opens: the last on which the map or the large number can change.
    pub opening: Day,
}

impl Timeline {
    /// Reads the days off everything that any source dates, and off the victim's notices, if they have a date.
    pub fn of(incident: &Incident) -> Self {
        let mut stops: Vec<Day> = incident.told_spans().flat_map(|it| [it.earliest, it.latest]).flatten().collect();
        let is_stop = |it: &&Source| it.kind == SourceKind::Victim && !is_vague(it);
        let notices = incident.sources.iter().filter(|it| is_stop(it) || stops.is_empty());
        stops.extend(notices.filter_map(Source::known_from).collect::<Vec<_>>());
        match stops.iter().min() {
            Some(first) => stops.push(first.plus(-1)), // the quiet day before it begins
            None => stops.push(Day::UNTOLD),
        }
        sorting::by_key(&mut stops, |it| *it);
        stops.dedup();
        let opening = opening::opening(incident, &stops).unwrap_or(stops[stops.len() - 1]);
        Self { stops, opening }
    }

    /// The days on which something can be learned: those of publication, and from the first of them on all others.
    /// It begins with the story, so that what was learned later finds its place.
    pub fn learned(incident: &Incident) -> Self {
        let mut learned = Self::of(incident);
        let published: Vec<Day> = incident.sources.iter().filter_map(Source::known_from).collect();
        if let Some(first) = published.iter().min().copied() {
            let begin = learned.first();
            learned.stops.retain(|it| *it > first);
            learned.stops.extend([begin.min(first.plus(-1)), first.plus(-1)]); // the quiet day before anything is known
            learned.stops.extend(published);
            sorting::by_key(&mut learned.stops, |it| *it);
            learned.stops.dedup();
        }
        learned.opening = learned.last();
        learned
    }

    /// The first day on which something can change.
    pub fn first(&self) -> Day {
        self.stops[0]
    }

    /// The last day on which something can change.
    pub fn last(&self) -> Day {
        self.stops[self.stops.len() - 1]
    }

    /// The next such day after `day`, if there is one.
    pub fn next(&self, day: Day) -> Option<Day> {
        self.stops.get(self.stops.partition_point(|it| *it <= day)).copied()
    }

    /// The last such day before `day`, if there is one.
    pub fn previous(&self, day: Day) -> Option<Day> {
        self.stops[..self.stops.partition_point(|it| *it < day)].last().copied()
    }
}
