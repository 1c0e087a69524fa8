//! A snapshot as JSON: the same from the command and from the element. Fields are added, never renamed.

use serde::{Serialize, Serializer};

use super::claims::{Claims, PositionJson, ShownByJson, SpanJson, UnknownJson, span};
use crate::incident::{Id, Incident};
use crate::timeline::{
    Certainty, Clock, ClockClaim, Deadline, Happening, HostSnapshot, Lens, Snapshot, Total, View, Why, clock_claims,
    deadlines, unknowns,
};
use crate::tongue::Tongue;
use crate::words::Teller;

/// The whole snapshot.
#[derive(Debug, Serialize)]
pub struct SnapshotJson {
    incident: Id,
    lens: LensJson,
    hosts: Vec<HostJson>,
    pivots: Vec<PivotJson>,
    events: Vec<EventJson>,
    counts: Vec<CountJson>,
    clocks: Vec<ClockJson>,
    deadlines: DeadlinesJson,
    unknowns: Vec<UnknownJson>,
    story: Vec<Id>,
    words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct LensJson {
    as_of: Option<String>,
    known_on: String,
    told_by: ToldBy,
    prefer: Vec<String>,
}

/// `"all"`, or the chosen sources.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ToldBy {
    All(&'static str),
    Some(Vec<Id>),
}

#[derive(Debug, Serialize)]
pub(super) struct HostJson {
    id: Id,
    label: String,
    zone: Option<Id>,
    role: &'static str,
    state: &'static str,
    certainty: &'static str,
    since: SpanJson,
    undated: bool,
    disputed: bool,
    sources: Vec<Id>,
    support: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    mattered: Option<MatteredJson>,
    positions: Vec<PositionJson>,
    shown_by: Vec<ShownByJson>,
}

/// Why a host mattered by the day.
#[derive(Debug, Serialize)]
struct MatteredJson {
    why: &'static str,
    certainty: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct PivotJson {
    id: Id,
    from: Id,
    to: Id,
    state: &'static str,
    certainty: &'static str,
    when: SpanJson,
    undated: bool,
    disputed: bool,
    sources: Vec<Id>,
    support: usize,
    weight: &'static str,
    positions: Vec<PositionJson>,
    shown_by: Vec<ShownByJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct EventJson {
    id: Id,
    kind: &'static str,
    label: String,
    when: SpanJson,
    state: &'static str,
    certainty: &'static str,
    undated: bool,
    disputed: bool,
    sources: Vec<Id>,
    support: usize,
    positions: Vec<PositionJson>,
    shown_by: Vec<ShownByJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct CountJson {
    unit: String,
    #[serde(serialize_with = "exact")]
    low: u64,
    #[serde(serialize_with = "exact_or_none")]
    high: Option<u64>,
    approximate: bool,
    hedge: &'static str,
    disputed: bool,
    sources: Vec<Id>,
    entries: Vec<Id>,
    words: String,
    support: usize,
    positions: Vec<PositionJson>,
    shown_by: Vec<ShownByJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClockJson {
    kind: &'static str,
    low_days: u32,
    high_days: Option<u32>,
    disputed: bool,
    words: String,
    from: SpanJson,
    to: SpanJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClockClaimJson>,
}

#[derive(Debug, Serialize)]
struct ClockClaimJson {
    from: SpanJson,
    to: SpanJson,
    low_days: u32,
    high_days: Option<u32>,
    start: &'static str,
    stop: &'static str,
    shown: bool,
    sources: Vec<Id>,
    words: String,
}

/// Deadlines, and that they are no legal advice.
#[derive(Debug, Serialize)]
struct DeadlinesJson {
    note: &'static str,
    rules: Vec<DeadlineJson>,
}

/// What a rule asks for; left out where the incident has no tie to it.
#[derive(Debug, Serialize)]
struct DutyJson {
    duty: String,
    in_force: String,
    url: &'static str,
}

#[derive(Debug, Serialize)]
struct DeadlineJson {
    rule: &'static str,
    jurisdiction: &'static str,
    law: &'static str,
    #[serde(flatten)]
    duty: Option<DutyJson>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<SpanJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<SpanJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<SpanJson>,
    words: String,
}

/// Above this, a JavaScript number is no longer exact; such counts are written as strings of digits.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

#[cfg_attr(
    not(target_os = "unknown"),
    expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde calls")
)]
fn exact<S: Serializer>(n: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    if *n <= MAX_SAFE_INTEGER { serializer.serialize_u64(*n) } else { serializer.serialize_str(&n.to_string()) }
}

#[expect(clippy::ref_option, reason = "the shape that serde calls")]
fn exact_or_none<S: Serializer>(n: &Option<u64>, serializer: S) -> Result<S::Ok, S::Error> {
    match n {
        Some(n) => exact(n, serializer),
        None => serializer.serialize_none(),
    }
}

impl SnapshotJson {
    /// The boundary form of a snapshot of `incident`.
    pub fn of(teller: Teller<'_>, snapshot: &Snapshot) -> Self {
        let incident = teller.incident;
        let view = View { incident, lens: &snapshot.lens };
        let claims = Claims { view, teller };
        Self {
            incident: incident.id.clone(),
            lens: lens(&snapshot.lens),
            hosts: snapshot.hosts.iter().filter_map(|it| host(claims, it)).collect(),
            pivots: snapshot.pivots.iter().filter_map(|it| pivot(claims, it)).collect(),
            events: snapshot.events.iter().filter_map(|it| event(claims, it)).collect(),
            counts: snapshot.totals.iter().map(|it| count(claims, it)).collect(),
            clocks: snapshot.clocks.iter().map(|it| disputed_clock(claims, it)).collect(),
            deadlines: all_deadlines(claims.teller.tongue, incident, snapshot),
            unknowns: unknowns(view).iter().map(|it| claims.unknown(it)).collect(),
            story: snapshot.story.iter().map(|it| it.id.clone()).collect(),
            words: claims.teller.sentence(snapshot),
        }
    }
}

pub(super) fn lens(lens: &Lens) -> LensJson {
    LensJson {
        as_of: lens.as_of.told().map(|it| it.to_string()),
        known_on: lens.known_on.map_or("latest".to_owned(), |it| it.to_string()),
        told_by: match &lens.told_by {
            None => ToldBy::All("all"),
            Some(chosen) => ToldBy::Some(chosen.iter().cloned().collect()),
        },
        prefer: lens.prefer.iter().map(ToString::to_string).collect(),
    }
}

pub(super) fn host(claims: Claims<'_>, it: &HostSnapshot) -> Option<HostJson> {
    let host = claims.view.incident.host(&it.id)?;
    let (positions, shown_by) = claims.disputed(&[&it.id]);
    Some(HostJson {
        id: it.id.clone(),
        label: host.label.get(claims.teller.language).to_owned(),
        zone: it.zone.clone(),
        role: host.role.as_str(),
        state: it.state.as_str(),
        certainty: it.certainty.as_str(),
        since: span(it.since),
        undated: it.undated,
        disputed: it.disputed,
        sources: it.sources.clone(),
        support: it.support,
        mattered: it.mattered.map(|(why, certainty)| MatteredJson { why: why.as_str(), certainty: certainty.as_str() }),
        positions,
        shown_by,
    })
}

fn done(it: &Happening) -> &'static str {
    if it.is_done() { "done" } else { "not-yet" }
}

pub(super) fn pivot(claims: Claims<'_>, it: &Happening) -> Option<PivotJson> {
    let (positions, shown_by) = claims.disputed(&[&it.id]);
    let pivot = claims.view.incident.pivot(&it.id)?;
    Some(PivotJson {
        id: it.id.clone(),
        from: pivot.from.clone(),
        to: pivot.to.clone(),
        state: done(it),
        certainty: it.certainty().as_str(),
        when: span(it.when.span),
        undated: it.when.undated,
        disputed: it.when.disputed,
        sources: it.sources.clone(),
        support: it.support,
        weight: it.weight.as_str(),
        positions,
        shown_by,
    })
}

pub(super) fn event(claims: Claims<'_>, it: &Happening) -> Option<EventJson> {
    let (positions, shown_by) = claims.disputed(&[&it.id]);
    let event = claims.view.incident.event(&it.id)?;
    Some(EventJson {
        id: it.id.clone(),
        kind: event.kind.as_str(),
        label: event.label.get(claims.teller.language).to_owned(),
        when: span(it.when.span),
        state: done(it),
        certainty: Certainty::as_str(it.certainty()),
        undated: it.when.undated,
        disputed: it.when.disputed,
        sources: it.sources.clone(),
        support: it.support,
        positions,
        shown_by,
    })
}

pub(super) fn count(claims: Claims<'_>, it: &Total) -> CountJson {
    let (positions, shown_by) = claims.disputed(&it.entries.iter().map(|it| &it.id).collect::<Vec<_>>());
    CountJson {
        unit: it.unit.clone(),
        low: it.low,
        high: it.high,
        approximate: it.is_approximate,
        hedge: it.hedge.as_str(),
        disputed: it.disputed,
        sources: it.sources.clone(),
        entries: it.entries.iter().map(|it| it.id.clone()).collect(),
        words: claims.teller.tongue.total(it),
        support: it.sources.len(),
        positions,
        shown_by,
    }
}

pub(super) fn clock(claims: Claims<'_>, it: &Clock) -> ClockJson {
    ClockJson {
        kind: it.kind.as_str(),
        low_days: it.low,
        high_days: it.high,
        disputed: it.disputed,
        words: claims.teller.tongue.clock_days(it),
        from: span(it.from),
        to: span(it.to),
        claims: Vec::new(),
    }
}

/// A clock with what each source has, where sources disagree.
fn disputed_clock(claims: Claims<'_>, it: &Clock) -> ClockJson {
    let told = if it.disputed { clock_claims(claims.view, it) } else { Vec::new() };
    let claim = |it: &ClockClaim| ClockClaimJson {
        from: span(it.from),
        to: span(it.to),
        low_days: it.low,
        high_days: it.high,
        start: it.start.as_str(),
        stop: it.stop.as_str(),
        shown: it.is_shown,
        sources: it.sources.clone(),
        words: claims.teller.tongue.clock_claim(it),
    };
    ClockJson { claims: told.iter().map(claim).collect(), ..clock(claims, it) }
}

fn all_deadlines(tongue: &Tongue, incident: &Incident, snapshot: &Snapshot) -> DeadlinesJson {
    let deadline = |it: &Deadline| DeadlineJson {
        rule: it.rule.law.as_str(),
        jurisdiction: it.rule.jurisdiction.as_str(),
        law: tongue.law(it.rule.law),
        duty: (it.why != Why::NoTie).then(|| DutyJson {
            duty: tongue.rule(it.rule),
            in_force: it.rule.in_force().to_string(),
            url: it.rule.url,
        }),
        verdict: it.verdict.as_str(),
        start: it.start.filter(|_| it.why != Why::NoTie).map(span),
        due: it.due.map(span),
        done: it.done.map(span),
        words: tongue.colon(tongue.verdict(it.verdict), tongue.deadline_why(it)),
    };
    let rules = deadlines(incident, snapshot).iter().map(deadline).collect();
    DeadlinesJson { note: tongue.not_legal_advice(), rules }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stay_exact_for_javascript() {
        #[derive(Serialize)]
        struct Numbers(#[serde(serialize_with = "exact")] u64);
        assert_eq!(serde_json::to_string(&Numbers(12_000_000_000)).unwrap(), "12000000000");
        assert_eq!(serde_json::to_string(&Numbers(u64::MAX)).unwrap(), "\"18446744073709551615\"");
    }
}
