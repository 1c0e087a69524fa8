//! Spans of days, each end at the precision at which it was told.

use std::fmt;

use super::Day;

/// The part of the calendar by which an end of a span is told.
///
/// "May 2020" spans 1 to 31 May, and nobody said either of these days: its ends are told by the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Precision {
    /// By the day.
    #[default]
    Day,
    /// By the month.
    Month,
    /// By the season: spring, summer, autumn or winter.
    Season,
    /// By the year.
    Year,
}

/// An end of a span: a day, and how precisely it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct End {
    /// The first day, or the last.
    pub day: Day,
    /// By which part of the calendar it is told.
    pub told: Precision,
}

impl End {
    /// Year and season of a day: winter belongs to the year in which it begins. Spring is 1.
    pub fn season(self) -> (i32, u8) {
        let (year, month, _) = self.day.ymd();
        match month {
            1 | 2 => (year - 1, 4),
            month => (year, month / 3),
        }
    }
}

impl fmt::Display for End {
    /// As EDTF, no sharper than it is told: `2020-05-31`, `2020-05`, `2020-21` (spring), `2020`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.day.ymd();
        match self.told {
            Precision::Day => self.day.fmt(f),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Season => {
                let (year, season) = self.season();
                write!(f, "{year:04}-{}", 20 + season)
            }
            Precision::Year => write!(f, "{year:04}"),
        }
    }
}

/// A span of days; `None` is an end that is open or not known. Both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// First day it can be.
    pub earliest: Option<Day>,
    /// Last day it can be.
    pub latest: Option<Day>,
    /// How precisely the first day is told.
    pub earliest_told: Precision,
    /// How precisely the last day is told.
    pub latest_told: Precision,
}

impl Span {
    /// The span of one day.
    pub fn day(day: Day) -> Self {
        Self { earliest: Some(day), latest: Some(day), ..Self::default() }
    }

    /// From one end to another.
    pub fn of(start: Option<End>, stop: Option<End>) -> Self {
        Self::default().with_start(start).with_stop(stop)
    }

    /// Its first day, as it is told.
    pub fn start(self) -> Option<End> {
        self.earliest.map(|day| End { day, told: self.earliest_told })
    }

    /// Its last day, as it is told.
    pub fn stop(self) -> Option<End> {
        self.latest.map(|day| End { day, told: self.latest_told })
    }

    /// The same with another first day.
    #[must_use]
    pub fn with_start(self, start: Option<End>) -> Self {
        Self { earliest: start.map(|it| it.day), earliest_told: start.map(|it| it.told).unwrap_or_default(), ..self }
    }

    /// The same with another last day.
    #[must_use]
    pub fn with_stop(self, stop: Option<End>) -> Self {
        Self { latest: stop.map(|it| it.day), latest_told: stop.map(|it| it.told).unwrap_or_default(), ..self }
    }

    /// The days of both, and those between.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let both = |a: Option<End>, b: Option<End>| a.zip(b);
        let start = both(self.start(), other.start()).map(|(a, b)| if b.day < a.day { b } else { a });
        let stop = both(self.stop(), other.stop()).map(|(a, b)| if a.day < b.day { b } else { a });
        Self::of(start, stop)
    }

    /// The day, if it can be no other and was told as a day.
    pub fn only_day(self) -> Option<Day> {
        let is_told = self.earliest_told == Precision::Day && self.latest_told == Precision::Day;
        self.earliest.filter(|_| is_told && self.earliest == self.latest)
    }

    /// Whether no day lies in both: the two cannot be the same day.
    pub fn is_disjoint(self, other: Self) -> bool {
        let before = |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(a), Some(b)) if a < b);
        before(self.latest, other.earliest) || before(other.latest, self.earliest)
    }

    /// Whether nothing is known of either end.
    pub fn is_unbounded(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }
}

#[cfg(test)]
mod tests {
    use crate::incident::Moment;

    #[test]
    fn spans_that_share_a_day_are_not_disjoint() {
        let span = |text: &str| Moment::parse(text).unwrap().span();
        assert!(span("2020-05-07").is_disjoint(span("2020-05-11")));
        assert!(!span("2020-05").is_disjoint(span("2020-05-11")));
        assert!(!span("2020-05-28/..").is_disjoint(span("2021")));
        assert!(span("2020-05-28/..").is_disjoint(span("2020-05-04/2020-05-05")));
    }
}
