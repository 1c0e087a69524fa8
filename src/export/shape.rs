//! The shape of a figure: as tall as what it shows, or a sheet of a fixed size for a slide or a page.

use crate::paint::Extent;

crate::incident::words! {
    /// The shape of a figure.
    Shape {
        /// As wide as its map, and as tall as what it shows.
        AsDrawn = "as-drawn",
        /// A slide of 16 to 9.
        Wide = "16:9",
        /// A slide of 4 to 3.
        Classic = "4:3",
        /// A page of A4 across.
        A4 = "a4",
    }
}

crate::incident::words! {
    /// Where the list of steps stands.
    Steps {
        /// Right of the map.
        Beside = "beside",
        /// Below the map and its legend.
        Below = "below",
        /// Nowhere.
        None = "none",
    }
}

/// A fixed size in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Sheet {
    /// Its size in units of a figure.
    pub fn extent(self) -> Extent {
        Extent { width: self.width / ZOOM, height: self.height / ZOOM, zoom: ZOOM }
    }

    /// How wide a figure on it is, without margins.
    pub fn room(self) -> f64 {
        self.extent().width - 2.0 * MARGIN
    }
}

/// Around everything on a sheet.
pub const MARGIN: f64 = 18.0;
/// Width of a list beside the map.
pub const LIST: f64 = 284.0;

/// Pixels for a unit of a figure on a sheet. The smallest words of a figure are 12 units high, and 14 pixels on a slide of 1,280.
pub const ZOOM: f64 = 7.0 / 6.0;

/// How a figure is laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// Its size; `None` is as tall as what it shows.
    pub sheet: Option<Sheet>,
    /// Where the list of steps stands.
    pub steps: Steps,
    /// Whether more hosts may share a card than on the screen, so that the words of a large map can be read: not if the reader opened cards.
    pub may_fold: bool,
    /// How much larger the words of the map are drawn: a sheet has room for a map of some size only.
    pub words: f64,
    /// Whether it stands for a page that says more, where links to it are shown: then it has no legend, and its caption no sources.
    pub is_preview: bool,
}

impl Form {
    /// A shape, with the steps where they fit it best if nothing is said.
    pub fn of(shape: Shape, steps: Option<Steps>) -> Self {
        let sheet = |width, height| Some(Sheet { width, height });
        let (sheet, best) = match shape {
            Shape::AsDrawn => (None, Steps::Below),
            Shape::Wide => (sheet(1280.0, 720.0), Steps::Beside),
            Shape::Classic => (sheet(1280.0, 960.0), Steps::Below),
            Shape::A4 => (sheet(1280.0, 905.0), Steps::Below), // 297 by 210 mm
        };
        Self { sheet, steps: steps.unwrap_or(best), may_fold: true, words: 1.0, is_preview: false }
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::of(Shape::AsDrawn, None)
    }
}
