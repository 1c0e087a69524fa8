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

use super::certainty::Certainty;
use super::position::{Position, Value, View};
use super::state::{HostSnapshot, HostState};
use super::when::{Phase, When};
use crate::incident::{Amount, Count, Day, Hedge, Id, Moment, Said, Span};
use crate::sorting::{self, Table};

/// How many of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Companies, people, records, files, sites …
    pub unit: String,
    /// The fewest it can be.
    pub low: u64,
    /// The most it can be; `None` if no bound is given.
    pub high: Option<u64>,
    /// Whether it is a range because nobody says how much some of its parts share.
    pub is_overlap_unknown: bool,
    /// Whether a part is given as "about".
    pub is_approximate: bool,
    /// The weakest hedge of its parts.
    pub hedge: Hedge,
    /// Sources disagree about a part.
    pub disputed: bool,
    /// Who gives the numbers that are shown.
    pub sources: Vec<Id>,
    /// When the last of its numbers came out, or the last correction that took one away; without ends if that is not known.
    pub counted: Span,
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
    /// Whether any entry has a number: of many that have none, the sum is not "0 or more". A sum in a list of incidents comes
    /// without its entries, and was disclosed.
    pub fn is_disclosed(&self) -> bool {
        self.entries.is_empty() || self.entries.iter().any(|it| it.amount != Amount::NotDisclosed)
    }

    /// When the last of its numbers came out, if nobody is known to have counted them by this day: it tells of the day
    /// what was learned later. 621 companies were reached on 7 May, and counted on 28 May.
    pub fn counted_after(&self, day: Day) -> Option<Span> {
        let day = day.told()?;
        let is_told = self.entries.iter().any(|it| it.amount != Amount::NotDisclosed);
        Some(self.counted).filter(|it| is_told && it.latest.is_none_or(|latest| latest > day))
    }
}

/// The totals, in the order in which their units first stand in the ledger. Units are never added to each other.
pub fn totals(view: View<'_>, hosts: &Reach<'_>) -> Vec<Total> {
    let seen: Vec<(&Count, Entry, String)> =
        view.incident.counts.iter().filter_map(|it| entry(view, it, hosts)).collect();
    // A known correction takes the place of what it corrects on every day, even before it counts anything itself: once
    // "621" was corrected to "704", no day of the story may show 621 again.
    let is_told = |count: &&Count| view.amount_positions(count).shown().is_some();
    let mut replaced: Vec<(&str, Span)> = Vec::new();
    for count in view.incident.counts.iter().filter(|it| !it.supersedes.is_empty()).filter(is_told) {
        let positions = view.amount_positions(count);
        let out = positions.shown().map(|it| published(view, &it.claims)).unwrap_or_default();
        replaced.extend(count.supersedes.iter().map(|it| (it.as_str(), out)));
    }
    sorting::by_key(&mut replaced, |it| (it.1.latest.is_none(), it.1.latest)); // the first correction is the one that told
    let by = sorting::places(replaced.iter().map(|it| it.0));
    let mut places: Table<usize> = Table::default();
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut corrected: Vec<(String, Span)> = Vec::new();
    for (count, entry, unit) in seen {
        match (by.get(&count.id), places.get(&unit)) {
            (Some(at), _) => corrected.push((unit, replaced[*at].1)),
            (None, Some(at)) => units[*at].parts.push((count, entry)),
            (None, None) => {
                places.insert(&unit, units.len());
                units.push(Unit { name: unit, parts: vec![(count, entry)], corrected: Vec::new() });
            }
        }
    }
    corrected.extend(view.incident.counts.iter().flat_map(|it| overruled(view, it)));
    for (unit, out) in corrected {
        if let Some(at) = places.get(&unit) {
            units[*at].corrected.push(out);
        }
    }
    units.into_iter().map(total).collect()
}

