//! The time of day of an instant, with its zone: it orders what happened on one day, and is never rounded or shifted.

use std::fmt;

use super::Day;

/// A time of day in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    /// Seconds since midnight, as the zone has it.
    seconds: i32,
    /// Minutes east of UTC.
    east: i32,
}

impl TimeOfDay {
    /// Reads what stands behind the `T` of RFC 3339: `10:00:00+09:00`, `23:30:00.5Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let zone_at = text.find(['Z', '+', '-'])?;
        let (clock, zone) = text.split_at(zone_at);
        let (clock, fraction) =
            clock.split_once('.').map_or((clock, None), |(clock, fraction)| (clock, Some(fraction)));
        if fraction.is_some_and(|it| it.is_empty() || !it.bytes().all(|it| it.is_ascii_digit())) {
            return None;
        }
        let [hours, minutes, seconds] = parts(clock, [24, 60, 61])?;
        let east = match (zone, zone.split_at(1)) {
            ("Z", _) => 0,
            (_, (sign @ ("+" | "-"), offset)) => {
                let [hours, minutes] = parts(offset, [24, 60])?;
                if sign == "-" { -(hours * 60 + minutes) } else { hours * 60 + minutes }
            }
            _ => return None,
        };
        Some(Self { seconds: (hours * 60 + minutes) * 60 + seconds, east })
    }

    /// Seconds since some instant, the same for all, of this time on a day: what is later has more.
    pub fn instant(self, day: Day) -> i64 {
        i64::from(day.number()) * 86_400 + i64::from(self.seconds - self.east * 60)
    }
}

/// Numbers of two digits between colons, each below its limit.
fn parts<const N: usize>(text: &str, limits: [i32; N]) -> Option<[i32; N]> {
    let mut found = [0; N];
    let mut words = text.split(':');
    for (number, limit) in found.iter_mut().zip(limits) {
        let word = words.next().filter(|it| it.len() == 2 && it.bytes().all(|it| it.is_ascii_digit()))?;
        *number = word.parse().ok().filter(|it| *it < limit)?;
    }
    words.next().is_none().then_some(found)
}

impl fmt::Display for TimeOfDay {
    /// `18:53:32 UTC`, `10:00 +09:00`: without seconds where there are none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)?;
        if seconds > 0 {
            write!(f, ":{seconds:02}")?;
        }
        match self.east {
            0 => f.write_str(" UTC"),
            east => {
                let sign = if east < 0 { '-' } else { '+' };
                write!(f, " {sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_their_own_zone_and_ordered_by_the_instant() {
        let read = |it: &str| TimeOfDay::parse(it).map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(read("18:53:32.340Z"), "18:53:32 UTC");
        assert_eq!(read("10:00:00+09:00"), "10:00 +09:00");
        assert_eq!(read("23:39:21-04:30"), "23:39:21 -04:30");
        for none in ["", "Z", "10:00Z", "25:00:00Z", "10:00:00", "10:00:00.Z", "10:00:00é", "10:00:00+9"] {
            assert_eq!(read(none), "", "{none}");
        }
        let instant = |day: &str, it: &str| Some(TimeOfDay::parse(it)?.instant(Day::parse(day)?));
        assert!(instant("2019-09-24", "23:39:21-04:00") > instant("2019-09-25", "03:39:20Z"));
    }
}
