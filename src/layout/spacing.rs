//! The distances of the map, in map units: the only place that says how airy it is.

/// Between the edge of a region and its cards, left, right and below.
pub const PAD: i64 = 12;
/// Height of the strip for a region's title.
pub const TITLE: i64 = 22;
/// A title is drawn at most so many times larger, on a map that is seen smaller than it is drawn.
pub const TITLE_GROWS: f64 = 1.25;
/// How far the tags of a card reach beyond its rim: to the left and to the right, and down.
pub const TAG_OVER: (f64, f64) = (6.0, 18.0);
/// What an arrow that comes down beside a tag keeps from it: half its number, and a little.
pub const BESIDE_TAG: f64 = 15.0;
/// From the top of a region to its first card: the title and a breath.
pub const ZONE_TOP: i64 = 26;
/// From the top of a region to the first line that passes under its title.
pub const ZONE_TOP_LINE: i64 = 30;
/// Between two regions, one above the other.
pub const ZONE_GAP: i64 = 14;
/// Between two cards, one above the other: room for one line, or a short arrow.
pub const ROW_GAP: i64 = 20;
/// Between two parallel lines, and between a line and a card or region beside it.
pub const LINE_GAP: i64 = 10;
/// The least distance between parallel lanes and between ports on one side of a card.
pub const LANE: f64 = 8.0;
/// What lanes keep when there is room.
pub const LANE_WISH: f64 = 10.0;
/// From the cards on the left to the first lane: enough for a rounded corner.
pub const LANE_BEFORE: f64 = 9.0;
/// From the last lane to the cards on the right: a rounded corner and an arrow head.
pub const LANE_AFTER: f64 = 13.0;
/// Between two columns of cards; two paddings and the gap between two regions fit.
pub const COLUMN_GAP: f64 = 38.0;
/// Beside a label that lies on an arrow between two columns: its tail and its head.
pub const LABEL_BESIDE: f64 = 22.0;
/// Between two labels.
pub const LABEL_APART: f64 = 4.0;
/// Wider labels get no more room than this.
pub const MOST_LABEL: f64 = 24.0;
/// The same for those of parallel arrows together.
pub const MOST_PARALLEL: f64 = 160.0;
/// Between the outermost things and the bounds.
pub const MARGIN: f64 = 4.0;
/// Radius of a rounded corner, where there is room.
pub const RADIUS: f64 = 8.0;
/// Ports stay this far from the corners of a card.
pub const PORT_INSET: f64 = 8.0;
/// Between neighboring ports when there is room.
pub const PORT_WISH: f64 = 12.0;
/// The viewport in which a map should be legible without zooming out.
pub const VIEW_WIDTH: f64 = 1060.0;
/// See [`VIEW_WIDTH`].
pub const VIEW_HEIGHT: f64 = 560.0;
