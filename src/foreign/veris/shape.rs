//! The shape of a record of VERIS, for all versions from 1.2 to 1.4: which fields its parts have, and which must be there.

/// What must stand in a part, if the part is there.
pub const REQUIRED: [(&str, &[&str]); 23] = [
    (
        "",
        &[
            "actor",
            "action",
            "asset",
            "discovery_method",
            "incident_id",
            "schema_version",
            "security_incident",
            "timeline",
        ],
    ),
    ("/actor/external", &["country", "motive", "variety"]),
    ("/actor/internal", &["motive", "variety"]),
    ("/actor/partner", &["country", "motive"]),
    ("/action/environmental", &["variety"]),
    ("/action/error", &["variety", "vector"]),
    ("/action/hacking", &["variety", "vector"]),
    ("/action/malware", &["variety", "vector"]),
    ("/action/misuse", &["variety", "vector"]),
    ("/action/physical", &["variety", "vector"]),
    ("/action/social", &["target", "variety", "vector"]),
    ("/attribute/confidentiality", &["data_disclosure"]),
    ("/attribute/integrity", &["variety"]),
    ("/attribute/availability", &["variety"]),
    ("/attribute/availability/duration", &["unit"]),
    ("/impact", &["overall_rating"]),
    ("/timeline", &["incident"]),
    ("/timeline/incident", &["year"]),
    ("/timeline/compromise", &["unit"]),
    ("/timeline/exfiltration", &["unit"]),
    ("/timeline/discovery", &["unit"]),
    ("/timeline/containment", &["unit"]),
    ("/victim", &["country", "employee_count", "industry"]),
];

/// Parts in which no other field can stand. What stands there all the same is left out.
pub const CLOSED: [(&str, &[&str]); 6] = [
    ("/timeline", &["incident", "compromise", "exfiltration", "discovery", "containment"]),
    ("/timeline/incident", &["year", "month", "day", "time"]),
    ("/timeline/compromise", &["unit", "value"]),
    ("/timeline/exfiltration", &["unit", "value"]),
    ("/timeline/discovery", &["unit", "value"]),
    ("/timeline/containment", &["unit", "value"]),
];

/// More of them, of which other fields are kept as facts in the words of the record.
pub const KNOWN: [(&str, &[&str]); 21] = [
    (
        "",
        &[
            "action",
            "actor",
            "asset",
            "attribute",
            "campaign_id",
            "confidence",
            "control_failure",
            "corrective_action",
            "cost_corrective_action",
            "discovery_method",
            "discovery_notes",
            "extra",
            "impact",
            "incident_id",
            "ioc",
            "notes",
            "plus",
            "reference",
            "schema_name",
            "schema_version",
            "security_incident",
            "source_id",
            "subsets",
            "summary",
            "targeted",
            "timeline",
            "value_chain",
            "victim",
        ],
    ),
    (
        "/asset",
        &[
            "accessibility",
            "assets",
            "cloud",
            "country",
            "governance",
            "hosting",
            "management",
            "notes",
            "ownership",
            "role",
            "total_amount",
        ],
    ),
    ("/victim/revenue", &["amount", "iso_currency_code"]),
    ("/actor", &["external", "internal", "partner", "unknown"]),
    ("/actor/external", &["country", "motive", "name", "notes", "region", "variety"]),
    ("/actor/internal", &["job_change", "motive", "notes", "variety"]),
    ("/actor/partner", &["country", "industry", "motive", "name", "notes", "region", "variety"]),
    ("/action/environmental", &["notes", "variety"]),
    ("/action/error", &["notes", "variety", "vector"]),
    ("/action/hacking", &["cve", "notes", "result", "variety", "vector"]),
    ("/action/malware", &["cve", "name", "notes", "result", "variety", "vector"]),
    ("/action/misuse", &["notes", "result", "variety", "vector"]),
    ("/action/physical", &["notes", "result", "variety", "vector"]),
    ("/action/social", &["notes", "result", "target", "variety", "vector"]),
    ("/attribute", &["availability", "confidentiality", "integrity", "unknown"]),
    ("/attribute/availability/duration", &["unit", "value"]),
    (
        "/attribute/confidentiality",
        &[
            "credit_monitoring",
            "data",
            "data_disclosure",
            "data_total",
            "data_victim",
            "notes",
            "partner_data",
            "state",
        ],
    ),
    ("/attribute/integrity", &["notes", "variety"]),
    (
        "/impact",
        &[
            "iso_currency_code",
            "loss",
            "notes",
            "overall_amount",
            "overall_max_amount",
            "overall_min_amount",
            "overall_rating",
        ],
    ),
    (
        "/victim",
        &[
            "country",
            "employee_count",
            "government",
            "industry",
            "locations_affected",
            "notes",
            "region",
            "revenue",
            "secondary",
            "state",
            "victim_id",
        ],
    ),
    ("/victim/secondary", &["amount", "notes", "victim_id"]),
];

/// Lists of things: the field that each must have, and all that it can have.
pub const THINGS: [(&str, &str, &[&str]); 2] = [
    ("/impact/loss", "variety", &["amount", "max_amount", "min_amount", "rating", "variety"]),
    ("/ioc", "indicator", &["comment", "indicator"]),
];

/// Parts that must hold something.
pub const FULL: [&str; 6] = ["/action", "/actor", "/asset", "/attribute", "/victim/revenue", "/victim/secondary"];

/// Fields of actors and actions that are lists of words.
pub const WORDS: [&str; 6] = ["job_change", "motive", "result", "target", "variety", "vector"];

/// Texts of so many characters, if they are there.
pub const LENGTHS: [(&str, usize, usize); 4] = [
    ("/actor/external/region", 6, 6),
    ("/actor/partner/region", 6, 6),
    ("/victim/region", 6, 6),
    ("/victim/industry", 2, 6),
];
