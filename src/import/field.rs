//! Reads the parts of the format from JSON, field by field: what does not fit is said with its place, and nothing is lost.
//!
//! Derived deserializers would do the same, at four times the size in the browser and without the place.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::draft::{AmountDraft, Ids, TextDraft};
use super::json::token;
use crate::sorting;

/// Fields that the format does not know: kept for whoever wrote them, and reported.
pub type Rest = BTreeMap<String, Value>;

/// Any part of the format.
pub trait Part: Sized {
    /// The fields that the format knows in this part.
    const FIELDS: &'static [&'static str];

    /// Reads the part from a JSON object.
    fn read(value: &Value) -> Result<Self, Misfit>;

    /// The fields that the format does not know.
    fn rest(&self) -> &Rest;
}

/// What can stand in a field.
pub trait Field: Sized {
    /// Reads it; `None` is the field's absence.
    fn take(value: Option<&Value>) -> Result<Self, Misfit>;
}

/// Why a part cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// JSON Pointer inside the part.
    pub pointer: String,
    /// What is wrong: lower case, no full stop.
    pub message: String,
}

impl Misfit {
    /// Something else stands where `expected` should.
    pub fn expected(expected: &str, found: &Value) -> Self {
        let found = match found {
            Value::Null => "null".to_owned(),
            Value::Bool(it) => format!("`{it}`"),
            Value::Number(it) => format!("the number {it}"),
            Value::String(_) => "a string".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        Self { pointer: String::new(), message: format!("expected {expected}, found {found}") }
    }

    fn missing() -> Self {
        Self { pointer: String::new(), message: String::new() }
    }
}

/// The object that a part is.
pub fn object(value: &Value) -> Result<&Map<String, Value>, Misfit> {
    value.as_object().ok_or_else(|| Misfit::expected("an object", value))
}

/// Reads a field of a part.
pub fn field<T: Field>(object: &Map<String, Value>, name: &str) -> Result<T, Misfit> {
    let key = key(name);
    T::take(object.get(key)).map_err(|misfit| placed(key, misfit))
}

fn placed(key: &str, misfit: Misfit) -> Misfit {
    if misfit.message.is_empty() {
        return Misfit { pointer: String::new(), message: format!("missing field \"{key}\"") };
    }
    Misfit { pointer: format!("/{}{}", token(key), misfit.pointer), ..misfit }
}

/// The fields of an object that are none of `known`.
pub fn rest(object: &Map<String, Value>, known: &[&str]) -> Rest {
    let unknown = object.iter().filter(|(key, _)| !known.iter().any(|name| self::key(name) == *key));
    sorting::map_of(unknown.map(|(key, value)| (key.clone(), value.clone())))
}

/// What a field is called in the file.
fn key(name: &str) -> &str {
    if name == "schema" { "$schema" } else { name }
}

impl Field for () {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        value.filter(|it| !it.is_null()).map_or(Ok(()), |it| Err(Misfit::expected("no value here", it)))
    }
}

impl Field for String {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(other) => Err(Misfit::expected("a string", other)),
            None => Err(Misfit::missing()),
        }
    }
}

impl<T: Field> Field for Option<T> {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        value.filter(|it| !it.is_null()).map(|it| T::take(Some(it))).transpose()
    }
}

impl<T: Part> Field for T {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        T::read(value.ok_or_else(Misfit::missing)?)
    }
}

impl Field for Vec<String> {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value {
            None => Ok(Self::new()),
            Some(Value::Array(items)) => strings(items),
            Some(other) => Err(Misfit::expected("a list of ids", other)),
        }
    }
}

fn strings(items: &[Value]) -> Result<Vec<String>, Misfit> {
    let take = |(at, it)| String::take(Some(it)).map_err(|misfit| Misfit { pointer: format!("/{at}"), ..misfit });
    items.iter().enumerate().map(take).collect()
}

impl Field for TextDraft {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        const EXPECTED: &str = "a string, or an object of strings by language";
        match value.ok_or_else(Misfit::missing)? {
            Value::String(words) => Ok(Self::One(words.clone())),
            Value::Object(all) => {
                let mut words = BTreeMap::new();
                for (tag, value) in all {
                    words.insert(tag.clone(), String::take(Some(value)).map_err(|misfit| placed(tag, misfit))?);
                }
                Ok(Self::ByLanguage(words))
            }
            other => Err(Misfit::expected(EXPECTED, other)),
        }
    }
}

impl Field for Ids {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::String(id) => Ok(Self::One(id.clone())),
            Value::Array(ids) => strings(ids).map(Self::Many),
            other => Err(Misfit::expected("an id, or a list of ids", other)),
        }
    }
}

impl Field for AmountDraft {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        const EXPECTED: &str = "a number, an object such as {\"at_least\": 100}, or a word such as \"not-disclosed\"";
        match value.ok_or_else(Misfit::missing)? {
            Value::Number(number) => Ok(Self::Number(number.clone())),
            Value::String(word) => Ok(Self::Word(word.clone())),
            Value::Object(bounds) => {
                let mut numbers: BTreeMap<String, Number> = BTreeMap::new();
                for (key, value) in bounds {
                    let Value::Number(number) = value else {
                        return Err(placed(key, Misfit::expected("a number", value)));
                    };
                    numbers.insert(key.clone(), number.clone());
                }
                Ok(Self::Bounds(numbers))
            }
            other => Err(Misfit::expected(EXPECTED, other)),
        }
    }
}
