//! STIX 2.0 and 2.1 in general → a draft for each incident: a bundle, a list of objects or a single one; with the incident extension of OASIS.
//!
//! [`bundle`] sorts out the objects, [`sources`] whose word they are, [`marking`] how far they may be shared. [`graph`] makes the map,
//! [`incident`] and [`impact`] what the incident extension ([`extension`]) says, [`actors`] and [`facts`] what has no place on a map, [`opinions`] what others say of all this;
//! [`ours`] reads back the bundles that this program wrote.

mod actors;
mod arrows;
mod benign;
pub mod beside;
mod bundle;
mod cards;
mod extension;
mod facts;
mod graph;
mod impact;
mod incident;
mod language;
mod marking;
mod object;
mod observed;
mod opinions;
pub mod ours;
mod pattern;
mod seen;
mod sequence;
mod sources;
mod work;

use serde_json::Value;

use super::pointer::{self, text};
use super::{Accounted, Content, Fidelity};
use crate::import::draft::IncidentDraft;
use bundle::Bundle;
pub use marking::among as marking_among;
use work::Work;

/// Types that have a meaning only beside others, and are said not to be read if they are all there is.
const FRAME: [&str; 4] = ["marking-definition", "extension-definition", "language-content", "relationship"];

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted = Accounted {
    read: &[READ, &["@relationship/relationship_type", "~@/modified", "@/object_refs"]],
    lost: &[LOST],
    silent: &[],
};

/// What was made of these says it.
pub const READ: &[&str] = &[
    "@/type",
    "@/id",
    "@/created_by_ref",
    "@/object_marking_refs",
    "#@/confidence",
    "@/revoked",
    "granular_markings/*/marking_ref",
    "object_marking_refs/*",
    "@relationship/source_ref",
    "@relationship/target_ref",
    "~@report/published",
    "@language-content/object_ref",
    "@sighting/sighting_of_ref",
    "@sighting/where_sighted_refs",
    "#@sighting/count",
    "#@observed-data/number_observed",
    "@network-traffic/src_ref",
    "@network-traffic/dst_ref",
    "@observed-data/objects/*/type",
    "@opinion/opinion=strongly-disagree|disagree|neutral|agree|strongly-agree",
    "impacted_refs",
    "event_refs",
    "task_refs",
    "impact_refs",
    "next_event_refs",
    "next_events_refs",
    "next_task_refs",
    "next_tasks_refs",
    "superseded_by_ref",
    "#sequence_start",
    "event_ref",
    "task_ref",
    "impact_ref",
    "start_time_fidelity=year|month|day|hour|minute|second",
    "end_time_fidelity=year|month|day|hour|minute|second",
    "impact_category=confidentiality|integrity|availability|monetary",
    "loss_type",
    "#record_count",
    "#min_amount",
    "#max_amount",
    "#availability_impact",
    "#criticality",
    "traceability_impact",
    "#@network-traffic/dst_port",
    "#record_size",
    "#impacted_entity_counts/*",
    "impacted_entity_counts/*/entity_type",
    "#impacted_entity_counts/*/count",
];

/// These say nothing of the breach.
pub const LOST: &[&str] = &[
    "@/spec_version",
    "@/created",
    "@/defanged",
    "@/lang",
    "extensions/*/extension_type",
    "@extension-definition",
    "@marking-definition/definition_type",
    "@indicator/pattern_type",
    "granular_markings/*/selectors",
];

/// Whether a file is a bundle of STIX, or a list of its objects.
pub fn sniff(content: &Content) -> bool {
    let is_object = |it: &Value| {
        let kind = text(it, "/type").unwrap_or_default();
        text(it, "/id")
            .is_some_and(|id| !kind.is_empty() && id.strip_prefix(kind).is_some_and(|it| it.starts_with("--")))
    };
    let is_list = |it: &Value| pointer::list(it, "/objects").iter().any(is_object);
    match content.json() {
        Some(Value::Array(items)) => items.iter().any(is_object),
        Some(value) if text(value, "/type") == Some("bundle") => value.get("objects").is_some(),
        // an envelope of TAXII 2.1 has no type
        Some(value) => is_object(value) || (value.get("type").is_none() && is_list(value)),
        None => false,
    }
}

/// Reads it.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Some(value) = content.json() else { return Vec::new() };
    let made = observed::unfold(value);
    let bundle = Bundle::of(value, &made, report);
    if bundle.objects.values().all(|it| FRAME.contains(&it.kind)) {
        return Vec::new();
    }
    marking::report(&bundle, report);
    let mut drafts: Vec<IncidentDraft> = bundle.clone().parts(report).iter().map(|it| draft(it, report)).collect();
    language::read(&bundle, &mut drafts, report);
    drafts
}

fn draft(bundle: &Bundle, report: &mut Fidelity) -> IncidentDraft {
    let mut work = Work::of(bundle, report);
    actors::read(&mut work);
    facts::read(&mut work);
    graph::read(&mut work);
    incident::read(&mut work);
    opinions::read(&mut work);
    work.end()
}
