//! Facts about the incident as a whole: its victim, its actor, what was hurt, and all that has no place on the map.

use super::Check;
use crate::attack;
use crate::diag::{Code, Severity};
use crate::import::at::At;
use crate::import::draft::{FactDraft, IncidentDraft, PostureDraft};
use crate::import::each::Each;
use crate::import::field::Part;
use crate::incident::{Fact, Text, Topic};
use crate::tongue::Phrase;

impl Check<'_> {
    /// All facts of the file, in the order of its fields.
    pub(super) fn all_facts(&mut self, draft: &IncidentDraft) -> Vec<Fact> {
        let mut facts = Vec::new();
        let posture = draft.posture.as_ref();
        let hurt = At::top("posture");
        if let Some(posture) = posture {
            self.unknown(&posture.rest, PostureDraft::FIELDS, Some(&hurt));
        }
        let singles = [
            (At::top("victim"), Topic::Victim, Phrase::fact_victim(), draft.victim.as_ref()),
            (At::top("actor"), Topic::Actor, Phrase::fact_actor(), draft.actor.as_ref()),
            (
                hurt.field("confidentiality"),
                Topic::Confidentiality,
                Phrase::fact_confidentiality(),
                posture.and_then(|it| it.confidentiality.as_ref()),
            ),
            (
                hurt.field("integrity"),
                Topic::Integrity,
                Phrase::fact_integrity(),
                posture.and_then(|it| it.integrity.as_ref()),
            ),
            (
                hurt.field("availability"),
                Topic::Availability,
                Phrase::fact_availability(),
                posture.and_then(|it| it.availability.as_ref()),
            ),
        ];
        for (at, topic, label, fact) in &singles {
            let Some(fact) = fact else { continue };
            self.unknown(&fact.rest, FactDraft::FIELDS, Some(at));
            facts.extend(self.fact(fact, *topic, topic.as_str(), Some(label), at));
        }
        for (at, topic, list) in lists(draft) {
            facts.extend(self.each(list, &At::top(at), |check, it, at| {
                let Some(id) = &it.id else {
                    check.error(Code::BadId, at, Phrase::finding_no_id());
                    return None;
                };
                if check.owns(id, at) { check.fact(it, topic, id, None, at) } else { None }
            }));
        }
        facts
    }

    fn fact(&mut self, it: &FactDraft, topic: Topic, id: &str, label: Option<&Phrase>, at: &At<'_>) -> Option<Fact> {
        let told = self.words(it.label.as_ref(), &at.field("label"));
        let ours = || label.and_then(|it| Text::by_language(it.in_all().map(|(tag, words)| (tag.to_owned(), words))));
        let named = attack::name(id).filter(|_| topic == Topic::Technique && told.is_none());
        let is_attack = topic == Topic::Technique && attack::is_technique(id);
        if is_attack && told.is_none() && named.is_none() && cfg!(feature = "foreign") {
            // a note: the page does not know all names when it reads a file, and must count what is wrong as the command does
            let (at, told) = (at.field("id").to_string(), Phrase::finding_no_attack(id, attack::VERSION));
            self.report.add(Severity::Note, Code::UnknownWord, &at, told).hint(Phrase::hint_no_attack());
        }
        let named = named.map(|it| Text::new("en", it));
        let label = told.or(named).or_else(ours).unwrap_or_else(|| Text::new("en", id));
        let claims = self.claims_with(&it.claims, &at.field("claims"), |check, it, at| {
            let words = check.words(it.value.as_ref(), at);
            let leaves_open = |it: &Text| topic == Topic::Question && it.all().all(|(_, words)| words == "open");
            Some(words.filter(|it| !leaves_open(it)))
        });
        self.require_source(claims.is_empty(), at);
        (!claims.is_empty()).then_some(Fact { id: id.to_owned(), topic, label, claims })
    }
}

/// The lists of facts, with their fields and topics.
pub(super) fn lists(draft: &IncidentDraft) -> impl Iterator<Item = (&'static str, Topic, &Each<FactDraft>)> {
    [
        ("motives", Topic::Motive, &draft.motives),
        ("techniques", Topic::Technique, &draft.techniques),
        ("related", Topic::Related, &draft.related),
        ("facts", Topic::Fact, &draft.facts),
        ("questions", Topic::Question, &draft.questions),
    ]
    .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;

    #[test]
    #[cfg(feature = "foreign")]
    fn a_technique_that_nobody_knows_is_no_warning_because_the_page_gives_none() {
        let file = r#"{ "format": "breachmap-incident/1", "id": "x", "title": "x", "default_source": "s",
            "sources": [{ "id": "s", "kind": "editor", "publisher": "S", "published": "2024-03-01" }],
            "hosts": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }],
            "pivots": [{ "id": "p", "from": "a", "to": "b", "when": "2024-02-01", "technique": "T9999" }],
            "techniques": [{ "id": "T9998", "claims": [{ "source": "s" }] }] }"#;
        let report = import(file.as_bytes()).expect("it is an incident").report;
        let unknown = report.diagnostics.iter().filter(|it| it.code == Code::UnknownWord);
        let severities: Vec<Severity> = unknown.map(|it| it.severity).collect();
        assert!(
            !severities.is_empty() && severities.iter().all(|it| *it == Severity::Note),
            "{:?}",
            report.diagnostics
        );
    }
}
