//! MISP events → one draft each: objects with their references, addresses by kind, sightings, galaxies and tags.
//!
//! [`thing`] reads attributes and objects as things that can be tied; [`map`] draws them; [`work`] is the draft in the making.

mod galaxy;
mod map;
mod thing;
mod told;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::make::{self, Words};
use super::pointer::{self, text};
use super::short::{self, brief};
use super::{Accounted, Content, Fidelity, technique};
use crate::import::draft::{EventDraft, IncidentDraft, SourceDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;
use thing::{day_of, marking};
use work::{EVENT, Work};

/// How many things are each an event when they were first seen; of more, only the first and the last: a sensor may
/// report a thousand sightings, and what a reader needs of them is since when and until when.
const MOST_SEEN: usize = 8;

/// So many links to one site are sources of their own; more of them are one: the event on
/// `TeleBots` links to 15 pages of `VirusTotal`.
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

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted = Accounted {
    read: &[&[
        "~Event/publish_timestamp",
        "Attribute/*/type",
        "Attribute/*/deleted",
        "Object/*/deleted",
        "~Sighting/*/date_sighting",
        "Sighting/*/type=0",
        "Attribute/*/distribution=5",
        "Object/*/distribution=5",
        "ObjectReference/*/referenced_uuid",
        "ObjectReference/*/relationship_type",
        "Tag/*/name",
        "Galaxy/*/type",
        "GalaxyCluster/*/value",
        "Opinion/*/opinion",
    ]],
    lost: &[&[
        "id",
        "uuid",
        "Attribute/*/category",
        "org_id",
        "orgc_id",
        "event_id",
        "object_id",
        "sharing_group_id",
        "timestamp",
        "Event/attribute_count",
        "Event/sighting_timestamp",
        "disable_correlation",
        "proposal_email_lock",
        "locked",
        "published",
        "analysis",
        "event_creator_email",
        "template_uuid",
        "template_version",
        "to_ids",
        "Object/*/meta-category",
        "GalaxyClusterRelation",
        "TargetingClusterRelation",
        "Galaxy/*/kill_chain_order",
        "Galaxy/*/icon",
        "Galaxy/*/namespace",
        "Galaxy/*/version",
        "Galaxy/*/enabled",
        "Galaxy/*/local_only",
        "GalaxyCluster/*/Org",
        "GalaxyCluster/*/Orgc",
        "GalaxyCluster/*/authors",
        "GalaxyCluster/*/source",
        "GalaxyCluster/*/version",
        "GalaxyCluster/*/collection_uuid",
        "GalaxyCluster/*/extends_version",
        "GalaxyCluster/*/default",
        "GalaxyCluster/*/distribution",
        "GalaxyCluster/*/type",
        "GalaxyCluster/*/tag_name",
        "galaxy_id",
        "tag_id",
        "event_tag_id",
        "ObjectReference/*/Object",
        "ObjectReference/*/Attribute",
        "ObjectReference/*/object_uuid",
        "ObjectReference/*/source_uuid",
        "ObjectReference/*/referenced_id",
        "ObjectReference/*/referenced_type",
        "Tag/*/colour",
        "Tag/*/exportable",
        "Tag/*/user_id",
        "Tag/*/hide_tag",
        "Tag/*/numerical_value",
        "Tag/*/is_galaxy",
        "Tag/*/is_custom_galaxy",
        "Tag/*/local_only",
        "Tag/*/local",
        "Event/User",
        "Event/CryptographicKey",
    ]],
    silent: &[],
};

/// Whether a file holds events of MISP.
pub fn sniff(content: &Content) -> bool {
    content.json().is_some_and(|it| !events(it).is_empty())
}

/// Reads them.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let all = content.json().map(events).unwrap_or_default();
    all.into_iter().map(|(at, event)| draft(event, &at, report)).collect()
}

