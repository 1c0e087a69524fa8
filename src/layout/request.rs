//! What the layout is asked: everything geometry depends on, and nothing else.
//!
//! No date, color or selection, so that nothing but a new incident can move a node.

/// A map to be laid out. The order of the lists does not matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// The regions.
    pub zones: Vec<Zone>,
    /// The cards.
    pub nodes: Vec<Node>,
    /// The pivots; those with an unknown end are ignored.
    pub edges: Vec<Edge>,
    /// Pairs of nodes that are perhaps one machine: kept close, ideally one above the other.
    pub ties: Vec<(String, String)>,
}

/// A region that holds nodes; without nodes it is left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Zone {
    /// Unique among the zones.
    pub id: String,
    /// Width of the region's title in map units.
    pub label_width: f64,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// Unique among the nodes.
    pub id: String,
    /// The zone it stands in; none, or one that is not listed, means outside all regions.
    pub zone: Option<String>,
    /// Width of the card in map units.
    pub width: f64,
    /// Height of the card in map units.
    pub height: f64,
    /// Which end of the map it belongs to.
    pub side: Side,
    /// How far the tags at its lower rim reach in from the left and from the right; 0 where there is none.
    pub tags: [f64; 2],
}

/// Which end of the map a node belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Side {
    /// The intruder's outside: leftmost.
    Source,
    /// Somewhere on the way.
    #[default]
    Inside,
    /// Where data goes out: rightmost.
    Sink,
}

/// A pivot from one node to another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edge {
    /// Unique among the edges.
    pub id: String,
    /// Id of the node it leaves.
    pub from: String,
    /// Id of the node it enters; may be the same node.
    pub to: String,
    /// Space its label needs, if it has one.
    pub label: Option<Size>,
    /// How much of the label's width is a tag before its number.
    pub tag: f64,
}

/// A width and a height in map units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Extent to the right.
    pub width: f64,
    /// Extent down.
    pub height: f64,
}
