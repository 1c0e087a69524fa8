//! What sources say of one attribute, side by side: which position is shown, by which rule, and whether they disagree.

use crate::sorting;
use std::cmp::Reverse;

use super::Lens;
use crate::incident::{Claim, Hedge, Id, Incident, Span};

/// Claims that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a, T> {
    /// The claims, the most trusted first; never empty.
    pub claims: Vec<&'a Claim<T>>,
}

impl<'a, T> Position<'a, T> {
    /// The claim that speaks for it.
    pub fn first(&self) -> &'a Claim<T> {
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

impl<'a, T> Positions<'a, T> {
    /// The claim that is shown, if there is any.
    pub fn shown(&self) -> Option<&'a Claim<T>> {
        self.all.first().map(Position::first)
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
    /// the editor; within a kind the latest. What is denied comes after what is not.
    pub fn claims<T>(&self, claims: &'a [Claim<T>]) -> Vec<&'a Claim<T>> {
        let mut seen: Vec<&Claim<T>> = claims.iter().filter(|it| self.lens.sees(self.incident, it)).collect();
        sorting::by_key(&mut seen, |it| {
            let source = self.incident.source(&it.source);
            (
                it.hedge == Hedge::Denied,
                source.map(|it| it.kind),
                Reverse(source.and_then(crate::incident::Source::known_from)),
            )
        });
        seen
    }

    /// Groups claims into positions. `same` tells which belong together, `conflict` which cannot both hold.
    pub fn positions<T>(
        &self,
        claims: &'a [Claim<T>],
        same: impl Fn(&Claim<T>, &Claim<T>) -> bool,
        conflict: impl Fn(&Claim<T>, &Claim<T>) -> bool,
    ) -> Positions<'a, T> {
        group(self.claims(claims), same, conflict)
    }
}

/// Positions on when something happened. Claims that give no time take none.
pub fn times<'a, T>(seen: &[&'a Claim<T>]) -> Positions<'a, T> {
    let dated = seen.iter().copied().filter(|it| it.when.is_some()).collect();
    group(dated, |a, b| span(a) == span(b), |a, b| span(a).is_disjoint(span(b)))
}

/// Whether some say that it is so and some that it is not.
pub fn is_denied_by_some<T>(seen: &[&Claim<T>]) -> bool {
    let denied = seen.iter().filter(|it| it.hedge == Hedge::Denied).count();
    denied > 0 && denied < seen.len()
}

fn group<'a, T>(
    claims: Vec<&'a Claim<T>>,
    same: impl Fn(&Claim<T>, &Claim<T>) -> bool,
    conflict: impl Fn(&Claim<T>, &Claim<T>) -> bool,
) -> Positions<'a, T> {
    let mut all: Vec<Position<'a, T>> = Vec::new();
    for claim in claims {
        let is_denial = |it: &Claim<T>| it.hedge == Hedge::Denied;
        match all.iter_mut().find(|it| same(it.first(), claim) && is_denial(it.first()) == is_denial(claim)) {
            Some(position) => position.claims.push(claim),
            None => all.push(Position { claims: vec![claim] }),
        }
    }
    let cannot_both_hold = |a: &Claim<T>, b: &Claim<T>| match (a.hedge == Hedge::Denied, b.hedge == Hedge::Denied) {
        (false, false) => conflict(a, b),
        (true, true) => false,
        _ => same(a, b),
    };
    let disputed =
        all.iter().enumerate().any(|(i, a)| all[i + 1..].iter().any(|b| cannot_both_hold(a.first(), b.first())));
    Positions { all, disputed }
}

/// The days a claim speaks of; unbounded if it gives no time.
pub fn span<T>(claim: &Claim<T>) -> Span {
    claim.when.as_ref().map(crate::incident::Moment::span).unwrap_or_default()
}

/// The original sources of claims and those that tell them, each once, in order.
pub fn sources<'a, T: 'a>(claims: impl IntoIterator<Item = &'a Claim<T>>) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for teller in claims.into_iter().flat_map(Claim::tellers) {
        if !ids.iter().any(|it| it == teller) {
            ids.push(teller.to_owned());
        }
    }
    ids
}
