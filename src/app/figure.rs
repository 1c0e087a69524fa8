//! What is shown, as a figure and for paper.

use super::view::Shown;
use crate::export::figure::{Content, Figure};
use crate::export::handout::handout;
use crate::paint::SvgNode;
use crate::scene::theme::PAPER;

impl Shown {
    /// What is shown as a figure, in the colors of the screen.
    pub fn figure(&self) -> Figure<'_> {
        Figure {
            teller: self.teller(),
            ground: &self.ground,
            snapshot: &self.snapshot,
            against: self.against(),
            content: Content::Both,
            axis: &self.axis,
            unit: self.unit(),
            theme: self.theme(),
            digest: None,
        }
    }

    /// What is shown, to be printed, with the hash of the file.
    pub fn handout(&self, digest: &str) -> SvgNode {
        handout(&Figure { theme: &PAPER, digest: Some(digest), ..self.figure() })
    }
}
