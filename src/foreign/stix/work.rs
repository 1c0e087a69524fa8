//! A draft in the making: whose word each object is, how firmly, under which marking; ids, sources and what is left over.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::marking;
use super::object::Object;
use super::sources::{FRAME, Sources, creator};
use crate::foreign::Fidelity;
use crate::foreign::instant::{Instant, instant, of_attack};
use crate::foreign::make::{self, Words};
use crate::foreign::plain::plain;
use crate::foreign::pointer;
use crate::import::draft::{ClaimDraft, FactDraft, IncidentDraft, SaidDraft, TextDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// From here on a confidence is high in STIX (its table has "high" from 70 on, "medium" below); below it, a statement is possible.
const HIGH: u64 = 70;
/// The longest summary.
const LONGEST: usize = 400;

/// A place in the draft where an object is told, so that somebody can agree or disagree.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// The actor.
    Actor,
    /// The victim.
    Victim,
    /// A fact, by its id.
    Fact(String),
    /// A technique, by its id.
    Technique(String),
    /// A step, by its id.
    Pivot(String),
    /// An event, by its id.
    Event(String),
}

/// Whether different values under one label contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One value holds: to whom something is attributed.
    One,
    /// Several can hold: which tools were used.
    Many,
}

/// The work on a bundle.
pub struct Work<'a, 'b> {
    /// The objects.
    pub bundle: &'b Bundle<'a>,
    /// The report.
    pub report: &'b mut Fidelity,
    /// Ids that are taken.
    pub names: make::Names,
    sources: Sources<'a>,
    /// The marking of the whole.
    level: Option<Marking>,
    /// What the whole is called after.
    pub head: Option<Object<'a>>,
    /// Facts of the incident as a whole.
    pub facts: Vec<FactDraft>,
    /// The ids of hosts by the objects that they stand for.
    pub places: BTreeMap<String, String>,
    /// Where objects are told, and with which value.
    pub spots: BTreeMap<&'a str, Vec<(Spot, Option<TextDraft>)>>,
    /// Objects that are in the draft.
    pub used: BTreeSet<&'a str>,
    /// The older versions that are in the draft, by where they stand.
    older: BTreeSet<usize>,
    /// The draft.
    pub draft: IncidentDraft,
}

