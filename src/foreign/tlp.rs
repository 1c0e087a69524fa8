//! How far something may be shared, in the words of others → TLP 2.0. Every reader takes its markings from here.
//!
//! Tools write the same level in many ways: `TLP:AMBER+STRICT`, `tlp:amber-strict`, `TLP AMBER STRICT`, ` ＴＬＰ：ＲＥＤ`,
//! `white` (CLEAR in version 1), `TLP:RED - board only`. What speaks of sharing and names no level that we know is treated
//! as the strictest: an error that keeps something back can be mended, one that hands it on cannot.

use crate::incident::Marking;

/// What words say of how far something may be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A level of TLP.
    Level(Marking),
    /// A limit, and not a level that can be read: `tlp:ex:chr`, `do not distribute`.
    Unread,
}

impl Limit {
    /// The level to keep to: where none can be read, the strictest.
    pub fn marking(self) -> Marking {
        match self {
            Self::Level(level) => level,
            Self::Unread => Marking::Red,
        }
    }
}

/// What stands before a level.
const TITLES: [&str; 3] = ["TLP", "TRAFFIC LIGHT PROTOCOL", "トラフィックライトプロトコル"];
/// What may stand between title and level: `TLP level: red`, `TLPv2:RED`.
const BETWEEN: [&str; 7] = ["MARKING", "LEVEL", "LABEL", "COLOR", "COLOUR", "VERSION", "V"];
/// Names of levels.
const LEVELS: [(&str, Marking); 16] = [
    ("RED", Marking::Red),
    ("レッド", Marking::Red),
    ("赤", Marking::Red),
    ("AMBER", Marking::Amber),
    ("アンバー", Marking::Amber),
    ("黄", Marking::Amber),
    ("橙", Marking::Amber),
    ("GREEN", Marking::Green),
    ("グリーン", Marking::Green),
    ("緑", Marking::Green),
    ("CLEAR", Marking::Clear),
    ("WHITE", Marking::Clear),
    ("クリアー", Marking::Clear),
    ("クリア", Marking::Clear),
    ("ホワイト", Marking::Clear),
    ("白", Marking::Clear),
];
/// What makes AMBER stricter.
const STRICT: [&str; 2] = ["STRICT", "ストリクト"];
/// Words that limit sharing without TLP.
const LIMITING: [&str; 17] = [
    "CONFIDENTIAL",
    "INTERNAL USE",
    "NOT FOR DISTRIBUTION",
    "NOT FOR PUBLIC",
    "DO NOT DISTRIBUTE",
    "DO NOT SHARE",
    "DO NOT FORWARD",
    "NOT BE SHARED",
    "NOT BE DISTRIBUTED",
    "LIMITED DISTRIBUTION",
    "NOFORN",
    "NEED TO KNOW",
    "社外秘",
    "部外秘",
    "関係者限り",
    "転送禁止",
    "取扱注意",
];

/// The level that a word is, with or without `TLP` before it: `white`, `TLP:AMBER+STRICT`, `tlp amber_strict`. Nothing else may stand beside it.
pub fn level(word: &str) -> Option<Marking> {
    let word = plain(word);
    let (level, rest) = begins(after_title(&word).unwrap_or(&word))?;
    rest.chars().all(|it| !it.is_alphanumeric()).then_some(level)
}

/// The marking of a claim beside that of the whole, as a draft has it: where it is stricter.
pub fn beside(marking: Option<Marking>, whole: Option<Marking>) -> Option<String> {
    marking.filter(|it| whole.is_none_or(|whole| it.is_above(whole))).map(|it| it.as_str().to_owned())
}

/// The stricter of two markings of claims.
pub fn stricter(a: Option<&str>, b: Option<&str>) -> Option<String> {
    Marking::stricter(a.and_then(Marking::parse), b.and_then(Marking::parse)).map(|it| it.as_str().to_owned())
}

/// The freer of two markings of claims that say the same; of none, none.
pub fn freer(a: Option<String>, b: Option<String>) -> Option<String> {
    let level = |it: &str| Marking::parse(it).unwrap_or(Marking::Red);
    a.zip(b).map(|(a, b)| if level(&a) < level(&b) { b } else { a })
}

/// What words say of sharing: the strictest level that they name after `TLP`, or a limit in other words. `None` if they do not speak of it.
pub fn told(words: &str) -> Option<Limit> {
    let words = plain(words);
    let starts = TITLES.iter().flat_map(|title| words.match_indices(title));
    let found: Vec<Option<Marking>> = starts
        .filter(|(at, _)| !words[..*at].ends_with(|it: char| it.is_ascii_alphanumeric()))
        .filter_map(|(at, _)| after_title(&words[at..]))
        .map(|rest| begins(rest).map(|(level, _)| level))
        .collect();
    match found.iter().flatten().min() {
        Some(level) => Some(Limit::Level(*level)),
        None if found.is_empty() && !LIMITING.iter().any(|it| words.contains(it)) => None,
        None => Some(Limit::Unread),
    }
}

