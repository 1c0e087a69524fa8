//! A VERIS record, version 1.4.1: who did what to what, with what result, in the vocabulary of VERIS.
//!
//! The record says what its vocabulary can say, and `Unknown` where nobody tells or it has no word. A number is written only
//! where one is told: bounds and ranges stand as words in the notes, with all else that has no field. Durations are never
//! computed from dates. `plus.breachmap` says which view of the incident it is, and how far it may be shared.

mod parts;
mod words;

use std::rc::Rc;

use serde_json::{Map, Value, json};

use self::parts::Actions;
use super::Material;
use crate::incident::{Day, EventKind, Fact, Hedge, Source, Span, Text, Topic};
use crate::timeline::{Happening, Position, Total, Value as Told};
use crate::tongue::Phrase;

/// The version of the schema.
const VERSION: &str = "1.4.1";

/// Writes the record; or why there can be none.
pub fn record(of: &Material<'_>) -> Result<String, Phrase> {
    let mut record = Record { of, notes: Vec::new() };
    let whole = record.whole()?;
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

/// The work in progress.
struct Record<'a> {
    of: &'a Material<'a>,
    /// What has no field, in words.
    notes: Vec<String>,
}

/// A fact and what is shown of it.
type Shown<'a> = (&'a Fact, Position<'a>);

impl<'a> Record<'a> {
    fn whole(&mut self) -> Result<Value, Phrase> {
        let (year, timeline) = self.timeline()?;
        let actions = self.actions();
        let mut plus = self.plus(&actions);
        if year.is_bound {
            plus["breachmap"]["year"] = "by".into();
            self.notes.push(self.of.tongue().veris_begun_by(year.year.to_string()));
        }
        let mut whole = json!({
            "schema_version": VERSION,
            "schema_name": "verisc",
            "incident_id": self.of.teller.incident.id,
            "source_id": "breachmap",
            "security_incident": self.security_incident(),
            "summary": self.summary(),
            "timeline": timeline,
            "actor": self.actors(),
            "action": actions.written(),
            "asset": self.assets(),
            "discovery_method": self.discovery(),
            "plus": plus,
        });
        let attribute = self.attributes();
        let victim = self.victim();
        let reference = self.references();
        let mut set = |key: &str, value: Value| {
            if !value.is_null() {
                whole[key] = value;
            }
        };
        set("attribute", attribute);
        set("victim", victim);
        set("reference", reference);
        set("targeted", self.word("targeted", &["Targeted", "Opportunistic", "NA"]));
        set("confidence", self.word("confidence-of-the-record", &["High", "Medium", "Low", "None"]));
        let units = ["records", "organisations", "organizations", "companies", "sites"];
        let untold = |it: &&Total| {
            let is_part =
                it.unit.starts_with("records (") || ["hosts", "media", "people targeted"].contains(&it.unit.as_str());
            !(units.contains(&it.unit.as_str()) || is_part) || self.exact(it).is_none()
        };
        let counts: Vec<String> = self.of.snapshot.totals.iter().filter(untold).map(|it| self.counted(it)).collect();
        self.notes.extend(counts);
        if !self.notes.is_empty() {
            whole["notes"] = self.notes.join("\n").into();
        }
        Ok(whole)
    }

    fn counted(&self, total: &Total) -> String {
        self.of.tongue().total_of_day(total, self.of.snapshot.lens.as_of)
    }

