//! Reads the parts of the format from JSON, field by field: what does not fit is said with its place, and nothing is lost.
//!
//! Derived deserializers would do the same, at four times the size in the browser and without the place.

use serde_json::{Map, Value};

use super::draft::{AmountDraft, Ids, TextDraft};
use super::json::token;
use super::origin::Named;
use super::role::Roles;

/// Fields that the format does not know: kept for whoever wrote them, and reported.
pub type Rest = Map<String, Value>;

/// Any part of the format.
pub trait Part: Default {
    /// The fields that the format knows in this part.
    const FIELDS: &'static [&'static str];

    /// What each of them holds, by the key that it has in the file.
    const ROLES: &'static Roles;

    /// Reads the part from a JSON object.
    fn read(value: &Value) -> Result<Self, Misfit>;

    /// The fields that the format does not know.
    fn rest(&self) -> &Rest;
}

/// What can stand in a field.
pub trait Field: Default {
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

/// Reads one part, field by field, and remembers what did not fit first.
pub struct Reader<'a> {
    object: &'a Map<String, Value>,
    misfit: Option<Misfit>,
}

impl<'a> Reader<'a> {
    /// Begins to read a part, which must be an object.
    pub fn of(value: &'a Value) -> Result<Self, Misfit> {
        let object = value.as_object().ok_or_else(|| Misfit::expected("an object", value))?;
        Ok(Self { object, misfit: None })
    }

    /// Reads a field; the default stands in for what does not fit.
    pub fn field<T: Field>(&mut self, name: &'static str) -> T {
        let key = key(name);
        T::take(self.object.get(key)).unwrap_or_else(|misfit| {
            self.misfit.get_or_insert_with(|| placed(key, misfit));
            T::default()
        })
    }

    /// The fields that are none of `known`.
    pub fn rest(&self, known: &[&'static str]) -> Rest {
        let unknown = self.object.iter().filter(|(name, _)| !known.iter().any(|it| key(it) == *name));
        let mut rest = Rest::new();
        for (key, value) in unknown {
            rest.insert(key.clone(), value.clone());
        }
        rest
    }

    /// The part, if all of it did fit.
    pub fn end<T>(self, part: T) -> Result<T, Misfit> {
        self.misfit.map_or(Ok(part), Err)
    }
}

fn placed(key: &str, misfit: Misfit) -> Misfit {
    if misfit.message.is_empty() {
        return Misfit { pointer: String::new(), message: format!("missing field \"{key}\"") };
    }
    Misfit { pointer: format!("/{}{}", token(key), misfit.pointer), ..misfit }
}

/// What a field is called in the file.
pub const fn key(name: &'static str) -> &'static str {
    if matches!(name.as_bytes(), b"schema") { "$schema" } else { name }
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

impl Field for bool {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = value.ok_or_else(Misfit::missing)?;
        value.as_bool().ok_or_else(|| Misfit::expected("true or false", value))
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

fn strings_by_name(all: &Map<String, Value>) -> Result<Vec<(String, String)>, Misfit> {
    let mut strings = Vec::new();
    for (name, value) in all {
        strings.push((name.clone(), String::take(Some(value)).map_err(|misfit| placed(name, misfit))?));
    }
    Ok(strings)
}

impl Field for Named {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::Object(all) => strings_by_name(all).map(Self),
            other => Err(Misfit::expected("an object of strings by name", other)),
        }
    }
}

impl Field for u64 {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = value.ok_or_else(Misfit::missing)?;
        value.as_u64().ok_or_else(|| Misfit::expected("a whole number", value))
    }
}

impl Field for TextDraft {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        const EXPECTED: &str = "a string, or an object of strings by language";
        match value.ok_or_else(Misfit::missing)? {
            Value::String(words) => Ok(Self::One(words.clone())),
            Value::Object(all) => strings_by_name(all).map(Self::ByLanguage),
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
                let mut numbers = Vec::new();
                for (key, value) in bounds {
                    let Value::Number(number) = value else {
                        return Err(placed(key, Misfit::expected("a number", value)));
                    };
                    numbers.push((key.clone(), number.clone()));
                }
                Ok(Self::Bounds(numbers))
            }
            other => Err(Misfit::expected(EXPECTED, other)),
        }
    }
}
