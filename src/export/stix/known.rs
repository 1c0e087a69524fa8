//! What others have defined: TLP 2.0 and Attack Flow, under the ids that they published; and our own extension.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::incident::Marking;

/// The namespace of all our ids.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_23a4_51c7_5b0e_9a38_77c0_be4c_0001);

/// Attack Flow (MITRE Center for Threat-Informed Defense).
pub const ATTACK_FLOW: &str = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4";
/// Incident (OASIS CTI TC, common objects).
pub const INCIDENT: &str = "extension-definition--ef765651-680c-498d-9894-99799f2fa126";
/// Event (OASIS CTI TC, common objects).
pub const EVENT: &str = "extension-definition--4ca6de00-5b0d-45ef-a1dc-ea7279ea910e";
/// Impact (OASIS CTI TC, common objects).
pub const IMPACT: &str = "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9";
/// TLP 2.0 (OASIS CTI TC, common objects).
const TLP: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
/// What breachmap adds: the parts of the incident file, with who says what, how firmly and of which time.
pub const OURS: &str = "extension-definition--9b1c0a54-3f0e-5d6b-8f57-2f1d6a3c7e10";
const OUR_IDENTITY: &str = "identity--1d5f7c62-8a8e-5a55-9e0b-64b7a1c0d2f3";
const FLOW_IDENTITY: &str = "identity--fb9c968a-745b-4ade-9b25-c324172197f4";

/// The published id of a level.
pub fn marking_id(marking: Marking) -> &'static str {
    match marking {
        Marking::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
        Marking::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        Marking::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        Marking::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        Marking::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    }
}

/// The definitions that these objects need.
pub fn definitions(objects: &[Value], markings: &[Marking]) -> Vec<Value> {
    let mut all: Vec<Value> = markings.iter().map(|it| marking(*it)).collect();
    let is_used = |id: &str| objects.iter().any(|it| it["extensions"].get(id).is_some());
    if is_used(OURS) {
        // a definition has one id and one time, and so one wording: English, as all that others define
        let day = "2026-01-01T00:00:00.000Z";
        all.push(json!({
            "type": "identity", "spec_version": "2.1", "id": OUR_IDENTITY, "created": day, "modified": day,
            "name": "breachmap", "identity_class": "system",
        }));
        all.push(json!({
            "type": "extension-definition", "spec_version": "2.1", "id": OURS, "created": day, "modified": day,
            "created_by_ref": OUR_IDENTITY, "name": "breachmap claims",
            "description": "The part of the incident file from which the object was made, with its claims (source, hedge, and the moment as it was said, in EDTF), by its JSON Pointer; and what STIX has no property for.",
            "schema": "docs/exports.md of breachmap", "version": "2.0.0", "extension_types": ["property-extension"],
        }));
    }
    if is_used(ATTACK_FLOW) {
        let day = "2022-08-02T19:34:35.143Z";
        all.push(json!({
            "type": "identity", "spec_version": "2.1", "id": FLOW_IDENTITY, "created_by_ref": FLOW_IDENTITY,
            "created": day, "modified": day, "name": "MITRE Center for Threat-Informed Defense", "identity_class": "organization",
        }));
        all.push(json!({
            "type": "extension-definition", "spec_version": "2.1", "id": ATTACK_FLOW, "created": day, "modified": day,
            "created_by_ref": FLOW_IDENTITY, "name": "Attack Flow",
            "description": "Extends STIX 2.1 with features to create Attack Flows.",
            "schema": "https://center-for-threat-informed-defense.github.io/attack-flow/stix/attack-flow-schema-2.0.0.json",
            "version": "2.0.0", "extension_types": ["new-sdo"],
        }));
    }
    all
}

fn marking(marking: Marking) -> Value {
    let level = marking.as_str().trim_start_matches("TLP:").to_lowercase();
    json!({
        "type": "marking-definition", "spec_version": "2.1", "id": marking_id(marking), "created": "2022-10-01T00:00:00.000Z",
        "name": marking.as_str(), "extensions": { TLP: { "extension_type": "property-extension", "tlp_2_0": level } },
    })
}
