//! A list that survives its broken items: what can be read is kept, what cannot is set aside with its place.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

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
    /// JSON Pointer inside the item.
    pub pointer: String,
    /// What serde says is wrong.
    pub message: String,
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

impl<'de, T: DeserializeOwned> Deserialize<'de> for Each<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut each = Self::default();
        let values = match Value::deserialize(deserializer)? {
            Value::Array(values) => values,
            value => {
                let message = "expected a list".to_owned();
                each.broken.push(Broken { index: None, pointer: String::new(), message, value });
                return Ok(each);
            }
        };
        for (index, value) in values.into_iter().enumerate() {
            match serde_path_to_error::deserialize(&value) {
                Ok(item) => each.items.push((index, item)),
                Err(err) => each.broken.push(Broken {
                    index: Some(index),
                    pointer: pointer(err.path()),
                    message: err.inner().to_string(),
                    value,
                }),
            }
        }
        Ok(each)
    }
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
        all.sort_by_key(|(index, _)| *index);
        serializer.collect_seq(all.into_iter().map(|(_, it)| it))
    }
}

#[cfg(not(target_arch = "wasm32"))]
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

/// A JSON Pointer (RFC 6901) from a path of serde.
pub fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut out = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => out.push_str(&format!("/{index}")),
            Segment::Map { key } => out.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_items_are_set_aside_and_written_back_in_place() {
        let text = r#"[1,"two",3]"#;
        let each: Each<u32> = serde_json::from_str(text).unwrap();
        assert_eq!(each.items, [(0, 1), (2, 3)]);
        assert_eq!(each.broken[0].index, Some(1));
        assert_eq!(serde_json::to_string(&each).unwrap(), text);
    }
}
