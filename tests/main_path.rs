//! Which way is loud on the map, what mattered, and what neither is.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;

use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::timeline::{Certainty, HostState, Lens, Mattered, Snapshot, Weight};
use breachmap::tongue::Tongue;

/// Two ways to the files: over the VPN, as the victim tells it, and by mail, as one paper does.
const PARTS: &str = r#""sources": [
        { "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-08" },
        { "id": "daily", "kind": "press", "publisher": "Daily", "published": "2024-03-09" }
    ],
    "hosts": [
        { "id": "thief", "label": "Thief", "role": "intruder" },
        { "id": "vpn", "label": "VPN" },
        { "id": "mail", "label": "Mail" },
        { "id": "files", "label": "Files" },
        { "id": "printer", "label": "Printer" },
        { "id": "drop", "label": "Drop", "role": "outside" },
        { "id": "beacon", "label": "Beacon", "role": "outside" }
    ],
    "techniques": [
        { "id": "T1567.002", "label": "To cloud storage", "claims": [{ "source": "daily" }] },
        { "id": "T1071.001", "label": "Web protocols", "claims": [{ "source": "daily" }] }
    ],
    "pivots": [
        { "id": "in", "from": "thief", "to": "vpn", "claims": [{ "source": "notice", "when": "2024-03-01" }] },
        { "id": "on", "from": "vpn", "to": "files", "claims": [{ "source": "notice", "when": "2024-03-02" }] },
        { "id": "mailed", "from": "thief", "to": "mail", "claims": [{ "source": "daily", "when": "2024-03-01" }] },
        { "id": "opened", "from": "mail", "to": "files", "claims": [{ "source": "daily", "when": "2024-03-02" }] },
        { "id": "aside", "from": "files", "to": "printer", "claims": [{ "source": "notice" }] }
        EXIT
    ]"#;

const COUNT: &str = r#", "counts": [{ "id": "n", "label": "People", "host": "files",
    "claims": [{ "source": "notice", "value": 100, "unit": "people" }] }]"#;
const OUT: &str = r#", { "id": "out", "from": "files", "to": "drop", "technique": "T1567.002",
    "claims": [{ "source": "daily", "when": "2024-03-05", "hedge": "possible" }] }"#;
const CALLS: &str = r#", { "id": "calls", "from": "files", "to": "beacon", "technique": "T1071.001",
    "claims": [{ "source": "daily", "when": "2024-03-05" }] }"#;

fn incident(exit: &str, more: &str) -> Incident {
    let parts = PARTS.replace("EXIT", exit);
    let file = format!(r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "x", {parts} {more} }}"#);
    import(file.as_bytes()).unwrap().incident
}

fn on(incident: &Incident, day: &str, told_by: Option<&str>) -> Snapshot {
    let told_by = told_by.map(|it| BTreeSet::from([it.to_owned()]));
    Snapshot::of(incident, &Lens { told_by, ..Lens::on(Day::parse(day).unwrap()) })
}

fn of(snapshot: &Snapshot, weight: Weight) -> Vec<&str> {
    snapshot.pivots.iter().filter(|it| it.weight == weight).map(|it| it.id.as_str()).collect()
}

#[test]
fn the_way_that_the_best_sources_tell_to_what_mattered_is_loud() {
    let incident = incident("", COUNT);
    for day in ["2024-02-29", "2024-03-01", "2024-03-10"] {
        let snapshot = on(&incident, day, None);
        assert_eq!(of(&snapshot, Weight::Main), ["in", "on"], "no day changes it: {day}");
        assert_eq!(of(&snapshot, Weight::Other), ["aside"], "told by who tells the way");
        assert_eq!(of(&snapshot, Weight::Rival), ["mailed", "opened"], "told by nobody who does");
    }
    assert_eq!(
        of(&on(&incident, "2024-03-10", Some("daily")), Weight::Main).len(),
        0,
        "of the number it tells nothing"
    );
}

#[test]
fn what_left_before_a_better_told_step_leads_to_where_it_was_left_by_an_earlier_one() {
    // the files were locked by a step that two tell, days after they had been copied
    let lock = r#", { "id": "lock", "from": "vpn", "to": "files",
        "claims": [{ "source": "notice", "when": "2024-03-20" }, { "source": "daily", "when": "2024-03-20" }] }"#;
    for exits in [OUT.to_owned() + lock, lock.to_owned() + OUT] {
        let incident = incident(&exits, COUNT);
        assert_eq!(of(&on(&incident, "2024-03-21", None), Weight::Main), ["in", "on", "out"]);
    }
}

