//! Laws that hold for every file: whatever its bytes, its words, its dates and its gaps.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod tape;

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use breachmap::diag::Report;
use breachmap::export::figure;
use breachmap::export::snapshot::SnapshotJson;
use breachmap::graph;
use breachmap::import::{Imported, import, native};
use breachmap::incident::{Day, Incident, Role};
use breachmap::layout::layout;
use breachmap::scene::theme;
use breachmap::timeline::diff::{self, Part};
use breachmap::timeline::{
    Attribute, Diff, Happening, HostState, Lens, Position, Positions, Preference, Snapshot, Timeline, View, preferences,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use tape::{clean_file, file, tape};

const GALLERY: [&str; 2] = ["ntt-communications-2020", "ntt-communications-2025"];

/// The bytes of an incident of the gallery.
fn gallery(which: usize) -> &'static [u8] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let read = |name: &&str| fs::read(format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    &FILES.get_or_init(|| GALLERY.iter().map(read).collect())[which]
}

fn read(file: &Value) -> Imported {
    import(file.to_string().as_bytes()).unwrap()
}

/// Days on which something can change, and days beyond.
fn days(incident: &Incident) -> Vec<Day> {
    let mut days = Timeline::of(incident).stops;
    days.extend([days[0].plus(-400), days[days.len() - 1].plus(400)]);
    days.sort_unstable();
    days
}

/// The lens that three numbers choose.
fn lens(incident: &Incident, as_of: usize, known_on: Option<usize>, told_by: Option<u8>) -> Lens {
    let days = days(incident);
    let told_by = told_by.map(|bits| {
        let chosen = incident.sources.iter().enumerate().filter(|(i, _)| bits >> (i % 8) & 1 == 1);
        chosen.map(|(_, it)| it.id.clone()).collect()
    });
    Lens {
        as_of: days[as_of % days.len()],
        known_on: known_on.map(|it| days[it % days.len()]),
        told_by,
        prefer: Vec::new(),
    }
}

/// Everything that is drawn and said under a lens; it must not panic.
fn look(incident: &Incident, lens: &Lens) -> (Snapshot, String) {
    let snapshot = Snapshot::of(incident, lens, "en");
    let json = serde_json::to_string(&SnapshotJson::of(incident, &snapshot, "ja")).unwrap();
    let _ = breachmap::cli::to_text(incident, &snapshot, "en");
    (snapshot, json)
}

/// What is said of a part, position by position and claim by claim.
fn positions(incident: &Incident, lens: &Lens, part: &str) -> Vec<String> {
    fn words<T: std::fmt::Debug>(positions: &Positions<'_, T>) -> Vec<String> {
        let claims =
            |it: &Position<'_, T>| it.claims.iter().map(|said| format!("{:?} {said:?}", it.value)).collect::<Vec<_>>();
        positions.all.iter().map(|it| claims(it).join("\n")).collect()
    }
    let view = View { incident, lens };
    if let Some(host) = incident.host(part) {
        return [words(&view.zone_positions(host)), words(&view.state_positions(host))].concat();
    }
    let events = incident.events.iter().filter(|it| it.id == part);
    let events = events.flat_map(|it| words(&view.time_positions(&it.id, &it.claims)));
    let counts = incident.counts.iter().filter(|it| it.id == part);
    events.chain(counts.flat_map(|it| words(&view.amount_positions(it)))).collect()
}

/// Each claim of these positions once.
fn claims(positions: Vec<String>) -> BTreeSet<String> {
    positions.iter().flat_map(|it| it.lines()).map(str::to_owned).collect()
}

/// Whether a source, heard on an event, says when it was.
fn gives_a_time(incident: &Incident, lens: &Lens, event: &str, source: &str) -> bool {
    let events = incident.events.iter().filter(|it| it.id == event);
    let mut claims = events.flat_map(|it| &it.claims).filter(|it| lens.sees(incident, it));
    claims.any(|it| it.when.is_some() && it.tellers().any(|teller| teller == source))
}

