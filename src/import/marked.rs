//! The marking of an object of a file, also where it is not written as it should be: then it is the strictest.

use serde_json::Value;

use super::field::Rest;
use crate::diag::distance;
use crate::incident::Marking;

/// The field that holds it.
pub const KEY: &str = "marking";

/// The marking of an object, of whatever kind. One that cannot be read is the strictest, and so is one whose field is called
/// otherwise, because a slip of the pen must not open a file.
pub fn marking(it: &Rest) -> Option<Marking> {
    let named = it.get(KEY).filter(|it| !it.is_null());
    let own = named.map(|it| it.as_str().and_then(Marking::parse).unwrap_or(Marking::Red));
    let meant = it.keys().any(|key| is_meant(key)).then_some(Marking::Red);
    Marking::stricter(own, meant)
}

/// Whether a field is called otherwise and still seems to hold a marking: `Marking`, `makring`, `tlp`, `TLP marking`.
pub fn is_meant(key: &str) -> bool {
    if key == KEY || key.len() > 24 {
        return false;
    }
    let letters: String = key.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let word = letters.strip_prefix("tlp").or_else(|| letters.strip_suffix("tlp")).unwrap_or(&letters);
    let is_swapped = || word.len() == KEY.len() && distance(word, KEY) == 2 && letters_of(word) == letters_of(KEY);
    (word.is_empty() && !letters.is_empty()) || distance(word, KEY) <= 1 || is_swapped()
}

/// Which letters a word has.
fn letters_of(word: &str) -> u32 {
    word.bytes().fold(0, |all, it| all | 1 << (it % 32))
}

/// The strictest marking in what the format does not know, at any depth.
pub fn within(value: &Value) -> Option<Marking> {
    match value {
        Value::Array(items) => items.iter().map(within).fold(None, Marking::stricter),
        Value::Object(it) => it.values().map(within).fold(marking(it), Marking::stricter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_meant_and_another_word_is_not() {
        for key in [
            "Marking",
            "MARKING",
            " marking",
            "mark-ing",
            "markings",
            "markng",
            "makring",
            "tlp",
            "TLP",
            "tlp_marking",
            "marking.tlp",
        ] {
            assert!(is_meant(key), "{key}");
        }
        for key in ["marking", "marketing", "remark", "mark", "", "own_marking", "notes", "tl", "x_tlp_note"] {
            assert!(!is_meant(key), "{key}");
        }
    }
}
