//! Places hosts, zones and pivots on the plane, once per incident.
//!
//! A [`Request`] goes in, a [`Layout`] comes out; no date, color or browser is known here.
//!
//! This is the layered method of Sugiyama: first the column of each card, then the order within
//! the columns, then heights, then lines. Two things are different here. Regions are rectangles
//! that must not overlap, so they take part in every pass. And a map is read on a screen, so long
//! chains are folded into a few columns, and links within a column are allowed.
//!
//! | pass | decides |
//! | --- | --- |
//! | `model` | one order for the input, whatever order it came in; sizes within reason |
//! | `acyclic` | which way is forward |
//! | `rank`, `columns`; `strain` guesses | the column of each card |
//! | `lattice`, `order`; `sweep`, `sift`, `crossing` | what is above what in each column |
//! | `stacking`, `place`; `simplex` | heights of cards, regions and lines |
//! | `ports` | where lines meet cards |
//! | `lanes`, `draw`, `route` | how lines get from column to column |
//! | `score` | which of up to three complete maps is kept |
//! | `label`, `finish` | room for labels, and the result by id |
//!
//! Each pass has a budget of work and not of time, so that a slow machine draws the same map.

pub mod geometry;
pub mod request;
pub mod result;

mod acyclic;
mod cells;
mod columns;
mod crossing;
mod draw;
mod finish;
#[cfg(test)]
mod fixture;
mod label;
mod lanes;
mod lattice;
mod model;
mod order;
mod place;
mod ports;
mod rank;
mod route;
mod score;
mod sift;
mod simplex;
mod spacing;
mod stacking;
mod strain;
mod sweep;

pub use request::Request;
pub use result::Layout;

use draw::Drawing;
use lattice::Lattice;
use model::Model;

/// Cards and links to draw in all the maps to choose from: a map of 200 parts is drawn three times,
/// one of more than 300 parts only once.
const SHARE: usize = 600;

/// What a layout took, counted and not timed: the same on every machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Visits of a pair of neighbors, to find out what is above what.
    pub order: usize,
    /// Visits of a height or of a distance between two.
    pub heights: usize,
    /// Visits of what lies around the places that were tried for labels.
    pub labels: usize,
}

/// Lays out the map. Total: any request gets an answer with finite numbers.
pub fn layout(request: &Request) -> Layout {
    counted(request).0
}

/// Lays out the map, and counts the work.
pub fn counted(request: &Request) -> (Layout, Work) {
    let mut work = Work::default();
    let model = Model::of(request);
    let flow = acyclic::flow_order(&model);
    let rankings = [rank::ranks(&model, &flow), rank::bands(&model, &flow)];
    let n_wanted = (SHARE / (model.cards.len() + model.links.len()).max(1)).clamp(1, 3);
    let drawings = columns::candidates(&model, &rankings, n_wanted).into_iter().map(|column| {
        let drawing = drawing(&model, &column, &flow, &mut work);
        (score::of(&model, &column, &drawing), drawing)
    });
    let best = drawings.min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, drawing)) = best else { return (Layout::default(), work) };
    let (layout, labels) = finish::finish(&model, drawing);
    (layout, Work { labels, ..work })
}

/// One complete map for an assignment of cards to columns.
fn drawing(model: &Model, column: &[usize], flow: &[usize], work: &mut Work) -> Drawing {
    let mut seen = vec![0; model.cards.len()];
    for (at, &card) in flow.iter().enumerate() {
        seen[card] = at;
    }
    let mut lattice = Lattice::of(model, column, &seen);
    work.order += order::improve(&mut lattice);
    let rough = place::cards(&lattice, &mut work.heights);
    let ports = ports::spread(model, &lattice, &rough);
    let heights = place::lines(&lattice, &ports, rough, &mut work.heights);
    // The first ports were chosen before the lines had settled. Now the lines stay where they are,
    // and a port moves to the height of its line where it can, which takes out one more bend.
    let ports = ports::spread(model, &lattice, &heights);
    draw::draw(model, &lattice, &heights, &ports)
}
