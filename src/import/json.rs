//! Where things stand in a JSON text: lines and columns of JSON Pointers, and keys that stand twice.
//!
//! `serde_json` reads the values; this only walks the same text again, once it is known to be well formed.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::Cursor;
use crate::diag::Position;
use crate::sorting::{self, Table};

/// What a walk over the text found.
#[derive(Debug, Default, PartialEq)]
pub struct Places {
    /// Where the wanted pointers stand: an item at its value, a member at its key.
    pub positions: Table<Position>,
    /// Pointers of keys that stand a second time in their object.
    pub duplicates: Vec<String>,
}

impl Places {
    /// Looks up `wanted` pointers in a well-formed JSON `text`. Duplicated keys are always found, and are wanted too.
    pub fn of(text: &str, wanted: &BTreeSet<String>) -> Self {
        let cursor = Cursor::at(text, 0);
        let mut walk =
            Walk { cursor, pointer: String::new(), wanted, offsets: BTreeMap::new(), duplicates: Vec::new() };
        walk.value();
        let mut offsets: Vec<(usize, String)> = walk.offsets.into_iter().map(|(pointer, at)| (at, pointer)).collect();
        sorting::by_key(&mut offsets, |(at, _)| *at);
        let mut position = Position { line: 1, column: 1 };
        let mut from = 0;
        let mut positions = Table::default();
        for (at, pointer) in offsets {
            for c in text[from..at].chars() {
                position = match c {
                    '\n' => Position { line: position.line + 1, column: 1 },
                    _ => Position { column: position.column + 1, ..position },
                };
            }
            from = at;
            positions.insert(&pointer, position);
        }
        Self { positions, duplicates: walk.duplicates }
    }
}

/// Escapes one token of a JSON Pointer (RFC 6901).
pub fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

struct Walk<'a> {
    cursor: Cursor<'a>,
    pointer: String,
    wanted: &'a BTreeSet<String>,
    offsets: BTreeMap<String, usize>,
    duplicates: Vec<String>,
}

impl Walk<'_> {
    fn mark(&mut self, at: usize) {
        if self.wanted.contains(&self.pointer) {
            self.offsets.insert(self.pointer.clone(), at);
        }
    }

    fn value(&mut self) {
        match self.cursor.peek() {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => drop(self.cursor.quoted()),
            _ => self.cursor.word(),
        }
    }

    fn object(&mut self) {
        let mut seen = BTreeSet::new();
        self.cursor.at += 1;
        while self.cursor.peek() == b'"' {
            let start = self.cursor.at;
            let key = self.cursor.key();
            let parent = self.pointer.len();
            self.pointer.push('/');
            self.pointer.push_str(&token(&key));
            self.mark(start);
            if !seen.insert(key) {
                self.offsets.insert(self.pointer.clone(), start);
                self.duplicates.push(self.pointer.clone());
            }
            self.cursor.peek();
            self.cursor.at += 1; // the colon
            self.value();
            self.pointer.truncate(parent);
            self.cursor.comma();
        }
        self.cursor.at += 1;
    }

    fn array(&mut self) {
        self.cursor.at += 1;
        for index in 0.. {
            if matches!(self.cursor.peek(), b']' | b'\0') {
                break;
            }
            let parent = self.pointer.len();
            self.pointer.push_str(&format!("/{index}"));
            self.mark(self.cursor.at);
            self.value();
            self.pointer.truncate(parent);
            self.cursor.comma();
        }
        self.cursor.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_found_in_lines_and_columns() {
        let text = "{\n  \"a/b\": [1, {\"é\": \"x\\\"]\", \"k\": 2, \"k\": 3}],\n  \"z\": null\n}";
        let wanted = ["/a~1b/1/k", "/z", "/a~1b/0", "/none"].map(String::from).into();
        let places = Places::of(text, &wanted);
        let at = |pointer: &str| places.positions.get(pointer).map(|it| (it.line, it.column));
        assert_eq!(at("/z"), Some((3, 3)));
        assert_eq!(at("/a~1b/0"), Some((2, 11)));
        assert_eq!(at("/a~1b/1/k"), Some((2, 36)), "the second of the two keys, which is the one that counts");
        assert_eq!(at("/none"), None);
        assert_eq!(places.duplicates, ["/a~1b/1/k"]);
    }

    #[test]
    fn a_scalar_is_a_text_too() {
        for text in ["3", " \"x\" ", "[]", "{}", "[[],{}]", "true"] {
            assert_eq!(Places::of(text, &BTreeSet::new()), Places::default());
        }
    }
}
