//! How many, as somebody types it: "up to 4,000", "about 1.2 million", 約4万.

use serde_json::{Value, json};

use crate::spelling::plain;

/// Words before an amount, and the bound they make.
const BEFORE: [(&str, &str); 19] = [
    ("at least ", "at_least"),
    ("no fewer than ", "at_least"),
    ("more than ", "more_than"),
    ("over ", "more_than"),
    (">=", "at_least"),
    ("≥", "at_least"),
    (">", "more_than"),
    ("up to ", "up_to"),
    ("at most ", "up_to"),
    ("no more than ", "up_to"),
    ("<=", "up_to"),
    ("≤", "up_to"),
    ("最大", "up_to"),
    ("about ", "about"),
    ("around ", "about"),
    ("some ", "about"),
    ("~", "about"),
    ("≈", "about"),
    ("約", "about"),
];

/// Words behind one.
const BEHIND: [(&str, &str); 4] = [("以上", "at_least"), ("+", "at_least"), ("超", "more_than"), ("以下", "up_to")];

/// Numbers in words that stand behind digits.
const SCALES: [(&str, f64); 9] = [
    (" thousand", 1e3),
    (" million", 1e6),
    (" billion", 1e9),
    ("k", 1e3),
    ("m", 1e6),
    ("bn", 1e9),
    ("千", 1e3),
    ("万", 1e4),
    ("億", 1e8),
];

/// Reads an amount, as the format writes it; `None` if it is none.
///
/// ```
/// use breachmap::document::typed::amount;
/// assert_eq!(amount("about 1.2 million").unwrap().to_string(), r#"{"about":1200000}"#);
/// assert_eq!(amount("1,800").unwrap().to_string(), "1800");
/// ```
pub fn amount(typed: &str) -> Option<Value> {
    let text = plain(typed.trim());
    if ["not disclosed", "not-disclosed", "undisclosed", "非公表", "非開示"].contains(&text.as_str()) {
        return Some("not-disclosed".into());
    }
    if let Some(n) = number(&text) {
        return Some(n.into());
    }
    let before = BEFORE.iter().find_map(|(word, bound)| Some((text.strip_prefix(word)?, *bound)));
    let behind = || BEHIND.iter().find_map(|(word, bound)| Some((text.strip_suffix(word)?, *bound)));
    if let Some((n, bound)) = before.or_else(behind).and_then(|(rest, bound)| Some((number(rest)?, bound))) {
        return Some(json!({bound: n}));
    }
    let bare = text.strip_prefix("between ").or_else(|| text.strip_prefix("from ")).unwrap_or(&text);
    let ends = [" to ", " and ", "〜", "~", "-", "カラ"].iter().find_map(|it| bare.split_once(it))?;
    let (from, to) = (number(ends.0)?, number(ends.1)?);
    Some(json!({"from": from, "to": to}))
}

/// A whole number, with separators of thousands or a word for its scale.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let scaled = SCALES.iter().find_map(|(word, scale)| Some((text.strip_suffix(word)?, *scale)));
    if let Some((digits, scale)) = scaled {
        let value: f64 = digits.trim().replace(',', "").parse().ok()?;
        let whole = (value * scale).round();
        return (value >= 0.0 && whole < 1e15).then_some(whole as u64);
    }
    // "1,234,567", "1 234 567": groups of three, or none
    let groups: Vec<&str> = text.split([',', ' ', '\'']).collect();
    let is_digits = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let is_grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|it| it.len() == 3));
    if !is_grouped || !groups.iter().all(is_digits) {
        return None;
    }
    groups.concat().parse().ok()
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
        ] {
            assert_eq!(amount(typed).map(|it| it.to_string()).as_deref(), Some(value), "{typed}");
        }
        for none in ["", "many", "1,80", "-3", "1.5", "3 of 4", "12,34,567", "1e99 million"] {
            assert_eq!(amount(none), None, "{none}");
        }
    }
}
