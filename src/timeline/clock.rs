//! The spans between the milestones of a breach, as ranges where the moments are ranges: as shown, and as each source has it.
//!
//! "How long were they inside?" is the first question after every breach, and one number would hide that its ends are not
//! known to the day. First access in May and detection on 11 May is 0 to 10 days. Where an end has no bound, neither has
//! the span: first access "before 7 May" and detection on 11 May is "5 days or more". And because sources
//! date the ends differently, [`clock_claims`] computes the span by the word of each source too: one has 4 days, one
//! eight months, and the reader sees why.

use super::lens::Attribute;
use super::position::View;
use super::when::{Heard, When};
use crate::incident::{Claim, Day, EventKind, Id, Incident, Role, Said, Span};
use crate::sorting::{self, Table};

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
    /// When it starts.
    pub from: Span,
    /// When it stops.
    pub to: Span,
    /// The fewest days it can be.
    pub low: u32,
    /// The most; `None` if no bound is given.
    pub high: Option<u32>,
    /// Sources disagree about one of its ends.
    pub disputed: bool,
}

crate::incident::words! {
    /// By whose word an end of a clock is where it is.
    ClockEnd {
        /// By that of the sources themselves.
        Told = "told",
        /// They say nothing of it: it is the one that is shown.
        AsShown = "as-shown",
    }
}

/// How long a clock runs by the word of some sources, each by itself with what it quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockClaim {
    /// When it starts.
    pub from: Span,
    /// When it stops.
    pub to: Span,
    /// The fewest days it can be.
    pub low: u32,
    /// The most; `None` if no bound is given.
    pub high: Option<u32>,
    /// Whether it is these sources who date the start.
    pub start: ClockEnd,
    /// Whether it is these sources who date the stop.
    pub stop: ClockEnd,
    /// Both ends are the ones that are shown.
    pub is_shown: bool,
    /// Whose word it is.
    pub sources: Vec<Id>,
}

/// Where a clock starts or stops.
#[derive(Clone, Copy)]
pub(super) enum Milestone {
    /// The first thing the intruder did.
    Access,
    /// The first event of a kind.
    Event(EventKind),
}

impl ClockKind {
    fn ends(self) -> (Milestone, Milestone) {
        let detection = Milestone::Event(EventKind::Detection);
        match self {
            Self::Dwell => (Milestone::Access, detection),
            Self::LeakJudged => (detection, Milestone::Event(EventKind::LeakJudgedPossible)),
            Self::AuthorityTold => (detection, Milestone::Event(EventKind::AuthorityTold)),
            Self::PublicNotice => (detection, Milestone::Event(EventKind::PublicNotice)),
            Self::CustomersTold => (detection, Milestone::Event(EventKind::CustomersTold)),
        }
    }
}

impl Milestone {
    /// What can be it: ids and claims.
    ///
    /// The first access is what the file calls a compromise. Only where it names none is it the first way in: a source that
    /// dates a late step says nothing of the first, and a span from there would be a number that nobody gives.
    fn parts(self, incident: &Incident) -> Vec<(&Id, &[Claim<()>])> {
        let kind = match self {
            Self::Access => EventKind::Compromise,
            Self::Event(kind) => kind,
        };
        let events = incident.events.iter().filter(|it| it.kind == kind);
        let mut parts: Vec<(&Id, &[Claim<()>])> = events.map(|it| (&it.id, it.claims.as_slice())).collect();
        if matches!(self, Self::Access) && parts.is_empty() {
            let is_entry = |from: &str| incident.host(from).is_some_and(|it| it.role == Role::Intruder);
            let entries = incident.pivots.iter().filter(|it| is_entry(&it.from));
            parts.extend(entries.map(|it| (&it.id, it.claims.as_slice())));
        }
        parts
    }

    /// Whether the time of a pivot or an event can move it.
    pub(super) fn depends_on(self, incident: &Incident, part: &str) -> bool {
        self.parts(incident).iter().any(|(id, _)| *id == part)
    }

    /// When it was, as shown.
    pub(super) fn shown(self, incident: &Incident, when: &dyn Fn(&str) -> Option<When>) -> Option<When> {
        milestone(self.parts(incident).into_iter().filter_map(|(id, _)| when(id)))
    }

    /// What is said of it under the lens.
    fn seen(self, view: View<'_>) -> Vec<Vec<&Said>> {
        let parts = self.parts(view.incident).into_iter();
        parts.map(|(id, claims)| view.said(id, Attribute::When, claims)).collect()
    }
}

/// What is said of a milestone, by who says it or passes it on: of each of its parts the claims.
fn by_teller<'a>(seen: &[Vec<&'a Said>]) -> Table<Vec<Vec<&'a Said>>> {
    let mut all: Table<Vec<Vec<&Said>>> = Table::default();
    for claims in seen {
        let mut own: Table<Vec<&Said>> = Table::default();
        for claim in claims {
            for teller in sorting::each_once(claim.tellers()) {
                own.entry(&teller).push(claim);
            }
        }
        for (teller, claims) in own.iter() {
            all.entry(teller).push(claims.clone());
        }
    }
    all
}

