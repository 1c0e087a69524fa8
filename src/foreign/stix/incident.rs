//! What happened: events and tasks of the incident extension, and the incident itself.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cards::is_many;
use super::extension::{extended, items, time};
use super::facts::names;
use super::object::Object;
use super::work::{Spot, Work};
use super::{impact, seen, sequence};
use crate::foreign::make::{self, Text, Words};
use crate::foreign::plain::plain;
use crate::foreign::pointer::{self, text, texts};
use crate::foreign::short::brief;
use crate::import::draft::{ClaimDraft, EventDraft, Happened, Ids};
use crate::sorting;
use crate::tongue::Phrase;

/// The longest label of an event; all of it stands in the note.
const LONGEST: usize = 72;

/// Reads them.
pub fn read(work: &mut Work) {
    let mut events: Vec<EventDraft> = Vec::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for object in work.bundle.of_kinds(&["event", "task"]) {
        let event = happening(work, object);
        ids.insert(object.id.to_owned(), event.id.clone());
        events.push(event);
    }
    order(work, &mut events, &ids);
    events.extend(seen::read(work));
    work.draft.events = make::each(events);
    incidents(work);
    impact::read(work);
}

/// An event or task of the incident extension. One that failed was tried: it has its time, and says how it ended.
fn happening<'a>(work: &mut Work<'a, '_>, object: Object<'a>) -> EventDraft {
    let fields = ["/event_types", "/event_type", "/task_types", "/task_type"];
    let types: Vec<&str> = fields.iter().flat_map(|it| texts(object.value, it)).collect();
    let told = object.text("/name").or(object.text("/description"));
    let sort = if types.is_empty() { object.kind.to_owned() } else { types.join(", ").replace('-', " ") };
    let label = told.map_or(sort.clone(), str::to_owned);
    let hit: Vec<Object> =
        texts(object.value, "/impacted_refs").into_iter().filter_map(|it| work.bundle.get(it)).collect();
    let hosts = hit.iter().filter_map(|it| work.places.get(it.id).cloned()).collect();
    let sort = (sort != label).then(|| Phrase::stix_sort(sort).into());
    let claims = work.told(object, &mut |work, version| {
        let mut claim = taken_place(work, version, &hit);
        let about = version.text("/description").filter(|it| *it != label).map(|it| Words::from(plain(it)));
        let cut = brief(&label, LONGEST).1.then(|| Words::from(&label));
        let status = version.text("/status").or(version.text("/outcome"));
        let status = status.map(|it| Phrase::stix_status(it).into());
        let notes = [about, cut, sort.clone(), status].into_iter().flatten();
        let notes = make::notes(notes, Phrase::import_beside).into_iter().chain(claim.said.note.take());
        claim.said.note = notes.reduce(|a, b| make::beside(&a, &b));
        claim
    });
    work.carried(Phrase::stix_events(), object);
    let id = work.names.id(&label);
    work.stands(object, Spot::Event(id.clone()), None);
    EventDraft {
        id,
        kind: Some(kind(&types, &label).to_owned()),
        label: make::short(label.clone(), LONGEST),
        hosts,
        claims: make::each(claims),
        ..EventDraft::default()
    }
}

/// Whether and when an event or a task took place, as its status says.
fn taken_place<'a>(work: &mut Work<'a, '_>, object: Object<'a>, hit: &[Object<'a>]) -> ClaimDraft<Happened> {
    let mut claim = work.claim_on(object, hit, None);
    let status = object.text("/status").or(object.text("/outcome")).unwrap_or_default();
    let has_begun = object.text("/start_time").is_some() || object.text("/end_time").is_some();
    let hedge = match status {
        "pending" | "planned" => Some("possible"),
        "not-occurred" => Some("denied"),
        // what was broken off had begun, if it has a time
        "cancelled" if !has_begun => Some("denied"),
        _ => None,
    };
    if let Some(hedge) = hedge {
        if has_begun {
            work.part_left_out(Phrase::stix_not_happened(), object);
        }
        claim.said.hedge = Some(hedge.to_owned());
        return claim;
    }
    let start = time(work, object, "/start_time", "/start_time_fidelity");
    let end = time(work, object, "/end_time", "/end_time_fidelity");
    let around = [&start, &end].into_iter().flatten().filter_map(|it| it.1.clone());
    let until = start.as_ref().and(end.as_ref()).filter(|it| start.as_ref() != Some(it));
    let until = until.map(|it| Phrase::flow_until(it.0.as_str()).into());
    let notes = make::notes(around.chain(until), Phrase::import_beside);
    claim.said.note = claim.said.note.into_iter().chain(notes).reduce(|a, b| make::beside(&a, &b));
    claim.said.when = start.or(end).map(|it| it.0);
    claim
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

/// The order of events: by `next_steps`, or by numbers in `sequence_start`.
///
/// The three drafts of the extension order events in three ways. Numbers order only those that differ: 1, 2, 2, 3 has two
/// in the middle of which nobody says which came first, and each comes after 1 and before 3.
fn order(work: &mut Work, events: &mut [EventDraft], ids: &BTreeMap<String, String>) {
    let mut before: BTreeMap<String, Vec<String>> = BTreeMap::new();
    sequence::next(work, ids, &mut before);
    for incident in work.bundle.of_kinds(&["incident", "event", "task"]) {
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

/// The incident itself: whom it hit, and what the extension says of the whole.
fn incidents(work: &mut Work) {
    for incident in work.bundle.of_kinds(&["incident"]) {
        for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
            let Some((from, victim)) = work.bundle.ends(relation) else { continue };
            let is_hit = matches!(relation.text("/relationship_type"), Some("targets" | "impacts"));
            // sectors and countries are facts already
            if from.id != incident.id || !is_hit || victim.kind == "impact" || is_many(victim) {
                continue;
            }
            let name = make::text(victim.name());
            let claim = work.claim_on(relation, &[incident, victim], Some(name.clone()));
            make::push(&mut work.draft.victim.get_or_insert_default().claims, claim);
            work.stands(relation, Spot::Victim, Some(name));
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
