//! The interface driven by actions, with files of the gallery.

use breachmap::app::State;
use breachmap::app::action::{Action, Open};
use breachmap::app::effect::Effect;
use breachmap::app::update::update;

/// The incident with which the gallery opens.
pub const NTT_2020: &[u8] = include_bytes!("../../static/gallery/ntt-communications-2020.json");
/// Another one.
pub const NTT_2025: &[u8] = include_bytes!("../../static/gallery/ntt-communications-2025.json");
/// The index of the gallery.
pub const INDEX: &[u8] = include_bytes!("../../static/gallery/index.json");

/// A file is opened by the page.
pub fn read(bytes: &[u8]) -> Action {
    Action::Open(Open::Load { name: "incident.json".to_owned(), bytes: bytes.to_vec() })
}

/// The index of the gallery comes.
pub fn gallery() -> Action {
    Action::Open(Open::GalleryFetched { address: "./gallery/index.json".to_owned(), bytes: INDEX.to_vec() })
}

/// The state after these actions, and the effects of the last one.
pub fn after(actions: Vec<Action>) -> (State, Vec<Effect>) {
    actions.into_iter().fold((State::default(), Vec::new()), |(state, _), action| update(state, action))
}
