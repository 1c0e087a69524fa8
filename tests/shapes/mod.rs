//! Files of any size, each of a shape that once made the work explode.

use std::fmt::Write as _;

use serde_json::{Value, json};

pub mod maps;

fn incident(parts: Value) -> Vec<u8> {
    let mut incident = json!({
        "format": "breachmap-incident/1", "id": "large", "title": "Large",
        "sources": [{ "id": "notice", "kind": "victim", "publisher": "Quarry Ltd", "published": "2021-03-20" }],
    });
    let Value::Object(parts) = parts else { panic!("parts by name") };
    incident.as_object_mut().unwrap().extend(parts);
    incident.to_string().into_bytes()
}

fn list(n: usize, part: impl Fn(usize) -> Value) -> Value {
    Value::Array((0..n).map(part).collect())
}

fn day(i: usize) -> String {
    format!("20{:02}-{:02}-{:02}", 10 + i / 336 % 10, 1 + i / 28 % 12, 1 + i % 28)
}

fn hosts(n: usize) -> Value {
    list(n, |i| json!({ "id": format!("h{i}"), "label": format!("Host {i}") }))
}

fn step(i: usize, from: usize, to: usize) -> Value {
    json!({ "id": format!("p{i}"), "from": format!("h{from}"), "to": format!("h{to}"),
        "claims": [{ "source": "notice", "when": day(i) }] })
}

/// Many values of which nothing is known.
fn values(n: usize) -> Vec<u8> {
    incident(json!({ "plus": list(n, |_| json!([])) }))
}

fn counts(n: usize) -> Vec<u8> {
    incident(json!({ "counts": list(n, |i| json!({ "id": format!("c{i}"), "label": format!("Register {i}"),
        "claims": [{ "source": "notice", "value": i + 1, "unit": "people" }] })) }))
}

fn overlapping_counts(n: usize) -> Vec<u8> {
    incident(json!({ "counts": list(n, |i| json!({ "id": format!("c{i}"), "label": format!("Register {i}"),
        "overlaps": list(i.min(8), |j| json!({ "with": format!("c{}", i - 1 - j), "amount": j })),
        "claims": [{ "source": "notice", "value": i + 1, "unit": "people" }] })) }))
}

fn apart_counts(n: usize) -> Vec<u8> {
    // as many pairs as the file has places for
    let m = (n as f64).sqrt() as usize * 2;
    incident(json!({ "counts": list(m, |i| json!({ "id": format!("c{i}"), "label": format!("Register {i}"),
        "overlaps": list(i, |j| json!({ "with": format!("c{j}"), "amount": 0 })),
        "claims": [{ "source": "notice", "value": i + 1, "unit": "people" }] })) }))
}

fn long_label(n: usize) -> Vec<u8> {
    long(&"x".repeat(n * 10))
}

fn long_words(n: usize) -> Vec<u8> {
    long(&"word ".repeat(n * 2))
}

fn long_address(n: usize) -> Vec<u8> {
    long(&"srv-1.".repeat(n * 2))
}

fn long_digits(n: usize) -> Vec<u8> {
    long(&"1".repeat(n * 10))
}

fn long_japanese(n: usize) -> Vec<u8> {
    long(&"サーバー管理の".repeat(n))
}

fn long_marks(n: usize) -> Vec<u8> {
    long(&"「".repeat(n * 5))
}

fn long(text: &str) -> Vec<u8> {
    incident(json!({
        "summary": text,
        "zones": [{ "id": "z", "label": text }],
        "hosts": [{ "id": "h0", "label": text, "role": "intruder" }, { "id": "h1", "label": text, "note": text,
            "zone": [{ "value": "z", "source": "notice" }], "names": [{ "value": text, "source": "notice" }] }],
        "pivots": [{ "id": "p", "from": "h0", "to": "h1", "label": text,
            "claims": [{ "source": "notice", "when": "2021-03-02", "note": text }] }],
        "events": [{ "id": "e", "label": text, "hosts": ["h1"], "claims": [{ "source": "notice", "when": "2021-03-03" }] }],
        "counts": [{ "id": "c", "label": text, "host": "h1",
            "claims": [{ "source": "notice", "value": 3, "unit": text }] }],
        "motives": [{ "claims": [{ "source": "notice", "value": text }] }],
    }))
}

fn perhaps_the_same(n: usize) -> Vec<u8> {
    let m = (n as f64).sqrt() as usize * 2;
    incident(json!({ "hosts": list(m, |i| json!({ "id": format!("h{i}"), "label": format!("Host {i}"),
        "perhaps_same_as": list(i, |j| json!({ "value": format!("h{j}"), "source": "notice" })) })),
        "pivots": list(m - 1, |i| step(i, i, i + 1)) }))
}

