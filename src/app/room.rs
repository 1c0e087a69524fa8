//! What depends on the room there is: how a map opens, how many cards it has and how large its words are, and the chart.

use super::camera::{Camera, LEGIBLE};
use super::view::Picture;
use super::{Controls, State};
use crate::fold::BUDGET;
use crate::layout::geometry::Rect;
use crate::scene::chart;
use crate::scene::label::larger;

/// With a chart narrower than this (an element of 480 CSS pixels), the story is seen first and the map on demand.
const NARROW: f64 = 456.0;
/// So many cards a map in a frame can have at most; the whole map of many incidents has no more than the first.
const BUDGETS: [usize; 5] = [BUDGET, 20, 15, 11, 8];
/// In a narrower frame, none of these could be read, in CSS pixels.
const NARROWEST: f64 = 400.0;

impl State {
    /// Whether there is no room for more than a column.
    pub fn is_narrow(&self) -> bool {
        self.chart_width > 0.0 && self.chart_width < NARROW
    }

    /// How a map with these bounds opens: so that its words can be read, or whole in a frame.
    pub fn opening(&self, map: Rect) -> Camera {
        let opening = if self.look.controls == Controls::Full { Camera::opening } else { Camera::fit };
        opening(map, self.map_size)
    }

    /// How much larger words are drawn on a map with these bounds, which opens smaller than it is drawn.
    pub fn words(&self, map: Rect) -> f64 {
        if self.map_size.width > 0.0 { larger(self.opening(map).zoom) } else { 1.0 }
    }

    /// How many cards a map has at most: fewer in a small frame, so that it can be read there though it opens whole.
    ///
    /// In a whole page choosing something makes the map narrower, and must fold nothing; on a phone a thumb moves the map.
    pub fn budget(&self) -> usize {
        let view = self.map_size;
        let is_frame = self.look.controls != Controls::Full && view.width >= NARROWEST && view.height > 0.0;
        let Some(ready) = self.ready().filter(|_| is_frame) else { return BUDGET };
        let zoom = |(_, map): &(usize, Rect)| Camera::fit(*map, view).zoom;
        let all = ready.sizes(&BUDGETS);
        let legible = all.iter().find(|it| zoom(it) >= LEGIBLE);
        let largest = all.iter().rev().max_by(|a, b| zoom(a).total_cmp(&zoom(b)));
        legible.or(largest).map_or(BUDGET, |it| it.0)
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