/// When it was, as one source dates it, itself or by what it quotes.
fn told(seen: &[Vec<&Said>]) -> Option<When> {
    let mut dated = Vec::new();
    for own in seen {
        // a day on which it is only denied is no day on which it was
        if let Some(claim) = own.iter().find(|it| it.when.is_some() && !it.is_denial()) {
            dated.push(When { span: claim.span(), ..When::default() });
        }
    }
    milestone(dated)
}

/// The clocks of which both ends are dated under the lens. They do not depend on `as_of`: a span of eight months is as long
/// on the first day of the story as on the last.
pub fn clocks(view: View<'_>, heard: &Heard<'_>) -> Vec<Clock> {
    let clock = |kind: &ClockKind| {
        let (from, to) = kind.ends();
        let when = |id: &str| heard.when(id).copied();
        between(*kind, from.shown(view.incident, &when)?, to.shown(view.incident, &when)?)
    };
    ClockKind::ALL.iter().filter_map(clock).collect()
}

/// How long a clock runs by the word of each source that dates one of its ends: the shown first, then by when it starts.
///
/// A source that dates only the stop is measured from the shown start, and [`ClockEnd`] says so: a paper that dates the
/// public notice tells how long the public waited, even if it does not date the detection. For the time inside it is
/// the start that the source must date; otherwise every source that repeats the day of detection would seem to know
/// of the break-in.
pub fn clock_claims(view: View<'_>, clock: &Clock) -> Vec<ClockClaim> {
    let (start, stop) = clock.kind.ends();
    let (start, stop) = (by_teller(&start.seen(view)), by_teller(&stop.seen(view)));
    let is_chosen = |id: &Id| view.lens.told_by.as_ref().is_none_or(|it| it.contains(id));
    let mut claims: Vec<ClockClaim> = Vec::new();
    for source in view.incident.sources.iter().filter(|it| is_chosen(&it.id)) {
        let (from, to) = (start.get(&source.id).and_then(|it| told(it)), stop.get(&source.id).and_then(|it| told(it)));
        let needed = if clock.kind == ClockKind::Dwell { from.is_some() } else { to.is_some() };
        let of = |told: Option<When>, shown: Span| told.map_or(shown, |it| it.span);
        let (from_span, to_span) = (of(from, clock.from), of(to, clock.to));
        let Some((low, high)) = days(from_span, to_span).filter(|_| needed) else { continue };
        let claim = ClockClaim {
            from: from_span,
            to: to_span,
            low,
            high,
            start: if from.is_some() { ClockEnd::Told } else { ClockEnd::AsShown },
            stop: if to.is_some() { ClockEnd::Told } else { ClockEnd::AsShown },
            is_shown: from_span == clock.from && to_span == clock.to,
            sources: Vec::new(),
        };
        // what is shown and how long it takes follows from the ends
        let ends = |it: &ClockClaim| (it.from, it.to, it.start, it.stop);
        match claims.iter_mut().find(|it| ends(it) == ends(&claim)) {
            Some(same) => same.sources.push(source.id.clone()),
            None => claims.push(ClockClaim { sources: vec![source.id.clone()], ..claim }),
        }
    }
    sorting::by_key(&mut claims, |it| (!it.is_shown, it.from.earliest, it.from.latest, it.to.earliest, it.to.latest));
    claims
}

/// The first of several dated times: it is over once one of them is surely over, and begins when the first of those begins
/// that can still be it. Of 4 to 20 May, 7 May and 1 June, the last cannot be the first; what is left is 4 to 7 May.
fn milestone(times: impl IntoIterator<Item = When>) -> Option<When> {
    let dated: Vec<When> = times.into_iter().filter(|it| !it.undated && !it.span.is_unbounded()).collect();
    let stop = dated.iter().filter_map(|it| it.span.stop()).min();
    let latest = stop.map(|it| it.day);
    let begins: Vec<&When> = dated
        .iter()
        .filter(|it| it.span.earliest.is_none() || it.span.earliest <= latest || latest.is_none())
        .collect();
    // one that may have begun at any time can be the first: then the earliest day is not known
    let start = begins.iter().map(|it| it.span.start()).min().flatten();
    let disputed = begins.iter().any(|it| it.disputed);
    (!dated.is_empty()).then_some(When { span: Span::of(start, stop), disputed, ..When::default() })
}

fn between(kind: ClockKind, from: When, to: When) -> Option<Clock> {
    let (low, high) = days(from.span, to.span)?;
    Some(Clock { kind, from: from.span, to: to.span, low, high, disputed: from.disputed || to.disputed })
}

/// The fewest and the most days between two times; `None` if the second is over before the first begins.
fn days(from: Span, to: Span) -> Option<(u32, Option<u32>)> {
    let days = |a: Option<Day>, b: Option<Day>| Some(b?.number() - a?.number());
    let low = days(from.latest, to.earliest).unwrap_or(0).max(0);
    let high = days(from.earliest, to.latest);
    (high.is_none_or(|it| it >= 0)).then(|| (low.unsigned_abs(), high.map(i32::unsigned_abs)))
}
