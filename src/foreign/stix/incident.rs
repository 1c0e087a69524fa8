//! What happened, and how many are affected: events, tasks and impacts of the incident extension, sightings and observations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Object;
use super::facts::names;
use super::work::Work;
use crate::foreign::look::{self, brief, text, texts};
use crate::foreign::{make, sort};
use crate::import::draft::{
    AmountDraft, ClaimDraft, CountDraft, EventDraft, FactDraft, Ids, IncidentDraft, PostureDraft,
};
use crate::import::each::Each;

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
            work.left_out("times of what has not happened", object);
        }
        claim.said.hedge =
            Some(if status == "pending" || status == "planned" { "possible" } else { "denied" }.to_owned());
    }
    claim.said.when = claim.said.when.map(|it| precise(it, object.text("/start_time_fidelity")));
    let about = object.text("/description").filter(|it| *it != label).map(str::to_owned);
    let cut = brief(&label, LONGEST).1.then(|| label.clone());
    let sort = (sort != label).then(|| format!("Sort: {sort}"));
    let status = (!status.is_empty()).then(|| format!("Status: {status}"));
    let notes: Vec<String> = [about, cut, sort, status].into_iter().flatten().collect();
    claim.said.note = (!notes.is_empty()).then(|| make::text(&notes.join(" · ")));
    let hosts =
        texts(object.value, "/impacted_refs").into_iter().filter_map(|it| work.places.get(it).cloned()).collect();
    work.carried("events and tasks of the incident extension, as events", object);
    EventDraft {
        id: work.names.id(&label),
        kind: Some(kind(&types, &label).to_owned()),
        label: make::text(brief(&label, LONGEST).0.as_ref()),
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

/// A moment at the precision that the file gives beside it.
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
fn order(work: &mut Work, events: &mut [EventDraft], ids: &BTreeMap<String, String>) {
    let mut before: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for incident in of_kinds(work, &["incident", "event", "task"]) {
        for list in ["events", "activities", "tasks"] {
            let mut numbered: Vec<(u64, &String)> = Vec::new();
            for item in items(incident.value, list) {
                let named = |it: &Value| ["/event_ref", "/task_ref"].iter().find_map(|field| ids.get(text(it, field)?));
                let Some(id) = named(item) else { continue };
                numbered.extend(item.get("sequence_start").and_then(look::whole).map(|it| (it, id)));
                for next in look::list(item, "/next_steps").iter().filter_map(named) {
                    before.entry(next.clone()).or_default().push(id.clone());
                }
            }
            numbered.sort();
            for (number, id) in &numbered {
                let earlier = numbered.iter().map(|(it, _)| *it).filter(|it| it < number).max();
                for (_, before_it) in numbered.iter().filter(|(it, _)| Some(*it) == earlier) {
                    before.entry((*id).clone()).or_default().push((*before_it).clone());
                    work.derived("the order of events by the numbers beside them", incident);
                }
            }
        }
    }
    for event in events {
        let mut after = before.remove(&event.id).unwrap_or_default();
        after.retain(|it| *it != event.id && !reaches(&before, &event.id, it));
        after.sort();
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
        let moments = match object.kind {
            "sighting" => vec![("/first_seen", format!("Seen: {}", of("/sighting_of_ref").unwrap_or("something")))],
            "observed-data" => vec![("/first_observed", format!("Observed: {}", some(all("/object_refs"), "objects")))],
            _ => vec![
                ("/first_seen", format!("First seen: {}", object.name())),
                ("/last_seen", format!("Last seen: {}", object.name())),
            ],
        };
        let seen_by = all("/where_sighted_refs");
        let times = object.value.get("count").or(object.value.get("number_observed")).and_then(look::whole);
        for (pointer, label) in moments {
            if object.text(pointer).is_none() && object.kind != "sighting" {
                continue;
            }
            let mut claim = work.dated(object, None, pointer);
            let last =
                object.text("/last_observed").or(object.text("/last_seen")).filter(|_| !pointer.contains("last"));
            let notes: Vec<String> = [
                (!seen_by.is_empty()).then(|| format!("By: {seen_by}")),
                times.filter(|it| *it > 1).map(|it| format!("{it} times")),
                last.filter(|it| object.text(pointer) != Some(it)).map(|it| format!("Last: {it}")),
            ]
            .into_iter()
            .flatten()
            .collect();
            if !notes.is_empty() {
                claim.said.note = Some(make::text(&notes.join(" · ")));
            }
            work.carried("sightings, observations, first and last days, as events", object);
            events.push(EventDraft {
                id: work.names.id(&label),
                label: make::text(brief(&label, LONGEST).0.as_ref()),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            });
        }
    }
    events
}

fn some(words: String, otherwise: &str) -> String {
    if words.is_empty() { otherwise.to_owned() } else { words }
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
            work.carried("whom the incident targets, as the victim", victim);
        }
        for (field, label) in [
            ("determination", "Determination"),
            ("investigation_status", "State of the investigation"),
            ("incident_types", "Sort of incident"),
            ("detection_methods", "How it was noticed"),
            ("criticality", "Criticality, of 100"),
            ("recoverability", "Recoverability"),
        ] {
            let Some(value) = extended(incident.value, field) else { continue };
            let words = match value {
                Value::Array(all) => names(all.iter().filter_map(Value::as_str)),
                Value::String(one) => one.clone(),
                other => other.to_string(),
            };
            if !words.is_empty() {
                work.fact(incident, label, &words.replace('-', " "));
            }
        }
        work.carried("what the incident says of itself, as facts", incident);
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
                label: make::text(&format!("Affected: {unit}")),
                claims: make::each(vec![claim]),
                ..CountDraft::default()
            });
            work.carried("numbers of impacts, each with its unit", impact);
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
        work.carried("impacts, as what was hurt and which hosts", impact);
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
        _ => sort::plural(&word.replace('-', " ")),
    }
}

/// The numbers of an impact: by kind of those affected, as a map or as a list; and records.
fn amounts(value: &Value, sort: Option<&str>) -> Vec<(String, AmountDraft)> {
    let exact = |it: &Value| look::whole(it).map(|it| AmountDraft::Number(it.into()));
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
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Confidentiality, integrity or availability, in the words of the impact.
fn posture<'a>(work: &mut Work<'a, '_>, impact: Object<'a>, loss: &str, is_suspected: bool, sort: Option<&str>) {
    let level =
        extended(impact.value, "availability_impact").and_then(look::whole).map(|it| format!("Impact {it} of 100"));
    let words = [(!loss.is_empty()).then(|| loss.replace('-', " ")), sort.map(str::to_owned), level];
    let words: Vec<String> = words.into_iter().flatten().collect();
    if words.is_empty() {
        return;
    }
    let mut claim = work.claim(impact, Some(make::text(&words.join(", "))));
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
