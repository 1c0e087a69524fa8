//! Everything that can happen to the interface, grouped by the file that handles it.
//!
//! Each of these files matches all of its group, so that an action that nobody handles does not compile.

use super::camera::Size;
use super::facet::Facet;
use super::findable::Kind;
use super::follow::Direction;
pub use super::look::Setting;
use super::part::{Part, Place};
use super::piece::Piece;
use super::presented::Stage;
use super::tables::{Handing, Views, Writing};
use super::wish::{Link, Wish};
pub use super::writes::Edit;
use super::{Failure, Speed};
use crate::collection::Column;
use crate::incident::Id;
use crate::timeline::{Attribute, PartialLens, Preference};
use crate::tongue::{Arg, Phrase};

/// Imperatives come from people and hosts; past tense is the browser's answer to an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Look at something else, or otherwise (`update.rs`).
    Set(Setting),
    /// Go to another day (`seek.rs`).
    Seek(Seek),
    /// Open and close cards of several hosts (`folding.rs`).
    Fold(Fold),
    /// Go to what was found (`find.rs`).
    Go(Found),
    /// Ask for a value of a facet, or for none, and light what matches (`filter.rs`).
    Sift(Facet, Option<String>),
    /// Move about on the map (`camera.rs`, `follow.rs`).
    Move(Move),
    /// The screen is another one (`update.rs`).
    Screen(Screen),
    /// Open something (`opening.rs`).
    Open(Open),
    /// Look through a collection (`listing.rs`).
    List(List),
    /// Read of an index what is looked at (`years.rs`).
    Index(Index),
    /// Say which column of a table is what (`columns.rs`).
    Assign(Assign),
    /// Compare two lenses (`compare.rs`).
    Compare(Compare),
    /// Present the story (`present.rs`).
    Talk(Talk),
    /// Hand something on (`handing.rs`).
    Give(Give),
    /// Say whose word counts (`trust.rs`).
    Trust(Trust),
    /// Write in the incident (`edit/`).
    Edit(Edit),
    /// Fetch more of the program (`parts.rs`).
    Part(Fetch),
    /// Show what a fragment says.
    Restore(String),
    /// Show what a fragment would show that says this too of these keys, or nothing of them (properties).
    Say(Vec<(String, Option<String>)>),
    /// Show what a compact element has folded away, or hide it again.
    ToggleFold,
    /// Show what is wrong in the file, or hide it again.
    ToggleFaults,
    /// Something could not be opened at all (a drop without a file, a paste without text).
    Complain(Failure),
    /// Stop showing what went wrong.
    Dismiss,
    /// The clipboard took what it was given, or did not.
    Copied(bool),
}

/// What was found, and is gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
}

/// Where the slider goes. To a day it goes by [`Setting::AsOf`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seek {
    /// Go to a place on the axis, from 0 to 1 (slider).
    Slide(f64),
    /// Go to the next or the previous day on which something can change.
    Step(Way),
    /// Go one day on or back.
    StepDay(Way),
    /// Go to the first day.
    First,
    /// Go to the last day.
    Last,
    /// Play, or stop playing.
    TogglePlay,
    /// Play, if it is true, or stop (methods `play` and `pause`).
    SetPlaying(bool),
    /// Play at this speed.
    SetSpeed(Speed),
    /// The time of a step is over.
    Ticked,
}

/// Which hosts share a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fold {
    /// Give each host of this group a card of its own.
    Open(Id),
    /// Let the hosts of this group share a card again.
    Close(Id),
    /// Give every host a card of its own.
    OpenAll,
    /// Fold whatever can be folded.
    CloseAll,
}

/// Where on the map one looks, and what one goes along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// Go along the pivots by keyboard.
    Follow(Direction),
    /// Move the map by CSS pixels.
    Pan(f64, f64),
    /// Make the map larger or smaller around a point in CSS pixels; `None` is its middle.
    Zoom(f64, Option<(f64, f64)>),
    /// Show the whole map.
    Fit,
}

/// What the browser says of the screen and of the reader.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// The room for the map changed.
    MapResized(Size),
    /// The room for the chart changed.
    ChartResized(f64),
    /// The system turned light or dark.
    ThemeChanged(bool),
    /// The reader reads these languages, the best first.
    Languages(Vec<String>),
}

