//! Dates as people write them in tables. Where day and month cannot be told apart, a date is all that it can be.

use super::super::make::Words;
use super::super::time::is_real;
use super::super::time::{Time, counted};
use super::super::zones::{Local, Zone, Zones};
use super::written::{basic, iso, japanese, named, plain};
use crate::incident::{Day, Moment};
use crate::tongue::Phrase;

/// When a row is, as it can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// As a moment of our format.
    pub moment: String,
    /// For ordering: microseconds since some day, of its first day.
    pub key: i64,
    /// Whether the time of day is known; and whether it has a zone. Clocks of a zone and clocks of none order nothing
    /// between them: nobody knows which was first.
    pub clock: Option<bool>,
    /// How it was read.
    pub how: How,
    /// The time, with or without a zone; `None` if only the day is known.
    pub time: Option<Time>,
    /// What is written, as far as the moment cannot carry it.
    pub note: Option<Words>,
}

/// How a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As it is written.
    Plainly,
    /// By a rule.
    Derived,
    /// As all that the numbers can mean, because nothing shows which one is the day.
    Open,
    /// As a day, because clocks changed: its time of day came twice, or never.
    Changing,
}

/// Which number of a date stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Day,
    Month,
    Year,
}

/// All orders, with the word by which an option chooses one.
const ORDERS: [(Order, &str); 3] =
    [(Order::Day, "day-first"), (Order::Month, "month-first"), (Order::Year, "year-first")];

/// How the dates of one table are written.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// For each order of numbers, whether some row shows that it is another one.
    refuted: [bool; ORDERS.len()],
    /// The zone of times without one of their own; `None` if nothing says it.
    zone: Option<Zone>,
    /// Who knows the zones of places.
    zones: Zones,
}

/// Whether an option names an order of numbers.
pub fn is_order(word: &str) -> bool {
    ORDERS.iter().any(|(_, it)| *it == word)
}

