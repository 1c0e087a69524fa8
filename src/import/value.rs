//! What can stand in a field besides strings and parts: texts by language, ids, amounts, strings by name.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::field::{Field, Misfit, placed, strings, strings_by_name};
use crate::incident::Amount;
use crate::tongue::Phrase;

/// Words for people: one string in the file's language, or one for each language.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum TextDraft {
    /// In the language of the file.
    One(String),
    /// By BCP 47 language tag: `{"en": "…", "ja": "…"}`.
    #[serde(serialize_with = "as_object")]
    ByLanguage(
        #[cfg_attr(not(target_os = "unknown"), schemars(with = "std::collections::BTreeMap<String, String>"))]
        Vec<(String, String)>,
    ),
}

impl Default for TextDraft {
    fn default() -> Self {
        Self::One(String::new())
    }
}

pub(super) fn as_object<T: Serialize, S: Serializer>(pairs: &[(String, T)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

/// One or several ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Ids {
    /// A single id.
    One(String),
    /// Several ids.
    Many(Vec<String>),
}

impl Default for Ids {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

/// An amount as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum AmountDraft {
    /// Exactly so many; below 2^64.
    Number(#[cfg_attr(not(target_os = "unknown"), schemars(with = "u64"))] serde_json::Number),
    /// `not-disclosed` (amounts) or `undisclosed` (overlaps).
    Word(String),
    /// Bounds: `at_least`, `more_than`, `up_to`, `about`, or `from` and `to`.
    #[serde(serialize_with = "as_object")]
    Bounds(
        #[cfg_attr(
            not(target_os = "unknown"),
            schemars(with = "std::collections::BTreeMap<String, serde_json::Number>")
        )]
        Vec<(String, serde_json::Number)>,
    ),
}

impl AmountDraft {
    /// The amount, if it is one.
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Number(n) => n.as_u64().map(Amount::Exactly),
            Self::Word(word) => (word == "not-disclosed").then_some(Amount::NotDisclosed),
            Self::Bounds(bounds) => {
                let bounds: Vec<(&str, Option<u64>)> =
                    bounds.iter().map(|(key, n)| (key.as_str(), n.as_u64())).collect();
                match bounds.as_slice() {
                    [("at_least", Some(n))] => Some(Amount::AtLeast(*n)),
                    [("more_than", Some(n))] => Some(Amount::MoreThan(*n)),
                    [("up_to", Some(n))] => Some(Amount::UpTo(*n)),
                    [("about", Some(n))] => Some(Amount::About(*n)),
                    [("from", Some(a)), ("to", Some(b))] if a <= b => Some(Amount::Between(*a, *b)),
                    _ => None,
                }
            }
        }
    }
}

impl Default for AmountDraft {
    fn default() -> Self {
        Self::Word(String::new())
    }
}

/// Strings by name: `{"from": "SourceHost"}`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
pub struct Named(
    #[serde(serialize_with = "as_object")]
    #[cfg_attr(not(target_os = "unknown"), schemars(with = "std::collections::BTreeMap<String, String>"))]
    pub Vec<(String, String)>,
);

impl Field for Named {
    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        match value.ok_or_else(Misfit::missing)? {
            Value::Object(all) => strings_by_name(all).map(Self),
            other => Err(Misfit::expected(Phrase::shape_named(), other)),
        }
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
