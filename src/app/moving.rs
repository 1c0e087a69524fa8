//! Moving about on the map: the eye by hand, what is chosen by keyboard.

use super::State;
use super::action::Move;
use super::camera::Camera;
use super::effect::Effect;
use super::follow::{Direction, follow};
use crate::timeline::Snapshot;

/// Moves the eye, or what is chosen; not the incident.
pub fn update(state: &mut State, action: Move) -> Option<Effect> {
    let map = state.ground().map(|it| it.layout.bounds);
    let view = state.map_size;
    let now = map.map(|map| (map, state.camera.unwrap_or_else(|| state.opening(map))));
    match (action, now) {
        (Move::Follow(direction), _) => {
            go_along(state, direction);
            return Some(Effect::FocusSelection);
        }
        (Move::Pan(dx, dy), Some((map, now))) => state.camera = Some(now.panned(dx, dy, map, view)),
        (Move::Zoom(factor, at), Some((map, now))) => {
            let at = at.unwrap_or((view.width / 2.0, view.height / 2.0));
            state.camera = Some(now.zoomed(factor, at).panned(0.0, 0.0, map, view));
        }
        (Move::Fit, Some((map, _))) => {
            state.camera = Some(Camera::fit(map, view)).filter(|it| *it != state.opening(map));
        }
        (Move::Pan(..) | Move::Zoom(..) | Move::Fit, None) => {}
    }
    None
}

/// Chooses what comes next along the pivots.
fn go_along(state: &mut State, direction: Direction) {
    let next = state.ready().zip(state.lens()).zip(state.ground()).and_then(|((ready, lens), ground)| {
        let snapshot = Snapshot::of(&ready.incident, &lens);
        follow(&ready.incident, &ground.layout, &snapshot, state.look.selection.as_deref(), direction)
    });
    state.look.selection = next.or(state.look.selection.take());
}
