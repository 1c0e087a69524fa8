//! The smallest change of a text: some bytes in place of others. What it was before is part of it, so each has an inverse.

/// Bytes in place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where: an offset in bytes.
    at: usize,
    /// What stood there.
    old: String,
    /// What stands there now.
    new: String,
}

impl Splice {
    /// Without what is the same at both ends: an edit leaves every byte alone that it does not change.
    pub fn new(at: usize, old: &str, new: &str) -> Self {
        let same = |(a, b): &(char, char)| a == b;
        let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(it, _)| it.len_utf8()).sum();
        let (old, new) = (&old[head..], &new[head..]);
        let tail: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(it, _)| it.len_utf8()).sum();
        Self { at: at + head, old: old[..old.len() - tail].to_owned(), new: new[..new.len() - tail].to_owned() }
    }

    /// The text after it.
    pub fn apply(&self, text: &str) -> String {
        self.exchange(text, &self.old, &self.new)
    }

    /// The text before it.
    pub fn undo(&self, text: &str) -> String {
        self.exchange(text, &self.new, &self.old)
    }

    fn exchange(&self, text: &str, old: &str, new: &str) -> String {
        let mut out = String::with_capacity(text.len() + new.len());
        out.push_str(&text[..self.at]);
        out.push_str(new);
        out.push_str(&text[self.at + old.len()..]);
        out
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}