fn order(n: usize, of: &str, after: impl Fn(usize) -> Option<usize>) -> Vec<u8> {
    let claim = |i: usize| match after(i) {
        Some(it) => json!([{ "source": "notice", "after": [format!("e{it}")] }]),
        None => json!([{ "source": "notice", "when": "2021-03-02" }]),
    };
    let event = |i: usize| json!({ "id": format!("e{i}"), "label": format!("Event {i}"), "claims": claim(i) });
    let pivot = |i: usize| json!({ "id": format!("e{i}"), "from": "h0", "to": "h1", "claims": claim(i) });
    let steps = list(n, |i| if of == "events" { event(i) } else { pivot(i) });
    incident(json!({ "hosts": hosts(2), of: steps }))
}

fn circle(n: usize) -> Vec<u8> {
    order(n, "events", |i| Some((i + 1) % n))
}

fn circle_of_steps(n: usize) -> Vec<u8> {
    order(n, "pivots", |i| Some((i + 1) % n))
}

fn small_circles(n: usize) -> Vec<u8> {
    order(n, "events", |i| Some(i ^ 1))
}

fn chain_of_order(n: usize) -> Vec<u8> {
    order(n, "events", |i| i.checked_sub(1))
}

/// Told from its end: each step after the next one, and only the last has a day.
fn order_from_the_end(n: usize) -> Vec<u8> {
    order(n, "events", |i| (i + 1 < n).then_some(i + 1))
}

fn nested_claims(n: usize) -> Vec<u8> {
    let zone = |i: usize| match i {
        0 => json!({ "id": "z0", "label": "Zone 0" }),
        _ => json!({ "id": format!("z{i}"), "label": format!("Zone {i}"), "within": format!("z{}", i - 1) }),
    };
    incident(json!({ "zones": list(n, zone),
        "hosts": [{ "id": "h", "label": "Host", "zone": list(n, |i| json!({ "value": format!("z{i}"), "source": "notice" })) }] }))
}

fn star_of_order(n: usize) -> Vec<u8> {
    order(n, "events", |i| (i > 0).then_some(0))
}

fn sources(n: usize) -> Vec<u8> {
    incident(json!({
        "sources": list(n, |i| json!({ "id": format!("s{i}"), "kind": "press", "publisher": format!("Paper {i}"), "published": day(i) })),
        "hosts": hosts(2),
        "pivots": [{ "id": "p", "from": "h0", "to": "h1",
            "claims": list(n, |i| json!({ "source": format!("s{i}"), "when": "2010-01-01" })) }],
    }))
}

fn tellers_of_their_own(n: usize) -> Vec<u8> {
    incident(json!({
        "sources": list(n, |i| json!({ "id": format!("s{i}"), "kind": "press", "publisher": format!("Paper {i}"), "published": day(i) })),
        "hosts": list(n, |i| json!({ "id": format!("h{i}"), "label": format!("Host {i}"),
            "states": [{ "value": "compromised", "source": format!("s{i}"), "when": day(i), "via": [format!("s{}", n - 1 - i)] }] })),
    }))
}

fn dated_claims(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(2), "pivots": [{ "id": "p", "from": "h0", "to": "h1",
        "claims": list(n, |i| json!({ "source": "notice", "when": day(i) })) }] }))
}

fn claimed_zones(n: usize) -> Vec<u8> {
    incident(json!({ "zones": list(n, |i| json!({ "id": format!("z{i}"), "label": format!("Zone {i}") })),
        "hosts": [{ "id": "h", "label": "Host", "zone": list(n, |i| json!({ "value": format!("z{i}"), "source": "notice" })) }] }))
}

fn claimed_amounts(n: usize) -> Vec<u8> {
    incident(json!({ "counts": [{ "id": "c", "label": "People",
        "claims": list(n, |i| json!({ "value": i + 1, "unit": "people", "source": "notice" })) }] }))
}

fn claimed_facts(n: usize) -> Vec<u8> {
    incident(
        json!({ "actor": { "claims": list(n, |i| json!({ "value": format!("Group {i}"), "source": "notice" })) } }),
    )
}

fn claimed_names(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": [{ "id": "h", "label": "Host",
        "names": list(n, |i| json!({ "value": format!("Name {i}"), "source": "notice" })) }] }))
}

fn facts(n: usize) -> Vec<u8> {
    incident(json!({
        "facts": list(n, |i| json!({ "id": format!("f{i}"), "label": format!("Topic {i}"), "claims": [{ "value": format!("It {i}"), "source": "notice" }] })),
        "questions": list(n, |i| json!({ "id": format!("q{i}"), "label": format!("Why {i}"), "claims": [{ "source": "notice" }] })),
    }))
}

fn zones(n: usize) -> Vec<u8> {
    incident(json!({ "zones": list(n, |i| json!({ "id": format!("z{i}"), "label": format!("Zone {i}") })),
        "hosts": list(n, |i| json!({ "id": format!("h{i}"), "label": format!("Host {i}"),
            "zone": [{ "value": format!("z{i}"), "source": "notice" }] })) }))
}

