//! Where a map lies on a slide.

use crate::layout::geometry::{Point, Rect};

/// Where a map lies on a slide.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its upper left corner, in points.
    pub corner: Point,
    /// Points for a unit of the map.
    pub scale: f64,
}

impl Place {
    /// A place of the map on the slide.
    pub fn point(self, it: Point) -> Point {
        Point::new(self.corner.x + it.x * self.scale, self.corner.y + it.y * self.scale)
    }

    /// A rectangle of the map on the slide.
    pub fn rect(self, it: Rect) -> Rect {
        let corner = self.point(Point::new(it.x, it.y));
        Rect::new(corner.x, corner.y, it.width * self.scale, it.height * self.scale)
    }
}
