//! What the element knows of an incident that is written: the document, and where somebody writes.

use std::any::Any;
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
    /// What is typed and not taken yet, where this browser keeps it.
    pub draft: Option<Draft>,
    /// Whether the sheet is shown.
    pub is_open: bool,
    /// What is known of its quotes, once somebody has brought documents.
    pub quotes: Option<Rc<dyn Known>>,
    /// Counts the documents that are written one after another.
    pub number: u32,
    /// Counts changes of all of them, and their being saved.
    pub version: u32,
    /// What was done last, and what comes next.
    pub hand: Hand,
    /// Whether the rows of a table were added last, and its columns can be corrected; `None` if no table is read for that.
    pub adding: Option<bool>,
    /// What techniques are called: fetched when somebody looks for one.
    pub techniques: Option<&'static str>,
    /// How safe what is written is besides.
    pub kept: Kept,
}

/// The hand of whoever writes: what was done last, and what comes next.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    /// What was done, for those who do not see it.
    pub said: Option<Phrase>,
    /// Where the keyboard goes: the part of a row, and the number of its column.
    pub aim: Option<(String, usize)>,
    /// The claim of a row that stands elsewhere now, and where.
    pub moved: Option<(String, String)>,
    /// The step, as a JSON Pointer, that has no end yet: it gets the host that is chosen next.
    pub loose: Option<String>,
    /// What was typed when the page ended: one goes on typing.
    pub draft: Option<Draft>,
    /// What would leave the document behind, with edits that are not saved: an action, which knows of documents itself. It waits
    /// for an answer.
    pub asked: Option<Rc<dyn Any>>,
    /// Counts its changes.
    pub turn: u32,
}

/// How safe is what somebody writes: told by the browser, which alone knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Whether this browser keeps what is not saved; `None` where it is not to be asked.
    pub is_on: Option<bool>,
    /// Why it does not, though it should.
    pub trouble: Option<Trouble>,
    /// Whether another tab writes the same document.
    pub is_elsewhere: bool,
    /// Why the document is not in its file, though somebody saved it.
    pub unsaved: Option<Unsaved>,
}

/// Why the browser keeps nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room left.
    Full,
    /// It refuses: by its settings, or in a private window.
    Refused,
}

/// Why a document is not in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// Somebody else has changed the file.
    Changed,
    /// The browser may not write there, or cannot.
    Forbidden,
}

/// How a document is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// Into its file, or into one that the reader chooses.
    Same,
    /// Into its file, whatever became of that.
    Over,
    /// Into another one.
    Other,
}

/// What somebody types into a cell that they have not left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The section of the sheet.
    pub list: Section,
    /// The part of the row.
    pub part: String,
    /// Its claim.
    pub claim: String,
    /// The number of the column.
    pub column: usize,
    /// What is typed so far.
    pub text: String,
}

/// What was typed and could not be taken.
#[derive(Debug, Clone)]
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

/// Documents are long: their changes are counted in place of being compared, and so is what the hand does.
impl PartialEq for Editing {
    fn eq(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.version, it.list, it.is_open, it.kept, it.hand.turn);
        let quotes = |it: &Self| it.quotes.as_ref().map(|it| Rc::as_ptr(it).cast::<()>());
        of(self) == of(other) && quotes(self) == quotes(other)
    }
}
