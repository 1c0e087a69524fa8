//! The hash of an incident: which data a figure was drawn from.

use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::sorting;

/// So many hexadecimal digits of the hash stand under a figure.
const SHORT: usize = 16;

/// The SHA-256, in hexadecimal digits, of a native file in canonical form: keys in order of their characters, no spaces.
/// `jq -cjS . FILE | sha256sum` says the same.
///
/// ```
/// use breachmap::export::digest::digest;
/// let file = |text| serde_json::from_str(text).unwrap();
/// let one = digest(&file(r#"{"id": "x", "title": "An example"}"#));
/// assert_eq!(one, digest(&file(r#"{ "title":"An example",  "id":"x" }"#)));
/// assert_eq!(&one[..16], "012f438ff85b75fb");
/// ```
pub fn digest(file: &Value) -> String {
    let mut canonical = String::new();
    write(file, &mut canonical);
    let mut digits = String::new();
    for byte in Sha256::digest(canonical) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// As much of a hash as stands under a figure.
pub fn short(digest: &str) -> &str {
    digest.get(..SHORT).unwrap_or(digest)
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            sorting::by(&mut fields, |a, b| a.0.cmp(b.0));
            out.push('{');
            for (i, (key, value)) in fields.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(&Value::String(key.clone()), out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}
