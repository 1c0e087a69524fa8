//! How the numbers were reported by and by: the ledger as it was known on each day on which a number was published.

use std::rc::Rc;

use super::position::View;
use super::state::{self, Steps};
use super::total::{Reach, Total, totals};
use super::when::Heard;
use super::{HostSnapshot, Lens, Snapshot};
use crate::incident::{Day, Id, Incident, Source};
use crate::sorting;

/// What was known of one unit, by day of publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Companies, people, records, files, sites …
    pub unit: String,
    /// One report for each publication that changed the total; in order, never empty.
    pub reports: Vec<Report>,
}

impl Series {
    /// What was reported by a day; everything, if there is none.
    pub fn known_on(&self, day: Option<Day>) -> &[Report] {
        let n_known = day.map_or(self.reports.len(), |day| self.reports.partition_point(|it| it.day <= day));
        &self.reports[..n_known]
    }
}

/// What was known of a unit from one day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The day of publication: the last it can be, where only a range is known.
    pub day: Day,
    /// The total by then, at the end of the story; `None` if what was reported before counts no more: it is denied, or replaced by a number of another unit.
    pub total: Option<Total>,
    /// The sources of that day that give a number of it.
    pub sources: Vec<Id>,
}

impl Report {
    /// The largest number that the chart has to show for it.
    pub fn top(&self) -> u64 {
        self.total.as_ref().map_or(0, |it| it.high.unwrap_or(it.low))
    }
}

/// The reports to show: those of the unit asked for, or else of the large number, or else the first.
pub fn series_of<'a>(all: &'a [Series], unit: Option<&str>, snapshot: &Snapshot) -> Option<&'a Series> {
    let of = |unit: Option<&str>| all.iter().find(|it| Some(it.unit.as_str()) == unit);
    of(unit).or_else(|| of(snapshot.totals.first().map(|it| it.unit.as_str()))).or(all.first())
}

/// The reports of all units, by whose word the lens says and whatever its days, as things stood on the day `last`.
/// Units are in the order of the latest totals.
pub fn reports(incident: &Incident, lens: &Lens, last: Day) -> Vec<Series> {
    let days = days(incident);
    let known: Vec<(Day, Vec<Total>)> = days.into_iter().map(|day| (day, known(incident, lens, last, day))).collect();
    let mut all: Vec<Series> = Vec::new();
    for total in known.iter().rev().flat_map(|(_, totals)| totals) {
        if all.iter().all(|it| it.unit != total.unit) {
            all.push(Series { unit: total.unit.clone(), reports: Vec::new() });
        }
    }
    for (day, totals) in known {
        for series in &mut all {
            let total = totals.iter().find(|it| it.unit == series.unit);
            let before = series.reports.last().and_then(|it| it.total.as_ref());
            if total.map(said) != before.map(said) {
                let sources = total.map_or_else(Vec::new, |it| out_on(incident, it, day));
                series.reports.push(Report { day, total: total.cloned(), sources });
            }
        }
    }
    all
}

/// The days on which a number was published.
fn days(incident: &Incident) -> Vec<Day> {
    let sources = incident.counts.iter().flat_map(|it| &it.claims).filter_map(|it| incident.source(&it.source));
    let mut days: Vec<Day> = sources.filter_map(Source::known_from).collect();
    sorting::by_key(&mut days, |it| *it);
    days.dedup();
    days
}

/// The totals with the knowledge of a day: all that a snapshot would take, and no more.
fn known(incident: &Incident, lens: &Lens, last: Day, day: Day) -> Vec<Total> {
    let lens = Lens { as_of: last, known_on: Some(day), ..lens.clone() };
    let view = View { incident, lens: &lens };
    let heard = Heard::of(view);
    let steps = Steps::of(view, &heard);
    let named = sorting::places(incident.counts.iter().filter_map(|it| it.host.as_deref()));
    let is_named = |at: &usize| named.get(&incident.hosts[*at].id).is_some();
    let look = |at: usize| state::told(view, at, &steps, None, None).map(|it| it.on(last));
    let all = 0..incident.hosts.len();
    let mut hosts: Vec<Rc<HostSnapshot>> = all.clone().filter(is_named).filter_map(look).collect();
    // numbers of no host in particular count from when any was reached: one such host will do
    let mut others = all.filter(|it| !is_named(it));
    let mut is_any_reached = hosts.iter().any(|it| it.is_reached());
    while !is_any_reached {
        let Some(other) = others.next() else { break };
        let other = look(other);
        is_any_reached = other.as_ref().is_some_and(|it| it.is_reached());
        hosts.extend(other);
    }
    let places = sorting::places(hosts.iter().map(|it| it.id.as_str()));
    let is_any = hosts.is_empty() || is_any_reached;
    totals(view, &Reach { host: &|id| places.get(id).map(|at| hosts[*at].as_ref()), is_any })
}

/// What makes one report differ from another.
fn said(total: &Total) -> (u64, Option<u64>, crate::incident::Hedge) {
    (total.low, total.high, total.hedge)
}

/// The originals of that day among those who give the numbers, and not who only passes them on.
fn out_on(incident: &Incident, total: &Total, day: Day) -> Vec<Id> {
    let summed = sorting::places(total.entries.iter().map(|it| it.id.as_str()));
    let tellers = sorting::places(total.sources.iter().map(String::as_str));
    let entries = incident.counts.iter().filter(|it| summed.get(&it.id).is_some());
    let is_out = |id: &&Id| incident.source(id).and_then(Source::known_from) == Some(day);
    let ids = entries.flat_map(|it| &it.claims).map(|it| &it.source);
    sorting::each_once(ids.filter(is_out).filter(|it| tellers.get(it).is_some()).map(String::as_str))
}
