//! What has no place on a map: with what, how, and what belongs together; and what is left out because it says nothing of what happened.

use std::collections::BTreeMap;

use super::object::Object;
use super::pattern;
use super::sources::is_library;
use super::work::{Holds, Spot, Work};
use super::{cards, marking};
use crate::attack::is_technique;
use crate::foreign::make::{self, Words};
use crate::foreign::{kind, pointer};
use crate::import::draft::{ClaimDraft, FactDraft, SaidDraft, TextDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// How many names a fact lists.
const MOST_NAMES: usize = 12;

/// Reads them.
pub fn read(work: &mut Work) {
    techniques(work);
    list(work, "malware", &Phrase::import_malware());
    list(work, "tool", &Phrase::stix_tools());
    list(work, "vulnerability", &Phrase::stix_vulnerabilities());
    list(work, "location", &Phrase::stix_locations());
    indicators(work);
    ties(work);
    for object in work.bundle.objects.values().copied().collect::<Vec<Object>>() {
        let tie = object.text("/relationship_type");
        if object.kind == "course-of-action" || matches!(tie, Some("mitigates" | "remediates" | "investigates")) {
            work.left_out(Phrase::stix_courses(), object);
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

/// Objects that one source says as firmly, and under one marking.
pub struct Group<'a> {
    /// Who says so, and how.
    pub said: SaidDraft,
    /// What says so.
    pub objects: Vec<Object<'a>>,
    /// The names that these say.
    pub names: Vec<&'a str>,
    /// What these name.
    pub named: Vec<Object<'a>>,
}

/// Puts together what one source says as firmly and under one marking: each level has its own list. `tellers` are those whose word
/// an object is; `named` is what a teller says of it: first what it calls by name, then what it names besides.
pub fn grouped<'a>(
    work: &mut Work<'a, '_>,
    objects: &[Object<'a>],
    tellers: &dyn Fn(Object<'a>) -> Vec<Object<'a>>,
    named: &dyn Fn(Object<'a>, Object<'a>) -> Vec<Object<'a>>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for object in objects {
        for teller in tellers(*object) {
            let named = named(teller, *object);
            let name = named.first().map_or(object.name(), Object::name);
            let claim: ClaimDraft<()> = work.claim_on(teller, &named, None);
            let known = groups.iter().position(|it| it.said == claim.said);
            let at = known.unwrap_or(groups.len());
            if known.is_none() {
                let (objects, names, named) = (Vec::new(), Vec::new(), Vec::new());
                groups.push(Group { said: claim.said, objects, names, named });
            }
            let group = &mut groups[at];
            group.objects.push(*object);
            group.names.push(name);
            group.named.extend(named);
        }
    }
    groups
}

/// Whose word it is that something was used: its own, unless it is taken from a catalogue. That says what it is; who says that
/// it was used is whoever ties it to somebody, or lists it.
fn tellers<'a>(work: &Work<'a, '_>, object: Object<'a>) -> Vec<Object<'a>> {
    if !is_library(&object) && object.kind != "attack-pattern" {
        return vec![object];
    }
    let is_tie = |it: &Object<'a>| match it.kind {
        "relationship" => {
            let from = it.text("/source_ref").unwrap_or_default();
            let is_general =
                ["course-of-action", "attack-pattern", "malware", "tool"].iter().any(|it| from.starts_with(it));
            let is_use = matches!(it.text("/relationship_type"), Some("uses" | "exploits" | "delivers" | "targets"));
            is_use && it.text("/target_ref") == Some(object.id) && !(is_general && is_library(it))
        }
        "sighting" => it.text("/sighting_of_ref") == Some(object.id),
        _ => false,
    };
    let ties: Vec<Object> = work.bundle.objects.values().copied().filter(is_tie).collect();
    match (ties.is_empty(), work.head) {
        (false, _) => ties,
        (true, Some(head)) if is_library(&object) && head.kind != object.kind => vec![head],
        (true, _) => vec![object],
    }
}

/// What a tie names.
fn ends<'a>(work: &Work<'a, '_>, tie: Object<'a>) -> Vec<Object<'a>> {
    work.bundle.ends(tie).map_or_else(Vec::new, |(from, to)| vec![from, to])
}

/// The ATT&CK id of an attack pattern, from its references or the front of its name.
pub fn technique(pattern: Object<'_>) -> Option<&str> {
    let refs = pointer::list(pattern.value, "/external_references").iter();
    refs.filter_map(|it| pointer::text(it, "/external_id"))
        .chain(pattern.name().split([':', ' ']).next())
        .find(|it| is_technique(it))
}

fn techniques(work: &mut Work) {
    let mut facts: BTreeMap<String, (FactDraft, Vec<ClaimDraft<TextDraft>>)> = BTreeMap::new();
    let mut patterns: Vec<Object> = work.bundle.all("attack-pattern").collect();
    // what several call the same bears the name that may be shared the furthest
    let freest = |it: &Object| {
        std::cmp::Reverse(marking::of(*it, work.bundle).map_or(Marking::Clear as usize + 1, |it| it as usize))
    };
    sorting::by_key(&mut patterns, |it| (freest(it), it.id));
    for pattern in patterns {
        let id = match technique(pattern) {
            Some(id) => id.to_owned(),
            None => work.names.id(&format!("technique {}", pattern.name())),
        };
        let label = pattern.name().strip_prefix(&id).map_or(pattern.name(), |it| it.trim_start_matches([':', ' ']));
        let fact = || FactDraft { id: Some(id.clone()), label: Some(make::text(label)), ..FactDraft::default() };
        let (_, claims) = facts.entry(id.clone()).or_insert_with(|| (fact(), Vec::new()));
        for teller in tellers(work, pattern) {
            let named = [vec![pattern], ends(work, teller)].concat();
            let claim = work.claim_on(teller, &named, None);
            work.add(claims, claim);
            work.stands(teller, Spot::Technique(id.clone()), None);
        }
        work.stands(pattern, Spot::Technique(id.clone()), None);
        work.carried(Phrase::stix_patterns(), pattern);
    }
    let fact = |(fact, claims)| FactDraft { claims: make::each(claims), ..fact };
    work.draft.techniques = make::each(facts.into_values().map(fact).collect());
}

