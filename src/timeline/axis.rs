//! Days on a line from 0 to 1: slider, chart and ticks share it. Long quiet gaps are compressed, and marked as such.

use super::Timeline;
use crate::incident::Day;

/// Gaps up to so many days keep their true proportion; beyond, width grows with the square root.
const TRUE_DAYS: f64 = 7.0;

/// No gap is drawn wider than so many days.
const MAX_GAP: f64 = 30.0;

/// At most so many days of room after the last day.
const MAX_ROOM: i32 = 7;

/// A gap that is drawn at less than this part of its true width is marked.
const MARKED_BELOW: f64 = 0.5;

crate::incident::words! {
    /// How far apart days lie.
    Scale {
        /// As far as they are, but long quiet gaps are compressed.
        Compressed = "compressed",
        /// As far as they are.
        True = "true",
        /// Each stop as far from the next, for stories with an order and hardly any dates.
        Steps = "steps",
    }
}

/// The line of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Days and where they lie; in order.
    knots: Vec<(Day, f64)>,
    /// Where a gap is compressed: the days before and after it.
    pub gaps: Vec<(Day, Day)>,
}

impl Axis {
    /// The line through the days of a timeline.
    pub fn of(timeline: &Timeline, scale: Scale) -> Self {
        let mut knots = vec![(timeline.first(), 0.0)];
        let mut gaps = Vec::new();
        let mut at = 0.0;
        let (first, last) = (timeline.first(), timeline.last());
        // some room after the last day, so that what is reported on it can be seen
        let end = last.plus(((last.number() - first.number()) / 20).clamp(1, MAX_ROOM));
        let stops: Vec<Day> = timeline.stops.iter().copied().chain([end]).collect();
        for pair in stops.windows(2) {
            let days = f64::from(pair[1].number() - pair[0].number());
            let drawn = match scale {
                Scale::Steps => 1.0,
                Scale::Compressed if days > TRUE_DAYS => (TRUE_DAYS + (days - TRUE_DAYS).sqrt()).min(MAX_GAP),
                Scale::Compressed | Scale::True => days,
            };
            if scale == Scale::Compressed && drawn < days * MARKED_BELOW {
                gaps.push((pair[0], pair[1]));
            }
            at += drawn;
            knots.push((pair[1], at));
        }
        for (_, it) in &mut knots {
            *it /= at;
        }
        Self { knots, gaps }
    }

    /// Where a day lies, held between 0 and 1.
    pub fn position(&self, day: Day) -> f64 {
        let after = self.knots.partition_point(|(it, _)| *it <= day);
        match (after.checked_sub(1).map(|it| self.knots[it]), self.knots.get(after)) {
            (None, _) => 0.0,
            (Some((_, at)), None) => at,
            (Some((a, from)), Some((b, to))) => {
                let part = f64::from(day.number() - a.number()) / f64::from(b.number() - a.number());
                from + (to - from) * part
            }
        }
    }

    /// The day nearest to a position.
    pub fn day(&self, position: f64) -> Day {
        let after = self.knots.partition_point(|(_, at)| *at <= position);
        match (after.checked_sub(1).map(|it| self.knots[it]), self.knots.get(after)) {
            (None, _) => self.knots[0].0,
            (Some((day, _)), None) => day,
            (Some((a, from)), Some((b, to))) => {
                let days = f64::from(b.number() - a.number());
                a.plus(((position - from) / (to - from) * days).round() as i32)
            }
        }
    }

    /// The first and the last day.
    pub fn ends(&self) -> (Day, Day) {
        (self.knots[0].0, self.knots[self.knots.len() - 1].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(days: &[&str]) -> Axis {
        scaled(days, Scale::Compressed)
    }

    fn scaled(days: &[&str], scale: Scale) -> Axis {
        Axis::of(&Timeline { stops: days.iter().map(|it| Day::parse(it).unwrap()).collect() }, scale)
    }

    #[test]
    fn a_true_axis_keeps_proportions_and_steps_are_equally_far() {
        let days = ["2019-09-01", "2019-09-11", "2020-05-07", "2020-05-11"];
        let at = |axis: &Axis, day: &str| axis.position(Day::parse(day).unwrap());
        let (proportional, steps) = (scaled(&days, Scale::True), scaled(&days, Scale::Steps));
        assert!(proportional.gaps.is_empty() && steps.gaps.is_empty());
        let year = at(&proportional, "2020-05-07") - at(&proportional, "2019-09-11");
        let week = at(&proportional, "2020-05-11") - at(&proportional, "2020-05-07");
        assert!((year / week - 239.0 / 4.0).abs() < 1e-9);
        for (i, day) in days.iter().enumerate() {
            assert!((at(&steps, day) - i as f64 / 4.0).abs() < 1e-9, "{day}");
        }
    }

    #[test]
    fn short_gaps_are_true_and_long_ones_are_marked() {
        let axis = axis(&["2019-09-01", "2019-09-11", "2020-05-07", "2020-05-11"]);
        assert_eq!(axis.gaps.len(), 1);
        let at = |day: &str| axis.position(Day::parse(day).unwrap());
        assert!((at("2019-09-06") - at("2019-09-01") - (at("2019-09-11") - at("2019-09-06"))).abs() < 1e-9);
        assert!(at("2020-05-11") - at("2020-05-07") > 0.04, "four days stay visible beside eight months");
    }

    #[test]
    fn every_day_is_found_again() {
        for scale in Scale::ALL {
            let axis = scaled(&["2019-09-01", "2020-05-07", "2020-05-11", "2020-07-02"], *scale);
            let (first, last) = axis.ends();
            for number in first.number()..=last.number() {
                let day = Day::from_number(number);
                assert_eq!(axis.day(axis.position(day)), day, "{day}");
            }
            assert_eq!(axis.day(-1.0), first);
            assert_eq!(axis.day(2.0), last);
        }
    }

    #[test]
    fn one_day_is_a_line_too() {
        let axis = axis(&["2020-05-07"]);
        assert_eq!(axis.day(0.2), Day::parse("2020-05-07").unwrap());
        assert_eq!(axis.ends().1, Day::parse("2020-05-08").unwrap());
    }
}
