//! Looks things up in JSON that others wrote, by JSON Pointers: words in one or several, whole numbers, days.

use serde_json::Value;

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
    fn one_word_or_a_list_of_words_is_the_same() {
        let value = json!({ "one": " US ", "many": ["US", 3, ""] });
        assert_eq!(texts(&value, "/one"), ["US"]);
        assert_eq!(texts(&value, "/many"), ["US"]);
        assert!(texts(&value, "/none").is_empty());
    }
}
