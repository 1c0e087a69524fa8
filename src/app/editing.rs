//! What the element knows of an incident that is written: the document, and where somebody writes.

use std::rc::Rc;

use super::aside::Known;
use super::edit::Section;
use crate::document::Document;
use crate::tongue::Phrase;

/// A document that is written, and the sheet on which it is.
#[derive(Debug, Clone)]
pub struct Editing {
    /// The file as text, and what can be undone.
    pub document: Document,
    /// The list that the sheet shows.
    pub list: Section,
    /// What was typed last and could not be taken.
    pub refused: Option<Refused>,
    /// Whether the sheet is shown.
    pub is_open: bool,
    /// What is known of its quotes, once somebody has brought documents.
    pub quotes: Option<Rc<dyn Known>>,
    /// Counts changes of the document and its being saved.
    pub version: u32,
}

/// What was typed and could not be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The part of the row.
    pub part: String,
    /// Its claim.
    pub claim: String,
    /// The number of the column.
    pub column: usize,
    /// What was typed.
    pub text: String,
    /// Why not.
    pub problem: Phrase,
}

/// Documents are long: their changes are counted in place of being compared.
impl PartialEq for Editing {
    fn eq(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.version, it.list, it.is_open, it.refused.clone());
        let quotes = |it: &Self| it.quotes.as_ref().map(|it| Rc::as_ptr(it).cast::<()>());
        of(self) == of(other) && quotes(self) == quotes(other)
    }
}
