//! Time zones: so many minutes east of UTC, or a place that changes its clocks, by its name.
//!
//! When clocks changed where, is no knowledge of ours: natively a library has it, in the browser the browser. Both answer
//! one question, how far a zone was from UTC at an instant; what a time on a wall clock means follows from that.

use super::time::{self, Time};

/// Minutes east of UTC that a zone was at an instant, in seconds since 1970; `None` if there is no zone of that name.
pub type Offsets = fn(&str, i64) -> Option<i32>;

/// Who knows the zones.
#[derive(Clone, Copy)]
pub struct Zones(pub Offsets);

/// A zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// So many minutes east of UTC, all year.
    East(i32),
    /// A place, as the database of zones calls it: `Europe/Berlin`.
    Of(String),
}

/// What a time on a wall clock is in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// This instant.
    At(Time),
    /// Two instants: clocks went back.
    Twice,
    /// None: clocks went forward.
    Never,
}

impl Default for Zones {
    /// The zones of the library; in the browser none, unless somebody says whom to ask.
    fn default() -> Self {
        Self(known)
    }
}

#[cfg(not(target_os = "unknown"))]
fn known(name: &str, seconds: i64) -> Option<i32> {
    let zone = jiff::tz::TimeZone::get(name).ok()?;
    Some(zone.to_offset(jiff::Timestamp::from_second(seconds).ok()?).seconds() / 60)
}

#[cfg(target_os = "unknown")]
fn known(_: &str, _: i64) -> Option<i32> {
    None
}

impl Zone {
    /// For people.
    pub fn words(&self) -> String {
        match self {
            Self::East(_) => String::new(),
            Self::Of(name) => name.clone(),
        }
    }
}

impl Zones {
    /// The zone that words name: `UTC+9`, `JST`, `Europe/Berlin`, perhaps in brackets.
    pub fn read(self, words: &str) -> Option<Zone> {
        let words = words.trim().trim_matches(['(', ')', '[', ']', '（', '）']).trim();
        let is_place = || {
            let is_letter = |it: char| it.is_ascii_alphanumeric() || "/_+-".contains(it);
            // no date: `05/06/2024`
            let begins = words.starts_with(|it: char| it.is_ascii_alphabetic());
            begins
                && words.contains('/')
                && words.len() < 40
                && words.chars().all(is_letter)
                && (self.0)(words, 0).is_some()
        };
        time::zone(words).map(Zone::East).or_else(|| is_place().then(|| Zone::Of(words.to_owned())))
    }

    /// A time without a zone, as one of a zone.
    pub fn local(self, time: Time, zone: &Zone) -> Local {
        const DAY: i64 = 86_400;
        let name = match zone {
            Zone::East(east) => return Local::At(time.or_zone(*east)),
            Zone::Of(name) => name,
        };
        // as if it were one of UTC; no zone changes its clocks twice within two days
        let seconds = (time.micros() - Time::EPOCH).div_euclid(1_000_000);
        let of = |at: i64| (self.0)(name, at);
        let is_then = |east: &i32| of(seconds - i64::from(*east) * 60) == Some(*east);
        let mut all: Vec<i32> = [of(seconds - DAY), of(seconds + DAY)].into_iter().flatten().filter(is_then).collect();
        all.dedup();
        match all[..] {
            [] => Local::Never,
            [east] => Local::At(time.or_zone(east)),
            _ => Local::Twice,
        }
    }
}

impl std::fmt::Debug for Zones {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Zones")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_change_leave_some_times_out_and_tell_others_twice() {
        let zones = Zones::default();
        let at = |time: &str, zone: &str| {
            let zone = zones.read(zone).expect("a zone");
            match zones.local(Time::parse(time).expect("a time"), &zone) {
                Local::At(time) => time.moment(),
                Local::Twice => "twice".to_owned(),
                Local::Never => "never".to_owned(),
            }
        };
        for (time, zone, moment) in [
            ("2024-03-04 22:58", "Europe/Berlin", "2024-03-04T22:58:00+01:00"),
            ("2024-07-04 22:58", "(Europe/Berlin)", "2024-07-04T22:58:00+02:00"),
            ("2024-03-31 02:30", "Europe/Berlin", "never"),
            ("2024-03-31 03:00", "Europe/Berlin", "2024-03-31T03:00:00+02:00"),
            ("2024-10-27 02:30", "Europe/Berlin", "twice"),
            ("2024-10-27 03:00", "Europe/Berlin", "2024-10-27T03:00:00+01:00"),
            ("2024-11-03 01:59", "America/New_York", "twice"),
            ("2024-11-03 02:00", "America/New_York", "2024-11-03T02:00:00-05:00"),
            ("2024-07-04 09:00", "Asia/Tokyo", "2024-07-04T09:00:00+09:00"),
            ("2024-07-04 09:00", "UTC+9", "2024-07-04T09:00:00+09:00"),
        ] {
            assert_eq!(at(time, zone), moment, "{time} {zone}");
        }
        for none in ["Date/Time", "Europe/Nowhere", "EST", "local", ""] {
            assert_eq!(zones.read(none), None, "{none}");
        }
    }
}
