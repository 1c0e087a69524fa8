//! Attributes and objects of an event as things: what they are called, and to what they refer.

use serde_json::Value;

use crate::foreign::instant::{Instant, instant};
use crate::foreign::pointer::{self, text};
use crate::foreign::{Fidelity, Time, tlp};
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
    /// What the authors say of it and of the attributes in it.
    pub comments: Vec<&'a str>,
    /// What else the object says: its other values, each with its relation; the ports of an address.
    pub others: Vec<(&'a str, &'a str)>,
    /// When it was first seen.
    pub first_seen: Option<String>,
    /// When it was last seen.
    pub last_seen: Option<String>,
    /// What others think of it.
    pub voices: Vec<Voice<'a>>,
    /// When it was sighted.
    pub sightings: Vec<Day>,
    /// Whether a tag says that it is no sign of the intruder.
    pub is_false_alarm: bool,
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
        let all = pointer::list(object, "/Attribute").iter().enumerate();
        let attributes: Vec<(usize, &Value)> = all.filter(|(_, it)| !is_deleted(it)).collect();
        let of = |relation: &&str| {
            let found = attributes.iter().filter(|(_, it)| text(it, "/object_relation") == Some(relation));
            found.filter_map(|(_, it)| text(it, "/value")).min()
        };
        let own: &[&str] = if kind == "victim" { &["name"] } else { &[] };
        let name = own
            .iter()
            .chain(&NAMES)
            .find_map(of)
            .or_else(|| attributes.iter().filter_map(|(_, it)| text(it, "/value")).min());
        let mut thing = thing(object, at.clone(), kind, name.unwrap_or(kind), report);
        for (index, attribute) in attributes {
            let at = format!("{at}/Attribute/{index}");
            thing.marking = thing.marking.into_iter().chain(marking(attribute)).min();
            thing.comments.extend(text(attribute, "/comment"));
            thing.sightings.extend(sightings(attribute, &at, report));
            thing.voices.extend(voices(attribute, &at));
            let [first, last] = ["/first_seen", "/last_seen"].map(|it| seen(attribute, it, &at, report));
            thing.first_seen = thing.first_seen.into_iter().chain(first).min();
            thing.last_seen = thing.last_seen.into_iter().chain(last).max();
            if let Some(value) = text(attribute, "/value").filter(|it| *it != thing.name) {
                let relation = text(attribute, "/object_relation").or(text(attribute, "/type")).unwrap_or_default();
                thing.others.push((relation, value));
            }
        }
        sorting::by(&mut thing.others, Ord::cmp);
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
    let [first_seen, last_seen] = ["/first_seen", "/last_seen"].map(|it| seen(value, it, &at, report));
    // one address with two ports is one address; a domain with its address is the domain
    let (name, other) = match kind {
        "ip-dst|port" | "ip-src|port" | "hostname|port" => {
            name.split_once('|').map_or((name, None), |(a, b)| (a, Some(("port", b))))
        }
        "domain|ip" => name.split_once('|').map_or((name, None), |(a, b)| (a, Some(("ip", b)))),
        _ => (name, None),
    };
    // what analysts write elsewhere about the breach is no place of the intruder's
    let is_elsewhere =
        text(value, "/category").is_some_and(|it| ["External analysis", "Internal reference"].contains(&it));
    let kind = if is_elsewhere && matches!(kind, "url" | "uri") { "link" } else { kind };
    Thing {
        uuid: text(value, "/uuid").unwrap_or_default(),
        kind,
        name,
        comment: text(value, "/comment"),
        comments: text(value, "/comment").into_iter().collect(),
        others: other.into_iter().chain(tags(value)).collect(),
        first_seen,
        last_seen,
        voices: voices(value, &at),
        sightings: sightings(value, &at, report),
        is_false_alarm: is_false_alarm(value),
        marking: marking(value),
        references: Vec::new(),
        at,
    }
}

/// The tags of a part that are neither markings nor clusters.
fn tags(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    let tags = pointer::list(value, "/Tag").iter().filter_map(|it| text(it, "/name"));
    tags.filter(|it| tlp::told(it).is_none() && !it.starts_with("misp-galaxy:")).map(|it| ("tag", it))
}

/// The levels of TLP among the tags of a part.
pub fn marking(part: &Value) -> Option<Marking> {
    let tags = pointer::list(part, "/Tag").iter().filter_map(|it| text(it, "/name"));
    tags.filter_map(tlp::told).map(tlp::Limit::marking).min()
}

/// The day of epoch seconds, which MISP writes as words; none for 0.
pub fn day_of(seconds: &Value) -> Option<Day> {
    let seconds: i64 = seconds.as_str().map_or_else(|| seconds.as_i64(), |it| it.parse().ok())?;
    Time::from_micros(seconds.checked_mul(1_000_000)?).map(Time::day)
}

/// Whether a value is a list of tags that say that something is no sign of the intruder.
fn is_false_alarm(part: &Value) -> bool {
    let tags = || pointer::list(part, "/Tag").iter().filter_map(|it| text(it, "/name"));
    tags().any(|it| it.starts_with("false-positive:") && (it.contains("true") || it.contains("high")))
}

/// When a thing was first or last seen.
fn seen(value: &Value, field: &str, at: &str, report: &mut Fidelity) -> Option<String> {
    match text(value, field).map(instant) {
        Some(Some(Instant::At(when))) => Some(when),
        Some(_) => {
            report.left_out(Phrase::import_unreadable_times(), format!("{at}{field}"));
            None
        }
        None => None,
    }
}

/// A note or an opinion of an analyst (analyst data, since MISP 2.4.185).
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// The organisation, or who wrote it.
    pub author: Option<&'a str>,
    /// The day on which it was written or last changed.
    pub day: Option<Day>,
    /// What it says.
    pub words: Option<&'a str>,
    /// An opinion: from 0 (strongly disagree) to 100 (strongly agree).
    pub opinion: Option<u64>,
    /// Where it stands.
    pub at: String,
}

/// The notes and opinions on a part.
pub fn voices<'a>(value: &'a Value, at: &str) -> Vec<Voice<'a>> {
    let of = |key: &'static str, words: &'static str| {
        let all = pointer::list(value, &format!("/{key}")).iter().enumerate();
        all.map(move |(index, it)| Voice {
            author: text(it, "/Orgc/name").or(text(it, "/Org/name")).or(text(it, "/authors")),
            day: text(it, "/modified").or(text(it, "/created")).and_then(pointer::day),
            words: text(it, words),
            opinion: it.get("opinion").and_then(|it| it.as_u64().or_else(|| it.as_str()?.parse().ok())),
            at: format!("{at}/{key}/{index}"),
        })
    };
    of("Note", "/note").chain(of("Opinion", "/comment")).collect()
}

/// The days of sightings; those of type 1 say that it was a false alarm.
fn sightings(value: &Value, at: &str, report: &mut Fidelity) -> Vec<Day> {
    let mut days = Vec::new();
    for (index, it) in pointer::list(value, "/Sighting").iter().enumerate() {
        if it.get("type").is_some_and(|it| it == "1" || it == 1) {
            report.left_out(Phrase::misp_false_sightings(), format!("{at}/Sighting/{index}"));
        } else {
            days.extend(it.get("date_sighting").and_then(day_of));
        }
    }
    days
}
