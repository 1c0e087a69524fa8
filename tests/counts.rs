//! What is said of a total: why it is a range, from the entries and what they share, and what changed about it.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use breachmap::import::import;
use breachmap::incident::Day;
use breachmap::timeline::{Diff, Lens, Snapshot};
use breachmap::words::Teller;

/// What is said of the total of these counts, as JSON.
fn check(counts: &str, expected: &str) {
    let source = r#"{ "id": "s", "kind": "victim", "publisher": "S", "published": "2024-03-08" }"#;
    let file = format!(
        r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [{source}], "counts": [{counts}] }}"#
    );
    let incident = import(file.as_bytes()).unwrap().incident;
    let snapshot = Snapshot::of(&incident, &Lens::on(Day::parse("2024-03-08").unwrap()));
    assert_eq!(Teller::of(&incident, "en").why(&snapshot.totals[0]), expected);
}

fn count(id: &str, value: &str, more: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "label": "{}", {more} "claims": [{{ "source": "s", "unit": "people", "value": {value} }}] }}"#,
        id.to_uppercase()
    )
}

#[test]
fn a_range_says_where_it_comes_from() {
    check(
        &count("a", "12345678901234567890", ""),
        "12,345,678,901,234,567,890: 12,345,678,901,234,567,890 (A); the only entry of the ledger for this unit.",
    );
    check(&count("a", r#"{ "at_least": 5 }"#, ""), "at least 5: at least 5 (A); the source gives no upper bound.");
    let hidden = count("b", "188", r#""overlaps": [{ "with": "a", "amount": "undisclosed" }],"#);
    check(
        &[count("a", "704", ""), hidden].join(","),
        "704 to 892: nobody says how many are in both 704 (A) and 188 (B); so the total lies between the largest part and the sum.",
    );
    let silent = [count("a", "7", ""), count("b", r#"{ "more_than": 1 }"#, "")].join(",");
    check(
        &silent,
        "7 or more: nobody says whether 7 (A) and more than 1 (B) overlap; so the total is at least the largest part; for more than 1 (B) no upper bound is given.",
    );
    let known = count("b", "188", r#""overlaps": [{ "with": "a", "amount": 83 }],"#);
    check(&[count("a", "704", ""), known].join(","), "809: 704 (A) and 188 (B) share 83.");
}

#[test]
fn several_parts_that_share_nothing_are_a_plain_sum() {
    let apart = |others: &[&str]| {
        let all: Vec<String> = others.iter().map(|it| format!(r#"{{ "with": "{it}", "amount": 0 }}"#)).collect();
        format!(r#""overlaps": [{}],"#, all.join(","))
    };
    let all = [count("a", "3", ""), count("b", "2", &apart(&["a"])), count("c", "4", &apart(&["a", "b"]))];
    check(&all.join(","), "9: the sum of its 3 entries, which share nothing.");
}

/// What changed from the first to the second notice, each with a number of companies and how firmly it is said.
fn changed(before: (u64, &str), after: (u64, &str)) -> String {
    let count = |id: &str, (n, hedge): (u64, &str), more: &str| {
        format!(
            r#"{{ "id": "in-{id}", "label": "Companies"{more}, "claims": [{{ "source": "{id}", "value": {n}, "unit": "companies", "hedge": "{hedge}" }}] }}"#
        )
    };
    let file = format!(
        r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [
            {{ "id": "may", "kind": "victim", "publisher": "S", "published": "2024-05-01" }},
            {{ "id": "june", "kind": "victim", "publisher": "S", "published": "2024-06-01" }}],
          "counts": [{}, {}] }}"#,
        count("may", before, ""),
        count("june", after, r#", "supersedes": ["in-may"]"#)
    );
    let imported = import(file.as_bytes()).unwrap();
    assert!(!imported.report.has_errors(), "{:?}", imported.report);
    let incident = imported.incident;
    let on = |day: &str| {
        let day = Day::parse(day).unwrap();
        Snapshot::of(&incident, &Lens { known_on: Some(day), ..Lens::on(day) })
    };
    let teller = Teller::of(&incident, "en");
    let lines = teller.changes(&Diff::of(&on("2024-05-02"), &on("2024-06-02"))).lines;
    lines.into_iter().find(|it| it.is_number).map(|it| it.words).unwrap_or_default()
}

#[test]
fn a_hedge_is_told_of_one_as_of_several() {
    let (stated, possible) = ("stated", "possible");
    assert_eq!(changed((3, stated), (2, possible)), "Companies: 3 → 2 possibly affected (S, 1 June 2024)");
    assert_eq!(changed((3, stated), (1, possible)), "Companies: 3 → 1 possibly affected (S, 1 June 2024)");
    assert_eq!(changed((1, possible), (3, stated)), "Companies: 1 possibly affected → 3 (S, 1 June 2024)");
    assert_eq!(changed((1, possible), (3, possible)), "Companies: 1 → 3 possibly affected (S, 1 June 2024)");
    assert_eq!(changed((3, stated), (3, possible)), "Companies: 3 → 3 possibly affected (S, 1 June 2024)");
    assert_eq!(changed((3, stated), (3, stated)), "Companies: 3, made up differently");
}

/// What is wrong with a count is said at once, and that nobody vouches for it follows from that.
#[test]
fn all_that_is_wrong_with_a_count_is_said_and_then_what_follows() {
    let file = r#"{ "format": "breachmap-incident/1", "id": "x", "title": "X",
      "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
      "hosts": [{ "id": "a", "label": "A", "names": [{ "source": "s", "value": "A" }] }],
      "counts": [{ "id": "c", "label": "C", "claims": [{ "source": "s", "value": "1,800", "unit": "people", "hedge": "suspected" }] }] }"#;
    let report = import(file.as_bytes()).unwrap().report;
    let told = report.alike(breachmap::tongue::Tongue::of("en"));
    let codes: Vec<&str> = told.iter().map(|it| it[0].code.as_str()).collect();
    assert_eq!(codes, ["bad-amount", "unknown-word", "unsourced"]);
}
