//! Days, spans and times.

use crate::incident::{Day, End, Moment, Precision, Said, Span};
use crate::timeline::When;
use crate::tongue::Tongue;

impl Tongue {
    /// `11 May 2020`.
    pub fn day(&self, day: Day) -> String {
        if day.told().is_none() {
            return self.no_date().to_owned();
        }
        let (year, month, day) = day.ymd();
        self.day_of(day.to_string(), self.month(month), year.to_string())
    }

    /// `11 May`, where the year is plain.
    pub fn day_of_year(&self, day: Day) -> String {
        let (_, month, day) = day.ymd();
        self.day_and_month(day.to_string(), self.month(month))
    }

    /// The days something can be, at the precision at which they are told: `7 May 2020`, `4 to 5 May 2020`, `September 2019`,
    /// `spring 2020 to 7 May 2020`, `by 28 May 2020`, `by the end of 2019`.
    pub fn span(&self, span: Span) -> String {
        match (span.start(), span.stop()) {
            (Some(a), Some(b)) => self.ends(a, b),
            (Some(a), None) => self.from_on(self.end(a)),
            (None, Some(b)) => self.until_day(self.end_itself(b)),
            (None, None) => self.at_unknown_time().to_owned(),
        }
    }

    /// An end of a span, never sharper than it is told: `7 May 2020`, `May 2020`, `spring 2020`, `2020`.
    pub fn end(&self, end: End) -> String {
        let (year, month, _) = end.day.ymd();
        match end.told {
            Precision::Day => self.day(end.day),
            Precision::Month => self.month_of(self.month(month), year.to_string()),
            Precision::Season => {
                let (year, season) = end.season();
                let season = [self.spring(), self.summer(), self.autumn(), self.winter()][usize::from(season) - 1];
                self.season_of(season, year.to_string())
            }
            Precision::Year => self.year_of(year.to_string()),
        }
    }

    /// The last day of a span by itself: `7 May 2020`, `the end of May 2020`.
    pub fn end_itself(&self, end: End) -> String {
        match end.told {
            Precision::Day => self.day(end.day),
            Precision::Month | Precision::Season | Precision::Year => self.end_of(self.end(end)),
        }
    }

    fn ends(&self, a: End, b: End) -> String {
        if (a.told, b.told) == (Precision::Day, Precision::Day) {
            return self.days(a.day, b.day);
        }
        let (first, last) = (self.end(a), self.end(b));
        let is_within = |part: End, whole: End| self.end(End { told: whole.told, ..part }) == self.end(whole);
        if first == last {
            first
        } else if is_within(b, a) {
            self.within_until(first, self.end_itself(b))
        } else if is_within(a, b) {
            self.within_from(last, first)
        } else {
            self.days_between(first, last)
        }
    }

    fn days(&self, a: Day, b: Day) -> String {
        if a == b {
            return self.day(a);
        }
        let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (a.ymd(), b.ymd());
        let (year, first, last) = (year_a.to_string(), day_a.to_string(), day_b.to_string());
        if year_a == year_b && month_a == month_b {
            self.days_in_month(first, last, self.month(month_a), year)
        } else if year_a == year_b {
            self.days_in_year(first, self.month(month_a), last, self.month(month_b), year)
        } else {
            self.days_between(self.day(a), self.day(b))
        }
    }

    /// When something happened, with the time of day if it is told; says so where only the order is.
    pub fn when(&self, when: &When) -> String {
        match (when.undated, when.span.start(), when.span.stop()) {
            (false, ..) => {
                let days = self.span(when.span);
                when.time.map_or(days.clone(), |it| self.at_time(days, it.to_string()))
            }
            (true, Some(a), Some(b)) => match (self.end(a), self.end(b)) {
                (first, last) if first == last => self.undated_leaves(first),
                (first, last) => self.undated_between(first, last),
            },
            (true, Some(a), None) => self.undated_from(self.end(a)),
            (true, None, Some(_)) => self.undated_by(self.span(when.span)),
            (true, None, None) => self.undated().to_owned(),
        }
    }

    /// A moment at the precision at which it was said: `about 7 May 2020`.
    pub fn moment(&self, moment: &Moment) -> String {
        self.marked(moment, self.span(moment.span()))
    }

    /// The time a claim gives, as precisely as it does: `about 7 May 2020, 10:00 UTC`.
    pub fn time(&self, claim: &Said) -> Option<String> {
        let when = claim.when.as_ref()?;
        let days = self.span(when.span());
        Some(self.marked(when, when.time().map_or(days.clone(), |it| self.at_time(days, it.to_string()))))
    }

    fn marked(&self, moment: &Moment, time: String) -> String {
        match (moment.is_approximate(), moment.is_uncertain()) {
            (true, _) => self.about_time(time),
            (false, true) => self.perhaps_time(time),
            (false, false) => time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_at_their_precision() {
        for (text, words) in [
            ("2020-05-07", "7 May 2020"),
            ("2020-05", "May 2020"),
            ("2020", "2020"),
            ("2020-05-04/2020-05-05", "4 to 5 May 2020"),
            ("2020-05-28/2020-06-02", "28 May to 2 June 2020"),
            ("2020-05-01/2020-05-31", "1 to 31 May 2020"),
            ("2019-09/2020-05", "September 2019 to May 2020"),
            ("2019-09/2020-05-07", "September 2019 to 7 May 2020"),
            ("2020-05/2020-05-07", "May 2020, by 7 May 2020"),
            ("2020-05-07/2020", "2020, from 7 May 2020 on"),
            ("2020-21", "spring 2020"),
            ("2020-24", "winter 2020"),
            ("2020-24/2021-06", "winter 2020 to June 2021"),
            ("201X", "2010 to 2019"),
            ("2019/..", "from 2019 on"),
            ("../2019-09", "by the end of September 2019"),
            ("../2020-24", "by the end of winter 2020"),
            ("../2020-05-28", "by 28 May 2020"),
            ("2020-05-28/..", "from 28 May 2020 on"),
        ] {
            assert_eq!(Tongue::of("en").span(Moment::parse(text).unwrap().span()), words, "{text}");
        }
    }
}
