//! How long something took, and from when to when.

use crate::timeline::{Clock, ClockClaim, ClockEnd, ClockKind};
use crate::tongue::Tongue;

impl Tongue {
    /// What a clock measures.
    pub fn clock_label(&self, kind: ClockKind) -> &'static str {
        match kind {
            ClockKind::Dwell => self.clock_dwell(),
            ClockKind::LeakJudged => self.clock_leak_judged(),
            ClockKind::AuthorityTold => self.clock_authority_told(),
            ClockKind::PublicNotice => self.clock_public_notice(),
            ClockKind::CustomersTold => self.clock_customers_told(),
        }
    }

    /// How long a clock runs: `4 days`, `219 to 249 days`.
    pub fn clock_days(&self, clock: &Clock) -> String {
        self.day_range(clock.low, clock.high)
    }

    /// From when to when a clock runs: `September 2019 → 7 May 2020`.
    pub fn clock_ends(&self, clock: &Clock) -> String {
        format!("{} → {}", self.span(clock.from), self.span(clock.to))
    }

    /// How long a clock runs by the word of some: `7 May 2020 → 11 May 2020: 4 days`, with what is not theirs in brackets.
    pub fn clock_claim(&self, it: &ClockClaim) -> String {
        self.colon(self.clock_claim_ends(it), self.clock_claim_days(it))
    }

    /// How long a clock runs by the word of some.
    pub fn clock_claim_days(&self, it: &ClockClaim) -> String {
        self.day_range(it.low, it.high)
    }

    /// From when to when a clock runs by the word of some; what is not their word is said.
    pub fn clock_claim_ends(&self, it: &ClockClaim) -> String {
        let end = |end: ClockEnd, span| match end {
            ClockEnd::Told => self.span(span),
            ClockEnd::AsShown => self.as_shown(self.span(span)),
        };
        format!("{} → {}", end(it.start, it.from), end(it.stop, it.to))
    }

    /// Days from the fewest to the most: `4 days`, `219 to 249 days`, `within 3 days`.
    pub fn day_range(&self, low: u32, high: Option<u32>) -> String {
        let low_days = u64::from(low);
        match high.map(u64::from) {
            Some(high) if high == low_days => self.n_days(high),
            Some(high) if low == 0 => self.days_within(high),
            Some(high) => self.days_from_to(low_days, high),
            None if low == 0 => self.no_bound().to_owned(),
            None => self.days_or_more(low_days),
        }
    }
}
