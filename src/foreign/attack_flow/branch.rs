//! What hangs on the conditions of a flow: on which branch a step lies, and which asset a condition calls compromised.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Flow, Graph, Kind};
use super::words::{DENIALS, HIT};
use crate::sorting;

/// What follows from the conditions of a flow, by numbers of blocks.
#[derive(Debug, Clone, Default)]
pub struct Branches {
    /// The conditions that must not hold for a block.
    pub unless: BTreeMap<usize, Vec<usize>>,
    /// Blocks on one of two branches: the flow does not say which one was gone.
    pub open: BTreeSet<usize>,
    /// The assets that a condition says to be compromised.
    pub hit: BTreeMap<usize, BTreeSet<usize>>,
}

/// A line that leaves a condition: its end, and whether it is the way where the condition holds.
type Way = (usize, bool);

impl Branches {
    /// Of a flow and its graph.
    pub fn of(flow: &Flow, graph: &Graph) -> Self {
        let index: BTreeMap<&str, usize> =
            sorting::map_of(flow.blocks.iter().enumerate().map(|(i, it)| (it.key.as_str(), i)));
        let mut ways: BTreeMap<usize, Vec<Way>> = BTreeMap::new();
        for line in &flow.lines {
            if let (Some(from), Some(to), Some(holds)) =
                (index.get(line.from.as_str()), index.get(line.to.as_str()), line.holds)
            {
                ways.entry(*from).or_default().push((*to, holds));
            }
        }
        let mut branches = Self::default();
        for (condition, ways) in &ways {
            branches.follow(flow, graph, *condition, ways);
        }
        for condition in (0..flow.blocks.len()).filter(|it| flow.blocks[*it].kind == Kind::Condition) {
            let is_refuted = ways.get(&condition).is_some_and(|it| it.iter().all(|(_, holds)| !holds));
            let hit = if is_refuted { BTreeSet::new() } else { compromised(flow, graph, condition) };
            if !hit.is_empty() {
                branches.hit.insert(condition, hit);
            }
        }
        branches
    }

    /// A step lies on a branch if no other way leads to it: one that follows in both cases hangs on nothing.
    fn follow(&mut self, flow: &Flow, graph: &Graph, condition: usize, ways: &[Way]) {
        let of =
            |holds: bool| -> BTreeSet<usize> { sorting::set_of(ways.iter().filter(|it| it.1 == holds).map(|it| it.0)) };
        let (yes, no) = (of(true), of(false));
        let without_no = reached(flow, graph, condition, &no);
        for block in no.iter().filter(|it| !without_no.contains(it)) {
            self.unless.entry(*block).or_default().push(condition);
        }
        if yes.is_empty() || no.is_empty() {
            return;
        }
        let without_yes = reached(flow, graph, condition, &yes);
        let steps = (0..flow.blocks.len()).filter(|it| flow.blocks[*it].kind.is_step());
        self.open.extend(steps.filter(|it| !(without_no.contains(it) && without_yes.contains(it))));
    }
}

/// All blocks to which the flow leads, from its beginnings and the condition, without some of the lines out of it.
/// A block that joins all lines into it is not reached if one of them is missing.
fn reached(flow: &Flow, graph: &Graph, condition: usize, without: &BTreeSet<usize>) -> BTreeSet<usize> {
    let passes = |it: usize| !matches!(flow.blocks[it].kind, Kind::Note | Kind::Actor | Kind::Campaign);
    let is_start = |it: usize| flow.blocks[it].kind.is_step() && graph.before[it].is_empty();
    let mut open: Vec<usize> = (0..flow.blocks.len()).filter(|it| is_start(*it)).collect();
    open.push(condition);
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        if passes(at) && seen.insert(at) {
            let is_cut = |it: &usize| without.contains(it) && (at == condition || flow.blocks[*it].kind == Kind::And);
            open.extend(graph.out[at].iter().filter(|it| !is_cut(it)));
        }
    }
    seen
}

