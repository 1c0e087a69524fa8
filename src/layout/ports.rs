//! Where lines meet cards: spread along the sides, but level with the other end where possible.
//!
//! If all lines met a card in the middle of its side, five lines would arrive as one. If they were
//! only spread evenly, none would be straight. So each line says at which height it would be
//! straight (its wish), wishes are kept as far as the distance between ports allows, those between
//! two cards first, and the others are spread between. A card with wishes at −10 and nothing at two
//! more ports below it gets −10, 2 and 14.
//!
//! The ports of a side are ordered by where their lines go, so that lines of one card do not cross.

use super::lattice::{Beside, Lattice};
use super::model::Model;
use super::spacing::{BESIDE_TAG, LANE, LINE_GAP, PORT_INSET, PORT_WISH, TITLE_GROWS};
use super::stacking::Heights;
use crate::sorting;

/// Ports are never closer than this; beyond, they share a place.
const TIGHT: i64 = 6;

/// How a link within a column is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Within {
    /// Straight up or down, so far right of the column's middle.
    Upright(f64),
    /// Around on the right side, between two ports given as offsets from the cards' middles.
    Bulge(i64, i64),
}

/// All ports, as offsets from the middles of the items.
pub struct Ports {
    /// For each hop of each gap, at its left and at its right item.
    pub hops: Vec<Vec<(i64, i64)>>,
    /// For each link within each column.
    pub beside: Vec<Vec<Within>>,
}

/// One end of a link at a side of a card.
struct Port {
    /// Sorts the ports of a side from top to bottom so that their lines need not cross.
    rank: (u8, i64, usize),
    /// The offset at which the line would be straight, if that is on this side of the card.
    wish: Option<i64>,
    /// Wishes between two cards come first: a line can still move, a card cannot.
    is_firm: bool,
    /// Gap or column, index in it, and which of the two ends.
    owner: (bool, usize, usize, bool),
}

/// Finds all ports for cards that have been placed.
pub fn spread(model: &Model, lattice: &Lattice, heights: &Heights) -> Ports {
    let places = lattice.places();
    let mut ports = Ports {
        hops: lattice.hops.iter().map(|hops| vec![(0, 0); hops.len()]).collect(),
        beside: (0..lattice.beside.len()).map(|column| uprights(model, lattice, column, &places)).collect(),
    };
    let n_cards = model.cards.len();
    let (mut lefts, mut rights): (Vec<Vec<Port>>, Vec<Vec<Port>>) =
        (0..n_cards).map(|_| (Vec::new(), Vec::new())).unzip();
    for (gap, hops) in lattice.hops.iter().enumerate() {
        for ((at, hop), (nth, n_same)) in
            hops.iter().enumerate().zip(bundles(hops.len(), |at| (hops[at].left, hops[at].right)))
        {
            let level = level_of(lattice, heights, hop.left, hop.right)
                .map(|level| level + (2 * nth + 1 - n_same) * LANE as i64 / 2);
            for (item, other, is_right_end) in [(hop.left, hop.right, false), (hop.right, hop.left, true)] {
                if lattice.items[item].is_card {
                    let side = if is_right_end { &mut lefts } else { &mut rights };
                    side[item].push(Port {
                        rank: (1, places[other].cast_signed() as i64, hop.link),
                        wish: level.map(|level| level - heights.middle[item]),
                        is_firm: lattice.items[other].is_card,
                        owner: (true, gap, at, is_right_end),
                    });
                }
            }
        }
    }
    for (column, besides) in lattice.beside.iter().enumerate() {
        for (at, pair) in besides.iter().enumerate() {
            if matches!(ports.beside[column][at], Within::Bulge(..)) {
                bulge_ports(&places, pair, (column, at), &mut rights);
            }
        }
    }
    for side in [lefts, rights] {
        for (card, mut side) in side.into_iter().enumerate() {
            sorting::by_key(&mut side, |port| port.rank);
            let room = (model.cards[card].half as f64 - PORT_INSET).max(0.0) as i64;
            for (port, offset) in side.iter().zip(offsets(&side, room)) {
                ports.set(port.owner, offset);
            }
        }
    }
    ports
}

/// For each of so many links how many with the same ends stand before it, and how many there are.
fn bundles(n: usize, ends: impl Fn(usize) -> (usize, usize)) -> Vec<(i64, i64)> {
    let mut order: Vec<usize> = (0..n).collect();
    sorting::by_key(&mut order, |at| ends(*at));
    let mut bundles = vec![(0, 0); n];
    for same in order.chunk_by(|a, b| ends(*a) == ends(*b)) {
        for (nth, at) in (0..).zip(same) {
            bundles[*at] = (nth, same.len().cast_signed() as i64);
        }
    }
    bundles
}