/// The places of all values below the top.
fn places(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => {
            map.iter().map(|(key, it)| (format!("/{}", key.replace('~', "~0").replace('/', "~1")), it)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(i, it)| (format!("/{i}"), it)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(step, child)| {
        let deeper: Vec<String> = places(child).into_iter().map(|it| format!("{step}{it}")).collect();
        std::iter::once(step).chain(deeper)
    });
    below.collect()
}

/// Deletes, doubles or retypes the value at a place.
fn mutate(file: &mut Value, place: &str, action: usize) {
    let (parent, key) = place.rsplit_once('/').unwrap();
    let shapes = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{202E}x"),
        json!([]),
        json!({}),
        json!([[{}]]),
    ];
    match (action, file.pointer_mut(parent).unwrap()) {
        (0, Value::Object(map)) => drop(map.remove(&key.replace("~1", "/").replace("~0", "~"))),
        (0, Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        (1, Value::Array(items)) => items.push(items[key.parse::<usize>().unwrap()].clone()),
        _ => *file.pointer_mut(place).unwrap() = shapes[action % shapes.len()].clone(),
    }
}

/// Pivots and events.
fn happenings(snapshot: &Snapshot) -> impl Iterator<Item = &Happening> {
    snapshot.pivots.iter().chain(&snapshot.events)
}

/// Without what the format does not write: empty lists and fields that are null.
fn without_empty(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(without_empty);
            map.retain(|_, it| !it.is_null() && *it != json!([]));
        }
        Value::Array(items) => items.iter_mut().for_each(without_empty),
        _ => {}
    }
}

