//! Looks things up in JSON that others wrote: words in one or several, whole numbers, days, and the records of a list.

use std::borrow::Cow;

use serde_json::Value;

use super::make::Text;
use super::{Content, Fidelity};
use crate::import::draft::IncidentDraft;
use crate::incident::Day;

/// What stands at a JSON Pointer without escapes: that of `serde_json` copies each of its keys.
pub fn at<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.split('/').skip(1).try_fold(value, |value, key| match value {
        Value::Object(fields) => fields.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The words at a JSON Pointer, trimmed; `None` if there are none.
pub fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    at(value, pointer)?.as_str().map(str::trim).filter(|it| !it.is_empty())
}

/// The words at a JSON Pointer, where one string or a list of strings can stand.
pub fn texts<'a>(value: &'a Value, pointer: &str) -> Vec<&'a str> {
    let found = match at(value, pointer) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    found.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect()
}

/// The items of the list at a JSON Pointer; none if there is no list.
pub fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    at(value, pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The name of the site in an address: `krebsonsecurity.com`.
pub fn site(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// An address as people say it: without its scheme, and of its path the last part only: `a.example/…/b.js`.
pub fn short_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    match (rest.split_once('/'), rest.rsplit_once('/')) {
        (Some((site, path)), Some((_, last))) if path != last => format!("{site}/…/{last}"),
        _ => rest.to_owned(),
    }
}

/// A whole number, also if it is written `3.0`; `None` for negative and broken ones.
pub fn whole(value: &Value) -> Option<u64> {
    /// Up to here every whole number is a double of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_f64()?;
    value.as_u64().or_else(|| (number.fract() == 0.0 && (0.0..EXACT).contains(&number)).then_some(number as u64))
}

/// The day with which a date or an instant begins: `2019-10-15T20:12:57.638Z`.
pub fn day(text: &str) -> Option<Day> {
    Day::parse(text.get(..10)?)
}

/// Where a row of a table stands, as a spreadsheet numbers it: the header is row 1.
pub fn row(index: usize) -> String {
    format!("row {}", index + 2)
}

/// Words cut at a blank where they are longer than `most` characters, and whether they were cut.
pub fn brief(words: &str, most: usize) -> (Cow<'_, str>, bool) {
    let Some((end, _)) = words.char_indices().nth(most) else { return (words.into(), false) };
    let end = words[..end].rfind(char::is_whitespace).filter(|it| *it > end / 2).unwrap_or(end);
    (format!("{}…", words[..end].trim_end()).into(), true)
}

/// Words without the tags of HTML around them, with its commonest entities read.
pub fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        words.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some(end) = tag.find('>').filter(|_| is_tag) {
            rest = &tag[end + 1..];
        } else {
            words.push('<');
            rest = &tag[1..];
        }
    }
    words.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(words, |words, (entity, letter)| words.replace(entity, letter))
}

/// So many lines are looked at to see what a file of many lines is.
const SAMPLE: usize = 20;

/// Whether the only thing in a file, any of its list, or one of its first lines is a record of the kind.
pub fn is_list_of(content: &Content, list: &str, is_record: fn(&Value) -> bool) -> bool {
    match content {
        Content::Json(Value::Array(items)) => items.iter().any(is_record),
        Content::Json(value) => {
            is_record(value) || value.get(list).and_then(Value::as_array).is_some_and(|it| it.iter().any(is_record))
        }
        Content::Lines(lines) => lines.values().take(SAMPLE).any(|(_, it)| it.as_ref().is_some_and(is_record)),
        Content::Table { .. } => false,
    }
}

/// Hands each record of a file to `take`, with its place: one alone, those of a list (perhaps the field `list` of an object), or one on each line.
/// A line that is no JSON comes as `null`.
pub fn each_record(content: &Content, list: &str, take: &mut dyn FnMut(&str, &Value)) {
    let mut all = |prefix: &str, items: &[Value]| {
        for (index, item) in items.iter().enumerate() {
            take(&format!("{prefix}/{index}"), item);
        }
    };
    match content {
        Content::Json(Value::Array(items)) => all("", items),
        Content::Json(value) => match value.get(list).and_then(Value::as_array) {
            Some(items) => all(&format!("/{list}"), items),
            None => take("", value),
        },
        Content::Lines(lines) => {
            for (number, value) in lines.values() {
                take(&format!("line {number}"), &value.unwrap_or(Value::Null));
            }
        }
        Content::Table { .. } => {}
    }
}

/// One draft for each record of a file that `read` takes; the others are left out, as `what` they are.
pub fn drafts(
    content: &Content,
    list: &str,
    what: Text,
    report: &mut Fidelity,
    read: fn(&Value, &str, &mut Fidelity) -> Option<IncidentDraft>,
) -> Vec<IncidentDraft> {
    let mut drafts = Vec::new();
    each_record(content, list, &mut |place, value| match read(value, place, report) {
        Some(draft) => drafts.push(draft),
        None => report.left_out(what(), place),
    });
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn whole_numbers_may_be_written_with_a_point_and_nothing_else_is_one() {
        let read = |it: Value| whole(&it);
        assert_eq!(read(json!(12_000_000_000_u64)), Some(12_000_000_000));
        assert_eq!(read(json!(3.0)), Some(3));
        assert_eq!(read(json!(u64::MAX)), Some(u64::MAX));
        for none in [json!(2.034), json!(-1), json!("3"), json!(null), json!(1e300)] {
            assert_eq!(read(none), None);
        }
    }

    #[test]
    fn of_an_address_the_site_and_the_last_part_stay() {
        assert_eq!(short_address("https://a.example/one/two/b.js"), "a.example/…/b.js");
        assert_eq!(short_address("http://a.example/b/"), "a.example/b");
        assert_eq!(short_address("10.0.0.1"), "10.0.0.1");
    }

    #[test]
    fn one_word_or_a_list_of_words_is_the_same() {
        let value = json!({ "one": " US ", "many": ["US", 3, ""] });
        assert_eq!(texts(&value, "/one"), ["US"]);
        assert_eq!(texts(&value, "/many"), ["US"]);
        assert!(texts(&value, "/none").is_empty());
    }

    #[test]
    fn tags_go_and_words_stay() {
        let html = r#"In <a href="http://x.example" target="_blank">2012</a>, 3 < 4 &amp; &quot;so&quot;<br/>on<script>alert(1)</script>"#;
        assert_eq!(without_tags(html), "In 2012, 3 < 4 & \"so\"onalert(1)");
        assert_eq!(without_tags("a &amp;lt; b <a href="), "a &lt; b <a href=");
    }

    #[test]
    fn long_words_are_cut_at_a_blank() {
        assert_eq!(brief("one two three", 9), ("one two…".into(), true));
        assert_eq!(brief("日本語日本語", 4), ("日本語日…".into(), true));
        assert_eq!(brief("short", 5), ("short".into(), false));
    }
}
