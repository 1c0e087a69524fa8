//! The map for the back of a room: what a step is about stands out, and nothing can be chosen.

use super::theme::Theme;
use super::{Item, Paint, Scene};
use crate::scene::Ground;

/// Makes these hosts and pivots of a map stand out.
pub fn emphasize(scene: &mut Scene, ground: &Ground, ids: &[String], theme: &Theme) {
    let cards = |id: &String| [ground.folded.card(id).to_owned(), ground.folded.arrow(id).to_owned()];
    let ids: Vec<String> = ids.iter().flat_map(cards).collect();
    let mut rings = Vec::new();
    for item in &mut scene.items {
        let Item::Group(group) = item else { continue };
        (group.label, group.opens) = (None, None);
        let Some(id) = group.entity.take() else { continue };
        match (ground.layout.node(&id), ids.contains(&id)) {
            (Some(node), true) => {
                rings.push(Item::Rect(node.rect.grown(5.0), 11.0, Paint::stroke(theme.newest, 4.0)));
            }
            (Some(_), false) => {}
            (None, true) => group.items.iter_mut().for_each(|it| strong(it, theme)),
            (None, false) => group.items.iter_mut().for_each(|it| plain(it, theme)),
        }
    }
    // below all arrows and numbers: a ring is wider than the gap between two cards
    let ground = scene.items.iter().position(|it| matches!(it, Item::Group(_))).unwrap_or_default();
    scene.items.splice(ground..ground, rings).for_each(drop);
}

/// What happened that very day and is not what the step is about does not stand out.
fn plain(item: &mut Item, theme: &Theme) {
    if let Item::Path(_, paint) | Item::Circle(_, _, paint) = item {
        let calm = |it| if it == theme.newest { theme.ink } else { it };
        (paint.fill, paint.stroke) = (paint.fill.map(calm), paint.stroke.map(calm));
    }
}

fn strong(item: &mut Item, theme: &Theme) {
    let loud = |it| if it == theme.zone || it == theme.paper { it } else { theme.newest };
    match item {
        Item::Path(_, paint) => {
            (paint.fill, paint.stroke) = (paint.fill.map(loud), paint.stroke.map(loud));
            if paint.stroke == Some(theme.newest) {
                paint.width = paint.width.max(4.5);
            }
        }
        Item::Circle(_, _, paint) => {
            (paint.fill, paint.stroke) = (paint.fill.map(|_| theme.newest), paint.stroke.map(|_| theme.newest));
        }
        Item::Text(text) if text.words.chars().all(|c| c.is_ascii_digit()) => text.color = theme.paper,
        _ => {}
    }
}
