//! What sources say of one attribute, side by side: which position is shown, by which rule, and whether they disagree.
//!
//! Claims that say the same are one position, whoever makes them. Nothing is averaged: where one source says 621
//! companies and another 600, the map shows one of the two, and the other stays one click away. Nothing is voted on
//! either: ten papers that repeat one notice are one witness. Instead a fixed order says whom to show, and
//! [`ShownBy`] says which rule of it decided, so that a reader can disagree.
//!
//! A dispute is two positions that cannot both hold. What can both hold is no dispute, however different it sounds:
//! "in May" and "on 7 May"; "in the data center" and "in its server room"; "at least 500" and "621".

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use super::lens::{Attribute, Lens, said};
use crate::incident::{
    Amount, Claim, Count, Day, Fact, Host, Id, Incident, Quantity, Said, Source, SourceKind, StateChange, Text, Topic,
};
use crate::sorting;

/// What a claim says, apart from when, how firmly and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// That it happened, or came about; the claim says when.
    Happened,
    /// A zone, or another host.
    Id(&'a Id),
    /// A name or an answer.
    Words(&'a Text),
    /// What the label of a fact says, without a word of its own.
    AsLabeled,
    /// That a question is open.
    Open,
    /// How many of what.
    Quantity(&'a Quantity),
}

/// Claims that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a> {
    /// What they say.
    pub value: Value<'a>,
    /// Who says it, the most trusted first; never empty.
    pub claims: Vec<&'a Said>,
}

impl<'a> Position<'a> {
    /// The claim that speaks for it.
    pub fn first(&self) -> &'a Said {
        self.claims.first().expect("a position is made around a claim")
    }

    /// Whether it says that something is not so.
    pub fn is_denial(&self) -> bool {
        self.first().is_denial()
    }
}

/// All positions on one attribute of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Positions<'a> {
    /// The id of the host, pivot, event, count or fact.
    pub part: &'a Id,
    /// What is said of it.
    pub attribute: Attribute,
    /// Of the states of a host, which one.
    pub change: Option<StateChange>,
    /// The positions, the shown one first.
    pub all: Vec<Position<'a>>,
    /// Whether two of them cannot both hold.
    pub disputed: bool,
    /// Why the first one is shown.
    pub shown_by: ShownBy,
}