/// The assets that a condition says to be compromised: those that it names, or else those that it is tied to.
fn compromised(flow: &Flow, graph: &Graph, condition: usize) -> BTreeSet<usize> {
    let block = &flow.blocks[condition];
    let text = format!("{} {}", block.name, block.about.as_deref().unwrap_or_default()).to_lowercase();
    if !says_compromised(&text) {
        return BTreeSet::new();
    }
    let is_asset = |it: &usize| matches!(flow.blocks[*it].kind, Kind::Asset | Kind::Infrastructure);
    let named: BTreeSet<usize> = (0..flow.blocks.len())
        .filter(|it| is_asset(it) && names(&text, &flow.blocks[*it].name.to_lowercase()))
        .collect();
    let tied = || sorting::set_of(graph.into[condition].iter().chain(&graph.out[condition]).copied().filter(is_asset));
    if named.is_empty() { tied() } else { named }
}

/// Whether words, in small letters, say that something is in the intruder's hands.
fn says_compromised(text: &str) -> bool {
    HIT.iter().any(|it| text.contains(it)) && !DENIALS.iter().any(|it| text.contains(it))
}

/// Whether a text has a name as words of their own.
fn names(text: &str, name: &str) -> bool {
    const SHORTEST: usize = 2;
    let is_edge = |c: Option<char>| c.is_none_or(|it| !it.is_ascii_alphanumeric());
    let is_alone =
        |at: usize| is_edge(text[..at].chars().next_back()) && is_edge(text[at + name.len()..].chars().next());
    name.chars().count() >= SHORTEST && text.match_indices(name).any(|(at, _)| is_alone(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::attack_flow::flow::{Block, Line};

    /// Blocks by kind and name, and lines between them by number.
    fn flow(kinds: &[(Kind, &str)], lines: &[(usize, usize, Option<bool>)]) -> Flow {
        let block = |(i, (kind, name)): (usize, &(Kind, &str))| Block::new(*kind, &i.to_string(), String::new(), name);
        let line = |(from, to, holds): &(usize, usize, Option<bool>)| Line {
            from: from.to_string(),
            to: to.to_string(),
            holds: *holds,
            at: String::new(),
        };
        Flow {
            blocks: kinds.iter().enumerate().map(block).collect(),
            lines: lines.iter().map(line).collect(),
            ..Flow::default()
        }
    }

    fn branches(flow: &Flow) -> Branches {
        Branches::of(flow, &Graph::of(flow))
    }

    #[test]
    fn a_step_on_both_branches_hangs_on_nothing() {
        use Kind::{Action, Condition};
        let kinds = [(Action, "a"), (Condition, "c"), (Action, "yes"), (Action, "no"), (Action, "both")];
        let ways = [(0, 1, None), (1, 2, Some(true)), (1, 3, Some(false)), (1, 4, Some(false)), (2, 4, None)];
        let found = branches(&flow(&kinds, &ways));
        assert_eq!(found.unless.into_keys().collect::<Vec<_>>(), [3]);
        assert_eq!(found.open, BTreeSet::from([2, 3]));
    }

    #[test]
    fn one_branch_alone_leaves_nothing_open() {
        use Kind::{Action, Condition};
        let kinds = [(Action, "a"), (Condition, "c"), (Action, "no")];
        let found = branches(&flow(&kinds, &[(0, 1, None), (1, 2, Some(false))]));
        assert_eq!((found.unless.len(), found.open.len()), (1, 0));
    }

    #[test]
    fn a_condition_compromises_what_it_names() {
        use Kind::{Action, Asset, Condition};
        let hit = |words: &str| {
            let kinds = [(Action, "a"), (Condition, words), (Asset, "Mail server"), (Asset, "DC")];
            branches(&flow(&kinds, &[(0, 1, None)])).hit.remove(&1).unwrap_or_default()
        };
        assert_eq!(hit("The mail server is compromised"), BTreeSet::from([2]));
        assert_eq!(hit("DC and mail server were taken over"), BTreeSet::from([2, 3]));
        assert!(hit("The mail server is not compromised").is_empty());
        assert!(hit("The mail server answers").is_empty());
        assert!(hit("The mail server of ABCDC is up").is_empty());
    }
}
