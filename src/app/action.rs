//! Everything that can happen to the interface, and everything it asks of the browser.

use super::briefing::{Gathered, Place};
use super::camera::Size;
use super::follow::Direction;
use super::handing::Wish;
use super::{Clock, Controls, Failure, Speed, Tab, ThemeChoice};
use crate::collection::Column;
use crate::export::share::Share;
use crate::incident::{Day, Id};
use crate::timeline::{Attribute, PartialLens, Preference, Scale};

/// Imperatives come from people and hosts; past tense is the browser's answer to an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Show the incident at an address (attribute `src`, gallery switch, method `load`).
    Open(String),
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
        left: Option<Vec<String>>,
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
    /// Take a column of the table for this, or for nothing, and read it again.
    TakeColumn {
        /// Its place, from 0.
        column: usize,
        /// One of [`super::columns::FIELDS`].
        field: Option<String>,
    },
    /// Show which column of the table is what, or the incident.
    ShowColumns(bool),
    /// The reader of other formats found several incidents.
    Collected {
        /// Which load it belongs to.
        request: u32,
        /// What the file or folder is called.
        name: String,
        /// How many files the reader was given.
        n_files: usize,
        /// Those that it does not read, each with the reason.
        unread: Vec<String>,
        /// Their rows, as the reader writes them.
        rows: Vec<u8>,
    },
    /// Look for these words in the collection.
    Search(String),
    /// Sort the collection by a column; by the same again, the other way round.
    SortBy(Column),
    /// Show the incident at this place of the collection.
    Pick(usize),
    /// Back to the list of the collection.
    List,
    /// From the list to the incident that was shown before.
    Unlist,
    /// Read no further (button).
    StopReading,
    /// Show the incident of the gallery with this id (gallery switch, fragment).
    OpenFromGallery(Id),
    /// Offer the incidents of an index (attribute `gallery`).
    OpenGallery(String),
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
    /// Something could not be opened at all (a drop without a file, a paste without text).
    Complain(Failure),
    /// Stop showing what went wrong.
    Dismiss,
    /// Go to exactly this day (host, date field, fragment); it may lie outside the story.
    SeekTo(Day),
    /// Go to a place on the axis, from 0 to 1 (slider).
    Slide(f64),
    /// Go to the next or the previous day on which something can change.
    Step(Way),
    /// Go one day on or back.
    StepDay(Way),
    /// Go to the first day.
    SeekFirst,
    /// Go to the last day.
    SeekLast,
    /// Play, or stop playing.
    TogglePlay,
    /// Play, if it is true, or stop (methods `play` and `pause`).
    SetPlaying(bool),
    /// Play at this speed.
    SetSpeed(Speed),
    /// The time of a step is over.
    Ticked,
    /// Choose a host, pivot or event; `None` chooses nothing.
    Select(Option<Id>),
    /// Go along the pivots by keyboard.
    Follow(Direction),
    /// Move the map by CSS pixels.
    Pan(f64, f64),
    /// Make the map larger or smaller around a point in CSS pixels; `None` is its middle.
    Zoom(f64, Option<(f64, f64)>),
    /// Show the whole map.
    Fit,
    /// The room for the map changed.
    MapResized(Size),
    /// The room for the chart changed.
    ChartResized(f64),
    /// Light or dark.
    SetTheme(ThemeChoice),
    /// The system turned light or dark.
    SystemThemeChanged(bool),
    /// Fill the middle with this.
    Show(Tab),
    /// Only what was published by this day (choice, tick of the chart, attribute). The reader's clock stands still then.
    SetKnownOn(Option<Day>),
    /// Which clocks move with the slider.
    SetClock(Clock),
    /// How far apart days lie; `None` is as the story needs it.
    SetScale(Option<Scale>),
    /// The unit of the chart.
    SetUnit(Option<String>),
    /// Only what these sources tell (attribute, fragment).
    SetToldBy(Option<std::collections::BTreeSet<Id>>),
    /// Believe these sources, each on one attribute of one part, and no others (attribute, fragment).
    SetPrefer(Vec<Preference>),
    /// Believe one more, in place of whom was believed on the same matter ("Show this instead").
    Prefer(Preference),
    /// Believe nobody in particular on an attribute of a part ("Back to the rule").
    Unprefer(Id, Attribute),
    /// Show the map as this source tells it, or as all do (small map).
    Tell(Option<Id>),
    /// Hear this source too, or no longer (its box in the list of sources).
    Hear(Id, bool),
    /// The language of labels with which the element opens; `None` is the file's (attribute `lang`).
    SetLanguage(Option<String>),
    /// Labels in this language, whatever the element opens with (choice, fragment).
    ChooseLanguage(Option<String>),
    /// How much of the controls is shown (attribute `controls`).
    SetControls(Controls),
    /// Show what a compact element has folded away, or hide it again.
    ToggleFold,
    /// Whether the visitor may only look (attribute `readonly`).
    SetReadOnly(bool),
    /// Compare with this lens, or with none (choice, attribute, fragment).
    Compare(Option<PartialLens>),
    /// Show the picture through this lens; what it leaves open is as an incident opens (choice).
    Look(PartialLens),
    /// Let what is shown be the lens before, and the lens before be shown.
    Swap,
    /// Present the story from its first step.
    Present,
    /// To the next or the previous step of the presentation.
    Turn(Way),
    /// To the step with this number, from 0, or the last.
    TurnTo(usize),
    /// Show the speaker's notes, or hide them.
    ToggleNotes,
    /// Present no more.
    Leave,
    /// Put what changed into the clipboard.
    Copy,
    /// The clipboard took it, or did not.
    Copied(bool),
    /// Think about handing this on (dialog).
    Wish(Wish),
    /// Hand on what was thought about (dialog).
    HandOn,
    /// Put what was thought about into the clipboard (dialog).
    CopyOut,
    /// Print a handout of what was thought about (dialog).
    PrintOut,
    /// What a briefing is made of is there, or is not.
    Gathered(Result<Gathered, Failure>),
    /// Restore what a fragment says.
    Restore(String),
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

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Later.
    Forward,
    /// Earlier.
    Back,
}

