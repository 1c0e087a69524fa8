//! A list that survives its broken items: what can be read is kept, what cannot is set aside with its place.

use crate::sorting;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::field::{Field, Misfit, Part, Taken};
use super::role::Known;
use crate::tongue::Phrase;

/// The readable items of a JSON array, each with its index, and the others with what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Each<T> {
    /// Items that have the right shape.
    pub items: Vec<(usize, T)>,
    /// Items that have not.
    pub broken: Vec<Broken>,
}

/// An item of the wrong shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// Index in the array; `None` if what stands there is no array.
    pub index: Option<usize>,
    /// What is wrong with it.
    pub misfit: Misfit,
    /// The item as it stands, so that nothing is lost.
    pub value: Value,
}

impl<T> Default for Each<T> {
    fn default() -> Self {
        Self { items: Vec::new(), broken: Vec::new() }
    }
}

impl<T> Each<T> {
    /// Whether the array held nothing at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.broken.is_empty()
    }
}

impl<T: Part> Field for Each<T> {
    const INSIDE: &'static [Known] = T::FIELDS;

    fn take(value: Option<&Value>) -> Result<Self, Misfit> {
        Self::take_from(Taken::Seen(value))
    }

    fn take_from(taken: Taken<'_>) -> Result<Self, Misfit> {
        // as long as it gets: most lists of claims have one item, and a list that grows begins with room for four
        let mut items = Vec::with_capacity(taken.value().and_then(Value::as_array).map_or(0, Vec::len));
        let broken = set_aside(taken, &mut |index, value| {
            items.push((index, T::read(value)?));
            Ok(())
        });
        Ok(Self { items, broken })
    }
}

/// Hands each item of an array to `take`, and keeps those that it does not take.
fn set_aside(taken: Taken<'_>, take: &mut dyn FnMut(usize, &Value) -> Result<(), Misfit>) -> Vec<Broken> {
    let mut broken = Vec::new();
    match taken {
        Taken::Used(Some(Value::Array(values))) => {
            for (index, value) in values.into_iter().enumerate() {
                if let Err(misfit) = take(index, &value) {
                    broken.push(Broken { index: Some(index), misfit, value });
                }
            }
        }
        Taken::Seen(Some(Value::Array(values))) => {
            for (index, value) in values.iter().enumerate() {
                if let Err(misfit) = take(index, value) {
                    broken.push(Broken { index: Some(index), misfit, value: value.clone() });
                }
            }
        }
        other @ (Taken::Seen(_) | Taken::Used(_)) => broken.extend(other.value().map(|other| Broken {
            index: None,
            misfit: Misfit::expected(Phrase::shape_list(), other),
            value: other.clone(),
        })),
    }
    broken
}

impl<T: Serialize> Serialize for Each<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// An item of either kind.
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Either<'a, T> {
            Item(&'a T),
            Broken(&'a Value),
        }
        if let [Broken { index: None, value, .. }] = self.broken.as_slice() {
            return value.serialize(serializer);
        }
        let items = self.items.iter().map(|(index, it)| (Some(*index), Either::Item(it)));
        let broken = self.broken.iter().map(|it| (it.index, Either::Broken(&it.value)));
        let mut all: Vec<(Option<usize>, Either<'_, T>)> = items.chain(broken).collect();
        sorting::by_key(&mut all, |(index, _)| *index);
        serializer.collect_seq(all.into_iter().map(|(_, it)| it))
    }
}

#[cfg(not(target_os = "unknown"))]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Each<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("ListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::ZoneDraft;

    #[test]
    fn broken_items_are_set_aside_and_written_back_in_place() {
        let text = r#"[{"id":"a","label":"A","own":1},{"id":2,"label":"B"},"two",{"id":"c"}]"#;
        let value: Value = serde_json::from_str(text).unwrap();
        let each = Each::<ZoneDraft>::take(Some(&value)).unwrap();
        assert_eq!(each.items.len(), 1);
        let broken: Vec<_> = each.broken.iter().map(|it| (it.index, it.misfit.pointer.as_str())).collect();
        assert_eq!(broken, [(Some(1), "/id"), (Some(2), ""), (Some(3), "")]);
        assert_eq!(serde_json::to_value(&each).unwrap(), value);
    }
}