fn list(work: &mut Work, kind: &str, label: &Phrase) {
    let all: Vec<Object> = work.bundle.all(kind).collect();
    let mut by_teller: BTreeMap<&str, Vec<Object>> = BTreeMap::new();
    for it in &all {
        by_teller.insert(it.id, tellers(work, *it));
    }
    let ends = sorting::map_of(by_teller.values().flatten().map(|it| (it.id, ends(work, *it))));
    let named = |teller: Object<'_>, it| [vec![it], ends.get(teller.id).cloned().unwrap_or_default()].concat();
    for group in grouped(work, &all, &|it| by_teller.get(it.id).cloned().unwrap_or_default(), &named) {
        let Some(value) = names(group.names.iter().copied()).map(make::text) else { continue };
        let id = work.names.id(&make::name(&label.clone().into()));
        for (object, name) in group.objects.iter().zip(&group.names) {
            work.stands(*object, Spot::Fact(id.clone()), Some(make::text(*name)));
        }
        let claims = make::each(vec![ClaimDraft { value: Some(value), said: group.said }]);
        let label = Some(make::text(label.clone()));
        work.facts.push(FactDraft { id: Some(id), label, claims, ..FactDraft::default() });
    }
    for it in all {
        work.carried(Phrase::stix_means(), it);
    }
}

/// Indicators by what they look for, and how many: addresses are on the map, the others are a number.
fn indicators(work: &mut Work) {
    let all: Vec<Object> = work.bundle.all("indicator").collect();
    for group in grouped(work, &all, &|it| vec![it], &|_, _| Vec::new()) {
        let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
        for indicator in &group.objects {
            let found = indicator.text("/pattern").map(pattern::values).unwrap_or_default();
            *by_kind.entry(found.first().map_or("other", |(kind, _)| *kind)).or_default() += 1;
            work.carried(Phrase::stix_indicators(), *indicator);
        }
        let told = by_kind.iter().map(|(kind, n)| kind::number_of(kind, *n).into());
        let (Some(told), Some(first)) = (make::joined(told, Phrase::import_listed), group.objects.first()) else {
            continue;
        };
        work.fact(*first, Phrase::import_indicators(), told);
    }
    indicated(work);
}

/// Of whom or what those are traces that name no address, by their own names.
fn indicated(work: &mut Work) {
    let mut traces: BTreeMap<&str, Vec<Object>> = BTreeMap::new();
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        let Some((from, to)) = work.bundle.ends(relation) else { continue };
        let is_trace = relation.text("/relationship_type") == Some("indicates") && cards::addresses(from).is_empty();
        if is_trace && to.kind == "attack-pattern" {
            work.left_out(Phrase::stix_technique_traces(), relation);
        } else if is_trace {
            work.carried(Phrase::stix_traced(), relation);
            traces.entry(to.id).or_default().push(relation);
        }
    }
    for (to, relations) in traces {
        let Some(to) = work.bundle.get(to) else { continue };
        let ends = sorting::map_of(relations.iter().map(|it| (it.id, ends(work, *it))));
        let named = |it: Object<'_>, _| ends.get(it.id).cloned().unwrap_or_default();
        for group in grouped(work, &relations, &|it| vec![it], &named) {
            let (Some(value), Some(first)) = (names(group.names.iter().copied()), group.objects.first()) else {
                continue;
            };
            work.fact_on(*first, &group.named, Holds::Many, Phrase::stix_traces(to.name()), value);
        }
    }
}

/// Relationships that are no movement.
fn ties(work: &mut Work) {
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        let Some((from, to)) = work.bundle.ends(relation) else { continue };
        let name = from.name();
        let word = relation.text("/relationship_type").unwrap_or_default();
        let (label, holds) = match word {
            // who is behind an incident or a campaign is its actor
            "attributed-to" if matches!(from.kind, "incident" | "campaign") && to.kind != "campaign" => continue,
            "attributed-to" => (Phrase::stix_attributed(name), Holds::One),
            "impersonates" => (Phrase::stix_impersonates(name), Holds::Many),
            "variant-of" => (Phrase::stix_variant(name), Holds::One),
            "originates-from" | "located-at" => (Phrase::stix_located(name), Holds::One),
            "uses" if from.kind == "attack-pattern" && matches!(to.kind, "malware" | "tool") => {
                (Phrase::stix_relation(name, kind::relation(word)), Holds::Many)
            }
            "owns" | "consists-of" | "has" | "related-to" | "resolves-to" | "belongs-to" => {
                (Phrase::stix_relation(name, kind::relation(word)), Holds::Many)
            }
            _ => continue,
        };
        work.fact_on(relation, &[from, to], holds, label, to.name());
        work.used.extend([from.id, to.id]);
        work.carried(Phrase::stix_attributions(), relation);
    }
}
