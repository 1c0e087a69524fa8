//! A flow whose actions touch no assets → a chain of its actions: each action, condition and operator is a card.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Flow, Graph, Kind};
use super::side::Sides;
use super::story::{FLOW, Story};
use crate::foreign::Fidelity;
use crate::foreign::make::{self, Text, Words};
use crate::import::draft::{HostDraft, IncidentDraft, PivotDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// Draws the flow.
pub fn draft(flow: &Flow, graph: &Graph, sides: &Sides, report: &mut Fidelity) -> IncidentDraft {
    let mut story = Story::of(flow, graph, sides, report);
    story.report.derived(Phrase::flow_cards(), String::new());
    let mut hosts: Vec<HostDraft> = Vec::new();
    let mut cards: BTreeMap<usize, String> = BTreeMap::new();
    for &step in &graph.order {
        let block = &flow.blocks[step];
        let label: Words = match block.kind {
            Kind::And => Phrase::flow_and().into(),
            Kind::Or => Phrase::flow_or().into(),
            Kind::Condition => Phrase::flow_if(&block.name).into(),
            _ if block.failed => Phrase::flow_failed(&block.name).into(),
            _ => (&block.name).into(),
        };
        let id = story.names.id(&format!("step {}", make::name(&label)));
        cards.insert(step, id.clone());
        hosts.push(card(id, label, "step", None, story.marking([step].into_iter())));
    }
    let intruder = story.names.id("intruder");
    hosts.push(HostDraft {
        names: make::each(Vec::new()),
        ..card(intruder.clone(), Phrase::import_intruder(), "party", Some("intruder"), None)
    });
    let mut pivots = Vec::new();
    for &step in &graph.order {
        let before: Vec<String> = graph.before[step].iter().map(|it| cards[it].clone()).collect();
        let why = before.is_empty().then_some(Phrase::flow_start as Text);
        for from in if before.is_empty() { vec![intruder.clone()] } else { before } {
            pivots.push(arrow(&mut story, step, from, cards[&step].clone(), why));
        }
        story.report.carried(Phrase::flow_in_order(), flow.blocks[step].at.clone());
        let is_place = |it: &&usize| flow.blocks[**it].kind.is_place();
        let hit = sides.branches.hit.get(&step).into_iter().flatten();
        let places: BTreeSet<(bool, usize)> = sorting::set_of(
            graph.into[step]
                .iter()
                .filter(is_place)
                .map(|it| (true, *it))
                .chain(graph.out[step].iter().filter(is_place).chain(hit).map(|it| (false, *it))),
        );
        for (is_origin, place) in places {
            let other = cards.get(&place).cloned().unwrap_or_else(|| {
                let block = &flow.blocks[place];
                let id = story.names.id(&block.name);
                story.place(block, Phrase::flow_assets(), false);
                let role = sides.outside.contains(&place).then_some("outside");
                hosts.push(HostDraft {
                    note: story.note_of(place).map(make::text),
                    ..card(id.clone(), &block.name, "service", role, story.marking([place].into_iter()))
                });
                id
            });
            cards.insert(place, other.clone());
            let own = cards[&step].clone();
            let (from, to) = if is_origin { (other, own) } else { (own, other) };
            pivots.push(arrow(&mut story, step, from, to, None));
        }
    }
    // a line that closes a circle is drawn; only the order along it is not kept
    for (to, from) in &graph.cut {
        let mut pivot = arrow(&mut story, *to, cards[from].clone(), cards[to].clone(), None);
        for (_, claim) in &mut pivot.claims.items {
            claim.said.after = None;
        }
        pivots.push(pivot);
    }
    story.draft.hosts = make::each(hosts);
    story.draft.pivots = make::each(pivots);
    story.end()
}

fn card(id: String, label: impl Into<Words>, kind: &str, role: Option<&str>, marking: Option<String>) -> HostDraft {
    let label = label.into();
    let mut name = make::claim(Some(make::text(label.clone())), FLOW);
    name.said.marking = marking;
    HostDraft {
        id,
        label: make::short(label.clone(), 52),
        kind: Some(kind.to_owned()),
        role: role.map(str::to_owned),
        names: make::each(vec![name]),
        ..HostDraft::default()
    }
}

/// An arrow to the card of a step, with all that the flow says of the step.
fn arrow(story: &mut Story, step: usize, from: String, to: String, why: Option<Text>) -> PivotDraft {
    let block = &story.flow.blocks[step];
    let mut claim = story.said(step, None);
    claim.said.inferred = why.map(|it| make::text(it()));
    let id = story.id(step, &block.name);
    let is_joint = matches!(block.kind, Kind::And | Kind::Or);
    let label = (!is_joint).then(|| make::short(&block.name, 60));
    let technique = block.technique.clone();
    PivotDraft { id, from, to, label, technique, claims: make::each(vec![claim]), ..PivotDraft::default() }
}
