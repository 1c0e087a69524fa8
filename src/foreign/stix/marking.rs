//! Markings of STIX objects → TLP 2.0: of TLP 1 and 2, by definition or by their well-known ids, whole or of single fields.

use serde_json::Value;

use super::bundle::Bundle;
use super::object::Object;
use crate::foreign::Fidelity;
use crate::foreign::pointer::{self, text, texts};
use crate::foreign::tlp::{self, Limit};
use crate::incident::Marking;
use crate::tongue::Phrase;

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

/// What a marking that an object bears says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// How far it may be shared.
    Level(Marking),
    /// How far it may be shared, in words that are no level.
    Limit,
    /// The file does not say: a reference to nothing.
    Missing,
    /// What may be done with it (Permissible Actions Protocol), and nothing of sharing.
    Actions,
    /// Terms such as a copyright, and nothing of sharing.
    Terms,
}

impl Meaning {
    /// The level to keep to, if it limits sharing at all: what cannot be read is taken for the strictest.
    fn level(self) -> Option<Marking> {
        match self {
            Self::Level(level) => Some(level),
            Self::Limit | Self::Missing => Some(Marking::Red),
            Self::Actions | Self::Terms => None,
        }
    }
}

/// The copyright of MITRE ATT&CK. Whoever takes techniques from there often leaves its definition out.
const OF_ATTACK: &str = "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168";

/// The strictest marking of an object or of one of its fields; `None` if it has none.
pub fn of(object: Object<'_>, bundle: &Bundle<'_>) -> Option<Marking> {
    // declared from the strictest to the freest
    borne(object.value).filter_map(|it| meaning(it, bundle).level()).min()
}

/// The strictest marking of an object of a file in which `find` knows the definitions. What cannot be read is reported.
pub fn among<'a>(
    object: &Value,
    find: &dyn Fn(&str) -> Option<&'a Value>,
    at: &str,
    report: &mut Fidelity,
) -> Option<Marking> {
    let meanings: Vec<Meaning> = borne(object).map(|id| resolved(id, find(id))).collect();
    for meaning in &meanings {
        match meaning {
            Meaning::Level(_) => {}
            Meaning::Missing => report.derived(Phrase::stix_marking_missing(), at),
            Meaning::Limit => report.derived(Phrase::stix_marking_unread(), at),
            Meaning::Actions => report.partly_left_out(Phrase::stix_marking_actions(), at),
            Meaning::Terms => report.partly_left_out(Phrase::stix_marking_terms(), at),
        }
    }
    meanings.into_iter().filter_map(Meaning::level).min()
}

/// The ids of the markings of an object and of its fields.
fn borne(object: &Value) -> impl Iterator<Item = &str> {
    let granular = pointer::list(object, "/granular_markings").iter();
    texts(object, "/object_marking_refs").into_iter().chain(granular.filter_map(|it| text(it, "/marking_ref")))
}

/// What the marking with this id says.
fn meaning(id: &str, bundle: &Bundle<'_>) -> Meaning {
    resolved(id, bundle.get(id).map(|it| it.value))
}

/// What a marking says whose definition is in the file or not.
fn resolved(id: &str, definition: Option<&Value>) -> Meaning {
    let known = KNOWN.iter().find(|(it, _)| id.strip_prefix("marking-definition--") == Some(*it));
    match (known, definition) {
        (Some((_, level)), _) => Meaning::Level(*level),
        (None, Some(definition)) => defined(definition),
        (None, None) if id == OF_ATTACK => Meaning::Terms,
        (None, None) => Meaning::Missing,
    }
}

/// What a definition says: as STIX writes it, by the extension for TLP 2, as a statement, or in a field of its maker.
fn defined(definition: &Value) -> Meaning {
    let extensions = definition.get("extensions").and_then(Value::as_object).into_iter().flatten();
    let levels = extensions.filter_map(|(_, it)| text(it, "/tlp_2_0")).chain(text(definition, "/definition/tlp"));
    let fields = ["/x_opencti_definition", "/name", "/definition/statement"];
    let words: Vec<&str> = fields.iter().filter_map(|it| text(definition, it)).collect();
    let limits = levels.map(|it| tlp::level(it).map_or(Limit::Unread, Limit::Level));
    let limits: Vec<Limit> =
        limits.chain(words.iter().filter_map(|it| tlp::told(it).or(tlp::level(it).map(Limit::Level)))).collect();
    let level = limits.iter().filter_map(|it| if let Limit::Level(level) = it { Some(*level) } else { None }).min();
    let is_pap = |it: &&str| it.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("pap"));
    match level {
        Some(level) => Meaning::Level(level),
        None if !limits.is_empty() => Meaning::Limit,
        None if words.iter().any(is_pap) => Meaning::Actions,
        None if text(definition, "/definition/statement").is_some() => Meaning::Terms,
        None => Meaning::Limit,
    }
}

/// Says which markings could not be read, and what was made of them.
pub fn report(bundle: &Bundle<'_>, report: &mut Fidelity) {
    for object in bundle.objects.values() {
        let is_missing = |id: &str| meaning(id, bundle) == Meaning::Missing;
        if borne(object.value).any(is_missing) {
            report.derived(Phrase::stix_marking_missing(), bundle.at(object.index));
        }
        if object.kind == "marking-definition" {
            match meaning(object.id, bundle) {
                Meaning::Level(_) | Meaning::Missing => {}
                Meaning::Limit => report.derived(Phrase::stix_marking_unread(), bundle.at(object.index)),
                Meaning::Actions => report.left_out(Phrase::stix_marking_actions(), bundle.at(object.index)),
                Meaning::Terms => report.left_out(Phrase::stix_marking_terms(), bundle.at(object.index)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn definitions_are_read_as_each_tool_writes_them() {
        for (definition, expected) in [
            (json!({ "definition_type": "tlp", "definition": { "tlp": "amber" } }), Meaning::Level(Marking::Amber)),
            (json!({ "extensions": { "x": { "tlp_2_0": "amber+strict" } } }), Meaning::Level(Marking::AmberStrict)),
            (
                json!({ "definition": { "statement": "custom" }, "x_opencti_definition": "TLP:AMBER+STRICT" }),
                Meaning::Level(Marking::AmberStrict),
            ),
            (json!({ "definition": { "statement": "TLP:RED - for the board" } }), Meaning::Level(Marking::Red)),
            (json!({ "name": "Red", "definition_type": "tlp" }), Meaning::Level(Marking::Red)),
            (json!({ "definition": { "tlp": "ex:chr" } }), Meaning::Limit),
            (json!({ "definition": { "statement": "Do not share." } }), Meaning::Limit),
            (json!({ "definition_type": "ais", "definition": { "is_proprietary": true } }), Meaning::Limit),
            (json!({ "definition": { "statement": "PAP:AMBER" } }), Meaning::Actions),
            (json!({ "definition": { "statement": "Copyright 2024, Example" } }), Meaning::Terms),
        ] {
            assert_eq!(defined(&definition), expected, "{definition}");
        }
    }
}
