//! What one source tells, and what follows from it: how much there is of it, how long the clocks run, which deadlines there were.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::timeline::{is_out, tellings};

const QUOTED: &str = r#""sources": [
        { "id": "undated", "kind": "press", "publisher": "Undated" },
        { "id": "late", "kind": "press", "publisher": "Late", "published": "2024-03-09" },
        { "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-08" },
        { "id": "vague", "kind": "press", "publisher": "Vague", "published": "2024-03-01/2024-03-09" }
    ],
    "hosts": [
        { "id": "a", "label": "A", "role": "intruder" },
        { "id": "b", "label": "B", "names": [{ "source": "vague", "value": "Bee" }] }
    ],
    "pivots": [{ "id": "p", "from": "a", "to": "b", "claims": [{ "source": "notice", "via": "late", "when": "2024-03-01" }] }],
    "events": [{ "id": "e", "label": "E", "claims": [{ "source": "late" }] }]"#;

fn incident(parts: &str) -> Incident {
    let file = format!(r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "x", {parts} }}"#);
    import(file.as_bytes()).unwrap().incident
}

#[test]
fn a_source_tells_what_it_says_and_what_it_quotes() {
    let told = tellings(&incident(QUOTED));
    let order: Vec<&str> = told.iter().map(|it| it.source.as_str()).collect();
    assert_eq!(order, ["notice", "late", "vague", "undated"], "by the day by which each was out");
    let [notice, late, vague, undated] = told.as_slice() else { panic!("four sources") };
    assert_eq!((notice.n_hosts, notice.n_pivots, notice.n_events, notice.is_of_map), (2, 1, 0, true));
    assert_eq!((late.n_hosts, late.n_pivots, late.n_events, late.is_of_map), (2, 1, 1, true), "with what it quotes");
    assert_eq!((vague.n_hosts, vague.n_things(), vague.is_of_map), (1, 1, false), "a name is no map");
    assert_eq!((undated.n_things(), undated.is_of_map), (0, false));
}

#[test]
fn a_source_without_a_day_is_out_today_only() {
    let incident = incident(QUOTED);
    let day = Day::parse("2024-03-08");
    let out = ["undated", "late", "notice", "vague"].map(|it| is_out(&incident, it, day));
    assert_eq!(out, [false, false, true, false]);
    assert!(is_out(&incident, "undated", None));
}
