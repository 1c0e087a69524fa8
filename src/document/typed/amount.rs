//! How many, as somebody types it or as it stands in a table: "up to 4,000", "about 1.2 million", 約4万, "3,000+ customers".

use serde_json::{Value, json};

use crate::spelling::plain;

/// Words of a number that nobody tells.
const UNTOLD: [&str; 11] = [
    "not disclosed",
    "not-disclosed",
    "undisclosed",
    "unknown",
    "tbd",
    "tbc",
    "非公表",
    "非開示",
    "未公表",
    "不明",
    "調査中",
];

/// Words before an amount, and the bound they make.
const BEFORE: [(&str, &str); 24] = [
    ("at least", "at_least"),
    ("no fewer than", "at_least"),
    (">=", "at_least"),
    ("≥", "at_least"),
    ("少ナクトモ", "at_least"),
    ("more than", "more_than"),
    ("over", "more_than"),
    (">", "more_than"),
    ("up to", "up_to"),
    ("at most", "up_to"),
    ("no more than", "up_to"),
    ("<=", "up_to"),
    ("≤", "up_to"),
    ("最大", "up_to"),
    ("approximately", "about"),
    ("approx.", "about"),
    ("about", "about"),
    ("around", "about"),
    ("some", "about"),
    ("~", "about"),
    ("≈", "about"),
    ("〜", "about"),
    ("約", "about"),
    ("オヨソ", "about"),
];

/// Words behind one.
const BEHIND: [(&str, &str); 5] =
    [("or more", "at_least"), ("+", "at_least"), ("以上", "at_least"), ("超", "more_than"), ("以下", "up_to")];

/// Words that multiply a number.
const SCALES: [(&str, u64); 9] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("千", 1_000),
    ("万", 10_000),
    ("億", 100_000_000),
];

/// Reads an amount, as the format writes it; `None` if it is none, or more than that.
///
/// ```
/// use breachmap::document::typed::amount;
/// assert_eq!(amount("about 1.2 million").unwrap().to_string(), r#"{"about":1200000}"#);
/// assert_eq!(amount("1,800").unwrap().to_string(), "1800");
/// ```
pub fn amount(typed: &str) -> Option<Value> {
    let (amount, rest) = amount_of(typed)?;
    rest.is_empty().then(|| match amount {
        Many::Untold => "not-disclosed".into(),
        Many::Exactly(n) => n.into(),
        Many::Bounded(bound, n) => json!({bound: n}),
        Many::Between(from, to) => json!({"from": from, "to": to}),
    })
}

/// How many, as somebody says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// Nobody says it.
    Untold,
    /// So many.
    Exactly(u64),
    /// By a word of the format: `at_least`, `more_than`, `up_to`, `about`.
    Bounded(&'static str, u64),
    /// From the first to the second.
    Between(u64, u64),
}

/// The amount at the beginning of a text, and the words behind it as they are compared: of what it is one.
pub fn amount_of(text: &str) -> Option<(Many, String)> {
    let text = plain(text.trim());
    if UNTOLD.contains(&text.as_str()) {
        return Some((Many::Untold, String::new()));
    }
    let before = BEFORE.iter().find_map(|(word, bound)| Some((text.strip_prefix(word)?, *bound)));
    let ends = ["between ", "from "].into_iter().find_map(|it| text.strip_prefix(it));
    let (rest, bound) = before.map_or((ends.unwrap_or(&text), None), |(rest, bound)| (rest.trim_start(), Some(bound)));
    let (low, rest) = number(rest)?;
    let range =
        ["-", "~", "〜", "to ", "and ", "カラ"].iter().find_map(|it| number(rest.strip_prefix(it)?.trim_start()));
    if let Some((high, rest)) = range.filter(|it| bound.is_none() && low <= it.0) {
        return Some((Many::Between(low, high), rest.to_owned()));
    }
    if ends.is_some() {
        return None;
    }
    let behind = BEHIND.iter().find_map(|(word, bound)| {
        Some((rest.strip_prefix(word).or_else(|| rest.strip_suffix(word))?.trim(), Some(*bound)))
    });
    let (rest, bound) = behind.filter(|_| bound.is_none()).unwrap_or((rest, bound));
    Some((bound.map_or(Many::Exactly(low), |it| Many::Bounded(it, low)), rest.to_owned()))
}

