//! Fields of objects that are on the map or among the facts, and are not read themselves: nothing is lost in silence.

use serde_json::Value;

use super::Object;
use crate::tongue::Phrase;

/// Fields that are read of every object, or say nothing of what happened.
const COMMON: [&str; 15] = [
    "id",
    "type",
    "spec_version",
    "created",
    "modified",
    "created_by_ref",
    "revoked",
    "lang",
    "confidence",
    "object_marking_refs",
    "granular_markings",
    "name",
    "description",
    "extensions",
    "extension_type",
];

/// The fields that are read of impacts.
const IMPACT: [&str; 25] = [
    "impact_category",
    "impacted_refs",
    "impacted_entity_counts",
    "superseded_by_ref",
    "start_time",
    "start_time_fidelity",
    "end_time",
    "end_time_fidelity",
    "loss_type",
    "information_type",
    "record_count",
    "record_size",
    "availability_impact",
    "alteration",
    "physical_impact",
    "asset_type",
    "traceability_impact",
    "impact_type",
    "variety",
    "currency",
    "min_amount",
    "max_amount",
    "currency_actual",
    "conversion_rate",
    "conversion_time",
];

/// The fields that are read of a type.
fn read(kind: &str) -> &'static [&'static str] {
    match kind {
        "identity" => &["identity_class"],
        "report" => &["published", "object_refs", "external_references"],
        "grouping" => &["object_refs"],
        "indicator" => &["pattern", "pattern_type", "pattern_version", "indicator_types"],
        "intrusion-set" | "threat-actor" => &["aliases", "first_seen", "last_seen", "primary_motivation"],
        "campaign" => &["aliases", "first_seen", "last_seen", "primary_motivation", "external_references"],
        "malware" => &["first_seen", "last_seen"],
        "infrastructure" => &["first_seen", "last_seen", "infrastructure_types"],
        "attack-pattern" | "vulnerability" => &["external_references"],
        "relationship" => &["relationship_type", "source_ref", "target_ref", "start_time", "stop_time"],
        "sighting" => &["first_seen", "last_seen", "count", "sighting_of_ref", "where_sighted_refs"],
        "observed-data" => &["first_observed", "last_observed", "number_observed", "object_refs"],
        "network-traffic" => &["src_ref", "dst_ref", "dst_port", "protocols", "start", "end"],
        "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "mac-addr" | "email-addr" => &["value"],
        "note" => &["abstract", "content", "object_refs"],
        "opinion" => &["opinion", "explanation", "object_refs"],
        "event" | "task" => &[
            "status",
            "outcome",
            "event_types",
            "event_type",
            "task_types",
            "task_type",
            "start_time",
            "start_time_fidelity",
            "end_time",
            "end_time_fidelity",
            "impacted_refs",
            "next_steps",
            "next_event_refs",
            "next_events_refs",
            "next_task_refs",
            "next_tasks_refs",
            "subevents",
            "subtasks",
            "sequence_start",
        ],
        "impact" => &IMPACT,
        "incident" => &[
            "determination",
            "investigation_status",
            "incident_types",
            "detection_methods",
            "criticality",
            "recoverability",
            "events",
            "tasks",
            "activities",
            "impacts",
            "impact_refs",
            "event_refs",
            "task_refs",
            "external_references",
        ],
        _ => &[],
    }
}

/// What is not read of an object, by field: those of STIX by their names, those of single tools together.
pub fn of(object: Object<'_>) -> Vec<(&str, Phrase)> {
    let extensions = object.value.get("extensions").and_then(Value::as_object).into_iter().flatten();
    let inside = extensions.filter_map(|(_, it)| it.as_object()).flatten();
    let all = object.value.as_object().into_iter().flatten().chain(inside);
    let known = read(object.kind);
    let is_open =
        |field: &str, value: &Value| !COMMON.contains(&field) && !known.contains(&field) && !is_nothing(value);
    let open = all.filter(|(field, value)| is_open(field, value)).map(|(field, _)| field.as_str());
    open.map(|it| (it, if it.starts_with("x_") { Phrase::stix_own_fields() } else { Phrase::stix_field(it) })).collect()
}

/// Whether a field says nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(it) => it.trim().is_empty(),
        Value::Array(it) => it.is_empty(),
        Value::Object(it) => it.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}
