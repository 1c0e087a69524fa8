//! One VERIS record: who says it, how firmly, of whom, and all that has no place on the map.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::Fidelity;
use super::super::make::{self, Names, Text, Voice, Words};
use super::super::pointer::{self, text, texts};
use super::super::short;
use super::rules;
use super::words::{self, says_something};
use crate::import::draft::{FactDraft, IncidentDraft, PostureDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// The work in progress on one record.
pub(super) struct Record<'a> {
    pub(super) value: &'a Value,
    /// Where the record stands in the file.
    at: &'a str,
    pub(super) names: Names,
    pub(super) voice: Voice,
    pub(super) draft: IncidentDraft,
    /// The facts in the order in which they are found.
    pub(super) facts: Vec<FactDraft>,
    /// The actions, as techniques.
    pub(super) techniques: Vec<Technique<'a>>,
    /// What the report speaks of already.
    pub(super) told: BTreeSet<String>,
    report: &'a mut Fidelity,
}

/// An action of the record: the id of its technique, its kind, and its variety.
pub(super) struct Technique<'a> {
    pub(super) id: String,
    pub(super) kind: &'a str,
    pub(super) variety: &'a str,
}

/// The longest summary that is kept, in characters: some records hold whole pages.
const LONGEST_SUMMARY: usize = 400;

/// Fields at the top of a record of which nothing is shown, each with the reason.
const NOT_SHOWN: [(&str, Text); 7] = [
    ("/plus/analyst", Phrase::veris_coders),
    ("/plus/investigator", Phrase::veris_coders),
    ("/value_chain", Phrase::veris_value_chain),
    ("/ioc", Phrase::veris_ioc),
    ("/corrective_action", Phrase::veris_correction),
    ("/control_failure", Phrase::veris_controls),
    ("/campaign_id", Phrase::veris_campaign),
];

impl<'a> Record<'a> {
    /// The work on a record that stands at `at`: the report knows where it breaks the rules, the draft is empty.
    pub(super) fn begin(value: &'a Value, at: &'a str, report: &'a mut Fidelity) -> Self {
        let mut told = BTreeSet::new();
        for finding in rules::check(value) {
            let (is_read, place) = (finding.words == Phrase::veris_quoted(), format!("{at}{}", finding.pointer));
            let words = Phrase::veris_against_rules(finding.words);
            // a field that cannot be there is named by this; a broken value of another one may be read all the same
            if is_read {
                report.derived(words, place);
            } else if finding.is_unknown {
                report.left_out(words, place);
            } else {
                report.partly_left_out(words, place);
            }
            if finding.is_unknown {
                told.insert(finding.pointer);
            }
        }
        let mut names = Names::default();
        let voice = Voice { source: names.id("record"), hedge: hedge(value) };
        Self {
            value,
            at,
            names,
            voice,
            draft: IncidentDraft::default(),
            facts: Vec::new(),
            techniques: Vec::new(),
            told,
            report,
        }
    }

    pub(super) fn carried(&mut self, words: Phrase, pointer: &str) {
        self.told.insert(pointer.to_owned());
        self.report.carried(words, format!("{}{pointer}", self.at));
    }

    pub(super) fn derived(&mut self, words: Phrase, pointer: &str) {
        self.told.insert(pointer.to_owned());
        self.report.derived(words, format!("{}{pointer}", self.at));
    }

    pub(super) fn left_out(&mut self, words: Phrase, pointer: &str) {
        self.told.insert(pointer.to_owned());
        self.report.left_out(words, format!("{}{pointer}", self.at));
    }

    /// All that stands at a pointer has been told.
    pub(super) fn see(&mut self, pointer: &str) {
        self.report.see(&format!("{}{pointer}", self.at));
    }

    /// Adds a fact of its own, unless the word says nothing.
    pub(super) fn fact(&mut self, id: &str, label: impl Into<Words>, value: impl Into<Words>) {
        let id = self.names.id(id);
        self.facts.push(self.voice.labelled(id, label, value));
    }