#[test]
fn where_nothing_is_told_to_have_mattered_no_way_is_loud() {
    let incident = incident(CALLS, "");
    let snapshot = on(&incident, "2024-03-10", None);
    assert_eq!(of(&snapshot, Weight::Other).len(), 6, "all alike");
    assert!(snapshot.hosts.iter().all(|it| it.mattered.is_none()), "a beacon takes no data");
}

#[test]
fn the_author_of_the_file_says_which_way_is_the_main_one() {
    let incident = incident("", &format!(r#"{COUNT}, "main": ["mailed", "opened"]"#));
    let loud = |told_by| of(&on(&incident, "2024-03-10", told_by), Weight::Main).join(" ");
    assert_eq!(loud(None), "mailed opened");
    assert_eq!(loud(Some("daily")), "mailed opened");
    assert_eq!(loud(Some("notice")), "in on", "who does not tell that way tells another");
    let snapshot = on(&incident, "2024-03-10", None);
    assert_eq!(of(&snapshot, Weight::Rival).len(), 0, "what the victim itself tells is never faint");
}

#[test]
fn a_second_way_begins_at_the_intruder_again() {
    let incident = incident(OUT, r#", "main": ["in", "on", "mailed", "opened", "out"]"#);
    let loud = |told_by| of(&on(&incident, "2024-03-10", told_by), Weight::Main).join(" ");
    assert_eq!(loud(None), "in on mailed opened out");
    assert_eq!(loud(Some("notice")), "in on", "the way that is told whole");
}

#[test]
fn where_data_went_is_marked_when_it_went_and_as_firmly_as_it_is_told() {
    let incident = incident(OUT, COUNT);
    let mattered = |day, id| on(&incident, day, None).host(id).unwrap().mattered;
    assert_eq!(mattered("2024-03-04", "drop"), None, "not yet");
    assert_eq!(mattered("2024-03-05", "drop"), Some((Mattered::Out, Certainty::Possible)));
    assert_eq!(mattered("2024-02-29", "files"), Some((Mattered::Data, Certainty::Certain)), "it held them all along");
    assert_eq!(mattered("2024-03-10", "vpn"), None);
    let snapshot = on(&incident, "2024-03-10", None);
    assert_eq!(of(&snapshot, Weight::Main), ["in", "on", "out"], "to where the data went");
    let ends: Vec<&str> = snapshot.hosts.iter().filter(|it| it.is_goal).map(|it| it.id.as_str()).collect();
    assert_eq!(ends, ["drop"], "and there it ends");
}

#[test]
fn what_is_disrupted_stays_so_until_it_is_restored() {
    let states = r#"[{ "source": "notice", "value": "disrupted", "when": "2024-03-03" },
        { "source": "notice", "value": "contained", "when": "2024-03-04" },
        { "source": "notice", "value": "restored", "when": "2024-03-06" }]"#;
    let parts = PARTS
        .replace("EXIT", "")
        .replace(r#""label": "Files" }"#, &format!(r#""label": "Files", "states": {states} }}"#));
    let file = format!(r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "x", {parts} }}"#);
    let incident = import(file.as_bytes()).unwrap().incident;
    let state = |day| on(&incident, day, None).host("files").unwrap().state;
    let all = ["2024-03-02", "2024-03-03", "2024-03-05", "2024-03-06"].map(state);
    assert_eq!(all, [HostState::Compromised, HostState::Disrupted, HostState::Disrupted, HostState::Restored]);
    let mattered = |day| Tongue::of("en").mattered(on(&incident, day, None).host("files").unwrap());
    assert_eq!(["2024-03-02", "2024-03-05"].map(mattered), [None, None], "its state says it");
    assert_eq!(mattered("2024-03-06").as_deref(), Some("was down"), "well again, and it had been bad");
    let snapshot = on(&incident, "2024-03-10", None);
    assert_eq!(of(&snapshot, Weight::Main), ["in", "on"], "to what stopped");
}
