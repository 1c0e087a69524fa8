//! An incident in a line: who, when, how many, how, and how much of it is told.
//!
//! Rows are made by the reader, before anybody asks in which language: dates and numbers are values until a row is shown.

use std::cmp::Ordering;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::Column;
use crate::incident::{Amount, Day, EventKind, Fact, Hedge, Incident, Moment, Span, Topic};
use crate::spelling::plain;
use crate::timeline::{Entry, Lens, Snapshot, Timeline, Total};
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
    /// How they did it: the first few ways.
    pub actions: Vec<String>,
    /// How many more ways there are.
    pub n_more: usize,
    /// When it began, as precisely as it was said, in EDTF.
    pub when: String,
    /// The first day that can be, as a number of days.
    pub first: Option<i32>,
    /// The last day that can be.
    pub last: Option<i32>,
    /// How many are affected, by unit: the first few.
    #[serde(serialize_with = "written")]
    pub counts: Vec<Total>,
    /// The largest of these numbers.
    pub most: u64,
    /// How many of [`Row::PARTS`] are told.
    pub complete: u8,
    /// All its words in lower case, to look in; dates and numbers in each language.
    pub text: String,
    /// In an index, the address of the file in which the incident stands, against that of the summary.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
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
        let (actions, n_more) = actions(incident);
        let when = began(incident);
        let (counts, most) = counts(incident);
        let parts = [
            victim.is_some(),
            !actor.is_empty(),
            !actions.is_empty(),
            when.is_some(),
            !counts.is_empty(),
            !incident.pivots.is_empty(),
        ];
        let span = when.map(Moment::span).unwrap_or_default();
        let mut row = Self {
            id: incident.id.clone(),
            victim: victim.unwrap_or_else(|| title.clone()),
            actor,
            actions,
            n_more,
            when: when.map_or_else(String::new, |it| it.text().to_owned()),
            first: span.earliest.map(Day::number),
            last: span.latest.map(Day::number),
            counts,
            most,
            complete: parts.iter().map(|it| u8::from(*it)).sum(),
            text: String::new(),
            file: String::new(),
        };
        let mut words = vec![row.id.clone(), title, row.victim.clone(), row.actor.clone(), row.when.clone()];
        words.extend(row.actions.iter().cloned());
        words.extend(Tongue::ALL.iter().flat_map(|it| [row.when(it), row.counts(it)]));
        row.text = plain(&words.join(" "));
        row
    }

    /// When it began, in words: `about 25 June 2018`.
    pub fn when(&self, tongue: &Tongue) -> String {
        Moment::parse(&self.when).map_or_else(|_| self.when.clone(), |it| tongue.moment(&it))
    }

    /// How many are affected, in words: `490 people; at least 3 records`.
    pub fn counts(&self, tongue: &Tongue) -> String {
        let counts: Vec<String> = self.counts.iter().map(|it| tongue.total(it)).collect();
        counts.join(tongue.semicolon())
    }

    /// How they did it, in words: `Phishing, Theft, and 3 more`.
    pub fn action(&self, tongue: &Tongue) -> String {
        let named = tongue.join(&self.actions);
        if self.n_more > 0 { tongue.and_others(named, self.n_more) } else { named }
    }

    /// Reads what [`Row::of`] made, from the JSON of another program; what follows from the rest may be missing.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let day = |key: &str| value.get(key).and_then(Value::as_i64).and_then(|it| i32::try_from(it).ok());
        let number = |key: &str| value.get(key).and_then(Value::as_u64);
        let list = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
        let (when, counts): (_, Vec<Total>) = (text("when"), list("counts").filter_map(total).collect());
        let span = Moment::parse(&when).map(|it| it.span()).unwrap_or_default();
        let most = || counts.iter().map(|it| it.high.unwrap_or(it.low)).max();
        let mut row = Self {
            id: text("id"),
            victim: text("victim"),
            actor: text("actor"),
            actions: list("actions").filter_map(Value::as_str).map(str::to_owned).collect(),
            n_more: usize::try_from(number("n_more").unwrap_or_default()).unwrap_or_default(),
            first: day("first").or_else(|| span.earliest.map(Day::number)),
            last: day("last").or_else(|| span.latest.map(Day::number)),
            most: number("most").or_else(most).unwrap_or_default(),
            when,
            counts,
            complete: u8::try_from(number("complete").unwrap_or_default()).unwrap_or_default(),
            text: text("text"),
            file: text("file"),
        };
        if row.text.is_empty() {
            let words = [&row.id, &row.victim, &row.actor, &row.when].into_iter().chain(&row.actions);
            row.text = plain(&words.map(String::as_str).collect::<Vec<_>>().join(" "));
        }
        value.is_object().then_some(row)
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
            Column::Action => self.actions.is_empty(),
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
            Column::Action => self.actions.cmp(&other.actions),
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

