//! Times that other tools write: instants with a zone, civil times without one, and microseconds since 1970.

use super::make::Words;
use crate::incident::Day;
use crate::tongue::Phrase;

/// Whether something can have happened on a day that a tool wrote in a log or a table.
///
/// Clocks that were never set stand where they begin to count: in the year 1 (.NET), in 1601 (Windows), 1899 and 1900
/// (spreadsheets), 1970 (Unix), on the first day of 1980 (FAT). Others write the largest number that they have: 19 January 2038, the years 5138 and 9999.
/// One such day would stretch the story over centuries.
pub fn is_real(day: Day) -> bool {
    let (year, month, of_month) = day.ymd();
    (1971..=2100).contains(&year) && ![(1980, 1, 1), (2038, 1, 19)].contains(&(year, month, of_month))
}

/// A day with a time of day. Times order by the instant; those without a zone as if they were UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    day: Day,
    seconds: u32,
    micros: u32,
    /// Minutes east of UTC; `None` if no zone is given.
    zone: Option<i32>,
}

const DAY: i64 = 86_400;

impl Time {
    /// The first instant of Unix, in [`Time::micros`].
    pub const EPOCH: i64 = 2_440_588 * DAY * 1_000_000;

    /// Reads `2020-09-22T18:53:32.340Z`, `2019-09-24 13:39:21-04:00`, `2022-07-24T19:01:01+0000`, `2017-09-24 19:01:01`.
    /// Times of days that stand for none, are not read.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_any_year(text).filter(|it| is_real(it.day))
    }

    /// The same, also of years in which no computer kept a log.
    pub fn of_any_year(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = Day::parse(text.get(..10)?)?;
        let rest = text[10..].strip_prefix(['T', ' '])?.trim_end();
        let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let (clock, zone) = rest.split_at(zone_at);
        let (clock, fraction) = clock.trim_end().split_once(['.', ',']).unwrap_or((clock.trim_end(), ""));
        let mut parts = clock.split(':');
        let (hour, minute, second) =
            (number(parts.next()?)?, number(parts.next()?)?, parts.next().map_or(Some(0), number)?);
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
        Some(Self {
            day,
            seconds: (hour * 60 + minute) * 60 + second.min(59),
            micros: number(&fraction)?,
            zone: offset(zone)?,
        })
    }

    /// Microseconds since 1970, UTC.
    pub fn from_micros(micros: i64) -> Option<Self> {
        let seconds = micros.div_euclid(1_000_000);
        let epoch = Day::from_ymd(1970, 1, 1)?.number();
        let day = Day::from_number(epoch.checked_add(i32::try_from(seconds.div_euclid(DAY)).ok()?)?);
        is_real(day).then_some(Self {
            day,
            seconds: seconds.rem_euclid(DAY) as u32,
            micros: micros.rem_euclid(1_000_000) as u32,
            zone: Some(0),
        })
    }

    /// The same time in a zone, so many minutes east of UTC, if it has none of its own.
    #[must_use]
    pub fn or_zone(self, east: i32) -> Self {
        Self { zone: self.zone.or(Some(east)), ..self }
    }

    /// The same time of day, in a zone that nobody says.
    #[must_use]
    pub fn without_zone(self) -> Self {
        Self { zone: None, ..self }
    }

    /// Noon or midnight, which tools write for "that day": the builder of Attack Flow asks for a day and writes
    /// `2024-01-07T12:00:00.000Z`. A step at exactly noon loses its time of day by this, which is the smaller loss.
    pub fn is_round(self) -> bool {
        self.seconds.is_multiple_of(12 * 3600) && self.micros < 1000
    }

    /// The civil day, as it is written.
    pub fn day(self) -> Day {
        self.day
    }

    /// Microseconds since some day, for ordering and for differences.
    pub fn micros(self) -> i64 {
        let seconds =
            i64::from(self.day.number()) * DAY + i64::from(self.seconds) - i64::from(self.zone.unwrap_or(0)) * 60;
        seconds * 1_000_000 + i64::from(self.micros)
    }

    /// By what times are put into an order: the instant, and of one instant the zone in which it is written.
    pub fn order(&self) -> (i64, Option<i32>) {
        (self.micros(), self.zone)
    }

    /// Whether it has a zone.
    pub fn has_zone(self) -> bool {
        self.zone.is_some()
    }

    /// As a moment: the instant, or the day if no zone is given.
    pub fn moment(self) -> String {
        match self.zone {
            Some(_) => format!("{}T{}{}", self.day, self.clock(), self.zone_words()),
            None => self.day.to_string(),
        }
    }

    /// For people: `2020-09-22 18:53:32 UTC`.
    pub fn words(self) -> Words {
        self.with_zone(self.civil())
    }

    /// Day and time of day, as on a wall: `2020-09-22 18:53:32`.
    pub fn civil(self) -> String {
        format!("{} {}", self.day, self.clock())
    }

    /// The time of day to the minute, for people: `18:53 UTC`.
    pub fn minutes(self) -> Words {
        self.with_zone(self.clock()[..5].to_owned())
    }

    fn with_zone(self, time: String) -> Words {
        match self.zone {
            None => Phrase::import_time_without_zone(time).into(),
            Some(0) => (time + " UTC").into(),
            Some(_) => format!("{time} {}", self.zone_words()).into(),
        }
    }

    fn clock(self) -> String {
        format!("{:02}:{:02}:{:02}", self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60)
    }

    fn zone_words(self) -> String {
        match self.zone {
            None | Some(0) => "Z".to_owned(),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()))
}