    /// What is shown of the facts of a topic.
    fn facts(&self, topic: Topic) -> Vec<Shown<'a>> {
        let of = self.of;
        let all = of.teller.incident.facts.iter().filter(|it| it.topic == topic);
        all.filter_map(|it| Some((it, of.view().fact_positions(it).shown()?.clone()))).collect()
    }

    /// The English words of a fact with this id: the reader of records gives its facts the same ids always.
    fn said(&self, id: &str) -> Option<String> {
        let fact = self.of.teller.incident.fact(id)?;
        let positions = self.of.view().fact_positions(fact);
        Some(english(fact, positions.shown()?))
    }

    /// The same, if it is a word of a vocabulary.
    fn word(&self, id: &str, words: &[&str]) -> Value {
        self.said(id).filter(|it| words.contains(&it.as_str())).map_or(Value::Null, Value::String)
    }

    fn summary(&self) -> String {
        let teller = self.of.teller;
        let told = |text: &Text| text.get(teller.language).to_owned();
        let summary = self.said("summary").or_else(|| teller.incident.summary.as_ref().map(told));
        summary.unwrap_or_else(|| told(&teller.incident.title))
    }

    /// How sure it is that there was an incident: by the firmest word on any step, event or harm.
    fn security_incident(&self) -> &'static str {
        let (incident, lens) = (self.of.teller.incident, &self.of.snapshot.lens);
        let harm = [Topic::Confidentiality, Topic::Integrity, Topic::Availability, Topic::Technique, Topic::Victim];
        let claims = (incident.pivots.iter().flat_map(|it| &it.claims))
            .chain(incident.events.iter().flat_map(|it| &it.claims))
            .map(|it| &it.said)
            .chain(incident.hosts.iter().flat_map(|it| &it.states).map(|it| &it.said))
            .chain(
                incident
                    .facts
                    .iter()
                    .filter(|it| harm.contains(&it.topic))
                    .flat_map(|it| &it.claims)
                    .map(|it| &it.said),
            );
        let hedges: Vec<Hedge> = claims.filter(|it| lens.sees(incident, it)).map(|it| it.hedge).collect();
        match hedges.iter().min() {
            Some(Hedge::Stated) => "Confirmed",
            Some(Hedge::Denied) => "False positive",
            Some(Hedge::Possible | Hedge::Rumoured) | None => "Suspected",
        }
    }

    /// The number, if one is told as firmly as the record says it: hedges stand in `security_incident`, and for records of data
    /// in `data_disclosure`. VERIS has 1 for "one or more".
    fn exact(&self, total: &Total) -> Option<u64> {
        let is_exact = total.high == Some(total.low) && !total.is_approximate;
        let is_data = total.unit.starts_with("records");
        let is_some = total.low == 1 && total.high.is_none() && is_data;
        let is_hedged = self.security_incident() != "Confirmed" || is_data && self.disclosure() != Some("Yes");
        let is_firm = total.hedge == Hedge::Stated || is_hedged;
        ((is_exact || is_some) && is_firm).then_some(total.low)
    }

    /// When it began, at its own precision, with the durations that are told.
    fn timeline(&self) -> Result<(Year, Value), Phrase> {
        let begun = self.begun();
        let year = match begun.and_then(|(span, is_told)| Some((span.latest?.ymd().0, span, is_told))) {
            Some((year, span, true)) if span.earliest.is_some_and(|it| it.ymd().0 == year) => {
                Year { year, is_bound: false }
            }
            Some((year, ..)) => Year { year, is_bound: true },
            None => self.published().map(|it| Year { year: it.ymd().0, is_bound: true }).ok_or_else(no_year)?,
        };
        let mut timeline = json!({ "incident": { "year": year.year } });
        if let Some((span, true)) = begun.filter(|_| !year.is_bound) {
            timeline["incident"] = date(span);
        }
        for field in ["compromise", "exfiltration", "discovery", "containment"] {
            if let Some(told) = self.said(&format!("time-to-{field}")).as_deref().and_then(duration) {
                timeline[field] = told;
            }
        }
        Ok((year, timeline))
    }

    /// When the first step can have been, and whether that is told: of the steps and of the events at hosts that have happened.
    fn begun(&self) -> Option<(Span, bool)> {
        let is_step = |it: &&Rc<Happening>| match self.of.teller.incident.event(&it.id) {
            None => true,
            Some(it) => match it.kind {
                EventKind::Compromise | EventKind::Exfiltration => true,
                EventKind::Other => !it.hosts.is_empty(),
                _ => false,
            },
        };
        let happened = || self.of.snapshot.pivots.iter().chain(&self.of.snapshot.events).filter(|it| it.is_done());
        let dated =
            happened().filter(is_step).filter(|it| !it.when.undated && it.when.span.latest.is_some_and(has_year));
        if let Some(first) = dated.min_by_key(|it| (it.when.span.latest, it.when.span.earliest)) {
            let span = first.when.span;
            // a step without a date may lie before it, unless it comes after something
            let may_be_before =
                |it: &Rc<Happening>| it.when.undated && it.when.span.earliest.is_none_or(|it| Some(it) < span.earliest);
            return Some((span, !happened().filter(is_step).any(may_be_before)));
        }
        let spans = happened().map(|it| it.when.span).filter(|it| it.latest.is_some_and(has_year));
        spans.min_by_key(|it| it.latest).map(|it| (it, false))
    }

    /// The first day on which anything of it was published, as far as is heard.
    fn published(&self) -> Option<Day> {
        self.heard().filter_map(Source::known_from).filter(|it| has_year(*it)).min()
    }

    fn heard(&self) -> impl Iterator<Item = &'a Source> {
        let lens = &self.of.snapshot.lens;
        self.of.teller.incident.sources.iter().filter(|it| lens.hears(it))
    }

    /// Who says so, by address; who has none, by name.
    fn references(&self) -> Value {
        let language = self.of.teller.language;
        let named = |it: &Source| {
            let title = it.title.as_ref().map(|it| format!(": {}", it.get(language))).unwrap_or_default();
            format!("{}{title}", it.publisher.get(language)).replace(';', ",")
        };
        let all: Vec<String> = self.heard().map(|it| it.url.clone().unwrap_or_else(|| named(it))).collect();
        if all.is_empty() { Value::Null } else { all.join("; ").into() }
    }

    fn victim(&self) -> Value {
        let name = self.facts(Topic::Victim).first().map(|(fact, it)| self.words(fact, it));
        let listed = |id: &str| {
            let told = self.said(id).unwrap_or_default();
            told.split(", ").filter(|it| it.len() == 2).map(str::to_owned).collect::<Vec<_>>()
        };
        let country = listed("victim-s-country");
        let totals = &self.of.snapshot.totals;
        let number =
            |units: &[&str]| totals.iter().find(|it| units.contains(&it.unit.as_str())).and_then(|it| self.exact(it));
        let (secondary, sites) = (number(&["organisations", "organizations", "companies"]), number(&["sites"]));
        if name.is_none() && country.is_empty() && secondary.is_none() && sites.is_none() {
            return Value::Null;
        }
        let industry = self.said("victim-s-industry-naics").filter(|it| it.len() > 1);
        let mut victim = json!({
            "country": or_unknown(country),
            "employee_count": self.said("victim-s-employees").unwrap_or_else(|| "Unknown".to_owned()),
            "industry": industry.unwrap_or_else(|| "000".to_owned()),
            "government": ["Unknown"],
        });
        if let Some(name) = name {
            victim["victim_id"] = name.into();
        }
        if let Some(n) = secondary {
            victim["secondary"] = json!({ "amount": n });
        }
        if let Some(n) = sites {
            victim["locations_affected"] = n.into();
        }
        victim
    }

    /// How it was found.
    fn discovery(&self) -> Value {
        let mut found = Map::new();
        let told = self.said("how-it-was-found").unwrap_or_default();
        for (key, label) in [("external", "By an outsider"), ("internal", "By the victim"), ("partner", "By a partner")]
        {
            for it in told.split("; ").filter_map(|it| it.strip_prefix(label)) {
                let varieties = it.strip_prefix(": ").unwrap_or("Unknown").split(", ").collect::<Vec<_>>();
                found.insert(key.to_owned(), json!({ "variety": varieties }));
            }
        }
        if found.is_empty() { json!({ "unknown": true }) } else { found.into() }
    }

    /// What VERIS leaves to whoever writes the record.
    fn plus(&self, actions: &Actions) -> Value {
        let (teller, lens) = (self.of.teller, &self.of.snapshot.lens);
        let mut ours = json!({ "view": teller.lens(lens), "hash": self.of.digest });
        if let Some(day) = lens.as_of.told() {
            ours["as_of"] = day.to_string().into();
        }
        if let Some(marking) = teller.incident.strictest() {
            ours["marking"] = marking.as_str().into();
        }
        if let Some(words) = teller.incident.shared.as_ref().and_then(|it| self.of.tongue().sharing(it)) {
            ours["left_out"] = words.into();
        }
        let mut plus = json!({ "breachmap": ours });
        if let Some(day) = self.heard().filter_map(Source::known_from).filter_map(Day::told).max() {
            plus["modified"] = day.to_string().into();
        }
        let told = |it: &&Rc<Happening>| {
            let kind = teller.incident.event(&it.id).map(|it| it.kind);
            let is_notice = kind.is_some_and(|it| {
                matches!(it, EventKind::AuthorityTold | EventKind::PublicNotice | EventKind::CustomersTold)
            });
            (is_notice || it.id == "notification") && it.is_done() && !it.when.undated
        };
        let notices = self.of.snapshot.events.iter().filter(told).map(|it| it.when.span);
        let first = notices.filter(|it| is_one_year(*it)).min_by_key(|it| (it.latest, it.earliest));
        if let Some(span) = first {
            plus["timeline"] = json!({ "notification": date(span) });
        }
        let chain = self.chain(actions);
        if !chain.is_empty() {
            plus["event_chain"] = chain.into();
        }
        plus
    }

    /// A value in the language of the reader; a fact without one is its label.
    fn words(&self, fact: &Fact, position: &Position<'_>) -> String {
        match position.value {
            Told::Words(text) => text.get(self.of.teller.language).to_owned(),
            _ => fact.label.get(self.of.teller.language).to_owned(),
        }
    }
}

