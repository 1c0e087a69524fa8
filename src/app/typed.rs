//! A day as people type it.

use crate::incident::{Day, Moment};
use crate::tongue::Tongue;

/// Reads a day: `2020-07-02`, `2 July 2020`, `Jul 2nd, 2020`, `2020/7/2`, `2020年7月2日`; of a month or a year alone, its last day.
/// Which number of `07/02/2020` is the month, nobody can tell: it is not read.
///
/// ```
/// use breachmap::app::typed::day;
/// assert_eq!(day("Jul 2nd, 2020").unwrap().to_string(), "2020-07-02");
/// assert_eq!(day("07/02/2020"), None);
/// ```
pub fn day(text: &str) -> Option<Day> {
    let mut numbers: Vec<String> = Vec::new();
    let mut month = None;
    for word in words(text) {
        if word.starts_with(|it: char| it.is_ascii_digit()) {
            numbers.push(word);
        } else if !["st", "nd", "rd", "th"].contains(&word.as_str()) {
            month = Some(named(&word).filter(|_| month.is_none())?);
        }
    }
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let (year, month, day): (&str, Option<u8>, Option<&str>) = match (month, numbers.as_slice()) {
        (Some(month), [year]) => (year, Some(month), None),
        (Some(month), [year, day] | [day, year]) if year.len() == 4 => (year, Some(month), Some(day)),
        (None, [year]) => (year, None, None),
        (None, [year, month]) => (year, Some(month.parse().ok()?), None),
        (None, [year, month, day]) => (year, Some(month.parse().ok()?), Some(day)),
        _ => return None,
    };
    let mut date = year.to_owned();
    let day: Option<u8> = day.map(str::parse).transpose().ok()?;
    for part in [month, day].into_iter().flatten() {
        date += &format!("-{part:02}");
    }
    Moment::parse(&date).ok().filter(|_| year.len() == 4)?.span().latest
}

/// Runs of digits and of letters, in lower case; Japanese digits are wide, and its words for year, month and day stand between them.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for sign in text.chars() {
        let sign = match sign {
            '０'..='９' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
            '年' | '月' | '日' => ' ',
            _ => sign.to_ascii_lowercase(),
        };
        let is_same = sign.is_ascii_digit() == before.is_ascii_digit() && before.is_alphanumeric();
        match words.last_mut().filter(|_| is_same) {
            _ if !sign.is_alphanumeric() => {}
            Some(word) => word.push(sign),
            None => words.push(sign.to_string()),
        }
        before = sign;
    }
    words
}

/// The number of a month by its name, or by the first letters of it.
fn named(word: &str) -> Option<u8> {
    let english = Tongue::of("en");
    (1..=12).find(|it| word.len() >= 3 && english.month(*it).to_ascii_lowercase().starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "令和2年7月2日",
            "2 Ju 2020",
            "July July 2020",
            "2020-05-XX",
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
