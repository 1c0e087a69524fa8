//! One VERIS record: who says it, how firmly, of whom, and all that has no place on the map.

use serde_json::Value;

use super::super::Fidelity;
use super::super::look::{self, text, texts};
use super::super::make::{self, Names, Voice};
use super::rules;
use super::words::{self, says_something};
use crate::import::draft::{FactDraft, IncidentDraft, PostureDraft};

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
    report: &'a mut Fidelity,
}

/// The longest summary that is kept, in characters: some records hold whole pages.
const LONGEST_SUMMARY: usize = 400;

/// Fields at the top of a record of which nothing is shown, each with the reason.
const NOT_SHOWN: [(&str, &str); 9] = [
    ("/plus/analyst", "who coded the record: names and addresses of analysts are nobody else's business"),
    ("/plus/investigator", "who coded the record: names and addresses of analysts are nobody else's business"),
    ("/value_chain", "the value chain of the actor: it is no part of the incident"),
    ("/ioc", "indicators of compromise: they are no hosts of the victim"),
    ("/corrective_action", "what should be done better: it is no part of the incident"),
    ("/control_failure", "which controls failed: the picture has no place for it"),
    ("/campaign_id", "the id of a campaign: what it refers to is not in the file"),
    ("/notes", "notes of the coder"),
    ("/discovery_notes", "notes of the coder"),
];

impl<'a> Record<'a> {
    /// The draft of a record that stands at `at`.
    pub(super) fn read(value: &'a Value, at: &'a str, report: &'a mut Fidelity) -> IncidentDraft {
        for finding in rules::check(value) {
            report.left_out(
                &format!("against the rules of VERIS: {}", finding.words),
                format!("{at}{}", finding.pointer),
            );
        }
        let mut names = Names::default();
        let voice = Voice { source: names.id("record"), hedge: hedge(value) };
        let mut record = Record { value, at, names, voice, draft: IncidentDraft::default(), facts: Vec::new(), report };
        record.title();
        record.sources();
        record.summary();
        record.victim();
        record.actor();
        record.actions();
        record.map();
        record.durations();
        record.notification();
        record.amounts();
        record.posture();
        record.rest();
        record.draft.facts = make::each(std::mem::take(&mut record.facts));
        record.draft
    }

    pub(super) fn carried(&mut self, words: &str, pointer: &str) {
        self.report.carried(words, format!("{}{pointer}", self.at));
    }

    pub(super) fn derived(&mut self, words: &str, pointer: &str) {
        self.report.derived(words, format!("{}{pointer}", self.at));
    }

    pub(super) fn left_out(&mut self, words: &str, pointer: &str) {
        self.report.left_out(words, format!("{}{pointer}", self.at));
    }

    /// Adds a fact of its own, unless the word says nothing.
    pub(super) fn fact(&mut self, id: &str, label: &str, value: &str) {
        let id = self.names.id(id);
        self.facts.push(self.voice.labelled(id, label, value));
    }

    /// The items of a list with their places in it, in the order of their varieties: that of the file says nothing.
    pub(super) fn items(&self, pointer: &str) -> Vec<(usize, &'a Value)> {
        let mut all: Vec<(usize, &Value)> = look::list(self.value, pointer).iter().enumerate().collect();
        all.sort_by_cached_key(|(_, it)| (text(it, "/variety"), it.to_string()));
        all
    }

