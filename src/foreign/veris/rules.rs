//! Where a record breaks the rules of VERIS, as far as they hold for all versions from 1.2 to 1.4: fields that must be there,
//! fields that cannot be, dates, closed vocabularies, and lists that hold nothing or a thing twice.
//!
//! A record that breaks rules is read all the same; what is broken is reported.
//! Open vocabularies (kinds of assets, actions and data) grow with every version and are not checked. `shape.rs` has the fields.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::pointer::{text, texts, whole};
use super::shape::{CLOSED, FULL, KNOWN, LENGTHS, REQUIRED, THINGS, WORDS};
use crate::incident::{Day, Moment};
use crate::tongue::Phrase;

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON Pointer into the record.
    pub pointer: String,
    /// What is wrong.
    pub words: Phrase,
    /// Whether it is a field that cannot be there.
    pub is_unknown: bool,
}

/// Lists of things with a variety and an amount.
const LISTS: [&str; 2] = ["/asset/assets", "/attribute/confidentiality/data"];

const UNITS: &[&str] = &["Seconds", "Minutes", "Hours", "Days", "Weeks", "Months", "Years", "Never", "NA", "Unknown"];

/// Vocabularies that have not changed since version 1.2.
const VOCABULARIES: [(&str, &[&str]); 7] = [
    ("/security_incident", &["Confirmed", "Suspected", "Near miss", "False positive"]),
    ("/confidence", &["High", "Medium", "Low", "None"]),
    ("/attribute/confidentiality/data_disclosure", &["No", "Potentially", "Yes", "Unknown"]),
    ("/timeline/compromise/unit", UNITS),
    ("/timeline/exfiltration/unit", UNITS),
    ("/timeline/discovery/unit", UNITS),
    ("/timeline/containment/unit", UNITS),
];

/// All rules that a record breaks.
pub fn check(record: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut none = Vec::new();
    let mut no_field = |pointer: String, words: Phrase| none.push(Finding { pointer, words, is_unknown: true });
    for (part, fields) in CLOSED {
        unknown(record.pointer(part), part, fields, &mut no_field);
    }
    for list in LISTS {
        for (index, item) in record.pointer(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
            unknown(Some(item), &format!("{list}/{index}"), &["variety", "amount"], &mut no_field);
        }
    }
    let mut find = |pointer: String, words: Phrase| findings.push(Finding { pointer, words, is_unknown: false });
    for (part, fields) in REQUIRED {
        let Some(found) = record.pointer(part).and_then(Value::as_object) else { continue };
        // version 1.4 asks for no country of outsiders
        let is_new =
            part == "/actor/external" && text(record, "/schema_version").is_some_and(|it| it.starts_with("1.4"));
        for field in fields.iter().filter(|it| !(found.contains_key(**it) || is_new && **it == "country")) {
            find(part.to_owned(), Phrase::veris_missing(*field));
        }
    }
    for (part, fields) in KNOWN {
        unknown(record.pointer(part), part, fields, &mut find);
    }
    for (list, needed, fields) in THINGS {
        for (index, item) in record.pointer(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let pointer = format!("{list}/{index}");
            unknown(Some(item), &pointer, fields, &mut find);
            if item.get(needed).is_none() {
                find(pointer, Phrase::veris_missing(needed));
            }
        }
    }
    for part in FULL {
        if record.pointer(part).and_then(Value::as_object).is_some_and(serde_json::Map::is_empty) {
            find(part.to_owned(), Phrase::veris_empty_part());
        }
    }
    for (pointer, low, high) in LENGTHS {
        let is_off = |it: &&str| !(low..=high).contains(&it.chars().count());
        if let Some(it) = texts(record, pointer).into_iter().find(is_off) {
            find(pointer.to_owned(), Phrase::veris_not_in_vocabulary(it));
        }
    }
    no_lists(record, &mut find);
    for (pointer, words) in VOCABULARIES {
        if let Some(word) = text(record, pointer).filter(|it| !words.contains(it)) {
            find(pointer.to_owned(), Phrase::veris_not_in_vocabulary(word));
        }
    }
    for list in LISTS {
        items(record, list, &mut find);
    }
    if let Some(date) = record.pointer("/timeline/incident") {
        calendar(date, &mut find);
    }
    lists(record, &mut String::new(), &mut find);
    findings.extend(none);
    findings
}

/// Fields that cannot be there.
fn unknown(part: Option<&Value>, pointer: &str, fields: &[&str], find: &mut dyn FnMut(String, Phrase)) {
    for key in part.and_then(Value::as_object).into_iter().flat_map(|it| it.keys()) {
        if !fields.contains(&key.as_str()) {
            find(format!("{pointer}/{key}"), Phrase::veris_no_such_field(key));
        }
    }
}

