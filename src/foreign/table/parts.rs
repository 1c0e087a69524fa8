//! Zones, hosts, pivots, events and counts of our own tables.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::sheet::{Kind, Row};
use super::work::{Object, TABLE, Work, amount, bounded, ids, in_all, part, put};
use crate::incident::StateChange;
use crate::tongue::Phrase;

/// Reads them.
pub fn read(work: &mut Work) {
    zones(work);
    hosts(work);
    happened(work, Kind::Pivots, "pivots", "pivot");
    happened(work, Kind::Events, "events", "event");
    counts(work);
}

fn zones(work: &mut Work) {
    let mut known = BTreeSet::new();
    for row in work.rows(Kind::Zones) {
        let mut zone = part(&row);
        put(&mut zone, "within", row.some("within"));
        known.insert(row.get("id"));
        work.report.carried(Phrase::table_ours(), row.place());
        work.add("zones", zone);
    }
    let hosts = work.rows(Kind::Hosts).into_iter().map(|it| (it.get("zone"), it.get("zone_label"), it));
    let claims = work.rows(Kind::Claims).into_iter().filter(|it| it.get("attribute") == "zone");
    let named: Vec<_> = hosts.chain(claims.map(|it| (it.get("value"), it.get("value"), it))).collect();
    for (id, label, row) in named {
        if !id.is_empty() && known.insert(id) {
            work.report.derived(Phrase::table_by_name(), row.place());
            let mut zone = Object::new();
            put(&mut zone, "id", Some(id));
            put(&mut zone, "label", Some(label).filter(|it| !it.is_empty()).or(Some(id)));
            work.add("zones", zone);
        }
    }
}

/// Lists of claims on a host: their fields, and what they are called in the table of claims.
const OF_HOST: [(&str, &str); 4] =
    [("names", "name"), ("zone", "zone"), ("states", "state"), ("perhaps_same_as", "same")];

fn hosts(work: &mut Work) {
    let mut known = BTreeSet::new();
    for row in work.rows(Kind::Hosts) {
        let mut host = part(&row);
        for key in ["kind", "role", "note"] {
            put(&mut host, key, row.some(key).filter(|it| !["server", "inside"].contains(it)));
        }
        known.insert(row.get("id"));
        work.report.carried(Phrase::table_ours(), row.place());
        if work.has(Kind::Claims) {
            claims_of_host(work, &mut host, row.get("id"));
        } else {
            as_shown(work, &mut host, &row);
        }
        work.add("hosts", host);
    }
    for row in work.rows(Kind::Claims).into_iter().filter(|it| it.get("kind") == "host") {
        if known.insert(row.get("part")) {
            let mut host = Object::new();
            put(&mut host, "id", Some(row.get("part")));
            put(&mut host, "label", row.some("label").or(Some(row.get("part"))));
            let kind = row.get("part_kind");
            let (kind, role) = kind.split_once(' ').unwrap_or((kind, ""));
            put(&mut host, "kind", Some(kind).filter(|it| !["", "server"].contains(it)));
            put(&mut host, "role", Some(role).filter(|it| !["", "inside"].contains(it)));
            claims_of_host(work, &mut host, row.get("part"));
            work.add("hosts", host);
        }
    }
    named(work, &mut known);
}

fn claims_of_host(work: &mut Work, host: &mut Object, id: &str) {
    for (field, attribute) in OF_HOST {
        let claims = work.claims("host", id, Some(attribute));
        if !claims.is_empty() {
            host.insert(field.to_owned(), claims.into());
        }
    }
}

/// What the table of hosts shows of the day, as what its sources say.
fn as_shown(work: &mut Work, host: &mut Object, row: &Row) {
    let source = row.ids("sources").first().copied().unwrap_or(TABLE);
    if let Some(zone) = row.some("zone") {
        host.insert("zone".to_owned(), json!([{ "source": source, "value": zone }]));
    }
    if let Some(state) = row.some("state").filter(|it| StateChange::parse(it).is_some()) {
        let hedge = (row.get("certainty") == "possible").then_some("possible");
        let mut claims = as_told(work, row, "since_earliest", "since_latest", hedge);
        for claim in &mut claims {
            claim["value"] = state.into();
        }
        host.insert("states".to_owned(), claims.into());
    }
}

