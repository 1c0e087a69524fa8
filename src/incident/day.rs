//! A day of the calendar.

use std::fmt;

use time::{Date, Month};

/// A civil day. It has no time zone and never shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Stands for "by now" in an incident without any date, of events or of publications. It is not in the calendar:
    /// everything has happened by this day, and it is never printed as a date.
    pub const UNTOLD: Self = Self(1_721_059);

    /// The day, if there is a date for it.
    pub fn told(self) -> Option<Self> {
        Some(self).filter(|it| *it != Self::UNTOLD)
    }

    /// The day of a calendar date, if there is such a day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day).ok().filter(|it| it.year() >= 0)?;
        Some(Self(date.to_julian_day()))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| number(parts.next().filter(|it| it.len() == length)?);
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        Self::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Julian day number; differences are whole days.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day with this Julian day number, held inside the years 0 to 9999.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(1_721_060, 5_373_484))
    }

    /// The day that is `days` later (earlier if negative).
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_add(days))
    }

    fn date(self) -> Date {
        Date::from_julian_day(self.0).expect("constructors keep the number inside the calendar")
    }

    /// Year, month from 1, day from 1.
    pub fn ymd(self) -> (i32, u8, u8) {
        let date = self.date();
        (date.year(), date.month().into(), date.day())
    }

    /// The last day of a month.
    pub(super) fn last_of_month(year: i32, month: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Self::from_ymd(year, month.into(), month.length(year))
    }
}

impl fmt::Display for Day {
    /// `2020-05-11`; the EDTF form of an unknown day for [`Day::UNTOLD`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.told().is_none() {
            return f.pad("XXXX-XX-XX");
        }
        let (year, month, day) = self.ymd();
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

/// A number in digits, and in nothing else.
pub(super) fn number(digits: &str) -> Option<i32> {
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}
