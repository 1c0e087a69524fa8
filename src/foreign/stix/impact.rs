//! What was hurt, which hosts, how many are affected, and what it cost: impacts of the incident extension.

use std::collections::BTreeMap;

use serde_json::Value;

use super::extension::{extended, time};
use super::object::Object;
use super::work::{Holds, Work};
use crate::foreign::kind;
use crate::foreign::make::{self, Words};
use crate::foreign::plain::plain;
use crate::foreign::pointer::{self, text, texts};
use crate::import::draft::{
    AmountDraft, ClaimDraft, CountDraft, FactDraft, IncidentDraft, PostureDraft, SaidDraft, TextDraft,
};
use crate::import::each::Each;
use crate::sorting;
use crate::tongue::Phrase;

/// Reads them, each after those that it supersedes.
pub fn read(work: &mut Work) {
    let impacts = work.bundle.of_kinds(&["impact"]);
    let successor = |it: &Object| impacts.iter().find(|one| it.text("/superseded_by_ref") == Some(one.id));
    let mut counts: Vec<CountDraft> = Vec::new();
    let mut counted: BTreeMap<(&str, String), String> = BTreeMap::new();
    for impact in &impacts {
        // what another replaces stands in its note: one source does not contradict itself
        let before = impacts.iter().filter(|it| it.text("/superseded_by_ref") == Some(impact.id));
        let before: Vec<Object> = before.copied().collect();
        let told = told(work, *impact, &before);
        let sort = extended(impact.value, "information_type").and_then(Value::as_str);
        for (unit, amount) in amounts(impact.value, sort) {
            let mut claim = ClaimDraft { value: Some(amount), said: told.clone() };
            claim.said.unit = Some(unit.clone());
            let id = work.names.id(&unit);
            counted.insert((impact.id, unit.clone()), id.clone());
            let (label, claims) = (make::text(Phrase::stix_affected(unit.as_str())), make::each(vec![claim]));
            counts.push(CountDraft { id, label, claims, ..CountDraft::default() });
            work.carried(Phrase::stix_numbers(), *impact);
        }
        money(work, *impact, &told);
        if successor(impact).is_none() {
            hurt(work, *impact, told, &before);
        }
        work.carried(Phrase::stix_impacts(), *impact);
    }
    for ((impact, unit), id) in &counted {
        let next = impacts.iter().find(|it| it.id == *impact).and_then(successor);
        let Some(by) = next.and_then(|it| counted.get(&(it.id, unit.clone()))) else { continue };
        if let Some(count) = counts.iter_mut().find(|it| it.id == *by) {
            count.supersedes.push(id.clone());
        }
    }
    work.draft.counts = make::each(counts);
}

/// Whether a loss is suspected, or is said not to be.
fn hedge(impact: Object<'_>) -> Option<&'static str> {
    match extended(impact.value, "loss_type").and_then(Value::as_str)? {
        it if it.starts_with("suspected") || it.starts_with("potential") => Some("possible"),
        "none" | "no-loss" | "not-occurred" => Some("denied"),
        _ => None,
    }
}

/// When it was, how firmly it is told, and what else is said, whatever it hurt. What it hit is compromised.
fn told<'a>(work: &mut Work<'a, '_>, impact: Object<'a>, before: &[Object<'a>]) -> SaidDraft {
    let hit: Vec<Object> =
        texts(impact.value, "/impacted_refs").into_iter().filter_map(|it| work.bundle.get(it)).collect();
    let mut said = work.claim_on::<()>(impact, &[&hit, before].concat(), None).said;
    let (start, end) = (
        time(work, impact, "/start_time", "/start_time_fidelity"),
        time(work, impact, "/end_time", "/end_time_fidelity"),
    );
    let until = end.as_ref().filter(|it| start.as_ref() != Some(it)).map(|it| Phrase::flow_until(it.0.as_str()).into());
    let around = start.as_ref().and_then(|it| it.1.clone());
    said.when = start.map(|it| it.0);
    said.hedge = hedge(impact).map(str::to_owned).or(said.hedge);
    let about = impact.text("/description").map(|it| Words::from(plain(it)));
    let notes = make::notes(about.into_iter().chain(around).chain(until), Phrase::import_beside);
    said.note = said.note.into_iter().chain(notes).reduce(|a, b| make::beside(&a, &b));
    // what stands still need not be broken into
    let is_entered = matches!(impact.text("/impact_category"), Some("confidentiality" | "integrity") | None);
    for host in &hit {
        let Some(id) = work.places.get(host.id).cloned() else { continue };
        let found = work.draft.hosts.items.iter_mut().find(|(_, it)| it.id == id);
        let mut claim = ClaimDraft { value: Some("compromised".to_owned()), said: said.clone() };
        if !is_entered {
            claim.said.hedge = Some("possible".to_owned());
            claim.said.inferred = Some(make::text(Phrase::stix_hit()));
        }
        if let Some((_, host)) = found.filter(|(_, it)| it.states.items.iter().all(|(_, it)| *it != claim)) {
            make::push(&mut host.states, claim);
        }
    }
    said
}

/// A unit in the plural: `individuals`, `computers (pc)`.
fn unit_of(word: &str) -> String {
    match word.split_once('-') {
        Some((all, which)) if all.ends_with('s') => format!("{all} ({})", which.replace('-', " ")),
        None if word.ends_with('s') => word.to_owned(),
        _ => kind::plural(&word.replace('-', " ")),
    }
}

/// The numbers of an impact: by kind of those affected, as a map or as a list; and records, in either spelling.
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
    let number = extended(value, "record_count").or(extended(value, "record_size"));
    found.extend(number.and_then(exact).map(|it| (records, it)));
    sorting::by(&mut found, |a, b| a.0.cmp(&b.0));
    found
}