fn draft(event: &Value, at: &str, report: &mut Fidelity) -> IncidentDraft {
    let mut names = make::Names::default();
    let title: Words = text(event, "/info").map_or_else(|| Phrase::format_misp().into(), Words::from);
    let mut draft = make::incident(names.id(&make::name(&title)), "");
    draft.title = make::short(title, 90);
    names.id(EVENT);
    let things = thing::all(event, at, report);
    let mut work = Work { event, at, report, names, things, facts: Vec::new(), voices: Vec::new(), draft };
    work.markings();
    work.sources();
    galaxy::read(&mut work);
    told::read(&mut work);
    work.indicators();
    told::comments(&mut work);
    let seen = work.seen();
    map::draw(&mut work);
    work.draft.events = make::each(seen);
    if let Some(event) = make::publication(&work.draft, &mut work.names) {
        work.report.derived(Phrase::import_publication(), at);
        work.draft.events.items.push((work.draft.events.items.len(), event));
    }
    for source in work.voices {
        work.draft.sources.items.push((work.draft.sources.items.len(), source));
    }
    work.draft.facts = make::each(work.facts);
    work.draft
}

/// That a thing was seen, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// For the first time, as the event says.
    First(String),
    /// Sighted by somebody.
    Again(String),
    /// For the last time, as the event says.
    Last(String),
}

impl Seen {
    fn label(&self) -> Phrase {
        match self {
            Self::First(name) => Phrase::import_first_seen(name),
            Self::Again(name) => Phrase::import_seen(name),
            Self::Last(name) => Phrase::stix_last_seen(name),
        }
    }
}

