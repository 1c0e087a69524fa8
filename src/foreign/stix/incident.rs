//! What happened, and how many are affected: events, tasks and impacts of the incident extension, sightings and observations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::facts::names;
use super::work::Work;
use super::{Object, sequence};
use crate::foreign::kind;
use crate::foreign::make::{self, Text, Words};
use crate::foreign::pointer::{self, text, texts};
use crate::foreign::short::brief;
use crate::import::draft::{
    AmountDraft, ClaimDraft, CountDraft, EventDraft, FactDraft, Ids, IncidentDraft, PostureDraft,
};
use crate::import::each::Each;
use crate::sorting;
use crate::tongue::Phrase;

/// The longest label of an event; all of it stands in the note.
const LONGEST: usize = 72;

/// Reads them.
pub fn read(work: &mut Work) {
    let mut events: Vec<EventDraft> = Vec::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for object in of_kinds(work, &["event", "task"]) {
        let event = happening(work, object);
        ids.insert(object.id.to_owned(), event.id.clone());
        events.push(event);
    }
    order(work, &mut events, &ids);
    events.extend(sightings(work));
    work.draft.events = make::each(events);
    incidents(work);
    impacts(work);
}

fn of_kinds<'a>(work: &Work<'a, '_>, kinds: &[&str]) -> Vec<Object<'a>> {
    work.bundle.objects.values().copied().filter(|it| kinds.contains(&it.kind)).collect()
}

/// A field of an object, wherever the extension puts it: in the object, or in one of its extensions.
fn extended<'a>(value: &'a Value, field: &str) -> Option<&'a Value> {
    let extensions = value.get("extensions").and_then(Value::as_object);
    value.get(field).or_else(|| extensions?.values().find_map(|it| it.get(field)))
}

fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    extended(value, field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// An event or task of the incident extension.
fn happening<'a>(work: &mut Work<'a, '_>, object: Object<'a>) -> EventDraft {
    let types: Vec<&str> =
        texts(object.value, "/event_types").into_iter().chain(texts(object.value, "/task_types")).collect();
    let told = object.text("/name").or(object.text("/description"));
    let sort = if types.is_empty() { object.kind.to_owned() } else { types.join(", ").replace('-', " ") };
    let label = told.map_or(sort.clone(), str::to_owned);
    let status = object.text("/status").or(object.text("/outcome")).unwrap_or_default();
    let is_open = matches!(status, "pending" | "not-occurred" | "cancelled" | "planned" | "unsuccessful" | "failed");
    let mut claim = if is_open { work.claim(object, None) } else { work.dated(object, None, "/start_time") };
    if is_open {
        if object.text("/start_time").is_some() {
            work.left_out(Phrase::stix_not_happened(), object);
        }
        claim.said.hedge =
            Some(if status == "pending" || status == "planned" { "possible" } else { "denied" }.to_owned());
    }
    claim.said.when = claim.said.when.map(|it| precise(it, object.text("/start_time_fidelity")));
    let about = object.text("/description").filter(|it| *it != label).map(Words::from);
    let cut = brief(&label, LONGEST).1.then(|| Words::from(&label));
    let sort = (sort != label).then(|| Phrase::stix_sort(sort).into());
    let status = (!status.is_empty()).then(|| Phrase::stix_status(status).into());
    claim.said.note = make::notes([about, cut, sort, status].into_iter().flatten(), Phrase::import_beside);
    let hosts =
        texts(object.value, "/impacted_refs").into_iter().filter_map(|it| work.places.get(it).cloned()).collect();
    work.carried(Phrase::stix_events(), object);
    EventDraft {
        id: work.names.id(&label),
        kind: Some(kind(&types, &label).to_owned()),
        label: make::short(label.clone(), LONGEST),
        hosts,
        claims: make::each(vec![claim]),
        ..EventDraft::default()
    }
}