/// Lists of things with a variety and an amount.
fn items(record: &Value, pointer: &str, find: &mut dyn FnMut(String, Phrase)) {
    let Some(items) = record.pointer(pointer).and_then(Value::as_array) else { return };
    if items.is_empty() {
        find(pointer.to_owned(), Phrase::veris_empty_list());
    }
    for (index, item) in items.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        if item.get("variety").is_none() {
            find(pointer.clone(), Phrase::veris_missing("variety"));
        }
        match item.get("amount") {
            Some(it) if is_quoted(it) => find(format!("{pointer}/amount"), Phrase::veris_quoted()),
            Some(it) if !it.is_null() && whole(it).is_none() => {
                find(format!("{pointer}/amount"), Phrase::veris_whole_amount());
            }
            _ => {}
        }
        if items[..index].contains(item) {
            find(pointer, Phrase::veris_item_twice());
        }
    }
}

/// Actors and actions whose lists of words are none.
fn no_lists(record: &Value, find: &mut dyn FnMut(String, Phrase)) {
    for part in ["actor", "action"] {
        for (kind, it) in record.get(part).and_then(Value::as_object).into_iter().flatten() {
            for field in WORDS.iter().filter(|field| it.get(**field).is_some_and(|it| !it.is_array())) {
                find(format!("/{part}/{kind}/{field}"), Phrase::veris_no_list());
            }
        }
    }
}

/// Lists of words that are empty or hold a word twice, and notes without a word; `plus` belongs to whoever writes the record.
fn lists(value: &Value, pointer: &mut String, find: &mut dyn FnMut(String, Phrase)) {
    match value {
        Value::Object(fields) => {
            let length = pointer.len();
            for (key, value) in fields.iter().filter(|(key, _)| !(length == 0 && *key == "plus")) {
                pointer.push('/');
                pointer.push_str(key);
                if key.ends_with("notes") && value.as_str() == Some("") {
                    find(pointer.clone(), Phrase::veris_empty_note());
                }
                lists(value, pointer, find);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            let mut seen = BTreeSet::new();
            for word in items.iter().filter_map(Value::as_str).filter(|it| !seen.insert(*it)) {
                find(pointer.clone(), Phrase::veris_word_twice(word));
            }
            if items.is_empty() && !pointer.ends_with("/assets") && !pointer.ends_with("/data") {
                find(pointer.clone(), Phrase::veris_empty_list());
            }
        }
        _ => {}
    }
}

/// A whole number, also in quotes: `"2024"`, `"1,200,000"`. A number in quotes breaks the rules and can be read.
pub fn number(value: &Value) -> Option<u64> {
    whole(value).or_else(|| {
        let text = value.as_str()?.trim();
        let parts: Vec<&str> = text.split(',').collect();
        let is_grouped = parts.iter().skip(1).all(|it| it.len() == 3) && parts[0].len() < 4;
        let digits = parts.concat();
        let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        (is_number && (parts.len() == 1 || is_grouped)).then(|| digits.parse().ok()).flatten()
    })
}

/// Whether a number stands in quotes.
fn is_quoted(value: &Value) -> bool {
    value.is_string() && number(value).is_some()
}

/// The years that a record can speak of.
pub fn is_year(year: u64) -> bool {
    (1950..=2100).contains(&year)
}

fn calendar(date: &Value, find: &mut dyn FnMut(String, Phrase)) {
    type Range = fn(String, String) -> Phrase;
    let ranges: [(&str, u64, u64, Range); 3] = [
        ("year", 1950, 2100, Phrase::veris_year_range),
        ("month", 1, 12, Phrase::veris_month_range),
        ("day", 1, 31, Phrase::veris_day_range),
    ];
    for (field, from, to, range) in ranges {
        let Some(value) = date.get(field) else { continue };
        if is_quoted(value) {
            find(format!("/timeline/incident/{field}"), Phrase::veris_quoted());
        }
        if !number(value).is_some_and(|it| (from..=to).contains(&it)) {
            find(format!("/timeline/incident/{field}"), range(from.to_string(), to.to_string()));
        }
    }
    let [year, month, day] = ["year", "month", "day"].map(|it| date.get(it).and_then(number));
    if day.is_some() && month.is_none() {
        find("/timeline/incident/day".to_owned(), Phrase::veris_day_alone());
    }
    if let (Some(year @ 1950..=2100), Some(month @ 1..=12), Some(day @ 1..=31)) = (year, month, day)
        && Day::from_ymd(year as i32, month as u8, day as u8).is_none()
    {
        find("/timeline/incident/day".to_owned(), Phrase::veris_no_such_day());
    }
}

/// A date of a record, as precise as its good parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Year, month or day; `None` without a year that can be.
    pub moment: Option<String>,
    /// Whether nothing of it had to be left out.
    pub is_whole: bool,
}

