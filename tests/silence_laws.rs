//! Nothing of a file in JSON is lost in silence: each of its values is in the incident, or the report speaks of its place.
//!
//! Seeds are the cases of `tests/foreign/`, and real files if `BREACHMAP_CORPORA` names their folder; a list of records is
//! tried record by record. Accepted losses are those that a format names itself, and `docs/imports.md` with their reasons.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod silence;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use breachmap::foreign::{Entry, FORMATS};
use breachmap::tongue::Tongue;
use serde_json::Value;
use silence::*;

#[test]
fn every_value_is_in_the_incident_or_in_the_report() {
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut n, mut files) = (0, 0);
    for (name, format, value) in seeds() {
        let Some(outcome) = outcome(&value) else { continue };
        files += 1;
        leaves(&value, "", &mut vec![kind(&value)], &mut |at, path, it| {
            n += 1;
            if format.accounted.says_something(it)
                && !outcome.has(it)
                && !outcome.tells(at)
                && !is_accounted(format, path, it)
            {
                let tail = path[path.len().saturating_sub(3)..].join("/");
                let words: String = it.to_string().chars().take(60).collect();
                kinds.entry(format!("{} {tail}", format.id)).or_insert((0, format!("{name} {at} {words}"))).0 += 1;
            }
        });
    }
    let lost: usize = kinds.values().map(|it| it.0).sum();
    println!("{n} values of {files} files and records; {lost} lost in silence");
    let list: Vec<String> = kinds.iter().map(|(kind, (n, first))| format!("{n} {kind}: {first}")).collect();
    assert!(list.is_empty(), "\n{}", list.join("\n"));
    assert!(n > 3000, "{n}");
}

#[test]
fn a_field_that_nobody_knows_is_in_the_report() {
    let canaries = [
        Value::from(CANARY),
        vec![CANARY].into(),
        serde_json::json!({ "inner": { "deep": CANARY } }),
        7.into(),
        true.into(),
    ];
    let (mut tried, mut failures) = (0, BTreeMap::<String, String>::new());
    for (name, format, value) in seeds().into_iter().filter(|(_, _, it)| it.to_string().len() < 40_000) {
        let mut places = Vec::new();
        objects(&value, "", &mut vec![kind(&value)], &mut |at, path| {
            if !is_lost(format, path) {
                places.push((at.to_owned(), path[path.len().saturating_sub(2)..].join("/")));
            }
        });
        let step = (places.len() / PLACES).max(1);
        for (number, (at, path)) in places.iter().enumerate().skip(name.len() % step).step_by(step) {
            let mut changed = value.clone();
            let canary = canaries[number % canaries.len()].clone();
            changed.pointer_mut(at).unwrap()["x_canary"] = canary.clone();
            let Some(outcome) = outcome(&changed) else { continue };
            tried += 1;
            let at = format!("{at}/x_canary");
            if !outcome.tells(&at) && !outcome.words.contains(&bare(CANARY)) && !outcome.words.contains(" x canar") {
                failures.entry(format!("{} {path}", format.id)).or_insert(format!("{name} {at} {canary}"));
            }
        }
    }
    println!("{tried} files had a field that nobody knows");
    let list: Vec<String> = failures.iter().map(|(kind, first)| format!("{kind}: {first}")).collect();
    assert!(list.is_empty(), "\n{}", list.join("\n"));
    assert!(tried > 500, "{tried}");
}

#[test]
fn what_is_lost_without_a_word_is_in_the_docs_with_its_reason() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/imports.md")).unwrap();
    let section = docs.split("## What is lost").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter(|it| it.starts_with("| ")).skip(2);
    let told: BTreeSet<&str> =
        rows.filter_map(|it| it.split('|').nth(2)).flat_map(|it| it.split('`').skip(1).step_by(2)).collect();
    let lost: BTreeSet<&str> = FORMATS.iter().flat_map(|it| it.accounted.lost).copied().flatten().copied().collect();
    assert_eq!(told, lost);
}

#[test]
fn what_stands_beside_a_list_of_records_is_in_the_report() {
    let record = serde_json::json!({ "entity": "Tern Bank", "year": 2020, "links": [], "tags": {} });
    let file = serde_json::json!({ "breaches": [record, "no record", record], "note": CANARY });
    let outcome = outcome(&file).unwrap();
    assert!(outcome.tells("/note") && outcome.tells("/breaches/1"));
}

/// What ties an incident to its parts makes a difference only beside another incident; a sighting is one without the word, and
/// what inherits its distribution would without saying so.
const TIES: [&str; 7] = [
    "event_refs",
    "task_refs",
    "task_ref",
    "impact_refs",
    "Sighting/*/type=0",
    "Attribute/*/distribution=5",
    "Object/*/distribution=5",
];

#[test]
fn each_field_that_is_read_makes_a_difference() {
    let mut tried = BTreeMap::<&str, (usize, bool, String)>::new();
    for (name, format, value) in seeds().into_iter().filter(|(_, _, it)| it.to_string().len() < 30_000) {
        let Some(whole) = meaning(&value) else { continue };
        let mut places = Vec::new();
        leaves(&value, "", &mut vec![kind(&value)], &mut |at, path, it| {
            let field = read_as(format, path, it).filter(|_| format.accounted.says_something(it));
            places.extend(field.map(|field| (field, at.to_owned())));
        });
        for (field, at) in places {
            let (n, is_missed, first) = tried.entry(field).or_default();
            if *is_missed || *n >= PLACES * 2 {
                continue;
            }
            *n += 1;
            *is_missed = meaning(&without(&value, &at)).is_none_or(|it| it != whole);
            *first = format!("{name} {at}");
        }
    }
    println!("{} fields that are read were taken away", tried.len());
    let silent = tried.iter().filter(|(field, (_, is_missed, _))| !is_missed && !TIES.contains(field));
    let list: Vec<String> = silent.map(|(field, (n, _, first))| format!("{field}, {n} times: {first}")).collect();
    assert!(list.is_empty(), "\n{}", list.join("\n"));
}

#[test]
fn words_that_nobody_expects_are_told() {
    let (mut tried, mut failures) = (0, BTreeMap::<String, String>::new());
    for (name, format, value) in seeds().into_iter().filter(|(_, _, it)| it.to_string().len() < 30_000) {
        let mut places = Vec::new();
        leaves(&value, "", &mut vec![kind(&value)], &mut |at, path, it| {
            // whatever the other fields that are read hold, something is made of it
            if it.is_string() && !is_accounted(format, path, &CANARY.into()) {
                places.push((at.to_owned(), path[path.len().saturating_sub(2)..].join("/")));
            }
        });
        let step = (places.len() / PLACES).max(1);
        for (at, path) in places.iter().skip(name.len() % step).step_by(step) {
            let mut changed = value.clone();
            *changed.pointer_mut(at).unwrap() = CANARY.into();
            let Some(outcome) = outcome(&changed) else { continue };
            tried += 1;
            let is_named = |it: Entry| it.words.tell(Tongue::ALL[0]).contains(CANARY);
            if !outcome.has(&CANARY.into()) && !outcome.tells(at) && !outcome.report.entries().any(is_named) {
                failures.entry(format!("{} {path}", format.id)).or_insert(format!("{name} {at}"));
            }
        }
    }
    println!("{tried} words were replaced");
    let list: Vec<String> = failures.iter().map(|(kind, first)| format!("{kind}: {first}")).collect();
    assert!(list.is_empty(), "\n{}", list.join("\n"));
}