/// A number that counts: seconds, milli-, micro- or nanoseconds since 1970, with a fraction or not, 100 nanoseconds since
/// 1601 (Windows), microseconds since 1601 (Chromium), all of UTC; days since 1900 (a spreadsheet), without a zone; or
/// digits that are a date: `20240525`, `20240525151500`.
pub fn counted(text: &str) -> Option<Time> {
    /// Seconds from 1601 to 1970.
    const BEFORE_1970: i64 = 11_644_473_600;
    const MICROS: i64 = 1_000_000;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let part: i64 = fraction.chars().chain("000000".chars()).take(6).collect::<String>().parse().ok()?;
    match whole.len() {
        5 => serial(number, fraction),
        8 if fraction.is_empty() => None,
        9 | 10 => Time::from_micros(number * MICROS + part),
        12 | 13 => Time::from_micros(number * 1000),
        14 if fraction.is_empty() => {
            let at = |range: std::ops::Range<usize>| &whole[range];
            let date = format!("{}-{}-{}", at(0..4), at(4..6), at(6..8));
            let clock = format!("{}:{}:{}", at(8..10), at(10..12), at(12..14));
            Time::parse(&format!("{date} {clock}"))
        }
        15 | 16 => Time::from_micros(number),
        17 => Time::from_micros(number.checked_sub(BEFORE_1970 * MICROS)?),
        18 => Time::from_micros(number / 10 - BEFORE_1970 * MICROS),
        19 => Time::from_micros(number / 1000),
        _ => None,
    }
}

/// A day of a spreadsheet: 45437.64 is 15:20 of the 45,437th day, in nobody's zone.
fn serial(days: i64, fraction: &str) -> Option<Time> {
    /// What spreadsheets call 1 January 1970.
    const OF_1970: i64 = 25_569;
    const SECONDS: i64 = 86_400;
    let part: i64 = fraction.chars().chain("000000000".chars()).take(9).collect::<String>().parse().ok()?;
    let seconds = (part * SECONDS + 500_000_000) / 1_000_000_000;
    Time::from_micros(((days - OF_1970) * SECONDS + seconds) * 1_000_000).map(Time::without_zone)
}

/// Zones that have one name and one offset, in minutes east of UTC.
const ZONES: [(&str, i32); 21] = [
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("JST", 540),
    ("日本時間", 540),
    ("日本標準時", 540),
    ("KST", 540),
    ("HKT", 480),
    ("SGT", 480),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("EDT", -240),
    ("PDT", -420),
];

/// Minutes east of UTC that words name: `UTC`, `JST`, `UTC+9`, `+09:00`. Names that stand for several zones, such as `EST`
/// (also of Australia) and `IST`, name none.
pub fn zone(words: &str) -> Option<i32> {
    let offset_at = words.find(['+', '-', '−']).unwrap_or(words.len());
    let (name, offset) = words.split_at(offset_at);
    let east = match name.trim().to_uppercase().as_str() {
        "" if offset.is_empty() => return None,
        "" | "UTC" | "GMT" | "Z" => 0,
        other => ZONES.iter().find(|(name, _)| *name == other)?.1,
    };
    let mut signs = offset.chars();
    let sign = match signs.next() {
        None => return Some(east),
        Some('+') => 1,
        Some(_) => -1,
    };
    let (hours, minutes) = signs.as_str().split_once(':').unwrap_or((signs.as_str(), "0"));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (east == 0 && name.len() < 4 && hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes).cast_signed())
}

