//! Puts everything together: columns get their x, lanes their width, links their ways.

use super::cells::Cells;
use super::geometry::{Point, Rect};
use super::label::around_stretch;
use super::lanes::{self, Lane, Lanes, Run};
use super::lattice::Lattice;
use super::model::{Link, Model};
use super::ports::{Ports, Within, column_width};
use super::spacing::{COLUMN_GAP, LABEL_APART, LABEL_BESIDE, LANE, MOST_LABEL, MOST_PARALLEL, PAD, TITLE, TITLE_GROWS};
use super::stacking::Heights;
use crate::sorting::{self, sorted_by};

/// A title stays this far from ways.
const BESIDE: f64 = 5.0;

/// A map in coordinates, still with the indices of the model.
pub struct Drawing {
    pub cards: Vec<Rect>,
    pub zones: Vec<Rect>,
    pub titles: Vec<Rect>,
    /// For each link the corners of its way from its first to its second end.
    pub ways: Vec<Vec<Point>>,
}

/// How a hop gets from one height to another.
#[derive(Clone, Copy)]
enum Turn {
    Straight,
    Lane(f64),
    Slant(f64, f64),
}

/// What a run belongs to: a hop, or a bulge in the column before the gap.
#[derive(Clone, Copy)]
enum Owner {
    Hop(usize),
    Bulge(usize),
}

/// Draws a placed map.
pub fn draw(model: &Model, lattice: &Lattice, heights: &Heights, ports: &Ports) -> Drawing {
    let mut pen = Pen {
        model,
        lattice,
        heights,
        ports,
        columns: Vec::new(),
        hop_turns: lattice.hops.iter().map(|h| vec![Turn::Straight; h.len()]).collect(),
        bulge_x: lattice.beside.iter().map(|b| vec![0.0; b.len()]).collect(),
    };
    pen.turn();
    let cards = pen.cards();
    let zones = pen.zones();
    let ways = pen.ways(&cards);
    let titles = titles(&zones, model.zones.iter().map(|it| it.label_width), &ways);
    Drawing { cards, zones, titles, ways }
}

/// The titles of regions, clear of ways.
fn titles(zones: &[Rect], label_widths: impl Iterator<Item = f64>, ways: &[Vec<Point>]) -> Vec<Rect> {
    let stretches: Vec<&[Point]> = ways.iter().flat_map(|way| way.windows(2)).collect();
    let mut cells = Cells::within(zones.iter().copied().reduce(|all, one| all.union(&one)).unwrap_or_default());
    if !zones.is_empty() {
        stretches.iter().enumerate().for_each(|(at, it)| cells.add(around_stretch(it), at));
    }
    let title = |(zone, label_width): (&Rect, f64)| {
        let strip = Rect { height: TITLE as f64, ..*zone };
        title(zone, label_width, cells.overlapping(&strip).map(|at| stretches[at]))
    };
    zones.iter().zip(label_widths).map(title).collect()
}

/// The title stands at the left of its strip, or further right if a way runs through there: a link
/// that comes down from above enters the region through the strip, and would strike the title out.
fn title<'a>(zone: &Rect, label_width: f64, stretches: impl Iterator<Item = &'a [Point]>) -> Rect {
    let (from, to) = (zone.x + PAD as f64, zone.right() - PAD as f64);
    let width = (label_width * TITLE_GROWS).min(to - from);
    let strip = Rect::new(from, zone.y, to - from, TITLE as f64);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for stretch in stretches {
        let (left, right) = (stretch[0].x.min(stretch[1].x), stretch[0].x.max(stretch[1].x));
        let (top, bottom) = (stretch[0].y.min(stretch[1].y), stretch[0].y.max(stretch[1].y));
        if top < strip.bottom() && strip.y < bottom && left < strip.right() && strip.x < right {
            taken.push((left - BESIDE, right + BESIDE));
        }
    }
    let mut x = from;
    for (left, right) in sorted_by(taken, |interval| interval.0) {
        if x + width <= left {
            break;
        }
        x = x.max(right);
    }
    // Without room anywhere the title stands where it is expected.
    let x = if x + width > to { from } else { x };
    Rect::new(x, zone.y, width, TITLE as f64)
}

struct Pen<'a> {
    model: &'a Model,
    lattice: &'a Lattice,
    heights: &'a Heights,
    ports: &'a Ports,
    /// Left edge and width of each column.
    columns: Vec<(f64, f64)>,
    hop_turns: Vec<Vec<Turn>>,
    bulge_x: Vec<Vec<f64>>,
}

