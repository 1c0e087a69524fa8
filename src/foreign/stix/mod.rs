//! STIX 2.0 and 2.1 in general → a draft for each incident: a bundle, a list of objects or a single one; with the incident extension of OASIS.
//!
//! [`graph`] makes the map, [`incident`] the events and counts of the incident extension, [`facts`] all that has no place on a map;
//! [`ours`] reads back the bundles that this program wrote.

mod facts;
mod graph;
mod incident;
mod marking;
pub mod ours;
mod pattern;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::pointer::{self, text};
use super::{Content, Fidelity, several};
use crate::import::draft::IncidentDraft;
use crate::sorting;
use crate::tongue::Phrase;
pub use marking::among as marking_among;
use work::Work;

/// Types that have a meaning only beside others, and are said not to be read if they are all there is.
const FRAME: [&str; 4] = ["marking-definition", "extension-definition", "language-content", "relationship"];

/// Whether a file is a bundle of STIX, or a list of its objects.
pub fn sniff(content: &Content) -> bool {
    let is_object = |it: &Value| {
        let kind = text(it, "/type").unwrap_or_default();
        text(it, "/id")
            .is_some_and(|id| !kind.is_empty() && id.strip_prefix(kind).is_some_and(|it| it.starts_with("--")))
    };
    match content.json() {
        Some(Value::Array(items)) => items.iter().any(is_object),
        Some(value) => is_object(value) || (text(value, "/type") == Some("bundle") && value.get("objects").is_some()),
        None => false,
    }
}

/// Reads it.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Some(value) = content.json() else { return Vec::new() };
    let bundle = Bundle::of(value, report);
    if bundle.objects.values().all(|it| FRAME.contains(&it.kind)) {
        return Vec::new();
    }
    marking::report(&bundle, report);
    bundle.parts(report).iter().map(|it| draft(it, report)).collect()
}

fn draft(bundle: &Bundle, report: &mut Fidelity) -> IncidentDraft {
    let mut work = Work::of(bundle, report);
    facts::read(&mut work);
    graph::read(&mut work);
    incident::read(&mut work);
    work.end()
}

/// An object of a bundle.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// All of it.
    pub value: &'a Value,
    /// Which of the list it is.
    pub index: usize,
}

impl<'a> Object<'a> {
    /// The words at a pointer in it.
    pub fn text(&self, pointer: &str) -> Option<&'a str> {
        text(self.value, pointer)
    }

    /// What it is called.
    pub fn name(&self) -> &'a str {
        let told = ["/name", "/value", "/display_name", "/account_login", "/path", "/key", "/abstract", "/description"];
        told.iter().find_map(|it| self.text(it)).unwrap_or(self.kind)
    }
}

/// The newest version of each object, in the order of their ids.
pub struct Bundle<'a> {
    /// By id.
    pub objects: BTreeMap<&'a str, Object<'a>>,
    /// The pointer of the list.
    path: &'static str,
}

impl<'a> Bundle<'a> {
    fn of(value: &'a Value, report: &mut Fidelity) -> Self {
        let (path, items): (_, Vec<&Value>) = match value {
            Value::Array(items) => ("", items.iter().collect()),
            _ if value.get("objects").is_some() && text(value, "/type") != Some("observed-data") => {
                ("/objects", pointer::list(value, "/objects").iter().collect())
            }
            one => ("", vec![one]),
        };
        let mut bundle = Self { objects: BTreeMap::new(), path };
        for (index, value) in items.into_iter().enumerate() {
            let (Some(id), Some(kind)) = (text(value, "/id"), text(value, "/type")) else {
                report.left_out(Phrase::stix_no_type(), bundle.at(index));
                continue;
            };
            let is_newer = |old: &Object| {
                (text(value, "/modified"), value.to_string()) > (old.text("/modified"), old.value.to_string())
            };
            match bundle.objects.get(id) {
                Some(old) if !is_newer(old) => report.left_out(Phrase::stix_older(), bundle.at(index)),
                old => {
                    if let Some(old) = old {
                        report.left_out(Phrase::stix_older(), bundle.at(old.index));
                    }
                    bundle.objects.insert(id, Object { id, kind, value, index });
                }
            }
        }
        bundle
    }

    fn at(&self, index: usize) -> String {
        format!("{}/{index}", self.path)
    }

    /// A bundle for each incident object, if there are several; else this one.
    fn parts(self, report: &mut Fidelity) -> Vec<Self> {
        let heads: Vec<&str> = self.all("incident").map(|it| it.id).collect();
        if heads.len() < 2 {
            return vec![self];
        }
        let values = sorting::map_of(self.objects.iter().map(|(id, it)| (*id, it.value)));
        let parts = several::parts(&values, &heads);
        parts.report(&Phrase::import_incident(), report, &|id| self.at(self.objects[id].index));
        let of = |part: &BTreeSet<&str>| {
            let own = self.objects.iter().filter(|(id, _)| part.contains(*id));
            Self { objects: sorting::map_of(own.map(|(id, it)| (*id, *it))), path: self.path }
        };
        parts.of.iter().map(of).collect()
    }

    /// The objects of a type.
    pub fn all<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = Object<'a>> + 'b {
        self.objects.values().copied().filter(move |it| it.kind == kind)
    }

    /// The object with an id.
    pub fn get(&self, id: &str) -> Option<Object<'a>> {
        self.objects.get(id).copied()
    }
}
