//! The measures of a map: how large its cards and words are.

/// Width of a host's card in map units.
pub const CARD_WIDTH: f64 = 150.0;
/// Height of a host's card in map units.
pub const CARD_HEIGHT: f64 = 60.0;
/// Font size of a region's title in map units.
pub const ZONE_FONT: f64 = 13.0;
/// Diameter of the number on an arrow in map units.
pub const BADGE: f64 = 20.0;

/// Font size of what stands on a card and on an arrow.
pub(super) const LABEL_FONT: f64 = 13.0;
/// Font size of the state on a card; nothing on the map is smaller.
pub const STATE_FONT: f64 = 13.0;
/// Between the rim of a card and what stands on it.
pub(super) const PADDING: f64 = 9.0;
/// From the left rim of a card to its words, right of the icon.
pub(super) const TEXT_X: f64 = 34.0;
/// Width of the dark band below the icon of an outside party.
pub const BAND: f64 = 30.0;
/// How round the corners of a card are.
pub const RADIUS: f64 = 6.0;