/// Hosts that others name: the ends of steps, and where events happened.
fn named<'a>(work: &mut Work<'a, '_>, known: &mut BTreeSet<&'a str>) {
    let mut found: Vec<(&str, &str, Row)> = Vec::new();
    for row in work.rows(Kind::Pivots) {
        found.extend([(row.get("from"), row.get("from_label"), row), (row.get("to"), row.get("to_label"), row)]);
    }
    for kind in [Kind::Events, Kind::Counts, Kind::Claims] {
        for row in work.rows(kind) {
            let all = [row.ids("hosts"), row.ids("host"), row.ids("part_hosts")].concat();
            found.extend(all.into_iter().map(|it| (it, it, row)));
        }
    }
    let starts: BTreeSet<&str> = steps(work).into_iter().map(|(from, _)| from).collect();
    let reached: BTreeSet<&str> = steps(work).into_iter().map(|(_, to)| to).collect();
    for (id, label, row) in found {
        if id.is_empty() || !known.insert(id) {
            continue;
        }
        let mut host = Object::new();
        put(&mut host, "id", Some(id));
        put(&mut host, "label", Some(label).filter(|it| !it.is_empty()).or(Some(id)));
        if starts.contains(id) && !reached.contains(id) {
            put(&mut host, "kind", Some("party"));
            put(&mut host, "role", Some("intruder"));
        }
        work.report.derived(Phrase::table_by_name(), row.place());
        work.add("hosts", host);
    }
}

/// Where the steps start, and what they reach.
fn steps<'a>(work: &Work<'a, '_>) -> Vec<(&'a str, &'a str)> {
    let pivots = work.rows(Kind::Pivots).into_iter().map(|it| (it.get("from"), it.get("to")));
    let claims = work.rows(Kind::Claims).into_iter().filter(|it| it.get("kind") == "pivot");
    let claims = claims.filter_map(|it| it.get("part_hosts").split_once(' '));
    pivots.chain(claims).collect()
}

/// Pivots or events, in the order of their claims: their own table leaves out what is only denied.
fn happened(work: &mut Work, kind: Kind, field: &str, word: &str) {
    let mut known = BTreeSet::new();
    let shown = work.rows(kind);
    for row in work.rows(Kind::Claims).into_iter().filter(|it| it.get("kind") == word) {
        let id = row.get("part");
        if known.insert(id) {
            let shown = shown.iter().find(|it| it.get("id") == id);
            let mut it = shown.map_or_else(|| by_claim(&row, kind), |it| by_row(work, it));
            it.insert("claims".to_owned(), work.claims(word, id, None).into());
            work.add(field, it);
        }
    }
    for row in shown {
        if known.insert(row.get("id")) {
            let hedge = (row.get("done") != "done").then_some("possible");
            let claims = as_told(work, &row, "earliest", "latest", hedge);
            let mut it = by_row(work, &row);
            it.insert("claims".to_owned(), claims.into());
            work.add(field, it);
        }
    }
}

/// A pivot or an event without its claims, by its own row.
fn by_row(work: &mut Work, row: &Row) -> Object {
    let mut it = part(row);
    for key in ["from", "to", "technique", "kind", "jurisdiction"] {
        put(&mut it, key, row.some(key).filter(|it| *it != "other"));
    }
    ids(&mut it, "hosts", &row.ids("hosts"));
    work.report.carried(Phrase::table_ours(), row.place());
    it
}