/// The units of which a claim would count, if another one were not believed that denies it or has another unit; and when that came out.
fn overruled(view: View<'_>, count: &Count) -> Vec<(String, Span)> {
    let positions = view.amount_positions(count);
    let unit = |it: &Position<'_>| match it.value {
        Value::Quantity(it) => Some(it.unit.clone()),
        Value::Happened | Value::Id(_) | Value::Words(_) | Value::AsLabeled | Value::Open => None,
    };
    let Some((first, others)) = positions.all.split_first() else { return Vec::new() };
    let shown = unit(first).filter(|_| !first.is_denial());
    let out = published(view, &first.claims);
    others.iter().filter_map(unit).filter(|it| Some(it) != shown.as_ref()).map(|it| (it, out)).collect()
}

/// How far the intruder came.
pub struct Reach<'a> {
    /// Looks a host up.
    pub host: &'a dyn Fn(&str) -> Option<&'a HostSnapshot>,
    /// Whether any host was reached, or none is known.
    pub is_any: bool,
}

/// The entry as the lens shows it, with its unit; `None` if no visible claim gives it, or if it does not apply yet.
fn entry<'a>(view: View<'a>, count: &'a Count, hosts: &Reach<'_>) -> Option<(&'a Count, Entry, String)> {
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

/// What the ledger holds of one unit.
struct Unit<'a> {
    name: String,
    parts: Vec<(&'a Count, Entry)>,
    /// When corrections came out that took a part away.
    corrected: Vec<Span>,
}

/// When the first of these sources is out, at the latest.
fn published(view: View<'_>, claims: &[&Said]) -> Span {
    let sources = claims.iter().filter_map(|it| view.incident.source(&it.source));
    first_out(sources.filter_map(|it| it.published.as_ref()).map(Moment::span)).unwrap_or_default()
}

fn first_out(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
    spans.into_iter().min_by_key(|it| (it.latest.is_none(), it.latest, it.earliest))
}

/// Whether the entry applies on the day: from the time it speaks of, or else from when the host that held them was reached,
/// or else from when any host was. A number is published late, but it tells how many were affected at the time: the 621
/// companies of a notice of 28 May count from the day on which the server with their data was reached.
fn phase(view: View<'_>, count: &Count, shown: &Said, hosts: &Reach<'_>) -> Phase {
    if shown.when.is_some() {
        return When { span: shown.span(), ..When::default() }.phase(view.lens.as_of);
    }
    let host = count.host.as_ref().and_then(|id| (hosts.host)(id));
    match host.map(|it| (it.state, it.certainty)) {
        // reached on a day that no source gives: no day is a reason to count it yet
        Some((HostState::NotYet | HostState::Unknown, _)) => Phase::Before,
        Some((_, Certainty::Possible)) => Phase::During,
        Some((_, Certainty::Certain)) => Phase::After,
        None if hosts.is_any => Phase::After,
        None => Phase::Before,
    }
}

fn total(unit: Unit<'_>) -> Total {
    let Unit { name, parts, corrected } = unit;
    let (low, high, n_known) = range(&parts);
    let n_pairs = parts.len() * parts.len().saturating_sub(1) / 2;
    let counted = parts.iter().map(|(_, it)| it.counted).chain(corrected);
    Total {
        unit: name,
        low,
        high,
        is_overlap_unknown: high != Some(low) && n_known < n_pairs,
        is_approximate: parts.iter().any(|(_, it)| matches!(it.amount, Amount::About(_))),
        hedge: parts.iter().map(|(_, it)| it.hedge).max().unwrap_or(Hedge::Stated),
        disputed: parts.iter().any(|(_, it)| it.disputed),
        sources: sorting::each_once(parts.iter().flat_map(|(_, it)| &it.sources).map(String::as_str)),
        counted: counted.max_by_key(|it| (it.latest.is_none(), it.latest)).unwrap_or_default(),
        entries: parts.into_iter().map(|(_, it)| it).collect(),
    }
}

/// From the fewest to the most that entries can be together. With an undisclosed overlap: from the largest part to the sum.
///
/// Both ends are bounds that surely hold, and not always the tightest: with many parts of which some overlaps are known,
/// the tightest would need a look at every choice of parts. [`fewest`] and [`surely_shared`] are quick, and exact for two.
/// Also says of how many pairs it is known how much they share.
fn range(parts: &[(&Count, Entry)]) -> (u64, Option<u64>, usize) {
    let shared = Shared::of(&parts.iter().map(|it| it.0).collect::<Vec<_>>());
    let amount = |i: usize| parts[i].1.amount;
    let low = (0..parts.len()).map(|i| fewest(i, amount, &shared)).max().unwrap_or(0);
    let sum = (0..parts.len()).map(|i| amount(i).high()).try_fold(0_u64, |sum, high| Some(sum.saturating_add(high?)));
    let high = sum.map(|sum| sum.saturating_sub(surely_shared(&shared)).max(low));
    (low, high, shared.later.iter().map(Vec::len).sum())
}

/// The overlaps of parts of which it is known how many they share; of most pairs nothing is said.
struct Shared {
    /// For each part, those after it with which it shares a known number, in order.
    later: Vec<Vec<(usize, Amount)>>,
}

impl Shared {
    fn of(counts: &[&Count]) -> Self {
        let mut later = vec![Vec::new(); counts.len()];
        for (i, j, amounts) in overlaps(counts) {
            later[i].extend(amounts.into_iter().flatten().flatten().next().map(|it| (j, it)));
        }
        Self { later }
    }

    /// What is known of two parts, the first before the second.
    fn between(&self, i: usize, j: usize) -> Option<Amount> {
        let later = &self.later[i];
        later.binary_search_by(|it| it.0.cmp(&j)).ok().map(|at| later[at].1)
    }
}

/// Two places in a list, and what the one says of the other.
pub type Pair = (usize, usize, [Option<Option<Amount>>; 2]);

/// The pairs of which an overlap is told, as places in the list, in order: what the first of them says of the second, and
/// the second of the first. `Some(None)` is one that is told to be there and not how large it is.
pub fn overlaps(counts: &[&Count]) -> Vec<Pair> {
    let places = sorting::places(counts.iter().map(|it| it.id.as_str()));
    let mut told: Vec<(usize, usize, usize, Option<Amount>)> = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        for overlap in &count.overlaps {
            if let Some(with) = places.get(&overlap.with).filter(|it| **it != at) {
                told.push((at.min(*with), at.max(*with), usize::from(at > *with), overlap.amount));
            }
        }
    }
    sorting::by_key(&mut told, |it| (it.0, it.1));
    let mut pairs: Vec<Pair> = Vec::new();
    for (i, j, who, amount) in told {
        if pairs.last().is_none_or(|it| (it.0, it.1) != (i, j)) {
            pairs.push((i, j, [None, None]));
        }
        if let Some((.., said)) = pairs.last_mut() {
            said[who].get_or_insert(amount); // of two that say something else, the first counts
        }
    }
    pairs
}

/// The fewest that part `first` and those whose overlaps with each other are known can be together. With 621 and 188 and
/// an overlap of at most 83 it is 621 + 188 − 83; a third part of which no overlap is told adds nothing, since it can
/// lie within the others.
fn fewest(first: usize, amount: impl Fn(usize) -> Amount, shared: &Shared) -> u64 {
    let mut members = vec![first];
    let mut low = amount(first).low();
    for (i, _) in shared.later[first].iter().copied() {
        let overlaps: Option<Vec<u64>> = members.iter().map(|member| shared.between(*member, i)?.high()).collect();
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
fn surely_shared(shared: &Shared) -> u64 {
    let mut above: Vec<usize> = (0..shared.later.len()).collect();
    let mut sum = 0_u64;
    for (i, later) in shared.later.iter().enumerate() {
        for (j, overlap) in later {
            let (a, b) = (root(&mut above, i), root(&mut above, *j));
            if a != b {
                sum = sum.saturating_add(overlap.low());
                above[b] = a;
            }
        }
    }
    sum
}

/// The root of the tree in which a part stands; the way to it is made shorter.
fn root(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
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
        let (low, high, _) = range(&parts);
        assert_eq!((low, high), expected, "{amounts:?} {overlaps:?}");
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
