//! Points, rectangles and paths in map space: one unit is one CSS pixel at zoom 1, y grows downwards.
//!
//! Only + − × ÷ and `sqrt`: IEEE 754 fixes these to the last bit. `sin`, `hypot` and the like differ
//! between native and wasm, and a golden file made by the command would not hold in the browser.

/// A place, or a direction when used as a vector.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Map units to the right.
    pub x: f64,
    /// Map units down.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The straight-line distance to `other`.
    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The point `t` of the way (0 to 1) to `other`.
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }
}

/// A rectangle by its top left corner and size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Extent to the right, never negative.
    pub width: f64,
    /// Extent down, never negative.
    pub height: f64,
}

impl Rect {
    /// The rectangle with its top left corner at `x`, `y`.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same middle, `by` larger on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// The area of what lies in both.
    pub fn shared(&self, other: &Self) -> f64 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies inside, edges included.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// Whether the point lies strictly inside.
    pub fn holds(&self, point: Point) -> bool {
        self.x < point.x && point.x < self.right() && self.y < point.y && point.y < self.bottom()
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }
}

/// One step of a [`Path`], in the words of SVG.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Command {
    /// Lift the pen and set it down here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve: two control points, then the end.
    Cubic(Point, Point, Point),
}

impl Command {
    /// Where the pen is after this command.
    pub fn end(&self) -> Point {
        match *self {
            Self::Move(end) | Self::Line(end) | Self::Cubic(_, _, end) => end,
        }
    }
}

/// A line ready for SVG: starts with one [`Command::Move`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// The steps in drawing order.
    pub commands: Vec<Command>,
}

impl Path {
    /// Points along the path, `per_curve` for each curve and the ends of straight lines.
    pub fn sampled(&self, per_curve: usize) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for command in &self.commands {
            if let (Command::Cubic(a, b, end), Some(&start)) = (*command, points.last()) {
                let steps = per_curve.max(1);
                for step in 1..steps {
                    let t = step as f64 / steps as f64;
                    points.push(on_curve([start, a, b, end], t));
                }
            }
            points.push(command.end());
        }
        points
    }
}

/// De Casteljau's construction: only averages, so the same bits everywhere.
fn on_curve(corners: [Point; 4], t: f64) -> Point {
    let mut points = corners;
    for last in (1..points.len()).rev() {
        for at in 0..last {
            points[at] = points[at].towards(points[at + 1], t);
        }
    }
    points[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let left = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!left.overlaps(&Rect::new(10.0, 0.0, 10.0, 10.0)));
        assert!(left.overlaps(&Rect::new(9.0, 9.0, 10.0, 10.0)));
    }

    #[test]
    fn a_curve_is_sampled_from_its_start_to_its_end() {
        let end = Point::new(10.0, 10.0);
        let path = Path {
            commands: vec![
                Command::Move(Point::default()),
                Command::Cubic(Point::new(5.0, 0.0), Point::new(5.0, 10.0), end),
            ],
        };
        let points = path.sampled(4);
        assert_eq!(points.len(), 5);
        assert_eq!(points.last(), Some(&end));
        assert_eq!(points.get(2), Some(&Point::new(5.0, 5.0)));
    }
}
