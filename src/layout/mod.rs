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
    let rankings = [rank::ranks(&model, &flow), rank::bands(&model, &flow)];
    let is_small = model.cards.len() + model.links.len() <= SMALL;
    let n_wanted = if is_small { 5 } else { 1 };
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
/// debug
#[allow(clippy::all, clippy::disallowed_methods)]
pub fn debug(request: &Request) {
    use std::time::Instant;
    let t = Instant::now();
    let model = Model::of(request);
    let flow = acyclic::flow_order(&model);
    let rankings = [rank::ranks(&model, &flow), rank::bands(&model, &flow)];
    eprintln!("rank {:?}", t.elapsed());
    let t = Instant::now();
    let all = columns::candidates(&model, &rankings, if model.cards.len() + model.links.len() <= SMALL { 5 } else { 1 });
    eprintln!("columns {:?}", t.elapsed());
    for column in all {
        let t = Instant::now();
        let mut seen = vec![0; model.cards.len()];
        for (at, &card) in flow.iter().enumerate() { seen[card] = at; }
        let mut lattice = Lattice::of(&model, &column, &seen);
        eprintln!("lattice {:?} items {}", t.elapsed(), lattice.items.len());
        let t = Instant::now();
        order::improve(&mut lattice);
        eprintln!("order {:?}", t.elapsed());
        let t = Instant::now();
        let rough = place::cards(&lattice);
        eprintln!("cards {:?}", t.elapsed());
        let t = Instant::now();
        let ports = ports::spread(&model, &lattice, &rough);
        eprintln!("ports {:?}", t.elapsed());
        let t = Instant::now();
        let heights = place::lines(&lattice, &ports, rough);
        eprintln!("lines {:?}", t.elapsed());
        let ports = ports::spread(&model, &lattice, &heights);
        let t = Instant::now();
        let d = draw::draw(&model, &lattice, &heights, &ports);
        eprintln!("draw {:?}", t.elapsed());
        let b = d.cards.iter().chain(&d.zones).copied().reduce(|a, b| a.union(&b)).unwrap();
        eprintln!("strain {:.1} score {:.1} {}x{}", strain::of_columns(&model, &column), score::of(&model, &column, &d), b.width, b.height);
    }
}
