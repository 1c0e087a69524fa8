//! Fills the holes of a text.
//!
//! `{name}` is a hole, and `{n|host|hosts}` chooses a form by the number in hole `n` and shows no number.
//! A brace before anything but a small letter is a brace: `{"at_least": 100}` stands as it is.

use super::phrase::Arg;
use super::{Phrase, Tongue};

impl Tongue {
    /// The text with its holes filled.
    pub(super) fn fill(&self, text: &str, with: &[(&str, Arg)]) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, hole) = rest.split_at(at);
            out.push_str(before);
            let inside = hole[1..].split_once('}').filter(|_| is_hole(hole.as_bytes(), 0));
            let Some((inside, after)) = inside else {
                out.push('{');
                rest = &hole[1..];
                continue;
            };
            let mut parts = inside.split('|');
            let name = parts.next().unwrap_or_default();
            let value = with.iter().find(|(it, _)| *it == name).map(|(_, it)| it);
            match (value, parts.next()) {
                (Some(Arg::Number(n)), Some(first)) => {
                    let others = parts.nth(self.form(*n).wrapping_sub(1));
                    out.push_str(if self.form(*n) == 0 { first } else { others.unwrap_or(first) });
                }
                (_, Some(first)) => out.push_str(first),
                (Some(value), None) => out.push_str(&value.tell(self)),
                (None, None) => {}
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A phrase in this language.
    pub fn say(&self, phrase: &Phrase) -> String {
        phrase.tell(self)
    }
}

/// Whether the brace at `at` opens a hole.
const fn is_hole(text: &[u8], at: usize) -> bool {
    text[at] == b'{' && at + 1 < text.len() && text[at + 1].is_ascii_lowercase()
}

/// Stops the compiler at a text with a hole that is none of `holes`.
pub(super) const fn check(text: &'static str, holes: &[&str]) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if is_hole(bytes, at) {
            let mut known = false;
            let mut i = 0;
            while i < holes.len() {
                known = known || names(bytes, at + 1, holes[i].as_bytes());
                i += 1;
            }
            assert!(known, "{}", text);
        }
        at += 1;
    }
}

/// Whether the hole that begins at `at` has this name.
const fn names(text: &[u8], at: usize, name: &[u8]) -> bool {
    let mut i = 0;
    while i < name.len() {
        if at + i >= text.len() || text[at + i] != name[i] {
            return false;
        }
        i += 1;
    }
    at + i < text.len() && matches!(text[at + i], b'}' | b'|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_forms_chosen_and_other_braces_left() {
        let english = Tongue::of("en");
        let fill = |text: &str, n: u64| english.fill(text, &[("n", Arg::Number(n)), ("who", Arg::from("CSIDB"))]);
        assert_eq!(fill("{n} {n|host|hosts}, by {who}", 1), "1 host, by CSIDB");
        assert_eq!(fill("{n} {n|host|hosts}, by {who}", 2200), "2,200 hosts, by CSIDB");
        assert_eq!(fill("write {\"at_least\": {n}} or { }", 3), "write {\"at_least\": 3} or { }");
        assert_eq!(fill("{n", 3), "{n");
    }
}
