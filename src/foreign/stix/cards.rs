//! The cards of a map in the making: actors, means, targets and places. What is alike and tied alike is one card with a number.

use std::collections::BTreeMap;

use serde_json::Value;

use super::object::Object;
use super::pattern;
use crate::foreign::make::Words;
use crate::foreign::pointer::texts;
use crate::foreign::{address, icon, kind, short};
use crate::tongue::Phrase;

/// Sorts of infrastructure that are the victim's or nobody's. All others of the vocabulary (`command-and-control`,
/// `phishing`, `exfiltration` …) are means of an intruder.
const PLAIN: [&str; 7] =
    ["non-malicious", "workstation", "routers-switches", "firewall", "control-system", "server", "unknown"];

/// A card in the making.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// What it is called.
    pub label: String,
    /// What it is in STIX: `malware`, `ipv4-addr`.
    pub sort: String,
    /// How many it stands for, if for several, and their names.
    pub group: Option<(usize, Option<Words>)>,
    /// The kind of the host.
    pub kind: &'static str,
    /// The role of the host.
    pub role: &'static str,
    /// What says that there is such a thing.
    pub object: Object<'a>,
    /// All objects that are this thing: one address is often an object and an indicator.
    pub objects: Vec<Object<'a>>,
}

/// The cards by their keys.
pub type Nodes<'a> = BTreeMap<String, Node<'a>>;

impl Node<'_> {
    /// What its card is called.
    pub fn label(&self) -> Words {
        match self.group {
            Some((n, _)) => kind::number_of(&self.sort, n).into(),
            None => (&self.label).into(),
        }
    }
}

/// Whether these are addresses.
pub fn is_address(kind: &str) -> bool {
    matches!(kind, "ipv4-addr" | "ipv6-addr" | "domain-name" | "url")
}

/// By what a thing is told from others: an address by itself, everything else by its object.
pub fn key(object: Object<'_>) -> String {
    match object.text("/value").filter(|_| is_address(object.kind) || object.kind == "mac-addr") {
        Some(value) => address_key(object.kind, value),
        None => object.id.to_owned(),
    }
}

fn address_key(kind: &str, value: &str) -> String {
    match kind {
        // a path may differ by case
        "url" => format!("{kind} {value}"),
        _ => format!("{kind} {}", value.to_lowercase().trim_end_matches('.')),
    }
}

/// Whether an object is a sector or a country: many at once, and no machine that anybody reaches.
pub fn is_many(object: Object<'_>) -> bool {
    let is_empty =
        |field: &&str| object.text(field).is_none() && object.value.get(&field[1..]).is_none_or(Value::is_null);
    match object.kind {
        "identity" => object.text("/identity_class").is_some_and(|it| it.eq_ignore_ascii_case("class")),
        "location" => ["/latitude", "/street_address", "/city"].iter().all(is_empty),
        _ => false,
    }
}

/// The card of an object, if it can have one.
pub fn node(object: Object<'_>) -> Option<Node<'_>> {
    let name = object.name();
    let (kind, role) = match object.kind {
        "threat-actor" | "intrusion-set" | "campaign" => ("party", "intruder"),
        // they are neither a machine nor a person: done, and not compromised
        "malware" | "tool" => ("step", "inside"),
        _ if is_many(object) => return None,
        "identity" => ("party", "inside"),
        "location" => ("site", "inside"),
        "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "mac-addr" => {
            return Some(address(object.kind, name, object));
        }
        "infrastructure" => {
            let types = texts(object.value, "/infrastructure_types");
            let is_plain = types.iter().all(|it| PLAIN.contains(it));
            let about = object.text("/description").unwrap_or_default();
            (icon::of(&[name, &types.join(" "), about]), if is_plain { "inside" } else { "outside" })
        }
        _ => return None,
    };
    let (label, sort, objects) = (name.to_owned(), object.kind.to_owned(), vec![object]);
    Some(Node { label, sort, group: None, kind, role, object, objects })
}

/// The card of an address.
fn address<'a>(kind: &str, value: &str, object: Object<'a>) -> Node<'a> {
    let (icon, role) = match kind {
        "domain-name" | "url" => ("website", "outside"),
        _ if address::is_inside(value) => ("server", "inside"),
        _ => ("service", "outside"),
    };
    let (label, sort, objects) = (short::short_address(value), kind.to_owned(), vec![object]);
    Node { label, sort, group: None, kind: icon, role, object, objects }
}

/// The addresses that an indicator looks for, by their keys.
pub fn addresses(indicator: Object<'_>) -> Vec<(String, Node<'_>)> {
    let found = indicator.text("/pattern").map(pattern::values).unwrap_or_default();
    let all = found.into_iter().filter(|(kind, _)| is_address(kind));
    all.map(|(kind, value)| (address_key(kind, value), address(kind, value, indicator))).collect()
}

/// How one thing leads to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By a relationship of this type.
    Relation(String),
    /// By traffic of these protocols, to this port.
    Traffic(String, Option<u64>),
}

impl Way {
    /// Whether the file only names a target.
    pub fn is_aimed(&self) -> bool {
        matches!(self, Self::Relation(word) if word == "targets")
    }

    /// What its arrow is called.
    pub fn label(&self) -> Words {
        match self {
            Self::Relation(word) => kind::relation(word),
            Self::Traffic(protocols, None) => protocols.into(),
            Self::Traffic(protocols, Some(port)) => Phrase::stix_to_port(protocols, port.to_string()).into(),
        }
    }
}
