//! What both pictures of a flow share: its sources, techniques and facts, and what a claim says of a step.

use std::collections::{BTreeMap, BTreeSet};

use super::attack;
use super::flow::{Block, Flow, Graph, Kind};
use crate::foreign::instant::{Instant, instant};
use crate::foreign::{Fidelity, make};
use crate::import::draft::{ClaimDraft, FactDraft, Happened, Ids, IncidentDraft, SourceDraft};

/// The id of the source that the flow itself is.
pub const FLOW: &str = "flow";

/// What tools write where nobody has named a flow.
const NO_NAMES: [&str; 4] = ["", "Attack Flow Export", "Untitled", "Untitled Document"];

/// Above this an author is sure; below it, what he says is possible.
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
    /// The names of the conditions that must not hold for a block, by its key.
    denials: BTreeMap<&'a str, Vec<&'a str>>,
    /// The flow says what could happen, and not what did.
    is_plan: bool,
    /// The draft.
    pub draft: IncidentDraft,
}

impl<'a> Story<'a> {
    /// Begins a draft with all that is not drawn.
    pub fn of(flow: &'a Flow, graph: &'a Graph, report: &'a mut Fidelity) -> Self {
        let mut names = make::Names::default();
        let title =
            if NO_NAMES.contains(&flow.name.as_str()) { report.file_name("Attack flow") } else { flow.name.clone() };
        let mut draft = make::incident(names.id(&title), &title);
        draft.summary = flow.about.as_deref().map(make::text);
        let is_plan = matches!(flow.scope.as_deref().unwrap_or_default(), "attack-tree" | "emulation-plan");
        let by_url = BTreeMap::new();
        let ids = BTreeMap::new();
        let denials = denials(flow);
        let mut story = Self { flow, graph, names, report, ids, by_url, denials, is_plan, draft };
        story.names.id(FLOW);
        story.sources();
        story.facts();
        story.techniques();
        if is_plan {
            story.report.derived("steps of a plan or a tree, as possible: it says what could happen", String::new());
        }
        story
    }

    fn sources(&mut self) {
        let mut all = vec![SourceDraft {
            title: Some(self.draft.title.clone()),
            published: self.flow.written.clone(),
            inferred: self
                .flow
                .written
                .as_ref()
                .map(|_| make::text("The day on which the flow was written or last changed.")),
            ..make::source(FLOW, "analyst", self.flow.author.as_deref().unwrap_or("Author of the flow, not named"))
        }];
        if self.flow.written.is_some() {
            self.report.derived("the day on which the flow was last changed, as its day of publication", String::new());
        }
        for reference in &self.flow.references {
            let id = self.names.id(&reference.name);
            if let Some(url) = &reference.url {
                self.by_url.insert(url.clone(), id.clone());
            }
            let source = make::source(&id, "analyst", &reference.name);
            let title = reference.about.as_deref().map(make::text);
            let source = SourceDraft { title, url: reference.url.clone(), ..source };
            all.push(make::out_by(source, self.flow.written.as_deref()));
            self.report.carried("references, as sources", String::new());
        }
        self.draft.sources = make::each(all);
    }

    fn facts(&mut self) {
        let of = |kind: Kind| self.flow.blocks.iter().filter(move |it| it.kind == kind);
        let actors: BTreeSet<&str> = of(Kind::Actor).map(|it| it.name.as_str()).collect();
        if !actors.is_empty() {
            let names = actors.into_iter().collect::<Vec<_>>().join(", ");
            let claims = make::each(vec![make::claim(Some(make::text(&names)), FLOW)]);
            self.draft.actor = Some(FactDraft { claims, ..FactDraft::default() });
        }
        let mut facts = Vec::new();
        let mut fact = |id: String, label: &str, value: &str| {
            let claims = make::each(vec![make::claim(Some(make::text(value)), FLOW)]);
            facts.push(FactDraft { id: Some(id), label: Some(make::text(label)), claims, ..FactDraft::default() });
        };
        if let Some(scope) = &self.flow.scope {
            fact(self.names.id("scope"), "What the flow describes", scope);
        }
        for campaign in of(Kind::Campaign) {
            let about = campaign.about.as_ref().map_or(String::new(), |it| format!(": {it}"));
            fact(self.names.id("campaign"), "Campaign", &format!("{}{about}", campaign.name));
        }
        for note in of(Kind::Note) {
            fact(self.names.id("note"), &format!("Note: {}", note.name), note.about.as_deref().unwrap_or(&note.name));
        }
        for kind in [Kind::Actor, Kind::Campaign, Kind::Note] {
            for it in of(kind) {
                self.report.carried("actors, campaigns and notes, as facts", it.at.clone());
            }
        }
        self.draft.facts = make::each(facts);
    }

    fn techniques(&mut self) {
        let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
        for block in &self.flow.blocks {
            if let Some(technique) = &block.technique {
                labels.entry(technique).or_insert(&block.name);
            }
        }
        let fact = |(id, label): (&str, &str)| FactDraft {
            id: Some(id.to_owned()),
            label: Some(make::text(label)),
            claims: make::each(vec![make::claim(None, FLOW)]),
            ..FactDraft::default()
        };
        self.draft.techniques = make::each(labels.into_iter().map(fact).collect());
    }

    /// An id for a pivot or event of a step, remembered for those after it.
    pub fn id(&mut self, step: usize, label: &str) -> String {
        let id = self.names.id(label);
        self.ids.entry(step).or_default().push(id.clone());
        id
    }

