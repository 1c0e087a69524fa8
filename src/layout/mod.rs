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
mod columns;
mod crossing;
mod draw;
mod finish;
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
mod simplex;
mod spacing;
mod stacking;
mod strain;

pub use request::Request;
pub use result::Layout;

use draw::Drawing;
use lattice::Lattice;
use model::Model;

/// Up to this many cards and links together, several maps are drawn to choose from.
const SMALL: usize = 300;

/// Lays out the map. Total: any request gets an answer with finite numbers.
pub fn layout(request: &Request) -> Layout {
    let model = Model::of(request);
    let flow = acyclic::flow_order(&model);
    let ranks = rank::ranks(&model, &flow);
    let is_small = model.cards.len() + model.links.len() <= SMALL;
    let n_wanted = if is_small { 5 } else { 1 };
    let drawings =
        columns::candidates(&model, &ranks, n_wanted).into_iter().map(|column| drawing(&model, &column, &flow));
    let best = drawings.map(|drawing| (score::of(&model, &drawing), drawing)).min_by(|a, b| a.0.total_cmp(&b.0));
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
    draw::draw(model, &lattice, &heights, &ports)
}
