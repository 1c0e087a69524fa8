//! A moment as somebody types it, in EDTF. Nothing becomes sharper than it was typed, and what can be two days is asked.

use crate::incident::Moment;
use crate::spelling::plain;

/// Why something typed is no moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It can be two days: as day and month, and as month and day.
    Either(String, String),
    /// The calendar has no such day.
    NoSuchDay,
    /// Nobody can tell what it means.
    Unknown,
}

/// What stands before a moment, and what it makes of it. The longer words first.
const BEFORE: [(&str, Way); 18] = [
    ("no later than ", Way::By),
    ("not before ", Way::Since),
    ("on or before ", Way::By),
    ("up to ", Way::By),
    ("until ", Way::By),
    ("by ", Way::By),
    ("before ", Way::Before),
    ("since ", Way::Since),
    ("from ", Way::Since),
    ("after ", Way::After),
    ("about ", Way::About),
    ("around ", Way::About),
    ("circa ", Way::About),
    ("ca. ", Way::About),
    ("c. ", Way::About),
    ("on ", Way::Itself),
    ("in ", Way::Itself),
    ("~", Way::About),
];

/// What stands behind one.
const BEHIND: [(&str, Way); 9] = [
    ("マデ", Way::By),
    ("以前", Way::By),
    ("ヨリ前", Way::Before),
    ("以降", Way::Since),
    ("カラ", Way::Since),
    ("頃", Way::About),
    ("ゴロ", Way::About),
    ("ニ", Way::Itself),
    ("?", Way::Unsure),
];

/// Between two moments.
const BETWEEN: [&str; 8] = [" to ", " and ", " until ", " – ", " - ", "カラ", "~", "〜"];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Their names in full.
const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Eras of Japan by the year before their first.
const ERAS: [(&str, i32); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];

#[derive(Clone, Copy)]
enum Way {
    Itself,
    By,
    Before,
    Since,
    After,
    About,
    Unsure,
}

/// Reads a moment: EDTF, or a date as people write it, with what they say of it.
///
/// ```
/// use breachmap::document::typed::moment;
/// assert_eq!(moment("by 5 May 2020").as_deref(), Ok("../2020-05-05"));
/// assert_eq!(moment("2020年5月頃").as_deref(), Ok("2020-05~"));
/// ```
pub fn moment(typed: &str) -> Result<String, Unread> {
    let typed = typed.trim();
    if Moment::parse(typed).is_ok() {
        return Ok(typed.to_owned());
    }
    // hiragana and wide letters become katakana and plain ones
    let text = plain(typed);
    let text = text.strip_prefix("between ").unwrap_or(&text);
    for between in BETWEEN {
        let bare = text.strip_prefix("from ").unwrap_or(text);
        let bare = bare.strip_suffix("マデ").unwrap_or(bare);
        if let Some((first, last)) = bare.split_once(between).filter(|(a, b)| !a.is_empty() && !b.is_empty())
            && let Ok(range) = interval(first.trim(), last.trim())
        {
            return checked(range);
        }
    }
    checked(one(text)?)
}

fn checked(edtf: String) -> Result<String, Unread> {
    if Moment::parse(&edtf).is_ok() { Ok(edtf) } else { Err(Unread::NoSuchDay) }
}

/// Two moments; the first takes from the last what it does not say: "4 to 6 May 2020".
fn interval(first: &str, last: &str) -> Result<String, Unread> {
    let end = date(last)?;
    let of_end = |n: usize| end.get(..n).map(|it| format!("{it}-{first:0>2}"));
    let short = first.parse::<u8>().ok().and_then(|_| of_end(7).filter(|_| end.len() == 10));
    let day_and_month = || {
        let year = end.get(..4)?;
        date(&format!("{first} {year}")).ok()
    };
    let start = short.map_or_else(|| date(first).or_else(|err| day_and_month().ok_or(err)), Ok)?;
    Ok(format!("{start}/{end}"))
}

fn one(text: &str) -> Result<String, Unread> {
    let before = BEFORE.iter().find_map(|(word, way)| Some((text.strip_prefix(word)?, *way)));
    let behind = || BEHIND.iter().find_map(|(word, way)| Some((text.strip_suffix(word)?, *way)));
    let Some((rest, way)) = before.or_else(behind) else { return date(text) };
    let edtf = one(rest.trim())?;
    let span = || Moment::parse(&edtf).ok().map(|it| it.span()).ok_or(Unread::NoSuchDay);
    Ok(match way {
        Way::Itself => edtf,
        Way::By => format!("../{edtf}"),
        Way::Since => format!("{edtf}/.."),
        Way::About => format!("{edtf}~"),
        Way::Unsure => format!("{edtf}?"),
        Way::Before => format!("../{}", span()?.earliest.map(|it| it.plus(-1)).ok_or(Unread::NoSuchDay)?),
        Way::After => format!("{}/..", span()?.latest.map(|it| it.plus(1)).ok_or(Unread::NoSuchDay)?),
    })
}

