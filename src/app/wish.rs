//! What the reader wants to hand on, what would come of it, and what is gathered for it.

use std::rc::Rc;

use super::Failure;
use crate::export::csv::Table;
use crate::export::figure::Content;
use crate::export::shape::{Shape, Steps};
use crate::export::share::Share;
use crate::export::{Export, SVG};
use crate::incident::Id;
use crate::scene::theme::Theme;
use crate::tongue::Phrase;

crate::incident::words! {
    /// What leads to the map, or puts it into a page.
    Link {
        /// An address that shows it as it is shown now.
        View = "view",
        /// An address that shows the incident as it opens.
        Incident = "incident",
        /// HTML of a frame.
        Frame = "frame",
        /// HTML of the element.
        Element = "element",
    }
}

/// What the reader asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// What to make.
    pub export: &'static Export,
    /// What of the incident may leave.
    pub share: Share,
    /// What a figure shows.
    pub content: Content,
    /// The shape of a figure.
    pub shape: Shape,
    /// Where the list of its steps stands; `None` is where it fits the shape best.
    pub steps: Option<Steps>,
    /// The theme of a figure; `None` is that of the screen.
    pub theme: Option<&'static Theme>,
    /// How many pixels of a PNG one of the figure becomes.
    pub factor: u8,
    /// Of tables, which one; `None` is all of them in an archive.
    pub table: Option<Table>,
    /// Which incidents go into one file; `None` are the usual ones.
    pub incidents: Option<Vec<Id>>,
}

impl Wish {
    /// What a host may say with `exportAs` besides the kind.
    pub const OPTIONS: [&str; 9] =
        ["marking", "redact", "theme", "content", "shape", "steps", "scale", "table", "incidents"];

    /// Refuses an option that there is not: whoever writes `Marking` for `marking` must not get all that is marked.
    pub fn check_option(option: &str) -> Result<(), Failure> {
        if Self::OPTIONS.contains(&option) {
            return Ok(());
        }
        Err(Failure::no_export(Phrase::no_export_option(option, Self::OPTIONS.join(", "))))
    }
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            export: &SVG,
            share: Share::default(),
            content: Content::Both,
            shape: Shape::AsDrawn,
            steps: None,
            theme: None,
            factor: 2,
            table: None,
            incidents: None,
        }
    }
}

/// What would come of a wish.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// What the file would be called; `None` if nothing may leave.
    pub name: Option<String>,
    /// What would be left out, or why nothing may leave; and how it would be marked.
    pub words: String,
    /// Whether the reader opened a file of their own, which no link leads to.
    pub is_own: bool,
    /// The incidents that can go into it, if it can hold several.
    pub incidents: Vec<Choice>,
}

/// Where the file of an incident is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// It is shown.
    Here(Rc<str>),
    /// At an address of the gallery.
    At(String),
}

/// All that a briefing is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// The one-file app.
    pub app: String,
    /// The files of the incidents, each with what it is called.
    pub files: Vec<(String, Vec<u8>)>,
    /// What of them may leave.
    pub share: Share,
}

/// Takes the pictures of a file as PNG, in their order, and makes the file.
pub type Finish = Box<dyn FnOnce(Vec<Vec<u8>>) -> Vec<u8>>;

/// A file that is done but for pictures that whoever saves it must draw.
pub struct Draft {
    /// What it is to be called.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The pictures to draw, as SVG; most files have none.
    pub pictures: Vec<String>,
    /// Makes it.
    pub finish: Finish,
}

/// An incident that can go into a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: Id,
    /// What people call it, with the language, where it is not that of our own words.
    pub title: (Option<String>, String),
    /// Whether it goes in.
    pub is_chosen: bool,
}
