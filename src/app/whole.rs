//! What of the program is here from the start: all of it, where it is in one piece.

use super::part::Place;
use super::parts::Parts;
#[cfg(not(feature = "split"))]
use super::{edit, handing, views};

impl Default for Parts {
    #[cfg(not(feature = "split"))]
    fn default() -> Self {
        Self {
            panel: Place::Here(&()),
            handing: Place::Here(&handing::HANDING),
            views: Place::Here(&views::VIEWS),
            writing: Place::Here(&edit::WRITING),
        }
    }

    #[cfg(feature = "split")]
    fn default() -> Self {
        Self { panel: Place::Away, handing: Place::Away, views: Place::Away, writing: Place::Away }
    }
}
