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
    /// Whether a number and its unit are one word, so that a bound stands beside both: `704社以上` is `704 companies or more`.
    pub(super) has_counters: bool,
    /// A number in full: `17,891`.
    pub(super) number: fn(u64) -> String,
    /// A number of a scale in little room: `1.5 M`.
    pub(super) short_number: fn(u64) -> String,
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

    /// A number in full: `17,891`, and `490万` for 4,900,000 where people say so.
    pub fn number(&self, n: u64) -> String {
        (self.grammar.number)(n)
    }

    /// A number of a scale, which is not negative, in little room: `1.5 M`.
    pub fn short_number(&self, n: f64) -> String {
        (self.grammar.short_number)(n.round() as u64)
    }

    /// Whether a number and its unit are one word.
    pub fn has_counters(&self) -> bool {
        self.grammar.has_counters
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

/// A number with its thousands apart: `17,891`.
pub(super) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A number that is short where it is long: `500`, `20,000`, `150 M`, `12 bn`, `5×10¹⁸`.
pub(super) fn short_thousands(n: u64) -> String {
    for (unit, name) in [(1_000_000_000_000, "tn"), (1_000_000_000, "bn"), (1_000_000, "M")] {
        if n >= unit && n / unit < 10_000 {
            let (whole, tenth) = (n / unit, n % unit / (unit / 10));
            return if tenth == 0 { format!("{} {name}", thousands(whole)) } else { format!("{whole}.{tenth} {name}") };
        }
    }
    if n < 1_000_000 {
        return thousands(n);
    }
    let power = n.ilog10();
    let tens = n / 10_u64.pow(power - 1);
    let power: String = power.to_string().bytes().map(|it| SUPERSCRIPTS[usize::from(it - b'0')]).collect();
    if tens.is_multiple_of(10) {
        format!("{}×10{power}", tens / 10)
    } else {
        format!("{}.{}×10{power}", tens / 10, tens % 10)
    }
}

/// The steps of ten thousand by which Japanese counts.
const MYRIADS: [(u64, &str); 4] =
    [(10_000_000_000_000_000, "京"), (1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")];

/// A whole number of ten thousands by its myriads, which is read faster: `490万`, `1億4,790万`; any other as `17,891`.
pub(super) fn myriads(n: u64) -> String {
    if n == 0 || !n.is_multiple_of(10_000) {
        return thousands(n);
    }
    let parts = MYRIADS.iter().map(|(unit, name)| (n / unit % 10_000, name));
    let told = parts.filter(|(many, _)| *many > 0).map(|(many, name)| format!("{}{name}", thousands(many)));
    told.collect()
}

/// The same in little room: `2.5万`, `1.5億`.
pub(super) fn short_myriads(n: u64) -> String {
    let fits = MYRIADS.iter().find(|(unit, _)| n >= *unit).filter(|(unit, _)| n.is_multiple_of(unit / 10));
    match fits {
        Some((unit, name)) if n.is_multiple_of(*unit) => format!("{}{name}", thousands(n / unit)),
        Some((unit, name)) => format!("{}.{}{name}", thousands(n / unit), n % unit / (unit / 10)),
        None => myriads(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_in_thousands_or_said_in_myriads() {
        for (n, english, japanese) in [
            (0, "0", "0"),
            (621, "621", "621"),
            (17_891, "17,891", "17,891"),
            (20_000, "20,000", "2万"),
            (4_900_000, "4,900,000", "490万"),
            (147_900_000, "147,900,000", "1億4,790万"),
            (147_912_345, "147,912,345", "147,912,345"),
            (12_000_000_000, "12,000,000,000", "120億"),
        ] {
            assert_eq!((thousands(n).as_str(), myriads(n).as_str()), (english, japanese));
        }
    }

    #[test]
    fn numbers_of_a_scale_are_short() {
        for (n, english, japanese) in [
            (0, "0", "0"),
            (5_000, "5,000", "5,000"),
            (20_000, "20,000", "2万"),
            (25_000, "25,000", "2.5万"),
            (999_999, "999,999", "999,999"),
            (1_500_000, "1.5 M", "150万"),
            (150_000_000, "150 M", "1.5億"),
            (12_000_000_000, "12 bn", "120億"),
            (4_000_000_000_000, "4 tn", "4兆"),
            (5_000_000_000_000_000_000, "5×10¹⁸", "500京"),
            (15_000_000_000_000_000_000, "1.5×10¹⁹", "1,500京"),
        ] {
            assert_eq!((short_thousands(n).as_str(), short_myriads(n).as_str()), (english, japanese));
        }
    }
}
