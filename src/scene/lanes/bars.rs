//! The bars of a lane: how its hosts stand from the first day to the last.

use super::input::{BAR, FONT, LanesInput, paint, say};
use super::marks::free;
use super::parts::{Lane, Piece};
use crate::layout::geometry::{Point, Rect};
use crate::scene::plot::line;
use crate::scene::style::PERHAPS;
use crate::scene::text::width;
use crate::scene::{Anchor, Item, Paint};
use crate::timeline::{Certainty, HostState};

/// Draws the bars of a lane. Where several hosts share it, the hosts that stand alike take their share of its height.
pub fn draw(input: &LanesInput<'_>, lane: &Lane<'_>, items: &mut Vec<Item>) {
    for (at, piece) in lane.pieces.iter().enumerate() {
        let until = lane.pieces.get(at + 1).map_or(1.0, |it| it.from);
        let (from, to) = (input.frame.x(piece.from), input.frame.x(until));
        let of: usize = piece.parts.iter().map(|it| it.2).sum();
        let mut y = lane.bar_y;
        for (state, certainty, n) in &piece.parts {
            let height = BAR * *n as f64 / of.max(1) as f64;
            let rect = Rect::new(from, y, to - from, height);
            y += height;
            if *state == HostState::NotYet && piece.parts.len() == 1 {
                let (from, to) = (Point::new(from, rect.center().y), Point::new(to, rect.center().y));
                items.push(line(from, to, Paint::stroke(input.map.theme.faint, 1.0).dashed(PERHAPS)));
            } else if *state != HostState::NotYet && rect.width > 0.0 {
                let style = paint(*state, *certainty, input);
                // the edge lies inside
                let inside = rect.grown(-style.card.width.min(height / 2.0) / 2.0);
                items.push(Item::Rect(
                    Rect { width: inside.width.max(1.0), ..inside },
                    3.0_f64.min(height / 3.0),
                    style.card,
                ));
            }
        }
        if to > from {
            words(input, lane, piece, Rect::new(from, lane.bar_y, to - from, BAR), items);
        }
    }
    if lane.pieces.iter().all(|it| it.parts.iter().all(|it| it.0 == HostState::NotYet)) && lane.id.is_some() {
        let at = (input.frame.ends().0 + 8.0, lane.bar_y + BAR / 2.0 + FONT * 0.36);
        items.push(say(at, Anchor::Start, false, input.map.theme.muted, input.map.teller.tongue.not_reached()));
    }
}

/// The state in words, where there is room in the bar.
fn words(input: &LanesInput<'_>, lane: &Lane<'_>, piece: &Piece, rect: Rect, items: &mut Vec<Item>) {
    let [(state, certainty, _)] = piece.parts.as_slice() else { return };
    if *state == HostState::NotYet {
        return;
    }
    let tongue = input.map.teller.tongue;
    let name = match state {
        HostState::Clean => tongue.card_clean(),
        state => tongue.state_name(*state),
    };
    let is_possible = *certainty == Certainty::Possible && *state != HostState::Unknown;
    let words = if is_possible { tongue.perhaps_state(name) } else { name.to_owned() };
    let (room, wide) = ((rect.x + 6.0, rect.right() - 4.0), width(&words, FONT, false));
    if let Some(x) = free(&lane.crossed, room, wide).or((room.0 + wide <= room.1).then_some(room.0)) {
        let at = (x, rect.y + BAR / 2.0 + FONT * 0.36);
        let color = paint(*state, *certainty, input).state;
        items.push(say(at, Anchor::Start, false, color, words));
    }
}
