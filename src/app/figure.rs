//! What is shown, as a figure and for paper.

use super::view::Shown;
use super::{Failure, words::figure as words};
use crate::export::figure::{Content, Figure};
use crate::export::handout::handout;
use crate::paint::SvgNode;
use crate::scene::theme::PAPER;

impl Shown {
    /// What is shown as a figure, in the colors of the screen.
    pub fn figure(&self) -> Figure<'_> {
        Figure {
            teller: self.teller(),
            layout: self.ready.layout(),
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

/// The canvas holds no picture of this size.
pub fn too_large() -> Failure {
    failure("too-large", words::TOO_LARGE)
}

/// The page's policy forbids images that are made in it.
pub fn blocked() -> Failure {
    failure("blocked-image", words::BLOCKED)
}

fn failure(code: &'static str, [title, text, hint]: [&str; 3]) -> Failure {
    Failure { code, title: title.to_owned(), text: text.to_owned(), hint: hint.to_owned() }
}
