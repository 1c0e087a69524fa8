//! A draft in the making: whose word each object is, how firmly, under which marking; ids, sources and what is left over.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Bundle, Object, marking};
use crate::foreign::Fidelity;
use crate::foreign::instant::{Instant, instant};
use crate::foreign::make::{self, Words};
use crate::foreign::pointer::{self, text};
use crate::foreign::short;
use crate::import::draft::{ClaimDraft, FactDraft, IncidentDraft, SourceDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// From here on a confidence is high in STIX (its table has "high" from 70 on, "medium" below); below it, a statement is possible.
const HIGH: u64 = 70;
/// The longest summary.
const LONGEST: usize = 400;

/// The work on a bundle.
pub struct Work<'a, 'b> {
    /// The objects.
    pub bundle: &'b Bundle<'a>,
    /// The report.
    pub report: &'b mut Fidelity,
    /// Ids that are taken.
    pub names: make::Names,
    /// The ids of sources by the id of the object that speaks.
    sources: BTreeMap<&'a str, String>,
    /// Facts of the incident as a whole.
    pub facts: Vec<FactDraft>,
    /// The ids of hosts by the objects that they stand for.
    pub places: BTreeMap<String, String>,
    /// Objects that are in the draft.
    pub used: BTreeSet<&'a str>,
    /// The draft.
    pub draft: IncidentDraft,
}

impl<'a, 'b> Work<'a, 'b> {
    /// Begins with title, summary, marking and sources.
    pub fn of(bundle: &'b Bundle<'a>, report: &'b mut Fidelity) -> Self {
        let mut names = make::Names::default();
        let mut heads: Vec<Object<'a>> =
            bundle.objects.values().copied().filter(|it| rank(it.kind).is_some()).collect();
        // A report on other reports is about the whole: the playbook of an actor has one that lists those on its
        // campaigns, and is called after the actor. Of equals, the one that lists more is broader.
        let breadth = |it: &Object| {
            let refs = pointer::texts(it.value, "/object_refs");
            (refs.iter().filter(|it| it.starts_with("report--")).count(), refs.len())
        };
        sorting::by_key(&mut heads, |it| (rank(it.kind), Reverse(breadth(it)), it.name()));
        let head = heads.first().copied();
        let title = head.map_or_else(|| report.file_name(Phrase::stix_untitled()), |it| it.name().into());
        let mut draft = make::incident(names.id(&make::name(&title)), "");
        draft.title = make::short(title, 90);
        let about = head.and_then(|it| it.text("/description"));
        draft.summary = about.map(|it| make::short(it, LONGEST));
        let own = head.filter(|it| matches!(it.kind, "incident" | "report")).and_then(|it| marking::of(it, bundle));
        // Without a marking of the whole the strictest of its parts is that of the whole: one indicator under TLP:RED
        // in an unmarked bundle must not leave under "not marked".
        let strictest = || bundle.objects.values().filter_map(|it| marking::of(*it, bundle)).min();
        draft.marking = own.or_else(strictest).map(|it| it.as_str().to_owned());
        let (sources, facts, places, used) = (BTreeMap::new(), Vec::new(), BTreeMap::new(), BTreeSet::new());
        let mut work = Self { bundle, report, names, sources, facts, places, used, draft };
        work.used.extend(head.map(|it| it.id));
        work.find_sources();
        work
    }

    /// Each creator is a source; reports give it title and day.
    fn find_sources(&mut self) {
        let frame = ["marking-definition", "extension-definition", "language-content"];
        let speaking = || self.bundle.objects.values().filter(|it| !frame.contains(&it.kind));
        let mut creators: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
        for it in speaking() {
            creators.entry(it.text("/created_by_ref").unwrap_or_default()).or_default().push(it);
        }
        let mut all = Vec::new();
        for (creator, said) in creators {
            let name = self.bundle.get(creator).map(|it| it.name());
            let reports: Vec<&Object> = said.iter().copied().filter(|it| it.kind == "report").collect();
            let published = reports.iter().filter_map(|it| it.text("/published").and_then(pointer::day)).min();
            let changed = said.iter().filter_map(|it| it.text("/modified").and_then(pointer::day)).max();
            let id = self.names.id(name.unwrap_or("author"));
            if name.is_none() {
                self.report.left_out(Phrase::stix_no_creator(), creator);
            }
            let inferred = published.is_none() && changed.is_some();
            if inferred {
                self.report.derived(Phrase::stix_published(), creator);
            }
            all.push(SourceDraft {
                title: reports.first().map(|it| make::text(it.name())),
                published: published.or(changed).map(|it| it.to_string()),
                inferred: inferred.then(|| make::text(Phrase::stix_changed())),
                ..make::source(&id, "analyst", name.map_or_else(|| Phrase::stix_author().into(), Words::from))
            });
            self.used.extend(self.bundle.get(creator).map(|it| it.id));
            self.used.extend(reports.iter().map(|it| it.id));
            self.sources.insert(creator, id);
        }
        let mut addresses = BTreeSet::new();
        for object in speaking().filter(|it| matches!(it.kind, "report" | "incident" | "campaign")) {
            let references = pointer::list(object.value, "/external_references").iter();
            let mut references: Vec<_> = references.map(|it| (text(it, "/source_name"), it.to_string(), it)).collect();
            sorting::by(&mut references, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            for (_, _, reference) in references {
                let Some(url) = text(reference, "/url").filter(|it| addresses.insert(*it)) else { continue };
                let name = text(reference, "/source_name").unwrap_or_else(|| short::site(url));
                let changed = object.text("/modified").and_then(pointer::day).map(|it| it.to_string());
                let source = SourceDraft {
                    title: text(reference, "/description").map(make::text),
                    url: Some(url.to_owned()),
                    ..make::source(&self.names.id(name), "analyst", name)
                };
                all.push(make::out_by(source, changed.as_deref()));
                self.report.carried(Phrase::import_references(), self.bundle.at(object.index));
            }
        }
        self.draft.sources = make::each(all);
    }

    /// What the creator of an object says in it. The object counts as carried.
    pub fn claim<V>(&mut self, object: Object<'a>, value: Option<V>) -> ClaimDraft<V> {
        self.used.insert(object.id);
        let creator = object.text("/created_by_ref").unwrap_or_default();
        let source = self.sources.get(creator).cloned().unwrap_or_default();
        let mut claim = make::claim(value, &source);
        let confidence = object.value.get("confidence").and_then(pointer::whole);
        if let Some(confidence) = confidence.filter(|it| *it < HIGH) {
            claim.said.hedge = Some("possible".to_owned());
            claim.said.note = Some(make::text(Phrase::import_confidence(confidence)));
            self.report.derived(Phrase::stix_confidence(), self.bundle.at(object.index));
        }
        let marking = marking::of(object, self.bundle).map(Marking::as_str);
        claim.said.marking = marking.filter(|it| self.draft.marking.as_deref() != Some(it)).map(str::to_owned);
        claim
    }

    /// The same, with the moment of a field.
    pub fn dated<V>(&mut self, object: Object<'a>, value: Option<V>, pointer: &str) -> ClaimDraft<V> {
        let mut claim = self.claim(object, value);
        claim.said.when = self.when(object, pointer);
        claim
    }

    /// The moment in a field.
    pub fn when(&mut self, object: Object<'a>, pointer: &str) -> Option<String> {
        if let Some(Instant::At(when)) = instant(object.text(pointer)?) {
            return Some(when);
        }
        self.report.left_out(Phrase::import_unreadable_times(), format!("{}{pointer}", self.bundle.at(object.index)));
        None
    }

    /// Adds a fact that an object says.
    pub fn fact(&mut self, object: Object<'a>, label: impl Into<Words>, value: impl Into<Words>) {
        let label = label.into();
        let claim = self.claim(object, Some(make::text(value)));
        let label_text = Some(make::text(label.clone()));
        // what one source says under one label is one list
        let told = self.facts.iter_mut().filter(|it| it.label == label_text).find_map(|it| {
            let before = &mut it.claims.items.first_mut()?.1;
            if before.said == claim.said { before.value.as_mut() } else { None }
        });
        if let (Some(told), Some(value)) = (told, &claim.value) {
            *told = make::both(told, value);
            return;
        }
        let id = Some(self.names.id(&make::name(&label)));
        self.facts.push(FactDraft { id, label: label_text, claims: make::each(vec![claim]), ..FactDraft::default() });
    }

    /// An object is in the draft without a claim of its own.
    pub fn carried(&mut self, words: Phrase, object: Object<'a>) {
        self.used.insert(object.id);
        self.report.carried(words, self.bundle.at(object.index));
    }

    /// Something of an object follows by a rule.
    pub fn derived(&mut self, words: Phrase, object: Object<'a>) {
        self.used.insert(object.id);
        self.report.derived(words, self.bundle.at(object.index));
    }

    /// An object is not in the draft, and why.
    pub fn left_out(&mut self, words: Phrase, object: Object<'a>) {
        self.used.insert(object.id);
        self.report.left_out(words, self.bundle.at(object.index));
    }

    /// The draft; what nobody has used is said.
    pub fn end(mut self) -> IncidentDraft {
        let frame = ["marking-definition", "extension-definition", "language-content"];
        for object in self.bundle.objects.values().filter(|it| !self.used.contains(it.id) && !frame.contains(&it.kind))
        {
            let words = match object.text("/relationship_type") {
                Some(tie) => Phrase::stix_ties(tie.replace('-', " ")),
                None => Phrase::stix_objects_of(object.kind),
            };
            self.report.left_out(words, self.bundle.at(object.index));
        }
        if let Some(event) = make::publication(&self.draft, &mut self.names) {
            self.report.derived(Phrase::import_publication(), String::new());
            self.draft.events.items.push((self.draft.events.items.len(), event));
        }
        self.draft.facts = make::each(self.facts);
        self.draft
    }
}

/// Which object gives the whole its name: an incident, else a report, else a campaign, else whoever it is about.
fn rank(kind: &str) -> Option<usize> {
    ["incident", "report", "grouping", "campaign", "intrusion-set", "threat-actor", "malware"]
        .iter()
        .position(|it| *it == kind)
}
