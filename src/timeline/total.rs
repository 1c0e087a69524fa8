//! How many are affected, unit by unit: the ledger under a lens, summed up as ranges.
//!
//! Sources give parts: 621 companies on one server, 188 on another, some of them perhaps the same. A single sum would
//! claim more than anybody said. So a total is a range from the fewest to the most that the parts can be together, and
//! each rule here moves one of its ends only as far as a claim allows:
//!
//! - nothing said of an overlap: from 621 (all 188 are among them) to 809 (none is);
//! - 83 said to be on both: 726, because both ends are known;
//! - "at least 188": no upper end;
//! - a correction (`supersedes`): the corrected entry counts no more;
//! - companies and people: two totals, never one.

use super::position::{Value, View};
use super::state::{Certainty, HostSnapshot, HostState};
use super::when::{Phase, When};
use crate::incident::{Amount, Count, Day, Hedge, Id, Moment, Said, Span};

/// How many of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Companies, people, records, files, sites …
    pub unit: String,
    /// The fewest it can be.
    pub low: u64,
    /// The most it can be; `None` if no bound is given.
    pub high: Option<u64>,
    /// Whether a part is given as "about".
    pub is_approximate: bool,
    /// The weakest hedge of its parts.
    pub hedge: Hedge,
    /// Sources disagree about a part.
    pub disputed: bool,
    /// Who gives the numbers that are shown.
    pub sources: Vec<Id>,
    /// The entries of the ledger that it sums up.
    pub entries: Vec<Entry>,
}

/// An entry of the ledger that counts under the lens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Id,
    /// How many, as the shown claim has it.
    pub amount: Amount,
    /// How firmly.
    pub hedge: Hedge,
    /// Sources disagree about it.
    pub disputed: bool,
    /// Who says so.
    pub sources: Vec<Id>,
    /// When the first of them said so; without ends if that is not known.
    pub counted: Span,
}

impl Total {
    /// When the last of its numbers came out, if nobody is known to have counted them by this day: it tells of the day
    /// what was learned later. 621 companies were reached on 7 May, and counted on 28 May.
    pub fn counted_after(&self, day: Day) -> Option<Span> {
        let day = day.told()?;
        let last = self.entries.iter().map(|it| it.counted).max_by_key(|it| (it.latest.is_none(), it.latest));
        last.filter(|it| it.latest.is_none_or(|latest| latest > day))
    }
}

/// The totals, in the order in which their units first stand in the ledger. Units are never added to each other.
pub fn totals(view: View<'_>, hosts: &[HostSnapshot]) -> Vec<Total> {
    let seen: Vec<(&Count, Entry, String)> =
        view.incident.counts.iter().filter_map(|it| entry(view, it, hosts)).collect();
    // A known correction takes the place of what it corrects on every day, even before it counts anything itself: once
    // "621" was corrected to "704", no day of the story may show 621 again.
    let is_told = |count: &&Count| view.amount_positions(count).shown().is_some();
    let replaced: Vec<&Id> = view.incident.counts.iter().filter(is_told).flat_map(|it| &it.supersedes).collect();
    let mut units: Vec<(String, Vec<(&Count, Entry)>)> = Vec::new();
    for (count, entry, unit) in &seen {
        if replaced.contains(&&count.id) {
            continue;
        }
        let part = (*count, entry.clone());
        match units.iter_mut().find(|(it, _)| it == unit) {
            Some((_, parts)) => parts.push(part),
            None => units.push((unit.clone(), vec![part])),
        }
    }
    units.into_iter().map(|(unit, parts)| total(unit, &parts)).collect()
}

/// The entry as the lens shows it, with its unit; `None` if no visible claim gives it, or if it does not apply yet.
fn entry<'a>(view: View<'a>, count: &'a Count, hosts: &[HostSnapshot]) -> Option<(&'a Count, Entry, String)> {
    let positions = view.amount_positions(count);
    let position = positions.shown()?;
    let Value::Quantity(quantity) = position.value else { return None };
    let shown = position.first();
    let hedge = match phase(view, count, shown, hosts) {
        Phase::Before => return None,
        Phase::After => shown.hedge,
        Phase::During | Phase::Unknown => shown.hedge.max(Hedge::Possible),
    };
    let entry = Entry {
        id: count.id.clone(),
        amount: quantity.amount,
        hedge,
        disputed: positions.disputed,
        sources: view.sources(&position.claims),
        counted: published(view, &position.claims),
    };
    Some((count, entry, quantity.unit.clone()))
}