    /// What people call the victim.
    pub(super) fn victim_name(&self) -> Option<&'a str> {
        text(self.value, "/victim/victim_id").filter(says_something)
    }

    fn title(&mut self) {
        let country = texts(self.value, "/victim/country").into_iter().find(says_something);
        let victim = match (self.victim_name(), country) {
            (Some(name), _) => name.to_owned(),
            (None, Some(country)) => format!("Unnamed victim ({country})"),
            (None, None) => "Unnamed victim".to_owned(),
        };
        let year = self.value.pointer("/timeline/incident/year").and_then(look::whole).filter(|it| rules::is_year(*it));
        let title = year.map_or(victim.clone(), |it| format!("{victim}, {it}"));
        let id = text(self.value, "/incident_id").or_else(|| text(self.value, "/plus/master_id")).unwrap_or(&title);
        self.draft = make::incident(Names::default().id(id), &title);
    }

    /// The record itself, and what it refers to.
    fn sources(&mut self) {
        let is_vcdb = text(self.value, "/source_id").is_some_and(|it| it.eq_ignore_ascii_case("vcdb"));
        let publisher = match text(self.value, "/source_id") {
            Some(_) if is_vcdb => "VERIS Community Database (VCDB)".to_owned(),
            Some(id) => format!("A VERIS record of \"{id}\""),
            None => "A VERIS record".to_owned(),
        };
        let mut record = make::source(&self.voice.source, "analyst", &publisher);
        record.title = text(self.value, "/incident_id").map(|it| make::text(&format!("Record {it}")));
        let number = text(self.value, "/plus/github").filter(|it| is_vcdb && it.bytes().all(|it| it.is_ascii_digit()));
        record.url = number.map(|it| format!("https://github.com/vz-risk/VCDB/issues/{it}"));
        let changed = ["/plus/modified", "/plus/created"].into_iter().find_map(|it| look::day(text(self.value, it)?));
        record.published = changed.map(|it| it.to_string());
        record.inferred = changed.map(|_| make::text("The day on which the record was last changed."));
        let mut sources = vec![record];
        for reference in references(text(self.value, "/reference").unwrap_or_default()) {
            sources.push(make::reference(&mut self.names, reference, changed.as_ref()));
            self.carried(
                "references, as sources; the record does not say which statement comes from which",
                "/reference",
            );
        }
        self.draft.sources = make::each(sources);
    }

    fn summary(&mut self) {
        let Some(summary) = text(self.value, "/summary") else { return };
        let (words, is_cut) = look::brief(summary, LONGEST_SUMMARY);
        self.fact("summary", "In the words of the record", &words);
        self.carried("the summary, as a statement of the record", "/summary");
        if is_cut {
            self.left_out("the end of a long summary", "/summary");
        }
    }

    fn victim(&mut self) {
        if let Some(name) = self.victim_name() {
            self.draft.victim = Some(self.voice.fact(name));
            self.carried("the victim", "/victim/victim_id");
        }
        for (pointer, label) in [
            ("/victim/country", "Victim's country"),
            ("/victim/state", "Victim's state"),
            ("/victim/industry", "Victim's industry (NAICS)"),
            ("/victim/employee_count", "Victim's employees"),
            ("/victim/secondary/victim_id", "Others hit through the victim"),
            ("/discovery_method", "How it was found"),
            ("/targeted", "Targeted"),
            ("/confidence", "Confidence of the record"),
            ("/impact/overall_rating", "Impact"),
            ("/asset/cloud", "Where the assets were hosted"),
            ("/attribute/confidentiality/state", "State of the data"),
            ("/attribute/confidentiality/data_victim", "Whose data"),
        ] {
            let value = match (pointer, self.value.pointer(pointer)) {
                ("/discovery_method", Some(Value::Object(_))) => self.discovery_method(),
                _ => texts(self.value, pointer).into_iter().filter(says_something).collect::<Vec<_>>().join(", "),
            };
            if !value.is_empty() {
                self.fact(label, label, &value);
                self.carried("attributes of victim, discovery and data, as facts", pointer);
            }
        }
    }

    /// `{"external": {"variety": ["Customer"]}}` → `External: Customer`.
    fn discovery_method(&self) -> String {
        let methods = [("external", "By an outsider"), ("internal", "By the victim"), ("partner", "By a partner")];
        let found = methods.into_iter().filter_map(|(key, label)| {
            self.value.pointer("/discovery_method")?.get(key)?;
            let varieties = texts(self.value, &format!("/discovery_method/{key}/variety"));
            let varieties: Vec<&str> = varieties.into_iter().filter(says_something).collect();
            Some(if varieties.is_empty() { label.to_owned() } else { format!("{label}: {}", varieties.join(", ")) })
        });
        found.collect::<Vec<_>>().join("; ")
    }

    fn actor(&mut self) {
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
            actors.push(if details.is_empty() { label.to_owned() } else { format!("{label}: {}", details.join(", ")) });
            for motive in of("motive") {
                let id = self.names.id(&format!("motive {motive}"));
                if !self.draft.motives.items.iter().any(|(_, it)| it.label == Some(make::text(motive))) {
                    let next = self.draft.motives.items.len();
                    self.draft.motives.items.push((next, self.voice.vouch(id, motive)));
                }
                self.carried("motives", &format!("{pointer}/motive"));
            }
        }
        if !actors.is_empty() {
            self.draft.actor = Some(self.voice.fact(&actors.join("; ")));
            self.carried("actors", "/actor");
        }
    }

    /// What was hurt; how far it is sure that data got out is in the hedge.
    fn posture(&mut self) {
        let varieties = |pointer: &str, field: &str| -> Vec<&str> {
            let nested: Vec<&str> = self.items(pointer).into_iter().filter_map(|(_, it)| text(it, field)).collect();
            let plain = texts(self.value, pointer);
            nested.into_iter().chain(plain).filter(says_something).collect()
        };
        let mut posture = PostureDraft::default();
        if self.value.pointer("/attribute/confidentiality").is_some() {
            let data = varieties("/attribute/confidentiality/data", "/variety").join(", ");
            let (what, hedge) = match text(self.value, "/attribute/confidentiality/data_disclosure") {
                Some("Yes") => ("Data disclosed", self.voice.hedge),
                Some("No") => ("Data disclosed", Some("denied")),
                Some("Potentially") => ("Data disclosed", Some(self.voice.hedge.unwrap_or("possible"))),
                _ => ("It is not known whether data was disclosed", self.voice.hedge),
            };
            let voice = Voice { hedge, ..self.voice.clone() };
            let value = if data.is_empty() { what.to_owned() } else { format!("{what}: {data}") };
            posture.confidentiality = Some(voice.fact(&value));
        }
        for (key, part) in [("integrity", &mut posture.integrity), ("availability", &mut posture.availability)] {
            if self.value.pointer(&format!("/attribute/{key}")).is_some() {
                let varieties = varieties(&format!("/attribute/{key}/variety"), "/variety").join(", ");
                *part = Some(self.voice.fact(if varieties.is_empty() { "Hurt; how is not known" } else { &varieties }));
            }
        }
        if posture != PostureDraft::default() {
            self.draft.posture = Some(posture);
            self.carried("what was hurt, and how far it is sure that data got out", "/attribute");
        }
    }

    /// What is in the record and not in the picture.
    fn rest(&mut self) {
        for (pointer, why) in NOT_SHOWN {
            if self.value.pointer(pointer).is_some() {
                self.left_out(why, pointer);
            }
        }
        if let Some(words) = self.voice.hedge {
            let words = if words == "denied" {
                "all claims are denied: the record calls it a near miss or a false positive"
            } else {
                "all claims are hedged as possible: the record is only suspected, or of low confidence"
            };
            self.derived(words, "/security_incident");
        }
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