/// Minutes east of UTC; `Some(None)` if there is no zone, `None` if what stands there is none.
fn offset(zone: &str) -> Option<Option<i32>> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    match zone.chars().next() {
        None => Some(None),
        Some('Z' | 'z') if zone.len() == 1 => Some(Some(0)),
        Some(sign @ ('+' | '-')) if digits.len() == 4 || digits.len() == 2 => {
            let hours: i32 = digits[..2].parse().ok()?;
            let minutes: i32 = digits.get(2..).filter(|it| !it.is_empty()).map_or(Some(0), |it| it.parse().ok())?;
            let total = hours * 60 + minutes;
            Some(Some(if sign == '-' { -total } else { total }))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zone() {
        let read = |it: &str| Time::parse(it).map(Time::moment).unwrap_or_default();
        assert_eq!(read("2020-09-22T18:53:32.340Z"), "2020-09-22T18:53:32Z");
        assert_eq!(read("2019-09-24T23:39:21.554-04:00"), "2019-09-24T23:39:21-04:00");
        assert_eq!(read("2012-03-14 04:17:38.276340+00:00"), "2012-03-14T04:17:38Z");
        assert_eq!(read("2022-07-24T19:01:01+0530"), "2022-07-24T19:01:01+05:30");
        assert_eq!(read("2017-09-24 19:01:01"), "2017-09-24");
        for none in [
            "1234 19:01:01",
            "1601-01-01T00:00:00Z",
            "2227-12-31T23:01:01Z",
            "2020-02-30 10:00:00",
            "2020-01-01",
            "x",
            "2020-01-01T25:00:00Z",
        ] {
            assert_eq!(read(none), "", "{none}");
        }
    }

    #[test]
    fn words_name_a_zone_only_where_there_is_one_of_that_name() {
        for (words, east) in [
            ("JST", Some(540)),
            ("utc", Some(0)),
            ("UTC+9", Some(540)),
            ("GMT-03:30", Some(-210)),
            ("+09:00", Some(540)),
            ("CET", Some(60)),
            ("EST", None),
            ("local", None),
            ("UTC+99", None),
            ("", None),
        ] {
            assert_eq!(zone(words), east, "{words}");
        }
        let civil = Time::parse("2020-05-07 10:00").expect("a time");
        assert_eq!(civil.or_zone(540).moment(), "2020-05-07T10:00:00+09:00");
    }

    #[test]
    fn instants_order_and_days_do_not_shift() {
        let late = Time::parse("2019-09-24T23:39:21-04:00").expect("a time");
        let utc = Time::parse("2019-09-25T03:39:20Z").expect("a time");
        assert_eq!(late.micros() - utc.micros(), 1_000_000);
        assert_eq!(late.day().to_string(), "2019-09-24");
        assert_eq!(late.words(), "2019-09-24 23:39:21 -04:00".into());
        assert_eq!(Time::from_micros(1_331_698_658_276_340).map(Time::moment).as_deref(), Some("2012-03-14T04:17:38Z"));
        assert_eq!(Time::from_micros(88_888_888), None);
    }

    #[test]
    fn numbers_count_from_several_days() {
        let read = |it: &str| counted(it).map(Time::moment).unwrap_or_default();
        assert_eq!(read("1716650340.5"), "2024-05-25T15:19:00Z");
        assert_eq!(read("1716650400000"), "2024-05-25T15:20:00Z");
        assert_eq!(read("1716650400000000"), "2024-05-25T15:20:00Z");
        assert_eq!(read("1716650400000000000"), "2024-05-25T15:20:00Z");
        assert_eq!(read("133611240600000000"), "2024-05-25T15:21:00Z");
        assert_eq!(read("13361124060000000"), "2024-05-25T15:21:00Z");
        assert_eq!(read("45437.638888889"), "2024-05-25");
        assert_eq!(read("20240525151500"), "2024-05-25");
        assert_eq!(read("12345"), "");
    }
}