/// What was paid or lost, in money.
fn money<'a>(work: &mut Work<'a, '_>, impact: Object<'a>, told: &SaidDraft) {
    let amount = |field: &str| extended(impact.value, field).and_then(pointer::whole);
    let (Some(least), most) = (amount("min_amount").or(amount("max_amount")), amount("max_amount")) else { return };
    let word = |field: &str| extended(impact.value, field).and_then(Value::as_str);
    let currency = word("currency").unwrap_or("?").to_uppercase();
    let value = match most.filter(|it| *it != least) {
        Some(most) => Phrase::stix_money_range(least, most, currency),
        None => Phrase::stix_money(least, currency),
    };
    let label = word("variety").map_or_else(|| "money".to_owned(), |it| it.replace('-', " "));
    let text = make::text(value.clone());
    work.fact_on(impact, &[], Holds::Many, Phrase::stix_cost(label), value);
    let facts = work.facts.iter_mut().flat_map(|it| it.claims.items.iter_mut());
    if let Some((_, claim)) = facts.filter(|(_, it)| it.value.as_ref() == Some(&text)).last() {
        claim.said = told.clone();
    }
    if ["currency_actual", "conversion_rate", "conversion_time"].iter().any(|it| extended(impact.value, it).is_some()) {
        work.part_left_out(Phrase::stix_conversion(), impact);
    }
}

/// What was hurt, in the words of the impact: confidentiality, integrity or availability; anything else as a fact.
fn hurt<'a>(work: &mut Work<'a, '_>, impact: Object<'a>, told: SaidDraft, before: &[Object<'a>]) {
    let Some(value) = words(impact).map(make::text) else { return };
    let mut said = told;
    for old in before {
        let until = time(work, *old, "/end_time", "/end_time_fidelity").map(|it| Phrase::flow_until(it.0).into());
        let words = words(*old).into_iter().chain(until);
        let Some(words) = make::joined(words, Phrase::import_listed) else { continue };
        let note = make::text(Phrase::stix_before(words));
        said.note = said.note.into_iter().chain([note]).reduce(|a, b| make::beside(&a, &b));
    }
    let claim = ClaimDraft { value: Some(value), said };
    let category = impact.text("/impact_category").unwrap_or("confidentiality");
    let IncidentDraft { posture, .. } = &mut work.draft;
    let part = match category {
        "integrity" => &mut posture.get_or_insert_with(PostureDraft::default).integrity,
        "availability" => &mut posture.get_or_insert_with(PostureDraft::default).availability,
        "confidentiality" => &mut posture.get_or_insert_with(PostureDraft::default).confidentiality,
        other => {
            let label = Phrase::stix_impact(other.replace('-', " "));
            let id = Some(work.names.id(&make::name(&label.clone().into())));
            let (label, claims) = (Some(make::text(label)), make::each(vec![claim]));
            work.facts.push(FactDraft { id, label, claims, ..FactDraft::default() });
            return;
        }
    };
    list(&mut part.get_or_insert_with(FactDraft::default).claims, claim);
}

/// What one source says of one attribute as firmly and of the same time is one list.
fn list(claims: &mut Each<ClaimDraft<TextDraft>>, claim: ClaimDraft<TextDraft>) {
    match claims.items.iter_mut().find(|(_, it)| it.said == claim.said) {
        Some((_, ClaimDraft { value: Some(known), .. })) => {
            if let Some(value) = claim.value.filter(|it| it != known) {
                *known = make::both(known, &value);
            }
        }
        _ => make::push(claims, claim),
    }
}

/// The words of an impact.
fn words(impact: Object<'_>) -> Option<Words> {
    let word = |field: &str| extended(impact.value, field).and_then(Value::as_str).map(|it| it.replace('-', " "));
    // a loss that is denied is a loss, and the claim says that there was none
    let loss = word("loss_type").map(|it| if hedge(impact) == Some("denied") { "loss".to_owned() } else { it });
    let fields = ["alteration", "physical_impact", "asset_type", "traceability_impact", "impact_type"];
    let others = fields.iter().filter_map(|it| word(it)).filter(|it| it != "none");
    let level = extended(impact.value, "availability_impact").and_then(pointer::whole);
    let all = loss.into_iter().chain(word("information_type")).chain(others).map(Words::from);
    make::joined(all.chain(level.map(|it| Phrase::stix_level(it).into())), Phrase::import_listed)
}
