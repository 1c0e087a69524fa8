//! Laws of two files in one, for random files that two people edited: what is the same on both sides stays as it is, both sides give
//! the same, and no claim of either is lost.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod tape;

use std::collections::BTreeSet;

use breachmap::document::{Document, removal};
use breachmap::export::native;
use breachmap::import::import;
use breachmap::import::shorten::{longest, shortest};
use breachmap::together::{Favor, Merged, differences, merge};
use proptest::prelude::*;
use serde_json::{Value, json};
use tape::{clean_file, file, tape};

const SAYING: [&str; 7] = ["value", "unit", "when", "after", "hedge", "source", "via"];
const LISTS: [&str; 4] = ["hosts", "pivots", "events", "counts"];

/// Choices, one after the other.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A file as somebody left it after some edits.
fn edited(file: &Value, seed: u64) -> Value {
    let mut random = Random(seed);
    let mut file = file.clone();
    for n in 0..=random.below(6) {
        let list = random.one(&LISTS);
        let len = file[list].as_array().map_or(0, Vec::len);
        if len == 0 {
            continue;
        }
        let at = random.below(len);
        let claims = ["claims", "states", "zone"].iter().find(|it| file[list][at][**it].is_array()).copied();
        match (random.below(9), claims) {
            (0, _) => file[list][at]["label"] = json!(format!("Label {}", random.below(3))),
            (1, _) => file[list][at]["x-own"] = json!({ "deep": [random.below(3)] }),
            (2, _) => {
                let mut document = Document::new(&file.to_string());
                document.apply(removal(&file, &format!("/{list}/{at}"))).unwrap();
                file = document.value();
            }
            (3, _) => {
                let hosts = file["hosts"].as_array_mut().unwrap();
                let host = json!({ "id": format!("new-{seed}-{n}"), "label": "New", "role": "outside" });
                hosts.insert(random.below(hosts.len() + 1), host);
            }
            (action, Some(claims)) => {
                let claims = file[list][at][claims].as_array_mut().unwrap();
                let which = random.below(claims.len());
                match action {
                    4 if claims.len() > 1 => drop(claims.remove(which)),
                    5 => {
                        let mut claim = claims[which].clone();
                        claim["when"] = json!(format!("20{}", 10 + random.below(8)));
                        claims.push(claim);
                    }
                    6 => claims[which]["note"] = json!(format!("Note {}", random.below(2))),
                    7 => claims[which]["when"] = json!(format!("19{}", 10 + random.below(8))),
                    _ => claims[which]["hedge"] = json!(random.one(&["stated", "possible", "denied"])),
                }
            }
            _ => {}
        }
    }
    file
}

/// All claims, with the part and the field where they stand, and no more than what they say.
fn claims(file: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for part in LISTS.iter().filter_map(|it| file[*it].as_array()).flatten() {
        for (key, list) in part.as_object().unwrap().iter().filter(|(_, it)| it.is_array()) {
            let claims = list.as_array().unwrap().iter().filter(|it| it["source"].is_string());
            all.extend(claims.map(|it| format!("{} {key} {:?}", part["id"], SAYING.map(|field| it.get(field)))));
        }
    }
    all
}

/// The same whatever the order of its lists.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(sorted).collect();
            items.sort_by_key(Value::to_string);
            items.into()
        }
        Value::Object(members) => members.iter().map(|(key, it)| (key.clone(), sorted(it))).collect(),
        other => other.clone(),
    }
}

fn read(merged: &Merged) -> Value {
    serde_json::from_str(&merged.text).unwrap()
}

fn findings(file: &Value) -> BTreeSet<String> {
    let report = import(file.to_string().as_bytes()).unwrap().report;
    report.diagnostics.iter().map(|it| format!("{:?} {:?}", it.code, it.message)).collect()
}