impl Dates {
    /// Looks at all dates of a table: a number above 12 is no month. The zone is what the header says, the order what somebody chose.
    ///
    /// `05/06/2020` is 5 June in Europe and 6 May in the United States, and a table does not say where it was written.
    /// One row with `25/06/2020` settles it for all; if none does, or one says so and another the opposite, such a date
    /// is all that it can be: from 6 May to 5 June. A day that may be a month off is worse than none.
    pub fn of<'a>(
        written: impl Iterator<Item = &'a str>,
        zone: Option<Zone>,
        chosen: Option<&str>,
        zones: Zones,
    ) -> Self {
        let mut refuted = [false; ORDERS.len()];
        if let Some(chosen) = chosen.filter(|it| is_order(it)) {
            return Self { refuted: ORDERS.map(|(_, word)| word != chosen), zone, zones };
        }
        for numbers in written.filter_map(|it| Numbers::of(&plain(it))) {
            for (is_refuted, (order, _)) in refuted.iter_mut().zip(ORDERS) {
                *is_refuted |= numbers.can_be(order) && numbers.date(order).is_none();
            }
        }
        Self { refuted, zone, zones }
    }

    /// The same for a row that names a zone of its own.
    #[must_use]
    pub fn within(&self, zone: Zone) -> Self {
        Self { zone: Some(zone), ..self.clone() }
    }

    /// Who knows the zones of places.
    pub fn zones(&self) -> Zones {
        self.zones
    }

    /// Reads a date: EDTF, an instant, `2020/5/11 10:00`, `2020年5月11日 午後3時`, `令和2年5月11日`, `11/05/20 3:00 PM`, `11 May 2020`,
    /// seconds since 1970 and other numbers that programs write. `None` also for days that stand for none.
    pub fn read(&self, text: &str) -> Option<When> {
        self.any(&plain(text)).filter(|it| it.moment.get(..10).and_then(Day::parse).is_none_or(is_real))
    }

    fn any(&self, text: &str) -> Option<When> {
        if let Some(time) = Time::parse(text) {
            return Some(self.clock(time, How::Plainly));
        }
        let beside = [text.rsplit_once([' ', '(', '[']), text.split_once(' ').map(|(name, rest)| (rest, name))];
        let zone = beside.into_iter().flatten().find_map(|(rest, name)| Some((rest, self.zones.read(name)?)));
        if let Some((rest, zone)) = zone {
            return self.within(zone).any(rest.trim());
        }
        if let Some(time) = counted(text) {
            return Some(self.clock(time, How::Derived));
        }
        let is_number = text.bytes().all(|it| it.is_ascii_digit()) && text.len() > 4;
        if let Some(moment) = Moment::parse(text).ok().filter(|_| !is_number) {
            return Some(Self::day(text.to_owned(), moment.span().earliest.or(moment.span().latest)));
        }
        if let Some((date, clock)) = basic(text) {
            return self.at(date, &clock, How::Plainly);
        }
        let (date, clock) = text.split_once([' ', 'T']).map_or((text, ""), |(date, clock)| (date, clock.trim()));
        let date = date.trim_end_matches(',');
        if let Some(numbers) = Numbers::of(date) {
            return self.numbered(numbers, text, clock);
        }
        if let Some(day) = Day::parse(date) {
            return self.at(day.to_string(), clock, How::Plainly);
        }
        let (iso, clock) = japanese(text).or_else(|| named(text))?;
        self.at(iso, clock, How::Plainly)
    }

    /// A date of three numbers: the one day that it can be, or all between those that it can be.
    fn numbered(&self, numbers: Numbers, text: &str, clock: &str) -> Option<When> {
        let all = || ORDERS.into_iter().zip(self.refuted).filter(|((order, _), _)| numbers.can_be(*order));
        let dates = |is_free: bool| -> Vec<String> {
            let kept = all().filter(|(_, is_refuted)| is_free || !is_refuted);
            kept.filter_map(|((order, _), _)| numbers.date(order)).collect()
        };
        let mut dates = Some(dates(false)).filter(|it| !it.is_empty()).unwrap_or_else(|| dates(true));
        crate::sorting::by(&mut dates, Ord::cmp);
        dates.dedup();
        match dates.as_slice() {
            [] => None,
            [date] => self.at(date.clone(), clock, if all().count() > 1 { How::Derived } else { How::Plainly }),
            [first, .., last] => {
                let when = Self::day(format!("{first}/{last}"), Day::parse(first));
                Some(When { how: How::Open, note: Some(Phrase::table_written(text).into()), ..when })
            }
        }
    }

    /// A day and what stands behind it.
    fn at(&self, iso: String, clock: &str, how: How) -> Option<When> {
        let time = Some(clock).filter(|it| !it.is_empty() && iso.len() == 10);
        if let Some(time) = time.and_then(|it| timed(&iso, it)) {
            return Some(self.clock(time, how));
        }
        let earliest = Moment::parse(&iso).ok()?.span().earliest;
        let note = time.map(|it| Phrase::table_clock(it).into());
        Some(When { how, note, ..Self::day(iso, earliest) })
    }

    fn clock(&self, time: Time, how: How) -> When {
        let local = self.zone.as_ref().filter(|_| !time.has_zone()).map(|it| (it, self.zones.local(time, it)));
        let time = match local {
            None => time,
            Some((_, Local::At(time))) => time,
            Some((zone, Local::Twice | Local::Never)) => {
                let note = Phrase::table_changing_clock(time.civil(), zone.words());
                let day = time.day();
                let when = Self::day(day.to_string(), Some(day));
                return When { how: How::Changing, note: Some(note.into()), ..when };
            }
        };
        let note = (!time.has_zone()).then(|| Phrase::import_sentence(time.words()).into());
        let clock = Some(time.has_zone());
        When { moment: time.moment(), key: time.micros(), clock, time: Some(time), how, note }
    }

    fn day(moment: String, earliest: Option<Day>) -> When {
        let key = earliest.map_or(0, |it| i64::from(it.number())) * 86_400_000_000;
        When { moment, key, clock: None, time: None, how: How::Plainly, note: None }
    }
}

/// A time of day on a day.
fn timed(iso: &str, clock: &str) -> Option<Time> {
    Time::parse(&format!("{iso} {}", clock_of(clock)?))
}

/// Three numbers of a date: `11/05/2020`, `2020/5/11`, `11.5.20`, `13-05-2024`; and of how many digits the first and the last one are.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    numbers: [u32; 3],
    widths: (usize, usize),
}

impl Numbers {
    fn of(text: &str) -> Option<Self> {
        let date = text.trim().split([' ', 'T', ',']).next()?;
        let separator = ['/', '.', '-'].into_iter().find(|it| date.matches(*it).count() == 2)?;
        let parts: Vec<&str> = date.split(separator).collect();
        let is_number = |it: &&str| (1..=4).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
        let [first, middle, last] = parts[..] else { return None };
        let widths = (first.len(), last.len());
        let is_date = parts.iter().all(is_number) && middle.len() < 3 && matches!(widths, (4, 1 | 2) | (1 | 2, 2 | 4));
        let numbers = [first.parse().ok()?, middle.parse().ok()?, last.parse().ok()?];
        is_date.then_some(Self { numbers, widths })
    }

