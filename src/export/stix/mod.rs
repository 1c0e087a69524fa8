//! A STIX 2.1 bundle: victim, actor, techniques, hosts and events, the pivots as an Attack Flow, and a note of all that is lost.
//!
//! Ids and times follow from the incident alone, so that the same view gives the same bytes. No moment becomes more precise than
//! it was said: where STIX has no room for its precision, it stands in the description and in an extension of ours.
//!
//! That extension also holds, on each object, the part of the incident file that it was made of, and on the note all the
//! rest of the file, so that the bundle can be read back. All of it is of what may leave and of what the lens hears.

mod known;
mod parts;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use self::known::OURS;
use super::{Material, share};
use crate::incident::{Day, Hedge, Marking, Said, Source, Span};
use crate::timeline::{Attribute, Phase, Position};

/// A STIX object.
type Object = Map<String, Value>;

/// Writes the bundle.
pub fn bundle(of: &Material<'_>) -> String {
    let snapshot = of.snapshot;
    let later = snapshot.pivots.iter().chain(&snapshot.events).filter(|it| it.phase == Phase::Before);
    let later: Vec<&str> = later.map(|it| it.id.as_str()).collect();
    let file = share::heard(of.file, of.teller.incident, &snapshot.lens, &later);
    let mut bundle = Bundle { of, file, carried: Vec::new(), objects: Vec::new(), markings: Vec::new() };
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
    /// What the lens hears of the incident file.
    file: Value,
    /// The pointers of those of its parts that objects hold.
    carried: Vec<String>,
    objects: Vec<Value>,
    /// The markings that objects have.
    markings: Vec<Marking>,
}

