//! What has no place on a map: who did it, to whom, with what, how, and what is left out because it says nothing of what happened.

use std::collections::BTreeMap;

use super::Object;
use super::pattern;
use super::work::Work;
use crate::foreign::make::{self, Words};
use crate::foreign::{kind, pointer};
use crate::import::draft::FactDraft;
use crate::sorting;
use crate::tongue::Phrase;

/// How many names a fact lists.
const MOST_NAMES: usize = 12;

/// Reads them.
pub fn read(work: &mut Work) {
    actors(work);
    techniques(work);
    list(work, "malware", Phrase::import_malware());
    list(work, "tool", Phrase::stix_tools());
    list(work, "vulnerability", Phrase::stix_vulnerabilities());
    list(work, "location", Phrase::stix_locations());
    indicators(work);
    attributions(work);
    let objects: Vec<Object> = work.bundle.objects.values().copied().collect();
    for object in objects {
        match object.kind {
            "course-of-action" => work.left_out(Phrase::stix_courses(), object),
            "relationship"
                if matches!(object.text("/relationship_type"), Some("mitigates" | "remediates" | "investigates")) =>
            {
                work.left_out(Phrase::stix_courses(), object);
            }
            "note" | "opinion" => {
                let words =
                    object.text("/content").or(object.text("/explanation")).or(object.text("/opinion")).unwrap_or("…");
                let label = object.text("/abstract").map_or_else(Phrase::stix_author_note, Phrase::import_note);
                work.fact(object, label, words);
                work.carried(Phrase::stix_notes(), object);
            }
            _ => {}
        }
    }
}

/// Names in their order, and how many more there are.
pub fn names<'n>(all: impl IntoIterator<Item = &'n str>) -> Option<Words> {
    let all = sorting::set_of(all);
    let shown: Vec<&str> = all.iter().take(MOST_NAMES).copied().collect();
    let (more, shown) = (all.len() - shown.len(), shown.join(", "));
    match more {
        0 if shown.is_empty() => None,
        0 => Some(shown.into()),
        more => Some(Phrase::import_and_more(shown, more).into()),
    }
}

fn actors(work: &mut Work) {
    let of = |kind: &str| work.bundle.all(kind).collect::<Vec<Object>>();
    let sets = of("intrusion-set");
    let actors = if sets.is_empty() { of("threat-actor") } else { sets };
    let Some(first) = actors.first().copied() else { return };
    let value = names(actors.iter().map(Object::name)).map(make::text);
    let claim = work.claim(first, value);
    work.draft.actor = Some(FactDraft { claims: make::each(vec![claim]), ..FactDraft::default() });
    for kind in ["intrusion-set", "threat-actor", "campaign"] {
        for actor in work.bundle.all(kind).collect::<Vec<Object>>() {
            if let Some(aliases) = names(pointer::texts(actor.value, "/aliases")) {
                work.fact(actor, Phrase::stix_also_called(actor.name()), aliases);
            }
            for motive in pointer::texts(actor.value, "/primary_motivation") {
                let label = motive.replace('-', " ");
                let claim = work.claim(actor, None);
                let is_known = work.draft.motives.items.iter().any(|(_, it)| it.label == Some(make::text(&label)));
                if !is_known {
                    let id = Some(work.names.id(&format!("motive {label}")));
                    let fact = FactDraft {
                        id,
                        label: Some(make::text(&label)),
                        claims: make::each(vec![claim]),
                        ..FactDraft::default()
                    };
                    let at = work.draft.motives.items.len();
                    work.draft.motives.items.push((at, fact));
                }
            }
            work.carried(Phrase::stix_actors(), actor);
        }
    }
}

/// The ATT&CK id of an attack pattern, from its references or the front of its name.
pub fn technique(pattern: Object<'_>) -> Option<&str> {
    let is_id =
        |it: &&str| it.len() >= 5 && it.starts_with('T') && it[1..].bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let refs = pointer::list(pattern.value, "/external_references").iter();
    refs.filter_map(|it| pointer::text(it, "/external_id")).chain(pattern.name().split([':', ' ']).next()).find(is_id)
}

fn techniques(work: &mut Work) {
    let mut facts: BTreeMap<String, FactDraft> = BTreeMap::new();
    for pattern in work.bundle.all("attack-pattern").collect::<Vec<Object>>() {
        let claim = work.claim(pattern, None);
        let id = match technique(pattern) {
            Some(id) => id.to_owned(),
            None => work.names.id(&format!("technique {}", pattern.name())),
        };
        let label = pattern.name().strip_prefix(&id).map_or(pattern.name(), |it| it.trim_start_matches([':', ' ']));
        let (label, claims) = (Some(make::text(label)), make::each(vec![claim]));
        facts.entry(id.clone()).or_insert(FactDraft { id: Some(id), label, claims, ..FactDraft::default() });
        work.carried(Phrase::stix_patterns(), pattern);
    }
    work.draft.techniques = make::each(facts.into_values().collect());
}

fn list(work: &mut Work, kind: &str, label: Phrase) {
    let all: Vec<Object> = work.bundle.all(kind).collect();
    let Some(first) = all.first().copied() else { return };
    if let Some(names) = names(all.iter().map(Object::name)) {
        work.fact(first, label, names);
    }
    for it in all {
        work.carried(Phrase::stix_means(), it);
    }
}

/// Indicators by what they look for, and how many: addresses are on the map, the others are a number.
fn indicators(work: &mut Work) {
    let mut by_kind: BTreeMap<&str, (Object, usize)> = BTreeMap::new();
    for indicator in work.bundle.all("indicator").collect::<Vec<Object>>() {
        let found = indicator.text("/pattern").map(pattern::values).unwrap_or_default();
        let kind = found.first().map_or("other", |(kind, _)| *kind);
        by_kind.entry(kind).or_insert((indicator, 0)).1 += 1;
        work.carried(Phrase::stix_indicators(), indicator);
    }
    let Some((first, _)) = by_kind.values().next().copied() else { return };
    let told = by_kind.iter().map(|(kind, (_, n))| kind::number_of(kind, *n).into());
    if let Some(told) = make::joined(told, Phrase::import_listed) {
        work.fact(first, Phrase::import_indicators(), told);
    }
}

fn attributions(work: &mut Work) {
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        let end = |field: &str| work.bundle.get(relation.text(field)?);
        let (Some(from), Some(to)) = (end("/source_ref"), end("/target_ref")) else { continue };
        let name = from.name();
        let label = match relation.text("/relationship_type") {
            Some("attributed-to") => Phrase::stix_attributed(name),
            Some("impersonates") => Phrase::stix_impersonates(name),
            Some("variant-of") => Phrase::stix_variant(name),
            Some("originates-from" | "located-at") => Phrase::stix_located(name),
            Some(word @ "uses") if from.kind == "attack-pattern" && matches!(to.kind, "malware" | "tool") => {
                Phrase::stix_relation(name, kind::relation(word))
            }
            Some(word @ ("owns" | "consists-of" | "has" | "related-to" | "resolves-to" | "belongs-to")) => {
                Phrase::stix_relation(name, kind::relation(word))
            }
            _ => continue,
        };
        if relation.value.get("revoked").and_then(serde_json::Value::as_bool) == Some(true) {
            continue; // said where the map is made
        }
        work.fact(relation, label, to.name());
        for it in [from, to] {
            work.used.insert(it.id);
        }
        work.carried(Phrase::stix_attributions(), relation);
    }
}
