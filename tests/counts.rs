//! What is said of a total: why it is a range, from the entries and what they share.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use breachmap::import::import;
use breachmap::incident::Day;
use breachmap::timeline::{Lens, Snapshot};
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
        "704 to 892: the overlap of 704 (A) and 188 (B) is not disclosed; it is at least the largest part, and at most the sum.",
    );
    let silent = [count("a", "7", ""), count("b", r#"{ "more_than": 1 }"#, "")].join(",");
    check(
        &silent,
        "7 or more: nobody says whether 7 (A) and more than 1 (B) overlap; it is at least the largest part; for more than 1 (B) no upper bound is given.",
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
