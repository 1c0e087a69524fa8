//! Places hosts, zones and pivots on the plane, once per incident.
//!
//! A [`Request`] goes in, a [`Layout`] comes out; no date, color or browser is known here.
//! The passes, in order: `model` (sorted, harmless), `acyclic` (which way is forward), `rank` and
//! `columns` (left to right), `lattice` and `order` (top to bottom), `place` and `ports`
//! (heights), `lanes` and `draw` (ways), `label`. Where passes must guess, several answers are
//! drawn and the best is kept.

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

/// Cards and links to draw in all maps that are made to choose from.
const SHARE: usize = 600;

/// Lays out the map. Total: any request gets an answer with finite numbers.
pub fn layout(request: &Request) -> Layout {
    let model = Model::of(request);
    let flow = acyclic::flow_order(&model);
    let rankings = [rank::ranks(&model, &flow), rank::bands(&model, &flow)];
    let n_wanted = (SHARE / (model.cards.len() + model.links.len()).max(1)).clamp(1, 3);
    let drawings = columns::candidates(&model, &rankings, n_wanted).into_iter().map(|column| {
        let drawing = drawing(&model, &column, &flow);
        (score::of(&model, &column, &drawing), drawing)
    });
    let best = drawings.min_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or_else(Layout::default, |(_, drawing)| finish::finish(&model, drawing))
}

/// One complete map for an assignment of cards to columns.
fn drawing(model: &Model, column: &[usize], flow: &[usize]) -> Drawing {
    let mut seen = vec![0; model.cards.len()];
    for (at, &card) in flow.iter().enumerate() {
        seen[card] = at;
    }
    let mut lattice = Lattice::of(model, column, &seen);
    order::improve(&mut lattice);
    let rough = place::cards(&lattice);
    let ports = ports::spread(model, &lattice, &rough);
    let heights = place::lines(&lattice, &ports, rough);
    // Now the lines are where they stay, and ports follow them where they can.
    let ports = ports::spread(model, &lattice, &heights);
    draw::draw(model, &lattice, &heights, &ports)
}
