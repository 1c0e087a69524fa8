//! What must hold of every incident of the gallery, and of single ones: the figures of each publication day, as a reader of the snapshot sees them.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use breachmap::export::snapshot::SnapshotJson;
use breachmap::import::import;
use breachmap::incident::{Day, Incident, Marking, SourceKind};
use breachmap::timeline::{Lens, Snapshot, Timeline};
use breachmap::words::Teller;
use serde_json::Value;

fn text(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|err| panic!("{path}: {err}"))
}

/// The entries of the index.
fn index() -> Vec<Value> {
    let index: Value = serde_json::from_str(&text("static/gallery/index.json")).unwrap();
    index["incidents"].as_array().unwrap().clone()
}

/// An entry's incident and its text, read without a finding.
fn read(entry: &Value) -> (Incident, String) {
    let text = text(&format!("static/gallery/{}", entry["file"].as_str().unwrap()));
    let imported = import(text.as_bytes()).unwrap();
    assert_eq!(imported.report.diagnostics, [], "{} is clean", entry["id"]);
    (imported.incident, text)
}

fn incident(id: &str) -> Incident {
    read(index().iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("{id} is not in the index"))).0
}

/// Which sources are passed on by which, and which are named at all, by the claims of a file.
#[derive(Default)]
struct Cited {
    named: BTreeSet<String>,
    passed_on_by: BTreeMap<String, BTreeSet<String>>,
}

impl Cited {
    fn collect(&mut self, value: &Value) {
        let ids = |it: &Value| -> BTreeSet<String> {
            let one = it.as_str().map(str::to_owned);
            one.into_iter()
                .chain(it.as_array().into_iter().flatten().filter_map(|it| Some(it.as_str()?.to_owned())))
                .collect()
        };
        match value {
            Value::Object(fields) => {
                if let Some(source) = fields.get("source").and_then(Value::as_str) {
                    let via = fields.get("via").map(ids).unwrap_or_default();
                    self.named.insert(source.to_owned());
                    self.named.extend(via.iter().cloned());
                    self.passed_on_by.entry(source.to_owned()).or_default().extend(via);
                }
                fields.values().for_each(|it| self.collect(it));
            }
            Value::Array(items) => items.iter().for_each(|it| self.collect(it)),
            _ => {}
        }
    }
}

#[test]
fn every_incident_is_clean_named_and_marked() {
    let index = index();
    assert!(index.len() >= 3, "there are several incidents");
    for entry in &index {
        let (incident, _) = read(entry);
        assert_eq!(entry["id"], incident.id.as_str(), "the index names the file by its id");
        assert_eq!(entry["title"]["en"], incident.title.get("en"), "the index has the file's title");
        assert_eq!(incident.marking, Some(Marking::Clear), "{} is public", incident.id);
        assert!(incident.summary.is_some(), "{} says what it is about", incident.id);
    }
}

#[test]
fn every_source_is_dated_cited_and_can_be_found() {
    for entry in index() {
        let (incident, text) = read(&entry);
        let mut cited = Cited::default();
        cited.collect(&serde_json::from_str(&text).unwrap());
        for source in &incident.sources {
            let id = source.id.as_str();
            assert!(!source.publisher.get("en").is_empty(), "{id} has a publisher");
            assert!(source.published.is_some(), "{id} has a date");
            if source.kind == SourceKind::Editor {
                continue;
            }
            assert!(cited.named.contains(id), "{id} says something");
            assert!(source.url.as_deref().is_none_or(|it| it.starts_with("http")), "{id} has an address of the web");
            let is_passed_on = cited.passed_on_by.get(id).is_some_and(|via| {
                via.iter().any(|it| incident.source(it).is_some_and(|it| it.url.is_some() || it.title.is_some()))
            });
            assert!(source.url.is_some() || source.title.is_some() || is_passed_on, "{id} can be found");
        }
    }
}

