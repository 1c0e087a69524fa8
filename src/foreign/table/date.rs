//! Dates as people write them in tables. Where day and month cannot be told apart, no date is made.

use super::super::make::Words;
use super::super::time::Time;
use crate::incident::{Day, Moment};
use crate::tongue::Phrase;

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
    pub note: Option<Words>,
}

/// How the dates of one table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// Whether the day stands before the month in `05/06/2020`; `None` if no row shows it, or rows contradict each other.
    day_first: Option<bool>,
    /// Minutes east of UTC, for times without a zone of their own; `None` if nothing says it.
    zone: Option<i32>,
}

impl Dates {
    /// Looks at all dates of a table: a first number above 12 is a day, a second one too. The zone is what the header says.
    ///
    /// `05/06/2020` is 5 June in Europe and 6 May in the United States, and a table does not say where it was written.
    /// One row with `25/06/2020` settles it for all; if none does, or one says so and another the opposite, no such
    /// date is read: a day that may be a month off is worse than none.
    pub fn of<'a>(written: impl Iterator<Item = &'a str>, zone: Option<i32>) -> Self {
        let (mut first, mut second) = (false, false);
        for text in written {
            if let Some((a, b, _, false)) = slashed(text) {
                first |= a > 12;
                second |= b > 12;
            }
        }
        Self { day_first: (first != second).then_some(first), zone }
    }

    /// Reads a date: EDTF, an instant, `2020/5/11 10:00`, `2020年5月11日 午後3時`, `11/05/2020 3:00 PM`, `11 May 2020`, seconds or milliseconds since 1970.
    pub fn read(self, text: &str) -> Option<When> {
        let text = text.trim();
        if let Some(time) = Time::parse(text) {
            return Some(self.clock(time, false));
        }
        let is_number = text.bytes().all(|it| it.is_ascii_digit()) && text.len() > 4;
        if let Some(moment) = Moment::parse(text).ok().filter(|_| !is_number) {
            return Some(Self::day(text.to_owned(), moment.span().earliest.or(moment.span().latest)));
        }
        if let Ok(number @ 100_000_000..) = text.parse::<i64>() {
            let micros = if text.len() > 11 { number.checked_mul(1000)? } else { number.checked_mul(1_000_000)? };
            return Time::from_micros(micros).map(|it| self.clock(it, true));
        }
        let (date, clock) = text.split_once([' ', 'T', '　']).map_or((text, ""), |(date, clock)| (date, clock.trim()));
        let (iso, clock, is_derived) = if let Some((a, b, year, is_year_first)) = slashed(date) {
            let (month, day) = match (is_year_first, self.day_first) {
                (false, Some(true)) => (b, a),
                (false, None) if a != b => return None,
                _ => (a, b),
            };
            (iso(year, month, Some(day))?, clock, !is_year_first && a != b)
        } else if let Some(day) = Day::parse(date) {
            (day.to_string(), clock, false)
        } else if let Some(iso) = japanese(date) {
            (iso, clock, false)
        } else {
            let (iso, clock) = named(text)?;
            (iso, clock, false)
        };
        let time = Some(clock).filter(|it| !it.is_empty() && iso.len() == 10);
        if let Some(time) = time.and_then(|it| Time::parse(&format!("{iso} {}", clock_of(it)?))) {
            return Some(self.clock(time, is_derived));
        }
        let earliest = Moment::parse(&iso).ok()?.span().earliest;
        let note = time.map(|it| Phrase::table_clock(it).into());
        Some(When { is_derived, note, ..Self::day(iso, earliest) })
    }

    fn clock(self, time: Time, is_derived: bool) -> When {
        let time = self.zone.map_or(time, |it| time.or_zone(it));
        let note = (!time.has_zone()).then(|| Phrase::import_sentence(time.words()).into());
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

/// A time of day as `Time` reads it: of `3:20 PM`, `午後3時20分` and `10時` as well.
fn clock_of(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let halves = [("午前", false), ("午後", true), ("am", false), ("pm", true)];
    let half = halves.into_iter().find_map(|(word, is_late)| {
        let rest = lower.strip_prefix(word).or_else(|| lower.strip_suffix(word))?;
        Some((rest.trim(), is_late))
    });
    let (clock, is_late) = half.map_or((lower.as_str(), None), |(rest, is_late)| (rest, Some(is_late)));
    if is_late.is_none() && !clock.contains('時') {
        return Some(text.to_owned());
    }
    let mut parts = clock.split([':', '時', '分', '秒']).filter(|it| !it.is_empty()).map(|it| it.trim().parse::<u32>());
    let hour = parts.next()?.ok()?;
    let hour = match is_late {
        Some(_) if hour > 12 => return None,
        Some(is_late) => hour % 12 + if is_late { 12 } else { 0 },
        None => hour,
    };
    let (minute, second) = (parts.next().unwrap_or(Ok(0)).ok()?, parts.next().unwrap_or(Ok(0)).ok()?);
    Some(format!("{hour:02}:{minute:02}:{second:02}"))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `7 May 2020`, `May 7, 2020`, `07-May-2020`, `May 2020`, and the time of day behind it.
fn named(text: &str) -> Option<(String, &str)> {
    let clock_at = text.find(':').map_or(text.len(), |at| text[..at].rfind(' ').unwrap_or(text.len()));
    let (date, clock) = text.split_at(clock_at);
    let (mut day, mut month, mut year) = (None, None, None);
    for word in date.split([' ', '-', ',']).filter(|it| !it.is_empty()) {
        let lower = word.to_lowercase();
        let found = MONTHS.iter().position(|it| lower.len() >= 3 && it.starts_with(&lower));
        match (found, word.parse::<u32>().ok()) {
            (Some(at), _) if month.is_none() => month = u32::try_from(at + 1).ok(),
            (_, Some(number)) if number >= 1000 && year.is_none() => year = Some(number),
            (_, Some(number)) if day.is_none() && (1..=31).contains(&number) => day = Some(number),
            _ => return None,
        }
    }
    Some((iso(year?, month?, day)?, clock.trim()))
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
    use crate::foreign::make::name;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let dates = Dates::default();
        let read = |it: &str| dates.read(it).map(|it| it.moment).unwrap_or_default();
        let note = |it: &str| dates.read(it).and_then(|it| it.note).map(|it| name(&it));
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
            ("7 May 2020", "2020-05-07"),
            ("May 7, 2020 10:00 UTC", "2020-05-07"),
            ("07-May-2020", "2020-05-07"),
            ("Sept 2020", "2020-09"),
            ("May 2020 or so", ""),
            ("7 Mays 2020", ""),
            ("1600858412", "2020-09-23T10:53:32Z"),
            ("1600858412340", "2020-09-23T10:53:32Z"),
            ("05/06/2020", ""),
            ("soon", ""),
            ("2020/13/45", ""),
            ("12345", ""),
        ] {
            assert_eq!(read(written), moment, "{written}");
        }
        assert_eq!(note("2020/5/11 10:00").as_deref(), Some("2020-05-11 10:00:00 (time zone not given)."));
        assert_eq!(note("2020/5/11 午前").as_deref(), Some("Time of day as written: 午前."));
    }

    #[test]
    fn halves_of_the_day_and_the_zone_of_the_header_count() {
        let dates = Dates { zone: Some(540), ..Dates::default() };
        let read = |it: &str| dates.read(it).map(|it| it.moment).unwrap_or_default();
        for (written, moment) in [
            ("2020-05-11 3:20 PM", "2020-05-11T15:20:00+09:00"),
            ("5/5/2020 12:00:30 AM", "2020-05-05T00:00:30+09:00"),
            ("2020年5月11日 午後3時20分", "2020-05-11T15:20:00+09:00"),
            ("2020/5/11 10時", "2020-05-11T10:00:00+09:00"),
            ("11 May 2020 09:15", "2020-05-11T09:15:00+09:00"),
            ("2020-05-11 10:00Z", "2020-05-11T10:00:00Z"),
            ("2020-05-11", "2020-05-11"),
            ("2020-05-11 15 PM", "2020-05-11"),
        ] {
            assert_eq!(read(written), moment, "{written}");
        }
    }

    #[test]
    fn other_rows_tell_day_and_month_apart() {
        let of = |rows: &[&str]| {
            Dates::of(rows.iter().copied(), None).read("05/06/2020").map(|it| (it.moment, it.is_derived))
        };
        assert_eq!(of(&["05/06/2020", "25/06/2020"]), Some(("2020-06-05".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "05/25/2020"]), Some(("2020-05-06".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "2020/05/25"]), None);
        assert_eq!(of(&["25/06/2020", "05/25/2020"]), None);
    }
}
