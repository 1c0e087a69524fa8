//! What both pictures of a flow share: its sources, techniques and facts, and what a claim says of a step.

use std::collections::{BTreeMap, BTreeSet};

use super::attack;
use super::flow::{Block, Flow, Graph, Kind};
use super::side::Sides;
use super::words::NO_NAMES;
use crate::foreign::instant::{Instant, instant};
use crate::foreign::make::{self, Text, Words};
use crate::foreign::{Fidelity, kind, technique, tlp};
use crate::import::draft::{ClaimDraft, FactDraft, Happened, Ids, IncidentDraft, SourceDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// The id of the source that the flow itself is.
pub const FLOW: &str = "flow";

/// From here on an author is sure; below it, what he says is possible. The scale of Attack Flow has "probable" at 70 and
/// "very probable" at 90, so that 80 parts those who would say "it was" from those who would say "it may have been".
const SURE: u64 = 80;

/// A draft in the making.
pub struct Story<'a> {
    /// The flow.
    pub flow: &'a Flow,
    /// Its graph.
    pub graph: &'a Graph,
    /// Ids that are taken.
    pub names: make::Names,
    /// The report.
    pub report: &'a mut Fidelity,
    /// The ids of the pivots and events of each step.
    pub ids: BTreeMap<usize, Vec<String>>,
    /// The ids of sources by address.
    by_url: BTreeMap<String, String>,
    /// What lies outside, and what hangs on conditions.
    sides: &'a Sides,
    /// Where the places stand that are drawn.
    drawn: BTreeSet<&'a str>,
    /// The flow says what could happen, and not what did.
    is_plan: bool,
    /// The draft.
    pub draft: IncidentDraft,
}

impl<'a> Story<'a> {
    /// Begins a draft with all that is not drawn.
    pub fn of(flow: &'a Flow, graph: &'a Graph, sides: &'a Sides, report: &'a mut Fidelity) -> Self {
        let mut names = make::Names::default();
        let title: Words = if NO_NAMES.contains(&flow.name.as_str()) {
            report.file_name(Phrase::flow_untitled())
        } else {
            (&flow.name).into()
        };
        let mut draft = make::incident(names.id(&make::name(&title)), title);
        let strictest = || flow.blocks.iter().filter_map(|it| it.marking).min();
        draft.marking = flow.marking.or_else(strictest).map(|it| it.as_str().to_owned());
        draft.summary = flow.about.as_deref().map(make::text);
        let is_plan = matches!(flow.scope.as_deref().unwrap_or_default(), "attack-tree" | "emulation-plan");
        let by_url = BTreeMap::new();
        let ids = BTreeMap::new();
        let drawn = BTreeSet::new();
        let mut story = Self { flow, graph, names, report, ids, by_url, sides, drawn, is_plan, draft };
        story.names.id(FLOW);
        story.sources();
        story.facts();
        story.techniques();
        if is_plan {
            story.report.derived(Phrase::flow_plan(), String::new());
        }
        story
    }

    fn sources(&mut self) {
        let author: Words = self.flow.author.as_deref().map_or_else(|| Phrase::flow_author().into(), Words::from);
        let mut all = vec![SourceDraft {
            title: Some(self.draft.title.clone()),
            published: self.flow.written.clone(),
            inferred: self.flow.written.as_ref().map(|_| make::text(Phrase::flow_written())),
            ..make::source(FLOW, "analyst", author)
        }];
        if self.flow.written.is_some() {
            self.report.derived(Phrase::flow_published(), String::new());
        }
        for reference in &self.flow.references {
            if reference.url.as_deref().is_some_and(technique::is_library) {
                self.report.left_out(Phrase::import_library_pages(), reference.at.clone());
                continue;
            }
            let id = self.names.id(&reference.name);
            if let Some(url) = &reference.url {
                self.by_url.insert(url.clone(), id.clone());
            }
            let source = make::source(&id, "analyst", &reference.name);
            let title = reference.about.as_deref().map(make::text);
            let source = SourceDraft { title, url: reference.url.clone(), ..source };
            all.push(make::out_by(source, self.flow.written.as_deref()));
            self.report.carried(Phrase::import_references(), reference.at.clone());
        }
        self.draft.sources = make::each(all);
    }

