//! Attributes and objects of an event as things: what they are called, and to what they refer.

use serde_json::Value;

use super::{day_of, marking};
use crate::foreign::Fidelity;
use crate::foreign::instant::{Instant, instant};
use crate::foreign::pointer::{self, text};
use crate::incident::{Day, Marking};
use crate::sorting;
use crate::tongue::Phrase;

/// A thing: an attribute that stands alone, or an object with its attributes.
#[derive(Debug, Clone)]
pub struct Thing<'a> {
    /// By what references name it.
    pub uuid: &'a str,
    /// Where it stands.
    pub at: String,
    /// The type of the attribute, or the name of the object.
    pub kind: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What the author says of it.
    pub comment: Option<&'a str>,
    /// When it was first seen.
    pub first_seen: Option<String>,
    /// When it was sighted.
    pub sightings: Vec<Day>,
    /// How far it may be shared.
    pub marking: Option<Marking>,
    /// To what it refers, and how.
    pub references: Vec<(&'a str, &'a str)>,
}

/// In which attribute an object has its name; the first that it has.
const NAMES: [&str; 17] = [
    "domain",
    "hostname",
    "ip-dst",
    "ip",
    "ip-src",
    "url",
    "name",
    "filename",
    "malware-name",
    "email",
    "from",
    "id",
    "signature",
    "organisation",
    "sectors",
    "username",
    "sha1",
];

/// The things of an event, in an order that is not that of the file.
pub fn all<'a>(event: &'a Value, at: &str, report: &mut Fidelity) -> Vec<Thing<'a>> {
    let mut things = Vec::new();
    let is_deleted = |it: &Value| it.get("deleted").is_some_and(|it| it == true || it == "1");
    for (index, attribute) in pointer::list(event, "/Attribute").iter().enumerate() {
        let at = format!("{at}/Attribute/{index}");
        if is_deleted(attribute) {
            report.left_out(Phrase::misp_deleted(), at);
        } else if let (Some(kind), Some(name)) = (text(attribute, "/type"), text(attribute, "/value")) {
            things.push(thing(attribute, at, kind, name, report));
        } else {
            report.left_out(Phrase::misp_no_value(), at);
        }
    }
    for (index, object) in pointer::list(event, "/Object").iter().enumerate() {
        let at = format!("{at}/Object/{index}");
        let Some(kind) = text(object, "/name").filter(|_| !is_deleted(object)) else {
            report.left_out(Phrase::misp_no_name(), at);
            continue;
        };
        let attributes: Vec<&Value> = pointer::list(object, "/Attribute").iter().filter(|it| !is_deleted(it)).collect();
        let of = |relation: &&str| {
            let found = attributes.iter().filter(|it| text(it, "/object_relation") == Some(relation));
            found.filter_map(|it| text(it, "/value")).min()
        };
        let name = NAMES.iter().find_map(of).or_else(|| attributes.iter().filter_map(|it| text(it, "/value")).min());
        let mut thing = thing(object, at, kind, name.unwrap_or(kind), report);
        for attribute in attributes {
            thing.marking = thing.marking.into_iter().chain(marking(attribute)).min();
            thing.sightings.extend(sightings(attribute));
        }
        for reference in pointer::list(object, "/ObjectReference") {
            if let (Some(to), Some(how)) = (text(reference, "/referenced_uuid"), text(reference, "/relationship_type"))
            {
                thing.references.push((to, how));
            }
        }
        things.push(thing);
    }
    sorting::by(&mut things, |a, b| (a.kind, a.name, a.uuid).cmp(&(b.kind, b.name, b.uuid)));
    things
}

fn thing<'a>(value: &'a Value, at: String, kind: &'a str, name: &'a str, report: &mut Fidelity) -> Thing<'a> {
    let first_seen = match text(value, "/first_seen").map(instant) {
        Some(Some(Instant::At(when))) => Some(when),
        Some(_) => {
            report.left_out(Phrase::import_unreadable_times(), format!("{at}/first_seen"));
            None
        }
        None => None,
    };
    Thing {
        uuid: text(value, "/uuid").unwrap_or_default(),
        kind,
        name,
        comment: text(value, "/comment"),
        first_seen,
        sightings: sightings(value),
        marking: marking(value),
        references: Vec::new(),
        at,
    }
}

/// The days of sightings; those of type 1 say that it was a false alarm.
fn sightings(value: &Value) -> Vec<Day> {
    let all = pointer::list(value, "/Sighting").iter().filter(|it| text(it, "/type") != Some("1"));
    all.filter_map(|it| day_of(it.get("date_sighting")?)).collect()
}
