//! The way to a host or a step and on from it, as sentences.

use super::Teller;
use super::step::isolated;
use crate::incident::{Id, Role};
use crate::sorting;
use crate::timeline::{Happening, Phase, Snapshot, When};
use crate::way::{Thread, Way};

/// Of a longer way, its first and its last hosts are named.
const NAMED: usize = 7;

impl Teller<'_> {
    /// The way to what is chosen and on from it: "Way in: Intruder → VPN → Server B (2 steps, 7 to 11 May 2020)."
    pub fn way(self, snapshot: &Snapshot, id: &str, way: Option<&Way>) -> Vec<String> {
        let tongue = self.tongue;
        let mut all = Vec::new();
        let begin = match way.map(|it| &it.into).filter(|it| !it.steps.is_empty()) {
            Some(into) => {
                let (chain, about) = (self.chain(&into.chain), self.about(snapshot, &into.chain));
                all.push(match into.is_only() {
                    true if is_sure(snapshot, into) => tongue.way_in(chain, about),
                    true => tongue.way_in_possibly(chain, about),
                    false => tongue.ways_in(tongue.n_steps(into.steps.len()), chain, about),
                });
                into.chain.first().and_then(|it| Some(self.incident.pivot(it)?.from.as_str()))
            }
            None => Some(id),
        };
        let unsaid = begin.and_then(|it| self.incident.host(it)).filter(|it| it.role == Role::Inside);
        all.extend(unsaid.map(|it| {
            let is_later = |it: &&Happening| self.incident.pivot(&it.id).is_some_and(|pivot| pivot.to == id);
            let is_later = snapshot.pivots.iter().filter(|it| !it.is_done()).any(|it| is_later(&it.as_ref()));
            if is_later { tongue.way_in_later().to_owned() } else { tongue.way_in_unsaid(self.label(&it.id)) }
        }));
        if let Some(on) = way.map(|it| &it.on).filter(|it| !it.steps.is_empty()) {
            all.push(if on.is_only() {
                tongue.way_on(self.chain(&on.chain), self.about(snapshot, &on.chain))
            } else {
                let ends = on.steps.iter().filter_map(|it| Some(self.incident.pivot(it)?.to.as_str()));
                let n = sorting::set_of(ends.filter(|it| *it != id)).len();
                tongue.ways_on(tongue.n_hosts(n), self.about(snapshot, &on.steps))
            });
        }
        all
    }

    /// Host by host: `Intruder → VPN → Server B`.
    fn chain(self, steps: &[Id]) -> String {
        let pivots = || steps.iter().filter_map(|it| self.incident.pivot(it));
        let ends = pivots().take(1).map(|it| &it.from).chain(pivots().map(|it| &it.to));
        let mut names: Vec<String> = ends.map(|it| isolated(self.label(it))).collect();
        if names.len() > NAMED {
            names.splice(NAMED / 2..names.len() - NAMED / 2, ["…".to_owned()]);
        }
        names.join(" → ")
    }

    /// How many steps, when as far as that is told, and how sure: `3 steps, 7 to 11 May 2020, 1 possible, 1 without a date`.
    fn about(self, snapshot: &Snapshot, steps: &[Id]) -> String {
        let (tongue, all) = (self.tongue, || steps.iter().filter_map(|it| snapshot.pivot(it)));
        let dated = || all().map(|it| &it.when).filter(|it| !it.undated);
        let when =
            if dated().next().is_some() { tongue.when(&When::all(dated())) } else { tongue.undated().to_owned() };
        let n_undated = if dated().next().is_some() { all().filter(|it| it.when.undated).count() } else { 0 };
        let n_possible = all().filter(|it| it.phase != Phase::After).count();
        let n_disputed = all().filter(|it| it.when.disputed).count();
        let some = [
            (n_undated, tongue.way_undated(n_undated)),
            (n_possible, tongue.way_possible(n_possible)),
            (n_disputed, tongue.way_disputed(n_disputed)),
        ];
        let some = some.into_iter().filter(|it| it.0 > 0).map(|it| it.1);
        [tongue.n_steps(steps.len()), when].into_iter().chain(some).collect::<Vec<_>>().join(tongue.comma())
    }
}

fn is_sure(snapshot: &Snapshot, thread: &Thread) -> bool {
    thread.steps.iter().filter_map(|it| snapshot.pivot(it)).all(|it| it.phase == Phase::After)
}
