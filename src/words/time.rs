//! Days, spans and times.

use crate::incident::{Day, Moment, Said, Span};
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

    /// The days something can be: `7 May 2020`, `4 to 5 May 2020`, `September 2019`, `by 28 May 2020`.
    pub fn span(&self, span: Span) -> String {
        match (span.earliest, span.latest) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => self.days(a, b),
            (Some(a), None) => self.from_on(self.day(a)),
            (None, Some(b)) => self.until_day(self.day(b)),
            (None, None) => self.at_unknown_time().to_owned(),
        }
    }

    fn days(&self, a: Day, b: Day) -> String {
        let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (a.ymd(), b.ymd());
        let (year, first, last) = (year_a.to_string(), day_a.to_string(), day_b.to_string());
        let is_start = day_a == 1;
        let is_end = b.plus(1).ymd().2 == 1;
        if is_start && is_end && year_a == year_b && month_a == month_b {
            self.month_of(self.month(month_a), year)
        } else if is_start && is_end && year_a == year_b && (month_a, month_b) == (1, 12) {
            self.year_of(year)
        } else if year_a == year_b && month_a == month_b {
            self.days_in_month(first, last, self.month(month_a), year)
        } else if year_a == year_b {
            self.days_in_year(first, self.month(month_a), last, self.month(month_b), year)
        } else {
            self.days_between(self.day(a), self.day(b))
        }
    }

    /// When something happened, with the time of day if it is told; says so where only the order is.
    pub fn when(&self, when: &When) -> String {
        match (when.undated, when.span.earliest, when.span.latest) {
            (false, ..) => {
                let days = self.span(when.span);
                when.time.map_or(days.clone(), |it| self.at_time(days, it.to_string()))
            }
            (true, Some(a), Some(b)) if a == b => self.undated_leaves(self.day(a)),
            (true, Some(a), Some(b)) => self.undated_between(self.day(a), self.day(b)),
            (true, Some(a), None) => self.undated_from(self.day(a)),
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
            ("2019-09/2020-05", "1 September 2019 to 31 May 2020"),
            ("../2020-05-28", "by 28 May 2020"),
            ("2020-05-28/..", "from 28 May 2020 on"),
        ] {
            assert_eq!(Tongue::of("en").span(Moment::parse(text).unwrap().span()), words, "{text}");
        }
    }
}
