//! Names, numbers and days in running text: found however they are written, as whole words, and replaced.
//!
//! A text is read as letters and digits with gaps between them. Case and width do not count, nor what gaps are made of,
//! nor signs that nobody sees.

use crate::sorting;

/// How closely a text has to hold to what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In capitals: `AD`, but not `ad`.
    Capitals,
    /// With gaps in the same places: `17.02.2024`, `17 Feb`.
    Parts,
    /// With any gaps of one sign, as people group digits: `98,765`, `98 765`, `9万8765`.
    Number,
    /// With any gaps, if it is long: `file server`, `File-Server`, `fileserver`.
    Name,
}

/// A name of fewer letters has its gaps where they are.
const LONG: usize = 6;

/// A name of many more letters is looked for in pieces of this many, so that a part of it is found too, and in short time.
const PIECE: usize = 200;

/// Names and what stands in their place.
#[derive(Debug, Default)]
pub struct Names(Vec<Name>);

#[derive(Debug)]
struct Name {
    letters: Vec<char>,
    /// Before which letters there are gaps.
    gaps: Vec<usize>,
    form: Form,
    instead: String,
}

impl Names {
    /// Adds a name; the longest one that fits is replaced.
    pub fn add(&mut self, name: &str, form: Form, instead: &str) {
        let all = letters(name);
        let mut from = 0;
        while from < all.len() {
            let is_end = |at: &usize| *at == all.len() || !is_joined(&all, *at);
            let to = (from + PIECE..all.len().saturating_sub(PIECE)).find(is_end).unwrap_or(all.len());
            let piece = &all[from..to];
            let gaps = (1..piece.len()).filter(|it| piece[*it].gap > 0).collect();
            let letters: Vec<char> = piece.iter().map(|it| it.sign).collect();
            // a single letter is no name, but a single sign of Chinese or Japanese can be
            if letters.len() > 1 || !letters[0].is_ascii() {
                self.0.push(Name { letters, gaps, form, instead: instead.to_owned() });
            }
            from = to;
        }
    }

    /// All of them, to be looked for.
    pub fn finder(mut self) -> Finder {
        sorting::by(&mut self.0, |a, b| a.letters.cmp(&b.letters));
        self.0.dedup_by(|a, b| (&a.letters, &a.gaps, a.form) == (&b.letters, &b.gaps, b.form));
        Finder(self.0)
    }
}

/// Names, by their letters.
#[derive(Debug)]
pub struct Finder(Vec<Name>);

impl Finder {
    /// The text with all names replaced; `None` if there is none in it.
    pub fn replace(&self, text: &str) -> Option<String> {
        let letters = letters(text);
        let (mut replaced, mut copied, mut at) = (String::new(), 0, 0);
        while at < letters.len() {
            let Some((end, instead)) = self.longest(&letters, at) else {
                at += 1;
                continue;
            };
            replaced.push_str(&text[copied..letters[at].from]);
            replaced.push_str(instead);
            (copied, at) = (letters[end - 1].to, end);
        }
        (copied > 0).then(|| replaced + &text[copied..])
    }

    /// Whether any name is in the text.
    pub fn is_in(&self, text: &str) -> bool {
        let letters = letters(text);
        (0..letters.len()).any(|at| self.longest(&letters, at).is_some())
    }

    /// Where the longest name ends that begins here, and what stands in its place. Sign by sign, fewer names are left.
    fn longest(&self, text: &[Letter], start: usize) -> Option<(usize, &str)> {
        if start > 0 && is_joined(text, start) {
            return None;
        }
        let (mut among, mut found) = (self.0.as_slice(), None);
        for depth in 0.. {
            let complete = among.iter().take_while(|it| it.letters.len() == depth);
            let mut ends = complete.filter_map(|it| Some((it.end(text, start)?, it.instead.as_str())));
            found = ends.next().or(found);
            let Some(next) = text.get(start + depth) else { break };
            among = &among[among.partition_point(|it| it.letters.get(depth) < Some(&next.sign))..];
            among = &among[..among.partition_point(|it| it.letters.get(depth) == Some(&next.sign))];
            if among.is_empty() {
                break;
            }
        }
        found
    }
}