    fn facts(&mut self) {
        let whole = self.whole();
        let of = |kind: Kind| self.flow.blocks.iter().filter(move |it| it.kind == kind);
        let actors: BTreeSet<&str> = sorting::set_of(of(Kind::Actor).map(|it| it.name.as_str()));
        if !actors.is_empty() {
            let names = actors.into_iter().collect::<Vec<_>>().join(", ");
            let mut claim = make::claim(Some(make::text(&names)), FLOW);
            let known = of(Kind::Actor).filter_map(|it| Some(Phrase::import_labelled(&it.name, seen(it)?).into()));
            claim.said.note = make::notes(known, Phrase::import_beside);
            claim.said.marking = tlp::beside(of(Kind::Actor).filter_map(|it| it.marking).min(), whole);
            let claims = make::each(vec![claim]);
            self.draft.actor = Some(FactDraft { claims, ..FactDraft::default() });
        }
        let mut facts = Vec::new();
        let mut fact = |id: String, label: Phrase, value: &str, seen: Option<Words>, marking: Option<Marking>| {
            let mut claim = make::claim(Some(make::text(value)), FLOW);
            claim.said.marking = tlp::beside(marking, whole);
            claim.said.note = seen.map(make::text);
            let claims = make::each(vec![claim]);
            facts.push(FactDraft { id: Some(id), label: Some(make::text(label)), claims, ..FactDraft::default() });
        };
        if let Some(scope) = &self.flow.scope {
            fact(self.names.id("scope"), Phrase::flow_scope(), scope, None, None);
        }
        for campaign in of(Kind::Campaign) {
            let about = campaign.about.as_ref().map_or(String::new(), |it| format!(": {it}"));
            let value = format!("{}{about}", campaign.name);
            fact(self.names.id("campaign"), Phrase::flow_campaign(), &value, seen(campaign), campaign.marking);
        }
        for it in of(Kind::Actor).chain(of(Kind::Campaign)).filter(|it| !it.other_names.is_empty()) {
            let label = Phrase::stix_also_called(&it.name);
            fact(self.names.id("names"), label, &it.other_names.join(", "), None, it.marking);
        }
        for actor in of(Kind::Actor) {
            if let Some(about) = &actor.about {
                fact(self.names.id("about"), Phrase::import_note(&actor.name), about, None, actor.marking);
            }
        }
        for note in of(Kind::Note) {
            let value = note.about.as_deref().unwrap_or(&note.name);
            fact(self.names.id("note"), Phrase::import_note(&note.name), value, None, note.marking);
        }
        for kind in [Kind::Actor, Kind::Campaign, Kind::Note] {
            for it in of(kind) {
                self.report.carried(Phrase::flow_facts(), it.at.clone());
            }
        }
        self.draft.facts = make::each(facts);
    }

    fn techniques(&mut self) {
        let whole = self.whole();
        let mut labels: BTreeMap<&str, &Block> = BTreeMap::new();
        for block in &self.flow.blocks {
            if let Some(technique) = &block.technique {
                // the freest of its blocks gives it its name
                let known = labels.entry(technique).or_insert(block);
                if known.marking.is_some_and(|it| block.marking.is_none_or(|other| it.is_above(other))) {
                    *known = block;
                }
            }
        }
        let fact = |(id, block): (&str, &Block)| {
            let mut claim = make::claim(None, FLOW);
            claim.said.marking = tlp::beside(block.marking, whole);
            let label = Some(make::text(&block.name));
            FactDraft { id: Some(id.to_owned()), label, claims: make::each(vec![claim]), ..FactDraft::default() }
        };
        self.draft.techniques = make::each(labels.into_iter().map(fact).collect());
    }

    /// The marking of the whole.
    fn whole(&self) -> Option<Marking> {
        self.draft.marking.as_deref().and_then(Marking::parse)
    }

    /// The marking of what is said of blocks: the strictest of theirs.
    pub fn marking(&self, blocks: impl Iterator<Item = usize>) -> Option<String> {
        let strictest = blocks.filter_map(|it| self.flow.blocks[it].marking).min();
        tlp::beside(strictest, self.whole())
    }

