//! A flow as all its serializations mean it: blocks and the lines between them, cleaned of what cannot be drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::foreign::make::{self, Words};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// A flow, its blocks in the order of their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// `incident`, `campaign`, `attack-tree` … as the file says it.
    pub scope: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day on which it was written or last changed, `YYYY-MM-DD`.
    pub written: Option<String>,
    /// How far it may be shared.
    pub marking: Option<Marking>,
    /// What it is drawn from.
    pub references: Vec<Reference>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Lines between blocks.
    pub lines: Vec<Line>,
}

/// Something that the flow is drawn from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reference {
    /// Who published it, or its title.
    pub name: String,
    /// What it is.
    pub about: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// Where it stands in the file.
    pub at: String,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something that the intruder does.
    Action,
    /// Something of the victim's that an action touches.
    Asset,
    /// A system, the victim's or the intruder's.
    Infrastructure,
    /// An address of the network.
    Address,
    /// What must hold for the flow to go on.
    Condition,
    /// All of the lines into it.
    And,
    /// One of the lines into it.
    Or,
    /// A person or an organization.
    Party,
    /// The intruder.
    Actor,
    /// A campaign.
    Campaign,
    /// Words of the author about another block.
    Note,
    /// Anything else: malware, tools, files, accounts.
    Thing,
}

impl Kind {
    /// The kind of a STIX object type, however a tool spells it.
    pub fn of(word: &str) -> Self {
        match word.replace('_', "-").to_lowercase().as_str() {
            "action" | "attack-action" => Self::Action,
            "asset" | "attack-asset" => Self::Asset,
            "condition" | "attack-condition" => Self::Condition,
            "and" | "and-operator" => Self::And,
            "or" | "or-operator" => Self::Or,
            "infrastructure" => Self::Infrastructure,
            "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "mac-addr" => Self::Address,
            "identity" => Self::Party,
            "threat-actor" | "intrusion-set" => Self::Actor,
            "campaign" => Self::Campaign,
            "note" | "opinion" => Self::Note,
            _ => Self::Thing,
        }
    }

    /// Whether the story passes through it as a step of its own.
    pub fn is_step(self) -> bool {
        matches!(self, Self::Action | Self::Condition | Self::And | Self::Or)
    }

    /// Whether it can be a place on the map that an action touches.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Asset | Self::Infrastructure | Self::Address | Self::Party)
    }
}

/// A block of a flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// By what lines name it.
    pub key: String,
    /// Where it stands in the file.
    pub at: String,
    /// What it is.
    pub kind: Kind,
    /// The type, as STIX spells it: `malware`, `user-account`.
    pub word: String,
    /// What it is called.
    pub name: String,
    /// What is said of it.
    pub about: Option<String>,
    /// Of an asset: the state that it is said to be in.
    pub state: Option<String>,
    /// The ATT&CK technique, such as `T1078.002`.
    pub technique: Option<String>,
    /// The ATT&CK tactic, such as `TA0008`.
    pub tactic: Option<String>,
    /// How sure the author is, from 0 to 100.
    pub confidence: Option<u64>,
    /// When it began, as the file writes it.
    pub start: Option<String>,
    /// When it ended, as the file writes it.
    pub end: Option<String>,
    /// What else an actor or a campaign is called.
    pub other_names: Vec<String>,
    /// What the file calls its sort: `workstation`, `command-and-control`.
    pub types: Vec<String>,
    /// Where the author has it from.
    pub reference: Option<String>,
    /// The file says that it did not succeed.
    pub failed: bool,
    /// Of an asset: whether its state is said to be compromised; `None` where the file says nothing of its state.
    pub is_hit: Option<bool>,
    /// How far it may be shared, if the file says so of this block.
    pub marking: Option<Marking>,
}

impl Block {
    /// A block with nothing but a kind and a name.
    pub fn new(kind: Kind, key: &str, at: String, name: &str) -> Self {
        Self {
            key: key.to_owned(),
            at,
            kind,
            word: String::new(),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            about: None,
            state: None,
            technique: None,
            tactic: None,
            confidence: None,
            start: None,
            end: None,
            other_names: Vec::new(),
            types: Vec::new(),
            reference: None,
            failed: false,
            is_hit: None,
            marking: None,
        }
    }

    /// What is said of a place, as a note.
    pub fn note(&self) -> Option<Words> {
        let state = self.state.as_ref().map(|it| Phrase::flow_state(it).into());
        let is_named = |it: &&String| it.to_lowercase() != self.name.to_lowercase();
        let types: Vec<&str> = self.types.iter().filter(is_named).map(String::as_str).collect();
        let sort = (!types.is_empty()).then(|| Phrase::flow_sort(types.join(", ")).into());
        make::joined(self.about.iter().map(Words::from).chain(sort).chain(state), Phrase::import_beside)
    }
}

/// A line from a block to a block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The key of the block at its start.
    pub from: String,
    /// The key of the block at its end.
    pub to: String,
    /// From a condition: whether it is the way where the condition holds.
    pub holds: Option<bool>,
    /// Where it stands in the file.
    pub at: String,
}

/// The lines of a flow as numbers of blocks, and the order of its steps without circles.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Where the lines into each block come from.
    pub into: Vec<Vec<usize>>,
    /// Where the lines out of each block lead.
    pub out: Vec<Vec<usize>>,
    /// The steps before each step; a line that closes a circle counts for nothing.
    pub before: Vec<BTreeSet<usize>>,
    /// The steps, each after those before it.
    pub order: Vec<usize>,
    /// Pairs of steps whose order would close a circle.
    pub cut: BTreeSet<(usize, usize)>,
}