impl Bundle<'_> {
    /// An id that follows from the incident and the part.
    fn id(&self, kind: &str, part: &str) -> String {
        let name = format!("{}/{kind}/{part}", self.of.teller.incident.id);
        format!("{kind}--{}", Uuid::new_v5(&known::NAMESPACE, name.as_bytes()))
    }

    /// What else distinguishes this view of the incident from others.
    fn version(&self) -> String {
        format!("{}/{:?}", self.of.digest, self.of.snapshot.lens)
    }

    /// The first and the last day on which anything of it was published, as far as is heard; the day shown, if that is later.
    fn days(&self) -> (Day, Day) {
        let as_of = self.of.snapshot.lens.as_of;
        let heard = self.of.teller.incident.sources.iter().filter(|it| self.of.snapshot.lens.hears(it));
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
        // where it is left out, the specification takes words for English
        if self.of.tongue().tag() != "en" {
            set("lang", self.of.tongue().tag().to_owned());
        }
        // what no claim vouches for is made of all of them
        let incident = self.of.teller.incident;
        let all = said.iter().map(|it| it.marking).fold(incident.marking, Marking::stricter);
        self.mark(&mut object, if said.is_empty() { incident.strictest() } else { all });
        let ours = json!({ OURS: { "extension_type": "property-extension", "incident": incident.id } });
        object.insert("extensions".to_owned(), ours);
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
        for source in sources.iter().filter_map(|id| self.of.teller.incident.source(id)) {
            let language = self.of.teller.language;
            let tongue = self.of.tongue();
            let mut description = match &source.published {
                Some(it) => tongue.stix_source_dated(it.text()),
                None => tongue.stix_source_undated().to_owned(),
            };
            if let Some(title) = &source.title {
                description = tongue.next_sentence(tongue.full_stop(title.get(language)), description);
            }
            let mut reference = json!({
                "source_name": source.publisher.get(language),
                "description": description,
                "external_id": source.id,
            });
            if let Some(url) = &source.url {
                reference["url"] = url.clone().into();
            }
            references.push(reference);
        }
        references
    }

    /// Marks an object, and remembers that the bundle needs this marking.
    fn mark(&mut self, object: &mut Object, marking: Option<Marking>) {
        if let Some(marking) = marking {
            if !self.markings.contains(&marking) {
                self.markings.push(marking);
            }
            object.insert("object_marking_refs".to_owned(), json!([known::marking_id(marking)]));
        }
    }

    /// Adds what STIX has no property for, as an extension of ours: the part of the file, in this field, and `more`.
    /// The object is marked as strictly as anything in it.
    fn extend(&mut self, object: &mut Object, field: &str, id: &str, more: Object) {
        let ours = &mut object["extensions"][OURS];
        for (key, value) in more {
            ours[key] = value;
        }
        let mut pointer = format!("/{field}");
        if let Some(all) = self.file.pointer(&pointer).and_then(Value::as_array) {
            let Some(index) = all.iter().position(|it| it["id"] == id) else { return };
            pointer = format!("{pointer}/{index}");
        }
        let Some(value) = self.file.pointer(&pointer) else { return };
        ours["pointer"] = pointer.as_str().into();
        ours["value"] = value.clone();
        let marking =
            share::strictest(&json!({ field: value })).into_iter().chain(self.of.teller.incident.marking).min();
        self.carried.push(pointer);
        self.mark(object, marking);
    }

    /// Makes an object one of somebody's extension that defines its type.
    fn defined_by(object: &mut Object, definition: &str) {
        object["extensions"][definition] = json!({ "extension_type": "new-sdo" });
    }

    /// What of the file no object holds.
    fn rest(&mut self) -> Value {
        let mut file = std::mem::take(&mut self.file);
        for pointer in &self.carried {
            file.pointer_mut(pointer).map(Value::take);
        }
        if let Some(fields) = file.as_object_mut() {
            for it in fields.values_mut() {
                match it {
                    Value::Array(all) => all.retain(|it| !it.is_null()),
                    Value::Object(all) => all.retain(|_, it| !it.is_null()),
                    _ => {}
                }
            }
            fields.retain(|_, it| !it.is_null() && *it != json!([]) && *it != json!({}));
        }
        file
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

    /// What is said of a part, where sources disagree on it: behind `told`, if that is not empty.
    fn disputed(&self, told: String, id: &str, attributes: &[Attribute]) -> String {
        let (teller, tongue) = (self.of.teller, self.of.tongue());
        let asked = |on: &Attribute| {
            let all = self.of.view().said_of(id).into_iter();
            all.filter(|it| it.attribute == *on && it.disputed).collect::<Vec<_>>()
        };
        attributes.iter().flat_map(asked).fold(told, |told, it| {
            let said: Vec<String> = it.all.iter().map(|it| teller.position(it)).collect();
            self.after(told, tongue.stix_disagree(said.join(" / ")))
        })
    }

    /// Two sentences, or one if the first is empty.
    fn after(&self, first: String, next: String) -> String {
        if first.is_empty() { next } else { self.of.tongue().next_sentence(first, next) }
    }

    /// What is lost, what was left out, and of which view this is.
    fn note(&mut self) -> Object {
        let (of, teller, tongue) = (self.of, self.of.teller, self.of.tongue());
        let marking = Marking::label(of.teller.incident.strictest());
        let mut sentences = vec![tongue.stix_view(teller.lens(&of.snapshot.lens), marking, of.digest)];
        sentences.push(tongue.stix_loses().to_owned());
        let totals: Vec<String> =
            of.snapshot.totals.iter().map(|it| tongue.total_of_day(it, of.snapshot.lens.as_of)).collect();
        if !totals.is_empty() {
            sentences.push(tongue.stix_counts(totals.join(tongue.semicolon())));
        }
        if self.days().0.told().is_none() {
            sentences.push(tongue.stix_undated().to_owned());
        }
        sentences.extend(of.teller.incident.shared.as_ref().and_then(|it| tongue.sharing(it)));
        let content = sentences.into_iter().fold(String::new(), |told, it| self.after(told, it));
        let incident = self.id("incident", "");
        let mut note = self.object("note", "lost", &[]);
        note.insert("abstract".to_owned(), tongue.stix_about().into());
        note.insert("content".to_owned(), content.into());
        note.insert("object_refs".to_owned(), json!([incident]));
        note["extensions"][OURS]["pointer"] = "".into();
        note["extensions"][OURS]["value"] = self.rest();
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
pub(super) fn confidence(hedge: Hedge) -> u64 {
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