/// The kind of an event, by the words of its types, or else of its name.
fn kind(types: &[&str], label: &str) -> &'static str {
    const KINDS: [(&str, &str); 12] = [
        ("discover", "detection"),
        ("detect", "detection"),
        ("contain", "containment"),
        ("isolat", "containment"),
        ("recover", "remediation"),
        ("remediat", "remediation"),
        ("eradicat", "remediation"),
        ("investigat", "investigation"),
        ("forensic", "investigation"),
        ("exfiltrat", "exfiltration"),
        ("compromise", "compromise"),
        ("initial-access", "compromise"),
    ];
    let of = |words: &str| KINDS.iter().find(|(it, _)| words.to_lowercase().contains(it)).map(|(_, kind)| *kind);
    of(&types.join(" ")).or_else(|| of(label)).unwrap_or("other")
}

/// A moment at the precision that the file gives beside it: `2023-01-01T00:00:00Z` with the fidelity `year` is 2023.
fn precise(when: String, fidelity: Option<&str>) -> String {
    let length = match fidelity {
        Some("year") => 4,
        Some("month") => 7,
        Some("day") => 10,
        _ => return when,
    };
    when.get(..length).map_or(when.clone(), str::to_owned)
}

/// The order of events: by `next_steps`, or by numbers in `sequence_start`.
///
/// The three drafts of the extension order events in three ways. Numbers order only those that differ: 1, 2, 2, 3 has two
/// in the middle of which nobody says which came first, and each comes after 1 and before 3.
fn order(work: &mut Work, events: &mut [EventDraft], ids: &BTreeMap<String, String>) {
    let mut before: BTreeMap<String, Vec<String>> = BTreeMap::new();
    sequence::next(work, ids, &mut before);
    for incident in of_kinds(work, &["incident", "event", "task"]) {
        for list in ["events", "activities", "tasks"] {
            let mut numbered: Vec<(u64, &String)> = Vec::new();
            for item in items(incident.value, list) {
                let named = |it: &Value| ["/event_ref", "/task_ref"].iter().find_map(|field| ids.get(text(it, field)?));
                let Some(id) = named(item) else { continue };
                numbered.extend(item.get("sequence_start").and_then(pointer::whole).map(|it| (it, id)));
                for next in pointer::list(item, "/next_steps").iter().filter_map(named) {
                    before.entry(next.clone()).or_default().push(id.clone());
                }
            }
            sorting::by(&mut numbered, Ord::cmp);
            for (number, id) in &numbered {
                let earlier = numbered.iter().map(|(it, _)| *it).filter(|it| it < number).max();
                for (_, before_it) in numbered.iter().filter(|(it, _)| Some(*it) == earlier) {
                    before.entry((*id).clone()).or_default().push((*before_it).clone());
                    work.derived(Phrase::stix_sequence(), incident);
                }
            }
        }
    }
    for event in events {
        let mut after = before.remove(&event.id).unwrap_or_default();
        after.retain(|it| *it != event.id && !reaches(&before, &event.id, it));
        sorting::by(&mut after, Ord::cmp);
        after.dedup();
        if let Some((_, claim)) = event.claims.items.first_mut().filter(|_| !after.is_empty()) {
            claim.said.after = Some(Ids::Many(after.clone()));
        }
        before.insert(event.id.clone(), after);
    }
}

/// Whether an event comes before another in an order that is settled already, so that the opposite would close a circle.
fn reaches(before: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let (mut open, mut seen) = (vec![to.to_owned()], Vec::new());
    while let Some(at) = open.pop() {
        if at == from {
            return true;
        }
        if !seen.contains(&at) {
            open.extend(before.get(&at).into_iter().flatten().cloned());
            seen.push(at);
        }
    }
    false
}

