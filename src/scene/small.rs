//! A small map: the layout of the large one with marks and no words, to be seen beside others of its kind.

use super::icon;
use super::map::{MapInput, head};
use super::style;
use super::{Item, Paint, Scene};
use crate::layout::geometry::{Path, Rect};
use crate::sorting;
use crate::timeline::{Happening, HostSnapshot, Phase};

/// How much bolder a small map is drawn, so that it is legible at a quarter of the size.
const BOLD: f64 = 2.6;
const RADIUS: f64 = 12.0;
/// What is certain is whole, what is possible dashed: the dashes of a large map would run together.
const POSSIBLE: &[f64] = &[16.0, 11.0];
/// What sources dispute.
const DISPUTED: &[f64] = &[26.0, 8.0, 6.0, 8.0];

/// Draws a small map. Hosts of which nobody who is heard speaks are left as empty places.
pub fn scene(input: &MapInput<'_>) -> Scene {
    let theme = input.theme;
    let zone = |rect: Rect| Item::Rect(rect, RADIUS, Paint::fill(theme.zone));
    let mut items: Vec<Item> = input.layout.zones.iter().map(|it| zone(it.rect)).collect();
    let untold = input.layout.nodes.iter().filter(|it| input.snapshot.host(&it.id).is_none());
    items.extend(untold.map(|it| Item::Rect(it.rect.grown(-3.0), RADIUS, Paint::stroke(theme.zone_line, 4.0))));
    let mut pivots: Vec<&Happening> = input.snapshot.pivots.iter().collect();
    sorting::by_key(&mut pivots, |it| it.phase);
    items.extend(pivots.iter().flat_map(|it| arrow(input, it)));
    items.extend(input.snapshot.hosts.iter().flat_map(|it| card(input, it)));
    Scene { bounds: input.layout.bounds, items }
}

fn bold(paint: Paint) -> Paint {
    let dash = match paint.dash {
        [] => paint.dash,
        dash if dash == style::DISPUTED => DISPUTED,
        _ => POSSIBLE,
    };
    Paint { width: paint.width * BOLD, dash, ..paint }
}

fn arrow(input: &MapInput<'_>, it: &Happening) -> Vec<Item> {
    let Some(edge) = input.layout.edge(&it.id) else { return Vec::new() };
    let paint = bold(style::arrow(it.phase, it.when.disputed, false, input.theme));
    let color = paint.stroke.unwrap_or(input.theme.ink);
    let length = if it.phase == Phase::Before { 22.0 } else { 30.0 };
    vec![Item::Path(Path { commands: edge.path.commands.clone() }, paint), head(edge, length, color)]
}

fn card(input: &MapInput<'_>, it: &HostSnapshot) -> Vec<Item> {
    let Some(node) = input.layout.node(&it.id) else { return Vec::new() };
    let style = style::card(it.state, it.certainty, input.theme);
    let mark = icon::state(it.state, node.rect.center(), BOLD * 1.6, style.state);
    vec![Item::Rect(node.rect, RADIUS, bold(style.card)), mark]
}
