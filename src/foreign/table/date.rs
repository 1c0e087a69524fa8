//! Dates as people write them in tables. Where day and month cannot be told apart, no date is made.

use super::super::logs::Time;
use crate::incident::{Day, Moment};

/// When a row is, as it can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// As a moment of our format.
    pub moment: String,
    /// For ordering: microseconds since some day, of its first day.
    pub key: i64,
    /// Whether the time of day is known.
    pub has_clock: bool,
    /// Whether a rule was needed to read it.
    pub is_derived: bool,
    /// The time of day, if the moment cannot carry it.
    pub note: Option<String>,
}

/// How the dates of one table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// Whether the day stands before the month in `05/06/2020`; `None` if no row shows it, or rows contradict each other.
    day_first: Option<bool>,
}

impl Dates {
    /// Looks at all dates of a table: a first number above 12 is a day, a second one too.
    pub fn of<'a>(written: impl Iterator<Item = &'a str>) -> Self {
        let (mut first, mut second) = (false, false);
        for text in written {
            if let Some((a, b, _, false)) = slashed(text) {
                first |= a > 12;
                second |= b > 12;
            }
        }
        Self { day_first: (first != second).then_some(first) }
    }

    /// Reads a date: EDTF, an instant, `2020/5/11 10:00`, `2020年5月11日`, `11/05/2020`, seconds or milliseconds since 1970.
    pub fn read(self, text: &str) -> Option<When> {
        let text = text.trim();
        if let Some(time) = Time::parse(text) {
            return Some(Self::clock(time, false));
        }
        let is_number = text.bytes().all(|it| it.is_ascii_digit()) && text.len() > 4;
        if let Some(moment) = Moment::parse(text).ok().filter(|_| !is_number) {
            return Some(Self::day(text.to_owned(), moment.span().earliest.or(moment.span().latest)));
        }
        if let Ok(number @ 100_000_000..) = text.parse::<i64>() {
            let micros = if text.len() > 11 { number.checked_mul(1000)? } else { number.checked_mul(1_000_000)? };
            return Time::from_micros(micros).map(|it| Self::clock(it, true));
        }
        let (date, clock) = text.split_once([' ', 'T', '　']).map_or((text, ""), |(date, clock)| (date, clock.trim()));
        let (iso, is_derived) = if let Some((a, b, year, is_year_first)) = slashed(date) {
            let (month, day) = match (is_year_first, self.day_first) {
                (false, Some(true)) => (b, a),
                (false, None) if a != b => return None,
                _ => (a, b),
            };
            (iso(year, month, Some(day))?, !is_year_first && a != b)
        } else {
            (japanese(date)?, false)
        };
        let time = Some(clock).filter(|it| !it.is_empty() && iso.len() == 10);
        if let Some(time) = time.and_then(|it| Time::parse(&format!("{iso} {it}"))) {
            return Some(Self::clock(time, is_derived));
        }
        let earliest = Moment::parse(&iso).ok()?.span().earliest;
        Some(When { is_derived, ..Self::day(iso, earliest) })
    }

    fn clock(time: Time, is_derived: bool) -> When {
        let note = (!time.has_zone()).then(|| format!("{}.", time.words()));
        When { moment: time.moment(), key: time.micros(), has_clock: true, is_derived, note }
    }

    fn day(moment: String, earliest: Option<Day>) -> When {
        let key = earliest.map_or(0, |it| i64::from(it.number())) * 86_400_000_000;
        When { moment, key, has_clock: false, is_derived: false, note: None }
    }
}

/// `11/05/2020`, `2020/5/11` or `11.5.2020`: the first and the second number that is no year, the year, and whether it stands first.
fn slashed(text: &str) -> Option<(u32, u32, u32, bool)> {
    let date = text.trim().split([' ', 'T', '　']).next()?;
    let separator = ['/', '.'].into_iter().find(|it| date.matches(*it).count() == 2)?;
    let numbers: Vec<u32> = date.split(separator).map(|it| it.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [year, month, day] if year >= 1000 => Some((month, day, year, true)),
        [a, b, year] if year >= 1000 => Some((a, b, year, false)),
        _ => None,
    }
}

/// `2020年5月11日`, `2020年5月`, `2020年`.
fn japanese(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let (month, day) = match rest.split_once('月') {
        Some((month, rest)) => (Some(month.parse().ok()?), rest.strip_suffix('日').map(str::parse).transpose().ok()?),
        None if rest.is_empty() => (None, None),
        None => return None,
    };
    match month {
        Some(month) => iso(year.parse().ok()?, month, day),
        None => year.parse::<u32>().ok().filter(|it| (1000..=9999).contains(it)).map(|it| it.to_string()),
    }
}

fn iso(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    let text = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    Moment::parse(&text).is_ok().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let dates = Dates::default();
        let read = |it: &str| dates.read(it).map(|it| it.moment).unwrap_or_default();
        for (written, moment) in [
            ("2020-05-11", "2020-05-11"),
            ("2020-05", "2020-05"),
            ("2020", "2020"),
            ("2019-09~", "2019-09~"),
            ("2020/5/11", "2020-05-11"),
            ("2020/5/11 10:00", "2020-05-11"),
            ("2020-05-11 10:00:00Z", "2020-05-11T10:00:00Z"),
            ("2020年5月11日", "2020-05-11"),
            ("2020年5月", "2020-05"),
            ("5/5/2020", "2020-05-05"),
            ("1600858412", "2020-09-23T10:53:32Z"),
            ("1600858412340", "2020-09-23T10:53:32Z"),
            ("05/06/2020", ""),
            ("soon", ""),
            ("2020/13/45", ""),
            ("12345", ""),
        ] {
            assert_eq!(read(written), moment, "{written}");
        }
        assert_eq!(
            dates.read("2020/5/11 10:00").and_then(|it| it.note).as_deref(),
            Some("2020-05-11 10:00:00, zone not said.")
        );
    }

    #[test]
    fn other_rows_tell_day_and_month_apart() {
        let of =
            |rows: &[&str]| Dates::of(rows.iter().copied()).read("05/06/2020").map(|it| (it.moment, it.is_derived));
        assert_eq!(of(&["05/06/2020", "25/06/2020"]), Some(("2020-06-05".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "05/25/2020"]), Some(("2020-05-06".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "2020/05/25"]), None);
        assert_eq!(of(&["25/06/2020", "05/25/2020"]), None);
    }
}