/// The same words in capitals, with letters and signs of full width as those of ASCII.
fn plain(words: &str) -> String {
    let narrow = |it: char| match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        '\u{3000}' => ' ',
        other => other,
    };
    words.trim().chars().map(narrow).flat_map(char::to_uppercase).collect()
}

/// What stands behind the title of a level, if words begin with one: no letter may follow it at once, other than in `TLPV2`.
fn after_title(words: &str) -> Option<&str> {
    let mut rest = TITLES.iter().find_map(|it| words.strip_prefix(it))?;
    if rest.starts_with(|it: char| it.is_ascii_alphabetic()) && !rest.starts_with('V') {
        return None;
    }
    loop {
        rest = rest.trim_start_matches(|it: char| !it.is_alphabetic());
        match TITLES.iter().chain(&BETWEEN).find_map(|it| rest.strip_prefix(it)).filter(|it| !is_within(it)) {
            Some(more) => rest = more,
            None => return Some(rest),
        }
    }
}

/// The level with which words begin, and what follows.
fn begins(words: &str) -> Option<(Marking, &str)> {
    let words = words.trim_start();
    let (level, rest) = LEVELS.iter().find_map(|(name, level)| Some((*level, words.strip_prefix(name)?)))?;
    if level == Marking::Amber {
        let strict = rest.trim_start_matches([' ', '+', '-', '_', ':', '/', '&', '(', '.', '[']);
        if let Some(rest) = STRICT.iter().find_map(|it| strict.strip_prefix(it)) {
            return Some((Marking::AmberStrict, rest));
        }
    }
    (!is_within(rest)).then_some((level, rest))
}

/// Whether a word goes on here: `CLEARLY` is no level.
fn is_within(rest: &str) -> bool {
    rest.starts_with(|it: char| it.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_one_however_it_is_written() {
        for (words, expected) in [
            ("white", "TLP:CLEAR"),
            ("TLP:WHITE", "TLP:CLEAR"),
            ("tlp:clear", "TLP:CLEAR"),
            ("Tlp : Green", "TLP:GREEN"),
            ("TLP-AMBER", "TLP:AMBER"),
            ("amber", "TLP:AMBER"),
            ("TLP:AMBER+STRICT", "TLP:AMBER+STRICT"),
            ("tlp:amber-strict", "TLP:AMBER+STRICT"),
            ("TLP AMBER STRICT", "TLP:AMBER+STRICT"),
            ("amber_strict", "TLP:AMBER+STRICT"),
            ("TLP:AMBER (STRICT)", "TLP:AMBER+STRICT"),
            ("AmberStrict", "TLP:AMBER+STRICT"),
            ("TLPv2:RED", "TLP:RED"),
            ("TLP 2.0: RED", "TLP:RED"),
            ("[TLP:RED]", ""),
            ("\u{ff34}\u{ff2c}\u{ff30}\u{ff1a}\u{ff32}\u{ff25}\u{ff24}", "TLP:RED"),
            ("TLP\u{ff1a}アンバー\u{ff0b}ストリクト", "TLP:AMBER+STRICT"),
            ("TLP：赤", "TLP:RED"),
            ("purple", ""),
            ("redacted", ""),
            ("red team", ""),
            ("", ""),
        ] {
            assert_eq!(level(words).map_or("", Marking::as_str), expected, "{words}");
        }
    }

    #[test]
    fn words_tell_the_strictest_level_and_a_limit_that_is_not_read_is_the_strictest() {
        let red = Some(Limit::Level(Marking::Red));
        for (words, limit) in [
            ("TLP:RED - board only", red),
            ("[TLP:RED]", red),
            ("Marked TLP: red. Parts are TLP:GREEN.", red),
            ("Traffic Light Protocol (TLP) level: RED", red),
            ("取り扱い：ＴＬＰ：ＲＥＤ", red),
            ("TLP:AMBER+STRICT for members", Some(Limit::Level(Marking::AmberStrict))),
            ("TLP:AMBER strictly", Some(Limit::Level(Marking::AmberStrict))),
            ("tlp:ex:chr", Some(Limit::Unread)),
            ("TLP:UNCLEAR", Some(Limit::Unread)),
            ("TLP to be decided", Some(Limit::Unread)),
            ("For internal use only", Some(Limit::Unread)),
            ("社外秘", Some(Limit::Unread)),
            ("Copyright 2024, Example. Approved for public release.", None),
            ("PAP:RED", None),
            ("RED", None),
            ("A TLPX report", None),
        ] {
            assert_eq!(told(words), limit, "{words}");
        }
        assert_eq!(Limit::Unread.marking(), Marking::Red);
    }
}
