//! Reads the parts of the format from JSON, field by field: what does not fit is said with its place, and nothing is lost.
//!
//! Derived deserializers would do the same, at four times the size in the browser and without the place.

use serde_json::{Map, Value};

use super::json::token;
use super::role::Known;
use crate::tongue::Phrase;

/// Fields that the format does not know: kept for whoever wrote them, and reported.
pub type Rest = Map<String, Value>;

/// Any part of the format.
pub trait Part: Default {
    /// The fields that the format knows in this part.
    const FIELDS: &'static [Known];

    /// Reads the part from a JSON object.
    fn read(value: &Value) -> Result<Self, Misfit> {
        let mut reader = Reader::of(value)?;
        let part = Self::read_from(&mut reader);
        reader.misfits.into_iter().next().map_or(Ok(part), Err)
    }

    /// Reads the part field by field; defaults stand in for what does not fit, and the reader tells what that was.
    fn read_from(reader: &mut Reader<'_>) -> Self;

    /// The fields that the format does not know.
    fn rest(&self) -> &Rest;
}

/// What can stand in a field.
pub trait Field: Default {
    /// The fields of the parts that it holds.
    const INSIDE: &'static [Known] = &[];

    /// Reads it; `None` is the field's absence.
    fn take(value: Option<&Value>) -> Result<Self, Misfit>;

    /// The same of a value that is perhaps not needed afterwards: long lists then give back the memory of each item that is read.
    fn take_from(taken: Taken<'_>) -> Result<Self, Misfit> {
        Self::take(taken.value())
    }
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

    pub(super) fn missing() -> Self {
        Self { pointer: String::new(), problem: Problem::Absent }
    }
}

/// Reads one part, field by field, and remembers what did not fit.
pub struct Reader<'a> {
    object: Object<'a>,
    /// What did not fit, in the order of reading.
    pub misfits: Vec<Misfit>,
}

/// The value of a field.
pub enum Taken<'a> {
    /// Somebody else still needs it.
    Seen(Option<&'a Value>),
    /// Nobody does.
    Used(Option<Value>),
}

impl Taken<'_> {
    /// The value itself.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Seen(value) => *value,
            Self::Used(value) => value.as_ref(),
        }
    }
}

/// An object that is only looked at, or one that is used up.
enum Object<'a> {
    Seen(&'a Map<String, Value>),
    Used(Map<String, Value>),
}

impl<'a> Reader<'a> {
    /// Begins to read a part, which must be an object.
    pub fn of(value: &'a Value) -> Result<Self, Misfit> {
        let object = value.as_object().ok_or_else(|| Misfit::expected(Phrase::shape_object(), value))?;
        Ok(Self { object: Object::Seen(object), misfits: Vec::new() })
    }

    /// Begins to read a part and to use it up: of a large file, values and parts would else be held together.
    pub fn using_up(object: Map<String, Value>) -> Self {
        Self { object: Object::Used(object), misfits: Vec::new() }
    }

    /// Reads a field; the default stands in for what does not fit.
    pub fn field<T: Field>(&mut self, key: &str) -> T {
        T::take_from(self.value(key)).unwrap_or_else(|misfit| {
            self.misfits.push(placed(key, misfit));
            T::default()
        })
    }

    fn value(&mut self, key: &str) -> Taken<'_> {
        match &mut self.object {
            Object::Seen(object) => Taken::Seen(object.get(key)),
            Object::Used(object) => Taken::Used(object.remove(key)),
        }
    }

    /// The fields that are none of `known`.
    pub fn rest(&self, known: &[Known]) -> Rest {
        let object = match &self.object {
            Object::Seen(object) => object,
            Object::Used(object) => object,
        };
        let unknown = object.iter().filter(|(key, _)| !known.iter().any(|it| it.name == *key));
        let mut rest = Rest::new();
        for (key, value) in unknown {
            rest.insert(key.clone(), value.clone());
        }
        rest
    }
}

pub(super) fn placed(key: &str, misfit: Misfit) -> Misfit {
    if misfit.problem == Problem::Absent {
        return Misfit { pointer: String::new(), problem: Problem::Missing(key.to_owned()) };
    }
    Misfit { pointer: format!("/{}{}", token(key), misfit.pointer), ..misfit }
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
    const INSIDE: &'static [Known] = T::INSIDE;

    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        value.filter(|it| !it.is_null()).map(|it| T::take(Some(it))).transpose()
    }
}

impl<T: Part> Field for T {
    const INSIDE: &'static [Known] = T::FIELDS;

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

pub(super) fn strings(items: &[Value]) -> Result<Vec<String>, Misfit> {
    let take = |(at, it)| String::take(Some(it)).map_err(|misfit| Misfit { pointer: format!("/{at}"), ..misfit });
    items.iter().enumerate().map(take).collect()
}

pub(super) fn strings_by_name(all: &Map<String, Value>) -> Result<Vec<(String, String)>, Misfit> {
    let mut strings = Vec::new();
    for (name, value) in all {
        strings.push((name.clone(), String::take(Some(value)).map_err(|misfit| placed(name, misfit))?));
    }
    Ok(strings)
}

impl Field for u64 {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = value.ok_or_else(Misfit::missing)?;
        value.as_u64().ok_or_else(|| Misfit::expected(Phrase::shape_count(), value))
    }
}

/// Declares a part of the format: its fields with their roles (`beside` one that is read on its own), and room for others.
///
/// `label: TextDraft as Name` is a field `label` that holds a text and is the name of something.
/// `schema named "$schema": …` is called otherwise in the file.
macro_rules! part {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:tt) => { $key };
    ($(#[$doc:meta])* $name:ident $(beside $other:literal)? {
        $($(#[$field_doc:meta])* $field:ident $(named $key:tt)?: $type:ty as $role:ident $(($of:expr))?,)+
    }) => {
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
        $(#[$doc])*
        pub struct $name {
            $($(#[$field_doc])* $(#[serde(rename = $key)])? pub $field: $type,)+
            /// Fields the format does not know.
            #[serde(flatten)]
            #[cfg_attr(not(target_os = "unknown"), schemars(skip))]
            pub rest: $crate::import::field::Rest,
        }

        impl $crate::import::field::Part for $name {
            const FIELDS: &'static [$crate::import::role::Known] = &[
                $($crate::import::role::Known { name: $other, ..$crate::import::role::Known::OWN },)?
                $($crate::import::role::Known {
                    name: $crate::import::field::part!(@key $field $($key)?),
                    role: $crate::import::role::Role::$role $(($of))?,
                    inside: <$type as $crate::import::field::Field>::INSIDE,
                },)+
            ];

            fn read_from(reader: &mut $crate::import::field::Reader<'_>) -> Self {
                Self {
                    $($field: reader.field($crate::import::field::part!(@key $field $($key)?)),)+
                    rest: reader.rest(Self::FIELDS),
                }
            }

            fn rest(&self) -> &$crate::import::field::Rest {
                &self.rest
            }
        }
    };
}
pub(super) use part;