impl Name {
    /// Where the name ends in a text that has its letters from here on, if it is written there; it may have an s of the plural.
    fn end(&self, text: &[Letter], start: usize) -> Option<usize> {
        let end = start + self.letters.len();
        let mut inner = (1..self.letters.len()).map(|it| (it, text[start + it].gap));
        let is_written = match self.form {
            Form::Name if self.letters.len() >= LONG => true,
            Form::Number if self.letters.len() > 3 => inner.all(|(_, gap)| gap <= 1),
            _ => inner.all(|(at, gap)| (gap > 0) == self.gaps.contains(&at)),
        };
        let is_capital = || text[start..end].iter().all(|it| it.is_capital);
        let is_part = |at| self.form == Form::Number && is_grouped(text, at);
        if !is_written || is_part(start) || (self.form == Form::Capitals && !is_capital()) {
            return None;
        }
        let is_plural = text.get(end).is_some_and(|it| it.sign == 's' && it.gap == 0) && is_of_word(text[end - 1].sign);
        let is_instant = self.form == Form::Parts
            && matches!(text.get(end..end + 2), Some([t, hour]) if t.sign == 't' && hour.sign.is_ascii_digit());
        let end = end + usize::from(is_plural);
        let is_whole = end == text.len() || !is_joined(text, end) || is_instant;
        (is_whole && !is_part(end)).then_some(end)
    }
}

/// A letter or digit of a text, in the form that is compared.
struct Letter {
    sign: char,
    is_capital: bool,
    /// How many signs that are no letters are before it.
    gap: usize,
    /// Whether a comma, a point or the like is all that is before it, or a sign that nobody sees.
    is_grouping: bool,
    is_loose: bool,
    /// Where it stands in the text.
    from: usize,
    to: usize,
}

/// The letters of a text.
fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let (mut gap, mut is_grouping, mut is_loose) = (0, false, false);
    for (from, sign) in text.char_indices() {
        let to = from + sign.len_utf8();
        let sign = narrow(sign);
        if is_unseen(sign) {
            is_loose = true;
        } else if is_gap(sign) {
            is_grouping = gap == 0 && ",.'_’\u{A0}\u{202F}\u{2009}".contains(sign);
            gap += 1;
        } else {
            for lower in sign.to_lowercase() {
                letters.push(Letter { sign: lower, is_capital: sign != lower, gap, is_grouping, is_loose, from, to });
                (gap, is_grouping, is_loose) = (0, false, false);
            }
        }
    }
    letters
}

/// The same sign in the width of Latin letters.
fn narrow(sign: char) -> char {
    let is_wide = ('\u{FF01}'..='\u{FF5E}').contains(&sign);
    char::from_u32(u32::from(sign) - if is_wide { 0xFEE0 } else { 0 }).unwrap_or(sign)
}

/// Soft hyphens, joiners, marks of direction, accents that are written by themselves.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{0300}'..='\u{036F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(sign, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Spaces and punctuation. Pictures are no gaps: they can be names.
fn is_gap(sign: char) -> bool {
    let is_punctuation = matches!(sign, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{2212}' | '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{FF61}'..='\u{FF65}');
    !sign.is_alphanumeric()
        && (sign.is_whitespace() || sign.is_control() || sign.is_ascii_punctuation() || is_punctuation)
}

/// Whether a letter and the one before it are of one word.
fn is_joined(text: &[Letter], at: usize) -> bool {
    let [before, after] = [&text[at - 1], &text[at]];
    after.gap == 0 && !after.is_loose && is_of_word(before.sign) && is_of_word(after.sign)
}

/// Whether a group of three digits begins here, which goes on with the digits before it.
fn is_grouped(text: &[Letter], at: usize) -> bool {
    let is_digit = |at: usize| text.get(at).is_some_and(|it| it.sign.is_ascii_digit());
    let goes_on = |at: usize| is_digit(at) && text[at].gap == 0;
    at > 0
        && is_digit(at - 1)
        && is_digit(at)
        && text[at].is_grouping
        && goes_on(at + 1)
        && goes_on(at + 2)
        && !goes_on(at + 3)
}

/// Whether words of this script have spaces between them, and this is a letter or digit of one.
fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() && sign < '\u{2E80}'
}

