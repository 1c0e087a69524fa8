//! Rectangles by where they lie, so that what overlaps one is looked for among its neighbours and not among all.
//!
//! Only a way to ask faster: the answers are those of a comparison with every rectangle.

use std::cell::Cell;

use super::geometry::Rect;

/// The least side of a cell; about the height of a card, so that a card lies in a few.
const SIDE: f64 = 64.0;
/// The most cells along one side: a map of any size has room for its table.
const MOST: f64 = 256.0;

/// Among so many rectangles of a cell is looked for those that cover another: where all lie on top of each other, they are there.
const FIRST: usize = 64;

/// A table of cells, each with the rectangles that reach into it, and whose they are.
pub struct Cells {
    corner: (f64, f64),
    side: f64,
    columns: usize,
    rows: usize,
    table: Vec<Vec<(Rect, usize)>>,
    looked: Cell<usize>,
}

impl Cells {
    /// An empty table for what lies within `bounds`. What lies outside is kept in the cells of the rim.
    pub fn within(bounds: Rect) -> Self {
        let side = SIDE.max(bounds.width.max(bounds.height) / MOST);
        let n = |extent: f64| (extent / side).floor() as usize + 1;
        let (columns, rows) = (n(bounds.width), n(bounds.height));
        Self {
            corner: (bounds.x, bounds.y),
            side,
            columns,
            rows,
            table: vec![Vec::new(); columns * rows],
            looked: Cell::new(0),
        }
    }

    /// Adds a rectangle, and whose it is.
    pub fn add(&mut self, rect: Rect, owner: usize) {
        for at in self.touched(&rect) {
            self.table[at].push((rect, owner));
        }
    }

    /// The owners of the rectangles that overlap this one; an owner comes once for each cell in which one does.
    pub fn overlapping<'a>(&'a self, rect: &'a Rect) -> impl Iterator<Item = usize> + 'a {
        self.near(rect).filter(|(other, _)| other.overlaps(rect)).map(|(_, owner)| *owner)
    }

    /// Whether this one lies within one of the rectangles, so that to add it would change no answer.
    pub fn is_within(&self, rect: &Rect) -> bool {
        let first = self.touched(rect).next();
        first.is_some_and(|at| self.table[at].iter().any(|(other, _)| other.contains(rect)))
    }

    /// Adds a rectangle, but where so many of others cover it already: whoever overlaps it there overlaps theirs.
    pub fn add_few(&mut self, rect: Rect, owner: usize, most: usize) {
        for at in self.touched(&rect) {
            let (x, y) = (
                self.corner.0 + (at % self.columns) as f64 * self.side,
                self.corner.1 + (at / self.columns) as f64 * self.side,
            );
            let cell = Rect::new(x, y, self.side, self.side).grown(1.0);
            let is_above = |(other, _): &&(Rect, usize)| {
                other.x <= rect.x.max(cell.x)
                    && other.y <= rect.y.max(cell.y)
                    && other.right() >= rect.right().min(cell.right())
                    && other.bottom() >= rect.bottom().min(cell.bottom())
            };
            let mut owners: Vec<usize> = Vec::new();
            for (_, it) in self.table[at].iter().take(FIRST).filter(is_above) {
                if !owners.contains(it) {
                    owners.push(*it);
                }
                if owners.len() == most {
                    break;
                }
            }
            if owners.len() < most {
                self.table[at].push((rect, owner));
            }
        }
    }

    /// How much of this one the rectangle covers that covers the most of it; or more than `most`, if it is more.
    pub fn covered(&self, rect: &Rect, most: f64) -> f64 {
        let mut covered = 0.0_f64;
        for (other, _) in self.near(rect) {
            covered = covered.max(other.shared(rect));
            if covered > most {
                break;
            }
        }
        covered
    }

    /// How many rectangles were looked at: the work, the same on every machine.
    pub fn looked(&self) -> usize {
        self.looked.get()
    }

    fn near(&self, rect: &Rect) -> impl Iterator<Item = &(Rect, usize)> {
        let near = self.touched(rect).flat_map(|at| &self.table[at]);
        near.inspect(|_| self.looked.set(self.looked.get() + 1))
    }

    /// The cells into which a rectangle reaches. Two that overlap have a point in common, and so its cell.
    fn touched(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let cell = |at: f64, from: f64, n: usize| (((at - from) / self.side).floor().max(0.0) as usize).min(n - 1);
        let left = cell(rect.x, self.corner.0, self.columns);
        let right = cell(rect.right(), self.corner.0, self.columns);
        let top = cell(rect.y, self.corner.1, self.rows);
        let bottom = cell(rect.bottom(), self.corner.1, self.rows);
        let columns = self.columns;
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_found_inside_on_the_rim_and_beyond_it() {
        let mut cells = Cells::within(Rect::new(0.0, 0.0, 1000.0, 300.0));
        let rects = [(10.0, 10.0, 900.0, 5.0), (-500.0, 40.0, 20.0, 20.0), (2000.0, 290.0, 50.0, 500.0)];
        for (i, (x, y, width, height)) in rects.into_iter().enumerate() {
            cells.add(Rect::new(x, y, width, height), i);
        }
        let found = |x: f64, y: f64| {
            let at = Rect::new(x, y, 8.0, 8.0);
            let mut found: Vec<usize> = cells.overlapping(&at).collect();
            found.dedup();
            found
        };
        assert_eq!(found(500.0, 8.0), [0]);
        assert_eq!(found(500.0, 20.0), [0; 0]);
        assert_eq!(found(-490.0, 50.0), [1]);
        assert_eq!(found(2010.0, 700.0), [2]);
    }
}