/// The same, by the row of a claim on it.
fn by_claim(row: &Row, kind: Kind) -> Object {
    let (id, hosts) = (row.get("part"), row.ids("part_hosts"));
    let mut it = Object::new();
    put(&mut it, "id", Some(id));
    if kind == Kind::Pivots {
        put(&mut it, "from", hosts.first().copied());
        put(&mut it, "to", hosts.get(1).copied());
        put(&mut it, "label", row.some("label").filter(|it| *it != id));
        put(&mut it, "technique", row.some("part_kind"));
    } else {
        put(&mut it, "label", row.some("label").or(Some(id)));
        put(&mut it, "kind", row.some("part_kind").filter(|it| *it != "other"));
        ids(&mut it, "hosts", &hosts);
    }
    it
}

/// The days that a table gives, as what each of its sources says: the first and the last day of all of them together.
fn as_told(work: &mut Work, row: &Row, first: &str, last: &str, hedge: Option<&str>) -> Vec<Value> {
    let days = if row.get("undated") == "yes" { ("", "") } else { (row.get(first), row.get(last)) };
    let when = match days {
        ("", "") => None,
        (day, other) if day == other => Some(day.to_owned()),
        ("", last) => Some(format!("../{last}")),
        (first, "") => Some(format!("{first}/..")),
        (first, last) => Some(format!("{first}/{last}")),
    };
    if when.is_some() {
        work.report.derived(Phrase::table_shown_days(), row.place());
    }
    let sources = row.ids("sources");
    let sources = if sources.is_empty() { vec![TABLE] } else { sources };
    let claim = |source: &str| {
        let mut claim = Object::new();
        put(&mut claim, "source", Some(source));
        put(&mut claim, "when", when.as_deref());
        put(&mut claim, "hedge", hedge);
        if when.is_some() {
            claim.insert("inferred".to_owned(), in_all(Phrase::table_shown_days()));
        }
        claim.into()
    };
    sources.into_iter().map(claim).collect()
}

fn counts(work: &mut Work) {
    let mut known = BTreeSet::new();
    for row in work.rows(Kind::Counts) {
        let mut count = part(&row);
        put(&mut count, "host", row.some("host"));
        ids(&mut count, "supersedes", &row.ids("supersedes"));
        let overlaps: Vec<Value> = row.get("overlaps").split("; ").filter_map(overlap).collect();
        if !overlaps.is_empty() {
            count.insert("overlaps".to_owned(), overlaps.into());
        }
        known.insert(row.get("id"));
        work.report.carried(Phrase::table_ours(), row.place());
        let claims = if work.has(Kind::Claims) {
            work.claims("count", row.get("id"), None)
        } else {
            let mut claim = json!({ "value": amount(&row), "unit": row.get("unit") });
            if let Some(claim) = claim.as_object_mut() {
                put(claim, "when", work.moment(&row, "when"));
                put(claim, "hedge", row.some("hedge").filter(|it| *it != "stated"));
            }
            let of = |source: &&str| {
                let mut claim = claim.clone();
                claim["source"] = (*source).into();
                claim
            };
            let sources = row.ids("sources");
            if sources.is_empty() { vec![of(&TABLE)] } else { sources.iter().map(of).collect() }
        };
        count.insert("claims".to_owned(), claims.into());
        work.add("counts", count);
    }
    for row in work.rows(Kind::Claims).into_iter().filter(|it| it.get("kind") == "count") {
        let id = row.get("part");
        if known.insert(id) {
            let mut count = Object::new();
            put(&mut count, "id", Some(id));
            put(&mut count, "label", row.some("label").or(Some(id)));
            put(&mut count, "host", row.some("part_hosts"));
            count.insert("claims".to_owned(), work.claims("count", id, None).into());
            work.add("counts", count);
        }
    }
}

/// What an entry shares with another: `other undisclosed`, `other about 500 500`.
fn overlap(text: &str) -> Option<Value> {
    let mut words = text.split_whitespace();
    let (with, bound) = (words.next()?, words.next()?);
    let (low, high) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let amount = if bound == "undisclosed" { json!(bound) } else { bounded(bound, low, high) };
    Some(json!({ "with": with, "amount": amount }))
}
