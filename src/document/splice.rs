//! The smallest change of a text: some bytes in place of others. What it was before is part of it, so each has an inverse.

use serde_json::{Value, json};

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

    /// The text after it; `None` if it is one of another text.
    pub fn apply(&self, text: &str) -> Option<String> {
        self.exchange(text, &self.old, &self.new)
    }

    /// The text before it; `None` if it is one of another text.
    pub fn undo(&self, text: &str) -> Option<String> {
        self.exchange(text, &self.new, &self.old)
    }

    fn exchange(&self, text: &str, old: &str, new: &str) -> Option<String> {
        let rest = text.get(self.at..)?.strip_prefix(old)?;
        let mut out = String::with_capacity(text.len() + new.len());
        out.push_str(&text[..self.at]);
        out.push_str(new);
        out.push_str(rest);
        Some(out)
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        self.old.len() + self.new.len()
    }

    /// As it is kept.
    pub fn write(&self) -> Value {
        json!([self.at, self.old, self.new])
    }

    /// One that was kept.
    pub fn read(kept: &Value) -> Option<Self> {
        let [at, old, new] = kept.as_array()?.as_slice() else { return None };
        let text = |it: &Value| it.as_str().map(str::to_owned);
        Some(Self { at: usize::try_from(at.as_u64()?).ok()?, old: text(old)?, new: text(new)? })
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}
