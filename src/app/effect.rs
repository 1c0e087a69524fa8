//! Everything that the interface asks of the browser. The answers are actions.

use super::editing::Saving;
use super::part::Part;
use super::piece::Piece;
use super::wish::{Place, Wish};
use crate::export::share::Share;
use crate::incident::Id;

/// What the interface asks of the browser.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Get an incident; answer with `Fetched`.
    Fetch {
        /// Which load it belongs to.
        request: u32,
        /// From where; same origin only.
        address: String,
    },
    /// Have a file read as that of another tool; answer with `Progressed` and `Converted`.
    Convert {
        /// Which load it belongs to.
        request: u32,
        /// What the file is called.
        name: String,
        /// Where it is.
        source: Source,
    },
    /// Have an incident of the collection made; answer with `Converted`.
    Pick {
        /// Which load it belongs to.
        request: u32,
        /// What it is called.
        name: String,
        /// Its place in the collection.
        index: usize,
    },
    /// Get a file of an index; answer with `Came`.
    FetchPiece {
        /// Which index it belongs to.
        number: u32,
        /// The address of the index, against which that of the file is.
        base: String,
        /// The address of the file.
        address: String,
        /// What is in it.
        piece: Piece,
    },
    /// Keep a file for as long as the tab is open, or none, in place of the one before; answer with `Kept`.
    Keep {
        /// Which load it belongs to.
        request: u32,
        /// What is kept.
        file: Option<String>,
    },
    /// Get what was kept; answer with `Recalled`, for this load.
    Recall(u32),
    /// Stop reading a file.
    StopConverting,
    /// Keep what was read no longer: nobody can come back to it.
    Release,
    /// Get the index of the gallery; answer with `GalleryFetched`.
    FetchGallery(String),
    /// Answer with `Ticked` after this many milliseconds.
    Wait(u32),
    /// Let the element fill the screen, if the browser allows it.
    EnterFullscreen,
    /// Let it fill the screen no more.
    LeaveFullscreen,
    /// Put a text into the clipboard, or select it where that is forbidden; answer with `Copied`.
    Copy(String),
    /// Get the one-file app and these files, and let the reader keep the briefing that is made of them; answer with `Complain` if
    /// there is none.
    Gather {
        /// Where they are.
        files: Vec<Place>,
        /// What of them may leave.
        share: Share,
    },
    /// The document changed, or is another one: ask before the page is left, or ask no more; and keep what is not saved, where that is wanted.
    Guard(bool),
    /// Save the document; answer with `Saved`.
    SaveDocument(Saving),
    /// Keep what is not saved in this browser, or delete all that is kept; answer with `Told`.
    KeepEdits(bool),
    /// Let the reader keep a file.
    Save {
        /// What it is to be called.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// Print this in place of the page.
    Print(std::rc::Rc<crate::paint::SvgNode>),
    /// Make a PNG of an SVG, so many times larger; answer with `Copied`, or with `Complain` if there is no such file.
    Raster {
        /// The picture.
        svg: String,
        /// How many pixels one of the SVG becomes.
        factor: u8,
        /// What the file is to be called; `None` puts the picture into the clipboard.
        name: Option<String>,
    },
    /// Make PNGs of SVGs, each so many times larger, and let the reader keep them in one archive; answer with `Complain` if
    /// there is no such file.
    RasterAll {
        /// What each is to be called in the archive, and the picture.
        pictures: Vec<(String, String)>,
        /// How many pixels one of an SVG becomes.
        factor: u8,
        /// What the archive is to be called.
        name: String,
    },
    /// Get the part of the program that makes files for office programs, and let the reader keep what it makes of this; answer
    /// with `Complain` if there is no such file.
    Office(Box<Wish>),
    /// Get these parts of the program; answer with `Handing`, `Views`.
    FetchParts(Vec<Part>),
    /// Answer with `Rest` when nothing else is to be done.
    FetchRestWhenIdle,
    /// Give the keyboard to what is chosen on the map.
    FocusSelection,
    /// Give the keyboard to this card if the one that had it is gone.
    KeepFocus(Id),
}

/// Where a file of another tool is, or several.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Here.
    Bytes(Vec<u8>),
    /// With the browser, which holds what somebody brought.
    Held {
        /// Whether it becomes a list, even of one incident: it is a folder, or several files.
        is_list: bool,
    },
    /// With the reader, which keeps the table that it read last.
    Again {
        /// Which column is what, as `WHAT=COLUMN`.
        options: Vec<String>,
    },
    /// At the addresses of an index.
    Addresses {
        /// Against what they are.
        base: String,
        /// Each of them; same origin only.
        files: Vec<String>,
    },
}