fn nested_zones(n: usize) -> Vec<u8> {
    let zone = |i: usize| {
        let mut zone = json!({ "id": format!("z{i}"), "label": format!("Zone {i}") });
        if i > 0 {
            zone["within"] = json!(format!("z{}", i - 1));
        }
        zone
    };
    incident(json!({ "zones": list(n, zone),
        "hosts": list(4, |i| json!({ "id": format!("h{i}"), "label": format!("Host {i}"),
            "zone": [{ "value": format!("z{}", n - 1 - i), "source": "notice" }] })) }))
}

fn tree(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(n), "pivots": list(n - 1, |i| step(i, i / 3, i + 1)) }))
}

fn chain(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(n), "pivots": list(n - 1, |i| step(i, i, i + 1)) }))
}

fn star(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(n), "pivots": list(n - 1, |i| step(i, 0, i + 1)) }))
}

fn alone(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(n) }))
}

fn parallel(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(2), "pivots": list(n, |i| step(i, 0, 1)) }))
}

fn clique(n: usize) -> Vec<u8> {
    let m = (n as f64).sqrt() as usize;
    let pairs: Vec<(usize, usize)> = (0..m).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
    incident(json!({ "hosts": hosts(m), "pivots": list(pairs.len(), |i| step(i, pairs[i].0, pairs[i].1)) }))
}

fn bipartite(n: usize) -> Vec<u8> {
    let m = (n as f64).sqrt() as usize;
    incident(json!({ "hosts": hosts(2 * m), "pivots": list(m * m, |i| step(i, i % m, m + i / m)) }))
}

/// Twice as many steps as hosts, here and there.
fn hosts_and_steps(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(n), "pivots": list(2 * n, |i| step(i, i % n, (i * 7 + 1 + i / n) % n)) }))
}

/// As many names as long texts that tell them.
fn names_in_texts(n: usize) -> Vec<u8> {
    let text = |i: usize| {
        (0..20)
            .map(|j| format!("Server {} of Quarry Ltd was reached on 2 March 2021 by 10.0.0.{j}. ", (i + j) % n))
            .collect::<Vec<_>>()
            .concat()
    };
    incident(
        json!({ "summary": text(0), "hosts": list(n, |i| json!({ "id": format!("server-{i}"), "label": format!("Server {i}"), "note": text(i) })) }),
    )
}

fn events(n: usize) -> Vec<u8> {
    incident(
        json!({ "hosts": hosts(1), "events": list(n, |i| json!({ "id": format!("e{i}"), "label": format!("Event {i}"), "hosts": ["h0"],
        "claims": [{ "source": "notice", "when": day(i) }] })) }),
    )
}

fn undated(n: usize) -> Vec<u8> {
    incident(
        json!({ "events": list(n, |i| json!({ "id": format!("e{i}"), "label": format!("Event {i}"), "claims": [{ "source": "notice" }] })) }),
    )
}

fn superseding(n: usize) -> Vec<u8> {
    incident(json!({ "counts": list(n, |i| json!({ "id": format!("c{i}"), "label": format!("Register {i}"),
        "supersedes": list(i.min(1), |_| json!(format!("c{}", i - 1))),
        "claims": [{ "source": "notice", "value": i + 1, "unit": "people" }] })) }))
}

fn slides(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": hosts(2), "pivots": [step(0, 0, 1)],
        "story": list(n, |i| json!({ "as_of": day(i), "words": format!("Then {i}") })) }))
}

fn broken(n: usize) -> Vec<u8> {
    incident(
        json!({ "hosts": list(n, |i| json!({ "id": format!("h{i}"), "labels": i, "zone": [{ "value": "nowhere", "source": "nobody" }] })) }),
    )
}

fn doubled(n: usize) -> Vec<u8> {
    incident(json!({ "hosts": list(n, |_| json!({ "id": "h", "label": "Host" })) }))
}

fn stix(n: usize) -> Vec<u8> {
    stix_of(n, |_| (0, 1))
}

fn stix_chain(n: usize) -> Vec<u8> {
    stix_of(n, |i| (i, i + 1))
}

