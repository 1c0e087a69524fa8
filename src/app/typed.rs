//! A day as people type it.

use crate::document::typed::moment;
use crate::incident::{Day, Moment};

/// Reads a day: `2020-07-02`, `2 July 2020`, `Jul 2nd, 2020`, `2020/7/2`, `2020年7月2日`; of a month or a year alone, its last day.
/// Which number of `07/02/2020` is the month, nobody can tell: it is not read.
///
/// ```
/// use breachmap::app::typed::day;
/// assert_eq!(day("Jul 2nd, 2020").unwrap().to_string(), "2020-07-02");
/// assert_eq!(day("07/02/2020"), None);
/// ```
pub fn day(text: &str) -> Option<Day> {
    Moment::parse(&moment(text).ok()?).ok()?.span().latest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::Tongue;

    #[test]
    fn a_day_is_read_in_every_form_that_says_which_number_is_what() {
        for text in [
            "2020-07-02",
            " 2020-7-2 ",
            "2 July 2020",
            "2 jul 2020",
            "July 2, 2020",
            "Jul. 2nd 2020",
            "2020 July 2",
            "2020/07/02",
            "2020.7.2",
            "2020年7月2日",
            "２０２０年７月２日",
        ] {
            assert_eq!(day(text).map(|it| it.to_string()).as_deref(), Some("2020-07-02"), "{text}");
        }
        for (text, last) in [
            ("February 2020", "2020-02-29"),
            ("2020-02", "2020-02-29"),
            ("2020年2月", "2020-02-29"),
            ("2020", "2020-12-31"),
        ] {
            assert_eq!(day(text).map(|it| it.to_string()).as_deref(), Some(last), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_not_read_and_no_day_is_none() {
        for text in [
            "07/02/2020",
            "2/7/20",
            "2 July",
            "30 February 2020",
            "2020-13-01",
            "yesterday",
            "",
            "2020-07-02 10:30",
            "2 Ju 2020",
            "July July 2020",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_shown() {
        for tongue in Tongue::ALL {
            for shown in ["2020-07-02", "0999-01-31", "2019-12-01"].map(|it| Day::parse(it).unwrap()) {
                assert_eq!(day(&tongue.day(shown)), Some(shown).filter(|it| it.ymd().0 > 999), "{}", tongue.day(shown));
            }
        }
    }
}