impl<'a> Positions<'a> {
    /// What is shown, unless it is shown that it is not so.
    pub fn shown(&self) -> Option<&Position<'a>> {
        self.all.first().filter(|it| !it.is_denial())
    }

    /// The zone or host that is shown.
    pub fn shown_id(&self) -> Option<&'a Id> {
        match self.shown()?.value {
            Value::Id(id) => Some(id),
            _ => None,
        }
    }

    /// All claims.
    pub fn claims(&self) -> Vec<&'a Said> {
        self.all.iter().flat_map(|it| it.claims.iter().copied()).collect()
    }
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
    ///
    /// The victim first, because it has the logs, and the others mostly quote it. The latest within a kind, because victims
    /// correct themselves: NTT's notice of 2 July takes the place of its notice of 28 May. Denials last, because "no data
    /// was taken" shows nothing on a map; it is told beside what others affirm.
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
    pub(super) fn rank(
        &self,
        it: &Said,
        preferred: Option<&str>,
    ) -> (u8, bool, Option<SourceKind>, Reverse<Option<Day>>) {
        let source = self.incident.source(&it.source);
        // the preferred source is believed in its own words first, then in those that it quotes: a paper that quotes the
        // victim's "11 May" and itself writes "7 May" stands for 7 May
        let belief = match preferred {
            Some(chosen) if it.source == chosen => 0,
            Some(chosen) if self.lens.hears_from(self.incident, it, chosen) => 1,
            _ => 2,
        };
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

    /// Positions on what a host is called; several names can hold: "Server A" in a notice is "the file server" in the press.
    pub fn name_positions(&self, host: &'a Host) -> Positions<'a> {
        let told: Vec<_> = host.names.iter().map(|it| (Value::Words(&it.value), &it.said)).collect();
        self.positions(&host.id, Attribute::Name, &told, &|_| false)
    }

    /// Positions on where a host is. A zone and the one around it can both hold: "Japan" and "Tokyo, in Japan" agree,
    /// "Tokyo" and "Singapore" do not.
    pub fn zone_positions(&self, host: &'a Host) -> Positions<'a> {
        let told: Vec<_> = host.zone.iter().map(|it| (Value::Id(&it.value), &it.said)).collect();
        let id = |it: &Value<'a>| if let Value::Id(id) = it { Some(id.as_str()) } else { None };
        self.positions(&host.id, Attribute::Zone, &told, &|zones| {
            !self.incident.zones_are_nested(zones.iter().filter_map(id))
        })
    }

    /// Positions on whether and when a host came into a state.
    pub fn state_positions(&self, host: &'a Host, change: StateChange) -> Positions<'a> {
        let told: Vec<_> =
            host.states.iter().filter(|it| it.value == change).map(|it| (Value::Happened, &it.said)).collect();
        Positions { change: Some(change), ..self.positions(&host.id, Attribute::State, &told, &|_| false) }
    }

    /// Positions on which hosts are perhaps the same machine; several can hold, because each only says "perhaps".
    pub fn same_positions(&self, host: &'a Host) -> Positions<'a> {
        let told: Vec<_> = host.perhaps_same_as.iter().map(|it| (Value::Id(&it.value), &it.said)).collect();
        self.positions(&host.id, Attribute::Same, &told, &|_| false)
    }

    /// The pairs of hosts of which a visible claim says that they are perhaps the same, the smaller id first.
    pub fn perhaps_same(&self) -> BTreeSet<(&'a str, &'a str)> {
        let pairs = self.incident.hosts.iter().flat_map(|host| {
            let heard = host.perhaps_same_as.iter().filter(|it| !it.is_denial() && self.lens.sees(self.incident, it));
            heard.map(|it| (host.id.as_str().min(&it.value), host.id.as_str().max(&it.value)))
        });
        sorting::set_of(pairs)
    }

    /// Positions on a fact. Different values contradict each other where only one can hold: an incident may have several
    /// motives, but one intruder. "Not known" contradicts no answer: a notice that left a question open in May is
    /// not wrong because the report of July answers it.
    pub fn fact_positions(&self, fact: &'a Fact) -> Positions<'a> {
        let silent = if fact.topic == Topic::Question { Value::Open } else { Value::AsLabeled };
        let value = |it: &'a Option<Text>| it.as_ref().map_or(silent, Value::Words);
        let told: Vec<_> = fact.claims.iter().map(|it| (value(&it.value), &it.said)).collect();
        let is_single = fact.topic.is_single_valued();
        self.positions(&fact.id, Attribute::Value, &told, &|values| {
            let mut answers = values.iter().filter(|it| **it != Value::Open);
            let first = answers.next();
            is_single && answers.any(|it| Some(it) != first)
        })
    }

    /// Positions on how many. Numbers that share no value contradict each other: "more than 500" and 621 agree, 600 and
    /// 621 do not. Numbers of different units cannot both be the number of one entry: 188 companies and 188 people are
    /// two claims about two things, and one of them was put into the wrong entry.
    pub fn amount_positions(&self, count: &'a Count) -> Positions<'a> {
        let told: Vec<_> = count.claims.iter().map(|it| (Value::Quantity(&it.value), &it.said)).collect();
        let quantity = |it: &Value<'a>| if let Value::Quantity(it) = it { Some(*it) } else { None };
        self.positions(&count.id, Attribute::Amount, &told, &|values| {
            let quantities = || values.iter().filter_map(quantity);
            let is_one_unit = quantities().map(|it| &it.unit).is_sorted_by(|a, b| a == b);
            !is_one_unit || Amount::contradict(quantities().map(|it| it.amount))
        })
    }

    /// Positions on whether and when a pivot or an event happened.
    pub fn time_positions(&self, id: &'a Id, claims: &'a [Claim<()>]) -> Positions<'a> {
        let told: Vec<_> = claims.iter().map(|it| (Value::Happened, &it.said)).collect();
        self.positions(id, Attribute::When, &told, &|_| false)
    }

    /// The originals of claims and those that are heard passing them on, each once, in order.
    pub fn sources(&self, claims: &[&Said]) -> Vec<Id> {
        let heard = claims
            .iter()
            .flat_map(|it| it.tellers().filter(move |teller| self.lens.hears_from(self.incident, it, teller)));
        sorting::each_once(heard)
    }

    /// The same, and how many of them say something by these claims, or pass it on, and do not only deny.
    pub fn sources_and_support(&self, claims: &[&Said]) -> (Vec<Id>, usize) {
        let sources = self.sources(claims);
        let affirming: Vec<&Said> = claims.iter().copied().filter(|it| !it.is_denial()).collect();
        let support = if affirming.len() < claims.len() { self.sources(&affirming).len() } else { sources.len() };
        (sources, support)
    }

    /// Groups claims into positions. `conflict` tells whether two of these values cannot both hold; times that share no day cannot anyway.
    fn positions(
        &self,
        part: &'a Id,
        attribute: Attribute,
        told: &[(Value<'a>, &'a Said)],
        conflict: &dyn Fn(&[Value<'a>]) -> bool,
    ) -> Positions<'a> {
        let said: Vec<&Said> = told.iter().map(|it| it.1).collect();
        let order = self.order(part, attribute, &said);
        let is_dated = |at: usize| told[at].0 == Value::Happened;
        let compare = |a: usize, b: usize| {
            told[a]
                .0
                .cmp(&told[b].0)
                .then_with(|| if is_dated(a) { by_time(said[a], said[b]) } else { Ordering::Equal })
        };
        let clash = |firsts: &[usize]| {
            let values: Vec<Value<'a>> = firsts.iter().map(|at| told[*at].0).collect();
            let dated: Vec<usize> = firsts.iter().copied().filter(|at| is_dated(*at)).collect();
            conflict(&values) || share_no_day(&said, &dated)
        };
        let (groups, disputed) = group(&said, &order, &compare, &clash);
        let position = |group: Vec<usize>| Position {
            value: told[group[0]].0,
            claims: group.into_iter().map(|at| said[at]).collect(),
        };
        let all = groups.into_iter().map(position).collect();
        let mut positions = Positions { part, attribute, change: None, all, disputed, shown_by: ShownBy::Only };
        // a claim without a time says only that it happened: it contradicts no date, and comes after the dated ones
        let is_silent = |it: &Position<'_>| it.value == Value::Happened && it.first().when.is_none() && !it.is_denial();
        let is_denied = positions.all.first().is_some_and(Position::is_denial);
        let of_time = positions.all.first().is_some_and(|it| it.value == Value::Happened);
        if of_time {
            let denials = positions.all.iter().filter(|it| it.is_denial()).count();
            positions.disputed |= denials > 0 && denials < positions.all.len();
            sorting::by_key(&mut positions.all, |it| (it.is_denial() && !is_denied, is_silent(it)));
        }
        if let [first, others @ ..] = positions.all.as_slice() {
            let rival = others.iter().find(|it| !is_silent(it));
            let second = rival.or(others.first().filter(|_| first.is_denial())).map(Position::first);
            positions.shown_by = self.shown_by(first.first(), second, self.lens.preferred(part, attribute));
        }
        positions
    }
}

/// The time that is shown of what these say, the most trusted first, and whether some give a time that cannot hold beside it.
pub fn time<'a>(seen: &[&'a Said]) -> (Option<&'a Said>, bool) {
    // a claim without a time says only that it happened, and takes no position on when
    let dated: Vec<usize> = (0..seen.len()).filter(|at| seen[*at].when.is_some()).collect();
    let disputed = dated.len() > 1
        && group(seen, &dated, &|a, b| by_time(seen[a], seen[b]), &|firsts| share_no_day(seen, firsts)).1;
    // a day on which it is only denied is no day on which it was
    (dated.iter().map(|at| seen[*at]).find(|it| !it.is_denial()), disputed)
}

/// Whether some say that it is so and some that it is not.
pub fn is_denied_by_some(seen: &[&Said]) -> bool {
    let denied = seen.iter().filter(|it| it.is_denial()).count();
    denied > 0 && denied < seen.len()
}

/// Orders what is said by its time; equal is the same time, or no time on either side.
fn by_time(a: &Said, b: &Said) -> Ordering {
    let key = |it: &Said| (it.when.is_some(), it.span().earliest, it.span().latest);
    key(a).cmp(&key(b))
}

/// Whether two of these give times that have no day in common.
///
/// Two do if the one that begins last begins after the one that ends first, so that not every two need be compared:
/// an event of a log may have thousands of claims. 4 to 5 May and 7 May share no day; May and 7 May do.
fn share_no_day(said: &[&Said], of: &[usize]) -> bool {
    let dated = || of.iter().map(|at| said[*at]).filter(|it| it.when.is_some()).map(Said::span);
    let last_begin = dated().filter_map(|it| it.earliest).max();
    let first_end = dated().filter_map(|it| it.latest).min();
    matches!((first_end, last_begin), (Some(end), Some(begin)) if end < begin)
}

/// Groups the claims in `order` by what they say, denials apart; and tells whether two groups cannot both hold:
/// one affirms what another denies, or `clash` says so of the first claims of those that affirm.
///
/// Two denials are never a dispute: "not 600" and "not 621" can both hold. A denial disputes only the value that it
/// denies: "not 600" says nothing against 621.
fn group(
    said: &[&Said],
    order: &[usize],
    compare: &dyn Fn(usize, usize) -> Ordering,
    clash: &dyn Fn(&[usize]) -> bool,
) -> (Vec<Vec<usize>>, bool) {
    let is_denial = |at: usize| said[order[at]].is_denial();
    let by_value = |a: usize, b: usize| compare(order[a], order[b]);
    // places in `order`, those that say the same beside each other, the most trusted first
    let mut places: Vec<usize> = (0..order.len()).collect();
    sorting::by(&mut places, |a, b| by_value(*a, *b).then_with(|| is_denial(*a).cmp(&is_denial(*b))));
    let mut is_both_said = false;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in places {
        match groups.last_mut() {
            Some(group) if by_value(group[0], at).is_eq() => {
                if is_denial(group[0]) == is_denial(at) {
                    group.push(at);
                } else {
                    is_both_said = true;
                    groups.push(vec![at]);
                }
            }
            _ => groups.push(vec![at]),
        }
    }
    sorting::by_key(&mut groups, |group| group[0]);
    for group in &mut groups {
        for at in group.iter_mut() {
            *at = order[*at];
        }
    }
    let affirmed: Vec<usize> = groups.iter().map(|it| it[0]).filter(|at| !said[*at].is_denial()).collect();
    let is_disputed = is_both_said || clash(&affirmed);
    (groups, is_disputed)
}
