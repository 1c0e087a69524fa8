//! A flow whose actions touch assets → a map of these assets: where consecutive actions touch different ones, a pivot is implied.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::{is_exfiltration, is_preparation, is_removal};
use super::flow::{Block, Flow, Graph, Kind};
use super::side::Sides;
use super::story::{FLOW, Story};
use crate::foreign::make::{self, Text, Words};
use crate::foreign::short::brief;
use crate::foreign::{Fidelity, icon, kind, tlp};
use crate::import::draft::{EventDraft, HostDraft, IncidentDraft, PivotDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// Why a pivot is drawn that the flow does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Consecutive actions touch different assets.
    Implied,
    /// The first asset that is touched was reached from somewhere.
    Entry,
    /// Data that is taken out goes somewhere.
    Exit,
}

impl Rule {
    /// What the flow does not say.
    fn inferred(self) -> Text {
        match self {
            Self::Implied => Phrase::flow_way,
            Self::Entry => Phrase::flow_start,
            Self::Exit => Phrase::flow_exit,
        }
    }

    /// The rule, for the report.
    fn words(self) -> Phrase {
        match self {
            Self::Implied => Phrase::flow_implied(),
            Self::Entry => Phrase::flow_entry(),
            Self::Exit => Phrase::flow_exits(),
        }
    }
}

/// The places that an action is tied to: those that lead to it, and those that it leads to.
fn places<'a>(flow: &'a Flow, graph: &'a Graph, action: usize) -> [Vec<usize>; 2] {
    let of = |ends: &[usize]| ends.iter().copied().filter(|it| flow.blocks[*it].kind.is_place()).collect();
    [of(&graph.into[action]), of(&graph.out[action])]
}

/// Whether the actions touch at least two places of the victim's, so that there is a way between them.
///
/// Of 24 published flows 11 have no asset at all, and others have one that stands for everything. A map of
/// one card says nothing; the chain of actions does. What is only scouted (reconnaissance) is touched and not reached.
/// What a condition says to be compromised was reached.
pub fn has_places(flow: &Flow, graph: &Graph, sides: &Sides) -> bool {
    let actions = (0..flow.blocks.len()).filter(|it| flow.blocks[*it].kind == Kind::Action);
    let touched =
        actions.filter(|it| !is_preparation(&flow.blocks[*it])).flat_map(|it| places(flow, graph, it).concat());
    let all = touched.chain(sides.branches.hit.values().flatten().copied());
    let names: BTreeSet<&str> =
        sorting::set_of(all.filter(|it| !sides.outside.contains(it)).map(|it| flow.blocks[it].name.as_str()));
    names.len() >= 2
}

/// Where an action is tied to the map, as ids of hosts.
#[derive(Debug, Clone, Default)]
struct Touch {
    /// Places of the victim's that lead to it.
    origins: BTreeSet<String>,
    /// Places of the victim's that it leads to.
    targets: BTreeSet<String>,
    /// Places outside that lead to it.
    from_outside: BTreeSet<String>,
    /// Places outside that it leads to.
    to_outside: BTreeSet<String>,
}

/// A map in the making.
struct Map<'a> {
    story: Story<'a>,
    sides: &'a Sides,
    hosts: Vec<HostDraft>,
    /// Which of them has an id.
    places: BTreeMap<String, usize>,
    by_name: BTreeMap<String, String>,
    /// Hosts whose states are said, and none is compromised.
    unsure: BTreeSet<String>,
    pivots: Vec<PivotDraft>,
    events: Vec<EventDraft>,
    /// Where the intruder is after each step.
    reach: BTreeMap<usize, BTreeSet<String>>,
}

