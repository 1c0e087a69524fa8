//! Percent-coding, as addresses have it (RFC 3986): a sign that would mean something else becomes `%` and two digits.

use std::fmt::Write;

/// Encodes every character that `keeps` does not keep, byte by byte of its UTF-8.
///
/// ```
/// use breachmap::percent::{decode, encode};
/// let text = encode("50 % of サ", |it| it.is_ascii_alphanumeric());
/// assert_eq!(text, "50%20%25%20of%20%E3%82%B5");
/// assert_eq!(decode(&text), "50 % of サ");
/// ```
pub fn encode(text: &str, keeps: fn(char) -> bool) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        if keeps(sign) {
            out.push(sign);
            continue;
        }
        for byte in sign.encode_utf8(&mut [0; 4]).bytes() {
            let written = write!(out, "%{byte:02X}");
            debug_assert!(written.is_ok(), "a string takes all that is written");
        }
    }
    out
}

/// Decodes what [`encode`] or anybody else has encoded. A `%` without two digits after it stays.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).and_then(|it| u8::from_str_radix(it, 16).ok());
        let is_escape = *byte == b'%' && hex.is_some();
        out.push(hex.filter(|_| is_escape).unwrap_or(*byte));
        at += if is_escape { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
