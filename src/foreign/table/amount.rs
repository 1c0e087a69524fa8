//! How many of what stands in a cell: `1,200`, `about 500 customers`, `3,000+`, `621社`, `約1.2万件`, `unknown`.

use super::words::{HIT, UNITS};
use super::written;
use crate::import::draft::AmountDraft;

/// How many, and of what, if the cell says it.
pub type Amount = (AmountDraft, Option<String>);

/// Words of a number that nobody tells.
const UNTOLD: [&str; 9] =
    ["unknown", "undisclosed", "not disclosed", "tbd", "tbc", "不明", "非公表", "未公表", "調査中"];

/// What stands before a number, or behind it, with the bound that it means.
const BEFORE: [(&str, Bound); 19] = [
    ("at least", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("少なくとも", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    (">", Bound::MoreThan),
    ("up to", Bound::UpTo),
    ("at most", Bound::UpTo),
    ("<=", Bound::UpTo),
    ("≤", Bound::UpTo),
    ("最大", Bound::UpTo),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("~", Bound::About),
    ("約", Bound::About),
    ("およそ", Bound::About),
];
const BEHIND: [(&str, Bound); 5] = [
    ("or more", Bound::AtLeast),
    ("+", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("超", Bound::MoreThan),
    ("以下", Bound::UpTo),
];

/// What a word makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    MoreThan,
    UpTo,
    About,
}

impl Bound {
    /// The word of our format.
    fn word(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::UpTo => "up_to",
            Self::About => "about",
        }
    }
}

/// Words that multiply a number.
const TIMES: [(&str, u64); 7] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("万", 10_000),
    ("億", 100_000_000),
];

/// Reads a cell; `None` if it tells no number, or more than one thing.
pub fn read(cell: &str) -> Option<Amount> {
    let text = written::plain(cell).to_lowercase();
    if UNTOLD.contains(&text.as_str()) {
        return Some((AmountDraft::Word("not-disclosed".to_owned()), None));
    }
    let before = BEFORE.iter().find_map(|(word, bound)| Some((text.strip_prefix(word)?, *bound)));
    let (rest, mut bound) = before.map_or((text.as_str(), None), |(rest, bound)| (rest.trim(), Some(bound)));
    let (low, rest) = number(rest)?;
    let rest = rest.trim();
    let range = ["-", "–", "~", "〜", "to "].iter().find_map(|it| number(rest.strip_prefix(it)?.trim()));
    if let Some((high, rest)) = range.filter(|(high, _)| bound.is_none() && low <= *high) {
        let ends = [("from", low), ("to", high)].map(|(word, it)| (word.to_owned(), it.into()));
        return Some((AmountDraft::Bounds(ends.into()), unit_or_none(rest.trim())?));
    }
    let mut rest = rest;
    for (word, of_word) in BEHIND {
        let without = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word));
        if let Some(without) = without.filter(|_| bound.is_none()) {
            (rest, bound) = (without.trim(), Some(of_word));
        }
    }
    let unit = unit_or_none(rest)?;
    let amount = match bound {
        None => AmountDraft::Number(low.into()),
        Some(bound) => AmountDraft::Bounds(vec![(bound.word().to_owned(), low.into())]),
    };
    Some((amount, unit))
}

