//! What depends on the room there is: how a map opens, how many cards it has and how large its words are, and the chart.

use super::camera::{Camera, Size};
use super::view::Picture;
use super::{Controls, State};
use crate::fold::BUDGET;
use crate::layout::geometry::Rect;
use crate::scene::chart;
use crate::scene::label::larger;

/// With a chart narrower than this (an element of 480 CSS pixels), the story is seen first and the map on demand.
const NARROW: f64 = 456.0;
/// So many cards a map in a frame can have at most; the whole map of many incidents has no more than the first.
const BUDGETS: [usize; 9] = [BUDGET, 22, 17, 13, 11, 8, 6, 5, 4];
/// In a narrower frame, none of these could be read, in CSS pixels.
const NARROWEST: f64 = 400.0;
/// A page with a chart at least so wide shows a map of all that cards have room for.
const WIDE: f64 = 1600.0;
/// The room for the map in a window of 1440 by 900, in CSS pixels.
const DESK: Size = Size { width: 1150.0, height: 479.0 };
/// At this zoom the smallest words, which are drawn larger there, are 12 pixels high; in a window of 1024 by 768, 10.
const READABLE: f64 = 0.825;

/// At this zoom words that are drawn a quarter larger are 10 pixels high.
const FRAMED: f64 = 0.616;

/// How many cards a map of at most so many (`budgets`, the most first) has, to be seen whole in a room at this zoom; where none
/// can be, those that come nearest.
fn cards(room: Size, least: f64, budgets: &[usize], size: &dyn Fn(usize) -> Rect) -> usize {
    let mut best = (0.0, BUDGET);
    for budget in budgets {
        let zoom = Camera::fit(size(*budget), room).zoom;
        if zoom > best.0 {
            best = (zoom, *budget);
        }
        if zoom >= least {
            break;
        }
    }
    best.1
}

/// How many cards a map has on a page: the same whatever the window, but a very wide one, so that choosing something, which
/// takes room from the map, folds nothing.
pub fn cards_of_page(size: &dyn Fn(usize) -> Rect) -> usize {
    cards(DESK, READABLE, &BUDGETS[..5], size)
}

/// How many cards a map has in a frame with this room for it.
pub fn cards_of_frame(room: Size, size: &dyn Fn(usize) -> Rect) -> usize {
    cards(room, FRAMED, &BUDGETS, size)
}

impl State {
    /// Whether there is no room for more than a column.
    pub fn is_narrow(&self) -> bool {
        self.chart_width > 0.0 && self.chart_width < NARROW
    }

    /// How a map with these bounds opens: so that its words can be read, or whole in a frame and beside what is written.
    pub fn opening(&self, map: Rect) -> Camera {
        let is_page = self.look.controls == Controls::Full && self.sheet().is_none();
        let opening = if is_page { Camera::opening } else { Camera::fit };
        opening(map, self.map_size)
    }

    /// How much larger words are drawn on a map with these bounds, which opens smaller than it is drawn.
    pub fn words(&self, map: Rect) -> f64 {
        if self.map_size.width > 0.0 { larger(self.opening(map).zoom) } else { 1.0 }
    }

    /// How many cards a map has at most: as many as can be read though it opens whole, in a frame and on a page. On a phone a
    /// thumb moves the map.
    pub fn budget(&self) -> usize {
        let (view, is_frame) = (self.map_size, self.look.controls != Controls::Full);
        let Some(ready) = self.ready().filter(|_| view.height > 0.0) else { return BUDGET };
        let size = |budget| ready.size(budget);
        match is_frame {
            true if view.width >= NARROWEST => cards_of_frame(view, &size),
            false if !self.is_narrow() && self.chart_width < WIDE => cards_of_page(&size),
            true | false => BUDGET,
        }
    }

    /// How high the chart is.
    pub fn chart_height(&self) -> f64 {
        let is_low = self.look.controls == Controls::Compact && !self.is_unfolded;
        if is_low { chart::LOW } else { chart::HEIGHT }
    }
}

impl Picture {
    /// Where the map is looked at.
    pub fn camera(&self, state: &State) -> Camera {
        state.camera.unwrap_or_else(|| state.opening(self.ground.layout.bounds))
    }

    /// At which sides there is more of the map than is seen.
    pub fn cut(&self, state: &State) -> [bool; 4] {
        self.camera(state).cut(self.ground.layout.bounds, state.map_size)
    }

    /// The width for which the legend was drawn.
    pub fn legend_width(&self) -> f64 {
        self.shown.legend_width(self.widths.0)
    }

    /// The width for which the chart was drawn.
    pub fn chart_width(&self) -> f64 {
        self.widths.1
    }

    /// How high the chart is.
    pub fn chart_height(&self) -> f64 {
        self.widths.2
    }
}
