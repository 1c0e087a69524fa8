//! The order that events and tasks give themselves: by the ones that follow, as STIX 2.2 and the last draft of the incident
//! extension write it, and by relationships that say what came of what.

use std::collections::BTreeMap;

use super::object::Object;
use super::work::Work;
use crate::foreign::pointer::texts;
use crate::tongue::Phrase;

/// Lists of those that follow; the draft of 2.2 spells them in both ways.
const NEXT: [&str; 4] = ["/next_event_refs", "/next_events_refs", "/next_task_refs", "/next_tasks_refs"];
/// Relationships from what came first to what came of it.
const LEADS: [&str; 2] = ["causes", "led-to"];

/// Adds to each event those that come before it. `ids` has the ids of events by those of their objects.
pub fn next(work: &mut Work, ids: &BTreeMap<String, String>, before: &mut BTreeMap<String, Vec<String>>) {
    let mut follows = |first: &str, next: &str| {
        let (Some(first), Some(next)) = (ids.get(first), ids.get(next)) else { return false };
        before.entry(next.clone()).or_default().push(first.clone());
        true
    };
    for object in work.bundle.objects.values().filter(|it| ids.contains_key(it.id)) {
        for next in NEXT.iter().flat_map(|it| texts(object.value, it)) {
            follows(object.id, next);
        }
    }
    let ends = |it: &Object| Some((it.text("/source_ref")?.to_owned(), it.text("/target_ref")?.to_owned()));
    let is_lead = |it: &Object| it.text("/relationship_type").is_some_and(|it| LEADS.contains(&it));
    let leads: Vec<Object> = work.bundle.all("relationship").filter(is_lead).collect();
    for lead in leads {
        if ends(&lead).is_some_and(|(first, next)| follows(&first, &next)) {
            work.carried(Phrase::stix_leads(), lead);
        }
    }
}
