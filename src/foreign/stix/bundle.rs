//! The objects of a bundle: the newest version of each, its older ones, and what has been withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::benign;
use super::object::Object;
use crate::foreign::pointer::{self, text};
use crate::foreign::{Fidelity, Time, several};
use crate::sorting;
use crate::tongue::Phrase;

/// The newest version of each object, in the order of their ids.
#[derive(Clone)]
pub struct Bundle<'a> {
    /// By id.
    pub objects: BTreeMap<&'a str, Object<'a>>,
    /// Their older versions, each of another day, the newest first.
    pub older: BTreeMap<&'a str, Vec<Object<'a>>>,
    /// What was revoked, is deprecated or benign.
    pub withdrawn: BTreeMap<&'a str, Object<'a>>,
    /// The pointer of the list.
    path: &'static str,
}

/// The pointer of the list of objects in a bundle, an envelope of TAXII, or a list; and its items.
pub fn items(value: &Value) -> (&'static str, Vec<&Value>) {
    match value {
        Value::Array(items) => ("", items.iter().collect()),
        _ if value.get("objects").is_some() && text(value, "/type") != Some("observed-data") => {
            ("/objects", pointer::list(value, "/objects").iter().collect())
        }
        one => ("", vec![one]),
    }
}

impl<'a> Bundle<'a> {
    /// Reads the objects of a file; `made` are those to take in place of an item, by its index.
    pub fn of(value: &'a Value, made: &'a [(usize, Value)], report: &mut Fidelity) -> Self {
        let (path, items) = items(value);
        let empty = || (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (objects, older, withdrawn) = empty();
        let mut bundle = Self { objects, older, withdrawn, path };
        if value.get("more").and_then(Value::as_bool) == Some(true) {
            report.left_out(Phrase::stix_more_pages(), "/more");
        }
        let mut versions: BTreeMap<&str, Vec<Object>> = BTreeMap::new();
        let replaced: BTreeSet<usize> = sorting::set_of(made.iter().map(|(index, _)| *index));
        let own = items.into_iter().enumerate().filter(|(index, _)| !replaced.contains(index));
        for (index, value) in own.chain(made.iter().map(|(index, value)| (*index, value))) {
            match (text(value, "/id"), text(value, "/type")) {
                (Some(id), Some(kind)) => versions.entry(id).or_default().push(Object { id, kind, value, index }),
                _ => report.left_out(Phrase::stix_no_type(), bundle.at(index)),
            }
        }
        for (id, mut all) in versions {
            sorting::by(&mut all, |a, b| stamp(b.value).cmp(&stamp(a.value)));
            bundle.add(id, &all, report);
        }
        for (object, words) in benign::objects(&bundle.objects) {
            report.left_out(words, bundle.at(object.index));
            bundle.objects.remove(object.id);
            bundle.withdrawn.insert(object.id, object);
        }
        bundle
    }

    /// Adds an object of which these are the versions, the newest first. Of versions of one day the last one counts.
    fn add(&mut self, id: &'a str, versions: &[Object<'a>], report: &mut Fidelity) {
        let Some((newest, others)) = versions.split_first() else { return };
        if is_withdrawn(newest.value) {
            for it in versions {
                report.left_out(Phrase::stix_revoked(), self.at(it.index));
            }
            self.withdrawn.insert(id, *newest);
            return;
        }
        let mut last = newest;
        for it in others {
            if it.changed() == last.changed() || is_withdrawn(it.value) {
                report.left_out(Phrase::stix_older(), self.at(it.index));
            } else {
                self.older.entry(id).or_default().push(*it);
                last = it;
            }
        }
        self.objects.insert(id, *newest);
    }

    /// Where an object stands in the file.
    pub fn at(&self, index: usize) -> String {
        format!("{}/{index}", self.path)
    }

    /// A bundle for each incident object, if there are several; else this one.
    pub fn parts(self, report: &mut Fidelity) -> Vec<Self> {
        let heads: Vec<&str> = self.all("incident").map(|it| it.id).collect();
        if heads.len() < 2 {
            return vec![self];
        }
        let values = sorting::map_of(self.objects.iter().map(|(id, it)| (*id, it.value)));
        let parts = several::parts(&values, &heads);
        parts.report(&Phrase::import_incident(), report, &|id| self.at(self.objects[id].index));
        let of = |part: &BTreeSet<&str>| {
            let own = self.objects.iter().filter(|(id, _)| part.contains(*id));
            Self {
                objects: sorting::map_of(own.map(|(id, it)| (*id, *it))),
                older: self.older.clone(),
                withdrawn: self.withdrawn.clone(),
                path: self.path,
            }
        };
        parts.of.iter().map(of).collect()
    }

    /// The objects of a type.
    pub fn all<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = Object<'a>> + 'b {
        self.objects.values().copied().filter(move |it| it.kind == kind)
    }

    /// The objects of these types, in the order of their ids.
    pub fn of_kinds(&self, kinds: &[&str]) -> Vec<Object<'a>> {
        self.objects.values().copied().filter(|it| kinds.contains(&it.kind)).collect()
    }

    /// The object with an id.
    pub fn get(&self, id: &str) -> Option<Object<'a>> {
        self.objects.get(id).copied()
    }

    /// Both ends of a relationship; none where one of them is not in the file, or withdrawn.
    pub fn ends(&self, relation: Object<'a>) -> Option<(Object<'a>, Object<'a>)> {
        let end = |field: &str| self.get(relation.text(field)?);
        Some((end("/source_ref")?, end("/target_ref")?))
    }

    /// An object and its older versions, the newest first.
    pub fn versions(&self, object: Object<'a>) -> Vec<Object<'a>> {
        let mut all = vec![object];
        all.extend(self.older.get(object.id).into_iter().flatten());
        all
    }
}

/// When a version was made: by the instant, however precisely it is written.
fn stamp(value: &Value) -> (i64, &str, String) {
    let told = text(value, "/modified").or(text(value, "/created")).unwrap_or_default();
    (Time::of_any_year(told).map_or(i64::MIN, Time::micros), told, value.to_string())
}

/// Whether its maker says that it no longer holds.
fn is_withdrawn(value: &Value) -> bool {
    let is_set = |field: &str| value.get(field).is_some_and(|it| it == true || it == "true");
    is_set("revoked") || is_set("x_mitre_deprecated")
}