/// What was seen, and when: sightings, observations, and the first and last day of actors and campaigns.
fn sightings(work: &mut Work) -> Vec<EventDraft> {
    let mut events = Vec::new();
    for object in of_kinds(work, &["sighting", "observed-data", "campaign", "intrusion-set"]) {
        let of = |pointer: &str| object.text(pointer).and_then(|it| work.bundle.get(it)).map(|it| it.name());
        let all = |pointer: &str| {
            names(texts(object.value, pointer).into_iter().filter_map(|it| work.bundle.get(it)).map(|it| it.name()))
        };
        let moments: Vec<(&str, Phrase)> = match object.kind {
            "sighting" => {
                let what = of("/sighting_of_ref").map_or_else(|| Phrase::stix_something().into(), Words::from);
                vec![("/first_seen", Phrase::import_seen(what))]
            }
            "observed-data" => {
                let what = all("/object_refs").unwrap_or_else(|| Phrase::stix_objects().into());
                vec![("/first_observed", Phrase::stix_observed(what))]
            }
            _ => vec![
                ("/first_seen", Phrase::import_first_seen(object.name())),
                ("/last_seen", Phrase::stix_last_seen(object.name())),
            ],
        };
        let seen_by = all("/where_sighted_refs");
        let times = object.value.get("count").or(object.value.get("number_observed")).and_then(pointer::whole);
        for (pointer, label) in moments {
            if object.text(pointer).is_none() && object.kind != "sighting" {
                continue;
            }
            let mut claim = work.dated(object, None, pointer);
            let last =
                object.text("/last_observed").or(object.text("/last_seen")).filter(|_| !pointer.contains("last"));
            let notes: [Option<Words>; 3] = [
                seen_by.clone().map(|it| Phrase::stix_seen_by(it).into()),
                times.filter(|it| *it > 1).map(|it| Phrase::stix_n_times(it).into()),
                last.filter(|it| object.text(pointer) != Some(it)).map(|it| Phrase::stix_last(it).into()),
            ];
            if let Some(note) = make::notes(notes.into_iter().flatten(), Phrase::import_beside) {
                claim.said.note = Some(note);
            }
            work.carried(Phrase::stix_sightings(), object);
            events.push(EventDraft {
                id: work.names.id(&make::name(&label.clone().into())),
                label: make::short(label, LONGEST),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            });
        }
    }
    events
}

/// The incident itself: whom it hit, and what the extension says of the whole.
fn incidents(work: &mut Work) {
    for incident in of_kinds(work, &["incident"]) {
        let target = |it: &Object| {
            let is_target =
                it.text("/relationship_type") == Some("targets") && it.text("/source_ref") == Some(incident.id);
            if is_target { work.bundle.get(it.text("/target_ref")?) } else { None }
        };
        let hit: Vec<(Object, Object)> =
            work.bundle.all("relationship").filter_map(|it| Some((it, target(&it)?))).collect();
        for (relation, victim) in hit {
            let claim = work.claim(relation, Some(make::text(victim.name())));
            push(&mut work.draft.victim.get_or_insert_default().claims, claim);
            work.carried(Phrase::stix_victim(), victim);
        }
        let facts: [(&str, Text); 6] = [
            ("determination", Phrase::stix_determination),
            ("investigation_status", Phrase::stix_investigation),
            ("incident_types", Phrase::stix_incident_types),
            ("detection_methods", Phrase::stix_detection),
            ("criticality", Phrase::stix_criticality),
            ("recoverability", Phrase::stix_recoverability),
        ];
        for (field, label) in facts {
            let Some(value) = extended(incident.value, field) else { continue };
            let words: Vec<String> = match value {
                Value::Array(all) => all.iter().filter_map(|it| Some(it.as_str()?.replace('-', " "))).collect(),
                Value::String(one) => vec![one.replace('-', " ")],
                other => vec![other.to_string()],
            };
            if let Some(words) = names(words.iter().map(String::as_str)) {
                work.fact(incident, label(), words);
            }
        }
        work.carried(Phrase::stix_incident(), incident);
    }
}