    /// An id for a pivot or event of a step, remembered for those after it.
    pub fn id(&mut self, step: usize, label: &str) -> String {
        let id = self.names.id(label);
        self.ids.entry(step).or_default().push(id.clone());
        id
    }

    /// What the flow says of a step: when, after what, how surely, and all its words. `inferred` says what follows by a rule only.
    pub fn said(&mut self, step: usize, inferred: Option<Text>) -> ClaimDraft<Happened> {
        let block = &self.flow.blocks[step];
        let is_first = !self.ids.contains_key(&step);
        let mut claim = make::claim(None, FLOW);
        if let Some(id) = block.reference.as_deref().and_then(|it| self.by_url.get(it.split(';').next()?.trim())) {
            claim.said.source.clone_from(id);
            claim.said.via = Some(Ids::One(FLOW.to_owned()));
        }
        let after: BTreeSet<&String> =
            sorting::set_of(self.graph.before[step].iter().flat_map(|it| self.ids.get(it).into_iter().flatten()));
        claim.said.after = (!after.is_empty()).then(|| Ids::Many(after.into_iter().cloned().collect()));
        claim.said.inferred = inferred.map(|it| make::text(it()));
        let mut notes: Vec<Words> = block.about.iter().filter(|it| **it != block.name).map(Words::from).collect();
        if is_first {
            self.report_time(block);
        }
        when(block, &mut claim, &mut notes);
        let tactic = block.tactic.as_deref().map(|it| match attack::tactic(it) {
            Some(name) => Phrase::import_in_brackets(name, it).into(),
            None => Words::from(it),
        });
        notes.extend(tactic.map(|it| Phrase::flow_tactic(it).into()));
        notes.extend(self.used(step).map(|it| Phrase::flow_uses(it).into()));
        notes.extend(self.conditions(step));
        if let Some(confidence) = block.confidence.filter(|it| *it < SURE) {
            notes.push(Phrase::import_confidence(confidence).into());
            if is_first {
                self.report.derived(Phrase::flow_confidence(), block.at.clone());
            }
            claim.said.hedge = Some("possible".to_owned());
        }
        let is_open = self.sides.branches.open.contains(&step);
        if is_open && is_first {
            self.report.derived(Phrase::flow_branches(), block.at.clone());
        }
        if inferred.is_some() || self.is_plan || is_open {
            claim.said.hedge = Some("possible".to_owned());
        }
        claim.said.note = make::notes(notes, Phrase::import_beside);
        // of the step, and of all that its notes name
        let unless = self.sides.branches.unless.get(&step).into_iter().flatten();
        let is_joint = matches!(block.kind, Kind::And | Kind::Or);
        let joined = self.graph.before[step].iter().filter(|_| is_joint);
        let named = self.things(step).into_iter().chain(unless.chain(joined).copied()).chain([step]);
        claim.said.marking = self.marking(named);
        claim
    }

    fn report_time(&mut self, block: &Block) {
        let Some(start) = &block.start else { return };
        let at = block.at.clone();
        match instant(start) {
            Some(Instant::At(when)) if when.len() == 10 => {
                self.report.derived(Phrase::flow_round_times(), at);
            }
            Some(Instant::At(_)) => self.report.carried(Phrase::import_times(), at),
            Some(Instant::Clock(_)) => {
                self.report.partly_left_out(Phrase::flow_unset_years(), at);
            }
            None => self.report.partly_left_out(Phrase::import_unreadable_times(), at),
        }
    }

    /// Malware, tools, files, accounts and what else an action is tied to, as numbers of blocks.
    fn things(&self, step: usize) -> BTreeSet<usize> {
        let ends = self.graph.out[step].iter().chain(&self.graph.into[step]);
        sorting::set_of(ends.copied().filter(|it| self.flow.blocks[*it].kind == Kind::Thing))
    }

    /// The same as words.
    fn used(&self, step: usize) -> Option<Words> {
        let things = self.things(step).into_iter().map(|it| &self.flow.blocks[it]);
        let things = things.map(|it| Phrase::import_in_brackets(&it.name, kind::called(&it.word, 1)).into());
        make::joined(things, Phrase::import_listed)
    }

