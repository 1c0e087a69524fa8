//! What the layout answers: boxes and paths in map space, each list sorted by id.

use super::cells::Cells;
use super::geometry::{Path, Point, Rect};

/// Where everything goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Around all that follows, with a margin; its top left corner is the origin.
    pub bounds: Rect,
    /// The regions that hold at least one node.
    pub zones: Vec<ZoneBox>,
    /// The cards, one for each node.
    pub nodes: Vec<NodeBox>,
    /// The pivots whose two ends exist.
    pub edges: Vec<EdgePath>,
    /// The connectors between perhaps identical nodes whose two ends exist.
    pub ties: Vec<TiePath>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ZoneBox {
    /// The id from the request.
    pub id: String,
    /// The whole region, title strip included.
    pub rect: Rect,
    /// The strip for the title, at the top inside the region.
    pub title: Rect,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeBox {
    /// The id from the request.
    pub id: String,
    /// The card.
    pub rect: Rect,
}

/// The way of a pivot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EdgePath {
    /// The id from the request.
    pub id: String,
    /// From the edge of one card to the edge of the other.
    pub path: Path,
    /// Where the arrow head's tip touches the card.
    pub tip: Point,
    /// Unit vector along which the arrow head points.
    pub tip_direction: Point,
    /// Room for the label that covers no card, no zone title and no other label; its number at the right end.
    pub label: Option<Rect>,
}

/// The short connector between two nodes that are perhaps one machine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TiePath {
    /// The smaller of the two ids.
    pub first: String,
    /// The larger of the two ids.
    pub second: String,
    /// From the edge of one card to the edge of the other.
    pub path: Path,
}

impl Layout {
    /// The card of a node.
    pub fn node(&self, id: &str) -> Option<&NodeBox> {
        find(&self.nodes, id, |node| &node.id)
    }

    /// The region of a zone, if the zone holds a node.
    pub fn zone(&self, id: &str) -> Option<&ZoneBox> {
        find(&self.zones, id, |zone| &zone.id)
    }

    /// The regions in which one of these nodes stands, wherever it belongs.
    pub fn zones_around<'a>(&self, nodes: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &ZoneBox> {
        let mut cells = Cells::within(self.bounds);
        self.zones.iter().enumerate().for_each(|(at, zone)| cells.add(zone.rect, at));
        let mut is_around = vec![false; self.zones.len()];
        let mut is_seen = vec![false; self.nodes.len()];
        for at in nodes.filter_map(|id| place(&self.nodes, id, |node| &node.id)) {
            if std::mem::replace(&mut is_seen[at], true) {
                continue; // many hosts can share a card
            }
            let rect = &self.nodes[at].rect;
            let found = cells.overlapping(rect).filter(|at| self.zones[*at].rect.contains(rect));
            found.for_each(|at| is_around[at] = true);
        }
        self.zones.iter().zip(is_around).filter_map(|(zone, is_around)| is_around.then_some(zone))
    }

    /// The way of a pivot, if both its ends exist.
    pub fn edge(&self, id: &str) -> Option<&EdgePath> {
        find(&self.edges, id, |edge| &edge.id)
    }

    /// Where the way of a pivot stands in the list.
    pub fn place_of_edge(&self, id: &str) -> Option<usize> {
        place(&self.edges, id, |edge| &edge.id)
    }
}

/// The lists are sorted by id, so halving finds the item.
fn find<'a, T>(list: &'a [T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<&'a T> {
    place(list, id, id_of).and_then(|at| list.get(at))
}

fn place<T>(list: &[T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<usize> {
    list.binary_search_by(|item| id_of(item).cmp(id)).ok()
}