/// The first techniques, or else the labels of the first steps; and how many more there are.
fn actions(incident: &Incident) -> (Vec<String>, usize) {
    let language = &incident.language;
    let label = |it: &Fact| it.label.get(language).to_owned();
    let mut labels: Vec<String> = incident.facts.iter().filter(|it| it.topic == Topic::Technique).map(label).collect();
    if labels.is_empty() {
        labels = incident.pivots.iter().filter_map(|it| Some(it.label.as_ref()?.get(language).to_owned())).collect();
    }
    labels.dedup();
    let n_more = labels.len().saturating_sub(NAMED);
    labels.truncate(NAMED);
    (labels, n_more)
}

/// When it began: the moment of the first access if one is told, or else the earliest of all.
fn began(incident: &Incident) -> Option<&Moment> {
    let access = incident.events.iter().filter(|it| it.kind == EventKind::Compromise).map(|it| &it.claims);
    let others = incident.pivots.iter().map(|it| &it.claims).chain(incident.events.iter().map(|it| &it.claims));
    earliest(access.flatten().filter(|it| !it.is_denial()).filter_map(|it| it.when.as_ref()))
        .or_else(|| earliest(others.flatten().filter(|it| !it.is_denial()).filter_map(|it| it.when.as_ref())))
}

fn earliest<'a>(moments: impl Iterator<Item = &'a Moment>) -> Option<&'a Moment> {
    let dated = moments.filter(|it| it.span().earliest.is_some() || it.span().latest.is_some());
    dated.min_by_key(|it| (it.span().earliest.or(it.span().latest), it.span().latest))
}

/// The first totals of all that is known, and the largest number of all: those of the map, so that a corrected number
/// is the same in both.
fn counts(incident: &Incident) -> (Vec<Total>, u64) {
    let totals = Snapshot::of(incident, &Lens::on(Timeline::of(incident).opening)).totals;
    let told: Vec<Total> = totals.into_iter().filter(Total::is_disclosed).collect();
    let most = told.iter().map(|it| it.high.unwrap_or(it.low)).max().unwrap_or_default();
    (told.into_iter().take(NAMED).collect(), most)
}

/// A total as `["at least", 3, 0, "records", "possible"]`, or as `["total", 704, 892, "companies", "possible", false]`
/// where it is a sum; without its sources, of which a row says nothing.
fn written<S: Serializer>(counts: &[Total], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(counts.iter().map(|it| {
        let (hedge, unit) = (it.hedge.as_str(), it.unit.as_str());
        let [only] = it.entries.as_slice() else {
            return json!(["total", it.low, it.high, unit, hedge, it.is_approximate]);
        };
        let (how, a, b) = match only.amount {
            Amount::Exactly(n) => ("exactly", n, 0),
            Amount::AtLeast(n) => ("at least", n, 0),
            Amount::MoreThan(n) => ("more than", n, 0),
            Amount::UpTo(n) => ("up to", n, 0),
            Amount::About(n) => ("about", n, 0),
            Amount::Between(a, b) => ("between", a, b),
            Amount::NotDisclosed => ("not disclosed", 0, 0),
        };
        json!([how, a, b, unit, hedge])
    }))
}

/// Reads what [`written`] wrote.
fn total(written: &Value) -> Option<Total> {
    let number = |at: usize| written.get(at).and_then(Value::as_u64);
    let text = |at: usize| written.get(at).and_then(Value::as_str);
    let hedge = Hedge::parse(text(4)?)?;
    let n = number(1)?;
    let amount = match text(0)? {
        "exactly" => Some(Amount::Exactly(n)),
        "at least" => Some(Amount::AtLeast(n)),
        "more than" => Some(Amount::MoreThan(n)),
        "up to" => Some(Amount::UpTo(n)),
        "about" => Some(Amount::About(n)),
        "between" => Some(Amount::Between(n, number(2)?)),
        "total" => None,
        _ => Some(Amount::NotDisclosed),
    };
    let entry = |amount| Entry {
        id: String::new(),
        amount,
        hedge,
        disputed: false,
        sources: Vec::new(),
        counted: Span::default(),
    };
    Some(Total {
        is_overlap_unknown: false,
        unit: text(3)?.to_owned(),
        low: amount.map_or(n, Amount::low),
        high: amount.map_or(number(2), Amount::high),
        is_approximate: written.get(5).and_then(Value::as_bool).unwrap_or_default(),
        hedge,
        disputed: false,
        sources: Vec::new(),
        counted: Span::default(),
        entries: amount.map(entry).into_iter().collect(),
    })
}
