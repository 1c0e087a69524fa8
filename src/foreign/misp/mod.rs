//! MISP events → one draft each: objects with their references, addresses by kind, sightings, galaxies and tags.
//!
//! [`thing`] reads attributes and objects as things that can be tied; [`map`] draws them.

mod map;
mod thing;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::look::{self, brief, text};
use super::{Content, Fidelity, make, sort};
use crate::import::draft::{ClaimDraft, EventDraft, FactDraft, IncidentDraft, SourceDraft};
use crate::incident::{Day, Marking};
use thing::Thing;

/// The id of the source that the event itself is.
const EVENT: &str = "event";
/// How many things are each an event when they were first seen; of more, only the first and the last.
const MOST_SEEN: usize = 8;

/// So many links to one site are sources of their own; more of them are one.
const MOST_LINKS: usize = 3;

/// How many notes of the authors are facts.
const MOST_NOTES: usize = 5;

/// The events of a file: `{"Event"}` alone, in a list, or in a `response`.
fn events(value: &Value) -> Vec<(String, &Value)> {
    let (prefix, inner) = match value.get("response") {
        Some(inner) => ("/response", inner),
        None => ("", value),
    };
    let one = |at: String, it| -> Option<(String, &Value)> {
        let event: &Value = Value::get(it, "Event")?;
        let has_parts = ["Attribute", "Object"].iter().any(|it| event.get(it).is_some_and(Value::is_array));
        (event.get("info").is_some() && has_parts).then(|| (format!("{at}/Event"), event))
    };
    match inner {
        Value::Array(all) => all.iter().enumerate().filter_map(|(i, it)| one(format!("{prefix}/{i}"), it)).collect(),
        it => one(prefix.to_owned(), it).into_iter().collect(),
    }
}

/// Whether a file holds events of MISP.
pub fn sniff(content: &Content) -> bool {
    content.json().is_some_and(|it| !events(it).is_empty())
}

/// Reads them.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let all = content.json().map(events).unwrap_or_default();
    all.into_iter().map(|(at, event)| draft(event, &at, report)).collect()
}

/// An event in the making.
struct Work<'a> {
    event: &'a Value,
    at: &'a str,
    report: &'a mut Fidelity,
    names: make::Names,
    things: Vec<Thing<'a>>,
    facts: Vec<FactDraft>,
    draft: IncidentDraft,
}

fn draft(event: &Value, at: &str, report: &mut Fidelity) -> IncidentDraft {
    let mut names = make::Names::default();
    let title = text(event, "/info").unwrap_or("MISP event");
    let draft = make::incident(names.id(title), brief(title, 90).0.as_ref());
    names.id(EVENT);
    let things = thing::all(event, at, report);
    let mut work = Work { event, at, report, names, things, facts: Vec::new(), draft };
    work.markings();
    work.sources();
    work.galaxies();
    work.indicators();
    let seen = work.seen();
    map::draw(&mut work);
    work.draft.events = make::each(seen);
    if let Some(event) = make::publication(&work.draft, &mut work.names) {
        work.report.derived(make::PUBLICATION, at);
        work.draft.events.items.push((work.draft.events.items.len(), event));
    }
    work.draft.facts = make::each(work.facts);
    work.draft
}

/// The levels of TLP among the tags of a part.
fn marking(part: &Value) -> Option<Marking> {
    let tags = look::list(part, "/Tag").iter().filter_map(|it| text(it, "/name"));
    tags.filter(|it| it.to_lowercase().starts_with("tlp:")).filter_map(super::stix::level).min()
}

/// The day of epoch seconds, which MISP writes as words; none for 0.
fn day_of(seconds: &Value) -> Option<Day> {
    let seconds: i64 = seconds.as_str().map_or_else(|| seconds.as_i64(), |it| it.parse().ok())?;
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    (seconds > 0).then(|| Day::from_number(days))
}

