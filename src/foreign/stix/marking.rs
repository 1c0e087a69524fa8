//! Markings of STIX objects → TLP 2.0: of TLP 1 and 2, by definition or by their well-known ids, whole or of single fields.

use serde_json::Value;

use super::{Bundle, Object};
use crate::foreign::pointer::{self, text, texts};
use crate::incident::Marking;

/// The ids that the standards give to the markings of TLP 1 (first four) and TLP 2.
const KNOWN: [(&str, Marking); 9] = [
    ("613f2e26-407d-48c7-9eca-b8e91df99dc9", Marking::Clear),
    ("34098fce-860f-48ae-8e50-ebd3cc5e41da", Marking::Green),
    ("f88d31f6-486f-44da-b317-01333bde0b82", Marking::Amber),
    ("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Marking::Red),
    ("94868c89-83c2-464b-929b-a1a8aa3c8487", Marking::Clear),
    ("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", Marking::Green),
    ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", Marking::Amber),
    ("939a9414-2ddd-4d32-a0cd-375ea402b003", Marking::AmberStrict),
    ("e828b379-4e03-4974-9ac4-e53a884c97c1", Marking::Red),
];

/// A level of TLP, however it is written: `white`, `TLP:AMBER+STRICT`, `tlp:amber`.
pub fn level(word: &str) -> Option<Marking> {
    let word = word.trim().to_uppercase();
    let word = word.strip_prefix("TLP:").unwrap_or(&word).replace([' ', '_'], "+");
    if word == "WHITE" { Some(Marking::Clear) } else { Marking::parse(&format!("TLP:{word}")) }
}

/// The strictest marking of an object or of one of its fields; `None` if it has none.
pub fn of(object: Object<'_>, bundle: &Bundle<'_>) -> Option<Marking> {
    let granular = pointer::list(object.value, "/granular_markings").iter();
    let refs = texts(object.value, "/object_marking_refs").into_iter();
    // declared from the strictest to the freest
    refs.chain(granular.filter_map(|it| text(it, "/marking_ref"))).filter_map(|it| defined(it, bundle)).min()
}

fn defined(id: &str, bundle: &Bundle<'_>) -> Option<Marking> {
    let known = KNOWN.iter().find(|(it, _)| id.strip_prefix("marking-definition--") == Some(*it)).map(|(_, it)| *it);
    known.or_else(|| {
        let value = bundle.get(id)?.value;
        let told = text(value, "/definition/tlp").or_else(|| {
            let extensions = value.get("extensions").and_then(Value::as_object)?;
            extensions.values().find_map(|it| text(it, "/tlp_2_0"))
        });
        level(told.or_else(|| text(value, "/name"))?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_both_versions_are_read() {
        let read = |word: &str| level(word).map(Marking::as_str);
        assert_eq!(read("white"), Some("TLP:CLEAR"));
        assert_eq!(read("TLP:AMBER+STRICT"), Some("TLP:AMBER+STRICT"));
        assert_eq!(read("amber+strict"), Some("TLP:AMBER+STRICT"));
        assert_eq!(read("tlp:red"), Some("TLP:RED"));
        assert_eq!(read("purple"), None);
    }
}
