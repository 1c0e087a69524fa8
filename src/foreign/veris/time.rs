//! Dates at the precision of the record, and durations, which are kept as durations and as order, and never become dates.
//!
//! The record of Danske Bank (2016) has the incident in February, 18 months to its discovery, and a notification in June
//! of the same year. A date of discovery made of the first two would lie after the notification, so none is made.

use serde_json::Value;

use super::super::make::{self, Text, Words};
use super::super::pointer::text;
use super::record::Record;
use super::rules::{self, Date};
use crate::import::draft::{EventDraft, Ids};
use crate::tongue::Phrase;

/// How a record gives a duration: its field, the id and the label of its fact, and the event that it implies.
struct Duration {
    field: &'static str,
    id: &'static str,
    label: Text,
    event: Option<Implied>,
}

/// The kind of an event, and what it is called with how long after the one before it was.
type Implied = (&'static str, fn(Words) -> Phrase);

const DURATIONS: [Duration; 4] = [
    Duration { field: "compromise", id: "time-to-compromise", label: Phrase::veris_to_compromise, event: None },
    Duration {
        field: "exfiltration",
        id: "time-to-exfiltration",
        label: Phrase::veris_to_exfiltration,
        event: Some(("exfiltration", Phrase::veris_taken_out)),
    },
    Duration {
        field: "discovery",
        id: "time-to-discovery",
        label: Phrase::veris_to_discovery,
        event: Some(("detection", Phrase::veris_discovered)),
    },
    Duration {
        field: "containment",
        id: "time-to-containment",
        label: Phrase::veris_to_containment,
        event: Some(("containment", Phrase::veris_contained)),
    },
];

impl Record<'_> {
    /// When the incident was, as a moment, and what is wrong with its date.
    pub(super) fn moment(&mut self, pointer: &str) -> Option<String> {
        let date = self.value.pointer(pointer)?;
        let Date { moment, is_whole } = rules::date(date);
        if !is_whole {
            self.left_out(Phrase::veris_date_parts(), pointer);
        }
        // our own records say so where nobody told the year: it had begun by then
        if pointer == "/timeline/incident" && text(self.value, "/plus/breachmap/year") == Some("by") {
            return moment.map(|it| format!("../{it}"));
        }
        if text(date, "/time").is_some() {
            self.carried(Phrase::veris_clocks(), &format!("{pointer}/time"));
        }
        moment
    }

    /// The time of day of the incident, as a note.
    pub(super) fn time_of_day(&self) -> Option<Phrase> {
        text(self.value, "/timeline/incident/time").map(Phrase::veris_at)
    }

    /// Durations as facts; exfiltration, discovery and containment as events without a date, in their order.
    pub(super) fn durations(&mut self) {
        let first = self.draft.pivots.items.first().map(|(_, it)| it.id.clone());
        let mut discovered = None;
        for Duration { field, id, label, event } in DURATIONS {
            let pointer = format!("/timeline/{field}");
            let Some(found) = self.value.pointer(&pointer) else { continue };
            let Some(length) = duration(found) else {
                self.left_out(Phrase::veris_no_durations(), &pointer);
                continue;
            };
            self.fact(id, label(), length.words());
            self.carried(Phrase::veris_durations(), &pointer);
            let (Some((kind, happened)), Some(about)) = (event, length.about()) else { continue };
            let since =
                if field == "containment" { discovered.clone().or_else(|| first.clone()) } else { first.clone() };
            let Some(since) = since else { continue };
            let id = self.names.id(kind);
            let mut claim = self.voice.claim(None);
            claim.said.after = Some(Ids::One(since));
            claim.said.note = Some(make::text(Phrase::import_noted(label(), length.words())));
            let label = make::text(happened(about));
            let event = EventDraft {
                id: id.clone(),
                kind: Some(kind.to_owned()),
                label,
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            };
            self.event(event);
            self.derived(Phrase::veris_duration_events(), &pointer);
            if field == "discovery" {
                discovered = Some(id);
            }
        }
        if let Some(length) = self.value.pointer("/attribute/availability/duration").and_then(duration) {
            self.fact("outage", Phrase::veris_outage(), length.words());
            self.carried(Phrase::veris_durations(), "/attribute/availability/duration");
        }
    }

    /// The day on which somebody was told; VERIS does not say who.
    pub(super) fn notification(&mut self) {
        let pointer = "/plus/timeline/notification";
        let Some(moment) = self.moment(pointer) else { return };
        let mut claim = self.voice.claim(None);
        let incident = self.value.pointer("/timeline/incident").and_then(|it| rules::date(it).moment);
        if incident.is_some_and(|it| rules::is_before(&moment, &it)) {
            claim.said.note = Some(make::text(Phrase::veris_before_incident()));
            self.carried(Phrase::veris_early_notification(), pointer);
        }
        claim.said.when = Some(moment);
        let id = self.names.id("notification");
        let label = make::text(Phrase::veris_notification());
        self.event(EventDraft { id, label, claims: make::each(vec![claim]), ..EventDraft::default() });
        self.carried(Phrase::veris_notifications(), pointer);
    }

    /// Adds an event.
    pub(super) fn event(&mut self, event: EventDraft) {
        let next = self.draft.events.items.len();
        self.draft.events.items.push((next, event));
    }
}

