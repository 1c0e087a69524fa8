//! Amounts and totals with their units and hedges; and what is said where there is no number.

use super::Teller;
use super::unit::is_of_affected;
use crate::incident::{Amount, Day, Hedge, Quantity, Span};
use crate::timeline::{Snapshot, Total};
use crate::tongue::Tongue;

/// A number with what bounds it; the unit beside it agrees with the last number that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exactly(u64),
    AtLeast(u64),
    MoreThan(u64),
    UpTo(u64),
    Between(u64, u64),
    OrMore(u64),
}

/// A bound of a number, and whether the number is approximate.
type Bounded = (Bound, bool);

/// What can be said of an amount; `None` is undisclosed.
fn bounded(amount: Amount) -> Option<Bounded> {
    Some(match amount {
        Amount::Exactly(n) => (Bound::Exactly(n), false),
        Amount::AtLeast(n) => (Bound::AtLeast(n), false),
        Amount::MoreThan(n) => (Bound::MoreThan(n), false),
        Amount::UpTo(n) => (Bound::UpTo(n), false),
        Amount::About(n) => (Bound::Exactly(n), true),
        Amount::Between(a, b) => (Bound::Between(a, b), false),
        Amount::NotDisclosed => return None,
    })
}

fn of_total(total: &Total) -> Option<Bounded> {
    if let [only] = total.entries.as_slice() {
        return bounded(only.amount);
    }
    if !total.is_disclosed() {
        return None;
    }
    let bound = match total.high {
        Some(high) if high == total.low => Bound::Exactly(high),
        Some(high) if total.low == 0 => Bound::UpTo(high),
        Some(high) => Bound::Between(total.low, high),
        None => Bound::OrMore(total.low),
    };
    Some((bound, total.is_approximate))
}

impl Tongue {
    /// An amount as it was said: `more than 100`.
    pub fn amount(&self, amount: Amount) -> String {
        bounded(amount).map_or_else(|| self.undisclosed_number().to_owned(), |it| self.bound(it, None))
    }

    /// An amount with its unit: `more than 100 companies`.
    pub fn quantity(&self, it: &Quantity) -> String {
        self.counted_amount(bounded(it.amount), &it.unit)
    }

    /// The number of a total: `704 to 892`.
    pub fn total_number(&self, total: &Total) -> String {
        of_total(total).map_or_else(|| self.undisclosed_number().to_owned(), |it| self.bound(it, None))
    }

    /// A total in words: `621 companies possibly affected`.
    pub fn total(&self, total: &Total) -> String {
        self.hedged(total.hedge, self.counted_amount(of_total(total), &total.unit), &total.unit)
    }

    /// A total as the day that is shown has it: `704 companies, as counted on 2 July 2020`, where that day is a later one.
    pub fn total_of_day(&self, total: &Total, day: Day) -> String {
        let counted = total.counted_after(day).map(|it| self.when_counted(it, day));
        let words: Vec<String> = [self.total(total)].into_iter().chain(counted).collect();
        self.join(&words)
    }

    /// A total for a large number and small words beside it: `621` and `companies possibly affected`.
    pub fn large(&self, total: &Total) -> (String, String) {
        let number = self.changing(total);
        if self.has_counters() {
            let hedge = if total.hedge == Hedge::Stated { "" } else { self.hedge(total.hedge) };
            return (number, hedge.to_owned());
        }
        let unit = self.unit_beside(of_total(total).map_or(0, |it| last(it.0)), &total.unit);
        (number, self.hedged(total.hedge, unit, &total.unit))
    }

    /// When a number of a day was counted: later, or nobody knows.
    fn when_counted(&self, published: Span, day: Day) -> String {
        match published.stop() {
            Some(end) if published.earliest.is_some_and(|it| it > day) => self.counted_on(self.end_itself(end)),
            Some(_) | None => self.counted_sometime().to_owned(),
        }
    }

    /// A total where its unit is named already: the number, with its unit only where they are one word.
    pub(super) fn changing(&self, total: &Total) -> String {
        if self.has_counters() { self.counted_amount(of_total(total), &total.unit) } else { self.total_number(total) }
    }