impl Work<'_> {
    fn markings(&mut self) {
        let parts = self.things.iter().filter_map(|it| it.marking).min();
        // without a marking of the whole the strictest of its parts is that of the whole
        self.draft.marking = marking(self.event).or(parts).map(|it| it.as_str().to_owned());
    }

    fn sources(&mut self) {
        let publisher = text(self.event, "/Orgc/name").or(text(self.event, "/Org/name"));
        let date = text(self.event, "/date").and_then(pointer::day);
        let out = self.event.get("publish_timestamp").and_then(day_of);
        let published = date.into_iter().chain(out).max().map(|it| it.to_string());
        let publisher: Words = publisher.map_or_else(|| Phrase::misp_publisher().into(), Words::from);
        let mut all = vec![SourceDraft {
            title: Some(self.draft.title.clone()),
            published: published.clone(),
            ..make::source(EVENT, "analyst", publisher)
        }];
        if date.is_some() {
            self.report.derived(Phrase::misp_date(), format!("{}/date", self.at));
        }
        let mut sites: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
        let mut kept: Vec<(&str, Option<Marking>)> = Vec::new();
        for thing in &self.things {
            let of = |relation: &str| thing.others.iter().find(|(it, _)| *it == relation).map(|(_, it)| *it);
            let link = match thing.kind {
                "link" => Some(thing.name).filter(|it| it.starts_with("http")),
                "report" => of("link"),
                _ => continue,
            };
            match link {
                Some(link) if technique::is_library(link) => {
                    self.report.left_out(Phrase::import_library_pages(), thing.at.clone());
                }
                // a source has no marking of its own
                Some(link) if self.beside(thing.marking).is_some() => kept.push((link, thing.marking)),
                Some(link) => {
                    sites.entry(short::site(link)).or_default().insert(link);
                    titles.extend(of("title").or(of("summary")).map(|it| (link, it)));
                }
                None => self.report.left_out(Phrase::misp_no_link(), thing.at.clone()),
            }
        }
        for (link, marking) in kept {
            self.report.carried(Phrase::import_links(), self.at);
            self.fact(Phrase::import_links(), link, marking);
        }
        for (site, links) in sites {
            let n = links.len();
            for link in links.iter().take(if n > MOST_LINKS { 1 } else { n }) {
                let mut source = make::source(&self.names.id(site), "analyst", site);
                source.url = Some((*link).to_owned());
                source.title = titles.get(link).map(|it| make::text(*it));
                if n > MOST_LINKS {
                    source.title = Some(make::text(Phrase::misp_pages(n)));
                    source.note = Some(make::text(links.iter().copied().collect::<Vec<_>>().join(" ")));
                    self.report.derived(Phrase::misp_one_site(), self.at);
                } else {
                    self.report.carried(Phrase::import_links(), self.at);
                }
                all.push(make::out_by(source, published.as_deref()));
            }
        }
        self.draft.sources = make::each(all);
    }

    /// What is no place on a map: how many of each type; words of the authors as notes. What may be shared less far is
    /// counted apart.
    fn indicators(&mut self) {
        let mut by_kind: BTreeMap<Option<Marking>, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        let mut notes: BTreeMap<&str, Option<Marking>> = BTreeMap::new();
        for thing in &self.things {
            let level = thing.marking.filter(|it| self.beside(Some(*it)).is_some());
            if let Some(words) = told::note(thing.kind, thing.name, &thing.others) {
                let known = notes.entry(words).or_insert(level);
                *known = (*known).and_then(|it| Some(it.max(level?)));
                self.report.carried(Phrase::misp_notes(), thing.at.clone());
                continue;
            }
            match thing.kind {
                "link" | "report" => {}
                "datetime" => self.report.left_out(Phrase::misp_dates(thing.name), thing.at.clone()),
                kind => {
                    let sort = map::sort(thing).unwrap_or(kind);
                    by_kind.entry(level).or_default().entry(sort).or_default().insert(thing.name);
                    self.report.derived(Phrase::misp_numbers(), thing.at.clone());
                }
            }
        }
        for (note, level) in notes.iter().take(MOST_NOTES) {
            self.fact(Phrase::misp_note(), *note, *level);
        }
        if notes.len() > MOST_NOTES {
            self.report.partly_left_out(Phrase::misp_more_notes(), self.at);
        }
        for (level, kinds) in by_kind {
            let told =
                kinds.iter().map(|(kind, all)| Phrase::import_n_of(all.len(), map::called(kind, all.len())).into());
            if let Some(told) = make::joined(told, Phrase::import_listed) {
                self.fact(Phrase::import_indicators(), told, level);
            }
        }
    }

    /// When things were first and last seen, and sightings.
    fn seen(&mut self) -> Vec<EventDraft> {
        let mut moments: Vec<(String, Seen, String, Option<Marking>)> = Vec::new(); // moment, what, place
        for thing in &self.things {
            let name = brief(&map::alone(thing), 48).0.into_owned();
            let first = thing.first_seen.clone();
            let last = thing.last_seen.clone().filter(|it| Some(it) != first.as_ref());
            moments.extend(first.map(|it| (it, Seen::First(name.clone()), thing.at.clone(), thing.marking)));
            moments.extend(last.map(|it| (it, Seen::Last(name.clone()), thing.at.clone(), thing.marking)));
            for day in &thing.sightings {
                moments.push((day.to_string(), Seen::Again(name.clone()), thing.at.clone(), thing.marking));
            }
        }
        sorting::by(&mut moments, Ord::cmp);
        moments.dedup_by(|a, b| (&a.0[..10.min(a.0.len())], &a.1) == (&b.0[..10.min(b.0.len())], &b.1));
        let n = moments.len();
        let mut events = Vec::new();
        for (index, (when, seen, at, level)) in moments.into_iter().enumerate() {
            if n > MOST_SEEN && index != 0 && index + 1 != n {
                self.report.partly_left_out(Phrase::misp_between(), at.clone());
                continue;
            }
            self.report.carried(Phrase::misp_sightings(), at);
            let label = match (n > MOST_SEEN, index) {
                (false, _) => seen.label(),
                (true, 0) => Phrase::misp_first_of(seen.label(), n),
                (true, _) => Phrase::misp_last_of(seen.label(), n),
            };
            let label: Words = label.into();
            let mut claim = make::claim(None, EVENT);
            claim.said.when = Some(when);
            claim.said.marking = self.beside(level);
            events.push(EventDraft {
                id: self.names.id(&make::name(&label)),
                label: make::text(label),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            });
        }
        events
    }
}
