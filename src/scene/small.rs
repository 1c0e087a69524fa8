//! A small map: the layout of the large one with marks and no words, to be seen beside others of its kind.

use std::rc::Rc;

use super::icon;
use super::map::{MapInput, head};
use super::measure::BAND;
use super::{Item, Paint, Scene};
use super::{style, tag};
use crate::layout::geometry::{Path, Rect};
use crate::sorting;
use crate::timeline::{Happening, HostSnapshot, Phase};

/// How much bolder a small map is drawn, so that it is legible at a quarter of the size.
const BOLD: f64 = 2.6;
const RADIUS: f64 = 12.0;
/// How much larger the signs of the main path's ends are.
const SIGNS: f64 = 1.8;
/// What is certain is whole, what is possible dashed: the dashes of a large map would run together.
const POSSIBLE: &[f64] = &[16.0, 11.0];
/// What sources dispute.
const DISPUTED: &[f64] = &[26.0, 8.0, 6.0, 8.0];

/// Draws a small map. Hosts of which nobody who is heard speaks are left as empty places.
pub fn scene(input: &MapInput<'_>) -> Scene {
    let theme = input.theme;
    let zone = |rect: Rect| Item::Rect(rect, RADIUS, Paint::fill(theme.zone));
    let mut items: Vec<Item> = input.ground.layout.zones.iter().map(|it| zone(it.rect)).collect();
    let (folded, nodes) = (&input.ground.folded, &input.ground.layout.nodes);
    let is_told = |id: &str| match folded.group(id) {
        Some(group) => group.hosts.iter().any(|it| input.snapshot.host(it).is_some()),
        None => input.snapshot.host(id).is_some(),
    };
    let untold = nodes.iter().filter(|it| !is_told(&it.id));
    items.extend(untold.map(|it| Item::Rect(it.rect.grown(-3.0), RADIUS, Paint::stroke(theme.zone_line, 4.0))));
    let mut pivots: Vec<&Happening> = input.snapshot.pivots.iter().map(Rc::as_ref).collect();
    sorting::by_key(&mut pivots, |it| (it.phase, it.weight));
    items.extend(pivots.iter().flat_map(|it| arrow(input, it)));
    let worst = folded.groups.iter().filter_map(|it| Some((&it.id, it.tally(input.snapshot).first()?.0)));
    let hosts = input.snapshot.hosts.iter().filter(|it| folded.group(&it.id).is_none()).map(|it| (&it.id, it.as_ref()));
    items.extend(hosts.chain(worst).flat_map(|(id, it)| card(input, id, it)));
    Scene { bounds: input.ground.layout.bounds, items }
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
    let Some(edge) = input.ground.layout.edge(input.ground.folded.arrow(&it.id)) else { return Vec::new() };
    let paint = bold(style::arrow(it.phase, it.when.disputed, false, it.weight, input.theme));
    let color = paint.stroke.unwrap_or(input.theme.ink);
    let length = if it.phase == Phase::Before { 22.0 } else { 30.0 };
    vec![Item::Path(Path { commands: edge.path.commands.clone() }, paint), head(edge, length, color)]
}

/// The card of a host, or of a group whose worst host it is.
fn card(input: &MapInput<'_>, id: &str, it: &HostSnapshot) -> Vec<Item> {
    let Some(node) = input.ground.layout.node(id) else { return Vec::new() };
    let style = style::card(it.state, it.certainty, input.theme);
    let mut items = vec![Item::Rect(node.rect, RADIUS, bold(style.card))];
    items.extend(style.band(node.rect, BAND, RADIUS));
    items.push(icon::state(it.state, node.rect.center(), BOLD * 1.6, style.state));
    items.extend(tag::signs(input, node.rect, it, SIGNS));
    items
}