impl Ports {
    fn set(&mut self, (is_hop, at, idx, is_second): (bool, usize, usize, bool), offset: i64) {
        let pair = if is_hop {
            &mut self.hops[at][idx]
        } else if let Within::Bulge(first, second) = &mut self.beside[at][idx] {
            *(if is_second { second } else { first }) = offset;
            return;
        } else {
            return;
        };
        *(if is_second { &mut pair.1 } else { &mut pair.0 }) = offset;
    }
}

/// The height at which a line between two items would be straight, if both reach it.
fn level_of(lattice: &Lattice, heights: &Heights, a: usize, b: usize) -> Option<i64> {
    let span = |item: usize| {
        let room = (lattice.items[item].half - PORT_INSET as i64).max(0);
        let middle = heights.middle[item];
        (middle - room, middle + room)
    };
    let ((a_low, a_high), (b_low, b_high)) = (span(a), span(b));
    let (low, high) = (a_low.max(b_low), a_high.min(b_high));
    let between = i64::midpoint(heights.middle[a], heights.middle[b]);
    (low <= high).then(|| between.clamp(low, high))
}

/// Bulges leave towards their other end: upwards above all other ports, downwards below them;
/// the nearer the other end, the further inside, so that the bulges of one card lie in each other
/// like brackets. A loop, from a card to itself, comes last.
fn bulge_ports(places: &[usize], pair: &Beside, (column, at): (usize, usize), rights: &mut [Vec<Port>]) {
    for (item, other, is_second) in [(pair.from, pair.to, false), (pair.to, pair.from, true)] {
        let far = places[other].cast_signed() as i64 - places[item].cast_signed() as i64;
        let rank = match far {
            ..0 => (0, -far, pair.link),
            0 => (3, i64::from(is_second), pair.link),
            1.. => (2, -far, usize::MAX - pair.link),
        };
        rights[item].push(Port { rank, wish: None, is_firm: false, owner: (false, column, at, is_second) });
    }
}

/// Offsets for the ports of one side, from top to bottom, within `room` above and below.
fn offsets(side: &[Port], room: i64) -> Vec<i64> {
    let n = side.len().cast_signed() as i64;
    let fits = |kept: &[(i64, i64)], gap: i64| {
        let all = [&[(-1, -room - gap)], kept, &[(n, room + gap)]].concat();
        all.windows(2).all(|w| w[1].1 - w[0].1 >= (w[1].0 - w[0].0) * gap)
    };
    let wishes = |is_firm: bool| -> Vec<(i64, i64)> {
        (0..)
            .zip(side)
            .filter(move |(_, port)| port.is_firm == is_firm)
            .filter_map(|(at, port): (i64, &Port)| Some((at, port.wish?)))
            .collect()
    };
    // Where it gets tight, ports move closer before they share a place.
    let fitting = [LINE_GAP, LANE as i64, TIGHT].into_iter().find(|gap| (n - 1) * gap <= 2 * room);
    let Some(gap) = fitting else {
        return shared_offsets(n, room);
    };
    let mut kept: Vec<(i64, i64)> = Vec::new();
    for (least, wishes) in [(TIGHT, wishes(true)), (gap, wishes(false))] {
        for wish in wishes {
            let at = kept.partition_point(|it| *it < wish);
            kept.insert(at, wish);
            if !fits(&kept, least) {
                kept.remove(at);
            }
        }
    }
    kept.insert(0, (-1, -room - gap));
    kept.push((n, room + gap));
    let mut offsets = Vec::new();
    for pair in kept.windows(2) {
        let ((before, low), (after, high)) = (pair[0], pair[1]);
        offsets.extend(between((before >= 0).then_some(low), (after < n).then_some(high), room, after - before - 1));
        if after < n {
            offsets.push(high);
        }
    }
    offsets
}

/// `n` offsets between two that have their wish, or the end of the side: around the middle of
/// the card as far as possible.
fn between(low: Option<i64>, high: Option<i64>, room: i64, n: i64) -> impl Iterator<Item = i64> {
    let (from, to) = (low.unwrap_or(-room), high.unwrap_or(room));
    let n_gaps = n - 1 + i64::from(low.is_some()) + i64::from(high.is_some());
    let gap = ((to - from) / n_gaps.max(1)).min(PORT_WISH as i64);
    let first = from + if low.is_some() { gap } else { 0 };
    let last = to - if high.is_some() { gap } else { 0 } - (n - 1) * gap;
    let start = (-(n - 1) * gap / 2).min(last).max(first);
    (0..n).map(move |at| start + at * gap)
}