#[test]
fn every_incident_has_a_page_that_lists_its_sources() {
    let pages = text("docs/gallery.md") + &text("docs/ntt.md");
    for entry in index() {
        let (incident, _) = read(&entry);
        assert!(pages.contains(entry["file"].as_str().unwrap()), "{} has a section", incident.id);
        for source in incident.sources.iter().filter(|it| it.kind != SourceKind::Editor) {
            let is_there = source.url.as_deref().is_none_or(|it| pages.contains(it))
                || pages.contains(&format!("`{}`", source.id));
            assert!(is_there, "{} of {} is on the page", source.id, incident.id);
        }
    }
}

/// The snapshot JSON on the last day of the story, as known on a day and told by all or one.
fn look(incident: &Incident, known_on: Option<&str>, told_by: Option<&str>) -> Value {
    let lens = Lens {
        known_on: known_on.map(|it| Day::parse(it).unwrap()),
        told_by: told_by.map(|it| [it.to_owned()].into()),
        ..Lens::on(Timeline::of(incident).last())
    };
    serde_json::to_value(SnapshotJson::of(Teller::of(incident, "en"), &Snapshot::of(incident, &lens))).unwrap()
}

/// What is said of a unit; empty if nothing is.
fn words(snapshot: &Value, unit: &str) -> String {
    let counts = snapshot["counts"].as_array().unwrap();
    counts.iter().find(|it| it["unit"] == unit).map(|it| it["words"].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn equifax_revises_canada_down_and_up_and_the_rest_on_its_own() {
    let incident = incident("equifax-2017");
    let (us, canada, uk) = ("people in the US", "people in Canada", "people in the UK written to");
    let expected = [
        ("2017-09-06", "", "", ""),
        ("2017-09-07", "about 143,000,000 people in the US, possibly", "an undisclosed number of people in Canada", ""),
        (
            "2017-09-19",
            "about 143,000,000 people in the US, possibly",
            "about 100,000 people in Canada, possibly",
            "up to 400,000 people in the UK written to, possibly",
        ),
        (
            "2017-10-02",
            "about 145,500,000 people in the US, possibly",
            "about 8,000 people in Canada",
            "up to 400,000 people in the UK written to, possibly",
        ),
        (
            "2017-11-28",
            "about 145,500,000 people in the US, possibly",
            "about 19,670 people in Canada",
            "693,665 people in the UK written to",
        ),
        (
            "2018-03-01",
            "about 147,900,000 people in the US",
            "about 19,670 people in Canada",
            "861,096 people in the UK written to",
        ),
        (
            "2018-03-31",
            "about 147,900,000 people in the US",
            "about 19,000 people in Canada",
            "about 860,000 people in the UK written to",
        ),
    ];
    for (day, in_us, in_canada, in_uk) in expected {
        let known = look(&incident, Some(day), None);
        assert_eq!(
            [words(&known, us), words(&known, canada), words(&known, uk)],
            [in_us, in_canada, in_uk],
            "known on {day}"
        );
    }
}

#[test]
fn equifax_s_reports_differ_where_they_do() {
    let incident = incident("equifax-2017");
    let all = look(&incident, None, None);
    let disputed =
        |part: &str, id: &str| all[part].as_array().unwrap().iter().any(|it| it["id"] == id && it["disputed"] == true);
    for event in ["struts-disclosed", "cert-expired", "start"] {
        assert!(disputed("events", event), "{event}");
    }
    assert!(!disputed("events", "detection"), "nobody doubts the day of the detection");
    let shown = all["counts"].as_array().unwrap().iter().find(|it| it["unit"] == "databases").unwrap();
    assert_eq!((&shown["words"], &shown["disputed"]), (&"48 databases".into(), &true.into()));
    let databases = |source| words(&look(&incident, None, Some(source)), "databases");
    assert_eq!([databases("gao-2018-09-07"), databases("house-2018-12-10")], ["51 databases", "48 databases"]);
    let way = |source| -> BTreeSet<String> {
        let told = look(&incident, None, Some(source));
        let to_databases = told["pivots"].as_array().unwrap().iter().filter(|it| it["to"] == "databases");
        to_databases.map(|it| it["from"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(way("house-2018-12-10"), ["file-share".to_owned()].into());
    assert_eq!(way("gao-2018-09-07"), ["repository".to_owned()].into());
    let dwell = |source| {
        let told = look(&incident, None, Some(source));
        told["clocks"].as_array().unwrap().iter().find(|it| it["kind"] == "first-access-to-detection").unwrap()["high_days"].clone()
    };
    assert_eq!(dwell("psi-2019-03-06"), 77, "13 May to 29 July, whatever days a report counts");
}

/// The state of a host on a day.
fn state(incident: &Incident, as_of: &str, host: &str) -> String {
    let snapshot = Snapshot::of(incident, &Lens::on(Day::parse(as_of).unwrap()));
    let host = snapshot.hosts.iter().find(|it| it.id == host).unwrap_or_else(|| panic!("no {host}"));
    host.state.to_string()
}

#[test]
fn hse_s_servers_are_lost_cut_off_and_restored() {
    let incident = incident("hse-2021");
    let servers = ["2021-05-06", "2021-05-07", "2021-05-13", "2021-05-14", "2021-09-20", "2021-09-21"]
        .map(|day| state(&incident, day, "servers"));
    // "to-store" can be as early as 18 March
    assert_eq!(servers, ["compromised", "compromised", "compromised", "disrupted", "disrupted", "restored"]);
    let on =
        |day| ["hospital-a", "hospital-c", "doh", "email", "portal", "ambulance"].map(|it| state(&incident, day, it));
    assert_eq!(on("2021-05-13"), ["contained", "compromised", "compromised", "not-yet", "not-yet", "not-yet"]);
    assert_eq!(on("2021-05-14"), ["contained", "contained", "contained", "disrupted", "contained", "clean"]);
    assert_eq!(on("2021-06-01"), ["contained", "contained", "contained", "disrupted", "restored", "clean"]);
    let alerts = ["alert-1", "alert-2", "alert-c", "hse-warned", "alert-3", "detection"];
    let all = look(&incident, None, None);
    let days = alerts.map(|id| {
        let event = all["events"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap();
        event["when"]["earliest"].as_str().unwrap().to_owned()
    });
    assert_eq!(days, ["2021-03-31", "2021-05-07", "2021-05-10", "2021-05-12", "2021-05-13", "2021-05-14"]);
}

#[test]
fn hse_s_worst_day_is_told_by_what_stopped() {
    let incident = incident("hse-2021");
    let snapshot = Snapshot::of(&incident, &Lens::on(Day::parse("2021-05-14").unwrap()));
    let sentence = Teller::of(&incident, "en").sentence(&snapshot);
    assert!(
        sentence.starts_with("14 May 2021: Ransomware set off, HSE sees the attack, and 14 other steps;"),
        "{sentence}"
    );
}

#[test]
fn hse_s_people_are_fewer_with_each_publication() {
    let incident = incident("hse-2021");
    let expected = [
        ("2021-05-13", "", ""),
        ("2021-05-19", "", "12 people with data online"),
        ("2021-05-28", "", "about 520 people with data online"),
        ("2021-09-29", "about 4,900,000 people", "about 520 people with data online"),
        ("2022-11-07", "about 113,000 people", "about 520 people with data online"),
        ("2023-02-09", "about 100,000 people", "about 520 people with data online"),
        ("2023-02-20", "about 100,000 to 120,000 people", "about 520 people with data online"),
        ("2024-05-14", "about 90,936 to 110,936 people", "about 520 people with data online"),
        ("2024-11-05", "90,936 to 97,922 people", "about 520 people with data online"),
    ];
    for (day, people, online) in expected {
        let known = look(&incident, Some(day), None);
        assert_eq!(
            [words(&known, "people"), words(&known, "people with data online")],
            [people, online],
            "known on {day}"
        );
    }
}

#[test]
fn hse_s_first_day_depends_on_who_tells_and_when() {
    let incident = incident("hse-2021");
    let start = |known_on, told_by| {
        let told = look(&incident, known_on, told_by);
        let event = told["events"].as_array().unwrap().iter().find(|it| it["id"] == "start")?;
        Some((event["when"]["earliest"].as_str().map(str::to_owned), event["when"]["latest"].as_str()?.to_owned()))
    };
    let day = |it: &str| Some((Some(it.to_owned()), it.to_owned()));
    assert_eq!(start(Some("2021-05-15"), None), None, "nobody has said");
    assert_eq!(start(Some("2021-05-16"), None), Some((None, "2021-04-30".to_owned())), "the intruders boast");
    assert_eq!(start(Some("2021-05-19"), None), day("2021-05-07"), "the minister");
    assert_eq!(start(Some("2021-12-10"), None), day("2021-03-18"), "the review");
    assert_eq!(start(None, Some("hipaajournal")), day("2021-05-07"));
    assert_eq!(start(None, Some("irishtimes-timeline")), day("2021-03-18"));
}

fn find<'a>(snapshot: &'a Value, part: &str, id: &str) -> Option<&'a Value> {
    snapshot[part].as_array().unwrap().iter().find(|it| it["id"] == id)
}

/// What is counted of a unit: fewest, most, hedge.
fn counted<'a>(snapshot: &'a Value, unit: &str) -> Option<(u64, Option<u64>, &'a str)> {
    let total = snapshot["counts"].as_array().unwrap().iter().find(|it| it["unit"] == unit)?;
    Some((total["low"].as_u64().unwrap(), total["high"].as_u64(), total["hedge"].as_str().unwrap()))
}

/// `2020-05-07`, or `2020-05-04..2020-05-05`; an open end is empty.
fn when(snapshot: &Value, part: &str, id: &str) -> Option<String> {
    let span = &find(snapshot, part, id)?["when"];
    let end = |it: &str| span[it].as_str().unwrap_or_default().to_owned();
    let (a, b) = (end("earliest"), end("latest"));
    Some(if a == b { a } else { format!("{a}..{b}") })
}

#[test]
fn solarwinds_shows_more_than_thirty_hosts_in_eight_zones_at_most() {
    let latest = look(&incident("solarwinds-2020"), None, None);
    let hosts = latest["hosts"].as_array().unwrap();
    assert!(hosts.len() > 30, "{} hosts", hosts.len());
    let mut zones: Vec<&str> = hosts.iter().map(|it| it["zone"].as_str().unwrap()).collect();
    zones.sort_unstable();
    zones.dedup();
    assert!(zones.len() <= 8, "{zones:?}");
    let state = |id: &str| find(&latest, "hosts", id).unwrap()["state"].as_str().unwrap();
    assert_eq!(state("crowdstrike"), "clean", "the attempt failed");
    assert_eq!(find(&latest, "pivots", "try-crowdstrike"), None, "what is only denied is no step");
    assert_eq!([state("sw-update"), state("cisco"), state("treasury")], ["restored", "contained", "compromised"]);
    assert_eq!(find(&latest, "hosts", "dod").unwrap()["disputed"], true, "the department denies what the press tells");
}

#[test]
fn the_number_hacked_through_solarwinds_went_up_and_then_down() {
    let incident = incident("solarwinds-2020");
    let on = |day: &str, unit: &str| {
        let seen = look(&incident, Some(day), None);
        counted(&seen, unit).map(|(low, high, hedge)| (low, high, hedge.to_owned()))
    };
    let some = |low: u64, high: Option<u64>, hedge: &str| Some((low, high, hedge.to_owned()));
    assert_eq!(on("2020-12-13", "customers with the update"), None);
    assert_eq!(on("2020-12-14", "customers with the update"), some(0, Some(18_000), "possible"));
    assert_eq!(on("2020-12-14", "customers told"), some(33_000, Some(33_000), "stated"));
    assert_eq!(on("2020-12-16", "organisations"), None);
    assert_eq!(on("2020-12-17", "organisations"), some(41, None, "stated"));
    assert_eq!(on("2020-12-19", "organisations"), some(200, None, "stated"));
    assert_eq!(on("2021-01-02", "organisations"), some(250, Some(250), "possible"));
    assert_eq!(on("2021-01-05", "US agencies"), some(0, Some(10), "stated"));
    assert_eq!(on("2021-02-17", "US agencies"), some(9, Some(9), "stated"));
    assert_eq!(on("2021-02-17", "companies"), some(100, Some(100), "stated"));
    assert_eq!(on("2021-02-17", "organisations"), None, "told apart by then");
    assert_eq!(on("2021-05-06", "organisations"), None);
    assert_eq!(on("2021-05-07", "organisations"), some(0, Some(100), "stated"));
}

#[test]
fn the_first_access_to_solarwinds_was_dated_back() {
    let incident = incident("solarwinds-2020");
    let access = |known_on: Option<&str>| when(&look(&incident, known_on, None), "pivots", "entry");
    let begins = |known_on: Option<&str>| when(&look(&incident, known_on, None), "events", "begins").unwrap();
    assert_eq!(access(Some("2020-12-31")), None, "nobody had said how they came in");
    assert_eq!(access(Some("2021-01-11")).unwrap(), "2019-09-04");
    assert_eq!(access(Some("2021-05-18")).unwrap(), "2019-09-04");
    assert_eq!(access(None).unwrap(), "2019-01-01..2019-01-31");
    assert_eq!(begins(Some("2020-12-13")), "2020-03-01..2020-05-31");
    assert_eq!(begins(Some("2020-12-21")), "..2019-10-31");
    assert_eq!(begins(Some("2021-01-11")), "2019-09-04");
    assert_eq!(begins(None), "2019-01-01..2019-01-31");
}

#[test]
fn what_the_justice_department_saw_in_may_2020_was_told_in_2023() {
    let incident = incident("solarwinds-2020");
    assert_eq!(when(&look(&incident, Some("2023-04-27"), None), "events", "doj-notices"), None);
    let told = look(&incident, Some("2023-04-28"), None);
    assert_eq!(when(&told, "events", "doj-notices").unwrap(), "2020-05-21..2020-05-31");
    let regulator = look(&incident, None, Some("sec-2023-10-30"));
    assert!(find(&regulator, "pivots", "entry-vpn").is_some() && find(&regulator, "pivots", "entry").is_none());
}

#[test]
fn the_red_team_of_optc_reaches_the_domain_controller_twice_and_spreads_from_there() {
    let incident = incident("optc-2019");
    let from = |id: &str| incident.pivots.iter().filter(|it| it.from == id).count();
    assert_eq!((incident.hosts.len(), incident.pivots.len()), (35, 39));
    assert_eq!(from("dc1"), 14 + 6 + 2, "fourteen machines, six, one that refuses, and back");
    assert_eq!(incident.pivots.iter().filter(|it| it.to == "dc1").count(), 2);
    let latest = look(&incident, None, None);
    assert!(find(&latest, "pivots", "d2-0502").is_none(), "access was denied");
    let story: Vec<&str> = incident.pivots.iter().map(|it| it.id.as_str()).take(4).collect();
    assert_eq!(story, ["d1-entry", "d1-0402", "d1-0660", "d1-dc1"]);
    assert_eq!(words(&latest, "hosts with admin rights"), "1,025 hosts with admin rights");
}
