//! The request as the passes want it: sorted, sizes within reason, ids resolved to indices.
//!
//! Sorting here makes the picture independent of the order of the input: an editor that writes
//! hosts in another order must not move a card. Everything after this pass breaks ties by index,
//! and indices follow ids. So two hosts "a" and "b" that could stand either way always stand in
//! this order, in every file and on every machine.

use crate::sorting::{self, Table};

use super::request::{Request, Side, Size};

/// A card.
pub struct Card {
    pub id: String,
    pub zone: Option<usize>,
    pub width: f64,
    pub height: f64,
    /// Half the height, rounded up to whole units: what placement works with.
    pub half: i64,
    pub side: Side,
    pub tags: [f64; 2],
}

/// A region with at least one card.
pub struct Region {
    pub id: String,
    pub label_width: f64,
    pub cards: Vec<usize>,
}

/// A pivot or a tie between two cards.
pub struct Link {
    /// The id of the pivot; none for a tie.
    pub id: Option<String>,
    pub from: usize,
    pub to: usize,
    pub label: Option<Size>,
    /// How much of the label's width is a tag before its number.
    pub tag: f64,
}

impl Link {
    /// Whether it only says "perhaps the same machine".
    pub fn is_tie(&self) -> bool {
        self.id.is_none()
    }
}

/// The request with everything resolved: no id that leads nowhere, no size that is not a number.
pub struct Model {
    pub cards: Vec<Card>,
    pub zones: Vec<Region>,
    /// Pivots by id, then ties.
    pub links: Vec<Link>,
}

impl Model {
    /// Reads a request; what cannot be drawn (dangling ends, empty zones) is gone afterwards.
    pub fn of(request: &Request) -> Self {
        let (cards, zones) = cards_and_zones(request);
        let index: Table<usize> = cards.iter().enumerate().map(|(i, c)| (&*c.id, i)).collect();
        let find = |id: &String| index.get(id).copied();
        let mut links: Vec<Link> = request
            .edges
            .iter()
            .filter_map(|edge| {
                Some(Link {
                    id: Some(edge.id.clone()),
                    from: find(&edge.from)?,
                    to: find(&edge.to)?,
                    label: edge.label.map(|size| Size { width: sane(size.width), height: sane(size.height) }),
                    tag: if edge.tag > 0.0 { sane(edge.tag) } else { 0.0 },
                })
            })
            .collect();
        let area = |link: &Link| link.label.map_or(0.0, |l| l.width * 5000.0 + l.height);
        sorting::by(&mut links, |a, b| {
            (&a.id, a.from, a.to).cmp(&(&b.id, b.from, b.to)).then(area(a).total_cmp(&area(b)))
        });
        let mut ties: Vec<(usize, usize)> = request
            .ties
            .iter()
            .filter_map(|(a, b)| Some((find(a)?, find(b)?)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        sorting::by_key(&mut ties, |it| *it);
        ties.dedup();
        links.extend(ties.into_iter().map(|(from, to)| Link { id: None, from, to, label: None, tag: 0.0 }));
        Self { cards, zones, links }
    }

    /// The pivots between two different cards.
    pub fn pivots(&self) -> impl Iterator<Item = &Link> {
        let is_pivot = |link: &&Link| !link.is_tie() && link.from != link.to;
        self.links.iter().filter(is_pivot)
    }
}

/// Cards sorted by id, each id once, and the zones they stand in, sorted by id, each id once.
fn cards_and_zones(request: &Request) -> (Vec<Card>, Vec<Region>) {
    let mut widths: Table<f64> = Table::default();
    for zone in &request.zones {
        let known = widths.entry(&zone.id);
        *known = known.max(sane(zone.label_width));
    }
    let mut nodes: Vec<_> = request.nodes.iter().collect();
    sorting::by(&mut nodes, |a, b| {
        (&a.id, &a.zone, a.side)
            .cmp(&(&b.id, &b.zone, b.side))
            .then(a.width.total_cmp(&b.width))
            .then(a.height.total_cmp(&b.height))
    });
    nodes.dedup_by(|a, b| a.id == b.id);
    let inhabited = sorting::set_of(nodes.iter().filter_map(|it| it.zone.clone()));
    let zones = widths.iter().filter(|(id, _)| inhabited.contains(*id));
    let region = |(id, width): (&str, &f64)| Region { id: id.to_owned(), label_width: *width, cards: Vec::new() };
    let mut zones: Vec<Region> = zones.map(region).collect();
    let place: Table<usize> = zones.iter().enumerate().map(|(i, it)| (&*it.id, i)).collect();
    let cards: Vec<Card> = nodes
        .into_iter()
        .map(|node| Card {
            id: node.id.clone(),
            zone: node.zone.as_deref().and_then(|id| place.get(id)).copied(),
            width: sane(node.width),
            height: sane(node.height),
            half: (sane(node.height) / 2.0).ceil() as i64,
            side: node.side,
            tags: node.tags.map(|it| if it > 0.0 { sane(it) } else { 0.0 }),
        })
        .collect();
    for (at, card) in cards.iter().enumerate() {
        if let Some(zone) = card.zone {
            zones[zone].cards.push(at);
        }
    }
    (cards, zones)
}

/// Sizes come from text measurement and files; beyond this they are mistakes.
fn sane(size: f64) -> f64 {
    if size.is_finite() { size.clamp(1.0, 2000.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::super::request::{Edge, Node, Zone};
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_gone() {
        let node = |id: &str, zone: Option<&str>| Node {
            id: id.into(),
            zone: zone.map(Into::into),
            width: f64::NAN,
            height: -3.0,
            side: Side::Inside,
            tags: [0.0; 2],
        };
        let model = Model::of(&Request {
            zones: vec![
                Zone { id: "empty".into(), label_width: 9.0 },
                Zone { id: "full".into(), label_width: f64::INFINITY },
            ],
            nodes: vec![node("b", Some("full")), node("a", Some("nowhere")), node("b", None)],
            edges: vec![Edge { id: "dangling".into(), from: "a".into(), to: "c".into(), ..Edge::default() }],
            ties: vec![("b".into(), "a".into()), ("a".into(), "b".into()), ("a".into(), "a".into())],
        });
        let ids: Vec<&str> = model.cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
        assert!(model.cards.iter().all(|c| c.half == 1 && c.width >= 1.0));
        assert!(model.zones.len() <= 1);
        assert_eq!(model.links.len(), 1, "one tie, no dangling pivot");
    }
}
