//! What stands in the cells of a row: names of machines, how sure it is, how far it may be shared.

use std::borrow::Cow;

use super::words::{DENIED, DENIED_WITHIN, NOT, NOTHING, POSSIBLE, RUMOURED, STATES};
use crate::foreign::{logs, tlp};
use crate::incident::Marking;

/// The most machines that one cell names; with more, it is a text.
const MOST: usize = 24;

/// The names in a cell: `FS01, FS02; FS03` are three machines, and so are names on lines of their own. A comma or "and" parts
/// names only if none of them has a blank: `Tokyo, head office` is one place.
pub fn names<'a>(cell: &'a str) -> Vec<&'a str> {
    let all: Vec<&str> = cell.split([';', '\n', '\r', '、', '；']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let by_comma = |it: &'a str| -> Vec<&'a str> {
        let parts = it.split([',', '，', 'と']).flat_map(|it| it.split(" and ")).flat_map(|it| it.split(" & "));
        let parts = parts.flat_map(|it| it.split(" / ")).flat_map(|it| it.split(" + "));
        let parts: Vec<&str> = parts.map(str::trim).filter(|it| !it.is_empty()).collect();
        let has_word = |all: &[&str]| all.iter().any(|it| it.contains(char::is_whitespace));
        // `と` is "and", and part of many names
        let is_list =
            parts.len() > 1 && !has_word(&parts) && (!it.contains('と') || parts.iter().all(|it| it.is_ascii()));
        let numbered: Vec<&str> = it.split_whitespace().collect();
        if is_list {
            parts
        } else if numbered.len() > 1 && numbered.iter().all(|it| is_numbered(it)) {
            numbered
        } else {
            vec![it]
        }
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

/// Whether it can only be the name of a machine, and no word: `FS01`, `10.0.0.3`. `FS01 FS02` are two, `Server 2012` is one.
fn is_numbered(name: &str) -> bool {
    let begins = name.starts_with(|it: char| it.is_ascii_alphabetic());
    logs::is_address(name) || begins && name.len() > 3 && name.ends_with(|it: char| it.is_ascii_digit())
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

/// A clock of a column of clocks, which may be written without signs: `0958`, `235959`.
pub fn clock(cell: &str) -> Cow<'_, str> {
    let is_plain = matches!(cell.len(), 4 | 6) && cell.bytes().all(|it| it.is_ascii_digit());
    if !is_plain {
        return cell.into();
    }
    let (hour, rest) = cell.split_at(2);
    let (minute, second) = rest.split_at(2);
    format!("{hour}:{minute}:{}", if second.is_empty() { "00" } else { second }).into()
}

/// What became of a machine, in the word of our format, and whether only possibly: `Isolated`, `suspected compromised`.
pub fn state(cell: &str) -> Option<(&'static str, bool)> {
    let words = cell.trim().to_lowercase();
    let of = |it: &str| STATES.iter().find(|(_, all)| all.contains(&it)).map(|(word, _)| *word);
    let doubtful = || {
        let (first, rest) = words.split_once(' ')?;
        POSSIBLE.contains(&first).then(|| of(rest.trim())).flatten()
    };
    let japanese = || of(words.strip_suffix("の疑い").or_else(|| words.strip_suffix("疑い"))?);
    of(&words).map(|it| (it, false)).or_else(|| doubtful().or_else(japanese).map(|it| (it, true)))
}

/// How firmly a row is told, by its status, its state and its confidence: `None` where they say nothing that is known;
/// `Some(None)` where it is stated.
pub fn hedge(told: [Option<&str>; 2], confidence: Option<&str>) -> Option<Option<&'static str>> {
    let told = told.into_iter().chain([confidence.filter(|it| number(it).is_none())]).flatten();
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
        assert_eq!(names("fs01 / FS02"), ["fs01", "FS02"]);
        assert_eq!(names("FS01 FS02"), ["FS01", "FS02"]);
        assert_eq!(names("FS01とFS02"), ["FS01", "FS02"]);
        assert_eq!(names("ひとつの端末"), ["ひとつの端末"]);
        assert_eq!(names("Windows Server 2012"), ["Windows Server 2012"]);
        assert_eq!(with_address("WKS-07 (10.20.30.47)"), ("WKS-07", Some("10.20.30.47")));
        assert_eq!(with_address("10.20.30.47 (WKS-07)"), ("WKS-07", Some("10.20.30.47")));
        assert_eq!(with_address("Server (old)"), ("Server (old)", None));
    }

    #[test]
    fn status_and_confidence_are_hedges() {
        assert_eq!(hedge([Some("False Positive"), None], Some("High")), Some(Some("denied")));
        assert_eq!(hedge([Some("Closed - false positive"), None], None), Some(Some("denied")));
        assert_eq!(hedge([Some("Not a false positive"), None], None), None);
        assert_eq!(hedge([None, Some("Suspected")], None), Some(Some("possible")));
        assert_eq!(hedge([None, None], Some("40 %")), Some(Some("possible")));
        assert_eq!(hedge([None, None], Some("0.9")), Some(None));
        assert_eq!(hedge([Some("Confirmed"), None], Some("3")), None);
    }

    #[test]
    fn a_machine_has_a_state() {
        assert_eq!((clock("0958"), clock("10:00")), ("09:58:00".into(), "10:00".into()));
        assert_eq!(state("Isolated"), Some(("contained", false)));
        assert_eq!(state("possibly compromised"), Some(("compromised", true)));
        assert_eq!(state("侵害の疑い"), Some(("compromised", true)));
        assert_eq!(state("not compromised"), Some(("clean", false)));
        assert_eq!(state("Closed"), None);
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