    /// The conditions that must not hold for the step.
    fn conditions(&self, step: usize) -> Vec<Words> {
        let conditions = self.sides.branches.unless.get(&step).into_iter().flatten();
        conditions.map(|it| Phrase::flow_unless(&self.flow.blocks[*it].name).into()).collect()
    }

    /// What joins several steps: `All of: A; B`.
    pub fn joined(&self, step: usize) -> Words {
        let word = if self.flow.blocks[step].kind == Kind::And { Phrase::flow_all_of() } else { Phrase::flow_one_of() };
        let names: Vec<&str> = self.graph.before[step].iter().map(|it| self.flow.blocks[*it].name.as_str()).collect();
        if names.is_empty() { word.into() } else { Phrase::import_labelled(word, names.join("; ")).into() }
    }

    /// A place is drawn.
    pub fn place(&mut self, block: &'a Block, words: Phrase, is_derived: bool) {
        self.drawn.insert(&block.at);
        let at = block.at.clone();
        if is_derived { self.report.derived(words, at) } else { self.report.carried(words, at) }
    }

    /// What is said of a place, and the addresses that it is tied to and no step is.
    pub fn note_of(&mut self, index: usize) -> Option<Words> {
        let (flow, graph) = (self.flow, self.graph);
        let is_free = |it: &usize| {
            let ends = graph.into[*it].iter().chain(&graph.out[*it]);
            // a note has no marking of its own
            let is_open = self.marking([*it].into_iter()).is_none();
            flow.blocks[*it].kind == Kind::Address
                && is_open
                && !ends.into_iter().any(|it| flow.blocks[*it].kind.is_step())
        };
        let ends = graph.into[index].iter().chain(&graph.out[index]);
        let behind: BTreeSet<usize> = sorting::set_of(ends.copied().filter(is_free));
        for it in &behind {
            self.place(&flow.blocks[*it], Phrase::flow_behind(), false);
        }
        let names = behind.iter().map(|it| Words::from(&flow.blocks[*it].name));
        let names = make::joined(names, Phrase::import_listed);
        make::joined(flow.blocks[index].note().into_iter().chain(names), Phrase::import_beside)
    }

    /// Says what became of the blocks that are neither steps nor places, and of places that are not drawn.
    pub fn end(self) -> IncidentDraft {
        let tied: BTreeSet<usize> = sorting::set_of(
            (0..self.flow.blocks.len())
                .filter(|it| self.flow.blocks[*it].kind == Kind::Action)
                .flat_map(|it| self.graph.out[it].iter().chain(&self.graph.into[it]).copied().collect::<Vec<_>>()),
        );
        for (index, block) in self.flow.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Thing) {
            let at = block.at.clone();
            if tied.contains(&index) {
                self.report.carried(Phrase::flow_things(), at);
            } else {
                self.report.left_out(Phrase::flow_untied(), at);
            }
        }
        for block in self.flow.blocks.iter().filter(|it| it.kind.is_place() && !self.drawn.contains(it.at.as_str())) {
            self.report.left_out(Phrase::flow_untied_places(), block.at.clone());
        }
        self.draft
    }
}

/// When a campaign or an actor was first and last seen.
fn seen(block: &Block) -> Option<Words> {
    let day = |text: &Option<String>| match instant(text.as_deref()?) {
        Some(Instant::At(when)) => Some(when),
        Some(Instant::Clock(_)) | None => None,
    };
    let first = day(&block.start).map(|it| Phrase::import_first_seen(it).into());
    let last = day(&block.end).map(|it| Phrase::stix_last_seen(it).into());
    make::joined(first.into_iter().chain(last), Phrase::import_listed)
}

/// The time of a block: as a moment, or in the notes where there is only a time of day.
fn when(block: &Block, claim: &mut ClaimDraft<Happened>, notes: &mut Vec<Words>) {
    match block.start.as_deref().and_then(instant) {
        Some(Instant::At(when)) => claim.said.when = Some(when),
        Some(Instant::Clock(clock)) => notes.push(Phrase::flow_at(clock).into()),
        None => {}
    }
    if let Some(Instant::At(end)) = block.end.as_deref().and_then(instant) {
        notes.push(Phrase::flow_until(end).into());
    }
}
