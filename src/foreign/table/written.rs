//! Dates as people and programs write them out: names of months in several languages, Japanese eras, numbers that count
//! from some day. Each function reads one way of writing, or says that it is another one.

use crate::incident::Moment;

/// The same words with digits and signs of full width as those of ASCII, and without a weekday in brackets: `２０２４年３月４日（月）`.
pub fn plain(text: &str) -> String {
    let narrow = |it: char| match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        '\u{3000}' => ' ',
        other => other,
    };
    let mut text: String = text.trim().chars().map(narrow).collect();
    // Kibana parts the day from the clock, and C writes the year behind it
    text = text.replace(" @ ", " ").replace("UTC +", "UTC+").replace("GMT +", "GMT+");
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [first, .., clock, year] = words.as_slice()
        && clock.contains(':')
        && year.len() == 4
        && year.bytes().all(|it| it.is_ascii_digit())
        && is_weekday(first)
    {
        text = [&words[..words.len() - 2], &[year, clock]].concat().join(" ");
    }
    if text.contains('年') {
        for sign in ["年", "月", "日"] {
            text = text.replace(&format!(" {sign}"), sign);
        }
        text = text.replace("年 ", "年").replace("月 ", "月");
    }
    if text.contains('(') {
        for day in ["月", "火", "水", "木", "金", "土", "日"] {
            text = text.replace(&format!("({day})"), " ").replace(&format!("({day}曜日)"), " ");
        }
    }
    text
}

/// Era names and the year before their first.
const ERAS: [(&str, u32); 11] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("㋿", 2018),
    ("㍻", 1988),
    ("㍼", 1925),
    ("令", 2018),
    ("平", 1988),
    ("R", 2018),
    ("H", 1988),
    ("S", 1925),
];

/// `2020年5月11日`, `2020年5月`, `2020年`, `令和6年3月4日`, `令和元年5月`, `R6.3.6`: the date, and what follows.
pub fn japanese(text: &str) -> Option<(String, &str)> {
    let era = ERAS.iter().find_map(|(name, before)| Some((*before, text.strip_prefix(name)?.trim_start())));
    let (before, rest) = era.unwrap_or((0, text));
    let (year, rest) = match rest.strip_prefix('元') {
        Some(rest) if before > 0 => (1, rest),
        _ => leading(rest)?,
    };
    let year = before + year;
    let Some(rest) = rest.strip_prefix('年') else {
        // `R6.3.6`
        let rest = rest.strip_prefix(['.', '/', '-']).filter(|_| before > 0)?;
        let (month, rest) = leading(rest)?;
        let (day, rest) = leading(rest.strip_prefix(['.', '/', '-'])?)?;
        return Some((iso(year, month, Some(day))?, rest.trim_start()));
    };
    let Some((month, rest)) =
        leading(rest.trim_start()).and_then(|(month, rest)| Some((month, rest.strip_prefix('月')?)))
    else {
        let is_year = (1000..=9999).contains(&year) && rest.trim().is_empty();
        return is_year.then(|| (year.to_string(), ""));
    };
    match leading(rest.trim_start()).and_then(|(day, rest)| Some((day, rest.strip_prefix('日')?))) {
        Some((day, rest)) => Some((iso(year, month, Some(day))?, rest.trim_start())),
        None => rest.trim().is_empty().then(|| iso(year, month, None)).flatten().map(|it| (it, "")),
    }
}

/// The number with which words begin, and the rest.
fn leading(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Names of months, in small letters, of languages in which people write tables: each row a month.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "januar", "jänner", "enero", "gennaio", "janeiro", "januari"],
    &["february", "février", "fevrier", "februar", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "mars", "märz", "marz", "marzo", "março", "marco", "maart"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juin", "juni", "junio", "giugno", "junho"],
    &["july", "juillet", "juli", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto", "augustus"],
    &["september", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "octobre", "oktober", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "décembre", "decembre", "dezember", "diciembre", "dicembre", "dezembro"],
];

/// Names of weekdays, which say nothing beside a date.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month that a word means: its name, or a beginning of it that no other month has.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let mut fits = (0..MONTHS.len()).filter(|it| MONTHS[*it].iter().any(|name| name.starts_with(&word)));
    let month = fits.next()?;
    fits.next().is_none().then(|| u32::try_from(month + 1).ok()).flatten()
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.len() >= 3 && WEEKDAYS.iter().any(|it| it.starts_with(&word))
}

