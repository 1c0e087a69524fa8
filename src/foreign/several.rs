//! Several incidents or flows in one bundle: which object belongs to which of them.
//!
//! An object belongs to the one from which the fewest references lead to it; against its direction a reference counts double.
//! It belongs to several, if it is as near to each.
//!
//! STIX has no field for this. For example: incident A names an impact, which names a server; incident B targets an actor
//! who owns the same server. From A it is two references away, from B three, so the server is A's. Without the double
//! count, a sighting that names both A and a campaign of B would pull the campaign over to A.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Fidelity;
use super::pointer::text;
use crate::sorting;
use crate::tongue::Phrase;

/// References that tie nothing to what happened: who wrote an object, and how far it may be shared.
const LOOSE: [&str; 3] = ["created_by_ref", "object_marking_refs", "marking_ref"];
/// Types that say how the file is to be read; every part needs them.
const FRAME: [&str; 3] = ["marking-definition", "extension-definition", "language-content"];
/// Types that many incidents have in common, so that what lies behind them belongs to nobody.
const COMMON: [&str; 5] = ["attack-pattern", "course-of-action", "location", "tool", "vulnerability"];
/// Types that list what they are about: they tie things only if they are about one incident.
const LISTS: [&str; 3] = ["grouping", "note", "report"];

/// The objects of a bundle, parted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts<'a> {
    /// For each incident, the ids of what belongs to it, of its authors, and of what says how to read them.
    pub of: Vec<BTreeSet<&'a str>>,
    /// What belongs to several.
    pub shared: Vec<&'a str>,
    /// What no reference ties to any of them.
    pub lost: Vec<&'a str>,
    /// Relationships between what belongs to different ones.
    pub between: Vec<&'a str>,
}

impl Parts<'_> {
    /// Says which rule parted them, and what is in several parts or in none. `what` is what a part is; `at` tells where an object stands.
    pub fn report(&self, what: &Phrase, report: &mut Fidelity, at: &dyn Fn(&str) -> String) {
        let what = || what.clone();
        report.derived(Phrase::import_several(what()), String::new());
        for id in &self.shared {
            report.derived(Phrase::import_as_near(what()), at(id));
        }
        for id in &self.lost {
            report.left_out(Phrase::import_tied_to_none(what()), at(id));
        }
        for id in &self.between {
            report.left_out(Phrase::import_between_parts(what()), at(id));
        }
    }
}

/// Parts the objects of a bundle, given by id, among the `heads`: the incidents or flows, by id.
pub fn parts<'a>(objects: &BTreeMap<&'a str, &'a Value>, heads: &[&'a str]) -> Parts<'a> {
    let kind = |id: &str| objects.get(id).and_then(|it| text(it, "/type")).unwrap_or_default();
    let ways = ways(objects, heads);
    let distances: Vec<BTreeMap<&str, usize>> = heads.iter().map(|it| distances(it, heads, &ways, &kind)).collect();
    let nearest = |id: &str| -> BTreeSet<usize> {
        let of = |it: &BTreeMap<&str, usize>| it.get(id).copied();
        let least = distances.iter().filter_map(of).min();
        sorting::set_of((0..heads.len()).filter(|it| least.is_some() && of(&distances[*it]) == least))
    };
    let mut parts = Parts { of: vec![BTreeSet::new(); heads.len()], ..Parts::default() };
    for (&id, object) in objects {
        let mut owners = nearest(id);
        let ends = ["/source_ref", "/target_ref"].map(|it| text(object, it).filter(|it| objects.contains_key(it)));
        if let (true, [Some(from), Some(to)]) = (kind(id) == "relationship", ends) {
            let [from, to] = [from, to].map(nearest);
            owners = sorting::set_of(from.intersection(&to).copied());
            if owners.is_empty() && !from.is_empty() && !to.is_empty() {
                parts.between.push(id);
                continue;
            }
        }
        if FRAME.contains(&kind(id)) {
            owners = sorting::set_of(0..heads.len());
        } else if owners.is_empty() {
            parts.lost.push(id);
        } else if owners.len() > 1 {
            parts.shared.push(id);
        }
        for owner in owners {
            parts.of[owner].insert(id);
        }
    }
    for part in &mut parts.of {
        let authors: Vec<&str> = part.iter().filter_map(|it| text(objects[it], "/created_by_ref")).collect();
        part.extend(authors.into_iter().filter_map(|it| objects.get_key_value(it)).map(|(id, _)| *id));
    }
    let is_placed = |it: &&str| !parts.of.iter().any(|part| part.contains(*it));
    parts.lost.retain(is_placed);
    parts
}

/// How far it is from each object to those that it names, and to those that name it.
type Ways<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

