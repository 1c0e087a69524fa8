//! Full dates in texts: those that the program writes in its languages, and those of files.

use std::sync::OnceLock;

use breachmap::incident::Day;
use breachmap::tongue::Tongue;
use regex::{Captures, Regex};

/// The months as English has them: in our own texts, and in most files.
fn months() -> Vec<&'static str> {
    (1..=12).map(|it| Tongue::of("en").month(it)).collect()
}

fn month(name: &str) -> Option<u8> {
    let at = months().iter().position(|it| it.eq_ignore_ascii_case(name))?;
    u8::try_from(at + 1).ok()
}

/// The ways in which a day is written, with the years, months and days that each match holds.
type Way = (Regex, fn(&Captures<'_>) -> Vec<(i32, u8, u8)>);

fn way(pattern: &str, read: fn(&Captures<'_>) -> Vec<(i32, u8, u8)>) -> Way {
    (Regex::new(pattern).expect("written here"), read)
}

fn number<T: std::str::FromStr + Default>(found: &Captures<'_>, name: &str) -> T {
    found.name(name).and_then(|it| it.as_str().parse().ok()).unwrap_or_default()
}

fn named(found: &Captures<'_>, name: &str) -> u8 {
    found.name(name).and_then(|it| month(it.as_str())).unwrap_or_default()
}

fn ways() -> &'static [Way] {
    static WAYS: OnceLock<Vec<Way>> = OnceLock::new();
    WAYS.get_or_init(|| {
        let months = months().join("|");
        vec![
            // 4 to 5 May 2020, 28 May to 2 June 2020, 5 May 2020
            way(
                &format!(r"(?:\b(?P<a>\d{{1,2}})(?: (?P<m>{months}))? (?:to|and) )?\b(?P<b>\d{{1,2}}) (?P<n>{months}) (?P<y>\d{{4}})\b"),
                |it| {
                    let (year, last) = (number(it, "y"), named(it, "n"));
                    let first = if it.name("m").is_some() { named(it, "m") } else { last };
                    let start = it.name("a").map(|_| (year, first, number(it, "a")));
                    start.into_iter().chain([(year, last, number(it, "b"))]).collect()
                },
            ),
            // May 5, 2020, as files write it
            way(&format!(r"(?i)\b(?P<m>{months}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b"), |it| {
                vec![(number(it, "y"), named(it, "m"), number(it, "d"))]
            }),
            // 2020年5月4日～5日, 2020年5月28日～6月2日, 2020年5月5日
            way(
                r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:～(?:(?P<n>\d{1,2})月)?(?P<e>\d{1,2})日)?",
                |it| {
                    let (year, first) = (number(it, "y"), number(it, "m"));
                    let last = if it.name("n").is_some() { number(it, "n") } else { first };
                    let stop = it.name("e").map(|_| (year, last, number(it, "e")));
                    [(year, first, number(it, "d"))].into_iter().chain(stop).collect()
                },
            ),
            // 2020-05-05, and the same without dashes in an address
            way(r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})", |it| {
                vec![(number(it, "y"), number(it, "m"), number(it, "d"))]
            }),
        ]
    })
}

/// All full dates in a text.
pub fn dates(text: &str) -> Vec<Day> {
    let found = ways().iter().flat_map(|(pattern, read)| pattern.captures_iter(text).flat_map(|it| read(&it)));
    found.filter_map(|(year, month, day)| Day::from_ymd(year, month, day)).collect()
}
