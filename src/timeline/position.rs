//! What sources say of one attribute, side by side: which position is shown, by which rule, and whether they disagree.

use std::cmp::Reverse;

use super::Lens;
use super::lens::Attribute;
use crate::incident::{
    Claim, Count, Day, Fact, Host, Id, Incident, Quantity, Said, Source, SourceKind, StateChange, Text,
};
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
    /// Why the first one is shown.
    pub shown_by: ShownBy,
}

/// The rule by which the shown position stands before the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// There is no other.
    Only,
    /// The reader believes its source.
    Preferred,
    /// The others only deny something.
    Affirmed,
    /// It is told by a kind of source that comes before those of the others.
    Kind(SourceKind),
    /// Of sources of one kind, it was published last.
    Latest,
    /// Of sources of one kind and day, it stands first in the file.
    FirstListed,
}

impl ShownBy {
    /// The written form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Preferred => "preferred",
            Self::Affirmed => "affirmed",
            Self::Kind(_) => "kind",
            Self::Latest => "latest",
            Self::FirstListed => "first-listed",
        }
    }
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
    /// the editor; within a kind the latest. What is denied comes after what is not. Whom the reader prefers comes before all.
    pub fn claims<T>(&self, part: &str, attribute: Attribute, claims: &'a [Claim<T>]) -> Vec<&'a Claim<T>> {
        self.order(part, attribute, &said(claims)).into_iter().map(|at| &claims[at]).collect()
    }

    /// What is said by the claims that count, the most trusted first.
    pub fn said<T>(&self, part: &str, attribute: Attribute, claims: &'a [Claim<T>]) -> Vec<&'a Said> {
        let said = said(claims);
        self.order(part, attribute, &said).into_iter().map(|at| said[at]).collect()
    }

    /// Which claims count, the most trusted first.
    fn order(&self, part: &str, attribute: Attribute, said: &[&Said]) -> Vec<usize> {
        let preferred = self.lens.preferred(part, attribute);
        let mut seen: Vec<usize> = (0..said.len()).filter(|at| self.lens.sees(self.incident, said[*at])).collect();
        sorting::by_key(&mut seen, |at| self.rank(said[*at], preferred));
        seen
    }

    /// By what a claim stands before another: the reader's preference, that it denies nothing, who says it, and when.
    fn rank(&self, it: &Said, preferred: Option<&str>) -> (usize, bool, Option<SourceKind>, Reverse<Option<Day>>) {
        let source = self.incident.source(&it.source);
        // who is preferred is believed in its own words first, and then in those that it passes on
        let belief = preferred.and_then(|chosen| it.tellers().position(|teller| teller == chosen));
        let belief = belief.map_or(2, |at| at.min(1));
        (belief, it.is_denial(), source.map(|it| it.kind), Reverse(source.and_then(Source::known_from)))
    }

    /// Why the first of two positions stands before the second.
    fn shown_by(&self, first: &Said, second: Option<&Said>, preferred: Option<&str>) -> ShownBy {
        let Some(second) = second else { return ShownBy::Only };
        let (a, b) = (self.rank(first, preferred), self.rank(second, preferred));
        match a.2 {
            _ if a.0 != b.0 => ShownBy::Preferred,
            _ if a.1 != b.1 => ShownBy::Affirmed,
            Some(kind) if a.2 != b.2 => ShownBy::Kind(kind),
            _ if a.3 != b.3 => ShownBy::Latest,
            _ => ShownBy::FirstListed,
        }
    }

    /// Positions on what a host is called; several names can hold.
    pub fn name_positions(&self, host: &'a Host) -> Positions<'a, Text> {
        self.positions(&host.id, Attribute::Name, &host.names, &|a, b| a.value == b.value, &|_, _| false)
    }

    /// Positions on where a host is. A zone and the one around it can both hold.
    pub fn zone_positions(&self, host: &'a Host) -> Positions<'a, Id> {
        let is_within = |a: &Claim<Id>, b: &Claim<Id>| self.incident.zone_is_within(&a.value, &b.value);
        self.positions(&host.id, Attribute::Zone, &host.zone, &|a, b| a.value == b.value, &|a, b| {
            !is_within(a, b) && !is_within(b, a)
        })
    }

    /// Positions on what became of a host, and when. A host passes through many states, but into each at one time.
    pub fn state_positions(&self, host: &'a Host) -> Positions<'a, StateChange> {
        self.positions(
            &host.id,
            Attribute::State,
            &host.states,
            &|a, b| a.value == b.value && is_same_time(a, b),
            &|a, b| a.value == b.value && is_other_time(a, b),
        )
    }

    /// Positions on which hosts are perhaps the same machine; several can be.
    pub fn same_positions(&self, host: &'a Host) -> Positions<'a, Id> {
        self.positions(&host.id, Attribute::Same, &host.perhaps_same_as, &|a, b| a.value == b.value, &|_, _| false)
    }

    /// Positions on a fact. Different values contradict each other where only one can hold.
    pub fn fact_positions(&self, fact: &'a Fact) -> Positions<'a, Option<Text>> {
        let is_single = fact.topic.is_single_valued();
        self.positions(&fact.id, Attribute::Value, &fact.claims, &|a, b| a.value == b.value, &|a, b| {
            is_single && a.value != b.value
        })
    }

    /// Positions on how many. Numbers of different units cannot both be the number of one entry.
    pub fn amount_positions(&self, count: &'a Count) -> Positions<'a, Quantity> {
        self.positions(&count.id, Attribute::Amount, &count.claims, &|a, b| a.value == b.value, &|a, b| {
            a.value.unit != b.value.unit || a.value.amount.is_disjoint(b.value.amount)
        })
    }

    /// Positions on whether and when a pivot or an event happened. A claim without a time contradicts no time, and comes last.
    pub fn time_positions(&self, id: &str, claims: &'a [Claim<()>]) -> Positions<'a, ()> {
        let mut positions =
            self.positions(id, Attribute::When, claims, &|a, b| is_same_time(a, b), &|a, b| is_other_time(a, b));
        let is_denial = |it: &Position<'a, ()>| it.first().is_denial();
        let is_silent = |it: &Position<'a, ()>| it.first().when.is_none() && !is_denial(it);
        let is_denied = positions.all.first().is_some_and(is_denial);
        positions.disputed |= positions.all.iter().any(is_denial) && !positions.all.iter().all(is_denial);
        sorting::by_key(&mut positions.all, |it| (is_denial(it) && !is_denied, is_silent(it)));
        if let [first, others @ ..] = positions.all.as_slice() {
            let second = others.iter().find(|it| !is_silent(it)).map(Position::first);
            positions.shown_by = self.shown_by(first.first(), second, self.lens.preferred(id, Attribute::When));
        }
        positions
    }

    /// Groups claims into positions. `same` tells which belong together, `conflict` which cannot both hold.
    fn positions<T>(
        &self,
        part: &str,
        attribute: Attribute,
        claims: &'a [Claim<T>],
        same: &dyn Fn(&Claim<T>, &Claim<T>) -> bool,
        conflict: &dyn Fn(&Claim<T>, &Claim<T>) -> bool,
    ) -> Positions<'a, T> {
        let said = said(claims);
        let order = self.order(part, attribute, &said);
        let (groups, disputed) =
            group(&said, &order, &|a, b| same(&claims[a], &claims[b]), &|a, b| conflict(&claims[a], &claims[b]));
        let position = |group: Vec<usize>| Position {
            value: &claims[group[0]].value,
            claims: group.into_iter().map(|at| said[at]).collect(),
        };
        let all: Vec<Position<'a, T>> = groups.into_iter().map(position).collect();
        let preferred = self.lens.preferred(part, attribute);
        let second = all.get(1).map(Position::first);
        let shown_by = all.first().map_or(ShownBy::Only, |it| self.shown_by(it.first(), second, preferred));
        Positions { all, disputed, shown_by }
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