/// What is opened, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Open {
    /// Show the incident at an address (attribute `src`, method `load`).
    At(String),
    /// Show the incident of the gallery with this id (gallery switch, fragment).
    FromGallery(Id),
    /// Offer the incidents of an index (attribute `gallery`).
    Gallery(String),
    /// Show an incident that the visitor brings (picker, drop, paste); not where the host allows no other.
    Read {
        /// What the file is called.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// Show an incident given as text (method `load`).
    Load {
        /// What it is called.
        name: String,
        /// The text of a file.
        bytes: Vec<u8>,
    },
    /// Show an incident given as a value (method `load`).
    LoadValue {
        /// What it is called.
        name: String,
        /// An object of the native format.
        value: serde_json::Value,
    },
    /// Show what is in a file that is too large for the page itself, or in several (picker, drop); the browser holds them.
    ReadHeld {
        /// What the file or folder is called.
        name: String,
        /// What of it is not read, each with the reason; `None` for a single file.
        left: Option<Vec<Phrase>>,
    },
    /// Read no further (button).
    Stop,
    /// Let the tab keep the file no longer (button).
    Forget,
    /// The tab keeps the file that was shown by a request, or does not.
    Kept {
        /// Which load it belongs to.
        request: u32,
        /// Whether it does.
        is_kept: bool,
    },
    /// What the tab has kept, if anything.
    Recalled {
        /// Which load it belongs to.
        request: u32,
        /// The file, as it was given to be kept.
        kept: Option<String>,
    },
    /// The file of a request came, or did not.
    Fetched {
        /// Which load it belongs to.
        request: u32,
        /// Its address.
        address: String,
        /// Its bytes.
        answer: Result<Vec<u8>, Failure>,
    },
    /// The index of the gallery came.
    GalleryFetched {
        /// Its address, against which its files are found.
        address: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// So much of the file of a request has been read, from 0 to 1.
    Progressed {
        /// Which load it belongs to.
        request: u32,
        /// How much.
        done: f64,
    },
    /// The reader of other formats made an incident of ours of a file, or refuses it.
    Converted {
        /// Which load it belongs to.
        request: u32,
        /// What the file is called.
        name: String,
        /// The incident as a file of ours.
        answer: Result<Vec<u8>, Failure>,
        /// The columns of a table, as the reader writes them.
        columns: Option<Vec<u8>>,
    },
    /// The reader of other formats found several incidents.
    Collected {
        /// Which load it belongs to.
        request: u32,
        /// What the file or folder is called.
        name: String,
        /// How many files the reader was given.
        n_files: usize,
        /// Those that it does not read, each with the reason.
        unread: Vec<Arg>,
        /// Their rows, as the reader writes them.
        rows: Vec<u8>,
    },
}

/// The list of a collection.
#[derive(Debug, Clone, PartialEq)]
pub enum List {
    /// Look for these words.
    Search(String),
    /// Sort by a column; by the same again, the other way round.
    SortBy(Column),
    /// Look only at those that began in this year, or in none that is said; `None` for all.
    Only(Option<Option<i32>>),
    /// Read more of an index: the end of the list is in sight (scrolling), or somebody asks for it (button).
    More,
    /// Ask again for what did not come of an index (button).
    Again,
    /// Show the incident at this place of the collection.
    Pick(usize),
    /// Back to the list.
    Show,
    /// From the list to the incident that was shown before.
    Hide,
}

/// An index of incidents: what is read of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Index {
    /// The summary of one came.
    Opened {
        /// What its file is called.
        name: String,
        /// Its address, against which its files are found.
        address: String,
        /// What is in it.
        summary: serde_json::Value,
    },
    /// A file of it came, or did not.
    Came {
        /// Which index it belongs to.
        number: u32,
        /// What is in the file.
        piece: Piece,
        /// Its bytes.
        answer: Result<Vec<u8>, Failure>,
    },
    /// Something else is looked for.
    Look,
    /// More is asked for than is in the list.
    More,
    /// What did not come is asked for again.
    Again,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Assign {
    /// Take a column for this, or for nothing, and read the table again.
    Take {
        /// Its place, from 0.
        column: usize,
        /// One of [`super::columns::FIELDS`].
        field: Option<String>,
    },
    /// Read dates with this number first, one of [`super::columns::ORDERS`], or as other rows tell, and read the table again.
    Dates(Option<String>),
    /// Read times that have no zone in this one, or in none if it is empty, and read the table again.
    Zone(String),
    /// Take a row, from 1, for the header, and read the table again.
    Header(usize),
    /// Show which column is what, or the incident.
    Show(bool),
}

/// The two lenses of a comparison. The one before is chosen by [`Setting::Against`].
#[derive(Debug, Clone, PartialEq)]
pub enum Compare {
    /// Show the picture through this lens; what it leaves open is as an incident opens (choice).
    Through(PartialLens),
    /// Let what is shown be the lens before, and the lens before be shown.
    Swap,
    /// Put what changed into the clipboard.
    Copy,
}

/// The presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Talk {
    /// Present the story from its first step.
    Begin,
    /// To the next or the previous step.
    Turn(Way),
    /// To the step with this number, from 0, or the last.
    TurnTo(Stage),
    /// Show the speaker's notes, or hide them.
    ToggleNotes,
    /// Present no more.
    End,
}

/// What the reader hands on (dialog).
#[derive(Debug, Clone, PartialEq)]
pub enum Give {
    /// Think about handing this on.
    Wish(Wish),
    /// Save what was thought about.
    Save,
    /// Put it into the clipboard.
    Copy,
    /// Put a link to what is shown into the clipboard, or the code for a page; with the address of this page, without its fragment.
    Link(Link, String),
    /// Print a handout of it.
    Print,
}

/// Parts of the program, and what became of asking for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fetch {
    /// Ask for all that nobody has asked for yet (the page is idle).
    Rest,
    /// Ask again for one that did not come (button).
    Again(Part),
    /// What stands beside the map came, or did not.
    Panel(Place<()>),
    /// What hands on came, or did not.
    Handing(Place<Handing>),
    /// What shows something else than the map came, or did not.
    Views(Place<Views>),
    /// The sheet came, or did not.
    Writing(Place<Writing>),
}

/// Who is heard, and who is believed. All at once are set by [`Setting::ToldBy`] and [`Setting::Prefer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Show the map as this source tells it, or as all do (small map).
    Tell(Option<Id>),
    /// Hear this source too, or no longer (its box in the list of sources).
    Hear(Id, bool),
    /// Believe one more, in place of whom was believed on the same matter ("Show this instead").
    Prefer(Preference),
    /// Believe nobody in particular on an attribute of a part ("Back to the rule").
    Unprefer(Id, Attribute),
}

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Later.
    Forward,
    /// Earlier.
    Back,
}
