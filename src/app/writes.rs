//! What somebody does who writes in an incident.

use super::aside::Brought;
use super::edit::Section;
use super::editing::{Draft, Kept, Saving};
use crate::document::Patch;
use crate::incident::{Day, Id};

/// What somebody writes.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Show the sheet.
    Begin,
    /// Put it away.
    End,
    /// Show this section.
    Turn(Section),
    /// Take what was typed into a cell.
    Type {
        /// The section of the sheet.
        section: Section,
        /// The part of the row, as a JSON Pointer; for a new one it ends with `-`.
        part: String,
        /// Its claim.
        claim: String,
        /// The number of the column, from 0.
        column: usize,
        /// What was typed.
        text: String,
    },
    /// Take rows of a spreadsheet, from a cell on.
    Paste {
        /// The section of the sheet.
        section: Section,
        /// The number of the row, from 0.
        row: usize,
        /// The number of the column, from 0.
        column: usize,
        /// Cells between tabs, rows between ends of lines.
        text: String,
    },
    /// Let one more source speak of this part.
    AddClaim(Section, String),
    /// Draw on the map: from a host to another one, or to one that is chosen next; to such a one; or a host that goes nowhere yet.
    Draw {
        /// The host from which a step begins.
        from: Option<Id>,
        /// The host that it reaches.
        to: Option<Id>,
    },
    /// Take out what stands there, and what means nothing without it.
    Remove(String),
    /// Move what stands there one place on in its list, or back.
    Shift {
        /// Its place, as a JSON Pointer.
        at: String,
        /// Whether it is moved back.
        is_back: bool,
    },
    /// Keep the view as it is as a step of the story.
    KeepView,
    /// Do what a part of the program does that few who write need.
    Aside(Brought),
    /// Do an edit of the host (method `apply`).
    Apply(Patch),
    /// Take the last edit back.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Begin an incident with nothing in it, on this day.
    New(Option<Day>),
    /// What was asked for may leave the document as it is, unsaved; or is not done.
    Answer {
        /// Whether it may.
        is_left: bool,
    },
    /// What techniques are called is here.
    Techniques(&'static str),
    /// Save the file.
    Save,
    /// Save it otherwise.
    SaveAs(Saving),
    /// The version with this number was saved.
    Saved(u32),
    /// Have this browser keep what is not saved, or keep nothing.
    Keep(bool),
    /// How safe it is now.
    Told(Kept),
    /// Somebody types, or has stopped.
    Draft(Option<Draft>),
    /// Go on with edits that were kept, as they were written down.
    GoOn(String),
}

/// An edit is the same as itself and no other: nobody compares them, and the first map goes without what that needs.
impl PartialEq for Edit {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