    /// An amount of a unit with how firmly it is said: `621 companies possibly affected`. Of a unit that only the file knows nobody
    /// can say that: `43,000 queries, possibly`.
    pub(super) fn hedged(&self, hedge: Hedge, amount: String, unit: &str) -> String {
        match hedge {
            Hedge::Stated => amount,
            Hedge::Possible if is_of_affected(unit) => self.possibly_so(amount),
            Hedge::Possible => self.answer_hedged(amount, self.hedge_possible()),
            Hedge::Rumoured => self.rumoured_so(amount),
            Hedge::Denied => self.denied_so(amount),
        }
    }

    /// A hedge as an adverb for people.
    pub fn hedge(&self, hedge: Hedge) -> &'static str {
        match hedge {
            Hedge::Stated => self.hedge_stated(),
            Hedge::Possible => self.hedge_possible(),
            Hedge::Rumoured => self.hedge_rumoured(),
            Hedge::Denied => self.hedge_denied(),
        }
    }

    fn counted_amount(&self, it: Option<Bounded>, unit: &str) -> String {
        match it {
            None => self.undisclosed_of(self.unit(unit)),
            Some(it) if self.has_counters() => self.bound(it, Some(unit)),
            Some(it) => self.counted(self.bound(it, None), self.unit_beside(last(it.0), unit)),
        }
    }

    /// A bound in words; the unit stands beside the last number, if it is given.
    fn bound(&self, (bound, is_about): Bounded, unit: Option<&str>) -> String {
        let counted = |n: u64| match unit {
            None => self.number(n),
            Some(unit) => self.counted(self.number(n), self.unit_beside(n, unit)),
        };
        let about = |words: String| if is_about { self.about(words) } else { words };
        match bound {
            Bound::Exactly(n) => about(counted(n)),
            Bound::AtLeast(n) => self.at_least(counted(n)),
            Bound::MoreThan(n) => self.more_than(counted(n)),
            Bound::UpTo(n) => self.up_to(about(counted(n))),
            Bound::Between(a, b) => self.from_to(about(self.number(a)), counted(b)),
            Bound::OrMore(n) => self.or_more(about(counted(n))),
        }
    }
}

/// The number with which a unit agrees: `1 host`, but `1 or more hosts`.
fn last(bound: Bound) -> u64 {
    match bound {
        Bound::Exactly(n) | Bound::AtLeast(n) | Bound::MoreThan(n) | Bound::UpTo(n) | Bound::Between(_, n) => n,
        Bound::OrMore(n) => n.max(2),
    }
}

impl Teller<'_> {
    /// Stands for the large number where there is none: nobody tells any, or those that are told speak of other days.
    pub fn no_count(self) -> &'static str {
        if self.incident.counts.is_empty() { self.tongue.no_count_given() } else { self.tongue.no_count_yet() }
    }

    /// The number that stands first: `621 companies possibly affected`.
    pub fn first_count(self, snapshot: &Snapshot) -> String {
        snapshot
            .totals
            .first()
            .map_or_else(|| self.no_count().to_owned(), |it| self.tongue.total_of_day(it, snapshot.lens.as_of))
    }

    /// The number that stands first, large, with small words beside it.
    pub fn large_count(self, snapshot: &Snapshot) -> (String, String) {
        let Some(total) = snapshot.totals.first() else { return ("–".to_owned(), self.no_count().to_owned()) };
        let (number, mut words) = self.tongue.large(total);
        if total.is_overlap_unknown && total.is_disclosed() {
            if !words.is_empty() {
                words += self.tongue.comma();
            }
            words += self.tongue.overlap_unknown();
        }
        (number, words)
    }

    /// When the number that stands first was counted, if nobody had by the day.
    pub fn first_counted(self, snapshot: &Snapshot) -> Option<String> {
        let day = snapshot.lens.as_of;
        Some(self.tongue.when_counted(snapshot.totals.first()?.counted_after(day)?, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_agrees_with_the_last_number() {
        for (amount, words) in [
            (Amount::Exactly(1), "1 host"),
            (Amount::AtLeast(1), "at least 1 host"),
            (Amount::UpTo(1), "up to 1 host"),
            (Amount::About(2), "about 2 hosts"),
            (Amount::Between(0, 1), "0 to 1 host"),
            (Amount::Between(1, 2_000), "1 to 2,000 hosts"),
            (Amount::NotDisclosed, "an undisclosed number of hosts"),
        ] {
            let quantity = Quantity { amount, unit: "hosts".to_owned() };
            assert_eq!(Tongue::of("en").quantity(&quantity), words);
        }
    }
}
