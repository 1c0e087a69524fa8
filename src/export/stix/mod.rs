//! A STIX 2.1 bundle: victim, actor, techniques, hosts and events, the pivots as an Attack Flow, and a note of all that is lost.
//!
//! Ids and times follow from the incident alone, so that the same view gives the same bytes. No moment becomes more precise than
//! it was said: where STIX has no room for its precision, it stands in the description and in an extension of ours.

mod known;
mod parts;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Material;
use crate::incident::{Day, Hedge, Marking, Said, Source, Span};
use crate::timeline::{Attribute, Position};

/// A STIX object.
type Object = Map<String, Value>;

/// What the bundle cannot carry.
const LOST: &str = "STIX has no place for these, and the incident file of breachmap has them: what each source says where sources disagree (here: what is shown, with the others in the descriptions), dates that are not a day, a month or a year (here: in the descriptions and in the extension of breachmap), the days on which things were known, counts that are bounds, ranges or not disclosed, zones, layout, questions and the curated story. What is only denied, or has not happened by the day, is left out. The effects in the flow are derived: a step follows the earlier steps that reached the host from which it starts. The status of the investigation is derived: open while a question is.";
/// Said where no source gives a date, and no source has one.
const UNDATED: &str = " No date is told: `created` and `modified`, which STIX requires, stand at the beginning of POSIX time and say nothing.";

/// Writes the bundle.
pub fn bundle(of: &Material<'_>) -> String {
    let mut bundle = Bundle { of, objects: Vec::new(), markings: Vec::new() };
    bundle.parts();
    let note = bundle.note();
    bundle.objects.push(note.into());
    let mut objects = known::definitions(&bundle.objects, &bundle.markings);
    objects.append(&mut bundle.objects);
    let id = bundle.id("bundle", &bundle.version());
    let whole = json!({ "type": "bundle", "id": id, "objects": objects });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// The work in progress.
struct Bundle<'a> {
    of: &'a Material<'a>,
    objects: Vec<Value>,
    /// The markings that objects have.
    markings: Vec<Marking>,
}

impl Bundle<'_> {
    /// An id that follows from the incident and the part.
    fn id(&self, kind: &str, part: &str) -> String {
        let name = format!("{}/{kind}/{part}", self.of.incident.id);
        format!("{kind}--{}", Uuid::new_v5(&known::NAMESPACE, name.as_bytes()))
    }

    /// What else distinguishes this view of the incident from others.
    fn version(&self) -> String {
        format!("{}/{:?}", self.of.digest, self.of.snapshot.lens)
    }

    /// The first and the last day on which anything of it was published, as far as is heard; the day shown, if that is later.
    fn days(&self) -> (Day, Day) {
        let as_of = self.of.snapshot.lens.as_of;
        let heard = self.of.incident.sources.iter().filter(|it| self.of.snapshot.lens.hears(it));
        let days = || heard.clone().filter_map(Source::known_from).chain(as_of.told());
        (days().min().unwrap_or(Day::UNTOLD), days().max().unwrap_or(Day::UNTOLD))
    }

    /// Begins an object that these claims vouch for.
    fn object(&mut self, kind: &str, part: &str, said: &[&Said]) -> Object {
        let (created, modified) = self.days();
        let mut object = Object::new();
        let mut set = |key: &str, value: String| drop(object.insert(key.to_owned(), value.into()));
        set("type", kind.to_owned());
        set("spec_version", "2.1".to_owned());
        set("id", self.id(kind, part));
        set("created", instant(created));
        set("modified", instant(modified));
        let own = said.iter().map(|it| it.marking).fold(self.of.incident.marking, Marking::stricter);
        if let Some(marking) = own {
            if !self.markings.contains(&marking) {
                self.markings.push(marking);
            }
            object.insert("object_marking_refs".to_owned(), json!([known::marking_id(marking)]));
        }
        let references = self.references(said);
        if !references.is_empty() {
            object.insert("external_references".to_owned(), references.into());
        }
        object
    }

    /// The sources of these claims.
    fn references(&self, said: &[&Said]) -> Vec<Value> {
        let sources = self.of.view().sources(said);
        let mut references = Vec::new();
        for source in sources.iter().filter_map(|id| self.of.incident.source(id)) {
            let language = self.of.language;
            let published = source.published.as_ref().map_or("date unknown", |it| it.text());
            let title = source.title.as_ref().map_or(String::new(), |it| format!("{}. ", it.get(language)));
            let mut reference = json!({
                "source_name": source.publisher.get(language),
                "description": format!("{title}Published: {published}."),
                "external_id": source.id,
            });
            if let Some(url) = &source.url {
                reference["url"] = url.clone().into();
            }
            references.push(reference);
        }
        references
    }

    /// Adds what STIX has no property for, as an extension of ours.
    fn extend(object: &mut Object, part: &str, said: &[&Said], mut more: Object) {
        let claim = |it: &&Said| {
            let mut claim = json!({ "source": it.source, "hedge": it.hedge.as_str() });
            if let Some(when) = &it.when {
                claim["when"] = when.text().into();
            }
            claim
        };
        let said: Vec<Value> = said.iter().map(claim).collect();
        more.insert("extension_type".to_owned(), "property-extension".into());
        more.insert("part".to_owned(), part.into());
        if !said.is_empty() {
            more.insert("claims".to_owned(), said.into());
        }
        let extensions = object.entry("extensions").or_insert_with(|| json!({}));
        extensions[known::OURS] = more.into();
    }

    fn push(&mut self, object: Object) -> String {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        self.objects.push(object.into());
        id
    }

    fn relate(&mut self, from: &str, how: &str, to: &str, said: &[&Said]) {
        let mut object = self.object("relationship", &format!("{from} {how} {to}"), said);
        object.insert("relationship_type".to_owned(), how.into());
        object.insert("source_ref".to_owned(), from.into());
        object.insert("target_ref".to_owned(), to.into());
        self.push(object);
    }

    /// What is shown of a part, with what others say, in words.
    fn told(&self, id: &str, attribute: Attribute) -> String {
        let of = self.of;
        let asked = of.view().said_of(id).into_iter().filter(|it| it.attribute == attribute && it.disputed);
        let all: Vec<String> = asked
            .map(|it| {
                let said = it.all.iter().map(|it| of.teller().position(it));
                format!(" Sources disagree: {}.", said.collect::<Vec<_>>().join(" / "))
            })
            .collect();
        all.concat()
    }

    /// What is lost, what was left out, and of which view this is.
    fn note(&mut self) -> Object {
        let of = self.of;
        let mut content = format!(
            "{}. Marking: {}. SHA-256 of the incident file: {}. {LOST}",
            of.teller().lens(&of.snapshot.lens),
            Marking::label(of.incident.strictest()),
            of.digest
        );
        let totals: Vec<String> = of.snapshot.totals.iter().map(|it| of.tongue().total(it)).collect();
        if !totals.is_empty() {
            content.push_str(&format!(" Counts: {}.", totals.join("; ")));
        }
        if self.days().0.told().is_none() {
            content.push_str(UNDATED);
        }
        if let Some(shared) = of.incident.shared.as_ref().and_then(|it| of.tongue().sharing(it)) {
            content.push_str(&format!(" {shared}"));
        }
        let incident = self.id("incident", "");
        let mut note = self.object("note", "lost", &[]);
        note.insert("abstract".to_owned(), "What this bundle is a view of, and what it does not carry".into());
        note.insert("content".to_owned(), content.into());
        note.insert("object_refs".to_owned(), json!([incident]));
        note
    }
}

