//! A difference as JSON: its parts in the shapes of a snapshot's JSON. Fields are added, never renamed.

use serde::Serialize;

use super::claims::Claims;
use super::snapshot::{
    ClockJson, CountJson, EventJson, HostJson, LensJson, PivotJson, clock, count, event, host, lens, pivot,
};
use crate::incident::Id;
use crate::timeline::diff::{Aspect, Changes, Part};
use crate::timeline::{Diff, View};
use crate::words::Teller;

/// The whole difference.
#[derive(Debug, Serialize)]
pub struct DiffJson {
    incident: Id,
    from: LensJson,
    to: LensJson,
    hosts: ChangesJson<HostJson>,
    pivots: ChangesJson<PivotJson>,
    events: ChangesJson<EventJson>,
    counts: ChangesJson<CountJson>,
    clocks: ChangesJson<ClockJson>,
    /// The order of the story afterwards, if it is another one.
    story: Option<Vec<Id>>,
    title: String,
    words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChangesJson<T> {
    added: Vec<T>,
    changed: Vec<ChangeJson<T>>,
    withdrawn: Vec<T>,
}

#[derive(Debug, Serialize)]
struct ChangeJson<T> {
    attributes: Vec<&'static str>,
    before: T,
    after: T,
}

impl DiffJson {
    /// The boundary form of a difference between two snapshots of `incident`.
    pub fn of(teller: Teller<'_>, diff: &Diff) -> Self {
        let incident = teller.incident;
        let text = teller.changes(diff);
        let claims = |lens| Claims { view: View { incident, lens }, teller };
        let ends = (claims(&diff.from), claims(&diff.to));
        Self {
            incident: incident.id.clone(),
            from: lens(&diff.from),
            to: lens(&diff.to),
            hosts: changes(&diff.hosts, ends, &|claims, it| host(claims, it)),
            pivots: changes(&diff.pivots, ends, &|claims, it| pivot(claims, it)),
            events: changes(&diff.events, ends, &|claims, it| event(claims, it)),
            counts: changes(&diff.totals, ends, &|claims, it| Some(count(claims, it))),
            clocks: changes(&diff.clocks, ends, &|claims, it| Some(clock(claims, it))),
            story: diff.story.clone(),
            words: text.plain(teller.tongue).lines().skip(3).map(str::to_owned).collect(),
            title: text.title,
        }
    }
}

/// Parts as they are told at the two ends.
fn changes<T: Part, J>(
    changes: &Changes<T>,
    (from, to): (Claims<'_>, Claims<'_>),
    json: &dyn Fn(Claims<'_>, &T) -> Option<J>,
) -> ChangesJson<J> {
    let changed = changes.changed.iter().filter_map(|(before, after)| {
        let attributes = after.aspects(before).into_iter().map(Aspect::as_str).collect();
        Some(ChangeJson { attributes, before: json(from, before)?, after: json(to, after)? })
    });
    ChangesJson {
        added: changes.added.iter().filter_map(|it| json(to, it)).collect(),
        changed: changed.collect(),
        withdrawn: changes.withdrawn.iter().filter_map(|it| json(from, it)).collect(),
    }
}