impl Pen<'_> {
    /// The heights at which a hop leaves the left column and reaches the right one.
    fn hop_ends(&self, gap: usize, at: usize) -> (f64, f64) {
        let hop = &self.lattice.hops[gap][at];
        let (left, right) = self.ports.hops[gap][at];
        let middle = &self.heights.middle;
        ((middle[hop.left] + left) as f64, (middle[hop.right] + right) as f64)
    }

    /// The heights of a bulge's two ends.
    fn bulge_ends(&self, column: usize, at: usize) -> Option<(f64, f64)> {
        let pair = &self.lattice.beside[column][at];
        let middle = &self.heights.middle;
        match self.ports.beside[column][at] {
            Within::Upright(_) => None,
            Within::Bulge(from, to) => Some(((middle[pair.from] + from) as f64, (middle[pair.to] + to) as f64)),
        }
    }

    /// What needs a lane in the gap after a column.
    fn runs(&self, column: usize) -> Vec<(Owner, Run)> {
        let mut runs = Vec::new();
        for at in 0..self.lattice.hops.get(column).map_or(0, Vec::len) {
            let (left, other) = self.hop_ends(column, at);
            if (left - other).abs() > 0.25 {
                runs.push((Owner::Hop(at), Run { left, other, is_bulge: false }));
            }
        }
        for at in 0..self.lattice.beside[column].len() {
            if let Some((left, other)) = self.bulge_ends(column, at) {
                runs.push((Owner::Bulge(at), Run { left, other, is_bulge: true }));
            }
        }
        runs
    }

    /// Finds lanes, then the columns' places, then where everything turns.
    fn turn(&mut self) {
        let owned: Vec<Vec<(Owner, Run)>> = (0..self.lattice.columns.len()).map(|column| self.runs(column)).collect();
        let lanes: Vec<Lanes> =
            owned.iter().map(|owned| lanes::assign(&owned.iter().map(|(_, run)| *run).collect::<Vec<_>>())).collect();
        let (widths, labels) = (self.column_widths(), self.label_gaps());
        let mut x = 0.0;
        for (column, (owned, lanes)) in owned.iter().zip(&lanes).enumerate() {
            self.columns.push((x, widths[column]));
            let start = x + widths[column];
            let width = COLUMN_GAP.max(lanes.width).max(labels[column]);
            for (&(owner, run), &lane) in owned.iter().zip(&lanes.lane) {
                let lane_x = lane.map(|lane: Lane| lane.x(start, width));
                match owner {
                    Owner::Bulge(at) => {
                        self.bulge_x[column][at] = lane_x.unwrap_or(start + width / 2.0);
                    }
                    Owner::Hop(at) => {
                        self.hop_turns[column][at] = turn(run, lane_x, start, width);
                    }
                }
            }
            x = start + width;
        }
    }

    /// After each column, the room that the labels of arrows over the gap need beside their heads.
    fn label_gaps(&self) -> Vec<f64> {
        let mut gaps = vec![0.0; self.lattice.columns.len()];
        for link in &self.model.links {
            let Some(label) = link.label else { continue };
            let [from, to] = [link.from, link.to].map(|card| self.lattice.items[card].column);
            let gap = &mut gaps[from.min(to)];
            *gap = label.width.min(MOST_LABEL).max(*gap - LABEL_BESIDE) + LABEL_BESIDE;
        }
        // labels of parallel arrows lie one beside the other: the lines are closer than labels are high
        let ends = |it: &Link| (it.from.min(it.to), it.from.max(it.to));
        let mut labelled: Vec<&Link> = self.model.links.iter().filter(|it| it.label.is_some()).collect();
        sorting::by_key(&mut labelled, |it| ends(it));
        for parallel in labelled.chunk_by(|a, b| ends(a) == ends(b)).filter(|it| it.len() > 1) {
            let wide: f64 = parallel.iter().filter_map(|it| it.label).map(|it| it.width + LABEL_APART).sum();
            let (from, to) = ends(parallel[0]);
            let gap =
                &mut gaps[[from, to].map(|card| self.lattice.items[card].column).into_iter().min().unwrap_or_default()];
            *gap = gap.max(wide.min(MOST_PARALLEL) + LABEL_BESIDE);
        }
        gaps
    }

    /// As wide as the widest card; a region's columns together as wide as its title.
    fn column_widths(&self) -> Vec<f64> {
        let n_columns = self.lattice.columns.len();
        let mut widths: Vec<f64> = (0..n_columns).map(|at| column_width(self.model, self.lattice, at)).collect();
        for (zone, &(first, last)) in self.model.zones.iter().zip(&self.lattice.spans) {
            let inner: f64 = widths[first..=last].iter().sum();
            let missing = zone.label_width - inner - COLUMN_GAP * (last - first) as f64;
            widths[first] += missing.max(0.0);
        }
        widths
    }

    fn cards(&self) -> Vec<Rect> {
        let place = |(idx, card): (usize, &super::model::Card)| {
            let (x, width) = self.columns[self.lattice.items[idx].column];
            let middle = Point::new(x + width / 2.0, self.heights.middle[idx] as f64);
            let corner = (middle.x - card.width / 2.0, middle.y - card.height / 2.0);
            Rect::new(corner.0, corner.1, card.width, card.height)
        };
        self.model.cards.iter().enumerate().map(place).collect()
    }

    fn zones(&self) -> Vec<Rect> {
        let pad = PAD as f64;
        let place = |(zone, &(first, last)): (usize, &(usize, usize))| {
            let left = self.columns[first].0;
            let right = self.columns[last].0 + self.columns[last].1;
            let top = self.heights.top[zone] as f64;
            let bottom = self.heights.bottom[zone] as f64;
            Rect::new(left - pad, top, right - left + 2.0 * pad, bottom - top)
        };
        self.lattice.spans.iter().enumerate().map(place).collect()
    }

    fn ways(&self, cards: &[Rect]) -> Vec<Vec<Point>> {
        let mut ways = vec![Vec::new(); self.model.links.len()];
        for (gap, hops) in self.lattice.hops.iter().enumerate() {
            for (at, hop) in hops.iter().enumerate() {
                let (left, right) = self.hop_ends(gap, at);
                let way: &mut Vec<Point> = &mut ways[hop.link];
                if let Some(card) = cards.get(hop.left) {
                    way.push(Point::new(card.right(), left));
                }
                match self.hop_turns[gap][at] {
                    Turn::Straight => {}
                    Turn::Lane(x) => way.extend([Point::new(x, left), Point::new(x, right)]),
                    Turn::Slant(a, b) => way.extend([Point::new(a, left), Point::new(b, right)]),
                }
                if let Some(card) = cards.get(hop.right) {
                    way.push(Point::new(card.x, right));
                }
            }
        }
        for (column, pairs) in self.lattice.beside.iter().enumerate() {
            for (at, pair) in pairs.iter().enumerate() {
                ways[pair.link] = self.way_within(cards, column, at);
            }
        }
        for (link, way) in self.model.links.iter().zip(&mut ways) {
            let column = |card: usize| self.lattice.items[card].column;
            if column(link.from) > column(link.to) {
                way.reverse();
            }
        }
        ways
    }

    fn way_within(&self, cards: &[Rect], column: usize, at: usize) -> Vec<Point> {
        let pair = &self.lattice.beside[column][at];
        let (from, to) = (&cards[pair.from], &cards[pair.to]);
        if let Within::Upright(offset) = self.ports.beside[column][at] {
            let (x, width) = self.columns[column];
            let x = x + width / 2.0 + offset;
            return if from.y < to.y {
                vec![Point::new(x, from.bottom()), Point::new(x, to.y)]
            } else {
                vec![Point::new(x, from.y), Point::new(x, to.bottom())]
            };
        }
        let Some((leave, enter)) = self.bulge_ends(column, at) else {
            return Vec::new();
        };
        let x = self.bulge_x[column][at];
        vec![Point::new(from.right(), leave), Point::new(x, leave), Point::new(x, enter), Point::new(to.right(), enter)]
    }
}

/// A small step is a gentle slope; two tight corners would look like a mistake.
fn turn(run: Run, lane_x: Option<f64>, start: f64, width: f64) -> Turn {
    match lane_x {
        None => Turn::Slant(start + LANE, start + width - LANE - 4.0),
        Some(x) if (run.left - run.other).abs() < LANE => Turn::Slant(x - LANE, x + LANE),
        Some(x) => Turn::Lane(x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_moves_aside_for_a_way() {
        let zone = Rect::new(0.0, 0.0, 200.0, 100.0);
        let way = vec![Point::new(40.0, -50.0), Point::new(40.0, 50.0)];
        let beside = titles(&[zone], [60.0].into_iter(), &[way])[0];
        assert_eq!((beside.x, beside.width), (45.0, 60.0 * TITLE_GROWS));
        let free = titles(&[zone], [60.0].into_iter(), &[])[0];
        assert_eq!((free.x, free.width), (12.0, 60.0 * TITLE_GROWS));
    }
}