/// The year of an incident.
struct Year {
    year: i32,
    /// Nobody tells it: it had begun by then.
    is_bound: bool,
}

fn no_year() -> Phrase {
    Phrase::command_advised(Phrase::command_error(Phrase::veris_no_year()), Phrase::hint_veris_no_year())
}

/// The English words of a fact, from which its words of VERIS are read.
fn english(fact: &Fact, position: &Position<'_>) -> String {
    match position.value {
        Told::Words(text) => text.get("en").to_owned(),
        _ => fact.label.get("en").to_owned(),
    }
}

fn or_unknown(words: Vec<String>) -> Value {
    if words.is_empty() { json!(["Unknown"]) } else { words.into() }
}

fn is_one_year(span: Span) -> bool {
    matches!((span.earliest, span.latest), (Some(a), Some(b)) if a.ymd().0 == b.ymd().0 && has_year(b))
}

/// Whether VERIS knows the year of a day.
fn has_year(day: Day) -> bool {
    (1950..=2050).contains(&day.ymd().0)
}

/// Year, month and day as far as all days of a span share them.
fn date(span: Span) -> Value {
    let (Some(first), Some(last)) = (span.earliest.map(Day::ymd), span.latest.map(Day::ymd)) else {
        return Value::Null;
    };
    let mut date = json!({ "year": last.0 });
    if first.1 == last.1 {
        date["month"] = last.1.into();
        if first.2 == last.2 {
            date["day"] = last.2.into();
        }
    }
    date
}