    /// The items of a list with their places in it, in the order of their varieties: that of the file says nothing.
    pub(super) fn items(&self, pointer: &str) -> Vec<(usize, &'a Value)> {
        let key = |it: &Value| (text(it, "/variety").map(str::to_owned), it.to_string());
        let all = pointer::list(self.value, pointer).iter().enumerate();
        let mut all: Vec<_> = all.map(|(index, it)| (key(it), (index, it))).collect();
        sorting::by(&mut all, |a, b| a.0.cmp(&b.0));
        all.into_iter().map(|(_, it)| it).collect()
    }

    /// What people call the victim.
    pub(super) fn victim_name(&self) -> Option<&'a str> {
        text(self.value, "/victim/victim_id").filter(says_something)
    }

    /// Id and title.
    pub(super) fn title(&mut self) {
        let country = texts(self.value, "/victim/country").into_iter().find(says_something);
        let victim: Words = match (self.victim_name(), country) {
            (Some(name), _) => name.into(),
            (None, Some(country)) => Phrase::veris_unnamed_in(country).into(),
            (None, None) => Phrase::import_unnamed_victim().into(),
        };
        let year =
            self.value.pointer("/timeline/incident/year").and_then(rules::number).filter(|it| rules::is_year(*it));
        let title = match year {
            Some(year) => Phrase::import_title_on(victim, year.to_string()).into(),
            None => victim,
        };
        let id = text(self.value, "/incident_id").or_else(|| text(self.value, "/plus/master_id"));
        let id = id.map_or_else(|| make::name(&title), str::to_owned);
        self.draft = make::incident(Names::default().id(&id), title);
        // a record that we wrote says how far it may be shared
        self.draft.marking = text(self.value, "/plus/breachmap/marking").map(str::to_owned);
    }

    /// The record itself, and what it refers to.
    pub(super) fn sources(&mut self) {
        let is_vcdb = text(self.value, "/source_id").is_some_and(|it| it.eq_ignore_ascii_case("vcdb"));
        let publisher: Words = match text(self.value, "/source_id") {
            Some(_) if is_vcdb => "VERIS Community Database (VCDB)".into(),
            Some(id) => Phrase::veris_record_of(id).into(),
            None => Phrase::veris_record().into(),
        };
        let mut record = make::source(&self.voice.source, "analyst", publisher);
        record.title = text(self.value, "/incident_id").map(|it| make::text(Phrase::veris_record_titled(it)));
        let number = text(self.value, "/plus/github").filter(|it| is_vcdb && it.bytes().all(|it| it.is_ascii_digit()));
        record.url = number.map(|it| format!("https://github.com/vz-risk/VCDB/issues/{it}"));
        let changed =
            ["/plus/modified", "/plus/created"].into_iter().find_map(|it| pointer::day(text(self.value, it)?));
        record.published = changed.map(|it| it.to_string());
        record.inferred = changed.map(|_| make::text(Phrase::veris_changed()));
        let mut sources = vec![record];
        for reference in references(text(self.value, "/reference").unwrap_or_default()) {
            sources.push(make::reference(&mut self.names, reference, changed.as_ref()));
            self.carried(Phrase::veris_references(), "/reference");
            if reference.starts_with(make::FILE) {
                self.left_out(Phrase::import_file_address(), "/reference");
            }
        }
        self.draft.sources = make::each(sources);
    }

    /// Its words on the whole.
    pub(super) fn summary(&mut self) {
        let Some(summary) = text(self.value, "/summary") else { return };
        let (words, is_cut) = short::brief(summary, LONGEST_SUMMARY);
        self.fact("summary", Phrase::veris_summary(), words);
        self.carried(Phrase::veris_summaries(), "/summary");
        if is_cut {
            self.left_out(Phrase::veris_summary_end(), "/summary");
        }
    }

    /// Whom it hit.
    pub(super) fn victim(&mut self) {
        if let Some(name) = self.victim_name() {
            self.draft.victim = Some(self.voice.fact(name));
            self.carried(Phrase::veris_victim_carried(), "/victim/victim_id");
        }
        let facts: [(&str, Text); 12] = [
            ("/victim/country", Phrase::veris_country),
            ("/victim/state", Phrase::veris_state),
            ("/victim/industry", Phrase::veris_industry),
            ("/victim/employee_count", Phrase::veris_employees),
            ("/victim/secondary/victim_id", Phrase::veris_secondary),
            ("/discovery_method", Phrase::veris_discovery),
            ("/targeted", Phrase::veris_targeted),
            ("/confidence", Phrase::veris_confidence),
            ("/impact/overall_rating", Phrase::veris_impact),
            ("/asset/cloud", Phrase::veris_cloud),
            ("/attribute/confidentiality/state", Phrase::veris_data_state),
            ("/attribute/confidentiality/data_victim", Phrase::veris_data_victim),
        ];
        for (pointer, label) in facts {
            let value = match (pointer, self.value.pointer(pointer)) {
                ("/discovery_method", Some(Value::Object(_))) => self.discovery_method(),
                _ => self.listed(pointer),
            };
            if let Some(value) = value {
                let label = label();
                self.fact(&make::name(&label.clone().into()), label, value);
                self.carried(Phrase::veris_attributes(), pointer);
            }
        }
    }

    /// The words at a pointer that say something.
    fn listed(&self, pointer: &str) -> Option<Words> {
        let words: Vec<&str> = texts(self.value, pointer).into_iter().filter(says_something).collect();
        (!words.is_empty()).then(|| words.join(", ").into())
    }

    /// `{"external": {"variety": ["Customer"]}}` → `By an outsider: Customer`.
    fn discovery_method(&self) -> Option<Words> {
        let methods: [(&str, Text); 3] = [
            ("external", Phrase::veris_by_outsider),
            ("internal", Phrase::veris_by_victim),
            ("partner", Phrase::veris_by_partner),
        ];
        let found = methods.into_iter().filter_map(|(key, label)| {
            self.value.pointer("/discovery_method")?.get(key)?;
            Some(labelled(label(), self.listed(&format!("/discovery_method/{key}/variety"))))
        });
        make::joined(found, Phrase::import_parted)
    }

    pub(super) fn actor(&mut self) {
        let mut actors = Vec::new();
        for (key, _, label) in words::ACTORS {
            let pointer = format!("/actor/{key}");
            if self.value.pointer(&pointer).is_none() {
                continue;
            }
            let of = |field: &str| -> Vec<&str> {
                texts(self.value, &format!("{pointer}/{field}")).into_iter().filter(says_something).collect()
            };
            let details: Vec<&str> = of("name").into_iter().chain(of("variety")).chain(of("country")).collect();
            actors.push(labelled(label(), (!details.is_empty()).then(|| details.join(", ").into())));
            for motive in of("motive") {
                let id = self.names.id(&format!("motive {motive}"));
                if !self.draft.motives.items.iter().any(|(_, it)| it.label == Some(make::text(motive))) {
                    let next = self.draft.motives.items.len();
                    self.draft.motives.items.push((next, self.voice.vouch(id, motive)));
                }
                self.carried(Phrase::import_motives(), &format!("{pointer}/motive"));
            }
        }
        if let Some(actors) = make::joined(actors, Phrase::import_parted) {
            self.draft.actor = Some(self.voice.fact(actors));
            for (key, _, _) in words::ACTORS {
                for field in ["name", "variety", "country"] {
                    self.told.insert(format!("/actor/{key}/{field}"));
                }
                if self.value.pointer(&format!("/actor/{key}")).is_some() {
                    self.report.carried(Phrase::import_actors(), format!("{}/actor/{key}", self.at));
                }
            }
        }
    }

    /// What was hurt; how far it is sure that data got out is in the hedge.
    pub(super) fn posture(&mut self) {
        let varieties = |pointer: &str, field: &str| -> Vec<&str> {
            let nested: Vec<&str> = self.items(pointer).into_iter().filter_map(|(_, it)| text(it, field)).collect();
            let plain = texts(self.value, pointer);
            nested.into_iter().chain(plain).filter(says_something).collect()
        };
        let mut posture = PostureDraft::default();
        if self.value.pointer("/attribute/confidentiality").is_some() {
            let data = varieties("/attribute/confidentiality/data", "/variety").join(", ");
            let (what, hedge): (Text, _) = match text(self.value, "/attribute/confidentiality/data_disclosure") {
                Some("Yes") => (Phrase::veris_disclosed, self.voice.hedge),
                Some("No") => (Phrase::veris_disclosed, Some("denied")),
                Some("Potentially") => (Phrase::veris_disclosed, Some(self.voice.hedge.unwrap_or("possible"))),
                _ => (Phrase::veris_disclosure_unknown, self.voice.hedge),
            };
            let voice = Voice { hedge, ..self.voice.clone() };
            let value = labelled(what(), (!data.is_empty()).then(|| data.into()));
            posture.confidentiality = Some(voice.fact(value));
        }
        for (key, part) in [("integrity", &mut posture.integrity), ("availability", &mut posture.availability)] {
            if self.value.pointer(&format!("/attribute/{key}")).is_some() {
                let varieties = varieties(&format!("/attribute/{key}/variety"), "/variety").join(", ");
                let is_said = !varieties.is_empty();
                let value: Words = if is_said { varieties.into() } else { Phrase::veris_hurt_unknown().into() };
                *part = Some(self.voice.fact(value));
            }
        }
        if posture != PostureDraft::default() {
            self.draft.posture = Some(posture);
            self.report.carried(Phrase::veris_posture(), format!("{}/attribute", self.at));
        }
    }

    /// What is in the record and not in the picture.
    pub(super) fn rest(&mut self) {
        for (pointer, why) in NOT_SHOWN {
            if self.value.pointer(pointer).is_some() {
                self.left_out(why(), pointer);
            }
        }
        if let Some(words) = self.voice.hedge {
            let words = if words == "denied" { Phrase::veris_denied() } else { Phrase::veris_suspected() };
            self.derived(words, "/security_incident");
        }
    }
}