/// A whole number with or without signs between its thousands, and what follows.
fn number(text: &str) -> Option<(u64, &str)> {
    let is_part = |it: char| it.is_ascii_digit() || [',', '.', '\'', '\u{a0}', '\u{202f}'].contains(&it);
    let end = text.find(|it: char| !is_part(it)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let groups: Vec<&str> = digits.split(|it: char| !it.is_ascii_digit()).collect();
    let is_grouped = groups[1..].iter().all(|it| it.len() == 3) && (1..=3).contains(&groups[0].len());
    let factor = TIMES.iter().find_map(|(word, factor)| {
        let after = rest.trim_start().strip_prefix(word)?;
        // `m` is a million, and not the beginning of `mailboxes`
        let is_word = word.is_ascii() && after.starts_with(|it: char| it.is_ascii_alphabetic());
        (!is_word).then_some((*factor, after))
    });
    match (groups.as_slice(), factor) {
        ([whole], None) => Some((whole.parse().ok()?, rest)),
        ([whole], Some((factor, rest))) => Some((whole.parse::<u64>().ok()?.checked_mul(factor)?, rest)),
        // a fraction of a million, and not of a person
        ([whole, fraction], Some((factor, rest))) if fraction.len() < 4 => {
            let part = fraction.parse::<u64>().ok()?.checked_mul(factor)?;
            let part = part / 10_u64.pow(u32::try_from(fraction.len()).ok()?);
            Some((whole.parse::<u64>().ok()?.checked_mul(factor)?.checked_add(part)?, rest))
        }
        (_, None) if is_grouped => Some((groups.concat().parse().ok()?, rest)),
        _ => None,
    }
}

/// The unit behind a number, `Some(None)` if nothing stands there, and `None` if it is more than a unit.
fn unit_or_none(words: &str) -> Option<Option<String>> {
    if words.is_empty() { Some(None) } else { known(words).map(|it| Some(it.to_owned())) }
}

/// The unit that words are: of those that we count in all languages.
fn known(words: &str) -> Option<&'static str> {
    UNITS.iter().find(|all| all.contains(&words)).map(|all| all[0])
}

/// The unit of a cell for that: what it says, and one of ours in our spelling.
pub fn unit(cell: &str) -> String {
    let words = cell.trim().to_lowercase();
    known(&words).map_or(words, str::to_owned)
}

/// The unit that a header names: `Affected customers`, `漏えい件数`, `Records`.
pub fn unit_of_header(header: &str) -> Option<&'static str> {
    let words = || header.split(' ');
    let named = words().find_map(known).or_else(|| known(header));
    let begins = |it: &&str| !it.is_ascii() && header.contains(it);
    named.or_else(|| UNITS.iter().find(|all| all.iter().any(begins)).map(|all| all[0]))
}

/// Whether a header says that something was hit: `Members affected`.
pub fn is_hit(header: &str) -> bool {
    header.split(' ').any(|it| HIT.contains(&it))
}

/// Whether a header says that some unit was hit: `Customers affected`.
pub fn is_of_units(header: &str) -> bool {
    let words = || header.split(' ').filter(|it| !["number", "of", "no", "#"].contains(it));
    words().count() == 2
        && is_hit(header)
        // `compromised host` names a machine, `hosts compromised` counts them
        && words().any(|it| known(it) == Some(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_bounds_and_units() {
        let read = |it: &str| {
            let (amount, unit) = read(it)?;
            Some(format!("{} {}", serde_json::to_string(&amount).ok()?, unit.unwrap_or_default()))
        };
        for (cell, amount) in [
            ("1,200", "1200 "),
            ("1.200", "1200 "),
            ("0", "0 "),
            ("about 500 customers", r#"{"about":500} customers"#),
            ("~500", r#"{"about":500} "#),
            ("3,000+", r#"{"at_least":3000} "#),
            ("5 or more hosts", r#"{"at_least":5} hosts"#),
            (">40", r#"{"more_than":40} "#),
            ("621社", "621 companies"),
            ("約1.2万件", r#"{"about":12000} records"#),
            ("１００名以上", r#"{"at_least":100} people"#),
            ("1.5 million users", "1500000 users"),
            ("12k", "12000 "),
            ("7 mailboxes", "7 mailboxes"),
            ("5-10", r#"{"from":5,"to":10} "#),
            ("unknown", r#""not-disclosed" "#),
            ("3 of 5", ""),
            ("1.5", ""),
            ("two", ""),
            ("", ""),
            ("99999999999999999999999", ""),
        ] {
            assert_eq!(read(cell).unwrap_or_default(), amount, "{cell}");
        }
    }

    #[test]
    fn headers_name_units() {
        assert!(is_of_units("affected customers") && is_of_units("number of records exposed"));
        assert!(!is_of_units("affected host") && !is_of_units("compromised account") && !is_of_units("customers"));
        assert_eq!(unit_of_header("affected customers"), Some("customers"));
        assert_eq!(unit_of_header("漏えい件数"), Some("records"));
        assert_eq!(unit_of_header("影響人数"), Some("people"));
        assert_eq!(unit_of_header("affected"), None);
    }
}
