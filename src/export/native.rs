//! The native file, written as a person would write it: fields in the order of the format, short objects in one line.

use serde_json::Value;

use crate::import::draft::FILE;
use crate::import::role::{Known, Role};

/// The longest line that is not broken, in characters.
const WIDTH: usize = 120;

/// A character has so many bytes at most.
const MOST_BYTES: usize = 4;

/// Claims begin with who says so.
const CLAIM: &[&str] = &["source", "via", "value", "unit", "when", "after", "hedge"];

/// The text of a native file. Equal files have equal texts, whatever the order of their fields.
pub fn text(file: &Value) -> String {
    let mut text = String::new();
    broken(FILE, file, 0, &mut text);
    text.push('\n');
    text
}

/// Names and values of an object in the order of the format, or nameless values of a list.
fn items(at: Known, value: &Value) -> Vec<(Option<&str>, &Value)> {
    match value {
        Value::Array(items) => items.iter().map(|it| (None, it)).collect(),
        Value::Object(object) => {
            let known = match at.role {
                Role::Claims(_) => CLAIM.to_vec(),
                // a part without claims is one itself
                Role::Claimed => at.inside.iter().map(|it| it.name).chain(CLAIM.iter().copied()).collect(),
                _ => at.inside.iter().map(|it| it.name).collect(),
            };
            let known: Vec<&str> = known.into_iter().filter(|it| object.contains_key(*it)).collect();
            let others = object.keys().map(String::as_str).filter(|it| !known.contains(it)).collect::<Vec<_>>();
            let keys = known.into_iter().chain(others);
            keys.filter_map(|key| object.get_key_value(key)).map(|(key, it)| (Some(key.as_str()), it)).collect()
        }
        _ => Vec::new(),
    }
}

/// The brackets around a list or an object, and whether they have spaces inside.
fn brackets(value: &Value) -> Option<(char, char, &'static str)> {
    match value {
        Value::Array(_) => Some(('[', ']', "")),
        Value::Object(_) => Some(('{', '}', " ")),
        _ => None,
    }
}

/// A value in one line, or the beginning of it where that is too long already: no line is written to be thrown away whole.
fn line(at: Known, value: &Value, text: &mut String) {
    let items = items(at, value);
    let Some((open, close, space)) = brackets(value).filter(|_| !items.is_empty()) else {
        return text.push_str(&value.to_string());
    };
    text.push(open);
    for (i, (key, it)) in items.into_iter().enumerate() {
        text.push_str(if i == 0 { space } else { ", " });
        if let Some(key) = key {
            text.push_str(&format!("{}: ", Value::from(key)));
        }
        line(key.map_or(at, |key| at.field(key)), it, text);
        if text.len() > WIDTH * MOST_BYTES {
            return;
        }
    }
    text.push_str(space);
    text.push(close);
}

/// A value from the end of the last line on: in one line if it fits, else an item a line.
fn broken(at: Known, value: &Value, depth: usize, text: &mut String) {
    let mut one = String::new();
    line(at, value, &mut one);
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    let items = items(at, value);
    let Some((open, close, _)) = brackets(value).filter(|_| column + one.chars().count() >= WIDTH && !items.is_empty())
    else {
        return text.push_str(&one);
    };
    text.push(open);
    for (i, (key, it)) in items.into_iter().enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            text.push_str(&format!("{}: ", Value::from(key)));
        }
        broken(key.map_or(at, |key| at.field(key)), it, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::text;

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
}