impl Graph {
    /// The graph of a flow whose lines all have both ends.
    pub fn of(flow: &Flow) -> Self {
        let index: BTreeMap<&str, usize> =
            sorting::map_of(flow.blocks.iter().enumerate().map(|(i, it)| (it.key.as_str(), i)));
        let n = flow.blocks.len();
        let mut graph = Self { into: vec![Vec::new(); n], out: vec![Vec::new(); n], ..Self::default() };
        for line in &flow.lines {
            if let (Some(from), Some(to)) = (index.get(line.from.as_str()), index.get(line.to.as_str())) {
                graph.out[*from].push(*to);
                graph.into[*to].push(*from);
            }
        }
        for ends in graph.into.iter_mut().chain(&mut graph.out) {
            sorting::by(ends, Ord::cmp);
            ends.dedup();
        }
        let is_step = |it: usize| flow.blocks[it].kind.is_step();
        // the order also runs through what lies between two steps: an action, its asset, the next action
        let passes = |it: usize| !matches!(flow.blocks[it].kind, Kind::Note | Kind::Actor | Kind::Campaign);
        let steps: Vec<usize> = (0..n).filter(|it| is_step(*it)).collect();
        let mut before = vec![BTreeSet::new(); n];
        for &step in &steps {
            before[step] = nearest(&graph.into, step, &is_step, &passes);
            before[step].remove(&step);
        }
        graph.cut = closing(&before, &steps);
        for (step, earlier) in &graph.cut {
            before[*step].remove(earlier);
        }
        graph.order = sorted(&before, &steps);
        graph.before = before;
        graph
    }
}

/// The nearest blocks of one sort, walking along `ways` over what may be passed.
pub fn nearest(
    ways: &[Vec<usize>],
    from: usize,
    is_wanted: &dyn Fn(usize) -> bool,
    passes: &dyn Fn(usize) -> bool,
) -> BTreeSet<usize> {
    let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), ways[from].clone());
    while let Some(at) = open.pop() {
        if is_wanted(at) {
            found.insert(at);
        } else if passes(at) && seen.insert(at) {
            open.extend(&ways[at]);
        }
    }
    found
}

/// The pairs that close a circle: depth first along the flow, from the steps that nothing comes before.
///
/// Published flows have circles ("repeat until a domain controller is found": the last step leads back to the first).
/// An order must have none. Walking from the beginning, the line that leads back is the one that gives way; walking
/// from anywhere else, it would be one in the middle, and the story would begin there.
fn closing(before: &[BTreeSet<usize>], steps: &[usize]) -> BTreeSet<(usize, usize)> {
    let mut after = vec![Vec::new(); before.len()];
    for &step in steps {
        for &earlier in &before[step] {
            after[earlier].push(step);
        }
    }
    let (mut open, mut done, mut cut) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let roots = steps.iter().filter(|it| before[**it].is_empty()).chain(steps);
    for &root in roots {
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 && (done.contains(&at) || !open.insert(at)) {
                continue;
            }
            let Some(&to) = after[at].get(next) else {
                open.remove(&at);
                done.insert(at);
                continue;
            };
            stack.push((at, next + 1));
            if open.contains(&to) {
                cut.insert((to, at));
            } else if !done.contains(&to) {
                stack.push((to, 0));
            }
        }
    }
    cut
}

/// The steps, each after those before it; what could come next comes in the order of the blocks.
fn sorted(before: &[BTreeSet<usize>], steps: &[usize]) -> Vec<usize> {
    let mut left: BTreeMap<usize, usize> = sorting::map_of(steps.iter().map(|it| (*it, before[*it].len())));
    let mut after = vec![Vec::new(); before.len()];
    for &step in steps {
        for &earlier in &before[step] {
            after[earlier].push(step);
        }
    }
    // Keep to one branch while it goes on: the newest that became possible comes first. Where a flow forks into "steal
    // credentials" and "take data out", one is told to its end before the other begins, and not both in turns.
    let mut ready: Vec<usize> = steps.iter().rev().filter(|it| before[**it].is_empty()).copied().collect();
    let mut order = Vec::new();
    while let Some(at) = ready.pop() {
        order.push(at);
        for &next in after[at].iter().rev() {
            let open = left.entry(next).or_default();
            *open -= 1;
            if *open == 0 {
                ready.push(next);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(kinds: &[Kind], lines: &[(usize, usize)]) -> Graph {
        let blocks = kinds.iter().enumerate().map(|(i, kind)| Block::new(*kind, &i.to_string(), String::new(), ""));
        let line = |(from, to): &(usize, usize)| Line {
            from: from.to_string(),
            to: to.to_string(),
            holds: None,
            at: String::new(),
        };
        Graph::of(&Flow { blocks: blocks.collect(), lines: lines.iter().map(line).collect(), ..Flow::default() })
    }

    #[test]
    fn the_order_runs_through_assets_and_a_circle_is_cut_where_it_closes() {
        use Kind::{Action, Asset};
        let through = graph(&[Action, Asset, Action], &[(0, 1), (1, 2)]);
        assert_eq!(through.before[2], BTreeSet::from([0]));
        let circle = graph(&[Action, Action, Action], &[(0, 1), (1, 2), (2, 1)]);
        assert_eq!(circle.order, [0, 1, 2]);
        assert_eq!(circle.cut, BTreeSet::from([(1, 2)]));
        let pure = graph(&[Action, Action], &[(0, 1), (1, 0)]);
        assert_eq!((pure.order.len(), pure.cut.len()), (2, 1));
    }

    #[test]
    fn a_note_is_no_way() {
        use Kind::{Action, Note};
        assert!(graph(&[Action, Note, Action], &[(0, 1), (1, 2)]).before[2].is_empty());
    }
}