/// A word of ours, with what the record says of it.
fn labelled(label: Phrase, detail: Option<Words>) -> Words {
    match detail {
        Some(detail) => Phrase::import_labelled(label, detail).into(),
        None => label.into(),
    }
}

/// How firmly a record speaks.
fn hedge(value: &Value) -> Option<&'static str> {
    match (text(value, "/security_incident"), text(value, "/confidence")) {
        (Some("Near miss" | "False positive"), _) => Some("denied"),
        (Some("Suspected"), _) | (_, Some("Low" | "None")) => Some("possible"),
        _ => None,
    }
}

/// The references of a record, which are joined by `;`, by `,` or by blanks before an address.
///
/// The rules ask for `;`, and coders paste whatever they have: `http://a.example; https://b.example,https://c.example`.
/// An address of an archive has another one inside (`https://web.archive.example/2014/https://b.example`) and is one.
fn references(joined: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in joined.split(';') {
        let mut rest = part;
        while let Some(at) = rest.char_indices().skip(1).map(|(at, _)| at).find(|at| rest[*at..].starts_with("http")) {
            let before = rest[..at].trim_end();
            // an address inside an address, as archives have it, is no other reference
            if !before.ends_with(',') && before.len() == at {
                break;
            }
            found.push(before);
            rest = &rest[at..];
        }
        found.push(rest);
    }
    found.into_iter().map(|it| it.trim().trim_end_matches(',').trim()).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_apart() {
        let found = references("http://a.example/x;y.pdf ; https://b.example/1,https://c.example/2  https://d.example");
        assert_eq!(
            found,
            ["http://a.example/x", "y.pdf", "https://b.example/1", "https://c.example/2", "https://d.example"]
        );
        assert_eq!(
            references("https://web.archive.example/2014/https://b.example"),
            ["https://web.archive.example/2014/https://b.example"]
        );
        assert_eq!(references(" VZIR_2019_0002"), ["VZIR_2019_0002"]);
        assert!(references(" ; ").is_empty());
    }
}