#[cfg(test)]
mod tests {
    use super::{Finder, Form, Names};

    fn finder(names: &[(&str, Form, &str)]) -> Finder {
        let mut all = Names::default();
        for (name, form, instead) in names {
            all.add(name, *form, instead);
        }
        all.finder()
    }

    #[test]
    fn names_are_whole_words_in_any_case_and_the_longest_wins() {
        let names = finder(&[
            ("Server B", Form::Name, "Server 1"),
            ("Server", Form::Name, "X"),
            ("工事サーバー", Form::Name, "Server 2"),
            ("Ö-Haus", Form::Name, "Site 1"),
            ("🗝", Form::Name, "Key 1"),
            ("AD", Form::Capitals, "Y"),
        ]);
        for (text, expected) in [
            ("From server  B, servers and a serverless observer.", "From Server 1, X and a serverless observer."),
            ("SERVER B's disk", "Server 1's disk"),
            ("その工事サーバーから", "そのServer 2から"),
            ("im ö-haus", "im Site 1"),
            ("with 🗝!", "with Key 1!"),
            ("an ad in the AD", "an ad in the Y"),
        ] {
            assert_eq!(names.replace(text).as_deref(), Some(expected));
        }
        for text in ["serverless", "", "-- ,", "ad"] {
            assert_eq!(names.replace(text), None);
            assert!(!names.is_in(text));
        }
    }

    #[test]
    fn a_name_is_found_whatever_stands_between_its_letters() {
        let names = finder(&[("File server", Form::Name, "X"), ("SAP 2", Form::Name, "Y")]);
        for text in [
            "file-server",
            "FILE_SERVER",
            "FileServer",
            "file\u{AD}ser\u{200B}ver",
            "ＦＩＬＥ　ｓｅｒｖｅｒ",
            "file\u{2011}server",
            "file.server",
            "the\u{200B}file server",
            "file server\u{FEFF}s",
            "sap-2",
            "SAP_2",
            "sAp  2",
            "file%server",
        ] {
            assert!(names.is_in(text), "{text}");
        }
        for text in ["profile server", "sap2", "sap 21", "file observer"] {
            assert!(!names.is_in(text), "{text}");
        }
        assert_eq!(names.replace("(File_\u{200B}Servers)").as_deref(), Some("(X)"));
    }

    #[test]
    fn a_long_name_is_found_in_pieces_and_soon() {
        let long = "the vault below the cellar ".repeat(40);
        let names = finder(&[(&long, Form::Name, "X")]);
        assert!(!names.replace(&format!("It was {long}!")).unwrap_or_default().contains("vault"));
        assert!(names.is_in(&long[..600]), "a part tells it too");
        let many: Vec<String> = (0..3000).map(|i| format!("node {i}")).collect();
        let names: Vec<_> = many.iter().map(|it| (it.as_str(), Form::Name, "X")).collect();
        let names = finder(&names);
        assert!(!names.is_in(&"no node here ".repeat(20_000)), "and not each name with each letter");
        let same = finder(&[(&("事".repeat(5_000) + "件"), Form::Name, "X")]);
        assert!(same.is_in(&"事".repeat(20_000)));
        assert!(!same.is_in(&("事".repeat(150) + "故").repeat(100)));
    }

    #[test]
    fn numbers_are_found_however_they_are_grouped_and_not_as_groups_of_others() {
        let names = finder(&[("98765", Form::Number, "X"), ("345", Form::Number, "X")]);
        for text in [
            "98765",
            "98,765",
            "98.765 Datensätze",
            "98 765",
            "98'765件",
            "９８，７６５",
            "(98_765)",
            "in 345.",
            "345, 2",
        ] {
            assert!(names.is_in(text), "{text}");
        }
        for text in ["198765", "987651", "98,765,432", "12,345", "3.45", "98--765"] {
            assert!(!names.is_in(text), "{text}");
        }
    }
}