/// The first moment of a day, for properties that must have one; the precision is said elsewhere.
/// Where nobody told a day it is the beginning of POSIX time, and the note says so.
fn instant(day: Day) -> String {
    if day.told().is_none() {
        return "1970-01-01T00:00:00.000Z".to_owned();
    }
    format!("{day}T00:00:00.000Z")
}

/// Days that STIX can say with a fidelity: a day, a month, a year.
fn fidelity(span: Span) -> Option<(Day, &'static str)> {
    let (first, last) = (span.earliest?, span.latest?);
    let (next, begins) = (last.plus(1).ymd(), first.ymd());
    let is_month = begins.2 == 1 && next.2 == 1;
    let months = (next.0 - begins.0) * 12 + i32::from(next.1) - i32::from(begins.1);
    match months {
        _ if first == last => Some((first, "day")),
        1 if is_month => Some((first, "month")),
        12 if is_month && begins.1 == 1 => Some((first, "year")),
        _ => None,
    }
}

/// The confidence of a hedge, on the scale "None / Low / Med / High" of the specification.
fn confidence(hedge: Hedge) -> u64 {
    match hedge {
        Hedge::Stated => 85,
        Hedge::Possible => 50,
        Hedge::Rumoured => 15,
        Hedge::Denied => 0,
    }
}

/// The confidence of what is shown.
fn confidence_of(position: &Position<'_>) -> u64 {
    confidence(position.first().hedge)
}

#[cfg(test)]
mod tests {
    use super::fidelity;
    use crate::incident::Moment;

    #[test]
    fn only_days_months_and_years_are_moments_of_stix() {
        for (text, expected) in [
            ("2020-05-11", Some(("2020-05-11", "day"))),
            ("2020-02", Some(("2020-02-01", "month"))),
            ("2019-12", Some(("2019-12-01", "month"))),
            ("2020", Some(("2020-01-01", "year"))),
            ("2020-05-04/2020-05-05", None),
            ("2020-21", None),
            ("2020-05-28/..", None),
            ("202X", None),
        ] {
            let found = fidelity(Moment::parse(text).unwrap().span()).map(|(day, word)| (day.to_string(), word));
            assert_eq!(found, expected.map(|(day, word)| (day.to_owned(), word)), "{text}");
        }
    }
}