/// A whole number with or without signs between its thousands, or with a word for its scale, and what follows.
fn number(text: &str) -> Option<(u64, &str)> {
    let n_digits = |it: &str| it.bytes().take_while(u8::is_ascii_digit).count();
    let (first, mut rest) = text.split_at(n_digits(text));
    let mut digits = first.to_owned();
    // how many digits stand behind a point that can be one of decimals, and whether it can be nothing else
    let (mut n_behind, mut is_fraction) = (0, false);
    while let Some(after) = rest.strip_prefix([',', '.', '\'', ' ', '\u{202f}']) {
        let (is_point, n) = (rest.starts_with('.'), n_digits(after));
        let is_group = n == 3 && (1..=3).contains(&first.len());
        if n == 0 || !(is_group || is_point) {
            break;
        }
        digits.push_str(&after[..n]);
        rest = &after[n..];
        n_behind = if is_point { n } else { 0 };
        if !is_group {
            is_fraction = true;
            break;
        }
    }
    let scaled = SCALES.iter().find_map(|(word, scale)| {
        let after = rest.trim_start().strip_prefix(word)?;
        // `m` is a million, and not the beginning of `mailboxes`
        let is_word = word.is_ascii() && after.starts_with(|it: char| it.is_ascii_alphabetic());
        (!is_word).then_some((*scale, after))
    });
    let value: u64 = digits.parse().ok()?;
    let (value, rest) = match scaled {
        // a fraction of a million, and not of a person
        Some((scale, rest)) => (value.checked_mul(scale)? / 10_u64.checked_pow(u32::try_from(n_behind).ok()?)?, rest),
        None if is_fraction => return None,
        None => (value, rest),
    };
    Some((value, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, value) in [
            ("2350", "2350"),
            ("1,800", "1800"),
            ("1 234 567", "1234567"),
            ("up to 4,000", r#"{"up_to":4000}"#),
            ("At least 3", r#"{"at_least":3}"#),
            ("more than 100k", r#"{"more_than":100000}"#),
            ("about 1.2 million", r#"{"about":1200000}"#),
            ("147.9 million", "147900000"),
            ("704 to 892", r#"{"from":704,"to":892}"#),
            ("704–892", r#"{"from":704,"to":892}"#),
            ("≥ 3", r#"{"at_least":3}"#),
            ("704-892", r#"{"from":704,"to":892}"#),
            ("約4万", r#"{"about":40000}"#),
            ("１万", "10000"),
            ("100以上", r#"{"at_least":100}"#),
            ("最大621", r#"{"up_to":621}"#),
            ("not disclosed", "\"not-disclosed\""),
            ("非公表", "\"not-disclosed\""),
            ("between 704 and 892", r#"{"from":704,"to":892}"#),
            ("704から892", r#"{"from":704,"to":892}"#),
            ("少なくとも3", r#"{"at_least":3}"#),
            ("approx. 1,200", r#"{"about":1200}"#),
            ("5 or more", r#"{"at_least":5}"#),
            ("1.200", "1200"),
            ("1,200 million", "1200000000"),
            ("1.2345 million", "1234500"),
        ] {
            assert_eq!(amount(typed).map(|it| it.to_string()).as_deref(), Some(value), "{typed}");
        }
        for none in [
            "",
            "many",
            "1,80",
            "-3",
            "1.5",
            "3 of 4",
            "12,34,567",
            "1e99 million",
            "1200.500",
            "1.123456",
            "892 to 704",
            "3 m2",
            "between 4",
        ] {
            assert_eq!(amount(none), None, "{none}");
        }
    }
}