impl<'a, 'b> Work<'a, 'b> {
    /// Begins with title, summary and marking.
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
        draft.summary = about.map(|it| make::short(plain(it), LONGEST));
        let own = head.filter(|it| matches!(it.kind, "incident" | "report")).and_then(|it| marking::of(it, bundle));
        // Without a marking of the whole the strictest of its parts is that of the whole: one indicator under TLP:RED
        // in an unmarked bundle must not leave under "not marked".
        let level = own.or_else(|| bundle.objects.values().filter_map(|it| marking::of(*it, bundle)).min());
        draft.marking = level.map(|it| it.as_str().to_owned());
        let mut work = Self {
            bundle,
            report,
            names,
            sources: Sources::of(bundle),
            level,
            head,
            facts: Vec::new(),
            places: BTreeMap::new(),
            spots: BTreeMap::new(),
            used: BTreeSet::new(),
            older: BTreeSet::new(),
            draft,
        };
        work.used.extend(head.map(|it| it.id));
        let reports = bundle.all("report").filter(|it| it.text("/published").is_some());
        work.used.extend(reports.map(|it| it.id));
        work
    }

    /// The strictest marking of objects, in all their versions, and of whoever made them.
    fn strictest(&self, objects: &[Object<'a>]) -> Option<Marking> {
        let makers = objects.iter().filter_map(|it| self.bundle.get(creator(it)));
        let all = objects.iter().copied().chain(makers);
        let versions = all.flat_map(|it| {
            let newest = self.bundle.get(it.id).map_or_else(Vec::new, |it| self.bundle.versions(it));
            newest.into_iter().chain([it])
        });
        versions.filter_map(|it| marking::of(it, self.bundle)).min()
    }

    /// What an object says of others that it names. It bears the strictest marking of all of them. The object counts as carried.
    pub fn claim_on<V>(&mut self, object: Object<'a>, named: &[Object<'a>], value: Option<V>) -> ClaimDraft<V> {
        self.used.insert(object.id);
        let speaker = self.sources.speaker(object);
        let marking = self.strictest(&[&[object, speaker], named].concat());
        let level = Marking::stricter(self.level, marking);
        let source = self.sources.source(speaker, level, self.bundle, (&mut self.names, &mut *self.report));
        self.used.extend(self.bundle.get(creator(&speaker)).map(|it| it.id));
        if self.strictest(&[speaker]).is_some_and(|it| self.level.is_none_or(|level| it.is_above(level))) {
            self.sources.secret.insert(source.clone());
        }
        let mut claim = make::claim(value, &source);
        let confidence = speaker.value.get("confidence").and_then(pointer::whole);
        if let Some(confidence) = confidence.filter(|it| *it < HIGH) {
            claim.said.hedge = Some("possible".to_owned());
            claim.said.note = Some(make::text(Phrase::import_confidence(confidence)));
            self.report.derived(Phrase::stix_confidence(), self.bundle.at(speaker.index));
        }
        let is_stricter = |it: &Marking| self.level.is_none_or(|level| it.is_above(level));
        claim.said.marking = marking.filter(is_stricter).map(|it| it.as_str().to_owned());
        claim
    }

    /// The observation in which a thing was seen.
    pub fn observation(&self, object: Object<'a>) -> Option<Object<'a>> {
        self.sources.observation(object)
    }

    /// Since when a source says what it says.
    pub fn told_on(&self, source: &str) -> String {
        self.sources.told_on(source)
    }

    /// What the creator of an object says in it.
    pub fn claim<V>(&mut self, object: Object<'a>, value: Option<V>) -> ClaimDraft<V> {
        self.claim_on(object, &[], value)
    }

    /// Adds a claim to those on one attribute. Who says the same again on a later day is no second witness: the first time counts.
    pub fn add<V: PartialEq>(&self, claims: &mut Vec<ClaimDraft<V>>, claim: ClaimDraft<V>) {
        let bare = |it: &SaidDraft| SaidDraft { source: String::new(), note: None, ..it.clone() };
        for known in claims.iter_mut().filter(|it| it.value == claim.value && bare(&it.said) == bare(&claim.said)) {
            let adds = |later: &ClaimDraft<V>, one: &ClaimDraft<V>| {
                later.said.note.is_some() && later.said.note != one.said.note
            };
            match self.sources.is_earlier(&known.said.source, &claim.said.source) {
                Some(true) if !adds(&claim, known) => return,
                Some(false) if !adds(known, &claim) => {
                    *known = claim;
                    return;
                }
                None if known.said == claim.said => return,
                Some(_) | None => {}
            }
        }
        claims.push(claim);
    }

    /// What each version of an object says, the newest first, where it differs from the next.
    pub fn told<V: PartialEq>(
        &mut self,
        object: Object<'a>,
        tell: &mut dyn FnMut(&mut Self, Object<'a>) -> ClaimDraft<V>,
    ) -> Vec<ClaimDraft<V>> {
        let mut all: Vec<ClaimDraft<V>> = Vec::new();
        for version in self.bundle.versions(object) {
            let claim = tell(self, version);
            let is_same = |it: &ClaimDraft<V>| {
                let said = |it: &ClaimDraft<V>| (it.said.when.clone(), it.said.hedge.clone(), it.said.note.clone());
                it.value == claim.value && said(it) == said(&claim)
            };
            if all.last().is_some_and(is_same) {
                // the older version is the first to say so
                all.pop();
            }
            if version.index != object.index && self.older.insert(version.index) {
                self.report.carried(Phrase::stix_versions(), self.bundle.at(version.index));
            }
            all.push(claim);
        }
        all
    }

    /// The moment in a field.
    pub fn when(&mut self, object: Object<'a>, pointer: &str) -> Option<String> {
        if let Some(when) = moment(object, pointer) {
            return Some(when);
        }
        object.text(pointer)?;
        self.report.left_out(Phrase::import_unreadable_times(), format!("{}{pointer}", self.bundle.at(object.index)));
        None
    }

    /// Adds a fact that an object says, of which several can hold.
    pub fn fact(&mut self, object: Object<'a>, label: impl Into<Words>, value: impl Into<Words>) {
        self.fact_on(object, &[], Holds::Many, label, value);
    }

    /// Adds a fact that an object says of others.
    pub fn fact_on(
        &mut self,
        object: Object<'a>,
        named: &[Object<'a>],
        holds: Holds,
        label: impl Into<Words>,
        value: impl Into<Words>,
    ) {
        let (label, value) = (label.into(), make::text(value));
        let claim = self.claim_on(object, named, Some(value.clone()));
        let text = Some(make::text(label.clone()));
        let spot = |id: &str| (Spot::Fact(id.to_owned()), Some(value.clone()));
        for fact in self.facts.iter_mut().filter(|it| it.label == text) {
            let id = fact.id.clone().unwrap_or_default();
            // what one source says under one label is one list
            if let Some((_, told)) = fact.claims.items.iter_mut().find(|(_, it)| it.said == claim.said) {
                if let Some(before) = told.value.as_mut().filter(|it| !is_in(it, &value)) {
                    *before = make::both(before, &value);
                }
                self.spots.entry(object.id).or_default().push(spot(&id));
                return;
            }
            let is_other = fact.claims.items.iter().all(|(_, it)| it.said.source != claim.said.source);
            let is_same = fact.claims.items.iter().any(|(_, it)| it.value.as_ref() == Some(&value));
            if is_same || (holds == Holds::One && is_other) {
                fact.claims.items.push((fact.claims.items.len(), claim));
                self.spots.entry(object.id).or_default().push(spot(&id));
                return;
            }
        }
        let id = self.names.id(&make::name(&label));
        self.spots.entry(object.id).or_default().push(spot(&id));
        let claims = make::each(vec![claim]);
        self.facts.push(FactDraft { id: Some(id), label: text, claims, ..FactDraft::default() });
    }

    /// An object is told at a place of the draft.
    pub fn stands(&mut self, object: Object<'a>, spot: Spot, value: Option<TextDraft>) {
        self.spots.entry(object.id).or_default().push((spot, value));
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

    /// Something of an object is not in the draft, and why.
    pub fn part_left_out(&mut self, words: Phrase, object: Object<'a>) {
        self.report.partly_left_out(words, self.bundle.at(object.index));
    }

    /// An object is not in the draft, and why.
    pub fn left_out(&mut self, words: Phrase, object: Object<'a>) {
        self.used.insert(object.id);
        self.report.left_out(words, self.bundle.at(object.index));
    }

    /// The draft; what nobody has used is said.
    pub fn end(mut self) -> IncidentDraft {
        let is_open = |it: &Object| !FRAME.contains(&it.kind);
        for object in self.bundle.objects.values().filter(|it| !self.used.contains(it.id) && is_open(it)) {
            let words = match object.text("/relationship_type") {
                Some(tie) => Phrase::stix_ties(tie.replace('-', " ")),
                None => Phrase::stix_objects_of(object.kind),
            };
            self.report.left_out(words, self.bundle.at(object.index));
        }
        for report in self.bundle.all("report").filter(|it| !self.sources.speaks(it.id)) {
            self.report.left_out(Phrase::stix_silent_reports(), format!("{}/published", self.bundle.at(report.index)));
        }
        for it in self.bundle.older.values().flatten().filter(|it| !self.older.contains(&it.index)) {
            self.report.left_out(Phrase::stix_older(), self.bundle.at(it.index));
        }
        self.references();
        // the last day is told by nobody whose name may not be told
        let (secret, open): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.sources.all).into_iter().partition(|it| self.sources.secret.contains(&it.id));
        self.draft.sources = make::each(open);
        if let Some(event) = make::publication(&self.draft, &mut self.names) {
            self.report.derived(Phrase::import_publication(), String::new());
            self.draft.events.items.push((self.draft.events.items.len(), event));
        }
        let at = self.draft.sources.items.len();
        self.draft.sources.items.extend(secret.into_iter().enumerate().map(|(index, it)| (at + index, it)));
        self.draft.facts = make::each(self.facts);
        self.draft
    }

    /// What reports, incidents and campaigns refer to. An address under a stricter marking than the whole stays out: no claim
    /// would bear that marking.
    fn references(&mut self) {
        for object in
            self.bundle.objects.values().copied().filter(|it| matches!(it.kind, "report" | "incident" | "campaign"))
        {
            if pointer::list(object.value, "/external_references").is_empty() {
                continue;
            }
            let is_open =
                self.strictest(&[object]).is_none_or(|it| self.level.is_some_and(|level| !it.is_above(level)));
            if !is_open {
                self.report.left_out(
                    Phrase::stix_marked_references(),
                    format!("{}/external_references", self.bundle.at(object.index)),
                );
                continue;
            }
            for _ in 0..self.sources.references(object, &mut self.names) {
                self.report.carried(Phrase::import_references(), self.bundle.at(object.index));
            }
        }
    }
}

/// The moment in a field, as precise as whoever wrote it knows it.
pub fn moment(object: Object<'_>, pointer: &str) -> Option<String> {
    let is_of_attack = object.value.as_object().is_some_and(|it| it.keys().any(|key| key.starts_with("x_mitre_")))
        || pointer::list(object.value, "/external_references")
            .iter()
            .any(|it| pointer::text(it, "/source_name").is_some_and(|it| it.starts_with("mitre-")));
    let read = if is_of_attack { of_attack } else { instant };
    match read(object.text(pointer)?)? {
        Instant::At(when) => Some(when),
        Instant::Clock(_) => None,
    }
}

/// Whether a value is in a list of them already.
fn is_in(list: &TextDraft, value: &TextDraft) -> bool {
    match (list, value) {
        (TextDraft::One(list), TextDraft::One(value)) => list.split(", ").any(|it| it == value),
        _ => list == value,
    }
}

/// Which object gives the whole its name: an incident, else a report, else a campaign, else whoever it is about.
fn rank(kind: &str) -> Option<usize> {
    ["incident", "report", "grouping", "campaign", "intrusion-set", "threat-actor", "malware"]
        .iter()
        .position(|it| *it == kind)
}