/// When the first of these sources is out, at the latest.
fn published(view: View<'_>, claims: &[&Said]) -> Span {
    let sources = claims.iter().filter_map(|it| view.incident.source(&it.source));
    let spans = sources.filter_map(|it| it.published.as_ref()).map(Moment::span);
    spans.min_by_key(|it| (it.latest.is_none(), it.latest, it.earliest)).unwrap_or_default()
}

/// Whether the entry applies on the day: from the time it speaks of, or else from when the host that held them was reached,
/// or else from when any host was. A number is published late, but it tells how many were affected at the time: the 621
/// companies of a notice of 28 May count from the day on which the server with their data was reached.
fn phase(view: View<'_>, count: &Count, shown: &Said, hosts: &[HostSnapshot]) -> Phase {
    if shown.when.is_some() {
        return When { span: shown.span(), ..When::default() }.phase(view.lens.as_of);
    }
    let host = count.host.as_ref().and_then(|id| hosts.iter().find(|it| it.id == *id));
    match host.map(|it| (it.state, it.certainty)) {
        // reached on a day that no source gives: no day is a reason to count it yet
        Some((HostState::NotYet | HostState::Unknown, _)) => Phase::Before,
        Some((_, Certainty::Possible)) => Phase::During,
        Some((_, Certainty::Certain)) => Phase::After,
        None if hosts.is_empty() || hosts.iter().any(HostSnapshot::is_reached) => Phase::After,
        None => Phase::Before,
    }
}

fn total(unit: String, parts: &[(&Count, Entry)]) -> Total {
    let (low, high) = range(parts);
    let mut tellers: Vec<Id> = Vec::new();
    for id in parts.iter().flat_map(|(_, it)| &it.sources) {
        if !tellers.contains(id) {
            tellers.push(id.clone());
        }
    }
    Total {
        unit,
        low,
        high,
        is_approximate: parts.iter().any(|(_, it)| matches!(it.amount, Amount::About(_))),
        hedge: parts.iter().map(|(_, it)| it.hedge).max().unwrap_or(Hedge::Stated),
        disputed: parts.iter().any(|(_, it)| it.disputed),
        sources: tellers,
        entries: parts.iter().map(|(_, it)| it.clone()).collect(),
    }
}

/// From the fewest to the most that entries can be together. With an undisclosed overlap: from the largest part to the sum.
///
/// Both ends are bounds that surely hold, and not always the tightest: with many parts of which some overlaps are known,
/// the tightest would need a look at every choice of parts. [`fewest`] and [`surely_shared`] are quick, and exact for two.
fn range(parts: &[(&Count, Entry)]) -> (u64, Option<u64>) {
    let shared = |i: usize, j: usize| -> Option<Amount> {
        let of = |a: &Count, b: &Count| a.overlaps.iter().find(|it| it.with == b.id).and_then(|it| it.amount);
        of(parts[i].0, parts[j].0).or_else(|| of(parts[j].0, parts[i].0))
    };
    let amount = |i: usize| parts[i].1.amount;
    let low = (0..parts.len()).map(|i| fewest(i, parts.len(), amount, shared)).max().unwrap_or(0);
    let sum = (0..parts.len()).map(|i| amount(i).high()).try_fold(0_u64, |sum, high| Some(sum.saturating_add(high?)));
    let high = sum.map(|sum| sum.saturating_sub(surely_shared(parts.len(), shared)).max(low));
    (low, high)
}

