//! An incident in a line: who, when, how many, how, and how much of it is told.

use std::cmp::Ordering;

use serde::Serialize;
use serde_json::Value;

use super::Column;
use crate::incident::{Amount, Day, EventKind, Fact, Incident, Moment, Topic};
use crate::tongue::Tongue;

/// An incident in a line. What no source says is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    /// The id of the incident.
    pub id: String,
    /// Who was breached; if nobody says, what people call the incident.
    pub victim: String,
    /// Who did it.
    pub actor: String,
    /// How they did it.
    pub action: String,
    /// When it began, as precisely as it was said, in words.
    pub when: String,
    /// The first day that can be, as a number of days.
    pub first: Option<i32>,
    /// The last day that can be.
    pub last: Option<i32>,
    /// How many are affected, by unit.
    pub counts: String,
    /// The largest of these numbers.
    pub most: u64,
    /// How many of [`Row::PARTS`] are told.
    pub complete: u8,
    /// All its words in lower case, to look in.
    pub text: String,
}

/// How many counts and actions a row names.
const NAMED: usize = 2;

impl Row {
    /// What an incident is asked for: victim, actor, action, a date, a number, a way from host to host.
    pub const PARTS: u8 = 6;

    /// The row of an incident.
    pub fn of(incident: &Incident) -> Self {
        let title = incident.title.get(&incident.language).to_owned();
        let victim = said(incident, Topic::Victim);
        let actor = said(incident, Topic::Actor).unwrap_or_default();
        let action = labels(incident);
        let when = began(incident);
        let (counts, most) = counts(incident);
        let parts = [
            victim.is_some(),
            !actor.is_empty(),
            !action.is_empty(),
            when.is_some(),
            !counts.is_empty(),
            !incident.pivots.is_empty(),
        ];
        let span = when.map(Moment::span).unwrap_or_default();
        let victim = victim.unwrap_or_else(|| title.clone());
        let written = when.map_or_else(String::new, |it| it.text().to_owned());
        let when = when.map_or_else(String::new, told);
        let words = [&incident.id, &title, &victim, &actor, &action, &when, &written, &counts];
        let text = words.map(|it| it.to_lowercase()).join(" ");
        Self {
            id: incident.id.clone(),
            victim,
            actor,
            action,
            when,
            first: span.earliest.map(Day::number),
            last: span.latest.map(Day::number),
            counts,
            most,
            complete: parts.iter().map(|it| u8::from(*it)).sum(),
            text,
        }
    }

    /// Reads what [`Row::of`] made, from the JSON of another program of ours.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let day = |key: &str| value.get(key).and_then(Value::as_i64).and_then(|it| i32::try_from(it).ok());
        let number = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
        value.is_object().then(|| Self {
            id: text("id"),
            victim: text("victim"),
            actor: text("actor"),
            action: text("action"),
            when: text("when"),
            first: day("first"),
            last: day("last"),
            counts: text("counts"),
            most: number("most"),
            complete: u8::try_from(number("complete")).unwrap_or_default(),
            text: text("text"),
        })
    }

    /// The year in which it began, if it can be no other.
    pub fn year(&self) -> Option<i32> {
        let year = |day: Option<i32>| day.map(|it| Day::from_number(it).ymd().0);
        year(self.first).filter(|it| year(self.last) == Some(*it))
    }

    /// Whether the row says nothing in this column.
    pub fn is_unknown(&self, column: Column) -> bool {
        match column {
            Column::Victim => self.victim.is_empty(),
            Column::When => self.when.is_empty(),
            Column::Counts => self.counts.is_empty(),
            Column::Actor => self.actor.is_empty(),
            Column::Action => self.action.is_empty(),
            Column::Complete => false,
        }
    }

    /// The order by a column.
    pub fn compare(&self, other: &Self, column: Column) -> Ordering {
        match column {
            Column::Victim => self.victim.cmp(&other.victim),
            Column::When => (self.first, self.last).cmp(&(other.first, other.last)),
            Column::Counts => self.most.cmp(&other.most),
            Column::Actor => self.actor.cmp(&other.actor),
            Column::Action => self.action.cmp(&other.action),
            Column::Complete => self.complete.cmp(&other.complete),
        }
    }
}

/// The first thing that is said of a topic, and not denied.
fn said(incident: &Incident, topic: Topic) -> Option<String> {
    let fact = incident.facts.iter().find(|it| it.topic == topic)?;
    let claim = fact.claims.iter().find(|it| !it.is_denial())?;
    claim.value.as_ref().map(|it| it.get(&incident.language).to_owned())
}

/// The first techniques, or else the labels of the first steps.
fn labels(incident: &Incident) -> String {
    let language = &incident.language;
    let label = |it: &Fact| it.label.get(language).to_owned();
    let mut labels: Vec<String> = incident.facts.iter().filter(|it| it.topic == Topic::Technique).map(label).collect();
    if labels.is_empty() {
        labels = incident.pivots.iter().filter_map(|it| Some(it.label.as_ref()?.get(language).to_owned())).collect();
    }
    labels.dedup();
    let more = labels.len().saturating_sub(NAMED);
    labels.truncate(NAMED);
    let named = labels.join(", ");
    if more > 0 { format!("{named} and {more} more") } else { named }
}

/// When it began: the moment of the first access if one is told, or else the earliest of all.
fn began(incident: &Incident) -> Option<&Moment> {
    let access = incident.events.iter().filter(|it| it.kind == EventKind::Compromise).map(|it| &it.claims);
    let others = incident.pivots.iter().map(|it| &it.claims).chain(incident.events.iter().map(|it| &it.claims));
    earliest(access.flatten().filter(|it| !it.is_denial()).filter_map(|it| it.when.as_ref()))
        .or_else(|| earliest(others.flatten().filter(|it| !it.is_denial()).filter_map(|it| it.when.as_ref())))
}

/// Rows are made before anybody asks in which language.
fn tongue() -> &'static Tongue {
    Tongue::of("en")
}

/// A moment in words: `about 25 June 2018`.
fn told(moment: &Moment) -> String {
    tongue().moment(moment)
}

fn earliest<'a>(moments: impl Iterator<Item = &'a Moment>) -> Option<&'a Moment> {
    let dated = moments.filter(|it| it.span().earliest.is_some() || it.span().latest.is_some());
    dated.min_by_key(|it| (it.span().earliest.or(it.span().latest), it.span().latest))
}

/// The amounts of the ledger in words, and the largest number among them.
fn counts(incident: &Incident) -> (String, u64) {
    let claims = incident.counts.iter().filter_map(|it| it.claims.iter().find(|it| !it.is_denial()));
    let told: Vec<_> = claims.map(|it| &it.value).filter(|it| it.amount != Amount::NotDisclosed).collect();
    let most = told.iter().map(|it| it.amount.high().unwrap_or(it.amount.low())).max().unwrap_or_default();
    let named = told.iter().take(NAMED).map(|it| format!("{} {}", tongue().amount(it.amount), it.unit));
    let named: Vec<String> = named.collect();
    (named.join("; "), most)
}
