//! A flow whose actions touch no assets → a chain of its actions: each action, condition and operator is a card.

use std::collections::BTreeMap;

use super::flow::{Flow, Graph, Kind};
use super::story::{FLOW, Story};
use crate::foreign::look::brief;
use crate::foreign::{Fidelity, make};
use crate::import::draft::{HostDraft, IncidentDraft, PivotDraft};

const START: &str = "The flow does not say from where the first step comes.";

/// Draws the flow.
pub fn draft(flow: &Flow, graph: &Graph, report: &mut Fidelity) -> IncidentDraft {
    let mut story = Story::of(flow, graph, report);
    story.report.derived(
        "actions, conditions and operators, as cards: they touch no two assets between which there is a way",
        String::new(),
    );
    let mut hosts: Vec<HostDraft> = Vec::new();
    let mut cards: BTreeMap<usize, String> = BTreeMap::new();
    for &step in &graph.order {
        let block = &flow.blocks[step];
        let label = match block.kind {
            Kind::And => "AND".to_owned(),
            Kind::Or => "OR".to_owned(),
            Kind::Condition => format!("If: {}", block.name),
            _ if block.failed => format!("Failed: {}", block.name),
            _ => block.name.clone(),
        };
        let id = story.names.id(&format!("step {label}"));
        cards.insert(step, id.clone());
        hosts.push(card(id, &label, "step", None));
    }
    let intruder = story.names.id("intruder");
    hosts.push(HostDraft {
        names: make::each(Vec::new()),
        ..card(intruder.clone(), "Intruder", "party", Some("intruder"))
    });
    let mut pivots = Vec::new();
    for &step in &graph.order {
        let mut from: Vec<(String, Option<&str>)> =
            graph.before[step].iter().map(|it| (cards[it].clone(), None)).collect();
        if from.is_empty() {
            from.push((intruder.clone(), Some(START)));
        }
        for (from, why) in from {
            pivots.push(arrow(&mut story, step, from, cards[&step].clone(), why));
        }
        story.report.carried("actions, conditions and operators, in their order", flow.blocks[step].at.clone());
        for place in graph.out[step].iter().filter(|it| flow.blocks[**it].kind.is_place()) {
            let to = cards.get(place).cloned().unwrap_or_else(|| {
                let block = &flow.blocks[*place];
                let id = story.names.id(&block.name);
                story.report.carried("assets and infrastructure, as hosts", block.at.clone());
                hosts.push(HostDraft {
                    note: block.about.as_deref().map(make::text),
                    ..card(id.clone(), &block.name, "service", None)
                });
                id
            });
            cards.insert(*place, to.clone());
            pivots.push(arrow(&mut story, step, cards[&step].clone(), to, None));
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

fn card(id: String, label: &str, kind: &str, role: Option<&str>) -> HostDraft {
    HostDraft {
        id,
        label: make::text(&brief(label, 52).0),
        kind: Some(kind.to_owned()),
        role: role.map(str::to_owned),
        names: make::each(vec![make::claim(Some(make::text(label)), FLOW)]),
        ..HostDraft::default()
    }
}

/// An arrow to the card of a step, with all that the flow says of the step.
fn arrow(story: &mut Story, step: usize, from: String, to: String, why: Option<&str>) -> PivotDraft {
    let block = &story.flow.blocks[step];
    let mut claim = story.said(step, None);
    claim.said.inferred = why.map(make::text);
    let id = story.id(step, &block.name);
    let is_joint = matches!(block.kind, Kind::And | Kind::Or);
    let label = (!is_joint).then(|| make::text(&brief(&block.name, 60).0));
    let technique = block.technique.clone();
    PivotDraft { id, from, to, label, technique, claims: make::each(vec![claim]), ..PivotDraft::default() }
}
