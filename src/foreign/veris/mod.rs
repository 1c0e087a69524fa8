//! VERIS incidents, versions 1.2 to 1.4, as the VERIS Community Database (VCDB) has them: one, a list, or one on each line.
//!
//! `record.rs` reads one record with its sources and facts, `map.rs` what is drawn, `time.rs` dates and durations,
//! `amounts.rs` the counts, `flat.rs` unfolds rows of a table, `remainder.rs` takes up what is left; `words.rs` has the codes of VERIS in words, and `rules.rs` says where a record breaks them.

mod amounts;
mod flat;
mod map;
mod record;
mod remainder;
pub mod rules;
mod shape;
mod time;
mod words;

use serde_json::Value;

use record::Record;

use super::records::{self, Records};
use super::{Accounted, Content, Fidelity, make};
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted = Accounted {
    read: &[&[
        "incident_id",
        "source_id",
        "schema_version",
        "security_incident",
        "confidence",
        "~plus/created",
        "~plus/modified",
        "plus/github",
        "victim/country",
        "impact/iso_currency_code",
        "attribute/confidentiality/data_disclosure",
        "data/*/variety",
        "#data/*/amount",
        "assets/*/variety",
        "#assets/*/amount",
        "attribute/integrity/variety",
        "attribute/availability/variety",
        "discovery_method",
        "incident/year",
        "incident/month",
        "incident/day",
        "notification/year",
        "notification/month",
        "notification/day",
        "timeline/*/unit",
        "timeline/*/value",
        "duration/unit",
        "duration/value",
        "event_chain/*/actor=ext|int|prt|unk",
        "event_chain/*/action=hak|mal|soc|err|mis|phy|env|unk",
        "event_chain/*/asset",
        "event_chain/*/attribute=cp|ia|au|unk",
    ]],
    lost: &[&["plus/master_id", "discovery_method/unknown"]],
    silent: &["Unknown", "NA", "unknown"],
};

/// Whether a file holds VERIS.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => flat::is_table(header),
        Content::Json(_) | Content::Lines(_) | Content::Several(_) => {
            records::is_list_of(content, RECORDS.list, is_record)
        }
    }
}

/// How each is read.
pub const RECORDS: Records =
    Records { list: "incidents", what: Phrase::veris_no_incident, read: one, accounted: ACCOUNTED, row: flat::record };

/// One draft for each record.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    RECORDS.drafts(content, report)
}

fn one(value: &Value, place: &str, report: &mut Fidelity) -> Option<IncidentDraft> {
    let (value, place) = unwrapped(value, place);
    is_veris(value).then(|| told(value, &place, report))
}

/// The draft of a record that stands at `at`: each file adds what it reads, and `remainder.rs` what is left.
fn told(value: &Value, at: &str, report: &mut Fidelity) -> IncidentDraft {
    let mut record = Record::begin(value, at, report);
    record.title();
    record.sources();
    record.summary();
    record.victim();
    record.actor();
    record.actions();
    record.map();
    record.durations();
    record.notification();
    record.amounts();
    record.posture();
    record.rest();
    remainder::read(&mut record);
    let Record { facts, mut draft, .. } = record;
    draft.facts = make::each(facts);
    draft
}

fn is_record(value: &Value) -> bool {
    is_veris(unwrapped(value, "").0)
}

/// Who did what to what, as VERIS divides it, with a word that only a record has: lists of its vocabulary have the same keys.
fn is_veris(value: &Value) -> bool {
    let has = |key: &&str| value.get(key).is_some_and(Value::is_object);
    let says = |key: &&str| value.get(key).is_some_and(Value::is_string);
    let parts = ["actor", "action", "asset", "attribute", "timeline"].iter().filter(|it| has(it)).count();
    let words = ["incident_id", "schema_version", "security_incident"].iter().filter(|it| says(it)).count();
    parts >= 3 && words >= 1 || parts >= 1 && words == 3
}

/// The test files of VERIS hold the incident beside what should become of it.
fn unwrapped<'a>(value: &'a Value, place: &str) -> (&'a Value, String) {
    match value.get("incident") {
        Some(inner) if is_veris(inner) && value.get("should").is_some() => (inner, format!("{place}/incident")),
        _ => (value, place.to_owned()),
    }
}