proptest! {
    // so many tries that the suite stays quick; `PROPTEST_CASES=5000` looks harder
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(64)) })]

    #[test]
    fn a_file_and_the_same_file_are_that_file(tape in tape()) {
        let text = native::text(&file(&tape));
        let same = Merged { text: text.clone(), conflicts: Vec::new() };
        prop_assert_eq!(merge(None, &text, &text, Favor::Ask), same.clone());
        prop_assert_eq!(merge(Some("{}"), &text, &text, Favor::Theirs), same);
    }

    #[test]
    fn what_only_one_side_changed_is_what_that_side_has(tape in tape(), seed in any::<u64>()) {
        let base = clean_file(&tape);
        let side = edited(&base, seed);
        let (old, new) = (native::text(&base), native::text(&side));
        let same = |text: &str| Merged { text: text.to_owned(), conflicts: Vec::new() };
        prop_assert_eq!(merge(None, &new, &new, Favor::Ask), same(&new));
        prop_assert_eq!(merge(Some(&old), &new, &new, Favor::Ask), same(&new));
        prop_assert_eq!(merge(Some(&old), &new, &old, Favor::Ask), same(&new));
        let theirs = merge(Some(&old), &old, &new, Favor::Ask);
        prop_assert_eq!((read(&theirs), theirs.conflicts), (side, Vec::new()));
    }

    #[test]
    fn no_claim_of_either_side_is_lost(tape in tape(), seeds in any::<[u64; 2]>()) {
        let base = clean_file(&tape);
        let [a, b] = seeds.map(|it| edited(&base, it));
        let [old, ours, theirs] = [&base, &a, &b].map(native::text);
        let all: BTreeSet<String> = claims(&a).union(&claims(&b)).cloned().collect();
        let union = claims(&read(&merge(None, &ours, &theirs, Favor::Ask)));
        prop_assert!(all.is_subset(&union), "{:?}", all.difference(&union));
        for favor in [Favor::Ask, Favor::Ours, Favor::Theirs] {
            let merged = merge(Some(&old), &ours, &theirs, favor);
            let there = claims(&read(&merged));
            let new: BTreeSet<String> = all.difference(&claims(&base)).cloned().collect();
            // a part may be chosen to go, and its claims with it
            if favor == Favor::Ask {
                prop_assert!(new.is_subset(&there), "{:?}", new.difference(&there));
            }
            prop_assert!(there.is_subset(&all.union(&claims(&base)).cloned().collect()));
        }
    }

    #[test]
    fn both_sides_come_to_the_same(tape in tape(), seeds in any::<[u64; 2]>(), has_base in any::<bool>()) {
        let base = clean_file(&tape);
        let [a, b] = seeds.map(|it| edited(&base, it));
        let [old, ours, theirs] = [&base, &a, &b].map(native::text);
        let old = has_base.then_some(old.as_str());
        let (there, back) = (merge(old, &ours, &theirs, Favor::Ask), merge(old, &theirs, &ours, Favor::Ask));
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        if there.conflicts.is_empty() {
            prop_assert_eq!(sorted(&read(&there)), sorted(&read(&back)));
            let known: BTreeSet<String> = findings(&a).union(&findings(&b)).cloned().collect();
            prop_assert!(findings(&read(&there)).is_subset(&known));
        }
        let (chosen, other) = (merge(old, &ours, &theirs, Favor::Ours), merge(old, &theirs, &ours, Favor::Theirs));
        prop_assert_eq!(sorted(&read(&chosen)), sorted(&read(&other)));
    }

    #[test]
    fn a_short_file_is_merged_as_what_it_stands_for(tape in tape(), seeds in any::<[u64; 2]>()) {
        let base = clean_file(&tape);
        let [a, b] = seeds.map(|it| edited(&base, it));
        let mut short = a.clone();
        shortest(&mut short);
        let [old, ours, short, theirs] = [&base, &a, &short, &b].map(native::text);
        let both = [&ours, &short].map(|it| {
            let merged = merge(Some(&old), it, &theirs, Favor::Ask);
            let mut file = read(&merged);
            longest(&mut file);
            (sorted(&file), merged.conflicts.len())
        });
        prop_assert_eq!(&both[0], &both[1]);
    }

    #[test]
    fn files_differ_if_and_only_if_a_difference_is_told(tape in tape(), seed in any::<u64>()) {
        let base = clean_file(&tape);
        let side = edited(&base, seed);
        prop_assert_eq!(differences(&base, &side).is_empty(), base == side);
        prop_assert!(differences(&side, &side).is_empty());
    }
}

#[test]
fn the_laws_are_tried_on_merges_that_go_through_and_on_merges_that_ask() {
    let (mut n_clean, mut n_asked) = (0, 0);
    for seed in 0..150 {
        let mut random = Random(seed);
        let tape: Vec<u16> = (0..400).map(|_| u16::try_from(random.below(65_536)).unwrap()).collect();
        let base = clean_file(&tape);
        let [a, b] = [seed + 1_000, seed + 2_000].map(|it| edited(&base, it));
        if a == b || a == base || b == base {
            continue;
        }
        let [old, ours, theirs] = [&base, &a, &b].map(native::text);
        let is_clean = merge(Some(&old), &ours, &theirs, Favor::Ask).conflicts.is_empty();
        *if is_clean { &mut n_clean } else { &mut n_asked } += 1;
    }
    assert!(n_clean >= 20 && n_asked >= 20, "{n_clean} go through, {n_asked} ask");
}
