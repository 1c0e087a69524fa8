//! Laws that hold for every file: whatever its bytes, its words, its dates and its gaps.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod look;
mod tape;

use std::collections::BTreeSet;
use std::fs;
use std::rc::Rc;
use std::sync::OnceLock;

use breachmap::app::sketch::Sketch;
use breachmap::diag::Report;
use breachmap::export::drawing;
use breachmap::export::snapshot::SnapshotJson;
use breachmap::fold::{Folded, Opened};
use breachmap::graph;
use breachmap::import::{Imported, import, native};
use breachmap::incident::{Day, Incident, Role};
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::{Ground, theme};
use breachmap::timeline::diff::{self, Part};
use breachmap::timeline::{ClockEnd, Days, Diff, Happening, HostState, Lens, Snapshot, View, clock_claims, numbers};
use breachmap::words::Teller;
use breachmap::{layout, paint};
use look::{config, days, lens, read};
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

/// Everything that is drawn and said under a lens; it must not panic.
fn look(incident: &Incident, lens: &Lens) -> (Snapshot, String) {
    let snapshot = Snapshot::of(incident, lens);
    let json = serde_json::to_string(&SnapshotJson::of(Teller::of(incident, "ja"), &snapshot)).unwrap();
    let _ = breachmap::cli::to_text(incident, &snapshot, "en");
    (snapshot, json)
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
fn happenings(snapshot: &Snapshot) -> impl Iterator<Item = &Rc<Happening>> {
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
        let picture = drawing::svg(Teller::of(&incident, "en"), &snapshot, &theme::LIGHT, None);
        prop_assert_eq!(look(&incident, &lens), (snapshot.clone(), json), "the same question has the same answer");
        prop_assert_eq!(drawing::svg(Teller::of(&incident, "en"), &snapshot, &theme::LIGHT, None), picture);
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
            let snapshot = Snapshot::of(&incident, &lens);
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
    fn from_day_to_day_it_stands_as_if_looked_at_anew(
        tape in tape(),
        visits in proptest::collection::vec(any::<usize>(), 1..8),
        known_on in any::<Option<usize>>(),
        told_by in any::<Option<u8>>(),
        step in any::<Option<usize>>(),
    ) {
        let incident = read(&file(&tape)).incident;
        let on = |day| lens(&incident, day, known_on, told_by);
        let steps: Vec<_> = incident.pivots.iter().map(|it| it.id.as_str()).collect();
        let step = step.filter(|_| !steps.is_empty()).map(|it| steps[it % steps.len()]);
        let days = Days::of(&incident, &on(0), step);
        let folded = Folded::of(&incident, &Opened::default(), None);
        let (numbers, teller, mut sketch) = (numbers(&incident), Teller::of(&incident, "ja"), Sketch::default());
        let ground = Ground { layout: layout::layout(&graph::request(&incident, &folded, &numbers)), folded };
        for (i, day) in visits.into_iter().map(on).enumerate() {
            if day.as_of.told().is_some() != on(0).as_of.told().is_some() {
                continue;
            }
            let snapshot = days.on(&incident, &day);
            prop_assert_eq!(&snapshot, &Snapshot::from_step(&incident, &day, step));
            // and it looks as if drawn anew, whatever is chosen
            let selection = snapshot.hosts.get(i).map(|it| it.id.as_str());
            let input = MapInput { teller, ground: &ground, numbers: &numbers, snapshot: &snapshot, selection, words: 1.0, theme: &theme::LIGHT, diff: None };
            prop_assert_eq!(sketch.draw(&input), paint::shared(&map::scene(&input)));
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
        let snapshot = |i: usize| Snapshot::of(&incident, &lens(&incident, days[i], known_on[i], told_by[i]));
        let (before, after) = (snapshot(0), snapshot(1));
        let diff = Diff::of(&before, &after);
        prop_assert_eq!(&diff.apply(&before), &after);
        prop_assert_eq!(&Diff::of(&after, &before).apply(&after), &before);
        prop_assert!(Diff::of(&before, &snapshot(0)).is_empty());
        let teller = Teller::of(&incident, "en");
        let text = teller.changes(&diff);
        let (is_quiet, is_same) = (text.lines.is_empty(), (&before.hosts, &before.totals) == (&after.hosts, &after.totals));
        prop_assert!(!diff.is_empty() || (is_quiet && is_same), "{}", text.plain(teller.tongue));
        for host in &diff.hosts.withdrawn {
            prop_assert!(after.host(&host.id).is_none() && diff.mark(&host.id) == Some(diff::Mark::Withdrawn));
        }
        let aspects = diff.hosts.changed.iter().all(|(before, after)| !after.aspects(before).is_empty());
        let numbers = diff.totals.changed.iter().all(|(before, after)| !after.aspects(before).is_empty());
        prop_assert!(aspects && numbers, "what changed has an aspect that did");
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
        let snapshot = Snapshot::of(&imported.incident, &Lens::on(Day::parse("2024-03-08").unwrap()));
        let [total] = snapshot.totals.as_slice() else { panic!("one unit, one total") };
        prop_assert_eq!(total.low, parts.iter().map(|(low, ..)| *low).max().unwrap());
        prop_assert_eq!(total.high, Some(parts.iter().map(|(low, more, _)| low + more).sum()));
    }

    #[test]
    fn a_clock_runs_by_the_word_of_a_source_as_in_its_own_telling(tape in tape(), known_on in any::<Option<usize>>()) {
        let incident = read(&file(&tape)).incident;
        let all = lens(&incident, 0, known_on, None);
        let everybody = Snapshot::of(&incident, &all);
        for source in &incident.sources {
            let alone = Lens { told_by: Some([source.id.clone()].into()), ..all.clone() };
            let alone = Snapshot::of(&incident, &alone);
            for clock in &everybody.clocks {
                let claims = clock_claims(View { incident: &incident, lens: &all }, clock);
                let own = claims.iter().find(|it| it.sources.contains(&source.id) && it.start != ClockEnd::AsShown && it.stop != ClockEnd::AsShown);
                let telling = alone.clocks.iter().find(|it| it.kind == clock.kind);
                let ends = |from, to, low, high| (from, to, low, high);
                prop_assert_eq!(
                    own.map(|it| ends(it.from, it.to, it.low, it.high)),
                    telling.map(|it| ends(it.from, it.to, it.low, it.high)),
                    "{} by {}", clock.kind, source.id
                );
            }
        }
    }

    #[test]
    fn a_host_never_goes_back_to_what_it_was(tape in tape(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let mut before: Option<Snapshot> = None;
        for as_of in days(&incident) {
            let now = Snapshot::of(&incident, &Lens { as_of, ..lens(&incident, 0, None, told_by) });
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
        let map = |file: &Value| graph::closed(&read(file).incident).layout;
        prop_assert_eq!(map(&one), map(&other));
    }

    #[test]
    fn the_day_and_the_telling_move_nothing(tape in tape(), days in any::<[usize; 2]>(), told_by in any::<u8>()) {
        let incident = read(&file(&tape)).incident;
        let places = |lens: &Lens| -> BTreeSet<String> {
            let picture = drawing::svg(Teller::of(&incident, "en"), &Snapshot::of(&incident, lens), &theme::DARK, None);
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
        let snapshot = Snapshot::of(&incident, &lens(&incident, day, None, None));
        let picture = drawing::svg(Teller::of(&incident, "en"), &snapshot, &theme::LIGHT, None);
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