    /// What the flow says of a step: when, after what, how surely, and all its words. `inferred` says what follows by a rule only.
    pub fn said(&mut self, step: usize, inferred: Option<&str>) -> ClaimDraft<Happened> {
        let block = &self.flow.blocks[step];
        let is_first = !self.ids.contains_key(&step);
        let mut claim = make::claim(None, FLOW);
        if let Some(id) = block.reference.as_deref().and_then(|it| self.by_url.get(it.split(';').next()?.trim())) {
            claim.said.source.clone_from(id);
            claim.said.via = Some(Ids::One(FLOW.to_owned()));
        }
        let after: BTreeSet<&String> =
            self.graph.before[step].iter().flat_map(|it| self.ids.get(it).into_iter().flatten()).collect();
        claim.said.after = (!after.is_empty()).then(|| Ids::Many(after.into_iter().cloned().collect()));
        claim.said.inferred = inferred.map(make::text);
        let mut notes: Vec<String> = block.about.iter().filter(|it| **it != block.name).cloned().collect();
        if is_first {
            self.report_time(block);
        }
        when(block, &mut claim, &mut notes);
        let tactic =
            block.tactic.as_deref().map(|it| attack::tactic(it).map_or(it.to_owned(), |name| format!("{name} ({it})")));
        notes.extend(tactic.map(|it| format!("Tactic: {it}")));
        let used = self.used(step);
        notes.extend((!used.is_empty()).then(|| format!("Uses: {}", used.join(", "))));
        notes.extend(self.conditions(step));
        if let Some(confidence) = block.confidence.filter(|it| *it < SURE) {
            notes.push(format!("Confidence: {confidence} of 100"));
            if is_first {
                self.report.derived("a confidence below 80 of 100, as possible", block.at.clone());
            }
            claim.said.hedge = Some("possible".to_owned());
        }
        if inferred.is_some() || self.is_plan {
            claim.said.hedge = Some("possible".to_owned());
        }
        claim.said.note = (!notes.is_empty()).then(|| make::text(&notes.join(" · ")));
        claim
    }

    fn report_time(&mut self, block: &Block) {
        let Some(start) = &block.start else { return };
        let at = block.at.clone();
        match instant(start) {
            Some(Instant::At(when)) if when.len() == 10 => {
                self.report.derived("times at noon or midnight, as their day", at);
            }
            Some(Instant::At(_)) => self.report.carried("times", at),
            Some(Instant::Clock(_)) => {
                self.report.left_out("years of 1970: only the time of day is real, and kept in the notes", at);
            }
            None => self.report.left_out("times that cannot be read", at),
        }
    }

    /// Malware, tools, files, accounts and what else an action is tied to.
    fn used(&self, step: usize) -> Vec<String> {
        let ends = self.graph.out[step].iter().chain(&self.graph.into[step]);
        let things: BTreeSet<usize> = ends.copied().filter(|it| self.flow.blocks[*it].kind == Kind::Thing).collect();
        things.into_iter().map(|it| &self.flow.blocks[it]).map(|it| format!("{} ({})", it.name, it.word)).collect()
    }

    /// The conditions that must not hold for the step.
    fn conditions(&self, step: usize) -> Vec<String> {
        let names = self.denials.get(self.flow.blocks[step].key.as_str()).into_iter().flatten();
        names.map(|it| format!("Only where this does not hold: {it}")).collect()
    }

    /// What joins several steps: `All of: A; B`.
    pub fn joined(&self, step: usize) -> String {
        let word = if self.flow.blocks[step].kind == Kind::And { "All of" } else { "One of" };
        let names: Vec<&str> = self.graph.before[step].iter().map(|it| self.flow.blocks[*it].name.as_str()).collect();
        if names.is_empty() { word.to_owned() } else { format!("{word}: {}", names.join("; ")) }
    }

    /// Says what became of the blocks that are neither steps nor places.
    pub fn end(self) -> IncidentDraft {
        let tied: BTreeSet<usize> = (0..self.flow.blocks.len())
            .filter(|it| self.flow.blocks[*it].kind == Kind::Action)
            .flat_map(|it| self.graph.out[it].iter().chain(&self.graph.into[it]).copied().collect::<Vec<_>>())
            .collect();
        for (index, block) in self.flow.blocks.iter().enumerate().filter(|(_, it)| it.kind == Kind::Thing) {
            let at = block.at.clone();
            if tied.contains(&index) {
                self.report.carried("malware, tools, files and accounts, in the notes of actions", at);
            } else {
                self.report.left_out("malware, tools, files and accounts that no action is tied to", at);
            }
        }
        self.draft
    }
}

/// The names of the conditions that must not hold for a block, by its key.
fn denials(flow: &Flow) -> BTreeMap<&str, Vec<&str>> {
    let names: BTreeMap<&str, &str> = flow.blocks.iter().map(|it| (it.key.as_str(), it.name.as_str())).collect();
    let mut denials: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in flow.lines.iter().filter(|it| it.holds == Some(false)) {
        denials.entry(&line.to).or_default().push(names.get(line.from.as_str()).unwrap_or(&""));
    }
    denials
}

/// The time of a block: as a moment, or in the notes where there is only a time of day.
fn when(block: &Block, claim: &mut ClaimDraft<Happened>, notes: &mut Vec<String>) {
    match block.start.as_deref().and_then(instant) {
        Some(Instant::At(when)) => claim.said.when = Some(when),
        Some(Instant::Clock(clock)) => notes.push(format!("At {clock}, of a day that is not given")),
        None => {}
    }
    if let Some(Instant::At(end)) = block.end.as_deref().and_then(instant) {
        notes.push(format!("Until {end}"));
    }
}
