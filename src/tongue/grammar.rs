//! What tells languages apart that no text can say: plurals, capitals, names of months, short numbers.

use super::Tongue;

/// The rules of a language.
#[derive(Debug)]
pub struct Grammar {
    /// Its BCP 47 tag.
    pub(super) tag: &'static str,
    /// Its own name.
    pub(super) name: &'static str,
    /// January to December, as a date says them.
    pub(super) months: [&'static str; 12],
    /// Which of the forms of `{n|host|hosts}` stands with a number.
    pub(super) form: fn(u64) -> usize,
    /// Whether a sentence begins with a capital letter. `false` leaves alone a sentence that begins with a name.
    pub(super) has_capitals: bool,
    /// Between the thousands of a number: `17,891`.
    pub(super) thousands: &'static str,
    /// A number of a scale in little room: `1.5 M`. It gets what is not negative.
    pub(super) short_number: fn(f64) -> String,
}

impl Tongue {
    /// A month by its number, 1 to 12.
    pub fn month(&self, month: u8) -> &'static str {
        self.grammar.months[usize::from(month.clamp(1, 12)) - 1]
    }

    /// A sentence of words: with a capital letter, where the language has them.
    pub fn capital(&self, words: &str) -> String {
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if self.grammar.has_capitals => format!("{}{}", first.to_uppercase(), letters.as_str()),
            _ => words.to_owned(),
        }
    }

    /// A number with its thousands apart: `17,891`.
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(self.grammar.thousands);
            }
            out.push(digit);
        }
        out
    }

    /// A number of a scale in little room: `1.5 M`.
    pub fn short_number(&self, n: f64) -> String {
        (self.grammar.short_number)(n)
    }

    /// Which of several forms stands with a number.
    pub(super) fn form(&self, n: u64) -> usize {
        (self.grammar.form)(n)
    }

    /// Names one after the other, as a sentence lists them: `a, b and c`.
    pub fn list<T: AsRef<str>>(&self, names: &[T]) -> String {
        match names {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [others @ .., last] => self.and(self.join(others), last.as_ref()),
        }
    }

    /// Names one after the other, with nothing between the last two but what stands between the others: `a, b, c`.
    pub fn join<T: AsRef<str>>(&self, names: &[T]) -> String {
        names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.comma())
    }
}