impl Work<'_> {
    fn markings(&mut self) {
        let parts = self.things.iter().filter_map(|it| it.marking).min();
        // without a marking of the whole the strictest of its parts is that of the whole
        self.draft.marking = marking(self.event).or(parts).map(|it| it.as_str().to_owned());
    }

    fn sources(&mut self) {
        let publisher = text(self.event, "/Orgc/name").or(text(self.event, "/Org/name"));
        let date = text(self.event, "/date").and_then(look::day);
        let out = self.event.get("publish_timestamp").and_then(day_of);
        let published = date.into_iter().chain(out).max().map(|it| it.to_string());
        let mut all = vec![SourceDraft {
            title: Some(self.draft.title.clone()),
            published: published.clone(),
            ..make::source(EVENT, "analyst", publisher.unwrap_or("Organization, not named"))
        }];
        if date.is_some() {
            self.report.derived(
                "the date of the event, as its day of publication: it is none of the incident",
                format!("{}/date", self.at),
            );
        }
        let mut sites: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for link in self.things.iter().filter(|it| it.kind == "link" && it.name.starts_with("http")) {
            sites.entry(look::site(link.name)).or_default().insert(link.name);
        }
        for (site, links) in sites {
            let n = links.len();
            for link in links.iter().take(if n > MOST_LINKS { 1 } else { n }) {
                let mut source = make::source(&self.names.id(site), "analyst", site);
                source.url = Some((*link).to_owned());
                if n > MOST_LINKS {
                    source.title = Some(make::text(&format!("{n} pages")));
                    source.note = Some(make::text(&links.iter().copied().collect::<Vec<_>>().join(" ")));
                    self.report.derived("many links to one site, as one source", self.at);
                } else {
                    self.report.carried("links, as sources", self.at);
                }
                all.push(make::out_by(source, published.as_deref()));
            }
        }
        self.draft.sources = make::each(all);
    }

    /// What the event says of the whole.
    fn claim<V>(value: Option<V>) -> ClaimDraft<V> {
        make::claim(value, EVENT)
    }

    fn fact(&mut self, label: &str, value: &str) {
        let id = Some(self.names.id(label));
        let claims = make::each(vec![Self::claim(Some(make::text(value)))]);
        self.facts.push(FactDraft { id, label: Some(make::text(label)), claims, ..FactDraft::default() });
    }

    /// Actors, techniques and malware, from galaxies and from tags that name their clusters.
    fn galaxies(&mut self) {
        let mut found: BTreeSet<(String, String)> = BTreeSet::new();
        for galaxy in look::list(self.event, "/Galaxy") {
            let kind = text(galaxy, "/type").unwrap_or_default();
            let clusters = look::list(galaxy, "/GalaxyCluster").iter().filter_map(|it| text(it, "/value"));
            found.extend(clusters.map(|it| (kind.to_owned(), it.to_owned())));
        }
        let mut others = Vec::new();
        for tag in look::list(self.event, "/Tag").iter().filter_map(|it| text(it, "/name")) {
            match tag.strip_prefix("misp-galaxy:").and_then(|it| it.split_once('=')) {
                Some((kind, value)) => {
                    found.insert((kind.to_owned(), value.trim_matches('"').to_owned()));
                }
                None if tag.to_lowercase().starts_with("tlp:") => {}
                None => others.push(tag),
            }
        }
        let (mut actors, mut malware, mut techniques) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        for (kind, value) in &found {
            // `Phishing - T1566`, `APT32 - G0050`: the id of MITRE stands behind the name
            let (name, code) = value.rsplit_once(" - ").unwrap_or((value, ""));
            if kind.ends_with("attack-pattern") && code.starts_with('T') {
                techniques.insert(code.to_owned(), name.to_owned());
            } else if kind.contains("threat-actor") || kind.contains("intrusion") || kind.contains("activity-group") {
                actors.insert(if code.starts_with('G') { name } else { value.as_str() });
            } else if ["malpedia", "ransomware", "malware", "tool", "botnet", "rat", "stealer", "backdoor"]
                .iter()
                .any(|it| kind.contains(it))
            {
                malware.insert(name);
            } else {
                self.report.left_out("clusters of other galaxies than actors, techniques and malware", self.at);
            }
        }
        if !actors.is_empty() {
            self.report.carried("actors of galaxies, as the actor", self.at);
            let names = actors.iter().copied().collect::<Vec<_>>().join(", ");
            let claims = make::each(vec![Self::claim(Some(make::text(&names)))]);
            self.draft.actor = Some(FactDraft { claims, ..FactDraft::default() });
        }
        let technique = |(id, name): (&String, &String)| FactDraft {
            id: Some(id.clone()),
            label: Some(make::text(name)),
            claims: make::each(vec![make::claim(None, EVENT)]),
            ..FactDraft::default()
        };
        self.draft.techniques = make::each(techniques.iter().map(technique).collect());
        for _ in &techniques {
            self.report.carried("attack patterns of galaxies, as techniques", self.at);
        }
        if !malware.is_empty() {
            self.report.carried("malware and tools of galaxies, as a fact", self.at);
            self.fact("Malware", &malware.into_iter().collect::<Vec<_>>().join(", "));
        }
        others.sort_unstable();
        if !others.is_empty() {
            self.report.carried("other tags, as a fact", self.at);
            self.fact("Tags", &others.join(", "));
        }
    }

    /// What is no place on a map: how many of each type; words of the authors as notes.
    fn indicators(&mut self) {
        let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
        let mut notes: BTreeSet<&str> = BTreeSet::new();
        let mut count: Vec<(String, &'static str)> = Vec::new();
        for thing in &self.things {
            match thing.kind {
                "text" | "comment" => {
                    notes.insert(thing.name);
                    count.push((thing.at.clone(), "words of the authors, as notes"));
                }
                "link" => {}
                _ => *by_kind.entry(thing.kind).or_default() += 1,
            }
        }
        for (at, words) in count {
            self.report.carried(words, at);
        }
        for note in notes.iter().take(MOST_NOTES) {
            self.fact("Note of the authors", note);
        }
        if notes.len() > MOST_NOTES {
            self.report.left_out("notes after the fifth", self.at);
        }
        if !by_kind.is_empty() {
            let one = |(kind, n): (&&str, &usize)| {
                let word = map::word(kind);
                format!("{n} {}", if *n == 1 { word } else { sort::plural(&word) })
            };
            let told: Vec<String> = by_kind.iter().map(one).collect();
            self.report.carried("attributes and objects, as numbers by type; addresses also as hosts", self.at);
            self.fact("Indicators", &told.join(", "));
        }
    }

    /// When things were first and last seen, and sightings.
    fn seen(&mut self) -> Vec<EventDraft> {
        let mut moments: Vec<(String, String, String)> = Vec::new(); // moment, label, place
        for thing in &self.things {
            let label = map::alone(thing);
            let name = brief(&label, 48).0;
            moments.extend(thing.first_seen.clone().map(|it| (it, format!("First seen: {name}"), thing.at.clone())));
            for day in &thing.sightings {
                moments.push((day.to_string(), format!("Seen: {name}"), thing.at.clone()));
            }
        }
        moments.sort();
        moments.dedup_by(|a, b| (&a.0[..10.min(a.0.len())], &a.1) == (&b.0[..10.min(b.0.len())], &b.1));
        let n = moments.len();
        let mut events = Vec::new();
        for (index, (when, label, at)) in moments.into_iter().enumerate() {
            if n > MOST_SEEN && index != 0 && index + 1 != n {
                self.report.left_out("all sightings between the first and the last: there are more than eight", at);
                continue;
            }
            self.report.carried("when things were first seen, and sightings, as events", at);
            let label = if n > MOST_SEEN {
                format!("{} ({} of {n} sightings)", label, if index == 0 { "first" } else { "last" })
            } else {
                label
            };
            let mut claim = make::claim(None, EVENT);
            claim.said.when = Some(when);
            events.push(EventDraft {
                id: self.names.id(&label),
                label: make::text(&label),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            });
        }
        events
    }
}
