//! Instants that other tools write, as moments: what of them is real, and what a tool fills in.

use super::make::Words;
use super::time::Time;
use crate::incident::Day;

/// Whether something can have happened on a day that a tool wrote in a log or a table.
///
/// Clocks that were never set stand where they begin to count: in the year 1 (.NET), in 1601 (Windows), 1899 and 1900
/// (spreadsheets), 1970 (Unix). Others write the largest number that they have: 19 January 2038, the years 5138 and 9999.
/// One such day would stretch the story over centuries.
pub fn is_real(day: Day) -> bool {
    let (year, month, of_month) = day.ymd();
    (1971..=2100).contains(&year) && (year, month, of_month) != (2038, 1, 19)
}

/// What kind of time an instant is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instant {
    /// A moment: the instant, or its day where the time of day is noon or midnight, which tools write for "that day".
    At(String),
    /// The time of day only (`14:03 UTC`): the year is 1970 or before, where clocks begin that were never set.
    Clock(Words),
}

/// Reads an instant as written in RFC 3339; without a zone it is one of UTC. `None` if it is none.
pub fn instant(text: &str) -> Option<Instant> {
    let time = Time::of_any_year(text)?.or_zone(0);
    Some(match time.day().ymd().0 {
        ..=1970 => Instant::Clock(time.minutes()),
        _ if time.is_round() => Instant::At(time.day().to_string()),
        _ => Instant::At(time.moment()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noon_and_midnight_stand_for_the_day_and_1970_for_the_time_of_day() {
        let at = |text: &str| Some(Instant::At(text.to_owned()));
        assert_eq!(instant("2024-01-07T12:00:00.000Z"), at("2024-01-07"));
        assert_eq!(instant("2022-01-01T00:00:00Z"), at("2022-01-01"));
        assert_eq!(instant("2024-01-04T10:00:00.000Z"), at("2024-01-04T10:00:00Z"));
        assert_eq!(instant("2024-01-04T10:00:00.0002Z"), at("2024-01-04T10:00:00Z"));
        assert_eq!(instant("2021-11-08T11:57:00-05:00"), at("2021-11-08T11:57:00-05:00"));
        assert_eq!(instant("1970-01-02T14:03:00.000Z"), Some(Instant::Clock("14:03 UTC".into())));
        for text in ["", "2024", "2024-02-30T10:00:00Z", "soon T", "2024-01-04Tlate", "2024-01-04T1é:00"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
