//! A date as it was said: at its own precision, never sharper (EDTF, ISO 8601-2, level 1).

use super::day::{Day, number};
use super::{End, Precision, Span, TimeOfDay};

/// A moment as a source put it, with the days it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    text: String,
    span: Span,
    approximate: bool,
    uncertain: bool,
    time: Option<TimeOfDay>,
}

impl Moment {
    /// Reads an EDTF level 1 expression: `2020-05-11`, `2020-05`, `2020`, `2020-21` (spring), `2020-05-XX`,
    /// `2019-09~`, `2020?`, `2020-05-04/2020-05-05`, `2020-05-28/..`; or an RFC 3339 instant, whose day counts as written.
    ///
    /// ```
    /// use breachmap::incident::Moment;
    /// let range = Moment::parse("2020-05-04/2020-05-05").unwrap();
    /// assert_eq!(range.span().earliest.unwrap().to_string(), "2020-05-04");
    /// assert_eq!(Moment::parse("2020-05").unwrap().span().latest.unwrap().to_string(), "2020-05-31");
    /// assert!(Moment::parse("2020-02-30").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let mut moment =
            Self { text: text.to_owned(), span: Span::default(), approximate: false, uncertain: false, time: None };
        let (first, last) = match text.split_once('/') {
            Some((first, last)) => (first, Some(last)),
            None => (text, None),
        };
        let first = moment.end(first, last.is_some())?;
        let last = match last {
            Some(last) => moment.end(last, true)?,
            None => first,
        };
        moment.span = Span::of(first.start(), last.stop());
        match (moment.span.earliest, moment.span.latest) {
            (Some(a), Some(b)) if a > b => Err(MomentError::Crossed),
            _ => Ok(moment),
        }
    }

    fn end(&mut self, text: &str, is_interval: bool) -> Result<Span, MomentError> {
        if is_interval && (text.is_empty() || text == "..") {
            return Ok(Span::default());
        }
        let bare = text.trim_end_matches(['~', '?', '%']);
        let marks = &text[bare.len()..];
        if marks.len() > 1 {
            return Err(MomentError::NotEdtf);
        }
        self.approximate |= matches!(marks, "~" | "%");
        self.uncertain |= matches!(marks, "?" | "%");
        if let Some((date, time)) = bare.split_once('T') {
            // an instant with a zone: its day counts as it is written
            let time = TimeOfDay::parse(time).ok_or(MomentError::NotEdtf)?;
            self.time = Some(time).filter(|_| !is_interval);
            return Day::parse(date).map(Span::day).ok_or(MomentError::NotEdtf);
        }
        Calendar::parse(bare).ok_or_else(|| MomentError::of(bare)).map(Calendar::span)
    }

    /// The moment of one day.
    pub fn day(day: Day) -> Self {
        Self { text: day.to_string(), span: Span::day(day), approximate: false, uncertain: false, time: None }
    }

    /// The words of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The days it can be.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The time of day, if it is an instant.
    pub fn time(&self) -> Option<TimeOfDay> {
        self.time
    }

    /// Whether the source says "about" (`~`).
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether the source itself is not sure (`?`).
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }
}

/// Why a moment cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// Not an expression of EDTF level 1.
    NotEdtf,
    /// Shaped like a date, but the calendar has no such day.
    NoSuchDay,
    /// A range that ends before it begins.
    Crossed,
}

impl MomentError {
    fn of(bare: &str) -> Self {
        let shaped = bare.len() == 10
            && bare.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if shaped { Self::NoSuchDay } else { Self::NotEdtf }
    }
}

/// One date at one precision.
enum Calendar {
    Day(Day),
    Month(i32, u8),
    /// 21 spring, 22 summer, 23 autumn, 24 winter: three months, winter ending in the next year.
    Season(i32, u8),
    Years(i32, i32),
}