/// A day, a month or a year.
fn date(text: &str) -> Result<String, Unread> {
    let text = text.trim();
    if Moment::parse(text).is_ok() && !text.contains('/') {
        return Ok(text.to_owned());
    }
    if let Some(japanese) = japanese(text) {
        return Ok(japanese);
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|it| !it.is_empty() && *it != "of").collect();
    let month = words.iter().position(|it| month(it).is_some());
    if let Some((at, number)) = month.and_then(|at| Some((at, self::month(words[at])?))) {
        let rest: Vec<&str> = words.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| *it).collect();
        let bare = |it: &&str| it.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        let rest: Vec<String> = rest.iter().map(bare).collect();
        return match rest.as_slice() {
            [year] if year.len() == 4 => Ok(format!("{year}-{number:02}")),
            [year, day] | [day, year] if year.len() == 4 && day.len() <= 2 => {
                Ok(format!("{year}-{number:02}-{day:0>2}"))
            }
            _ => Err(Unread::Unknown),
        };
    }
    let numbers: Vec<&str> = text.split(['-', '/', '.']).collect();
    if numbers.iter().any(|it| it.is_empty() || !it.bytes().all(|it| it.is_ascii_digit())) {
        return Err(Unread::Unknown);
    }
    let small = |it: &str| it.parse::<u8>().ok().filter(|_| it.len() <= 2);
    match numbers.as_slice() {
        [year, month] if year.len() == 4 => Ok(format!("{year}-{month:0>2}")),
        [year, month, day] if year.len() == 4 => Ok(format!("{year}-{month:0>2}-{day:0>2}")),
        [first, second, year] if year.len() == 4 => match (small(first), small(second)) {
            (Some(first), Some(second)) if first > 12 => Ok(format!("{year}-{second:02}-{first:02}")),
            (Some(first), Some(second)) if second > 12 || first == second => {
                Ok(format!("{year}-{first:02}-{second:02}"))
            }
            (Some(first), Some(second)) => {
                Err(Unread::Either(format!("{year}-{second:02}-{first:02}"), format!("{year}-{first:02}-{second:02}")))
            }
            _ => Err(Unread::Unknown),
        },
        _ => Err(Unread::Unknown),
    }
}

/// The number of a month by its English name, in full or by at least three letters.
fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let is_name = word.len() >= 3 && word.bytes().all(|it| it.is_ascii_alphabetic());
    let at = MONTHS.iter().position(|it| is_name && word.starts_with(it))?;
    (NAMES[at].starts_with(word) || word == "sept").then_some(at + 1)
}

/// `2020年5月7日`, or less of it, in the years of the West or of an era.
fn japanese(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let era = ERAS.iter().find_map(|(name, before)| Some((year.strip_prefix(name)?, *before)));
    let year = match era {
        Some(("元", before)) => before + 1,
        Some((year, before)) => before + year.trim().parse::<i32>().ok()?,
        None => year.trim().parse().ok().filter(|_| year.trim().len() == 4)?,
    };
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(format!("{year:04}"));
    }
    let (month, rest) = rest.split_once('月')?;
    let month: u8 = month.trim().parse().ok()?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(format!("{year:04}-{month:02}"));
    }
    let day: u8 = rest.strip_suffix('日')?.trim().parse().ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (typed, edtf) in [
            ("2020-05-07", "2020-05-07"),
            ("2020-05-04/2020-05-05", "2020-05-04/2020-05-05"),
            ("7 May 2020", "2020-05-07"),
            ("May 7, 2020", "2020-05-07"),
            ("7th of May 2020", "2020-05-07"),
            ("Sept. 2019", "2019-09"),
            ("september 2019", "2019-09"),
            ("2020/5/7", "2020-05-07"),
            ("2020.5", "2020-05"),
            ("28/5/2020", "2020-05-28"),
            ("5/28/2020", "2020-05-28"),
            ("5/5/2020", "2020-05-05"),
            ("in 2019", "2019"),
            ("by 5 May 2020", "../2020-05-05"),
            ("before 1 March 2020", "../2020-02-29"),
            ("after May 2020", "2020-06-01/.."),
            ("since 28 May 2020", "2020-05-28/.."),
            ("around September 2019", "2019-09~"),
            ("about 7 May 2020", "2020-05-07~"),
            ("May 2020?", "2020-05?"),
            ("from 4 May 2020 to 5 May 2020", "2020-05-04/2020-05-05"),
            ("4 to 6 May 2020", "2020-05-04/2020-05-06"),
            ("28 April to 6 May 2020", "2020-04-28/2020-05-06"),
            ("between May 2020 and June 2020", "2020-05/2020-06"),
            ("２０２０年５月７日", "2020-05-07"),
            ("2020年5月", "2020-05"),
            ("令和2年5月7日", "2020-05-07"),
            ("令和元年", "2019"),
            ("2020年5月7日まで", "../2020-05-07"),
            ("2020年5月頃", "2020-05~"),
            ("2020年5月ごろ", "2020-05~"),
            ("2020年5月4日から2020年5月5日まで", "2020-05-04/2020-05-05"),
            ("2020年5月4日〜2020年5月5日", "2020-05-04/2020-05-05"),
            ("2020年5月28日以降", "2020-05-28/.."),
        ] {
            assert_eq!(moment(typed).as_deref(), Ok(edtf), "{typed}");
        }
    }

    #[test]
    fn what_can_be_two_days_or_none_is_said() {
        assert_eq!(moment("3/4/2020"), Err(Unread::Either("2020-04-03".into(), "2020-03-04".into())));
        assert_eq!(moment("31 April 2020"), Err(Unread::NoSuchDay));
        assert_eq!(moment("2020-02-30"), Err(Unread::NoSuchDay));
        for unread in ["", "yesterday", "May", "May 7", "3/4/20", "7 May 2020 10:00", "decade 2020", "marching 2020"] {
            assert_eq!(moment(unread), Err(Unread::Unknown), "{unread}");
        }
    }
}