/// `7 May 2020`, `May 7th, 2020`, `07-May-2020`, `25/May/2020`, `May 2020`, `25. Mai 2020`, and the time of day behind it.
pub fn named(text: &str) -> Option<(String, &str)> {
    let (mut day, mut month_of, mut year) = (None, None, None);
    let mut rest = text;
    while year.is_none() || month_of.is_none() || day.is_none() {
        let begins = rest.trim_start_matches([' ', '-', ',', '/', '.']);
        let end = begins.find([' ', '-', ',', '/', ':']).unwrap_or(begins.len());
        let word = &begins[..end];
        let number = || word.trim_end_matches(['.', 's', 't', 'n', 'd', 'r', 'h', 'e', 'º']).parse::<u32>().ok();
        match (month(word), number()) {
            (Some(found), _) if month_of.is_none() => month_of = Some(found),
            // the hour of a time of day
            (_, Some(_))
                if begins[end..].starts_with(':') && year.is_some() && month_of.is_some() && word.len() < 3 =>
            {
                break;
            }
            (_, Some(number)) if number >= 1000 && year.is_none() => year = Some(number),
            // `05-May-24`: the day stands before the month
            (_, Some(number))
                if number < 100 && word.len() == 2 && day.is_some() && month_of.is_some() && year.is_none() =>
            {
                year = Some(if number < 70 { 2000 + number } else { 1900 + number });
            }
            (_, Some(number)) if day.is_none() && (1..=31).contains(&number) => day = Some(number),
            _ if is_weekday(word) || ["de", "of"].contains(&word) => {}
            _ if word.is_empty() => break,
            _ => return None,
        }
        rest = &begins[end..];
    }
    let clock = rest.trim_start_matches([' ', ',', ':']).trim();
    let is_clock = clock.is_empty() || clock.starts_with(|c: char| c.is_ascii_digit()) && clock.contains(':');
    is_clock.then_some((iso(year?, month_of?, day)?, clock))
}

/// `20240525`, and `20240525T151500Z` with what stands behind the `T`, set out as `Time` reads it.
pub fn basic(text: &str) -> Option<(String, String)> {
    let (date, clock) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let date = iso_of(date)?;
    let digits = clock.find(|c: char| !c.is_ascii_digit()).unwrap_or(clock.len());
    let clock = match digits {
        0 => clock.to_owned(),
        4 => format!("{}:{}{}", &clock[..2], &clock[2..4], &clock[4..]),
        6 => format!("{}:{}:{}{}", &clock[..2], &clock[2..4], &clock[4..6], &clock[6..]),
        _ if clock.contains(':') => clock.to_owned(),
        _ => return None,
    };
    Some((date, clock))
}

fn iso_of(digits: &str) -> Option<String> {
    let is_date = digits.len() == 8 && digits.bytes().all(|it| it.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| digits[range].parse().ok();
    is_date.then(|| iso(number(0..4)?, number(4..6)?, Some(number(6..8)?))).flatten()
}

/// A date of our format, if there is such a day.
pub fn iso(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    let text = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    Moment::parse(&text).is_ok().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_count_from_their_first_year() {
        let read = |it: &str| japanese(it).map(|(date, rest)| format!("{date} {rest}")).unwrap_or_default();
        for (written, date) in [
            ("令和6年3月4日 22:58", "2024-03-04 22:58"),
            ("令和元年5月1日", "2019-05-01 "),
            ("平成31年4月30日", "2019-04-30 "),
            ("昭和64年1月7日", "1989-01-07 "),
            ("R6.3.6", "2024-03-06 "),
            ("H31/4/30 9:00", "2019-04-30 9:00"),
            ("2020年5月11日午後3時", "2020-05-11 午後3時"),
            ("2020年5月", "2020-05 "),
            ("令和2年", "2020 "),
            ("R6", ""),
            ("6.3.6", ""),
            ("Rome", ""),
        ] {
            assert_eq!(read(written), date, "{written}");
        }
        assert_eq!(plain("Mon Mar  4 15:12:55 2024"), "Mon Mar 4 2024 15:12:55");
        assert_eq!(plain("２０２４年３月４日（月）２２：５８"), "2024年3月4日 22:58");
    }

    #[test]
    fn dates_may_have_no_signs() {
        assert_eq!(basic("20240525T151500Z"), Some(("2024-05-25".to_owned(), "15:15:00Z".to_owned())));
    }

    #[test]
    fn months_have_names_in_several_languages() {
        let read = |it: &str| named(it).map(|(date, clock)| format!("{date} {clock}")).unwrap_or_default();
        for (written, date) in [
            ("25th May 2024", "2024-05-25 "),
            ("Saturday, May 25, 2024 3:17:00 PM", "2024-05-25 3:17:00 PM"),
            ("25/May/2024:15:16:00 +0000", "2024-05-25 15:16:00 +0000"),
            ("25 mai 2024", "2024-05-25 "),
            ("25. Mai 2024 15:00", "2024-05-25 15:00"),
            ("3 de enero de 2024", "2024-01-03 "),
            ("1er août 2024", "2024-08-01 "),
            ("Sept. 2020", "2020-09 "),
            ("05-May-24", "2024-05-05 "),
            ("jui 2020", ""),
            ("7 May 2020 or so", ""),
        ] {
            assert_eq!(read(written), date, "{written}");
        }
    }
}
