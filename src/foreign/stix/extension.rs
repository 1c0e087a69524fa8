//! The fields of the incident extension, wherever its drafts put them, and times as precise as it tells them.

use serde_json::Value;

use super::object::Object;
use super::work::Work;
use crate::foreign::Time;
use crate::foreign::make::Words;
use crate::tongue::Phrase;

/// A field of an object, wherever the extension puts it: in the object, or in one of its extensions.
pub fn extended<'a>(value: &'a Value, field: &str) -> Option<&'a Value> {
    let extensions = value.get("extensions").and_then(Value::as_object);
    value.get(field).or_else(|| extensions?.values().find_map(|it| it.get(field)))
}

/// The items of such a field.
pub fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    extended(value, field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A moment at the precision that the file gives beside it: `2023-01-01T00:00:00Z` with the fidelity `year` is 2023. An hour is
/// no moment of ours: it is its day, and a note says about when.
pub fn time<'a>(
    work: &mut Work<'a, '_>,
    object: Object<'a>,
    field: &str,
    fidelity: &str,
) -> Option<(String, Option<Words>)> {
    let when = work.when(object, field)?;
    let cut = |length: usize| when.get(..length).map_or(when.clone(), str::to_owned);
    Some(match object.text(fidelity) {
        Some("year") => (cut(4), None),
        Some("month") => (cut(7), None),
        Some("day") => (cut(10), None),
        Some("hour") if when.len() > 10 => {
            let hour = object.text(field).and_then(Time::of_any_year).map(|it| it.or_zone(0).words());
            (cut(10), hour.map(|it| Phrase::stix_hour(it).into()))
        }
        _ => (when, None),
    })
}
