//! Along the pivots by keyboard: from a host to its arrows, from an arrow to its ends, up and down among neighbors.

use crate::incident::{Id, Incident, Pivot};
use crate::layout::Layout;
use crate::sorting;
use crate::timeline::Snapshot;

/// Where to go from what is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Along the intruder's way.
    Next,
    /// Against it.
    Previous,
    /// To the neighbor above.
    Up,
    /// To the neighbor below.
    Down,
    /// To where it begins.
    First,
    /// To where it ends.
    Last,
}

/// What is chosen next; what is chosen now if there is nothing that way.
pub fn follow(
    incident: &Incident,
    layout: &Layout,
    snapshot: &Snapshot,
    from: Option<&str>,
    direction: Direction,
) -> Option<Id> {
    // in the order of this telling, which is the one that is seen
    let pivots: Vec<&Pivot> = snapshot.story.iter().filter_map(|it| incident.pivot(&it.id)).collect();
    let first = pivots.first().map(|it| it.from.clone()).or_else(|| Some(snapshot.hosts.first()?.id.clone()));
    let last = pivots.last().map(|it| it.to.clone()).or_else(|| first.clone());
    let Some(from) = from else { return first };
    if let Some(pivot) = pivots.iter().find(|it| it.id == from) {
        let siblings: Vec<&str> = pivots.iter().filter(|it| it.from == pivot.from).map(|it| it.id.as_str()).collect();
        return match direction {
            Direction::Next => Some(pivot.to.clone()),
            Direction::Previous => Some(pivot.from.clone()),
            Direction::Up => neighbor(&siblings, from, -1),
            Direction::Down => neighbor(&siblings, from, 1),
            Direction::First => first,
            Direction::Last => last,
        };
    }
    if snapshot.host(from).is_none() {
        return first;
    }
    let leaving = pivots.iter().find(|it| it.from == from).map(|it| it.id.clone());
    let arriving = pivots.iter().find(|it| it.to == from).map(|it| it.id.clone());
    match direction {
        Direction::Next => leaving.or_else(|| Some(from.to_owned())),
        Direction::Previous => arriving.or_else(|| Some(from.to_owned())),
        Direction::Up => neighbor(&column(layout, snapshot, from), from, -1),
        Direction::Down => neighbor(&column(layout, snapshot, from), from, 1),
        Direction::First => first,
        Direction::Last => last,
    }
}

/// The hosts that overlap `from` from left to right, from top to bottom.
fn column<'a>(layout: &'a Layout, snapshot: &Snapshot, from: &str) -> Vec<&'a str> {
    let Some(own) = layout.node(from).map(|it| it.rect) else { return Vec::new() };
    let mut hosts: Vec<_> = layout
        .nodes
        .iter()
        .filter(|it| it.rect.x < own.right() && own.x < it.rect.right() && snapshot.host(&it.id).is_some())
        .collect();
    sorting::by(&mut hosts, |a, b| a.rect.y.total_cmp(&b.rect.y));
    hosts.into_iter().map(|it| it.id.as_str()).collect()
}

fn neighbor(list: &[&str], from: &str, by: isize) -> Option<Id> {
    let at = list.iter().position(|it| *it == from)?;
    let to = at.saturating_add_signed(by).min(list.len() - 1);
    Some(list[to].to_owned())
}
