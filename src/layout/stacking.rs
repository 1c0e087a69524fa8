//! The distances that hold in every picture: what is above what, and how far apart at least.
//!
//! Each item, each edge of a region and the map's two edges are one variable; each rule of spacing
//! is one distance between two. A region whose first card is 56 high gives `top → middle of the
//! card ≥ 26 + 28`: strip for the title, then half the card. Because a region's edges are the same
//! variables in all its columns, its parts make one rectangle without a rule of its own.
//! `simplex` finds the heights.

use super::lattice::Lattice;
use super::simplex::Distance;
use super::spacing::{LINE_GAP, PAD, ROW_GAP, ZONE_GAP, ZONE_TOP, ZONE_TOP_LINE};

/// How much two cards linked within a column want to be near.
const NEAR: i64 = 3;
/// How much a region wants to be no taller than it must.
const SHORT_ZONE: i64 = 1;
/// How much the whole map wants to be no taller than it must.
const SHORT_MAP: i64 = 2;

/// Vertical positions in whole map units.
pub struct Heights {
    /// The middle of each item.
    pub middle: Vec<i64>,
    /// Upper edge of each region.
    pub top: Vec<i64>,
    /// Lower edge of each region.
    pub bottom: Vec<i64>,
    /// Lower edge of the map.
    pub floor: i64,
}

/// Names of the variables.
pub struct Names {
    n_items: usize,
    n_zones: usize,
}

impl Names {
    pub fn of(lattice: &Lattice) -> Self {
        Self { n_items: lattice.items.len(), n_zones: lattice.spans.len() }
    }

    /// The upper edge of the map.
    pub const ROOF: usize = 0;
    /// The lower edge of the map.
    pub const FLOOR: usize = 1;

    /// The middle of an item.
    pub const fn item(item: usize) -> usize {
        2 + item
    }

    /// The upper edge of a region.
    pub const fn top(&self, zone: usize) -> usize {
        2 + self.n_items + zone
    }

    /// The lower edge of a region.
    pub const fn bottom(&self, zone: usize) -> usize {
        2 + self.n_items + self.n_zones + zone
    }

    pub const fn count(&self) -> usize {
        2 + self.n_items + 2 * self.n_zones
    }
}

/// What the lower or upper end of a stacked thing is.
#[derive(Clone, Copy)]
enum End {
    Card(i64),
    Line,
    Zone,
}

/// All distances between things in one column.
pub fn distances(lattice: &Lattice) -> Vec<Distance> {
    let names = Names::of(lattice);
    let near = near_pairs(lattice);
    let mut found = vec![Distance { from: Names::ROOF, to: Names::FLOOR, min: 0, weight: SHORT_MAP }];
    for zone in 0..lattice.spans.len() {
        found.push(Distance { from: names.top(zone), to: names.bottom(zone), min: ZONE_TOP, weight: SHORT_ZONE });
    }
    for column in &lattice.columns {
        let mut above: Option<(usize, End)> = None;
        for block in column {
            let (upper, lower) = match block.zone {
                Some(zone) => {
                    zone_part(lattice, &names, zone, &block.items, &near, &mut found);
                    let edges = (names.top(zone), names.bottom(zone));
                    ((edges.0, End::Zone), (edges.1, End::Zone))
                }
                None => match block.items.first() {
                    Some(&item) => {
                        let lone = (Names::item(item), end(lattice, item));
                        (lone, lone)
                    }
                    None => continue,
                },
            };
            match above {
                Some(above) => found.push(between(above, upper, 0)),
                None => found.push(Distance { from: Names::ROOF, to: upper.0, min: reach(upper.1), weight: 0 }),
            }
            above = Some(lower);
        }
        if let Some((lowest, end)) = above {
            found.push(Distance { from: lowest, to: Names::FLOOR, min: reach(end), weight: 0 });
        }
    }
    found
}

/// The distances within a region's part of a column.
fn zone_part(
    lattice: &Lattice,
    names: &Names,
    zone: usize,
    items: &[usize],
    near: &[Vec<usize>],
    found: &mut Vec<Distance>,
) {
    let (Some(&first), Some(&last)) = (items.first(), items.last()) else {
        return;
    };
    found.push(Distance {
        from: names.top(zone),
        to: Names::item(first),
        min: match end(lattice, first) {
            End::Card(half) => ZONE_TOP + half,
            _ => ZONE_TOP_LINE,
        },
        weight: 0,
    });
    for pair in items.windows(2) {
        let ends = pair.iter().map(|&item| (Names::item(item), end(lattice, item)));
        let ends: Vec<_> = ends.collect();
        let is_near = near[pair[0]].contains(&pair[1]);
        let room = if is_near { lattice.items[pair[0]].hangs } else { 0 };
        let apart = between(ends[0], ends[1], if is_near { NEAR } else { 0 });
        found.push(Distance { min: apart.min + room, ..apart });
    }
    found.push(Distance {
        from: Names::item(last),
        to: names.bottom(zone),
        min: match end(lattice, last) {
            End::Card(half) => half + PAD,
            _ => LINE_GAP,
        },
        weight: 0,
    });
}

/// For each item, what it is linked to within its column.
fn near_pairs(lattice: &Lattice) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); lattice.items.len()];
    for pair in lattice.beside.iter().flatten() {
        near[pair.from].push(pair.to);
        near[pair.to].push(pair.from);
    }
    near
}

fn end(lattice: &Lattice, item: usize) -> End {
    let item = &lattice.items[item];
    if item.is_card { End::Card(item.half) } else { End::Line }
}

/// From the middle of a thing to its edge.
const fn reach(end: End) -> i64 {
    match end {
        End::Card(half) => half,
        End::Line | End::Zone => 0,
    }
}

fn between(above: (usize, End), below: (usize, End), weight: i64) -> Distance {
    let gap = match (above.1, below.1) {
        (End::Card(_), End::Card(_)) => ROW_GAP,
        (End::Line, _) | (_, End::Line) => LINE_GAP,
        (End::Zone, _) | (_, End::Zone) => ZONE_GAP,
    };
    Distance { from: above.0, to: below.0, min: reach(above.1) + gap + reach(below.1), weight }
}

#[cfg(test)]
mod tests {
    use super::super::{fixture, model::Model};
    use super::*;

    #[test]
    fn a_region_has_room_for_its_title_and_padding() {
        let model = Model::of(&fixture::request(&[("z", "a")], "", ""));
        let lattice = Lattice::of(&model, &[0], &[0]);
        let names = Names::of(&lattice);
        let found = distances(&lattice);
        let min = |from: usize, to: usize| found.iter().find(|d| (d.from, d.to) == (from, to)).map(|d| d.min);
        assert_eq!(min(names.top(0), Names::item(0)), Some(ZONE_TOP + 28));
        assert_eq!(min(Names::item(0), names.bottom(0)), Some(28 + PAD));
    }
}