/// Offsets for more lines than fit: neighbors share a port and part on their way, which reads
/// better than a band of lines without space between.
fn shared_offsets(n_lines: i64, room: i64) -> Vec<i64> {
    let n_gaps = 2 * room / LANE as i64;
    let offset = |port: i64| if n_gaps > 0 { 2 * room * port / n_gaps - room } else { 0 };
    (0..n_lines).map(|line| offset(line * (n_gaps + 1) / n_lines)).collect()
}

/// Which links of a column can be drawn straight up and down, and where.
fn uprights(model: &Model, lattice: &Lattice, column: usize, places: &[usize]) -> Vec<Within> {
    let besides = &lattice.beside[column];
    let mut drawn = vec![Within::Bulge(0, 0); besides.len()];
    if besides.is_empty() {
        return drawn;
    }
    let column_width = column_width(model, lattice, column);
    let stack = Stack::of(lattice, column);
    let ends = |at: usize| {
        let Beside { from, to, .. } = besides[at];
        if places[from] < places[to] { (from, to) } else { (to, from) }
    };
    for (at, (nth, n_same)) in bundles(besides.len(), ends).into_iter().enumerate() {
        let (upper, lower) = ends(at);
        let Some(least) = stack.free_from(model, lattice, column_width, (places[upper], places[lower])) else {
            continue;
        };
        let spread = (n_same - 1) as f64 * 14.0;
        let most = model.cards[upper].width.min(model.cards[lower].width) / 2.0 - 12.0;
        // clear of what hangs at the lower rim of the card above: there the number would have no room, nor the head be seen
        let half = model.cards[upper].width / 2.0;
        let [left, right] = model.cards[upper].tags.map(|it| if it > 0.0 { it + BESIDE_TAG - half } else { f64::MIN });
        let first = (-spread / 2.0).min(-right - spread).max(least).max(left);
        let offset = first + nth as f64 * 14.0;
        if first >= -most && offset <= most {
            drawn[at] = Within::Upright(offset);
        }
    }
    drawn
}

/// The width of the column: its widest card.
pub fn column_width(model: &Model, lattice: &Lattice, column: usize) -> f64 {
    let cards = lattice.stack(column).filter_map(|item| model.cards.get(item));
    cards.fold(0.0, |width: f64, card| width.max(card.width))
}

/// A column from top to bottom.
struct Stack {
    column: usize,
    /// Each item, and the place of its block.
    items: Vec<(usize, usize)>,
}

impl Stack {
    fn of(lattice: &Lattice, column: usize) -> Self {
        let blocks = lattice.columns[column].iter().enumerate();
        let items = blocks.flat_map(|(at, block)| block.items.iter().map(move |item| (*item, at)));
        Self { column, items: items.collect() }
    }

    /// The leftmost offset from the column's middle at which nothing but lines lies between the two
    /// cards at these places; none if a card or another region does.
    fn free_from(&self, model: &Model, lattice: &Lattice, width: f64, (upper, lower): (usize, usize)) -> Option<f64> {
        let between = self.items.get(upper + 1..lower)?;
        if between.iter().any(|(item, _)| lattice.items[*item].is_card) {
            return None;
        }
        let blocks = (self.items[upper].1 + 1)..=self.items[lower].1;
        let mut least = f64::NEG_INFINITY;
        for block in blocks.clone() {
            if let Some(zone) = lattice.columns[self.column][block].zone {
                // Down into another region: beside its title.
                if block != *blocks.end() || lattice.spans[zone].0 != self.column {
                    return None;
                }
                least = model.zones[zone].label_width * TITLE_GROWS + 8.0 - width / 2.0;
            }
        }
        Some(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(wishes: &[Option<i64>]) -> Vec<Port> {
        let port = |(at, wish): (usize, &Option<i64>)| Port {
            rank: (1, 0, at),
            wish: *wish,
            is_firm: true,
            owner: (true, 0, at, false),
        };
        wishes.iter().enumerate().map(port).collect()
    }

    #[test]
    fn one_port_is_in_the_middle() {
        assert_eq!(offsets(&side(&[None]), 20), [0]);
    }

    #[test]
    fn a_straight_line_keeps_the_middle_and_the_others_make_room() {
        assert_eq!(offsets(&side(&[Some(0), None, None]), 20), [0, 10, 20]);
    }

    #[test]
    fn too_many_lines_share_ports() {
        let offsets = offsets(&side(&[None; 20]), 20);
        assert!(offsets.is_sorted() && offsets[0] == -20 && offsets[19] == 20);
        assert!(offsets.windows(2).all(|pair| pair[0] == pair[1] || pair[1] - pair[0] >= 8));
    }
}
