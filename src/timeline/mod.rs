//! Time as a function: an incident and a lens give a snapshot, and nothing else does.

mod clock;
mod lens;
mod position;
mod snapshot;
mod state;
mod story;
mod total;
mod when;
pub mod words;

pub use clock::{Clock, ClockKind};
pub use lens::Lens;
pub use position::{Position, Positions, View};
pub use snapshot::{Happening, Snapshot};
pub use state::{Certainty, HostSnapshot, HostState};
pub use story::Step;
pub use total::{Entry, Total};
pub use when::{Phase, When};

use crate::incident::{Day, Incident};

/// The days of an incident on which something can change, and its first and last.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The days, in order, each once; never empty.
    pub stops: Vec<Day>,
}

impl Timeline {
    /// Reads the days off everything that any source dates.
    pub fn of(incident: &Incident) -> Self {
        let lens = Lens::on(Day::from_number(0));
        let view = View { incident, lens: &lens };
        let spans = incident.pivots.iter().flat_map(|it| &it.claims).map(position::span);
        let spans = spans.chain(incident.events.iter().flat_map(|it| &it.claims).map(position::span));
        let states = incident.hosts.iter().flat_map(|it| &it.states).map(position::span);
        let counts = incident.counts.iter().flat_map(|it| view.claims(&it.claims)).map(position::span);
        let spans = spans.chain(states).chain(counts);
        let mut stops: Vec<Day> = spans.flat_map(|it| [it.earliest, it.latest]).flatten().collect();
        if stops.is_empty() {
            stops.extend(incident.sources.iter().filter_map(crate::incident::Source::known_from));
        }
        if stops.is_empty() {
            stops.push(Day::from_ymd(1970, 1, 1).expect("the calendar has this day"));
        }
        stops.sort_unstable();
        stops.dedup();
        Self { stops }
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
        self.stops.iter().copied().find(|it| *it > day)
    }

    /// The last such day before `day`, if there is one.
    pub fn previous(&self, day: Day) -> Option<Day> {
        self.stops.iter().rev().copied().find(|it| *it < day)
    }
}