fn ways<'a>(objects: &BTreeMap<&'a str, &'a Value>, heads: &[&'a str]) -> Ways<'a> {
    let mut ways: Ways = BTreeMap::new();
    for (&id, object) in objects {
        let mut named = Vec::new();
        references(object, &mut named);
        let named: BTreeSet<&str> =
            sorting::set_of(named.into_iter().filter_map(|it| objects.get_key_value(it)).map(|(it, _)| *it));
        // a list that is about several belongs to each, and makes nothing else belong together
        let is_list = text(object, "/type").is_some_and(|it| LISTS.contains(&it));
        let is_broad = is_list && heads.iter().filter(|it| named.contains(*it)).count() > 1;
        for other in named.into_iter().filter(|it| *it != id && (!is_broad || heads.contains(it))) {
            ways.entry(id).or_default().insert(other, 1);
            ways.entry(other).or_default().entry(id).or_insert(2);
        }
    }
    ways
}

/// The ids that an object names in fields such as `object_refs` and `event_ref`, however deep.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    let fields = value.as_object().into_iter().flatten();
    for (key, value) in fields.filter(|(key, _)| !LOOSE.contains(&key.as_str())) {
        match value {
            Value::String(one) if key.ends_with("_ref") => found.push(one),
            Value::Array(all) if key.ends_with("_refs") => found.extend(all.iter().filter_map(Value::as_str)),
            Value::Array(all) => all.iter().for_each(|it| references(it, found)),
            Value::Object(_) => references(value, found),
            _ => {}
        }
    }
}

/// How far it is from a head to each object that it reaches, around the other heads.
fn distances<'a>(
    head: &'a str,
    heads: &[&str],
    ways: &Ways<'a>,
    kind: &dyn Fn(&str) -> &'a str,
) -> BTreeMap<&'a str, usize> {
    let mut found = BTreeMap::new();
    let mut open = sorting::set_of([(0, head)]);
    while let Some((far, at)) = open.pop_first() {
        if found.contains_key(at) {
            continue;
        }
        found.insert(at, far);
        if COMMON.contains(&kind(at)) || FRAME.contains(&kind(at)) {
            continue;
        }
        let next = ways.get(at).into_iter().flatten().filter(|(it, _)| !heads.contains(it));
        open.extend(next.map(|(it, step)| (far + step, *it)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What belongs to each, what to several, to none, and what lies between them.
    type Parted<'a> = (Vec<Vec<&'a str>>, Vec<&'a str>, Vec<&'a str>, Vec<&'a str>);

    fn parted(all: &[Value]) -> Parted<'_> {
        let objects: BTreeMap<&str, &Value> = all.iter().map(|it| (text(it, "/id").unwrap(), it)).collect();
        let heads: Vec<&str> = objects.keys().copied().filter(|it| it.starts_with("incident")).collect();
        let Parts { of, shared, lost, between } = parts(&objects, &heads);
        (of.into_iter().map(|it| it.into_iter().collect()).collect(), shared, lost, between)
    }

    fn object(id: &str) -> Value {
        json!({ "id": id, "type": id.split("--").next() })
    }

    fn tie(id: &str, from: &str, to: &str) -> Value {
        json!({ "id": id, "type": "relationship", "source_ref": from, "target_ref": to })
    }

    #[test]
    fn what_is_nearer_to_one_belongs_to_it_and_what_is_as_near_belongs_to_both() {
        let one =
            json!({ "id": "incident--1", "type": "incident", "extensions": { "x": { "impact_refs": ["impact--1"] } } });
        let hit = json!({ "id": "impact--1", "type": "impact", "impacted_refs": ["infrastructure--1"] });
        let all = [
            one,
            object("incident--2"),
            hit,
            object("infrastructure--1"),
            object("threat-actor--1"),
            object("malware--3"),
            tie("relationship--1", "incident--1", "threat-actor--1"),
            tie("relationship--2", "incident--2", "threat-actor--1"),
            tie("relationship--3", "threat-actor--1", "infrastructure--1"),
            tie("relationship--4", "incident--1", "incident--2"),
        ];
        let (of, shared, lost, between) = parted(&all);
        assert_eq!(
            of[0],
            ["impact--1", "incident--1", "infrastructure--1", "relationship--1", "relationship--3", "threat-actor--1"]
        );
        assert_eq!(of[1], ["incident--2", "relationship--2", "threat-actor--1"]);
        assert_eq!(shared, ["threat-actor--1"]);
        assert_eq!(lost, ["malware--3"]);
        assert_eq!(between, ["relationship--4"]);
    }

    #[test]
    fn what_all_have_in_common_ties_nothing_together() {
        let all = [
            object("incident--1"),
            object("incident--2"),
            object("attack-pattern--1"),
            object("campaign--1"),
            json!({ "id": "report--1", "type": "report", "object_refs": ["incident--1", "incident--2", "malware--1"] }),
            object("malware--1"),
            tie("relationship--1", "incident--1", "attack-pattern--1"),
            tie("relationship--2", "campaign--1", "attack-pattern--1"),
        ];
        let (of, shared, lost, _) = parted(&all);
        assert_eq!(of[0], ["attack-pattern--1", "incident--1", "relationship--1", "report--1"]);
        assert_eq!(of[1], ["incident--2", "report--1"]);
        assert_eq!(shared, ["report--1"]);
        assert_eq!(lost, ["campaign--1", "malware--1", "relationship--2"]);
    }
}
