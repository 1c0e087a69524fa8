//! Where something stands in a file, by the ids of parts and not by their numbers: these differ from file to file.

use serde_json::Value;

use crate::import::draft::FILE;
use crate::import::role::{Known, Role};

/// A place: `/hosts/mail/states/0`.
#[derive(Debug, Clone)]
pub struct Place {
    /// The field of the format that stands there.
    pub known: Known,
    /// The field in which that part stands.
    pub around: Role,
    /// How people find it.
    pub path: String,
}

impl Place {
    /// The file.
    pub fn whole() -> Self {
        Self { known: FILE, around: Role::Own, path: String::new() }
    }

    /// A member of the object that stands here.
    #[must_use]
    pub fn member(&self, key: &str) -> Self {
        Self { known: self.known.field(key), around: self.known.role, path: format!("{}/{key}", self.path) }
    }

    /// An item of the list that stands here; the number is used where it has no name.
    #[must_use]
    pub fn item(&self, item: &Value, index: usize) -> Self {
        let path = match name(item) {
            Some(name) => format!("{}/{name}", self.path),
            None => format!("{}/{index}", self.path),
        };
        Self { path, ..self.clone() }
    }

    /// Whether claims stand in this list, or a claim here.
    pub fn is_claim(&self) -> bool {
        matches!(self.known.role, Role::Claims(_))
    }
}

/// By what a part is known in its list: its id, or of an overlap the other entry.
pub fn name(item: &Value) -> Option<&str> {
    item.get("id").or_else(|| item.get("with"))?.as_str()
}