impl Calendar {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next(), parts.next());
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        let known = year.trim_end_matches('X');
        let unit = 10_i32.checked_pow(u32::try_from(4 - known.len()).ok()?)?;
        if unit > 100 {
            return None;
        }
        let first = number(known)? * unit;
        let Some(month) = month else { return Some(Self::Years(first, first + unit - 1)) };
        if unit > 1 || month.len() != 2 || day.is_some_and(|it| it.len() != 2) {
            return None;
        }
        match (month, day) {
            ("XX", None | Some("XX")) => Some(Self::Years(first, first)),
            (month, None | Some("XX")) => match u8::try_from(number(month)?).ok()? {
                month @ 1..=12 => Some(Self::Month(first, month)),
                season @ 21..=24 if day.is_none() => Some(Self::Season(first, season)),
                _ => None,
            },
            (_, Some(_)) => Day::parse(text).map(Self::Day),
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Day(day) => Span::day(day),
            Self::Month(year, month) => {
                Self::by(Precision::Month, Day::from_ymd(year, month, 1), Day::last_of_month(year, month))
            }
            Self::Season(year, season) => {
                let first = (season - 20) * 3;
                let (end_year, last) = if first == 12 { (year + 1, 2) } else { (year, first + 2) };
                Self::by(Precision::Season, Day::from_ymd(year, first, 1), Day::last_of_month(end_year, last))
            }
            Self::Years(first, last) => {
                Self::by(Precision::Year, Day::from_ymd(first, 1, 1), Day::from_ymd(last, 12, 31))
            }
        }
    }

    fn by(told: Precision, first: Option<Day>, last: Option<Day>) -> Span {
        let end = |day: Option<Day>| day.map(|day| End { day, told });
        Span::of(end(first), end(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let end = |day: Option<Day>| day.map_or("..".to_owned(), |it| it.to_string());
        let actual = match Moment::parse(text) {
            Ok(it) => format!("{} {}", end(it.span.earliest), end(it.span.latest)),
            Err(err) => format!("{err:?}"),
        };
        assert_eq!(actual, expected, "{text}");
    }

    #[test]
    fn precision_is_kept_as_a_span() {
        check("2020-05-11", "2020-05-11 2020-05-11");
        check("2020-05", "2020-05-01 2020-05-31");
        check("2020-02", "2020-02-01 2020-02-29");
        check("2020", "2020-01-01 2020-12-31");
        check("201X", "2010-01-01 2019-12-31");
        check("2020-05-XX", "2020-05-01 2020-05-31");
        check("2020-XX-XX", "2020-01-01 2020-12-31");
        check("2020-21", "2020-03-01 2020-05-31");
        check("2020-24", "2020-12-01 2021-02-28");
        check("2019-09~", "2019-09-01 2019-09-30");
        check("2020-05-04/2020-05-05", "2020-05-04 2020-05-05");
        check("2020-05-28/..", "2020-05-28 ..");
        check("../2020-05-28", ".. 2020-05-28");
        check("2020-05/", "2020-05-01 ..");
        check("2020-05-07T23:30:00+09:00", "2020-05-07 2020-05-07");
        check("2020-05-07T00:00:00.125Z", "2020-05-07 2020-05-07");
    }

    #[test]
    fn what_is_not_a_moment_is_said() {
        check("2020-02-30", "NoSuchDay");
        check("2020-13-01", "NoSuchDay");
        check("2020-05-12/2020-05-11", "Crossed");
        for text in [
            "",
            "yesterday",
            "5/11/2020",
            "2020-5-1",
            "20-05-11",
            "2020-XX-11",
            "2020-05-1X",
            "XXXX",
            "..",
            "2020~~",
            "2020-05-07T25:00:00Z",
            "2020-05-07T10:00",
            "2020-05-07T10:00:00",
            "2020-05-07T10:00:00é",
            "2020-05-07TZ",
            "+020",
            "2020-05-11/2020/2021",
            "２０２０",
        ] {
            check(text, "NotEdtf");
        }
    }

    #[test]
    fn marks_are_remembered() {
        let moment = Moment::parse("2019-09%").unwrap();
        assert!(moment.is_approximate() && moment.is_uncertain());
    }
}
