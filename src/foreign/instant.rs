//! Instants that other tools write, as moments: what of them is real, and what a tool fills in.

use crate::incident::{Day, Moment};

/// What kind of time an instant is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instant {
    /// A moment: the instant, or its day where the time of day is noon or midnight, which tools write for "that day".
    At(String),
    /// The time of day only (`14:03 UTC`): the year is 1970 or before, where clocks begin that were never set.
    Clock(String),
}

/// Reads an instant as written in RFC 3339; `None` if it is none.
pub fn instant(text: &str) -> Option<Instant> {
    let (date, time) = text.split_once(['T', ' '])?;
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let zone = if zone.is_empty() { "Z" } else { zone };
    let minutes = clock.get(..5)?;
    let year: i32 = date.get(..4)?.parse().ok()?;
    let is_day = Day::parse(date).is_some();
    if !is_day || !minutes.bytes().enumerate().all(|(i, b)| if i == 2 { b == b':' } else { b.is_ascii_digit() }) {
        return None;
    }
    if year <= 1970 {
        return Some(Instant::Clock(format!("{minutes} {}", if zone == "Z" { "UTC" } else { zone })));
    }
    let rest = clock.get(5..).unwrap_or_default();
    let is_round = matches!(minutes, "12:00" | "00:00") && rest.chars().all(|c| ":.0".contains(c));
    if is_round {
        return Some(Instant::At(date.to_owned()));
    }
    let seconds = rest.get(..3).filter(|it| it.starts_with(':')).unwrap_or(":00");
    let when = format!("{date}T{minutes}{seconds}{zone}");
    Moment::parse(&when).is_ok().then_some(Instant::At(when))
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
        assert_eq!(instant("1970-01-02T14:03:00.000Z"), Some(Instant::Clock("14:03 UTC".to_owned())));
        for text in ["", "2024", "2024-02-30T10:00:00Z", "soon T", "2024-01-04Tlate", "2024-01-04T1é:00"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
