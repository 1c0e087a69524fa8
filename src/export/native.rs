//! The native file, written as a person would write it: fields in the order of the format, short objects in one line.

use serde_json::Value;

use crate::import::draft::FILE;
use crate::import::role::{Known, Role};
use crate::import::scan::Cursor;
use crate::sorting;

/// The longest line that is not broken, in characters.
const WIDTH: usize = 120;

/// A character has so many bytes at most.
const MOST_BYTES: usize = 4;

/// Claims begin with who says so.
const CLAIM: &[&str] = &["source", "via", "value", "unit", "when", "after", "hedge", "likelihood", "quote", "at"];

/// The text of a native file. Equal files have equal texts, whatever the order of their fields.
pub fn text(file: &Value) -> String {
    layout(&file.to_string())
}

/// The same of a text that holds well-formed JSON: what the format does not know keeps its order.
pub fn layout(file: &str) -> String {
    let mut text = String::new();
    broken(FILE, file.trim(), 0, &mut text);
    text.push('\n');
    text
}

/// An item of a list, or a member of an object with its key as it is written, and what stands there.
pub(super) struct Item<'a> {
    pub key: Option<&'a str>,
    at: Known,
    pub value: &'a str,
}

/// The members of an object in the order of the format, others after them, or the items of a list.
pub(super) fn items(at: Known, value: &str) -> Vec<Item<'_>> {
    let mut cursor = Cursor::at(value, 0);
    let is_object = cursor.peek() == b'{';
    if !is_object && cursor.peek() != b'[' {
        return Vec::new();
    }
    cursor.at += 1;
    let mut items = Vec::new();
    while !matches!(cursor.peek(), b'}' | b']' | b'\0') {
        let from = cursor.at;
        let key = is_object.then(|| cursor.key());
        let quoted = &value[from..cursor.at];
        if is_object {
            cursor.peek();
            cursor.at += 1; // the colon
            cursor.peek();
        }
        let from = cursor.at;
        cursor.skip();
        let item = |at| Item { key: is_object.then_some(quoted), at, value: &value[from..cursor.at] };
        items.push(key.map_or_else(|| (0, item(at)), |key| (rank(at, &key), item(at.field(&key)))));
        cursor.comma();
    }
    sorting::by_key(&mut items, |(rank, _)| *rank);
    items.into_iter().map(|(_, it)| it).collect()
}

/// Where a field stands among those of its part.
fn rank(at: Known, key: &str) -> usize {
    let of_claim = || CLAIM.iter().position(|it| *it == key).unwrap_or(CLAIM.len());
    let own = || at.inside.iter().position(|it| it.name == key);
    match at.role {
        Role::Claims(_) => of_claim(),
        // a part without claims is one itself
        Role::Claimed => own().unwrap_or_else(|| at.inside.len() + of_claim()),
        _ => own().unwrap_or(at.inside.len()),
    }
}

/// The brackets around a list or an object, and whether they have spaces inside.
fn brackets(value: &str) -> (char, char, &'static str) {
    if value.starts_with('{') { ('{', '}', " ") } else { ('[', ']', "") }
}

/// A value in one line, or the beginning of it where that is too long already: no line is written to be thrown away whole.
fn line(at: Known, value: &str, text: &mut String) {
    let items = items(at, value);
    let (open, close, space) = brackets(value);
    if items.is_empty() {
        return empty(value, text);
    }
    text.push(open);
    for (i, it) in items.into_iter().enumerate() {
        text.push_str(if i == 0 { space } else { ", " });
        if let Some(key) = it.key {
            text.push_str(&format!("{key}: "));
        }
        line(it.at, it.value, text);
        if text.len() > WIDTH * MOST_BYTES {
            return;
        }
    }
    text.push_str(space);
    text.push(close);
}

/// A value with nothing in it.
fn empty(value: &str, text: &mut String) {
    match value.as_bytes().first() {
        Some(b'{') => text.push_str("{}"),
        Some(b'[') => text.push_str("[]"),
        _ => text.push_str(value),
    }
}

/// A value from the end of the last line on: in one line if it fits, else an item a line.
fn broken(at: Known, value: &str, depth: usize, text: &mut String) {
    let mut one = String::new();
    line(at, value, &mut one);
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    let items = items(at, value);
    if column + one.chars().count() < WIDTH || items.is_empty() {
        return text.push_str(&one);
    }
    let (open, close, _) = brackets(value);
    text.push(open);
    for (i, it) in items.into_iter().enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = it.key {
            text.push_str(&format!("{key}: "));
        }
        broken(it.at, it.value, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{layout, text};

    #[test]
    fn fields_stand_in_the_order_of_the_format_and_own_ones_after_them() {
        let file = json!({
            "own": {"b": [], "a": 1.5}, "title": {"ja": "例", "en": "E"}, "id": "x", "format": "breachmap-incident/1",
            "events": [{"claims": [{"when": "2024", "source": "daily", "note": "a note that is long enough for a line of its own"}], "id": "e"}],
        });
        let expected = r#"{
  "format": "breachmap-incident/1",
  "id": "x",
  "title": { "en": "E", "ja": "例" },
  "events": [
    {
      "id": "e",
      "claims": [{ "source": "daily", "when": "2024", "note": "a note that is long enough for a line of its own" }]
    }
  ],
  "own": { "a": 1.5, "b": [] }
}
"#;
        assert_eq!(text(&file), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).unwrap(), file);
    }

    #[test]
    fn a_part_that_is_a_claim_itself_ends_with_its_fields_and_own_ones_keep_their_order() {
        let file =
            r#"{"pivots":[{"when":"2024","z":1.50,"after":"b","a":{"y":[ ],"x":{ }},"id":"p","source":"s"}],"id":"x"}"#;
        let expected = r#"{
  "id": "x",
  "pivots": [{ "id": "p", "source": "s", "when": "2024", "after": "b", "z": 1.50, "a": { "y": [], "x": {} } }]
}
"#;
        assert_eq!(layout(file), expected);
    }
}