/// The fewest that part `first` and those whose overlaps with each other are known can be together. With 621 and 188 and
/// an overlap of at most 83 it is 621 + 188 − 83; a third part of which no overlap is told adds nothing, since it can
/// lie within the others.
fn fewest(
    first: usize,
    n: usize,
    amount: impl Fn(usize) -> Amount,
    shared: impl Fn(usize, usize) -> Option<Amount>,
) -> u64 {
    let mut members = vec![first];
    let mut low = amount(first).low();
    for i in first + 1..n {
        let overlaps: Option<Vec<u64>> = members.iter().map(|member| shared(*member, i)?.high()).collect();
        if let Some(overlaps) = overlaps {
            let shared_at_most = overlaps.into_iter().fold(0_u64, u64::saturating_add);
            low = low.max(low.saturating_add(amount(i).low()).saturating_sub(shared_at_most));
            members.push(i);
        }
    }
    low
}

/// What the parts surely count twice: known overlaps along a forest, so that nothing is taken off more than once.
///
/// If ten companies are in each of three parts, A∩B, A∩C and B∩C are ten each. The sum counts them three times, so 20
/// are too many, and not 30: two of the three overlaps, which connect all parts without a circle.
fn surely_shared(n: usize, shared: impl Fn(usize, usize) -> Option<Amount>) -> u64 {
    let mut tree: Vec<usize> = (0..n).collect();
    let mut sum = 0_u64;
    for i in 0..n {
        for j in i + 1..n {
            if let Some(overlap) = shared(i, j).filter(|_| tree[i] != tree[j]) {
                sum = sum.saturating_add(overlap.low());
                let (from, to) = (tree[j], tree[i]);
                tree.iter_mut().filter(|it| **it == from).for_each(|it| *it = to);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{Overlap, Text};

    /// Entries "a", "b", … with their amounts, and overlaps between two of them.
    fn check(amounts: &[Amount], overlaps: &[(usize, usize, Option<Amount>)], expected: (u64, Option<u64>)) {
        let id = |i: usize| char::from(b'a' + i as u8).to_string();
        let counts: Vec<Count> = (0..amounts.len())
            .map(|i| Count {
                id: id(i),
                label: Text::new("en", "x"),
                host: None,
                supersedes: Vec::new(),
                overlaps: overlaps
                    .iter()
                    .filter(|it| it.0 == i)
                    .map(|it| Overlap { with: id(it.1), amount: it.2 })
                    .collect(),
                claims: Vec::new(),
            })
            .collect();
        let entry = |i: usize| Entry {
            id: id(i),
            amount: amounts[i],
            hedge: Hedge::Stated,
            disputed: false,
            sources: Vec::new(),
            counted: Span::default(),
        };
        let parts: Vec<(&Count, Entry)> = counts.iter().enumerate().map(|(i, it)| (it, entry(i))).collect();
        assert_eq!(range(&parts), expected, "{amounts:?} {overlaps:?}");
    }

    #[test]
    fn totals_run_from_the_fewest_to_the_most() {
        use Amount::{AtLeast, Exactly, MoreThan, NotDisclosed, UpTo};
        check(&[Exactly(704), Exactly(188)], &[(0, 1, None)], (704, Some(892)));
        check(&[Exactly(704), Exactly(188)], &[], (704, Some(892)));
        check(&[Exactly(704), Exactly(188)], &[(1, 0, Some(Exactly(0)))], (892, Some(892)));
        check(&[Exactly(704), Exactly(188)], &[(0, 1, Some(Exactly(83)))], (809, Some(809)));
        check(&[Exactly(704), Exactly(188)], &[(0, 1, Some(UpTo(83)))], (809, Some(892)));
        check(&[Exactly(10), AtLeast(5)], &[], (10, None));
        check(&[MoreThan(100)], &[], (101, None));
        check(&[NotDisclosed], &[], (0, None));
        check(&[Exactly(0)], &[], (0, Some(0)));
        check(&[Exactly(u64::MAX), Exactly(u64::MAX)], &[], (u64::MAX, Some(u64::MAX)));
        check(
            &[Exactly(5), Exactly(5), Exactly(5)],
            &[(0, 1, Some(Exactly(1))), (0, 2, Some(Exactly(1))), (1, 2, Some(Exactly(1)))],
            (12, Some(13)),
        );
    }
}