/// Impacts: what was hurt, which hosts, and how many are affected.
fn impacts(work: &mut Work) {
    let mut counts = Vec::new();
    for impact in of_kinds(work, &["impact"]) {
        let loss = extended(impact.value, "loss_type").and_then(Value::as_str).unwrap_or_default();
        let is_suspected = loss.starts_with("suspected");
        let hedged = |claim: &mut ClaimDraft<AmountDraft>| {
            if is_suspected {
                claim.said.hedge = Some("possible".to_owned());
            }
        };
        let sort = extended(impact.value, "information_type").and_then(Value::as_str);
        for (unit, amount) in amounts(impact.value, sort) {
            let mut claim = work.dated(impact, Some(amount), "/start_time");
            hedged(&mut claim);
            claim.said.unit = Some(unit.clone());
            counts.push(CountDraft {
                id: work.names.id(&unit),
                label: make::text(Phrase::stix_affected(unit.as_str())),
                claims: make::each(vec![claim]),
                ..CountDraft::default()
            });
            work.carried(Phrase::stix_numbers(), impact);
        }
        posture(work, impact, loss, is_suspected, sort);
        for host in texts(impact.value, "/impacted_refs")
            .into_iter()
            .filter_map(|it| work.places.get(it).cloned())
            .collect::<Vec<_>>()
        {
            let claim = work.claim(impact, Some("compromised".to_owned()));
            let found = work.draft.hosts.items.iter_mut().find(|(_, it)| it.id == host);
            if let Some((_, host)) = found.filter(|(_, it)| it.states.items.is_empty()) {
                push(&mut host.states, claim);
            }
        }
        work.carried(Phrase::stix_impacts(), impact);
    }
    work.draft.counts = make::each(counts);
}

fn push<T>(list: &mut Each<T>, item: T) {
    list.items.push((list.items.len(), item));
}

/// A unit in the plural: `individuals`, `computers (pc)`.
fn unit_of(word: &str) -> String {
    match word.split_once('-') {
        Some((all, which)) if all.ends_with('s') => format!("{all} ({})", which.replace('-', " ")),
        None if word.ends_with('s') => word.to_owned(),
        _ => kind::plural(&word.replace('-', " ")),
    }
}

/// The numbers of an impact: by kind of those affected, as a map or as a list; and records.
fn amounts(value: &Value, sort: Option<&str>) -> Vec<(String, AmountDraft)> {
    let exact = |it: &Value| pointer::whole(it).map(|it| AmountDraft::Number(it.into()));
    let mut found: Vec<(String, AmountDraft)> = match extended(value, "impacted_entity_counts") {
        Some(Value::Object(all)) => all.iter().filter_map(|(unit, n)| Some((unit_of(unit), exact(n)?))).collect(),
        Some(Value::Array(all)) => {
            let one = |it: &Value| Some((unit_of(text(it, "/entity_type")?), exact(it.get("count")?)?));
            all.iter().filter_map(one).collect()
        }
        _ => Vec::new(),
    };
    let records = sort.map_or("records".to_owned(), |it| format!("records ({it})"));
    found.extend(extended(value, "record_count").and_then(exact).map(|it| (records, it)));
    sorting::by(&mut found, |a, b| a.0.cmp(&b.0));
    found
}

/// Confidentiality, integrity or availability, in the words of the impact.
fn posture<'a>(work: &mut Work<'a, '_>, impact: Object<'a>, loss: &str, is_suspected: bool, sort: Option<&str>) {
    let level = extended(impact.value, "availability_impact").and_then(pointer::whole);
    let loss = (!loss.is_empty()).then(|| loss.replace('-', " ").into());
    let words = [loss, sort.map(Words::from), level.map(|it| Phrase::stix_level(it).into())];
    let Some(words) = make::notes(words.into_iter().flatten(), Phrase::import_listed) else { return };
    let mut claim = work.claim(impact, Some(words));
    if is_suspected {
        claim.said.hedge = Some("possible".to_owned());
    }
    let IncidentDraft { posture, .. } = &mut work.draft;
    let posture = posture.get_or_insert_with(PostureDraft::default);
    let part = match impact.text("/impact_category") {
        Some("integrity") => &mut posture.integrity,
        Some("availability") => &mut posture.availability,
        _ => &mut posture.confidentiality,
    };
    push(&mut part.get_or_insert_with(FactDraft::default).claims, claim);
}