/// Reads `{"year": 2018, "month": 2, "day": 7}`.
pub fn date(date: &Value) -> Date {
    let [year, month, day] = ["year", "month", "day"].map(|it| date.get(it).filter(|it| !it.is_null()));
    let read = |it: Option<&Value>| it.and_then(number);
    let parts = usize::from(year.is_some()) + usize::from(month.is_some()) + usize::from(day.is_some());
    let Some(year) = read(year).filter(|it| is_year(*it)) else { return Date { moment: None, is_whole: parts == 0 } };
    let Some(month) = read(month).filter(|it| (1..=12).contains(it)) else {
        return Date { moment: Some(year.to_string()), is_whole: parts == 1 };
    };
    let day = read(day).and_then(|day| Day::from_ymd(year as i32, month as u8, u8::try_from(day).ok()?));
    match day {
        Some(day) => Date { moment: Some(day.to_string()), is_whole: true },
        None => Date { moment: Some(format!("{year}-{month:02}")), is_whole: parts == 2 },
    }
}

/// Whether a moment lies surely before another.
pub fn is_before(moment: &str, other: &str) -> bool {
    let ends = |it: &str| Moment::parse(it).ok().map(|it| it.span());
    match (ends(moment).and_then(|it| it.latest), ends(other).and_then(|it| it.earliest)) {
        (Some(latest), Some(earliest)) => latest < earliest,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::Tongue;
    use serde_json::json;

    fn record(timeline: &Value) -> Value {
        json!({
            "incident_id": "1", "schema_version": "1.3", "security_incident": "Confirmed", "discovery_method": "x",
            "actor": { "unknown": {} }, "action": { "unknown": {} }, "asset": { "assets": [{ "variety": "S - Mail" }] },
            "attribute": { "integrity": { "variety": ["Defacement"] } }, "timeline": timeline,
        })
    }

    fn words(record: &Value) -> Vec<String> {
        check(record).into_iter().map(|it| format!("{}: {}", it.pointer, it.words.tell(Tongue::ALL[0]))).collect()
    }

    #[test]
    fn a_record_without_fault_breaks_no_rule() {
        assert_eq!(words(&record(&json!({ "incident": { "year": 2014, "month": 1, "day": 31 } }))), [""; 0]);
    }

    #[test]
    fn dates_that_cannot_be_are_found() {
        let of = |incident: Value| words(&record(&json!({ "incident": incident })));
        assert_eq!(of(json!({ "year": 1949 })), ["/timeline/incident/year: the year is not between 1950 and 2100"]);
        assert_eq!(
            of(json!({ "year": 2014, "month": 13 })),
            ["/timeline/incident/month: the month is not between 1 and 12"]
        );
        assert_eq!(
            of(json!({ "year": 2018, "month": 2, "day": 29 })),
            ["/timeline/incident/day: the month has no such day"]
        );
        assert_eq!(of(json!({ "year": 2018, "day": 3 })), ["/timeline/incident/day: a day without a month"]);
        assert_eq!(of(json!({ "year": "2014" })), ["/timeline/incident/year: a number stands in quotes"]);
        assert_eq!(of(json!({})), ["/timeline/incident: \"year\" is missing"]);
        assert_eq!(
            of(json!({ "year": 2018, "hour": 3 })),
            ["/timeline/incident/hour: there is no field \"hour\" here"]
        );
    }

    #[test]
    fn lists_hold_something_and_nothing_twice() {
        let mut record = record(&json!({ "incident": { "year": 2014 } }));
        record["asset"]["assets"] = json!([{}, { "variety": "S - Mail", "size": 1 }]);
        record["attribute"]["integrity"]["variety"] = json!(["Other", "Other"]);
        assert_eq!(
            words(&record),
            [
                "/asset/assets/0: \"variety\" is missing",
                "/attribute/integrity/variety: \"Other\" is listed twice",
                "/asset/assets/1/size: there is no field \"size\" here"
            ]
        );
    }

    #[test]
    fn a_date_keeps_its_good_parts_and_its_precision() {
        let read = |it: Value| (date(&it).moment.unwrap_or_default(), date(&it).is_whole);
        assert_eq!(read(json!({ "year": 2013 })), ("2013".to_owned(), true));
        assert_eq!(read(json!({ "year": "2013", "month": "04" })), ("2013-04".to_owned(), true));
        assert_eq!(read(json!({ "year": 2013, "month": 4 })), ("2013-04".to_owned(), true));
        assert_eq!(read(json!({ "year": 2018, "month": 2, "day": 29 })), ("2018-02".to_owned(), false));
        assert_eq!(read(json!({ "year": 2016, "day": 6 })), ("2016".to_owned(), false));
        assert_eq!(read(json!({ "year": 7, "month": 1, "day": 2018 })), (String::new(), false));
        assert_eq!(read(json!({})), (String::new(), true));
        assert!(is_before("2013-11-18", "2014") && !is_before("2014", "2014-03"));
    }
}
