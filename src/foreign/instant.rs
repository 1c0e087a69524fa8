//! Instants that other tools write, as moments: what of them is real, and what a tool fills in.

use super::make::Words;
use super::time::{Time, is_real};

/// What kind of time an instant is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instant {
    /// A moment: the instant, or its day where the time of day is noon or midnight, which tools write for "that day".
    At(String),
    /// The time of day only (`14:03 UTC`): the year is 1970 or before, where clocks begin that were never set.
    Clock(Words),
}

/// Reads an instant as written in RFC 3339; without a zone it is one of UTC. `None` if it is none, or a number that tools
/// write where nobody set a time.
pub fn instant(text: &str) -> Option<Instant> {
    let time = Time::of_any_year(text)?.or_zone(0);
    Some(match time.day().ymd().0 {
        _ if is_unset(time) => return None,
        ..=1970 => Instant::Clock(time.minutes()),
        _ if time.is_round() => Instant::At(time.day().to_string()),
        _ => Instant::At(time.moment()),
    })
}

/// When ATT&CK says that something was first or last seen: it knows months, and writes the first of the month at midnight in
/// America, as `2019-09-01T04:00:00.000Z`. Another day at such an hour is that day.
pub fn of_attack(text: &str) -> Option<Instant> {
    let time = Time::of_any_year(text)?.or_zone(0);
    let seconds = time.micros().div_euclid(1_000_000).rem_euclid(DAY);
    match instant(text)? {
        Instant::At(_) if seconds % 3600 == 0 && seconds / 3600 <= LATEST_MIDNIGHT => {
            let day = time.day().to_string();
            Some(Instant::At(day.strip_suffix("-01").map_or(day.clone(), str::to_owned)))
        }
        other => Some(other),
    }
}

const DAY: i64 = 86_400;
/// The hour, UTC, at which the day begins in the west of America.
const LATEST_MIDNIGHT: i64 = 8;

/// Whether a tool writes this where nobody set a time: the instant at which Unix begins to count, or a day that is none. On other
/// instants about 1970 a clock ran that was never set.
fn is_unset(time: Time) -> bool {
    let is_running = matches!(time.day().ymd().0, 1969 | 1970);
    time.micros() == Time::EPOCH || (!is_running && !is_real(time.day()))
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
        for unset in [
            "1970-01-01T00:00:00Z",
            "1969-12-31T19:00:00-05:00",
            "0001-01-01T00:00:00Z",
            "1601-01-01T00:00:00.000Z",
            "1900-01-01T00:00:00",
            "1980-01-01T00:00:00Z",
            "2038-01-19T03:14:07Z",
            "5138-11-16T09:46:40Z",
            "9999-12-31T23:59:59.999Z",
        ] {
            assert_eq!(instant(unset), None, "{unset}");
        }
        for text in ["", "2024", "2024-02-30T10:00:00Z", "soon T", "2024-01-04Tlate", "2024-01-04T1é:00"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn attack_knows_months_and_writes_midnights_of_america() {
        for (text, when) in [
            ("2019-09-01T04:00:00.000Z", "2019-09"),
            ("2010-01-01T07:00:00.000Z", "2010-01"),
            ("2021-05-01T00:00:00Z", "2021-05"),
            ("2021-05-17T05:00:00.000Z", "2021-05-17"),
            ("2021-05-01T13:30:00Z", "2021-05-01T13:30:00Z"),
        ] {
            assert_eq!(of_attack(text), Some(Instant::At(when.to_owned())), "{text}");
        }
        assert_eq!(of_attack("1970-01-01T00:00:00Z"), None);
    }
}