/// Draws the flow.
pub fn draft(flow: &Flow, graph: &Graph, sides: &Sides, report: &mut Fidelity) -> IncidentDraft {
    let story = Story::of(flow, graph, sides, report);
    let (hosts, by_name, reach) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let (places, unsure) = (BTreeMap::new(), BTreeSet::new());
    let mut map = Map { story, sides, hosts, places, by_name, unsure, pivots: Vec::new(), events: Vec::new(), reach };
    for index in (0..flow.blocks.len()).filter(|it| matches!(flow.blocks[*it].kind, Kind::Asset | Kind::Infrastructure))
    {
        map.host(index);
    }
    for &step in &graph.order {
        if flow.blocks[step].kind == Kind::Action { map.action(step) } else { map.joint(step) }
    }
    map.origins();
    let mut story = map.story;
    story.draft.hosts = make::each(map.hosts);
    story.draft.pivots = make::each(map.pivots);
    story.draft.events = make::each(map.events);
    story.end()
}

impl Map<'_> {
    /// The host of a place; places of one name are one host.
    fn host(&mut self, index: usize) -> String {
        let flow = self.story.flow;
        let block = &flow.blocks[index];
        if let Some(id) = self.by_name.get(&block.name) {
            return id.clone();
        }
        // they stand in the order of their names
        let first = flow.blocks.partition_point(|it| it.name < block.name);
        let alike = (first..flow.blocks.len()).take_while(|it| flow.blocks[*it].name == block.name);
        let alike: Vec<usize> = alike.filter(|it| flow.blocks[*it].kind.is_place()).collect();
        for it in &alike {
            match alike.len() {
                1 => self.story.place(&flow.blocks[*it], Phrase::flow_assets(), false),
                _ => self.story.place(&flow.blocks[*it], Phrase::flow_same_name(), true),
            }
        }
        let id = self.story.names.id(&block.name);
        let about: BTreeSet<Words> = sorting::set_of(alike.iter().filter_map(|it| self.story.note_of(*it)));
        let note = make::joined(about, Phrase::import_beside);
        let described = note.as_ref().map(make::name).unwrap_or_default();
        self.places.insert(id.clone(), self.hosts.len());
        let states = || alike.iter().filter_map(|it| flow.blocks[*it].is_hit);
        if states().any(|it| !it) && !states().any(|it| it) {
            self.unsure.insert(id.clone());
        }
        let kind = if block.kind == Kind::Party {
            "party"
        } else {
            icon::of(&[&block.name, &block.types.join(" "), &described])
        };
        let mut name = make::claim(Some(make::text(&block.name)), FLOW);
        name.said.marking = self.story.marking(alike.iter().copied());
        self.hosts.push(HostDraft {
            id: id.clone(),
            label: make::short(&block.name, 52),
            kind: Some(kind.to_owned()),
            role: alike.iter().all(|it| self.sides.outside.contains(it)).then(|| "outside".to_owned()),
            note: note.map(make::text),
            names: make::each(vec![name]),
            ..HostDraft::default()
        });
        self.by_name.insert(block.name.clone(), id.clone());
        id
    }

    /// Places outside from where steps come, and to where none goes, are the intruder's.
    ///
    /// A flow says "outside" of a phishing site and of a drop zone alike. Mails come from the first and nothing goes
    /// there, so the intruder holds it; data goes to the second, which stays outside.
    fn origins(&mut self) {
        let from: BTreeSet<&String> = sorting::set_of(self.pivots.iter().map(|it| &it.from));
        let to: BTreeSet<&String> = sorting::set_of(self.pivots.iter().map(|it| &it.to));
        for host in self.hosts.iter_mut().filter(|it| it.role.as_deref() == Some("outside")) {
            if from.contains(&host.id) && !to.contains(&host.id) {
                host.role = Some("intruder".to_owned());
            }
        }
    }

    /// A host that the flow does not name.
    fn unnamed(&mut self, label: impl Into<Words>, kind: &str, role: &str) -> String {
        let label = label.into();
        let name = make::name(&label);
        if let Some(id) = self.by_name.get(&name) {
            return id.clone();
        }
        let id = self.story.names.id(&name);
        let (kind, role) = (Some(kind.to_owned()), Some(role.to_owned()));
        self.places.insert(id.clone(), self.hosts.len());
        self.hosts.push(HostDraft { id: id.clone(), label: make::text(label), kind, role, ..HostDraft::default() });
        self.by_name.insert(name, id.clone());
        id
    }

    fn intruder(&mut self) -> String {
        let actors: Vec<&Block> = self.story.flow.blocks.iter().filter(|it| it.kind == Kind::Actor).collect();
        let name: Words =
            // a name that is kept closer than the flow stands with the fact only
            if let [Block { name, marking: None, .. }] = actors.as_slice() { name.into() } else { Phrase::import_intruder().into() };
        self.unnamed(name, "party", "intruder")
    }

    fn touch(&mut self, action: usize) -> Touch {
        let (flow, graph) = (self.story.flow, self.story.graph);
        let mut touch = Touch::default();
        let [into, out] = places(flow, graph, action);
        for (ends, is_origin) in [(into, true), (out, false)] {
            let (addresses, others): (Vec<usize>, Vec<usize>) =
                ends.into_iter().partition(|it| flow.blocks[*it].kind == Kind::Address);
            for block in others {
                let id = self.host(block);
                match (self.sides.outside.contains(&block), is_origin) {
                    (false, true) => touch.origins.insert(id),
                    (false, false) => touch.targets.insert(id),
                    (true, true) => touch.from_outside.insert(id),
                    (true, false) => touch.to_outside.insert(id),
                };
            }
            let id = self.addresses(&addresses);
            if is_origin { touch.from_outside.extend(id) } else { touch.to_outside.extend(id) }
        }
        touch
    }

    /// One host for all addresses of an action: an exfiltration "to 185.x, 91.x and 46.x" is one step to one place of
    /// three addresses, and not three steps.
    fn addresses(&mut self, blocks: &[usize]) -> Option<String> {
        let flow = self.story.flow;
        let first = &flow.blocks[*blocks.first()?];
        if blocks.len() == 1 {
            return Some(self.host(blocks[0]));
        }
        let names: BTreeSet<&str> = sorting::set_of(blocks.iter().map(|it| flow.blocks[*it].name.as_str()));
        let all = names.into_iter().collect::<Vec<_>>().join(", ");
        if let Some(id) = self.by_name.get(&all) {
            return Some(id.clone());
        }
        for it in blocks {
            self.story.place(&flow.blocks[*it], Phrase::flow_same_action(), true);
        }
        let is_alike = blocks.iter().all(|it| flow.blocks[*it].word == first.word);
        let label =
            if is_alike { kind::number_of(&first.word, blocks.len()) } else { Phrase::flow_addresses(blocks.len()) };
        let id = self.unnamed(label.clone(), "service", "outside");
        let host = &mut self.hosts[*self.places.get(&id)?];
        host.note = Some(make::text(&all));
        let mut name = make::claim(Some(make::text(label)), FLOW);
        name.said.marking = self.story.marking(blocks.iter().copied());
        let host = &mut self.hosts[*self.places.get(&id)?];
        host.names = make::each(vec![name]);
        self.by_name.insert(all, id.clone());
        Some(id)
    }

    /// An action: steps between the places that it is tied to, or an event if there are none.
    ///
    /// A flow ties an action to the asset that it touches, and seldom to where it came from. So the way is implied: if
    /// "Valid Accounts" touches the VPN and the next action, "Lateral Movement", touches the file server, the intruder
    /// went from the VPN to the file server. Where the file itself leads asset → action → asset, the step is stated.
    /// Before the first asset stands the intruder, or a place outside if the action names one.
    fn action(&mut self, step: usize) {
        let flow = self.story.flow;
        let block = &flow.blocks[step];
        let touch = self.touch(step);
        let before: BTreeSet<String> = self.reached_before(step);
        let own: BTreeSet<String> = if touch.targets.is_empty() { &touch.origins } else { &touch.targets }.clone();
        if is_preparation(block) || block.failed {
            self.reach.insert(step, before);
            self.event(step, sorting::set_of(touch.origins.union(&touch.targets).cloned()));
            return;
        }
        let is_told = !touch.origins.is_empty();
        let from = if is_told { &touch.origins } else { &before }.clone();
        if is_removal(block) && !is_told {
            self.reach.insert(step, if before.is_empty() { own.clone() } else { before });
            self.event(step, own.clone());
            for host in &own {
                self.touched(step, host);
            }
            return;
        }
        let mut pivots: Vec<(String, String, Option<Rule>)> = Vec::new();
        // data that is taken is where an exfiltration begins, and not where it leads
        let is_taken = is_exfiltration(block) && !is_told && !own.is_empty();
        for to in touch.targets.iter().filter(|it| !is_taken && !from.contains(*it)) {
            if from.is_empty() {
                let outside: Vec<String> = touch.from_outside.union(&touch.to_outside).cloned().collect();
                let origins = if outside.is_empty() { vec![self.intruder()] } else { outside };
                pivots.extend(origins.into_iter().map(|it| (it, to.clone(), Some(Rule::Entry))));
            }
            pivots.extend(from.iter().map(|it| (it.clone(), to.clone(), (!is_told).then_some(Rule::Implied))));
        }
        let here = if own.is_empty() { &before } else { &own }.clone();
        if !pivots.iter().any(|(_, _, why)| *why == Some(Rule::Entry)) {
            for out in touch.to_outside.iter().filter(|it| !touch.from_outside.contains(*it)) {
                pivots.extend(here.iter().map(|it| (it.clone(), out.clone(), own.is_empty().then_some(Rule::Implied))));
            }
            for out in &touch.from_outside {
                pivots.extend(here.iter().map(|it| (out.clone(), it.clone(), own.is_empty().then_some(Rule::Implied))));
            }
            if is_exfiltration(block) && touch.to_outside.is_empty() && !here.is_empty() {
                let out = self.unnamed(Phrase::flow_unnamed_outside(), "service", "outside");
                pivots.extend(here.iter().map(|it| (it.clone(), out.clone(), Some(Rule::Exit))));
            }
        }
        self.reach.insert(step, here);
        if pivots.is_empty() {
            self.event(step, own.clone());
        }
        for (from, to, why) in pivots {
            self.pivot(step, from, to, why);
        }
        for host in &own {
            self.touched(step, host);
        }
    }

    /// That an action touches an asset is told, even where the way to it is not.
    fn touched(&mut self, step: usize, host: &str) {
        let Some(place) = self.places.get(host).copied() else { return };
        let hedge = self.hosts[place].states.items.first().map(|(_, it)| it.said.hedge.is_some());
        let mut said = self.story.said(step, None).said;
        if self.unsure.contains(host) {
            said.hedge = Some("possible".to_owned());
            let at = self.story.flow.blocks[step].at.clone();
            self.story.report.derived(Phrase::flow_other_state(), at);
        }
        if hedge.is_none() || (hedge == Some(true) && said.hedge.is_none()) {
            let mut claim = make::claim(Some("compromised".to_owned()), &said.source);
            let own = self.hosts[place].names.items.first().and_then(|(_, it)| it.said.marking.clone());
            (claim.said.via, claim.said.hedge) = (said.via, said.hedge);
            claim.said.marking = tlp::stricter(said.marking.as_deref(), own.as_deref());
            self.hosts[place].states = make::each(vec![claim]);
        } else if self.hosts[place].states.items.iter().all(|(_, it)| it.said.marking.is_some())
            && said.marking.is_none()
        {
            // who may not hear of the first step may hear of this one
            let mut claim = make::claim(Some("compromised".to_owned()), &said.source);
            (claim.said.via, claim.said.hedge) = (said.via, said.hedge);
            claim.said.marking = self.hosts[place].names.items.first().and_then(|(_, it)| it.said.marking.clone());
            let states = &mut self.hosts[place].states.items;
            states.push((states.len(), claim));
        }
    }

    fn reached_before(&self, step: usize) -> BTreeSet<String> {
        let before = &self.story.graph.before[step];
        sorting::set_of(before.iter().flat_map(|it| self.reach.get(it).into_iter().flatten()).cloned())
    }

    fn pivot(&mut self, step: usize, from: String, to: String, why: Option<Rule>) {
        let block = &self.story.flow.blocks[step];
        let mut claim = self.story.said(step, why.map(Rule::inferred));
        for host in [&from, &to].into_iter().filter_map(|it| self.places.get(it)) {
            let own = self.hosts[*host].names.items.first().and_then(|(_, it)| it.said.marking.clone());
            claim.said.marking = tlp::stricter(claim.said.marking.as_deref(), own.as_deref());
        }
        match why {
            Some(rule) => self.story.report.derived(rule.words(), block.at.clone()),
            None => self.story.report.carried(Phrase::flow_pivots(), block.at.clone()),
        }
        let id = self.story.names.id(&block.name);
        self.story.ids.entry(step).or_default().push(id.clone());
        let label = Some(make::short(&block.name, 60));
        let (technique, claims) = (block.technique.clone(), make::each(vec![claim]));
        self.pivots.push(PivotDraft { id, from, to, label, technique, claims, ..PivotDraft::default() });
    }

    fn event(&mut self, step: usize, hosts: BTreeSet<String>) {
        let block = &self.story.flow.blocks[step];
        self.story.report.carried(Phrase::flow_events(), block.at.clone());
        let claim = self.story.said(step, None);
        let kind = if is_exfiltration(block) && !block.failed { "exfiltration" } else { "other" };
        let label = if block.failed { Phrase::flow_failed(&block.name).into() } else { (&block.name).into() };
        self.push_event(step, kind, label, hosts, claim);
    }

    /// A condition or an operator: an event of its own in the story.
    fn joint(&mut self, step: usize) {
        let block = &self.story.flow.blocks[step];
        let is_condition = block.kind == Kind::Condition;
        let words = if is_condition { Phrase::flow_conditions() } else { Phrase::flow_operators() };
        self.story.report.carried(words, block.at.clone());
        let label = if is_condition { (&block.name).into() } else { self.story.joined(step) };
        let mut claim = self.story.said(step, None);
        if brief(&make::name(&label), LONGEST).1 {
            claim.said.note = Some(make::text(label.clone()));
        }
        let ends = self.story.graph.out[step].iter().chain(&self.story.graph.into[step]);
        let is_asset = |it: &usize| matches!(self.story.flow.blocks[*it].kind, Kind::Asset | Kind::Infrastructure);
        let sides = self.sides;
        let hit: &[usize] = &sides.branches.hit.get(&step).into_iter().flatten().copied().collect::<Vec<_>>();
        let assets: Vec<usize> = ends.copied().filter(is_asset).chain(hit.iter().copied()).collect();
        let hosts = sorting::set_of(assets.into_iter().map(|it| self.host(it)));
        let hit: BTreeSet<String> = sorting::set_of(hit.iter().map(|it| self.host(*it)));
        for it in &hit {
            self.story.report.derived(Phrase::flow_said_hit(), self.story.flow.blocks[step].at.clone());
            self.touched(step, it);
        }
        let reached = if hit.is_empty() { self.reached_before(step) } else { hit };
        self.reach.insert(step, reached);
        self.push_event(step, "other", label, hosts, claim);
    }

    fn push_event(
        &mut self,
        step: usize,
        kind: &str,
        label: Words,
        hosts: BTreeSet<String>,
        claim: crate::import::draft::ClaimDraft<()>,
    ) {
        let id = self.story.id(step, &make::name(&label));
        self.events.push(EventDraft {
            id,
            kind: Some(kind.to_owned()),
            label: make::short(label, LONGEST),
            hosts: hosts.into_iter().collect(),
            claims: make::each(vec![claim]),
            ..EventDraft::default()
        });
    }
}

/// The longest label of an event; what is longer stands in the note.
const LONGEST: usize = 72;
