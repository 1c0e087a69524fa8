//! What a file lists and says to be harmless: it is no trace of an intruder.

use std::collections::{BTreeMap, BTreeSet};

use super::object::Object;
use super::pattern;
use crate::foreign::pointer::texts;
use crate::sorting;
use crate::tongue::Phrase;

/// Words of types and labels that say so.
const WORDS: [&str; 7] =
    ["benign", "false-positive", "known-good", "whitelist", "whitelisted", "allowlist", "non-malicious"];

/// Whether an indicator, or what was analysed, is said to be harmless.
fn is_benign(object: &Object<'_>) -> bool {
    let fields: &[&str] = match object.kind {
        "indicator" => &["/indicator_types", "/labels"],
        "malware-analysis" => &["/result"],
        _ => &["/labels"],
    };
    let all = fields.iter().flat_map(|it| texts(object.value, it));
    all.into_iter().any(|it| WORDS.contains(&it.to_lowercase().replace([' ', '_'], "-").as_str()))
}

/// The harmless objects among all: indicators of that type, and what only they point to. An infrastructure that is not the
/// intruder's stays: it may be the victim's.
pub fn objects<'a>(all: &BTreeMap<&'a str, Object<'a>>) -> Vec<(Object<'a>, Phrase)> {
    let of = |kind: &'static str| all.values().copied().filter(move |it| it.kind == kind);
    let may = |it: &Object| !matches!(it.kind, "infrastructure" | "identity" | "incident" | "report");
    let harmless: Vec<Object> = all.values().copied().filter(|it| may(it) && is_benign(it)).collect();
    let is_harmless = |it: &str| harmless.iter().any(|one| one.id == it);
    let values = |is: bool| -> BTreeSet<(&str, &str)> {
        let indicators = of("indicator").filter(|it| is_harmless(it.id) == is);
        sorting::set_of(indicators.filter_map(|it| it.text("/pattern")).flat_map(pattern::values))
    };
    let (only, others) = (values(true), values(false));
    let is_tied = |id: &str| {
        let relations = of("relationship").filter(|it| it.text("/relationship_type") != Some("based-on"));
        relations.into_iter().any(|it| [it.text("/source_ref"), it.text("/target_ref")].contains(&Some(id)))
    };
    let points = |it: &Object| {
        let value = it.text("/value").map(|value| (it.kind, value));
        value.is_some_and(|it| only.contains(&it) && !others.contains(&it)) && !is_tied(it.id)
    };
    let found = all.values().copied().filter(|it| is_harmless(it.id) || (!only.is_empty() && points(it)));
    found.map(|it| (it, Phrase::stix_benign())).collect()
}
