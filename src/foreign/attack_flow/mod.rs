//! MITRE Attack Flow → drafts: STIX 2.1 bundles, files of the Attack Flow Builder (versions 2 and 3), and version 1.
//!
//! All of them are read into one [`flow`]; [`map`] draws it if its actions touch assets, [`chain`] if they do not.

mod afb;
mod attack;
mod branch;
mod chain;
mod flow;
mod map;
mod side;
mod stix;
mod story;
mod v1;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::stix::{self as stix_in_general, beside};
use super::{Accounted, Content, Fidelity};
use crate::import::draft::IncidentDraft;
use crate::sorting;
use crate::tongue::Phrase;
use flow::{Flow, Graph, Kind, Line};
use side::Sides;

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted =
    Accounted { read: &[stix_in_general::READ, READ], lost: &[stix_in_general::LOST, LOST], silent: &["Unspecified"] };

/// What was made of these says it.
const READ: &[&str] = &[
    "effect_refs",
    "on_true_refs",
    "on_false_refs",
    "asset_refs",
    "command_ref",
    "technique_ref",
    "tactic_ref",
    "actions/*/name",
    "actions/*/confidence",
    "actions/*/succeeded",
    "actions/*/type",
    "actions/*/id",
    "assets/*/type",
    "assets/*/id",
    "relationships/*/type",
    "relationships/*/source",
    "relationships/*/target",
    "data_properties/*/source",
    "data_properties/*/type",
    "object_properties/*/source",
    "object_properties/*/target",
    "object_properties/*/type",
    "objects/*/id",
    "objects/*/instance",
    "objects/*/template",
    "objects/*/latches",
    "objects/*/children",
    "objects/*/source",
    "objects/*/target",
    "properties/confidence",
    "properties/operator",
];

/// These say nothing of the breach.
const LOST: &[&str] = &[
    "@attack-flow/start_refs",
    "@/modified",
    "objects/*/anchors",
    "properties/*/zone",
    "/$schema",
    "/flow/id",
    "/flow/type",
    "/id",
    "/version",
    "/schema",
    "/theme",
    "/layout",
    "/location",
    "/camera",
    "objects/*/handles",
    "objects/*/objects",
    "objects/*/x",
    "objects/*/y",
    "objects/*/attrs",
];

/// Whether a file holds a flow.
pub fn sniff(content: &Content) -> bool {
    content.json().is_some_and(|it| stix::is(it) || afb::is(it) || v1::is(it))
}

/// Reads it.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let flows = match content.json() {
        Some(value) if stix::is(value) => stix::read(value, report),
        Some(value) if afb::is(value) => vec![afb::read(value, report)],
        Some(value) => vec![v1::read(value, report)],
        None => Vec::new(),
    };
    let mut drafts: Vec<IncidentDraft> = flows.into_iter().map(|it| draft(it, report)).collect();
    if let Some(value) = content.json().filter(|it| stix::is(it)) {
        beside::join(value, &mut drafts, report);
    }
    drafts
}

fn draft(mut flow: Flow, report: &mut Fidelity) -> IncidentDraft {
    clean(&mut flow, report);
    let graph = Graph::of(&flow);
    for (step, _) in &graph.cut {
        report.partly_left_out(Phrase::flow_circles(), flow.blocks[*step].at.clone());
    }
    let sides = Sides::of(&flow, &graph);
    if map::has_places(&flow, &graph, &sides) {
        map::draft(&flow, &graph, &sides, report)
    } else {
        chain::draft(&flow, &graph, &sides, report)
    }
}

/// Puts blocks, lines and references into an order that is not that of the file, and takes out lines without ends.
fn clean(flow: &mut Flow, report: &mut Fidelity) {
    sorting::by(&mut flow.references, |a, b| (&a.name, &a.url, &a.about).cmp(&(&b.name, &b.url, &b.about)));
    sorting::by(&mut flow.blocks, |a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
    let keys: BTreeSet<&str> = sorting::set_of(flow.blocks.iter().map(|it| it.key.as_str()));
    let is_whole = |it: &Line| keys.contains(it.from.as_str()) && keys.contains(it.to.as_str());
    for line in flow.lines.iter().filter(|it| !is_whole(it)) {
        report.left_out(Phrase::flow_not_in_file(), line.at.clone());
    }
    flow.lines.retain(is_whole);
    sorting::by(&mut flow.lines, Ord::cmp);
    let kinds: BTreeMap<&str, Kind> = sorting::map_of(flow.blocks.iter().map(|it| (it.key.as_str(), it.kind)));
    let kind = |key: &str| kinds.get(key).copied();
    let is_idle = |a: Option<Kind>, b: Option<Kind>| {
        a == Some(Kind::Thing) && b.is_some_and(|it| it.is_place() || it == Kind::Thing)
    };
    for line in &flow.lines {
        let (from, to) = (kind(&line.from), kind(&line.to));
        if is_idle(from, to) || is_idle(to, from) {
            report.left_out(Phrase::flow_idle_lines(), line.at.clone());
        }
    }
    flow.lines.dedup_by(|a, b| (&a.from, &a.to, a.holds) == (&b.from, &b.to, b.holds));
}