/// So many tries that the suite stays quick; `PROPTEST_CASES=5000` looks harder.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), text in "\\PC{0,80}", json in "[\\[\\]{}\",:0-9a-z\\\\ ]{0,120}") {
        for bytes in [&bytes[..], text.as_bytes(), json.as_bytes(), format!("{{\"format\":\"breachmap-incident/1\",{json}").as_bytes()] {
            let _ = import(bytes);
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(which in 0_usize..2, at in any::<prop::sample::Index>(), bit in 0_u8..8, cut in any::<prop::sample::Index>()) {
        let mut bytes = gallery(which).to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(Imported { incident, .. }) = import(&bytes) {
            look(&incident, &lens(&incident, at, None, None));
        }
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(import(&bytes).is_err());
    }

    #[test]
    fn a_changed_file_is_drawn_as_far_as_it_can_be(
        which in 0_usize..2,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..10), 1..12),
        day in any::<usize>(),
        known_on in any::<Option<usize>>(),
    ) {
        let mut file: Value = serde_json::from_slice(gallery(which)).unwrap();
        for (place, action) in changes {
            let places = places(&file);
            mutate(&mut file, &places[place.index(places.len())], action);
        }
        if let Ok(Imported { incident, .. }) = import(file.to_string().as_bytes()) {
            look(&incident, &lens(&incident, day, known_on, None));
        }
    }

    #[test]
    fn any_draft_is_looked_at_through_any_lens(tape in tape(), day in any::<usize>(), known_on in any::<Option<usize>>(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let lens = lens(&incident, day, known_on, told_by);
        let (snapshot, json) = look(&incident, &lens);
        let picture = figure::svg(&incident, &snapshot, &theme::LIGHT, "en");
        prop_assert_eq!(look(&incident, &lens), (snapshot.clone(), json), "the same question has the same answer");
        prop_assert_eq!(figure::svg(&incident, &snapshot, &theme::LIGHT, "en"), picture);
    }

    #[test]
    fn what_is_written_is_what_was_read(tape in tape()) {
        let mut written = file(&tape);
        let draft = native::read(written.clone(), &mut Report::default()).unwrap();
        let mut again = serde_json::to_value(&draft).unwrap();
        prop_assert_eq!(&native::read(again.clone(), &mut Report::default()).unwrap(), &draft);
        without_empty(&mut written);
        without_empty(&mut again);
        prop_assert_eq!(again, written, "unknown fields and broken parts are kept");
    }

    #[test]
    fn a_clean_file_has_no_errors(tape in tape()) {
        let report = read(&clean_file(&tape)).report;
        prop_assert!(!report.has_errors(), "{:?}", report.diagnostics);
    }

    #[test]
    fn knowledge_only_grows(tape in tape(), day in any::<usize>(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let mut known: Option<(BTreeSet<String>, usize)> = None;
        for known_on in days(&incident).into_iter().map(Some).chain([None]) {
            let lens = Lens { known_on, ..lens(&incident, day, None, told_by) };
            let snapshot = Snapshot::of(&incident, &lens, "en");
            let hosts = snapshot.hosts.iter().flat_map(|host| host.sources.iter().map(|it| format!("{} {it}", host.id)));
            let steps = happenings(&snapshot).flat_map(|step| step.sources.iter().map(|it| format!("{} {it}", step.id)));
            let now: BTreeSet<String> = hosts.chain(steps).collect();
            let n_claims = incident.hosts.iter().flat_map(|it| &it.zone).filter(|it| lens.sees(&incident, it)).count();
            if let Some((before, n_before)) = &known {
                prop_assert!(now.is_superset(before), "{:?} are forgotten", before.difference(&now));
                prop_assert!(n_claims >= *n_before);
            }
            known = Some((now, n_claims));
        }
    }

    #[test]
    fn who_hears_more_loses_no_position(tape in tape(), few in any::<u8>(), more in any::<u8>()) {
        let incident = read(&file(&tape)).incident;
        let (few, more) = (lens(&incident, 0, None, Some(few)), lens(&incident, 0, None, Some(few | more)));
        let parts = incident.hosts.iter().map(|it| &it.id).chain(incident.events.iter().map(|it| &it.id));
        for part in parts.chain(incident.counts.iter().map(|it| &it.id)) {
            let (few, more) = (claims(positions(&incident, &few, part)), claims(positions(&incident, &more, part)));
            prop_assert!(more.is_superset(&few), "{:?}", few.difference(&more));
        }
    }

    #[test]
    fn a_preference_brings_its_source_to_the_front_and_loses_nothing(tape in tape(), known_on in any::<Option<usize>>(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let rule = lens(&incident, 0, known_on, told_by);
        let parts = incident.hosts.iter().map(|it| (&it.id, Attribute::Zone));
        let parts = parts.chain(incident.events.iter().map(|it| (&it.id, Attribute::When)));
        let parts: Vec<_> = parts.chain(incident.counts.iter().map(|it| (&it.id, Attribute::Amount))).collect();
        for ((part, attribute), source) in parts.into_iter().flat_map(|it| incident.sources.iter().map(move |source| (it, &source.id))) {
            let one = Preference { part: part.clone(), attribute, source: source.clone() };
            let has_effect = one.has_effect(&incident, &rule);
            let believed = Lens { prefer: preferences([one]), ..rule.clone() };
            let (before, after) = (positions(&incident, &rule, part), positions(&incident, &believed, part));
            if !has_effect {
                let (before, after) = (Snapshot::of(&incident, &rule, "en"), Snapshot::of(&incident, &believed, "en"));
                prop_assert_eq!(Snapshot { lens: rule.clone(), ..after }, before, "who is not heard is not believed");
            } else if attribute != Attribute::When || gives_a_time(&incident, &rule, part, source) {
                prop_assert!(after[0].contains(&format!("{source:?}")), "{source} is believed on {part}: {after:?}");
            }
            prop_assert_eq!(claims(before), claims(after));
        }
    }

    #[test]
    fn silence_is_no_dispute(tape in tape(), day in any::<usize>(), few in any::<u8>()) {
        // who hears fewer sources hears no quarrel that was not there
        let incident = read(&file(&tape)).incident;
        let all = lens(&incident, day, None, None);
        let few = Snapshot::of(&incident, &Lens { told_by: lens(&incident, day, None, Some(few)).told_by, ..all.clone() }, "en");
        let all = Snapshot::of(&incident, &all, "en");
        for it in happenings(&few).filter(|it| it.when.disputed) {
            prop_assert!(happenings(&all).any(|other| other.id == it.id && other.when.disputed), "{}", it.id);
        }
        for it in few.hosts.iter().filter(|it| it.disputed) {
            prop_assert!(all.host(&it.id).is_some_and(|it| it.disputed), "{}", it.id);
        }
        let entries = |snapshot: &Snapshot| snapshot.totals.iter().flat_map(|it| it.entries.clone()).collect::<Vec<_>>();
        for it in entries(&few).iter().filter(|it| it.disputed) {
            prop_assert!(entries(&all).iter().all(|other| other.id != it.id || other.disputed), "{}", it.id);
        }
    }

    #[test]
    fn what_changed_applied_to_the_one_snapshot_gives_the_other(
        tape in tape(),
        days in any::<[usize; 2]>(),
        known_on in any::<[Option<usize>; 2]>(),
        told_by in any::<[Option<u8>; 2]>(),
    ) {
        let incident = read(&file(&tape)).incident;
        let snapshot = |i: usize| Snapshot::of(&incident, &lens(&incident, days[i], known_on[i], told_by[i]), "en");
        let (before, after) = (snapshot(0), snapshot(1));
        let diff = Diff::of(&before, &after);
        prop_assert_eq!(&diff.apply(&before), &after);
        prop_assert_eq!(&Diff::of(&after, &before).apply(&after), &before);
        prop_assert!(Diff::of(&before, &snapshot(0)).is_empty());
        let text = diff::words::text(&incident, &diff, "en");
        let (is_quiet, is_same) = (text.lines.is_empty(), (&before.hosts, &before.totals) == (&after.hosts, &after.totals));
        prop_assert!(!diff.is_empty() || (is_quiet && is_same), "{}", text.plain());
        for host in &diff.hosts.withdrawn {
            prop_assert!(after.host(&host.id).is_none() && diff.mark(&host.id) == Some(diff::Mark::Withdrawn));
        }
        let aspects = diff.hosts.changed.iter().all(|(before, after)| !after.aspects(before).is_empty());
        let numbers = diff.totals.changed.iter().all(|(before, after)| !after.aspects(before).is_empty());
        prop_assert!(aspects && numbers, "what changed has an aspect that did");
    }

    #[test]
    fn taking_a_claim_away_starts_no_quarrel(tape in tape(), gone in any::<prop::sample::Index>()) {
        let incident = read(&file(&tape)).incident;
        let lens = lens(&incident, 0, None, None);
        let view = View { incident: &incident, lens: &lens };
        for host in incident.hosts.iter().filter(|it| !it.zone.is_empty()) {
            let mut fewer = host.clone();
            fewer.zone.remove(gone.index(fewer.zone.len()));
            prop_assert!(view.zone_positions(host).disputed || !view.zone_positions(&fewer).disputed);
        }
    }

    #[test]
    fn undisclosed_overlaps_leave_a_range_from_the_largest_to_the_sum(parts in proptest::collection::vec((0_u64..1_000_000, 0_u64..1000, any::<bool>()), 1..7)) {
        let counts: Vec<Value> = (0..).zip(&parts).map(|(i, (low, more, is_said))| {
            let overlaps: Vec<Value> = (0..i).filter(|_| *is_said).map(|with| json!({ "with": format!("n{with}"), "amount": "undisclosed" })).collect();
            let claim = json!({ "source": "s", "value": { "from": low, "to": low + more }, "unit": "people" });
            json!({ "id": format!("n{i}"), "label": "N", "overlaps": overlaps, "claims": [claim] })
        }).collect();
        let source = json!({ "id": "s", "kind": "victim", "publisher": "S", "published": "2024-03-08" });
        let imported = read(&json!({ "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [source], "counts": counts }));
        prop_assert!(!imported.report.has_errors());
        let snapshot = Snapshot::of(&imported.incident, &Lens::on(Day::parse("2024-03-08").unwrap()), "en");
        let [total] = snapshot.totals.as_slice() else { panic!("one unit, one total") };
        prop_assert_eq!(total.low, parts.iter().map(|(low, ..)| *low).max().unwrap());
        prop_assert_eq!(total.high, Some(parts.iter().map(|(low, more, _)| low + more).sum()));
    }

    #[test]
    fn a_host_never_goes_back_to_what_it_was(tape in tape(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let mut before: Option<Snapshot> = None;
        for as_of in days(&incident) {
            let now = Snapshot::of(&incident, &Lens { as_of, ..lens(&incident, 0, None, told_by) }, "en");
            for host in before.iter().flat_map(|it| &it.hosts) {
                let is_inside = incident.host(&host.id).is_some_and(|it| it.role == Role::Inside);
                let state = now.host(&host.id).expect("days hide no host").state;
                prop_assert!(state != HostState::NotYet || host.state == HostState::NotYet, "{} on {as_of}", host.id);
                prop_assert!(!is_inside || state >= host.state, "{} on {as_of}: {} after {}", host.id, state, host.state);
            }
            before = Some(now);
        }
    }

    #[test]
    fn the_order_of_the_lists_moves_nothing(tape in tape(), turn in 0_usize..7) {
        let one = clean_file(&tape);
        let mut other = one.clone();
        for list in ["sources", "zones", "hosts", "pivots", "events", "counts"] {
            let items = other[list].as_array_mut().unwrap();
            items.reverse();
            let n = items.len().max(1);
            items.rotate_left(turn % n);
        }
        let map = |file: &Value| layout(&graph::request(&read(file).incident));
        prop_assert_eq!(map(&one), map(&other));
    }

    #[test]
    fn the_day_and_the_telling_move_nothing(tape in tape(), days in any::<[usize; 2]>(), told_by in any::<u8>()) {
        let incident = read(&file(&tape)).incident;
        let places = |lens: &Lens| -> BTreeSet<String> {
            let picture = figure::svg(&incident, &Snapshot::of(&incident, lens, "en"), &theme::DARK, "en");
            let doc = roxmltree::Document::parse(&picture).unwrap();
            let place = |it: roxmltree::Node<'_, '_>| {
                let shape = it.first_element_child()?;
                let numbers = ["d", "x", "y", "cx", "cy"].map(|name| shape.attribute(name).unwrap_or_default());
                Some(format!("{} {}", it.attribute("data-entity")?, numbers.join(" ")))
            };
            doc.descendants().filter_map(place).collect()
        };
        let all = places(&lens(&incident, days[0], None, None));
        let some = places(&lens(&incident, days[1], None, Some(told_by)));
        prop_assert!(all.is_superset(&some), "{:?}", some.difference(&all));
    }

    #[test]
    fn the_picture_is_well_formed_whatever_the_words(tape in tape(), words in proptest::collection::vec("\\PC{0,30}|[\\x00-\\x7f\u{fff0}-\u{ffff}\u{202e}]{0,12}", 1..8), day in any::<usize>()) {
        let mut file = file(&tape);
        replace_words(&mut file, &words, &mut 0);
        let incident = read(&file).incident;
        let snapshot = Snapshot::of(&incident, &lens(&incident, day, None, None), "en");
        let picture = figure::svg(&incident, &snapshot, &theme::LIGHT, "en");
        let doc = roxmltree::Document::parse(&picture);
        prop_assert!(doc.is_ok(), "{:?}", doc.err());
        for attribute in doc.unwrap().descendants().flat_map(|it| it.attributes()).filter(|it| NUMERIC.contains(&it.name())) {
            prop_assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
            for number in attribute.value().split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').filter(|it| !it.is_empty()) {
                prop_assert!(number.parse().is_ok_and(|it: f64| it.abs() < 1e6), "{attribute:?}");
            }
        }
    }
}

/// Attributes of SVG that hold numbers.
const NUMERIC: [&str; 14] = [
    "x",
    "y",
    "width",
    "height",
    "rx",
    "cx",
    "cy",
    "r",
    "d",
    "transform",
    "viewBox",
    "font-size",
    "stroke-width",
    "stroke-dasharray",
];

/// Puts other words where words for people stand, and where the unit of a count does.
fn replace_words(value: &mut Value, words: &[String], next: &mut usize) {
    match value {
        Value::Object(map) => {
            for (key, it) in map.iter_mut() {
                if ["title", "label", "publisher", "unit"].contains(&key.as_str()) {
                    *it = words[*next % words.len()].clone().into();
                    *next += 1;
                } else {
                    replace_words(it, words, next);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| replace_words(it, words, next)),
        _ => {}
    }
}
