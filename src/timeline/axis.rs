//! Days on a line from 0 to 1: slider, chart and ticks share it. Long quiet gaps are compressed, and marked as such.
//!
//! A breach is eight quiet months and then five days in which everything happens. In true proportion these five days
//! would be 2 % of the slider, a few pixels. So a gap without any change takes less room the longer it is: up to a week
//! it is true, beyond it grows with the square root, and it never takes more room than a month. A week and a day still
//! look like a week and a day; a year looks longer than a month, but not twelve times. What is compressed to less than
//! half is marked, so that readers take no distance from it; `True` and `Steps` are a click away.

use super::{Timeline, Undated};
use crate::incident::{Day, Id};

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
    /// Days, where they lie, and until where steps without a date lie after them; in order.
    knots: Vec<(Day, f64, f64)>,
    /// Where a gap is compressed: the days before and after it.
    pub gaps: Vec<(Day, Day)>,
    /// Where the steps without a date lie, in their order; only an axis of equal steps has them.
    pub undated: Vec<(Id, f64)>,
}

impl Axis {
    /// The line through the days of a timeline, and the places of steps without a date, in their order.
    pub fn of(timeline: &Timeline, scale: Scale, undated: &[Undated]) -> Self {
        let undated = if scale == Scale::Steps { undated } else { &[] };
        if timeline.first().told().is_none() {
            return Self::untold(undated);
        }
        // they come in the order of their days
        let after = |day: Day| {
            let from = undated.partition_point(|it| it.after < day);
            &undated[from..from + undated[from..].partition_point(|it| it.after == day)]
        };
        let n_after = |day: Day| after(day).len() as f64;
        let mut knots = vec![(timeline.first(), 0.0, n_after(timeline.first()))];
        let mut gaps = Vec::new();
        let mut at = n_after(timeline.first());
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
            let room = n_after(pair[1]);
            knots.push((pair[1], at, at + room));
            at += room;
        }
        let mut places = Vec::new();
        for (day, begin, end) in &mut knots {
            let here = after(*day).iter().zip(1..);
            places.extend(here.map(|(it, i)| (it.step.clone(), (*begin + f64::from(i)) / at)));
            (*begin, *end) = (*begin / at, *end / at);
        }
        Self { knots, gaps, undated: places }
    }

    /// The line of a story without any date: its steps, and at the end all that is told.
    fn untold(undated: &[Undated]) -> Self {
        let n = undated.len() as f64;
        let undated = undated.iter().zip(0..).map(|(it, i)| (it.step.clone(), f64::from(i) / n)).collect();
        Self { knots: vec![(Day::UNTOLD, 1.0, 1.0)], gaps: Vec::new(), undated }
    }

    /// Where a day lies, held between 0 and 1.
    pub fn position(&self, day: Day) -> f64 {
        let after = self.knots.partition_point(|(it, ..)| *it <= day);
        match (after.checked_sub(1).map(|it| self.knots[it]), self.knots.get(after)) {
            (None, _) => 0.0,
            (Some((a, at, _)), _) if a == day => at,
            (Some((_, _, end)), None) => end,
            (Some((a, _, from)), Some((b, to, _))) => {
                let part = f64::from(day.number() - a.number()) / f64::from(b.number() - a.number());
                from + (to - from) * part
            }
        }
    }

    /// Where a step without a date lies; where it has no place, or there is none, where its day does.
    pub fn place(&self, day: Day, step: Option<&str>) -> f64 {
        let found = self.undated.iter().find(|(id, _)| Some(id.as_str()) == step);
        found.map_or_else(|| self.position(day), |(_, at)| *at)
    }

    /// The day nearest to a position.
    pub fn day(&self, position: f64) -> Day {
        let after = self.knots.partition_point(|(_, at, _)| *at <= position);
        match (after.checked_sub(1).map(|it| self.knots[it]), self.knots.get(after)) {
            (None, _) => self.knots[0].0,
            (Some((day, ..)), None) => day,
            (Some((day, _, end)), Some(_)) if position <= end => day,
            (Some((a, _, from)), Some((b, to, _))) => {
                let days = f64::from(b.number() - a.number());
                a.plus(((position - from) / (to - from) * days).round() as i32)
            }
        }
    }

    /// The days at which something can change, in order.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.knots.iter().map(|it| it.0)
    }

    /// The first and the last day.
    pub fn ends(&self) -> (Day, Day) {
        (self.knots[0].0, self.knots[self.knots.len() - 1].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(stops: Vec<Day>) -> Timeline {
        Timeline { opening: stops[stops.len() - 1], stops }
    }

    fn axis(days: &[&str]) -> Axis {
        scaled(days, Scale::Compressed)
    }

    fn scaled(days: &[&str], scale: Scale) -> Axis {
        Axis::of(&timeline(days.iter().map(|it| Day::parse(it).unwrap()).collect()), scale, &[])
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
    fn steps_without_a_date_have_places_of_their_own() {
        let day = |it: &str| Day::parse(it).unwrap();
        let timeline = timeline(vec![day("2021-03-01"), day("2021-03-02"), day("2021-03-09")]);
        let undated = |step: &str, after: &str| Undated { step: step.to_owned(), after: day(after) };
        let places = [undated("a", "2021-03-02"), undated("b", "2021-03-02")];
        let axis = Axis::of(&timeline, Scale::Steps, &places);
        assert_eq!(axis.undated, [("a".to_owned(), 2.0 / 5.0), ("b".to_owned(), 3.0 / 5.0)]);
        assert_eq!(axis.place(day("2021-03-02"), Some("b")).to_bits(), (3.0_f64 / 5.0).to_bits());
        assert!((axis.position(day("2021-03-09")) - 4.0 / 5.0).abs() < 1e-9);
        for (_, at) in &axis.undated {
            assert_eq!(axis.day(*at), day("2021-03-02"), "no day is made up");
        }
        for number in timeline.first().number()..=timeline.last().number() {
            assert_eq!(axis.day(axis.position(Day::from_number(number))).number(), number);
        }
        assert!(Axis::of(&timeline, Scale::True, &places).undated.is_empty());
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
    fn a_story_without_a_date_ends_with_all_that_is_told() {
        let timeline = timeline(vec![Day::UNTOLD]);
        let places = ["a", "b"].map(|it| Undated { step: it.to_owned(), after: Day::UNTOLD });
        let axis = Axis::of(&timeline, Scale::Steps, &places);
        assert_eq!(axis.undated, [("a".to_owned(), 0.0), ("b".to_owned(), 0.5)]);
        assert_eq!((axis.position(Day::UNTOLD), axis.ends()), (1.0, (Day::UNTOLD, Day::UNTOLD)));
        assert!([0.0, 0.7, 1.0].iter().all(|it| axis.day(*it) == Day::UNTOLD), "no day is made up");
    }

    #[test]
    fn one_day_is_a_line_too() {
        let axis = axis(&["2020-05-07"]);
        assert_eq!(axis.day(0.2), Day::parse("2020-05-07").unwrap());
        assert_eq!(axis.ends().1, Day::parse("2020-05-08").unwrap());
    }
}
