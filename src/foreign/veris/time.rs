//! Dates at the precision of the record, and durations, which are kept as durations and as order, and never become dates.
//!
//! A record of VCDB may give 18 months to discovery and a notification four months after the incident:
//! a date made of the two would be invented.

use serde_json::Value;

use super::super::look::{text, whole};
use super::super::make;
use super::record::Record;
use super::rules::{self, Date};
use crate::import::draft::{EventDraft, Ids};

/// A duration: its field, the id and the label of its fact, and the kind and the label of the event that it implies, with what that follows.
struct Duration {
    field: &'static str,
    id: &'static str,
    label: &'static str,
    event: Option<(&'static str, &'static str, &'static str)>,
}

const DURATIONS: [Duration; 4] = [
    Duration { field: "compromise", id: "time-to-compromise", label: "From first action to compromise", event: None },
    Duration {
        field: "exfiltration",
        id: "time-to-exfiltration",
        label: "From compromise to exfiltration",
        event: Some(("exfiltration", "Data taken out", "the compromise")),
    },
    Duration {
        field: "discovery",
        id: "time-to-discovery",
        label: "From compromise to discovery",
        event: Some(("detection", "Discovered", "the compromise")),
    },
    Duration {
        field: "containment",
        id: "time-to-containment",
        label: "From discovery to containment",
        event: Some(("containment", "Contained", "the discovery")),
    },
];

impl Record<'_> {
    /// When the incident was, as a moment, and what is wrong with its date.
    pub(super) fn moment(&mut self, pointer: &str) -> Option<String> {
        let date = self.value.pointer(pointer)?;
        let Date { moment, is_whole } = rules::date(date);
        if !is_whole {
            self.left_out("parts of a date that make no day: what is before them is kept", pointer);
        }
        if text(date, "/time").is_some() {
            self.carried("times of day, as notes: their zone is not said", &format!("{pointer}/time"));
        }
        moment
    }

    /// The time of day of the incident, as a note.
    pub(super) fn time_of_day(&self) -> Option<String> {
        text(self.value, "/timeline/incident/time").map(|it| format!("At {it}, zone not said."))
    }

    /// Durations as facts; exfiltration, discovery and containment as events without a date, in their order.
    pub(super) fn durations(&mut self) {
        let first = self.draft.pivots.items.first().map(|(_, it)| it.id.clone());
        let mut discovered = None;
        for Duration { field, id, label, event } in DURATIONS {
            let pointer = format!("/timeline/{field}");
            let Some(found) = self.value.pointer(&pointer) else { continue };
            let Some(words) = duration(found) else {
                self.left_out("durations that the record calls unknown or not applicable", &pointer);
                continue;
            };
            self.fact(id, label, &words);
            self.carried("durations, as facts", &pointer);
            let (Some((kind, happened, before)), true) = (event, words != "Never") else { continue };
            let since =
                if field == "containment" { discovered.clone().or_else(|| first.clone()) } else { first.clone() };
            let Some(since) = since else { continue };
            let id = self.names.id(kind);
            let mut claim = self.voice.claim(None);
            claim.said.after = Some(Ids::One(since));
            claim.said.note = Some(make::text(&format!("{label}: {words}.")));
            let length = words.split(',').next().unwrap_or_default();
            let label = make::text(&format!("{happened} {length} after {before}"));
            let event = EventDraft {
                id: id.clone(),
                kind: Some(kind.to_owned()),
                label,
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            };
            self.event(event);
            self.derived("events of which only a duration is told: they have an order and no date", &pointer);
            if field == "discovery" {
                discovered = Some(id);
            }
        }
        if let Some(words) = self.value.pointer("/attribute/availability/duration").and_then(duration) {
            self.fact("outage", "How long it was not available", &words);
            self.carried("durations, as facts", "/attribute/availability/duration");
        }
    }

    /// The day on which somebody was told; VERIS does not say who.
    pub(super) fn notification(&mut self) {
        let pointer = "/plus/timeline/notification";
        let Some(moment) = self.moment(pointer) else { return };
        let mut claim = self.voice.claim(None);
        let incident = self.value.pointer("/timeline/incident").and_then(|it| rules::date(it).moment);
        if incident.is_some_and(|it| rules::is_before(&moment, &it)) {
            claim.said.note = Some(make::text("The record puts it before the incident."));
            self.carried("a notification before the incident, as the record has it", pointer);
        }
        claim.said.when = Some(moment);
        let id = self.names.id("notification");
        let label = make::text("Notification");
        self.event(EventDraft { id, label, claims: make::each(vec![claim]), ..EventDraft::default() });
        self.carried("the date of notification, as an event; the record does not say who was told", pointer);
    }

    /// Adds an event.
    pub(super) fn event(&mut self, event: EventDraft) {
        let next = self.draft.events.items.len();
        self.draft.events.items.push((next, event));
    }
}

/// `{"unit": "Months", "value": 17}` → `17 months`; without a value only the unit is known; `Never` stays.
fn duration(value: &Value) -> Option<String> {
    let unit = text(value, "/unit").filter(|it| !["Unknown", "NA"].contains(it))?;
    if unit == "Never" {
        return Some(unit.to_owned());
    }
    let plural = unit.to_lowercase();
    let words = match value.get("value").and_then(whole) {
        Some(1) => format!("1 {}", plural.trim_end_matches('s')),
        Some(number) => format!("{number} {plural}"),
        None => format!("{plural}, how many is not said"),
    };
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn durations_stay_durations() {
        let read = |it: Value| duration(&it);
        assert_eq!(read(json!({"unit": "Months", "value": 17})).as_deref(), Some("17 months"));
        assert_eq!(read(json!({"unit": "Days", "value": 1.0})).as_deref(), Some("1 day"));
        assert_eq!(read(json!({"unit": "Hours"})).as_deref(), Some("hours, how many is not said"));
        assert_eq!(read(json!({"unit": "Never"})).as_deref(), Some("Never"));
        assert_eq!(read(json!({"unit": "Unknown"})), None);
        assert_eq!(read(json!({"unit": "NA", "value": 3})), None);
    }
}
