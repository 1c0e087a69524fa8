//! From map space to the view: where the map is looked at, and how large it is.

use crate::layout::geometry::Rect;

/// A width and a height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

/// View = map × zoom + offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// CSS pixels for one map unit.
    pub zoom: f64,
    /// Where the map's origin lies in the view, to the right.
    pub x: f64,
    /// Where the map's origin lies in the view, down.
    pub y: f64,
}

const MIN_ZOOM: f64 = 0.2;
const MAX_ZOOM: f64 = 4.0;
/// A fitted map is not blown up beyond this.
const MAX_FIT: f64 = 1.35;
/// What is cut by less than this many CSS pixels is its margin.
const SLACK: f64 = 6.0;
/// Of a map that is moved away, this much stays in view.
const KEEP: f64 = 80.0;

/// Below this zoom, the labels of the map are hard to read, though they are drawn larger there.
pub const LEGIBLE: f64 = 0.64;

impl Camera {
    /// How a map opens: all of it where it stays legible, else where the intruder comes in.
    pub fn opening(map: Rect, view: Size) -> Self {
        let all = Self::fit(map, view);
        if all.zoom >= LEGIBLE {
            return all;
        }
        let y = ((view.height - map.height * LEGIBLE) / 2.0).max(0.0) - map.y * LEGIBLE;
        Self { zoom: LEGIBLE, x: -map.x * LEGIBLE, y }
    }

    /// All of the map, in the middle of the view.
    pub fn fit(map: Rect, view: Size) -> Self {
        let zoom = (view.width / map.width.max(1.0)).min(view.height / map.height.max(1.0)).clamp(MIN_ZOOM, MAX_FIT);
        let x = (view.width - map.width * zoom) / 2.0 - map.x * zoom;
        let y = (view.height - map.height * zoom) / 2.0 - map.y * zoom;
        Self { zoom, x, y }
    }

    /// With this in sight: as it is if it is, else with it in the middle, legibly.
    #[must_use]
    pub fn showing(self, rect: Rect, map: Rect, view: Size) -> Self {
        let is_inside = |offset: f64, start: f64, end: f64, room: f64| {
            let (low, high) = (offset + start * self.zoom, offset + end * self.zoom);
            (0.0..=room).contains(&low) && (0.0..=room).contains(&high)
        };
        let is_seen = is_inside(self.x, rect.x, rect.right(), view.width)
            && is_inside(self.y, rect.y, rect.bottom(), view.height);
        if is_seen || view.width <= 0.0 {
            return self;
        }
        let (zoom, center) = (self.zoom.max(LEGIBLE), rect.center());
        let (x, y) = (view.width / 2.0 - center.x * zoom, view.height / 2.0 - center.y * zoom);
        Self { zoom, x, y }.panned(0.0, 0.0, map, view)
    }

    /// At which sides there is more of the map than is seen: left, right, above, below.
    pub fn cut(self, map: Rect, view: Size) -> [bool; 4] {
        let (left, top) = (self.x + map.x * self.zoom, self.y + map.y * self.zoom);
        let (right, bottom) = (left + map.width * self.zoom, top + map.height * self.zoom);
        let is_seen = view.width > 0.0;
        [left < -SLACK, right > view.width + SLACK, top < -SLACK, bottom > view.height + SLACK].map(|it| it && is_seen)
    }

    /// Moved by CSS pixels; some of the map stays in view.
    #[must_use]
    pub fn panned(self, dx: f64, dy: f64, map: Rect, view: Size) -> Self {
        let hold = |offset: f64, start: f64, length: f64, room: f64| {
            let (low, high) = (KEEP - (start + length) * self.zoom, room - KEEP - start * self.zoom);
            offset.clamp(low.min(high), high.max(low))
        };
        Self {
            x: hold(self.x + dx, map.x, map.width, view.width),
            y: hold(self.y + dy, map.y, map.height, view.height),
            ..self
        }
    }

    /// Larger or smaller around a point of the view, which stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, (x, y): (f64, f64)) -> Self {
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let ratio = zoom / self.zoom;
        Self { zoom, x: x - (x - self.x) * ratio, y: y - (y - self.y) * ratio }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fitted_map_lies_in_the_middle() {
        let camera = Camera::fit(Rect::new(0.0, 0.0, 1000.0, 200.0), Size { width: 500.0, height: 500.0 });
        assert_eq!(camera, Camera { zoom: 0.5, x: 0.0, y: 200.0 });
    }

    #[test]
    fn a_map_that_is_too_large_opens_legibly_where_the_intruder_comes_in() {
        let camera = Camera::opening(Rect::new(0.0, 0.0, 1000.0, 200.0), Size { width: 390.0, height: 500.0 });
        assert_eq!(camera, Camera { zoom: LEGIBLE, x: 0.0, y: (500.0 - 200.0 * LEGIBLE) / 2.0 });
    }

    #[test]
    fn the_point_under_the_pointer_stays_when_zooming() {
        let before = Camera { zoom: 1.0, x: 10.0, y: 20.0 };
        let after = before.zoomed(2.0, (110.0, 120.0));
        let map_from_view = |camera: Camera| ((110.0 - camera.x) / camera.zoom, (120.0 - camera.y) / camera.zoom);
        assert_eq!(map_from_view(before), map_from_view(after));
        assert_eq!(before.zoomed(1000.0, (0.0, 0.0)).zoom.to_bits(), MAX_ZOOM.to_bits());
    }

    #[test]
    fn a_map_says_at_which_sides_it_is_cut() {
        let (map, view) = (Rect::new(0.0, 0.0, 1000.0, 500.0), Size { width: 800.0, height: 400.0 });
        assert_eq!(Camera::fit(map, view).cut(map, view), [false; 4]);
        let camera = Camera { zoom: 1.0, x: -50.0, y: 0.0 };
        assert_eq!(camera.cut(map, view), [true, true, false, true]);
        assert_eq!(camera.cut(map, Size::default()), [false; 4]);
    }

    #[test]
    fn the_map_cannot_be_lost() {
        let (map, view) = (Rect::new(0.0, 0.0, 1000.0, 500.0), Size { width: 800.0, height: 400.0 });
        let camera = Camera { zoom: 1.0, x: 0.0, y: 0.0 }.panned(-99_999.0, 99_999.0, map, view);
        assert_eq!(camera, Camera { zoom: 1.0, x: KEEP - 1000.0, y: 400.0 - KEEP });
    }
}
