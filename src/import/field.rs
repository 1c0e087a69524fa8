//! Reads the parts of the format from JSON, field by field: what does not fit is said with its place, and nothing is lost.
//!
//! Derived deserializers would do the same, at four times the size in the browser and without the place.

use serde_json::{Map, Value};

use super::draft::{AmountDraft, Ids, TextDraft};
use super::json::token;
use super::origin::Named;
use super::role::Roles;
use crate::tongue::Phrase;

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
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a part or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not there; the part around it says its name.
    Absent,
    /// A part lacks this field.
    Missing(String),
    /// Something else stands there.
    Other(Phrase),
}

impl Problem {
    /// What is wrong: lower case, no full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Absent => Phrase::finding_missing_field(""),
            Self::Missing(field) => Phrase::finding_missing_field(field),
            Self::Other(phrase) => phrase.clone(),
        }
    }
}

impl Misfit {
    /// Something else stands where `expected` should.
    pub fn expected(expected: Phrase, found: &Value) -> Self {
        let found = match found {
            Value::Null => Phrase::found_null(),
            Value::Bool(it) => Phrase::found_flag(it.to_string()),
            Value::Number(it) => Phrase::found_number(it.to_string()),
            Value::String(_) => Phrase::shape_text(),
            Value::Array(_) => Phrase::shape_list(),
            Value::Object(_) => Phrase::shape_object(),
        };
        Self { pointer: String::new(), problem: Problem::Other(Phrase::finding_expected(expected, found)) }
    }

    fn missing() -> Self {
        Self { pointer: String::new(), problem: Problem::Absent }
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
        let object = value.as_object().ok_or_else(|| Misfit::expected(Phrase::shape_object(), value))?;
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
    if misfit.problem == Problem::Absent {
        return Misfit { pointer: String::new(), problem: Problem::Missing(key.to_owned()) };
    }
    Misfit { pointer: format!("/{}{}", token(key), misfit.pointer), ..misfit }
}

/// What a field is called in the file.
pub const fn key(name: &'static str) -> &'static str {
    if matches!(name.as_bytes(), b"schema") { "$schema" } else { name }
}

impl Field for () {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        value.filter(|it| !it.is_null()).map_or(Ok(()), |it| Err(Misfit::expected(Phrase::shape_nothing(), it)))
    }
}

impl Field for String {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(other) => Err(Misfit::expected(Phrase::shape_text(), other)),
            None => Err(Misfit::missing()),
        }
    }
}

impl Field for bool {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = value.ok_or_else(Misfit::missing)?;
        value.as_bool().ok_or_else(|| Misfit::expected(Phrase::shape_flag(), value))
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
            Some(other) => Err(Misfit::expected(Phrase::shape_ids(), other)),
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
            other => Err(Misfit::expected(Phrase::shape_named(), other)),
        }
    }
}

impl Field for u64 {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = value.ok_or_else(Misfit::missing)?;
        value.as_u64().ok_or_else(|| Misfit::expected(Phrase::shape_count(), value))
    }
}

impl Field for TextDraft {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::String(words) => Ok(Self::One(words.clone())),
            Value::Object(all) => strings_by_name(all).map(Self::ByLanguage),
            other => Err(Misfit::expected(Phrase::shape_words(), other)),
        }
    }
}

impl Field for Ids {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::String(id) => Ok(Self::One(id.clone())),
            Value::Array(ids) => strings(ids).map(Self::Many),
            other => Err(Misfit::expected(Phrase::shape_id_or_ids(), other)),
        }
    }
}

impl Field for AmountDraft {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::Number(number) => Ok(Self::Number(number.clone())),
            Value::String(word) => Ok(Self::Word(word.clone())),
            Value::Object(bounds) => {
                let mut numbers = Vec::new();
                for (key, value) in bounds {
                    let Value::Number(number) = value else {
                        return Err(placed(key, Misfit::expected(Phrase::shape_number(), value)));
                    };
                    numbers.push((key.clone(), number.clone()));
                }
                Ok(Self::Bounds(numbers))
            }
            other => Err(Misfit::expected(Phrase::shape_amount(), other)),
        }
    }
}