fn stix_of(n: usize, ends: impl Fn(usize) -> (usize, usize)) -> Vec<u8> {
    let uuid = |kind: &str, i: usize| format!("{kind}--00000000-0000-4000-8000-{i:012}");
    let when = "2021-03-02T10:00:00.000Z";
    let most = (0..n).map(|i| ends(i).0.max(ends(i).1)).max().unwrap();
    let mut objects: Vec<Value> = (0..=most)
        .map(|i| json!({ "type": "infrastructure", "spec_version": "2.1", "id": uuid("infrastructure", i), "created": when, "modified": when, "name": format!("Machine {i}") }))
        .collect();
    objects.extend((0..n).map(|i| {
        let (from, to) = ends(i);
        json!({ "type": "relationship", "spec_version": "2.1", "id": uuid("relationship", i), "created": when, "modified": when,
            "relationship_type": "communicates-with", "source_ref": uuid("infrastructure", from), "target_ref": uuid("infrastructure", to),
            "start_time": format!("{}T10:00:00Z", day(i)) })
    }));
    json!({ "type": "bundle", "id": uuid("bundle", 0), "objects": objects }).to_string().into_bytes()
}

fn misp(n: usize) -> Vec<u8> {
    json!({ "Event": { "uuid": "00000000-0000-4000-8000-000000000000", "info": "Large", "date": "2021-03-02",
        "Attribute": list(n, |i| json!({ "uuid": format!("00000000-0000-4000-8000-{i:012}"), "type": "ip-dst", "category": "Network activity",
            "value": format!("192.0.{}.{}", i / 250 % 250, i % 250), "timestamp": "1614700000" })) } })
    .to_string()
    .into_bytes()
}

fn log(n: usize) -> Vec<u8> {
    let mut text = "message,datetime,timestamp_desc,source_host,computer_name\n".to_owned();
    for i in 0..n {
        writeln!(text, "logon of user,{}T10:00:00+00:00,Event Time,host{i},host{i}", day(i)).unwrap();
    }
    text.into_bytes()
}

fn windows_log(n: usize) -> Vec<u8> {
    let mut text = String::new();
    for i in 0..n {
        let event = json!({ "EventID": 4624, "Channel": "Security", "Computer": format!("host{}.corp.example", i + 1), "TimeCreated": format!("{}T10:00:00.000Z", day(i)),
            "LogonType": 3, "TargetUserName": "alice", "WorkstationName": format!("HOST{i}"), "IpAddress": format!("10.1.{}.{}", i / 250 % 250, i % 250 + 1) });
        writeln!(text, "{event}").unwrap();
    }
    text.into_bytes()
}

fn table(n: usize) -> Vec<u8> {
    let mut text = "date,from,to,what\n".to_owned();
    for i in 0..n {
        writeln!(text, "{},host {},host {},moved on", day(i), i / 2, i + 1).unwrap();
    }
    text.into_bytes()
}

/// What it is called, how large it is, and the file of a size.
pub type Shape = (&'static str, usize, fn(usize) -> Vec<u8>);

/// All shapes.
pub const SHAPES: &[Shape] = &[
    ("values", 20_000, values),
    ("counts", 1000, counts),
    ("overlapping counts", 200, overlapping_counts),
    ("counts apart", 400, apart_counts),
    ("long label", 1000, long_label),
    ("long words", 400, long_words),
    ("long address", 400, long_address),
    ("long digits", 400, long_digits),
    ("long Japanese", 400, long_japanese),
    ("long brackets", 400, long_marks),
    ("perhaps the same", 200, perhaps_the_same),
    ("circle", 4000, circle),
    ("circle of steps", 150, circle_of_steps),
    ("small circles", 4000, small_circles),
    ("chain of order", 4000, chain_of_order),
    ("order from the end", 1000, order_from_the_end),
    ("nested claims", 200, nested_claims),
    ("star of order", 4000, star_of_order),
    ("sources", 2000, sources),
    ("tellers of their own", 100, tellers_of_their_own),
    ("dated claims", 1000, dated_claims),
    ("claimed zones", 300, claimed_zones),
    ("claimed amounts", 3000, claimed_amounts),
    ("claimed facts", 500, claimed_facts),
    ("claimed names", 3000, claimed_names),
    ("facts", 300, facts),
    ("zones", 100, zones),
    ("nested zones", 1000, nested_zones),
    ("tree", 60, tree),
    ("chain", 60, chain),
    ("star", 60, star),
    ("alone", 100, alone),
    ("parallel", 150, parallel),
    ("clique", 100, clique),
    ("bipartite", 60, bipartite),
    ("hosts and steps", 40, hosts_and_steps),
    ("names in texts", 50, names_in_texts),
    ("events", 500, events),
    ("undated", 3000, undated),
    ("superseding", 300, superseding),
    ("slides", 2000, slides),
    ("broken", 1000, broken),
    ("doubled", 1000, doubled),
    ("STIX", 500, stix),
    ("STIX chain", 40, stix_chain),
    ("MISP", 300, misp),
    ("log", 2000, log),
    ("Windows log", 60, windows_log),
    ("table", 60, table),
    ("intrusion", 60, maps::intrusion),
    ("grid of zones", 100, maps::grid),
    ("tangle", 40, maps::tangle),
    ("loops", 150, maps::loops),
    ("linked zones", 60, maps::linked_zones),
];