    /// Whether the numbers can stand in an order: a number of four digits is the year.
    fn can_be(self, order: Order) -> bool {
        match order {
            Order::Year => self.widths.1 < 3,
            Order::Day | Order::Month => self.widths.0 < 3,
        }
    }

    /// The date that they are in an order, if there is such a day. Of two digits, 70 to 99 are of the last century.
    fn date(self, order: Order) -> Option<String> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            Order::Day => (c, b, a),
            Order::Month => (c, a, b),
            Order::Year => (a, b, c),
        };
        let year = match year {
            0..70 => 2000 + year,
            70..100 => 1900 + year,
            _ => year,
        };
        iso(year, month, Some(day))
    }
}

/// A time of day as `Time` reads it: of `3:20:10.5 PM`, `午後3時20分` and `10時` as well.
fn clock_of(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let halves = [("午前", false), ("午後", true), ("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)];
    let half = halves.into_iter().find_map(|(word, is_late)| {
        let rest = lower.strip_prefix(word).or_else(|| lower.strip_suffix(word))?;
        Some((rest.trim(), is_late))
    });
    let (clock, is_late) = half.map_or((lower.as_str(), None), |(rest, is_late)| (rest, Some(is_late)));
    if is_late.is_none() && !clock.contains('時') {
        return Some(text.to_owned());
    }
    let clock = clock.split_once(['.', ',']).map_or(clock, |(whole, _)| whole);
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
            ("May 7, 2020 10:00 UTC", "2020-05-07T10:00:00Z"),
            ("07-May-2020", "2020-05-07"),
            ("Sept 2020", "2020-09"),
            ("May 2020 or so", ""),
            ("7 Mays 2020", ""),
            ("1600858412", "2020-09-23T10:53:32Z"),
            ("1600858412340", "2020-09-23T10:53:32Z"),
            ("05/06/2020", "2020-05-06/2020-06-05"),
            ("31/06/2020", ""),
            ("13-05-2024 10:00", "2024-05-13"),
            ("24/12/13", "2013-12-24/2024-12-13"),
            ("13.05.24", "2013-05-24/2024-05-13"),
            ("3/4/2024, 1:58:10.412 PM", "2024-03-04/2024-04-03"),
            ("3/15/2024, 9:00:00.000 AM", "2024-03-15"),
            ("2024-03-04 22:58 JST", "2024-03-04T22:58:00+09:00"),
            ("2024-03-04 22:58 EST", "2024-03-04"),
            ("2024-03-04 22:58 (JST)", "2024-03-04T22:58:00+09:00"),
            ("JST 2024-03-04 22:58", "2024-03-04T22:58:00+09:00"),
            ("2024-03-04 22:58 UTC +9", "2024-03-04T22:58:00+09:00"),
            ("2024-07-04 22:58 Europe/Berlin", "2024-07-04T22:58:00+02:00"),
            ("2024-07-04T22:58:00+02:00[Europe/Berlin]", "2024-07-04T22:58:00+02:00"),
            ("2024-10-27 02:30 Europe/Berlin", "2024-10-27"),
            ("Nov 29, 2026 @ 10:00:00.000", "2026-11-29"),
            ("㋿2年5月11日 午後3時20分（JST）", "2020-05-11T15:20:00+09:00"),
            ("令和 2 年 5 月 11 日", "2020-05-11"),
            ("25/May/2024:15:16:00 +0000", "2024-05-25T15:16:00Z"),
            ("20240525", "2024-05-25"),
            ("令和6年3月4日 22:58", "2024-03-04"),
            ("1970-01-01", ""),
            ("1601-01-01 00:00", ""),
            ("9999-12-31", ""),
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
        let dates = Dates { zone: Some(Zone::East(540)), ..Dates::default() };
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
            Dates::of(rows.iter().copied(), None, None, Zones::default())
                .read("05/06/2020")
                .map(|it| (it.moment, it.how == How::Derived))
        };
        let both = Some(("2020-05-06/2020-06-05".to_owned(), false));
        assert_eq!(of(&["05/06/2020", "25/06/2020"]), Some(("2020-06-05".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "05/25/2020"]), Some(("2020-05-06".to_owned(), true)));
        assert_eq!(of(&["05/06/2020", "2020/05/25"]), both);
        assert_eq!(of(&["25/06/2020", "05/25/2020"]), both);
        let chosen =
            Dates::of([].into_iter(), None, Some("month-first"), Zones::default()).read("05/06/20").map(|it| it.moment);
        assert_eq!(chosen.as_deref(), Some("2020-05-06"));
    }
}
