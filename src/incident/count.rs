//! A ledger of who is affected: exact numbers, bounds and ranges, each of one unit.

use super::{Claim, Id, Text};

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// Its name in `supersedes` and `overlaps`.
    pub id: Id,
    /// Who or what is counted.
    pub label: Text,
    /// The host that held them.
    pub host: Option<Id>,
    /// Entries that this one replaces.
    pub supersedes: Vec<Id>,
    /// What it shares with other entries; an entry that is not listed shares an undisclosed number.
    pub overlaps: Vec<Overlap>,
    /// Who says how many.
    pub claims: Vec<Claim<Quantity>>,
}

/// What two entries share.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The other entry.
    pub with: Id,
    /// How many are in both; `None` is undisclosed.
    pub amount: Option<Amount>,
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// How many.
    pub amount: Amount,
    /// Companies, people, records, files, sites …; units are never added to each other.
    pub unit: String,
}

/// How many, as the source says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// This number. Zero means none.
    Exactly(u64),
    /// This number or more.
    AtLeast(u64),
    /// Above this number.
    MoreThan(u64),
    /// This number or fewer.
    UpTo(u64),
    /// Near this number.
    About(u64),
    /// Between two numbers, both included.
    Between(u64, u64),
    /// Some, but the source gives no number.
    NotDisclosed,
}

impl Amount {
    /// The fewest it can be.
    pub fn low(self) -> u64 {
        match self {
            Self::Exactly(n) | Self::AtLeast(n) | Self::About(n) | Self::Between(n, _) => n,
            Self::MoreThan(n) => n.saturating_add(1),
            Self::UpTo(_) | Self::NotDisclosed => 0,
        }
    }

    /// The most it can be; `None` if no bound is given.
    pub fn high(self) -> Option<u64> {
        match self {
            Self::Exactly(n) | Self::UpTo(n) | Self::About(n) | Self::Between(_, n) => Some(n),
            Self::AtLeast(_) | Self::MoreThan(_) | Self::NotDisclosed => None,
        }
    }

    /// Whether no number fits two of these. Approximate numbers contradict nothing within a tenth.
    ///
    /// Two contradict each other if the one that ends first ends before the one that begins last.
    pub fn contradict(amounts: impl Iterator<Item = Self>) -> bool {
        let disclosed = amounts.filter(|it| *it != Self::NotDisclosed).map(Self::widened);
        let ends = disclosed.fold((0, u64::MAX), |(low, high), it| (it.0.max(low), it.1.unwrap_or(u64::MAX).min(high)));
        ends.1 < ends.0
    }

    fn widened(self) -> (u64, Option<u64>) {
        match self {
            Self::About(n) => (n - n / 10, Some(n.saturating_add(n / 10))),
            _ => (self.low(), self.high()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;
    use super::Amount::{About, AtLeast, Between, Exactly, MoreThan, NotDisclosed, UpTo};

    #[test]
    fn bounds_that_share_a_number_do_not_contradict() {
        for (a, b, disjoint) in [
            (Exactly(621), Exactly(621), false),
            (Exactly(621), Exactly(704), true),
            (Exactly(621), UpTo(621), false),
            (MoreThan(621), Exactly(621), true),
            (AtLeast(100), Exactly(12_000_000_000), false),
            (About(18_000), Exactly(17_891), false),
            (About(18_000), Exactly(10_000), true),
            (Between(1, 5), Between(5, 9), false),
            (NotDisclosed, Exactly(0), false),
            (MoreThan(u64::MAX), Exactly(u64::MAX), false),
        ] {
            assert_eq!(Amount::contradict([a, b].into_iter()), disjoint, "{a:?} {b:?}");
            assert_eq!(Amount::contradict([b, a].into_iter()), disjoint, "{b:?} {a:?}");
        }
    }
}
