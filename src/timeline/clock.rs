//! The spans between the milestones of a breach, as ranges where the moments are ranges.

use super::position::View;
use super::when::When;
use crate::incident::{EventKind, Span};
use crate::sorting::Table;

crate::incident::words! {
    /// A span that people ask for.
    ClockKind {
        /// From the first access to the detection: dwell time.
        Dwell = "first-access-to-detection",
        /// From the detection to the judgement that data may have leaked.
        LeakJudged = "detection-to-leak-judged-possible",
        /// From the detection to the day an authority was told.
        AuthorityTold = "detection-to-authority-told",
        /// From the detection to the public notice.
        PublicNotice = "detection-to-public-notice",
        /// From the detection to the day those affected were told.
        CustomersTold = "detection-to-customers-told",
    }
}

/// How many days passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Between which milestones.
    pub kind: ClockKind,
    /// The fewest days it can be.
    pub low: u32,
    /// The most; `None` if no bound is given.
    pub high: Option<u32>,
    /// Sources disagree about one of its ends.
    pub disputed: bool,
}

/// The clocks of which both ends are dated under the lens. They do not depend on `as_of`.
pub fn clocks(view: View<'_>, times: &Table<When>) -> Vec<Clock> {
    let of = |kind: EventKind| -> Vec<When> {
        let events = view.incident.events.iter().filter(|it| it.kind == kind);
        events.filter_map(|it| times.get(&it.id).copied()).collect()
    };
    let pivots = view.incident.pivots.iter().filter_map(|it| times.get(&it.id).copied());
    let access = milestone(of(EventKind::Compromise).into_iter().chain(pivots));
    let detection = milestone(of(EventKind::Detection));
    let between = |kind, from: Option<When>, to: Option<When>| between(kind, from?, to?);
    let after_detection = |kind, to| between(kind, detection, milestone(of(to)));
    [
        between(ClockKind::Dwell, access, detection),
        after_detection(ClockKind::LeakJudged, EventKind::LeakJudgedPossible),
        after_detection(ClockKind::AuthorityTold, EventKind::AuthorityTold),
        after_detection(ClockKind::PublicNotice, EventKind::PublicNotice),
        after_detection(ClockKind::CustomersTold, EventKind::CustomersTold),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first of several dated times.
fn milestone(times: impl IntoIterator<Item = When>) -> Option<When> {
    let dated: Vec<When> = times.into_iter().filter(|it| !it.undated && !it.span.is_unbounded()).collect();
    let latest = dated.iter().filter_map(|it| it.span.latest).min();
    let begins = dated.iter().filter(|it| it.span.earliest.is_none() || it.span.earliest <= latest || latest.is_none());
    // one without a beginning can be the first: then nobody knows from when
    let earliest = begins.map(|it| it.span.earliest).min().flatten();
    let disputed = dated.iter().any(|it| it.disputed);
    (!dated.is_empty()).then_some(When { span: Span { earliest, latest }, undated: false, disputed })
}

fn between(kind: ClockKind, from: When, to: When) -> Option<Clock> {
    let days = |a: Option<crate::incident::Day>, b: Option<crate::incident::Day>| Some(b?.number() - a?.number());
    let low = days(from.span.latest, to.span.earliest).unwrap_or(0).max(0);
    let high = days(from.span.earliest, to.span.latest);
    if high.is_some_and(|it| it < 0) {
        return None;
    }
    let disputed = from.disputed || to.disputed;
    Some(Clock { kind, low: low.unsigned_abs(), high: high.map(i32::unsigned_abs), disputed })
}