/// What the interface asks of the browser.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Get an incident; answer with [`Action::Fetched`].
    Fetch {
        /// Which load it belongs to.
        request: u32,
        /// From where; same origin only.
        address: String,
    },
    /// Have a file read as that of another tool; answer with [`Action::Progressed`] and [`Action::Converted`].
    Convert {
        /// Which load it belongs to.
        request: u32,
        /// What the file is called.
        name: String,
        /// Where it is.
        source: Source,
    },
    /// Have an incident of the collection made; answer with [`Action::Converted`].
    Pick {
        /// Which load it belongs to.
        request: u32,
        /// What it is called.
        name: String,
        /// Its place in the collection.
        index: usize,
    },
    /// Stop reading a file.
    StopConverting,
    /// Keep what was read no longer: nobody can come back to it.
    Release,
    /// Get the index of the gallery; answer with [`Action::GalleryFetched`].
    FetchGallery(String),
    /// Answer with [`Action::Ticked`] after this many milliseconds.
    Wait(u32),
    /// Let the element fill the screen, if the browser allows it.
    EnterFullscreen,
    /// Let it fill the screen no more.
    LeaveFullscreen,
    /// Put a text into the clipboard, or select it where that is forbidden; answer with [`Action::Copied`].
    Copy(String),
    /// Get the one-file app and these files; answer with [`Action::Gathered`].
    Gather {
        /// Where they are.
        files: Vec<Place>,
        /// What of them may leave.
        share: Share,
    },
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
    /// Make a PNG of an SVG, so many times larger; answer with [`Action::Copied`], or with [`Action::Complain`] if there is no such file.
    Raster {
        /// The picture.
        svg: String,
        /// How many pixels one of the SVG becomes.
        factor: u8,
        /// What the file is to be called; `None` puts the picture into the clipboard.
        name: Option<String>,
    },
    /// Give the keyboard to what is chosen on the map.
    FocusSelection,
}