/// `17 months`, `hours (number not given)`, `Never`.
fn duration(words: &str) -> Option<Value> {
    const UNITS: [&str; 7] = ["Seconds", "Minutes", "Hours", "Days", "Weeks", "Months", "Years"];
    let unit =
        |word: &str| UNITS.iter().find(|it| it.to_lowercase().trim_end_matches('s') == word.trim_end_matches('s'));
    if words == "Never" {
        return Some(json!({ "unit": "Never" }));
    }
    let (first, rest) = words.split_once(' ')?;
    if let Ok(n) = first.parse::<u64>() {
        return Some(json!({ "unit": unit(rest)?, "value": n }));
    }
    (rest == "(number not given)").then_some(json!({ "unit": unit(first)? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Moment;

    #[test]
    fn a_date_is_as_precise_as_it_is_told() {
        let of = |it: &str| date(Moment::parse(it).unwrap().span());
        assert_eq!(of("2020"), json!({ "year": 2020 }));
        assert_eq!(of("2020-02"), json!({ "year": 2020, "month": 2 }));
        assert_eq!(of("2020-02-03"), json!({ "year": 2020, "month": 2, "day": 3 }));
        assert_eq!(of("2020-02-03/2020-03-03"), json!({ "year": 2020 }));
    }

    #[test]
    fn durations_come_from_words_only() {
        assert_eq!(duration("17 months"), Some(json!({ "unit": "Months", "value": 17 })));
        assert_eq!(duration("1 day"), Some(json!({ "unit": "Days", "value": 1 })));
        assert_eq!(duration("hours (number not given)"), Some(json!({ "unit": "Hours" })));
        assert_eq!(duration("Never"), Some(json!({ "unit": "Never" })));
        assert_eq!(duration("soon after"), None);
    }
}
