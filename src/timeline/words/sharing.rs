//! What was done to a file before it was handed on, in words.

use super::n_of;
use crate::incident::Sharing;

/// What is missing and what is renamed; `None` if nothing is.
///
/// `3 claims marked above TLP:GREEN are left out, and with them 1 part and 2 sources. Hosts and people have neutral names.`
pub fn sharing(it: &Sharing) -> Option<String> {
    let mut words = String::new();
    if let Some(level) = it.marking.filter(|_| it.is_less()) {
        let n = |n: u64, noun: &str| n_of(usize::try_from(n).unwrap_or(usize::MAX), noun);
        let are = if it.claims == 1 { "is" } else { "are" };
        words = format!("{} marked above {level} {are} left out", n(it.claims, "claim"));
        let with = [(it.parts, "part"), (it.sources, "source"), (it.texts, "text")];
        let with: Vec<String> = with.iter().filter(|(n, _)| *n > 0).map(|(number, noun)| n(*number, noun)).collect();
        if let Some((last, others)) = with.split_last() {
            let others = others.join(", ");
            let and = if others.is_empty() { "" } else { " and " };
            words.push_str(&format!(", and with them {others}{and}{last}"));
        }
        words.push('.');
    }
    if it.redacted {
        words.push_str(if words.is_empty() { "" } else { " " });
        words.push_str("Hosts and people have neutral names.");
    }
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::sharing;
    use crate::incident::{Marking, Sharing};

    #[test]
    fn only_what_was_done_is_said() {
        let note = |claims, parts, texts, redacted| {
            sharing(&Sharing { marking: Some(Marking::Green), claims, parts, sources: parts, texts, redacted })
        };
        assert_eq!(note(0, 0, 0, false), None);
        assert_eq!(note(1, 0, 0, false).as_deref(), Some("1 claim marked above TLP:GREEN is left out."));
        assert_eq!(
            note(3, 1, 2, true).as_deref(),
            Some(
                "3 claims marked above TLP:GREEN are left out, and with them 1 part, 1 source and 2 texts. \
                 Hosts and people have neutral names."
            )
        );
    }
}
