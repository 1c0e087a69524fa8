//! What one source tells, and what follows from it: how much there is of it, how long the clocks run, which deadlines there were.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::timeline::{ClockKind, Lens, Snapshot, View, clock_claims, deadlines, is_out, numbers, tellings};
use breachmap::tongue::Tongue;

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

const CLAIMED: &str = r#""sources": [
        { "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-08" },
        { "id": "daily", "kind": "press", "publisher": "Daily", "published": "2024-03-09" },
        { "id": "copy", "kind": "analyst", "publisher": "Copy", "published": "2024-03-10" },
        { "id": "late", "kind": "analyst", "publisher": "Late", "published": "2024-03-11" }
    ],
    "hosts": [{ "id": "a", "label": "A", "role": "intruder" }, { "id": "b", "label": "B" }, { "id": "c", "label": "C" }],
    "pivots": [
        { "id": "p", "from": "a", "to": "b", "claims": [{ "source": "notice", "when": "2024-03-01" }, { "source": "daily", "via": "copy", "when": "2024-02" }] },
        { "id": "q", "from": "b", "to": "c", "claims": [{ "source": "late", "when": "2024-03-03/2024-03-04" }] }
    ],
    "events": [{ "id": "d", "kind": "detection", "label": "D", "claims": [
        { "source": "notice", "when": "2024-03-05" }, { "source": "daily", "when": "2024-03-07" } ] }]"#;

fn dwell(incident: &Incident, told_by: Option<&str>) -> Vec<String> {
    let lens =
        Lens { told_by: told_by.map(|it| [it.to_owned()].into()), ..Lens::on(Day::from_ymd(2024, 3, 12).unwrap()) };
    let snapshot = Snapshot::of(incident, &lens);
    let clock = snapshot.clocks.iter().find(|it| it.kind == ClockKind::Dwell).unwrap();
    let claims = clock_claims(View { incident, lens: &lens }, clock);
    assert!(claims.iter().all(|it| it.is_shown == ((it.from, it.to) == (clock.from, clock.to))));
    claims.iter().map(|it| format!("{} [{}]", Tongue::of("en").clock_claim(it), it.sources.join(" "))).collect()
}

#[test]
fn each_source_says_how_long_the_intruder_was_inside() {
    let incident = incident(CLAIMED);
    let expected = [
        "1 March 2024 → 5 March 2024: 4 days [notice]",
        "February 2024 → 5 March 2024 (date used on the map): 5 to 33 days [copy]",
        "February 2024 → 7 March 2024: 7 to 35 days [daily]",
    ];
    assert_eq!(dwell(&incident, None), expected, "the shown first; nobody's end is taken for another's");
    assert_eq!(dwell(&incident, Some("daily")), ["February 2024 → 7 March 2024: 7 to 35 days [daily]"]);
}

/// A file of a breach that was noticed and, perhaps, told of, on these days; as written, with commas.
fn noticed(jurisdictions: &str, detected: &str, told: &str) -> Incident {
    incident(&format!(
        r#""jurisdictions": [{jurisdictions}],
        "sources": [{{ "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2025-03-08" }}],
        "hosts": [{{ "id": "a", "label": "A" }}],
        "events": [
            {{ "id": "d", "kind": "detection", "label": "D", "claims": [{{ "source": "notice", "when": "{detected}" }}] }}{told}
        ]"#
    ))
}

fn verdict(incident: &Incident, rule: &str) -> String {
    let snapshot = Snapshot::of(incident, &Lens::on(Day::from_ymd(2025, 3, 12).unwrap()));
    let all = deadlines(incident, &snapshot);
    let found = all.iter().find(|it| it.rule.law.as_str() == rule).unwrap();
    format!("{}: {}", found.verdict, Tongue::of("en").deadline_why(found))
}

fn told(jurisdiction: &str, when: &str) -> String {
    format!(
        r#", {{ "id": "t-{when}", "kind": "authority-told", "label": "T"{jurisdiction}, "claims": [{{ "source": "notice", "when": "{when}" }}] }}"#
    )
}

