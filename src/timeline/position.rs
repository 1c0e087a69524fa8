//! What sources say of one attribute, side by side: which position is shown, by which rule, and whether they disagree.

use std::cmp::Reverse;

use super::Lens;
use crate::incident::{Claim, Count, Fact, Host, Id, Incident, Quantity, Said, Source, StateChange, Text};
use crate::sorting;

/// Claims that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a, T> {
    /// What they say.
    pub value: &'a T,
    /// Who says it, the most trusted first; never empty.
    pub claims: Vec<&'a Said>,
}

impl<'a, T> Position<'a, T> {
    /// The claim that speaks for it.
    pub fn first(&self) -> &'a Said {
        self.claims.first().expect("a position is made around a claim")
    }
}

/// All positions on one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Positions<'a, T> {
    /// The positions, the shown one first.
    pub all: Vec<Position<'a, T>>,
    /// Whether two of them cannot both hold.
    pub disputed: bool,
}

/// The incident as the lens lets it be seen.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The whole incident.
    pub incident: &'a Incident,
    /// What is looked at.
    pub lens: &'a Lens,
}

impl<'a> View<'a> {
    /// The claims that count, the most trusted first: the victim's own notice, then authorities, press, analysts, the unnamed,
    /// the editor; within a kind the latest. What is denied comes after what is not.
    pub fn claims<T>(&self, claims: &'a [Claim<T>]) -> Vec<&'a Claim<T>> {
        self.order(&said(claims)).into_iter().map(|at| &claims[at]).collect()
    }

    /// What is said by the claims that count, the most trusted first.
    pub fn said<T>(&self, claims: &'a [Claim<T>]) -> Vec<&'a Said> {
        let said = said(claims);
        self.order(&said).into_iter().map(|at| said[at]).collect()
    }

    /// Which claims count, the most trusted first.
    fn order(&self, said: &[&Said]) -> Vec<usize> {
        let mut seen: Vec<usize> = (0..said.len()).filter(|at| self.lens.sees(self.incident, said[*at])).collect();
        sorting::by_key(&mut seen, |at| {
            let source = self.incident.source(&said[*at].source);
            (said[*at].is_denial(), source.map(|it| it.kind), Reverse(source.and_then(Source::known_from)))
        });
        seen
    }

    /// Positions on what a host is called; several names can hold.
    pub fn name_positions(&self, host: &'a Host) -> Positions<'a, Text> {
        self.positions(&host.names, &|a, b| a.value == b.value, &|_, _| false)
    }

    /// Positions on where a host is. A zone and the one around it can both hold.
    pub fn zone_positions(&self, host: &'a Host) -> Positions<'a, Id> {
        let is_within = |a: &Claim<Id>, b: &Claim<Id>| self.incident.zone_is_within(&a.value, &b.value);
        self.positions(&host.zone, &|a, b| a.value == b.value, &|a, b| !is_within(a, b) && !is_within(b, a))
    }

    /// Positions on what became of a host, and when. A host passes through many states, but into each at one time.
    pub fn state_positions(&self, host: &'a Host) -> Positions<'a, StateChange> {
        self.positions(&host.states, &|a, b| a.value == b.value && is_same_time(a, b), &|a, b| {
            a.value == b.value && is_other_time(a, b)
        })
    }

    /// Positions on which hosts are perhaps the same machine; several can be.
    pub fn same_positions(&self, host: &'a Host) -> Positions<'a, Id> {
        self.positions(&host.perhaps_same_as, &|a, b| a.value == b.value, &|_, _| false)
    }

    /// Positions on a fact. Different values contradict each other where only one can hold.
    pub fn fact_positions(&self, fact: &'a Fact) -> Positions<'a, Option<Text>> {
        let is_single = fact.topic.is_single_valued();
        self.positions(&fact.claims, &|a, b| a.value == b.value, &|a, b| is_single && a.value != b.value)
    }

    /// Positions on how many. Numbers of different units cannot both be the number of one entry.
    pub fn amount_positions(&self, count: &'a Count) -> Positions<'a, Quantity> {
        self.positions(&count.claims, &|a, b| a.value == b.value, &|a, b| {
            a.value.unit != b.value.unit || a.value.amount.is_disjoint(b.value.amount)
        })
    }

    /// Positions on whether and when something happened. A claim without a time contradicts none.
    pub fn time_positions(&self, claims: &'a [Claim<()>]) -> Positions<'a, ()> {
        self.positions(claims, &|a, b| is_same_time(a, b), &|a, b| is_other_time(a, b))
    }

    /// Groups claims into positions. `same` tells which belong together, `conflict` which cannot both hold.
    fn positions<T>(
        &self,
        claims: &'a [Claim<T>],
        same: &dyn Fn(&Claim<T>, &Claim<T>) -> bool,
        conflict: &dyn Fn(&Claim<T>, &Claim<T>) -> bool,
    ) -> Positions<'a, T> {
        let said = said(claims);
        let order = self.order(&said);
        let (groups, disputed) =
            group(&said, &order, &|a, b| same(&claims[a], &claims[b]), &|a, b| conflict(&claims[a], &claims[b]));
        let position = |group: Vec<usize>| Position {
            value: &claims[group[0]].value,
            claims: group.into_iter().map(|at| said[at]).collect(),
        };
        Positions { all: groups.into_iter().map(position).collect(), disputed }
    }
}

/// What is said by claims, in their order.
pub fn said<'a, T: 'a>(claims: impl IntoIterator<Item = &'a Claim<T>>) -> Vec<&'a Said> {
    claims.into_iter().map(|it| &it.said).collect()
}

/// The time that is shown of what these say, the most trusted first, and whether some give a time that cannot hold beside it.
pub fn time<'a>(seen: &[&'a Said]) -> (Option<&'a Said>, bool) {
    // who gives no time takes no position
    let dated: Vec<usize> = (0..seen.len()).filter(|at| seen[*at].when.is_some()).collect();
    let same = |a: usize, b: usize| is_same_time(seen[a], seen[b]);
    let (_, disputed) = group(seen, &dated, &same, &|a, b| is_other_time(seen[a], seen[b]));
    (dated.first().map(|at| seen[*at]), disputed)
}

/// Whether some say that it is so and some that it is not.
pub fn is_denied_by_some(seen: &[&Said]) -> bool {
    let denied = seen.iter().filter(|it| it.is_denial()).count();
    denied > 0 && denied < seen.len()
}

fn is_same_time(a: &Said, b: &Said) -> bool {
    a.when.is_some() == b.when.is_some() && a.span() == b.span()
}

fn is_other_time(a: &Said, b: &Said) -> bool {
    a.when.is_some() && b.when.is_some() && a.span().is_disjoint(b.span())
}

/// Groups the claims in `order` by what they say, denials apart; and tells whether two groups cannot both hold.
fn group(
    said: &[&Said],
    order: &[usize],
    same: &dyn Fn(usize, usize) -> bool,
    conflict: &dyn Fn(usize, usize) -> bool,
) -> (Vec<Vec<usize>>, bool) {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order.iter().copied() {
        let is_alike = |it: &&mut Vec<usize>| same(it[0], at) && said[it[0]].is_denial() == said[at].is_denial();
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let cannot_both_hold = |a: usize, b: usize| match (said[a].is_denial(), said[b].is_denial()) {
        (false, false) => conflict(a, b),
        (true, true) => false,
        _ => same(a, b),
    };
    let disputed =
        (groups.iter().enumerate()).any(|(i, a)| groups[i + 1..].iter().any(|b| cannot_both_hold(a[0], b[0])));
    (groups, disputed)
}

/// The original sources of claims and those that tell them, each once, in order.
pub fn sources(claims: &[&Said]) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for teller in claims.iter().flat_map(|it| it.tellers()) {
        if !ids.iter().any(|it| it == teller) {
            ids.push(teller.to_owned());
        }
    }
    ids
}
