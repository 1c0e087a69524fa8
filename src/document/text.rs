//! Where the parts of a JSON text stand, so that one of them can be changed and all others keep their bytes.

use std::ops::Range;

use crate::import::scan::Cursor;

/// A member of an object or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its key, in an object.
    pub key: Option<String>,
    /// From its key to the end of its value, or its value alone.
    pub whole: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
}

/// An object or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// Whether it is an object.
    pub is_object: bool,
    /// From its opening to its closing bracket.
    pub range: Range<usize>,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

impl Container {
    /// The object or list that begins at or after an offset of a well-formed text; `None` if something else stands there.
    pub fn at(text: &str, at: usize) -> Option<Self> {
        let mut cursor = Cursor::at(text, at);
        let is_object = match cursor.peek() {
            b'{' => true,
            b'[' => false,
            _ => return None,
        };
        let start = cursor.at;
        cursor.at += 1;
        let mut items = Vec::new();
        while !matches!(cursor.peek(), b'}' | b']' | b'\0') {
            let from = cursor.at;
            let key = is_object.then(|| {
                let key = cursor.key();
                cursor.peek();
                cursor.at += 1; // the colon
                cursor.peek();
                key
            });
            let value = cursor.at;
            cursor.skip();
            items.push(Item { key, whole: from..cursor.at, value: value..cursor.at });
            cursor.comma();
        }
        Some(Self { is_object, range: start..cursor.at + 1, items })
    }

    /// The place of an item in it: of members with the same key, the last one counts, as it does for readers of JSON.
    pub fn find(&self, token: &str) -> Option<usize> {
        if self.is_object {
            return self.items.iter().rposition(|it| it.key.as_deref() == Some(token));
        }
        index(token).filter(|it| *it < self.items.len())
    }
}

/// The number of an item, as a JSON Pointer writes it: without leading zeros (RFC 6901).
pub fn index(token: &str) -> Option<usize> {
    let is_plain = token == "0" || !token.starts_with('0');
    token.parse().ok().filter(|_| is_plain && token.bytes().all(|it| it.is_ascii_digit()))
}

/// The tokens of a JSON Pointer; `None` if it is none.
pub fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let plain = |it: &str| it.replace("~1", "/").replace("~0", "~");
    Some(pointer.strip_prefix('/')?.split('/').map(plain).collect())
}

/// Where the value of a pointer stands in a well-formed text.
pub fn find(text: &str, tokens: &[String]) -> Option<Range<usize>> {
    let mut cursor = Cursor::at(text, 0);
    cursor.peek();
    let start = cursor.at;
    cursor.skip();
    let mut range = start..cursor.at;
    for token in tokens {
        let container = Container::at(text, range.start)?;
        range = container.items[container.find(token)?].value.clone();
    }
    Some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_pointers() {
        let text = " {\"a\": [1, {\"é/~\": \"x\\\"]\"}, []], \"a\" : {\"b\":[ true ,null]}, \"c\":[7, [8,9]]}\n";
        let at = |pointer: &str| find(text, &tokens(pointer)?).map(|it| &text[it]);
        assert_eq!(at("/a"), Some("{\"b\":[ true ,null]}"), "the last of two keys counts");
        assert_eq!(at("/a/b/0"), Some("true"));
        assert_eq!(at("/a/b/1"), Some("null"));
        assert_eq!(at("/c/1/1"), Some("9"));
        assert_eq!(at(""), Some(text.trim()));
        for none in ["/a/b/2", "/a/b/00", "/a/b/-", "/a/b/0/0", "a", "/", "/d"] {
            assert_eq!(at(none), None, "{none}");
        }
        let odd = "[{\"é/~\": \"x\\\"]\"}]";
        assert_eq!(find(odd, &tokens("/0/é~1~0").unwrap()).map(|it| &odd[it]), Some("\"x\\\"]\""));
    }
}