#[test]
fn a_rule_says_whether_it_was_kept_or_why_nobody_knows() {
    let eu = r#", "jurisdiction": "eu""#;
    for (jurisdictions, detected, done, rule, expected) in [
        (r#""eu""#, "2024-03-05", told(eu, "2024-03-07"), "gdpr-33", "met: due 8 March 2024, done 7 March 2024"),
        (r#""eu""#, "2024-03-05", told(eu, "2024-03-09"), "gdpr-33", "missed: due 8 March 2024, done 9 March 2024"),
        (
            r#""eu""#,
            "2024-03-05",
            told(eu, "2024-03-08"),
            "gdpr-33",
            "not-known: due 8 March 2024, done 8 March 2024: in time or late, the dates leave both open",
        ),
        (
            r#""eu""#,
            "2024-03-05",
            told("", "2024-03-07"),
            "gdpr-33",
            "not-known: due 8 March 2024; somebody was told, and the file does not say that it was under this law",
        ),
        (
            r#""eu""#,
            "2024-03-05",
            String::new(),
            "gdpr-33",
            "not-known: due 8 March 2024; no source that is heard says when it was done",
        ),
        (
            r#""japan""#,
            "2020-05-07",
            String::new(),
            "appi-26-preliminary",
            "did-not-apply: it came into force on 1 April 2022, after this breach was noticed (7 May 2020)",
        ),
        (
            r#""japan""#,
            "2022-03-30/2022-04-02",
            String::new(),
            "appi-26-preliminary",
            "not-known: it came into force on 1 April 2022, which may be before or after it was noticed",
        ),
        (
            r#""japan""#,
            "2024-03-05",
            String::new(),
            "gdpr-33",
            "did-not-apply: the file names no tie to the European Union",
        ),
        (
            r#""us-listed""#,
            "2024-03-05",
            String::new(),
            "sec-8-k-1-05",
            "not-known: no source that is heard says when it was found material",
        ),
    ] {
        assert_eq!(verdict(&noticed(jurisdictions, detected, &done), rule), expected);
    }
}

#[test]
fn a_final_report_is_the_second_one_to_its_authority() {
    let japan = r#", "jurisdiction": "japan""#;
    let both = format!("{}{}", told(japan, "2025-02-07"), told(japan, "2025-04-01"));
    let incident = noticed(r#""japan""#, "2025-02-05", &both);
    assert_eq!(verdict(&incident, "appi-26-preliminary"), "met: due 8 to 10 February 2025, done 7 February 2025");
    assert_eq!(verdict(&incident, "appi-26-final"), "met: due 6 April 2025, done 1 April 2025");
    let one = noticed(r#""japan""#, "2025-02-05", &told(japan, "2025-02-07"));
    assert!(verdict(&one, "appi-26-final").starts_with("not-known"));
}

#[test]
fn a_jurisdiction_that_is_none_is_said_and_left_out() {
    let file = br#"{ "format": "breachmap-incident/1", "id": "x", "title": "x", "jurisdictions": ["eu", "jpan"],
        "hosts": [{ "id": "a", "label": "A" }] }"#;
    let imported = import(file).unwrap();
    assert_eq!(imported.incident.jurisdictions, [breachmap::incident::Jurisdiction::Eu]);
    let found: Vec<String> = imported.report.diagnostics.iter().map(|it| it.tell(Tongue::of("en"))).collect();
    assert!(found.iter().any(|it| it.contains("jpan") && it.contains("japan")), "{found:?}");
}

#[test]
fn a_day_on_which_it_is_only_denied_is_no_day_on_which_it_was() {
    let incident = incident(
        r#""sources": [
            { "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-20" },
            { "id": "daily", "kind": "press", "publisher": "Daily", "published": "2024-03-09" }
        ],
        "events": [
            { "id": "seen", "kind": "detection", "label": "Noticed", "claims": [{ "source": "daily", "when": "2024-03-02" }] },
            { "id": "told", "kind": "public-notice", "label": "Public notice", "claims": [
                { "source": "notice", "when": "2024-03-05", "hedge": "denied" },
                { "source": "notice", "hedge": "possible" }
            ] }
        ]"#,
    );
    let lens = Lens::on(Day::parse("2024-03-20").unwrap());
    let snapshot = Snapshot::of(&incident, &lens);
    let told = snapshot.event("told").unwrap();
    assert!(told.when.undated && told.when.disputed, "the notice says that it was, and not when: {:?}", told.when);
    for clock in &snapshot.clocks {
        assert_eq!(clock_claims(View { incident: &incident, lens: &lens }, clock), Vec::new(), "nobody dates its stop");
    }
}

/// The order of the story as one source tells it, or as all do, and the numbers of its steps.
fn order(incident: &Incident, teller: Option<&str>) -> (Vec<String>, Vec<usize>) {
    let told_by = teller.map(|it| [it.to_owned()].into());
    let snapshot = Snapshot::of(incident, &Lens { told_by, ..Lens::on(Day::parse("2024-12-31").unwrap()) });
    let numbers = numbers(incident);
    let ids: Vec<String> = snapshot.story.iter().map(|it| it.id.clone()).collect();
    let numbered = ids.iter().filter_map(|it| numbers.get(it).copied()).collect();
    (ids, numbered)
}

#[test]
fn a_way_in_without_a_day_stands_before_what_goes_on_from_there() {
    let incident = incident(
        r#""sources": [
            { "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-08" },
            { "id": "daily", "kind": "press", "publisher": "Daily", "published": "2024-03-09" }
        ],
        "hosts": [
            { "id": "i", "label": "I", "role": "intruder" }, { "id": "a", "label": "A" }, { "id": "b", "label": "B" },
            { "id": "c", "label": "C" }, { "id": "d", "label": "D" }
        ],
        "pivots": [
            { "id": "on", "from": "b", "to": "c", "claims": [{ "source": "notice", "when": "2024-03-01" }] },
            { "id": "back", "from": "c", "to": "a", "claims": [{ "source": "notice", "when": "2024-03-02" }] },
            { "id": "middle", "from": "a", "to": "b", "claims": [{ "source": "notice" }] },
            { "id": "in", "from": "i", "to": "a", "claims": [{ "source": "notice" }] },
            { "id": "out", "from": "a", "to": "i", "claims": [{ "source": "notice", "when": "2024-02-20" }] },
            { "id": "rival", "from": "i", "to": "b", "claims": [{ "source": "daily", "when": "2024-02-01" }] },
            { "id": "late", "from": "d", "to": "c", "claims": [{ "source": "daily", "when": "2024-01-01" }] },
            { "id": "later", "from": "i", "to": "d", "claims": [{ "source": "daily", "when": "2024-02-02" }] }
        ]"#,
    );
    let (told, numbers) = order(&incident, Some("notice"));
    assert_eq!(told, ["in", "out", "middle", "on", "back"], "along the path, and from the intruder");
    assert!(numbers.is_sorted(), "the numbers say the same: {numbers:?}");
    let (told, numbers) = order(&incident, None);
    let place = |id: &str| told.iter().position(|it| it == id).unwrap();
    assert!(place("middle") < place("on"), "another source's way to B is no reason: {told:?}");
    assert!(place("late") < place("later"), "days that leave no room stay: {told:?}");
    assert!(numbers.is_sorted());
}

#[test]
fn who_tells_a_circle_is_told_in_its_own_order() {
    let incident = incident(
        r#""sources": [{ "id": "notice", "kind": "victim", "publisher": "Notice", "published": "2024-03-08" }],
        "hosts": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }, { "id": "c", "label": "C" }],
        "pivots": [
            { "id": "one", "from": "a", "to": "b", "claims": [{ "source": "notice", "when": "2024-03-01" }] },
            { "id": "two", "from": "b", "to": "c", "claims": [{ "source": "notice" }] },
            { "id": "three", "from": "c", "to": "a", "claims": [{ "source": "notice" }] }
        ]"#,
    );
    assert_eq!(order(&incident, None).0, ["one", "two", "three"]);
}
