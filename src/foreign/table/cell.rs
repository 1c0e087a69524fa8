//! What stands in the cells of a row: names of machines, how sure it is, how far it may be shared.

use super::headers::{DENIED, DENIED_WITHIN, NOT, NOTHING, POSSIBLE, RUMOURED};
use crate::foreign::{logs, tlp};
use crate::incident::Marking;

/// The most machines that one cell names; with more, it is a text.
const MOST: usize = 24;

/// The names in a cell: `FS01, FS02; FS03` are three machines, and so are names on lines of their own. A comma or "and" parts
/// names only if none of them has a blank: `Tokyo, head office` is one place.
pub fn names<'a>(cell: &'a str) -> Vec<&'a str> {
    let all: Vec<&str> = cell.split([';', '\n', '\r', '、', '；']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let by_comma = |it: &'a str| -> Vec<&'a str> {
        let parts = it.split([',', '，']).flat_map(|it| it.split(" and ")).flat_map(|it| it.split(" & "));
        let parts: Vec<&str> = parts.map(str::trim).filter(|it| !it.is_empty()).collect();
        let is_list = parts.len() > 1 && parts.iter().all(|it| !it.contains(char::is_whitespace));
        if is_list { parts } else { vec![it] }
    };
    let split: Vec<&str> = all.into_iter().flat_map(by_comma).collect();
    let mut found: Vec<&str> = Vec::new();
    for name in split {
        if !NOTHING.contains(&name.to_lowercase().as_str()) && !found.contains(&name) {
            found.push(name);
        }
    }
    if found.len() > MOST || found.is_empty() { vec![cell.trim()] } else { found }
}

/// A name and the address in brackets behind it: `WKS-07 (10.20.30.47)`; also the other way round.
pub fn with_address(name: &str) -> (&str, Option<&str>) {
    let inner = name.strip_suffix([')', ']']).and_then(|it| it.rsplit_once(['(', '[']));
    match inner.map(|(name, inner)| (name.trim(), inner.trim())) {
        Some((name, inner)) if !name.is_empty() && logs::is_address(inner) => (name, Some(inner)),
        Some((address, inner)) if !inner.is_empty() && logs::is_address(address) => (inner, Some(address)),
        _ => (name, None),
    }
}

/// How firmly a row is told, by its status and its confidence: `None` where they say nothing that is known; `Some(None)`
/// where it is stated.
pub fn hedge(status: Option<&str>, confidence: Option<&str>) -> Option<Option<&'static str>> {
    let told = [status, confidence.filter(|it| number(it).is_none())].into_iter().flatten();
    let words: Vec<String> = told.map(|it| it.trim().to_lowercase()).collect();
    let is_one_of = |all: &[&str]| words.iter().any(|it| all.contains(&it.as_str()));
    let is_denied = words.iter().any(|it| !it.starts_with(NOT) && DENIED_WITHIN.iter().any(|word| it.contains(word)));
    let doubt = confidence.and_then(number).map(|it| it < SURE);
    if is_denied || is_one_of(&DENIED) {
        Some(Some("denied"))
    } else if is_one_of(&RUMOURED) {
        Some(Some("rumoured"))
    } else if is_one_of(&POSSIBLE) || doubt == Some(true) {
        Some(Some("possible"))
    } else {
        doubt.map(|_| None)
    }
}

/// From here on of 100, something is sure.
const SURE: f64 = 70.0;

/// A confidence of 100: `85`, `85 %`, `0.85`. Numbers up to 10 are of some other scale.
fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let (digits, is_percent) = cell.strip_suffix('%').map_or((cell, false), |it| (it.trim(), true));
    let number: f64 = digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))?;
    match number {
        _ if is_percent => Some(number),
        _ if digits.contains('.') && number <= 1.0 => Some(number * 100.0),
        _ => (11.0..=100.0).contains(&number).then_some(number),
    }
}

/// How far a row may be shared, by a cell for that and by what other cells say; and whether that cell was read. What
/// stands there and is no level is taken for the strictest.
pub fn marking<'a>(told: Option<&str>, others: impl Iterator<Item = &'a str>) -> (Option<Marking>, bool) {
    let level =
        told.map(|it| tlp::level(it).map_or_else(|| tlp::told(it).unwrap_or(tlp::Limit::Unread), tlp::Limit::Level));
    let beside = others.filter_map(|it| match tlp::told(it) {
        Some(tlp::Limit::Level(level)) => Some(level),
        Some(tlp::Limit::Unread) | None => None,
    });
    let strictest = level.map(tlp::Limit::marking).into_iter().chain(beside).min();
    (strictest, level != Some(tlp::Limit::Unread))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_name_several_machines() {
        assert_eq!(names("FS01, FS02; FS03"), ["FS01", "FS02", "FS03"]);
        assert_eq!(names("FS01\nFS02\n"), ["FS01", "FS02"]);
        assert_eq!(names("WKS-07;FS01;"), ["WKS-07", "FS01"]);
        assert_eq!(names("FS01 and FS02"), ["FS01", "FS02"]);
        assert_eq!(names("Tokyo, head office"), ["Tokyo, head office"]);
        assert_eq!(names("Research and development hub"), ["Research and development hub"]);
        assert_eq!(names("本社、支社"), ["本社", "支社"]);
        assert_eq!(with_address("WKS-07 (10.20.30.47)"), ("WKS-07", Some("10.20.30.47")));
        assert_eq!(with_address("10.20.30.47 (WKS-07)"), ("WKS-07", Some("10.20.30.47")));
        assert_eq!(with_address("Server (old)"), ("Server (old)", None));
    }

    #[test]
    fn status_and_confidence_are_hedges() {
        assert_eq!(hedge(Some("False Positive"), Some("High")), Some(Some("denied")));
        assert_eq!(hedge(Some("Closed - false positive"), None), Some(Some("denied")));
        assert_eq!(hedge(Some("Not a false positive"), None), None);
        assert_eq!(hedge(Some("Suspected"), None), Some(Some("possible")));
        assert_eq!(hedge(None, Some("40 %")), Some(Some("possible")));
        assert_eq!(hedge(None, Some("0.9")), Some(None));
        assert_eq!(hedge(Some("Confirmed"), Some("3")), None);
    }

    #[test]
    fn what_limits_and_is_no_level_is_the_strictest() {
        let none = || [].into_iter();
        assert_eq!(marking(Some("amber"), none()), (Some(Marking::Amber), true));
        assert_eq!(marking(Some("Board only"), none()), (Some(Marking::Red), false));
        assert_eq!(marking(None, ["tlp:green", "TLP:RED - board"].into_iter()), (Some(Marking::Red), true));
        assert_eq!(marking(None, ["a red team"].into_iter()), (None, true));
    }
}