/// A duration of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Length {
    /// It never came to that.
    Never,
    /// So many of a unit.
    Exact(Words),
    /// Some of a unit: how many is not said.
    Some(Words),
}

impl Length {
    /// All of it, as a fact says it.
    fn words(&self) -> Words {
        match self {
            Self::Never => Phrase::veris_never().into(),
            Self::Exact(words) => words.clone(),
            Self::Some(unit) => Phrase::veris_how_many(unit.clone()).into(),
        }
    }

    /// How long after something else an event was.
    fn about(&self) -> Option<Words> {
        match self {
            Self::Never => None,
            Self::Exact(words) | Self::Some(words) => Some(words.clone()),
        }
    }
}

/// `{"unit": "Months", "value": 17}` → `17 months`; without a value only the unit is known; `Never` stays.
fn duration(value: &Value) -> Option<Length> {
    let unit = text(value, "/unit").filter(|it| !["Unknown", "NA"].contains(it))?;
    let (some, exact): (Text, fn(u64) -> Phrase) = match unit {
        "Never" => return Some(Length::Never),
        "Seconds" => (Phrase::veris_seconds, Phrase::veris_n_seconds),
        "Minutes" => (Phrase::veris_minutes, Phrase::veris_n_minutes),
        "Hours" => (Phrase::veris_hours, Phrase::veris_n_hours),
        "Days" => (Phrase::veris_days, Phrase::veris_n_days),
        "Weeks" => (Phrase::veris_weeks, Phrase::veris_n_weeks),
        "Months" => (Phrase::veris_months, Phrase::veris_n_months),
        "Years" => (Phrase::veris_years, Phrase::veris_n_years),
        other => {
            let unit = other.to_lowercase();
            return Some(match value.get("value").and_then(rules::number) {
                Some(number) => Length::Exact(format!("{number} {unit}").into()),
                None => Length::Some(unit.into()),
            });
        }
    };
    let number = value.get("value").and_then(rules::number);
    // `2-3` weeks
    if let (None, Some(words)) = (number, text(value, "/value")) {
        return Some(Length::Exact(format!("{words} {}", unit.to_lowercase()).into()));
    }
    Some(number.map_or_else(|| Length::Some(some().into()), |it| Length::Exact(exact(it).into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn durations_stay_durations() {
        let read = |it: Value| duration(&it).map(|it| make::name(&it.words()));
        assert_eq!(read(json!({"unit": "Months", "value": 17})).as_deref(), Some("17 months"));
        assert_eq!(read(json!({"unit": "Days", "value": 1.0})).as_deref(), Some("1 day"));
        assert_eq!(read(json!({"unit": "Hours"})).as_deref(), Some("hours (number not given)"));
        assert_eq!(read(json!({"unit": "Never"})).as_deref(), Some("Never"));
        assert_eq!(read(json!({"unit": "Unknown"})), None);
        assert_eq!(read(json!({"unit": "NA", "value": 3})), None);
    }
}
