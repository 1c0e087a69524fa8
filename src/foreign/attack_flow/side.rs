//! Which places of a flow are the victim's, and which lie outside: the intruder's own machines, rented ones, addresses.

use std::collections::BTreeSet;

use super::attack::is_supply;
use super::branch::Branches;
use super::flow::{Block, Flow, Graph, Kind};
use super::words::{HELD, HOSTILE, THEIRS};
use crate::foreign::address;

/// What follows for both pictures from a flow and its graph.
pub struct Sides {
    /// The places outside, as numbers of blocks.
    pub outside: BTreeSet<usize>,
    /// What hangs on conditions.
    pub branches: Branches,
}

impl Sides {
    /// Of a flow.
    pub fn of(flow: &Flow, graph: &Graph) -> Self {
        Self { outside: outside(flow, graph), branches: Branches::of(flow, graph) }
    }
}

/// The places outside, as numbers of blocks.
fn outside(flow: &Flow, graph: &Graph) -> BTreeSet<usize> {
    (0..flow.blocks.len()).filter(|it| is_outside(flow, graph, *it)).collect()
}

fn is_outside(flow: &Flow, graph: &Graph, index: usize) -> bool {
    let block = &flow.blocks[index];
    let is_ours = || block.is_hit == Some(true) || !matches!(block.kind, Kind::Asset | Kind::Infrastructure);
    match block.kind {
        Kind::Address => !address::is_inside(&block.name),
        _ if is_ours() => false,
        _ => is_hostile(block) || is_called_theirs(block) || is_supplied(flow, graph, index),
    }
}

fn is_hostile(block: &Block) -> bool {
    block.types.iter().any(|it| HOSTILE.contains(&it.to_lowercase().replace([' ', '_'], "-").as_str()))
}

/// By its name or, more carefully, by its description: "the server that the attacker used" may be the victim's.
fn is_called_theirs(block: &Block) -> bool {
    let name = block.name.to_lowercase();
    let about = block.about.as_deref().unwrap_or_default().to_lowercase();
    let is_word = |it: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == it);
    let is_taken = name.contains("compromis") || name.contains("victim");
    !is_taken && (THEIRS.iter().any(|it| name.contains(it)) || is_word("c2"))
        || HELD.iter().any(|it| about.contains(it))
}

/// Whether all that touches it makes or gets means for the attack: what is rented is not broken into.
fn is_supplied(flow: &Flow, graph: &Graph, index: usize) -> bool {
    let ends = graph.into[index].iter().chain(&graph.out[index]).map(|it| &flow.blocks[*it]);
    let mut actions = ends.filter(|it| it.kind == Kind::Action).peekable();
    actions.peek().is_some() && actions.all(is_supply)
}
